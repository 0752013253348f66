/*
 * diag.h - what went wrong, where, and what to do about it.
 *
 * Every value, template node and report block remembers the span it came from.
 * A function that meets a problem it understands reports it here, once, and
 * returns false (or NULL).  Its callers return in turn and add nothing.
 *
 * Messages are lower case, without full stop, say what was expected and what
 * was found, and put the user's words in 'quotes'.  A hint is an action.
 */
#ifndef REPORTGEN_DIAG_H
#define REPORTGEN_DIAG_H

#include "base/base.h"

#include <stdio.h>

/* A text file, kept whole so that messages can quote it. */
typedef struct {
    Str path; /* as the user gave it */
    Str text;
} Source;

/* Bytes [start, end) of a source.  All zero means "nowhere in particular". */
typedef struct {
    const Source *src;
    uint32_t start;
    uint32_t end;
} Span;

/* A place as people count it: both from 1, columns in characters. */
typedef struct {
    uint32_t line;
    uint32_t column;
} Place;

typedef enum { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } DiagLevel;

/* What the exit status of the run depends on, worst first where several hold.
 */
typedef enum {
    FAULT_INPUT,    /* data or template at fault: exit 1 */
    FAULT_USAGE,    /* the command line: 2 */
    FAULT_FILE,     /* cannot read or write: 4 */
    FAULT_STANDARD, /* the requested standard is not met: 5 */
    FAULT_LIMIT,    /* a limit was reached: 7 */
    FAULT_BUG       /* 70 */
} Fault;

typedef struct {
    DiagLevel level;
    Fault fault;      /* of an error */
    const char *code; /* stable, for programs: "data/type"; may be NULL */
    Span at;
    Str message; /* one line, no full stop, no "error:" */
    Str hint;    /* what to try; may be empty */
    Span cause;  /* a second place, e.g. the data behind a template error */
    Str cause_message;
} Diag;

typedef struct {
    Arena *arena;
    LIST(Diag) list;
    size_t error_count; /* all of them, also past error_limit */
    size_t warning_count;
    size_t error_limit; /* errors kept in the list; 0 means 20 */
} DiagList;

Source *source_new(Arena *a, Str path, Str text);
Place source_place(const Source *src, uint32_t offset);
Span span_of(const Source *src, size_t start, size_t end);

/*
 * Record an error, warning or note.  The entry is returned so that the caller
 * can add a code, fault, hint or cause; it is good until the next report.
 */
Diag *diag_error(DiagList *ds, Span at, const char *fmt, ...) PRINTF_LIKE(3, 4);
Diag *diag_warning(DiagList *ds, Span at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
Diag *diag_note(DiagList *ds, Span at, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Write everything reported so far, in order, each with its source line. */
void diags_print(const DiagList *ds, FILE *out);
/* The same as one JSON object a line. */
void diags_print_json(const DiagList *ds, FILE *out);

#endif
