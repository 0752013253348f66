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
    return zone_read(env, root, out) && has_year;
}
