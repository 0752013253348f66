/* diag.c - recording problems. */

#include "diag/diag.h"

#include <assert.h>

enum { ERROR_LIMIT = 20 };

Source *source_new(Arena *a, Str path, Str text)
{
    assert(text.len < UINT32_MAX);
    Source *src = arena_make(a, Source);
    *src = (Source){ .path = path, .text = text };
    return src;
}

Span span_of(const Source *src, size_t start, size_t end)
{
    return (Span){ src, (uint32_t)start, (uint32_t)end };
}

PRINTF_LIKE(4, 0)
static Diag *report(DiagList *ds, DiagLevel level, Span at, const char *fmt,
                    va_list args)
{
    size_t limit = ds->error_limit ? ds->error_limit : ERROR_LIMIT;

    if (level == DIAG_ERROR)
        ds->error_count++;
    if (level == DIAG_WARNING)
        ds->warning_count++;

    Diag *d;
    if (level == DIAG_ERROR && ds->error_count > limit)
        d = arena_make(ds->arena, Diag); /* counted, not kept */
    else
        d = list_add(ds->arena, &ds->list);
    *d = (Diag){ .level = level, .at = at };
    d->message = str_vformat(ds->arena, fmt, args);
    return d;
}

Diag *diag_error(DiagList *ds, Span at, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Diag *d = report(ds, DIAG_ERROR, at, fmt, args);
    va_end(args);
    return d;
}

Diag *diag_warning(DiagList *ds, Span at, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Diag *d = report(ds, DIAG_WARNING, at, fmt, args);
    va_end(args);
    return d;
}

Diag *diag_note(DiagList *ds, Span at, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Diag *d = report(ds, DIAG_NOTE, at, fmt, args);
    va_end(args);
    return d;
}
