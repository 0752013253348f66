/* locale_private.h - what the files of src/locale share. */
#ifndef LOCALE_PRIVATE_H
#define LOCALE_PRIVATE_H

#include "locale/locale.h"

#include <unicode/ubrk.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/ulistformatter.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>

/* What stands around the digits: in UTF-8, minus already U+2212. */
typedef struct {
    Str before, after;                   /* of positive numbers */
    Str negative_before, negative_after; /* of negative ones */
} Affixes;

/* One currency's way of printing, or the locale's when `code` is empty. */
typedef struct {
    Str code;
    Affixes affixes;
    int decimals;
} CurrencyStyle;

typedef struct {
    Str skeleton;
    UNumberFormatter *formatter;
} CompactStyle;

enum { DATE_MEMORY = 256 };

/* A pattern with the days that it printed lately. */
typedef struct {
    Str skeleton;
    UDateFormat *formatter;
    struct {
        int32_t days;
        Str text; /* empty: not used yet */
    } memory[DATE_MEMORY];
} DateStyle;

struct Locale {
    Env *env;
    Str tag, language, currency;
    const char *id; /* ICU's spelling: "en_GB" */
    bool is_rtl;

    bool has_symbols;
    Str decimal_mark, group_mark, minus, plus;
    uint32_t zero; /* code point of the digit 0 */
    int group_size, group_size_2, group_least;
    Affixes plain, percent;
    LIST(CurrencyStyle) currencies;
    LIST(CompactStyle) compacts;
    UFormattedNumber *formatted;

    UDateTimePatternGenerator *patterns;
    LIST(DateStyle *) dates;
    UDateIntervalFormat *intervals;

    UPluralRules *plurals;
    UPluralRules *ordinals;
    UListFormatter *lists;
    UCollator *collator;
    UBreakIterator *lines;
    UBreakIterator *clusters;

    NumberTape *tape; /* or NULL */
    Arena *tape_arena;
};

/* UTF-16 as ICU wants it, in the arena. */
typedef struct {
    const UChar *at;
    int32_t len;
} Wide;
Wide wide_of(Arena *a, Str s);
Str str_of_wide(Arena *a, const UChar *at, int32_t len);

#endif
