/* test_brand.c - agencies read from their files, right and wrong ones. */

#include "style_test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOWHERE STR("tests/unit/style")

/* ---- Right --------------------------------------------------------------- */

TEST(nothing_is_an_agency_too)
{
    Env *env = env_new();
    Brand b;

    assert_true(brand_read(env, NULL, NULL, NOWHERE, &b));
    assert_false(b.has_primary);
    assert_int_equal(b.name.len, 0);
    assert_true(read_both(env, "null", "{}", NOWHERE, &b));
    assert_true(read_both(env, "color:\nlogo:\n", "layout:\n", NOWHERE, &b));
    assert_int_equal(env->diags->list.len, 0);
    env_free(env);
}

TEST(all_keys_arrive)
{
    Env *env = env_new();
    Brand b;

    assert_true(read_both(
        env,
        "meta: { name: Acme, link: https://acme.example }\n"
        "color:\n"
        "  palette: { night: \"#123\", dusk: night, sun: '#FFd400' }\n"
        "  primary: dusk\n"
        "  secondary: sun\n"
        "  link: night\n"
        "typography:\n"
        "  base: { family: Noto Sans, size: 11pt }\n"
        "  headings: Noto Serif\n"
        "defaults: { anything: [ goes ] }\n",
        "contact: ' hello@acme.example '\n"
        "locale: de-DE\n"
        "strict_brand: true\n"
        "legal:\n"
        "  footer_short: Confidential\n"
        "  disclaimer: No promise.\n"
        "  copyright: © Acme\n"
        "  confidentiality: Internal\n"
        "layout: { cover: Field, page: letter, density: roomy, "
        "body_size: 10.5, margins: 2cm }\n"
        "chart: { palette: [ \"#005F73\", sun ] }\n"
        "settings: { number_headings: true }\n",
        NOWHERE, &b));
    assert_int_equal(env->diags->list.len, 0);
    assert_str(b.name, "Acme");
    assert_true(color_equal(b.primary, hex(0x112233)));
    assert_true(color_equal(b.secondary, hex(0xFFD400)));
    assert_str(b.body_font, "Noto Sans");
    assert_str(b.heading_font, "Noto Serif");
    assert_str(b.contact, "hello@acme.example");
    assert_true(b.strict);
    assert_str(b.footer, "Confidential");
    assert_str(b.disclaimer, "No promise.\n\n© Acme");
    assert_int_equal(b.cover, COVER_FIELD);
    assert_int_equal(b.paper, PAPER_LETTER);
    assert_int_equal(b.density, DENSITY_ROOMY);
    assert_float_equal(b.body_pt, 10.5, 1e-9);
    assert_float_equal(b.margin_pt, 56.69, 0.01);
    assert_int_equal(b.palette_count, 2);
    assert_true(color_equal(b.palette[1], hex(0xFFD400)));
    assert_int_equal(source_place(b.at.src, b.at.start).line, 4);
    env_free(env);
}

TEST(the_agency_names_itself)
{
    Env *env = env_new();
    Brand b;

    assert_true(read_both(env, "meta: { name: { short: NW, full: Northwind } }",
                          NULL, NOWHERE, &b));
    assert_str(b.name, "Northwind");
    assert_true(read_both(env, "meta: { name: Northwind }",
                          "name: Northwind Paris", NOWHERE, &b));
    assert_str(b.name, "Northwind Paris");
    env_free(env);
}

TEST(lengths_are_brought_within_limits)
{
    Env *env = env_new();
    Brand b;

    assert_true(read_both(env, NULL, "layout: { body_size: 8, margins: 10cm }",
                          NOWHERE, &b));
    assert_float_equal(b.body_pt, 9, 1e-9);
    assert_float_equal(b.margin_pt, 85, 1e-9);
    assert_int_equal(env->diags->warning_count, 2);
    assert_report(env, 0, 1, 22, "'body_size' may be 9 to 12 points; 9 is used",
                  NULL);
    assert_true(
        read_both(env, NULL, "layout: { body_size: 1e999 }", NOWHERE, &b));
    assert_float_equal(b.body_pt, 12, 1e-9);
    env_free(env);
}

TEST(fonts_that_are_missing_are_said_once)
{
    Env *env = env_new();
    Brand b;

    assert_true(read_both(env,
                          "typography:\n"
                          "  base: { family: Nonesuch Grotesk, size: 11pt }\n"
                          "  headings: Nonesuch Grotesk\n",
                          NULL, NOWHERE, &b));
    assert_int_equal(env->diags->list.len, 1);
    assert_report(env, 0, 2, 19,
                  "the font 'Nonesuch Grotesk' is not there; Lato (Calibri in "
                  "Word and PowerPoint) is used instead",
                  NULL);
    assert_int_equal(b.body_font.len + b.heading_font.len, 0);
    env_free(env);

    env = env_new();
    assert_true(read_both(env,
                          "typography:\n"
                          "  base: Noto Serif\n"
                          "  headings: Notto Serif\n",
                          NULL, NOWHERE, &b));
    assert_report(env, 0, 3, 13,
                  "the font 'Notto Serif' is not there; Noto Serif is used "
                  "instead",
                  NULL);
    assert_str(b.heading_font, "Noto Serif");
    env_free(env);
}

/* ---- The agencies that come with the program ----------------------------- */

static void agency_read(Env *env, const char *folder, Brand *b)
{
    Arena *a = env->arena;
    Str at = str_format(a, "templates/agencies/%s", folder);
    *list_add(a, &env->paths) = STR("."); /* the program's fonts */
    const Value *brand =
        data_load_file(env, path_join(a, at, STR("_brand.yml")), (Span){ 0 });
    const Value *agency =
        data_load_file(env, path_join(a, at, STR("agency.yaml")), (Span){ 0 });

    assert_non_null(brand);
    assert_non_null(agency);
    assert_true(brand_read(env, brand, agency, at, b));
    assert_int_equal(env->diags->list.len, 0);
}

static void assert_theme(Env *env, const Brand *b)
{
    Locale *locale = locale_open(env, STR("en-GB"), STR(""), (Span){ 0 });
    Theme *t = theme_new(env, b, locale);

    assert_non_null(t);
    assert_int_equal(env->diags->error_count + env->diags->warning_count, 0);
    theme_close(t);
    locale_close(locale);
}

TEST(neutral_is_whole)
{
    Env *env = env_new();
    Brand b;

    agency_read(env, "neutral", &b);
    assert_int_equal(b.name.len, 0);
    assert_null(b.logo);
    assert_int_equal(b.cover, COVER_BAND);
    assert_theme(env, &b);
    env_free(env);
}

TEST(northwind_is_whole)
{
    Env *env = env_new();
    Brand b;

    agency_read(env, "northwind", &b);
    assert_str(b.name, "Northwind Media");
    assert_str(b.logo_alt, "Northwind Media");
    assert_non_null(b.logo);
    assert_non_null(b.logo_on_dark);
    assert_int_equal(b.logo->kind, PICTURE_VECTOR);
    assert_float_equal(picture_size(b.logo).width_pt /
                           picture_size(b.logo).height_pt,
                       4.3, 0.01);
    assert_int_equal(b.cover, COVER_FIELD);
    assert_true(b.footer.len && b.disclaimer.len && b.contact.len);
    assert_theme(env, &b);
    env_free(env);
}

/* ---- Wrong --------------------------------------------------------------- */

TEST(unknown_keys_are_named_with_the_nearest)
{
    Env *env = env_new();
    Brand b;

    assert_false(read_both(env, "color:\n  primry: \"#123\"\ncolour: {}\n",
                           "layout:\n  covr: band\n  binding: true\n", NOWHERE,
                           &b));
    assert_int_equal(env->diags->error_count, 4);
    assert_report(env, 0, 3, 1, "unknown key 'colour' in the brand",
                  "did you mean 'color'?");
    assert_report(env, 1, 2, 3, "unknown key 'primry' in 'color'",
                  "did you mean 'primary'?");
    assert_report(env, 2, 2, 3, "unknown key 'covr' in 'layout'",
                  "did you mean 'cover'?");
    assert_report(env, 3, 3, 3, "unknown key 'binding' in 'layout'",
                  "there are: cover, density, page, body_size, margins");
    env_free(env);
}

TEST(bad_colours_are_found)
{
    Env *env = env_new();
    Brand b;

    assert_false(read_both(env,
                           "color:\n"
                           "  palette:\n"
                           "    sea: \"#12345\"\n"
                           "    one: two\n"
                           "    two: one\n"
                           "    deep: \"#00g\"\n"
                           "    number: 123456\n"
                           "    violet: \"#46178F\"\n"
                           "  primary: #FFD400\n"
                           "  secondary: violett\n",
                           "chart: { palette: [ \"#123\", navy ] }", NOWHERE,
                           &b));
    assert_int_equal(env->diags->error_count, 8);
    /* the reader of YAML has warned of the comment already */
    assert_int_equal(env->diags->warning_count, 1);
    assert_report(env, 1, 3, 10, "'#12345' is not a colour", NULL);
    assert_report(env, 2, 4, 10, "'two' is not a colour", NULL);
    assert_report(env, 3, 5, 10, "'one' is not a colour", NULL);
    assert_report(env, 4, 6, 11, "'#00g' is not a colour", NULL);
    assert_report(env, 5, 7, 13, "expected a colour, found a number", NULL);
    assert_str(env->diags->list.at[6].message, "expected a colour, found null");
    assert_str(env->diags->list.at[6].hint,
               "put it in quotes: \"#13416E\"; without them # begins a "
               "comment");
    assert_report(env, 7, 10, 14, "'violett' is not a colour",
                  "did you mean 'violet'?");
    assert_report(env, 8, 1, 29, "'navy' is not a colour", NULL);
    env_free(env);
}

TEST(values_of_the_wrong_kind_are_found)
{
    Env *env = env_new();
    Brand b;

    assert_false(read_both(
        env,
        "meta: Acme\ncolor: []\nlogo: 3\n"
        "typography: { base: [ Lato ], fonts: [ 7, { files: [ 9 ] } ] }\n",
        "name: 7\nlegal: none\nstrict_brand: maybe\n"
        "layout: { cover: bnd, page: 4, margins: wide, body_size: 12px }\n"
        "chart: { palette: [1,2,3,4,5,6,7,8,9] }\n",
        NOWHERE, &b));
    assert_int_equal(env->diags->error_count, 14);
    assert_report(env, 0, 1, 7, "expected a map for 'meta', found text", NULL);
    assert_false(read_both(env, "[]", "text", NOWHERE, &b));
    env_free(env);

    env = env_new();
    assert_false(read_both(env, NULL, "layout: { cover: bnd }", NOWHERE, &b));
    assert_report(env, 0, 1, 18, "unknown cover 'bnd'", "did you mean 'band'?");
    env_free(env);
}

TEST(files_stay_inside_the_agency)
{
    Env *env = env_new();
    Brand b;

    assert_false(read_both(env, "logo: missing.svg", NULL, NOWHERE, &b));
    assert_false(read_both(env, "logo: ../../../LICENSE", NULL, NOWHERE, &b));
    assert_false(read_both(env, "logo: /etc/passwd", NULL, NOWHERE, &b));
    assert_false(
        read_both(env, "logo: https://a.example/l.svg", NULL, NOWHERE, &b));
    assert_false(
        read_both(env, "logo: { medium: { path: } }", NULL, NOWHERE, &b));
    assert_false(read_both(env,
                           "logo: { images: { a: { path: no.svg } }, "
                           "small: a }",
                           NULL, NOWHERE, &b));
    assert_int_equal(env->diags->error_count, 6);
    assert_report(env, 0, 1, 7,
                  "cannot find 'tests/unit/style/missing.svg': No such file "
                  "or directory",
                  NULL);
    assert_report(env, 3, 1, 7, "a logo is an address, not a file",
                  "save it in the agency's folder and write its name");
    assert_report(env, 5, 1, 30,
                  "cannot find 'tests/unit/style/no.svg': No such file or "
                  "directory",
                  NULL);
    env_free(env);
}

TEST(logos_in_every_form)
{
    static const char *const forms[] = {
        "logo: logo.svg",
        "logo: { light: logo.svg, dark: logo-dark.svg, alt: Acme }",
        "logo: { medium: logo.svg }",
        "logo: { large: { light: logo.svg, dark: logo-dark.svg } }",
        "logo: { small: { path: logo.svg, alt: Acme } }",
        "logo: { images: { a: logo.svg }, medium: a }",
    };

    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        Env *env = env_new();
        Brand b;
        assert_true(read_both(env, forms[i], "name: Acme",
                              STR("templates/agencies/northwind"), &b));
        assert_non_null(b.logo);
        assert_str(b.logo_alt, "Acme");
        assert_true((b.logo_on_dark != NULL) == (i == 1 || i == 3));
        assert_int_equal(env->diags->list.len, 0);
        env_free(env);
    }
}

/* ---- Fonts --------------------------------------------------------------- */

static void touch(Env *env, Str folder, const char *name)
{
    assert_true(file_replace(env, STR("x"),
                             path_join(env->arena, folder, str_of(name))));
}

TEST(font_folders_are_found)
{
    char root[] = "/tmp/styleXXXXXX";
    Env *env = env_new();
    Brand b;

    assert_non_null(mkdtemp(root));
    Str fonts = path_join(env->arena, str_of(root), STR("fonts"));
    Str more = path_join(env->arena, str_of(root), STR("type"));
    assert_int_equal(mkdir(fonts.at, 0700), 0);
    assert_int_equal(mkdir(more.at, 0700), 0);
    touch(env, more, "a.otf");
    touch(env, more, "b.ttf");
    touch(env, more, "c.woff2");

    assert_true(read_both(env,
                          "typography:\n"
                          "  fonts:\n"
                          "    - { family: A, source: file, files: [ "
                          "{ path: type/a.otf, weight: 400 }, type/b.ttf ] }\n"
                          "    - { family: B, source: google }\n"
                          "    - { family: C, files: type/c.woff2 }\n",
                          NULL, str_of(root), &b));
    assert_int_equal(b.font_folders.len, 2);
    assert_true(str_equal(b.font_folders.at[0], fonts));
    assert_true(str_equal(b.font_folders.at[1], more));
    assert_int_equal(env->diags->warning_count, 1);

    static const char *const made[] = { "type/a.otf", "type/b.ttf",
                                        "type/c.woff2" };
    for (size_t i = 0; i < COUNT_OF(made); i++)
        unlink(path_join(env->arena, str_of(root), str_of(made[i])).at);
    rmdir(more.at);
    rmdir(fonts.at);
    rmdir(root);
    env_free(env);
}

/* ---- Anything ------------------------------------------------------------ */

/*
 * Every prefix and many one-byte changes of a real brand: never a crash, and
 * false exactly when an error was reported.
 */
TEST(damaged_brands_are_survived)
{
    Env *env = env_new();
    Source *src = file_load(env, STR("templates/agencies/northwind/_brand.yml"),
                            (Span){ 0 });
    static const char odd[] = "[{#:\"'-\n&";

    assert_non_null(src);
    for (size_t i = 0; i < src->text.len; i++) {
        Env *one = env_new();
        char *text = arena_make_array(one->arena, char, src->text.len);
        memcpy(text, src->text.at, src->text.len);
        text[i] = odd[i % (sizeof odd - 1)];
        Str s = { text, i % 2 ? src->text.len : i };
        const Value *v =
            yaml_parse(one, source_new(one->arena, STR("b.yml"), s));
        Brand b;
        size_t before = one->diags->error_count;
        bool ok =
            brand_read(one, v, v, STR("templates/agencies/northwind"), &b);
        assert_true(ok == (one->diags->error_count == before));
        env_free(one);
    }
    env_free(env);
}

TEST(references_are_files_of_their_kind)
{
    Env *env = env_new();
    Brand b;

    assert_true(read_both(env, NULL, "reference: { docx: agency.yaml }",
                          STR("templates/agencies/northwind"), &b) == false);
    assert_report(env, 0, 1, 20,
                  "'agency.yaml' is not a Word document (.docx or .dotx)",
                  "save it in that format from the program that made it");
    assert_true(is_docx_reference(STR("a/B.DOTX")));
    assert_true(is_pptx_reference(STR("b.potx")));
    assert_false(is_docx_reference(STR("b.docm")));
    assert_false(is_pptx_reference(STR("pptx")));
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(references_are_files_of_their_kind),
        RUN(nothing_is_an_agency_too),
        RUN(all_keys_arrive),
        RUN(the_agency_names_itself),
        RUN(lengths_are_brought_within_limits),
        RUN(fonts_that_are_missing_are_said_once),
        RUN(neutral_is_whole),
        RUN(northwind_is_whole),
        RUN(unknown_keys_are_named_with_the_nearest),
        RUN(bad_colours_are_found),
        RUN(values_of_the_wrong_kind_are_found),
        RUN(files_stay_inside_the_agency),
        RUN(logos_in_every_form),
        RUN(font_folders_are_found),
        RUN(damaged_brands_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
