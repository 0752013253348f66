/* derive_repeats.c - rows of the same day and dimensions, by the rule given. */

#include "eval/derive_parts.h"

typedef struct {
    Derive *d;
    Facts *f;
    int version; /* dimension that says which row is newer, or NOT_THERE */
    uint32_t *slots;
    size_t slot_count;
} Repeats;

/* Exports of history tables carry many versions of a row. */
static int version_find(const Facts *f)
{
    static const char *const keys[] = { "updated_time", "updated_at",
                                        "modified_at" };

    for (size_t i = 0; i < f->dimensions.len; i++)
        for (size_t k = 0; k < COUNT_OF(keys); k++)
            if (str_is(f->dimensions.at[i].key, keys[k]))
                return (int)i;
    return NOT_THERE;
}

static bool same_key(const Repeats *r, size_t a, size_t b)
{
    const Facts *f = r->f;

    if (f->days[a] != f->days[b])
        return false;
    for (size_t i = 0; i < f->dimensions.len; i++)
        if ((int)i != r->version &&
            f->dimensions.at[i].ids[a] != f->dimensions.at[i].ids[b])
            return false;
    return true;
}

static uint64_t key_hash(const Repeats *r, size_t row)
{
    uint64_t h = (uint64_t)(uint32_t)r->f->days[row] * 0x9E3779B97F4A7C15u;

    for (size_t i = 0; i < r->f->dimensions.len; i++) {
        if ((int)i == r->version)
            continue;
        h ^= r->f->dimensions.at[i].ids[row];
        h *= 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    return h;
}

static Str version_of(const Repeats *r, size_t row)
{
    const Dimension *dim = &r->f->dimensions.at[r->version];
    uint32_t id = dim->ids[row];

    return id ? dim->names.at[id - 1] : STR("");
}

/* Whether `row` replaces `earlier`: by its version, else as it comes later. */
static bool is_newer(const Repeats *r, size_t row, size_t earlier)
{
    return r->version == NOT_THERE ||
           str_compare(version_of(r, row), version_of(r, earlier)) >= 0;
}

static void fault_repeat(Repeats *r, size_t row, size_t earlier)
{
    Facts *f = r->f;

    fault_at(r->d, facts_row_span(f, row), "data/repeat",
             "%s[%zu] repeats the date and dimensions of %s[%zu]", f->name, row,
             f->name, earlier);
    Diag *diag = &r->d->env->diags->list.at[r->d->env->diags->list.len - 1];
    diag->cause = facts_row_span(f, earlier);
    diag->cause_message = STR("this is the first");
    diag->hint = STR("take one out, or write rules: { duplicates: last }");
}

/* The slot of the row's key; its value is 1 + the row that counts so far. */
static uint32_t *slot_find(const Repeats *r, size_t row)
{
    size_t at = key_hash(r, row) & (r->slot_count - 1);

    while (r->slots[at] && !same_key(r, r->slots[at] - 1, row))
        at = (at + 1) & (r->slot_count - 1);
    return &r->slots[at];
}

static size_t repeats_last(Repeats *r)
{
    size_t count = 0;

    for (size_t row = 0; row < r->f->row_count; row++) {
        if (r->f->excluded[row])
            continue;
        uint32_t *slot = slot_find(r, row);
        if (!*slot) {
            *slot = (uint32_t)row + 1;
            continue;
        }
        count++;
        bool replaces = is_newer(r, row, *slot - 1);
        r->f->excluded[replaces ? *slot - 1 : row] = 1;
        if (replaces)
            *slot = (uint32_t)row + 1;
    }
    return count;
}

static void repeats_fault(Repeats *r)
{
    for (size_t row = 0; row < r->f->row_count; row++) {
        uint32_t *slot = slot_find(r, row);
        if (*slot) {
            fault_repeat(r, row, *slot - 1);
            return;
        }
        *slot = (uint32_t)row + 1;
    }
}

bool repeats_resolve(Derive *d, Facts *f)
{
    Str rule = text_of_value(value_at(&d->rules_value, "duplicates"));
    bool is_last = str_is(rule, "last");
    Repeats r = { d, f, is_last ? version_find(f) : NOT_THERE, NULL, 64 };

    if (!is_last && !str_is(rule, "error"))
        return false;
    while (r.slot_count < f->row_count * 2)
        r.slot_count *= 2;
    ArenaMark mark = arena_save(d->env->scratch);
    r.slots = arena_make_array(d->env->scratch, uint32_t, r.slot_count);
    if (is_last) {
        size_t count = repeats_last(&r);
        if (count)
            derive_note(
                d, facts_row_span(f, 0), "notes.versions",
                (MessageArg[]){ arg_count(d->wording, "n", count), { 0 } });
    } else {
        repeats_fault(&r);
    }
    arena_rewind(d->env->scratch, mark);
    return true;
}
