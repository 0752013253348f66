/* The program's own words: every language has them all, and phrases compile. */
#include "data/data.h"
#include "template/template.h"

#include "test.h"

static const char *const languages[] = { "en", "de", "fr", "es", "ar" };

static const Value *wording(Env *env, const char *language)
{
    Str path = str_format(env->arena, "templates/wording/%s.yaml", language);
    const Value *v = data_load_file(env, path, (Span){ 0 });

    assert_non_null(v);
    return v;
}

static Str slot_of(Str s)
{
    size_t open = str_find(s, STR("{")), close = str_find(s, STR("}"));
    return open < close ? str_slice(s, open, close) : STR("");
}

TEST(every_language_has_every_word)
{
    Env *env = env_new();
    const Value *en = wording(env, "en");
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        const Value *v = wording(env, languages[i]);
        for (size_t k = 0; k < en->as.map.len; k++) {
            const Member *m = &en->as.map.at[k];
            const Value *other = value_find(v, m->key);
            if (!other || other->kind != VALUE_TEXT)
                fail_msg("%s has no '%.*s'", languages[i], STR_ARG(m->key));
            assert_true(
                str_equal(slot_of(m->value.as.text), slot_of(other->as.text)));
        }
    }
    env_free(env);
}

/* A phrase for a text that no template has would go unseen. */
TEST(every_phrase_stands_in_a_template_and_compiles)
{
    static const char *const files[] = { "templates/quarterly.yaml",
                                         "templates/monthly.yaml",
                                         "templates/lib/notes.yaml" };
    Env *env = env_new();
    const Value *phrases = value_at(wording(env, "de"), "phrases");
    Buf all = { 0 };

    assert_non_null(phrases);
    assert_true(phrases->as.map.len > 100);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        const Value *v = data_load_file(env, str_of(files[i]), (Span){ 0 });
        assert_non_null(v);
        json_write(&all, v, false);
    }
    for (size_t i = 0; i < phrases->as.map.len; i++) {
        const Member *m = &phrases->as.map.at[i];
        Value key = value_text(m->key);
        Buf quoted = { 0 };
        assert_non_null(text_compile(env, m->value.as.text, m->value.span));
        json_write(&quoted, &key, false);
        /* without the closing quote: a block text ends in a line end */
        if (str_find(buf_str(&all),
                     str_slice(buf_str(&quoted), 0, quoted.len - 1)) == all.len)
            fail_msg("no template says %.*s", STR_ARG(buf_str(&quoted)));
        buf_free(&quoted);
    }
    buf_free(&all);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(every_language_has_every_word),
        RUN(every_phrase_stands_in_a_template_and_compiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
