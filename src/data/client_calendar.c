/* client_calendar.c - the calendar that `client:` describes. */

#include "data/client_calendar.h"

static bool fault(Env *env, const Value *v, const char *message)
{
    diag_error(env->diags, v->span, "%s", message)->code = "data/type";
    return false;
}

static const Value *given(const Value *root, const char *path)
{
    const Value *v = value_path(root, path);

    return v && v->kind != VALUE_NULL ? v : NULL;
}

static bool fiscal_year_read(Env *env, const Value *root, ClientCalendar *out)
{
    const Value *start = given(root, "client.fiscal_year_starts");
    const Value *named = given(root, "client.fiscal_year_named");
    int64_t month = 1;

    out->named_by_end =
        named && named->kind == VALUE_TEXT && str_is(named->as.text, "end");
    if (start &&
        (start->kind != VALUE_NUMBER ||
         !decimal_to_int(start->as.number, &month) || month < 1 || month > 12))
        return fault(env, start,
                     "client.fiscal_year_starts: expected a month, 1 to 12");
    out->fiscal_start = (int)month;
    return true;
}

/* The number of the word that `key` of the client holds among `words`, `usual`
 * if it is not given; false if reported. */
static bool word_read(Env *env, const Value *root, const char *key,
                      const Str *words, size_t count, int usual, int *out)
{
    Str path = str_format(env->arena, "client.%s", key);
    const Value *v = given(root, path.at);
    Str word = v && v->kind == VALUE_TEXT ? v->as.text : STR("");

    *out = usual;
    if (!v)
        return true;
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, words[i])) {
            *out = (int)i;
            return true;
        }
    Str all = str_join(env->arena, words, count, STR(", "));
    Str near = word.len ? str_nearest(word, words, count) : STR("");
    Diag *d = diag_error(env->diags, v->span, "%.*s: expected one of %.*s",
                         STR_ARG(path), STR_ARG(all));
    d->code = "data/type";
    if (near.len)
        d->hint = str_format(env->arena, "did you mean '%.*s'?", STR_ARG(near));
    return false;
}

/* 4-4-5 and its like, and with which day their years begin. */
static bool weeks_read(Env *env, const Value *root, ClientCalendar *out)
{
    static const Str patterns[] = {
        { "months", 6 }, { "4-4-5", 5 }, { "4-5-4", 5 }, { "5-4-4", 5 }
    };
    static const Str days[] = { { "monday", 6 },    { "tuesday", 7 },
                                { "wednesday", 9 }, { "thursday", 8 },
                                { "friday", 6 },    { "saturday", 8 },
                                { "sunday", 6 } };
    static const Str rules[] = { { "nearest", 7 }, { "before", 6 } };
    int pattern, day, rule;

    if (!word_read(env, root, "fiscal_calendar", patterns, COUNT_OF(patterns),
                   WEEKS_NONE, &pattern) ||
        !word_read(env, root, "fiscal_week_starts", days, COUNT_OF(days), 6,
                   &day) ||
        !word_read(env, root, "fiscal_year_begins", rules, COUNT_OF(rules), 0,
                   &rule))
        return false;
    out->weeks = (WeekPattern)pattern;
    out->week_start = day;
    out->begins_before = rule == 1;
    return true;
}

static bool zone_read(Env *env, const Value *root, ClientCalendar *out)
{
    const Value *v = given(root, "client.timezone");

    if (!v)
        return true;
    if (v->kind != VALUE_TEXT)
        return fault(env, v,
                     "client.timezone: expected a name such as Europe/London");
    out->zone = zone_open(env, v->as.text, v->span);
    return out->zone != NULL;
}

bool client_calendar_read(Env *env, const Value *root, ClientCalendar *out)
{
    *out = (ClientCalendar){ .fiscal_start = 1 };
    bool has_year = fiscal_year_read(env, root, out);
    bool has_weeks = weeks_read(env, root, out);
    return zone_read(env, root, out) && has_year && has_weeks;
}
