/*
 * derive_parts.h - what the files of derive share.  Private to them.
 *
 * The order of work: calendar_read, roster_read, facts_read, calendar_finish,
 * facts_gather, then one function for each family of names that comes out.
 */
#ifndef EVAL_DERIVE_PARTS_H
#define EVAL_DERIVE_PARTS_H

#include "data/client_calendar.h"
#include "eval/derive.h"
#include "eval/facts_log.h"
#include "eval/metric_format.h"
#include "metrics/formula.h"
#include "metrics/metrics.h"
#include "metrics/period.h"

enum { NOT_THERE = -1 };

/* ---- Calendar ----------------------------------------------------------- */

typedef enum {
    RANGE_REPORT,
    RANGE_PREVIOUS,
    RANGE_PRIOR_YEAR,
    RANGE_FIXED /* those of `report.compare` come after */
} RangeId;

enum {
    COMPARISON_LIMIT = 12,
    RANGE_LIMIT = RANGE_FIXED + 2 * COMPARISON_LIMIT
};

/* A stretch of time that numbers are summed over. */
typedef struct {
    Period whole;
    Period counted; /* the part that is comparable with the report's days */
    Str label;
    bool is_available;
    Str reason;    /* why not */
    bool has_rows; /* tables by dimension are compared with it */
} Range;

/* One item of `report.compare`. */
typedef struct {
    Str name; /* as templates call it: "prior_year" */
    CompareKind kind;
    Span at;
    Str label;    /* the client's own, or empty */
    Period given; /* of COMPARE_CUSTOM */
    bool per_day; /* sums by day, for sides of different lengths */
    int now;      /* ranges, or NOT_THERE for targets and benchmarks */
    int base;
} Comparison;

typedef struct {
    Period period;
    PeriodKind kind;
    ClientCalendar client;
    bool has_as_of;
    int32_t as_of;
    int32_t through; /* last day of the period that has data */
    bool is_partial;
    Range ranges[RANGE_LIMIT];
    int range_count;
    Comparison comparisons[COMPARISON_LIMIT];
    size_t comparison_count;
} Calendar;

/* ---- Metrics ------------------------------------------------------------ */

typedef LIST(Metric *) MetricPointers;

/* The dictionary with the client's changes and additions. */
typedef struct {
    MetricPointers metrics;
    Map by_id;   /* to Metric; the first of that id */
    Map targets; /* to the Value of `target` of agency, client or template */
    Map definitions; /* to Str, of the same */
    Map named;       /* to Metric: those that they name */
} Roster;

typedef struct Present Present;

/* What a formula is worked out from. */
typedef struct {
    int column;            /* of measures, or NOT_THERE */
    const Present *metric; /* else another ratio, or NULL */
    Decimal number;        /* else this */
} Operand;

typedef struct {
    bool is_subtracted;
    size_t count;
    Operand at[FORMULA_FACTORS];
} Product;

typedef struct {
    size_t count;
    Product at[FORMULA_TERMS];
} Side;

/* A metric that the facts can give. */
struct Present {
    const Metric *metric;
    int column;       /* its own column of measures, or NOT_THERE */
    const Side *over; /* of a ratio whose parts are there, else NULL */
    const Side *under;
};
typedef LIST(Present) PresentList;

/* ---- Facts -------------------------------------------------------------- */

/* In the order of Stretch. */
typedef enum {
    FACTS_NONE,
    FACTS_DAILY,
    FACTS_WEEKLY,
    FACTS_MONTHLY,
    FACTS_QUARTERLY,
    FACTS_HALF_YEARLY,
    FACTS_YEARLY
} Grain;

typedef struct {
    Str key;
    const Metric *metric;
    Decimal *values; /* one a row */
    uint8_t *known;
    int shift;            /* powers of ten: micros -6 */
    int weight;           /* column of the weights, or NOT_THERE */
    bool is_new;          /* no metric, known or declared, has the name */
    bool is_converted;    /* from other currencies */
    size_t missing;       /* rows where it is null or a word for it */
    size_t first_missing; /* row */
    size_t censored;
    Str missing_word; /* the first such word */
} Measure;

typedef struct {
    Str key;
    uint32_t *ids; /* one a row, into names; 0 is "no value" */
    StrList names;
    uint32_t *slots;
    size_t slot_count;
} Dimension;

typedef struct {
    Decimal sum;
    int32_t day;    /* of a stock: the latest day so far */
    uint32_t known; /* rows that had a value */
} Tally;

typedef struct {
    Tally *tallies; /* one a measure, or NULL when nothing fell here */
    uint32_t row_count;
    uint32_t first_row, last_row; /* as far as there are rows */
} Group;

typedef struct {
    bool is_listed;         /* not too many names */
    Group *at[RANGE_LIMIT]; /* by id of the dimension's names */
} DimensionGroups;

enum { MONTHS_KEPT = 49, TREND_MONTHS = 13, ROWS_MONTHLY = 25, QUARTERS = 8 };

typedef struct Facts {
    const char *name; /* "facts" */
    FactsLog *log;    /* of what amounts are made of; NULL: not asked for */
    const Value *list;
    size_t row_count;
    const ClientCalendar *calendar;
    Str date_key;
    int32_t *days;
    uint8_t *stretches; /* what length of time each date names: Stretch */
    uint8_t *excluded;  /* rows that are totals of others */
    LIST(Measure) measures;
    LIST(Dimension) dimensions;
    Grain grain;
    int32_t first_day;
    int32_t last_day;
    PresentList present;
    /* What facts_gather adds */
    int32_t first_month; /* of months[0] */
    Group months[MONTHS_KEPT];
    Group ranges[RANGE_LIMIT];
    Period spans[RANGE_LIMIT]; /* of the ranges, whose days were counted */
    DimensionGroups *by;       /* one a dimension */
    int channel;               /* dimension, or NOT_THERE */
    int campaign;
    Group *channel_months;      /* [month of the last 13][channel id] */
    uint32_t *campaign_channel; /* channel id by campaign id */
} Facts;

typedef struct {
    Env *env;
    Arena *arena;
    Wording *wording;
    Locale *locale;
    const Value *data;
    DataNotes *notes;
    FactsLog *log; /* NULL: not asked for */
    bool failed;
    Calendar calendar;
    Overrides overrides;
    ChangeRules rules;
    Value rules_value; /* the same, as given */
    Roster roster;
    Facts facts;
    int primary; /* index into facts.present of the outcome metric */
    MemberList out;
} Derive;

/* ---- Helpers ------------------------------------------------------------ */

/* A line of the data notes, by its key in the wording: "notes.partial". */
void derive_note(Derive *d, Span at, const char *key, const MessageArg *args);
void put(Derive *d, MemberList *m, Str key, Value v);
void put_words(Derive *d, MemberList *m, const char *key, Str text);
void put_word(Derive *d, MemberList *m, const char *key, const char *word);
void put_amount(Derive *d, MemberList *m, const char *key, Amount amount);
void put_flag(Derive *d, MemberList *m, const char *key, bool flag);
/* Add to what templates see, unless the client gave that name. */
void derive_out(Derive *d, const char *name, Value v);
bool derive_given(const Derive *d, const char *name);
Value value_amount(Amount amount);
Value value_of_map(const MemberList *m);
Value value_of_list(const ValueList *l);
Value value_day(Derive *d, int32_t day);
/* A number of the data, or missing; reports any other kind of value. */
Amount amount_read(Derive *d, const Value *v, const char *what);
/* The same without a report. */
Amount amount_at(const Value *map, const char *key);
Str text_of_value(const Value *v); /* empty unless it is text */
/* Text that is not longer than an error message can bear. */
Str text_short(Arena *a, Str s);

/* ---- derive_calendar.c -------------------------------------------------- */

/* The first day of what time_word_read() reads. */
bool day_parse(const Calendar *c, Str s, int32_t *out);
bool calendar_read(Derive *d);
void calendar_finish(Derive *d);
/* All days of the same. */
bool period_parse(const Calendar *c, Str s, Period *out);
/* Why the days counted of it have no numbers to compare with, if so. */
void range_check(Derive *d, Range *r);
/* Report a fault of the data; false. */
bool fault_at(Derive *d, Span at, const char *code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
Str period_label(Derive *d, Period p, bool is_short);
/* "Jul 2026", or "P6 FY26" where months are made of weeks; `style` is one of
 * date_format(). */
Str month_label(Derive *d, int32_t month, Str style);
/* "1 – 18 Nov 2025, 18 of 30 days": a period of which only a part counts. */
Str part_label(Derive *d, Period whole, Period counted);
void derive_periods(Derive *d);

/* ---- derive_rules.c ----------------------------------------------------- */

/* `rules:` of the client: flat bands, small counts, when targets are reached.
 */
bool rules_read(Derive *d);

/* ---- derive_money.c ----------------------------------------------------- */

/*
 * Facts in one currency and either with tax or without: converts by `fx`, or
 * reports what may not be added up.
 */
bool money_check(Derive *d, Facts *f);

/* ---- derive_clean.c ----------------------------------------------------- */

enum { UNPRINTABLE_NUL = 0x110000 };

/* Replaces d->data by the same with texts that can be printed and columns of
 * numbers that hold nothing else. */
void data_clean(Derive *d);
/* The first character that cannot be printed, UNPRINTABLE_NUL for a zero; 0 if
 * there is none. */
uint32_t text_unprintable(Str s);
Str text_printable(Arena *a, Str s);
void unprintable_warn(Derive *d, Span at, size_t count, uint32_t code);

/* ---- derive_names.c ----------------------------------------------------- */

/* Makes one of names that are the same, or that `aliases:` says are; before
 * anything compares rows. */
void names_resolve(Derive *d, Facts *f);

/* ---- derive_repeats.c --------------------------------------------------- */

/* `rules: { duplicates: last|error }`; false if the client has no such rule. */
bool repeats_resolve(Derive *d, Facts *f);

/* ---- derive_rest.c ------------------------------------------------------ */

/*
 * The rows in `excluded`, of which `first` is one, become what their totals
 * have beyond their parts; false if they are no such totals.
 */
bool totals_become_rest(Derive *d, Facts *f, size_t first);
bool is_total_word(Str s); /* "Grand Total", "Gesamt"; derive_columns.c */

/* ---- derive_compare.c --------------------------------------------------- */

bool compare_read(Derive *d);
/* Open the ranges that the comparisons need; after the fixed ones. */
void compare_ranges(Derive *d);
/* NULL if `report.compare` does not ask for it. */
const Comparison *comparison_of(const Derive *d, int base_range);
/* comparisons and totals_<name> of each. */
void derive_comparisons(Derive *d);
/* What a KPI or goal has been compared with, in the order asked for. */
Value comparisons_value(Derive *d, const Present *p, Amount target,
                        bool is_prorated);

/* ---- derive_roster.c ---------------------------------------------------- */

void roster_read(Derive *d);
/* The metric that a map of the client's describes, the roster's by its id. */
Metric roster_metric_of(const Derive *d, const Value *given);
const Metric *roster_find(const Derive *d, Str id);
/* A formula in words: "Promoters less detractors"; in small letters inside a
 * sentence. */
Str formula_words(Derive *d, Str formula, bool is_first);
/* For a column that no dictionary knows: a sum of numbers. */
const Metric *roster_add_unknown(Derive *d, Str id);

/* ---- derive_present.c --------------------------------------------------- */

/* Which metrics these facts can give. */
void present_find(Derive *d, Facts *f);
const Present *present_of(const Facts *f, Str id); /* NULL if not present */
/* The column that a side is, if it is one alone; else NOT_THERE. */
int side_column(const Side *side); /* NULL is fine */
Value metric_value(Derive *d, const Metric *m);
void derive_metrics(Derive *d);

/* ---- derive_facts.c, derive_columns.c ----------------------------------- */

bool facts_read(Derive *d, const char *name, Facts *f);
/* Where a row of facts stands. */
Span facts_row_span(const Facts *f, size_t row);
/* Ratios whose parts are in different files; derive_files.c. */
void files_check(Derive *d, Facts *f);
void facts_check(Derive *d, Facts *f); /* totals, duplicates, order */

/* ---- derive_grain.c ----------------------------------------------------- */

/* Days, weeks, months or longer: from how the dates are written, and where they
 * are days from what they have in common. */
void grain_find(Facts *f);
/* Whole months of a row; 0 for days and weeks. */
int grain_months(Grain grain);
/* The last day that a fact of `day` speaks of. */
int32_t fact_end(const Facts *f, int32_t day);
/* False if rows, or files of the same measure and time, are mixed; reported. */
bool grain_check(Derive *d, const Facts *f);
/* False if the report's period cuts a row's month, quarter or year. */
bool period_cut_check(Derive *d, const Facts *f);

/* ---- derive_gather.c, derive_pass.c ------------------------------------- */

void facts_gather(Derive *d, Facts *f);
void group_add_row(Arena *a, const Facts *f, Group *g, size_t row);
void group_merge(Arena *a, const Facts *f, Group *into, const Group *from);
Amount group_amount(const Facts *f, const Group *g, const Present *p);
/* The same with why there is no number. */
MetricRatio group_ratio(const Facts *f, const Group *g, const Present *p);
/* What is printed where there is none: "no conversions", "n/m" or empty. */
Str ratio_words(Derive *d, const Metric *m, RatioState state);
/* Put each metric of the group under its id. */
void put_metrics(Derive *d, MemberList *m, const Facts *f, const Group *g);

/* ---- facts_log.c -------------------------------------------------------- */

/* `amount` with what it was made of, into the log. */
Amount amount_logged(const Facts *f, const Group *g, const Present *p,
                     Amount amount);
/* The period of a group that is merged out of others. */
void group_spans(const Facts *f, const Group *g, Period p);

/* ---- The names that come out -------------------------------------------- */

/* `is_partial` of a month or quarter, and `part_label`: what of it the data
 * have. */
void put_part(Derive *d, MemberList *m, Period whole, bool is_partial);
/* True if the data begin or end within it, or it is not over. */
bool month_is_partial(const Derive *d, int32_t month);
/* The same of a quarter by its first month. */
bool quarter_is_partial(const Derive *d, int32_t first);
/* The days of the period that have passed, in scratch; NULL if the facts are
 * not by day, or too many. */
const Group *days_of_period(Derive *d, const Facts *f, int32_t *count);
void derive_months(Derive *d); /* monthly, trend, quarters, daily, weekly */
void derive_groups(Derive *d); /* channels, campaigns, by_*, bridge, ... */
void derive_kpis(Derive *d);   /* totals, kpis, funnel */
void derive_goals(Derive *d);
void derive_budget(Derive *d);
void derive_forecast(Derive *d);
void derive_lists(Derive *d);          /* pipeline_summary, vendor_scores */
void derive_forecasts_made(Derive *d); /* forecast_check */
void derive_doubts(Derive *d);         /* adds no name: warnings and notes */

/* The fraction, difference or 0 that a change is; null where it is none. */
Value change_number(Change c);
/* change_<suffix>, its kind, text and verdict. */
void put_change(Derive *d, MemberList *m, const char *suffix,
                const Metric *metric, Amount now, Amount base);
/* The target of the period, prorated if that is partial. */
Amount target_find(Derive *d, const Metric *m, bool *is_prorated);
Amount target_of_channel(Derive *d, const Metric *m, Str channel);

#endif
