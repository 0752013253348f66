/* parts.c - numbering, settings, fonts, footnotes, headers and footers. */

#include "docx/parts.h"

#include <math.h>

Part *own_part(Docx *d, const char *name, const char *type, const char *content)
{
    Part *part =
        part_add(&d->pkg, str_format(d->a, "word/%s.xml", name), content);

    part_relate(&d->pkg, d->document, type, part);
    return part;
}

void part_begin(Docx *d, Xml *x, Part *part, const char *root)
{
    (void)d;
    xml_begin(x, &part->body);
    xml_open(x, root);
    xml_attr(x, "xmlns:w", NS_W);
    xml_attr(x, "xmlns:r", NS_R);
}

/* ---- Numbering
 * ------------------------------------------------------------------- */

enum { LEVELS = 9 };

static void level_open(Xml *x, int level, const char *format, const char *text)
{
    xml_open(x, "w:lvl");
    xml_attr_int(x, "w:ilvl", level);
    xml_leaf(x, "w:start", "w:val", "1");
    xml_leaf(x, "w:numFmt", "w:val", format);
    xml_leaf(x, "w:lvlText", "w:val", text);
    xml_leaf(x, "w:lvlJc", "w:val", "left");
}

static void list_level(Docx *d, Xml *x, int level, const char *format,
                       const char *text)
{
    char hex[8];

    level_open(x, level, format, text);
    xml_open(x, "w:pPr");
    xml_open(x, "w:ind");
    xml_attr_int(x, "w:left", dxa(d->indent_pt + 14 * (level + 1)));
    xml_attr_int(x, "w:hanging", dxa(14));
    xml_close(x);
    xml_close(x);
    xml_open(x, "w:rPr");
    color_hex(hex, d->t->colors.accent);
    xml_leaf(x, "w:color", "w:val", hex);
    xml_close(x);
    xml_close(x);
}

static void abstract_open(Xml *x, int id)
{
    xml_open(x, "w:abstractNum");
    xml_attr_int(x, "w:abstractNumId", id);
    xml_leaf(x, "w:multiLevelType", "w:val", "multilevel");
}

static void heading_level(Docx *d, Xml *x, int level)
{
    Str text = STR("%1");

    for (int i = 1; i <= level; i++)
        text = str_format(d->a, "%.*s.%%%d", STR_ARG(text), i + 1);
    xml_open(x, "w:lvl");
    xml_attr_int(x, "w:ilvl", level);
    xml_leaf(x, "w:start", "w:val", "1");
    xml_leaf(x, "w:numFmt", "w:val", "decimal");
    xml_leaf(x, "w:suff", "w:val", "space");
    xml_leaf_str(x, "w:lvlText", "w:val", text);
    xml_leaf(x, "w:lvlJc", "w:val", "left");
    xml_close(x);
}

static void num(Xml *x, int id, int abstract, uint32_t start, bool restarts)
{
    xml_open(x, "w:num");
    xml_attr_int(x, "w:numId", id);
    xml_leaf_int(x, "w:abstractNumId", "w:val", abstract);
    for (int level = 0; restarts && level < LEVELS; level++) {
        xml_open(x, "w:lvlOverride");
        xml_attr_int(x, "w:ilvl", level);
        xml_leaf_int(x, "w:startOverride", "w:val", level ? 1 : (long)start);
        xml_close(x);
    }
    xml_close(x);
}

bool numbering_write(Docx *d, Buf *out)
{
    static const char *bullets[] = {
        "•", "–", "•", "–", "•", "–", "•", "–", "•"
    };
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "w:numbering");
    xml_attr(&x, "xmlns:w", NS_W);
    abstract_open(&x, 0);
    for (int i = 0; i < LEVELS; i++)
        list_level(d, &x, i, "bullet", bullets[i]);
    xml_close(&x);
    abstract_open(&x, 1);
    for (int i = 0; i < LEVELS; i++)
        list_level(d, &x, i, i % 2 ? "lowerLetter" : "decimal",
                   str_format(d->a, "%%%d.", i + 1).at);
    xml_close(&x);
    abstract_open(&x, 2);
    for (int i = 0; i < LEVELS; i++)
        heading_level(d, &x, i);
    xml_close(&x);
    num(&x, NUM_BULLETS, 0, 1, false);
    num(&x, NUM_HEADINGS, 2, 1, false);
    for (size_t i = 0; i < d->list_starts.len; i++)
        num(&x, NUM_FIRST_LIST + (int)i, 1, d->list_starts.at[i], true);
    xml_close(&x);
    return xml_end(&x);
}

/* ---- Settings
 * ---------------------------------------------------------------------- */

bool settings_write(Docx *d, Buf *out)
{
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "w:settings");
    xml_attr(&x, "xmlns:w", NS_W);
    if (d->o->embed_fonts)
        xml_empty(&x, "w:embedTrueTypeFonts");
    if (d->o->update_fields)
        xml_leaf(&x, "w:updateFields", "w:val", "true");
    xml_raw(&x, "<w:defaultTabStop w:val=\"720\"/>"
                "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
                "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote "
                "w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting "
                "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft."
                "com/office/word\" w:val=\"15\"/></w:compat>");
    xml_leaf_str(&x, "w:themeFontLang", "w:val", d->r->lang);
    xml_raw(&x, "<w:clrSchemeMapping w:bg1=\"light1\" w:t1=\"dark1\" "
                "w:bg2=\"light2\" w:t2=\"dark2\" w:accent1=\"accent1\" "
                "w:accent2=\"accent2\" w:accent3=\"accent3\" "
                "w:accent4=\"accent4\" w:accent5=\"accent5\" "
                "w:accent6=\"accent6\" w:hyperlink=\"hyperlink\" "
                "w:followedHyperlink=\"followedHyperlink\"/>"
                "<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/>");
    xml_close(&x);
    return xml_end(&x);
}

/* ---- Fonts
 * ---------------------------------------------------------------------------
 */

/* The key is made of the font, so that the same font has the same one. */
static void font_key(Str bytes, unsigned char key[16])
{
    uint64_t a = str_hash(bytes);
    uint64_t b = str_hash(str_slice(bytes, 0, bytes.len / 2)) ^ bytes.len;

    for (int i = 0; i < 8; i++) {
        key[i] = (unsigned char)(a >> (8 * i));
        key[8 + i] = (unsigned char)(b >> (8 * i));
    }
}

/* ECMA-376 part 4, 2.8.1: the first 32 bytes XORed with the key backwards. */
static void obfuscate(char *bytes, size_t len, const unsigned char key[16])
{
    for (size_t i = 0; i < 32 && i < len; i++)
        bytes[i] = (char)((unsigned char)bytes[i] ^ key[15 - i % 16]);
}

static Str guid(Arena *a, const unsigned char k[16])
{
    return str_format(a,
                      "{%02X%02X%02X%02X-%02X%02X-%02X%02X-%02X%02X-"
                      "%02X%02X%02X%02X%02X%02X}",
                      k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7], k[8],
                      k[9], k[10], k[11], k[12], k[13], k[14], k[15]);
}

static bool embed(Docx *d, Xml *x, Part *table, const Font *font,
                  const char *element, unsigned number)
{
    unsigned index;
    Str bytes, path = font_path(font, &index);
    unsigned char key[16];
    char id[24];

    if (!font_may_be_edited(font) || index != 0) {
        diag_warning(d->env->diags, (Span){ 0 },
                     "font '%.*s' is not embedded: its licence does not let an "
                     "editable document carry it",
                     STR_ARG(font_info(font)->family))
            ->code = "docx/font";
        return true;
    }
    if (!file_read(d->env, path, (Span){ 0 }, &bytes))
        return false;
    Part *part = part_add(
        &d->pkg, str_format(d->a, "word/fonts/font%u.odttf", number), NULL);
    font_key(bytes, key);
    buf_add_str(&part->body, bytes);
    obfuscate(part->body.at, part->body.len, key);
    snprintf(id, sizeof id, "rId%u",
             part_relate(&d->pkg, table, REL_OFFICE "font", part));
    xml_open(x, element);
    xml_attr(x, "r:id", id);
    xml_attr_str(x, "w:fontKey", guid(d->a, key));
    xml_close(x);
    return true;
}

static bool font_entry(Docx *d, Xml *x, Part *table, Str name, TextRole role,
                       unsigned *number)
{
    static const char *elements[] = { "w:embedRegular", "w:embedBold",
                                      "w:embedItalic", "w:embedBoldItalic" };
    const TextStyle *s = &d->t->text[role];
    bool ok = true;

    xml_open(x, "w:font");
    xml_attr_str(x, "w:name", name);
    xml_leaf(x, "w:charset", "w:val", "00");
    xml_leaf(x, "w:family", "w:val",
             font_info(s->faces[0])->is_serif ? "roman" : "swiss");
    xml_leaf(x, "w:pitch", "w:val", "variable");
    for (int i = 0; d->o->embed_fonts && i < 4 && ok; i++)
        ok = embed(d, x, table, s->faces[i], elements[i], ++*number);
    xml_close(x);
    return ok;
}

bool font_table_write(Docx *d, Part *table)
{
    Xml x;
    unsigned number = 0;

    part_begin(d, &x, table, "w:fonts");
    bool ok = font_entry(d, &x, table, d->body_font, TEXT_BODY, &number);
    if (ok && !str_equal(d->body_font, d->heading_font))
        ok = font_entry(d, &x, table, d->heading_font, TEXT_H1, &number);
    xml_close(&x);
    return xml_end(&x) && ok;
}

/* ---- Footnotes
 * ---------------------------------------------------------------------------
 */

static void note_write(Docx *d, long id, uint32_t note)
{
    Look look = { .style = "FootnoteReference" };
    ParaSpec spec = para_spec(STYLE_FOOTNOTE);

    xml_open(&d->x, "w:footnote");
    xml_attr_int(&d->x, "w:id", id);
    para_open(d, &spec);
    run_open(d, &look);
    xml_empty(&d->x, "w:footnoteRef");
    run_close(d);
    run_text(d, STR(" "), NULL);
    runs_write(d, d->r->notes[note - 1].text, NULL);
    para_close(d);
    xml_close(&d->x);
}

/* Written last, for the document decides which are called; links in them are
 * related to their own part. */
bool footnotes_write(Docx *d, Part *part)
{
    Part *document = d->document;
    size_t count = d->notes.len;

    d->document = part;
    part_begin(d, &d->x, part, "w:footnotes");
    xml_raw(&d->x,
            "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr>"
            "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"
            "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>"
            "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p>"
            "<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" "
            "w:lineRule=\"auto\"/></w:pPr><w:r><w:continuationSeparator/></w:r>"
            "</w:p></w:footnote>");
    for (size_t i = 0; i < count; i++)
        note_write(d, (long)i + 1, d->notes.at[i]);
    d->notes.len = count; /* a footnote cannot call another */
    xml_close(&d->x);
    d->document = document;
    return xml_end(&d->x);
}

/* ---- Headers and footers
 * ------------------------------------------------------------------ */

enum { UPRIGHT, TURNED };
enum { RELATION_HEADER, RELATION_FOOTER = 2 };

static void side_by_side_open(Docx *d, StyleId style, const PageGrid *g)
{
    Xml *x = &d->x;

    xml_open(x, "w:p");
    xml_open(x, "w:pPr");
    xml_leaf(x, "w:pStyle", "w:val", style_id(style));
    xml_open(x, "w:tabs");
    xml_open(x, "w:tab");
    xml_attr(x, "w:val", "right");
    xml_attr_int(x, "w:pos", dxa(g->paper.width_pt - g->left_pt - g->right_pt));
    xml_close(x);
    xml_close(x);
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

/* WordArt in the head, as Word itself marks drafts. */
static void watermark(Docx *d, int kind)
{
    Str text = d->r->watermark;
    Xml *x = &d->x;
    char hex[8];

    if (!text.len)
        return;
    color_hex(hex, d->t->colors.surface_2);
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
    xml_attr_str(x, "id", str_format(d->a, "Watermark%d", kind + 1));
    xml_attr_str(x, "o:spid", str_format(d->a, "_x0000_s%d", 2049 + kind));
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
    watermark(d, kind);
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
        header_part(d, grids[kind], kind);
        footer_part(d, grids[kind], kind);
    }
}

/* ---- Sections
 * --------------------------------------------------------------------------------
 */

static void furniture_reference(Docx *d, const char *name, unsigned relation)
{
    char id[24];

    snprintf(id, sizeof id, "rId%u", relation);
    xml_open(&d->x, name);
    xml_attr(&d->x, "w:type", "default");
    xml_attr(&d->x, "r:id", id);
    xml_close(&d->x);
}

static void page_size(Docx *d, const PageGrid *g, bool turned)
{
    Xml *x = &d->x;

    xml_open(x, "w:pgSz");
    xml_attr_int(x, "w:w", dxa(g->paper.width_pt));
    xml_attr_int(x, "w:h", dxa(g->paper.height_pt));
    if (turned)
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

    xml_open(x, "w:sectPr");
    if (!is_cover) {
        furniture_reference(d, "w:headerReference",
                            d->relations[RELATION_HEADER + kind]);
        furniture_reference(d, "w:footerReference",
                            d->relations[RELATION_FOOTER + kind]);
    }
    xml_leaf(x, "w:type", "w:val", "nextPage");
    page_size(d, grid, kind == TURNED);
    if (d->rtl)
        xml_empty(x, "w:bidi");
    xml_close(x);
}

void section_break(Docx *d, const PageGrid *grid, bool is_cover)
{
    xml_raw(&d->x, "<w:p><w:pPr><w:pStyle w:val=\"Spacer\"/>");
    section_properties(d, grid, is_cover);
    xml_raw(&d->x, "</w:pPr></w:p>");
}
