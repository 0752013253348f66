/*
 * explain_rules.c - what the program derives, as formulas over its neighbours.
 *
 * docs/data-model.md says how each name is worked out; this is the same in the
 * template's language.  A name in a formula is a member of the same map, else
 * one of the data; `$x` is the end of the field's own name, `$m` the id of the
 * outcome's metric, `$p` the row before and `$u` the map around it.  A formula
 * counts only if it gives exactly the value, so that what is said is never
 * wrong, and a rule that no longer holds is merely silent.
 */

#include "eval/explain.h"

#include "eval/expr.h"

typedef struct {
    const char *field; /* "change_*" has any end */
    const char *formula;
    const char *words; /* instead of a formula that is long; or NULL */
} Rule;

#define IN_PERIOD                                                              \
    " | selectattr('month', 'ge', from[:7]) | selectattr('month', 'le', to)"
#define OF_LINE "budget | selectattr('line', 'eq', line)"
#define IN_REPORT                                                              \
    " | selectattr('month', 'ge', period.from[:7])"                            \
    " | selectattr('month', 'le', period.to)"
#define IN_YEAR                                                                \
    " | selectattr('month', 'ge', budget_year.from[:7])"                       \
    " | selectattr('month', 'le', budget_year.to)"
#define OF_MONTH "budget | selectattr('month', 'eq', month[:7])"
#define MEDIA "budget" IN_PERIOD " | selectattr('kind', 'eq', kind)"
#define SUM_OF(field, which)                                                   \
    "sum of budget[]." field ", " which ", in the period"
#define CHANNEL "(channels | selectattr('name', 'eq', label) | first)"
#define COMPARED "(comparisons | selectattr('name', 'eq', name) | first)"
#define CAMPAIGN "(campaigns | selectattr('name', 'eq', name) | first)"

static const Rule RULES[] = {
    { "as_of", "report.as_of", NULL },
    { "from", "report.period.from", NULL },
    { "to", "report.period.to", NULL },
    { "through", "to", NULL },
    { "through", "report.as_of", NULL },
    { "through", "facts | map(attribute='date') | max", NULL },
    { "change_*", "(value - $x) / $x", NULL },
    { "change_*", "value - $x", NULL },
    { "change_*", "($x - prior_year.$x) / prior_year.$x", NULL },
    { "change_*", "$x - prior_year.$x", NULL },
    { "change_*", "($x - previous.$x) / previous.$x", NULL },
    { "change_*", "$x - previous.$x", NULL },
    { "change_rate", "rate - previous_rate", NULL },
    { "attainment", "value / target", NULL },
    { "attainment", "target / value", NULL },
    { "attainment", "actual / target", NULL },
    { "attainment", "target / actual", NULL },
    { "attainment", "$m / target", NULL },
    { "gap", "value - target", NULL },
    { "gap", "actual - target", NULL },
    { "target", "targets[id]", NULL },
    { "target", "targets[id].value", NULL },
    { "target", "targets[metric]", NULL },
    { "target", "targets[metric].value", NULL },
    { "target", "targets[id] * period.days / period.total_days", NULL },
    { "target", "targets.$m.by_channel[name]", NULL },
    { "actual", "totals[metric]", NULL },
    { "share_*", "$x / totals.$x", NULL },
    { "value", "totals.$m", NULL },
    { "value", "totals_prior_year.$m", NULL },
    { "value", "totals_previous.$m", NULL },
    { "value", CHANNEL ".$m - " CHANNEL ".prior_year.$m", NULL },
    { "value", CHANNEL ".$m - " CHANNEL ".previous.$m", NULL },
    { "value", "totals[id]", NULL },
    { "change", "($u.value - value) / value", NULL },
    { "change", "$u.value - value", NULL },
    { "change", "(now - value) / value", NULL },
    { "change", "now - value", NULL },
    { "attainment", "$u.value / value", NULL },
    { "attainment", "value / $u.value", NULL },
    { "value", "$u.target", NULL },
    { "value", "benchmarks[$u.id]", NULL },
    { "value", "benchmarks[$u.id].value", NULL },
    { "label", "benchmarks[$u.id].label", NULL },
    { "label", COMPARED ".label", NULL },
    { "short", COMPARED ".short", NULL },
    { "change",
      "($u.value / " COMPARED ".now_days - value / " COMPARED ".days)"
      " / (value / " COMPARED ".days)",
      NULL },
    { "change", "value - before", NULL },
    { "change", "0 - before", NULL },
    { "change", "value", NULL },
    { "rate", "value / $p.value", NULL },
    { "previous_rate", "previous / $p.previous", NULL },
    { "of_first", "value / funnel[0].value", NULL },
    { "value", CAMPAIGN ".$m", NULL },
    { "before", CAMPAIGN ".prior_year.$m", NULL },
    { "before", CAMPAIGN ".previous.$m", NULL },
    { "contribution", "change / (totals.$m - totals_prior_year.$m)", NULL },
    { "contribution", "change / (totals.$m - totals_previous.$m)", NULL },
    { "plan", MEDIA " | sum('plan')", SUM_OF("plan", "this kind") },
    { "plan", "budget" IN_PERIOD " | sum('plan')",
      SUM_OF("plan", "all lines") },
    { "plan", OF_LINE IN_REPORT " | sum('plan')", SUM_OF("plan", "this line") },
    { "plan", OF_MONTH " | sum('plan')", SUM_OF("plan", "this month") },
    { "actual", MEDIA " | selectattr('actual') | sum('actual')",
      SUM_OF("actual", "this kind") },
    { "actual", "budget" IN_PERIOD " | selectattr('actual') | sum('actual')",
      SUM_OF("actual", "all lines") },
    { "actual", OF_LINE IN_REPORT " | selectattr('actual') | sum('actual')",
      SUM_OF("actual", "this line") },
    { "actual", OF_MONTH " | selectattr('actual') | sum('actual')",
      SUM_OF("actual", "this month") },
    { "committed",
      OF_LINE IN_REPORT " | selectattr('committed') | sum('committed')",
      SUM_OF("committed", "this line") },
    { "committed", MEDIA " | selectattr('committed') | sum('committed')",
      SUM_OF("committed", "this kind") },
    { "committed",
      "budget" IN_PERIOD " | selectattr('committed') | sum('committed')",
      SUM_OF("committed", "all lines") },
    { "year_plan", OF_LINE IN_YEAR " | sum('plan')",
      "sum of budget[].plan, this line, in the fiscal year" },
    { "year_actual", OF_LINE IN_YEAR " | selectattr('actual') | sum('actual')",
      "sum of budget[].actual, this line, in the fiscal year" },
    { "plan_to_date", "plan", NULL },
    { "plan_to_date", "plan * elapsed_days / total_days", NULL },
    { "remaining", "plan - actual - committed", NULL },
    { "remaining", "plan - actual", NULL },
    { "variance", "actual - plan_to_date", NULL },
    { "spent_share", "actual / plan", NULL },
    { "pacing", "actual / plan_to_date", NULL },
    { "landing", "pacing * plan", NULL },
    { "over_by", "landing - plan", NULL },
    { "overspent", "actual - plan", NULL },
    { "required_daily", "(plan - actual) / (total_days - elapsed_days)", NULL },
    { "now_days", "period.days", NULL },
    { "now_days", "period.elapsed_days", NULL },
    { "elapsed_share", "elapsed_days / total_days", NULL },
};

/* ---- Formulas ---------------------------------------------------------------
 */

/* True if the field is the rule's; *end is what its '*' stands for. */
static bool rule_is_for(const Rule *r, Str field, Str *end)
{
    Str pattern = str_of(r->field);
    size_t star = pattern.len - 1;

    *end = STR("");
    if (pattern.at[star] != '*')
        return str_equal(pattern, field);
    *end = str_slice(field, star < field.len ? star : field.len, field.len);
    return field.len > star && str_starts(field, str_slice(pattern, 0, star));
}

static bool is_name(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
            !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    return s.len > 0;
}

/* "funnel[0]" of "funnel[1]"; empty if there is none. */
static Str path_before(Explain *x, const Value *map)
{
    const KnownMap *known = map_known(x, map);
    Str path = known ? known->path : STR("");
    size_t open = path.len;
    Decimal d;
    int64_t n;

    if (!str_ends(path, STR("]")))
        return STR("");
    while (open > 0 && path.at[open - 1] != '[')
        open--;
    if (!decimal_parse(str_slice(path, open, path.len - 1), &d) ||
        !decimal_to_int(d, &n) || n < 1)
        return STR("");
    return str_format(x->a, "%.*s%lld]", (int)open, path.at, (long long)n - 1);
}

/* "kpis[0]" of "kpis[0].comparisons[1]"; empty if there is none. */
static Str path_around(Explain *x, const Value *map)
{
    const KnownMap *known = map_known(x, map);
    Str path = known ? known->path : STR("");
    size_t dot = path.len;

    while (dot > 0 && path.at[dot - 1] != '.')
        dot--;
    return dot ? str_slice(path, 0, dot - 1) : STR("");
}

/* The formula of a rule for this field; empty if it needs what is not there. */
static Str filled(Explain *x, const char *formula, const Value *map, Str end)
{
    Buf b = { 0 };
    bool ok = true;

    for (const char *c = formula; *c; c++) {
        Str word = c[0] != '$'   ? STR("")
                   : c[1] == 'x' ? end
                   : c[1] == 'm' ? x->primary
                   : c[1] == 'u' ? path_around(x, map)
                                 : path_before(x, map);
        if (c[0] != '$') {
            buf_add_char(&b, *c);
            continue;
        }
        ok = ok && word.len;
        buf_add_str(&b, word);
        c++;
    }
    Str out = ok ? buf_copy(x->a, &b) : STR("");
    buf_free(&b);
    return out;
}

static const Expr *compiled(Machine *m, Str formula)
{
    Explain *x = m->explain;
    const Expr *e = map_find(&x->rules, formula);

    if (e)
        return e;
    e = expr_compile(
        m->env, formula,
        span_of(source_new(x->a, STR("rules"), formula), 0, formula.len));
    if (e)
        map_set(x->a, &x->rules, formula, (void *)e);
    return e;
}

/* ---- The one that holds -----------------------------------------------------
 */

static bool gives(Machine *m, const Expr *e, const Value *map, const Value *v)
{
    scope_push(m);
    for (size_t i = 0; i < map->as.map.len; i++)
        scope_set(m, map->as.map.at[i].key, map->as.map.at[i].value);
    Value found = explain_eval(m, e);
    scope_pop(m);
    return values_equal(&found, v);
}

/* Of a rule in words only the numbers are inputs, the rows simply named. */
static void keep_numbers(Machine *m, Origins *inputs)
{
    size_t kept = 0;

    for (size_t i = 0; i < inputs->len; i++) {
        Origin o = *inputs->at[i];
        if (o.how != ORIGIN_LIST)
            continue;
        Str field = o.name;
        for (size_t k = field.len; k-- > 0;)
            if (field.at[k] == '.') {
                o.name = str_format(m->explain->a, "budget[]%.*s",
                                    (int)(field.len - k), field.at + k);
                break;
            }
        inputs->at[kept++] = origin_new(m, o);
    }
    inputs->len = kept;
}

/* NULL if the rule goes round in a circle. */
static const Origin *as_rule(Machine *m, const Rule *rule, const Expr *e,
                             const Value *map, const Value *v, Str name)
{
    Origin o = origin_of_value(ORIGIN_FORMULA, name, v);
    Origins inputs = { 0 };

    scope_push(m);
    for (size_t i = 0; i < map->as.map.len; i++)
        scope_set(m, map->as.map.at[i].key, map->as.map.at[i].value);
    expr_describe(m, e, map, &o.formula, &inputs);
    scope_pop(m);
    if (rule->words) {
        o.formula = str_of(rule->words);
        keep_numbers(m, &inputs);
    }
    if (inputs.len == 1 && name.len && str_equal(inputs.at[0]->name, name))
        return NULL; /* it is the field itself */
    if (inputs.len == 1 && str_equal(o.formula, inputs.at[0]->name)) {
        Origin same = *inputs.at[0]; /* it merely has another name */
        same.name = name;
        return origin_new(m, same);
    }
    origin_inputs(m, &o, &inputs);
    return origin_new(m, o);
}

const Origin *origin_by_rule(Machine *m, const Value *map, Str field,
                             const Value *v, Str name)
{
    Str end;

    if (map->kind != VALUE_MAP ||
        (v->kind != VALUE_NUMBER && v->kind != VALUE_TEXT))
        return NULL;
    for (size_t i = 0; i < COUNT_OF(RULES); i++) {
        if (!rule_is_for(&RULES[i], field, &end) || (end.len && !is_name(end)))
            continue;
        Str formula = filled(m->explain, RULES[i].formula, map, end);
        const Expr *e = formula.len ? compiled(m, formula) : NULL;
        const Origin *o = e && gives(m, e, map, v)
                              ? as_rule(m, &RULES[i], e, map, v, name)
                              : NULL;
        if (o)
            return o;
    }
    return origin_of_known(m, map, field, v, name);
}
