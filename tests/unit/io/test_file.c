/* test_file.c - files are read whole, replaced whole, and kept below a root. */

#include "io/io.h"
#include "test.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static Str folder_new(Env *env)
{
    Str name = str_format(env->arena, "/tmp/reportgen-test-XXXXXX");
    assert_non_null(mkdtemp((char *)name.at));
    return name;
}

static size_t files_in(Str folder)
{
    size_t count = 0;
    DIR *d = opendir(folder.at);
    while (readdir(d))
        count++;
    closedir(d);
    return count - 2;
}

TEST(a_replaced_file_holds_the_new_bytes_and_nothing_is_left_over)
{
    Env *env = env_new();
    Str folder = folder_new(env);
    Str path = path_join(env->arena, folder, STR("a.pdf"));
    Str back;

    assert_true(file_replace(env, STR("old"), path));
    chmod(path.at, 0640);
    assert_true(file_replace(env, STR("new bytes"), path));
    assert_true(file_read(env, path, (Span){ 0 }, &back));
    assert_true(str_is(back, "new bytes"));
    assert_int_equal(files_in(folder), 1);
    struct stat info;
    stat(path.at, &info);
    assert_int_equal(info.st_mode & 0777, 0640);
    unlink(path.at);
    rmdir(folder.at);
    env_free(env);
}

TEST(a_full_disk_is_noticed)
{
    Env *env = env_new();
    assert_false(file_replace(env, STR("x"), STR("/dev/full")));
    assert_int_equal(env->diags->list.at[0].fault, FAULT_FILE);
    env_free(env);
}

TEST(a_missing_folder_is_an_error_that_names_the_file)
{
    Env *env = env_new();
    assert_false(file_replace(env, STR("x"), STR("/nonexistent/a.pdf")));
    assert_non_null(
        strstr(env->diags->list.at[0].message.at, "/nonexistent/a.pdf"));
    env_free(env);
}

TEST(a_file_over_the_limit_is_refused)
{
    Env *env = env_new();
    Str bytes;
    env->limits.file_bytes = 10;
    assert_false(file_read(env, STR("/proc/self/maps"), (Span){ 0 }, &bytes));
    assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
    env_free(env);
}

TEST(a_byte_order_mark_is_skipped)
{
    Env *env = env_new();
    Str folder = folder_new(env);
    Str path = path_join(env->arena, folder, STR("bom.json"));
    assert_true(file_replace(env, STR("\xEF\xBB\xBF{}"), path));
    Source *src = file_load(env, path, (Span){ 0 });
    assert_true(str_is(src->text, "{}"));
    unlink(path.at);
    rmdir(folder.at);
    env_free(env);
}

TEST(a_named_path_may_not_leave_its_folder)
{
    Env *env = env_new();
    Str folder = folder_new(env);
    Str path = path_join(env->arena, folder, STR("logo.svg"));
    Str link = path_join(env->arena, folder, STR("link.svg"));
    Str found;
    Span nowhere = { 0 };

    assert_true(file_replace(env, STR("<svg/>"), path));
    assert_int_equal(symlink("/etc/passwd", link.at), 0);
    assert_true(path_inside(env, folder, STR("logo.svg"), nowhere, &found));
    assert_true(str_equal(found, path));
    assert_false(path_inside(env, folder, STR("/etc/passwd"), nowhere, &found));
    assert_false(
        path_inside(env, folder, STR("../../etc/passwd"), nowhere, &found));
    assert_false(path_inside(env, folder, STR("link.svg"), nowhere, &found));
    assert_false(path_inside(env, folder, STR("none.svg"), nowhere, &found));
    assert_int_equal(env->diags->error_count, 4);
    unlink(path.at);
    unlink(link.at);
    rmdir(folder.at);
    env_free(env);
}

TEST(names_of_files_come_apart)
{
    Arena *a = arena_new();
    assert_true(str_is(path_folder(a, STR("a/b.json")), "a"));
    assert_true(str_is(path_folder(a, STR("b.json")), "."));
    assert_true(str_is(path_folder(a, STR("/b.json")), "/"));
    assert_true(str_is(path_join(a, STR("a"), STR("b")), "a/b"));
    assert_true(str_is(path_extension(STR("x/a.b.pdf")), "pdf"));
    assert_int_equal(path_extension(STR("x.d/abc")).len, 0);
    assert_int_equal(path_extension(STR(".hidden")).len, 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_replaced_file_holds_the_new_bytes_and_nothing_is_left_over),
        RUN(a_full_disk_is_noticed),
        RUN(a_missing_folder_is_an_error_that_names_the_file),
        RUN(a_file_over_the_limit_is_refused),
        RUN(a_byte_order_mark_is_skipped),
        RUN(a_named_path_may_not_leave_its_folder),
        RUN(names_of_files_come_apart),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
