/* para.c - runs of text into lines: spans, breaks, drawing. */

#include "layout/lines.h"
#include "layout/parts.h"

/* ---- How each span of a paragraph looks ---------------------------------- */

typedef struct {
    Color color;
    double rise_pt; /* of a raised number */
    bool underline;
    TagId tag;
    Str link;      /* where it leads; empty: nowhere */
    Str contents;  /* the words of the link */
    uint32_t note; /* footnote called by it, or 0 */
} Look;

typedef struct {
    LIST(TextSpan) spans;
    LIST(Look) looks;
} Styled;

const TextStyle *para_style(const Layout *l, const Para *p)
{
    return p->style ? p->style : &l->t->text[p->role];
}

static void add_span(Arena *a, Styled *s, Str text, TextSetting setting,
                     Look look)
{
    if (!text.len)
        return;
    *list_add(a, &s->spans) = (TextSpan){ text, setting };
    *list_add(a, &s->looks) = look;
}

static void add_note_call(Layout *l, Styled *s, const Para *p, const Run *run)
{
    const TextStyle *style = para_style(l, p);
    TextSetting setting = style_setting(style, 0);
    Look look = { .color = style->color,
                  .rise_pt = setting.size_pt * 0.35,
                  .tag = tag_under(l, p->tag, ROLE_REFERENCE),
                  .note = run->note };

    setting.size_pt *= 0.65;
    add_span(l->a, s, str_format(l->a, "%u", (unsigned)run->note), setting,
             look);
}

static void add_run(Layout *l, Styled *s, const Para *p, const Run *run)
{
    const TextStyle *style = para_style(l, p);
    int bits = (run->bold || p->bold ? FONT_BOLD : 0) |
               (run->italic ? FONT_ITALIC : 0);
    Color normal = p->has_color ? p->color : style->color;
    Look look = { .color = tone_color(l->t, (Tone)run->tone, normal),
                  .tag = p->tag };
    Str text = run->text;

    if (run->link.len) {
        look.link = run->link;
        look.contents = run->text;
        look.underline = true;
        look.color = l->t->colors.accent;
        look.tag = tag_under(l, p->tag, ROLE_LINK);
    }
    if (run->breaks)
        text = str_format(l->a, "%.*s\n", STR_ARG(text));
    add_span(l->a, s, text, style_setting(style, bits), look);
    if (run->note)
        add_note_call(l, s, p, run);
}

/* ---- Drawing a line ------------------------------------------------------ */

double role_baseline_pt(const TextStyle *s)
{
    const FontInfo *f = font_info(s->faces[s->style]);
    double height = (f->ascent_em - f->descent_em) * s->size_pt;

    return (s->leading_pt - height) / 2 + f->ascent_em * s->size_pt;
}

static void draw_run(Layout *l, Frame *f, const GlyphRun *run, double size_pt,
                     const TextSetting *setting, const Look *look, double x_pt,
                     double baseline_pt)
{
    frame_add_text(l->a, f, look->tag,
                   (Point){ x_pt, baseline_pt - look->rise_pt },
                   (TextItem){ .run = run,
                               .size_pt = (float)size_pt,
                               .tracking_em = (float)setting->tracking_em,
                               .fill = look->color,
                               .underline = look->underline });
}

static void add_link_pin(Layout *l, Slab *slab, const Look *look, double x_pt,
                         double width_pt)
{
    Pin *last = slab->pins.len ? &slab->pins.at[slab->pins.len - 1] : NULL;
    Pin pin = { .kind = PIN_LINK,
                .area = { x_pt, 0, width_pt, slab->height_pt },
                .tag = look->tag,
                .contents = str_copy(l->a, look->contents) };

    if (last && last->kind == PIN_LINK && last->tag == look->tag) {
        double left = last->area.x_pt < x_pt ? last->area.x_pt : x_pt;
        double right = last->area.x_pt + last->area.width_pt;
        if (right < x_pt + width_pt)
            right = x_pt + width_pt;
        last->area.x_pt = left;
        last->area.width_pt = right - left;
        return;
    }
    if (look->link.at[0] == '#')
        pin.destination =
            destination_of(l, str_slice(look->link, 1, look->link.len));
    else
        pin.text = str_copy(l->a, look->link);
    *list_add(l->a, &slab->pins) = pin;
}

typedef struct {
    Layout *l;
    const Styled *styled;
    Slab *slab;
    double baseline_pt;
    double x_pt;
} Pen;

static void pen_space(Pen *pen, const TextPiece *p)
{
    const TextSpan *span = &pen->styled->spans.at[p->span];
    const Look *look = &pen->styled->looks.at[p->span];

    if (p->space)
        draw_run(pen->l, pen->slab->frame, p->space, span->setting.size_pt,
                 &span->setting, look, pen->x_pt, pen->baseline_pt);
    pen->x_pt += p->space_pt;
}

/* `is_last`: nothing follows on this line. */
static void pen_piece(Pen *pen, const TextPiece *p, bool is_last)
{
    const TextSpan *span = &pen->styled->spans.at[p->span];
    const Look *look = &pen->styled->looks.at[p->span];
    bool rtl = p->level & 1;
    double width = p->width_pt;

    if (rtl)
        pen_space(pen, p);
    if (look->link.len)
        add_link_pin(pen->l, pen->slab, look, pen->x_pt, width);
    if (look->note)
        *list_add(pen->l->a, &pen->slab->pins) =
            (Pin){ .kind = PIN_NOTE, .note = note_slab(pen->l, look->note) };
    if (p->run->glyph_count)
        draw_run(pen->l, pen->slab->frame, p->run, span->setting.size_pt,
                 &span->setting, look, pen->x_pt, pen->baseline_pt);
    pen->x_pt += width;
    if (is_last && p->hyphens)
        draw_run(pen->l, pen->slab->frame,
                 hyphen_run(pen->l->t->book, span->setting.font),
                 span->setting.size_pt, &span->setting, look, pen->x_pt,
                 pen->baseline_pt);
    if (!rtl)
        pen_space(pen, p);
}

/* The indices of a line's pieces in the order they are seen. */
static uint32_t *visual_order(Layout *l, const TextPiece *p, size_t count)
{
    Arena *scratch = l->env->scratch;
    uint32_t *order = arena_make_array(scratch, uint32_t, count);
    uint8_t *levels = arena_make_array(scratch, uint8_t, count);
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        levels[i] = p[i].level;
        any |= p[i].level != 0;
        order[i] = (uint32_t)i;
    }
    if (any)
        bidi_reorder(levels, count, order);
    return order;
}

static double line_x_pt(const Layout *l, const Para *p, double width_pt)
{
    double slack = p->width_pt - width_pt;
    bool right = (p->align == ALIGN_RIGHT) != l->rtl;

    return p->align == ALIGN_CENTER ? slack / 2 : right ? slack : 0;
}

static Slab draw_line(Layout *l, const Para *p, const Styled *styled,
                      const TextPiece *pieces, const LineSpan *line)
{
    const TextStyle *s = para_style(l, p);
    size_t count = line->to - line->from;
    uint32_t *order = visual_order(l, pieces + line->from, count);
    Slab slab = { .frame = arena_make(l->a, Frame),
                  .height_pt = s->leading_pt };
    Pen pen = { l, styled, &slab, role_baseline_pt(s),
                line_x_pt(l, p, line->width_pt) };

    slab.frame->size = (Size){ p->width_pt, s->leading_pt };
    /* in a right-to-left line the space at its end lies left of the text */
    if (count && (pieces[line->to - 1].level & 1))
        pen.x_pt -= pieces[line->to - 1].space_pt;
    for (size_t i = 0; i < count; i++)
        pen_piece(&pen, &pieces[line->from + order[i]], order[i] + 1 == count);
    return slab;
}

/* ---- Paragraphs ---------------------------------------------------------- */

/* The text cut so that it fills no more than `p->max_lines`. */
static void cut_lines(Layout *l, const Para *p, LineSpans *lines,
                      const TextPiece *pieces, const Styled *styled, Str *tail)
{
    LineSpan *last = &lines->at[p->max_lines - 1];
    const TextSpan *span = &styled->spans.at[pieces[last->from].span];
    Str rest = str_slice(span->text, pieces[last->from].start, span->text.len);

    *tail = text_cut(l->t->book, l->a, str_trim(rest), span->setting,
                     p->width_pt, CUT_END);
    lines->len = p->max_lines - 1;
}

Lines para_lines(Layout *l, const Para *p)
{
    Arena *scratch = l->env->scratch;
    ArenaMark mark = arena_save(scratch);
    Styled styled = { 0 };
    LineSpans spans;
    Lines out = { 0 };
    TextPiece *pieces;
    size_t count;
    Str tail = { 0 };

    for (size_t i = 0; i < p->runs.len; i++)
        add_run(l, &styled, p, &p->runs.at[i]);
    pieces = text_pieces(l->t->book, l->a, styled.spans.at, styled.spans.len,
                         l->rtl ? 1 : 0, p->hyphenate, &count);
    spans = lines_break(l->t->book, l->a, scratch, &pieces, count,
                        styled.spans.at, p->width_pt);
    if (p->max_lines && spans.len > p->max_lines)
        cut_lines(l, p, &spans, pieces, &styled, &tail);
    out.at = arena_make_array(l->a, Slab, spans.len + 1);
    for (size_t i = 0; i < spans.len; i++)
        out.at[out.len++] = draw_line(l, p, &styled, pieces, &spans.at[i]);
    if (tail.len) {
        Run run = { .text = tail };
        Para last = *p;
        last.runs = (Runs){ &run, 1 };
        last.max_lines = 0;
        Lines cut = para_lines(l, &last);
        if (cut.len)
            out.at[out.len++] = cut.at[0];
    }
    arena_rewind(scratch, mark);
    return out;
}

Slab para_slab(Layout *l, const Para *p)
{
    Lines lines = para_lines(l, p);
    Slab all = { .frame = arena_make(l->a, Frame) };

    for (size_t i = 0; i < lines.len; i++) {
        slab_merge(l, &all, &lines.at[i], 0, all.height_pt);
        all.height_pt += lines.at[i].height_pt;
    }
    all.frame->size = (Size){ p->width_pt, all.height_pt };
    return all;
}

void para_add(Layout *l, Galley *g, const Para *p, double x_pt,
              bool keep_with_next)
{
    const TextStyle *s = para_style(l, p);
    Lines lines = para_lines(l, p);

    for (size_t i = 0; i < lines.len; i++) {
        Slab *line = &lines.at[i];
        line->x_pt = x_pt;
        /* two lines stay at the foot of a page, two go over to the next */
        line->keep_with_next =
            (lines.len > 1 && i == 0) || i + 2 == lines.len || lines.len <= 3;
        if (i + 1 == lines.len)
            line->keep_with_next = keep_with_next;
        line->before_pt = i == 0 ? s->before_pt : 0;
        line->after_pt = i + 1 == lines.len ? s->after_pt : 0;
        galley_add(l, g, *line);
    }
}

/* ---- Single lines -------------------------------------------------------- */

double role_width_pt(Layout *l, TextRole role, Str text)
{
    return text_width_pt(l->t->book, text, style_setting(&l->t->text[role], 0));
}

double draw_text(Layout *l, Frame *f, TagId tag, TextRole role, Str text,
                 Point baseline, Color color)
{
    const TextStyle *s = &l->t->text[role];
    TextLine line = text_line(l->t->book, l->a, text, style_setting(s, 0));

    for (size_t i = 0; i < line.run_count; i++)
        frame_add_text(
            l->a, f, tag,
            (Point){ baseline.x_pt + line.runs[i].x_pt, baseline.y_pt },
            (TextItem){ .run = line.runs[i].run,
                        .size_pt = (float)s->size_pt,
                        .tracking_em = (float)s->tracking_em,
                        .fill = color });
    return line.width_pt;
}

void draw_aligned(Layout *l, Frame *f, TagId tag, TextRole role, Str text,
                  double left_pt, double right_pt, double baseline_pt,
                  Align align, Color color)
{
    double slack = right_pt - left_pt - role_width_pt(l, role, text);
    double x = align == ALIGN_RIGHT    ? left_pt + slack
               : align == ALIGN_CENTER ? left_pt + slack / 2
                                       : left_pt;

    draw_text(l, f, tag, role, text, (Point){ x, baseline_pt }, color);
}
