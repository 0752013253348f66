/* schema_format.c - dates and periods by their form. */

#include "data/schema_format.h"

/* `count` digits at the start of *s, which moves past them; -1 if not there. */
static int take_digits(Str *s, size_t count)
{
    int n = 0;

    if (s->len < count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (s->at[i] < '0' || s->at[i] > '9')
            return -1;
        n = n * 10 + (s->at[i] - '0');
    }
    *s = str_slice(*s, count, s->len);
    return n;
}

static bool take_char(Str *s, char c)
{
    if (!s->len || s->at[0] != c)
        return false;
    *s = str_slice(*s, 1, s->len);
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* The rest of a date after its year: "-07" and, where given, "-31". */
static bool is_month_or_day(Str s, int year, bool needs_day)
{
    if (!take_char(&s, '-'))
        return false;
    int month = take_digits(&s, 2);
    if (month < 1 || month > 12)
        return false;
    if (!s.len)
        return !needs_day;
    if (!take_char(&s, '-'))
        return false;
    int day = take_digits(&s, 2);
    return day >= 1 && day <= days_in_month(year, month) && !s.len;
}

bool format_is_date(Str s)
{
    int year = take_digits(&s, 4);
    return year >= 0 && is_month_or_day(s, year, true);
}

/* "Q3" or "H1" */
static bool is_part_of_year(Str s)
{
    bool is_quarter = take_char(&s, 'Q');
    if (!is_quarter && !take_char(&s, 'H'))
        return false;
    int n = take_digits(&s, 1);
    return n >= 1 && n <= (is_quarter ? 4 : 2) && !s.len;
}

static bool is_week(Str s)
{
    if (!take_char(&s, 'W'))
        return false;
    int week = take_digits(&s, 2);
    return week >= 1 && week <= 53 && !s.len;
}

/* "Q3", "H1", "P12" or "W53" of a fiscal year */
static bool is_part_of_fiscal(Str s)
{
    bool is_month = s.len && s.at[0] == 'P';

    if (!is_month && (!s.len || s.at[0] != 'W'))
        return is_part_of_year(s);
    s = str_slice(s, 1, s.len);
    int n = take_digits(&s, s.len == 1 ? 1 : 2);
    return n >= 1 && n <= (is_month ? 12 : 53) && !s.len;
}

static bool is_fiscal_year(Str s)
{
    if (!take_char(&s, 'F') || !take_char(&s, 'Y') || take_digits(&s, 2) < 0)
        return false;
    take_digits(&s, 2);
    return !s.len;
}

/* "FY26", "FY26 Q3", "FY2026-P12", "Q3 FY26" */
static bool is_fiscal(Str s)
{
    size_t gap = str_find(s, STR(" FY"));
    size_t end = 0;

    if (gap < s.len)
        return is_part_of_fiscal(str_slice(s, 0, gap)) &&
               is_fiscal_year(str_slice(s, gap + 1, s.len));
    while (end < s.len && s.at[end] != ' ' && s.at[end] != '-')
        end++;
    return is_fiscal_year(str_slice(s, 0, end)) &&
           (end == s.len || is_part_of_fiscal(str_slice(s, end + 1, s.len)));
}

bool is_period(Str s)
{
    Str rest = s;
    int year = take_digits(&rest, 4);

    if (year < 0)
        return is_fiscal(s);
    if (!rest.len || is_month_or_day(rest, year, false))
        return true;
    return take_char(&rest, '-') && (is_part_of_year(rest) || is_week(rest));
}
