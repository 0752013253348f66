/* content_text.c - glyph runs as operators. */

#include "pdf/content.h"

#include <hb-ot.h>
#include <math.h>

/* Shifts below this many thousandths of an em are left out and carried on. */
#define SHIFT_MIN 0.75

/* ---- Text state ---------------------------------------------------------- */

static int64_t fixed_of(double value, double scale)
{
    value *= scale;
    return fabs(value) < 1e12 ? llround(value) : 0;
}

static void op(Content *c, const char *name)
{
    put_text(&c->out, name);
    buf_add_char(&c->out, '\n');
}

static void font_note(Content *c, PdfFont *f)
{
    char name[16] = "F";

    if (f->last_page == c->page + 1)
        return;
    f->last_page = c->page + 1;
    Buf b = { 0 };
    buf_add_uint(&b, f->number);
    memcpy(name + 1, b.at, b.len);
    buf_free(&b);
    document_page_use(c->document, c->page, "Font", name, f->id);
}

static void font_set(Content *c, PdfFont *f, double size_pt)
{
    int64_t size = fixed_of(size_pt, 1000);

    if (c->font == f && c->size_milli == size)
        return;
    font_note(c, f);
    c->font = f;
    c->size_milli = size;
    put_text(&c->out, "/F");
    buf_add_uint(&c->out, f->number);
    buf_add_char(&c->out, ' ');
    buf_add_fixed(&c->out, size, 3);
    op(c, " Tf");
}

static void tracking_set(Content *c, double tracking_pt)
{
    int64_t tracking = fixed_of(tracking_pt, 1000);

    if (c->tracking_milli == tracking)
        return;
    c->tracking_milli = tracking;
    buf_add_fixed(&c->out, tracking, 3);
    op(c, " Tc");
}

static void rise_set(Content *c, double rise_pt)
{
    int64_t rise = fixed_of(rise_pt, 1000);

    if (c->rise_milli == rise)
        return;
    c->rise_milli = rise;
    buf_add_fixed(&c->out, rise, 3);
    op(c, " Ts");
}

static void text_move(Content *c, Point at, bool rotated)
{
    int64_t x = fixed_of(at.x_pt, 100);
    int64_t y = fixed_of(c->height_pt - at.y_pt, 100);

    if (rotated)
        put_text(&c->out, ".7071 .7071 -.7071 .7071 ");
    buf_add_fixed(&c->out, rotated ? x : x - c->line_x, 2);
    buf_add_char(&c->out, ' ');
    buf_add_fixed(&c->out, rotated ? y : y - c->line_y, 2);
    op(c, rotated ? " Tm" : " Td");
    c->line_x = x;
    c->line_y = y;
}

static void text_begin(Content *c, TagId tag, const TextItem *item)
{
    /* a rule under the text belongs to the same sequence */
    if (item->underline && !c->is_whole &&
        (!c->is_open || c->tag != tag || c->opened_in_text))
        content_tag(c, tag, true);
    else
        content_tag(c, tag, false);
    if (!c->in_text) {
        op(c, "BT");
        c->in_text = true;
        c->line_x = c->line_y = 0;
    }
}

/* ---- Showing glyphs ------------------------------------------------------ */

/* A string, or an array of strings and shifts, as it grows in c->show. */
typedef struct {
    Content *c;
    PdfFont *font;
    bool has_shift, in_string;
    double drawn, wanted; /* pen, in thousandths of an em */
} Shower;

static void string_end(Shower *s)
{
    if (s->in_string)
        buf_add_char(&s->c->show, ')');
    s->in_string = false;
}

static void show_flush(Shower *s)
{
    Buf *show = &s->c->show;

    string_end(s);
    if (!show->len)
        return;
    if (s->has_shift)
        buf_add_char(&s->c->out, '[');
    buf_add_str(&s->c->out, buf_str(show));
    op(s->c, s->has_shift ? "]TJ" : "Tj");
    show->len = 0;
    s->has_shift = false;
}

/* Bring the reader's pen to where it is wanted. */
static void show_shift(Shower *s)
{
    double shift = s->drawn - s->wanted;

    if (fabs(shift) < SHIFT_MIN)
        return;
    int64_t whole = llround(shift);
    string_end(s);
    buf_add_fixed(&s->c->show, whole, 0);
    s->has_shift = true;
    s->drawn -= (double)whole;
}

static void put_byte(Buf *b, uint8_t byte)
{
    if (byte == '(' || byte == ')' || byte == '\\')
        buf_add_char(b, '\\');
    if (byte == '\r')
        buf_add(b, "\\r", 2);
    else
        buf_add_char(b, (char)byte);
}

static void show_glyph(Shower *s, const Glyph *g)
{
    PdfFont *f = s->font;
    Buf *b = &s->c->show;

    if (g->y_offset || s->c->rise_milli) {
        double em = g->y_offset * f->per_mille / 1000;
        show_flush(s);
        rise_set(s->c, em * (double)s->c->size_milli / 1000);
    }
    s->wanted += g->x_offset * f->per_mille;
    show_shift(s);
    if (!s->in_string)
        buf_add_char(b, '(');
    s->in_string = true;
    uint32_t code = f->cids ? f->cids[g->glyph] : g->glyph;
    put_byte(b, (uint8_t)(code >> 8));
    put_byte(b, (uint8_t)code);
    s->drawn += pdf_font_width(f, g->glyph);
    s->wanted += (g->advance - g->x_offset) * f->per_mille;
}

static void show_cluster(Shower *s, const GlyphRun *run, Cluster cluster,
                         bool with_text)
{
    Buf *out = &s->c->out;

    if (with_text) {
        show_flush(s);
        put_text(out, "/Span<</ActualText<FEFF");
        put_utf16_hex(out, cluster.text);
        op(s->c, ">>>BDC");
    }
    for (uint32_t i = 0; i < cluster.count; i++)
        show_glyph(s, &run->glyphs[cluster.first + i]);
    if (with_text) {
        show_flush(s);
        op(s->c, "EMC");
    }
}

static void run_show(Content *c, TagId tag, PdfFont *f, const GlyphRun *run)
{
    Shower s = { .c = c, .font = f };

    for (uint32_t i = 0; i < run->glyph_count;) {
        Cluster cluster = cluster_at(c->fonts, f, run, i);
        bool is_plain = cluster_use(f, run, cluster);
        /* nobody reads an artifact */
        show_cluster(&s, run, cluster, !is_plain && !TAG_IS_ARTIFACT(tag));
        i += cluster.count;
    }
    show_flush(&s);
    rise_set(c, 0);
}

/* ---- Underlines ---------------------------------------------------------- */

static double metric_em(const PdfFont *f, hb_ot_metrics_tag_t tag,
                        double otherwise_em)
{
    hb_position_t units = 0;

    if (!hb_ot_metrics_get_position(f->hb, tag, &units) || !units)
        return otherwise_em;
    return units * f->per_mille / 1000;
}

static void underline_draw(Content *c, TagId tag, Point at,
                           const TextItem *item, const PdfFont *f)
{
    double size_pt = item->size_pt;
    double below_em = metric_em(f, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -0.1);
    double thick_em = metric_em(f, HB_OT_METRICS_TAG_UNDERLINE_SIZE, 0.05);
    double width_pt = run_width_pt(item->run, size_pt) +
                      item->run->glyph_count * item->tracking_em * size_pt;

    content_tag(c, tag, true);
    content_fill_rect(c, (Rect){ at.x_pt, at.y_pt - below_em * size_pt,
                                 width_pt, fabs(thick_em) * size_pt });
    op(c, "f");
}

void content_text(Content *c, TagId tag, Point at, const TextItem *item)
{
    const GlyphRun *run = item->run;

    if (!run->glyph_count)
        return;
    PdfFont *f = pdf_font_of(c->fonts, c->document, run->font);
    if (item->rotated)
        content_text_end(c);
    text_begin(c, tag, item);
    content_opacity(c, item->opacity);
    content_fill(c, item->fill);
    font_set(c, f, item->size_pt);
    tracking_set(c, (double)item->tracking_em * item->size_pt);
    text_move(c, at, item->rotated);
    run_show(c, tag, f, run);
    if (item->underline && !item->rotated)
        underline_draw(c, tag, at, item, f);
    if (item->rotated)
        content_text_end(c);
}
