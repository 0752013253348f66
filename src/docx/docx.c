/* docx.c - the parts of a document, made in the order they need each other. */

#include "docx/parts.h"

/* ---- The document
 * ------------------------------------------------------------------- */

static bool has_contents(Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        if (b->kind == BLOCK_TOC ||
            (b->kind == BLOCK_SECTION && has_contents(b->as.section.body)))
            return true;
    }
    return false;
}

static void document_open(Docx *d)
{
    static const char *const spaces[][2] = {
        { "xmlns:w", NS_W },
        { "xmlns:r", NS_R },
        { "xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/"
                      "wordprocessingDrawing" },
    };

    xml_begin(&d->x, &d->document->body);
    xml_open(&d->x, "w:document");
    for (size_t i = 0; i < COUNT_OF(spaces); i++)
        xml_attr(&d->x, spaces[i][0], spaces[i][1]);
    xml_open(&d->x, "w:body");
}

static bool document_write(Docx *d)
{
    document_open(d);
    blocks_write(d, d->r->body);
    section_properties(d, d->grid, d->cover_open);
    xml_close(&d->x);
    xml_close(&d->x);
    return xml_end(&d->x) && !d->failed;
}

static bool parts_write(Docx *d)
{
    d->document = part_add(&d->pkg, STR("word/document.xml"),
                           WML_TYPE "document.main+xml");
    part_relate(&d->pkg, &d->pkg.root, REL_OFFICE "officeDocument",
                d->document);
    Part *styles =
        own_part(d, "styles", REL_OFFICE "styles", WML_TYPE "styles+xml");
    Part *settings =
        own_part(d, "settings", REL_OFFICE "settings", WML_TYPE "settings+xml");
    Part *fonts = own_part(d, "fontTable", REL_OFFICE "fontTable",
                           WML_TYPE "fontTable+xml");
    Part *numbering = own_part(d, "numbering", REL_OFFICE "numbering",
                               WML_TYPE "numbering+xml");
    Part *notes = own_part(d, "footnotes", REL_OFFICE "footnotes",
                           WML_TYPE "footnotes+xml");
    Part *theme =
        own_part(d, "theme/theme1", REL_OFFICE "theme",
                 "application/vnd.openxmlformats-officedocument.theme+xml");

    furniture_add(d);
    return document_write(d) && styles_write(d, &styles->body) &&
           settings_write(d, &settings->body) && font_table_write(d, fonts) &&
           numbering_write(d, &numbering->body) && footnotes_write(d, notes) &&
           theme_write(&theme->body, d->t, d->heading_font, d->body_font) &&
           properties_add(&d->pkg, d->r) && !d->failed;
}

static bool write_all(Docx *d, Buf *out)
{
    const Document *pages = NULL;

    d->heading_font = office_font(d->t, TEXT_H1, d->o->embed_fonts);
    d->body_font = office_font(d->t, TEXT_BODY, d->o->embed_fonts);
    d->grid = &d->t->page;
    d->width_pt =
        d->grid->paper.width_pt - d->grid->left_pt - d->grid->right_pt;
    d->indent_pt = (d->width_pt + d->grid->gutter_pt) / 3;
    if (has_contents(d->r->body)) {
        pages = layout_report(d->env, d->a, d->t, d->r);
        if (!pages)
            return false;
    }
    headings_collect(d, pages);
    size_t errors = d->env->diags->error_count;
    if (!parts_write(d)) {
        if (d->env->diags->error_count == errors)
            diag_error(d->env->diags, (Span){ 0 },
                       "the document could not be written")
                ->fault = FAULT_BUG;
        return false;
    }
    return package_write(&d->pkg, out);
}

bool docx_write(Env *env, const Report *report, const DocxOptions *options,
                Buf *out)
{
    Report r = *report;
    Arena *a = arena_new();
    bool ok = false;

    r.brand = office_brand(&report->brand, options->embed_fonts);
    Theme *theme = theme_new(env, &r.brand, r.locale);
    if (theme) {
        Docx d = { .env = env,
                   .a = a,
                   .t = theme,
                   .r = &r,
                   .o = options,
                   .locale = r.locale,
                   .rtl = locale_is_rtl(r.locale) };
        package_begin(env, a, &d.pkg);
        d.media = (Media){ .package = &d.pkg, .folder = "word" };
        ok = write_all(&d, out);
        package_end(&d.pkg);
    }
    theme_close(theme);
    arena_free(a);
    return ok;
}
