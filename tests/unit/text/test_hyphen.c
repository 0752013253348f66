/* test_hyphen.c - our division of words against libhyphen's. */

#include "test.h"
#include "text/book.h"

#include <hyphen.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* libhyphen 2.8.8 does not free all that it loads. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhyphen";
}

typedef struct {
    Env *env;
    FontBook *book;
} Setup;

static Setup setup_open(void)
{
    Setup s = { .env = env_new() };
    *list_add(s.env->arena, &s.env->paths) = STR(".");
    s.book = fontbook_open(s.env, NULL, NULL);
    return s;
}

static void setup_close(Setup *s)
{
    fontbook_close(s->book);
    env_free(s->env);
}

/* Both at minima of three, in a dictionary of UTF-8. */
static void compare_word(const Hyphenator *h, HyphenDict *dict, const char *z)
{
    size_t len = strlen(z);
    uint8_t ours[64];
    char theirs[80] = { 0 };
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;

    assert_true(hyphenator_mark(h, str_of(z), ours));
    hnj_hyphen_hyphenate3(dict, z, (int)len, theirs, NULL, &rep, &pos, &cut, 2,
                          2, 2, 2);
    for (size_t i = 3; i + 3 <= len; i++) {
        bool is_start = ((unsigned char)z[i] & 0xC0) != 0x80;
        if (is_start && (theirs[i - 1] & 1) != (ours[i] != 0))
            fail_msg("%s at %zu", z, i);
    }
}

/* Words of two or three syllables from a few parts, many thousands of them. */
static void compare_language(const char *tag, const char *path)
{
    static const char *const parts[] = {
        "re",    "present", "con",  "sider", "able", "ment",  "tion",  "inter",
        "na",    "docu",    "port", "fi",    "ance", "cam",   "paign", "aud",
        "ience", "graph",   "y",    "ing",   "ness", "under", "stand", "mark",
    };
    Setup s = setup_open();
    Hyphenator *h = hyphenator_load(s.book, str_of(tag));
    HyphenDict *dict = hnj_hyphen_load(path);
    assert_non_null(h);
    assert_non_null(dict);

    const size_t n = COUNT_OF(parts);
    for (size_t i = 0; i < n * n * n; i++) {
        char word[64];
        snprintf(word, sizeof word, "%s%s%s", parts[i % n], parts[i / n % n],
                 parts[i / n / n]);
        compare_word(h, dict, word);
    }
    hnj_hyphen_free(dict);
    setup_close(&s);
}

TEST(english_spanish_french_as_libhyphen)
{
    compare_language("en-GB", "/usr/share/hyphen/hyph_en_GB.dic");
    compare_language("en-US", "/usr/share/hyphen/hyph_en_US.dic");
    compare_language("es-ES", "/usr/share/hyphen/hyph_es_ES.dic");
    compare_language("fr-FR", "/usr/share/hyphen/hyph_fr.dic");
}

static void assert_divided(const Hyphenator *h, const char *shown)
{
    char word[64] = { 0 };
    uint8_t expected[64] = { 0 }, marks[64];
    size_t len = 0;

    for (const char *c = shown; *c; c++) {
        if (*c == '-')
            expected[len] = 1;
        else
            word[len++] = *c;
    }
    assert_true(hyphenator_mark(h, (Str){ word, len }, marks));
    for (size_t i = 0; i < len; i++) {
        if ((marks[i] != 0) != expected[i])
            fail_msg("%s at %zu", shown, i);
    }
}

/* What libhyphen says; loading its German takes three seconds. */
TEST(german_as_libhyphen)
{
    static const char *const words[] = {
        "Nach-hal-tig-keits-be-richt",
        "Um-satz-ent-wick-lung",
        "Quar-tals-er-geb-nis",
        "ab-ster-ben",
        "sub-mis-si-on",
        "ab-bau-re-gi-on",
        "Un-ter-neh-mens-be-ra-tung",
        "Grö-ßen-ord-nung",
    };
    Setup s = setup_open();
    Hyphenator *h = hyphenator_load(s.book, STR("de-AT"));
    assert_non_null(h);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        assert_divided(h, words[i]);
    /* letters that the dictionary's encoding lacks */
    uint8_t marks[64];
    assert_false(hyphenator_mark(h, STR("документация"), marks));
    setup_close(&s);
}

TEST(tags_lead_to_files_and_nowhere_else)
{
    Setup s = setup_open();
    assert_non_null(hyphenator_load(s.book, STR("en")));
    assert_non_null(hyphenator_load(s.book, STR("en-NZ")));
    assert_non_null(hyphenator_load(s.book, STR("es")));
    assert_null(hyphenator_load(s.book, STR("../hyphen/hyph_en")));
    assert_null(hyphenator_load(s.book, STR("")));
    assert_null(hyphenator_load(s.book, STR("xx-XX")));
    assert_int_equal(s.env->diags->list.len, 0);
    s.env->verbose = true;
    assert_null(hyphenator_load(s.book, STR("xx-XX")));
    assert_int_equal(s.env->diags->list.len, 1);
    setup_close(&s);
}

/* A folder of our own with one dictionary of the given bytes. */
static Hyphenator *load_bytes(Setup *s, const char *folder, Str bytes)
{
    char path[256];
    snprintf(path, sizeof path, "%s/hyphen/hyph_qq.dic", folder);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fwrite(bytes.at, 1, bytes.len, out);
    fclose(out);
    Hyphenator *h = hyphenator_load(s->book, STR("qq"));
    remove(path);
    return h;
}

TEST(odd_dictionaries_do_no_harm)
{
    static const char *const files[] = {
        "",
        "UTF-8",
        "UTF-8\n",
        "KLINGON-1\na1b\n",
        "UTF-8\nNEXTLEVEL\nNEXTLEVEL\nNEXTLEVEL\n",
        "UTF-8\n\n\n1\n123\n....\n.\na\n9a9b9c9\n",
        "UTF-8\nLEFTHYPHENMIN\nRIGHTHYPHENMIN x\na1\n1a\nx1/x=x,1,2\n",
        "ISO8859-2\na1b\n\xB1\x31\xB1\nNEXTLEVEL\nb1a\n",
        "UTF-8\n\xFF\xFE\x31\xFF\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1a\n",
    };
    char folder[] = "/tmp/hyphen-test-XXXXXX";
    char inner[64];
    Setup s = setup_open();

    assert_non_null(mkdtemp(folder));
    snprintf(inner, sizeof inner, "%s/hyphen", folder);
    assert_int_equal(mkdir(inner, 0700), 0);
    *list_add(s.env->arena, &s.env->paths) = str_of(folder);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        uint8_t marks[80];
        Hyphenator *h = load_bytes(&s, folder, str_of(files[i]));
        if (h) {
            hyphenator_mark(h, STR("aaaaaaaaaaaaaaaaaaabcab"), marks);
            hyphenator_mark(h, STR("ąąąą\xFF\xFE"), marks);
        }
    }
    rmdir(inner);
    rmdir(folder);
    setup_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(english_spanish_french_as_libhyphen),
        RUN(german_as_libhyphen),
        RUN(tags_lead_to_files_and_nowhere_else),
        RUN(odd_dictionaries_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
