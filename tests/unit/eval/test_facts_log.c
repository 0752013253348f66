/* test_facts_log.c - what sums and ratios of facts say they were made of. */

#include "eval/derive_help.h"

static const char FACTS[] =
    QUARTER("'facts':["
            "{'date':'2026-06-30','channel':'Search','spend':9,'revenue':90},"
            "{'date':'2026-07-01','channel':'Search','spend':2,'revenue':10},"
            "{'date':'2026-07-02','channel':'Social','spend':3,'revenue':null},"
            "{'date':'2026-09-30','channel':'Search','spend':4,'revenue':50}]");

typedef struct {
    Derived d;
    FactsLog log;
} Logged;

static Logged *logged(const char *json)
{
    Env *env = env_new();
    Logged *l = arena_make(env->arena, Logged);
    const Value *data =
        json_parse(env, source_new(env->arena, STR("test.json"),
                                   double_quotes(env->arena, json)));

    assert_non_null(data);
    l->log.arena = env->arena;
    l->d = derive_logged(env, data, "en-GB", "GBP", &l->log);
    return l;
}

/* The entry of a number of the derived data. */
static const FactSum *entry_of(const Logged *l, const char *path)
{
    uint32_t origin = found(&l->d, path)->origin;

    if (!origin || origin > l->log.list.len)
        fail_msg("%s has no entry", path);
    return &l->log.list.at[origin - 1];
}

static void assert_period(const FactSum *s, const char *from, const char *to)
{
    Date a, b;

    assert_true(date_parse(str_of(from), &a) && date_parse(str_of(to), &b));
    assert_int_equal(s->period.from, date_to_days(a));
    assert_int_equal(s->period.to, date_to_days(b));
}

TEST(a_sum_names_its_rows)
{
    Logged *l = logged(FACTS);
    const FactSum *s = entry_of(l, "totals.spend");

    assert_int_equal(s->made, MADE_SUM);
    assert_true(str_is(s->column, "spend"));
    assert_int_equal(s->rows, 3);
    assert_int_equal(s->first, 1);
    assert_int_equal(s->last, 3);
    assert_int_equal(source_place(s->first_at.src, s->first_at.start).line, 1);
    assert_int_equal(s->dimension.len, 0);
    assert_period(s, "2026-07-01", "2026-09-30");
    derived_close(&l->d);
}

TEST(a_missing_value_is_not_counted)
{
    Logged *l = logged(FACTS);

    assert_int_equal(entry_of(l, "totals.revenue")->rows, 2);
    derived_close(&l->d);
}

TEST(a_part_names_its_dimension)
{
    Logged *l = logged(FACTS);
    const FactSum *s = entry_of(l, "channels[0].spend");

    assert_true(str_is(s->dimension, "channel"));
    assert_true(str_is(s->value, "Search"));
    assert_int_equal(s->rows, 2);
    assert_number_at(&l->d, "channels[0].spend", "6");
    derived_close(&l->d);
}

TEST(a_ratio_names_two_sums)
{
    Logged *l = logged(FACTS);
    const FactSum *s = entry_of(l, "totals.roas");

    assert_int_equal(s->made, MADE_RATIO);
    const FactSum *over = &l->log.list.at[s->parts[0] - 1];
    const FactSum *under = &l->log.list.at[s->parts[1] - 1];
    assert_true(str_is(over->column, "revenue"));
    assert_true(str_is(under->column, "spend"));
    assert_int_equal(decimal_compare(over->amount.number, decimal_of_int(60)),
                     0);
    assert_int_equal(decimal_compare(under->amount.number, decimal_of_int(9)),
                     0);
    assert_int_equal(s->parts[2], 0);
    derived_close(&l->d);
}

TEST(months_and_quarters_name_their_days)
{
    Logged *l = logged(FACTS);
    const FactSum *july = entry_of(l, "monthly[1].spend");
    const FactSum *quarter = entry_of(l, "quarters[1].spend");

    assert_period(july, "2026-07-01", "2026-07-31");
    assert_int_equal(july->rows, 2);
    assert_period(quarter, "2026-07-01", "2026-09-30");
    assert_int_equal(quarter->rows, 3);
    derived_close(&l->d);
}

TEST(nothing_is_kept_unasked)
{
    Derived d = derive_text(FACTS);

    assert_int_equal(found(&d, "totals.spend")->origin, 0);
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_sum_names_its_rows),
        RUN(a_missing_value_is_not_counted),
        RUN(a_part_names_its_dimension),
        RUN(a_ratio_names_two_sums),
        RUN(months_and_quarters_name_their_days),
        RUN(nothing_is_kept_unasked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
