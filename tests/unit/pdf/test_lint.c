/* test_lint.c - every rule catches its defect, and only defects are caught. */

#include "pdf_test.h"

#include <math.h>

static bool writes(Maker *m)
{
    Buf out = { 0 };
    bool ok = pdf_write(m->env, &m->doc, &out);

    assert_int_equal(ok, out.len > 0); /* all or nothing */
    buf_free(&out);
    return ok;
}

/* A document with one of everything, and the places to spoil. */
typedef struct {
    Maker m;
    TagId sect, heading, table, list, chart, link, note;
} Subject;

static TagId child(const Subject *s, TagId tag, size_t n)
{
    TagId kid = s->m.doc.tags.list.at[tag].first_child;

    for (; n; n--)
        kid = s->m.doc.tags.list.at[kid].next_sibling;
    assert_int_not_equal(kid, 0);
    return kid;
}

static Tag *element(Subject *s, TagId tag)
{
    return &s->m.doc.tags.list.at[tag];
}

static void subject_open(Subject *s)
{
    maker_open(&s->m);
    s->sect = small_document(&s->m);
    s->heading = heading_add(&s->m, s->sect, 2, "Channels");
    s->table = table_add(&s->m, s->sect, 3);
    s->list = list_add_two(&s->m, s->sect);
    s->chart = chart_add(&s->m, s->sect);
    s->link = link_add(&s->m, s->sect, "https://example.com/", "The example");
    s->note = tag_new(&s->m, s->sect, ROLE_NOTE);
    attributes_of(&s->m, s->note)->id = STR("note-1");
    block_add(&s->m, s->note, ROLE_P, "A note.");
}

static Page *first_page(Subject *s)
{
    return &s->m.doc.pages.at[0];
}

/* ---- Defects --------------------------------------------------------------
 */

static void no_title(Subject *s)
{
    s->m.doc.title = STR(" \n");
}
static void no_language(Subject *s)
{
    s->m.doc.lang = STR("");
}
static void bad_language(Subject *s)
{
    s->m.doc.lang = STR("en_GB");
}
static void no_pages(Subject *s)
{
    s->m.doc.pages.len = 0;
    s->m.doc.destinations.len = s->m.doc.outline.len = 0;
}
static void huge_page(Subject *s)
{
    first_page(s)->frame.size.height_pt = 20000;
}
static void destination_beyond(Subject *s)
{
    s->m.doc.destinations.at[0].page = 9;
}
static void outline_beyond(Subject *s)
{
    s->m.doc.outline.at[0].destination = 9;
}
static void outline_untitled(Subject *s)
{
    s->m.doc.outline.at[0].title = STR("");
}
static void tree_cycle(Subject *s)
{
    element(s, s->heading)->parent = s->heading;
}
static void tree_beyond(Subject *s)
{
    element(s, s->heading)->next_sibling = 99999;
}
static void skipped_heading(Subject *s)
{
    element(s, s->heading)->role = ROLE_H3;
}
static void first_heading_not_h1(Subject *s)
{
    element(s, child(s, s->sect, 0))->role = ROLE_H2;
}
static void no_alt(Subject *s)
{
    attributes_of(&s->m, s->chart)->alt = STR(" ");
}
static void long_alt(Subject *s)
{
    char *alt = arena_alloc(s->m.a, 20000);
    memset(alt, 'x', 20000);
    attributes_of(&s->m, s->chart)->alt = (Str){ alt, 20000 };
}
static void no_bbox(Subject *s)
{
    attributes_of(&s->m, s->chart)->has_bbox = false;
}
static void bbox_off_page(Subject *s)
{
    attributes_of(&s->m, s->chart)->bbox.x_pt = 2000;
}
static void bbox_other_page(Subject *s)
{
    maker_page(&s->m);
    attributes_of(&s->m, s->chart)->page = 1;
}
static void bbox_nan(Subject *s)
{
    attributes_of(&s->m, s->chart)->bbox.width_pt = (double)NAN;
}
static TagId head_cell(Subject *s)
{
    TagId head = child(s, s->table, 1);
    return child(s, child(s, head, 0), 0);
}
static TagId body_row(Subject *s, size_t row)
{
    return child(s, child(s, s->table, 2), row);
}
static void no_scope(Subject *s)
{
    attributes_of(&s->m, head_cell(s))->scope = SCOPE_NONE;
}
static void heading_in_table(Subject *s)
{
    element(s, child(s, s->table, 1))->role = ROLE_P;
}
static void two_heads(Subject *s)
{
    element(s, child(s, s->table, 2))->role = ROLE_THEAD;
}
static void no_body(Subject *s)
{
    element(s, child(s, s->table, 2))->role = ROLE_TFOOT;
}
static void caption_last(Subject *s)
{
    TagId caption = tag_new(&s->m, s->table, ROLE_CAPTION);
    text_add(&s->m, caption, "Again");
}
static void short_row(Subject *s)
{
    TagId row = tag_new(&s->m, child(s, s->table, 2), ROLE_TR);
    cell_add(&s->m, row, ROLE_TH, SCOPE_ROW, 72, "alone");
}
static void span_past_end(Subject *s)
{
    attributes_of(&s->m, child(s, body_row(s, 2), 1))->row_span = 2;
}
static void span_over_cell(Subject *s)
{
    attributes_of(&s->m, child(s, body_row(s, 0), 1))->row_span = 2;
}
static void wide_span(Subject *s)
{
    attributes_of(&s->m, child(s, body_row(s, 0), 1))->col_span = 65535;
}
static void unknown_header(Subject *s)
{
    Str *names = arena_make_array(s->m.a, Str, 1);
    TagAttributes *a = attributes_of(&s->m, child(s, body_row(s, 0), 1));
    names[0] = STR("nobody");
    a->headers = names;
    a->header_count = 1;
}
static void no_header(Subject *s)
{
    for (size_t i = 0; i < 3; i++)
        attributes_of(&s->m, child(s, child(s, child(s, s->table, 1), 0), i))
            ->scope = SCOPE_ROW;
    for (size_t i = 0; i < 3; i++)
        attributes_of(&s->m, child(s, body_row(s, i), 0))->scope = SCOPE_COLUMN;
    element(s, child(s, body_row(s, 0), 1))->role = ROLE_TD;
}
static void same_id(Subject *s)
{
    attributes_of(&s->m, head_cell(s))->id = STR("note-1");
}
static void note_without_id(Subject *s)
{
    attributes_of(&s->m, s->note)->id = STR("");
}
static void list_with_paragraph(Subject *s)
{
    block_add(&s->m, s->list, ROLE_P, "stray");
}
static void item_with_paragraph(Subject *s)
{
    block_add(&s->m, child(s, s->list, 0), ROLE_P, "stray");
}
static void item_outside_list(Subject *s)
{
    element(s, s->list)->role = ROLE_DIV;
}
static void body_outside_item(Subject *s)
{
    block_add(&s->m, s->sect, ROLE_LBODY, "stray");
}
static void paragraph_in_paragraph(Subject *s)
{
    block_add(&s->m, child(s, s->sect, 1), ROLE_P, "stray");
}
static void caption_in_figure(Subject *s)
{
    block_add(&s->m, s->chart, ROLE_CAPTION, "hidden");
}
static void link_without_link(Subject *s)
{
    first_page(s)->links.len = 0;
}
static void link_without_contents(Subject *s)
{
    first_page(s)->links.at[0].contents = STR("");
}
static void link_of_paragraph(Subject *s)
{
    first_page(s)->links.at[0].tag = s->heading;
}
static void link_of_nothing(Subject *s)
{
    first_page(s)->links.at[0].tag = 99999;
}
static void link_to_script(Subject *s)
{
    first_page(s)->links.at[0].url = STR("javascript:alert(1)");
}
static void link_to_nowhere(Subject *s)
{
    first_page(s)->links.at[0].url = STR("");
    first_page(s)->links.at[0].destination = 77;
}
static void link_without_area(Subject *s)
{
    first_page(s)->links.at[0].area.width_pt = 0;
}
static void empty_paragraph(Subject *s)
{
    tag_new(&s->m, s->sect, ROLE_P);
}
static void text_in_row(Subject *s)
{
    text_add(&s->m, body_row(s, 0), "stray");
}
static void text_in_section(Subject *s)
{
    text_add(&s->m, s->sect, "stray");
}
static void text_of_no_tag(Subject *s)
{
    text_add(&s->m, 99999, "stray");
}
static void text_at_nan(Subject *s)
{
    first_page(s)->frame.items.at[0].at.x_pt = (double)NAN;
}
static void notdef(Subject *s)
{
    TextItem *item = &first_page(s)->frame.items.at[0].as.text;
    GlyphRun *run = arena_make(s->m.a, GlyphRun);
    Glyph *glyphs = arena_make_array(s->m.a, Glyph, item->run->glyph_count);

    *run = *item->run;
    memcpy(glyphs, run->glyphs, run->glyph_count * sizeof *glyphs);
    glyphs[1].glyph = 0;
    run->glyphs = glyphs;
    item->run = run;
}
static void endless_groups(Subject *s)
{
    Frame *f = arena_make(s->m.a, Frame);
    frame_add_group(s->m.a, f, TAG_ARTIFACT, (Point){ 0, 0 }, f);
    frame_add_group(s->m.a, &first_page(s)->frame, TAG_ARTIFACT,
                    (Point){ 0, 0 }, f);
}

static const struct {
    void (*spoil)(Subject *s);
    const char *code;
} defects[] = {
    { no_title, "ua/title" },
    { no_language, "ua/language" },
    { bad_language, "ua/language" },
    { no_pages, "pdf/pages" },
    { huge_page, "pdf/page-size" },
    { destination_beyond, "pdf/destination" },
    { outline_beyond, "pdf/destination" },
    { outline_untitled, "ua/outline" },
    { tree_cycle, "pdf/tree" },
    { tree_beyond, "pdf/tree" },
    { skipped_heading, "ua/heading" },
    { first_heading_not_h1, "ua/heading" },
    { no_alt, "ua/figure-alt" },
    { long_alt, "a/string" },
    { no_bbox, "ua/figure-bbox" },
    { bbox_off_page, "ua/figure-bbox" },
    { bbox_other_page, "ua/figure-bbox" },
    { bbox_nan, "ua/figure-bbox" },
    { no_scope, "ua/scope" },
    { heading_in_table, "ua/nesting" },
    { two_heads, "ua/table-parts" },
    { no_body, "ua/table-parts" },
    { caption_last, "ua/caption" },
    { short_row, "ua/table-shape" },
    { span_past_end, "ua/table-shape" },
    { span_over_cell, "ua/table-shape" },
    { wide_span, "ua/table-shape" },
    { unknown_header, "ua/headers" },
    { no_header, "ua/headers" },
    { same_id, "ua/id" },
    { note_without_id, "ua/note-id" },
    { list_with_paragraph, "ua/nesting" },
    { item_with_paragraph, "ua/nesting" },
    { item_outside_list, "ua/nesting" },
    { body_outside_item, "ua/nesting" },
    { paragraph_in_paragraph, "ua/nesting" },
    { caption_in_figure, "ua/nesting" },
    { link_without_link, "ua/link" },
    { link_without_contents, "ua/link-contents" },
    { link_of_paragraph, "ua/link-tag" },
    { link_of_nothing, "ua/link-tag" },
    { link_to_script, "pdf/link-target" },
    { link_to_nowhere, "pdf/link-target" },
    { link_without_area, "pdf/link-area" },
    { empty_paragraph, "ua/empty" },
    { text_in_row, "ua/content" },
    { text_in_section, "ua/content" },
    { text_of_no_tag, "ua/tag" },
    { text_at_nan, "pdf/place" },
    { notdef, "ua/notdef" },
    { endless_groups, "pdf/depth" },
};

TEST(a_good_document_passes)
{
    Subject s;

    subject_open(&s);
    bool ok = writes(&s.m);
    if (!ok)
        diags_print(s.m.env->diags, stderr);
    assert_true(ok);
    assert_int_equal(s.m.env->diags->error_count, 0);
    maker_close(&s.m);
}

TEST(every_rule_catches_its_defect)
{
    for (size_t i = 0; i < COUNT_OF(defects); i++) {
        Subject s;
        subject_open(&s);
        defects[i].spoil(&s);
        bool ok = writes(&s.m);
        bool named = has_fault(&s.m, defects[i].code);
        if (ok || !named) {
            fprintf(stderr, "defect %zu (%s) is not caught\n", i,
                    defects[i].code);
            diags_print(s.m.env->diags, stderr);
        }
        assert_false(ok);
        assert_true(named);
        maker_close(&s.m);
    }
}

TEST(header_cells_without_text_are_warned_of_once)
{
    Subject s;

    subject_open(&s);
    TagId row = tag_new(&s.m, child(&s, s.table, 2), ROLE_TR);
    for (int i = 0; i < 3; i++)
        cell_add(&s.m, row, ROLE_TH, SCOPE_ROW, 72, "");
    assert_true(writes(&s.m));
    assert_int_equal(s.m.env->diags->warning_count, 1);
    assert_string_equal(s.m.env->diags->list.at[0].code, "ua/empty-header");
    maker_close(&s.m);
}

TEST(a_fault_says_which_rule_and_page)
{
    Subject s;

    subject_open(&s);
    maker_page(&s.m);
    Image *image = image_new(&s.m, 4, false);
    TagId figure = image_add(&s.m, s.sect, image);
    attributes_of(&s.m, figure)->alt = STR("");
    assert_false(writes(&s.m));
    const Diag *d = &s.m.env->diags->list.at[0];
    assert_true(str_starts(d->message, STR("Figure on page 2 has no "
                                           "alternative text (PDF/UA 7.3)")));
    maker_close(&s.m);
}

TEST(spans_and_named_headers_pass)
{
    Subject s;
    Str *names;

    subject_open(&s);
    TagId head = head_cell(&s);
    attributes_of(&s.m, head)->id = STR("channel (all)");
    TagId wide = tag_new(&s.m, child(&s, s.table, 2), ROLE_TR);
    TagId total = cell_add(&s.m, wide, ROLE_TH, SCOPE_ROW, 72, "Total");
    attributes_of(&s.m, total)->col_span = 2;
    TagId sum = cell_add(&s.m, wide, ROLE_TD, SCOPE_NONE, 300, "9");
    names = arena_make_array(s.m.a, Str, 1);
    names[0] = STR("channel (all)");
    attributes_of(&s.m, sum)->headers = names;
    attributes_of(&s.m, sum)->header_count = 1;
    attributes_of(&s.m, sum)->row_span = 2;
    TagId last = tag_new(&s.m, child(&s, s.table, 2), ROLE_TR);
    cell_add(&s.m, last, ROLE_TH, SCOPE_ROW, 72, "Net");
    cell_add(&s.m, last, ROLE_TD, SCOPE_NONE, 200, "8");
    bool ok = writes(&s.m);
    if (!ok)
        diags_print(s.m.env->diags, stderr);
    assert_true(ok);
    maker_close(&s.m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_good_document_passes),
        RUN(every_rule_catches_its_defect),
        RUN(header_cells_without_text_are_warned_of_once),
        RUN(a_fault_says_which_rule_and_page),
        RUN(spans_and_named_headers_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
