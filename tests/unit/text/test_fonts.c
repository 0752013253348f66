/* test_fonts.c - finding faces, what they say, and files that are not whole. */

#include "book_test.h"

#include <hb.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Families ------------------------------------------------------------ */

TEST(styles_of_a_family_are_faces)
{
    Fixture f = fixture_open("en-GB", NULL);
    const Font *bold = face(&f, "lato", FONT_BOLD);
    const Font *italic = face(&f, "Lato", FONT_ITALIC);
    const Font *both = face(&f, "Lato", FONT_BOLD | FONT_ITALIC);
    assert_ptr_not_equal(bold, f.lato);
    assert_ptr_equal(bold, face(&f, "Lato", FONT_BOLD));
    assert_int_equal(font_info(bold)->weight, 700);
    assert_true(font_info(italic)->italic_angle < 0);
    assert_true(font_info(both)->italic_angle < 0);
    assert_str(font_info(both)->postscript_name, "Lato-BoldItalic");
    fixture_close(&f);
}

TEST(a_missing_style_gives_the_nearest)
{
    Fixture f = fixture_open("en-GB", NULL);
    const Font *mono = face(&f, "Noto Sans Mono", FONT_ITALIC);
    assert_int_equal(font_info(mono)->weight, 400);
    assert_true(font_info(mono)->is_fixed_pitch);
    mono = face(&f, "Noto Sans Mono", FONT_BOLD | FONT_ITALIC);
    assert_int_equal(font_info(mono)->weight, 700);
    fixture_close(&f);
}

TEST(a_face_tells_its_measures)
{
    Fixture f = fixture_open("en-GB", NULL);
    const FontInfo *info = font_info(f.lato);
    assert_str(info->family, "Lato");
    assert_str(info->postscript_name, "Lato-Regular");
    assert_true(info->units_per_em == 2000);
    assert_true(info->ascent_em > 0.7 && info->ascent_em < 1.2);
    assert_true(info->descent_em < 0 && info->descent_em > -0.5);
    assert_true(info->x_height_em > 0.4 && info->x_height_em < 0.6);
    assert_true(info->cap_height_em > 0.65 && info->cap_height_em < 0.8);
    assert_true(info->bbox_em.height_pt > 1);
    assert_int_equal(info->weight, 400);
    assert_true(info->italic_angle == 0);
    assert_false(info->is_cff);
    assert_false(info->is_serif);
    assert_false(info->is_fixed_pitch);
    assert_true(font_info(face(&f, "Noto Serif", 0))->is_serif);
    fixture_close(&f);
}

TEST(an_unknown_family_is_named_with_those_there_are)
{
    Fixture f = fixture_open("en-GB", NULL);
    assert_null(font_find(f.book, STR("Latto"), 0, (Span){ 0 }));
    assert_int_equal(f.env->diags->error_count, 1);
    const Diag *d = &f.env->diags->list.at[0];
    assert_str(d->message, "no font family 'Latto'");
    assert_true(str_starts(d->hint, STR("did you mean 'Lato'?")));
    assert_true(str_find(d->hint, STR("Carlito")) < d->hint.len);
    fixture_close(&f);
}

/* ---- Files of our own ---------------------------------------------------- */

typedef struct {
    char folder[64];
    char path[96];
} Room;

static Room place_make(void)
{
    Room p;
    snprintf(p.folder, sizeof p.folder, "/tmp/font-test-XXXXXX");
    assert_non_null(mkdtemp(p.folder));
    snprintf(p.path, sizeof p.path, "%s/Own.ttf", p.folder);
    return p;
}

static void place_drop(const Room *p)
{
    remove(p->path);
    rmdir(p->folder);
}

static Buf file_bytes(const char *path)
{
    Buf b = { 0 };
    char room[4096];
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    for (size_t n; (n = fread(room, 1, sizeof room, in)) > 0;)
        buf_add(&b, room, n);
    fclose(in);
    return b;
}

static void write_bytes(const char *path, const char *at, size_t len)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(at, 1, len, out), len);
    assert_int_equal(fclose(out), 0);
}

static size_t u32_in(const Buf *b, size_t at)
{
    const unsigned char *p = (const unsigned char *)b->at + at;
    return (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
}

static size_t table_at(const Buf *b, const char *tag)
{
    size_t count = (unsigned char)b->at[5];
    for (size_t i = 0; i < count; i++) {
        if (memcmp(b->at + 12 + i * 16, tag, 4) == 0)
            return u32_in(b, 12 + i * 16 + 8);
    }
    fail();
    return 0;
}

TEST(an_agencys_font_is_found_by_its_own_name)
{
    Room p = place_make();
    Buf italic = file_bytes("fonts/Lato-Italic.ttf");
    write_bytes(p.path, italic.at, italic.len);
    Fixture f = fixture_open("en-GB", p.folder);
    const Font *own = face(&f, "Lato", FONT_REGULAR);
    /* the agency's only Lato is italic, and it goes before ours */
    assert_ptr_equal(own, f.lato);
    assert_true(font_info(own)->italic_angle < 0);
    fixture_close(&f);
    buf_free(&italic);
    place_drop(&p);
}

TEST(a_font_that_forbids_embedding_is_refused)
{
    Room p = place_make();
    Buf font = file_bytes("fonts/Lato-Regular.ttf");
    font.at[table_at(&font, "OS/2") + 9] = 2;
    write_bytes(p.path, font.at, font.len);
    Fixture f = fixture_open("en-GB", NULL);
    StrList folders = { 0 };
    *list_add(f.env->arena, &folders) = str_of(p.folder);
    FontBook *book = fontbook_open(f.env, f.locale, &folders);
    assert_null(font_find(book, STR("Lato"), 0, (Span){ 0 }));
    assert_int_equal(f.env->diags->error_count, 1);
    const Diag *d = &f.env->diags->list.at[0];
    assert_true(str_find(d->message, STR("does not allow embedding")) <
                d->message.len);
    assert_int_equal(d->fault, FAULT_STANDARD);
    fontbook_close(book);
    fixture_close(&f);
    buf_free(&font);
    place_drop(&p);
}

TEST(a_file_that_ends_early_is_damaged)
{
    Room p = place_make();
    Buf font = file_bytes("fonts/Lato-Regular.ttf");
    write_bytes(p.path, font.at, font.len - 5000);
    Fixture f = fixture_open("en-GB", NULL);
    StrList folders = { 0 };
    *list_add(f.env->arena, &folders) = str_of(p.folder);
    FontBook *book = fontbook_open(f.env, f.locale, &folders);
    assert_null(font_find(book, STR("Lato"), 0, (Span){ 0 }));
    assert_int_equal(f.env->diags->error_count, 1);
    const Diag *d = &f.env->diags->list.at[0];
    assert_true(str_find(d->message, STR("is damaged")) < d->message.len);
    assert_int_equal(d->fault, FAULT_FILE);
    fontbook_close(book);
    fixture_close(&f);
    buf_free(&font);
    place_drop(&p);
}

TEST(what_is_no_font_is_left_out_with_a_warning)
{
    Room p = place_make();
    write_bytes(p.path, "GIF89a, in truth", 16);
    Fixture f = fixture_open("en-GB", p.folder);
    assert_int_equal(f.env->diags->warning_count, 1);
    fixture_close(&f);
    write_bytes(p.path, "", 0);
    f = fixture_open("en-GB", p.folder);
    assert_int_equal(f.env->diags->warning_count, 1);
    fixture_close(&f);
    place_drop(&p);
}

/* ---- Damage -------------------------------------------------------------- */

static uint32_t roll(uint32_t *state, uint32_t sides)
{
    *state = *state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)*state * sides >> 32);
}

/* Set everything that can be set with whatever the file has become. */
static void use_font(const char *folder, const char *family)
{
    Env *env = env_new();
    StrList folders = { 0 };
    *list_add(env->arena, &env->paths) = STR(".");
    *list_add(env->arena, &folders) = str_of(folder);
    Locale *locale = locale_open(env, STR("en-GB"), STR(""), (Span){ 0 });
    FontBook *book = fontbook_open(env, locale, &folders);
    const Font *font = font_find(book, str_of(family), 0, (Span){ 0 });

    if (font) {
        TextSetting s = { .font = font, .size_pt = 10 };
        Str text = STR("AVATAR office 1,234.50 fi ffl Ünï Ελλά Привет — שלום");
        TextSpan span = { text, s };
        size_t count;
        TextLine line = text_line(book, env->arena, text, s);
        for (size_t i = 0; i < line.run_count; i++)
            for (uint32_t g = 0; g < line.runs[i].run->glyph_count; g++)
                font_glyph_advance_em(line.runs[i].run->font,
                                      line.runs[i].run->glyphs[g].glyph);
        text_pieces(book, env->arena, &span, 1, 2, true, &count);
        text_cut(book, env->arena, text, s, 60, CUT_MIDDLE);
        hyphen_run(book, font);
        for (int i = 0; i < 300; i++) /* into the table of figures */
            text_width_pt(book, str_format(env->arena, "%d.%d", i, i * 7), s);
    }
    fontbook_close(book);
    locale_close(locale);
    env_free(env);
}

static void damage(const char *source, const char *family, uint32_t seed,
                   int rounds)
{
    Room p = place_make();
    Buf whole = file_bytes(source);
    char *bytes = malloc(whole.len);

    for (int i = 0; i < rounds; i++) {
        size_t len = whole.len;
        memcpy(bytes, whole.at, len);
        uint32_t flips = 1 + roll(&seed, 40);
        /* half of the damage goes to the small tables at both ends */
        uint32_t range = i % 2 ? (uint32_t)len : 4096;
        for (uint32_t n = 0; n < flips; n++)
            bytes[roll(&seed, range)] = (char)roll(&seed, 256);
        if (i % 5 == 0)
            len = roll(&seed, (uint32_t)len);
        write_bytes(p.path, bytes, len);
        use_font(p.folder, family);
    }
    free(bytes);
    buf_free(&whole);
    place_drop(&p);
}

/* Tables named one by one: flipped where shaping reads them. */
static void damage_table(const char *source, const char *family,
                         const char *tag, uint32_t seed)
{
    Room p = place_make();
    Buf whole = file_bytes(source);
    char *bytes = malloc(whole.len);
    size_t start = table_at(&whole, tag);

    for (int i = 0; i < 25; i++) {
        memcpy(bytes, whole.at, whole.len);
        uint32_t range = (uint32_t)(whole.len - start);
        range = range < 600 ? range : 600;
        for (uint32_t n = 0; n < 1 + roll(&seed, 12); n++)
            bytes[start + roll(&seed, range)] = (char)roll(&seed, 256);
        write_bytes(p.path, bytes, whole.len);
        use_font(p.folder, family);
    }
    free(bytes);
    buf_free(&whole);
    place_drop(&p);
}

TEST(damaged_fonts_do_no_harm)
{
    static const char *const tables[] = { "GSUB", "GPOS", "maxp", "cmap",
                                          "hmtx", "head", "name", "OS/2" };
    damage("fonts/Lato-Regular.ttf", "Lato", 7, 300);
    for (uint32_t i = 0; i < COUNT_OF(tables); i++)
        damage_table("fonts/Lato-Regular.ttf", "Lato", tables[i], i + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(styles_of_a_family_are_faces),
        RUN(a_missing_style_gives_the_nearest),
        RUN(a_face_tells_its_measures),
        RUN(an_unknown_family_is_named_with_those_there_are),
        RUN(an_agencys_font_is_found_by_its_own_name),
        RUN(a_font_that_forbids_embedding_is_refused),
        RUN(a_file_that_ends_early_is_damaged),
        RUN(what_is_no_font_is_left_out_with_a_warning),
        RUN(damaged_fonts_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
