/* sentences_money.c - what was spent, where it lands, what is expected. */

#include "eval/sentences.h"

static Metric money_metric(void)
{
    return (Metric){ .unit = UNIT_MONEY, .scale = 1 };
}

/* "over", "under" or "on" the plan, and by how much. */
static void gap_side(const Speaker *s, Gaps *g, Amount over)
{
    Metric money = money_metric();
    int sign = over.is_known ? decimal_sign(over.number) : 0;

    gap_text(g, "side",
             sign > 0   ? STR("over")
             : sign < 0 ? STR("under")
                        : STR("on"));
    gap_text(g, "by",
             over.is_known ? print_size(s, &money, over.number) : STR(""));
}

Str sentence_pacing(const Speaker *s, const Value *budget)
{
    Metric money = money_metric();
    Amount plan = map_amount(budget, "plan");
    Amount spent = map_amount(budget, "actual");
    Amount share = amount_divide(spent, plan);
    Amount elapsed = map_amount(budget, "elapsed_share");
    Amount landing = map_amount(budget, "landing");
    Gaps g = { 0 };

    if (!share.is_known)
        return say(s, "no_budget", &g);
    bool is_open = elapsed.is_known && landing.is_known &&
                   decimal_compare(elapsed.number, decimal_of_int(1)) < 0;
    gap_text(&g, "spent",
             metric_format(s->locale, s->arena, &money, spent.number,
                           PLACE_SENTENCE));
    gap_text(&g, "plan", print_size(s, &money, plan.number));
    gap_text(&g, "share", print_percent(s, share.number, 0));
    gap_text(&g, "kind", map_text(budget, "kind"));
    gap_side(s, &g,
             is_open ? map_amount(budget, "over_by")
                     : amount_subtract(spent, plan));
    if (!is_open)
        return say(s, "pacing_done", &g);
    gap_text(&g, "elapsed", print_percent(s, elapsed.number, 0));
    gap_text(&g, "landing", print_size(s, &money, landing.number));
    return say(s, "pacing", &g);
}

Str sentence_needed(const Speaker *s, const Value *budget)
{
    Metric money = money_metric();
    Amount plan = map_amount(budget, "plan");
    Amount daily = map_amount(budget, "required_daily");
    Amount overspent = map_amount(budget, "overspent");
    Amount left = amount_subtract(map_amount(budget, "total_days"),
                                  map_amount(budget, "elapsed_days"));
    int64_t days;
    Gaps g = { 0 };

    if (!plan.is_known)
        return STR("");
    gap_text(&g, "plan", print_size(s, &money, plan.number));
    if (overspent.is_known) {
        gap_text(&g, "by", print_size(s, &money, overspent.number));
        return say(s, "overspent", &g);
    }
    if (!daily.is_known || !left.is_known ||
        !decimal_to_int(left.number, &days) || days < 1)
        return STR("");
    gap_text(&g, "daily", print_size(s, &money, daily.number));
    gap_text(&g, "days", print_days(s, (size_t)days));
    return say(s, "needed", &g);
}

Str sentence_outlook(const Speaker *s, const Value *forecast)
{
    Metric metric = metric_of_value(forecast);
    Amount value = map_amount(forecast, "value");
    Amount low = map_amount(forecast, "low"),
           high = map_amount(forecast, "high");
    Amount months = map_amount(forecast, "history_months");
    const Value *period = s->data ? value_at(s->data, "period") : NULL;
    Str label = map_text(forecast, "metric_label");
    Str method = map_text(forecast, "method");
    int64_t count = 0;
    Gaps g = { 0 };

    if (!value.is_known || !low.is_known || !high.is_known)
        return STR("");
    if (label.len)
        metric.label = label;
    if (months.is_known)
        decimal_to_int(months.number, &count);
    const Value *word = wording_find(s->wording, "methods", method);
    gap_subject(s, &g, forecast, &metric);
    gap_text(&g, "value", print_size(s, &metric, value.number));
    gap_text(&g, "low", print_size(s, &metric, low.number));
    gap_text(&g, "high", print_size(s, &metric, high.number));
    gap_text(&g, "range", print_percent(s, (Decimal){ 8, 0, -1 }, 0));
    /* a range that was cut does not hide it */
    gap_text(&g, "clamped",
             map_flag(forecast, "is_clamped") ? STR("yes") : STR("no"));
    gap_text(&g, "method",
             word && word->kind == VALUE_TEXT ? word->as.text : method);
    gap_count(s, &g, "n", count > 0 ? (size_t)count : 0);
    gap_period(s, &g, map_text(forecast, "label"), map_text(period, "kind"));
    return say(s, "outlook", &g);
}
