/* test_sentence_rules.c - what no sentence does, whatever the numbers are.
 *
 * Thousands of measures, budgets, months and tables are made up, and each
 * sentence of each language is held to the rules of docs/wording.md. */
#include "eval/derive_help.h"
#include "eval/sentences.h"
#include "metrics/forecast.h"

enum { ROUNDS = 2000, WORDS_MOST = 30 };

typedef struct {
    const char *locale, *currency;
    const char *never[8]; /* causes, tests and records nobody vouches for */
} Tongue;

static const Tongue tongues[] = {
    { "en-GB",
      "GBP",
      { "because", "due to", "significant", "record", "thanks to" } },
    { "de-DE", "EUR", { "weil", "wegen", "signifikant", "Rekord", "dank" } },
    { "fr-FR",
      "EUR",
      { "parce que", "à cause", "significati", "record", "grâce" } },
    { "es-ES", "EUR", { "porque", "debido", "significativ", "récord" } },
    { "ar-AE", "AED", { "لأن", "بسبب", "ملحوظ", "قياسي", "بفضل" } },
};

/* ---- Numbers by chance, the same in every run ---------------------------- */

typedef struct {
    uint64_t state;
} Chance;

static uint32_t chance_below(Chance *c, uint32_t limit)
{
    c->state = c->state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((c->state >> 33) % limit);
}

/* Whole and broken numbers of all sizes, some of them zero or negative. */
static Value chance_number(Chance *c, const Metric *m)
{
    static const int sizes[] = { 10, 30, 100, 1000, 100000, 100000000 };
    Decimal d = decimal_of_int(
        chance_below(c, (uint32_t)sizes[chance_below(c, COUNT_OF(sizes))]));
    uint32_t kind = chance_below(c, 20);

    if (kind == 0)
        return value_null();
    if (m->unit == UNIT_FRACTION) {
        d = decimal_of_int(chance_below(c, 10000));
        d.exponent = -4;
    } else if (m->unit != UNIT_COUNT) {
        d.exponent = -2;
    }
    if (kind == 1)
        d = decimal_of_int(0);
    if (kind == 2 && m->unit == UNIT_MONEY)
        d = decimal_negate(d);
    return value_number(d);
}

/* A number near another, as measures mostly are. */
static Value chance_near(Chance *c, const Metric *m, Value v)
{
    Decimal factor = decimal_of_int(600 + chance_below(c, 800));

    if (v.kind != VALUE_NUMBER || chance_below(c, 4) == 0)
        return chance_number(c, m);
    factor.exponent = -3;
    Decimal d = decimal_multiply(v.as.number, factor);
    return value_number(
        m->unit == UNIT_COUNT ? decimal_round(d, 0, ROUND_HALF_AWAY) : d);
}

/* ---- The rules ----------------------------------------------------------- */

static size_t count_of(Str s, const char *part)
{
    size_t count = 0, len = strlen(part);

    for (size_t i = 0; i + len <= s.len; i++)
        count += memcmp(s.at + i, part, len) == 0;
    return count;
}

/* Parts between semicolons, what stands in brackets aside. */
static size_t clause_count(Str s)
{
    size_t count = 1;
    int depth = 0;

    for (size_t i = 0; i < s.len; i++) {
        depth += s.at[i] == '(' ? 1 : s.at[i] == ')' ? -1 : 0;
        count += s.at[i] == ';' && depth == 0;
    }
    return count;
}

static void assert_proper(const Tongue *t, Str s)
{
    static const char *const wrong[] = {
        "!",          "{",         "}",         "  ",           "..",  ",,",
        ";;",         " ,",        " .",        ",.",           ";.",  "( ",
        " )",         "()",        ": .",       "--",           "NaN", "inf",
        "sentences.", "\xC2\xA0 ", " \xC2\xA0", " \xE2\x80\xAF"
    };

    if (!s.len)
        return;
    if (!str_ends(s, STR(".")))
        fail_msg("no full stop: %.*s", STR_ARG(s));
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        if (count_of(s, wrong[i]))
            fail_msg("'%s' in: %.*s", wrong[i], STR_ARG(s));
    for (size_t i = 0; i < COUNT_OF(t->never) && t->never[i]; i++)
        if (count_of(s, t->never[i]))
            fail_msg("'%s' in: %.*s", t->never[i], STR_ARG(s));
    if (count_of(s, " ") + 1 > WORDS_MOST)
        fail_msg("%zu words: %.*s", count_of(s, " ") + 1, STR_ARG(s));
    if (clause_count(s) > 2)
        fail_msg("too many clauses: %.*s", STR_ARG(s));
}

/* `s` without every `part` that is no piece of a longer number. */
static Str without(Arena *a, Str s, Str part)
{
    Buf b = { 0 };

    for (size_t i = 0; i < s.len;) {
        Str rest = str_slice(s, i, s.len);
        size_t end = i + part.len;
        bool joins = (i && s.at[i - 1] >= '0' && s.at[i - 1] <= '9') ||
                     (end < s.len && s.at[end] >= '0' && s.at[end] <= '9');
        if (part.len && str_starts(rest, part) && !joins) {
            buf_add_str(&b, STR(" _ "));
            i += part.len;
        } else {
            buf_add_char(&b, s.at[i++]);
        }
    }
    Str out = buf_copy(a, &b);
    buf_free(&b);
    return out;
}

/* The longest first, so that none is cut up by another. */
static Str without_all(Arena *a, Str s, StrList *parts)
{
    for (size_t i = 1; i < parts->len; i++)
        for (size_t k = i; k && parts->at[k - 1].len < parts->at[k].len; k--) {
            Str swap = parts->at[k];
            parts->at[k] = parts->at[k - 1];
            parts->at[k - 1] = swap;
        }
    for (size_t i = 0; i < parts->len; i++)
        s = without(a, s, parts->at[i]);
    return s;
}

static Str unsigned_text(Str s)
{
    static const Str signs[] = { { "+", 1 },
                                 { "\xE2\x88\x92", 3 },
                                 { "\xC2\xB1", 2 } };

    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (str_starts(s, signs[i]))
            return str_slice(s, signs[i].len, s.len);
    return s;
}

static bool has_digit(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] >= '0' && s.at[i] <= '9')
            return true;
    return false;
}

/* Points as a card prints them, but for the sign. */
static Str points_text(const Derived *d, const Metric *m, Amount now,
                       Amount base)
{
    Decimal points =
        decimal_absolute(decimal_subtract(now.number, base.number));

    if (m->unit == UNIT_PERCENT)
        decimal_divide(points, decimal_of_int(100), &points);
    return number_format(
        d->locale, d->env->arena, points,
        (NumberFormat){ .style = NUMBER_POINTS,
                        .decimals = points_decimals(m, now, base) });
}

/* The distance to the target as a card would print it. */
static Str gap_text_of(const Derived *d, const Metric *m, Amount now,
                       Amount target)
{
    Amount by = amount_subtract(now, target);
    Amount part = amount_divide(by, target);

    if (!part.is_known)
        return STR("");
    if (metric_is_rate(m))
        return points_text(d, m, now, target);
    if (m->unit == UNIT_POINTS)
        return metric_format(d->locale, d->env->arena, m,
                             decimal_absolute(by.number), PLACE_CARD);
    Str text =
        number_format(d->locale, d->env->arena, decimal_absolute(part.number),
                      (NumberFormat){ .style = NUMBER_PERCENT, .decimals = 1 });
    bool is_capped = decimal_compare(decimal_absolute(part.number),
                                     change_rules_default().cap) > 0;
    Change level = { .kind = CHANGE_PERCENT, .is_capped = true };
    return is_capped
               ? change_format(d->wording, d->env->arena, m, level, now, target)
               : text;
}

/* The digits of a sentence are those of cards and comparisons, or a label. */
static void assert_numbers_of_cards(const Derived *d, const Value *kpi, Str s)
{
    static const char *const keys[] = { "value", "prior_year", "previous",
                                        "target" };
    static const char *const labels[] = { "prior_year.label",
                                          "previous.label" };
    Arena *a = d->env->arena;
    Metric m = metric_of_value(kpi);
    Amount now = map_amount(kpi, "value"), target = map_amount(kpi, "target");
    StrList parts = { 0 };

    *list_add(a, &parts) = m.label;
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        *list_add(a, &parts) = found(d, labels[i])->as.text;
    for (size_t i = 1; i < 3; i++) {
        Amount base = map_amount(kpi, keys[i]);
        Change c = change_of(&m, now, base, change_rules_default());
        *list_add(a, &parts) =
            unsigned_text(change_format(d->wording, a, &m, c, now, base));
        if (c.kind == CHANGE_PERCENT) /* ">99.9%" has its sign in front */
            *list_add(a, &parts) = number_format(
                d->locale, a, decimal_absolute(c.ratio),
                (NumberFormat){ .style = NUMBER_PERCENT, .decimals = 1 });
        if (c.kind == CHANGE_POINTS)
            *list_add(a, &parts) = points_text(d, &m, now, base);
        if (c.kind == CHANGE_MISSING)
            continue;
        *list_add(a, &parts) = metric_format(
            d->locale, a, &m, decimal_absolute(c.difference), PLACE_CARD);
        *list_add(a, &parts) = unsigned_text(
            metric_format(d->locale, a, &m, c.difference, PLACE_SIGNED));
    }
    *list_add(a, &parts) = gap_text_of(d, &m, now, target);
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        *list_add(a, &parts) = amount_format(
            d->locale, a, &m, map_amount(kpi, keys[i]), PLACE_CARD);
    Str rest = without_all(a, s, &parts);
    if (has_digit(rest))
        fail_msg("a number of its own in: %.*s (%.*s)", STR_ARG(s),
                 STR_ARG(rest));
    /* a rate's change is in points: no percent sign but its values' */
    if (metric_is_rate(&m) && count_of(rest, "%"))
        fail_msg("a rate in percent of itself: %.*s", STR_ARG(s));
}

/* ---- What sentences are about -------------------------------------------- */

static Derived speaking(const Tongue *t)
{
    Env *env = env_new();
    const char *json =
        QUARTER("'x':1,'facts':[{'date':'2025-07-01','channel':'A','spend':1},"
                "{'date':'2026-04-01','channel':'A','spend':1}]");
    const Value *data =
        json_parse(env, source_new(env->arena, STR("test.json"),
                                   double_quotes(env->arena, json)));

    return derive_value(env, data, t->locale, t->currency);
}

static Value kpi_by_chance(const Derived *d, Chance *c, const Metric *known)
{
    Arena *a = d->env->arena;
    MemberList m = { 0 };
    const Value *words = wording_find(d->wording, "metrics", known->id);
    Value value = chance_number(c, known);

    map_put(a, &m, "id", value_text(known->id));
    map_put(a, &m, "label",
            chance_below(c, 5) ? *value_at(words, "label")
                               : value_text(STR("Store visits")));
    map_put(a, &m, "value", value);
    map_put(a, &m, "prior_year", chance_near(c, known, value));
    map_put(a, &m, "previous", chance_near(c, known, value));
    map_put(a, &m, "target", chance_near(c, known, value));
    map_put(a, &m, "actual", value);
    map_put(a, &m, "attainment", value_number(decimal_of_double(0.5)));
    map_put(a, &m, "rag", value_text(STR("red")));
    if (chance_below(c, 3) == 0)
        map_put(a, &m, "reason",
                value_text(wording_word(d->wording, "reasons.no_data")));
    return value_map(m.at, m.len);
}

TEST(a_measure_is_said_properly_whatever_it_is)
{
    for (size_t t = 0; t < COUNT_OF(tongues); t++) {
        Derived d = speaking(&tongues[t]);
        Speaker s = { d.env->arena, d.locale, d.wording, d.data };
        Chance c = { 20261128 };
        for (int i = 0; i < ROUNDS; i++) {
            const Metric *m =
                &METRICS[chance_below(&c, (uint32_t)METRIC_COUNT)];
            Value kpi = kpi_by_chance(&d, &c, m);
            Value goals[] = { kpi, kpi };
            Value list = value_list(goals, 1 + chance_below(&c, 2));
            Str said[] = { sentence_headline(&s, &kpi),
                           sentence_movement(&s, &kpi),
                           sentence_target_gap(&s, &kpi) };
            for (size_t k = 0; k < COUNT_OF(said); k++) {
                assert_proper(&tongues[t], said[k]);
                assert_numbers_of_cards(&d, &kpi, said[k]);
            }
            assert_proper(&tongues[t], sentence_missing(&s, &kpi));
            assert_proper(&tongues[t], sentence_verdict(&s, &list));
            Amount value = map_amount(&kpi, "value");
            if (value.is_known && decimal_sign(value.number) &&
                !count_of(said[0], amount_format(d.locale, d.env->arena, m,
                                                 value, PLACE_CARD)
                                       .at))
                fail_msg("without its card's number: %.*s", STR_ARG(said[0]));
        }
        assert_int_equal(d.env->diags->error_count, 0);
        derived_close(&d);
    }
}

static Value rows_by_chance(const Derived *d, Chance *c, const Metric *m,
                            const char *unit)
{
    Arena *a = d->env->arena;
    size_t count = 1 + chance_below(c, 12);
    Value *rows = arena_make_array(a, Value, count);
    int way = (int)chance_below(c, 3) - 1;

    for (size_t i = 0; i < count; i++) {
        MemberList row = { 0 }, year = { 0 };
        Value v = chance_number(c, m);
        if (way && v.kind == VALUE_NUMBER)
            v = value_number(decimal_of_int(1000 + way * (int)i * 10));
        map_put(a, &row, unit,
                value_text(str_format(a, "2026-%02d-01", (int)i + 1)));
        map_put(a, &row, "label",
                value_text(date_format(d->locale, a,
                                       (Date){ 2026, (int8_t)(i + 1), 1 },
                                       STR("month"))));
        map_put(a, &row, "name",
                value_text(str_format(a, "Channel %c", (char)('A' + i))));
        map_put(a, &row, str_copy(a, m->id).at, v);
        map_put(a, &year, str_copy(a, m->id).at, chance_near(c, m, v));
        map_put(a, &row, "prior_year", value_map(year.at, year.len));
        map_put(a, &row, str_format(a, "planned_%.*s", STR_ARG(m->id)).at,
                chance_near(c, m, v));
        rows[i] = value_map(row.at, row.len);
    }
    return value_list(rows, count);
}

TEST(rows_are_said_properly_whatever_they_are)
{
    static const char *const units[] = { "month", "quarter", "week", "date" };

    for (size_t t = 0; t < COUNT_OF(tongues); t++) {
        Derived d = speaking(&tongues[t]);
        Speaker s = { d.env->arena, d.locale, d.wording, d.data };
        Chance c = { 7 };
        size_t streaks = 0;
        for (int i = 0; i < ROUNDS; i++) {
            const Metric *m =
                &METRICS[chance_below(&c, (uint32_t)METRIC_COUNT)];
            Value rows = rows_by_chance(&d, &c, m, units[chance_below(&c, 4)]);
            Str streak = sentence_streak(&s, &rows, m->id);
            streaks += streak.len > 0;
            assert_proper(&tongues[t], streak);
            assert_proper(&tongues[t], sentence_coverage(&s, &rows, m->id));
            assert_proper(&tongues[t], sentence_delivery(&s, &rows, m->id));
        }
        assert_true(streaks > ROUNDS / 10);
        assert_int_equal(d.env->diags->error_count, 0);
        derived_close(&d);
    }
}

/* ---- Budgets, forecasts, work -------------------------------------------- */

static Value money(Chance *c)
{
    Decimal d = decimal_of_int(chance_below(c, 200000000));

    d.exponent = -2;
    return chance_below(c, 25) ? value_number(d) : value_null();
}

static Value share(Chance *c)
{
    Decimal d = decimal_of_int(chance_below(c, 110));

    d.exponent = -2;
    return value_number(d);
}

static Value plan_by_chance(const Derived *d, Chance *c)
{
    static const char *const amounts[] = {
        "plan", "actual", "landing", "required_daily", "value", "low", "high"
    };
    Arena *a = d->env->arena;
    MemberList m = { 0 };

    for (size_t i = 0; i < COUNT_OF(amounts); i++)
        map_put(a, &m, amounts[i], money(c));
    map_put(a, &m, "elapsed_share", share(c));
    map_put(a, &m, "over_by", chance_below(c, 9) ? money(c) : value_int(0));
    if (chance_below(c, 5) == 0)
        map_put(a, &m, "overspent", money(c));
    map_put(a, &m, "total_days", value_int(92));
    map_put(a, &m, "elapsed_days", value_int(chance_below(c, 93)));
    map_put(a, &m, "metric", value_text(STR("revenue")));
    map_put(a, &m, "metric_label",
            *value_at(wording_find(d->wording, "metrics", STR("revenue")),
                      "label"));
    map_put(a, &m, "label", value_text(STR("Q4 2026")));
    map_put(a, &m, "method",
            value_text(str_of(forecast_method_name(
                (ForecastMethod)(1 + chance_below(c, FORECAST_METHODS - 1)),
                chance_below(c, 2) ? 12 : 7))));
    map_put(a, &m, "history_months", value_int(1 + chance_below(c, 40)));
    return value_map(m.at, m.len);
}

static Value survey_by_chance(const Derived *d, Chance *c)
{
    static const char *const keys[] = { "promoters", "passives", "detractors" };
    Arena *a = d->env->arena;
    MemberList now = { 0 }, then = { 0 };

    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        map_put(a, &now, keys[i], value_int(chance_below(c, 40)));
        map_put(a, &then, keys[i], value_int(chance_below(c, 40)));
    }
    map_put(a, &now, "invited", value_int(chance_below(c, 200)));
    map_put(a, &then, "label", value_text(STR("spring")));
    if (chance_below(c, 3))
        map_put(a, &now, "previous", value_map(then.at, then.len));
    return value_map(now.at, now.len);
}

static Value status_by_chance(const Derived *d, Chance *c)
{
    static const char *const colors[] = { "green", "amber", "red", "" };
    Arena *a = d->env->arena;
    MemberList m = { 0 };
    Value *list = arena_make_array(a, Value, 3);

    for (size_t i = 0; i < 3; i++) {
        MemberList row = { 0 };
        map_put(a, &row, "name",
                value_text(str_format(a, "Part %c", (char)('A' + i))));
        map_put(a, &row, "rag", value_text(str_of(colors[chance_below(c, 4)])));
        map_put(a, &row, "previous",
                value_text(str_of(colors[chance_below(c, 4)])));
        list[i] = value_map(row.at, row.len);
    }
    if (chance_below(c, 2))
        map_put(a, &m, "overall",
                value_text(str_of(colors[chance_below(c, 3)])));
    map_put(a, &m, "dimensions", value_list(list, 3));
    return value_map(m.at, m.len);
}

static Value tasks_by_chance(const Derived *d, Chance *c)
{
    Arena *a = d->env->arena;
    size_t count = chance_below(c, 6);
    Value *list = arena_make_array(a, Value, count);

    for (size_t i = 0; i < count; i++) {
        static const char *const keys[] = { "due", "baseline", "forecast" };
        MemberList row = { 0 };
        for (size_t k = 0; k < COUNT_OF(keys); k++)
            map_put(a, &row, keys[k],
                    value_text(str_format(a, "2026-09-%02d",
                                          1 + (int)chance_below(c, 30))));
        map_put(a, &row, "status",
                value_text(chance_below(c, 3) ? STR("open") : STR("done")));
        list[i] = value_map(row.at, row.len);
    }
    return value_list(list, count);
}

TEST(budgets_and_work_are_said_properly_whatever_they_are)
{
    for (size_t t = 0; t < COUNT_OF(tongues); t++) {
        Derived d = speaking(&tongues[t]);
        Speaker s = { d.env->arena, d.locale, d.wording, d.data };
        Chance c = { 11 };
        for (int i = 0; i < ROUNDS; i++) {
            Value plan = plan_by_chance(&d, &c);
            Value survey = survey_by_chance(&d, &c);
            Value status = status_by_chance(&d, &c);
            Value tasks = tasks_by_chance(&d, &c);
            assert_proper(&tongues[t], sentence_pacing(&s, &plan));
            assert_proper(&tongues[t], sentence_needed(&s, &plan));
            assert_proper(&tongues[t], sentence_outlook(&s, &plan));
            assert_proper(&tongues[t], sentence_nps(&s, &survey));
            assert_proper(&tongues[t], sentence_transition(&s, &status));
            assert_proper(&tongues[t], sentence_progress(&s, &tasks));
            assert_proper(&tongues[t], sentence_overdue(&s, &tasks));
        }
        assert_int_equal(d.env->diags->error_count, 0);
        derived_close(&d);
    }
}

/* ---- Tables, from facts ---------------------------------------------------
 */

/* Facts of channels over two years, so that the whole pipeline is in it. */
static const Value *facts_by_chance(Env *env, Chance *c)
{
    static const char *const measures[] = { "spend", "revenue", "conversions",
                                            "clicks" };
    Buf b = { 0 };
    const char *comma = "";

    buf_format(&b, "{\"client\":{\"name\":\"A\"},\"report\":{\"period\":"
                   "\"2026-Q3\"},\"facts\":[");
    for (int month = 0; month < 27; month++) {
        for (int channel = 0; channel < 4; channel++) {
            buf_format(&b,
                       "%s{\"date\":\"%d-%02d-01\",\"channel\":\"Ch %c\","
                       "\"campaign\":\"Camp %c\"",
                       comma, 2024 + (month + 6) / 12, (month + 6) % 12 + 1,
                       'A' + channel, 'A' + channel);
            for (size_t k = 0; k < COUNT_OF(measures); k++)
                buf_format(&b, ",\"%s\":%u", measures[k],
                           chance_below(c, 40) ? chance_below(c, 9000) : 0);
            buf_format(&b, "}");
            comma = ",";
        }
    }
    buf_format(&b, "]}");
    Str text = buf_copy(env->arena, &b);
    buf_free(&b);
    return json_parse(env, source_new(env->arena, STR("facts.json"), text));
}

TEST(tables_are_said_properly_whatever_they_are)
{
    static const char *const metrics[] = { "revenue", "conversions", "roas",
                                           "cpa",     "cvr",         "spend" };
    size_t paradoxes = 0;

    for (size_t t = 0; t < COUNT_OF(tongues); t++) {
        Chance c = { 3 };
        for (int i = 0; i < ROUNDS / 20; i++) {
            Env *env = env_new();
            Derived d = derive_value(env, facts_by_chance(env, &c),
                                     tongues[t].locale, tongues[t].currency);
            Speaker s = { env->arena, d.locale, d.wording, d.data };
            const Value *channels = found(&d, "channels");
            for (size_t k = 0; k < COUNT_OF(metrics); k++) {
                Str id = str_of(metrics[k]);
                Str mix = sentence_mix(&s, channels, id);
                paradoxes += mix.len > 0;
                assert_proper(&tongues[t], mix);
                assert_proper(&tongues[t], sentence_driver(&s, channels, id));
            }
            assert_proper(&tongues[t],
                          sentence_movers(&s, found(&d, "movers")));
            for (size_t k = 0; k < found(&d, "kpis")->as.list.len; k++)
                assert_numbers_of_cards(
                    &d, &found(&d, "kpis")->as.list.at[k],
                    sentence_headline(&s, &found(&d, "kpis")->as.list.at[k]));
            assert_int_equal(env->diags->error_count, 0);
            derived_close(&d);
        }
    }
    assert_true(paradoxes > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_measure_is_said_properly_whatever_it_is),
        RUN(rows_are_said_properly_whatever_they_are),
        RUN(budgets_and_work_are_said_properly_whatever_they_are),
        RUN(tables_are_said_properly_whatever_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
