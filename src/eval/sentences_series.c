/* sentences_series.c - what a measure does from month to month. */

#include "eval/sentences.h"

enum { STREAK_LEAST = 3, EXTREME_LEAST = 6, NAMED_MOST = 3 };

/* A run of rows of one measure. */
typedef struct {
    const Value *rows;
    size_t count; /* those that are whole */
    Str metric;
} Course;

static Course course_of(const Value *rows, Str metric)
{
    size_t first = 0, end = rows->as.list.len;

    while (end && map_flag(&rows->as.list.at[end - 1], "is_partial"))
        end--;
    while (first < end && map_flag(&rows->as.list.at[first], "is_partial"))
        first++;
    return (Course){ rows->as.list.at + first, end - first, metric };
}

static const Value *row_at(const Course *c, size_t i)
{
    return &c->rows[i];
}

static Amount value_of(const Course *c, size_t i)
{
    return map_field(row_at(c, i), c->metric);
}

/* "month", "quarter", "week", "day": what the rows are. */
static Str unit_of(const Course *c)
{
    const Value *row = row_at(c, c->count - 1);

    return value_at(row, "quarter") ? STR("quarter")
           : value_at(row, "week")  ? STR("week")
           : value_at(row, "date")  ? STR("day")
                                    : STR("month");
}

/* ---- Months in a row ----------------------------------------------------- */

/* How many of the last rows moved the same way as the last; sign in *way. */
static size_t streak_length(const Course *c, bool by_year, int *way)
{
    size_t length = 0;

    *way = 0;
    for (size_t i = c->count; i-- > 0;) {
        const Value *base = by_year ? value_at(row_at(c, i), "prior_year")
                            : i     ? row_at(c, i - 1)
                                    : NULL;
        Amount change =
            amount_subtract(value_of(c, i), map_field(base, c->metric));
        int sign = change.is_known ? decimal_sign(change.number) : 0;
        if (!sign || (*way && sign != *way))
            break;
        *way = sign;
        length++;
    }
    return length;
}

/* How many rows before the last are all below it (or above, for `way` -1). */
static size_t extreme_reach(const Course *c, int way)
{
    Amount last = value_of(c, c->count - 1);
    size_t reach = 0;

    for (size_t i = c->count - 1; last.is_known && i-- > 0; reach++) {
        Amount other = value_of(c, i);
        if (!other.is_known ||
            decimal_compare(last.number, other.number) * way <= 0)
            break;
    }
    return reach;
}

static Str quality_of(const Metric *m, int way)
{
    if (m->direction != BETTER_DOWN)
        return STR("none");
    return way < 0 ? STR("good") : STR("bad");
}

static Gaps gaps_of(const Speaker *s, const Course *c, int way)
{
    const Value *map;
    Metric m = metric_named(s, c->metric, &map);
    Gaps g = { 0 };

    gap_subject(s, &g, map, &m);
    gap_way(&g, "way", way);
    gap_text(&g, "quality", quality_of(&m, way));
    gap_text(&g, "unit", unit_of(c));
    gap_period(s, &g, map_text(row_at(c, c->count - 1), "label"), unit_of(c));
    return g;
}

static Str streak_say(const Speaker *s, const Course *c, const char *key,
                      size_t length, int way)
{
    Gaps g = gaps_of(s, c, way);

    gap_count(s, &g, "n", length);
    return say(s, key, &g);
}

static Str extreme_say(const Speaker *s, const Course *c, size_t reach, int way)
{
    bool is_all = reach == c->count - 1;
    Gaps g = gaps_of(s, c, way);

    gap_count(s, &g, "n", c->count);
    if (!is_all)
        gap_text(&g, "since",
                 map_text(row_at(c, c->count - 2 - reach), "label"));
    return say(s, is_all ? "extreme_of_all" : "extreme", &g);
}

/* ---- First time on the other side of its target -------------------------- */

/* `targets: { revenue: { months: { 2026-07: 100 } } }`, for the row's month. */
static Amount month_target(const Speaker *s, Str metric, const Value *row)
{
    const Value *targets = s->data ? value_at(s->data, "targets") : NULL;
    const Value *own = targets ? value_find(targets, metric) : NULL;
    const Value *months = own ? value_at(own, "months") : NULL;
    Str month = map_text(row, "month");

    return month.len < 7 ? amount_missing()
                         : map_field(months, str_slice(month, 0, 7));
}

/* 1 at or above its target, -1 below, 0 where one of them is not known. */
static int target_side(const Speaker *s, const Course *c, size_t i)
{
    Amount gap = amount_subtract(value_of(c, i),
                                 month_target(s, c->metric, row_at(c, i)));

    return !gap.is_known ? 0 : decimal_sign(gap.number) < 0 ? -1 : 1;
}

static Str first_say(const Speaker *s, const Course *c)
{
    int side = target_side(s, c, c->count - 1);
    size_t other = 0, i = c->count - 1;

    while (side && i > 0 && target_side(s, c, i - 1) == -side) {
        other++;
        i--;
    }
    if (other < STREAK_LEAST)
        return STR("");
    bool is_known = i > 0 && target_side(s, c, i - 1) == side;
    Gaps g = gaps_of(s, c, side);
    gap_count(s, &g, "n", other + 1);
    if (is_known)
        gap_text(&g, "since", map_text(row_at(c, i - 1), "label"));
    return say(s, is_known ? "first_since" : "first_of_all", &g);
}

Str sentence_streak(const Speaker *s, const Value *rows, Str id)
{
    Course c = course_of(rows, id);
    int way;

    if (c.count < 2)
        return STR("");
    Str first = first_say(s, &c);
    if (first.len)
        return first;
    /* A season makes neighbouring months differ; years compare like with like.
     */
    size_t length = streak_length(&c, true, &way);
    if (length >= STREAK_LEAST)
        return streak_say(s, &c, "streak_year", length, way);
    length = streak_length(&c, false, &way);
    if (length >= STREAK_LEAST)
        return streak_say(s, &c, "streak", length, way);
    for (way = 1; way >= -1; way -= 2) {
        size_t reach = extreme_reach(&c, way);
        if (reach >= EXTREME_LEAST)
            return extreme_say(s, &c, reach, way);
    }
    return STR("");
}

/* ---- What is not there ----------------------------------------------------
 */

Str sentence_coverage(const Speaker *s, const Value *rows, Str id)
{
    Course c = course_of(rows, id);
    Str names[NAMED_MOST];
    size_t gaps = 0;

    for (size_t i = 0; i < c.count; i++) {
        if (value_of(&c, i).is_known)
            continue;
        if (gaps < NAMED_MOST)
            names[gaps] = map_text(row_at(&c, i), "label");
        gaps++;
    }
    if (!gaps)
        return STR("");
    size_t named = gaps < NAMED_MOST ? gaps : NAMED_MOST;
    Gaps g = gaps_of(s, &c, 0);
    gap_count(s, &g, "k", gaps);
    gap_count(s, &g, "n", c.count);
    gap_count(s, &g, "more", gaps - named);
    gap_text(&g, "list",
             gaps > NAMED_MOST
                 ? str_join(s->arena, names, named, STR(", "))
                 : list_format(s->locale, s->arena, names, named));
    return say(s, "coverage", &g);
}
