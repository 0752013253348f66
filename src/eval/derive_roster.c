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
                   "pp, to_one, number, months, days, hours, seconds, micros, "
                   "cents");
}

static void direction_read(Derive *d, const Value *v, Metric *m)
{
    if (v && v->kind != VALUE_NULL &&
        !direction_parse(text_of_value(v), &m->direction))
        word_fault(d, v, "metrics: direction", "up, down, neutral, closer");
}

static void formula_fault(Derive *d, const Value *v, const char *key, size_t at)
{
    Str text = text_of_value(v);

    fault_at(d, v->span, "data/formula",
             "metrics: %s: expected measures with + - * between, found '%.*s'",
             key, STR_ARG(text_short(d->arena, str_slice(text, at, text.len))));
    d->env->diags->list.at[d->env->diags->list.len - 1].hint =
        STR("as in promoters - detractors; there are no brackets");
}

/* A side of the line; keeps what was there where none is given. */
static bool formula_read(Derive *d, const Value *v, const char *key, Str *out)
{
    Str text = text_of_value(v);
    Formula f;
    size_t at;

    if (!v || v->kind == VALUE_NULL)
        return false;
    if (v->kind != VALUE_TEXT)
        return fault_at(d, v->span, "data/formula",
                        "metrics: %s: expected a formula in words, found %s",
                        key, value_kind_name(v));
    if (formula_parse(text, &f, &at))
        *out = text;
    else
        formula_fault(d, v, key, at);
    return true;
}

static int64_t whole_read(Derive *d, const Value *v, const char *what,
                          int64_t most, int64_t otherwise)
{
    Amount a = amount_read(d, v, what);
    int64_t n;

    return a.is_known && decimal_to_int(a.number, &n) && n >= 0 && n <= most
               ? n
               : otherwise;
}

static void words_read(const Value *v, const char *key, Str *out)
{
    Str text = text_of_value(value_at(v, key));

    if (text.len)
        *out = text;
}

/* Exports leave out days on which nothing was delivered. */
static void fill_read(Derive *d, const Value *v, Metric *m)
{
    Str word = text_of_value(v);

    if (!v || v->kind == VALUE_NULL)
        return;
    if (str_is(word, "zero") || str_is(word, "gap"))
        m->fill = str_is(word, "zero") ? FILL_ZERO : FILL_GAP;
    else
        word_fault(d, v, "metrics: fill", "zero, gap");
}

static void metric_read(Derive *d, const Value *v, Metric *m)
{
    Str weight = text_of_value(value_at(v, "weight"));
    const Value *aggregate = value_at(v, "aggregate");
    bool has_over =
        formula_read(d, value_at(v, "numerator"), "numerator", &m->numerator);
    bool has_under = formula_read(d, value_at(v, "denominator"), "denominator",
                                  &m->denominator);
    int decimals =
        (int)whole_read(d, value_at(v, "decimals"), "metrics: decimals", 9, -1);

    words_read(v, "label", &m->label);
    words_read(v, "basis", &m->basis);
    words_read(v, "note", &m->note);
    fill_read(d, value_at(v, "fill"), m);
    class_read(d, aggregate ? aggregate : value_at(v, "class"), m);
    unit_read(d, value_at(v, "unit"), m);
    direction_read(d, value_at(v, "direction"), m);
    if (has_over && has_under && !aggregate)
        m->kind = METRIC_RATIO;
    if (has_over)
        m->signed_over = m->signed_over ||
                         str_find(m->numerator, STR("-")) < m->numerator.len;
    if (weight.len)
        m->denominator = weight;
    if (decimals >= 0)
        m->card_decimals = m->table_decimals = decimals;
    m->scale = (int)whole_read(d, value_at(v, "scale"), "metrics: scale",
                               1000000, m->scale);
    m->horizon = (int)whole_read(d, value_at(v, "horizon"), "metrics: horizon",
                                 1200, m->horizon);
    if (m->scale < 1)
        m->scale = 1;
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
    const Value *definition = value_at(v, "definition");
    const Value *target = value_at(v, "target");
    Metric *m = map_find(&d->roster.by_id, id);
    Metric *own = m ? m : roster_add(d, id);
    metric_read(d, v, own);
    map_set(d->arena, &d->roster.named, id, own);
    if (text_of_value(definition).len)
        map_set(d->arena, &d->roster.definitions, id,
                (void *)(uintptr_t)&definition->as.text);
    if (target && target->kind != VALUE_NULL)
        map_set(d->arena, &d->roster.targets, id, (void *)(uintptr_t)target);
    /* The dictionary has a second way to some ratios; both take the label. */
    for (size_t i = 0; i < d->roster.metrics.len; i++) {
        Metric *other = d->roster.metrics.at[i];
        if (m && other != m && str_equal(other->id, id))
            metric_read(d, v, other);
    }
}

static void metrics_own_read(Derive *d, const Value *own)
{
    if (!own || own->kind == VALUE_NULL)
        return;
    if (own->kind != VALUE_LIST) {
        fault_at(d, own->span, "data/type",
                 "metrics: expected a list, found %s", value_kind_name(own));
        return;
    }
    for (size_t i = 0; i < own->as.list.len; i++)
        metric_own_read(d, &own->as.list.at[i]);
}

/* The measures as the report's language calls them. */
static void labels_translate(Derive *d, Metric *m)
{
    const Value *words = wording_find(d->wording, "metrics", m->id);

    if (!words)
        return;
    words_read(words, "label", &m->label);
    if (m->basis.len)
        words_read(words, "basis", &m->basis);
    if (m->note.len)
        words_read(words, "note", &m->note);
}

void roster_read(Derive *d)
{
    Metric *all = arena_make_array(d->arena, Metric, METRIC_COUNT);

    for (size_t i = 0; i < METRIC_COUNT; i++) {
        all[i] = METRICS[i];
        labels_translate(d, &all[i]);
        *list_add(d->arena, &d->roster.metrics) = &all[i];
        if (!map_find(&d->roster.by_id, all[i].id))
            map_set(d->arena, &d->roster.by_id, all[i].id, &all[i]);
    }
    if (d->overrides.agency)
        metrics_own_read(d, value_at(d->overrides.agency, "metrics"));
    metrics_own_read(d, value_at(d->data, "metrics"));
    for (size_t i = 0; i < d->overrides.template.len; i++)
        metric_own_read(d, &d->overrides.template.at[i]);
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

/* ---- metrics, as templates see them ------------------------------------- */

/* ---- Formulas in words ----------------------------------------------------
 */

/* "Spend" or "Dépenses", not "CPA": its second character is small. */
static bool is_plain_word(const Derive *d, Str label)
{
    size_t from = 0;

    if (label.len)
        utf8_next(label, &from);
    if (from >= label.len)
        return false;
    size_t to = from;
    utf8_next(label, &to);
    Str second = str_slice(label, from, to);
    return !str_equal(text_upper(d->locale, d->arena, second), second);
}

static Str factor_words(Derive *d, const Factor *f, bool is_first)
{
    const Metric *m = f->id.len ? roster_find(d, f->id) : NULL;

    if (!f->id.len)
        return decimal_format(d->arena, f->number);
    if (!m)
        return f->id;
    return is_first || !is_plain_word(d, m->label) ||
                   str_is(locale_language(d->locale), "de")
               ? m->label
               : text_lower(d->locale, d->arena, m->label);
}

Str formula_words(Derive *d, Str formula, bool is_first)
{
    Str out = STR("");
    Formula f;
    size_t at;

    if (!formula_parse(formula, &f, &at))
        return formula;
    for (size_t i = 0; i < f.term_count; i++) {
        const Term *t = &f.terms[i];
        if (i || t->is_subtracted)
            out = str_format(
                d->arena, "%.*s%s%.*s ", STR_ARG(out), out.len ? " " : "",
                STR_ARG(wording_word(d->wording, t->is_subtracted
                                                     ? "formula.less"
                                                     : "formula.plus")));
        for (size_t k = 0; k < t->factor_count; k++)
            out = str_format(
                d->arena, "%.*s%s%.*s", STR_ARG(out), k ? " \xC3\x97 " : "",
                STR_ARG(factor_words(d, &t->factors[k], is_first && !out.len)));
    }
    return out;
}

static void put_formula(Derive *d, MemberList *v, const Metric *m)
{
    Str over = formula_words(d, m->numerator, m->scale == 1);
    Str under = formula_words(d, m->denominator, false);

    put_words(d, v, "numerator", m->numerator);
    put_words(d, v, "denominator", m->denominator);
    if (m->is_complement)
        over = formula_words(d,
                             str_format(d->arena, "%.*s - %.*s",
                                        STR_ARG(m->denominator),
                                        STR_ARG(m->numerator)),
                             true);
    if (m->scale != 1)
        over = str_format(
            d->arena, "%.*s \xC3\x97 %.*s",
            STR_ARG(number_format(d->locale, d->arena, decimal_of_int(m->scale),
                                  (NumberFormat){ .style = NUMBER_PLAIN })),
            STR_ARG(over));
    put_words(d, v, "numerator_label", over);
    put_words(d, v, "denominator_label", under);
    if (m->scale != 1)
        put(d, v, STR("scale"), value_int(m->scale));
    if (m->is_complement)
        put_flag(d, v, "is_complement", true);
    if (m->signed_over)
        put_flag(d, v, "signed_over", true);
    if (m->horizon)
        put(d, v, STR("horizon"), value_int(m->horizon));
}

/* "(Gross profit less spend)", so that what is divided is plain. */
static Str in_brackets(Derive *d, Str formula, Str words)
{
    Formula f;
    size_t at;

    if (!formula_parse(formula, &f, &at) || f.term_count < 2)
        return words;
    return str_format(d->arena, "(%.*s)", STR_ARG(words));
}

/* What is counted, for the list of definitions; empty for a plain sum. */
static Str metric_meaning(Derive *d, const Metric *m, Str definition,
                          const MemberList *v)
{
    Value map = value_of_map(v);
    Str over = text_of_value(value_at(&map, "numerator_label"));
    Str under = text_of_value(value_at(&map, "denominator_label"));
    Str said = definition;

    if (!said.len && over.len && str_is(m->denominator, "1"))
        said = over;
    else if (!said.len && over.len)
        said = wording_say(
            d->wording, d->arena, "formula.divided",
            (MessageArg[]){
                arg_text("over", in_brackets(d, m->numerator, over)),
                arg_text("under", in_brackets(d, m->denominator, under)),
                { 0 } });
    if (m->basis.len)
        said = str_format(d->arena, "%.*s%s(%.*s)", STR_ARG(said),
                          said.len ? " " : "", STR_ARG(m->basis));
    if (m->note.len)
        said = str_format(d->arena, "%.*s%s%.*s", STR_ARG(said),
                          said.len ? ". " : "", STR_ARG(m->note));
    return said;
}

static const Value *own_metric(const Derive *d, Str id)
{
    const Value *own = value_at(d->data, "metrics");

    for (size_t i = 0; own && own->kind == VALUE_LIST && i < own->as.list.len;
         i++)
        if (str_equal(text_of_value(value_at(&own->as.list.at[i], "id")), id))
            return &own->as.list.at[i];
    return NULL;
}

/* What the wording says of the measure with that label. */
static const Value *words_labelled(const Derive *d, const Metric *m)
{
    const Value *own = wording_find(d->wording, "metrics", m->id);

    if (str_equal(text_of_value(value_at(own, "label")), m->label))
        return own;
    for (size_t i = 0; i < METRIC_COUNT; i++) {
        const Value *words = wording_find(d->wording, "metrics", METRICS[i].id);
        if (str_equal(text_of_value(value_at(words, "label")), m->label))
            return words;
    }
    return NULL;
}

/*
 * How sentences call it: the client's words, or those of the wording as long as
 * it has the wording's label.
 */
static void put_grammar(Derive *d, MemberList *v, const Metric *m)
{
    static const char *const keys[] = { "the", "of", "form" };
    const Value *words = words_labelled(d, m);
    const Value *own = own_metric(d, m->id);

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
    if (m->kind == METRIC_RATIO)
        put_formula(d, &v, m);
    if (m->basis.len)
        put_words(d, &v, "basis", m->basis);
    if (m->note.len)
        put_words(d, &v, "note", m->note);
    const Value *all = value_at(d->data, "definitions");
    const Str *own = map_find(&d->roster.definitions, m->id);
    Str definition = text_of_value(all ? value_find(all, m->id) : NULL);
    if (!definition.len && own)
        definition = *own;
    if (definition.len)
        put_words(d, &v, "definition", definition);
    Str meaning = metric_meaning(d, m, definition, &v);
    if (meaning.len)
        put_words(d, &v, "meaning", meaning);
    return value_of_map(&v);
}

/* Metrics that were changed, but that no facts give: tables may hold them. */
static void derive_dictionary(Derive *d)
{
    ValueList l = { 0 };

    for (size_t i = 0; i < d->roster.metrics.len; i++) {
        const Metric *m = d->roster.metrics.at[i];
        if (map_find(&d->roster.named, m->id) == m &&
            !present_of(&d->facts, m->id))
            *list_add(d->arena, &l) = metric_value(d, m);
    }
    put(d, &d->out, STR("dictionary"), value_of_list(&l));
}

void derive_metrics(Derive *d)
{
    ValueList l = { 0 };

    for (size_t i = 0; i < d->facts.present.len; i++)
        *list_add(d->arena, &l) =
            metric_value(d, d->facts.present.at[i].metric);
    put(d, &d->out, STR("metrics"), value_of_list(&l));
    derive_dictionary(d);
}

Metric roster_metric_of(const Derive *d, const Value *given)
{
    Metric m = metric_of_value(given);
    const Metric *own = roster_find(d, m.id);

    if (!own)
        return m;
    Metric known = *own;
    metric_unit_parse(text_of_value(value_at(given, "unit")), &known.unit);
    direction_parse(text_of_value(value_at(given, "direction")),
                    &known.direction);
    if (text_of_value(value_at(given, "label")).len)
        known.label = m.label;
    if (value_at(given, "decimals")) {
        known.card_decimals = m.card_decimals;
        known.table_decimals = m.table_decimals;
    }
    return known;
}
