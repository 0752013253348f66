/* text.c - paragraphs and runs of DrawingML. */

#include "pptx/parts.h"

#include <math.h>

TextLook look_of(const Pptx *p, TextRole role, double scale)
{
    const TextStyle *s = &p->t->text[role];

    return (TextLook){ .size_pt = s->size_pt * scale,
                       .leading_pt = s->leading_pt * scale,
                       .before_pt = s->before_pt * scale,
                       .after_pt = s->after_pt * scale,
                       .color = s->color,
                       .bold = s->style & FONT_BOLD };
}

void body_properties(Pptx *p, double inset_x_pt, double inset_y_pt,
                     const char *anchor)
{
    Xml *x = &p->x;

    xml_open(x, "a:bodyPr");
    xml_attr(x, "wrap", "square");
    xml_attr_int(x, "lIns", slide_emu(p, inset_x_pt));
    xml_attr_int(x, "tIns", slide_emu(p, inset_y_pt));
    xml_attr_int(x, "rIns", slide_emu(p, inset_x_pt));
    xml_attr_int(x, "bIns", slide_emu(p, inset_y_pt));
    xml_attr(x, "rtlCol", p->rtl ? "1" : "0");
    xml_attr(x, "anchor", anchor);
    xml_empty(x, "a:normAutofit");
    xml_close(x);
    xml_empty(x, "a:lstStyle");
}

/* ---- Paragraphs ------------------------------------------------------------
 */

/* Hundredths of a point in the file. */
static long hundredths(const Pptx *p, double pt)
{
    return lround(pt * p->emu_per_pt / 127);
}

/* What was measured wide for its font is as large as it was meant. */
static long type_size(const Pptx *p, const TextLook *k)
{
    return hundredths(p, k->heading_font ? k->size_pt
                                         : k->size_pt / p->body_width);
}

static void spacing(Pptx *p, const char *name, double pt)
{
    Xml *x = &p->x;

    xml_open(x, name);
    xml_leaf_int(x, "a:spcPts", "val", hundredths(p, pt));
    xml_close(x);
}

static void marker(Pptx *p, const TextLook *k)
{
    Xml *x = &p->x;

    if (!k->marker) {
        xml_empty(x, "a:buNone");
        return;
    }
    xml_open(x, "a:buClr");
    dml_color(x, p->t, p->t->colors.accent);
    xml_close(x);
    xml_raw(x, "<a:buFont typeface=\"Arial\"/>");
    if (k->marker == '*') {
        xml_leaf(x, "a:buChar", "char", "•");
        return;
    }
    xml_open(x, "a:buAutoNum");
    xml_attr(x, "type", "arabicPeriod");
    if (k->number > 1)
        xml_attr_int(x, "startAt", k->number);
    xml_close(x);
}

void paragraph_open(Pptx *p, const TextLook *k)
{
    static const char *const aligns[] = { "l", "r", "ctr" };
    Xml *x = &p->x;
    /* room for the number; "10." takes more of it */
    double indent = !k->marker ? 0 : k->size_pt * (k->is_wide ? 1.75 : 1.25);
    const char *align = aligns[k->align];

    if (p->rtl && k->align != ALIGN_CENTER)
        align = k->align == ALIGN_RIGHT ? "l" : "r";
    xml_open(x, "a:p");
    xml_open(x, "a:pPr");
    xml_attr_int(x, "marL", slide_emu(p, indent * (k->level + 1)));
    xml_attr_int(x, "indent", -slide_emu(p, indent));
    xml_attr(x, "algn", align);
    if (p->rtl)
        xml_attr(x, "rtl", "1");
    spacing(p, "a:lnSpc", k->leading_pt);
    spacing(p, "a:spcBef", k->before_pt);
    spacing(p, "a:spcAft", k->after_pt);
    marker(p, k);
    xml_close(x);
}

void paragraph_close(Pptx *p)
{
    xml_close(&p->x);
}

void paragraph_empty(Pptx *p)
{
    xml_raw(&p->x, "<a:p><a:endParaRPr/></a:p>");
}

/* ---- Runs -------------------------------------------------------------------
 */

static void link_leaf(Pptx *p, Str link)
{
    Xml *x = &p->x;
    char id[24];
    void *slide;

    if (link.at[0] != '#') {
        snprintf(id, sizeof id, "rId%u", part_link(&p->pkg, p->part, link));
        xml_leaf(x, "a:hlinkClick", "r:id", id);
        return;
    }
    slide = map_find(&p->targets, str_slice(link, 1, link.len));
    if (!slide)
        return;
    snprintf(id, sizeof id, "rId%u",
             part_relate(&p->pkg, p->part, REL_OFFICE "slide",
                         p->slides[(uintptr_t)slide - 1]));
    xml_open(x, "a:hlinkClick");
    xml_attr(x, "r:id", id);
    xml_attr(x, "action", "ppaction://hlinksldjump");
    xml_close(x);
}

static bool is_ink(const Pptx *p, Color c)
{
    const Color *ink = &p->t->colors.ink;

    return c.red == ink->red && c.green == ink->green && c.blue == ink->blue;
}

static void run_properties(Pptx *p, const Run *run, const TextLook *k)
{
    Xml *x = &p->x;

    xml_open(x, "a:rPr");
    xml_attr_str(x, "lang", p->r->lang);
    xml_attr_int(x, "sz", type_size(p, k));
    xml_attr(x, "b", run->bold || k->bold ? "1" : "0");
    if (run->italic)
        xml_attr(x, "i", "1");
    if (run->strike)
        xml_attr(x, "strike", "sngStrike");
    if (!p->in_holder || run->tone || !is_ink(p, k->color))
        dml_fill(x, p->t, tone_color(p->t, (Tone)run->tone, k->color));
    xml_leaf(x, "a:latin", "typeface", k->heading_font ? "+mj-lt" : "+mn-lt");
    if (run->link.len)
        link_leaf(p, run->link);
    xml_close(x);
}

static void run_piece(Pptx *p, const Run *run, Str text, const TextLook *k)
{
    if (!text.len)
        return;
    xml_open(&p->x, "a:r");
    run_properties(p, run, k);
    xml_element(&p->x, "a:t", text);
    xml_close(&p->x);
}

/* Line ends become breaks, tabs spaces. */
void run_write(Pptx *p, const Run *run, const TextLook *k)
{
    Str s = run->text;
    size_t from = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c != '\n' && c != '\r' && c != '\t')
            continue;
        run_piece(p, run, str_slice(s, from, i), k);
        from = i + 1;
        if (c == '\n')
            xml_empty(&p->x, "a:br");
        else if (c == '\t')
            run_piece(p, run, STR(" "), k);
    }
    run_piece(p, run, str_slice(s, from, s.len), k);
    if (run->breaks)
        xml_empty(&p->x, "a:br");
}

static void note_call(Pptx *p, uint32_t note, const TextLook *k)
{
    Xml *x = &p->x;

    xml_open(x, "a:r");
    xml_open(x, "a:rPr");
    xml_attr_str(x, "lang", p->r->lang);
    xml_attr_int(x, "sz", type_size(p, k));
    xml_attr(x, "baseline", "30000");
    xml_close(x);
    xml_element(x, "a:t", str_format(p->a, "%u", (unsigned)note));
    xml_close(x);
}

void paragraph_runs(Pptx *p, Runs runs, const TextLook *k)
{
    paragraph_open(p, k);
    for (size_t i = 0; i < runs.len; i++) {
        run_write(p, &runs.at[i], k);
        if (runs.at[i].note)
            note_call(p, runs.at[i].note, k);
    }
    paragraph_close(p);
}

void paragraph_text(Pptx *p, Str text, const TextLook *k)
{
    Run run = { .text = text };

    paragraph_runs(p, (Runs){ &run, 1 }, k);
}

/* ---- Blocks of words
 * ---------------------------------------------------------- */

bool is_words(const Block *b)
{
    return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_LIST;
}

static TextRole paragraph_role(ParagraphKind kind)
{
    static const TextRole roles[] = { TEXT_BODY, TEXT_LEAD, TEXT_NOTE,
                                      TEXT_NOTE };
    return roles[kind];
}

static void list_text(Pptx *p, const List *list, double scale, int level)
{
    for (size_t i = 0; i < list->item_count; i++) {
        Blocks body = list->items[i].body;
        for (size_t j = 0; j < body.len; j++) {
            TextLook k = look_of(p, TEXT_LIST, scale);
            const Block *b = &body.at[j];
            k.level = (uint8_t)(level > 7 ? 7 : level);
            k.marker = j ? 0 : list->ordered ? '1' : '*';
            k.number = list->start + (uint32_t)i;
            k.is_wide = list->ordered && list->start + list->item_count > 10;
            if (b->kind == BLOCK_PARAGRAPH)
                paragraph_runs(p, b->as.paragraph.runs, &k);
            else
                blocks_text(p, (Blocks){ b, 1 }, scale, level + 1);
        }
    }
}

void blocks_text(Pptx *p, Blocks blocks, double scale, int level)
{
    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        if (b->kind == BLOCK_PARAGRAPH) {
            TextLook k = look_of(
                p, paragraph_role((ParagraphKind)b->as.paragraph.kind), scale);
            paragraph_runs(p, b->as.paragraph.runs, &k);
        } else if (b->kind == BLOCK_LIST) {
            list_text(p, &b->as.list, scale, level);
        } else if (b->kind == BLOCK_CALLOUT) {
            blocks_text(p, b->as.callout.body, scale, level);
        } else if (b->kind == BLOCK_QUOTE) {
            blocks_text(p, b->as.quote.body, scale, level);
        }
    }
}
