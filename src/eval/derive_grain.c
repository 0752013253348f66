/*
 * derive_grain.c - whether facts are of days, weeks, months or longer, and
 * where lengths are mixed that would count twice.
 */

#include "data/dataset.h"
#include "eval/derive_parts.h"

static const char *const STRETCH_WORDS[STRETCH_COUNT] = {
    "day", "week", "month", "quarter", "half year", "year"
};

/* ---- What kind of dates ------------------------------------------------- */

static Grain grain_of_stretch(Stretch stretch)
{
    return (Grain)(FACTS_DAILY + stretch);
}

static Stretch stretch_of_grain(Grain grain)
{
    return grain == FACTS_NONE ? STRETCH_DAY : (Stretch)(grain - FACTS_DAILY);
}

int grain_months(Grain grain)
{
    return stretch_months(stretch_of_grain(grain));
}

static Stretch finest_stretch(const Facts *f)
{
    Stretch finest = STRETCH_YEAR;

    for (size_t i = 0; i < f->row_count; i++)
        if (f->stretches[i] < finest)
            finest = f->stretches[i];
    return finest;
}

/* Days alone: firsts of months may stand for months, each seventh for weeks. */
static Grain grain_of_days(const Facts *f)
{
    bool is_first_days = true, is_weekly = true;

    for (size_t i = 0; i < f->row_count; i++) {
        int32_t day = f->days[i];
        if (i && day == f->days[i - 1])
            continue;
        is_first_days = is_first_days && date_of_days(day).day == 1;
        is_weekly = is_weekly && ((day - f->days[0]) % 7 == 0);
    }
    if (is_first_days)
        return FACTS_MONTHLY;
    return is_weekly && f->first_day != f->last_day ? FACTS_WEEKLY
                                                    : FACTS_DAILY;
}

/* Month ends as dates: one day of each month, for several months. */
static bool is_month_ends(const Facts *f)
{
    for (size_t i = 0; i < f->row_count; i++) {
        if (i && f->days[i] == f->days[i - 1])
            continue;
        if (f->days[i] !=
            month_last_day(f->calendar, month_of_day(f->calendar, f->days[i])))
            return false;
    }
    return f->first_day != f->last_day;
}

void grain_find(Facts *f)
{
    Stretch finest = finest_stretch(f);

    f->grain =
        finest == STRETCH_DAY ? grain_of_days(f) : grain_of_stretch(finest);
    if (f->grain == FACTS_DAILY && is_month_ends(f))
        f->grain = FACTS_MONTHLY;
}

int32_t fact_end(const Facts *f, int32_t day)
{
    return stretch_end(f->calendar, stretch_of_grain(f->grain), day);
}

/* ---- Rows that are mixed ------------------------------------------------ */

static const DatasetColumn *date_column(const Facts *f)
{
    return f->list->is_dataset
               ? dataset_column(f->list->as.rows.table, f->date_key)
               : NULL;
}

/* Where the date of a row stands, and how it is written there. */
static Span date_at(const Facts *f, size_t row, Str *word)
{
    const DatasetColumn *c = date_column(f);

    if (c) {
        const Dataset *t = f->list->as.rows.table;
        *word = dataset_cell_word(t, row, c);
        return dataset_cell_span(t, row, c);
    }
    const Value *v = value_find(&f->list->as.list.at[row], f->date_key);
    *word = text_of_value(v);
    return v ? v->span : f->list->span;
}

/* A first of the month may stand for the month, a Monday for its week. */
static bool may_stand_for(int32_t day, Stretch stretch)
{
    Date d = date_of_days(day);

    return stretch == STRETCH_MONTH  ? d.day == 1
           : stretch == STRETCH_WEEK ? date_weekday(d) == 0
                                     : false;
}

/* Some row of those from `first` on whose date is no `stretch`. */
static bool other_find(const Facts *f, size_t first, size_t count,
                       Stretch stretch, size_t *row)
{
    for (*row = first; *row < first + count; ++*row) {
        Stretch own = (Stretch)f->stretches[*row];
        if (own != stretch &&
            (own != STRETCH_DAY || !may_stand_for(f->days[*row], stretch)))
            return true;
    }
    return false;
}

static size_t longest_row(const Facts *f, size_t first, size_t count)
{
    size_t row = first;

    for (size_t i = first; i < first + count; i++)
        if (f->stretches[i] > f->stretches[row])
            row = i;
    return row;
}

static bool fault_mixed(Derive *d, const Facts *f, size_t longer, size_t other)
{
    const char *word = STRETCH_WORDS[f->stretches[longer]];
    const char *among = STRETCH_WORDS[f->stretches[other]];
    Str longer_word, other_word;
    Span at = date_at(f, longer, &longer_word);
    Span cause = date_at(f, other, &other_word);
    Diag *diag = diag_error(d->env->diags, at,
                            "%s[%zu].%.*s: a %s, '%.*s', among rows by %s",
                            f->name, longer, STR_ARG(f->date_key), word,
                            STR_ARG(text_short(d->arena, longer_word)), among);

    diag->code = "data/grain";
    diag->cause = cause;
    diag->cause_message = str_format(d->arena, "this row is of a %s", among);
    diag->hint =
        str_format(d->arena, "give rows by %s as facts, or all of them by %s",
                   among, word);
    d->failed = true;
    return false;
}

/* A month among its own days would be counted twice. */
static bool rows_check(Derive *d, const Facts *f, size_t first, size_t count)
{
    size_t other;

    if (!count)
        return true;
    size_t longer = longest_row(f, first, count);
    if (f->stretches[longer] == STRETCH_DAY ||
        !other_find(f, first, count, (Stretch)f->stretches[longer], &other))
        return true;
    return fault_mixed(d, f, longer, other);
}

/* ---- Files that are mixed ----------------------------------------------- */

/* What the dates of a file's rows are. */
typedef struct {
    const DatasetPart *part;
    Stretch stretch;
    bool is_proven; /* not only by its days all being firsts of months */
    int32_t from, to;
} FileGrain;

static FileGrain file_grain(const Facts *f, const DatasetPart *part)
{
    size_t first = part->first_row;
    FileGrain g = { .part = part, .from = INT32_MAX, .to = INT32_MIN };
    bool is_first_days = true;

    g.stretch = (Stretch)f->stretches[longest_row(f, first, part->row_count)];
    for (size_t i = first; i < first + part->row_count; i++) {
        is_first_days = is_first_days && date_of_days(f->days[i]).day == 1;
        g.from = f->days[i] < g.from ? f->days[i] : g.from;
        g.to = f->days[i] > g.to ? f->days[i] : g.to;
    }
    g.is_proven = g.stretch != STRETCH_DAY || g.from != g.to;
    if (g.stretch == STRETCH_DAY && is_first_days)
        g.stretch = STRETCH_MONTH;
    g.to = stretch_end(f->calendar, g.stretch, g.to);
    return g;
}

/* A sum that rows of both files have within days that both speak of. */
static const Measure *sum_of_both(const Facts *f, const FileGrain *a,
                                  const FileGrain *b)
{
    Period both = { a->from > b->from ? a->from : b->from,
                    a->to < b->to ? a->to : b->to };
    const FileGrain *files[2] = { a, b };

    for (size_t i = 0; i < f->measures.len; i++) {
        const Measure *m = &f->measures.at[i];
        bool known[2] = { false };
        if (m->metric->kind != METRIC_SUM)
            continue;
        for (int k = 0; k < 2; k++) {
            size_t first = files[k]->part->first_row;
            for (size_t row = first; row < first + files[k]->part->row_count;
                 row++)
                known[k] |= m->known[row] && f->days[row] <= both.to &&
                            stretch_end(f->calendar, files[k]->stretch,
                                        f->days[row]) >= both.from;
        }
        if (known[0] && known[1])
            return m;
    }
    return NULL;
}

static bool fault_files(Derive *d, const Facts *f, const FileGrain *longer,
                        const FileGrain *shorter, const Measure *m)
{
    Str word;
    Span at = date_at(f, longer->part->first_row, &word);
    Span cause = date_at(f, shorter->part->first_row, &word);
    Diag *diag = diag_error(
        d->env->diags, at,
        "%.*s gives %.*s by %s, %.*s by %s, and of the same time",
        STR_ARG(longer->part->name), STR_ARG(text_short(d->arena, m->key)),
        STRETCH_WORDS[longer->stretch], STR_ARG(shorter->part->name),
        STRETCH_WORDS[shorter->stretch]);

    diag->code = "data/grain";
    diag->cause = cause;
    diag->cause_message = str_format(d->arena, "here the rows are by %s",
                                     STRETCH_WORDS[shorter->stretch]);
    diag->hint = str_format(d->arena, "export both by %s, or both by %s",
                            STRETCH_WORDS[shorter->stretch],
                            STRETCH_WORDS[longer->stretch]);
    d->failed = true;
    return false;
}

/* Sums of months stand right, but a month's row is no day. */
static void doubt_files(Derive *d, const FileGrain *longer)
{
    Diag *diag = diag_warning(
        d->env->diags, longer->part->named_at,
        "%.*s gives whole %ss, other files days; by day, a %s counts on its "
        "first",
        STR_ARG(longer->part->name), STRETCH_WORDS[longer->stretch],
        STRETCH_WORDS[longer->stretch]);

    diag->code = "data/grain";
    diag->hint = STR("export it by day");
}

static bool pair_check(Derive *d, const Facts *f, const FileGrain *a,
                       const FileGrain *b)
{
    const FileGrain *longer = a->stretch > b->stretch ? a : b;
    const FileGrain *shorter = longer == a ? b : a;

    if (a->stretch == b->stretch || !longer->is_proven)
        return true;
    const Measure *m = sum_of_both(f, longer, shorter);
    return !m || fault_files(d, f, longer, shorter, m);
}

static bool files_grain_check(Derive *d, const Facts *f, const Dataset *t)
{
    FileGrain *files =
        arena_make_array(d->env->scratch, FileGrain, t->parts.len);
    size_t count = 0; /* of those that have rows */
    bool has_days = false;

    for (size_t i = 0; i < t->parts.len; i++) {
        if (!t->parts.at[i].row_count)
            continue;
        FileGrain *own = &files[count];
        *own = file_grain(f, &t->parts.at[i]);
        has_days |= own->stretch == STRETCH_DAY;
        for (size_t k = 0; k < count; k++)
            if (!pair_check(d, f, &files[k], own))
                return false;
        count++;
    }
    for (size_t i = 0; i < count; i++)
        if (has_days && files[i].stretch != STRETCH_DAY)
            doubt_files(d, &files[i]);
    return true;
}

bool grain_check(Derive *d, const Facts *f)
{
    const Dataset *t = f->list->is_dataset ? f->list->as.rows.table : NULL;

    if (!t || t->parts.len < 2)
        return rows_check(d, f, 0, f->row_count);
    for (size_t i = 0; i < t->parts.len; i++)
        if (!rows_check(d, f, t->parts.at[i].first_row,
                        t->parts.at[i].row_count))
            return false;
    return files_grain_check(d, f, t);
}

/* ---- The report's period ------------------------------------------------ */

/* A row that reaches beyond the period cannot be divided. */
bool period_cut_check(Derive *d, const Facts *f)
{
    Period p = d->calendar.period;

    for (size_t i = 0; i < f->row_count; i++) {
        Stretch stretch = (Stretch)f->stretches[i];
        int32_t from = f->days[i], to = stretch_end(f->calendar, stretch, from);
        Str word;
        if (stretch < STRETCH_MONTH || f->excluded[i] || to < p.from ||
            from > p.to || (from >= p.from && to <= p.to))
            continue;
        Diag *diag = diag_error(
            d->env->diags, date_at(f, i, &word),
            "%s[%zu].%.*s: the report's period takes in only a part of this %s",
            f->name, i, STR_ARG(f->date_key), STRETCH_WORDS[stretch]);
        diag->code = "data/grain";
        diag->cause = value_path(d->data, "report.period")->span;
        diag->cause_message = STR("the period of the report");
        diag->hint =
            str_format(d->arena, "report whole %ss, or give rows by day",
                       STRETCH_WORDS[stretch]);
        d->failed = true;
        return false;
    }
    return true;
}
