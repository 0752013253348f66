/* derive_written.h - numbers that facts give as text.  Private to derive. */
#ifndef EVAL_DERIVE_WRITTEN_H
#define EVAL_DERIVE_WRITTEN_H

#include "data/written.h"
#include "eval/derive_parts.h"

typedef struct {
    Derive *d;
    char mark; /* '.' or ','; 0 as long as nothing tells */
    bool is_declared;
    const Value *proof; /* the number that tells, unless declared */
} WrittenNumbers;

typedef enum {
    WRITTEN_NONE, /* no number */
    WRITTEN_READ,
    WRITTEN_WAITS,  /* for written_settled(), once all others are read */
    WRITTEN_CLASHES /* with another number's mark, or the one declared */
} Written;

/* Takes `number_locale:` of the data; reports one that is none. */
void written_begin(Derive *d, WrittenNumbers *w);
Written written_read(WrittenNumbers *w, const Value *v, Decimal *out,
                     bool *is_percent);
/* Reports one that clashes; `path` names it: "facts[3].spend". */
void written_clash(WrittenNumbers *w, const Value *v, const char *path);
/* One that has two readings; false, reported, if nothing tells which. */
bool written_settled(WrittenNumbers *w, const Value *v, const char *path,
                     Decimal *out, bool *is_percent);

#endif
