/* Tables: heads again, rows whole, wide ones in parts, tall cells divided. */
#include "layout_test.h"

static size_t count_role(const Document *d, Role role)
{
    size_t count = 0;
    for (size_t i = 0; i < d->tags.list.len; i++)
        count += d->tags.list.at[i].role == role;
    return count;
}

TEST(the_head_is_set_again_on_each_page_and_tagged_once)
{
    Fixture *f = fixture_open("en-GB");
    add_table(f, &f->body, 200, 4);
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    assert_true(d->pages.len >= 4);
    assert_true(has_text(page_text(f, d, 0, false), "Column 3"));
    for (size_t i = 1; i < d->pages.len; i++) {
        assert_false(has_text(page_text(f, d, i, false), "Column 3"));
        assert_true(has_text(page_text(f, d, i, true), "Column 3"));
        assert_true(has_text(page_text(f, d, i, true), "(continued)"));
    }
    assert_int_equal(count_role(d, ROLE_TABLE), 1);
    assert_int_equal(count_role(d, ROLE_TR), 201);
    assert_int_equal(count_role(d, ROLE_TH), 4 + 200);
    assert_int_equal(count_role(d, ROLE_TD), 3 * 200);
    fixture_close(f);
}

TEST(every_row_is_on_some_page_in_order)
{
    Fixture *f = fixture_open("en-GB");
    add_table(f, &f->body, 333, 3);
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    size_t row = 0;
    for (size_t i = 0; i < d->pages.len; i++) {
        Str text = page_text(f, d, i, false);
        for (;; row++) {
            Str name = str_format(f->env->arena, "Row %zu", row);
            size_t at = str_find(text, name);
            if (at == text.len)
                break;
            text = str_slice(text, at + name.len, text.len);
        }
    }
    assert_int_equal(row, 333);
    fixture_close(f);
}

TEST(a_total_never_begins_a_page)
{
    for (size_t rows = 20; rows < 60; rows++) {
        Fixture *f = fixture_open("en-GB");
        Table *t = add_table(f, &f->body, rows, 3);
        ((Row *)t->rows)[rows - 1].kind = ROW_TOTAL;
        const Document *d = fixture_layout(f);
        assert_non_null(d);
        Str last = str_format(f->env->arena, "Row %zu", rows - 1);
        Str text = page_text(f, d, d->pages.len - 1, false);
        assert_false(str_starts(text, last));
        fixture_close(f);
    }
}

TEST(more_columns_than_fit_are_set_in_parts)
{
    Fixture *f = fixture_open("en-GB");
    add_table(f, &f->body, 6, 30);
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    size_t parts = count_role(d, ROLE_TABLE);
    assert_true(parts >= 2);
    /* each part repeats the column that heads the rows */
    assert_int_equal(count_role(d, ROLE_TH), 29 + parts + 6 * parts);
    assert_int_equal(count_role(d, ROLE_TD), 29 * 6);
    fixture_close(f);
}

TEST(a_cell_taller_than_a_page_goes_on)
{
    Fixture *f = fixture_open("en-GB");
    Table *t = add_table(f, &f->body, 2, 2);
    Buf words = { 0 };
    for (int i = 0; i < 1500; i++)
        buf_format(&words, "word%d ", i);
    ((Column *)t->columns)[1].is_numeric = false;
    ((Cell *)t->rows[0].cells)[1].text = buf_copy(f->env->arena, &words);
    buf_free(&words);
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    assert_true(d->pages.len >= 2);
    assert_true(has_text(page_text(f, d, 0, false), "word0 "));
    assert_true(has_text(page_text(f, d, d->pages.len - 1, false), "word1499"));
    assert_int_equal(count_role(d, ROLE_TD), 2);
    fixture_close(f);
}

static void see_column(void *data, const FrameItem *item, Point at)
{
    double *right = data;
    Str text = item->as.text.run->text;
    double end =
        at.x_pt + run_width_pt(item->as.text.run, item->as.text.size_pt);

    if (!str_ends(text, STR("77")) || str_starts(text, STR("Row")) ||
        TAG_IS_ARTIFACT(item->tag))
        return;
    if (*right == 0)
        *right = end;
    assert_true(end - *right < 0.2 && *right - end < 0.2);
}

TEST(numbers_of_a_column_end_at_one_place)
{
    Fixture *f = fixture_open("en-GB");
    add_table(f, &f->body, 120, 2);
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    double right = 0;
    for (size_t i = 0; i < d->pages.len; i++)
        walk(&d->pages.at[i].frame, (Point){ 0, 0 }, see_column, &right);
    assert_true(right > 0);
    fixture_close(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(the_head_is_set_again_on_each_page_and_tagged_once),
        RUN(every_row_is_on_some_page_in_order),
        RUN(a_total_never_begins_a_page),
        RUN(more_columns_than_fit_are_set_in_parts),
        RUN(a_cell_taller_than_a_page_goes_on),
        RUN(numbers_of_a_column_end_at_one_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
