/* filters_testing.c - intervals, tests, scores and what stands out. */

#include "eval/filters.h"
#include "metrics/growth.h"
#include "metrics/statistics.h"

#include <math.h>

/* The number of an argument or the subject; NaN where there is none. */
static double double_of(const Value *v)
{
    return v->kind == VALUE_NUMBER ? decimal_to_double(v->as.number) : NAN;
}

static void put_double(Arena *a, MemberList *m, const char *key, double x)
{
    map_put(a, m, key, value_of_double(x));
}

/* ---- Rates -------------------------------------------------------------- */

static Value filter_wilson(Machine *m, const Call *call)
{
    int64_t level = filter_int(m, call, 1, 95, 80, 95);
    Estimate e;
    MemberList out = { 0 };

    if (m->failed)
        return value_absent();
    if (level != 80 && level != 95)
        return call_fail(m, call, "level is 80 or 95");
    if (!wilson_interval(double_of(&call->subject),
                         double_of(filter_arg(call, 0)),
                         level == 80 ? CONFIDENCE_80 : CONFIDENCE_95, &e))
        return value_null();
    put_double(m->arena, &out, "rate", e.value);
    put_double(m->arena, &out, "low", e.low);
    put_double(m->arena, &out, "high", e.high);
    return value_map(out.at, out.len);
}

static Value filter_z_test(Machine *m, const Call *call)
{
    ProportionTest t;
    MemberList out = { 0 };

    if (!proportions_test(
            double_of(&call->subject), double_of(filter_arg(call, 0)),
            double_of(filter_arg(call, 1)), double_of(filter_arg(call, 2)), &t))
        return value_null();
    put_double(m->arena, &out, "difference", t.difference);
    put_double(m->arena, &out, "low", t.low);
    put_double(m->arena, &out, "high", t.high);
    put_double(m->arena, &out, "z", t.z);
    put_double(m->arena, &out, "p", t.p);
    map_put(m->arena, &out, "is_large_enough", value_bool(t.is_large_enough));
    map_put(m->arena, &out, "is_significant", value_bool(t.is_significant));
    return value_map(out.at, out.len);
}

/* ---- Net promoter score ------------------------------------------------- */

typedef struct {
    int64_t promoters;
    int64_t passives;
    int64_t detractors;
} Answers;

static bool answer_add(Machine *m, const Call *call, const Value *v, Answers *a)
{
    int64_t score;

    if (value_is_nothing(v))
        return true;
    if (v->kind != VALUE_NUMBER || !decimal_to_int(v->as.number, &score) ||
        score < 0 || score > 10) {
        call_fail(m, call, "expected whole scores from 0 to 10, found %.*s",
                  STR_ARG(v->kind == VALUE_NUMBER ? value_print(m, *v)
                                                  : value_described(m, v)));
        return false;
    }
    a->promoters += score >= 9;
    a->detractors += score <= 6;
    a->passives += score == 7 || score == 8;
    return true;
}

static bool count_at(Machine *m, const Call *call, const char *key,
                     int64_t *out)
{
    const Value *v = value_at(&call->subject, key);

    *out = 0;
    if (!v || value_is_nothing(v))
        return true;
    if (v->kind == VALUE_NUMBER && decimal_to_int(v->as.number, out) &&
        *out >= 0 && *out <= INT32_MAX)
        return true;
    call_fail(m, call, "expected a count in '%s'", key);
    return false;
}

/* Scores in a list, scores in a field of rows, or a map of three counts. */
static bool answers_read(Machine *m, const Call *call, Answers *a)
{
    Str field = filter_text(m, call, 0, STR(""));
    Values list;

    if (m->failed)
        return false;
    if (call->subject.kind == VALUE_MAP)
        return count_at(m, call, "promoters", &a->promoters) &&
               count_at(m, call, "passives", &a->passives) &&
               count_at(m, call, "detractors", &a->detractors);
    if (!filter_list(m, call, &list) || !filter_steps(m, call, list.len) ||
        (field.len && !field_check(m, call, list, field)))
        return false;
    for (size_t i = 0; i < list.len; i++) {
        Value v = field_of(&list.at[i], field);
        if (!answer_add(m, call, &v, a))
            return false;
    }
    return true;
}

static Value score_value(Machine *m, const Answers *a, int64_t least)
{
    int64_t n = a->promoters + a->passives + a->detractors;
    bool is_shown = n >= least && n > 0;
    double error = nps_standard_error((double)a->promoters,
                                      (double)a->detractors, (double)n);
    double margin = confidence_z(CONFIDENCE_95) * error;
    Amount score = nps_of(decimal_of_int(a->promoters),
                          decimal_of_int(a->detractors), decimal_of_int(n));
    MemberList out = { 0 };

    double points = is_shown ? decimal_to_double(score.number) : NAN;
    map_put(m->arena, &out, "score",
            is_shown ? value_of_amount(score) : value_null());
    put_double(m->arena, &out, "margin", is_shown ? margin : NAN);
    put_double(m->arena, &out, "low", fmax(points - margin, -100));
    put_double(m->arena, &out, "high", fmin(points + margin, 100));
    if (!is_shown) {
        map_put(m->arena, &out, "low", value_null());
        map_put(m->arena, &out, "high", value_null());
    }
    map_put(m->arena, &out, "n", value_int(n));
    map_put(m->arena, &out, "promoters",
            is_shown ? value_int(a->promoters) : value_null());
    map_put(m->arena, &out, "passives",
            is_shown ? value_int(a->passives) : value_null());
    map_put(m->arena, &out, "detractors",
            is_shown ? value_int(a->detractors) : value_null());
    map_put(m->arena, &out, "is_small", value_bool(n < NPS_SMALL));
    map_put(m->arena, &out, "is_suppressed", value_bool(n > 0 && n < least));
    return value_map(out.at, out.len);
}

static Value filter_nps(Machine *m, const Call *call)
{
    Answers a = { 0 };

    return answers_read(m, call, &a) ? score_value(m, &a, 1) : value_absent();
}

/* Of staff: so few answers that they would name the people are not shown. */
static Value filter_enps(Machine *m, const Call *call)
{
    Answers a = { 0 };

    return answers_read(m, call, &a) ? score_value(m, &a, STAFF_LEAST)
                                     : value_absent();
}

/* ---- What stands out ---------------------------------------------------- */

static Value anomaly_value(Machine *m, const Value *item, size_t place,
                           const Anomaly *a, double x)
{
    MemberList out = { 0 };

    map_put(m->arena, &out, "place", value_int((int64_t)place));
    map_put(m->arena, &out, "item", *item);
    put_double(m->arena, &out, "value", x);
    put_double(m->arena, &out, "expected", a->expected);
    put_double(m->arena, &out, "score", a->score);
    return value_map(out.at, out.len);
}

/* False where a number is missing: what is missing cannot be scored. */
static bool doubles_read(const Values *list, const Value *field, double *out)
{
    for (size_t i = 0; i < list->len; i++) {
        Amount a = item_amount(&list->at[i], field);
        out[i] = a.is_known ? decimal_to_double(a.number) : NAN;
        if (!isfinite(out[i]))
            return false;
    }
    return true;
}

static Value filter_anomalies(Machine *m, const Call *call)
{
    size_t season = (size_t)filter_int(m, call, 1, 12, 1, 366);
    ValueList out = { 0 };

    if (m->failed || !subject_is_list(m, call) || !list_field_check(m, call, 0))
        return m->failed ? value_absent() : value_null();
    const Values *list = &call->subject.as.list;
    Arena *scratch = m->env->scratch;
    ArenaMark mark = arena_save(scratch);
    double *y = arena_make_array(scratch, double, list->len);
    Anomaly *found = arena_make_array(scratch, Anomaly, list->len);
    if (doubles_read(list, filter_arg(call, 0), y) &&
        anomalies_find(scratch, y, list->len, season, found))
        for (size_t i = 0; i < list->len; i++)
            if (found[i].is_anomaly)
                *list_add(m->arena, &out) =
                    anomaly_value(m, &list->at[i], i, &found[i], y[i]);
    arena_rewind(scratch, mark);
    return value_of_items(&out);
}

const Filter TESTING_FILTERS[] = {
    { "wilson", filter_wilson, "n level=",
      "a count of n as a rate with its interval: {rate, low, high}" },
    { "z_test", filter_z_test, "n other other_n",
      "two shares compared: {difference, low, high, z, p, is_significant}" },
    { "nps", filter_nps, "field=",
      "net promoter score of answers: {score, margin, low, high, n, ...}" },
    { "enps", filter_enps,
      "field=", "the same of staff: nothing of fewer than five answers" },
    { "anomalies", filter_anomalies, "field= season=",
      "what stands out: {place, item, value, expected, score}" },
    { NULL, NULL, NULL, NULL }
};
