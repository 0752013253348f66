/* csv_number.c - numbers as people and platforms write them. */

#include "data/csv.h"

/* ---- What is no number -------------------------------------------------- */

bool csv_is_missing(Str s)
{
    static const char *const words[] = {
        "",     "-",    "--",  "\xE2\x80\x93", "\xE2\x80\x94",
        "n/a",  "N/A",  "na",  "NA",           "#N/A",
        "null", "NULL", "NaN", "nan",          "None"
    };

    if (s.len && s.at[0] >= '0' && s.at[0] <= '9')
        return false; /* most cells */
    s = str_trim(s);
    if (s.len > 4)
        return false;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(s, words[i]))
            return true;
    return false;
}

bool csv_is_bound(Str s)
{
    static const char *const signs[] = { "<", ">", "\xE2\x89\xA4",
                                         "\xE2\x89\xA5" };

    s = str_trim(s);
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        Str sign = str_of(signs[i]);
        if (str_starts(s, sign) && s.len > sign.len) {
            bool is_ambiguous, is_percent;
            Str rest = str_trim(str_slice(s, sign.len, s.len));
            return csv_number_marks(rest, &is_ambiguous, &is_percent) != 0;
        }
    }
    return false;
}

/* ---- Locales ------------------------------------------------------------ */

char csv_mark_of_locale(Str tag)
{
    /* languages whose decimal mark is a comma, as CLDR has them */
    static const char commas[] =
        " af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is "
        "it ka kk ky lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk "
        "uz vi ";
    static const char dots[] = " en ja ko zh th he hi ms ar fa bn ta te mr ";
    static const char dot_regions[] = " de-CH de-LI it-CH es-MX es-US es-PR "
                                      "es-GT es-HN es-NI es-SV es-PA es-DO "
                                      "es-PE ";
    Str language = str_slice(tag, 0, str_find(tag, STR("-")));
    char word[12];

    if (language.len < 2 || language.len > 3 || tag.len > 8)
        return 0;
    word[0] = ' ';
    memcpy(word + 1, tag.at, tag.len);
    memcpy(word + 1 + tag.len, " ", 2);
    if (strstr(dot_regions, word))
        return '.';
    memcpy(word + 1 + language.len, " ", 2);
    if (strstr(commas, word))
        return ',';
    return strstr(dots, word) ? '.' : 0;
}

/* ---- Around the digits -------------------------------------------------- */

typedef struct {
    Str core; /* digits, separators and an exponent */
    bool is_negative;
    bool is_percent;
} Dressed;

static bool take_prefix(Str *s, const char *part)
{
    Str p = str_of(part);

    if (!str_starts(*s, p))
        return false;
    *s = str_slice(*s, p.len, s->len);
    return true;
}

static bool take_suffix(Str *s, const char *part)
{
    Str p = str_of(part);

    if (!str_ends(*s, p))
        return false;
    *s = str_slice(*s, 0, s->len - p.len);
    return true;
}

/* Spaces of any width at both ends. */
static Str trim_wide(Str s)
{
    static const char *const spaces[] = { "\xC2\xA0", "\xE2\x80\xAF",
                                          "\xE2\x80\x89" };
    size_t before;

    do {
        before = s.len;
        s = str_trim(s);
        for (size_t i = 0; i < COUNT_OF(spaces); i++) {
            take_prefix(&s, spaces[i]);
            take_suffix(&s, spaces[i]);
        }
    } while (s.len != before);
    return s;
}

static bool take_sign(Str *s, bool *is_negative)
{
    if (take_prefix(s, "-") || take_prefix(s, "\xE2\x88\x92")) {
        *is_negative = !*is_negative;
        return true;
    }
    return take_prefix(s, "+");
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "$", "R$", "zl", "GBP": one currency at either end. */
static void take_currency(Str *s)
{
    static const char *const signs[] = { "US$",          "R$",
                                         "A$",           "C$",
                                         "S/",           "$",
                                         "\xE2\x82\xAC", "\xC2\xA3",
                                         "\xC2\xA5",     "\xE2\x82\xB9",
                                         "\xE2\x82\xA9", "\xE2\x82\xBA",
                                         "\xE2\x82\xAB", "\xE2\x82\xB4",
                                         "\xE0\xB8\xBF", "z\xC5\x82",
                                         "kr.",          "kr",
                                         "K\xC4\x8D",    "Ft",
                                         "Fr.",          "Rp" };

    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (take_prefix(s, signs[i]) || take_suffix(s, signs[i]))
            return;
    if (s->len <= 3)
        return;
    const char *first = s->at, *last = s->at + s->len - 3;
    if (is_upper(first[0]) && is_upper(first[1]) && is_upper(first[2]))
        *s = str_slice(*s, 3, s->len);
    else if (is_upper(last[0]) && is_upper(last[1]) && is_upper(last[2]))
        *s = str_slice(*s, 0, s->len - 3);
}

Str csv_money_sign(Str s)
{
    Str rest = trim_wide(s);
    bool is_negative;

    if (rest.len > 2 && rest.at[0] == '(' && rest.at[rest.len - 1] == ')')
        rest = trim_wide(str_slice(rest, 1, rest.len - 1));
    take_sign(&rest, &is_negative);
    rest = trim_wide(rest);
    Str all = rest;
    take_currency(&rest);
    return rest.at > all.at ? (Str){ all.at, (size_t)(rest.at - all.at) }
                            : (Str){ rest.at + rest.len, all.len - rest.len };
}

static Dressed undress(Str s)
{
    Dressed d = { 0 };

    s = trim_wide(s);
    if (s.len > 2 && s.at[0] == '(' && s.at[s.len - 1] == ')') {
        d.is_negative = true;
        s = trim_wide(str_slice(s, 1, s.len - 1));
    }
    bool has_sign = take_sign(&s, &d.is_negative);
    d.is_percent = take_suffix(&s, "%");
    s = trim_wide(s);
    if (!d.is_percent) {
        take_currency(&s);
        s = trim_wide(s);
    }
    if (!has_sign && take_sign(&s, &d.is_negative))
        s = trim_wide(s);
    d.core = s;
    return d;
}

/* ---- Digits and separators ---------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The separator at the start of `s`: its length, and a letter for its kind. */
static size_t separator(Str s, char *kind)
{
    static const struct {
        const char *text;
        char kind;
    } all[] = {
        { ".", '.' },
        { ",", ',' },
        { "'", '\'' },
        { "\xE2\x80\x99", '\'' },
        { " ", ' ' },
        { "\xC2\xA0", ' ' },
        { "\xE2\x80\xAF", ' ' },
        { "\xE2\x80\x89", ' ' },
    };

    for (size_t i = 0; i < COUNT_OF(all); i++) {
        Str text = str_of(all[i].text);
        if (str_starts(s, text)) {
            *kind = all[i].kind;
            return text.len;
        }
    }
    return 0;
}

enum { MOST_GROUPS = 16 };

/* Runs of digits and what stands between them. */
typedef struct {
    size_t count; /* of runs */
    size_t lens[MOST_GROUPS];
    char between[MOST_GROUPS];
    bool has_leading_zero;
} Runs;

static bool runs_of(Str s, Runs *r)
{
    size_t i = 0;

    *r = (Runs){ .count = 1 };
    r->has_leading_zero = s.len && s.at[0] == '0';
    while (i < s.len) {
        if (is_digit(s.at[i])) {
            r->lens[r->count - 1]++;
            i++;
            continue;
        }
        size_t step =
            separator(str_slice(s, i, s.len), &r->between[r->count - 1]);
        if (!step || r->count == MOST_GROUPS)
            return false;
        r->count++;
        i += step;
    }
    return true;
}

/* Whether the first `count` runs are a whole number in groups. */
static bool is_grouped(const Runs *r, size_t count, char mark)
{
    if (count == 1)
        return true;
    if (r->has_leading_zero || r->lens[0] < 1 || r->lens[0] > 3 ||
        r->lens[count - 1] != 3 || r->between[0] == mark)
        return false;
    for (size_t i = 0; i + 1 < count; i++) {
        if (r->between[i] != r->between[0])
            return false;
        if (i && r->lens[i] != 3 && r->lens[i] != 2) /* lakh and crore: 2 */
            return false;
    }
    return true;
}

static bool fits_mark(const Runs *r, char mark)
{
    size_t whole = r->count;

    if (r->count > 1 && r->between[r->count - 2] == mark)
        whole--;
    if (!is_grouped(r, whole, mark))
        return false;
    return r->lens[0] || (whole < r->count && r->lens[r->count - 1]);
}

/* "E+05" at the end of a spreadsheet's number. */
static bool split_exponent(Str *core, int *exponent)
{
    size_t i = core->len, digits = 0;

    *exponent = 0;
    while (i > 0 && is_digit(core->at[i - 1]) && digits < 3) {
        i--;
        digits++;
    }
    bool is_negative = i > 0 && core->at[i - 1] == '-';
    if (i > 0 && (core->at[i - 1] == '-' || core->at[i - 1] == '+'))
        i--;
    if (!digits || i < 2 || (core->at[i - 1] != 'E' && core->at[i - 1] != 'e'))
        return memchr(core->at, 'e', core->len) == NULL &&
               memchr(core->at, 'E', core->len) == NULL;
    for (size_t k = core->len - digits; k < core->len; k++)
        *exponent = *exponent * 10 + (core->at[k] - '0');
    if (is_negative)
        *exponent = -*exponent;
    *core = str_slice(*core, 0, i - 1);
    return true;
}

unsigned csv_number_marks(Str s, bool *is_ambiguous, bool *is_percent)
{
    unsigned marks = 0;
    int exponent;
    Runs r;

    *is_ambiguous = *is_percent = false;
    if (!s.len || s.len > 80)
        return 0;
    Dressed d = undress(s);
    if (!d.core.len || !split_exponent(&d.core, &exponent) ||
        !runs_of(d.core, &r))
        return 0;
    if (fits_mark(&r, '.'))
        marks |= MARK_DOT;
    if (fits_mark(&r, ','))
        marks |= MARK_COMMA;
    bool has_mark = false;
    for (size_t i = 0; i + 1 < r.count; i++)
        has_mark |= r.between[i] == '.' || r.between[i] == ',';
    *is_ambiguous = has_mark && marks == (MARK_DOT | MARK_COMMA);
    *is_percent = d.is_percent;
    return marks;
}

/* The digits of `core` as JSON writes numbers. */
static size_t plain_digits(Str core, char mark, bool is_negative, char *out)
{
    size_t len = 0, first;

    if (is_negative)
        out[len++] = '-';
    first = len;
    for (size_t i = 0; i < core.len; i++) {
        if (is_digit(core.at[i])) {
            if (len == first + 1 && out[first] == '0')
                len = first; /* zeros in front */
            out[len++] = core.at[i];
        } else if (core.at[i] == mark) {
            if (len == first)
                out[len++] = '0';
            if (i + 1 == core.len)
                return len; /* "144." */
            out[len++] = '.';
            memcpy(out + len, core.at + i + 1, core.len - i - 1);
            return len + core.len - i - 1;
        }
    }
    return len;
}

bool csv_number_read(Str s, char mark, Decimal *out, bool *is_percent)
{
    char text[96];
    int exponent;
    Runs r;

    if (!s.len || s.len > 80)
        return false;
    Dressed d = undress(s);
    if (!d.core.len || !split_exponent(&d.core, &exponent) ||
        !runs_of(d.core, &r) || !fits_mark(&r, mark))
        return false;
    size_t len = plain_digits(d.core, mark, d.is_negative, text);
    *is_percent = d.is_percent;
    if (!decimal_parse((Str){ text, len }, out))
        return false;
    out->exponent += exponent;
    return true;
}

/* ---- Durations ---------------------------------------------------------- */

bool csv_duration_read(Str s, int64_t *seconds)
{
    int64_t parts[3] = { 0 };
    size_t count = 0, digits = 0;

    s = str_trim(s);
    if (!s.len || s.len > 12)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (is_digit(s.at[i])) {
            parts[count] = parts[count] * 10 + (s.at[i] - '0');
            digits++;
        } else if (s.at[i] == ':' && digits && count < 2) {
            count++;
            digits = 0;
        } else {
            return false;
        }
    }
    if (!count || digits != 2 || parts[count] > 59 ||
        (count == 2 && parts[1] > 59))
        return false;
    *seconds = count == 2 ? parts[0] * 3600 + parts[1] * 60 + parts[2]
                          : parts[0] * 60 + parts[1];
    return true;
}
