/* derive.c - the client's data with all that can be worked out from it. */

#include "eval/derive_parts.h"

/* ---- Helpers ------------------------------------------------------------ */

void derive_note(Derive *d, Span at, const char *key, const MessageArg *args)
{
    Str text = wording_say(d->wording, d->arena, key, args);

    *list_add(d->arena, d->notes) = (DataNote){ text, at };
}

void put(Derive *d, MemberList *m, Str key, Value v)
{
    *list_add(d->arena, m) = (Member){ .key = key, .value = v };
}

void put_words(Derive *d, MemberList *m, const char *key, Str text)
{
    put(d, m, str_of(key), value_text(text));
}

void put_word(Derive *d, MemberList *m, const char *key, const char *word)
{
    put(d, m, str_of(key), word ? value_text(str_of(word)) : value_null());
}

void put_amount(Derive *d, MemberList *m, const char *key, Amount amount)
{
    put(d, m, str_of(key), value_amount(amount));
}

void put_flag(Derive *d, MemberList *m, const char *key, bool flag)
{
    put(d, m, str_of(key), value_bool(flag));
}

Value value_amount(Amount amount)
{
    Value v = amount.is_known ? value_number(amount.number) : value_null();

    v.origin = amount.origin;
    return v;
}

Value value_of_map(const MemberList *m)
{
    return value_map(m->at, m->len);
}

Value value_of_list(const ValueList *l)
{
    return value_list(l->at, l->len);
}

Value value_day(Derive *d, int32_t day)
{
    return value_text(date_iso(d->arena, date_of_days(day)));
}

bool derive_given(const Derive *d, const char *name)
{
    const Value *v = value_at(d->data, name);

    return v && v->kind != VALUE_NULL;
}

void derive_out(Derive *d, const char *name, Value v)
{
    if (!derive_given(d, name))
        put(d, &d->out, str_of(name), v);
}

Str text_of_value(const Value *v)
{
    return v && v->kind == VALUE_TEXT ? v->as.text : STR("");
}

Str text_short(Arena *a, Str s)
{
    size_t end = 0;

    while (end < s.len && end < 40)
        utf8_next(s, &end);
    if (end >= s.len)
        return s;
    return str_format(a, "%.*s...", (int)end, s.at);
}

Amount amount_at(const Value *map, const char *key)
{
    const Value *v = value_at(map, key);
    Decimal number;

    if (v && v->kind == VALUE_NUMBER)
        return amount_of(v->as.number);
    if (v && v->kind == VALUE_TEXT && decimal_parse(v->as.text, &number))
        return amount_of(number);
    return amount_missing();
}

Amount amount_read(Derive *d, const Value *v, const char *what)
{
    Decimal number;

    if (!v || v->kind == VALUE_NULL || v->kind == VALUE_ABSENT)
        return amount_missing();
    if (v->kind == VALUE_NUMBER)
        return amount_of(v->as.number);
    if (v->kind == VALUE_TEXT && decimal_parse(v->as.text, &number))
        return amount_of(number);
    Diag *diag =
        diag_error(d->env->diags, v->span, "%s: expected a number, found %s",
                   what, value_kind_name(v));
    diag->code = "data/type";
    diag->hint = STR("write null where a value is missing");
    d->failed = true;
    return amount_missing();
}

/* ---- The client's own names --------------------------------------------- */

/* `client` with the currency and locale that the report uses. */
static Value client_value(Derive *d, const Value *client)
{
    MemberList m = { 0 };

    for (size_t i = 0; i < client->as.map.len; i++)
        *list_add(d->arena, &m) = client->as.map.at[i];
    if (!value_at(client, "currency"))
        put_words(d, &m, "currency", locale_currency(d->locale));
    if (!value_at(client, "locale"))
        put_words(d, &m, "locale", locale_tag(d->locale));
    Value v = value_of_map(&m);
    v.span = client->span;
    return v;
}

/* Names that come out merged with what was worked out, under the same name. */
static bool is_replaced(Str key)
{
    static const char *const names[] = { "client",   "metrics",   "kpis",
                                         "goals",    "compare",   "period",
                                         "channels", "campaigns", "rules" };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_is(key, names[i]))
            return true;
    return false;
}

static void copy_given(Derive *d)
{
    for (size_t i = 0; i < d->data->as.map.len; i++) {
        const Member *m = &d->data->as.map.at[i];
        if (str_is(m->key, "client"))
            put(d, &d->out, m->key, client_value(d, &m->value));
        else if (!is_replaced(m->key))
            *list_add(d->arena, &d->out) = *m;
    }
}

/* ---- Derivation --------------------------------------------------------- */

static bool data_is_usable(Derive *d)
{
    if (d->data->kind != VALUE_MAP) {
        Diag *diag = diag_error(d->env->diags, d->data->span,
                                "the data: expected a map, found %s",
                                value_kind_name(d->data));
        diag->code = "data/type";
        return false;
    }
    const Value *client = value_at(d->data, "client");
    const Value *name = client ? value_at(client, "name") : NULL;
    if (client && client->kind != VALUE_MAP) {
        Diag *diag = diag_error(d->env->diags, client->span,
                                "client: expected a map, found %s",
                                value_kind_name(client));
        diag->code = "data/type";
        diag->hint = STR("write client: { name: ... }");
        d->failed = true;
    } else if (!name || name->kind != VALUE_TEXT ||
               !str_trim(name->as.text).len) {
        Span at = name ? name->span : client ? client->span : d->data->span;
        Diag *diag = diag_error(
            d->env->diags, at,
            name ? "client.name: expected text that is not empty"
                 : "client.name is missing: every report says whom it is for");
        diag->code = "data/missing";
        diag->hint = STR("add client: { name: ... }");
        d->failed = true;
    }
    if (!calendar_read(d) || !rules_read(d))
        d->failed = true;
    return !d->failed;
}

static void derive_all(Derive *d)
{
    copy_given(d);
    put(d, &d->out, STR("rules"), d->rules_value);
    calendar_finish(d);
    facts_gather(d, &d->facts);
    derive_periods(d);
    derive_comparisons(d);
    derive_metrics(d);
    derive_kpis(d);
    derive_goals(d);
    derive_months(d);
    derive_groups(d);
    derive_budget(d);
    derive_forecast(d);
    derive_lists(d);
    derive_forecasts_made(d);
    derive_doubts(d);
}

const Value *derive_data(Env *env, Wording *wording, const Value *data,
                         Overrides overrides, DataNotes *notes, FactsLog *log)
{
    if (!env || !wording || !data || !notes)
        return NULL;
    Derive *d = arena_make(env->arena, Derive);
    *d = (Derive){ .env = env,
                   .arena = env->arena,
                   .wording = wording,
                   .locale = wording->locale,
                   .data = data,
                   .notes = notes,
                   .log = log,
                   .overrides = overrides,
                   .primary = NOT_THERE };
    if (!data_is_usable(d))
        return NULL;

    ArenaMark mark = arena_save(env->scratch);
    roster_read(d);
    data_clean(d);
    if (!facts_read(d, "facts", &d->facts) || !money_check(d, &d->facts))
        d->failed = true;
    const Value *result = NULL;
    if (!d->failed) {
        derive_all(d);
        if (!d->failed) {
            Value *v = arena_make(d->arena, Value);
            *v = value_of_map(&d->out);
            v->span = data->span;
            result = v;
        }
    }
    arena_rewind(env->scratch, mark);
    return result;
}
