/* metric_format.c - measures as people read them. */

#include "eval/metric_format.h"

static bool is_large(Decimal d)
{
    return decimal_compare(decimal_absolute(d), decimal_of_int(10000)) >= 0;
}

static NumberStyle style_of(const Metric *m, bool is_compact)
{
    switch (m->unit) {
    case UNIT_MONEY:
        return is_compact ? NUMBER_COMPACT_MONEY : NUMBER_MONEY;
    case UNIT_FRACTION:
    case UNIT_PERCENT:
        return NUMBER_PERCENT;
    case UNIT_MULTIPLE:
        return NUMBER_MULTIPLE;
    case UNIT_PP:
        return NUMBER_POINTS;
    default:
        return is_compact ? NUMBER_COMPACT : NUMBER_PLAIN;
    }
}

static bool can_be_compact(const Metric *m)
{
    return m->unit == UNIT_MONEY || m->unit == UNIT_COUNT ||
           m->unit == UNIT_NUMBER;
}

Str metric_format(Locale *l, Arena *a, const Metric *m, Decimal d,
                  MetricPlace place)
{
    bool is_table = place == PLACE_TABLE;
    bool is_compact = !is_table && can_be_compact(m) && is_large(d);
    NumberFormat f = { .style = style_of(m, is_compact),
                       .decimals =
                           is_table ? m->table_decimals : m->card_decimals,
                       .always_sign =
                           place == PLACE_SIGNED || m->unit == UNIT_PP,
                       .percent_of_100 = m->unit == UNIT_PERCENT };

    if (is_compact) {
        f.decimals = DECIMALS_AUTO;
        f.significant = 3;
    } else if (is_table && m->unit == UNIT_COUNT && !decimal_is_whole(d)) {
        f.decimals = 2; /* conversions modelled in parts */
    }
    Str out = number_format(l, a, d, f);
    return m->unit == UNIT_TO_ONE ? str_format(a,
                                               "%.*s\xC2\xA0:\xC2\xA0"
                                               "1",
                                               STR_ARG(out))
                                  : out;
}

Str amount_format(Locale *l, Arena *a, const Metric *m, Amount amount,
                  MetricPlace place)
{
    if (!amount.is_known)
        return STR("\xE2\x80\x93");
    return metric_format(l, a, m, amount.number, place);
}

/* ---- Rules ----------------------------------------------------------------
 */

static void rule_number(const Value *rules, const char *key, Decimal *out)
{
    const Value *v = value_at(rules, key);

    if (v && v->kind == VALUE_NUMBER)
        *out = v->as.number;
}

ChangeRules rules_of_data(const Value *data)
{
    const Value *given = data ? value_at(data, "rules") : NULL;
    ChangeRules rules = change_rules_default();
    Decimal count = decimal_of_int(rules.small_count);
    int64_t n;

    if (!given || given->kind != VALUE_MAP)
        return rules;
    rule_number(given, "flat", &rules.flat_ratio);
    rule_number(given, "flat_points", &rules.flat_points);
    rule_number(given, "cap", &rules.cap);
    rule_number(given, "green", &rules.green);
    rule_number(given, "close_green", &rules.close_green);
    rule_number(given, "amber", &rules.amber);
    rule_number(given, "material", &rules.material);
    rule_number(given, "small_count", &count);
    if (decimal_to_int(count, &n) && n >= 0 && n <= 1000000)
        rules.small_count = (int)n;
    const Value *base = value_at(given, "negative_base");
    rules.absolute_base =
        base && base->kind == VALUE_TEXT && str_is(base->as.text, "abs");
    return rules;
}

/* ---- Changes --------------------------------------------------------------
 */

/* |a| below 10^-places as a fraction; a missing amount is. */
static bool is_rate_below(const Metric *m, Amount a, int places)
{
    Decimal limit = { 1, 0, m->unit == UNIT_PERCENT ? 2 - places : -places };

    return !a.is_known ||
           decimal_compare(decimal_absolute(a.number), limit) < 0;
}

int points_decimals(const Metric *m, Amount now, Amount base)
{
    int decimals = m->card_decimals > 1 ? m->card_decimals : 1;

    if (is_rate_below(m, now, 3) && is_rate_below(m, base, 3))
        return decimals > 3 ? decimals : 3;
    if (is_rate_below(m, now, 2) && is_rate_below(m, base, 2))
        return decimals > 2 ? decimals : 2;
    return decimals;
}

static Str points_format(Locale *l, Arena *a, const Metric *m, Decimal d,
                         int decimals)
{
    if (m->unit == UNIT_PERCENT)
        decimal_divide(d, decimal_of_int(100), &d);
    return number_format(l, a, d,
                         (NumberFormat){ .style = NUMBER_POINTS,
                                         .decimals = decimals,
                                         .always_sign = true });
}

static Str percent_format(Locale *l, Arena *a, Change c)
{
    NumberFormat f = { .style = NUMBER_PERCENT,
                       .decimals = 1,
                       .always_sign = true };

    if (!c.is_capped)
        return number_format(l, a, c.ratio, f);
    f.decimals = 0;
    f.always_sign = false;
    bool is_fall = decimal_sign(c.ratio) < 0;
    return str_format(a, "%s%.*s", is_fall ? "<" : ">",
                      STR_ARG(number_format(
                          l, a, is_fall ? decimal_negate(c.cap) : c.cap, f)));
}

Str change_format(Wording *w, Arena *a, const Metric *m, Change c, Amount now,
                  Amount base)
{
    Locale *l = w->locale;

    switch (c.kind) {
    case CHANGE_PERCENT:
        return percent_format(l, a, c);
    case CHANGE_POINTS:
        return points_format(l, a, m, c.difference,
                             points_decimals(m, now, base));
    case CHANGE_ABSOLUTE:
        return metric_format(l, a, m, c.difference, PLACE_SIGNED);
    case CHANGE_COUNTS:
        return str_format(
            a, "%.*s \xE2\x86\x92 %.*s",
            STR_ARG(metric_format(l, a, m, base.number, PLACE_CARD)),
            STR_ARG(metric_format(l, a, m, now.number, PLACE_CARD)));
    case CHANGE_NONE:
        return wording_word(w, "no_change");
    case CHANGE_NEW:
        return wording_word(w, "new");
    case CHANGE_NOT_MEANINGFUL:
        return wording_word(w, "not_meaningful");
    case CHANGE_MISSING:
        break;
    }
    return STR("\xE2\x80\x93");
}

static Str text_at(const Value *v, const char *key)
{
    const Value *found = value_at(v, key);

    return found && found->kind == VALUE_TEXT ? found->as.text : STR("");
}

static int whole_at(const Value *v, const char *key, int otherwise)
{
    const Value *found = value_at(v, key);
    int64_t n;

    return found && found->kind == VALUE_NUMBER &&
                   decimal_to_int(found->as.number, &n) && n >= 0 &&
                   n <= 1000000
               ? (int)n
               : otherwise;
}

static bool is_set(const Value *v, const char *key)
{
    const Value *found = value_at(v, key);

    return found && found->kind == VALUE_BOOL && found->as.flag;
}

/* The formula that the map gives; all of it, since ids have several. */
static void formula_of_value(const Value *v, Metric *m)
{
    if (!text_at(v, "numerator").len || !text_at(v, "denominator").len)
        return;
    m->numerator = text_at(v, "numerator");
    m->denominator = text_at(v, "denominator");
    m->scale = whole_at(v, "scale", 1);
    m->horizon = whole_at(v, "horizon", 0);
    m->is_complement = is_set(v, "is_complement");
    m->signed_over = is_set(v, "signed_over");
}

Metric metric_of_value(const Value *v)
{
    Str id = text_at(v, "id");
    if (!id.len)
        id = text_at(v, "metric");
    const Metric *known = metric_find(id);
    Metric m = known ? *known : (Metric){ .unit = UNIT_NUMBER, .scale = 1 };
    int64_t decimals;

    m.id = id;
    if (text_at(v, "label").len)
        m.label = text_at(v, "label");
    formula_of_value(v, &m);
    metric_unit_parse(text_at(v, "unit"), &m.unit);
    metric_class_parse(text_at(v, "class"), &m.kind);
    direction_parse(text_at(v, "direction"), &m.direction);
    const Value *given = value_at(v, "decimals");
    if (given && given->kind == VALUE_NUMBER &&
        decimal_to_int(given->as.number, &decimals) && decimals >= 0 &&
        decimals <= 9)
        m.card_decimals = m.table_decimals = (int)decimals;
    return m;
}

const Value *metric_described(const Value *data, Str id)
{
    static const char *const lists[] = { "metrics", "dictionary" };

    for (size_t k = 0; data && k < COUNT_OF(lists); k++) {
        const Value *list = value_at(data, lists[k]);
        for (size_t i = 0;
             list && list->kind == VALUE_LIST && i < list->as.list.len; i++)
            if (str_equal(text_at(&list->as.list.at[i], "id"), id))
                return &list->as.list.at[i];
    }
    return NULL;
}

const char *metric_filter_name(const Metric *m)
{
    switch (m->unit) {
    case UNIT_MONEY:
        return "money";
    case UNIT_FRACTION:
    case UNIT_PERCENT:
        return "percent";
    case UNIT_MULTIPLE:
        return "multiple";
    default:
        return "number";
    }
}
