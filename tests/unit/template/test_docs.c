/* docs/templates.md names every block and every key. */

#include "io/io.h"
#include "template_test.h"

static bool names_code(Str page, const char *word)
{
    char code[80];

    snprintf(code, sizeof code, "`%s`", word);
    return str_find(page, str_of(code)) < page.len;
}

/* The part of the page under "### name", up to the next heading. */
static Str part_of(Str page, const char *name)
{
    char heading[80];

    snprintf(heading, sizeof heading, "\n### %s\n", name);
    size_t start = str_find(page, str_of(heading));
    if (start == page.len)
        return (Str){ 0 };
    Str rest = str_slice(page, start + strlen(heading), page.len);
    return str_slice(rest, 0, str_find(rest, STR("\n##")));
}

static void check_words(Str part, const char *what, const char *words)
{
    char word[40];
    size_t len = 0;

    for (size_t i = 0; words && i <= strlen(words); i++) {
        if (words[i] && words[i] != ' ') {
            word[len++] = words[i];
            continue;
        }
        word[len] = 0;
        len = 0;
        if (!names_code(part, word) && strcmp(what, "only") != 0)
            fail_msg("%s: the word %s is not explained", what, word);
    }
}

static void check_rules(Str part, const char *what, const OptionRule *rules)
{
    for (; rules && rules->key; rules++) {
        if (!names_code(part, rules->key))
            fail_msg("%s: the key %s is not explained", what, rules->key);
        check_words(part, rules->key, rules->words);
        check_rules(part, rules->key, rules->keys);
    }
}

TEST(every_block_and_key_is_explained)
{
    Env *env = env_new();
    const Source *src = file_load(env, STR("docs/templates.md"), (Span){ 0 });

    assert_non_null(src);
    check_rules(src->text, "every block", COMMON_RULES);
    check_rules(src->text, "settings", SETTING_RULES);
    for (const BlockRule *rule = BLOCK_RULES; rule->kind; rule++) {
        /* sentences share a heading, as they share their keys */
        bool is_sentence = rule->keys == SENTENCE_KEYS;
        Str part = part_of(src->text, is_sentence ? "Sentences" : rule->kind);
        if (!part.len)
            fail_msg("the block %s has no heading", rule->kind);
        if (is_sentence && !names_code(part, rule->kind))
            fail_msg("the block %s is not explained", rule->kind);
        check_rules(part, rule->kind, rule->keys);
        if (!rule->subject_rule)
            continue;
        check_words(part, rule->kind, rule->subject_rule->words);
        check_rules(part, rule->kind, rule->subject_rule->keys);
    }
    env_free(env);
}

/* Lists of blocks between ```yaml and ``` are read as the body of a template.
 */
TEST(every_example_is_read)
{
    Folder p;

    folder_make(&p);
    Str rest = file_load(p.env, STR("docs/templates.md"), (Span){ 0 })->text;
    size_t count = 0, start;
    folder_write(&p, "templates/lib/notes.yaml", "- data_notes\n");
    folder_write(&p, "templates/parts/method.yaml", "- toc\n");
    while ((start = str_find(rest, STR("```yaml\n"))) < rest.len) {
        rest = str_slice(rest, start + 8, rest.len);
        size_t end = str_find(rest, STR("```"));
        Str example = str_slice(rest, 0, end);
        rest = str_slice(rest, end + 3, rest.len);
        if (!str_starts(example, STR("- ")) || str_starts(example, STR("- {")))
            continue;
        Str text = str_format(p.env->arena, "body:\n%.*s", STR_ARG(example));
        if (!load_text_of(&p, text.at))
            fail_msg("%s\n%s", text.at, reports(&p));
        count++;
    }
    assert_true(count >= 12);
    folder_remove(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(every_block_and_key_is_explained),
        RUN(every_example_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
