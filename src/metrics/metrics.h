/*
 * metrics.h - marketing measures: what they are and how they are counted.
 *
 * A measure's class says how it adds up; that rule is never broken, because
 * averaging ratios and adding reach are the commonest wrong numbers in client
 * reports.  Everything here is a pure function over exact decimals.
 *
 * Rates are held as fractions (0.0059 for 0.59 %) unless a client declares a
 * measure in percent.
 */
#ifndef REPORTGEN_METRICS_H
#define REPORTGEN_METRICS_H

#include "base/decimal.h"

/* ---- The dictionary ----------------------------------------------------- */

typedef enum {
    METRIC_SUM,      /* adds up over time and dimensions */
    METRIC_RATIO,    /* sum of numerators over sum of denominators */
    METRIC_WEIGHTED, /* mean weighted by another measure */
    METRIC_UNIQUE,   /* as delivered, for exactly that scope; never added */
    METRIC_STOCK,    /* last value over time, added over dimensions */
    METRIC_SHARE,    /* part over whole at the level shown */
    METRIC_CENSORED, /* may hold "< 10%"; averaged over eligible volume */
    METRIC_INDEX     /* re-based, never added */
} MetricClass;

typedef enum {
    UNIT_COUNT,
    UNIT_MONEY,
    UNIT_FRACTION, /* 0.125 is 12.5 % */
    UNIT_PERCENT,  /* 12.5 is 12.5 % */
    UNIT_MULTIPLE, /* 4.31x */
    UNIT_POINTS,   /* NPS, GRP: a bare number, changes in points */
    UNIT_PP,       /* a difference of fractions: 0.012 is +1.2 pp */
    UNIT_TO_ONE,   /* 3.2 : 1 */
    UNIT_NUMBER,   /* any other */
    UNIT_MONTHS,
    UNIT_DAYS,
    UNIT_HOURS,
    UNIT_SECONDS
} MetricUnit;

typedef enum {
    BETTER_UP,
    BETTER_DOWN,
    BETTER_NEUTRAL, /* never coloured */
    BETTER_CLOSER   /* to its target */
} Direction;

/*
 * What a sum is on a day without rows between days with some.  The usual is 0
 * for what platforms deliver, from the first day of a campaign to its last,
 * and else a gap.
 */
typedef enum { FILL_USUAL, FILL_ZERO, FILL_GAP } DayFill;

typedef struct {
    Str id;
    Str label;
    MetricClass kind;
    MetricUnit unit;
    Direction direction;
    int card_decimals;
    int table_decimals;
    Str numerator;      /* ratio: a formula (formula.h); weighted: empty */
    Str denominator;    /* the same; weighted and censored: id of the weight */
    int scale;          /* the quotient times this: 1000 for CPM */
    bool is_complement; /* 1 minus the quotient: bounce rate */
    bool signed_over;   /* the numerator may be below 0: profit, balances */
    int horizon;        /* periods that a lifetime is cut at; 0: none */
    bool is_delivery;   /* sum: platforms leave out days on which it was 0 */
    DayFill fill;
    int least_base; /* a smaller denominator is not shown: eNPS of 4 */
    Str basis;      /* what is declared about it; may be empty */
    Str note;       /* what its readers must know; may be empty */
} Metric;

/*
 * In the order in which reports list them.  An id may stand here more than
 * once: the first has the class of a column of that name; any that is a ratio
 * is a way to work it out, the first whose parts are there.
 */
extern const Metric METRICS[];
extern const size_t METRIC_COUNT;

const Metric *metric_find(Str id); /* NULL if the dictionary has none */
/* The word used in data and templates: "sum", "money", "up", ... */
const char *metric_class_name(MetricClass kind);
const char *metric_unit_name(MetricUnit unit);
const char *direction_name(Direction direction);
/* False when the word is none of them. */
bool metric_class_parse(Str word, MetricClass *out);
bool metric_unit_parse(Str word, MetricUnit *out);
bool direction_parse(Str word, Direction *out);
bool metric_is_rate(const Metric *m); /* changes are said in points */

/* ---- Amounts ------------------------------------------------------------ */

/* A number that may be missing.  Missing is not zero. */
typedef struct {
    Decimal number;
    bool is_known;
    uint32_t origin; /* 1 + index in a log of what it was made of, or 0 */
} Amount;

Amount amount_of(Decimal d);
Amount amount_missing(void);
Amount amount_subtract(Amount a, Amount b); /* missing if either is */
Amount amount_divide(Amount a, Amount b);   /* missing also when b is 0 */
/* Why a ratio has no number, or no whole one. */
typedef enum {
    RATIO_KNOWN,
    RATIO_MISSING,        /* one of its parts is */
    RATIO_NO_BASE,        /* the denominator is 0 */
    RATIO_NO_RESULTS,     /* a cost of nothing: spend without conversions */
    RATIO_NOT_MEANINGFUL, /* credits or refunds made a part negative */
    RATIO_TOO_FEW,        /* fewer than may be shown */
    RATIO_CAPPED          /* a number, cut at the horizon */
} RatioState;

typedef struct {
    Amount amount;
    RatioState state;
} MetricRatio;

/* The quotient of two sums by the metric's scale and unit. */
MetricRatio metric_ratio_of(const Metric *m, Amount numerator,
                            Amount denominator);
/* Its number alone. */
Amount metric_ratio(const Metric *m, Amount numerator, Amount denominator);
/* "no_results"; empty for a number that is whole. */
const char *ratio_state_name(RatioState state);

/* What is odd about a number of that measure. */
typedef enum {
    DOUBT_NONE,
    DOUBT_BELOW_ONE, /* frequency: more people than impressions */
    DOUBT_ABOVE_ALL  /* a share above 100 %: several clicks for one */
} MetricDoubt;
MetricDoubt metric_doubt(const Metric *m, Amount amount);
/* Standard error of an NPS in points, from the counts; missing for no answer.
 * 100 * sqrt((p + d - (p - d)^2) / n), p and d as shares of n. */
Amount nps_error(Amount promoters, Amount detractors, Amount responses);

/* ---- Change ------------------------------------------------------------- */

typedef enum {
    CHANGE_MISSING,       /* one of the two is missing */
    CHANGE_PERCENT,       /* `ratio` holds */
    CHANGE_POINTS,        /* of a rate: `difference` is what to print */
    CHANGE_ABSOLUTE,      /* of points: likewise */
    CHANGE_COUNTS,        /* too small for a percentage: say both numbers */
    CHANGE_NONE,          /* zero to zero */
    CHANGE_NEW,           /* from zero */
    CHANGE_NOT_MEANINGFUL /* from below zero */
} ChangeKind;

typedef enum { TREND_FLAT, TREND_UP, TREND_DOWN } Trend;
typedef enum { VERDICT_NEUTRAL, VERDICT_GOOD, VERDICT_BAD } Verdict;

typedef struct {
    Decimal flat_ratio;  /* changes below it are flat: 0.01 */
    Decimal flat_points; /* the same of rates, as a fraction: 0.001 */
    Decimal cap;         /* larger ratios print as more than this: 9.99 */
    int small_count;     /* counts below it give no percentage: 30 */
    Decimal material;    /* amounts of money below it give none: 0 */
    bool absolute_base;  /* divide by the size of a negative base */
    Decimal green;       /* attainment from which a target is reached: 1 */
    Decimal close_green; /* the same where closer is better: 0.95 */
    Decimal amber;       /* and nearly reached: 0.9 */
} ChangeRules;

typedef struct {
    ChangeKind kind;
    Trend trend;
    Verdict verdict;
    bool is_capped;
    Decimal difference; /* now less base */
    Decimal ratio;      /* of CHANGE_PERCENT: difference over base */
    Decimal cap;        /* of a capped one: what the ratio is beyond */
} Change;

ChangeRules change_rules_default(void);
Change change_of(const Metric *m, Amount now, Amount base, ChangeRules rules);
const char *change_kind_name(ChangeKind kind);
const char *trend_name(Trend trend);
const char *verdict_name(Verdict verdict);

/* How strongly a sentence may put it. */
typedef enum { BAND_HELD, BAND_EDGED, BAND_MOVED, BAND_JUMPED } VerbBand;

/* From which size on, as a fraction of the base, a change is put so. */
typedef struct {
    Decimal edged;  /* 0.01 */
    Decimal moved;  /* 0.05 */
    Decimal jumped; /* beyond this: 0.2 */
} VerbBands;

VerbBands verb_bands_default(void);
VerbBand verb_band(Decimal ratio, VerbBands bands);

/* ---- Targets ------------------------------------------------------------ */

typedef enum { RAG_NONE, RAG_GREEN, RAG_AMBER, RAG_RED } Rag;

/*
 * 1 is on target, more is better.  Of a cost it is target over actual; of a
 * measure that should be close, 1 less the relative distance.
 */
Amount attainment_of(Direction direction, Amount now, Amount target);
/* By the limits of `rules`; none for neutral measures. */
Rag rag_of(Direction direction, Amount attainment, ChangeRules rules);
const char *rag_name(Rag rag); /* NULL for none */
/* The part of a target that falls on the days elapsed. */
Decimal target_prorate(Decimal target, int elapsed_days, int total_days);

/* ---- Commission --------------------------------------------------------- */

/*
 * A commission is a part of the gross (15 % of 100 leaves 85 net) or a mark-up
 * on the net (15 % on 100 makes 115 gross); the same rate means two things.
 */
typedef enum { BASIS_GROSS, BASIS_NET } Basis;

/* Missing for a rate of 1 or more of the gross, or one below 0. */
Amount gross_of_net(Amount net, Decimal rate, Basis basis);
Amount net_of_gross(Amount gross, Decimal rate, Basis basis);

/* ---- Money over time ---------------------------------------------------- */

typedef struct {
    Amount expected;       /* spent by now if on plan */
    Amount pacing;         /* 1 is on plan */
    Amount landing;        /* at this rate, by the end */
    Amount over_by;        /* landing less budget */
    Amount required_daily; /* to land on budget; missing with no day left */
    Amount overspent;      /* spent beyond the whole budget, else missing */
} Pacing;

/* `planned_to_date` is the phased plan, if there is one. */
Pacing pacing_of(Amount spend, Amount budget, Amount planned_to_date,
                 int elapsed_days, int total_days);
Rag pacing_rag(Amount pacing);

/*
 * The part of a segment in the change of the whole; missing when the whole
 * hardly changed or the segment moved against it.
 */
Amount contribution_of(Decimal segment_change, Decimal total_change);

/*
 * `total` in parts as the weights, each rounded to `places`, that add up to it
 * exactly.  All weights 0 or negative: equal parts.
 */
void split_exactly(Arena *scratch, Decimal total, const Decimal *weights,
                   size_t count, int places, Decimal *parts);

#endif
