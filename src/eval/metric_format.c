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
                       .always_sign = place == PLACE_SIGNED,
                       .percent_of_100 = m->unit == UNIT_PERCENT };

    if (is_compact) {
        f.decimals = DECIMALS_AUTO;
        f.significant = 3;
    } else if (is_table && m->unit == UNIT_COUNT && !decimal_is_whole(d)) {
        f.decimals = 2; /* conversions modelled in parts */
    }
    return number_format(l, a, d, f);
}

Str amount_format(Locale *l, Arena *a, const Metric *m, Amount amount,
                  MetricPlace place)
{
    if (!amount.is_known)
        return STR("\xE2\x80\x93");
    return metric_format(l, a, m, amount.number, place);
}

static Str points_format(Locale *l, Arena *a, const Metric *m, Decimal d)
{
    if (m->unit == UNIT_PERCENT)
        decimal_divide(d, decimal_of_int(100), &d);
    /* Rates below one percent move in hundredths of a point. */
    int decimals = m->card_decimals > 1 ? m->card_decimals : 1;
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
    Decimal cap = change_rules_default().cap;
    return str_format(a, ">%.*s", STR_ARG(number_format(l, a, cap, f)));
}

Str change_format(Wording *w, Arena *a, const Metric *m, Change c, Amount now,
                  Amount base)
{
    Locale *l = w->locale;

    switch (c.kind) {
    case CHANGE_PERCENT:
        return percent_format(l, a, c);
    case CHANGE_POINTS:
        return points_format(l, a, m, c.difference);
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
