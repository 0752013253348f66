/*
 * explanation.h - where the printed numbers of a report come from.
 *
 * eval keeps it only when asked.  An Origin says how one number was made and
 * out of which others, down to places in the data; an Explained is a text of
 * the report in which numbers stand, and where it stands.
 */
#ifndef REPORT_EXPLANATION_H
#define REPORT_EXPLANATION_H

#include "base/decimal.h"
#include "diag/diag.h"

typedef enum {
    ORIGIN_GIVEN,      /* stands in the data, at `at` */
    ORIGIN_SUM,        /* rows added up; `at` and `to` are first and last */
    ORIGIN_LAST,       /* of a stock: the value of the latest day */
    ORIGIN_ONLY,       /* a measure that cannot be added, of its one row */
    ORIGIN_WEIGHTED,   /* a mean of rows by weights */
    ORIGIN_RATIO,      /* the first input over the second */
    ORIGIN_FORMULA,    /* `formula` over its inputs: the program's rule */
    ORIGIN_EXPRESSION, /* `formula` over its inputs: the template's */
    ORIGIN_LET,        /* a name that the template gave an expression */
    ORIGIN_SENTENCE,   /* in a sentence that `formula` wrote */
    ORIGIN_LIST,       /* one field of several rows: the inputs */
    ORIGIN_WORDS,      /* in words of the template or the program */
    ORIGIN_DERIVED     /* worked out; docs/data-model.md says how, by name */
} OriginKind;

enum { ORIGIN_KIND_COUNT = ORIGIN_DERIVED + 1 };

typedef struct Origin Origin;
struct Origin {
    uint8_t how; /* OriginKind */
    bool has_number;
    Str name;          /* "channels[0].spend"; may be empty */
    Decimal number;    /* exact */
    Str text;          /* what the data says where that is text */
    Str printed;       /* an input of a sentence: as it stands there */
    Str formula;       /* may be empty */
    Span at, to;       /* places in the data, or of a let in the template */
    Str path, path_to; /* of these places: "facts[3]"; may be empty */
    size_t rows;       /* of a sum: that had a value */
    const Origin *const *inputs;
    size_t input_count;
    size_t left_off; /* inputs that there are beyond those listed */
};

/* Where a text stands in the report. */
typedef struct Spot Spot;
struct Spot {
    const void *thing; /* what layout tells the page of: block_thing(), a Row */
    const Spot *outer; /* of the block around it, where that is not told */
    Str section;       /* title of the section or slide */
    Str kind;          /* of the block: "table" */
    Str id;            /* of the block, or of the nearest around it */
    const char *part;  /* of the block: "cell", "value", "title" */
    Str row, column;   /* of a table: the row's first cell, the heading */
    size_t row_number; /* from 1; 0: not in a table */
    Str series, category; /* of a chart */
    Span at;              /* of the block in the template */
};

typedef struct {
    Str text;
    Spot spot;
    const Origin *origin; /* never NULL */
} Explained;

typedef struct {
    const Explained *at; /* in the order of the report */
    size_t len;
} Explanation;

/* "sum", "ratio", ...: stable, for programs. */
const char *origin_name(OriginKind how);

#endif
