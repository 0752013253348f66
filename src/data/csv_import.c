/* csv_import.c - a client file written from the exports that it will read. */

#include "data/csv.h"
#include "data/import.h"
#include "data/written.h"
#include "io/io.h"

/* ---- One file ----------------------------------------------------------- */

typedef struct {
    Str path;
    Str name; /* as the client file names it */
    const CsvPreset *preset;
    CsvSpec spec;
    Csv csv;
    const Dataset *table; /* NULL when it could not be read as it is */
    int64_t table_number; /* of several in the file; 0 if not said */
    size_t table_count;
    bool spans_days; /* a row speaks of more than one day */
    DiagList faults; /* why it could not be read */
} ImportFile;

typedef LIST(ImportFile) ImportFiles;

typedef struct {
    Env *env;
    Str output;
    ImportFiles files;
    int32_t from, to; /* days of all files */
    bool has_days;
    bool is_monthly; /* each date is the first of a month */
    StrList currencies;
    Buf yaml;
    Buf summary;
} Importer;

/* An empty source named like the client file: paths are found beside it. */
static Value text_value(const Importer *im, Str text)
{
    Value v = value_text(text);

    v.span = span_of(source_new(im->env->arena, im->output, text), 0, text.len);
    return v;
}

/* The options that `$csv: name` alone has, or with a table's number. */
static bool spec_make(const Importer *im, ImportFile *f)
{
    Arena *a = im->env->arena;
    MemberList m = { 0 };
    bool is_json = str_is(path_extension(f->path), "json");

    map_put(a, &m, is_json ? "$json" : "$csv", text_value(im, f->name));
    if (f->table_number)
        map_put(a, &m, "table", value_int(f->table_number));
    Value *v = arena_make(a, Value);
    *v = value_map(m.at, m.len);
    return csv_spec_read(im->env, v, &f->spec);
}

/* An Env whose reports nobody hears. */
static Env *quiet_env(const Importer *im)
{
    Env *quiet = arena_make(im->env->arena, Env);

    *quiet = *im->env;
    quiet->diags = arena_make(im->env->arena, DiagList);
    quiet->diags->arena = im->env->arena;
    return quiet;
}

static bool fault_unknown(const Importer *im, const ImportFile *f)
{
    Diag *d = diag_error(im->env->diags, (Span){ 0 },
                         "'%.*s' has no table with dates and measures that is "
                         "known",
                         STR_ARG(f->path));
    d->code = "import/unknown";
    d->hint = STR("name its columns by hand: see $csv in the manual");
    return false;
}

static bool recognise(const Importer *im, ImportFile *f)
{
    Csv c = { .env = im->env, .cell_arena = arena_new() };
    bool ok = spec_make(im, f);

    c.spec = &f->spec;
    ok = ok && csv_open(&c, f->path);
    if (ok) {
        c.env = quiet_env(im);
        f->preset = csv_recognise(&c);
    }
    arena_free(c.cell_arena);
    return ok && (f->preset || fault_unknown(im, f));
}

/* Reads the file, or table `number` of it, with its preset. */
static bool table_try(const Importer *im, ImportFile *f, int64_t number)
{
    Env *quiet = quiet_env(im);

    f->table_number = number;
    if (!spec_make(im, f))
        return false;
    csv_spec_use(quiet, &f->spec, f->preset);
    f->spec.totals = f->preset->totals;
    f->csv = (Csv){ .env = quiet, .spec = &f->spec, .cell_arena = arena_new() };
    f->table = csv_read(&f->csv, f->path);
    arena_free(f->csv.cell_arena);
    f->csv.cell_arena = NULL;
    f->faults = *quiet->diags;
    return f->table != NULL;
}

static bool has_dates(const ImportFile *f)
{
    const DatasetColumn *c =
        f->table ? dataset_column(f->table, STR("date")) : NULL;

    return c && c->kind == DATASET_DAY;
}

/* Of several tables in a file, the first that has dates. */
static void table_choose(const Importer *im, ImportFile *f)
{
    ImportFile first = *f;

    table_try(im, &first, 0);
    *f = first;
    if (!f->preset->ends_at_blank || f->spec.is_json || has_dates(f))
        return;
    for (int64_t n = 1; n <= 20; n++) {
        ImportFile one = *f;
        if (table_try(im, &one, n) && has_dates(&one)) {
            *f = one;
            return;
        }
    }
}

/* ---- What the files say together ---------------------------------------- */

static void days_gather(Importer *im, const ImportFile *f)
{
    const DatasetColumn *c = dataset_column(f->table, STR("date"));
    int year, month, day;

    for (size_t row = 0; row < f->table->row_count; row++) {
        if (c->days[row] == DATASET_NO_DAY)
            continue;
        if (!im->has_days || c->days[row] < im->from)
            im->from = c->days[row];
        if (!im->has_days || c->days[row] > im->to)
            im->to = c->days[row];
        im->is_monthly = (im->is_monthly || !im->has_days);
        im->has_days = true;
        csv_date_of(c->days[row], &year, &month, &day);
        im->is_monthly = im->is_monthly && day == 1;
    }
}

static void currency_add(Importer *im, Str currency)
{
    for (size_t i = 0; i < im->currencies.len; i++)
        if (str_equal(im->currencies.at[i], currency))
            return;
    *list_add(im->env->arena, &im->currencies) = currency;
}

/* Of signs beside the numbers; empty if there are none. */
static Str currency_of_signs(const ImportFile *f)
{
    for (size_t i = 0; i < f->table->columns.len; i++) {
        Str sign = f->table->columns.at[i].signs[0];
        if (sign.len)
            return money_currency(sign, STR("none"));
    }
    return STR("");
}

static void currencies_gather(Importer *im, const ImportFile *f)
{
    const DatasetColumn *c = dataset_column(f->table, STR("currency"));
    Str signs = c ? STR("") : currency_of_signs(f);

    for (size_t i = 0; c && c->kind == DATASET_TEXT && i < c->names.len; i++)
        currency_add(im, c->names.at[i]);
    if (signs.len)
        currency_add(im, signs);
}

/* Whether the first row's end is another day than its start. */
static bool row_spans_days(const ImportFile *f)
{
    Csv c = f->csv;
    int start = -1, end = -1;
    Str unused;

    for (size_t i = 0; i < c.header.len; i++) {
        if (csv_header_is(STR("Reporting starts|Start Date"), c.header.at[i],
                          &unused))
            start = (int)i;
        if (csv_header_is(STR("Reporting ends|End Date"), c.header.at[i],
                          &unused))
            end = (int)i;
    }
    if (start < 0 || end < 0 || c.json)
        return false;
    c.spec = &f->spec;
    c.cell_arena = arena_new();
    csv_rewind(&c);
    bool differs = csv_data_row(&c) && (size_t)start < c.row.len &&
                   (size_t)end < c.row.len &&
                   !str_equal(c.row.at[start].text, c.row.at[end].text);
    arena_free(c.cell_arena);
    return differs;
}

static Diag *fault_file(Importer *im, const char *fmt, Str path)
{
    Diag *d = diag_error(im->env->diags, (Span){ 0 }, fmt, STR_ARG(path));

    d->fault = FAULT_FILE;
    d->code = "file";
    return d;
}

static bool file_add(Importer *im, Str path)
{
    ImportFile f = { .path = path };
    Str folder = path_folder(im->env->arena, im->output);

    if (str_is(im->output, "-"))
        folder = STR(".");
    if (!file_exists(path)) {
        fault_file(im, "cannot find '%.*s'", path);
        return false;
    }
    if (!path_below(im->env, folder, path, &f.name)) {
        Str beside =
            path_join(im->env->arena, path_folder(im->env->arena, path),
                      STR("client.yaml"));
        fault_file(im, "'%.*s' is not below the folder of the client file",
                   path)
            ->hint = str_format(im->env->arena,
                                "write the client file beside its exports: "
                                "-o %.*s",
                                STR_ARG(beside));
        return false;
    }
    if (!recognise(im, &f))
        return false;
    table_choose(im, &f);
    if (f.table && has_dates(&f)) {
        days_gather(im, &f);
        currencies_gather(im, &f);
        f.spans_days = row_spans_days(&f);
    }
    *list_add(im->env->arena, &im->files) = f;
    return true;
}

/* ---- The client file ---------------------------------------------------- */

static void add_quoted(Buf *out, Str s)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char ch = (unsigned char)s.at[i];
        if (ch == '"' || ch == '\\')
            buf_format(out, "\\%c", ch);
        else if (ch < 0x20)
            buf_format(out, "\\x%02x", ch);
        else
            buf_add_char(out, (char)ch);
    }
    buf_add_char(out, '"');
}

static void add_list(Buf *out, const char *indent, const char *what,
                     const StrList *list)
{
    if (!list->len)
        return;
    buf_format(out, "%s%s: ", indent, what);
    for (size_t i = 0; i < list->len; i++) {
        if (i)
            buf_add(out, ", ", 2);
        for (size_t k = 0; k < list->at[i].len; k++) {
            char ch = list->at[i].at[k];
            buf_add_char(out, (unsigned char)ch < 0x20 ? ' ' : ch);
        }
    }
    buf_add_char(out, '\n');
}

static void write_column(Importer *im, const ImportFile *f, const CsvColumn *c)
{
    Buf *out = &im->yaml;

    buf_format(out, "      %.*s: { ", STR_ARG(c->key));
    if (c->constant) {
        buf_add_str(out, STR("value: "));
        if (c->constant->kind == VALUE_TEXT)
            add_quoted(out, c->constant->as.text);
    } else {
        buf_add_str(out, STR("from: "));
        add_quoted(out, f->csv.header.at[c->place]);
        buf_format(out, ", type: %s", csv_type_name(c->type));
    }
    buf_add_str(out, STR(" }\n"));
}

/* The currency of one that has no column of it, by its signs or as the others
 * have it: rows of one report must all say it, or none. */
static Str currency_lacking(const Importer *im, const ImportFile *f)
{
    if (!f->table || f->csv.pivot.len ||
        dataset_column(f->table, STR("currency")))
        return STR("");
    Str signs = currency_of_signs(f);
    return signs.len                 ? signs
           : im->currencies.len == 1 ? im->currencies.at[0]
                                     : STR("");
}

static void write_mapping(Importer *im, const ImportFile *f)
{
    Buf *out = &im->yaml;

    if (f->csv.pivot.len)
        return; /* the preset makes rows of columns by itself */
    buf_add_str(out, STR("    columns:\n"));
    for (size_t i = 0; i < f->csv.columns.len; i++)
        if (f->csv.columns.at[i].constant || f->csv.columns.at[i].place >= 0)
            write_column(im, f, &f->csv.columns.at[i]);
    Str lacking = currency_lacking(im, f);
    if (lacking.len)
        buf_format(out, "      currency: { value: \"%.*s\" }   # check: %s\n",
                   STR_ARG(lacking),
                   currency_of_signs(f).len ? "by the sign beside its amounts"
                                            : "it does not say its own");
    add_list(out, "      # ", "not read", &f->csv.left_out);
}

static void write_title(Importer *im, const ImportFile *f)
{
    Buf *out = &im->yaml;

    buf_format(out, "  # %s", f->preset->title);
    if (f->table)
        buf_format(out, ", %zu row%s", f->table->row_count,
                   f->table->row_count == 1 ? "" : "s");
    buf_add_char(out, '\n');
    if (f->preset->doubt)
        buf_format(out, "  # check: %s\n", f->preset->doubt);
    for (size_t i = 0; !f->table && i < f->faults.list.len; i++) {
        const Diag *d = &f->faults.list.at[i];
        if (d->level == DIAG_ERROR)
            buf_format(out, "  # check: %.*s; %.*s\n", STR_ARG(d->message),
                       STR_ARG(d->hint));
    }
}

static void write_file(Importer *im, const ImportFile *f)
{
    Buf *out = &im->yaml;

    write_title(im, f);
    buf_format(out, "  - %s: ", f->spec.is_json ? "$json" : "$csv");
    add_quoted(out, f->name);
    buf_add_char(out, '\n');
    if (f->preset->name[0])
        buf_format(out, "    preset: %s\n", f->preset->name);
    if (f->table_number)
        buf_format(out, "    table: %d   # of several in the file\n",
                   (int)f->table_number);
    if (!f->preset->name[0] && f->preset->totals)
        buf_add_str(out, STR("    totals: exclude\n"));
    write_mapping(im, f);
}

/* The last whole month, where the files hold more than some weeks. */
static void period_choose(const Importer *im, int32_t *from, int32_t *to)
{
    int year, month, day;

    *from = im->from;
    *to = im->to;
    csv_date_of(im->to + 1, &year, &month, &day);
    if (im->is_monthly) {
        csv_date_of(im->to, &year, &month, &day);
        *from = im->to;
        *to = csv_day_of(year + month / 12, month % 12 + 1, 1) - 1;
        return;
    }
    if (im->to - im->from < 45)
        return;
    int32_t last = csv_day_of(year, month, 1) - 1; /* end of a whole month */
    csv_date_of(last, &year, &month, &day);
    int32_t first = csv_day_of(year, month, 1);
    if (first >= im->from) {
        *from = first;
        *to = last;
    }
}

static void write_period(Importer *im)
{
    Arena *a = im->env->arena;
    int32_t from, to;

    if (!im->has_days) {
        buf_add_str(&im->yaml, STR("  # check: no date could be read\n"
                                   "  # period: 2026-07\n"));
        return;
    }
    period_choose(im, &from, &to);
    buf_format(&im->yaml,
               "  period: { from: %.*s, to: %.*s }   # the exports: %.*s to "
               "%.*s\n",
               STR_ARG(csv_day_text(a, from)), STR_ARG(csv_day_text(a, to)),
               STR_ARG(csv_day_text(a, im->from)),
               STR_ARG(csv_day_text(a, im->to)));
}

static void write_head(Importer *im)
{
    Buf *out = &im->yaml;

    buf_add_str(out, STR("# Written by `reportgen import` from the headers of "
                         "the exports below.\n"
                         "# Review the mapping, then fill in the rest.\n"
                         "reportgen: 1\n"
                         "client:\n"
                         "  name: Your Client\n"
                         "  locale: en-GB   # language, numbers and dates\n"));
    if (im->currencies.len)
        buf_format(out, "  currency: %.*s   # found in the exports\n",
                   STR_ARG(im->currencies.at[0]));
    else
        buf_add_str(out, STR("  # currency: GBP   # the exports do not say\n"));
    if (im->currencies.len > 1)
        add_list(out, "  # ",
                 "check: add fx: rates, as the exports have several "
                 "currencies",
                 &im->currencies);
    buf_add_str(out, STR("report:\n"));
    write_period(im);
    buf_add_str(out, STR("  compare: [prior_year, previous_period]\n"
                         "  status: draft\n"
                         "facts:\n"));
}

/* ---- The summary -------------------------------------------------------- */

static bool has_any(Str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_find(s, str_of(words[i])) < s.len)
            return true;
    return false;
}

/* Headers that count conversions too, beside the one that is read. */
static StrList other_conversions(const Importer *im, const ImportFile *f)
{
    static const char *const words[] = { "onversion", "urchases", "Results",
                                         "onv." };
    static const char *const others[] = { "Cost", "cost",  "CPA",   "rate",
                                          "Rate", "value", "Value", "/" };
    StrList found = { 0 };

    for (size_t i = 0; i < f->csv.left_out.len; i++) {
        Str header = f->csv.left_out.at[i];
        if (has_any(header, words, COUNT_OF(words)) &&
            !has_any(header, others, COUNT_OF(others)))
            *list_add(im->env->arena, &found) = header;
    }
    return found;
}

static void say_columns(Importer *im, const ImportFile *f)
{
    Arena *a = im->env->arena;
    StrList read = { 0 };

    for (size_t i = 0; i < f->csv.columns.len; i++)
        *list_add(a, &read) = f->csv.columns.at[i].key;
    add_list(&im->summary, "  ", "read", &read);
    add_list(&im->summary, "  ", "not read", &f->csv.left_out);
}

static bool has_measure(const ImportFile *f)
{
    for (size_t i = 0; i < f->csv.columns.len; i++)
        if (f->csv.columns.at[i].type != CSV_TEXT &&
            f->csv.columns.at[i].type != CSV_DATE)
            return true;
    return false;
}

static void say_doubts(Importer *im, const ImportFile *f)
{
    Buf *out = &im->summary;
    StrList others = other_conversions(im, f);
    Str from = f->csv.left_out.len ? f->csv.left_out.at[0] : STR("Sales");

    if (!has_measure(f))
        buf_format(out,
                   "  check: no column has the name of a measure; name one, "
                   "such as revenue: { from: \"%.*s\", type: money }\n",
                   STR_ARG(from));

    if (f->preset->doubt)
        buf_format(out, "  check: %s\n", f->preset->doubt);
    if (!f->preset->name[0])
        buf_add_str(out, STR("  check: no platform's layout; columns were "
                             "chosen by their names alone\n"));
    add_list(out, "  ", "check: other conversions that are not read", &others);
    Str lacking = currency_lacking(im, f);
    if (lacking.len)
        buf_format(out, "  check: %s; taken to be %.*s\n",
                   currency_of_signs(f).len
                       ? "its currency is said by a sign alone"
                       : "it does not say its currency",
                   STR_ARG(lacking));
    if (f->spans_days)
        buf_add_str(out, STR("  check: a row speaks of several days and "
                             "counts on its first; export it by day\n"));
    for (size_t i = 0; i < f->faults.list.len; i++) {
        const Diag *d = &f->faults.list.at[i];
        if (d->level == DIAG_NOTE)
            continue;
        buf_format(out, "  check: %.*s", STR_ARG(d->message));
        if (d->hint.len)
            buf_format(out, "; %.*s", STR_ARG(d->hint));
        buf_add_char(out, '\n');
    }
}

static void say_skipped(Importer *im, const ImportFile *f)
{
    const Csv *c = &f->csv;

    if (c->totals)
        buf_format(&im->summary, "  skipped: %zu total row%s\n", c->totals,
                   c->totals == 1 ? "" : "s");
    if (c->footers)
        buf_format(&im->summary,
                   "  skipped: %zu line%s below or beside the "
                   "table\n",
                   c->footers, c->footers == 1 ? "" : "s");
    if (c->preamble_rows)
        buf_format(&im->summary, "  skipped: %zu line%s above the header\n",
                   c->preamble_rows, c->preamble_rows == 1 ? "" : "s");
}

static void say_file(Importer *im, const ImportFile *f)
{
    Buf *out = &im->summary;

    buf_format(out, "%.*s: %s", STR_ARG(f->path), f->preset->title);
    if (f->table)
        buf_format(out, ", %zu row%s", f->table->row_count,
                   f->table->row_count == 1 ? "" : "s");
    buf_add_char(out, '\n');
    say_columns(im, f);
    say_skipped(im, f);
    say_doubts(im, f);
}

/* ---- All of it ---------------------------------------------------------- */

static bool fault_undated(Importer *im, const ImportFile *f)
{
    Diag *d = diag_error(im->env->diags, (Span){ 0 },
                         "'%.*s' (%s) has no dates, so it gives no months",
                         STR_ARG(f->path), f->preset->title);
    d->code = "import/undated";
    d->hint = STR("export it by day, week or month, or for one whole month");
    return false;
}

/* A file that only lacks what a person has to decide stays. */
static bool is_usable(Importer *im, const ImportFile *f)
{
    if (f->table)
        return has_dates(f) || fault_undated(im, f);
    for (size_t i = 0; i < f->faults.list.len; i++) {
        const Diag *d = &f->faults.list.at[i];
        if (d->level == DIAG_ERROR && d->code &&
            (strcmp(d->code, "data/csv-ambiguous") == 0 ||
             strcmp(d->code, "data/csv-year") == 0))
            return true;
    }
    for (size_t i = 0; i < f->faults.list.len; i++)
        if (f->faults.list.at[i].level == DIAG_ERROR) {
            Diag *d = diag_error(im->env->diags, f->faults.list.at[i].at,
                                 "%.*s", STR_ARG(f->faults.list.at[i].message));
            d->code = f->faults.list.at[i].code;
            d->hint = f->faults.list.at[i].hint;
            return false;
        }
    return false;
}

bool import_files(Env *env, const StrList *paths, Str output, Import *out)
{
    Importer im = { .env = env, .output = output };
    bool ok = true;

    for (size_t i = 0; i < paths->len; i++)
        ok &= file_add(&im, paths->at[i]);
    for (size_t i = 0; i < im.files.len; i++)
        ok &= is_usable(&im, &im.files.at[i]);
    if (ok) {
        write_head(&im);
        for (size_t i = 0; i < im.files.len; i++) {
            write_file(&im, &im.files.at[i]);
            say_file(&im, &im.files.at[i]);
        }
        out->yaml = buf_copy(env->arena, &im.yaml);
        out->summary = buf_copy(env->arena, &im.summary);
    }
    buf_free(&im.yaml);
    buf_free(&im.summary);
    return ok;
}
