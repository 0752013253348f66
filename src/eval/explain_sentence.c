/*
 * explain_sentence.c - the numbers in a sentence that the program wrote.
 *
 * The sentence is written once more while the locale notes each number that it
 * prints.  Each is then looked for among the numbers that the sentence speaks
 * of: one of them, or what two of them give.
 */

#include "eval/explain.h"

#include "eval/expr.h"

enum { SUBJECTS = 64 /* numbers that are tried with each other */ };

typedef struct {
    Decimal number;
    const Origin *origin;
} Candidate;

/* A row's number now and before; NULL where it has none. */
typedef struct {
    const Candidate *now, *before;
} Pair;

typedef struct {
    Machine *m;
    LIST(Candidate *) list;
    LIST(Pair) pairs;
} Candidates;

static bool is_sentence(const Expr *e)
{
    for (const Filter *f = SENTENCE_FILTERS; f->name; f++)
        if (e->kind == EXPR_FILTER && str_is(e->name, f->name))
            return true;
    return false;
}

/* ---- What it speaks of ------------------------------------------------------
 */

/* NULL if the map has no such number. */
static const Candidate *add_number(Candidates *c, const Value *map, Str field)
{
    const Value *v = map ? value_find(map, field) : NULL;
    Candidate *out;

    if (!v || v->kind != VALUE_NUMBER || c->list.len >= SUBJECTS)
        return NULL;
    out = arena_make(c->m->explain->a, Candidate);
    *out = (Candidate){ v->as.number,
                        origin_of_member(c->m, map, field, v,
                                         name_of_member(c->m, map, field)) };
    *list_add(c->m->explain->a, &c->list) = out;
    return out;
}

static void add_map(Candidates *c, const Value *map)
{
    for (size_t i = 0; map->kind == VALUE_MAP && i < map->as.map.len; i++)
        add_number(c, map, map->as.map.at[i].key);
}

static const Value *earlier(const Value *row)
{
    const Value *year = value_at(row, "prior_year");
    const Value *last = value_at(row, "previous");

    return year && year->kind == VALUE_MAP   ? year
           : last && last->kind == VALUE_MAP ? last
                                             : NULL;
}

/* Of rows the metric that the sentence names, now and before. */
static void add_rows(Candidates *c, const Value *rows, Str field)
{
    for (size_t i = 0; i < rows->as.list.len; i++) {
        const Value *row = &rows->as.list.at[i];
        if (!field.len) {
            add_map(c, row);
            continue;
        }
        if (row->kind != VALUE_MAP)
            continue;
        Pair pair = { add_number(c, row, field),
                      add_number(c, earlier(row), field) };
        *list_add(c->m->explain->a, &c->pairs) = pair;
    }
}

static void add_totals(Candidates *c, Str field)
{
    static const char *const names[] = { "totals", "totals_prior_year",
                                         "totals_previous" };

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const Value *map = value_at(c->m->data, names[i]);
        if (map && field.len)
            add_number(c, map, field);
    }
}

static Candidates candidates_of(Machine *m, const Expr *e)
{
    Candidates c = { .m = m };
    Value subject = explain_eval(m, e->a);
    Value arg =
        e->arg_count ? explain_eval(m, e->args[0].value) : value_absent();
    Str field = arg.kind == VALUE_TEXT ? arg.as.text : STR("");

    if (subject.kind == VALUE_MAP)
        add_map(&c, &subject);
    if (subject.kind == VALUE_LIST) {
        add_rows(&c, &subject, field);
        if (!str_is(e->name, "streak"))
            add_totals(&c, field);
    }
    return c;
}

/* ---- What a number is -------------------------------------------------------
 */

static bool same_size(Decimal a, Decimal b)
{
    return decimal_compare(decimal_absolute(a), decimal_absolute(b)) == 0;
}

static const Origin *as_itself(const Candidates *c, Decimal d)
{
    for (size_t i = 0; i < c->list.len; i++)
        if (same_size(c->list.at[i]->number, d))
            return c->list.at[i]->origin;
    return NULL;
}

/* What two numbers may give: a formula with the first for A. */
static const char *relation(Decimal a, Decimal b, Decimal d)
{
    Decimal difference = decimal_subtract(a, b), quotient;
    bool is_back = decimal_sign(difference) != decimal_sign(d);

    if (decimal_sign(difference) == 0)
        return NULL;
    if (same_size(difference, d))
        return is_back ? "B - A" : "A - B";
    if (decimal_sign(b) > 0 && decimal_divide(difference, b, &quotient) &&
        same_size(quotient, d))
        return is_back ? "(B - A) / B" : "(A - B) / B";
    if (decimal_divide(a, b, &quotient) && decimal_compare(quotient, d) == 0)
        return "A / B";
    return NULL;
}

static Str formula_of(Arena *arena, const char *relation, Str a, Str b)
{
    Buf out = { 0 };

    for (; *relation; relation++) {
        if (*relation == 'A' || *relation == 'B')
            buf_add_str(&out, *relation == 'A' ? a : b);
        else
            buf_add_char(&out, *relation);
    }
    Str text = buf_copy(arena, &out);
    buf_free(&out);
    return text;
}

static const Origin *pair_new(Machine *m, const Candidate *a,
                              const Candidate *b, const char *how, Origin o)
{
    Origins inputs = { 0 };

    o.formula =
        formula_of(m->explain->a, how, a->origin->name, b->origin->name);
    *list_add(m->explain->a, &inputs) = a->origin;
    *list_add(m->explain->a, &inputs) = b->origin;
    origin_inputs(m, &o, &inputs);
    return origin_new(m, o);
}

static const Origin *as_pair(const Candidates *c, Decimal d, Str printed)
{
    Origin o = { .how = ORIGIN_FORMULA,
                 .has_number = true,
                 .number = d,
                 .printed = printed };

    for (size_t i = 0; i < c->list.len; i++)
        for (size_t k = 0; k < c->list.len; k++) {
            const Candidate *a = c->list.at[i], *b = c->list.at[k];
            const char *how = i == k ? NULL : relation(a->number, b->number, d);
            if (how)
                return pair_new(c->m, a, b, how, o);
        }
    return NULL;
}

/* ---- Shares of a change -----------------------------------------------------
 */

static Decimal change_of_pair(const Pair *p)
{
    Decimal now = p->now ? p->now->number : decimal_of_int(0);

    return p->before ? decimal_subtract(now, p->before->number) : now;
}

/* What all rows changed by together, as a number with a name. */
static const Origin *change_of_all(const Candidates *c, Decimal sum)
{
    Origins inputs = { 0 };
    Arena *a = c->m->explain->a;
    Origin o = { .how = ORIGIN_FORMULA,
                 .name = STR("change_of_all"),
                 .has_number = true,
                 .number = sum,
                 .formula = STR("what the rows changed by, added up") };

    for (size_t i = 0; i < c->pairs.len; i++) {
        const Pair *p = &c->pairs.at[i];
        if (p->now)
            *list_add(a, &inputs) = p->now->origin;
        if (p->before)
            *list_add(a, &inputs) = p->before->origin;
    }
    origin_inputs(c->m, &o, &inputs);
    return origin_new(c->m, o);
}

static const Origin *share_new(const Candidates *c, const Pair *p, Decimal sum,
                               Decimal d, Str printed)
{
    Arena *a = c->m->explain->a;
    Origins inputs = { 0 };
    Origin o = { .how = ORIGIN_FORMULA,
                 .has_number = true,
                 .number = d,
                 .printed = printed };
    Str now = p->now ? p->now->origin->name : STR("0");
    Str before = p->before ? p->before->origin->name : STR("0");

    o.formula = str_format(a, "(%.*s - %.*s) / change_of_all", STR_ARG(now),
                           STR_ARG(before));
    if (p->now)
        *list_add(a, &inputs) = p->now->origin;
    if (p->before)
        *list_add(a, &inputs) = p->before->origin;
    *list_add(a, &inputs) = change_of_all(c, sum);
    origin_inputs(c->m, &o, &inputs);
    return origin_new(c->m, o);
}

static const Origin *as_share(const Candidates *c, Decimal d, Str printed)
{
    Decimal sum = decimal_of_int(0), share;

    for (size_t i = 0; i < c->pairs.len; i++)
        sum = decimal_add(sum, change_of_pair(&c->pairs.at[i]));
    for (size_t i = 0; i < c->pairs.len; i++) {
        const Pair *p = &c->pairs.at[i];
        if (decimal_divide(change_of_pair(p), sum, &share) &&
            decimal_compare(share, d) == 0)
            return share_new(c, p, sum, d, printed);
    }
    return NULL;
}

/* Else all that it may be made of. */
static const Origin *as_any(const Candidates *c, Decimal d, Str printed)
{
    Origins inputs = { 0 };
    Origin o = { .how = ORIGIN_DERIVED,
                 .has_number = true,
                 .number = d,
                 .printed = printed };

    for (size_t i = 0; i < c->list.len; i++)
        *list_add(c->m->explain->a, &inputs) = c->list.at[i]->origin;
    origin_inputs(c->m, &o, &inputs);
    return origin_new(c->m, o);
}

static const Origin *origin_of_taped(const Candidates *c, const TapedNumber *t)
{
    const Origin *itself = as_itself(c, t->number);

    if (itself) {
        Origin o = *itself;
        o.printed = t->text;
        return origin_new(c->m, o);
    }
    const Origin *pair = as_pair(c, t->number, t->text);
    if (!pair)
        pair = as_share(c, t->number, t->text);
    return pair ? pair : as_any(c, t->number, t->text);
}

/* "3 of 5 goals": how many rows there are is printed without a format. */
static void add_rows_told(Machine *m, const Expr *e, Origins *inputs)
{
    Value subject = explain_eval(m, e->a);
    Origin o = { .how = ORIGIN_LIST };
    Origins unused = { 0 };

    if (subject.kind != VALUE_LIST)
        return;
    expr_describe(m, e->a, NULL, &o.name, &unused);
    o.rows = subject.as.list.len;
    *list_add(m->explain->a, inputs) = origin_new(m, o);
}

static bool is_listed(Machine *m, const Origins *all, Str text)
{
    (void)m;
    for (size_t i = 0; i < all->len; i++)
        if (str_equal(all->at[i]->printed, text))
            return true;
    return false;
}

const Origin *origin_of_sentence(Machine *m, const Expr *e, Str text)
{
    Explain *x = m->explain;
    NumberTape tape = { 0 };
    Origins inputs = { 0 }, unused = { 0 };
    Origin o = { .how = ORIGIN_SENTENCE, .text = text };

    if (!is_sentence(e))
        return NULL;
    locale_tape(m->locale, x->a, &tape);
    explain_eval(m, e);
    locale_tape(m->locale, NULL, NULL);
    Candidates c = candidates_of(m, e);
    for (size_t i = 0; i < tape.len; i++) {
        const TapedNumber *t = &tape.at[i];
        if (str_find(text, t->text) == text.len ||
            is_listed(m, &inputs, t->text))
            continue;
        *list_add(x->a, &inputs) = origin_of_taped(&c, t);
    }
    add_rows_told(m, e, &inputs);
    o.at = e->at;
    expr_describe(m, e, NULL, &o.formula, &unused);
    origin_inputs(m, &o, &inputs);
    return origin_new(m, o);
}
