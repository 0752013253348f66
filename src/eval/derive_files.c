/*
 * derive_files.c - facts that come from several files.
 *
 * A file without clicks would spoil the CTR of all: its impressions take no
 * part in that ratio.  The ratio gets columns of its own, of the rows whose
 * file has both parts.
 */

#include "data/dataset.h"
#include "eval/derive_parts.h"

/* Of columns that only serve to work out others. */
static const Metric HIDDEN = { .kind = METRIC_SUM, .scale = 1 };

/* ---- Ratios ------------------------------------------------------------- */

static bool file_has(const Dataset *t, const DatasetPart *part, Str key)
{
    const DatasetColumn *c = dataset_column(t, key);
    size_t i = c ? (size_t)(c - t->columns.at) : part->place_count;

    return i < part->place_count && part->has[i];
}

/* Ratios of people are no sums anyway. */
static bool is_of_sums(const Facts *f, const Present *p)
{
    return p->over != NOT_THERE &&
           f->measures.at[p->over].metric->kind == METRIC_SUM &&
           f->measures.at[p->under].metric->kind == METRIC_SUM;
}

/* The part of a ratio that the file lacks while it has the other, or empty. */
static Str lacking(const Dataset *t, const DatasetPart *part, const Metric *m)
{
    bool has_over = file_has(t, part, m->numerator);
    bool has_under = file_has(t, part, m->denominator);

    if (has_over == has_under)
        return STR("");
    return has_over ? m->denominator : m->numerator;
}

/* A copy of a measure that does not know the rows of files that lack a part. */
static int measure_restrict(Derive *d, Facts *f, const Dataset *t, int column,
                            const Metric *ratio)
{
    Measure copy = f->measures.at[column];
    size_t count = f->row_count;

    copy.key = STR("");
    copy.metric = &HIDDEN;
    copy.missing = copy.censored = 0;
    copy.known = arena_make_array(d->env->scratch, uint8_t, count);
    memcpy(copy.known, f->measures.at[column].known, count);
    for (size_t i = 0; i < t->parts.len; i++)
        if (lacking(t, &t->parts.at[i], ratio).len)
            memset(copy.known + t->parts.at[i].first_row, 0,
                   t->parts.at[i].row_count);
    *list_add(d->arena, &f->measures) = copy;
    return (int)f->measures.len - 1;
}

static void lacking_note(Derive *d, const Facts *f, const Dataset *t,
                         const DatasetPart *part, Str key)
{
    const Metric *m = roster_find(d, key);
    StrList ratios = { 0 };

    for (size_t i = 0; i < f->present.len; i++) {
        const Present *p = &f->present.at[i];
        if (is_of_sums(f, p) && str_equal(lacking(t, part, p->metric), key))
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
        Str key = is_of_sums(f, p) ? lacking(t, part, p->metric) : STR("");
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
        for (size_t i = 0; is_of_sums(f, p) && i < t->parts.len; i++)
            differs |= lacking(t, &t->parts.at[i], p->metric).len > 0;
        if (!differs)
            continue;
        p->over = measure_restrict(d, f, t, p->over, p->metric);
        p->under = measure_restrict(d, f, t, p->under, p->metric);
    }
}

/* ---- Months among days -------------------------------------------------- */

static bool is_monthly(const Facts *f, const DatasetPart *part)
{
    for (size_t i = 0; i < part->row_count; i++)
        if (date_of_days(f->days[part->first_row + i]).day != 1)
            return false;
    return part->row_count > 0;
}

/* Sums of months stand right, but a month's row is no day. */
static void grains_doubt(Derive *d, const Facts *f, const Dataset *t)
{
    for (size_t i = 0; f->grain == FACTS_DAILY && i < t->parts.len; i++) {
        const DatasetPart *part = &t->parts.at[i];
        if (!is_monthly(f, part))
            continue;
        Diag *diag = diag_warning(
            d->env->diags, part->named_at,
            "%.*s gives whole months, other files days; by day, a month "
            "counts on its first",
            STR_ARG(part->name));
        diag->code = "data/grain";
        diag->hint = STR("export it by day");
    }
}

void files_check(Derive *d, Facts *f)
{
    const Dataset *t = f->list->is_dataset ? f->list->as.rows.table : NULL;

    if (!t || t->parts.len < 2)
        return;
    grains_doubt(d, f, t);
    ratios_restrict(d, f, t);
}
