/* test_write.c - whole files, asked of qpdf and poppler. */

#include "pdf_test.h"

#include <jpeglib.h>

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

static void jpeg_add(Maker *m, TagId sect)
{
    Image *image = image_new(m, 24, false);
    struct jpeg_error_mgr errors;
    struct jpeg_compress_struct j = { .err = jpeg_std_error(&errors) };
    unsigned char *file = NULL;
    unsigned long len = 0;

    jpeg_create_compress(&j);
    jpeg_mem_dest(&j, &file, &len);
    j.image_width = j.image_height = 24;
    j.input_components = 3;
    j.in_color_space = JCS_RGB;
    jpeg_set_defaults(&j);
    jpeg_start_compress(&j, TRUE);
    for (size_t y = 0; y < 24; y++) {
        JSAMPROW row = (JSAMPROW)(uintptr_t)(image->pixels + y * 72);
        jpeg_write_scanlines(&j, &row, 1);
    }
    jpeg_finish_compress(&j);
    jpeg_destroy_compress(&j);
    image->jpeg = str_copy(m->a, (Str){ (char *)file, len });
    image->hash = 99;
    free(file);
    image_add(m, sect, image);
}

/* One of everything. */
static void full_document(Maker *m)
{
    rich_document(m);
    TagId sect = m->doc.tags.list.at[0].first_child;
    jpeg_add(m, sect);
    TagId wide =
        block_add(m, sect, ROLE_P, "ﬁn Ωmega नमस्ते สวัสดี e\u0301\u0323x");
    attributes_of(m, wide)->lang = STR("hi");
    Frame *f = arena_make(m->a, Frame);
    TagId delta = tag_new(m, sect, ROLE_P);
    Path arrow = { 0 };
    path_move(m->a, &arrow, 0, 8);
    path_line(m->a, &arrow, 4, 0);
    path_line(m->a, &arrow, 8, 8);
    path_close(m->a, &arrow);
    frame_add_path(m->a, f, 0, (Point){ 0, -8 }, &arrow,
                   (Paint){ .has_fill = true, .fill = accent });
    text_at(m, f, 0, (Point){ 10, 0 }, "8.2 %");
    f->size = (Size){ 50, 10 };
    frame_add_group(m->a, &page_of(m)->frame, delta, (Point){ 72, m->y_pt }, f);
    FrameItem *item =
        &page_of(m)->frame.items.at[page_of(m)->frame.items.len - 1];
    item->as.group.is_whole = true;
    item->as.group.actual_text = STR("up 8.2 % vs Q2");
    m->y_pt += 14;
    TagId broken = tag_new(m, sect, ROLE_P);
    text_at(m, &page_of(m)->frame, broken, (Point){ 72, m->y_pt }, "hyphen");
    frame_add_text(m->a, &page_of(m)->frame, broken, (Point){ 103, m->y_pt },
                   (TextItem){ .run = hyphen_run(m->book, m->regular),
                               .size_pt = 10,
                               .fill = ink });
    m->y_pt += 14;
    text_add(m, broken, "ation-free");
}

static const char full_path[] = "/tmp/reportgen-test-full.pdf";

TEST(qpdf_finds_nothing_wrong)
{
    Maker m;

    maker_open(&m);
    full_document(&m);
    write_to(&m, full_path);
    Str check = shell(&m, "qpdf --check /tmp/reportgen-test-full.pdf 2>&1");
    assert_true(contains(check, "No syntax or stream encoding errors found"));
    assert_true(str_find(check, STR("WARNING")) == check.len);
    maker_close(&m);
}

TEST(poppler_reads_the_text)
{
    Maker m;

    maker_open(&m);
    full_document(&m);
    write_to(&m, full_path);
    Str text = shell(&m, "pdftotext /tmp/reportgen-test-full.pdf - 2>&1");
    static const char *const parts[] = {
        "Channels: Grüße, Ελλάδα, Привет",
        "£1,001.50",
        "12 345",
        "First office fix",
        "Second AVATAR To",
        "fi ffi office waffle",
        "שלום עולם",
        "See the page for more.",
        "up 8.2 % vs Q2",
        "नमस्ते",
        "สวัสดี",
        "ation-free",
        "Search",
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        assert_true(contains(text, parts[i]));
    /* the hyphen at the line's end is soft, so it is no part of the word */
    assert_int_equal(str_find(text, STR("hyphen-")), text.len);
    assert_int_equal(str_find(text, STR("Error")), text.len);
    maker_close(&m);
}

TEST(poppler_reads_the_structure)
{
    Maker m;

    maker_open(&m);
    full_document(&m);
    write_to(&m, full_path);
    Str tree =
        shell(&m, "pdfinfo -struct-text /tmp/reportgen-test-full.pdf 2>&1");
    static const char *const parts[] = {
        "Document\n  Sect\n    H1 (block)\n      \"Results\"",
        "Table (block)\n      Caption\n        \"Table 1. Channels\"",
        "TH:\n             /Scope /Column\n            \"Channel\"",
        "TH:\n             /Scope /Row\n            \"Channel 0\"",
        "L (block):\n       /ListNumbering /Disc",
        "LI (block)\n        Lbl (block)\n          \"•\"\n"
        "        LBody (block)\n          \"First office fix\"",
        "/BBox [72 519.89 272 619.89]",
        "P (block)\n      \"See \"\n      Link (inline)\n"
        "        \"the page\"\n        Object",
        "      \" for more.\"",
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        assert_true(contains(tree, parts[i]));
    assert_int_equal(str_find(tree, STR("DRAFT")), tree.len);
    assert_int_equal(str_find(tree, STR("Example Agency")), tree.len);
    maker_close(&m);
}

TEST(what_is_known_stands_in_the_information)
{
    Maker m;

    maker_open(&m);
    full_document(&m);
    Str bytes = write_to(&m, full_path);
    Str info = shell(&m, "TZ=UTC pdfinfo /tmp/reportgen-test-full.pdf 2>&1");
    static const char *const parts[] = {
        "Title:           Q3 report: Köln & Brno",
        "Author:          Example Agency",
        "Keywords:        media, <q3>",
        "Sun Oct  4 00:00:00 2026",
        "Tagged:          yes",
        "Suspects:        no",
        "PDF version:     1.7",
        "Pages:           2",
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        assert_true(contains(info, parts[i]));
    assert_int_equal(str_find(info, STR("Producer")), info.len);
    assert_int_equal(str_find(info, STR("Creator:")), info.len);
    assert_int_equal(str_find(bytes, STR("Haru")), bytes.len);
    maker_close(&m);
}

TEST(every_font_is_embedded_and_cut)
{
    Maker m;

    maker_open(&m);
    full_document(&m);
    write_to(&m, full_path);
    Str fonts = shell(&m, "pdffonts /tmp/reportgen-test-full.pdf 2>&1");
    size_t lines = 0;
    for (size_t i = 0; i < fonts.len;) {
        size_t end = i;
        while (end < fonts.len && fonts.at[end] != '\n')
            end++;
        Str line = str_slice(fonts, i, end);
        if (lines++ >= 2)
            assert_true(contains(line, "Identity-H       yes yes yes"));
        i = end + 1;
    }
    assert_true(lines > 4); /* Lato, and others for scripts it lacks */
    maker_close(&m);
}

static size_t count_of(Str s, const char *part)
{
    size_t count = 0;

    for (size_t i; (i = str_find(s, str_of(part))) < s.len; count++)
        s = str_slice(s, i + strlen(part), s.len);
    return count;
}

TEST(equal_images_are_stored_once)
{
    Maker m;

    maker_open(&m);
    full_document(&m); /* one square twice, and a JPEG */
    Str bytes = write_to(&m, full_path);
    assert_int_equal(count_of(bytes, "/Subtype/Image"), 3); /* with its mask */
    assert_int_equal(count_of(bytes, "/SMask"), 1);
    assert_int_equal(count_of(bytes, "/DCTDecode"), 1);
    maker_close(&m);
}

TEST(two_runs_give_the_same_bytes)
{
    Str bytes[2];
    Maker m[2];

    for (int i = 0; i < 2; i++) {
        maker_open(&m[i]);
        full_document(&m[i]);
        bytes[i] = write_to(&m[i], full_path);
    }
    assert_int_equal(bytes[0].len, bytes[1].len);
    assert_memory_equal(bytes[0].at, bytes[1].at, bytes[0].len);
    maker_close(&m[0]);
    maker_close(&m[1]);
}

TEST(another_document_has_another_identifier)
{
    Str bytes[2];
    Maker m[2];

    for (int i = 0; i < 2; i++) {
        maker_open(&m[i]);
        small_document(&m[i]);
        m[i].doc.title = i ? STR("One") : STR("Two");
        bytes[i] = write_to(&m[i], "/tmp/reportgen-test-id.pdf");
        size_t at = str_find(bytes[i], STR("/ID[<"));
        bytes[i] = str_slice(bytes[i], at, at + 40);
    }
    assert_int_equal(bytes[0].len, 40);
    assert_false(str_equal(bytes[0], bytes[1]));
    maker_close(&m[0]);
    maker_close(&m[1]);
}

TEST(the_file_follows_what_the_buffer_holds)
{
    Maker m;
    Buf out = { 0 };

    maker_open(&m);
    small_document(&m);
    buf_add(&out, "head", 4);
    assert_true(pdf_write(m.env, &m.doc, &out));
    Buf alone = { 0 };
    assert_true(pdf_write(m.env, &m.doc, &alone));
    assert_int_equal(out.len, alone.len + 4);
    assert_memory_equal(out.at + 4, alone.at, alone.len);
    size_t len = out.len;
    m.doc.title = STR("");
    assert_false(pdf_write(m.env, &m.doc, &out));
    assert_int_equal(out.len, len);
    buf_free(&out);
    buf_free(&alone);
    maker_close(&m);
}

TEST(without_a_colour_profile_nothing_is_written)
{
    Maker m;
    Buf out = { 0 };

    maker_open(&m);
    small_document(&m);
    m.env->paths.len = 0;
    assert_false(pdf_write(m.env, &m.doc, &out));
    assert_int_equal(out.len, 0);
    assert_int_equal(m.env->diags->list.at[0].fault, FAULT_FILE);
    maker_close(&m);
}

TEST(postscript_outlines_are_embedded)
{
    static const char folder[] = "/usr/share/fonts/opentype/urw-base35";
    Maker m;

    if (!folder_exists(str_of(folder)))
        skip();
    maker_open(&m);
    StrList folders = { 0 };
    *list_add(m.a, &folders) = str_of(folder);
    FontBook *book = fontbook_open(m.env, m.locale, &folders);
    const Font *serif = font_find(book, STR("P052"), FONT_REGULAR, (Span){ 0 });
    assert_non_null(serif);
    m.regular = serif;
    TagId sect = small_document(&m);
    block_add(&m, sect, ROLE_P, "Office waffle fixes AV 1,234.50");
    write_to(&m, "/tmp/reportgen-test-cff.pdf");
    fontbook_close(book);
    Str fonts = shell(&m, "pdffonts /tmp/reportgen-test-cff.pdf 2>&1");
    assert_true(contains(fonts, "CID Type 0C"));
    Str text = shell(&m, "pdftotext /tmp/reportgen-test-cff.pdf - 2>&1");
    assert_true(contains(text, "Office waffle fixes AV 1,234.50"));
    maker_close(&m);
}

/* More pages, links, identifiers and headings than one node of any tree has. */
TEST(long_documents_keep_their_trees)
{
    Maker m;

    maker_open(&m);
    TagId sect = small_document(&m);
    for (size_t i = 0; i < 450; i++) {
        maker_page(&m);
        heading_add(&m, sect, i % 3 ? 3 : 2, "Next");
        if (i % 5)
            link_add(&m, sect, "", "Go to the results");
        TagId note = tag_new(&m, sect, ROLE_NOTE);
        attributes_of(&m, note)->id = str_format(m.a, "note-%zu", i);
        block_add(&m, note, ROLE_P, "A note.");
    }
    maker_page(&m); /* empty, so without a key in the parent tree */
    write_to(&m, "/tmp/reportgen-test-long.pdf");
    Str check = shell(&m, "qpdf --check /tmp/reportgen-test-long.pdf 2>&1");
    assert_true(contains(check, "No syntax or stream encoding errors found"));
    Str pages = shell(&m, "qpdf --show-npages /tmp/reportgen-test-long.pdf");
    assert_true(contains(pages, "452"));
    Str tree =
        shell(&m, "pdfinfo -struct-text /tmp/reportgen-test-long.pdf 2>&1");
    assert_int_equal(count_of(tree, "Note"), 450);
    assert_int_equal(count_of(tree, "\"the page\""), 360);
    maker_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(qpdf_finds_nothing_wrong),
        RUN(poppler_reads_the_text),
        RUN(poppler_reads_the_structure),
        RUN(what_is_known_stands_in_the_information),
        RUN(every_font_is_embedded_and_cut),
        RUN(equal_images_are_stored_once),
        RUN(two_runs_give_the_same_bytes),
        RUN(another_document_has_another_identifier),
        RUN(the_file_follows_what_the_buffer_holds),
        RUN(without_a_colour_profile_nothing_is_written),
        RUN(postscript_outlines_are_embedded),
        RUN(long_documents_keep_their_trees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
