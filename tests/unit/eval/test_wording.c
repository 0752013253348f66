/* The report's words: each language has them all, and every text of the
 * templates that come with the program. */
#include "eval/wording.h"
#include "metrics/forecast.h"
#include "template/template.h"

#include "test.h"

/* Those with sentences, measures and the templates' texts. */
static const char *const languages[] = { "en", "de", "fr", "es", "ar" };
static const char *const translated[] = { "de", "fr", "es", "ar" };
static Env *env_here(void)
{
    Env *env = env_new();

    *list_add(env->arena, &env->paths) = STR(".");
    return env;
}

static const Value *wording(Env *env, const char *language)
{
    Str path = str_format(env->arena, "templates/wording/%s.yaml", language);
    const Value *v = data_load_file(env, path, (Span){ 0 });

    assert_non_null(v);
    return v;
}

static void assert_has_all(const Value *v, const Value *en, const char *path)
{
    for (size_t k = 0; k < en->as.map.len; k++) {
        const Member *m = &en->as.map.at[k];
        const Value *other = value_find(v, m->key);
        bool is_grammar = str_is(m->key, "of"); /* only where it is needed */
        if (is_grammar)
            continue;
        if (!other || other->kind != m->value.kind)
            fail_msg("%s has no '%.*s'", path, STR_ARG(m->key));
        if (m->value.kind == VALUE_MAP)
            assert_has_all(other, &m->value, path);
    }
}

TEST(every_language_has_every_word_sentence_and_measure)
{
    Env *env = env_here();
    const Value *en = wording(env, "en");

    for (size_t i = 0; i < COUNT_OF(translated); i++) {
        const Value *v = wording(env, translated[i]);
        assert_has_all(v, en, translated[i]);
        /* and nothing that English does not know */
        for (size_t k = 0; k < v->as.map.len; k++)
            if (!value_find(en, v->as.map.at[k].key) &&
                !str_is(v->as.map.at[k].key, "phrases"))
                fail_msg("%s says '%.*s', which is no word", translated[i],
                         STR_ARG(v->as.map.at[k].key));
    }
    for (int i = FORECAST_NONE + 1; i < FORECAST_METHODS; i++)
        for (size_t season = 7; season <= 12; season += 5)
            if (!value_find(
                    value_at(en, "methods"),
                    str_of(forecast_method_name((ForecastMethod)i, season))))
                fail_msg("no wording for %s",
                         forecast_method_name((ForecastMethod)i, season));
    for (size_t i = 0; i < METRIC_COUNT; i++)
        if (!value_find(value_at(en, "metrics"), METRICS[i].id))
            fail_msg("no wording for %.*s", STR_ARG(METRICS[i].id));
    env_free(env);
}

static void assert_compiles(Env *env, const Value *v)
{
    for (size_t i = 0; i < v->as.map.len; i++) {
        const Member *m = &v->as.map.at[i];
        if (m->value.kind == VALUE_MAP && !str_is(m->key, "phrases"))
            assert_compiles(env, &m->value);
        else if (m->value.kind == VALUE_TEXT &&
                 !message_compile(env, m->value.as.text, m->value.span))
            fail_msg("'%.*s' is no pattern: %.*s", STR_ARG(m->key),
                     STR_ARG(m->value.as.text));
    }
}

TEST(every_pattern_compiles)
{
    Env *env = env_here();

    for (size_t i = 0; i < COUNT_OF(languages); i++)
        assert_compiles(env, wording(env, languages[i]));
    env_free(env);
}

/* ---- Typography ---------------------------------------------------------- */

/* A space before this mark, which French sets as a no-break one. */
static void assert_no_space_before(Str text, const char *mark, const char *why)
{
    Str wrong = { 0 };
    char bytes[8] = " ";

    memcpy(bytes + 1, mark, strlen(mark) + 1);
    wrong = str_of(bytes);
    if (str_find(text, wrong) < text.len)
        fail_msg("%s: %.*s", why, STR_ARG(text));
}

static void assert_typeset(const Value *v, const char *language)
{
    static const char *const marks[] = { ";", ":", "!", "?", "%", "»" };

    for (size_t i = 0; i < v->as.map.len; i++) {
        const Value *text = &v->as.map.at[i].value;
        if (text->kind == VALUE_MAP)
            assert_typeset(text, language);
        if (text->kind != VALUE_TEXT ||
            str_find(text->as.text, STR("{%")) < text->as.text.len ||
            str_find(text->as.text, STR(" ? ")) < text->as.text.len)
            continue;
        for (size_t k = 0; k < COUNT_OF(marks); k++)
            if (str_find(text->as.text, STR("{{")) == text->as.text.len)
                assert_no_space_before(text->as.text, marks[k], language);
    }
}

TEST(spaces_before_marks_do_not_break)
{
    Env *env = env_here();

    assert_typeset(wording(env, "fr"), "a space before a mark in French");
    assert_typeset(wording(env, "de"), "a space before a mark in German");
    assert_typeset(wording(env, "es"), "a space before a mark in Spanish");
    env_free(env);
}

/* ---- The texts of templates ---------------------------------------------- */

static const char *const shipped[] = { "quarterly", "monthly", "quarterly-deck",
                                       "monthly-deck", "pitch" };

typedef struct {
    Env *env;
    Map texts; /* source of each text of a template with words in it */
} Texts;

/* Names that are the same in every language. */
static bool is_name(Str text)
{
    static const char *const names[] = { "ROAS", "CTR", "CPC", "CPA", "CVR" };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_is(text, names[i]))
            return true;
    return false;
}

static bool has_letters(Str s)
{
    size_t run = 0;

    for (size_t i = 0; i < s.len; i++) {
        bool is_letter = (s.at[i] | 32) >= 'a' && (s.at[i] | 32) <= 'z';
        run = is_letter ? run + 1 : 0;
        if (run > 1)
            return true;
    }
    return false;
}

static bool says_words(Stmts body)
{
    for (size_t i = 0; i < body.len; i++) {
        const Stmt *s = &body.at[i];
        if ((s->kind == STMT_TEXT && has_letters(s->text)) ||
            says_words(s->body) || says_words(s->otherwise))
            return true;
    }
    return false;
}

static void collect_options(Texts *t, const Options *o);

static void collect_text(Texts *t, const Text *text)
{
    Str source = text ? str_trim(text->source) : STR("");

    if (source.len && says_words(text->body) && !is_name(source) &&
        !str_is(source, "false"))
        map_set(t->env->arena, &t->texts, source, (void *)text);
}

static void collect_blocks(Texts *t, TemplateBlocks blocks);

static void collect_option(Texts *t, const Option *o)
{
    if (!o->rule)
        return;
    switch (o->rule->type) {
    case OPT_TEXT:
        collect_text(t, o->as.text);
        break;
    case OPT_TEXTS:
        for (size_t i = 0; i < o->as.texts.len; i++)
            collect_text(t, o->as.texts.at[i]);
        break;
    case OPT_MAP:
        collect_options(t, &o->as.map);
        break;
    case OPT_MAPS:
        for (size_t i = 0; i < o->as.maps.len; i++)
            collect_options(t, &o->as.maps.at[i]);
        break;
    case OPT_BLOCKS:
        collect_blocks(t, o->as.blocks);
        break;
    default:
        break;
    }
}

static void collect_options(Texts *t, const Options *o)
{
    for (size_t i = 0; i < o->len; i++)
        collect_option(t, &o->at[i]);
}

static void collect_blocks(Texts *t, TemplateBlocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++) {
        if (blocks.at[i].has_subject)
            collect_option(t, &blocks.at[i].subject);
        collect_options(t, &blocks.at[i].options);
    }
}

static Texts texts_of_templates(Env *env)
{
    Texts t = { .env = env };

    for (size_t i = 0; i < COUNT_OF(shipped); i++) {
        const Template *template = template_load(env, str_of(shipped[i]), NULL);
        assert_non_null(template);
        collect_text(&t, template->title);
        collect_text(&t, template->subject);
        collect_blocks(&t, template->body);
    }
    return t;
}

TEST(every_text_of_a_template_is_said_in_every_language)
{
    Env *env = env_here();
    Texts t = texts_of_templates(env);
    size_t missing = 0;

    assert_true(t.texts.len > 150);
    for (size_t i = 0; i < COUNT_OF(translated); i++) {
        const Value *phrases = value_at(wording(env, translated[i]), "phrases");
        assert_non_null(phrases);
        for (size_t k = 0; k < t.texts.len; k++)
            if (!value_find(phrases, t.texts.at[k].key)) {
                missing++;
                print_message("%s does not say \"%.*s\"\n", translated[i],
                              STR_ARG(t.texts.at[k].key));
            }
    }
    assert_int_equal(missing, 0);
    env_free(env);
}

/* A phrase for a text that no template has would go unseen. */
TEST(every_phrase_stands_in_a_template_and_compiles)
{
    static const char *const files[] = {
        "templates/quarterly.yaml",      "templates/monthly.yaml",
        "templates/quarterly-deck.yaml", "templates/monthly-deck.yaml",
        "templates/pitch.yaml",          "templates/lib/notes.yaml"
    };
    Env *env = env_here();
    Buf all = { 0 };

    for (size_t i = 0; i < COUNT_OF(files); i++) {
        const Value *v = data_load_file(env, str_of(files[i]), (Span){ 0 });
        assert_non_null(v);
        json_write(&all, v, false);
    }
    for (size_t l = 0; l < COUNT_OF(translated); l++) {
        const Value *phrases = value_at(wording(env, translated[l]), "phrases");
        for (size_t i = 0; i < phrases->as.map.len; i++) {
            const Member *m = &phrases->as.map.at[i];
            Value key = value_text(m->key);
            Buf quoted = { 0 };
            assert_non_null(text_compile(env, m->value.as.text, m->value.span));
            json_write(&quoted, &key, false);
            /* without the closing quote: a block text ends in a line end */
            if (str_find(buf_str(&all), str_slice(buf_str(&quoted), 0,
                                                  quoted.len - 1)) == all.len)
                fail_msg("no template says %.*s", STR_ARG(buf_str(&quoted)));
            buf_free(&quoted);
        }
    }
    buf_free(&all);
    env_free(env);
}

/* ---- A house's own words ------------------------------------------------- */

static Wording load_with(Env *env, const char *locale, const char *yaml,
                         bool *ok)
{
    const Value *house = yaml_parse(
        env, source_new(env->arena, STR("agency.yaml"), str_of(yaml)));
    Locale *l = locale_open(env, str_of(locale), STR("EUR"), (Span){ 0 });
    Wording w;

    assert_non_null(house);
    assert_non_null(l);
    *ok = wording_load(env, l, house, &w);
    return w;
}

static const Diag *last_diag(const Env *env)
{
    assert_true(env->diags->list.len > 0);
    return &env->diags->list.at[env->diags->list.len - 1];
}

TEST(a_house_may_say_it_otherwise)
{
    Env *env = env_here();
    bool ok;
    Wording w = load_with(env, "en-GB",
                          "en:\n"
                          "  draft: For discussion\n"
                          "  sentences: { zero: '{The} did not happen.' }\n"
                          "de: { draft: Vorschlag }\n",
                          &ok);
    MessageArg args[] = { arg_text("The", STR("Leads")), { 0 } };

    assert_true(ok);
    assert_true(str_is(wording_word(&w, "draft"), "For discussion"));
    assert_true(str_is(wording_word(&w, "contents"), "Contents"));
    assert_true(str_is(wording_say(&w, env->arena, "sentences.zero", args),
                       "Leads did not happen."));
    locale_close(w.locale);
    env_free(env);
}

TEST(faults_in_a_house_s_words_are_reported)
{
    static const struct {
        const char *yaml, *message, *hint;
    } cases[] = {
        { "en: { draaft: x }", "unknown key 'draaft' in wording",
          "did you mean 'draft'?" },
        { "en: { sentences: { zeero: x } }", "unknown key 'zeero' in wording",
          "did you mean 'zero'?" },
        { "en: { draft: [x] }", "wording: expected words, found a list",
          "write it as templates/wording/en.yaml does" },
        { "en: x", "wording: expected a map of words, found text",
          "write it as templates/wording/en.yaml does" },
        { "[x]", "wording: expected a map by language, found a list",
          "write it as templates/wording/en.yaml does" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_here();
        bool ok;
        Wording w = load_with(env, "en-GB", cases[i].yaml, &ok);
        assert_false(ok);
        assert_string_equal(last_diag(env)->message.at, cases[i].message);
        assert_string_equal(last_diag(env)->hint.at, cases[i].hint);
        locale_close(w.locale);
        env_free(env);
    }
}

TEST(a_gap_that_nothing_fills_is_reported_and_the_program_s_words_are_used)
{
    Env *env = env_here();
    bool ok;
    Wording w = load_with(env, "en-GB",
                          "en: { sentences: { zero: '{Thee} stayed.' } }", &ok);
    MessageArg args[] = { arg_text("The", STR("Leads")), { 0 } };

    assert_true(ok);
    assert_true(str_is(wording_say(&w, env->arena, "sentences.zero", args),
                       "Leads stayed at zero."));
    assert_string_equal(last_diag(env)->message.at,
                        "this wording knows no '{Thee}'");
    assert_string_equal(last_diag(env)->hint.at, "there are: The");
    locale_close(w.locale);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(every_language_has_every_word_sentence_and_measure),
        RUN(every_pattern_compiles),
        RUN(spaces_before_marks_do_not_break),
        RUN(every_text_of_a_template_is_said_in_every_language),
        RUN(every_phrase_stands_in_a_template_and_compiles),
        RUN(a_house_may_say_it_otherwise),
        RUN(faults_in_a_house_s_words_are_reported),
        RUN(a_gap_that_nothing_fills_is_reported_and_the_program_s_words_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
