/* locale.c - opening and closing, and text between UTF-8 and UTF-16. */

#include "locale/locale_private.h"

#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

Wide wide_of(Arena *a, Str s)
{
    UChar *at = arena_make_array(a, UChar, s.len + 1);
    int32_t len = 0;
    UErrorCode status = U_ZERO_ERROR;

    u_strFromUTF8WithSub(at, (int32_t)s.len + 1, &len, s.at ? s.at : "",
                         (int32_t)s.len, 0xFFFD, NULL, &status);
    return (Wide){ at, len };
}

Str str_of_wide(Arena *a, const UChar *at, int32_t len)
{
    char *text = arena_alloc(a, (size_t)len * 3 + 1);
    int32_t bytes = 0;
    UErrorCode status = U_ZERO_ERROR;

    u_strToUTF8WithSub(text, len * 3 + 1, &bytes, at, len, 0xFFFD, NULL,
                       &status);
    return (Str){ text, (size_t)bytes };
}

/* ICU's id for a BCP 47 tag; empty if it is none, or names no known language.
 */
static Str icu_id(Arena *a, Str tag)
{
    char id[ULOC_FULLNAME_CAPACITY];
    int32_t parsed = 0;
    UErrorCode status = U_ZERO_ERROR;
    Str z = str_copy(a, tag);

    uloc_forLanguageTag(z.at, id, sizeof id, &parsed, &status);
    if (U_FAILURE(status) || (size_t)parsed != tag.len || !tag.len ||
        !*uloc_getISO3Language(id))
        return (Str){ 0 };
    return str_copy(a, str_of(id));
}

static Str region_currency(Arena *a, const char *id)
{
    UChar code[4] = { 0 };
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = ucurr_forLocale(id, code, 4, &status);

    if (U_FAILURE(status) || len != 3) {
        char likely[ULOC_FULLNAME_CAPACITY];
        status = U_ZERO_ERROR;
        uloc_addLikelySubtags(id, likely, sizeof likely, &status);
        len = ucurr_forLocale(likely, code, 4, &status);
    }
    if (U_FAILURE(status) || len != 3)
        return STR("USD");
    return str_of_wide(a, code, 3);
}

static bool is_currency(Str code)
{
    if (code.len != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (code.at[i] < 'A' || code.at[i] > 'Z')
            return false;
    return true;
}

Locale *locale_open(Env *env, Str tag, Str currency, Span at)
{
    Str id = icu_id(env->arena, tag);

    if (!id.len) {
        Diag *d =
            diag_error(env->diags, at, "unknown locale '%.*s'", STR_ARG(tag));
        d->code = "locale";
        d->hint = STR("write a language and a region, as in en-GB or de-DE");
        return NULL;
    }
    if (currency.len && !is_currency(currency)) {
        Diag *d = diag_error(env->diags, at, "unknown currency '%.*s'",
                             STR_ARG(currency));
        d->code = "currency";
        d->hint = STR("write an ISO 4217 code, as in GBP or EUR");
        return NULL;
    }
    Locale *l = arena_make(env->arena, Locale);
    char language[ULOC_LANG_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_getLanguage(id.at, language, sizeof language, &status);
    *l = (Locale){
        .env = env,
        .tag = str_copy(env->arena, tag),
        .language = str_copy(env->arena, str_of(language)),
        .id = id.at,
        .is_rtl = uloc_isRightToLeft(id.at),
    };
    l->currency = currency.len ? str_copy(env->arena, currency)
                               : region_currency(env->arena, id.at);
    return l;
}

void locale_close(Locale *l)
{
    if (!l)
        return;
    for (size_t i = 0; i < l->compacts.len; i++)
        unumf_close(l->compacts.at[i].formatter);
    for (size_t i = 0; i < l->dates.len; i++)
        udat_close(l->dates.at[i]->formatter);
    unumf_closeResult(l->formatted);
    udatpg_close(l->patterns);
    udtitvfmt_close(l->intervals);
    uplrules_close(l->plurals);
    uplrules_close(l->ordinals);
    ulistfmt_close(l->lists);
    ucol_close(l->collator);
    ubrk_close(l->lines);
    ubrk_close(l->clusters);
    *l = (Locale){ .env = l->env };
}

Str locale_tag(const Locale *l)
{
    return l->tag;
}

Str locale_language(const Locale *l)
{
    return l->language;
}

Str locale_currency(const Locale *l)
{
    return l->currency;
}

bool locale_is_rtl(const Locale *l)
{
    return l->is_rtl;
}
