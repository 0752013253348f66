/* test_filter_names.c - each filter has a name of its own. */

#include "test.h"

#include "eval/machine.h"

TEST(no_name_is_taken_twice)
{
    static const Filter *const tables[] = {
        JINJA_FILTERS,   FORMAT_FILTERS,   TABLE_FILTERS,    MEASURE_FILTERS,
        MONEY_FILTERS,   FORECAST_FILTERS, VARIANCE_FILTERS, COHORT_FILTERS,
        TESTING_FILTERS, SENTENCE_FILTERS
    };
    Arena *a = arena_new();
    Map seen = { 0 };
    size_t count = 0;

    for (size_t t = 0; t < COUNT_OF(tables); t++)
        for (const Filter *f = tables[t]; f->name; f++, count++) {
            if (map_find(&seen, str_of(f->name)))
                fail_msg("two filters are called '%s'", f->name);
            map_set(a, &seen, str_of(f->name), (void *)(uintptr_t)f);
        }
    assert_true(count > 100);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { RUN(no_name_is_taken_twice) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
