/*
 * derive_files.c - facts that come from several files.
 *
 * A file without clicks would spoil the CTR of all: its impressions take no
 * part in that ratio.  The ratio gets columns of its own, of the rows whose
 * file has both parts.  A long table of events counts as part of the file that
 * has their costs.
 */

#include "data/dataset.h"
#include "eval/derive_parts.h"

/* Of columns that only serve to work out others. */
static const Metric HIDDEN = { .kind = METRIC_SUM, .scale = 1 };

/* ---- Ratios ------------------------------------------------------------- */

static bool has_column(const Dataset *t, const DatasetPart *part, Str key)
{
    const DatasetColumn *c = dataset_column(t, key);
    size_t i = c ? (size_t)(c - t->columns.at) : part->place_count;

    return i < part->place_count && part->has[i];
}

/* A table of events and the file of what they cost, of one channel. */
static bool are_halves(const Dataset *t, const DatasetPart *one,
                       const DatasetPart *other)
{
    const DatasetColumn *c = dataset_column(t, STR("channel"));

    return one != other && (one->completes || other->completes) &&
           one->row_count && other->row_count && c && c->kind == DATASET_TEXT &&
           c->ids[one->first_row] == c->ids[other->first_row];
}

static bool file_has(const Dataset *t, const DatasetPart *part, Str key)
{
    if (has_column(t, part, key))
        return true;
    for (size_t i = 0; i < t->parts.len; i++)
        if (are_halves(t, part, &t->parts.at[i]) &&
            has_column(t, &t->parts.at[i], key))
            return true;
    return false;
}

/* Ratios of people are no sums anyway. */
static bool is_of_sums(const Facts *f, const Present *p)
{
    int over = side_column(p->over), under = side_column(p->under);

    return over != NOT_THERE && under != NOT_THERE &&
           f->measures.at[over].metric->kind == METRIC_SUM &&
           f->measures.at[under].metric->kind == METRIC_SUM;
}

/* The part of a ratio that the file lacks while it has the other, or empty. */
static Str lacking(const Facts *f, const Dataset *t, const DatasetPart *part,
                   const Present *p)
{
    if (!is_of_sums(f, p))
        return STR("");
    Str over = f->measures.at[side_column(p->over)].key;
    Str under = f->measures.at[side_column(p->under)].key;
    bool has_over = file_has(t, part, over);
    bool has_under = file_has(t, part, under);

    if (has_over == has_under || !has_column(t, part, has_over ? over : under))
        return STR("");
    return has_over ? under : over;
}

/* A copy of a measure that does not know the rows of files that lack a part of
 * the ratio, as a side of it. */
static const Side *side_restrict(Derive *d, Facts *f, const Dataset *t,
                                 const Side *side, const Present *ratio)
{
    Measure copy = f->measures.at[side_column(side)];
    size_t count = f->row_count;
    uint8_t *known = arena_make_array(d->env->scratch, uint8_t, count);

    memcpy(known, copy.known, count);
    for (size_t i = 0; i < t->parts.len; i++)
        if (lacking(f, t, &t->parts.at[i], ratio).len)
            memset(known + t->parts.at[i].first_row, 0,
                   t->parts.at[i].row_count);
    copy.metric = &HIDDEN;
    copy.missing = copy.censored = 0;
    copy.known = known;
    Side *made = arena_make(d->arena, Side);
    *made = *side;
    made->at[0].at[0].column = (int)f->measures.len;
    *list_add(d->arena, &f->measures) = copy;
    return made;
}

static void lacking_note(Derive *d, const Facts *f, const Dataset *t,
                         const DatasetPart *part, Str key)
{
    const Metric *m = roster_find(d, key);
    StrList ratios = { 0 };

    for (size_t i = 0; i < f->present.len; i++) {
        const Present *p = &f->present.at[i];
        if (str_equal(lacking(f, t, part, p), key))
            *list_add(d->arena, &ratios) = p->metric->label;
    }
    Str all = list_format(d->locale, d->arena, ratios.at, ratios.len);
    derive_note(d, part->named_at, "notes.lacking",
                (MessageArg[]){ arg_text("file", part->name),
                                arg_text("part", m ? m->label : key),
                                arg_text("what", all),
                                { 0 } });
}

static bool is_first(const StrList *seen, Str key)
{
    for (size_t i = 0; i < seen->len; i++)
        if (str_equal(seen->at[i], key))
            return false;
    return true;
}

static void file_notes(Derive *d, const Facts *f, const Dataset *t,
                       const DatasetPart *part)
{
    StrList seen = { 0 };

    for (size_t k = 0; k < f->present.len; k++) {
        const Present *p = &f->present.at[k];
        Str key = lacking(f, t, part, p);
        if (!key.len || !is_first(&seen, key))
            continue;
        *list_add(d->arena, &seen) = key;
        lacking_note(d, f, t, part, key);
    }
}

static void ratios_restrict(Derive *d, Facts *f, const Dataset *t)
{
    for (size_t i = 0; i < t->parts.len; i++)
        file_notes(d, f, t, &t->parts.at[i]);
    for (size_t k = 0; k < f->present.len; k++) {
        Present *p = &f->present.at[k];
        bool differs = false;
        for (size_t i = 0; i < t->parts.len; i++)
            differs |= lacking(f, t, &t->parts.at[i], p).len > 0;
        if (!differs)
            continue;
        Present whole = *p;
        p->over = side_restrict(d, f, t, whole.over, &whole);
        p->under = side_restrict(d, f, t, whole.under, &whole);
    }
}

void files_check(Derive *d, Facts *f)
{
    const Dataset *t = f->list->is_dataset ? f->list->as.rows.table : NULL;

    if (!t || t->parts.len < 2)
        return;
    ratios_restrict(d, f, t);
}
