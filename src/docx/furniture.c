/* furniture.c - headers, footers, and the properties of sections. */

#include "docx/parts.h"

/* ---- Headers and footers
 * ------------------------------------------------------------------ */

enum { UPRIGHT, TURNED };
enum { RELATION_HEADER, RELATION_FOOTER = 2 };

static void side_by_side_open(Docx *d, StyleId style, const PageGrid *g)
{
    Xml *x = &d->x;
    double width = g->paper.width_pt - g->left_pt - g->right_pt;

    xml_open(x, "w:p");
    xml_open(x, "w:pPr");
    xml_leaf(x, "w:pStyle", "w:val", style_id(d, style));
    xml_open(x, "w:tabs");
    reference_tabs_clear(d, style, width);
    xml_open(x, "w:tab");
    xml_attr(x, "w:val", "right");
    xml_attr_int(x, "w:pos", dxa(width));
    xml_close(x);
    xml_close(x);
    if (d->ref && d->rtl)
        xml_empty(x, "w:bidi");
    xml_close(x);
}

static Str first_heading(Docx *d)
{
    for (size_t i = 0; i < d->r->body.len; i++) {
        const Block *b = &d->r->body.at[i];
        if (b->kind == BLOCK_SECTION)
            return b->as.section.short_title.len
                       ? b->as.section.short_title
                       : runs_text(d->a, b->as.section.title);
    }
    return (Str){ 0 };
}

void watermark_write(Docx *d, int number)
{
    Str text = d->r->watermark;
    Xml *x = &d->x;
    char hex[8];

    if (!text.len)
        return;
    color_hex(hex, d->t->text[TEXT_WATERMARK].color);
    run_open(d, NULL);
    xml_raw(x, "<w:pict><v:shapetype id=\"_x0000_t136\" "
               "coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" "
               "path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas><v:f "
               "eqn=\"sum #0 0 10800\"/><v:f eqn=\"prod #0 2 1\"/><v:f "
               "eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/><v:f "
               "eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/><v:f "
               "eqn=\"if @0 21600 @1\"/><v:f eqn=\"if @0 0 @2\"/><v:f "
               "eqn=\"if @0 @4 21600\"/></v:formulas><v:path textpathok=\"t\" "
               "o:connecttype=\"custom\"/><v:textpath on=\"t\" fitshape=\"t\"/>"
               "</v:shapetype>");
    xml_open(x, "v:shape");
    xml_attr_str(x, "id", str_format(d->a, "Watermark%d", number + 1));
    xml_attr_str(x, "o:spid", str_format(d->a, "_x0000_s%d", 2049 + number));
    xml_attr(x, "type", "#_x0000_t136");
    xml_attr_str(x, "alt", text);
    xml_attr_str(
        x, "style",
        str_format(d->a,
                   "position:absolute;margin-left:0;margin-top:0;"
                   "width:%zupt;height:110pt;rotation:315;"
                   "z-index:-251658240;"
                   "mso-position-horizontal:center;"
                   "mso-position-horizontal-relative:margin;"
                   "mso-position-vertical:center;"
                   "mso-position-vertical-relative:margin",
                   60 * (utf8_count(text) < 7 ? utf8_count(text) : 7)));
    xml_attr(x, "o:allowincell", "f");
    xml_attr_str(x, "fillcolor", str_format(d->a, "#%s", hex));
    xml_attr(x, "stroked", "f");
    xml_open(x, "v:fill");
    xml_attr_str(x, "opacity",
                 str_format(d->a, "%d%%", (int)(WATERMARK_OPACITY * 100)));
    xml_close(x);
    xml_open(x, "v:textpath");
    xml_attr_str(x, "style",
                 str_format(d->a, "font-family:\"%.*s\";font-size:1pt",
                            STR_ARG(d->heading_font)));
    xml_attr_str(x, "string", text);
    xml_close(x);
    xml_close(x);
    xml_raw(x, "</w:pict>");
    run_close(d);
}

static void header_part(Docx *d, const PageGrid *g, int kind)
{
    Part *part =
        part_add(&d->pkg, str_format(d->a, "word/header%d.xml", kind + 1),
                 WML_TYPE "header+xml");

    d->relations[RELATION_HEADER + kind] =
        part_relate(&d->pkg, d->document, REL_OFFICE "header", part);
    part_begin(d, &d->x, part, "w:hdr");
    xml_attr(&d->x, "xmlns:v", "urn:schemas-microsoft-com:vml");
    xml_attr(&d->x, "xmlns:o", "urn:schemas-microsoft-com:office:office");
    side_by_side_open(d, STYLE_HEADER, g);
    watermark_write(d, kind);
    run_text(d, d->r->running_title, NULL);
    run_tab(d);
    if (d->headings.len)
        field(d, " STYLEREF 1 ", first_heading(d), NULL);
    para_close(d);
    xml_close(&d->x);
    d->failed |= !xml_end(&d->x);
}

/* "Page {page} of {pages}" with fields for the numbers. */
static void folio(Docx *d)
{
    Str text = d->r->page_of.len ? d->r->page_of : STR("{page} / {pages}");

    while (text.len) {
        size_t page = str_find(text, STR("{page}"));
        size_t pages = str_find(text, STR("{pages}"));
        size_t at = page < pages ? page : pages;
        if (at)
            run_text(d, str_slice(text, 0, at), NULL);
        if (at == text.len)
            break;
        if (at == page)
            field(d, " PAGE ", STR("1"), NULL);
        else
            field(d, " NUMPAGES ", STR("1"), NULL);
        text = str_slice(text, at + (at == page ? 6 : 7), text.len);
    }
}

static void footer_part(Docx *d, const PageGrid *g, int kind)
{
    const Brand *b = &d->r->brand;
    Str left = b->name;
    Part *part =
        part_add(&d->pkg, str_format(d->a, "word/footer%d.xml", kind + 1),
                 WML_TYPE "footer+xml");

    if (b->footer.len)
        left = b->name.len ? str_format(d->a, "%.*s  ·  %.*s", STR_ARG(b->name),
                                        STR_ARG(b->footer))
                           : b->footer;
    d->relations[RELATION_FOOTER + kind] =
        part_relate(&d->pkg, d->document, REL_OFFICE "footer", part);
    part_begin(d, &d->x, part, "w:ftr");
    side_by_side_open(d, STYLE_FOOTER, g);
    if (left.len)
        run_text(d, left, NULL);
    run_tab(d);
    folio(d);
    para_close(d);
    xml_close(&d->x);
    d->failed |= !xml_end(&d->x);
}

void furniture_add(Docx *d)
{
    const PageGrid *grids[] = { &d->t->page, &d->t->landscape };

    for (int kind = UPRIGHT; kind <= (d->has_turned ? TURNED : UPRIGHT);
         kind++) {
        if (!d->ref || !reference_has_header(d->ref))
            header_part(d, grids[kind], kind);
        if (!d->ref || !reference_has_footer(d->ref))
            footer_part(d, grids[kind], kind);
    }
}

/* ---- Sections
 * --------------------------------------------------------------------------------
 */

void furniture_reference(Docx *d, const char *name, const char *pages,
                         unsigned relation)
{
    char id[24];

    if (!relation)
        return;
    snprintf(id, sizeof id, "rId%u", relation);
    xml_open(&d->x, name);
    xml_attr(&d->x, "w:type", pages);
    xml_attr(&d->x, "r:id", id);
    xml_close(&d->x);
}

static void page_size(Docx *d, const PageGrid *g)
{
    Xml *x = &d->x;

    xml_open(x, "w:pgSz");
    xml_attr_int(x, "w:w", dxa(g->paper.width_pt));
    xml_attr_int(x, "w:h", dxa(g->paper.height_pt));
    if (g->paper.width_pt > g->paper.height_pt)
        xml_attr(x, "w:orient", "landscape");
    xml_close(x);
    xml_open(x, "w:pgMar");
    xml_attr_int(x, "w:top", dxa(g->top_pt));
    xml_attr_int(x, "w:right", dxa(g->right_pt));
    xml_attr_int(x, "w:bottom", dxa(g->bottom_pt));
    xml_attr_int(x, "w:left", dxa(g->left_pt));
    xml_attr_int(x, "w:header", dxa(g->header_baseline_pt - 7));
    xml_attr_int(x, "w:footer", dxa(g->footer_baseline_pt - 3));
    xml_attr(x, "w:gutter", "0");
    xml_close(x);
}

void section_properties(Docx *d, const PageGrid *grid, bool is_cover)
{
    Xml *x = &d->x;
    int kind = grid == &d->t->landscape ? TURNED : UPRIGHT;
    SectionPlace at = { is_cover, d->section_count++ == 0 };

    xml_open(x, "w:sectPr");
    if (!is_cover) {
        furniture_reference(d, "w:headerReference", "default",
                            d->relations[RELATION_HEADER + kind]);
        furniture_reference(d, "w:footerReference", "default",
                            d->relations[RELATION_FOOTER + kind]);
    }
    if (d->ref)
        reference_furniture(d, at);
    xml_leaf(x, "w:type", "w:val", "nextPage");
    page_size(d, grid);
    if (d->ref)
        reference_page(d, at);
    if (d->rtl)
        xml_empty(x, "w:bidi");
    xml_close(x);
}

void section_break(Docx *d, const PageGrid *grid, bool is_cover)
{
    xml_raw(&d->x, "<w:p><w:pPr>");
    xml_leaf(&d->x, "w:pStyle", "w:val", style_id(d, STYLE_SPACER));
    section_properties(d, grid, is_cover);
    xml_raw(&d->x, "</w:pPr></w:p>");
    d->at_top = true;
}
