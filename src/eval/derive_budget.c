/*
 * derive_budget.c - plan, actual and where it will land.
 *
 * Media, fees and production are never added up silently: the summary counts
 * media, and budget_kinds has a row for each kind.
 */

#include "eval/derive_parts.h"

enum { LINES_LIMIT = 500 };

typedef struct {
    Amount plan;
    Amount to_date; /* plan of the months that have an actual */
    Amount actual;
    Amount committed;
} Money;

typedef struct {
    Str name;
    Str kind;
    Money period;
    Money year;
} BudgetLine;

typedef struct {
    Derive *d;
    LIST(BudgetLine) lines;
    Period year;
    int32_t end; /* last day counted in `to_date` */
} Budget;

static Amount amount_plus(Amount a, Amount b)
{
    if (!a.is_known || !b.is_known)
        return a.is_known ? a : b;
    return amount_of(decimal_add(a.number, b.number));
}

static BudgetLine *line_find(Budget *b, Str name, Str kind)
{
    for (size_t i = 0; i < b->lines.len; i++)
        if (str_equal(b->lines.at[i].name, name))
            return &b->lines.at[i];
    if (b->lines.len >= LINES_LIMIT)
        return NULL;
    BudgetLine *line = list_add(b->d->env->scratch, &b->lines);
    line->name = name;
    line->kind = kind.len ? kind : STR("media");
    return line;
}

/* The part of a month's plan that falls on the days counted. */
static Amount plan_to_date(const Budget *b, Amount plan, int32_t month)
{
    const Derive *d = b->d;
    int32_t first = month_first_day(&d->calendar.client, month),
            last = month_last_day(&d->calendar.client, month);

    if (!plan.is_known || first > b->end)
        return amount_missing();
    if (last <= b->end)
        return plan;
    return amount_of(
        target_prorate(plan.number, b->end - first + 1, last - first + 1));
}

static void money_add(Money *m, Amount plan, Amount to_date, Amount actual,
                      Amount committed)
{
    m->plan = amount_plus(m->plan, plan);
    m->to_date = amount_plus(m->to_date, to_date);
    m->actual = amount_plus(m->actual, actual);
    m->committed = amount_plus(m->committed, committed);
}

static void budget_row_read(Budget *b, const Value *row, size_t i)
{
    Derive *d = b->d;
    Str name = text_of_value(value_at(row, "line"));
    Str month = text_of_value(value_at(row, "month"));
    int32_t day;

    if (!month.len)
        month = text_of_value(value_at(row, "date"));
    if (row->kind != VALUE_MAP || !day_parse(&d->calendar, month, &day)) {
        diag_error(d->env->diags, row->span,
                   "budget[%zu]: expected { line, month, plan, actual } with a "
                   "month such as %s",
                   i, d->calendar.client.weeks ? "FY26 P6" : "2026-07")
            ->code = "data/type";
        d->failed = true;
        return;
    }
    BudgetLine *line =
        line_find(b, name.len ? name : wording_word(d->wording, "unnamed"),
                  text_of_value(value_at(row, "kind")));
    if (!line)
        return;
    Amount plan = amount_read(d, value_at(row, "plan"), "budget: plan");
    Amount actual = amount_read(d, value_at(row, "actual"), "budget: actual");
    Amount committed =
        amount_read(d, value_at(row, "committed"), "budget: committed");
    Amount to_date =
        plan_to_date(b, plan, month_of_day(&d->calendar.client, day));
    /* A month whose actual is unknown says nothing about pace. */
    if (!actual.is_known)
        to_date = amount_missing();
    if (period_holds(d->calendar.period, day))
        money_add(&line->period, plan, to_date, actual, committed);
    if (period_holds(b->year, day))
        money_add(&line->year, plan, to_date, actual, committed);
}

/* ---- Rows --------------------------------------------------------------- */

static void put_money(Budget *b, MemberList *m, const Money *money,
                      Period whole)
{
    Derive *d = b->d;
    int total = (int)period_days(whole);
    int elapsed = (int)(b->end - whole.from + 1);
    Amount left = amount_subtract(money->plan, money->actual);

    if (elapsed > total)
        elapsed = total;
    Pacing p =
        pacing_of(money->actual, money->plan, money->to_date, elapsed, total);
    if (money->committed.is_known)
        left = amount_subtract(left, money->committed);
    put_amount(d, m, "plan", money->plan);
    put_amount(d, m, "plan_to_date", p.expected);
    put_amount(d, m, "actual", money->actual);
    put_amount(d, m, "committed", money->committed);
    put_amount(d, m, "remaining", left);
    put_amount(d, m, "variance", amount_subtract(money->actual, p.expected));
    put_amount(d, m, "spent_share", amount_divide(money->actual, money->plan));
    put_amount(d, m, "pacing", p.pacing);
    put_amount(d, m, "landing", p.landing);
    put_amount(d, m, "over_by", p.over_by);
    put_amount(d, m, "required_daily", p.required_daily);
    put_amount(d, m, "overspent", p.overspent);
    put(d, m, STR("elapsed_days"), value_int(elapsed < 0 ? 0 : elapsed));
    put(d, m, STR("total_days"), value_int(total));
    put_amount(
        d, m, "elapsed_share",
        amount_divide(amount_of(decimal_of_int(elapsed < 0 ? 0 : elapsed)),
                      amount_of(decimal_of_int(total))));
    put_word(d, m, "rag", rag_name(pacing_rag(p.pacing)));
}

static void money_merge(Money *into, const Money *m)
{
    money_add(into, m->plan, m->to_date, m->actual, m->committed);
}

static Value line_value(Budget *b, const BudgetLine *line)
{
    MemberList m = { 0 };

    put_words(b->d, &m, "line", line->name);
    put_words(b->d, &m, "name", line->name);
    put_words(b->d, &m, "kind", line->kind);
    put_money(b, &m, &line->period, b->d->calendar.period);
    put_amount(b->d, &m, "year_plan", line->year.plan);
    put_amount(b->d, &m, "year_actual", line->year.actual);
    put_amount(b->d, &m, "year_committed", line->year.committed);
    return value_of_map(&m);
}

static bool kind_is_counted(Str kind, Str wanted)
{
    return !wanted.len || str_equal(kind, wanted);
}

/* The sum of the lines of a kind; empty for all. */
static Value summary_value(Budget *b, Str kind, bool of_year)
{
    Period whole = of_year ? b->year : b->d->calendar.period;
    Money sum = { 0 };
    MemberList m = { 0 };

    for (size_t i = 0; i < b->lines.len; i++) {
        const BudgetLine *line = &b->lines.at[i];
        if (kind_is_counted(line->kind, kind))
            money_merge(&sum, of_year ? &line->year : &line->period);
    }
    put_words(b->d, &m, "kind", kind);
    put(b->d, &m, STR("from"), value_day(b->d, whole.from));
    put(b->d, &m, STR("to"), value_day(b->d, whole.to));
    put_words(b->d, &m, "label",
              of_year ? period_label(b->d, whole, true)
                      : b->d->calendar.ranges[RANGE_REPORT].label);
    put_money(b, &m, &sum, whole);
    return value_of_map(&m);
}

static Value kinds_value(Budget *b)
{
    ValueList l = { 0 };

    for (size_t i = 0; i < b->lines.len; i++) {
        bool is_first = true;
        for (size_t k = 0; k < i; k++)
            if (str_equal(b->lines.at[k].kind, b->lines.at[i].kind))
                is_first = false;
        if (is_first)
            *list_add(b->d->arena, &l) =
                summary_value(b, b->lines.at[i].kind, false);
    }
    return value_of_list(&l);
}

/* ---- Months of the fiscal year ------------------------------------------ */

typedef struct {
    Money media;
    bool is_used;
} MonthMoney;

static Value months_value(Budget *b, const Value *list, Str kind)
{
    Derive *d = b->d;
    int32_t first = month_of_day(&d->calendar.client, b->year.from);
    MonthMoney months[12] = { 0 };
    Amount plan = amount_missing(), actual = amount_missing();
    ValueList l = { 0 };

    for (size_t i = 0; i < list->as.list.len; i++) {
        const Value *row = &list->as.list.at[i];
        Str month = text_of_value(value_at(row, "month"));
        BudgetLine *line =
            line_find(b, text_of_value(value_at(row, "line")), STR(""));
        int32_t day;
        if (!month.len)
            month = text_of_value(value_at(row, "date"));
        if (!day_parse(&d->calendar, month, &day) ||
            !period_holds(b->year, day) ||
            (line && !kind_is_counted(line->kind, kind)))
            continue;
        MonthMoney *mm =
            &months[month_of_day(&d->calendar.client, day) - first];
        mm->is_used = true;
        money_add(&mm->media, amount_at(row, "plan"), amount_missing(),
                  amount_at(row, "actual"), amount_at(row, "committed"));
    }
    for (int i = 0; i < 12; i++) {
        const Money *money = &months[i].media;
        MemberList m = { 0 };
        if (!months[i].is_used)
            continue;
        int32_t day = month_first_day(&d->calendar.client, first + i);
        plan = amount_plus(plan, money->plan);
        actual = amount_plus(actual, money->actual);
        put(d, &m, STR("month"), value_day(d, day));
        put_words(d, &m, "label", month_label(d, first + i, STR("month")));
        put_amount(d, &m, "plan", money->plan);
        put_amount(d, &m, "actual", money->actual);
        put_amount(d, &m, "committed", money->committed);
        put_amount(d, &m, "cumulative_plan", plan);
        put_amount(d, &m, "cumulative_actual",
                   money->actual.is_known ? actual : amount_missing());
        *list_add(d->arena, &l) = value_of_map(&m);
    }
    return value_of_list(&l);
}

/* ---- All of it ---------------------------------------------------------- */

void derive_budget(Derive *d)
{
    const Value *list = value_at(d->data, "budget");
    int32_t month = year_first_month(
        &d->calendar.client,
        month_of_day(&d->calendar.client, d->calendar.period.to));
    Budget b = { .d = d, .end = d->calendar.through };
    ValueList lines = { 0 };

    if (!list || list->kind != VALUE_LIST || !list->as.list.len)
        return;
    b.year = (Period){ month_first_day(&d->calendar.client, month),
                       month_last_day(&d->calendar.client, month + 11) };
    for (size_t i = 0; i < list->as.list.len; i++)
        budget_row_read(&b, &list->as.list.at[i], i);
    if (d->failed)
        return;

    Str kind = STR("");
    for (size_t i = 0; i < b.lines.len; i++)
        if (str_is(b.lines.at[i].kind, "media"))
            kind = STR("media");
    for (size_t i = 0; i < b.lines.len; i++)
        *list_add(d->arena, &lines) = line_value(&b, &b.lines.at[i]);
    derive_out(d, "budget_lines", value_of_list(&lines));
    derive_out(d, "budget_summary", summary_value(&b, kind, false));
    derive_out(d, "budget_year", summary_value(&b, kind, true));
    derive_out(d, "budget_kinds", kinds_value(&b));
    derive_out(d, "budget_months", months_value(&b, list, kind));
}
