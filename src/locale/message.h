/*
 * message.h - sentences with gaps, chosen among by number and by word.
 *
 * The patterns are those of ICU's MessageFormat, in the part that reports need:
 *
 *     {name}                                        what the caller gives
 *     {n, plural, one {# row} other {# rows}}       by CLDR's plural rules
 *     {n, selectordinal, one {#st} other {#th}}     by those for 1st, 2nd
 *     {way, select, up {rose} other {fell}}         by a word
 *
 * "#" is the number of the nearest plural; "=0" is a case for one number alone;
 * an apostrophe before a brace or # quotes up to the next, two are one. Source:
 * Unicode LDML and ICU's user guide, "Formatting Messages".
 */
#ifndef REPORTGEN_MESSAGE_H
#define REPORTGEN_MESSAGE_H

#include "locale/locale.h"

typedef struct Message Message;

/* What goes into a gap.  A list of them ends with a NULL name. */
typedef struct {
    const char *name;
    Str text;       /* printed, and what `select` chooses by */
    int64_t number; /* what `plural` and `selectordinal` choose by */
} MessageArg;

/* NULL if reported at `at`. */
const Message *message_compile(Env *env, Str source, Span at);
/*
 * In `a`.  A name that `args` lacks prints nothing, and no case of it but
 * `other` is taken.
 */
Str message_format(Locale *l, Arena *a, const Message *m,
                   const MessageArg *args);
/* The first name in the pattern that `args` lacks, or empty. */
Str message_unknown(const Message *m, const MessageArg *args);

#endif
