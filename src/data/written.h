/*
 * written.h - numbers as people and platforms write them: "1.234,56 €", "(12)",
 * "12,34,567", "77.77%", and what stands where there is none.
 */
#ifndef REPORTGEN_WRITTEN_H
#define REPORTGEN_WRITTEN_H

#include "base/decimal.h"

enum { MARK_DOT = 1, MARK_COMMA = 2 };

/* The decimal marks with which `s` is a number, 0 if it is none.  It is
 * ambiguous when both fit and read differently. */
unsigned csv_number_marks(Str s, bool *is_ambiguous, bool *is_percent);
/* "$", "zl" or "GBP" beside a number, at either end; or empty. */
Str csv_money_sign(Str s);
/* The currency that a sign or code in `s` stands for, the most common of
 * several; empty if there is none or if it may be `own`. */
Str money_currency(Str s, Str own);
/* `s` as a number with the decimal mark '.' or ','. */
bool csv_number_read(Str s, char mark, Decimal *out, bool *is_percent);
bool csv_is_missing(Str s);
bool csv_is_bound(Str s); /* "< 10%" */
/* ',' or '.' for a tag such as de-DE; 0 if the language is not known. */
char csv_mark_of_locale(Str tag);

#endif
