/* csv_date.c - days as people and platforms write them. */

#include "data/csv.h"

#include <stdio.h>

/* ---- The calendar ------------------------------------------------------- */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int8_t days[] = { 31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool is_day(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= month_days(year, month);
}

/* Counting from 1 March; year 1 and later. */
int32_t csv_day_of(int year, int month, int day)
{
    int y = year - (month <= 2) + 400;
    int era = y / 400, of_era = y % 400;
    int of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;

    return (era - 1) * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
           of_year - 719468;
}

void csv_date_of(int32_t day, int *year, int *month, int *day_of_month)
{
    int guess = (int)(day / 365.2425) + 1970;

    while (csv_day_of(guess + 1, 1, 1) <= day)
        guess++;
    while (csv_day_of(guess, 1, 1) > day)
        guess--;
    *year = guess;
    *month = 1;
    int left = day - csv_day_of(guess, 1, 1);
    while (left >= month_days(guess, *month))
        left -= month_days(guess, (*month)++);
    *day_of_month = left + 1;
}

Str csv_day_text(Arena *a, int32_t day)
{
    int year, month, day_of_month;

    csv_date_of(day, &year, &month, &day_of_month);
    return str_format(a, "%04d-%02d-%02d", year, month, day_of_month);
}

/* Monday of an ISO week; false if the year has no such week. */
static bool week_day(int year, int week, int32_t *out)
{
    int32_t fourth = csv_day_of(year, 1, 4);
    int32_t next = csv_day_of(year + 1, 1, 4);
    int32_t first = fourth - (fourth + 3) % 7; /* 1970-01-01 was a Thursday */

    next -= (next + 3) % 7;
    *out = first + 7 * (week - 1);
    return year >= 1970 && year < 9999 && week >= 1 && *out < next;
}

/* ---- Names of months ---------------------------------------------------- */

/* Beginnings, by month; a name fits if it begins so. */
static const char *const MONTHS[12] = {
    "jan|gen|ene|\xD1\x8F\xD0\xBD\xD0\xB2",
    "feb|fev|f\xC3\xA9v|\xD1\x84\xD0\xB5\xD0\xB2",
    "mar|m\xC3\xA4r|mrz|maa|\xD0\xBC\xD0\xB0\xD1\x80",
    "apr|abr|avr|\xD0\xB0\xD0\xBF\xD1\x80",
    "may|mai|mag|mei|maj|\xD0\xBC\xD0\xB0\xD0\xB9",
    "jun|juin|giu|\xD0\xB8\xD1\x8E\xD0\xBD",
    "jul|juil|lug|\xD0\xB8\xD1\x8E\xD0\xBB",
    "aug|ago|ao\xC3\xBB|aou|\xD0\xB0\xD0\xB2\xD0\xB3",
    "sep|set|\xD1\x81\xD0\xB5\xD0\xBD",
    "oct|okt|out|ott|\xD0\xBE\xD0\xBA\xD1\x82",
    "nov|\xD0\xBD\xD0\xBE\xD1\x8F",
    "dec|dez|dic|d\xC3\xA9"
    "c|\xD0\xB4\xD0\xB5\xD0\xBA",
};

static bool begins_with(Str word, Str beginning)
{
    if (word.len < beginning.len)
        return false;
    for (size_t i = 0; i < beginning.len; i++) {
        char c = word.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c != beginning.at[i])
            return false;
    }
    return true;
}

static int month_of_name(Str word)
{
    for (int month = 0; month < 12; month++) {
        Str rest = str_of(MONTHS[month]);
        while (rest.len) {
            size_t end = str_find(rest, STR("|"));
            if (begins_with(word, str_slice(rest, 0, end)))
                return month + 1;
            rest = str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
        }
    }
    return 0;
}

/* ---- Parts of a date ---------------------------------------------------- */

enum { MOST_PARTS = 6 };

typedef struct {
    Str word; /* of letters, else empty */
    int number;
    size_t digits;
    char after; /* what follows it: '/', '-', '.', ' ' */
} Part;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_gap(char c)
{
    return c == ' ' || c == ',' || c == '/' || c == '.' || c == '-';
}

/* "10 de dez. de 2022" into 10, dez, 2022. */
static size_t parts_of(Str s, Part *parts)
{
    size_t count = 0, i = 0;

    while (i < s.len) {
        size_t from = i;
        Part p = { 0 };
        if (is_digit(s.at[i])) {
            while (i < s.len && is_digit(s.at[i]) && i - from < 9)
                p.number = p.number * 10 + (s.at[i++] - '0');
            p.digits = i - from;
        } else if (is_gap(s.at[i])) {
            if (count && parts[count - 1].after == ' ')
                parts[count - 1].after = s.at[i];
            i++;
            continue;
        } else {
            while (i < s.len && !is_digit(s.at[i]) && !is_gap(s.at[i]))
                i++;
            p.word = str_slice(s, from, i);
            if (str_is(p.word, "de") || str_is(p.word, "of") ||
                str_is(p.word, "th") || str_is(p.word, "st"))
                continue;
        }
        if (count == MOST_PARTS)
            return 0;
        p.after = i < s.len ? s.at[i] : '\0';
        parts[count++] = p;
    }
    return count;
}

/* A year of two digits is one of this century. */
static int year_of(const Part *p)
{
    return p->digits == 2 ? 2000 + p->number : p->digits == 4 ? p->number : 0;
}

static bool set_day(int year, int month, int day, int32_t *out)
{
    if (!is_day(year, month, day))
        return false;
    *out = csv_day_of(year, month, day);
    return true;
}

/* "24 Mar 2021", "Mar 24, 2021", "Mar 2021" */
static bool named_month(const Part *p, size_t count, int32_t *day)
{
    int month;

    if (count == 2 && p[0].word.len && p[1].digits == 4) {
        month = month_of_name(p[0].word);
        return month && set_day(p[1].number, month, 1, day);
    }
    if (count != 3 || !year_of(&p[2]))
        return false;
    const Part *name = p[0].word.len ? &p[0] : &p[1];
    const Part *number = p[0].word.len ? &p[1] : &p[0];
    month = name->word.len ? month_of_name(name->word) : 0;
    return month && number->digits && number->digits <= 2 &&
           set_day(year_of(&p[2]), month, number->number, day);
}

/* Numbers alone, the year last. */
static bool year_last(const Part *p, DateOrder wanted, int32_t *day,
                      DateOrder *order)
{
    int year = year_of(&p[2]), a = p[0].number, b = p[1].number;
    bool is_dmy = is_day(year, b, a);
    bool is_mdy = is_day(year, a, b) && p[0].after != '.';

    if (p[0].digits > 2 || p[1].digits > 2 || (!is_dmy && !is_mdy))
        return false;
    *order = is_dmy && is_mdy && a != b ? ORDER_EITHER
             : is_dmy && is_mdy         ? ORDER_ISO /* the same in both */
             : is_dmy                   ? ORDER_DMY
                                        : ORDER_MDY;
    if ((wanted == ORDER_MDY && !is_mdy) || (wanted == ORDER_DMY && !is_dmy))
        return false;
    bool use_mdy = wanted == ORDER_MDY || !is_dmy;
    *day = use_mdy ? csv_day_of(year, a, b) : csv_day_of(year, b, a);
    return true;
}

/* "2026-Q3", "Q3 2026" */
static bool quarter(const Part *p, size_t count, int32_t *day)
{
    for (size_t i = 0; count >= 2 && i < 2; i++) {
        const Part *year = &p[count - 1], *q = &p[0];
        if (p[0].digits == 4) {
            year = &p[0];
            q = &p[1];
        }
        size_t after = (size_t)(q - p) + 1;
        if (q->word.len == 1 && (q->word.at[0] == 'Q') && after < count &&
            p[after].digits == 1 && year->digits == 4)
            return set_day(year->number, p[after].number * 3 - 2, 1, day) &&
                   p[after].number <= 4;
    }
    return false;
}

/* "2026-W09", "Week 35" of a year that is known */
static bool week(const Part *p, size_t count, int year, int32_t *day)
{
    size_t at = p[0].digits == 4 ? 1 : 0;

    if (at)
        year = p[0].number;
    if (count != at + 2 || !p[at + 1].digits || p[at + 1].digits > 2 || !year)
        return false;
    Str w = p[at].word;
    if (!str_is(w, "W") && !str_is(w, "w") && !begins_with(w, STR("week")) &&
        !begins_with(w, STR("kw")) && !begins_with(w, STR("wk")))
        return false;
    return week_day(year, p[at + 1].number, day);
}

static bool iso_day(Str s, int32_t *day)
{
    int n[8];

    for (int i = 0; i < 4; i++)
        if (!is_digit(s.at[i]))
            return false;
    if (s.at[4] != '-' || s.at[7] != '-')
        return false;
    static const int places[] = { 0, 1, 2, 3, 5, 6, 8, 9 };
    for (int i = 0; i < 8; i++) {
        n[i] = s.at[places[i]] - '0';
        if (n[i] < 0 || n[i] > 9)
            return false;
    }
    return set_day(n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3],
                   n[4] * 10 + n[5], n[6] * 10 + n[7], day);
}

/* Without the time of day behind it. */
static Str without_time(Str s)
{
    size_t colon = str_find(s, STR(":"));

    if (colon == s.len || colon < 3)
        return s;
    size_t i = colon;
    while (i > 0 && s.at[i - 1] != ' ' && s.at[i - 1] != 'T')
        i--;
    return i > 1 ? str_trim(str_slice(s, 0, i - 1)) : s;
}

bool csv_date_read(Str s, DateOrder wanted, int year, int32_t *day,
                   DateOrder *order)
{
    Part p[MOST_PARTS];

    *order = ORDER_ISO;
    if (s.len >= 10 && iso_day(s, day))
        return s.len == 10 || s.at[10] == 'T' || s.at[10] == ' ';
    s = without_time(str_trim(s));
    if (s.len < 4 || s.len > 40)
        return false;
    if (s.len >= 10 && iso_day(s, day))
        return s.len == 10;
    size_t count = parts_of(s, p);
    if (count == 1 && p[0].digits == 8)
        return set_day(p[0].number / 10000, p[0].number / 100 % 100,
                       p[0].number % 100, day);
    if (count == 2 && p[0].digits == 4 && p[1].digits && p[1].digits <= 2 &&
        p[0].after == '-')
        return set_day(p[0].number, p[1].number, 1, day);
    if (count == 3 && p[0].digits == 4 && p[1].digits && p[2].digits)
        return set_day(p[0].number, p[1].number, p[2].number, day);
    if (count == 3 && p[0].digits && p[1].digits && year_of(&p[2]) &&
        p[0].after == p[1].after)
        return year_last(p, wanted, day, order);
    return count && (named_month(p, count, day) || quarter(p, count, day) ||
                     week(p, count, year, day));
}

bool csv_date_format_parse(Str word, DateOrder *out)
{
    static const struct {
        const char *word;
        DateOrder order;
    } words[] = { { "iso", ORDER_ISO },        { "dmy", ORDER_DMY },
                  { "mdy", ORDER_MDY },        { "DD/MM/YYYY", ORDER_DMY },
                  { "MM/DD/YYYY", ORDER_MDY }, { "D/M/YYYY", ORDER_DMY },
                  { "M/D/YYYY", ORDER_MDY },   { "DD.MM.YYYY", ORDER_DMY } };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(word, words[i].word)) {
            *out = words[i].order;
            return true;
        }
    return false;
}

int csv_dates_in(Str line, int32_t days[2])
{
    int count = 0;
    size_t i = 0;

    /* try each start at the beginning of a word, the longest text first */
    while (i < line.len && count < 2) {
        bool starts = (i == 0 || is_gap(line.at[i - 1]) ||
                       line.at[i - 1] == '"' || line.at[i - 1] == ':') &&
                      !is_gap(line.at[i]) && line.at[i] != '"';
        size_t found = 0;
        for (size_t len = line.len - i < 20 ? line.len - i : 20;
             starts && !found && len >= 8; len--) {
            DateOrder order;
            if (csv_date_read(str_slice(line, i, i + len), ORDER_EITHER, 0,
                              &days[count], &order) &&
                order != ORDER_EITHER)
                found = len;
        }
        count += found > 0;
        i += found ? found : 1;
    }
    return count;
}
