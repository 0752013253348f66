/*
 * derive_pass.c - rows into sums by month, range and dimension.
 *
 * Ranges overlap: with ten comparisons a day may count in six of them, and in
 * its month.  So the days are cut where any range or month begins or ends, each
 * row is added once to the slice that holds its day, and ranges and months are
 * put together from slices.  A range of one slice is that slice.
 */

#include "eval/derive_parts.h"

#include <stdlib.h>

enum {
    LISTED_LIMIT = 20000, /* names of a dimension that get a group each */
    CUT_LIMIT = 2 * RANGE_LIMIT + MONTHS_KEPT + 1
};

/* Days that no range and no month parts. */
typedef struct {
    Period days;
    Group all;
    Group **by; /* one a dimension, by id of its names; NULL if not needed */
} Slice;

typedef struct {
    Derive *d;
    Facts *f;
    Slice slices[CUT_LIMIT];
    size_t count;
    int ranges[RANGE_LIMIT]; /* those that differ */
    size_t range_count;
} Pass;

/* ---- Ranges -------------------------------------------------------------- */

/* The first range of the same days: what two comparisons share adds up once. */
static int range_first(const Derive *d, int range)
{
    const Range *r = &d->calendar.ranges[range];

    for (int i = 0; i < range; i++) {
        const Range *other = &d->calendar.ranges[i];
        if (other->counted.from == r->counted.from &&
            other->counted.to == r->counted.to &&
            (other->has_rows || !r->has_rows))
            return i;
    }
    return range;
}

static void ranges_share(Derive *d, Facts *f)
{
    for (int r = 0; r < d->calendar.range_count; r++) {
        int first = range_first(d, r);
        f->ranges[r] = f->ranges[first];
        for (size_t k = 0; first != r && k < f->dimensions.len; k++)
            f->by[k].at[r] = f->by[k].at[first];
    }
}

/* Which ranges rows are added to. */
static size_t ranges_counted(const Derive *d, int *out)
{
    size_t count = 0;

    for (int r = 0; r < d->calendar.range_count; r++)
        if (range_first(d, r) == r)
            out[count++] = r;
    return count;
}

/* ---- Slices -------------------------------------------------------------- */

static int day_compare(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return x < y ? -1 : x > y;
}

/* Whether tables by dimension need the slice. */
static bool is_by_dimension(const Pass *p, const Slice *s, size_t k)
{
    const Calendar *c = &p->d->calendar;

    if (!p->f->by[k].is_listed)
        return false;
    if ((int)k == p->f->channel &&
        month_of_day(&p->d->calendar.client, s->days.from) >=
            p->f->first_month + MONTHS_KEPT - TREND_MONTHS)
        return true;
    for (size_t i = 0; i < p->range_count; i++) {
        const Range *r = &c->ranges[p->ranges[i]];
        if (r->has_rows && period_holds(r->counted, s->days.from))
            return true;
    }
    return false;
}

static void slice_open(Pass *p, Period days)
{
    Arena *scratch = p->d->env->scratch;
    size_t dimensions = p->f->dimensions.len;
    Slice *s = &p->slices[p->count++];

    s->days = days;
    s->by = arena_make_array(scratch, Group *, dimensions + 1);
    for (size_t k = 0; k < dimensions; k++)
        if (is_by_dimension(p, s, k))
            s->by[k] = arena_make_array(scratch, Group,
                                        p->f->dimensions.at[k].names.len + 1);
}

/* From the first day that any month or range has to the report's last one. */
static void slices_open(Pass *p)
{
    const Calendar *c = &p->d->calendar;
    int32_t cuts[CUT_LIMIT];
    size_t count = 0;

    for (int i = 0; i <= MONTHS_KEPT; i++)
        cuts[count++] = month_first_day(&c->client, p->f->first_month + i);
    for (size_t i = 0; i < p->range_count; i++) {
        cuts[count++] = c->ranges[p->ranges[i]].counted.from;
        cuts[count++] = c->ranges[p->ranges[i]].counted.to + 1;
    }
    qsort(cuts, count, sizeof *cuts, day_compare);
    for (size_t i = 0; i + 1 < count; i++)
        if (cuts[i] < cuts[i + 1])
            slice_open(p, (Period){ cuts[i], cuts[i + 1] - 1 });
}

/* NULL if the day is in none. */
static Slice *slice_of(Pass *p, int32_t day)
{
    size_t low = 0, high = p->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->slices[middle].days.to < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low < p->count && p->slices[low].days.from <= day ? &p->slices[low]
                                                             : NULL;
}

static void slice_add_row(Pass *p, Slice *s, size_t row)
{
    Arena *scratch = p->d->env->scratch;
    const Facts *f = p->f;

    group_add_row(scratch, f, &s->all, row);
    for (size_t k = 0; k < f->dimensions.len; k++)
        if (s->by[k])
            group_add_row(scratch, f, &s->by[k][f->dimensions.at[k].ids[row]],
                          row);
}

/* ---- Ranges and months from slices ----------------------------------------
 */

static void groups_merge(const Pass *p, size_t k, Group *into,
                         const Group *from)
{
    for (size_t id = 0; id <= p->f->dimensions.at[k].names.len; id++)
        if (from[id].row_count)
            group_merge(p->d->env->scratch, p->f, &into[id], &from[id]);
}

/* The groups of a dimension over the slices from `first` up to `end`. */
static Group *groups_of(const Pass *p, size_t k, size_t first, size_t end)
{
    if (end == first + 1)
        return p->slices[first].by[k];
    Group *sum = arena_make_array(p->d->env->scratch, Group,
                                  p->f->dimensions.at[k].names.len + 1);
    for (size_t i = first; i < end; i++)
        groups_merge(p, k, sum, p->slices[i].by[k]);
    return sum;
}

static void range_put(Pass *p, int r)
{
    const Range *range = &p->d->calendar.ranges[r];
    Facts *f = p->f;
    size_t first = 0;

    while (first < p->count && p->slices[first].days.from < range->counted.from)
        first++;
    size_t end = first;
    while (end < p->count && p->slices[end].days.to <= range->counted.to)
        group_merge(p->d->env->scratch, f, &f->ranges[r],
                    &p->slices[end++].all);
    for (size_t k = 0; range->has_rows && k < f->dimensions.len; k++)
        if (f->by[k].is_listed)
            f->by[k].at[r] = groups_of(p, k, first, end);
}

static void months_put(Pass *p)
{
    Facts *f = p->f;

    for (size_t i = 0; i < p->count; i++) {
        const Slice *s = &p->slices[i];
        int32_t month =
            month_of_day(&p->d->calendar.client, s->days.from) - f->first_month;
        int32_t trend = month - (MONTHS_KEPT - TREND_MONTHS);
        if (month < 0 || month >= MONTHS_KEPT)
            continue;
        group_merge(p->d->env->scratch, f, &f->months[month], &s->all);
        if (!f->channel_months || trend < 0)
            continue;
        size_t k = (size_t)f->channel;
        size_t width = f->dimensions.at[k].names.len + 1;
        groups_merge(p, k, f->channel_months + (size_t)trend * width, s->by[k]);
    }
}

/* ---- The pass -------------------------------------------------------------
 */

static void groups_open(Derive *d, Facts *f)
{
    Arena *scratch = d->env->scratch;

    f->by = arena_make_array(scratch, DimensionGroups, f->dimensions.len);
    for (size_t k = 0; k < f->dimensions.len; k++) {
        const Dimension *dim = &f->dimensions.at[k];
        f->by[k].is_listed = dim->names.len <= LISTED_LIMIT;
        if (!f->by[k].is_listed)
            derive_note(
                d, f->list->span, "notes.too_many",
                (MessageArg[]){ arg_text("column", dim->key),
                                arg_count(d->wording, "n", dim->names.len),
                                { 0 } });
    }
    if (f->channel != NOT_THERE && f->by[f->channel].is_listed)
        f->channel_months = arena_make_array(
            scratch, Group,
            TREND_MONTHS * (f->dimensions.at[f->channel].names.len + 1));
    if (f->campaign != NOT_THERE)
        f->campaign_channel = arena_make_array(
            scratch, uint32_t, f->dimensions.at[f->campaign].names.len + 1);
}

static void rows_add(Pass *p)
{
    const Facts *f = p->f;
    bool knows_channel = f->campaign_channel && f->channel != NOT_THERE;
    int32_t cached_day = INT32_MIN;
    Slice *s = NULL;

    for (size_t row = 0; row < f->row_count; row++) {
        if (f->excluded[row] || f->days[row] > p->d->calendar.through)
            continue;
        if (f->days[row] != cached_day) {
            cached_day = f->days[row];
            s = slice_of(p, cached_day);
        }
        if (knows_channel)
            f->campaign_channel[f->dimensions.at[f->campaign].ids[row]] =
                f->dimensions.at[f->channel].ids[row];
        if (s)
            slice_add_row(p, s, row);
    }
}

void facts_gather(Derive *d, Facts *f)
{
    f->first_month = month_of_day(&d->calendar.client, d->calendar.period.to) -
                     (MONTHS_KEPT - 1);
    if (f->grain == FACTS_NONE)
        return;
    groups_open(d, f);
    for (int r = 0; r < d->calendar.range_count; r++)
        f->spans[r] = d->calendar.ranges[r].counted;
    Pass *p = arena_make(d->env->scratch, Pass);
    p->d = d;
    p->f = f;
    p->range_count = ranges_counted(d, p->ranges);
    slices_open(p);
    rows_add(p);
    for (size_t i = 0; i < p->range_count; i++)
        range_put(p, p->ranges[i]);
    months_put(p);
    ranges_share(d, f);
}
