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

static bool theme_part(Docx *d)
{
    if (reference_has(d, PART_THEME))
        return true; /* there since reference_begin() */
    Part *part =
        own_part(d, "theme/theme1", REL_OFFICE "theme",
                 "application/vnd.openxmlformats-officedocument.theme+xml");
    return theme_write(&part->body, d->t, d->heading_font, d->body_font);
}

static bool parts_write(Docx *d)
{
    d->document = part_add(&d->pkg, STR("word/document.xml"),
                           WML_TYPE "document.main+xml");
    part_relate(&d->pkg, &d->pkg.root, REL_OFFICE "officeDocument",
                d->document);
    Part *notes = own_part(d, "footnotes", REL_OFFICE "footnotes",
                           WML_TYPE "footnotes+xml");

    if (d->ref && !reference_begin(d))
        return false;
    furniture_add(d);
    return document_write(d) && styles_write(d) && settings_write(d) &&
           font_table_write(d) && numbering_write(d) &&
           footnotes_write(d, notes) && theme_part(d) &&
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
    d->indent_pt =
        d->grid->is_full ? 0 : (d->width_pt + d->grid->gutter_pt) / 3;
    if (has_contents(d->r->body)) {
        pages = layout_report(d->env, d->a, d->t, d->r);
        if (!pages)
            return false;
    }
    headings_collect(d, pages);
    if (!parts_write(d)) {
        if (d->env->diags->error_count == d->errors)
            diag_error(d->env->diags, (Span){ 0 },
                       "the document could not be written")
                ->fault = FAULT_BUG;
        return false;
    }
    return package_write(&d->pkg, out);
}

static bool write_with(Env *env, Docx *d, const Theme *theme, Buf *out)
{
    Theme *t = arena_make(d->a, Theme);

    *t = *theme;
    if (d->ref)
        reference_theme(d->ref, t);
    d->t = t;
    d->locale = d->r->locale;
    d->rtl = locale_is_rtl(d->r->locale);
    package_begin(env, d->a, ARCHIVE_SMALL, &d->pkg);
    d->media = (Media){ .package = &d->pkg, .folder = "word" };
    bool ok = write_all(d, out);
    package_end(&d->pkg);
    return ok;
}

bool docx_write(Env *env, const Report *report, const DocxOptions *options,
                Buf *out)
{
    const ReferenceFile *file = &report->brand.reference_docx;
    Report r = *report;
    Docx d = { .env = env,
               .a = arena_new(),
               .r = &r,
               .o = options,
               .at_top = true,
               .errors = env->diags->error_count };
    bool ok = false;

    r.brand = office_brand(&report->brand, options->embed_fonts);
    if (file->path.len)
        d.ref = reference_open(env, d.a, file);
    if (d.ref)
        reference_brand(d.ref, &r.brand);
    if (d.ref || !file->path.len) {
        Theme *theme = theme_new(env, &r.brand, r.locale);
        ok = theme && write_with(env, &d, theme, out);
        theme_close(theme);
    }
    reference_close(d.ref);
    arena_free(d.a);
    return ok;
}
