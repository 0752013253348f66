/* derive_columns.c - doubts about facts: totals, repeats, order, gaps. */

#include "data/dataset.h"
#include "eval/derive_parts.h"

/* ---- Rows that are totals of others ------------------------------------- */

bool is_total_word(Str s)
{
    static const char *const words[] = {
        "Total",
        "total",
        "TOTAL",
        "Grand Total",
        "Grand total",
        "grand total",
        "Gesamt",
        "Gesamtsumme",
        "Summe",
        "Totale",
        "Totaal",
        "\xD0\x98\xD1\x82\xD0\xBE\xD0\xB3\xD0\xBE",
        "\xE5\x90\x88\xE8\xA8\x88"
    };

    s = str_trim(s);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(s, words[i]))
            return true;
    return false;
}

/* Marks in `excluded` the rows named like a total; how many. */
static size_t totals_mark(Derive *d, Facts *f)
{
    size_t count = 0;

    for (size_t k = 0; k < f->dimensions.len; k++) {
        const Dimension *dim = &f->dimensions.at[k];
        ArenaMark mark = arena_save(d->env->scratch);
        uint8_t *is_total =
            arena_make_array(d->env->scratch, uint8_t, dim->names.len + 1);
        bool any = false;
        for (size_t i = 0; i < dim->names.len; i++)
            any |= is_total[i + 1] = is_total_word(dim->names.at[i]);
        for (size_t row = 0; any && row < f->row_count; row++) {
            if (is_total[dim->ids[row]] && !f->excluded[row]) {
                f->excluded[row] = 1;
                count++;
            }
        }
        arena_rewind(d->env->scratch, mark);
    }
    return count;
}

typedef struct {
    int32_t day;
    bool is_used;
    Decimal sum;
} DaySum;

static DaySum *day_sum(DaySum *sums, size_t slot_count, int32_t day)
{
    size_t at = ((uint32_t)day * 2654435761u) & (slot_count - 1);

    while (sums[at].is_used && sums[at].day != day)
        at = (at + 1) & (slot_count - 1);
    return &sums[at];
}

/* The first measure that this row knows. */
static int known_measure(const Facts *f, size_t row)
{
    for (size_t i = 0; i < f->measures.len; i++)
        if (f->measures.at[i].known[row] &&
            f->measures.at[i].metric->kind == METRIC_SUM)
            return (int)i;
    return NOT_THERE;
}

/*
 * Whether the rows that look like totals are: each equals the sum of the other
 * rows of its day in the first measure.
 */
static bool totals_are_sums(Derive *d, Facts *f, size_t first)
{
    int measure = known_measure(f, first);
    size_t slot_count = 64;
    bool agrees = true;

    if (measure == NOT_THERE)
        return false;
    const Measure *m = &f->measures.at[measure];
    while (slot_count < f->row_count * 2)
        slot_count *= 2;
    ArenaMark mark = arena_save(d->env->scratch);
    DaySum *sums = arena_make_array(d->env->scratch, DaySum, slot_count);
    for (size_t row = 0; row < f->row_count; row++) {
        if (f->excluded[row] || !m->known[row])
            continue;
        DaySum *s = day_sum(sums, slot_count, f->days[row]);
        s->sum =
            s->is_used ? decimal_add(s->sum, m->values[row]) : m->values[row];
        s->day = f->days[row];
        s->is_used = true;
    }
    for (size_t row = 0; row < f->row_count; row++) {
        if (!f->excluded[row] || !m->known[row])
            continue;
        DaySum *s = day_sum(sums, slot_count, f->days[row]);
        agrees = agrees && s->is_used &&
                 decimal_compare(s->sum, m->values[row]) == 0;
    }
    arena_rewind(d->env->scratch, mark);
    return agrees;
}

static void totals_exclude(Derive *d, Facts *f)
{
    size_t count = totals_mark(d, f);
    size_t first = 0;

    if (!count)
        return;
    while (!f->excluded[first])
        first++;
    Span at = facts_row_span(f, first);
    if (totals_are_sums(d, f, first)) {
        diag_warning(d->env->diags, at,
                     "%s[%zu] is a total of other rows; %zu such %s left out",
                     f->name, first, count, count == 1 ? "row is" : "rows are")
            ->code = "data/total";
        derive_note(d, at, "notes.totals",
                    (MessageArg[]){ arg_count(d->wording, "n", count), { 0 } });
        return;
    }
    if (totals_become_rest(d, f, first))
        return;
    memset(f->excluded, 0, f->row_count);
    diag_warning(d->env->diags, at,
                 "%s[%zu] is named like a total but is not the sum of the "
                 "other rows; it is counted",
                 f->name, first)
        ->code = "data/total";
}

/* ---- Repeats and order -------------------------------------------------- */

static uint64_t row_hash(const Facts *f, size_t row)
{
    uint64_t h = (uint64_t)(uint32_t)f->days[row] * 0x9E3779B97F4A7C15u;

    for (size_t i = 0; i < f->dimensions.len; i++) {
        h ^= f->dimensions.at[i].ids[row];
        h *= 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    return h;
}

static bool rows_same_key(const Facts *f, size_t a, size_t b)
{
    if (f->days[a] != f->days[b])
        return false;
    for (size_t i = 0; i < f->dimensions.len; i++)
        if (f->dimensions.at[i].ids[a] != f->dimensions.at[i].ids[b])
            return false;
    return true;
}

static void repeats_note(Derive *d, const Facts *f)
{
    size_t slot_count = 64, count = 0, first = 0;

    while (slot_count < f->row_count * 2)
        slot_count *= 2;
    ArenaMark mark = arena_save(d->env->scratch);
    uint32_t *slots = arena_make_array(d->env->scratch, uint32_t, slot_count);
    for (size_t row = 0; row < f->row_count; row++) {
        size_t at = row_hash(f, row) & (slot_count - 1);
        while (slots[at] && !rows_same_key(f, slots[at] - 1, row))
            at = (at + 1) & (slot_count - 1);
        if (slots[at] && !count++)
            first = row;
        slots[at] = (uint32_t)row + 1;
    }
    arena_rewind(d->env->scratch, mark);
    if (!count)
        return;
    Span at = facts_row_span(f, first);
    if (!value_at(&d->rules_value, "duplicates")) {
        Diag *diag = diag_warning(
            d->env->diags, at,
            "%zu %s the date and dimensions of another; both count", count,
            count == 1 ? "row repeats" : "rows repeat");
        diag->code = "data/repeat";
        diag->hint = STR("say so: rules: { duplicates: sum }, last or error");
    }
    derive_note(d, at, "notes.repeats",
                (MessageArg[]){ arg_count(d->wording, "n", count), { 0 } });
}

static void order_note(Derive *d, const Facts *f)
{
    bool rises = true, falls = true;

    if (f->list->is_dataset && f->list->as.rows.table->parts.len > 1)
        return; /* each file begins anew */
    for (size_t row = 1; row < f->row_count; row++) {
        rises = rises && f->days[row] >= f->days[row - 1];
        falls = falls && f->days[row] <= f->days[row - 1];
    }
    if (!rises && !falls)
        derive_note(d, f->list->span, "notes.order", NULL);
}

/* ---- Names that differ by a slip ---------------------------------------- */

enum { ALIKE_WARNED = 10 /* of one column; the data notes have all */ };

static bool is_plain_ascii(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

/* In small letters and without spaces. */
static Str name_plain(Derive *d, Str s)
{
    Arena *a = d->env->scratch;

    if (!is_plain_ascii(s))
        s = text_lower(d->locale, a, text_nfc(a, s));
    char *at = arena_alloc(a, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        if (c == 0xC2 && i + 1 < s.len && (unsigned char)s.at[i + 1] == 0xA0) {
            i++; /* no-break space */
            continue;
        }
        if (c != ' ' && c != '\t')
            at[len++] = (char)c;
    }
    return (Str){ at, len };
}

/* The first row of that name. */
static size_t row_named(const Facts *f, const Dimension *dim, size_t id)
{
    size_t row = 0;

    while (row + 1 < f->row_count && dim->ids[row] != id)
        row++;
    return row;
}

static void near_names_warn(Derive *d, const Facts *f, const Dimension *dim,
                            Str one, size_t other)
{
    Str name = dim->names.at[other];
    Diag *diag = diag_warning(
        d->env->diags, facts_row_span(f, row_named(f, dim, other + 1)),
        "%.*s: '%.*s' and '%.*s' differ only in case or spaces; they are kept "
        "apart",
        STR_ARG(dim->key), STR_ARG(text_short(d->arena, one)),
        STR_ARG(text_short(d->arena, name)));

    diag->code = "data/alike";
    diag->hint = str_format(
        d->arena,
        "if they are one, say so: aliases: { %.*s: { \"%.*s\": [\"%.*s\"] } }",
        STR_ARG(dim->key), STR_ARG(one), STR_ARG(name));
}

static void near_names_note(Derive *d, const Facts *f, const Dimension *dim)
{
    ArenaMark mark = arena_save(d->env->scratch);
    Map seen = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < dim->names.len && i < 20000; i++) {
        Str plain = name_plain(d, dim->names.at[i]);
        const Str *first = map_find(&seen, plain);
        if (!first) {
            map_set(d->env->scratch, &seen, plain, &dim->names.at[i]);
            continue;
        }
        if (count++ < ALIKE_WARNED)
            near_names_warn(d, f, dim, *first, i);
        derive_note(d, f->list->span, "notes.alike",
                    (MessageArg[]){ arg_text("one", *first),
                                    arg_text("other", dim->names.at[i]),
                                    arg_text("column", dim->key),
                                    { 0 } });
    }
    arena_rewind(d->env->scratch, mark);
}

/* "impresions" is a measure of its own, and most likely a slip. */
static void slip_warn(Derive *d, const Facts *f, const Measure *m)
{
    StrList known = { 0 };

    if (!m->is_new)
        return;
    for (size_t i = 0; i < METRIC_COUNT; i++)
        *list_add(d->env->scratch, &known) = METRICS[i].id;
    Str nearest = str_nearest(m->key, known.at, known.len);
    if (!nearest.len)
        return;
    for (size_t i = 0; i < f->measures.len; i++)
        if (str_equal(f->measures.at[i].key, nearest))
            return; /* a column beside it */
    Diag *diag = diag_warning(d->env->diags, f->list->span,
                              "%s: the column '%.*s' is a measure of its own",
                              f->name, STR_ARG(text_short(d->arena, m->key)));
    diag->code = "data/slip";
    diag->hint = str_format(d->arena,
                            "did you mean '%.*s'? If not, declare it: metrics: "
                            "[ { id: %.*s, label: ... } ]",
                            STR_ARG(nearest), STR_ARG(m->key));
}

/* ---- Values that are missing -------------------------------------------- */

/* "Paid Social | Spring, Aug 2026": the row's last dimension and month. */
static Str row_name(Derive *d, const Facts *f, size_t row)
{
    Str month =
        date_format(d->locale, d->arena, date_of_days(f->days[row]),
                    f->grain == FACTS_MONTHLY ? STR("month") : STR("medium"));

    for (size_t k = f->dimensions.len; k-- > 0;) {
        uint32_t id = f->dimensions.at[k].ids[row];
        if (id)
            return str_format(
                d->arena, "%.*s, %.*s",
                STR_ARG(
                    text_short(d->arena, f->dimensions.at[k].names.at[id - 1])),
                STR_ARG(month));
    }
    return month;
}

static void missing_note(Derive *d, const Facts *f, const Measure *m)
{
    if (m->missing)
        derive_note(d, facts_row_span(f, m->first_missing), "notes.missing",
                    (MessageArg[]){
                        arg_text("label", m->metric->label),
                        arg_count(d->wording, "n", m->missing),
                        arg_count(d->wording, "of", f->row_count),
                        arg_text("has_word",
                                 m->missing_word.len ? STR("yes") : STR("no")),
                        arg_text("word", m->missing_word),
                        arg_text("first", row_name(d, f, m->first_missing)),
                        { 0 } });
    if (m->censored)
        derive_note(d, f->list->span, "notes.bounds",
                    (MessageArg[]){ arg_text("label", m->metric->label),
                                    arg_count(d->wording, "n", m->censored),
                                    { 0 } });
}

void facts_check(Derive *d, Facts *f)
{
    totals_exclude(d, f);
    if (!repeats_resolve(d, f))
        repeats_note(d, f);
    order_note(d, f);
    for (size_t i = 0; i < f->dimensions.len; i++)
        near_names_note(d, f, &f->dimensions.at[i]);
    for (size_t i = 0; i < f->measures.len; i++)
        missing_note(d, f, &f->measures.at[i]);
    for (size_t i = 0; i < f->measures.len; i++)
        slip_warn(d, f, &f->measures.at[i]);
}
