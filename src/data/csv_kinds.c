/*
 * csv_kinds.c - long tables, whose rows say in one column what the number in
 * another counts, into one row a day and name with a column for each measure.
 *
 * A platform may count one event under several kinds, some within others
 * (omni_purchase, purchase, offsite_conversion.fb_pixel_purchase): the sum of
 * all is a multiple of what happened.  A preset names the kinds of a measure
 * from the widest on, and each row takes the widest that it has.
 */

#include "data/csv.h"

enum { NO_MEASURE = 255 };

/* What a kind counts, and how far down the measure's list it stands. */
typedef struct {
    uint8_t measure;
    uint8_t rank;
} KindUse;

typedef struct {
    Csv *c;
    const CsvPreset *preset;
    const Dataset *from;
    Dataset *to;
    const DatasetColumn *kind, *value;
    KindUse *uses;     /* by the kind's number in its column, from 1 */
    uint32_t *row_of;  /* of each row, the row it goes to */
    uint32_t *origins; /* of each row it goes to, the first that went there */
    size_t repeats;    /* rows of kinds within a wider one */
} Spread;

/* ---- Kinds -------------------------------------------------------------- */

/* Whether `kind` is one of "a+b". */
static bool kind_among(Str kinds, Str kind)
{
    while (kinds.len) {
        size_t end = str_find(kinds, STR("+"));
        if (str_equal(str_slice(kinds, 0, end), kind))
            return true;
        kinds = str_slice(kinds, end + 1 < kinds.len ? end + 1 : kinds.len,
                          kinds.len);
    }
    return false;
}

/* The place of `kind` in "a|b+c", or -1. */
static int kind_rank(const char *list, Str kind)
{
    Str rest = str_of(list);

    for (int rank = 0; rest.len; rank++) {
        size_t end = str_find(rest, STR("|"));
        if (kind_among(str_slice(rest, 0, end), kind))
            return rank;
        rest =
            str_slice(rest, end + 1 < rest.len ? end + 1 : rest.len, rest.len);
    }
    return -1;
}

static KindUse kind_use(const CsvPreset *p, Str kind)
{
    for (int i = 0; p->kinds[i].key; i++) {
        int rank = kind_rank(p->kinds[i].kinds, kind);
        if (rank >= 0)
            return (KindUse){ (uint8_t)i, (uint8_t)rank };
    }
    return (KindUse){ NO_MEASURE, 0 };
}

static void kinds_read(Spread *s)
{
    Arena *a = s->c->env->arena;
    const StrList *names = &s->kind->names;
    StrList unread = { 0 };
    size_t known = 0;

    s->uses = arena_make_array(a, KindUse, names->len + 1);
    s->uses[0] = (KindUse){ NO_MEASURE, 0 };
    for (size_t i = 0; i < names->len; i++) {
        s->uses[i + 1] = kind_use(s->preset, names->at[i]);
        if (s->uses[i + 1].measure == NO_MEASURE)
            *list_add(a, &unread) = names->at[i];
        else
            known++;
    }
    Str all = str_join(a, unread.at, unread.len, STR(", "));
    if (unread.len)
        csv_tell(s->c, s->c->spec->file->span,
                 "action types of %.*s that are not read: %.*s",
                 STR_ARG(s->c->src->path), STR_ARG(text_shown(a, all)));
    if (!known)
        diag_warning(s->c->env->diags, s->c->spec->file->span,
                     "'%.*s' has no action_type that is read; it adds nothing",
                     STR_ARG(s->c->spec->file->as.text))
            ->code = "data/csv";
}

/* ---- Rows --------------------------------------------------------------- */

static bool is_key(const Spread *s, const DatasetColumn *c)
{
    return c != s->kind && c->kind != DATASET_NUMBER;
}

static bool is_same_row(const Spread *s, size_t one, size_t other)
{
    for (size_t i = 0; i < s->from->columns.len; i++) {
        const DatasetColumn *c = &s->from->columns.at[i];
        if (is_key(s, c) &&
            (c->kind == DATASET_DAY ? c->days[one] != c->days[other]
                                    : c->ids[one] != c->ids[other]))
            return false;
    }
    return true;
}

static uint64_t row_hash(const Spread *s, size_t row)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (size_t i = 0; i < s->from->columns.len; i++) {
        const DatasetColumn *c = &s->from->columns.at[i];
        if (!is_key(s, c))
            continue;
        h ^= c->kind == DATASET_DAY ? (uint32_t)c->days[row] : c->ids[row];
        h *= 0x100000001b3u;
        h ^= h >> 29;
    }
    return h;
}

/* Which rows are of one day and one name; the count of those that differ. */
static size_t rows_gather(Spread *s)
{
    Arena *a = s->c->env->arena;
    size_t count = s->from->row_count, size = 64, found = 0;

    while (size < count * 2)
        size *= 2;
    uint32_t *slots = arena_make_array(a, uint32_t, size);
    s->row_of = arena_make_array(a, uint32_t, count + 1);
    s->origins = arena_make_array(a, uint32_t, count + 1);
    for (size_t row = 0; row < count; row++) {
        size_t at = row_hash(s, row) & (size - 1);
        while (slots[at] && !is_same_row(s, s->origins[slots[at] - 1], row))
            at = (at + 1) & (size - 1);
        if (!slots[at]) {
            s->origins[found] = (uint32_t)row;
            slots[at] = (uint32_t)++found;
        }
        s->row_of[row] = slots[at] - 1;
    }
    return found;
}

/* ---- Columns ------------------------------------------------------------ */

static void copy_cells(const Spread *s, const DatasetColumn *from)
{
    DatasetColumn *to = dataset_column_add(s->to, from->key, from->kind);
    Decimal number;

    to->names = from->names;
    to->slots = from->slots;
    to->slot_count = from->slot_count;
    for (size_t row = 0; row < s->to->row_count; row++) {
        size_t origin = s->origins[row];
        if (from->kind == DATASET_DAY) {
            to->days[row] = from->days[origin];
            to->stretches[row] = from->stretches[origin];
        } else if (from->kind == DATASET_TEXT)
            to->ids[row] = from->ids[origin];
        else if (dataset_number(from, origin, &number))
            dataset_set_number(s->to->arena, to, row, number);
    }
}

static bool has_measure(const Spread *s, uint8_t measure)
{
    for (size_t i = 1; i <= s->kind->names.len; i++)
        if (s->uses[i].measure == measure)
            return true;
    return false;
}

/* A day without a kind had no such event: platforms write no rows of zero. */
static void measure_add(Spread *s, uint8_t measure)
{
    Arena *a = s->to->arena;
    DatasetColumn *to = dataset_column_add(
        s->to, str_of(s->preset->kinds[measure].key), DATASET_NUMBER);
    uint8_t *ranks = arena_make_array(a, uint8_t, s->to->row_count + 1);
    Decimal number, sum = decimal_of_int(0);

    for (size_t row = 0; row < s->to->row_count; row++) {
        dataset_set_number(a, to, row, sum);
        ranks[row] = NO_MEASURE;
    }
    for (size_t row = 0; row < s->from->row_count; row++) {
        KindUse use = s->uses[s->kind->ids[row]];
        size_t at = s->row_of[row];
        if (use.measure != measure || !dataset_number(s->value, row, &number))
            continue;
        s->repeats += ranks[at] != NO_MEASURE && ranks[at] != use.rank;
        if (use.rank > ranks[at])
            continue;
        if (use.rank == ranks[at] && dataset_number(to, at, &sum))
            number = decimal_add(sum, number);
        dataset_set_number(a, to, at, number);
        ranks[at] = use.rank;
    }
}

/* The file's part with the rows that are left; measures have no cell. */
static void part_take(const Spread *s)
{
    Arena *a = s->to->arena;
    DatasetPart part = s->from->parts.at[0];
    uint32_t *starts = arena_make_array(a, uint32_t, s->to->row_count + 1);
    int *places = arena_make_array(a, int, s->to->columns.len);
    uint8_t *has = arena_make_array(a, uint8_t, s->to->columns.len);

    for (size_t row = 0; row < s->to->row_count; row++)
        starts[row] = part.starts[s->origins[row]];
    for (size_t i = 0; i < s->to->columns.len; i++) {
        const DatasetColumn *c =
            dataset_column(s->from, s->to->columns.at[i].key);
        places[i] = c ? part.places[c - s->from->columns.at] : -1;
        has[i] = 1;
    }
    part.starts = starts;
    part.row_count = s->to->row_count;
    part.places = places;
    part.has = has;
    part.place_count = s->to->columns.len;
    part.completes = true;
    *list_add(a, &s->to->parts) = part;
    s->to->totals = s->from->totals;
    for (size_t i = 0; i < s->from->dates.len; i++)
        *list_add(a, &s->to->dates) = s->from->dates.at[i];
}

/* ---- All of it ---------------------------------------------------------- */

Dataset *csv_kinds_spread(Csv *c, const Dataset *t)
{
    const CsvPreset *p = c->spec->preset;
    Spread s = { .c = c, .preset = p, .from = t };

    s.kind = dataset_column(t, STR("kind"));
    s.value = dataset_column(t, STR("value"));
    if (!s.kind || s.kind->kind != DATASET_TEXT || !s.value ||
        s.value->kind != DATASET_NUMBER) {
        csv_fault(c, c->spec->file->span, "data/csv-column",
                  "the preset %s needs the columns 'kind', of text, and "
                  "'value', of numbers",
                  p->name);
        return NULL;
    }
    s.to = dataset_new(t->arena);
    kinds_read(&s);
    s.to->row_count = rows_gather(&s);
    for (size_t i = 0; i < t->columns.len; i++)
        if (&t->columns.at[i] != s.kind && &t->columns.at[i] != s.value)
            copy_cells(&s, &t->columns.at[i]);
    for (uint8_t i = 0; p->kinds[i].key; i++)
        if (has_measure(&s, i))
            measure_add(&s, i);
    part_take(&s);
    if (s.repeats)
        csv_tell(c, c->spec->file->span,
                 "%zu row%s of %.*s count%s what a wider action type counts, "
                 "and %s left out",
                 s.repeats, s.repeats == 1 ? "" : "s", STR_ARG(c->src->path),
                 s.repeats == 1 ? "s" : "", s.repeats == 1 ? "is" : "are");
    return s.to;
}
