/* date.c - calendar days, and how a language writes them. */

#include "locale/locale_private.h"

#include <unicode/ustring.h>

static const double MS_PER_DAY = 86400000.0;

/* ---- The calendar ------------------------------------------------------- */

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in_month(int32_t year, int month)
{
    static const int8_t days[] = { 31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool read_digits(Str s, size_t from, size_t count, int32_t *out)
{
    *out = 0;
    for (size_t i = from; i < from + count; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        *out = *out * 10 + (s.at[i] - '0');
    }
    return true;
}

bool date_parse(Str s, Date *out)
{
    int32_t year, month, day = 1;

    if ((s.len != 10 && s.len != 7) || s.at[4] != '-' ||
        (s.len == 10 && s.at[7] != '-'))
        return false;
    if (!read_digits(s, 0, 4, &year) || !read_digits(s, 5, 2, &month) ||
        (s.len == 10 && !read_digits(s, 8, 2, &day)))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return false;
    *out = (Date){ year, (int8_t)month, (int8_t)day };
    return true;
}

/* Days from civil date, by counting from 1 March: H. Hinnant's algorithm. */
int32_t date_to_days(Date d)
{
    int32_t y = d.year - (d.month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400;
    int32_t year_of_era = y - era * 400;
    int32_t month = (d.month + 9) % 12;
    int32_t day_of_year = (153 * month + 2) / 5 + d.day - 1;
    int32_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

Date date_of_days(int32_t days)
{
    int32_t z = days + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t day_of_era = z - era * 146097;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                           day_of_era / 146096) /
                          365;
    int32_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153;
    int32_t day = day_of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    return (Date){ year_of_era + era * 400 + (month <= 2), (int8_t)month,
                   (int8_t)day };
}

int date_weekday(Date d)
{
    int32_t days = (date_to_days(d) + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int)(days < 0 ? days + 7 : days);
}

Date date_add_months(Date d, int months)
{
    int32_t total = d.year * 12 + d.month - 1 + months;
    int32_t year = total >= 0 ? total / 12 : (total - 11) / 12;
    int month = (int)(total - year * 12) + 1;
    int last = days_in_month(year, month);
    return (Date){ year, (int8_t)month, d.day < last ? d.day : (int8_t)last };
}

int date_compare(Date a, Date b)
{
    int32_t x = date_to_days(a), y = date_to_days(b);
    return x < y ? -1 : x > y;
}

Str date_iso(Arena *a, Date d)
{
    return str_format(a, "%04d-%02d-%02d", (int)d.year, d.month, d.day);
}

/* ---- Printing ----------------------------------------------------------- */

/* Our words for what reports need, as CLDR skeletons. */
static const char *cldr_skeleton(Str word)
{
    static const struct {
        const char *word, *skeleton;
    } words[] = {
        { "month", "yMMM" },      { "month_long", "yMMMM" },
        { "month_name", "LLL" },  { "quarter", "yQQQ" },
        { "year", "y" },          { "day", "MMMd" },
        { "weekday", "EEEMMMd" },
    };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(word, words[i].word))
            return words[i].skeleton;
    return NULL;
}

static bool icu_style(Str word, UDateFormatStyle *style)
{
    static const struct {
        const char *word;
        UDateFormatStyle style;
    } words[] = { { "short", UDAT_SHORT },
                  { "medium", UDAT_MEDIUM },
                  { "long", UDAT_LONG },
                  { "full", UDAT_FULL } };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(word, words[i].word)) {
            *style = words[i].style;
            return true;
        }
    return false;
}

static UDateFormat *formatter_open(Locale *l, Str skeleton)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormatStyle style;

    if (icu_style(skeleton, &style))
        return udat_open(UDAT_NONE, style, l->id, u"UTC", -1, NULL, 0, &status);

    const char *known = cldr_skeleton(skeleton);
    Wide wanted = wide_of(l->env->arena, known ? str_of(known) : skeleton);
    UChar pattern[128];
    if (!l->patterns)
        l->patterns = udatpg_open(l->id, &status);
    int32_t len = udatpg_getBestPattern(l->patterns, wanted.at, wanted.len,
                                        pattern, 128, &status);
    if (U_FAILURE(status))
        return NULL;
    return udat_open(UDAT_PATTERN, UDAT_PATTERN, l->id, u"UTC", -1, pattern,
                     len, &status);
}

static DateStyle *date_style(Locale *l, Str skeleton)
{
    for (size_t i = 0; i < l->dates.len; i++)
        if (str_equal(l->dates.at[i]->skeleton, skeleton))
            return l->dates.at[i];

    DateStyle *s = arena_make(l->env->arena, DateStyle);
    s->skeleton = str_copy(l->env->arena, skeleton);
    s->formatter = formatter_open(l, skeleton);
    *list_add(l->env->arena, &l->dates) = s;
    return s;
}

Str date_format(Locale *l, Arena *a, Date d, Str skeleton)
{
    if (str_is(skeleton, "iso"))
        return date_iso(a, d);

    DateStyle *s = date_style(l, skeleton);
    int32_t days = date_to_days(d);
    uint32_t slot = (uint32_t)days % DATE_MEMORY;
    if (s->memory[slot].text.len && s->memory[slot].days == days)
        return s->memory[slot].text;
    if (!s->formatter)
        return date_iso(a, d);

    UChar text[128];
    UErrorCode status = U_ZERO_ERROR;
    int32_t len =
        udat_format(s->formatter, days * MS_PER_DAY, text, 128, NULL, &status);
    if (U_FAILURE(status))
        return date_iso(a, d);
    s->memory[slot].days = days;
    s->memory[slot].text = str_of_wide(l->env->arena, text, len);
    return s->memory[slot].text;
}

Str date_range_format(Locale *l, Arena *a, Date from, Date to)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[160];

    if (!l->intervals)
        l->intervals = udtitvfmt_open(l->id, u"yMMMd", -1, u"UTC", -1, &status);
    if (U_FAILURE(status))
        return date_iso(a, from);
    int32_t len = udtitvfmt_format(
        l->intervals, date_to_days(from) * MS_PER_DAY,
        date_to_days(to) * MS_PER_DAY, text, 160, NULL, &status);
    if (U_FAILURE(status))
        return date_iso(a, from);
    return str_of_wide(a, text, len);
}
