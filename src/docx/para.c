/* para.c - paragraphs and the runs in them. */

#include "docx/parts.h"

#include <math.h>

long dxa(double pt)
{
    return lround(pt * 20);
}

long half_points(double pt)
{
    return lround(pt * 2);
}

ParaSpec para_spec(StyleId style)
{
    return (ParaSpec){
        .style = style, .left_pt = NAN, .before_pt = NAN, .after_pt = NAN
    };
}

/* ---- Paragraphs ------------------------------------------------------------
 */

static void spacing(Docx *d, const ParaSpec *p)
{
    if (isnan(p->before_pt) && isnan(p->after_pt))
        return;
    xml_open(&d->x, "w:spacing");
    if (!isnan(p->before_pt))
        xml_attr_int(&d->x, "w:before", dxa(p->before_pt));
    if (!isnan(p->after_pt))
        xml_attr_int(&d->x, "w:after", dxa(p->after_pt));
    xml_close(&d->x);
}

static void dotted_tab(Docx *d, const ParaSpec *p)
{
    xml_open(&d->x, "w:tabs");
    reference_tabs_clear(d, p->style, p->tab_pt);
    xml_open(&d->x, "w:tab");
    xml_attr(&d->x, "w:val", "right");
    xml_attr(&d->x, "w:leader", "dot");
    xml_attr_int(&d->x, "w:pos", dxa(p->tab_pt));
    xml_close(&d->x);
    xml_close(&d->x);
}

void para_open(Docx *d, const ParaSpec *p)
{
    Xml *x = &d->x;

    xml_open(x, "w:p");
    xml_open(x, "w:pPr");
    xml_leaf(x, "w:pStyle", "w:val", style_id(d, p->style));
    if (p->keep_next || d->keep_next)
        xml_empty(x, "w:keepNext");
    if (p->page_before)
        xml_empty(x, "w:pageBreakBefore");
    if (p->number_id) {
        xml_open(x, "w:numPr");
        xml_leaf_int(x, "w:ilvl", "w:val", p->number_level);
        xml_leaf_int(x, "w:numId", "w:val",
                     p->number_id == NUM_NONE ? 0 : p->number_id);
        xml_close(x);
    }
    if (p->tab_pt > 0)
        dotted_tab(d, p);
    if (d->ref && d->rtl) /* else all paragraphs are, by the styles */
        xml_empty(x, "w:bidi");
    spacing(d, p);
    if (!isnan(p->left_pt))
        xml_leaf_int(x, "w:ind", "w:left", dxa(p->left_pt));
    if (p->align)
        xml_leaf(x, "w:jc", "w:val",
                 p->align == ALIGN_RIGHT ? "right" : "center");
    xml_close(x);
    d->at_top = false;
}

void para_close(Docx *d)
{
    xml_close(&d->x);
}

void para_text(Docx *d, StyleId style, Str text)
{
    ParaSpec spec = para_spec(style);

    if (!text.len)
        return;
    para_open(d, &spec);
    run_text(d, text, NULL);
    para_close(d);
}

void para_runs(Docx *d, const ParaSpec *spec, Runs runs, const Look *look)
{
    if (!runs.len)
        return;
    para_open(d, spec);
    runs_write(d, runs, look);
    para_close(d);
}

/* ---- Runs -------------------------------------------------------------------
 */

static void color_leaf(Docx *d, const char *name, Color c)
{
    char hex[8];

    color_hex(hex, c);
    xml_leaf(&d->x, name, "w:val", hex);
}

static void shade(Docx *d, Color c)
{
    char hex[8];

    color_hex(hex, c);
    xml_open(&d->x, "w:shd");
    xml_attr(&d->x, "w:val", "clear");
    xml_attr(&d->x, "w:color", "auto");
    xml_attr(&d->x, "w:fill", hex);
    xml_close(&d->x);
}

static bool is_plain(const Docx *d, const Look *k)
{
    return !d->rtl && (!k || !(k->style || k->bold || k->italic || k->strike ||
                               k->has_color || k->has_fill || k->has_size ||
                               k->superscript || k->rtl));
}

static void bold_leaf(Docx *d, const Look *k)
{
    if (k->bold) {
        xml_empty(&d->x, "w:b");
        xml_empty(&d->x, "w:bCs");
    }
    if (k->italic) {
        xml_empty(&d->x, "w:i");
        xml_empty(&d->x, "w:iCs");
    }
    if (k->strike)
        xml_empty(&d->x, "w:strike");
}

/* In the order of CT_RPr, which some readers insist on. */
static void run_properties(Docx *d, const Look *k)
{
    static const Look none = { 0 };
    Xml *x = &d->x;

    if (is_plain(d, k))
        return;
    k = k ? k : &none;
    xml_open(x, "w:rPr");
    if (k->style)
        xml_leaf(x, "w:rStyle", "w:val", style_id(d, (StyleId)k->style));
    bold_leaf(d, k);
    if (k->has_color)
        color_leaf(d, "w:color", k->color);
    if (k->has_size) {
        xml_leaf_int(x, "w:sz", "w:val", half_points(k->size_pt));
        xml_leaf_int(x, "w:szCs", "w:val", half_points(k->size_pt));
    }
    if (k->has_fill)
        shade(d, k->fill);
    if (k->superscript)
        xml_leaf(x, "w:vertAlign", "w:val", "superscript");
    if (d->rtl || k->rtl)
        xml_empty(x, "w:rtl");
    xml_close(x);
}

void run_open(Docx *d, const Look *look)
{
    xml_open(&d->x, "w:r");
    run_properties(d, look);
}

void run_close(Docx *d)
{
    xml_close(&d->x);
}

/* Word drops spaces at either end that it is not told to keep. */
bool has_outer_space(Str s)
{
    return s.len && (s.at[0] == ' ' || s.at[s.len - 1] == ' ');
}

static void text_element(Docx *d, Str s)
{
    if (!s.len)
        return;
    xml_open(&d->x, "w:t");
    if (has_outer_space(s))
        xml_attr(&d->x, "xml:space", "preserve");
    xml_text(&d->x, s);
    xml_close(&d->x);
}

/* Line ends and tabs inside w:t would be lost. */
static void text_and_breaks(Docx *d, Str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c != '\n' && c != '\t' && c != '\r')
            continue;
        text_element(d, str_slice(s, from, i));
        from = i + 1;
        if (c == '\r')
            continue;
        xml_empty(&d->x, c == '\n' ? "w:br" : "w:tab");
    }
    text_element(d, str_slice(s, from, s.len));
}

static void directed_run(Docx *d, Str text, const Look *look, bool breaks)
{
    run_open(d, look);
    text_and_breaks(d, text);
    if (breaks)
        xml_empty(&d->x, "w:br");
    run_close(d);
}

/* Hebrew, Arabic and what follows them, their presentation forms, or beyond. */
bool text_may_turn(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if ((c >= 0xD6 && c <= 0xE0) || c >= 0xEF)
            return true;
    }
    return false;
}

/* In a text from left to right Word wants to be told which runs are not.
 * `breaks`: a line ends after it. */
static void run_text_breaking(Docx *d, Str text, const Look *look, bool breaks)
{
    size_t count = 0;

    if (d->rtl || !text_may_turn(text)) {
        directed_run(d, text, look, breaks);
        return;
    }
    BidiRun *runs = bidi_runs(d->locale, d->a, text, 0, &count);
    for (size_t i = 0; i < count; i++) {
        Look one = look ? *look : (Look){ 0 };
        one.rtl = runs[i].level % 2;
        directed_run(d, str_slice(text, runs[i].start, runs[i].end), &one,
                     breaks && i + 1 == count);
    }
}

void run_text(Docx *d, Str text, const Look *look)
{
    run_text_breaking(d, text, look, false);
}

void run_tab(Docx *d)
{
    run_open(d, NULL);
    xml_empty(&d->x, "w:tab");
    run_close(d);
}

/* ---- Running text
 * -------------------------------------------------------------- */

static void note_call(Docx *d, uint32_t note)
{
    Look look = { .style = STYLE_NOTE_CALL };

    *list_add(d->a, &d->notes) = note;
    run_open(d, &look);
    xml_leaf_int(&d->x, "w:footnoteReference", "w:id", (long)d->notes.len);
    run_close(d);
}

static bool link_open(Docx *d, Str link)
{
    Xml *x = &d->x;

    if (!link.len)
        return false;
    xml_open(x, "w:hyperlink");
    if (link.at[0] == '#') {
        xml_attr_str(x, "w:anchor",
                     bookmark_of(d, str_slice(link, 1, link.len)));
    } else {
        char id[24];
        snprintf(id, sizeof id, "rId%u", part_link(&d->pkg, d->document, link));
        xml_attr(x, "r:id", id);
    }
    xml_attr(x, "w:history", "1");
    return true;
}

/* "Figure 2" as a field, which follows when figures are added or moved. */
static bool reference_field(Docx *d, const Run *r, const Look *base)
{
    const CaptionPlace *c =
        r->is_reference ? caption_find(d, str_slice(r->link, 1, r->link.len))
                        : NULL;
    Look look = base ? *base : (Look){ 0 };

    if (!c)
        return false;
    look.bold |= r->bold;
    look.italic |= r->italic;
    look.style = STYLE_LINK;
    field(d, str_format(d->a, " REF %.*s \\h ", STR_ARG(c->bookmark)).at,
          r->text, &look);
    if (r->note)
        note_call(d, r->note);
    return true;
}

static void one_run(Docx *d, const Run *r, const Look *base)
{
    Look look = base ? *base : (Look){ 0 };

    if (reference_field(d, r, base))
        return;
    bool is_link = link_open(d, r->link);

    look.bold |= r->bold;
    look.italic |= r->italic;
    look.strike |= r->strike;
    if (r->code)
        look.style = STYLE_CODE;
    if (is_link)
        look.style = STYLE_LINK;
    if (r->tone != TONE_NORMAL) {
        look.has_color = true;
        look.color = tone_color(d->t, (Tone)r->tone, d->t->colors.ink);
    }
    run_text_breaking(d, r->text, &look, r->breaks);
    if (is_link)
        xml_close(&d->x);
    if (r->note)
        note_call(d, r->note);
}

void runs_write(Docx *d, Runs runs, const Look *look)
{
    for (size_t i = 0; i < runs.len; i++)
        one_run(d, &runs.at[i], look);
}
