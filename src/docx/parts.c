/* parts.c - numbering, settings, fonts, footnotes. */

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

int number_id(const Docx *d, int ours)
{
    return ours + (d->ref ? reference_last_num(d->ref) : 0);
}

/* The list whose form a numbered list takes: the house's, or ours. */
static int list_abstract(const Docx *d, int depth, int first)
{
    int theirs = d->ref ? reference_numbers(d->ref, depth) : -1;

    return theirs >= 0 ? theirs : first + 1;
}

static bool numbering_xml(Docx *d, Buf *out)
{
    static const char *bullets[] = {
        "•", "–", "•", "–", "•", "–", "•", "–", "•"
    };
    int first = d->ref ? reference_last_abstract(d->ref) + 1 : 0;
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "w:numbering");
    xml_attr(&x, "xmlns:w", NS_W);
    abstract_open(&x, first);
    for (int i = 0; i < LEVELS; i++)
        list_level(d, &x, i, "bullet", bullets[i]);
    xml_close(&x);
    abstract_open(&x, first + 1);
    for (int i = 0; i < LEVELS; i++)
        list_level(d, &x, i, i % 2 ? "lowerLetter" : "decimal",
                   str_format(d->a, "%%%d.", i + 1).at);
    xml_close(&x);
    abstract_open(&x, first + 2);
    for (int i = 0; i < LEVELS; i++)
        heading_level(d, &x, i);
    xml_close(&x);
    num(&x, number_id(d, NUM_BULLETS), first, 1, false);
    num(&x, number_id(d, NUM_HEADINGS), first + 2, 1, false);
    for (size_t i = 0; i < d->list_starts.len; i++)
        num(&x, number_id(d, NUM_FIRST_LIST + (int)i),
            list_abstract(d, d->list_starts.at[i].depth, first),
            d->list_starts.at[i].start, true);
    xml_close(&x);
    return xml_end(&x);
}

bool numbering_write(Docx *d)
{
    Buf xml = { 0 };
    bool ok = numbering_xml(d, &xml);

    if (ok && reference_has(d, PART_NUMBERING))
        ok = reference_numbering_add(d, buf_str(&xml));
    else if (ok)
        buf_add_str(&own_part(d, "numbering", REL_OFFICE "numbering",
                              WML_TYPE "numbering+xml")
                         ->body,
                    buf_str(&xml));
    buf_free(&xml);
    return ok;
}

/* ---- Settings
 * ---------------------------------------------------------------------- */

bool settings_write(Docx *d)
{
    Xml x;

    if (reference_has(d, PART_SETTINGS))
        return reference_settings_add(d);
    Part *part =
        own_part(d, "settings", REL_OFFICE "settings", WML_TYPE "settings+xml");
    xml_begin(&x, &part->body);
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

bool font_table_write(Docx *d)
{
    Xml x;
    unsigned number = 0;

    if (reference_has(d, PART_FONTS))
        return reference_fonts_add(d);
    Part *table = own_part(d, "fontTable", REL_OFFICE "fontTable",
                           WML_TYPE "fontTable+xml");
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
    Look look = { .style = STYLE_NOTE_CALL };
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
