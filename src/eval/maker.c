/* maker.c - options of blocks as values, texts and words. */

#include "eval/maker.h"

#include "eval/expr.h"
#include "eval/filters.h"
#include "eval/metric_format.h"

#include <math.h>

Made made_so_far(const Maker *k)
{
    if (!k->m.failed)
        return MADE;
    return k->m.missing.len ? MISSING : FAILED;
}

/* ---- Texts --------------------------------------------------------------- */

Str text_plain(Maker *k, const Text *t)
{
    return str_trim(text_render_plain(&k->m, text_translated(k, t)));
}

Str option_plain(Maker *k, const Options *o, const char *key)
{
    const Option *found = option_find(o, key);

    return found ? text_plain(k, found->as.text) : STR("");
}

Runs option_runs(Maker *k, const Options *o, const char *key)
{
    const Option *found = option_find(o, key);

    return found ? text_runs(k, found->as.text) : (Runs){ 0 };
}

/* ---- Values -------------------------------------------------------------- */

Value option_value(Maker *k, const Options *o, const char *key)
{
    const Option *found = option_find(o, key);

    return found ? expr_eval(&k->m, found->as.expr) : value_absent();
}

bool option_is_true(Maker *k, const Options *o, const char *key)
{
    Value v = option_value(k, o, key);
    return value_is_true(&v);
}

bool option_flag(const Options *o, const char *key, bool otherwise)
{
    const Option *found = option_find(o, key);
    return found ? found->as.flag : otherwise;
}

double option_number(const Options *o, const char *key, double otherwise)
{
    const Option *found = option_find(o, key);
    return found ? found->as.number : otherwise;
}

Str option_word(const Options *o, const char *key)
{
    const Option *found = option_find(o, key);
    return found ? found->as.word : STR("");
}

double number_of(const Value *v)
{
    return v && v->kind == VALUE_NUMBER ? decimal_to_double(v->as.number) : NAN;
}

/* ---- Formats ------------------------------------------------------------- */

Str format_value(Maker *k, const Expr *format, Value v)
{
    scope_push(&k->m);
    scope_set(&k->m, STR("value"), v);
    Value out = expr_eval(&k->m, format);
    scope_pop(&k->m);
    return k->m.failed ? STR("") : value_print(&k->m, out);
}

/* What the report's data says of a metric, else the dictionary. */
static bool metric_known_as(Maker *k, Str id, Metric *out)
{
    const Value *described = metric_described(k->data, id);
    const Metric *known = metric_find(id);

    if (described) {
        *out = metric_of_value(described);
        return true;
    }
    if (known)
        *out = *known;
    return known != NULL;
}

static NumberFormat format_of_metric(const Metric *m)
{
    NumberFormat f = { .decimals = DECIMALS_AUTO };

    switch (m->unit) {
    case UNIT_MONEY:
        f.style = NUMBER_MONEY;
        break;
    case UNIT_FRACTION:
        f.style = NUMBER_PERCENT;
        break;
    case UNIT_PERCENT:
        f.style = NUMBER_PERCENT;
        f.percent_of_100 = true;
        break;
    case UNIT_MULTIPLE:
        f.style = NUMBER_MULTIPLE;
        break;
    default:
        f.style = NUMBER_PLAIN;
    }
    return f;
}

/* The measure that `value | metric(id)` names. */
static bool metric_of_format(Maker *k, const Expr *format, Metric *out)
{
    if (!str_is(format->name, "metric") || !format->arg_count)
        return false;
    Value id = expr_eval(&k->m, format->args[0].value);
    return id.kind == VALUE_TEXT && metric_known_as(k, id.as.text, out);
}

NumberFormat format_of_axis(Maker *k, const Expr *format)
{
    static const struct {
        const char *name;
        NumberStyle style;
    } styles[] = { { "money", NUMBER_MONEY },
                   { "percent", NUMBER_PERCENT },
                   { "multiple", NUMBER_MULTIPLE },
                   { "points", NUMBER_POINTS } };
    NumberFormat f = { .style = NUMBER_PLAIN, .decimals = DECIMALS_AUTO };
    Metric metric;

    if (!format || format->kind != EXPR_FILTER)
        return f;
    if (metric_of_format(k, format, &metric))
        return format_of_metric(&metric);
    for (size_t i = 0; i < COUNT_OF(styles); i++)
        if (str_is(format->name, styles[i].name))
            f.style = styles[i].style;
    return f;
}

/* More digits than a double holds exactly: nobody counted that far. */
static bool is_identifier(Decimal d)
{
    return decimal_is_whole(d) && d.exponent == 0 &&
           decimal_compare(decimal_absolute(d),
                           decimal_of_int(1000000000000000)) >= 0;
}

Str print_default(Maker *k, Str field, const Value *v)
{
    Metric metric;

    field = field_last(field);
    if (v->kind == VALUE_NUMBER && metric_known_as(k, field, &metric))
        return metric_format(k->locale, k->a, &metric, v->as.number,
                             PLACE_TABLE);
    if (v->kind == VALUE_NUMBER && is_identifier(v->as.number))
        return decimal_format(k->a, v->as.number);
    if (v->kind == VALUE_NUMBER)
        return number_format(
            k->locale, k->a, v->as.number,
            (NumberFormat){ .style = NUMBER_PLAIN, .decimals = DECIMALS_AUTO });
    if (v->kind == VALUE_BOOL)
        return word(k, v->as.flag ? "yes" : "no");
    if (v->kind == VALUE_ABSENT)
        return STR("\xE2\x80\x93");
    return value_print(&k->m, *v);
}

Str label_of_field(Maker *k, Str field)
{
    Metric metric;
    char *out;

    field = field_last(field);
    if (metric_known_as(k, field, &metric) && metric.label.len)
        return metric.label;
    out = arena_alloc(k->a, field.len + 1);
    for (size_t i = 0; i < field.len; i++)
        out[i] = field.at[i] == '_' ? ' ' : field.at[i];
    if (field.len && out[0] >= 'a' && out[0] <= 'z')
        out[0] = (char)(out[0] - 'a' + 'A');
    return (Str){ out, field.len };
}

/* ---- Small things -------------------------------------------------------- */

Tone tone_of_word(Maker *k, const Value *v, Span at)
{
    static const Str words[] = { { "normal", 6 },   { "positive", 8 },
                                 { "negative", 8 }, { "warning", 7 },
                                 { "muted", 5 },    { "accent", 6 } };

    if (v->kind == VALUE_ABSENT || v->kind == VALUE_NULL)
        return TONE_NORMAL;
    for (size_t i = 0; v->kind == VALUE_TEXT && i < COUNT_OF(words); i++)
        if (str_equal(v->as.text, words[i]))
            return (Tone)i;
    machine_fail(&k->m, at, "template/tone",
                 "expected normal, positive, negative, warning, muted or "
                 "accent, found %s",
                 v->kind == VALUE_TEXT
                     ? str_format(k->a, "'%.*s'", STR_ARG(v->as.text)).at
                     : value_kind_name(v));
    return TONE_NORMAL;
}

static bool is_figure(Str s, size_t i)
{
    return s.at[i] >= '0' && s.at[i] <= '9';
}

/* "£1.41M" is "£", "1.41" and "M". */
NumberParts parts_of_text(Str s)
{
    size_t from = 0, to = s.len;

    while (from < s.len && !is_figure(s, from))
        from++;
    if (from == s.len)
        return (NumberParts){ .digits = s };
    while (to > from && !is_figure(s, to - 1))
        to--;
    return (NumberParts){ str_slice(s, 0, from), str_slice(s, from, to),
                          str_slice(s, to, s.len) };
}

int entity_color(Maker *k, Str name)
{
    void *known = map_find(&k->entities, name);

    if (!known) {
        known = (void *)(uintptr_t)(k->entities.len + 1);
        map_set(k->a, &k->entities, str_copy(k->a, name), known);
    }
    return (int)((uintptr_t)known - 1);
}

Str next_number(Maker *k, bool is_table)
{
    if (!option_flag(&k->t->options, "number_figures", false))
        return STR("");
    size_t n = is_table ? ++k->tables : ++k->figures;
    return word_with(k, is_table ? "table" : "figure", "n",
                     str_format(k->a, "%zu", n));
}
