/* words.c - plurals, lists, case, order, and characters as readers see them. */

#include "locale/locale_private.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

static bool is_ascii(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

/* ---- Plurals and ordinals ----------------------------------------------- */

static Str category(Arena *a, UPluralRules *rules, double n)
{
    UChar word[16];
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = uplrules_select(rules, n, word, 16, &status);
    return U_FAILURE(status) ? STR("other") : str_of_wide(a, word, len);
}

Str plural_category(Locale *l, Decimal n)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!l->plurals)
        l->plurals = uplrules_open(l->id, &status);
    return category(l->env->arena, l->plurals, decimal_to_double(n));
}

Str ordinal_category(Locale *l, Decimal n)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!l->ordinals)
        l->ordinals =
            uplrules_openForType(l->id, UPLURAL_TYPE_ORDINAL, &status);
    return category(l->env->arena, l->ordinals, decimal_to_double(n));
}

Str ordinal_format(Locale *l, Arena *a, int64_t n)
{
    Str number = number_format(l, a, decimal_of_int(n),
                               (NumberFormat){ .style = NUMBER_PLAIN });
    const char *after = ".";

    if (str_is(l->language, "en")) {
        Str kind = ordinal_category(l, decimal_of_int(n));
        after = str_is(kind, "one")   ? "st"
                : str_is(kind, "two") ? "nd"
                : str_is(kind, "few") ? "rd"
                                      : "th";
    } else if (str_is(l->language, "fr")) {
        after = n == 1 ? "er" : "e";
    } else if (str_is(l->language, "es") || str_is(l->language, "it") ||
               str_is(l->language, "pt")) {
        after = "º";
    }
    return str_format(a, "%.*s%s", STR_ARG(number), after);
}

Str list_format(Locale *l, Arena *a, const Str *items, size_t count)
{
    UErrorCode status = U_ZERO_ERROR;

    if (count == 0)
        return (Str){ 0 };
    if (count == 1)
        return str_copy(a, items[0]);
    if (!l->lists)
        l->lists = ulistfmt_open(l->id, &status);

    const UChar **wide = arena_make_array(a, const UChar *, count);
    int32_t *lens = arena_make_array(a, int32_t, count);
    size_t room = 64;
    for (size_t i = 0; i < count; i++) {
        Wide w = wide_of(a, items[i]);
        wide[i] = w.at;
        lens[i] = w.len;
        room += (size_t)w.len + 16;
    }
    UChar *text = arena_make_array(a, UChar, room);
    int32_t len = ulistfmt_format(l->lists, wide, lens, (int32_t)count, text,
                                  (int32_t)room, &status);
    if (U_FAILURE(status))
        return str_join(a, items, count, STR(", "));
    return str_of_wide(a, text, len);
}

/* ---- Case, order, normal form ------------------------------------------- */

typedef int32_t CaseFn(UChar *, int32_t, const UChar *, int32_t, const char *,
                       UErrorCode *);

static int32_t to_title(UChar *to, int32_t room, const UChar *from, int32_t len,
                        const char *id, UErrorCode *status)
{
    return u_strToTitle(to, room, from, len, NULL, id, status);
}

static Str recase(Locale *l, Arena *a, Str s, CaseFn *change)
{
    Wide w = wide_of(a, s);
    int32_t room = w.len * 3 + 4; /* one letter may become three */
    UChar *to = arena_make_array(a, UChar, (size_t)room);
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = change(to, room, w.at, w.len, l->id, &status);
    return U_FAILURE(status) ? s : str_of_wide(a, to, len);
}

Str text_upper(Locale *l, Arena *a, Str s)
{
    return recase(l, a, s, u_strToUpper);
}

Str text_lower(Locale *l, Arena *a, Str s)
{
    return recase(l, a, s, u_strToLower);
}

Str text_title(Locale *l, Arena *a, Str s)
{
    return recase(l, a, s, to_title);
}

int text_collate(Locale *l, Str a, Str b)
{
    UErrorCode status = U_ZERO_ERROR;

    if (!l->collator)
        l->collator = ucol_open(l->id, &status);
    UCollationResult r =
        ucol_strcollUTF8(l->collator, a.at ? a.at : "", (int32_t)a.len,
                         b.at ? b.at : "", (int32_t)b.len, &status);
    return U_FAILURE(status) ? str_compare(a, b) : (int)r;
}

Str text_nfc(Arena *a, Str s)
{
    UErrorCode status = U_ZERO_ERROR;

    if (is_ascii(s))
        return s;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    Wide w = wide_of(a, s);
    if (unorm2_isNormalized(nfc, w.at, w.len, &status))
        return s;
    int32_t room = w.len * 3 + 4;
    UChar *to = arena_make_array(a, UChar, (size_t)room);
    int32_t len = unorm2_normalize(nfc, w.at, w.len, to, room, &status);
    return U_FAILURE(status) ? s : str_of_wide(a, to, len);
}

/* ---- Characters as readers see them ------------------------------------- */

static UBreakIterator *clusters_over(Locale *l, UText *text, Str s)
{
    UErrorCode status = U_ZERO_ERROR;

    utext_openUTF8(text, s.at, (int64_t)s.len, &status);
    if (!l->clusters)
        l->clusters = ubrk_open(UBRK_CHARACTER, l->id, NULL, 0, &status);
    ubrk_setUText(l->clusters, text, &status);
    return l->clusters;
}

size_t text_cluster_prefix(Locale *l, Str s, size_t clusters)
{
    if (is_ascii(s))
        return clusters < s.len ? clusters : s.len;

    UText text = UTEXT_INITIALIZER;
    UBreakIterator *it = clusters_over(l, &text, s);
    int32_t end = 0;
    for (size_t i = 0; i < clusters; i++) {
        int32_t next = ubrk_next(it);
        if (next == UBRK_DONE)
            break;
        end = next;
    }
    utext_close(&text);
    return (size_t)end;
}

size_t text_cluster_count(Locale *l, Str s)
{
    if (is_ascii(s))
        return s.len;

    UText text = UTEXT_INITIALIZER;
    UBreakIterator *it = clusters_over(l, &text, s);
    size_t count = 0;
    while (ubrk_next(it) != UBRK_DONE)
        count++;
    utext_close(&text);
    return count;
}

uint32_t script_of(uint32_t code)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *name =
        uscript_getShortName(uscript_getScript((UChar32)code, &status));

    if (!name || strlen(name) != 4)
        name = "Zyyy";
    return (uint32_t)(unsigned char)name[0] << 24 |
           (uint32_t)(unsigned char)name[1] << 16 |
           (uint32_t)(unsigned char)name[2] << 8 | (unsigned char)name[3];
}
