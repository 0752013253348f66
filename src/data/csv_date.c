/* csv_date.c - days as people and platforms write them. */

#include "data/csv.h"

/* ---- The calendar ------------------------------------------------------- */

static bool is_day(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in_month(year, month);
}

int32_t csv_day_of(int year, int month, int day)
{
    return date_to_days((Date){ year, (int8_t)month, (int8_t)day });
}

void csv_date_of(int32_t day, int *year, int *month, int *day_of_month)
{
    Date d = date_of_days(day);

    *year = d.year;
    *month = d.month;
    *day_of_month = d.day;
}

Str csv_day_text(Arena *a, int32_t day)
{
    return date_iso(a, date_of_days(day));
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

/* 0 if it is no year. */
static int year_of(const Part *p)
{
    return p->digits == 2   ? year_of_two_digits(p->number)
           : p->digits == 4 ? p->number
                            : 0;
}

/* Days, weeks and the calendar's months. */
static bool set_stretch(TimeWord *out, Stretch stretch, int32_t from)
{
    out->stretch = stretch;
    out->from = from;
    out->to = stretch_end(NULL, stretch, from);
    return true;
}

static bool set_day(TimeWord *out, int year, int month, int day)
{
    return is_day(year, month, day) &&
           set_stretch(out, STRETCH_DAY, csv_day_of(year, month, day));
}

static bool set_months(TimeWord *out, Stretch stretch, int year, int month)
{
    return is_day(year, month, 1) &&
           set_stretch(out, stretch, csv_day_of(year, month, 1));
}

/* "24 Mar 2021", "Mar 24, 2021", "Mar 2021" */
static bool named_month(const Part *p, size_t count, TimeWord *out)
{
    int month;

    if (count == 2 && p[0].word.len && p[1].digits == 4) {
        month = month_of_name(p[0].word);
        return month && set_months(out, STRETCH_MONTH, p[1].number, month);
    }
    if (count != 3 || !year_of(&p[2]))
        return false;
    const Part *name = p[0].word.len ? &p[0] : &p[1];
    const Part *number = p[0].word.len ? &p[1] : &p[0];
    month = name->word.len ? month_of_name(name->word) : 0;
    out->is_short_year = p[2].digits == 2;
    return month && number->digits && number->digits <= 2 &&
           set_day(out, year_of(&p[2]), month, number->number);
}

/* Numbers alone, the year last. */
static bool year_last(const Part *p, DateOrder wanted, TimeWord *out,
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
    out->is_short_year = p[2].digits == 2;
    return wanted == ORDER_MDY || !is_dmy ? set_day(out, year, a, b)
                                          : set_day(out, year, b, a);
}

/* "Q3 2026" */
static bool quarter(const Part *p, size_t count, TimeWord *out)
{
    return count == 3 && str_is(p[0].word, "Q") && p[1].digits == 1 &&
           p[1].number <= 4 && p[2].digits == 4 &&
           set_months(out, STRETCH_QUARTER, p[2].number, p[1].number * 3 - 2);
}

/* "2026 week 9", "Week 35" of a year that is known */
static bool week(const Part *p, size_t count, int year, TimeWord *out)
{
    size_t at = p[0].digits == 4 ? 1 : 0;
    int32_t day;

    if (at)
        year = p[0].number;
    if (count != at + 2 || !p[at + 1].digits || p[at + 1].digits > 2 || !year)
        return false;
    Str w = p[at].word;
    if (!str_is(w, "W") && !str_is(w, "w") && !begins_with(w, STR("week")) &&
        !begins_with(w, STR("kw")) && !begins_with(w, STR("wk")))
        return false;
    return week_first_day(year, p[at + 1].number, &day) &&
           set_stretch(out, STRETCH_WEEK, day);
}

/* Takes the time of day off *s, if there is one. */
static Str clock_take(Str *s)
{
    size_t colon = str_find(*s, STR(":")), i = colon;

    if (colon == s->len || colon < 3)
        return STR("");
    while (i > 0 && s->at[i - 1] != ' ' && s->at[i - 1] != 'T')
        i--;
    if (i <= 1)
        return STR("");
    Str clock = str_slice(*s, i, s->len);
    *s = str_trim(str_slice(*s, 0, i - 1));
    return clock;
}

/* Of numbers alone. */
static bool numbers_read(const Part *p, size_t count, DateOrder wanted,
                         TimeWord *out, DateOrder *order)
{
    for (size_t i = 0; i < count; i++)
        if (!p[i].digits)
            return false;
    if (count == 1 && p[0].digits == 8)
        return set_day(out, p[0].number / 10000, p[0].number / 100 % 100,
                       p[0].number % 100);
    if (count == 2 && p[0].digits == 4 && p[1].digits <= 2 && p[0].after == '-')
        return set_months(out, STRETCH_MONTH, p[0].number, p[1].number);
    if (count == 3 && p[0].digits == 4)
        return set_day(out, p[0].number, p[1].number, p[2].number);
    return count == 3 && year_of(&p[2]) && p[0].after == p[1].after &&
           year_last(p, wanted, out, order);
}

CsvDateRules csv_date_rules(const Csv *c, DateOrder order)
{
    return (CsvDateRules){ &c->spec->calendar, order, (int)c->spec->year };
}

bool csv_date_read(Str s, const CsvDateRules *rules, TimeWord *out,
                   DateOrder *order)
{
    Part p[MOST_PARTS];

    *order = ORDER_ISO;
    s = str_trim(s);
    if (time_word_read(rules->calendar, s, out))
        return true;
    Str clock = clock_take(&s);
    if (s.len < 4 || s.len > 40)
        return false;
    *out = (TimeWord){ 0 };
    size_t count = parts_of(s, p);
    if (!count || (!numbers_read(p, count, rules->order, out, order) &&
                   !named_month(p, count, out) && !quarter(p, count, out) &&
                   !week(p, count, rules->year, out)))
        return false;
    /* where years are made of weeks, no calendar month is one of theirs */
    if (rules->calendar->weeks && stretch_months(out->stretch))
        return false;
    return !clock.len || (out->stretch == STRETCH_DAY &&
                          clock_read(rules->calendar, clock, out));
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
    static const ClientCalendar usual;
    const CsvDateRules rules = { &usual, ORDER_EITHER, 0 };
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
            TimeWord word;
            if (!csv_date_read(str_slice(line, i, i + len), &rules, &word,
                               &order) ||
                order == ORDER_EITHER)
                continue;
            days[count] = word.from;
            found = len;
        }
        count += found > 0;
        i += found ? found : 1;
    }
    return count;
}
