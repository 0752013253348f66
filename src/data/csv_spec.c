/* csv_spec.c - what stands beside `$csv`. */

#include "data/csv.h"

/* ---- Types -------------------------------------------------------------- */

static const char *const TYPES[] = {
    [CSV_ANY] = "any",           [CSV_TEXT] = "text",
    [CSV_COUNT] = "count",       [CSV_NUMBER] = "number",
    [CSV_MONEY] = "money",       [CSV_MICROS] = "micros",
    [CSV_CENTS] = "cents",       [CSV_PERCENT] = "percent",
    [CSV_FRACTION] = "fraction", [CSV_DURATION] = "duration",
    [CSV_DATE] = "date",         [CSV_NTH_DAY] = "nth-day",
    [CSV_NTH_WEEK] = "nth-week"
};

const char *csv_type_name(CsvType type)
{
    return TYPES[type];
}

bool csv_type_parse(Str word, CsvType *out)
{
    for (size_t i = 0; i < COUNT_OF(TYPES); i++)
        if (str_is(word, TYPES[i])) {
            *out = (CsvType)i;
            return true;
        }
    return false;
}

/* ---- Faults ------------------------------------------------------------- */

static Diag *fault(Env *env, const Value *v, const char *key,
                   const char *expected)
{
    Str found = v->kind == VALUE_TEXT
                    ? str_format(env->arena, "'%.*s'",
                                 STR_ARG(text_shown(env->arena, v->as.text)))
                    : str_of(value_kind_name(v));
    Diag *d =
        diag_error(env->diags, v->span, "$csv: %s: expected %s, found %.*s",
                   key, expected, STR_ARG(found));

    d->code = "data/csv";
    return d;
}

static bool fault_near(Env *env, Span at, const char *what, Str word,
                       const Str *words, size_t count)
{
    Diag *d = diag_error(env->diags, at, "$csv: unknown %s '%.*s'", what,
                         STR_ARG(text_shown(env->arena, word)));
    Str near = str_nearest(word, words, count);
    Str all = str_join(env->arena, words, count, STR(", "));

    d->code = "data/csv";
    d->hint =
        near.len ? str_format(env->arena, "did you mean '%.*s'?", STR_ARG(near))
                 : str_format(env->arena, "it is one of %.*s", STR_ARG(all));
    return false;
}

/* Reports the keys of `v` that are none of `known`. */
static bool keys_known(Env *env, const Value *v, const char *what,
                       const Str *known, size_t count)
{
    bool ok = true;

    for (size_t i = 0; i < v->as.map.len; i++) {
        const Member *m = &v->as.map.at[i];
        bool found = false;
        for (size_t k = 0; k < count; k++)
            found |= str_equal(m->key, known[k]);
        if (!found)
            ok = fault_near(env, m->value.span, what, m->key, known, count);
    }
    return ok;
}

/* ---- Single options ----------------------------------------------------- */

static bool read_text(Env *env, const Value *v, const char *key, Str *out)
{
    if (!v || v->kind == VALUE_NULL)
        return true;
    if (v->kind != VALUE_TEXT)
        return fault(env, v, key, "text"), false;
    *out = v->as.text;
    return true;
}

static bool read_whole(Env *env, const Value *v, const char *key, int64_t most,
                       int64_t *out)
{
    if (!v || v->kind == VALUE_NULL)
        return true;
    if (v->kind != VALUE_NUMBER || !decimal_to_int(v->as.number, out) ||
        *out < 0 || *out > most)
        return fault(env, v, key, "a whole number"), false;
    return true;
}

static bool read_delimiter(Env *env, const Value *v, char *out)
{
    Str word = { 0 };

    if (!read_text(env, v, "delimiter", &word))
        return false;
    if (!word.len)
        return true;
    if (str_is(word, "tab"))
        *out = '\t';
    else if (word.len == 1 && strchr(",;|\t", word.at[0]))
        *out = word.at[0];
    else
        return fault(env, v, "delimiter", "',', ';', '|' or 'tab'"), false;
    return true;
}

static bool read_locale(Env *env, const Value *v, const char *key, Str *out)
{
    if (!read_text(env, v, key, out))
        return false;
    if (!out->len || csv_mark_of_locale(*out))
        return true;
    fault(env, v, key, "a language and region whose numbers are known")->hint =
        STR("write en-GB for 1,234.5 or de-DE for 1.234,5");
    return false;
}

static bool read_date_format(Env *env, const Value *v, Str *out)
{
    DateOrder order;

    if (!read_text(env, v, "date_format", out))
        return false;
    return !out->len || csv_date_format_parse(*out, &order) ||
           (fault(env, v, "date_format", "dmy, mdy or iso"), false);
}

static bool read_table(Env *env, const Value *v, CsvSpec *out)
{
    if (v && v->kind == VALUE_TEXT)
        return read_text(env, v, "table", &out->table_name);
    return read_whole(env, v, "table", 1000, &out->table);
}

static bool read_header(Env *env, const Value *v, CsvSpec *out)
{
    if (!v || v->kind == VALUE_NULL)
        return true;
    if (v->kind != VALUE_BOOL)
        return fault(env, v, "header", "true or false"), false;
    out->has_header = v->as.flag;
    return true;
}

static bool read_preset(Env *env, const Value *v, CsvSpec *out)
{
    Str name = { 0 };

    if (!read_text(env, v, "preset", &name))
        return false;
    if (!name.len)
        return true;
    out->preset = csv_preset_find(name);
    if (out->preset)
        return true;
    StrList names = csv_preset_names(env->arena);
    return fault_near(env, v->span, "preset", name, names.at, names.len);
}

static bool read_totals(Env *env, const Value *v, CsvSpec *out)
{
    Str word = { 0 };

    out->totals = out->preset ? out->preset->totals : TOTAL_NONE;
    if (!read_text(env, v, "totals", &word))
        return false;
    if (str_is(word, "exclude"))
        out->totals |= TOTAL_LABEL;
    else if (str_is(word, "keep"))
        out->totals = TOTAL_NONE;
    else if (word.len)
        return fault(env, v, "totals", "exclude or keep"), false;
    return true;
}

/* ---- Columns ------------------------------------------------------------ */

void csv_spec_use(Env *env, CsvSpec *out, const CsvPreset *p)
{
    out->preset = p;
    for (size_t i = 0; i < PRESET_COLUMNS && p->columns[i].key; i++) {
        const PresetColumn *from = &p->columns[i];
        *list_add(env->arena, &out->columns) =
            (CsvColumn){ .key = str_of(from->key),
                         .headers = str_of(from->headers),
                         .type = from->type,
                         .at = out->file->span,
                         .is_needed = from->is_needed,
                         .place = -1 };
    }
    if (!p->channel)
        return;
    Value *channel = arena_make(env->arena, Value);
    *channel = value_text(str_of(p->channel));
    channel->span = out->file->span;
    *list_add(env->arena, &out->columns) = (CsvColumn){ .key = STR("channel"),
                                                        .constant = channel,
                                                        .at = out->file->span,
                                                        .place = -1 };
}

/* The column that is replaced by one's own of that key, or a new one. */
static CsvColumn *own_column(Env *env, CsvSpec *out, Str key)
{
    size_t kept = 0;
    CsvColumn *found = NULL;

    for (size_t i = 0; i < out->columns.len; i++) {
        if (str_equal(out->columns.at[i].key, key) && found)
            continue; /* another way to the same column */
        out->columns.at[kept] = out->columns.at[i];
        if (str_equal(out->columns.at[kept].key, key))
            found = &out->columns.at[kept];
        kept++;
    }
    out->columns.len = kept;
    return found ? found : list_add(env->arena, &out->columns);
}

static bool read_type(Env *env, const Value *v, CsvType *out)
{
    Str word = { 0 };

    if (!read_text(env, v, "type", &word))
        return false;
    if (!word.len || csv_type_parse(word, out))
        return true;
    Str words[COUNT_OF(TYPES)];
    for (size_t i = 0; i < COUNT_OF(TYPES); i++)
        words[i] = str_of(TYPES[i]);
    return fault_near(env, v->span, "type", word, words, COUNT_OF(TYPES));
}

static bool read_column(Env *env, const Member *m, CsvSpec *out)
{
    static const Str known[] = { { "from", 4 },
                                 { "type", 4 },
                                 { "locale", 6 },
                                 { "date_format", 11 },
                                 { "value", 5 } };
    const Value *v = &m->value;
    CsvColumn *c = own_column(env, out, m->key);
    CsvType type = c->type;
    Str key = m->key;

    *c = (CsvColumn){ .key = key,
                      .headers = c->headers,
                      .type = type,
                      .at = v->span,
                      .is_needed = true,
                      .is_own = true,
                      .place = -1 };
    if (v->kind == VALUE_TEXT) {
        c->headers = v->as.text;
        return true;
    }
    if (v->kind != VALUE_MAP)
        return fault(env, v, "columns", "a header or { from, type, ... }"),
               false;
    if (!c->headers.len)
        c->headers = key;
    c->constant = value_at(v, "value");
    return keys_known(env, v, "key of a column", known, COUNT_OF(known)) &&
           read_text(env, value_at(v, "from"), "from", &c->headers) &&
           read_type(env, value_at(v, "type"), &c->type) &&
           read_locale(env, value_at(v, "locale"), "locale", &c->locale) &&
           read_date_format(env, value_at(v, "date_format"), &c->date_format);
}

static bool read_columns(Env *env, const Value *v, CsvSpec *out)
{
    bool ok = true;

    if (out->preset)
        csv_spec_use(env, out, out->preset);
    if (!v || v->kind == VALUE_NULL)
        return true;
    if (v->kind != VALUE_MAP)
        return fault(env, v, "columns", "a map of names"), false;
    out->only_columns = true;
    for (size_t i = 0; i < v->as.map.len; i++)
        ok &= read_column(env, &v->as.map.at[i], out);
    return ok;
}

bool csv_spec_read(Env *env, const Value *v, CsvSpec *out)
{
    static const Str known[] = { { "$csv", 4 },        { "$json", 5 },
                                 { "preset", 6 },      { "encoding", 8 },
                                 { "delimiter", 9 },   { "header", 6 },
                                 { "skip", 4 },        { "table", 5 },
                                 { "year", 4 },        { "columns", 7 },
                                 { "totals", 6 },      { "number_locale", 13 },
                                 { "date_format", 11 } };
    int64_t skip = 0;

    *out = (CsvSpec){ .file = value_at(v, "$csv"), .has_header = true };
    if (!out->file) {
        out->file = value_at(v, "$json");
        out->is_json = true;
    }
    if (out->file->kind != VALUE_TEXT)
        return fault(env, out->file, "the file", "a path"), false;
    bool ok =
        keys_known(env, v, "option", known, COUNT_OF(known)) &&
        read_text(env, value_at(v, "encoding"), "encoding", &out->encoding) &&
        read_delimiter(env, value_at(v, "delimiter"), &out->delimiter) &&
        read_header(env, value_at(v, "header"), out) &&
        read_whole(env, value_at(v, "skip"), "skip", 100000, &skip) &&
        read_table(env, value_at(v, "table"), out) &&
        read_whole(env, value_at(v, "year"), "year", 9998, &out->year) &&
        read_locale(env, value_at(v, "number_locale"), "number_locale",
                    &out->locale) &&
        read_date_format(env, value_at(v, "date_format"), &out->date_format) &&
        read_preset(env, value_at(v, "preset"), out) &&
        read_totals(env, value_at(v, "totals"), out);
    out->skip = (size_t)skip;
    return ok && read_columns(env, value_at(v, "columns"), out);
}
