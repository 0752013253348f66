/*
 * filters.h - what the files of filters share.  Private to them.
 *
 * A filter that walks a list counts a step for each item, so that a loop of
 * sorts ends at the same limit as any other loop.
 */
#ifndef EVAL_FILTERS_H
#define EVAL_FILTERS_H

#include "eval/machine.h"
#include "metrics/metrics.h"

enum {
    REPEAT_LIMIT = 100000, /* items or characters that one number asks for */
    WORD_LIMIT = 40        /* bytes of a value quoted in a message */
};

/* ---- Arguments ---------------------------------------------------------- */

/* The i-th argument; absent when it was not given.  Never NULL. */
const Value *filter_arg(const Call *call, size_t i);
bool value_is_nothing(const Value *v); /* absent or null */
/* "text 'n/a'", "a list": what a message says was found. */
Str value_described(Machine *m, const Value *v);
/* These give `otherwise` when nothing was given; a fault sets m->failed. */
int64_t filter_int(Machine *m, const Call *call, size_t i, int64_t otherwise,
                   int64_t low, int64_t high);
Str filter_text(Machine *m, const Call *call, size_t i, Str otherwise);
bool filter_flag(const Call *call, size_t i);
/* The path of a field; a number is a place in a list. */
Str filter_path(Machine *m, const Call *call, size_t i);
/* Text, or a list of texts, as a list; empty when nothing was given. */
StrList filter_names(Machine *m, const Call *call, size_t i);

/* ---- Lists -------------------------------------------------------------- */

/* False if the limit of steps is reached, which was reported. */
bool filter_steps(Machine *m, const Call *call, size_t count);
/* The subject's items: of a map its keys, of text its characters. */
bool filter_items(Machine *m, const Call *call, Values *out);
/* The subject as a list; nothing is an empty one; else a fault. */
bool filter_list(Machine *m, const Call *call, Values *out);
Value value_of_items(const ValueList *list);
Value value_pair(Arena *a, Value first, Value second);

/* ---- Fields ------------------------------------------------------------- */

/* By name, or by a path: "name", "previous.spend", "0.label"; or absent. */
Value field_find(const Value *item, Str path);
/* "revenue" of "previous.revenue". */
Str field_last(Str path);
/* The same; an empty path is the item itself, what is absent is null. */
Value field_of(const Value *item, Str path);
/*
 * False, and reported, if no row has the field but one with nearly that name:
 * a slip.  A field that is merely not there is nothing in every row.
 */
bool field_check(Machine *m, const Call *call, Values rows, Str path);
Amount field_amount(const Value *row, Str path);

/* ---- Values in order ---------------------------------------------------- */

typedef enum {
    TEXT_EXACT,   /* by code point, capitals first */
    TEXT_NO_CASE, /* by code point of the small letters, as Jinja sorts */
    TEXT_COLLATED /* as the report's language sorts */
} TextOrder;

typedef struct {
    Value key;
    Value item;
} Keyed;

typedef LIST(Keyed) KeyedList;

/* Text as it is compared: small letters, unless case counts. */
Value value_folded(Machine *m, Value v, TextOrder order);
/*
 * Stable; nothing comes last in either direction.  False, and reported, if two
 * keys cannot be compared.
 */
bool keyed_sort(Machine *m, const Call *call, KeyedList *list, TextOrder order,
                bool is_reverse);
/* Equal for values that are equal, for use as the key of a map. */
Str value_identity(Machine *m, const Call *call, const Value *v);

/* ---- Filters that stand in another file than their table ---------------- */

/* filters_text.c */
Value filter_capitalize(Machine *m, const Call *call);
Value filter_center(Machine *m, const Call *call);
Value filter_format(Machine *m, const Call *call);
Value filter_indent(Machine *m, const Call *call);
Value filter_lower(Machine *m, const Call *call);
Value filter_replace(Machine *m, const Call *call);
Value filter_string(Machine *m, const Call *call);
Value filter_title(Machine *m, const Call *call);
Value filter_tojson(Machine *m, const Call *call);
Value filter_trim(Machine *m, const Call *call);
Value filter_truncate(Machine *m, const Call *call);
Value filter_upper(Machine *m, const Call *call);
Value filter_urlencode(Machine *m, const Call *call);
Value filter_wordcount(Machine *m, const Call *call);
/* filters_choose.c */
Value filter_batch(Machine *m, const Call *call);
Value filter_dictsort(Machine *m, const Call *call);
Value filter_groupby(Machine *m, const Call *call);
Value filter_map(Machine *m, const Call *call);
Value filter_max(Machine *m, const Call *call);
Value filter_min(Machine *m, const Call *call);
Value filter_reject(Machine *m, const Call *call);
Value filter_rejectattr(Machine *m, const Call *call);
Value filter_select(Machine *m, const Call *call);
Value filter_selectattr(Machine *m, const Call *call);
Value filter_slice(Machine *m, const Call *call);
Value filter_sort(Machine *m, const Call *call);
Value filter_unique(Machine *m, const Call *call);
/* filters_rollup.c */
Value filter_group(Machine *m, const Call *call);
Value filter_pivot(Machine *m, const Call *call);
Value filter_total(Machine *m, const Call *call);

/* ---- filters_text.c ------------------------------------------------------ */

/* The subject as {{ }} prints it. */
Str subject_text(Machine *m, const Call *call);
/* A copy of what was built, or a fault if it is too long; `b` is freed. */
Value text_finish(Machine *m, const Call *call, Buf *b);
/* JSON as Python writes it; `indent` negative is one line. */
Value value_json(Machine *m, const Call *call, const Value *v, int indent);

/* ---- filters_measure.c --------------------------------------------------- */

Value value_of_amount(Amount a); /* null where it is missing */
/* The number in a row, or the row itself if it is one. */
Amount item_amount(const Value *item, const Value *field);
/* False for nothing; also for anything else but a list, which is reported. */
bool subject_is_list(Machine *m, const Call *call);
/* field_check() of argument `i`, where the list has rows. */
bool list_field_check(Machine *m, const Call *call, size_t i);
/* The day that a value says: a date, its beginning of a time, or a month. */
bool day_of_value(const Value *v, int32_t *out);

/* ---- filters_forecast.c -------------------------------------------------- */

/* Nine digits: what doubles bear without showing their noise. */
Value value_of_double(double x);

/* ---- filters_rollup.c --------------------------------------------------- */

/*
 * One row for many: sums of what adds up, ratios anew from their parts, null
 * for what cannot be known.  `fields` empty means all columns.
 */
Value rows_merged(Machine *m, Values rows, const StrList *fields);
/* One column of those rows, by the same rules; `key` may be a path. */
Value column_merged(Machine *m, Values rows, Str key);
/* The subject as a list of maps; anything else in it is a fault. */
bool filter_rows(Machine *m, const Call *call, Values *out);
/* A copy of the row with one member set, which may be new. */
Value row_with(Arena *a, const Value *row, Str key, Value v);
/* The metric that the report knows by this id, or NULL. */
const Metric *metric_known(Machine *m, Str id);
/* The column that says what a row is: name, label or the first text. */
Str label_column(Values rows);

#endif
