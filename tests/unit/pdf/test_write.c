/* test_write.c - whole files, asked of qpdf and poppler. */

#include "pdf_test.h"

/* What a command prints, NUL-terminated; its status must be 0. */
static Str shell(Maker *m, const char *command)
{
    Buf b = { 0 };
    char piece[4096];
    FILE *pipe = popen(command, "r");

    assert_non_null(pipe);
    for (size_t n; (n = fread(piece, 1, sizeof piece, pipe)) > 0;)
        buf_add(&b, piece, n);
    int status = pclose(pipe);
    Str out = buf_copy(m->a, &b);
    buf_free(&b);
    if (status)
        fprintf(stderr, "%s:\n%.*s", command, STR_ARG(out));
    assert_int_equal(status, 0);
    return out;
}

static bool contains(Str s, const char *part)
{
    bool found = str_find(s, str_of(part)) < s.len;
    if (!found)
        fprintf(stderr, "no '%s' in:\n%.*s\n", part, STR_ARG(s));
    return found;
}

static Str write_to(Maker *m, const char *path)
{
    Buf out = { 0 };

    if (!pdf_write(m->env, &m->doc, &out))
        diags_print(m->env->diags, stderr);
    Str bytes = buf_copy(m->a, &out);
    buf_free(&out);
    assert_true(bytes.len > 0);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static void rich_document(Maker *m)
{
    TagId sect = small_document(m);
    furniture_add(m);
    heading_add(m, sect, 2, "Channels: Grüße, Ελλάδα, Привет");
    table_add(m, sect, 3);
    list_add_two(m, sect);
    chart_add(m, sect);
    const Image *image = image_new(m, 16, true);
    image_add(m, sect, image);
    image_add(m, sect, image);
    maker_page(m);
    furniture_add(m);
    heading_add(m, sect, 2, "More");
    block_add(m, sect, ROLE_P, "fi ffi office waffle שלום עולם مرحبا (ok)");
    link_add(m, sect, "https://example.com/ä?x=(1)", "The example page");
    PageLink *inner = NULL;
    link_add(m, sect, "", "Go to Results");
    inner = &page_of(m)->links.at[page_of(m)->links.len - 1];
    inner->destination = 0;
    m->doc.front_pages = 1;
}

TEST(a_rich_document_is_read_by_others)
{
    Maker m;

    maker_open(&m);
    rich_document(&m);
    write_to(&m, "/tmp/reportgen-pdf-rich.pdf");
    Str check = shell(&m, "qpdf --check /tmp/reportgen-pdf-rich.pdf 2>&1");
    assert_true(contains(check, "No syntax or stream encoding errors found"));
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_rich_document_is_read_by_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
