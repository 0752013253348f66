/* lines.c - total-fit line breaking for ragged text. */

#include "layout/lines.h"

#include <float.h>

/* ---- Pieces wider than a line -------------------------------------------- */

static bool any_too_wide(const TextPiece *p, size_t count, double width_pt)
{
    for (size_t i = 0; i < count; i++)
        if (!fits(width_pt, p[i].width_pt))
            return true;
    return false;
}

static TextPiece *divide_wide(FontBook *book, Arena *a, TextPiece *pieces,
                              size_t *count, const TextSpan *spans,
                              double width_pt)
{
    LIST(TextPiece) out = { 0 };

    for (size_t i = 0; i < *count; i++) {
        TextPiece rest = pieces[i], head, tail;
        while (!fits(width_pt, rest.width_pt) &&
               piece_split(book, a, &rest, spans[rest.span].setting, width_pt,
                           &head, &tail)) {
            *list_add(a, &out) = head;
            rest = tail;
        }
        *list_add(a, &out) = rest;
    }
    *count = out.len;
    return out.at;
}

/* ---- Weighing ------------------------------------------------------------ */

typedef struct {
    double cost;
    size_t from; /* start of the line that ends here */
} Best;

typedef struct {
    FontBook *book;
    const TextPiece *pieces;
    const TextSpan *spans;
    const double *sum; /* widths and spaces of the pieces before */
    double width_pt;
} Measure;

static double hyphen_pt(const Measure *m, const TextPiece *p)
{
    TextSetting s = m->spans[p->span].setting;
    return run_width_pt(hyphen_run(m->book, s.font), s.size_pt);
}

static double line_pt(const Measure *m, size_t from, size_t to)
{
    const TextPiece *last = &m->pieces[to - 1];
    return m->sum[to] - m->sum[from] - last->space_pt +
           (last->hyphens ? hyphen_pt(m, last) : 0);
}

enum { LAST_LINE = 1, HYPHEN = 2 };

static double line_cost(const Measure *m, double width_pt, int flags)
{
    double empty = (m->width_pt - width_pt) / m->width_pt;
    double cost = 0.03; /* of a line at all: fewer are better */

    if (flags & LAST_LINE)
        return width_pt < 0.18 * m->width_pt ? cost + 0.05 : cost;
    if (flags & HYPHEN)
        cost += 0.04;
    return cost + empty * empty;
}

/* The best line that ends before piece `to`, starting at `first` or later. */
static Best best_line(const Measure *m, const Best *best, size_t first,
                      size_t to, bool is_last)
{
    Best found = { DBL_MAX, to - 1 };
    int flags =
        (is_last ? LAST_LINE : 0) | (m->pieces[to - 1].hyphens ? HYPHEN : 0);

    for (size_t from = to; from-- > first;) {
        double width = line_pt(m, from, to);
        if (!fits(m->width_pt, width)) {
            /* one piece alone stands, however wide */
            if (found.cost == DBL_MAX && best[from].cost < DBL_MAX) {
                found = (Best){ best[from].cost + 10, from };
            }
            if (found.cost < DBL_MAX || from + 1 < to)
                break;
            continue;
        }
        if (best[from].cost == DBL_MAX)
            continue;
        double cost = best[from].cost + line_cost(m, width, flags);
        if (cost < found.cost)
            found = (Best){ cost, from };
    }
    return found;
}

/* Lines of the pieces [first, end), none of which ends a line by force. */
static void break_stretch(const Measure *m, Arena *a, Best *best, size_t first,
                          size_t end, LineSpans *out)
{
    size_t *ends = arena_make_array(a, size_t, end - first + 1);
    size_t lines = 0;

    best[first] = (Best){ 0, first };
    for (size_t to = first + 1; to <= end; to++)
        best[to] = m->pieces[to - 1].after == BREAK_NONE && to < end
                       ? (Best){ DBL_MAX, to - 1 }
                       : best_line(m, best, first, to, to == end);
    for (size_t to = end; to > first; to = best[to].from)
        ends[lines++] = to;
    for (size_t from = first; lines-- > 0; from = ends[lines])
        *list_add(a, out) =
            (LineSpan){ from, ends[lines], line_pt(m, from, ends[lines]) };
}

LineSpans lines_break(FontBook *book, Arena *a, Arena *scratch,
                      TextPiece **pieces, size_t count, const TextSpan *spans,
                      double width_pt)
{
    LineSpans out = { 0 };

    if (any_too_wide(*pieces, count, width_pt))
        *pieces = divide_wide(book, a, *pieces, &count, spans, width_pt);

    double *sum = arena_make_array(scratch, double, count + 1);
    Best *best = arena_make_array(scratch, Best, count + 1);
    Measure m = { book, *pieces, spans, sum, width_pt };

    for (size_t i = 0; i < count; i++)
        sum[i + 1] = sum[i] + (*pieces)[i].width_pt + (*pieces)[i].space_pt;
    for (size_t first = 0; first < count;) {
        size_t end = first + 1;
        while (end < count && (*pieces)[end - 1].after != BREAK_REQUIRED)
            end++;
        break_stretch(&m, scratch, best, first, end, &out);
        first = end;
    }
    return out;
}
