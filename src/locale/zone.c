/* zone.c - time zones of the IANA database, by ICU. */

#include "locale/zone.h"

#include "locale/locale_private.h"

#include <unicode/ucal.h>
#include <unicode/uenum.h>

static const int64_t FIRST_SECOND = 0;         /* 1970-01-01 */
static const int64_t LAST_SECOND = 4102444800; /* 2100-01-01 */
enum { CHANGES_LIMIT = 1000 };

/* From `since` on, seconds since 1970, clocks are `offset` ahead of UTC. */
typedef struct {
    int64_t since;
    int32_t offset;
} ZoneChange;

struct TimeZone {
    Str name;
    LIST(ZoneChange) changes; /* never empty */
};

/* ---- Names -------------------------------------------------------------- */

/* ICU also knows three letters, as which BST is the time of Bangladesh. */
static bool is_place(Str name)
{
    return str_find(name, STR("/")) < name.len || str_is(name, "UTC") ||
           str_is(name, "GMT");
}

static StrList zone_names(Arena *a)
{
    UErrorCode status = U_ZERO_ERROR;
    StrList names = { 0 };
    UEnumeration *all =
        ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, NULL, NULL, &status);
    int32_t len;
    const char *id;

    while (U_SUCCESS(status) && (id = uenum_next(all, &len, &status)))
        if (is_place((Str){ id, (size_t)len }))
            *list_add(a, &names) = str_copy(a, (Str){ id, (size_t)len });
    uenum_close(all);
    return names;
}

static char letter_of(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == ' ' ? '_' : c;
}

/* "london" of "Europe/London", and "europe/london". */
static bool is_meant(Str zone, Str word)
{
    if (!word.len || word.len > zone.len ||
        (word.len < zone.len && zone.at[zone.len - word.len - 1] != '/'))
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (letter_of(zone.at[zone.len - word.len + i]) !=
            letter_of(word.at[i]))
            return false;
    return true;
}

static Str zone_near(const StrList *names, Str word)
{
    for (size_t i = 0; i < names->len; i++)
        if (is_meant(names->at[i], word))
            return names->at[i];
    return str_nearest(word, names->at, names->len);
}

static bool zone_is_known(Env *env, Str name, Span at)
{
    StrList names = zone_names(env->arena);

    for (size_t i = 0; i < names.len; i++)
        if (str_equal(names.at[i], name))
            return true;
    Diag *d =
        diag_error(env->diags, at, "unknown time zone '%.*s'", STR_ARG(name));
    Str near = zone_near(&names, name);
    d->code = "timezone";
    d->hint =
        near.len ? str_format(env->arena, "did you mean '%.*s'?", STR_ARG(near))
                 : STR("write a continent and a city, as in "
                       "Europe/London, or UTC");
    return false;
}

/* ---- Changes ------------------------------------------------------------ */

static int32_t offset_now(UCalendar *c, UErrorCode *status)
{
    return (ucal_get(c, UCAL_ZONE_OFFSET, status) +
            ucal_get(c, UCAL_DST_OFFSET, status)) /
           1000;
}

static void changes_read(Env *env, UCalendar *c, TimeZone *z,
                         UErrorCode *status)
{
    UDate at = (double)FIRST_SECOND * 1000, next;

    do {
        ucal_setMillis(c, at, status);
        ZoneChange change = { (int64_t)(at / 1000), offset_now(c, status) };
        if (U_FAILURE(*status))
            return;
        if (!z->changes.len ||
            z->changes.at[z->changes.len - 1].offset != change.offset)
            *list_add(env->arena, &z->changes) = change;
        if (!ucal_getTimeZoneTransitionDate(c, UCAL_TZ_TRANSITION_NEXT, &next,
                                            status) ||
            next <= at)
            return;
        at = next;
    } while (at < (double)LAST_SECOND * 1000 && z->changes.len < CHANGES_LIMIT);
}

const TimeZone *zone_open(Env *env, Str name, Span at)
{
    UErrorCode status = U_ZERO_ERROR;

    if (!zone_is_known(env, name, at))
        return NULL;
    Wide id = wide_of(env->arena, name);
    TimeZone *z = arena_make(env->arena, TimeZone);
    z->name = str_copy(env->arena, name);
    UCalendar *c = ucal_open(id.at, id.len, "en", UCAL_GREGORIAN, &status);
    if (U_SUCCESS(status))
        changes_read(env, c, z, &status);
    ucal_close(c);
    if (U_SUCCESS(status) && z->changes.len)
        return z;
    diag_error(env->diags, at, "ICU cannot read the time zone '%.*s': %s",
               STR_ARG(name), u_errorName(status))
        ->code = "timezone";
    return NULL;
}

Str zone_name(const TimeZone *z)
{
    return z->name;
}

int32_t zone_offset(const TimeZone *z, int64_t utc)
{
    size_t low = 0, high = z->changes.len;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (z->changes.at[middle].since <= utc)
            low = middle;
        else
            high = middle;
    }
    return z->changes.at[low].offset;
}
