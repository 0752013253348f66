/* canvas.c - texts that never touch, and simple marks. */

#include "chart/canvas.h"

#include <math.h>

/* ---- Texts ----------------------------------------------------------------
 */

static const TextStyle *style(const Canvas *k)
{
    return &k->t->text[TEXT_CHART];
}

double label_size_pt(const Canvas *k)
{
    return style(k)->size_pt;
}

static TextSetting setting(const Canvas *k, bool bold)
{
    return style_setting(style(k), bold ? FONT_BOLD : 0);
}

double label_width_pt(Canvas *k, Str s, bool bold)
{
    return s.len ? text_width_pt(k->t->book, s, setting(k, bold)) : 0;
}

/* Where a character begins, at `at` or after it. */
static size_t boundary(Str s, size_t at)
{
    while (at < s.len && (s.at[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* Start and end of a long text, each too wide already: what lies between need
 * not be measured to cut it in the middle. */
static Str too_wide_ends(Canvas *k, Str s, double room_pt)
{
    for (size_t len = 64; len < s.len / 2; len *= 2) {
        Str start = str_slice(s, 0, boundary(s, len));
        Str end = str_slice(s, boundary(s, s.len - len), s.len);
        if (!fits(room_pt, label_width_pt(k, start, false)) &&
            !fits(room_pt, label_width_pt(k, end, false)))
            return str_format(k->a, "%.*s%.*s", STR_ARG(start), STR_ARG(end));
    }
    return s;
}

static Str cut_middle(Canvas *k, Str s, double room_pt)
{
    return text_cut(k->t->book, k->a, too_wide_ends(k, s, room_pt),
                    setting(k, false), room_pt, CUT_MIDDLE);
}

/* Where the first character stands in which they differ. */
static size_t first_difference(Str a, Str b)
{
    size_t i = 0;

    while (i < a.len && i < b.len && a.at[i] == b.at[i])
        i++;
    while (i > 0 && i < a.len && (a.at[i] & 0xC0) == 0x80)
        i--;
    return i;
}

/* What `s` was cut to already stands for another text: begin where they differ,
 * as long as that leads somewhere. */
static Str cut_apart(Canvas *k, Str s, Str cut, double room_pt)
{
    enum { TRIES = 8 };
    const Str *other;

    for (int i = 0; i < TRIES; i++) {
        other = map_find(&k->cuts, cut);
        size_t from = other ? first_difference(s, *other) : 0;
        if (!from || from == s.len)
            break;
        Str rest = str_format(k->a, "\xE2\x80\xA6%.*s",
                              STR_ARG(str_slice(s, from, s.len)));
        cut = cut_middle(k, rest, room_pt);
    }
    return cut;
}

Str label_cut(Canvas *k, Str s, double room_pt)
{
    enum { ELLIPSIS_BYTES = 3 };
    double room = room_pt > 0 ? room_pt : 0;
    Str cut = cut_middle(k, s, room);

    if (cut.len == s.len || cut.len <= ELLIPSIS_BYTES)
        return cut;
    cut = cut_apart(k, s, cut, room);
    Str *kept = arena_make(k->a, Str);
    *kept = s;
    map_set(k->a, &k->cuts, cut, kept);
    return cut;
}

Str first_words(Canvas *k, Str s, double room_pt)
{
    size_t fit = 0;

    for (size_t end = 1; end <= s.len; end++) {
        if (end < s.len && s.at[end] != ' ')
            continue;
        Str words = str_trim(str_slice(s, 0, end));
        if (!fits(room_pt, label_width_pt(k, words, false)))
            break;
        fit = end;
    }
    return str_slice(s, 0, fit);
}

Str words_with(Arena *a, Str pattern, Str value)
{
    size_t at = str_find(pattern, STR("{value}"));

    if (at == pattern.len)
        return pattern;
    return str_format(a, "%.*s%.*s%.*s", (int)at, pattern.at, STR_ARG(value),
                      (int)(pattern.len - at - 7), pattern.at + at + 7);
}

Str percent_label(Canvas *k, int percent, bool is_something)
{
    return percent_print(k->a, k->locale, percent, is_something);
}

static bool overlap(Rect a, Rect b)
{
    return a.x_pt < b.x_pt + b.width_pt && b.x_pt < a.x_pt + a.width_pt &&
           a.y_pt < b.y_pt + b.height_pt && b.y_pt < a.y_pt + a.height_pt;
}

bool is_free(const Canvas *k, Rect r)
{
    if (r.x_pt < -0.01 || r.y_pt < -0.01 ||
        r.x_pt + r.width_pt > k->f->size.width_pt + 0.01 ||
        r.y_pt + r.height_pt > k->f->size.height_pt + 0.01)
        return false;
    for (size_t i = 0; i < k->taken.len; i++)
        if (overlap(r, k->taken.at[i]))
            return false;
    return true;
}

bool label_at(Canvas *k, Str s, double x_pt, double y_pt, Align align,
              Color color, bool bold)
{
    double size = label_size_pt(k);
    Rect spot = { x_pt, y_pt - size * 0.55, 0, size * 1.1 };

    if (!s.len || !is_free(k, spot))
        return false; /* however wide it is, which takes time to measure */
    double width = label_width_pt(k, s, bold);
    double left = align == ALIGN_RIGHT    ? x_pt - width
                  : align == ALIGN_CENTER ? x_pt - width / 2
                                          : x_pt;
    Rect box = { left, y_pt - size * 0.55, width, size * 1.1 };
    const FontInfo *info = font_info(setting(k, bold).font);

    if (!is_free(k, box))
        return false;
    *list_add(k->a, &k->taken) = box;
    if (k->on_paper)
        fill_rect(k, box, k->t->colors.paper);
    TextLine line = text_line(k->t->book, k->a, s, setting(k, bold));
    for (size_t i = 0; i < line.run_count; i++)
        frame_add_text(k->a, k->f, 0,
                       (Point){ left + line.runs[i].x_pt,
                                y_pt + info->cap_height_em * size / 2 },
                       (TextItem){ .run = line.runs[i].run,
                                   .size_pt = (float)size,
                                   .fill = color });
    return true;
}

Color label_color(const Canvas *k, Color c)
{
    return color_against(c, k->t->colors.paper, 4.5);
}

/* ---- Marks ----------------------------------------------------------------
 */

void fill_rect(Canvas *k, Rect r, Color c)
{
    if (r.width_pt > 0 && r.height_pt > 0)
        frame_add_rect(k->a, k->f, 0, r, c);
}

void fill_path(Canvas *k, const Path *p, Color c)
{
    frame_add_path(k->a, k->f, 0, (Point){ 0, 0 }, p,
                   (Paint){ .fill = c, .has_fill = true });
}

void stroke_path(Canvas *k, const Path *p, double stroke_pt, Color c,
                 bool dashed)
{
    frame_add_path(k->a, k->f, 0, (Point){ 0, 0 }, p,
                   (Paint){ .stroke = c,
                            .has_stroke = true,
                            .round_joins = true,
                            .stroke_pt = (float)stroke_pt,
                            .dash_on_pt = dashed ? 3.5f : 0,
                            .dash_off_pt = dashed ? 2.5f : 0 });
}

void stroke_line(Canvas *k, Point from, Point to, double stroke_pt, Color c,
                 bool dashed)
{
    Path *p = arena_make(k->a, Path);

    path_move(k->a, p, from.x_pt, from.y_pt);
    path_line(k->a, p, to.x_pt, to.y_pt);
    frame_add_path(k->a, k->f, 0, (Point){ 0, 0 }, p,
                   (Paint){ .stroke = c,
                            .has_stroke = true,
                            .stroke_pt = (float)stroke_pt,
                            .dash_on_pt = dashed ? 3.5f : 0,
                            .dash_off_pt = dashed ? 2.5f : 0 });
}

/* Lines of 45 degrees, 4 points apart, cut at the edges. */
static void hatch(Canvas *k, Rect r, Color c)
{
    Path *p = arena_make(k->a, Path);
    double most = r.width_pt + r.height_pt;

    for (double t = 2; t < most && most < 4000; t += 4) {
        path_move(k->a, p, r.x_pt + fmax(0, t - r.height_pt),
                  r.y_pt + fmin(t, r.height_pt));
        path_line(k->a, p, r.x_pt + fmin(t, r.width_pt),
                  r.y_pt + fmax(0, t - r.width_pt));
    }
    if (p->len)
        stroke_path(k, p, 0.75, c, false);
}

static void outline(Canvas *k, Rect r, Color c, bool dashed)
{
    Path *p = arena_make(k->a, Path);

    if (r.width_pt <= 2 || r.height_pt <= 2)
        return;
    path_rect(k->a, p,
              (Rect){ r.x_pt + 0.375, r.y_pt + 0.375, r.width_pt - 0.75,
                      r.height_pt - 0.75 });
    stroke_path(k, p, 0.75, c, dashed);
}

BarLook series_look(const Series *s)
{
    return s->scenario == SCENARIO_PLAN       ? BAR_OUTLINE
           : s->scenario == SCENARIO_FORECAST ? BAR_HATCHED
                                              : BAR_SOLID;
}

void bar_mark(Canvas *k, Rect r, Color c, BarLook look)
{
    static const double shares[] = { 0, 0.55, 1, 0.75 };

    if (look == BAR_SOLID) {
        fill_rect(k, r, c);
        return;
    }
    fill_rect(k, r, color_mix(c, k->t->colors.paper, shares[look]));
    if (look == BAR_HATCHED)
        hatch(k, r, c);
    outline(k, r, c, look == BAR_PALE);
}

void dot(Canvas *k, Point at, double diameter_pt, Color c)
{
    Path *p = arena_make(k->a, Path);

    path_circle(k->a, p, at, diameter_pt / 2);
    frame_add_path(k->a, k->f, 0, (Point){ 0, 0 }, p,
                   (Paint){ .fill = c,
                            .has_fill = true,
                            .stroke = k->t->colors.paper,
                            .has_stroke = true,
                            .stroke_pt = 0.75f });
}

/* ---- Colours --------------------------------------------------------------
 */

Color series_color(const Canvas *k, size_t series)
{
    return chart_series_color(k->t, k->c, series);
}

Color pale(const Canvas *k, Color c)
{
    return pale_color(k->t, c);
}

bool is_unsure(const Canvas *k, size_t category)
{
    return chart_is_partial(k->c, category) || category >= k->c->forecast_from;
}
