/* eval.c - template and data into a report: the order of things. */

#include "eval/eval.h"

#include "eval/explain.h"
#include "eval/maker.h"

#include "eval/expr.h"

/* Names that templates may use and clients may leave out. */
static const char *const OPTIONAL[] = { "actions",
                                        "annotations",
                                        "benchmarks",
                                        "bridge",
                                        "budget",
                                        "budget_kinds",
                                        "budget_lines",
                                        "budget_months",
                                        "budget_summary",
                                        "budget_year",
                                        "campaign_status",
                                        "campaigns",
                                        "channel_months",
                                        "channels",
                                        "claims",
                                        "commitments",
                                        "comparisons",
                                        "competitors",
                                        "contracts",
                                        "customers",
                                        "daily",
                                        "decisions",
                                        "definitions",
                                        "deliverables",
                                        "facts",
                                        "findings",
                                        "forecast",
                                        "forecast_check",
                                        "forecasts",
                                        "forecasts_made",
                                        "funnel",
                                        "goals",
                                        "hours",
                                        "kpis",
                                        "market",
                                        "metrics",
                                        "milestones",
                                        "monthly",
                                        "movers",
                                        "narrative",
                                        "opportunities",
                                        "pipeline_summary",
                                        "placements",
                                        "plan",
                                        "previous",
                                        "prior_year",
                                        "quarters",
                                        "report",
                                        "risks",
                                        "scorecard",
                                        "sessions",
                                        "sources",
                                        "stakeholders",
                                        "status",
                                        "survey",
                                        "targets",
                                        "team",
                                        "tests",
                                        "totals",
                                        "totals_previous",
                                        "totals_prior_year",
                                        "trend",
                                        "trends",
                                        "vendor_scores",
                                        "vendors",
                                        "weekly",
                                        "work_log",
                                        NULL };

/* ---- Language and money -------------------------------------------------- */

static const Value *text_value(const Value *root, const char *path)
{
    const Value *v = root ? value_path(root, path) : NULL;
    return v && v->kind == VALUE_TEXT && v->as.text.len ? v : NULL;
}

static Locale *open_locale(Env *env, const Agency *agency, const Value *data,
                           const EvalOptions *options)
{
    const Value *tag = text_value(data, "client.locale");
    const Value *currency = text_value(data, "client.currency");
    const Value *house = agency ? text_value(agency->settings, "locale") : NULL;
    Str money = currency ? currency->as.text : STR("");

    if (options->locale.len)
        return locale_open(env, options->locale, money, (Span){ 0 });
    if (!tag)
        tag = house;
    return tag ? locale_open(env, tag->as.text, money,
                             currency ? currency->span : tag->span)
               : locale_open(env, STR("en-GB"), money,
                             currency ? currency->span : (Span){ 0 });
}

/* ---- What the template needs --------------------------------------------- */

static bool has_data(Maker *k)
{
    bool ok = true;

    for (size_t i = 0; i < k->t->data.len; i++) {
        Str name = k->t->data.at[i];
        const Value *v = value_find(k->data, name);
        if (v && v->kind != VALUE_NULL &&
            !(v->kind == VALUE_LIST && v->as.list.len == 0))
            continue;
        Diag *d = diag_error(
            k->env->diags, (Span){ 0 },
            "the template '%.*s' needs '%.*s', which the data does not give",
            STR_ARG(k->t->name), STR_ARG(name));
        d->code = "data/needed";
        d->hint =
            str_is(name, "kpis")
                ? STR("give facts: rows with a date and measures such as "
                      "spend and revenue; `reportgen init` shows them")
                : str_format(k->env->arena, "add '%.*s' to the client's data",
                             STR_ARG(name));
        ok = false;
    }
    return ok;
}

/* ---- The report's own words ---------------------------------------------- */

static Str authors(Maker *k)
{
    const Value *list = value_path(k->data, "report.prepared_by");
    StrList out = { 0 };

    if (list && list->kind == VALUE_TEXT)
        return list->as.text;
    for (size_t i = 0;
         list && list->kind == VALUE_LIST && i < list->as.list.len; i++) {
        const Value *name = value_at(&list->as.list.at[i], "name");
        if (name && name->kind == VALUE_TEXT)
            *list_add(k->a, &out) = name->as.text;
    }
    return str_join(k->a, out.at, out.len, STR(", "));
}

static Str date_of_report(const Maker *k)
{
    const Value *as_of = text_value(k->data, "report.as_of");
    Date d;

    if (k->env->date.len)
        return k->env->date;
    return as_of && date_parse(as_of->as.text, &d) ? as_of->as.text : STR("");
}

static Str optional_text(Maker *k, const Text *t, Str otherwise)
{
    Str out = t ? text_plain(k, t) : STR("");

    if (k->m.missing.len)
        machine_clear(&k->m);
    return out.len ? out : otherwise;
}

static void identify(Maker *k)
{
    Report *r = k->report;
    const Value *client = text_value(k->data, "client.name");
    const Value *status = text_value(k->data, "report.status");

    r->lang = locale_tag(k->locale);
    r->locale = k->locale;
    r->title =
        optional_text(k, k->t->title, client ? client->as.text : k->t->name);
    r->subject = optional_text(k, k->t->subject, STR(""));
    r->author = authors(k);
    r->created = date_of_report(k);
    r->running_title = r->title;
    r->page_of = word(k, "page_of");
    r->words_continued = word(k, "continued");
    r->words_notes = word(k, "speaker_notes");
    r->is_presentation = k->t->is_presentation;
    if (status && str_is(status->as.text, "draft"))
        r->watermark = word(k, "draft");
}

/* A channel has one colour in the whole report, and over the months. */
static void reserve_colors(Maker *k)
{
    const Value *channels = value_at(k->data, "channels");

    for (size_t i = 0;
         channels && channels->kind == VALUE_LIST && i < channels->as.list.len;
         i++) {
        const Value *name = value_at(&channels->as.list.at[i], "name");
        if (name && name->kind == VALUE_TEXT)
            entity_color(k, name->as.text);
    }
}

static bool eval_lets(Maker *k)
{
    bool ok = true;

    for (size_t i = 0; i < k->t->lets.len; i++) {
        const Let *let = &k->t->lets.at[i];
        machine_clear(&k->m);
        Value v = expr_eval(&k->m, let->expr);
        if (k->m.failed && !k->m.missing.len)
            ok = false;
        /* what has no data is nothing; blocks that use it are left out */
        scope_set(&k->m, let->name, k->m.failed ? value_null() : v);
        if (!k->m.failed)
            explain_name(&k->m, let->name, let->expr, let->at, v);
    }
    machine_clear(&k->m);
    return ok;
}

/* ---- The end of a report ------------------------------------------------- */

static void add_small_print(Maker *k, BlockList *body)
{
    const Str texts[] = { k->report->brand.disclaimer,
                          k->report->brand.contact };

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Str rest = texts[i];
        while (rest.len) {
            size_t end = str_find(rest, STR("\n"));
            Str line = str_trim(str_slice(rest, 0, end));
            rest = str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
            if (!line.len)
                continue;
            Block *b = list_add(k->a, body);
            b->kind = BLOCK_PARAGRAPH;
            b->as.paragraph.runs = runs_of(k->a, line);
            b->as.paragraph.kind = PARA_NOTE;
        }
    }
}

/* "2.1" before the titles of sections, in the order they came out. */
static void number_sections(Maker *k, Block *blocks, size_t count, Str prefix)
{
    unsigned n = 0;

    for (size_t i = 0; i < count; i++) {
        Section *s = &blocks[i].as.section;
        if (blocks[i].kind != BLOCK_SECTION)
            continue;
        if (!s->unlisted && s->level <= 3)
            s->number = prefix.len
                            ? str_format(k->a, "%.*s.%u", STR_ARG(prefix), ++n)
                            : str_format(k->a, "%u", ++n);
        number_sections(k, (Block *)s->body.at, s->body.len, s->number);
    }
}

static void break_before_sections(Block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (blocks[i].kind == BLOCK_SECTION)
            blocks[i].page_break_before = true;
}

static bool make_body(Maker *k)
{
    BlockList body = { 0 };
    Made made;

    k->m.forgives = true;
    k->m.optional = OPTIONAL;
    if (!eval_lets(k))
        return false;
    identify(k);
    made = blocks_make(k, k->t->body, &body);
    if (made == FAILED)
        return false;
    add_small_print(k, &body);
    if (option_flag(&k->t->options, "number_headings", false))
        number_sections(k, body.at, body.len, STR(""));
    if (option_flag(&k->t->options, "section_pages", false))
        break_before_sections(body.at, body.len);
    k->report->body = (Blocks){ body.at, body.len };
    if (!crossrefs_resolve(k, k->report->body))
        return false;
    k->report->notes = k->footnotes.at;
    k->report->note_count = k->footnotes.len;
    return true;
}

/* ---- Entry --------------------------------------------------------------- */

/* `settings: { verbs: { edged: 1, moved: 5, jumped: 20 } }`, in percent. */
static void bands_read(Maker *k)
{
    const Option *verbs = option_find(&k->t->options, "verbs");
    VerbBands *b = &k->wording.bands;
    Decimal *const limits[] = { &b->edged, &b->moved, &b->jumped };
    static const char *const keys[] = { "edged", "moved", "jumped" };

    for (size_t i = 0; verbs && i < COUNT_OF(keys); i++) {
        double percent = option_number(&verbs->as.map, keys[i], -1);
        if (percent >= 0)
            decimal_divide(decimal_of_double(percent), decimal_of_int(100),
                           limits[i]);
    }
}

static bool prepare(Maker *k, const Value *data, bool explains)
{
    Value schema = schema_of_template(k->env, k->t);
    FactsLog log = { .arena = k->env->arena };

    if (schema.kind == VALUE_MAP && !schema_check(k->env, &schema, data))
        return false;
    const Value *house = k->agency && k->agency->settings
                             ? value_at(k->agency->settings, "wording")
                             : NULL;
    if (!wording_load(k->env, k->locale, house, &k->wording))
        return false;
    bands_read(k);
    Overrides overrides = { .agency = k->agency ? k->agency->settings : NULL,
                            .template = k->t->metrics };
    k->data = derive_data(k->env, &k->wording, data, overrides, &k->notes,
                          explains ? &log : NULL);
    if (!k->data || !has_data(k))
        return false;
    machine_begin(&k->m, k->env, k->locale, k->data);
    k->m.wording = &k->wording;
    if (explains)
        explain_begin(&k->m, data, &log);
    reserve_colors(k);
    return !k->agency ||
           brand_read(k->env, k->agency->brand, k->agency->settings,
                      k->agency->folder, &k->report->brand);
}

const Report *eval_report(Env *env, const Template *t, const Agency *agency,
                          const Value *data, const EvalOptions *options)
{
    Maker k = { .env = env, .t = t, .agency = agency };

    if (!t || !data || !options)
        return NULL;
    k.a = env->arena;
    k.report = arena_make(k.a, Report);
    k.strict = options->strict;
    k.locale = open_locale(env, agency, data, options);
    if (!k.locale)
        return NULL;
    if (prepare(&k, data, options->explain) && make_body(&k)) {
        if (options->explain)
            k.report->explanation = explain_report(&k);
        return k.report;
    }
    locale_close(k.locale);
    return NULL;
}

void report_close(const Report *r)
{
    if (r)
        locale_close(r->locale);
}
