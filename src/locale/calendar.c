/* calendar.c - the words for stretches of time in a client's calendar. */

#include "locale/calendar.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* `count` digits at the start of *s, which moves past them. */
static bool take_digits(Str *s, size_t count, int *out)
{
    *out = 0;
    if (s->len < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(s->at[i]))
            return false;
        *out = *out * 10 + (s->at[i] - '0');
    }
    *s = str_slice(*s, count, s->len);
    return true;
}

static bool take_char(Str *s, char c)
{
    if (!s->len || s->at[0] != c)
        return false;
    *s = str_slice(*s, 1, s->len);
    return true;
}

/* ---- Stretches ---------------------------------------------------------- */

int year_of_two_digits(int year)
{
    return year < 69 ? 2000 + year : 1900 + year;
}

int stretch_months(Stretch stretch)
{
    static const int months[STRETCH_COUNT] = { 0, 0, 1, 3, 6, 12 };

    return months[stretch];
}

/* ---- Months ------------------------------------------------------------- */

static int start_of(const ClientCalendar *c)
{
    return c && c->fiscal_start ? c->fiscal_start : 1;
}

/* Of a year of weeks, the one whose month begins in `year`. */
static int32_t weeks_first_day(const ClientCalendar *c, int32_t year)
{
    Date near = { year, (int8_t)start_of(c), 1 };
    int back = (date_weekday(near) - c->week_start + 7) % 7;
    int32_t day = date_to_days(near) - back;

    return back > 3 && !c->begins_before ? day + 7 : day;
}

/* Weeks of the year before its month `n`, from 0. */
static int weeks_before(const ClientCalendar *c, int n)
{
    static const int8_t of_quarter[][3] = {
        { 0 }, { 0, 4, 8 }, { 0, 4, 9 }, { 0, 5, 9 }
    };

    return n / 3 * 13 + of_quarter[c->weeks][n % 3];
}

static int32_t into_year(const ClientCalendar *c, int32_t month)
{
    return (month % 12 - (start_of(c) - 1) + 12) % 12;
}

int32_t year_first_month(const ClientCalendar *c, int32_t month)
{
    return month - into_year(c, month);
}

int32_t quarter_first_month(const ClientCalendar *c, int32_t month)
{
    return month - into_year(c, month) % 3;
}

int32_t year_called(const ClientCalendar *c, int32_t first_month)
{
    return (first_month + (c->named_by_end ? 11 : 0)) / 12;
}

int32_t month_first_day(const ClientCalendar *c, int32_t month)
{
    if (calendar_has_weeks(c))
        return weeks_first_day(c, year_first_month(c, month) / 12) +
               7 * weeks_before(c, into_year(c, month));
    int32_t year = month >= 0 ? month / 12 : -((11 - month) / 12);
    return date_to_days((Date){ year, (int8_t)(month - year * 12 + 1), 1 });
}

int32_t month_last_day(const ClientCalendar *c, int32_t month)
{
    return month_first_day(c, month + 1) - 1;
}

int32_t month_of_day(const ClientCalendar *c, int32_t day)
{
    Date d = date_of_days(day);
    int n = 11;

    if (!calendar_has_weeks(c))
        return d.year * 12 + d.month - 1;
    int32_t year = d.year + 1;
    while (weeks_first_day(c, year) > day)
        year--;
    int32_t week = (day - weeks_first_day(c, year)) / 7;
    while (weeks_before(c, n) > week)
        n--;
    return year * 12 + start_of(c) - 1 + n;
}

int32_t stretch_end(const ClientCalendar *c, Stretch stretch, int32_t day)
{
    int months = stretch_months(stretch);

    if (months)
        return month_last_day(c, month_of_day(c, day) + months - 1);
    return stretch == STRETCH_WEEK ? day + 6 : day;
}

/* ---- Reading ------------------------------------------------------------ */

static int32_t first_monday(int year)
{
    int32_t fourth = date_to_days((Date){ year, 1, 4 });

    return fourth - date_weekday(date_of_days(fourth));
}

bool week_first_day(int year, int week, int32_t *out)
{
    *out = first_monday(year) + 7 * (week - 1);
    return week >= 1 && *out < first_monday(year + 1);
}

static bool word_set(const ClientCalendar *c, TimeWord *out, Stretch stretch,
                     int32_t from)
{
    out->stretch = stretch;
    out->from = from;
    out->to = stretch_end(c, stretch, from);
    return true;
}

/* From the `month` of `year`, which may be beyond its twelfth. */
static bool months_set(const ClientCalendar *c, TimeWord *out, Stretch stretch,
                       int year, int month)
{
    return year >= 1 &&
           word_set(c, out, stretch, month_first_day(c, year * 12 + month - 1));
}

/* A week of a fiscal year that is made of weeks. */
static bool week_part(const ClientCalendar *c, int year, int n, TimeWord *out)
{
    if (!calendar_has_weeks(c) || n < 1 || year < 1)
        return false;
    int32_t day = weeks_first_day(c, year) + 7 * (n - 1);
    return day < weeks_first_day(c, year + 1) &&
           word_set(c, out, STRETCH_WEEK, day);
}

/* A year from its month `start`, or "Q3", "H1", "P12" or "W09" of it. */
static bool year_part(const ClientCalendar *c, Str part, int year, int start,
                      TimeWord *out)
{
    static const struct {
        char letter;
        Stretch stretch;
    } parts[] = { { 'Q', STRETCH_QUARTER },
                  { 'H', STRETCH_HALF },
                  { 'P', STRETCH_MONTH },
                  { 'W', STRETCH_WEEK } };
    int n;

    if (!part.len)
        return months_set(c, out, STRETCH_YEAR, year, start);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (part.at[0] != parts[i].letter)
            continue;
        Str digits = str_slice(part, 1, part.len);
        int months = stretch_months(parts[i].stretch);
        if (digits.len < 1 || digits.len > 2 ||
            !take_digits(&digits, digits.len, &n) || n < 1)
            return false;
        if (!months)
            return week_part(c, year, n, out);
        return n <= 12 / months && months_set(c, out, parts[i].stretch, year,
                                              start + (n - 1) * months);
    }
    return false;
}

/* ---- Fiscal years ------------------------------------------------------- */

/* "26" or "2026" */
static bool fiscal_year_read(Str *s, int *year)
{
    size_t digits = 0;

    while (digits < s->len && is_digit(s->at[digits]))
        digits++;
    if ((digits != 2 && digits != 4) || !take_digits(s, digits, year))
        return false;
    if (digits == 2)
        *year = year_of_two_digits(*year);
    return true;
}

/* "FY26", "FY26 Q3", "FY2026-H1" or "Q3 FY26" */
static bool fiscal_read(const ClientCalendar *c, Str s, TimeWord *out)
{
    int start = start_of(c);
    size_t gap = str_find(s, STR(" FY"));
    Str part = STR("");
    int year;

    if (gap && gap < s.len) {
        part = str_slice(s, 0, gap);
        s = str_slice(s, gap + 1, s.len);
    }
    if (!str_starts(s, STR("FY")))
        return false;
    s = str_slice(s, 2, s.len);
    if (!fiscal_year_read(&s, &year))
        return false;
    if (s.len && (part.len || (s.at[0] != ' ' && s.at[0] != '-')))
        return false;
    if (s.len) {
        part = str_slice(s, 1, s.len);
        if (!part.len)
            return false;
    }
    if (c->named_by_end && start > 1)
        year--;
    return year_part(c, part, year, start, out);
}

/* ---- Times of day ------------------------------------------------------- */

/* "Z", "UTC", "+02:00", "-0500", "+02"; nothing at all is no zone. */
static bool offset_read(Str s, TimeWord *word)
{
    int hours, minutes = 0;

    if (!s.len)
        return true;
    word->has_zone = true;
    word->offset = 0;
    if (str_is(s, "Z") || str_is(s, "z") || str_is(s, "UTC") ||
        str_is(s, "GMT"))
        return true;
    bool is_behind = take_char(&s, '-');
    if (!is_behind && !take_char(&s, '+'))
        return false;
    if (!take_digits(&s, 2, &hours) || hours > 18)
        return false;
    bool has_colon = take_char(&s, ':');
    if ((has_colon || s.len) && (!take_digits(&s, 2, &minutes) || s.len))
        return false;
    word->offset = (hours * 60 + minutes) * 60 * (is_behind ? -1 : 1);
    return minutes < 60;
}

static bool noon_read(Str *s, int *hour)
{
    Str rest = str_trim(*s);
    bool is_pm = str_starts(rest, STR("PM")) || str_starts(rest, STR("pm"));

    if (!is_pm && !str_starts(rest, STR("AM")) && !str_starts(rest, STR("am")))
        return true;
    *s = str_slice(rest, 2, rest.len);
    bool ok = *hour >= 1 && *hour <= 12;
    *hour = *hour % 12 + (is_pm ? 12 : 0);
    return ok;
}

/* Seconds into the day; what follows stays in *s. */
static bool time_read(Str *s, int32_t *seconds)
{
    int hour, minute, second = 0;
    bool is_long = s->len > 1 && is_digit(s->at[1]);

    if (!take_digits(s, is_long ? 2 : 1, &hour) || !take_char(s, ':') ||
        !take_digits(s, 2, &minute))
        return false;
    if (take_char(s, ':') && !take_digits(s, 2, &second))
        return false;
    if (take_char(s, '.') || take_char(s, ','))
        while (s->len && is_digit(s->at[0]))
            *s = str_slice(*s, 1, s->len);
    if (!noon_read(s, &hour))
        return false;
    *seconds = (hour * 60 + minute) * 60 + second;
    return hour < 24 && minute < 60 && second <= 60;
}

/* Into the client's zone: the day there, which may be the one beside. */
static void day_move(const ClientCalendar *c, int32_t seconds, TimeWord *word)
{
    const int64_t day = 86400;
    int64_t utc = word->from * day + seconds - word->offset;
    int64_t local = utc + zone_offset(c->zone, utc);
    int32_t there = (int32_t)((local < 0 ? local - (day - 1) : local) / day);

    word->is_moved = there != word->from;
    word->from = word->to = there;
}

bool clock_read(const ClientCalendar *c, Str s, TimeWord *word)
{
    int32_t seconds;

    /* "[Europe/Paris]" behind an offset only repeats it */
    if (s.len && s.at[s.len - 1] == ']')
        s = str_slice(s, 0, str_find(s, STR("[")));
    if (!time_read(&s, &seconds) || !offset_read(str_trim(s), word))
        return false;
    if (word->has_zone && c->zone)
        day_move(c, seconds, word);
    return true;
}

/* ---- Words -------------------------------------------------------------- */

/* "-07-01", and a time behind it, after a year. */
static bool day_read(const ClientCalendar *c, Str s, TimeWord *out)
{
    Date date;

    if (s.len < 10 || !date_parse(str_slice(s, 0, 10), &date))
        return false;
    word_set(c, out, STRETCH_DAY, date_to_days(date));
    if (s.len == 10)
        return true;
    return (s.at[10] == 'T' || s.at[10] == ' ') &&
           clock_read(c, str_trim(str_slice(s, 11, s.len)), out);
}

/* "2026", "2026-07", "2026-Q3", "2026-H1", "2026-W27" */
static bool year_read(const ClientCalendar *c, Str s, TimeWord *out)
{
    int year, n;
    int32_t day;

    if (!take_digits(&s, 4, &year) || !year)
        return false;
    if (str_starts(s, STR("-W"))) {
        s = str_slice(s, 2, s.len);
        return take_digits(&s, 2, &n) && !s.len &&
               week_first_day(year, n, &day) &&
               word_set(c, out, STRETCH_WEEK, day);
    }
    if (calendar_has_weeks(c))
        return false;
    if (!s.len)
        return year_part(c, s, year, 1, out);
    if (!take_char(&s, '-') || !s.len)
        return false;
    if (s.at[0] == 'Q' || s.at[0] == 'H')
        return s.len == 2 && year_part(c, s, year, 1, out);
    return take_digits(&s, 2, &n) && !s.len && n >= 1 && n <= 12 &&
           months_set(c, out, STRETCH_MONTH, year, n);
}

bool time_word_read(const ClientCalendar *c, Str s, TimeWord *out)
{
    *out = (TimeWord){ 0 };
    return day_read(c, s, out) || year_read(c, s, out) ||
           fiscal_read(c, s, out);
}

/* ---- Writing ------------------------------------------------------------ */

static Str iso_week(Arena *a, int32_t from)
{
    int32_t year = date_of_days(from + 3).year; /* its Thursday's */

    return str_format(a, "%04d-W%02d", (int)year,
                      (int)(from - first_monday(year)) / 7 + 1);
}

/* "FY2026 P3" */
static Str fiscal_word(Arena *a, const ClientCalendar *c, Stretch stretch,
                       int32_t month)
{
    static const char letters[STRETCH_COUNT] = { 0, 0, 'P', 'Q', 'H', 0 };
    int months = stretch_months(stretch);
    int called = (int)year_called(c, year_first_month(c, month));

    if (stretch == STRETCH_YEAR)
        return str_format(a, "FY%04d", called);
    return str_format(a, "FY%04d %c%d", called, letters[stretch],
                      (int)into_year(c, month) / months + 1);
}

Str time_word(Arena *a, const ClientCalendar *c, Stretch stretch, int32_t from)
{
    Date d = date_of_days(from);
    int months = stretch_months(stretch);

    if (stretch == STRETCH_WEEK && date_weekday(d) == 0)
        return iso_week(a, from);
    if (!months)
        return date_iso(a, d);
    if (calendar_has_weeks(c))
        return fiscal_word(a, c, stretch, month_of_day(c, from));
    if (stretch == STRETCH_MONTH)
        return str_format(a, "%04d-%02d", (int)d.year, d.month);
    if ((d.month - 1) % months)
        return fiscal_word(a, c, stretch, month_of_day(c, from));
    if (stretch == STRETCH_YEAR)
        return str_format(a, "%04d", (int)d.year);
    return str_format(a, "%04d-%c%d", (int)d.year,
                      stretch == STRETCH_QUARTER ? 'Q' : 'H',
                      (d.month - 1) / months + 1);
}
