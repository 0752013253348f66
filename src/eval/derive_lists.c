/*
 * derive_lists.c - sums over lists of the client: the weighted pipeline, the
 * scores of vendors.
 */

#include "eval/derive_parts.h"

enum { VENDORS_MOST = 1000 };

static const Value *list_at(const Derive *d, const char *name)
{
    const Value *v = value_at(d->data, name);

    return v && v->kind == VALUE_LIST && v->as.list.len ? v : NULL;
}

/* ---- pipeline_summary ---------------------------------------------------- */

/* Sum of value times probability; what lacks one of them is counted apart. */
static void derive_pipeline(Derive *d)
{
    const Value *list = list_at(d, "opportunities");
    Decimal value = decimal_of_int(0), weighted = value;
    size_t counted = 0;
    MemberList m = { 0 };

    for (size_t i = 0; list && i < list->as.list.len; i++) {
        const Value *row = &list->as.list.at[i];
        Amount worth = amount_at(row, "value");
        Amount chance = amount_at(row, "probability"); /* in percent */
        if (!worth.is_known || !chance.is_known)
            continue;
        Decimal part = decimal_multiply(worth.number, chance.number);
        part.exponent -= 2;
        value = decimal_add(value, worth.number);
        weighted = decimal_add(weighted, part);
        counted++;
    }
    if (!counted)
        return;
    put(d, &m, STR("count"), value_int((int64_t)counted));
    put(d, &m, STR("left_out"),
        value_int((int64_t)(list->as.list.len - counted)));
    put(d, &m, STR("value"), value_number(value));
    put(d, &m, STR("weighted"), value_number(weighted));
    derive_out(d, "pipeline_summary", value_of_map(&m));
}

/* ---- vendor_scores ------------------------------------------------------- */

typedef struct {
    Str name;
    Span at;
    Decimal weights; /* of all criteria */
    Decimal scored;  /* of those with a score */
    Decimal sum;     /* score times weight */
    int64_t count;
} Vendor;
typedef LIST(Vendor) VendorList;

static Vendor *vendor_find(Derive *d, VendorList *list, Str name, Span at)
{
    for (size_t i = 0; i < list->len; i++)
        if (str_equal(list->at[i].name, name))
            return &list->at[i];
    if (list->len >= VENDORS_MOST)
        return NULL;
    Vendor *v = list_add(d->arena, list);
    *v = (Vendor){ .name = name, .at = at };
    return v;
}

static void criterion_add(Derive *d, VendorList *list, const Value *row)
{
    Str name = text_of_value(value_at(row, "vendor"));
    Amount weight = amount_at(row, "weight");
    Amount score = amount_at(row, "score");
    Vendor *v = name.len ? vendor_find(d, list, name, row->span) : NULL;

    if (!v || !weight.is_known || decimal_sign(weight.number) < 0)
        return;
    v->weights = decimal_add(v->weights, weight.number);
    if (!score.is_known)
        return;
    v->scored = decimal_add(v->scored, weight.number);
    v->sum = decimal_add(v->sum, decimal_multiply(score.number, weight.number));
    v->count++;
}

static void weights_check(Derive *d, const Vendor *v)
{
    Str sum = decimal_format(d->arena, decimal_reduce(v->weights));

    if (decimal_compare(v->weights, decimal_of_int(100)) == 0)
        return;
    diag_warning(d->env->diags, v->at,
                 "scorecard: the weights of '%.*s' add up to %.*s, not 100",
                 STR_ARG(text_short(d->arena, v->name)), STR_ARG(sum))
        ->code = "data/weights";
    derive_note(d, v->at, "notes.weights",
                (MessageArg[]){
                    arg_text("what", v->name), arg_text("sum", sum), { 0 } });
}

static Value vendor_value(Derive *d, const Vendor *v)
{
    MemberList m = { 0 };

    put_words(d, &m, "vendor", v->name);
    put_amount(d, &m, "score",
               amount_divide(amount_of(v->sum), amount_of(v->scored)));
    put(d, &m, STR("weight"), value_number(v->weights));
    put(d, &m, STR("count"), value_int(v->count));
    return value_of_map(&m);
}

static void derive_vendors(Derive *d)
{
    const Value *list = list_at(d, "scorecard");
    VendorList vendors = { 0 };
    ValueList out = { 0 };

    for (size_t i = 0; list && i < list->as.list.len; i++)
        criterion_add(d, &vendors, &list->as.list.at[i]);
    for (size_t i = 0; i < vendors.len; i++) {
        weights_check(d, &vendors.at[i]);
        *list_add(d->arena, &out) = vendor_value(d, &vendors.at[i]);
    }
    if (out.len)
        derive_out(d, "vendor_scores", value_of_list(&out));
}

void derive_lists(Derive *d)
{
    derive_pipeline(d);
    derive_vendors(d);
}
