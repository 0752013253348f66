/* brand_files.c - logos, fonts and Office files that a brand names. */

#include "style/brand.h"

bool file_find(BrandReader *r, const Value *v, const char *what, Str *path)
{
    DiagList *ds = r->env->diags;

    if (v->kind != VALUE_TEXT) {
        diag_error(ds, v->span, "expected the file name of %s, found %s", what,
                   value_kind_name(v))
            ->code = "brand/type";
        return false;
    }
    if (str_starts(v->as.text, STR("http://")) ||
        str_starts(v->as.text, STR("https://"))) {
        Diag *d = diag_error(ds, v->span, "%s is an address, not a file", what);
        d->code = "brand/file";
        d->hint = STR("save it in the agency's folder and write its name");
        return false;
    }
    return path_inside(r->env, r->folder, str_trim(v->as.text), v->span, path);
}

/* ---- Logos --------------------------------------------------------------- */

/* A file's name with, perhaps, a description beside it. */
static const Value *image_file(BrandReader *r, const Value *v, Str *alt)
{
    static const char *const keys[] = { "path", "alt", NULL };

    if (v->kind != VALUE_MAP)
        return v;
    keys_check(r, v, "a logo", keys);
    text_read(r, v, "alt", alt);
    const Value *path = given(v, "path");
    if (!path)
        diag_error(r->env->diags, v->span, "a logo needs a 'path'")->code =
            "brand/type";
    return path;
}

/* `v` is a file, or a name of logo.images. */
static const Value *image_named(BrandReader *r, const Value *logo,
                                const Value *v, Str *alt)
{
    const Value *images = given(logo, "images");
    const Value *named =
        v->kind == VALUE_TEXT && images ? value_find(images, v->as.text) : NULL;

    return image_file(r, named ? named : v, alt);
}

/* A logo is drawn at most 140 wide and 28 high, visual.md section 6. */
static void resolution_check(BrandReader *r, const Picture *p, Span at)
{
    if (p->kind != PICTURE_RASTER)
        return;
    double across = p->as.image->width_px / 140.0;
    double down = p->as.image->height_px / 28.0;
    double dpi = 72 * (across > down ? across : down);
    if (dpi >= 150)
        return;
    Diag *d = diag_warning(r->env->diags, at,
                           "the logo has %u × %u pixels, which is %.0f dots an "
                           "inch on the cover",
                           (unsigned)p->as.image->width_px,
                           (unsigned)p->as.image->height_px, dpi);
    d->code = "brand/logo";
    d->hint = STR("use an SVG, or a PNG at least 300 pixels high");
}

static void logo_load(BrandReader *r, const Value *logo, const Value *v,
                      const Picture **out)
{
    const Value *file = v ? image_named(r, logo, v, &r->out->logo_alt) : NULL;
    Str path;

    if (!file || !file_find(r, file, "a logo", &path))
        return;
    const Picture *p = picture_load(r->env, path, file->span);
    if (!p)
        return;
    resolution_check(r, p, file->span);
    *out = p;
}

/* One size of the logo: a file, or one for light ground and one for dark. */
static void variants_load(BrandReader *r, const Value *logo, const Value *v)
{
    static const char *const keys[] = { "light", "dark", NULL };

    if (v->kind != VALUE_MAP || given(v, "path")) {
        logo_load(r, logo, v, &r->out->logo);
        return;
    }
    keys_check(r, v, "a logo", keys);
    logo_load(r, logo, given(v, "light"), &r->out->logo);
    logo_load(r, logo, given(v, "dark"), &r->out->logo_on_dark);
}

void logo_read(BrandReader *r, const Value *brand)
{
    static const char *const keys[] = { "images", "small", "medium", "large",
                                        "light",  "dark",  "alt",    NULL };
    static const char *const sizes[] = { "medium", "large", "small" };
    const Value *logo = given(brand, "logo");

    if (!logo)
        return;
    if (logo->kind == VALUE_TEXT) {
        logo_load(r, NULL, logo, &r->out->logo);
        return;
    }
    logo = section_find(r, brand, "logo", keys);
    if (!logo)
        return;
    if (given(logo, "light") || given(logo, "dark")) {
        logo_load(r, logo, given(logo, "light"), &r->out->logo);
        logo_load(r, logo, given(logo, "dark"), &r->out->logo_on_dark);
    } else {
        for (size_t i = 0; i < COUNT_OF(sizes); i++) {
            if (!given(logo, sizes[i]))
                continue;
            variants_load(r, logo, given(logo, sizes[i]));
            break;
        }
    }
    text_read(r, logo, "alt", &r->out->logo_alt);
}

/* ---- Word and PowerPoint files ------------------------------------------- */

static bool has_extension(Str path, const char *document, const char *template)
{
    Str ext = path_extension(path);
    char lower[5] = { 0 };

    for (size_t i = 0; ext.len == 4 && i < 4; i++)
        lower[i] = (char)(ext.at[i] | 0x20);
    return strcmp(lower, document) == 0 || strcmp(lower, template) == 0;
}

bool is_docx_reference(Str path)
{
    return has_extension(path, "docx", "dotx");
}

bool is_pptx_reference(Str path)
{
    return has_extension(path, "pptx", "potx");
}

static void reference_find(BrandReader *r, const char *const *names,
                           ReferenceFile *out)
{
    for (size_t i = 0; names[i]; i++) {
        Str path = path_join(r->env->arena, r->folder, str_of(names[i]));
        if (!file_exists(path))
            continue;
        out->path = path;
        return;
    }
}

void references_find(BrandReader *r)
{
    static const char *const docx[] = { "reference.docx", "reference.dotx",
                                        NULL };
    static const char *const pptx[] = { "reference.pptx", "reference.potx",
                                        NULL };

    reference_find(r, docx, &r->out->reference_docx);
    reference_find(r, pptx, &r->out->reference_pptx);
}

static void reference_read(BrandReader *r, const Value *v, const char *what,
                           bool (*is_kind)(Str path), ReferenceFile *out)
{
    Str path;

    if (!v || !file_find(r, v, what, &path))
        return;
    if (is_kind(path)) {
        *out = (ReferenceFile){ path, v->span };
        return;
    }
    Diag *d = diag_error(r->env->diags, v->span, "'%.*s' is not %s",
                         STR_ARG(v->as.text), what);
    d->code = "brand/file";
    d->hint = STR("save it in that format from the program that made it");
}

void references_read(BrandReader *r, const Value *agency)
{
    static const char *const keys[] = { "docx", "pptx", NULL };
    const Value *v = section_find(r, agency, "reference", keys);

    if (!v)
        return;
    reference_read(r, given(v, "docx"), "a Word document (.docx or .dotx)",
                   is_docx_reference, &r->out->reference_docx);
    reference_read(r, given(v, "pptx"), "a presentation (.pptx or .potx)",
                   is_pptx_reference, &r->out->reference_pptx);
}

/* ---- Fonts --------------------------------------------------------------- */

static void font_folder_add(BrandReader *r, Str folder)
{
    StrList *list = &r->out->font_folders;

    for (size_t i = 0; i < list->len; i++) {
        if (str_equal(list->at[i], folder))
            return;
    }
    *list_add(r->env->arena, list) = folder;
}

static bool can_be_embedded(Str path)
{
    Str ext = path_extension(path);

    return str_is(ext, "ttf") || str_is(ext, "otf") || str_is(ext, "ttc") ||
           str_is(ext, "TTF") || str_is(ext, "OTF") || str_is(ext, "TTC");
}

static void font_file_add(BrandReader *r, const Value *v)
{
    static const char *const keys[] = { "path", "weight", "style", NULL };
    const Value *file = v;
    Str path;

    if (v->kind == VALUE_MAP) {
        keys_check(r, v, "a font's file", keys);
        file = given(v, "path");
    }
    if (!file || !file_find(r, file, "a font", &path))
        return;
    if (can_be_embedded(path)) {
        font_folder_add(r, path_folder(r->env->arena, path));
        return;
    }
    Diag *d = diag_warning(r->env->diags, file->span,
                           "'%.*s' cannot be used in documents", STR_ARG(path));
    d->code = "brand/font";
    d->hint = STR("use the font's TTF or OTF file");
}

/* Fonts that come from the web are taken if the machine has them. */
static void font_add(BrandReader *r, const Value *v)
{
    static const char *const keys[] = { "family", "source",  "files", "weight",
                                        "style",  "display", NULL };

    if (v->kind != VALUE_MAP) {
        diag_error(r->env->diags, v->span,
                   "expected a map for a font, found %s", value_kind_name(v))
            ->code = "brand/type";
        return;
    }
    keys_check(r, v, "a font", keys);
    const Value *files = given(v, "files");
    if (!files)
        return;
    if (files->kind != VALUE_LIST) {
        font_file_add(r, files);
        return;
    }
    for (size_t i = 0; i < files->as.list.len; i++)
        font_file_add(r, &files->as.list.at[i]);
}

static void fonts_add(BrandReader *r, const Value *typography)
{
    const Value *fonts = given(typography, "fonts");

    if (!fonts)
        return;
    if (fonts->kind != VALUE_LIST) {
        font_add(r, fonts);
        return;
    }
    for (size_t i = 0; i < fonts->as.list.len; i++)
        font_add(r, &fonts->as.list.at[i]);
}

static void say_missing(BrandReader *r, FontBook *book, Span at, Str family,
                        Str instead)
{
    Diag *d = diag_warning(
        r->env->diags, at, "the font '%.*s' is not there; %.*s is used instead",
        STR_ARG(family),
        STR_ARG(instead.len
                    ? instead
                    : str_format(r->env->arena,
                                 "%.*s (Calibri in Word and PowerPoint)",
                                 STR_ARG(DEFAULT_FONT))));

    d->code = "font/unknown";
    d->hint = str_format(r->env->arena,
                         "put its TTF or OTF files into fonts/ in the agency's "
                         "folder, or install them; %.*s",
                         STR_ARG(font_hint(book, family)));
}

/* A font that is neither in the agency's folder nor on the machine: the report
 * is made all the same, and it is said once for each name. */
static void family_check(BrandReader *r, Span at, Str *family)
{
    Brand *b = r->out;
    FontBook *book = fontbook_open(r->env, NULL, &b->font_folders);

    if (!font_exists(book, *family)) {
        Str missing = *family;
        *family = family == &b->heading_font ? b->body_font : (Str){ 0 };
        if (!str_equal(missing, r->missing_font))
            say_missing(r, book, at, missing, *family);
        r->missing_font = missing;
    }
    fontbook_close(book);
}

/* A family's name alone, or a map with it. */
static void family_read(BrandReader *r, const Value *typography,
                        const char *key, Str *out)
{
    static const char *const keys[] = {
        "family",      "size",  "weight",           "style",
        "line-height", "color", "background-color", "decoration",
        NULL
    };
    const Value *v = given(typography, key);

    if (!v)
        return;
    if (v->kind != VALUE_MAP)
        text_read(r, typography, key, out);
    else if (section_find(r, typography, key, keys))
        text_read(r, v, "family", out);
    if (v->kind == VALUE_MAP && given(v, "family"))
        v = given(v, "family");
    if (out->len)
        family_check(r, v->span, out);
}

void typography_read(BrandReader *r, const Value *brand)
{
    static const char *const keys[] = { "fonts",           "base",
                                        "headings",        "link",
                                        "monospace",       "monospace-inline",
                                        "monospace-block", NULL };
    const Value *v = section_find(r, brand, "typography", keys);
    Str beside = path_join(r->env->arena, r->folder, STR("fonts"));

    if (folder_exists(beside))
        font_folder_add(r, beside);
    if (!v)
        return;
    fonts_add(r, v);
    family_read(r, v, "base", &r->out->body_font);
    family_read(r, v, "headings", &r->out->heading_font);
}
