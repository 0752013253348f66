/* derive_roster.c - the dictionary of measures as this client uses it. */

#include "eval/derive_parts.h"

/* ---- metrics: in the data ----------------------------------------------- */

static void word_fault(Derive *d, const Value *v, const char *what,
                       const char *words)
{
    Diag *diag = diag_error(d->env->diags, v->span,
                            "%s: expected one of %s, found '%.*s'", what, words,
                            STR_ARG(text_short(d->arena, text_of_value(v))));
    diag->code = "data/type";
    d->failed = true;
}

static void class_read(Derive *d, const Value *v, Metric *m)
{
    if (v && v->kind != VALUE_NULL &&
        !metric_class_parse(text_of_value(v), &m->kind))
        word_fault(d, v, "metrics: aggregate",
                   "sum, ratio, weighted, unique, stock, share, censored, "
                   "index");
}

/* Micros and cents are money that platforms write as whole numbers. */
static void unit_read(Derive *d, const Value *v, Metric *m)
{
    if (!v || v->kind == VALUE_NULL)
        return;
    Str word = text_of_value(v);
    if (str_is(word, "micros") || str_is(word, "cents"))
        m->unit = UNIT_MONEY;
    else if (str_is(word, "ratio"))
        m->unit = UNIT_NUMBER;
    else if (!metric_unit_parse(word, &m->unit))
        word_fault(d, v, "metrics: unit",
                   "count, money, fraction, percent, multiple, points, "
                   "number, months, days, hours, seconds, micros, cents");
}

static void direction_read(Derive *d, const Value *v, Metric *m)
{
    if (v && v->kind != VALUE_NULL &&
        !direction_parse(text_of_value(v), &m->direction))
        word_fault(d, v, "metrics: direction", "up, down, neutral, closer");
}

static void metric_read(Derive *d, const Value *v, Metric *m)
{
    Str label = text_of_value(value_at(v, "label"));
    Str over = text_of_value(value_at(v, "numerator"));
    Str under = text_of_value(value_at(v, "denominator"));
    Str weight = text_of_value(value_at(v, "weight"));
    Amount decimals =
        amount_read(d, value_at(v, "decimals"), "metrics: decimals");
    Amount scale = amount_read(d, value_at(v, "scale"), "metrics: scale");
    const Value *aggregate = value_at(v, "aggregate");
    int64_t n;

    if (label.len)
        m->label = label;
    class_read(d, aggregate ? aggregate : value_at(v, "class"), m);
    unit_read(d, value_at(v, "unit"), m);
    direction_read(d, value_at(v, "direction"), m);
    if (over.len && under.len) {
        m->numerator = over;
        m->denominator = under;
        if (!aggregate)
            m->kind = METRIC_RATIO;
    }
    if (weight.len)
        m->denominator = weight;
    if (decimals.is_known && decimal_to_int(decimals.number, &n) && n >= 0 &&
        n <= 9)
        m->card_decimals = m->table_decimals = (int)n;
    if (scale.is_known && decimal_to_int(scale.number, &n) && n >= 1 &&
        n <= 1000000)
        m->scale = (int)n;
}

static Metric *roster_add(Derive *d, Str id)
{
    Metric *m = arena_make(d->arena, Metric);

    *m = (Metric){ .id = id,
                   .label = id,
                   .kind = METRIC_SUM,
                   .unit = UNIT_NUMBER,
                   .direction = BETTER_NEUTRAL,
                   .scale = 1 };
    *list_add(d->arena, &d->roster.metrics) = m;
    map_set(d->arena, &d->roster.by_id, id, m);
    return m;
}

static void metric_own_read(Derive *d, const Value *v)
{
    Str id = text_of_value(value_at(v, "id"));

    if (v->kind != VALUE_MAP || !id.len) {
        Diag *diag =
            diag_error(d->env->diags, v->span,
                       "metrics: expected { id, label, ... }, found %s",
                       value_kind_name(v));
        diag->code = "data/type";
        d->failed = true;
        return;
    }
    Metric *m = map_find(&d->roster.by_id, id);
    metric_read(d, v, m ? m : roster_add(d, id));
    /* The dictionary has a second way to some ratios; both take the label. */
    for (size_t i = 0; i < d->roster.metrics.len; i++) {
        Metric *other = d->roster.metrics.at[i];
        if (m && other != m && str_equal(other->id, id))
            metric_read(d, v, other);
    }
}

/* The measures as the report's language calls them. */
static void labels_translate(Derive *d, Metric *m)
{
    Str label = text_of_value(
        value_at(wording_find(d->wording, "metrics", m->id), "label"));

    if (label.len)
        m->label = label;
}

void roster_read(Derive *d)
{
    Metric *all = arena_make_array(d->arena, Metric, METRIC_COUNT);
    const Value *own = value_at(d->data, "metrics");

    for (size_t i = 0; i < METRIC_COUNT; i++) {
        all[i] = METRICS[i];
        labels_translate(d, &all[i]);
        *list_add(d->arena, &d->roster.metrics) = &all[i];
        if (!map_find(&d->roster.by_id, all[i].id))
            map_set(d->arena, &d->roster.by_id, all[i].id, &all[i]);
    }
    if (!own || own->kind == VALUE_NULL)
        return;
    if (own->kind != VALUE_LIST) {
        Diag *diag = diag_error(d->env->diags, own->span,
                                "metrics: expected a list, found %s",
                                value_kind_name(own));
        diag->code = "data/type";
        d->failed = true;
        return;
    }
    for (size_t i = 0; i < own->as.list.len; i++)
        metric_own_read(d, &own->as.list.at[i]);
}

const Metric *roster_find(const Derive *d, Str id)
{
    return map_find(&d->roster.by_id, id);
}

/* "store_visits" as "Store visits" */
static Str label_of_id(Arena *a, Str id)
{
    Str copy = str_copy(a, id);
    char *at = arena_alloc(a, id.len + 1);

    memcpy(at, copy.at, id.len);
    for (size_t i = 0; i < id.len; i++)
        if (at[i] == '_')
            at[i] = ' ';
    if (id.len && at[0] >= 'a' && at[0] <= 'z')
        at[0] = (char)(at[0] - 'a' + 'A');
    return (Str){ at, id.len };
}

const Metric *roster_add_unknown(Derive *d, Str id)
{
    Metric *m = roster_add(d, id);

    m->label = label_of_id(d->arena, id);
    m->table_decimals = 0;
    return m;
}

/* ---- Which metrics there are -------------------------------------------- */

static int column_of(const Facts *f, Str key)
{
    for (size_t i = 0; i < f->measures.len; i++)
        if (f->measures.at[i].key.len && str_equal(f->measures.at[i].key, key))
            return (int)i;
    return NOT_THERE;
}

void present_find(Derive *d, Facts *f)
{
    for (size_t i = 0; i < d->roster.metrics.len; i++) {
        const Metric *m = d->roster.metrics.at[i];
        Present p = { m, column_of(f, m->id), NOT_THERE, NOT_THERE };
        if (m->kind == METRIC_RATIO) {
            p.over = column_of(f, m->numerator);
            p.under = column_of(f, m->denominator);
        }
        bool has_parts = p.over != NOT_THERE && p.under != NOT_THERE;
        if (!has_parts)
            p.over = p.under = NOT_THERE;
        if ((has_parts || p.column != NOT_THERE) && !present_of(f, m->id))
            *list_add(d->arena, &f->present) = p;
    }
}

const Present *present_of(const Facts *f, Str id)
{
    for (size_t i = 0; i < f->present.len; i++)
        if (str_equal(f->present.at[i].metric->id, id))
            return &f->present.at[i];
    return NULL;
}

/* ---- metrics, as templates see them ------------------------------------- */

static const Value *own_metric(const Derive *d, Str id)
{
    const Value *own = value_at(d->data, "metrics");

    for (size_t i = 0; own && own->kind == VALUE_LIST && i < own->as.list.len;
         i++)
        if (str_equal(text_of_value(value_at(&own->as.list.at[i], "id")), id))
            return &own->as.list.at[i];
    return NULL;
}

/*
 * How sentences call it: the client's words, or those of the wording as long as
 * it has the wording's label.
 */
static void put_grammar(Derive *d, MemberList *v, const Metric *m)
{
    static const char *const keys[] = { "the", "of", "form" };
    const Value *words = wording_find(d->wording, "metrics", m->id);
    const Value *own = own_metric(d, m->id);

    if (words && !str_equal(text_of_value(value_at(words, "label")), m->label))
        words = NULL;
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        Str said = text_of_value(value_at(own, keys[i]));
        if (!said.len)
            said = text_of_value(value_at(words, keys[i]));
        if (said.len)
            put_words(d, v, keys[i], said);
    }
}

Value metric_value(Derive *d, const Metric *m)
{
    MemberList v = { 0 };

    put_words(d, &v, "id", m->id);
    put_words(d, &v, "label", m->label);
    put_grammar(d, &v, m);
    put_word(d, &v, "unit", metric_unit_name(m->unit));
    put_word(d, &v, "direction", direction_name(m->direction));
    put(d, &v, STR("decimals"), value_int(m->table_decimals));
    put_word(d, &v, "class", metric_class_name(m->kind));
    put_word(d, &v, "format", metric_filter_name(m));
    if (m->kind == METRIC_RATIO) {
        put_words(d, &v, "numerator", m->numerator);
        put_words(d, &v, "denominator", m->denominator);
    }
    Str definition =
        text_of_value(value_find(value_at(d->data, "definitions"), m->id));
    if (definition.len)
        put_words(d, &v, "definition", definition);
    return value_of_map(&v);
}

void derive_metrics(Derive *d)
{
    ValueList l = { 0 };

    for (size_t i = 0; i < d->facts.present.len; i++)
        *list_add(d->arena, &l) =
            metric_value(d, d->facts.present.at[i].metric);
    put(d, &d->out, STR("metrics"), value_of_list(&l));
}
