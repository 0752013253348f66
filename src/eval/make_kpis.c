/* make_kpis.c - cards: values, changes, targets. */

#include "eval/maker.h"

#include "eval/explain.h"
#include "eval/expr.h"
#include "eval/metric_format.h"

#include <math.h>

/* ---- Fields of a derived KPI --------------------------------------------- */

static Str text_at(const Value *v, const char *key)
{
    const Value *found = value_at(v, key);
    return found && found->kind == VALUE_TEXT ? found->as.text : STR("");
}

static uint8_t arrow_of(Str trend)
{
    return str_is(trend, "up")     ? ARROW_UP
           : str_is(trend, "down") ? ARROW_DOWN
                                   : ARROW_NONE;
}

static uint8_t tone_of_verdict(Str verdict)
{
    return str_is(verdict, "good")  ? TONE_POSITIVE
           : str_is(verdict, "bad") ? TONE_NEGATIVE
                                    : TONE_NORMAL;
}

static uint8_t tone_of_rag(Str rag)
{
    return str_is(rag, "green")   ? TONE_POSITIVE
           : str_is(rag, "amber") ? TONE_WARNING
           : str_is(rag, "red")   ? TONE_NEGATIVE
                                  : TONE_MUTED;
}

static Str versus(Maker *k, Str label)
{
    return label.len ? word_with(k, "versus", "what", label) : STR("");
}

/* The change that is called `change_NAME` in a KPI. */
static bool derived_delta(Maker *k, const Value *v, const char *name,
                          Delta *out)
{
    Str text = text_at(v, str_format(k->a, "change_%s_text", name).at);
    const Value *range = value_at(k->data, name);
    Str label = range ? text_at(range, "short") : STR("");

    if (!text.len || str_is(text, "\xE2\x80\x93"))
        return false;
    if (!label.len && range)
        label = text_at(range, "label");
    *out = (Delta){ .text = text,
                    .versus = versus(k, label),
                    .arrow = arrow_of(text_at(
                        v, str_format(k->a, "change_%s_trend", name).at)),
                    .tone = tone_of_verdict(text_at(
                        v, str_format(k->a, "change_%s_verdict", name).at)) };
    explain_fields(&k->m, out->versus, range,
                   (const char *const[]){ "label", NULL });
    return true;
}

/* The comparison of that name among those of a KPI, or NULL. */
static const Value *comparison_named(const Value *kpi, Str name)
{
    const Value *all = value_at(kpi, "comparisons");

    for (size_t i = 0; all && all->kind == VALUE_LIST && i < all->as.list.len;
         i++)
        if (str_equal(text_at(&all->as.list.at[i], "name"), name))
            return &all->as.list.at[i];
    return NULL;
}

/* Targets have a line of their own on the card. */
static bool compared_delta(Maker *k, const Value *c, Delta *out)
{
    Str text = text_at(c, "text");

    if (str_is(text_at(c, "name"), "target") || !text.len ||
        str_is(text_at(c, "kind"), "missing"))
        return false;
    Str against = versus(k, text_at(c, "short"));
    Str scope = text_at(c, "scope"); /* "YTD vs ..." */
    if (scope.len)
        against =
            str_format(k->a, "%.*s %.*s", STR_ARG(scope), STR_ARG(against));
    *out = (Delta){ .text = text,
                    .versus = against,
                    .arrow = arrow_of(text_at(c, "trend")),
                    .tone = tone_of_verdict(text_at(c, "verdict")) };
    explain_fields(&k->m, out->versus,
                   comparison_named(k->data, text_at(c, "name")),
                   (const char *const[]){ "label", NULL });
    return true;
}

static void derived_deltas(Maker *k, const Value *v, const Values *compare,
                           Kpi *out)
{
    static const struct {
        const char *name, *field;
    } kinds[] = { { "prior_year", "prior_year" },
                  { "previous_period", "previous" },
                  { "previous", "previous" } };
    Delta *deltas = arena_make_array(k->a, Delta, compare->len);

    for (size_t i = 0; i < compare->len; i++) {
        if (compare->at[i].kind != VALUE_TEXT)
            continue;
        Str name = compare->at[i].as.text;
        Delta *delta = &deltas[out->delta_count];
        const Value *c = comparison_named(
            v, str_is(name, "previous") ? STR("previous_period") : name);
        if (c) {
            out->delta_count += compared_delta(k, c, delta);
            continue;
        }
        for (size_t n = 0; n < COUNT_OF(kinds); n++)
            if (str_is(name, kinds[n].name))
                out->delta_count += derived_delta(k, v, kinds[n].field, delta);
    }
    out->deltas = deltas;
}

static void spark_of(Maker *k, const Value *list, Kpi *out)
{
    if (!list || list->kind != VALUE_LIST || list->as.list.len < 2)
        return;
    double *values = arena_make_array(k->a, double, list->as.list.len);
    for (size_t i = 0; i < list->as.list.len; i++)
        values[i] = number_of(&list->as.list.at[i]);
    out->spark = values;
    out->spark_count = list->as.list.len;
}

/* "Target £1.33M · 106%"; the target alone where nothing was attained yet. */
static Str target_line(Maker *k, Str target, double ratio)
{
    Str line = word_with(k, "target", "value", target);

    if (!(ratio >= 0) || ratio > 100)
        return line;
    return str_format(
        k->a, "%.*s \xC2\xB7 %.*s", STR_ARG(line),
        STR_ARG(number_format(k->locale, k->a, decimal_of_double(ratio),
                              (NumberFormat){ .style = NUMBER_PERCENT })));
}

static void derived_target(Maker *k, const Value *v, Kpi *out)
{
    const Value *target = value_at(v, "target");

    out->target_ratio = -1;
    if (!target || target->kind != VALUE_NUMBER)
        return;
    double ratio = number_of(value_at(v, "attainment"));
    out->target_ratio = isnan(ratio) ? -1 : ratio;
    out->target = target_line(k, text_at(v, "target_text"), ratio);
    explain_fields(&k->m, out->target, v,
                   (const char *const[]){ "target", "attainment", NULL });
    out->target_tone = tone_of_rag(text_at(v, "rag"));
}

/* A card that the client's data writes out: only `previous` is given. */
static void plain_delta(Maker *k, const Value *v, Kpi *out)
{
    const Value *base = value_at(v, "previous");
    Metric metric = metric_of_value(v);
    Delta *delta;

    if (out->delta_count || value_at(v, "change_previous_text") || !base ||
        base->kind != VALUE_NUMBER)
        return;
    direction_parse(text_at(v, "better"), &metric.direction);
    Change c = change_of(&metric, amount_of(out->number),
                         amount_of(base->as.number), rules_of_data(k->data));
    delta = arena_make(k->a, Delta);
    *delta =
        (Delta){ .text = change_format(&k->wording, k->a, &metric, c,
                                       amount_of(out->number),
                                       amount_of(base->as.number)),
                 .versus = versus(k, text_at(v, "versus")),
                 .arrow = arrow_of(str_of(trend_name(c.trend))),
                 .tone = tone_of_verdict(str_of(verdict_name(c.verdict))) };
    out->deltas = delta;
    out->delta_count = 1;
    explain_fields(&k->m, delta->text, v,
                   (const char *const[]){ "value", "previous", NULL });
}

/* "credit", before what it changed by. */
static void say_credit(Maker *k, Kpi *out)
{
    Delta *all = arena_make_array(k->a, Delta, out->delta_count + 1);

    if (!out->has_number || decimal_sign(out->number) >= 0 || !is_cost(out->id))
        return;
    all[0].text = str_trim(word_with(k, "credit_of", "value", STR("")));
    if (out->delta_count)
        memcpy(all + 1, out->deltas, out->delta_count * sizeof *all);
    out->deltas = all;
    out->delta_count++;
}

static Kpi derived_kpi(Maker *k, const Value *v, const Values *compare,
                       bool with_spark)
{
    const Value *value = value_at(v, "value");
    Kpi out = { .id = text_at(v, "id"), .label = text_at(v, "label") };
    Str text = text_at(v, "text");

    if (!out.label.len)
        out.label = label_of_field(k, out.id);
    if (value && value->kind == VALUE_NUMBER) {
        out.number = value->as.number;
        out.has_number = true;
        if (!text.len)
            text = print_default(k, out.id, value);
        out.value = parts_of_text(text);
        explain_value(&k->m, text, NULL, STR("value"), v);
    } else {
        bool has_words = text.len && !str_is(text, "\xE2\x80\x93");
        out.value.digits = STR("\xE2\x80\x93");
        /* "no conversions" says more than why there is no comparison */
        out.reason = has_words ? text : text_at(v, "reason");
        if (!out.reason.len)
            out.reason = word(k, "no_data");
    }
    derived_deltas(k, v, compare, &out);
    if (out.has_number)
        plain_delta(k, v, &out);
    say_credit(k, &out);
    derived_target(k, v, &out);
    if (with_spark)
        spark_of(k, value_at(v, "spark"), &out);
    return out;
}

/* ---- Cards written out in the template ----------------------------------- */

static Metric metric_of_item(const Options *o, Str printed)
{
    Metric m = { .unit = UNIT_NUMBER, .direction = BETTER_UP };
    Str better = option_word(o, "better");

    if (str_find(printed, STR("%")) < printed.len)
        m.unit = UNIT_FRACTION;
    m.card_decimals = m.table_decimals = 1;
    direction_parse(better, &m.direction);
    return m;
}

static void item_delta(Maker *k, const Options *o, const Metric *metric,
                       Decimal now, Kpi *out)
{
    Value base = option_value(k, o, "previous");
    Delta *delta = arena_make(k->a, Delta);

    if (k->m.failed || base.kind != VALUE_NUMBER)
        return;
    Change c = change_of(metric, amount_of(now), amount_of(base.as.number),
                         rules_of_data(k->data));
    *delta =
        (Delta){ .text =
                     change_format(&k->wording, k->a, metric, c, amount_of(now),
                                   amount_of(base.as.number)),
                 .versus = option_plain(k, o, "versus"),
                 .arrow = arrow_of(str_of(trend_name(c.trend))),
                 .tone = tone_of_verdict(str_of(verdict_name(c.verdict))) };
    out->deltas = delta;
    out->delta_count = 1;
    explain_option(&k->m, delta->text, o, "value", "previous");
}

static void item_target(Maker *k, const Options *o, const Metric *metric,
                        Decimal now, Kpi *out)
{
    Value target = option_value(k, o, "target");
    const Option *format = option_find(o, "format");

    if (k->m.failed || target.kind != VALUE_NUMBER)
        return;
    Amount share = attainment_of(metric->direction, amount_of(now),
                                 amount_of(target.as.number));
    Rag rag = rag_of(metric->direction, share, rules_of_data(k->data));
    Str text = format ? format_value(k, format->as.expr, target)
                      : print_default(k, STR(""), &target);
    out->target_ratio = share.is_known ? decimal_to_double(share.number) : -1;
    out->target = target_line(k, text, out->target_ratio);
    explain_option(&k->m, out->target, o, "value", "target");
    out->target_tone = tone_of_rag(str_of(rag_name(rag) ? rag_name(rag) : ""));
}

static Kpi item_kpi(Maker *k, const Options *o, bool with_spark)
{
    const Option *format = option_find(o, "format");
    Kpi out = { .label = option_plain(k, o, "label"), .target_ratio = -1 };
    Value value = option_value(k, o, "value");
    Value spark = with_spark ? option_value(k, o, "spark") : value_absent();

    if (k->m.failed)
        return out;
    if (value.kind != VALUE_NUMBER) {
        out.value.digits = STR("\xE2\x80\x93");
        out.reason = option_plain(k, o, "reason");
        return out;
    }
    Str printed = format ? format_value(k, format->as.expr, value)
                         : print_default(k, STR(""), &value);
    Metric metric = metric_of_item(o, printed);
    out.number = value.as.number;
    out.has_number = true;
    out.value = parts_of_text(printed);
    explain_option(&k->m, printed, o, "value", NULL);
    item_delta(k, o, &metric, value.as.number, &out);
    item_target(k, o, &metric, value.as.number, &out);
    spark_of(k, &spark, &out);
    return out;
}

/* ---- The block ----------------------------------------------------------- */

static Values comparisons(Maker *k, const TemplateBlock *b)
{
    Value asked = option_value(k, &b->options, "compare");
    const Value *usual = value_at(k->data, "compare");

    if (asked.kind == VALUE_LIST)
        return asked.as.list;
    return usual && usual->kind == VALUE_LIST ? usual->as.list : (Values){ 0 };
}

static void mark_primary(Maker *k, const TemplateBlock *b, Kpi *items,
                         size_t count)
{
    Value primary = option_value(k, &b->options, "primary");

    for (size_t i = 0; i < count; i++)
        items[i].is_primary = primary.kind == VALUE_TEXT &&
                              str_equal(items[i].id, primary.as.text);
}

Made make_kpis(Maker *k, const TemplateBlock *b, Block *out)
{
    const Option *written = option_find(&b->options, "items");
    bool with_spark = option_flag(&b->options, "spark", true);
    Values compare = comparisons(k, b);
    Values rows = { 0 };
    Kpi *items;
    size_t count, limit;

    if (b->has_subject && !written) {
        Value subject = expr_eval(&k->m, b->subject.as.expr);
        if (k->m.failed || !value_items(&k->m, subject, b->at, &rows))
            return made_so_far(k);
    }
    count = written ? written->as.maps.len : rows.len;
    limit = (size_t)option_number(&b->options, "limit", 8);
    if (count > limit)
        count = limit;
    items = arena_make_array(k->a, Kpi, count);
    for (size_t i = 0; i < count && !k->m.failed; i++)
        items[i] = written ? item_kpi(k, &written->as.maps.at[i], with_spark)
                           : derived_kpi(k, &rows.at[i], &compare, with_spark);
    if (!k->m.failed)
        mark_primary(k, b, items, count);
    out->kind = BLOCK_KPIS;
    out->as.kpis = (Kpis){ items, count };
    return made_so_far(k);
}
