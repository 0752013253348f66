/* derive_rules.c - `rules:`, what an agency or client counts otherwise. */

#include "eval/derive_parts.h"

typedef enum { RULE_RATIO, RULE_COUNT, RULE_WORD, RULE_AMOUNT } RuleKind;

typedef struct {
    const char *key;
    RuleKind kind;
    const char *words; /* of RULE_WORD, with a space between */
} Rule;

static const Rule RULES[] = {
    { "negative_base", RULE_WORD, "none abs" },
    { "flat", RULE_RATIO, NULL },
    { "flat_points", RULE_RATIO, NULL },
    { "cap", RULE_RATIO, NULL },
    { "small_count", RULE_COUNT, NULL },
    { "material", RULE_AMOUNT, NULL },
    { "green", RULE_RATIO, NULL },
    { "close_green", RULE_RATIO, NULL },
    { "amber", RULE_RATIO, NULL },
    { "duplicates", RULE_WORD, "sum last error" },
};

static const Rule *rule_find(Str key)
{
    for (size_t i = 0; i < COUNT_OF(RULES); i++)
        if (str_is(key, RULES[i].key))
            return &RULES[i];
    return NULL;
}

static bool has_word(const char *words, Str word)
{
    Str rest = str_of(words);

    while (rest.len) {
        size_t end = str_find(rest, STR(" "));
        if (str_equal(str_slice(rest, 0, end), word))
            return true;
        rest = str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
    }
    return false;
}

static bool rule_holds(const Rule *rule, const Value *v)
{
    int64_t n;

    switch (rule->kind) {
    case RULE_WORD:
        return has_word(rule->words, text_of_value(v));
    case RULE_COUNT:
        return v->kind == VALUE_NUMBER && decimal_to_int(v->as.number, &n) &&
               n >= 0 && n <= 1000000;
    case RULE_AMOUNT:
        return v->kind == VALUE_NUMBER && decimal_sign(v->as.number) >= 0;
    case RULE_RATIO:
        return v->kind == VALUE_NUMBER && decimal_sign(v->as.number) >= 0 &&
               decimal_compare(v->as.number, decimal_of_int(1000)) <= 0;
    }
    return false;
}

static bool rule_check(Derive *d, const Member *m)
{
    static const char *const expected[] = { "a number such as 0.01",
                                            "a whole number", NULL,
                                            "an amount of 0 or more" };
    const Rule *rule = rule_find(m->key);

    if (!rule) {
        bool ok = fault_at(d, m->value.span, "data/rule",
                           "rules: there is no rule '%.*s'",
                           STR_ARG(text_short(d->arena, m->key)));
        StrList keys = { 0 };
        for (size_t i = 0; i < COUNT_OF(RULES); i++)
            *list_add(d->arena, &keys) = str_of(RULES[i].key);
        d->env->diags->list.at[d->env->diags->list.len - 1].hint = str_format(
            d->arena, "the rules are %.*s",
            STR_ARG(str_join(d->arena, keys.at, keys.len, STR(", "))));
        return ok;
    }
    if (m->value.kind == VALUE_NULL || rule_holds(rule, &m->value))
        return true;
    return fault_at(d, m->value.span, "data/rule", "rules.%s: expected %s",
                    rule->key,
                    rule->words ? rule->words : expected[rule->kind]);
}

static bool rules_check(Derive *d, const Value *rules)
{
    bool ok = true;

    if (rules->kind == VALUE_NULL)
        return true;
    if (rules->kind != VALUE_MAP)
        return fault_at(d, rules->span, "data/rule",
                        "rules: expected a map, found %s",
                        value_kind_name(rules));
    for (size_t i = 0; i < rules->as.map.len; i++)
        ok = rule_check(d, &rules->as.map.at[i]) && ok;
    return ok;
}

/* The agency's, then the client's where both name one. */
static Value rules_merged(Derive *d, const Value *own, const Value *house)
{
    MemberList m = { 0 };

    for (size_t i = 0; i < COUNT_OF(RULES); i++) {
        const Value *v = own ? value_at(own, RULES[i].key) : NULL;
        if (!v || v->kind == VALUE_NULL)
            v = house ? value_at(house, RULES[i].key) : NULL;
        if (v && v->kind != VALUE_NULL)
            put(d, &m, str_of(RULES[i].key), *v);
    }
    return value_of_map(&m);
}

bool rules_read(Derive *d)
{
    const Value *own = value_at(d->data, "rules");
    const Value *house =
        d->overrides.agency ? value_at(d->overrides.agency, "rules") : NULL;
    bool ok =
        (!own || rules_check(d, own)) && (!house || rules_check(d, house));

    if (!ok)
        return false;
    Value merged = rules_merged(d, own, house);
    MemberList m = { 0 };
    put(d, &m, STR("rules"), merged);
    Value holder = value_of_map(&m);
    d->rules = rules_of_data(&holder);
    d->rules_value = merged;
    return true;
}
