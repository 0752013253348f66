/* derive_money.c - facts in several currencies, or with and without tax. */

#include "eval/derive_parts.h"

enum { CURRENCY_LIMIT = 40, RATES_KEPT = 64 };

/* How `fx.rates` are to be read; the trap of the trade is the direction. */
typedef enum {
    BASE_PER_UNIT, /* EUR: 0.86 means 1 EUR is 0.86 of the base */
    UNITS_PER_BASE /* EUR: 1.16 means 1 of the base is 1.16 EUR */
} Quote;

typedef struct {
    Derive *d;
    const Value *fx;
    Str base;
    Quote quote;
    Str method; /* as the client names it */
} Exchange;

/* A rate worked out before, for rows of the same currency and day. */
typedef struct {
    int32_t day;
    bool is_known;
    bool is_one;
    Decimal factor;
} KnownRate;

/* ---- fx: ---------------------------------------------------------------- */

static bool is_code(Str s)
{
    if (s.len != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (s.at[i] < 'A' || s.at[i] > 'Z')
            return false;
    return true;
}

static bool fx_fault(Exchange *x, const Value *v, const char *what)
{
    const Value *at = v ? v : x->fx;

    fault_at(x->d, at->span, "data/fx", "fx: %s", what);
    x->d->env->diags->list.at[x->d->env->diags->list.len - 1].hint =
        STR("as in fx: { base: GBP, rates: { EUR: 0.86 }, as_of: 2026-09-30, "
            "method: period average }");
    return false;
}

static bool quote_read(Exchange *x)
{
    const Value *v = value_at(x->fx, "quote");

    if (!v || v->kind == VALUE_NULL ||
        str_is(text_of_value(v), "base per unit"))
        return true;
    x->quote = UNITS_PER_BASE;
    return str_is(text_of_value(v), "units per base") ||
           fx_fault(x, v,
                    "quote: expected 'base per unit' or 'units per base'");
}

static bool exchange_read(Exchange *x)
{
    const Value *base = value_at(x->fx, "base");
    const Value *rates = value_at(x->fx, "rates");
    const Value *method = value_at(x->fx, "method");

    if (x->fx->kind != VALUE_MAP)
        return fx_fault(x, NULL, "expected a map");
    x->base = text_of_value(base);
    x->method = text_of_value(method);
    if (!is_code(x->base))
        return fx_fault(x, base, "base: expected a currency such as GBP");
    if (!rates || rates->kind != VALUE_MAP)
        return fx_fault(x, rates, "rates: expected a map of currencies");
    if (!str_is(x->method, "period average") && !str_is(x->method, "closing"))
        return fx_fault(x, method,
                        "method: expected 'period average' or 'closing'");
    return quote_read(x);
}

/* By the client's calendar, else by the plain one: rates go by its months. */
static bool rate_period(const Exchange *x, Str word, Period *out)
{
    static const Calendar plain;

    return period_parse(&x->d->calendar, word, out) ||
           period_parse(&plain, word, out);
}

/* The rate of a day among `{ 2026-07: 0.86, 2026-Q4: 0.87 }`; NULL if none. */
static const Value *rate_of_day(const Exchange *x, const Value *rates,
                                int32_t day)
{
    for (size_t i = 0; i < rates->as.map.len; i++) {
        const Member *m = &rates->as.map.at[i];
        Period p;
        if (rate_period(x, m->key, &p) && period_holds(p, day))
            return &m->value;
    }
    return NULL;
}

static bool fault_no_rate(Exchange *x, Str code, int32_t day, Span at)
{
    Str month =
        date_format(x->d->locale, x->d->arena, date_of_days(day), STR("month"));

    fault_at(x->d, at, "data/fx", "fx.rates has no rate of %.*s for %.*s",
             STR_ARG(code), STR_ARG(month));
    x->d->env->diags->list.at[x->d->env->diags->list.len - 1].hint =
        STR("money without a rate is never added up; add the rate");
    return false;
}

/* What one unit of `code` is in the base. */
static bool rate_find(Exchange *x, const char *table, Str code, int32_t day,
                      Span at, Decimal *out)
{
    const Value *rates = value_at(x->fx, table);
    const Value *v = rates ? value_find(rates, code) : NULL;

    *out = decimal_of_int(1);
    if (str_equal(code, x->base))
        return true;
    if (v && v->kind == VALUE_MAP)
        v = rate_of_day(x, v, day);
    if (!v || v->kind == VALUE_NULL)
        return fault_no_rate(x, code, day, at);
    Amount rate = amount_read(x->d, v, "fx: rates");
    if (!rate.is_known || decimal_sign(rate.number) <= 0)
        return fx_fault(x, v, "a rate is a number above 0");
    if (x->quote == BASE_PER_UNIT)
        *out = rate.number;
    else
        decimal_divide(decimal_of_int(1), rate.number, out);
    return true;
}

/* What one unit of `code` is in the report's currency. */
static bool factor_find(Exchange *x, const char *table, Str code, int32_t day,
                        Span at, Decimal *out)
{
    Decimal from, to;

    return rate_find(x, table, code, day, at, &from) &&
           rate_find(x, table, locale_currency(x->d->locale), day, at, &to) &&
           decimal_divide(from, to, out);
}

/* ---- Which currencies there are ------------------------------------------ */

static const Dimension *dimension_named(const Facts *f, const char *key)
{
    for (size_t i = 0; i < f->dimensions.len; i++)
        if (str_is(f->dimensions.at[i].key, key))
            return &f->dimensions.at[i];
    return NULL;
}

static size_t first_row_of(const Facts *f, const Dimension *dim, uint32_t id)
{
    for (size_t row = 0; row < f->row_count; row++)
        if (dim->ids[row] == id && !f->excluded[row])
            return row;
    return f->row_count;
}

static bool currencies_check(Derive *d, const Facts *f, const Dimension *dim)
{
    size_t without = first_row_of(f, dim, 0);

    if (dim->names.len > CURRENCY_LIMIT)
        return fault_at(d, f->list->span, "limit/currencies",
                        "%s have more than %d currencies", f->name,
                        (int)CURRENCY_LIMIT);
    for (size_t i = 0; i < dim->names.len; i++) {
        size_t row = first_row_of(f, dim, (uint32_t)i + 1);
        if (row < f->row_count && !is_code(dim->names.at[i]))
            return fault_at(d, facts_row_span(f, row), "data/currency",
                            "%s[%zu].currency: expected a code such as EUR, "
                            "found '%.*s'",
                            f->name, row,
                            STR_ARG(text_short(d->arena, dim->names.at[i])));
    }
    if (without < f->row_count)
        return fault_at(d, facts_row_span(f, without), "data/currency",
                        "%s[%zu] does not say its currency, as other rows do",
                        f->name, without);
    return true;
}

/* A currency other than the report's, or NULL. */
static const Str *foreign_find(const Derive *d, const Facts *f,
                               const Dimension *dim, size_t *row)
{
    for (size_t i = 0; i < dim->names.len; i++) {
        *row = first_row_of(f, dim, (uint32_t)i + 1);
        if (*row < f->row_count &&
            !str_equal(dim->names.at[i], locale_currency(d->locale)))
            return &dim->names.at[i];
    }
    return NULL;
}

static bool fault_no_fx(Derive *d, const Facts *f, Str code, size_t row)
{
    Str own = locale_currency(d->locale);

    fault_at(d, facts_row_span(f, row), "data/currency",
             "%s[%zu] is in %.*s and the report in %.*s; money in two "
             "currencies is never added up",
             f->name, row, STR_ARG(code), STR_ARG(own));
    d->env->diags->list.at[d->env->diags->list.len - 1].hint = str_format(
        d->arena,
        "add fx: { base: %.*s, rates: { %.*s: ... }, as_of: ..., method: "
        "period average }, or give a file for each currency",
        STR_ARG(own), STR_ARG(code));
    return false;
}

/* ---- Converting ---------------------------------------------------------- */

static bool is_money(const Measure *m)
{
    return m->key.len && m->metric->unit == UNIT_MONEY;
}

/* Balances take the closing rates, where the client gives some. */
static const char *table_of(const Exchange *x, const Measure *m)
{
    return m->metric->kind == METRIC_STOCK && value_at(x->fx, "closing_rates")
               ? "closing_rates"
               : "rates";
}

/* NULL if reported. */
static const KnownRate *rate_known(Exchange *x, const Facts *f,
                                   const Dimension *dim, const char *table,
                                   size_t row, KnownRate *kept)
{
    uint32_t id = dim->ids[row];
    int32_t day = f->days[row];
    KnownRate *k = &kept[(id - 1) * RATES_KEPT + (uint32_t)day % RATES_KEPT];

    if (k->is_known && k->day == day)
        return k;
    if (!factor_find(x, table, dim->names.at[id - 1], day,
                     facts_row_span(f, row), &k->factor))
        return NULL;
    k->is_one = decimal_compare(k->factor, decimal_of_int(1)) == 0;
    k->day = day;
    k->is_known = true;
    return k;
}

static bool measure_convert(Exchange *x, Facts *f, const Dimension *dim,
                            Measure *m)
{
    ArenaMark mark = arena_save(x->d->env->scratch);
    KnownRate *kept = arena_make_array(x->d->env->scratch, KnownRate,
                                       dim->names.len * RATES_KEPT);
    const char *table = table_of(x, m);
    bool ok = true;

    for (size_t row = 0; row < f->row_count && ok; row++) {
        if (!m->known[row] || f->excluded[row])
            continue;
        const KnownRate *k = rate_known(x, f, dim, table, row, kept);
        ok = k != NULL;
        if (ok && !k->is_one)
            m->values[row] = decimal_multiply(m->values[row], k->factor);
    }
    m->is_converted = ok;
    arena_rewind(x->d->env->scratch, mark);
    return ok;
}

/* "1 EUR = 0.86 GBP", or that the rates go by month. */
static Str rate_words(Exchange *x, Str code)
{
    const Value *rates = value_at(x->fx, "rates");
    const Value *v = rates ? value_find(rates, code) : NULL;
    Str own = locale_currency(x->d->locale);
    Decimal factor;

    if (v && v->kind == VALUE_MAP)
        return wording_with(x->d->wording, x->d->arena, "notes.monthly_rates",
                            "what", code);
    if (!factor_find(x, "rates", code, x->d->calendar.period.from, x->fx->span,
                     &factor))
        return code;
    Str printed = decimal_format(
        x->d->arena, decimal_reduce(decimal_round(factor, 6, ROUND_HALF_AWAY)));
    return str_format(x->d->arena, "1 %.*s = %.*s %.*s", STR_ARG(code),
                      STR_ARG(printed), STR_ARG(own));
}

static void conversion_note(Exchange *x, const Facts *f, const Dimension *dim)
{
    Str as_of = text_of_value(value_at(x->fx, "as_of"));
    Date date;
    StrList rates = { 0 };

    if (date_parse(as_of, &date))
        as_of = date_format(x->d->locale, x->d->arena, date, STR("medium"));
    for (size_t i = 0; i < dim->names.len; i++)
        if (first_row_of(f, dim, (uint32_t)i + 1) < f->row_count &&
            !str_equal(dim->names.at[i], locale_currency(x->d->locale)))
            *list_add(x->d->arena, &rates) = rate_words(x, dim->names.at[i]);
    derive_note(
        x->d, x->fx->span, "notes.converted",
        (MessageArg[]){ arg_text("rates", list_format(x->d->locale, x->d->arena,
                                                      rates.at, rates.len)),
                        arg_text("method", x->method),
                        arg_text("dated", as_of.len ? STR("yes") : STR("no")),
                        arg_text("as_of", as_of),
                        { 0 } });
}

static bool currencies_convert(Derive *d, Facts *f)
{
    const Dimension *dim = dimension_named(f, "currency");
    const Value *fx = value_at(d->data, "fx");
    Exchange x = { .d = d, .fx = fx };
    size_t row = 0;

    if (!dim)
        return true;
    if (!currencies_check(d, f, dim))
        return false;
    const Str *foreign = foreign_find(d, f, dim, &row);
    if (!foreign)
        return true;
    if (!fx || fx->kind == VALUE_NULL)
        return fault_no_fx(d, f, *foreign, row);
    if (!exchange_read(&x))
        return false;
    for (size_t i = 0; i < f->measures.len; i++)
        if (is_money(&f->measures.at[i]) &&
            !measure_convert(&x, f, dim, &f->measures.at[i]))
            return false;
    conversion_note(&x, f, dim);
    return true;
}

/* ---- Tax ----------------------------------------------------------------- */

/* A column `tax` with net and gross: the two are never added up. */
static bool tax_check(Derive *d, const Facts *f)
{
    const Dimension *dim = dimension_named(f, "tax");
    size_t rows[2], count = 0;

    for (size_t i = 0; dim && i < dim->names.len && count < 2; i++) {
        size_t row = first_row_of(f, dim, (uint32_t)i + 1);
        bool is_word = str_is(dim->names.at[i], "net") ||
                       str_is(dim->names.at[i], "gross");
        if (row < f->row_count && is_word)
            rows[count++] = row;
    }
    if (count < 2)
        return true;
    fault_at(d, facts_row_span(f, rows[1]), "data/tax",
             "%s[%zu] and %s[%zu] are one net and one gross of tax; the two "
             "are never added up",
             f->name, rows[0], f->name, rows[1]);
    d->env->diags->list.at[d->env->diags->list.len - 1].hint =
        STR("give all rows net, or all gross");
    return false;
}

bool money_check(Derive *d, Facts *f)
{
    if (f->grain == FACTS_NONE)
        return true;
    return tax_check(d, f) && currencies_convert(d, f);
}
