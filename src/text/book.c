/* book.c - finding faces by family and style. */

#include "text/book.h"

#include "io/io.h"

static const char system_fonts[] = "/usr/share/fonts";

FontBook *fontbook_open(Env *env, Locale *locale, const StrList *folders)
{
    FontBook *book = arena_make(env->arena, FontBook);

    book->env = env;
    book->locale = locale;
    book->work = arena_new();
    for (size_t i = 0; folders && i < folders->len; i++)
        *list_add(env->arena, &book->folders) = folders->at[i];
    book->fallbacks = arena_alloc_array(env->arena, family_fallback_count * 4,
                                        sizeof *book->fallbacks);
    book->buffer = hb_buffer_create();
    book->unicode = hb_unicode_funcs_get_default();
    Str tag = locale ? locale_tag(locale) : STR("en");
    book->language = hb_language_from_string(tag.at, (int)tag.len);
    return book;
}

void fontbook_close(FontBook *book)
{
    if (!book)
        return;
    for (size_t i = 0; i < book->fonts.len; i++)
        font_close(book->fonts.at[i]);
    hb_buffer_destroy(book->buffer);
    arena_free(book->work);
}

/* ---- Families known by file name ----------------------------------------- */

bool same_name(Str a, const char *z)
{
    Str name = str_of(z);

    return a.len == name.len && str_starts_word(a, name);
}

/* fonts/ of each data root, then where Debian puts it; empty if nowhere. */
static Str font_file_find(FontBook *book, const FamilyFiles *family, int style)
{
    Arena *a = book->env->arena;
    const StrList *roots = &book->env->paths;
    const char *name = family->files[style];
    if (!name)
        return (Str){ 0 };

    for (size_t i = 0; i < roots->len; i++) {
        Str path = str_format(a, "%.*s/fonts/%s", STR_ARG(roots->at[i]), name);
        if (file_exists(path))
            return path;
    }
    Str path = { 0 };
#ifdef REPORTGEN_DATADIR
    path = str_format(a, "%s/fonts/%s", REPORTGEN_DATADIR, name);
    if (file_exists(path))
        return path;
#endif
    path = str_format(a, "%s/%s/%s", system_fonts, family->folder, name);
    return file_exists(path) ? path : (Str){ 0 };
}

/* What stands in for a style that a family lacks, best first. */
static const int style_order[4][4] = {
    { FONT_REGULAR, FONT_ITALIC, FONT_BOLD, FONT_BOLD | FONT_ITALIC },
    { FONT_BOLD, FONT_BOLD | FONT_ITALIC, FONT_REGULAR, FONT_ITALIC },
    { FONT_ITALIC, FONT_REGULAR, FONT_BOLD | FONT_ITALIC, FONT_BOLD },
    { FONT_BOLD | FONT_ITALIC, FONT_BOLD, FONT_ITALIC, FONT_REGULAR },
};

const Font *family_open(FontBook *book, const FamilyFiles *family, int style,
                        Span at)
{
    for (int i = 0; i < 4; i++) {
        Str path = font_file_find(book, family, style_order[style & 3][i]);
        if (path.len)
            return font_open(book, path, family->index, at);
    }
    return NULL;
}

static bool family_is_here(FontBook *book, const FamilyFiles *family)
{
    for (int style = 0; style < 4; style++) {
        if (font_file_find(book, family, style).len)
            return true;
    }
    return false;
}

/* ---- User fonts ---------------------------------------------------------- */

static const UserFont *user_font_find(FontBook *book, Str family, int style)
{
    Arena *a = book->work;
    ArenaMark mark = arena_save(a);
    const char *name = str_copy(a, family).at;
    int weight = style & FONT_BOLD ? 700 : 400;
    bool italic = style & FONT_ITALIC;
    const UserFont *best = NULL;
    int best_off = 0;

    user_fonts_load(book);
    for (size_t i = 0; i < book->user_fonts.len; i++) {
        const UserFont *f = &book->user_fonts.at[i];
        int off = f->weight > weight ? f->weight - weight : weight - f->weight;
        if (f->is_italic != italic)
            off += 1000;
        if (!same_name(f->family, name) || (best && off >= best_off))
            continue;
        best = f;
        best_off = off;
    }
    arena_rewind(a, mark);
    return best;
}

/* ---- Finding ------------------------------------------------------------- */

static void add_name(Arena *a, StrList *names, Str name)
{
    for (size_t i = 0; i < names->len; i++) {
        if (str_equal(names->at[i], name))
            return;
    }
    *list_add(a, names) = name;
}

Str font_hint(FontBook *book, Str family)
{
    Arena *a = book->env->arena;
    StrList names = { 0 };

    user_fonts_load(book);
    for (size_t i = 0; i < book->user_fonts.len; i++)
        add_name(a, &names, book->user_fonts.at[i].family);
    for (size_t i = 0; i < family_preset_count; i++) {
        if (family_is_here(book, &family_presets[i]))
            add_name(a, &names, str_of(family_presets[i].family));
    }
    Str near = str_nearest(family, names.at, names.len);
    Str all = str_join(a, names.at, names.len, STR(", "));
    if (near.len)
        return str_format(a, "did you mean '%.*s'? there are: %.*s",
                          STR_ARG(near), STR_ARG(all));
    if (all.len)
        return str_format(a, "there are: %.*s", STR_ARG(all));
    return STR("no fonts were found; is the data folder installed?");
}

static const FamilyFiles *preset_find(FontBook *book, Str family)
{
    for (size_t i = 0; i < family_preset_count; i++) {
        const FamilyFiles *preset = &family_presets[i];
        if (same_name(family, preset->family) && family_is_here(book, preset))
            return preset;
    }
    return NULL;
}

bool font_exists(FontBook *book, Str family)
{
    return user_font_find(book, family, FONT_REGULAR) ||
           preset_find(book, family);
}

const Font *font_find(FontBook *book, Str family, int style, Span at)
{
    const UserFont *user = user_font_find(book, family, style);

    if (user)
        return font_open(book, user->path, user->index, at);
    const FamilyFiles *preset = preset_find(book, family);
    if (preset)
        return family_open(book, preset, style, at);
    Diag *d = diag_error(book->env->diags, at, "no font family '%.*s'",
                         STR_ARG(family));
    d->code = "font/unknown";
    d->hint = font_hint(book, family);
    return NULL;
}
