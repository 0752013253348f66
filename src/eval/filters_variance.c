/*
 * filters_variance.c - filters that say what a difference consists of.
 *
 * What is missing in a row counts as nothing there: a line that was not sold
 * has no quantity.  Amounts are exact and the parts add up to the whole.
 */

#include "eval/filters.h"
#include "metrics/growth.h"
#include "metrics/variance.h"

/* The four fields that decompositions read: now and before. */
enum { OVER_NOW, UNDER_NOW, OVER_BEFORE, UNDER_BEFORE, FIELDS_READ };

static Decimal number_or_zero(const Value *row, Str path)
{
    Amount a = field_amount(row, path);

    return a.is_known ? a.number : decimal_of_int(0);
}

/* The rows, and the first `count` arguments as paths of fields. */
static bool rows_and_paths(Machine *m, const Call *call, Values *rows,
                           Str *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        paths[i] = filter_text(m, call, i, STR(""));
    if (m->failed || !filter_rows(m, call, rows) ||
        !filter_steps(m, call, rows->len))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!field_check(m, call, *rows, paths[i]))
            return false;
    return true;
}

static void put_number(Arena *a, MemberList *m, const char *key, Decimal d)
{
    map_put(a, m, key, value_number(decimal_reduce(d)));
}

/* ---- Plan --------------------------------------------------------------- */

/* better= at `i`, else as the metric of that name has it, else up. */
static bool direction_read(Machine *m, const Call *call, size_t i, Str metric,
                           Direction *out)
{
    Str word = filter_text(m, call, i, STR(""));
    const Metric *known = metric.len ? metric_known(m, metric) : NULL;

    *out = known && known->direction != BETTER_NEUTRAL ? known->direction
                                                       : BETTER_UP;
    if (m->failed)
        return false;
    if (!word.len || direction_parse(word, out))
        return true;
    call_fail(m, call, "better is 'up', 'down' or 'neutral', not '%.*s'",
              STR_ARG(word));
    return false;
}

static const char *variance_word(Verdict verdict)
{
    static const char *const words[] = { "neutral", "favourable",
                                         "unfavourable" };
    return words[verdict];
}

static Value filter_variance(Machine *m, const Call *call)
{
    const Value *plan = filter_arg(call, 0);
    Amount none = amount_missing();
    Direction direction;
    MemberList out = { 0 };

    if (!direction_read(m, call, 1, STR(""), &direction))
        return value_absent();
    Variance v = variance_of(
        direction,
        call->subject.kind == VALUE_NUMBER ? amount_of(call->subject.as.number)
                                           : none,
        plan->kind == VALUE_NUMBER ? amount_of(plan->as.number) : none);
    if (!v.difference.is_known)
        return value_null();
    map_put(m->arena, &out, "difference", value_of_amount(v.difference));
    map_put(m->arena, &out, "ratio", value_of_amount(v.ratio));
    map_put(m->arena, &out, "verdict",
            value_text(str_of(variance_word(v.verdict))));
    return value_map(out.at, out.len);
}

static Value filter_variance_of(Machine *m, const Call *call)
{
    Values rows;
    Str paths[2];
    Direction direction;

    if (!rows_and_paths(m, call, &rows, paths, 2) ||
        !direction_read(m, call, 2, paths[0], &direction))
        return value_absent();
    Value *out = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        Variance v = variance_of(direction, field_amount(&rows.at[i], paths[0]),
                                 field_amount(&rows.at[i], paths[1]));
        out[i] = row_with(m->arena, &rows.at[i], STR("variance"),
                          value_of_amount(v.difference));
        out[i] = row_with(m->arena, &out[i], STR("variance_ratio"),
                          value_of_amount(v.ratio));
        out[i] = row_with(m->arena, &out[i], STR("verdict"),
                          v.difference.is_known
                              ? value_text(str_of(variance_word(v.verdict)))
                              : value_null());
    }
    return value_list(out, rows.len);
}

static Value filter_flexed(Machine *m, const Call *call)
{
    const Value *of[] = { &call->subject, filter_arg(call, 0),
                          filter_arg(call, 1) };
    Amount a[COUNT_OF(of)];

    (void)m;
    for (size_t i = 0; i < COUNT_OF(of); i++)
        a[i] = of[i]->kind == VALUE_NUMBER ? amount_of(of[i]->as.number)
                                           : amount_missing();
    return value_of_amount(flexed_budget(a[0], a[1], a[2]));
}

/* ---- Price, volume, mix ------------------------------------------------- */

static Value line_value(Machine *m, Value name, const LineEffect *e)
{
    static const char *const kinds[] = { "kept", "new", "lost", "empty" };
    MemberList out = { 0 };

    map_put(m->arena, &out, "name", name);
    map_put(m->arena, &out, "kind", value_text(str_of(kinds[e->kind])));
    put_number(m->arena, &out, "price", e->price);
    put_number(m->arena, &out, "quantity", e->quantity);
    return value_map(out.at, out.len);
}

/* Called as the template says, else in the report's language. */
static Str step_name(const Machine *m, const StrList *labels, size_t i,
                     const char *word)
{
    Str key = str_format(m->arena, "pvm.%s", word);

    if (i < labels->len)
        return labels->at[i];
    return m->wording ? wording_word(m->wording, key.at) : str_of(word);
}

/* The bars of a waterfall; those of nothing but the totals are left out. */
static Value steps_value(Machine *m, const PriceVolumeMix *p,
                         const StrList *labels)
{
    const struct {
        const char *word;
        Decimal value;
        bool is_total;
    } steps[] = {
        { "before", p->base, true },    { "volume", p->volume, false },
        { "mix", p->mix, false },       { "price", p->price, false },
        { "new", p->new_lines, false }, { "lost", p->lost_lines, false },
        { "now", p->now, true },
    };
    ValueList out = { 0 };

    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        MemberList step = { 0 };
        if (!steps[i].is_total && decimal_sign(steps[i].value) == 0)
            continue;
        map_put(m->arena, &step, "name",
                value_text(step_name(m, labels, i, steps[i].word)));
        put_number(m->arena, &step, "value", steps[i].value);
        map_put(m->arena, &step, "is_total", value_bool(steps[i].is_total));
        *list_add(m->arena, &out) = value_map(step.at, step.len);
    }
    return value_of_items(&out);
}

static Value filter_price_volume_mix(Machine *m, const Call *call)
{
    Values rows;
    Str paths[FIELDS_READ];
    StrList labels = filter_names(m, call, FIELDS_READ);
    MemberList out = { 0 };
    ValueList each = { 0 };

    if (!rows_and_paths(m, call, &rows, paths, FIELDS_READ))
        return value_absent();
    SalesLine *lines = arena_make_array(m->arena, SalesLine, rows.len);
    LineEffect *effects = arena_make_array(m->arena, LineEffect, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        lines[i] = (SalesLine){
            .quantity = number_or_zero(&rows.at[i], paths[0]),
            .amount = number_or_zero(&rows.at[i], paths[1]),
            .base_quantity = number_or_zero(&rows.at[i], paths[2]),
            .base_amount = number_or_zero(&rows.at[i], paths[3]),
        };
    PriceVolumeMix p = price_volume_mix(lines, rows.len, effects);
    Str name = label_column(rows);
    for (size_t i = 0; i < rows.len; i++)
        *list_add(m->arena, &each) =
            line_value(m, field_of(&rows.at[i], name), &effects[i]);
    put_number(m->arena, &out, "base", p.base);
    put_number(m->arena, &out, "volume", p.volume);
    put_number(m->arena, &out, "mix", p.mix);
    put_number(m->arena, &out, "price", p.price);
    put_number(m->arena, &out, "new", p.new_lines);
    put_number(m->arena, &out, "lost", p.lost_lines);
    put_number(m->arena, &out, "now", p.now);
    map_put(m->arena, &out, "steps", steps_value(m, &p, &labels));
    map_put(m->arena, &out, "lines", value_of_items(&each));
    return value_map(out.at, out.len);
}

/* ---- Factors ------------------------------------------------------------ */

/* The factors of one row; false if one is missing, which gives null. */
static bool factors_read(const Value *row, const StrList *names, Decimal *out)
{
    for (size_t i = 0; i < names->len; i++) {
        Amount a = field_amount(row, names->at[i]);
        if (!a.is_known)
            return false;
        out[i] = a.number;
    }
    return true;
}

static Decimal product_of(const Decimal *x, size_t count)
{
    Decimal product = decimal_of_int(1);

    for (size_t i = 0; i < count; i++)
        product = decimal_multiply(product, x[i]);
    return product;
}

static Value filter_decompose(Machine *m, const Call *call)
{
    const Value *before = filter_arg(call, 0);
    StrList names = filter_names(m, call, 1);
    MemberList out = { 0 };
    ValueList effects = { 0 };

    if (m->failed)
        return value_absent();
    if (value_is_nothing(before) || value_is_nothing(&call->subject))
        return value_null();
    if (call->subject.kind != VALUE_MAP || before->kind != VALUE_MAP ||
        !names.len)
        return call_fail(m, call,
                         "expected a row, the row before and the names of "
                         "factors, as in now | decompose(before, ['clicks', "
                         "'cvr'])");
    Decimal *was = arena_make_array(m->arena, Decimal, names.len);
    Decimal *is = arena_make_array(m->arena, Decimal, names.len);
    Decimal *effect = arena_make_array(m->arena, Decimal, names.len);
    if (!factors_read(before, &names, was) ||
        !factors_read(&call->subject, &names, is))
        return value_null();
    FactorMethod method = factors_decompose(was, is, names.len, effect);
    for (size_t i = 0; i < names.len; i++) {
        MemberList e = { 0 };
        map_put(m->arena, &e, "name", value_text(names.at[i]));
        put_number(m->arena, &e, "value", effect[i]);
        *list_add(m->arena, &effects) = value_map(e.at, e.len);
    }
    put_number(m->arena, &out, "base", product_of(was, names.len));
    put_number(m->arena, &out, "now", product_of(is, names.len));
    map_put(m->arena, &out, "method",
            value_text(method == FACTORS_LOG_MEAN ? STR("log mean")
                                                  : STR("in order")));
    map_put(m->arena, &out, "effects", value_of_items(&effects));
    return value_map(out.at, out.len);
}

/* ---- Segments ----------------------------------------------------------- */

static Value filter_rate_mix(Machine *m, const Call *call)
{
    Values rows;
    Str paths[FIELDS_READ];
    MemberList out = { 0 };
    ValueList each = { 0 };

    if (!rows_and_paths(m, call, &rows, paths, FIELDS_READ))
        return value_absent();
    RateLine *lines = arena_make_array(m->arena, RateLine, rows.len);
    Amount *within = arena_make_array(m->arena, Amount, rows.len);
    Amount *mix = arena_make_array(m->arena, Amount, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        lines[i] = (RateLine){
            .over = number_or_zero(&rows.at[i], paths[OVER_NOW]),
            .under = number_or_zero(&rows.at[i], paths[UNDER_NOW]),
            .base_over = number_or_zero(&rows.at[i], paths[OVER_BEFORE]),
            .base_under = number_or_zero(&rows.at[i], paths[UNDER_BEFORE]),
        };
    RateChange r = rate_decompose(lines, rows.len, within, mix);
    Str name = label_column(rows);
    for (size_t i = 0; i < rows.len; i++) {
        MemberList line = { 0 };
        map_put(m->arena, &line, "name", field_of(&rows.at[i], name));
        map_put(m->arena, &line, "within", value_of_amount(within[i]));
        map_put(m->arena, &line, "mix", value_of_amount(mix[i]));
        *list_add(m->arena, &each) = value_map(line.at, line.len);
    }
    map_put(m->arena, &out, "base", value_of_amount(r.base));
    map_put(m->arena, &out, "now", value_of_amount(r.now));
    map_put(m->arena, &out, "change",
            value_of_amount(amount_subtract(r.now, r.base)));
    map_put(m->arena, &out, "within", value_of_amount(r.within));
    map_put(m->arena, &out, "mix", value_of_amount(r.mix));
    map_put(m->arena, &out, "is_opposed", value_bool(r.is_opposed));
    map_put(m->arena, &out, "is_simpson", value_bool(r.is_simpson));
    map_put(m->arena, &out, "lines", value_of_items(&each));
    return value_map(out.at, out.len);
}

static Value filter_contribution(Machine *m, const Call *call)
{
    Values rows;
    Str paths[2];
    Decimal total = decimal_of_int(0);

    if (!rows_and_paths(m, call, &rows, paths, 2))
        return value_absent();
    Decimal *changes = arena_make_array(m->arena, Decimal, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        changes[i] = decimal_subtract(number_or_zero(&rows.at[i], paths[0]),
                                      number_or_zero(&rows.at[i], paths[1]));
        total = decimal_add(total, changes[i]);
    }
    Value *out = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        out[i] = row_with(m->arena, &rows.at[i], STR("change"),
                          value_number(changes[i]));
        out[i] = row_with(m->arena, &out[i], STR("contribution"),
                          value_of_amount(contribution_of(changes[i], total)));
    }
    return value_list(out, rows.len);
}

static Value filter_segment_index(Machine *m, const Call *call)
{
    Values rows;
    Str paths[2];

    if (!rows_and_paths(m, call, &rows, paths, 2))
        return value_absent();
    Amount *over = arena_make_array(m->arena, Amount, rows.len);
    Amount *under = arena_make_array(m->arena, Amount, rows.len);
    SegmentIndex *index = arena_make_array(m->arena, SegmentIndex, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        over[i] = field_amount(&rows.at[i], paths[0]);
        under[i] = field_amount(&rows.at[i], paths[1]);
    }
    segment_indices(over, under, rows.len, index);
    Value *out = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        out[i] = row_with(m->arena, &rows.at[i], STR("rate"),
                          value_of_amount(index[i].rate));
        out[i] = row_with(m->arena, &out[i], STR("index"),
                          value_of_amount(index[i].index));
        out[i] = row_with(m->arena, &out[i], STR("is_small"),
                          value_bool(index[i].is_small));
    }
    return value_list(out, rows.len);
}

const Filter VARIANCE_FILTERS[] = {
    { "variance", filter_variance,
      "plan better=", "against plan: {difference, ratio, verdict}" },
    { "variance_of", filter_variance_of, "field plan better=",
      "each row with its variance, variance_ratio and verdict" },
    { "flexed", filter_flexed, "plan_volume actual_volume",
      "a planned cost at the volume there was" },
    { "price_volume_mix", filter_price_volume_mix,
      "quantity amount base_quantity base_amount labels=",
      "what changed an amount: {base, volume, mix, price, new, lost, now, "
      "steps, lines}" },
    { "decompose", filter_decompose, "before factors",
      "the change of a product by factor: {base, now, method, effects}" },
    { "rate_mix", filter_rate_mix,
      "numerator denominator base_numerator base_denominator",
      "the change of a rate within segments and by their mix" },
    { "contribution", filter_contribution, "field from",
      "each row with its change and its part in the whole change" },
    { "segment_index", filter_segment_index, "numerator denominator",
      "each row with its rate and its index, 100 for all rows" },
    { NULL, NULL, NULL, NULL }
};
