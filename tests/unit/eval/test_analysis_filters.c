/*
 * test_analysis_filters.c - filters that forecast, compare and test, as
 * templates call them: what comes out, and what is said when it cannot.
 */

#include "test.h"

#include "data/data.h"
#include "eval/machine.h"

static const char DATA[] =
    "nothing: null\n"
    "line: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]\n"
    "falling: [50, 40, 30, 20, 10]\n"
    "mixed: [5, null, 7, 8, 9, 10, 11]\n"
    "months:\n"
    "  - { month: 2024-01-01, clicks: 100, spend: 50, reach: 9 }\n"
    "  - { month: 2024-02-01, clicks: 110, spend: 55, reach: 9 }\n"
    "  - { month: 2024-03-01, clicks: 120, spend: 60, reach: 9 }\n"
    "  - { month: 2024-04-01, clicks: 130, spend: 65, reach: 9 }\n"
    "  - { month: 2024-05-01, clicks: 140, spend: 70, reach: 9 }\n"
    "  - { month: 2024-06-01, clicks: 7, spend: 2, reach: 9,\n"
    "      is_partial: true }\n"
    "lines:\n"
    "  - { name: A, q: 12, r: 132, before: { q: 10, r: 100 } }\n"
    "  - { name: B, q: 4, r: 80, before: { q: 5, r: 100 } }\n"
    "  - { name: C, q: 4, r: 80, before: null }\n"
    "plan:\n"
    "  - { name: Media, spend: 110, plan: 100, revenue: 90 }\n"
    "  - { name: Fees, spend: null, plan: 50, revenue: 60 }\n"
    "segments:\n"
    "  - { name: Desktop, n: 30, of: 500, n0: 50, of0: 1000 }\n"
    "  - { name: Mobile, n: 30, of: 1500, n0: 20, of0: 1000 }\n"
    "factors: { traffic: 1200, rate: 0.025, value: 48 }\n"
    "factors_before: { traffic: 1000, rate: 0.02, value: 50 }\n"
    "orders:\n"
    "  - { who: a, day: 2026-01-05 }\n"
    "  - { who: b, day: 2026-01-20 }\n"
    "  - { who: a, day: 2026-02-03 }\n"
    "  - { who: c, day: '2026-02-11T10:30:00Z' }\n"
    "  - { who: a, day: 2026-03-01 }\n"
    "  - { who: c, day: 2026-03-09 }\n"
    "  - { who: null, day: 2026-03-09 }\n"
    "steps:\n"
    "  - { name: Seen, users: 1000 }\n"
    "  - { name: Cart, users: 250 }\n"
    "  - { name: Paid, users: 300 }\n"
    "paths:\n"
    "  - { touches: [Search, Email, Social], value: 100 }\n"
    "  - { touches: [Search], value: 50 }\n"
    "  - { touches: [], value: 9 }\n"
    "timed:\n"
    "  - touches: [ { channel: TV, days: 7 }, { channel: Search, days: 0 } ]\n"
    "platforms:\n"
    "  - { name: Google, conversions: 90 }\n"
    "  - { name: Meta, conversions: 60 }\n"
    "answers: [10, 9, 8, 7, 2, null]\n"
    "replies: [ { score: 10 }, { score: 3 } ]\n"
    "counts: { promoters: 50, passives: 29, detractors: 17 }\n"
    "days: [10, 20, 30, 11, 21, 31, 10, 20, 30, 11, 95, 31, 10, 21, 30]\n"
    "wild: [1e300, -1e300, 1e-300, 0, 1e6000, -1e6000, 1e-6000, 3, 4, 5, 6, 7,"
    " 1e300, 1e300]\n"
    "huge: [1e300, 2e300, 1e300, 2e300, 1e300, 2e300, 1e300, 2e300, 1e300]\n"
    "odd: [1, text, { a: 1 }, [2], true, null]\n"
    "wild_rows:\n"
    "  - { name: A, a: 1e300, b: 1e6000, c: -1e6000, d: 1e-6000 }\n"
    "  - { name: B, a: 0, b: -3, c: 1e34, d: 9e6000 }\n"
    "  - { name: C, a: text, b: null, c: [1], d: true }\n"
    "years:\n"
    "  - { month: 2023-12-01, v: 999 }\n";

typedef struct {
    Env *env;
    Locale *locale;
    const Value *data;
} Fixture;

static Fixture fixture_open(void)
{
    Fixture f = { .env = env_new() };
    Source *src = arena_make(f.env->arena, Source);

    *src = (Source){ .path = STR("data.yaml"), .text = str_of(DATA) };
    f.data = yaml_parse(f.env, src);
    assert_non_null(f.data);
    f.locale = locale_open(f.env, STR("en-GB"), STR("GBP"), (Span){ 0 });
    assert_non_null(f.locale);
    return f;
}

static void fixture_close(Fixture *f)
{
    locale_close(f->locale);
    env_free(f->env);
}

/* What {{ }} prints, or the first complaint after "error: ". */
static Str printed(Fixture *f, const char *expression)
{
    Machine m;

    f->env->diags->list.len = 0;
    f->env->diags->error_count = 0;
    machine_begin(&m, f->env, f->locale, f->data);
    const Expr *e = expr_compile(f->env, str_of(expression), (Span){ 0 });
    assert_non_null(e);
    Value v = expr_eval(&m, e);
    if (!m.failed)
        return value_print(&m, v);
    assert_true(f->env->diags->list.len > 0);
    return str_format(f->env->arena, "error: %.*s",
                      STR_ARG(f->env->diags->list.at[0].message));
}

typedef struct {
    const char *expression;
    const char *result;
} Row;

static void assert_rows(const Row *rows, size_t count)
{
    Fixture f = fixture_open();
    int wrong = 0;

    for (size_t i = 0; i < count; i++) {
        Str found = printed(&f, rows[i].expression);
        if (str_is(found, rows[i].result))
            continue;
        print_error("%s\n  gives %.*s\n  not   %s\n", rows[i].expression,
                    STR_ARG(found), rows[i].result);
        wrong++;
    }
    fixture_close(&f);
    assert_int_equal(wrong, 0);
}

#define DASH "\xE2\x80\x93"

TEST(forecasts_from_templates)
{
    static const Row rows[] = {
        { "line | forecast(2) | map(attribute='value') | join(' ')", "13 14" },
        { "line | forecast_total(3) | attr('method')", "linear trend" },
        { "(line | forecast_total(3, so_far=78)).value", "120" },
        { "(line | forecast_total(3)).is_clamped", "False" },
        { "(line | forecast_total(3, method='naive')).value", "36" },
        { "(line | forecast_total(2, method='straight_line')).low", DASH },
        { "(line | forecast_total(2, method='straight_line')).value", "13" },
        { "(line | forecast(1, season=6, method='seasonal_naive'))[0].value",
          "7" },
        { "(line | forecast_total(season=7, method='seasonal_naive')).method",
          "same period of the last season" },
        /* 80 and 95 % of the same run rate: mean 11, deviation 1 */
        { "(line | forecast(1, method='run_rate'))[0].high | round(4)",
          "12.4798" },
        { "(line | forecast(1, method='run_rate', level=95))[0].high | "
          "round(4)",
          "13.2632" },
        { "(falling | forecast(3))[2]", "{'value': 0, 'low': 0, 'high': 0}" },
        { "(falling | forecast_total(3)).is_clamped", "True" },
        /* from the last gap on; too little for Holt-Winters gives nothing */
        { "(mixed | forecast_total(1)).history", "5" },
        { "(mixed | forecast(1))[0].value", "12" },
        { "mixed | forecast(1, method='holt_winters')", DASH },
        { "nothing | forecast(1)", DASH },
        { "[] | forecast(1)", DASH },
        /* a month that is not over is left out */
        { "(months | forecast_total(1, 'clicks')).history", "5" },
        { "(months | forecast(1, 'clicks'))[0].value", "150" },
        { "months | forecast_ratio('spend', 'clicks', 2) | join(' ')",
          "0.5 0.5" },
        { "months | forecast(1, 'reach')",
          "error: reach does not add up and so has no forecast" },
        { "line | forecast(1, method='liner')",
          "error: there is no method 'liner'; did you mean linear" },
        { "line | forecast(1, level=90)", "error: level is 80 or 95" },
        { "line | forecast(500)",
          "error: expected a whole number from 1 to 120, found a number" },
        { "months | forecast(1, 'click')",
          "error: no row has 'click'; did you mean 'clicks'?" },
        { "months | rolling(2, 'spent')",
          "error: no row has 'spent'; did you mean 'spend'?" },
        { "5 | forecast(1)", "error: expected a list, found a number" },
        { "line | rolling_change(6)", "{'value': 57, 'before': 21, 'change': "
                                      "1.714285714285714285714285714285714}" },
        { "(line | rolling_change(12)).change", DASH },
        { "(line | rolling_change(13)).value", DASH },
        { "line | trend | last", "12" },
        { "[1, 3, 1, 3] | seasonal(season=2) | join(' ')", "50 150" },
        { "line | rolling(3) | last", "11" },
    };

    assert_rows(rows, COUNT_OF(rows));
}

TEST(a_ratio_is_forecast_by_its_parts)
{
    static const Row rows[] = {
        { "months | forecast(1, 'cpc')",
          "error: a ratio such as cpc has no forecast of its own; write "
          "forecast_ratio('spend', 'clicks')" },
    };

    assert_rows(rows, COUNT_OF(rows));
}

TEST(variances_from_templates)
{
    static const Row rows[] = {
        { "1234 | variance(1000)",
          "{'difference': 234, 'ratio': 0.234, 'verdict': 'favourable'}" },
        { "(1234 | variance(1000, better='down')).verdict", "unfavourable" },
        { "(1000 | variance(1000)).verdict", "neutral" },
        { "(5 | variance(0)).ratio", DASH },
        { "nothing | variance(1000)", DASH },
        { "1 | variance(2, better='sideways')",
          "error: better is 'up', 'down' or 'neutral', not 'sideways'" },
        { "(plan | variance_of('spend', 'plan', better='down') | "
          "first).verdict",
          "unfavourable" },
        { "(plan | variance_of('revenue', 'plan') | first).verdict",
          "unfavourable" },
        { "(plan | variance_of('spend', 'plan') | last).variance", DASH },
        { "1000 | flexed(100, 120)", "1200" },
        { "1000 | flexed(0, 120)", DASH },
        { "lines | price_volume_mix('q', 'r', 'before.q', 'before.r') | "
          "attr('price')",
          "12" },
        { "(lines | price_volume_mix('q', 'r', 'before.q', "
          "'before.r')).steps | map(attribute='name') | join(', ')",
          "before, volume, mix, price, new, now" }, /* without wording */
        { "(lines | price_volume_mix('q', 'r', 'before.q', "
          "'before.r')).steps | map(attribute='value') | sum == 584",
          "True" }, /* both totals: twice 292 */
        { "(lines | price_volume_mix('q', 'r', 'before.q', 'before.r', "
          "labels=['Q1', 'Menge'])).steps | map(attribute='name') | first",
          "Q1" },
        { "(lines | price_volume_mix('q', 'r', 'before.q', "
          "'before.r')).lines | map(attribute='kind') | join(' ')",
          "kept kept new" },
        { "(factors | decompose(factors_before, ['traffic', 'rate', "
          "'value'])).effects | map(attribute='value') | sum == 440",
          "True" },
        { "(factors | decompose(factors_before, ['traffic', 'rate', "
          "'value'])).method",
          "log mean" },
        { "factors | decompose(factors_before, ['trafic'])", DASH },
        { "factors | decompose(nothing, ['traffic'])", DASH },
        { "(segments | rate_mix('n', 'of', 'n0', 'of0')).within", "0.0025" },
        { "(segments | rate_mix('n', 'of', 'n0', 'of0')).mix", "-0.0075" },
        { "(segments | rate_mix('n', 'of', 'n0', 'of0')).is_simpson", "True" },
        { "segments | contribution('of', 'of0') | "
          "map(attribute='change') | join(' ')",
          "-500 500" },
        { "(segments | contribution('of', 'of0') | first).contribution",
          DASH }, /* the whole did not change */
        { "(segments | segment_index('n', 'of') | first).index", "200" },
        { "1200 | landing(3000, 10, 30) | attr('landing')", "3600" },
        { "(1200 | landing(3000, 10, 30)).rag", "red" },
        { "(1200 | landing(3000, 10, 30, planned=1200)).landing", "3000" },
        { "1 | landing(1, 31, 30)",
          "error: 31 of 30 days cannot have elapsed" },
        { "line | index(window=2, base=1) | last", "800" },
        { "[50, 75] | index | last", "150" },
        { "[100, 121] | cagr(years=2) | round(6)", "0.1" },
        { "years | cagr(field='v', date='month')", DASH },
        { "plan | cagr(field='spend', date='name')",
          "error: expected a date in 'name', found the text 'Media'" },
    };

    assert_rows(rows, COUNT_OF(rows));
}

TEST(cohorts_and_paths_from_templates)
{
    static const Row rows[] = {
        { "(orders | cohorts('who', 'day')).rows | "
          "map(attribute='cohort') | join(', ')",
          "Jan 2026, Feb 2026, " DASH },
        { "(orders | cohorts('who', 'day')).rows[0].age_1", "0.5" },
        { "(orders | cohorts('who', 'day')).rows[1].age_1", "1" },
        { "(orders | cohorts('who', 'day')).rows[1].age_2", DASH },
        /* 1 + 1 of 2 + 1 */
        { "(orders | cohorts('who', 'day')).rows[2].age_1 | round(4)",
          "0.6667" },
        { "(orders | cohorts('who', 'day')).rows[2].size", "3" },
        { "(orders | cohorts('who', 'day')).cells | length", "5" },
        /* March is not over: what happened in it does not count yet */
        { "(orders | cohorts('who', 'day', through='2026-03-30')).ages", "2" },
        { "(orders | cohorts('who', 'day', through='2026-03-31')).ages", "3" },
        { "(orders | cohorts('who', 'day', unit='quarter')).rows[0].size",
          "3" },
        { "(orders | cohorts('who', 'day', unit='week')).rows[0].cohort",
          "5 Jan 2026" },
        { "(orders | cohorts('who', 'day', ages=1)).ages", "1" },
        { "([] | cohorts('who', 'day')).rows", "[]" },
        { "orders | cohorts('who', 'who')",
          "error: expected a date in 'who', found the text 'a'" },
        { "orders | cohorts('who', 'day', unit='decade')",
          "error: unit is 'week', 'month' or 'quarter'" },
        { "orders | cohorts('who', 'day', through=7)",
          "error: through is the last day observed, a date" },
        { "orders | rfm('who', 'day', 'nothing') | map(attribute='score') | "
          "join(' ')",
          "241 111 421" },
        { "(orders | rfm('who', 'day', 'amount'))[1]",
          "{'customer': 'b', 'last': '2026-01-20', 'days': 48, 'orders': 1, "
          "'value': 0, 'recency': 1, 'frequency': 1, 'monetary': 1, 'score': "
          "'111'}" },
        { "orders | rfm('who', 'who', 'day')",
          "error: expected a date in 'who', found the text 'a'" },
        { "(steps | funnel_rates('users'))[1].step_rate", "0.25" },
        { "(steps | funnel_rates('users'))[2].is_rising", "True" },
        { "(steps | funnel_rates('users'))[0].step_rate", DASH },
        { "paths | attribution | map(attribute='conversions') | join(' ')",
          "1 1 1" },
        { "paths | attribution('position', value='value') | "
          "map(attribute='value') | join(' ')",
          "90 20 40 9" },
        { "paths | attribution('position') | map(attribute='channel') | "
          "join(', ')",
          "Search, Email, Social, Unattributed" },
        { "paths | attribution('linear') | map(attribute='conversions') | "
          "sum == 3",
          "True" },
        { "timed | attribution('time_decay') | "
          "map(attribute='conversions') | map('round', 4) | join(' ')",
          "0.3333 0.6667" },
        { "paths | attribution('time_decay')",
          "error: time decay needs 'days', how long before the conversion, "
          "in each touch" },
        { "paths | attribution('magic')",
          "error: there is no model 'magic'; there are last, first, linear, "
          "time_decay and position" },
        { "(platforms | reconcile('conversions', 100)).over_claim", "0.5" },
        { "(platforms | reconcile('conversions', 100)).rows[1]."
          "share_of_booked",
          "0.6" },
        { "(platforms | reconcile('conversions', 0)).over_claim", DASH },
    };

    assert_rows(rows, COUNT_OF(rows));
}

TEST(tests_from_templates)
{
    static const Row rows[] = {
        { "(answers | nps).score", "20" },
        { "(answers | nps).n", "5" },
        { "(answers | nps).is_small", "True" },
        { "(counts | nps).score", "34.375" },
        { "(counts | nps).margin | round(2)", "15.23" },
        { "(counts | nps).is_small", "False" },
        { "(replies | nps(field='score')).score", "0" },
        { "(replies | enps(field='score')).score", DASH },
        { "(replies | enps(field='score')).promoters", DASH },
        { "(replies | enps(field='score')).is_suppressed", "True" },
        { "(answers | enps).score", "20" },
        { "([] | nps).score", DASH },
        { "([] | nps).low", DASH },
        { "[11] | nps", "error: expected whole scores from 0 to 10, found 11" },
        { "(5 | wilson(20)).low | round(4)", "0.1119" },
        { "(5 | wilson(20, level=80)).high | round(4)", "0.3898" },
        { "5 | wilson(0)", DASH },
        { "(120 | z_test(1000, 90, 1000)).p | round(4)", "0.0287" },
        { "(120 | z_test(1000, 90, 1000)).is_significant", "True" },
        { "(12 | z_test(20, 3, 20)).is_significant", "False" },
        { "nothing | z_test(20, 3, 20)", DASH },
        { "days | anomalies(season=3) | map(attribute='place') | join(' ')",
          "10" },
        { "(days | anomalies(season=3))[0].expected", "20" },
        { "(days | anomalies(season=3))[0].item", "95" },
        { "mixed | anomalies(season=1)", "[]" },
        { "nothing | anomalies", DASH },
    };

    assert_rows(rows, COUNT_OF(rows));
}

TEST(extreme_numbers_break_nothing)
{
    static const char *const expressions[] = {
        "wild | forecast(3)",
        "huge | forecast(3, season=1)",
        "huge | forecast(3, season=1, method='holt')",
        "huge | forecast_total(2, season=2, method='holt_winters')",
        "huge | forecast_total(2, season=2, method='holt_winters_log')",
        "huge | forecast_total(2, season=2, method='seasonal_growth')",
        "huge | forecast_total(2, so_far=1e6000)",
        "odd | forecast(3)",
        "odd | trend",
        "odd | seasonal(season=2)",
        "odd | anomalies(season=1)",
        "wild | trend",
        "wild | seasonal(season=2)",
        "wild | rolling_change(3)",
        "wild | anomalies(season=1)",
        "huge | anomalies(season=1)",
        "wild_rows | forecast_ratio('a', 'b')",
        "wild_rows | price_volume_mix('a', 'b', 'c', 'd')",
        "wild_rows | price_volume_mix('d', 'c', 'b', 'a')",
        "wild_rows | rate_mix('a', 'b', 'c', 'd')",
        "wild_rows | rate_mix('d', 'c', 'b', 'a')",
        "wild_rows | contribution('a', 'b')",
        "wild_rows | segment_index('d', 'a')",
        "wild_rows | variance_of('b', 'd')",
        "wild_rows | funnel_rates('d')",
        "wild_rows | reconcile('b', 1e-6000)",
        "wild_rows[0] | decompose(wild_rows[1], ['a', 'b', 'c', 'd'])",
        "{'a': 1e6000} | decompose({'a': 1e-6000}, ['a'])",
        "{'a': 1e-400, 'b': 1e400} | decompose({'a': 2e-400, 'b': 1e400}, "
        "['a', 'b'])",
        "1e6000 | wilson(1e6001)",
        "1e300 | z_test(1e301, 1e299, 1e301)",
        "1e6000 | z_test(1e6000, 1, 2)",
        "1e6000 | variance(-1e6000)",
        "1e6000 | flexed(1e-6000, 1e6000)",
        "1e6000 | apportion(3)",
        "-1e-6000 | apportion([1e6000, 1e-6000])",
        "1e6000 | landing(1e-6000, 1, 3)",
        "[1e-6000, 1e6000] | cagr(years=1e-6000)",
        "wild | index(window=2)",
    };
    Fixture f = fixture_open();

    for (size_t i = 0; i < COUNT_OF(expressions); i++) {
        Str found = printed(&f, expressions[i]);
        if (str_find(found, STR("nan")) < found.len ||
            str_find(found, STR("inf")) < found.len)
            fail_msg("%s gives %.*s", expressions[i], STR_ARG(found));
    }
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(forecasts_from_templates), RUN(a_ratio_is_forecast_by_its_parts),
        RUN(variances_from_templates), RUN(cohorts_and_paths_from_templates),
        RUN(tests_from_templates),     RUN(extreme_numbers_break_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
