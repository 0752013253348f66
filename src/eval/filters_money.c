/*
 * filters_money.c - filters for agency money: commission, margin, exact parts.
 *
 * A rate without its basis means two things (15 % of the gross is 17.647 % on
 * the net), so a filter that is not told the basis refuses.
 */

#include "eval/filters.h"
#include "eval/metric_format.h"

enum { PARTS_LIMIT = 1000, PLACES_MOST = 6 };

static Value value_of_money(Amount a)
{
    return a.is_known ? value_number(a.number) : value_null();
}

static Amount amount_of_arg(const Value *v)
{
    return v->kind == VALUE_NUMBER ? amount_of(v->as.number) : amount_missing();
}

/* False if reported: the subject is neither a number nor nothing. */
static bool subject_is_number(Machine *m, const Call *call)
{
    if (call->subject.kind == VALUE_NUMBER || value_is_nothing(&call->subject))
        return true;
    call_fail(m, call, "expected a number, found %.*s",
              STR_ARG(value_described(m, &call->subject)));
    return false;
}

/* ---- Commission ---------------------------------------------------------- */

static bool basis_arg(Machine *m, const Call *call, Basis *out)
{
    Str word = filter_text(m, call, 1, STR(""));

    *out = str_is(word, "net") ? BASIS_NET : BASIS_GROSS;
    if (str_is(word, "net") || str_is(word, "gross"))
        return true;
    call_fail(m, call,
              "say what the rate is of: basis='gross' or basis='net' (15%% of "
              "the gross is 17.647%% on the net)");
    return false;
}

static Value commission(Machine *m, const Call *call,
                        Amount (*convert)(Amount, Decimal, Basis))
{
    const Value *rate = filter_arg(call, 0);
    Basis basis;

    if (rate->kind != VALUE_NUMBER)
        return call_fail(m, call, "expected a rate such as 0.15, found %.*s",
                         STR_ARG(value_described(m, rate)));
    if (!basis_arg(m, call, &basis) || !subject_is_number(m, call))
        return value_absent();
    return value_of_money(
        convert(amount_of_arg(&call->subject), rate->as.number, basis));
}

static Value filter_gross_of_net(Machine *m, const Call *call)
{
    return commission(m, call, gross_of_net);
}

static Value filter_net_of_gross(Machine *m, const Call *call)
{
    return commission(m, call, net_of_gross);
}

/* ---- Margin -------------------------------------------------------------- */

/* 1000 with a cost of 750 is 25 % of the total, 33.3 % on the cost. */
static Value filter_margin(Machine *m, const Call *call)
{
    Amount total = amount_of_arg(&call->subject);
    Amount cost = amount_of_arg(filter_arg(call, 0));
    Str basis = filter_text(m, call, 1, STR(""));
    bool is_total = str_is(basis, "total");

    if (!is_total && !str_is(basis, "cost"))
        return call_fail(m, call,
                         "say what the margin is of: basis='total' or "
                         "basis='cost'");
    if (!subject_is_number(m, call))
        return value_absent();
    Amount of = is_total ? total : cost;
    if (!of.is_known || decimal_sign(of.number) <= 0)
        return value_null();
    return value_of_money(amount_divide(amount_subtract(total, cost), of));
}

/* ---- Exact parts --------------------------------------------------------- */

typedef struct {
    Decimal *at;
    size_t len;
} Weights;

/* `apportion(4)` is four equal parts, `apportion([30, 30, 40])` three. */
static bool weights_arg(Machine *m, const Call *call, Weights *out)
{
    const Value *v = filter_arg(call, 0);
    int64_t n = v->kind == VALUE_LIST ? (int64_t)v->as.list.len : 0;

    if (v->kind == VALUE_NUMBER && !decimal_to_int(v->as.number, &n))
        n = 0;
    if (n < 1 || n > PARTS_LIMIT) {
        call_fail(m, call,
                  "expected a list of 1 to %d weights or their number, found "
                  "%.*s",
                  (int)PARTS_LIMIT, STR_ARG(value_described(m, v)));
        return false;
    }
    *out =
        (Weights){ arena_make_array(m->arena, Decimal, (size_t)n), (size_t)n };
    for (size_t i = 0; v->kind == VALUE_LIST && i < out->len; i++) {
        const Value *item = &v->as.list.at[i];
        if (item->kind == VALUE_NUMBER)
            out->at[i] = item->as.number;
        else if (!value_is_nothing(item)) {
            call_fail(m, call, "expected numbers as weights, found %.*s",
                      STR_ARG(value_described(m, item)));
            return false;
        }
    }
    return true;
}

static Value parts_list(Machine *m, Decimal total, Weights w, int places)
{
    Decimal *parts = arena_make_array(m->arena, Decimal, w.len);
    Value *out = arena_make_array(m->arena, Value, w.len);

    split_exactly(m->env->scratch, total, w.at, w.len, places, parts);
    for (size_t i = 0; i < w.len; i++)
        out[i] = value_number(parts[i]);
    return value_list(out, w.len);
}

static Value filter_apportion(Machine *m, const Call *call)
{
    int usual = currency_decimals(m->locale, STR(""));
    int places = (int)filter_int(m, call, 1, usual, 0, PLACES_MOST);
    Weights w;

    if (m->failed || !subject_is_number(m, call) || !weights_arg(m, call, &w))
        return value_absent();
    if (call->subject.kind != VALUE_NUMBER)
        return value_null();
    return parts_list(m, call->subject.as.number, w, places);
}

/* Shares for labels, as fractions that add up to all of it. */
static Value filter_rounded_shares(Machine *m, const Call *call)
{
    Str field = filter_path(m, call, 0);
    int places = (int)filter_int(m, call, 1, 0, 0, PLACES_MOST);
    Values rows;

    if (m->failed || !filter_list(m, call, &rows))
        return value_absent();
    if (!field_check(m, call, rows, field))
        return value_absent();
    Weights w = { arena_make_array(m->arena, Decimal, rows.len), rows.len };
    bool has_any = false;
    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], field);
        w.at[i] = a.number;
        has_any |= a.is_known && decimal_sign(a.number) > 0;
    }
    if (!has_any)
        return value_list(NULL, 0);
    return parts_list(m, decimal_of_int(1), w, places + 2);
}

const Filter MONEY_FILTERS[] = {
    { "gross_of_net", filter_gross_of_net, "rate basis=",
      "the gross of a net amount, by a commission of rate; basis is gross or "
      "net" },
    { "net_of_gross", filter_net_of_gross, "rate basis=",
      "the net of a gross amount, by a commission of rate; basis is gross or "
      "net" },
    { "margin", filter_margin, "cost basis=",
      "what is left after the cost, as a fraction of basis: total or cost" },
    { "apportion", filter_apportion, "weights decimals=",
      "the amount in parts as the weights, which add up to it to the cent" },
    { "rounded_shares", filter_rounded_shares, "field= decimals=",
      "shares of a list rounded for labels, which add up to 100 %" },
    { NULL, NULL, NULL, NULL }
};
