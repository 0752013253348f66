/*
 * locale.h - numbers, money, dates, plurals and text boundaries, by ICU.
 *
 * A Locale is opened once for a report and passed along; nothing depends on the
 * environment's locale.  Formatters are made when first needed and kept.  This
 * is the only folder that includes unicode/.
 *
 * A value is formatted once, by eval, and printed alike everywhere; chart axes
 * format their ticks through the same function.
 */
#ifndef REPORTGEN_LOCALE_H
#define REPORTGEN_LOCALE_H

#include "base/decimal.h"
#include "env/env.h"

typedef struct Locale Locale;

/*
 * `tag` is BCP 47 ("en-GB"); an unknown one is an error at `at` and NULL.
 * `currency` is an ISO 4217 code and may be empty: then the region's own.
 * The Locale lives in env->arena; ICU's handles are closed by locale_close().
 */
Locale *locale_open(Env *env, Str tag, Str currency, Span at);
void locale_close(Locale *l);         /* NULL is fine */
Str locale_tag(const Locale *l);      /* as given: "en-GB" */
Str locale_language(const Locale *l); /* "en" */
Str locale_currency(const Locale *l);
bool locale_is_rtl(const Locale *l);

/* ---- Numbers ------------------------------------------------------------ */

typedef enum {
    NUMBER_PLAIN,   /* 1,234.5 */
    NUMBER_PERCENT, /* 0.125 as 12.5% (a fraction; percent_of_100 says else) */
    NUMBER_POINTS,  /* +0.4 pp: difference of two percentages, given as a
                       fraction */
    NUMBER_MONEY,   /* £1,234.50 */
    NUMBER_COMPACT, /* 1.23M */
    NUMBER_COMPACT_MONEY, /* £1.23M */
    NUMBER_MULTIPLE       /* 4.31× */
} NumberStyle;

enum { DECIMALS_AUTO = -1 }; /* by style, currency and size */

typedef struct {
    NumberStyle style;
    int decimals;        /* fixed digits after the point, or DECIMALS_AUTO */
    int significant;     /* significant digits, 0 for `decimals` instead */
    bool always_sign;    /* "+8.2%"; zero is "±0" */
    bool percent_of_100; /* the number is already in percent: 12.5 is 12.5% */
    bool parentheses;    /* below zero: "(£1,234)", as accounts have it */
    Str currency;        /* empty: the locale's */
} NumberFormat;

/*
 * `d` printed: true minus sign U+2212, half away from zero, never "-0"; a
 * value that is not zero but would print as zero gives "<0.01" (or "<0.1%").
 * Made in `a`.
 */
/* What number_format() printed while a tape was in. */
typedef struct {
    Decimal number;
    Str text;
} TapedNumber;
typedef LIST(TapedNumber) NumberTape;

/* Note all numbers printed from now on, in `tape`'s own memory; NULL: none. */
void locale_tape(Locale *l, Arena *a, NumberTape *tape);

Str number_format(Locale *l, Arena *a, Decimal d, NumberFormat f);
/* The sign and digits apart from unit and magnitude, to set them smaller. */
typedef struct {
    Str before; /* "£" */
    Str digits; /* "1.23" */
    Str after;  /* "M", "%" or " Mio. €" */
} NumberParts;
NumberParts number_format_parts(Locale *l, Arena *a, Decimal d, NumberFormat f);
/* Fraction digits of a currency by ISO 4217: GBP 2, JPY 0, KWD 3. */
int currency_decimals(Locale *l, Str currency);
Str ordinal_format(Locale *l, Arena *a, int64_t n); /* 3rd */

/* ---- Dates -------------------------------------------------------------- */

/* A calendar day, proleptic Gregorian; no time zone. */
typedef struct {
    int32_t year;
    int8_t month; /* 1 to 12 */
    int8_t day;   /* 1 to 31 */
} Date;

/* "2026-07-01", or "2026-07" as its first day; false for anything else. */
bool date_parse(Str s, Date *out);
int32_t date_to_days(Date d); /* since 1970-01-01 */
Date date_of_days(int32_t days);
int date_weekday(Date d); /* Monday 0 to Sunday 6 */
int days_in_month(int32_t year, int month);
Date date_add_months(Date d, int months); /* day clamped to the month's last */
int date_compare(Date a, Date b);
Str date_iso(Arena *a, Date d); /* "2026-07-01" */

/*
 * `skeleton` is one of "short" "medium" "long" "full", "month" (Jul 2026),
 * "month_long" (July 2026), "month_name" (Jul), "quarter" (Q3 2026), "year",
 * "day" (1 Jul), "iso", or a CLDR skeleton such as "yMMMd".
 */
Str date_format(Locale *l, Arena *a, Date d, Str skeleton);
/* "1 Jul – 30 Sep 2026": what both ends share is said once. */
Str date_range_format(Locale *l, Arena *a, Date from, Date to);

/* ---- Words -------------------------------------------------------------- */

/* CLDR plural category: "zero" "one" "two" "few" "many" "other". */
Str plural_category(Locale *l, Decimal n);
/* The same for 1st, 2nd, 3rd. */
Str ordinal_category(Locale *l, Decimal n);
/* "a, b and c" by the locale's own conjunction. */
Str list_format(Locale *l, Arena *a, const Str *items, size_t count);
Str text_upper(Locale *l, Arena *a, Str s);
Str text_lower(Locale *l, Arena *a, Str s);
Str text_title(Locale *l, Arena *a, Str s); /* Each Word */
/* Text as people sort it in this language: <0, 0, >0. */
int text_collate(Locale *l, Str a, Str b);
Str text_nfc(Arena *a, Str s);
/* Bytes of the first `clusters` grapheme clusters of s. */
size_t text_cluster_prefix(Locale *l, Str s, size_t clusters);
size_t text_cluster_count(Locale *l, Str s);

/* ---- Boundaries for layout ---------------------------------------------- */

typedef enum { BREAK_NONE, BREAK_ALLOWED, BREAK_REQUIRED } LineBreak;

/*
 * For each byte offset 1..s.len, whether a line may end before it: fills
 * `breaks[0..s.len]` (breaks[i] speaks of the boundary at offset i).  UAX 14,
 * with ICU's dictionaries for Thai, Lao, Khmer and CJK.
 */
void line_breaks(Locale *l, Str s, uint8_t *breaks);

/* A stretch of one embedding level: even runs left to right, odd right to left.
 */
typedef struct {
    uint32_t start; /* bytes */
    uint32_t end;
    uint8_t level;
} BidiRun;

/* UAX 9 over one paragraph, in logical order.  `base` 0 LTR, 1 RTL, 2 by the
 * first strong character.  One run of level 0 costs no ICU call for ASCII. */
BidiRun *bidi_runs(Locale *l, Arena *a, Str s, int base, size_t *count);
/* Visual order of runs by their levels: order[i] is the run shown i-th. */
void bidi_reorder(const uint8_t *levels, size_t count, uint32_t *order);
/* ISO 15924 script tag of a code point as 4 bytes, e.g. 'Latn'; 'Zyyy' common.
 */
uint32_t script_of(uint32_t code);

#endif
