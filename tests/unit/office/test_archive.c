/* test_archive.c - zips that another library reads back. */

#include "office/archive.h"
#include "test.h"

#include <zip.h>

static void add_two(Arena *a, Buf *out)
{
    Archive z;
    char many[5000];

    memset(many, 'x', sizeof many);
    Deflater *deflater = deflater_open(a, ARCHIVE_QUICK);

    archive_begin(&z, a, deflater, out);
    archive_add(&z, STR("a/short.xml"), STR("ab"), false);
    archive_add(&z, STR("long.xml"), (Str){ many, sizeof many }, false);
    archive_add(&z, STR("kept.png"), (Str){ many, sizeof many }, true);
    assert_true(archive_end(&z));
    deflater_close(deflater);
}

static void assert_entry(zip_t *zip, zip_uint64_t index, const char *name,
                         size_t size, int method)
{
    char bytes[8192];
    zip_stat_t stat;

    assert_int_equal(zip_stat_index(zip, index, 0, &stat), 0);
    assert_string_equal(stat.name, name);
    assert_int_equal(stat.size, size);
    assert_int_equal(stat.comp_method, method);
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    assert_non_null(file);
    /* reading to the end checks the sum */
    assert_int_equal(zip_fread(file, bytes, sizeof bytes), size);
    assert_int_equal(zip_fclose(file), 0);
}

TEST(entries_are_read_back_in_their_order)
{
    Arena *a = arena_new();
    Buf out = { 0 };

    add_two(a, &out);
    zip_source_t *source = zip_source_buffer_create(out.at, out.len, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_CHECKCONS, NULL);
    assert_non_null(zip);
    assert_int_equal(zip_get_num_entries(zip, 0), 3);
    assert_entry(zip, 0, "a/short.xml", 2, ZIP_CM_STORE); /* no gain in it */
    assert_entry(zip, 1, "long.xml", 5000, ZIP_CM_DEFLATE);
    assert_entry(zip, 2, "kept.png", 5000, ZIP_CM_STORE);
    zip_discard(zip);
    buf_free(&out);
    arena_free(a);
}

/* Parts alike are compressed once, and none is taken for another. */
TEST(every_entry_holds_its_own_bytes)
{
    enum { COUNT = 400 };
    Arena *a = arena_new();
    Buf out = { 0 };
    Archive z;
    char words[COUNT][300], read[300];
    Deflater *deflater = deflater_open(a, ARCHIVE_QUICK);

    archive_begin(&z, a, deflater, &out);
    for (int i = 0; i < COUNT; i++) {
        memset(words[i], 'a' + i % 7, sizeof words[i]);
        snprintf(words[i], sizeof words[i], "part %d", i % 150);
        archive_add(&z, str_format(a, "%d.xml", i),
                    (Str){ words[i], sizeof words[i] }, false);
    }
    assert_true(archive_end(&z));
    zip_source_t *source = zip_source_buffer_create(out.at, out.len, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_CHECKCONS, NULL);
    for (int i = 0; i < COUNT; i++) {
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        assert_int_equal(zip_fread(file, read, sizeof read), sizeof read);
        assert_memory_equal(read, words[i], sizeof read);
        assert_int_equal(zip_fclose(file), 0);
    }
    zip_discard(zip);
    deflater_close(deflater);
    buf_free(&out);
    arena_free(a);
}

TEST(the_same_entries_give_the_same_bytes)
{
    Arena *a = arena_new();
    Buf once = { 0 }, again = { 0 };

    buf_add_str(&again, STR("before it"));
    add_two(a, &once);
    add_two(a, &again);
    assert_int_equal(again.len, once.len + 9);
    assert_memory_equal(again.at + 9, once.at, once.len);
    buf_free(&once);
    buf_free(&again);
    arena_free(a);
}

TEST(a_name_longer_than_a_zip_can_hold_is_refused)
{
    Arena *a = arena_new();
    Archive z;
    Buf out = { 0 };
    char *name = arena_alloc_array(a, 70000, 1);

    memset(name, 'n', 70000);
    Deflater *deflater = deflater_open(a, ARCHIVE_QUICK);

    archive_begin(&z, a, deflater, &out);
    archive_add(&z, (Str){ name, 70000 }, STR("ab"), false);
    assert_false(archive_end(&z));
    deflater_close(deflater);
    buf_free(&out);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(entries_are_read_back_in_their_order),
        RUN(every_entry_holds_its_own_bytes),
        RUN(the_same_entries_give_the_same_bytes),
        RUN(a_name_longer_than_a_zip_can_hold_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
