/*
 * archive.c - entries for libzip, which writes them, their directory and its
 * end.
 *
 * Entries are compressed here, by libdeflate in a third of the time of the zlib
 * in libzip; what comes in the form that an entry is to have, libzip passes on
 * as it is.
 */

#include "office/archive.h"

#include <stdlib.h>
#include <zip.h>

enum {
    DOS_TIME = 0,
    DOS_DATE = 0x0021, /* 1 January 1980, the first day a zip can name */
    MOST_ENTRIES = 0xffff
};

/* ---- An entry's bytes on their way into the zip -------------------------- */

struct ArchiveEntry {
    Buf packed; /* empty if the caller keeps the bytes */
    Str bytes;  /* what the zip is to hold */
    Str rest;   /* not read yet */
    zip_uint64_t size;
    zip_uint32_t crc;
    zip_uint16_t method;
};

static zip_int64_t entry_stat(const ArchiveEntry *e, void *data)
{
    zip_stat_t *stat = data;

    zip_stat_init(stat);
    stat->size = e->size;
    stat->comp_size = e->bytes.len;
    stat->crc = e->crc;
    stat->comp_method = e->method;
    stat->encryption_method = ZIP_EM_NONE;
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC |
                  ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    return sizeof *stat;
}

static zip_int64_t entry_read(ArchiveEntry *e, void *data, zip_uint64_t room)
{
    size_t len = e->rest.len < room ? e->rest.len : (size_t)room;

    if (len)
        memcpy(data, e->rest.at, len);
    e->rest = str_slice(e->rest, len, e->rest.len);
    return (zip_int64_t)len;
}

static zip_int64_t entry_source(void *state, void *data, zip_uint64_t len,
                                zip_source_cmd_t command)
{
    static const int no_error[2] = { ZIP_ER_OK, 0 };
    ArchiveEntry *e = state;

    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
            ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_OPEN:
        e->rest = e->bytes;
        return 0;
    case ZIP_SOURCE_READ:
        return entry_read(e, data, len);
    case ZIP_SOURCE_STAT:
        return entry_stat(e, data);
    case ZIP_SOURCE_ERROR:
        memcpy(data, no_error, sizeof no_error);
        return sizeof no_error;
    default:
        return 0;
    }
}

/* Packed if that is smaller. */
static void entry_pack(ArchiveEntry *e, Deflater *d)
{
    Str bytes = e->bytes;

    deflate_raw(d, &e->packed, bytes);
    if (e->packed.len < bytes.len) {
        e->method = ZIP_CM_DEFLATE;
    } else {
        e->packed.len = 0;
        buf_add_str(&e->packed, bytes);
    }
    e->bytes = buf_str(&e->packed);
}

static ArchiveEntry *entry_new(Archive *z, Str bytes, bool is_stored)
{
    ArchiveEntry *e = arena_make(z->a, ArchiveEntry);

    *list_add(z->a, &z->entries) = e;
    e->bytes = bytes;
    e->size = bytes.len;
    e->crc = crc32_of(bytes);
    e->method = ZIP_CM_STORE;
    if (!is_stored)
        entry_pack(e, z->deflater);
    return e;
}

/* ---- The archive --------------------------------------------------------- */

void archive_begin(Archive *z, Arena *a, Deflater *deflater, Buf *out)
{
    *z = (Archive){ .a = a, .out = out, .deflater = deflater };
    z->target = zip_source_buffer_create(NULL, 0, 0, NULL);
    z->zip =
        z->target ? zip_open_from_source(z->target, ZIP_TRUNCATE, NULL) : NULL;
    z->failed = !z->zip;
    if (z->zip)
        zip_source_keep(z->target);
}

static bool entry_add(Archive *z, Str path, ArchiveEntry *e)
{
    zip_source_t *source = zip_source_function(z->zip, entry_source, e);
    Str name = str_copy(z->a, path); /* ends in NUL */
    zip_int64_t index =
        source ? zip_file_add(z->zip, name.at, source, ZIP_FL_ENC_UTF_8) : -1;

    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_set_file_compression(z->zip, (zip_uint64_t)index, e->method,
                                    0) == 0 &&
           zip_file_set_dostime(z->zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE,
                                0) == 0;
}

void archive_add(Archive *z, Str path, Str bytes, bool is_stored)
{
    z->failed |= path.len > 0xffff || bytes.len > UINT32_MAX ||
                 z->entries.len >= MOST_ENTRIES;
    if (!z->failed)
        z->failed = !entry_add(z, path, entry_new(z, bytes, is_stored));
}

static bool read_back(zip_source_t *source, Buf *out)
{
    zip_stat_t stat;
    bool ok = zip_source_stat(source, &stat) == 0 && stat.size <= UINT32_MAX &&
              zip_source_open(source) == 0;

    if (!ok)
        return false;
    buf_reserve(out, stat.size);
    zip_int64_t got = zip_source_read(source, out->at + out->len, stat.size);
    zip_source_close(source);
    if (got != (zip_int64_t)stat.size)
        return false;
    out->len += stat.size;
    return true;
}

bool archive_end(Archive *z)
{
    bool ok = !z->failed && zip_close(z->zip) == 0;

    if (!ok && z->zip)
        zip_discard(z->zip);
    ok = ok && read_back(z->target, z->out);
    if (z->target)
        zip_source_free(z->target);
    for (size_t i = 0; i < z->entries.len; i++)
        buf_free(&z->entries.at[i]->packed);
    return ok;
}
