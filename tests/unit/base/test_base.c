/* test_base.c - arenas, lists, text, maps. */

#include "base/base.h"
#include "test.h"

#include <stdlib.h>

TEST(a_list_keeps_its_items_when_it_grows)
{
    Arena *a = arena_new();
    LIST(int) numbers = { 0 };

    for (int i = 0; i < 100000; i++)
        *list_add(a, &numbers) = i;

    assert_int_equal(numbers.len, 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(numbers.at[i], i);
    arena_free(a);
}

TEST(two_lists_growing_together_stay_apart)
{
    Arena *a = arena_new();
    LIST(int) one = { 0 };
    LIST(int) two = { 0 };

    for (int i = 0; i < 1000; i++) {
        *list_add(a, &one) = i;
        *list_add(a, &two) = -i;
    }
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(one.at[i], i);
        assert_int_equal(two.at[i], -i);
    }
    arena_free(a);
}

TEST(rewinding_gives_the_same_memory_back_zeroed)
{
    Arena *a = arena_new();
    arena_alloc(a, 10);

    ArenaMark mark = arena_save(a);
    char *first = arena_alloc(a, 300);
    memset(first, 'x', 300);
    arena_alloc(a, 1 << 20);
    arena_rewind(a, mark);
    char *second = arena_alloc(a, 300);

    assert_ptr_equal(first, second);
    assert_int_equal(second[299], 0);
    arena_free(a);
}

TEST(growing_the_newest_object_keeps_its_place)
{
    Arena *a = arena_new();
    char *p = arena_alloc(a, 100);
    p[99] = 'x';

    char *bigger = arena_grow(a, p, 100, 1000);
    assert_ptr_equal(p, bigger);
    assert_int_equal(bigger[99], 'x');
    assert_int_equal(bigger[999], 0);

    arena_alloc(a, 8);
    char *moved = arena_grow(a, bigger, 1000, 2000);
    assert_ptr_not_equal(moved, bigger);
    assert_int_equal(moved[99], 'x');
    assert_int_equal(moved[1999], 0);
    arena_free(a);
}

TEST(nearest_word_is_a_slip_of_the_keyboard_away)
{
    const Str words[] = { STR("impressions"), STR("clicks"), STR("revenue") };

    assert_true(
        str_is(str_nearest(STR("impresions"), words, 3), "impressions"));
    assert_true(str_is(str_nearest(STR("revneue"), words, 3), "revenue"));
    assert_int_equal(str_nearest(STR("budget"), words, 3).len, 0);
    assert_int_equal(str_nearest(STR(""), words, 3).len, 0);
}

TEST(invalid_utf8_is_found_where_it_stands)
{
    assert_int_equal(utf8_invalid_at(STR("plain text, long enough")), 23);
    assert_int_equal(utf8_invalid_at(STR("caf\xC3\xA9")), 5);
    assert_int_equal(utf8_invalid_at(STR("0123456789\xC3")), 10);
    assert_int_equal(utf8_invalid_at(STR("a\xED\xA0\x80")), 1); /* surrogate */
    assert_int_equal(utf8_invalid_at(STR("a\xC0\xAF")), 1);     /* overlong */
    assert_int_equal(utf8_invalid_at(STR("\xF4\x90\x80\x80")), 0);

    size_t i = 0;
    Str broken = STR("\xE2\x82");
    assert_int_equal(utf8_next(broken, &i), 0xFFFD);
    assert_int_equal(i, 1);
}

TEST(code_points_survive_a_round_trip)
{
    const uint32_t codes[] = {
        'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10FFFF
    };

    for (size_t k = 0; k < COUNT_OF(codes); k++) {
        char bytes[4];
        size_t i = 0;
        Str s = { bytes, utf8_put(codes[k], bytes) };
        assert_int_equal(utf8_next(s, &i), codes[k]);
        assert_int_equal(i, s.len);
    }
}

TEST(a_map_keeps_order_and_replaces)
{
    Arena *a = arena_new();
    Map m = { 0 };
    int numbers[1000];

    for (int i = 0; i < 1000; i++)
        map_set(a, &m, str_format(a, "key %d", i), &numbers[i]);
    map_set(a, &m, STR("key 7"), &numbers[0]);

    assert_int_equal(m.len, 1000);
    assert_ptr_equal(map_find(&m, STR("key 999")), &numbers[999]);
    assert_ptr_equal(map_find(&m, STR("key 7")), &numbers[0]);
    assert_null(map_find(&m, STR("key 1000")));
    assert_true(str_is(m.at[500].key, "key 500"));
    arena_free(a);
}

TEST(bytes_grow_past_any_first_guess)
{
    Buf b = { 0 };
    for (int i = 0; i < 10000; i++)
        buf_format(&b, "%d,", i);
    assert_int_equal(b.len, 48890);
    assert_memory_equal(b.at, "0,1,2,", 6);
    buf_free(&b);
    assert_null(b.at);
}

TEST(searching_and_trimming)
{
    assert_int_equal(str_find(STR("a.b.c"), STR(".")), 1);
    assert_int_equal(str_find(STR("abc"), STR("x")), 3);
    assert_int_equal(str_find((Str){ 0 }, STR("x")), 0);
    assert_true(str_is(str_trim(STR(" \t a b \n")), "a b"));
    assert_true(str_starts(STR("abc"), STR("ab")));
    assert_true(str_ends(STR("abc"), STR("bc")));
    assert_false(str_ends(STR("c"), STR("bc")));
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_list_keeps_its_items_when_it_grows),
        RUN(two_lists_growing_together_stay_apart),
        RUN(rewinding_gives_the_same_memory_back_zeroed),
        RUN(growing_the_newest_object_keeps_its_place),
        RUN(nearest_word_is_a_slip_of_the_keyboard_away),
        RUN(invalid_utf8_is_found_where_it_stands),
        RUN(code_points_survive_a_round_trip),
        RUN(a_map_keeps_order_and_replaces),
        RUN(bytes_grow_past_any_first_guess),
        RUN(searching_and_trimming),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
