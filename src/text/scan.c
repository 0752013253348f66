/* scan.c - the fonts in an agency's folders, by what they call themselves. */

#include "text/book.h"

#include "io/io.h"

#include <dirent.h>
#include <stdlib.h>

enum { FACES_MAX = 64 }; /* looked at in one collection */

static bool is_font_name(Str name)
{
    Str end = path_extension(name);
    static const char *const ends[] = { "ttf", "otf", "ttc", "otc" };

    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        if (same_name(end, ends[i]))
            return true;
    }
    return false;
}

static void face_note(FontBook *book, Str path, hb_blob_t *blob, unsigned index)
{
    Arena *a = book->env->arena;
    hb_face_t *face = hb_face_create(blob, index);

    UserFont font = {
        .path = path,
        .index = index,
        .family = font_family_name(a, face),
        .weight = font_weight(face),
        .is_italic = font_is_italic(face),
    };
    hb_face_destroy(face);
    if (font.family.len)
        *list_add(a, &book->user_fonts) = font;
    else
        diag_warning(book->env->diags, (Span){ 0 },
                     "font '%.*s' has no family name and is left out",
                     STR_ARG(path));
}

static void file_note(FontBook *book, Str path)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path.at);
    unsigned count = blob ? hb_face_count(blob) : 0;

    if (!count)
        diag_warning(book->env->diags, (Span){ 0 },
                     "'%.*s' is not a TrueType or OpenType font and is left "
                     "out",
                     STR_ARG(path));
    for (unsigned i = 0; i < count && i < FACES_MAX; i++)
        face_note(book, path, blob, i);
    hb_blob_destroy(blob);
}

static int by_bytes(const void *left, const void *right)
{
    const Str *a = left;
    const Str *b = right;
    return str_compare(*a, *b);
}

static void folder_note(FontBook *book, Str folder)
{
    Arena *a = book->env->arena;
    StrList names = { 0 };
    DIR *dir = opendir(str_copy(book->work, folder).at);
    if (!dir)
        return;

    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        if (is_font_name(str_of(e->d_name)) &&
            names.len < book->env->limits.file_count)
            *list_add(book->work, &names) =
                str_copy(book->work, str_of(e->d_name));
    }
    closedir(dir);
    /* readdir's order differs between disks; ours must not */
    if (names.len)
        qsort(names.at, names.len, sizeof *names.at, by_bytes);
    for (size_t i = 0; i < names.len; i++)
        file_note(book, path_join(a, folder, names.at[i]));
}

void user_fonts_load(FontBook *book)
{
    if (book->user_fonts_known)
        return;
    book->user_fonts_known = true;
    ArenaMark mark = arena_save(book->work);
    for (size_t i = 0; i < book->folders.len; i++)
        folder_note(book, book->folders.at[i]);
    arena_rewind(book->work, mark);
}
