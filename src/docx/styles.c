/* styles.c - the styles of a document, from the theme's roles of text. */

#include "docx/parts.h"

/* What a style takes from which role. */
typedef struct {
    const char *id, *name; /* name as Word knows it, in English */
    StyleId based_on;      /* STYLE_NORMAL for most */
    StyleId next;
    TextRole role;
    uint8_t outline; /* 1 + outline level, or 0 */
    bool keep_next;
    bool in_text; /* indented to where running text stands */
    bool is_number;
} StyleRule;

/* Where a paragraph of this style is followed by another kind, `next` says so.
 */
static const StyleRule rules[STYLE_COUNT] = {
    [STYLE_NORMAL] = { "Normal", "Normal", 0, STYLE_NORMAL, TEXT_BODY, 0, 0, 0,
                       0 },
    [STYLE_BODY] = { "BodyText", "Body Text", 0, STYLE_BODY, TEXT_BODY, 0, 0, 1,
                     0 },
    [STYLE_LEAD] = { "Lead", "Lead", 0, STYLE_BODY, TEXT_LEAD, 0, 0, 1, 0 },
    [STYLE_NOTE] = { "Note", "Note", 0, STYLE_BODY, TEXT_NOTE, 0, 0, 1, 0 },
    [STYLE_TITLE] = { "Title", "Title", 0, STYLE_SUBTITLE, TEXT_COVER_TITLE, 0,
                      0, 0, 0 },
    [STYLE_SUBTITLE] = { "Subtitle", "Subtitle", 0, STYLE_COVER,
                         TEXT_COVER_SUBTITLE, 0, 0, 0, 0 },
    [STYLE_COVER] = { "CoverText", "Cover Text", 0, STYLE_COVER,
                      TEXT_COVER_META, 0, 0, 0, 0 },
    [STYLE_H1] = { "Heading1", "heading 1", 0, STYLE_BODY, TEXT_H1, 1, 1, 0,
                   0 },
    [STYLE_H2] = { "Heading2", "heading 2", 0, STYLE_BODY, TEXT_H2, 2, 1, 0,
                   0 },
    [STYLE_H3] = { "Heading3", "heading 3", 0, STYLE_BODY, TEXT_H3, 3, 1, 1,
                   0 },
    [STYLE_H4] = { "Heading4", "heading 4", 0, STYLE_BODY, TEXT_H4, 4, 1, 1,
                   0 },
    [STYLE_UNLISTED] = { "HeadingUnlisted", "Heading Unlisted", 0, STYLE_BODY,
                         TEXT_H1, 0, 1, 0, 0 },
    [STYLE_TOC_HEADING] = { "TOCHeading", "TOC Heading", 0, STYLE_BODY, TEXT_H1,
                            0, 1, 0, 0 },
    [STYLE_TOC_1] = { "TOC1", "toc 1", 0, STYLE_NORMAL, TEXT_TOC_1, 0, 0, 1,
                      0 },
    [STYLE_TOC_2] = { "TOC2", "toc 2", 0, STYLE_NORMAL, TEXT_TOC_2, 0, 0, 1,
                      0 },
    [STYLE_TOC_3] = { "TOC3", "toc 3", 0, STYLE_NORMAL, TEXT_TOC_2, 0, 0, 1,
                      0 },
    [STYLE_TOC_4] = { "TOC4", "toc 4", 0, STYLE_NORMAL, TEXT_TOC_2, 0, 0, 1,
                      0 },
    [STYLE_FIGURE_LIST] = { "TableofFigures", "table of figures", 0,
                            STYLE_NORMAL, TEXT_TOC_2, 0, 0, 1, 0 },
    [STYLE_BULLET] = { "ListBullet", "List Bullet", 0, STYLE_BULLET, TEXT_LIST,
                       0, 0, 1, 0 },
    [STYLE_NUMBER] = { "ListNumber", "List Number", 0, STYLE_NUMBER, TEXT_LIST,
                       0, 0, 1, 0 },
    [STYLE_LIST_CONTINUE] = { "ListContinue", "List Continue", 0,
                              STYLE_LIST_CONTINUE, TEXT_LIST, 0, 0, 1, 0 },
    [STYLE_QUOTE] = { "Quote", "Quote", 0, STYLE_BODY, TEXT_QUOTE, 0, 1, 0, 0 },
    [STYLE_QUOTE_SOURCE] = { "QuoteSource", "Quote Source", 0, STYLE_BODY,
                             TEXT_CAPTION, 0, 0, 0, 0 },
    [STYLE_CALLOUT_TITLE] = { "CalloutTitle", "Callout Title", 0, STYLE_CALLOUT,
                              TEXT_CALLOUT_TITLE, 0, 1, 0, 0 },
    [STYLE_CALLOUT] = { "Callout", "Callout", 0, STYLE_CALLOUT, TEXT_BODY, 0, 0,
                        0, 0 },
    [STYLE_CAPTION] = { "Caption", "caption", 0, STYLE_BODY, TEXT_CHART_TITLE,
                        0, 1, 0, 0 },
    [STYLE_CHART_SUBTITLE] = { "ChartSubtitle", "Chart Subtitle", 0,
                               STYLE_FIGURE, TEXT_CHART_SUBTITLE, 0, 1, 0, 0 },
    [STYLE_FIGURE] = { "Figure", "Figure", 0, STYLE_SOURCE, TEXT_NOTE, 0, 0, 0,
                       0 },
    [STYLE_SOURCE] = { "Source", "Source", 0, STYLE_BODY, TEXT_NOTE, 0, 0, 0,
                       0 },
    [STYLE_TABLE] = { "TableText", "Table Text", 0, STYLE_TABLE, TEXT_TABLE, 0,
                      0, 0, 0 },
    [STYLE_TABLE_NUMBER] = { "TableNumber", "Table Number", 0,
                             STYLE_TABLE_NUMBER, TEXT_TABLE, 0, 0, 0, 1 },
    [STYLE_TABLE_HEAD] = { "TableHead", "Table Head", 0, STYLE_TABLE_HEAD,
                           TEXT_TABLE_HEAD, 0, 1, 0, 0 },
    [STYLE_TABLE_HEAD_NUMBER] = { "TableHeadNumber", "Table Head Number", 0,
                                  STYLE_TABLE_HEAD_NUMBER, TEXT_TABLE_HEAD, 0,
                                  1, 0, 1 },
    [STYLE_KPI_LABEL] = { "KPILabel", "KPI Label", 0, STYLE_KPI_VALUE,
                          TEXT_KPI_LABEL, 0, 1, 0, 0 },
    [STYLE_KPI_VALUE] = { "KPIValue", "KPI Value", 0, STYLE_KPI_DELTA,
                          TEXT_KPI_VALUE, 0, 1, 0, 0 },
    [STYLE_KPI_DELTA] = { "KPIDelta", "KPI Delta", 0, STYLE_KPI_DELTA,
                          TEXT_KPI_LABEL, 0, 0, 0, 0 },
    [STYLE_HEADER] = { "Header", "header", 0, STYLE_HEADER, TEXT_HEADER, 0, 0,
                       0, 0 },
    [STYLE_FOOTER] = { "Footer", "footer", 0, STYLE_FOOTER, TEXT_FOOTER, 0, 0,
                       0, 0 },
    [STYLE_FOOTNOTE] = { "FootnoteText", "footnote text", 0, STYLE_FOOTNOTE,
                         TEXT_NOTE, 0, 0, 0, 0 },
    [STYLE_SPACER] = { "Spacer", "Spacer", 0, STYLE_BODY, TEXT_NOTE, 0, 0, 0,
                       0 },
};

/* Styles of characters and tables. */
static const StyleName others[] = {
    { "character", "Default Paragraph Font", "DefaultParagraphFont", 0 },
    { "character", "Hyperlink", "Hyperlink", 0 },
    { "character", "footnote reference", "FootnoteReference", 0 },
    { "character", "Inline Code", "InlineCode", 0 },
    { "table", "Normal Table", "TableNormal", 0 },
    { "table", "Report Table", "ReportTable", 0 },
};

StyleName style_name(StyleId s)
{
    if (s >= STYLE_COUNT)
        return others[s - STYLE_COUNT];
    return (StyleName){ "paragraph", rules[s].name, rules[s].id,
                        rules[s].role };
}

const char *style_id(const Docx *d, StyleId s)
{
    return d->ref ? reference_style_id(d->ref, s) : style_name(s).id;
}

/* The house has it already. */
static bool is_given(const Docx *d, StyleId s)
{
    return d->ref && reference_has_style(d->ref, s);
}

/* ---- Pieces
 * ---------------------------------------------------------------------- */

static void theme_fonts(Xml *x, bool heading)
{
    xml_open(x, "w:rFonts");
    xml_attr(x, "w:asciiTheme", heading ? "majorHAnsi" : "minorHAnsi");
    xml_attr(x, "w:hAnsiTheme", heading ? "majorHAnsi" : "minorHAnsi");
    xml_attr(x, "w:eastAsiaTheme", heading ? "majorEastAsia" : "minorEastAsia");
    xml_attr(x, "w:cstheme", heading ? "majorBidi" : "minorBidi");
    xml_close(x);
}

static void size_leaves(Xml *x, double size_pt)
{
    xml_leaf_int(x, "w:sz", "w:val", half_points(size_pt));
    xml_leaf_int(x, "w:szCs", "w:val", half_points(size_pt));
}

static void color_leaf(Xml *x, Color c)
{
    char hex[8];

    color_hex(hex, c);
    xml_leaf(x, "w:color", "w:val", hex);
}

static bool is_heading_role(TextRole r)
{
    return r == TEXT_H1 || r == TEXT_H2 || r == TEXT_H3 ||
           r == TEXT_COVER_TITLE || r == TEXT_SECTION_NUMBER;
}

static void run_part(Docx *d, Xml *x, const TextStyle *s, TextRole role)
{
    bool bold = s->style & FONT_BOLD;

    (void)d;
    xml_open(x, "w:rPr");
    if (is_heading_role(role))
        theme_fonts(x, true);
    if (bold) {
        xml_empty(x, "w:b");
        xml_empty(x, "w:bCs");
    }
    color_leaf(x, s->color);
    size_leaves(x, s->size_pt);
    xml_close(x);
}

/* ---- Paragraph styles
 * -------------------------------------------------------------- */

static void toc_tabs(Docx *d, Xml *x)
{
    double width =
        d->t->page.paper.width_pt - d->t->page.left_pt - d->t->page.right_pt;

    xml_open(x, "w:tabs");
    xml_open(x, "w:tab");
    xml_attr(x, "w:val", "right");
    xml_attr_int(x, "w:pos", dxa(width));
    xml_close(x);
    xml_close(x);
}

static double indent_of(const Docx *d, StyleId id)
{
    double text = rules[id].in_text ? d->indent_pt : 0;

    if (id > STYLE_TOC_1 && id <= STYLE_TOC_4)
        return text + 21 * (id - STYLE_TOC_1);
    if (id == STYLE_BULLET || id == STYLE_NUMBER || id == STYLE_LIST_CONTINUE)
        return text + 14;
    return text;
}

static void indent(Docx *d, Xml *x, StyleId id)
{
    double left = indent_of(d, id);
    bool is_list = id == STYLE_BULLET || id == STYLE_NUMBER;

    if (left == 0 && !is_list && !d->ref)
        return;
    xml_open(x, "w:ind");
    xml_attr_int(x, "w:left", dxa(left));
    if (is_list)
        xml_attr_int(x, "w:hanging", dxa(14));
    else if (d->ref)
        xml_attr(x, "w:firstLine", "0"); /* whatever the house's has */
    xml_close(x);
}

/* Room above and below, where it is not the role's own. */
static void gaps_of(StyleId id, const TextStyle *s, double *before,
                    double *after)
{
    *before = s->before_pt;
    *after = s->after_pt;
    switch (id) {
    case STYLE_H1:
    case STYLE_UNLISTED:
        *before = 35;
        break;
    case STYLE_CAPTION:
        *before = 14;
        break;
    case STYLE_FIGURE:
        *before = 3.5;
        *after = 10.5;
        break;
    case STYLE_KPI_VALUE:
        *after = 3.5;
        break;
    case STYLE_TOC_1:
        *before = 3.5;
        break;
    case STYLE_COVER:
        *after = 3.5;
        break;
    case STYLE_SPACER:
        *before = *after = 0;
        break;
    default:
        break;
    }
}

static void spacing(Xml *x, StyleId id, const TextStyle *s)
{
    double before, after;
    /* pictures stand in lines as high as they are */
    bool natural = id == STYLE_FIGURE || id == STYLE_NORMAL;

    gaps_of(id, s, &before, &after);
    xml_open(x, "w:spacing");
    xml_attr_int(x, "w:before", dxa(before));
    xml_attr_int(x, "w:after", dxa(after));
    if (id == STYLE_SPACER) {
        xml_attr(x, "w:line", "20");
        xml_attr(x, "w:lineRule", "exact");
    } else {
        xml_attr_int(x, "w:line", natural ? 240 : dxa(s->leading_pt));
        xml_attr(x, "w:lineRule", natural ? "auto" : "atLeast");
    }
    xml_close(x);
}

static void paragraph_part(Docx *d, Xml *x, StyleId id, const TextStyle *s)
{
    const StyleRule *r = &rules[id];

    xml_open(x, "w:pPr");
    if (r->keep_next)
        xml_empty(x, "w:keepNext");
    if (r->keep_next && r->outline)
        xml_empty(x, "w:keepLines");
    if (id == STYLE_BULLET) {
        xml_open(x, "w:numPr");
        xml_leaf_int(x, "w:numId", "w:val", number_id(d, NUM_BULLETS));
        xml_close(x);
    }
    if (id >= STYLE_TOC_1 && id <= STYLE_FIGURE_LIST)
        toc_tabs(d, x);
    spacing(x, id, s);
    indent(d, x, id);
    if (r->is_number)
        xml_leaf(x, "w:jc", "w:val", "right");
    else if (d->ref)
        xml_leaf(x, "w:jc", "w:val", "left"); /* whatever the house's has */
    if (r->outline)
        xml_leaf_int(x, "w:outlineLvl", "w:val", r->outline - 1);
    xml_close(x);
}

static bool is_shown(StyleId id)
{
    return id != STYLE_SPACER && !(id >= STYLE_TOC_1 && id <= STYLE_TOC_4);
}

/* Up to its name, which only another kind of the house's may bear. */
static void style_open(Docx *d, Xml *x, StyleId id, bool is_default)
{
    StyleName name = style_name(id);

    xml_open(x, "w:style");
    xml_attr(x, "w:type", name.type);
    if (is_default)
        xml_attr(x, "w:default", "1");
    xml_attr(x, "w:styleId", style_id(d, id));
    xml_leaf(x, "w:name", "w:val",
             d->ref ? reference_style_label(d->ref, id) : name.name);
}

static void paragraph_style(Docx *d, Xml *x, StyleId id)
{
    const StyleRule *r = &rules[id];
    const TextStyle *s = &d->t->text[r->role];

    style_open(d, x, id, id == STYLE_NORMAL);
    if (id != STYLE_NORMAL) {
        xml_leaf(x, "w:basedOn", "w:val", style_id(d, STYLE_NORMAL));
        if (r->next != id)
            xml_leaf(x, "w:next", "w:val", style_id(d, r->next));
    }
    if (id >= STYLE_TOC_1 && id <= STYLE_TOC_4)
        xml_leaf_int(x, "w:uiPriority", "w:val", 39);
    if (is_shown(id))
        xml_empty(x, "w:qFormat");
    paragraph_part(d, x, id, s);
    run_part(d, x, s, r->role);
    xml_close(x);
}

/* ---- Character and table styles
 * ------------------------------------------------------ */

static void link_style(Docx *d, Xml *x)
{
    char hex[8];

    color_hex(hex, d->t->colors.accent);
    xml_open(x, "w:rPr");
    xml_open(x, "w:color");
    xml_attr(x, "w:themeColor", "hyperlink");
    xml_attr(x, "w:val", hex);
    xml_close(x);
    xml_raw(x, "<w:u w:val=\"single\"/>");
    xml_close(x);
}

static void plain_table(Xml *x)
{
    xml_raw(x, "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr>"
               "<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top "
               "w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>"
               "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" "
               "w:type=\"dxa\"/></w:tblCellMar></w:tblPr>");
}

static void report_table(Docx *d, Xml *x)
{
    char rule[8], strong[8];

    color_hex(rule, d->t->colors.rule);
    color_hex(strong, d->t->colors.rule_strong);
    xml_leaf(x, "w:basedOn", "w:val", style_id(d, STYLE_PLAIN_TABLE));
    xml_raw(x, str_format(d->a,
                          "<w:qFormat/><w:tblPr><w:tblBorders>"
                          "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" "
                          "w:color=\"%s\"/><w:insideH w:val=\"single\" "
                          "w:sz=\"4\" w:space=\"0\" w:color=\"%s\"/>"
                          "</w:tblBorders></w:tblPr>",
                          strong, rule)
                   .at);
}

static void other_style(Docx *d, Xml *x, StyleId id)
{
    style_open(d, x, id, id == STYLE_DEFAULT_FONT || id == STYLE_PLAIN_TABLE);
    switch (id) {
    case STYLE_DEFAULT_FONT:
        xml_raw(x, "<w:uiPriority w:val=\"1\"/><w:semiHidden/>");
        break;
    case STYLE_LINK:
        link_style(d, x);
        break;
    case STYLE_NOTE_CALL:
        xml_raw(x, "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>");
        break;
    case STYLE_CODE:
        xml_raw(x, "<w:rPr><w:rFonts w:ascii=\"Consolas\" "
                   "w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/></w:rPr>");
        break;
    case STYLE_PLAIN_TABLE:
        plain_table(x);
        break;
    default:
        report_table(d, x);
        break;
    }
    xml_close(x);
}

/* ---- The part
 * ---------------------------------------------------------------------------
 */

static void defaults(Docx *d, Xml *x)
{
    xml_open(x, "w:docDefaults");
    xml_open(x, "w:rPrDefault");
    xml_open(x, "w:rPr");
    theme_fonts(x, false);
    size_leaves(x, d->t->text[TEXT_BODY].size_pt);
    xml_open(x, "w:lang");
    xml_attr_str(x, "w:val", d->r->lang);
    if (d->rtl)
        xml_attr_str(x, "w:bidi", d->r->lang);
    xml_close(x);
    xml_close(x);
    xml_close(x);
    xml_open(x, "w:pPrDefault");
    xml_open(x, "w:pPr");
    if (d->rtl)
        xml_empty(x, "w:bidi");
    xml_raw(x, "<w:spacing w:after=\"0\"/>");
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

static bool styles_xml(Docx *d, Buf *out)
{
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "w:styles");
    xml_attr(&x, "xmlns:w", NS_W);
    if (!d->ref)
        defaults(d, &x);
    for (int i = 0; i < STYLE_ALL; i++) {
        if (is_given(d, (StyleId)i))
            continue;
        if (i < STYLE_COUNT)
            paragraph_style(d, &x, (StyleId)i);
        else
            other_style(d, &x, (StyleId)i);
    }
    xml_close(&x);
    return xml_end(&x);
}

bool styles_write(Docx *d)
{
    Buf xml = { 0 };
    bool ok = styles_xml(d, &xml);

    if (ok && d->ref)
        ok = reference_styles_add(d, buf_str(&xml));
    else if (ok)
        buf_add_str(
            &own_part(d, "styles", REL_OFFICE "styles", WML_TYPE "styles+xml")
                 ->body,
            buf_str(&xml));
    buf_free(&xml);
    return ok;
}
