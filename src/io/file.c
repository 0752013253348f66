/* file.c - reading files whole, replacing them whole. */

#include "io/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static Diag *file_error(Env *env, Span at, const char *what, Str path,
                        const char *why)
{
    Diag *d = diag_error(env->diags, at, "cannot %s '%.*s': %s", what,
                         STR_ARG(path), why);
    d->fault = FAULT_FILE;
    d->code = "file";
    return d;
}

static bool too_large(Env *env, Span at, Str path)
{
    Diag *d = diag_error(env->diags, at, "'%.*s' is larger than %zu bytes",
                         STR_ARG(path), env->limits.file_bytes);
    d->fault = FAULT_LIMIT;
    d->code = "limit/file";
    return false;
}

bool file_exists(Str path)
{
    Arena *a = arena_new();
    struct stat info;
    bool there =
        stat(str_copy(a, path).at, &info) == 0 && !S_ISDIR(info.st_mode);
    arena_free(a);
    return there;
}

bool folder_exists(Str path)
{
    Arena *a = arena_new();
    struct stat info;
    bool there =
        stat(str_copy(a, path).at, &info) == 0 && S_ISDIR(info.st_mode);
    arena_free(a);
    return there;
}

/* All that `fd` gives, in env->arena; its size is unknown or unreliable. */
static bool read_all(Env *env, int fd, size_t expect, Span at, Str path,
                     Str *bytes)
{
    size_t room = expect + 1; /* one more, to see the end without growing */
    char *text = arena_alloc(env->arena, room);
    size_t len = 0;

    for (;;) {
        if (len + 1 >= room) {
            size_t more = room < 65536 ? 65536 : room * 2;
            text = arena_grow(env->arena, text, room, more);
            room = more;
        }
        ssize_t got = read(fd, text + len, room - len - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            file_error(env, at, "read", path, strerror(errno));
            return false;
        }
        if (got == 0)
            break;
        len += (size_t)got;
        if (len > env->limits.file_bytes)
            return too_large(env, at, path);
    }
    *bytes = (Str){ text, len };
    return true;
}

bool file_read(Env *env, Str path, Span at, Str *bytes)
{
    bool is_stdin = str_is(path, "-");
    Str name = str_copy(env->arena, path);
    int fd = is_stdin ? STDIN_FILENO : open(name.at, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        file_error(env, at, "read", path, strerror(errno));
        return false;
    }
    struct stat info = { 0 };
    bool ok = true;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
        (uint64_t)info.st_size > env->limits.file_bytes)
        ok = too_large(env, at, path);
    else
        ok = read_all(env, fd, S_ISREG(info.st_mode) ? (size_t)info.st_size : 0,
                      at, path, bytes);
    if (!is_stdin)
        close(fd);
    return ok;
}

Source *file_load(Env *env, Str path, Span at)
{
    Str bytes;

    if (!file_read(env, path, at, &bytes))
        return NULL;
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_slice(bytes, 3, bytes.len);
    Str name = str_is(path, "-") ? STR("<stdin>") : path;
    return source_new(env->arena, str_copy(env->arena, name), bytes);
}

/* ---- Writing ------------------------------------------------------------ */

static bool write_all(int fd, Str bytes)
{
    while (bytes.len) {
        ssize_t put = write(fd, bytes.at, bytes.len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes = str_slice(bytes, (size_t)put, bytes.len);
    }
    return true;
}

/* After a rename the folder must reach the disk too; best effort. */
static void flush_folder(Arena *a, Str path)
{
    int fd = open(path_folder(a, path).at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

/* New files get what the umask leaves of rw-rw-rw-, an old one keeps its own.
 */
static void copy_mode(int fd, const char *old)
{
    struct stat info;
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = stat(old, &info) == 0 ? info.st_mode & 0777 : 0666 & ~mask;
    if (fchmod(fd, mode) != 0)
        errno = 0; /* the file stays private: no reason to fail */
}

static bool closed_well(int fd, bool wrote, int *why)
{
    *why = wrote ? 0 : errno;
    if (close(fd) != 0 && wrote)
        *why = errno; /* a full disk may only show here */
    return *why == 0;
}

/* A device or pipe cannot be renamed over; /dev/full must be noticed. */
static bool write_device(const char *name, Str bytes, int *why)
{
    int fd = open(name, O_WRONLY | O_CLOEXEC);

    if (fd < 0) {
        *why = errno;
        return false;
    }
    return closed_well(fd, write_all(fd, bytes), why);
}

static bool write_beside(Arena *a, Str name, Str bytes, int *why)
{
    Str temp = str_format(a, "%.*s.XXXXXX.part", STR_ARG(name));
    int fd = mkostemps((char *)temp.at, sizeof ".part" - 1, O_CLOEXEC);

    if (fd < 0) {
        *why = errno;
        return false;
    }
    copy_mode(fd, name.at);
    bool ok = closed_well(fd, write_all(fd, bytes) && fsync(fd) == 0, why);
    if (ok && rename(temp.at, name.at) != 0) {
        *why = errno;
        ok = false;
    }
    if (ok)
        flush_folder(a, name);
    else
        unlink(temp.at);
    return ok;
}

static bool write_stdout(Str bytes, int *why)
{
    bool ok = write_all(STDOUT_FILENO, bytes);
    *why = errno;
    return ok;
}

bool file_replace(Env *env, Str bytes, Str path)
{
    Str name = str_copy(env->arena, path);
    struct stat info;
    int why = 0;
    bool ok;

    if (str_is(path, "-"))
        ok = write_stdout(bytes, &why);
    else if (stat(name.at, &info) == 0 && S_ISDIR(info.st_mode))
        ok = (why = EISDIR, false);
    else if (stat(name.at, &info) == 0 && !S_ISREG(info.st_mode))
        ok = write_device(name.at, bytes, &why);
    else
        ok = write_beside(env->arena, name, bytes, &why);
    if (!ok)
        file_error(env, (Span){ 0 }, "write",
                   str_is(path, "-") ? STR("standard output") : path,
                   strerror(why));
    return ok;
}
