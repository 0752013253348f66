/* commands.c - what each command does. */

#include "app/app.h"
#include "app/explain.h"
#include "data/import.h"
#include "eval/eval.h"
#include "io/io.h"
#include "template/template.h"

/* ---- Rendering ---------------------------------------------------------- */

static const Writer *writer_of(const CommandLine *o, size_t output)
{
    if (o->format.len)
        return writer_find(o->format);
    return writer_find(path_extension(o->outputs.at[output]));
}

/* "acme.pdf" is explained in "acme.explain.json". */
static Str explain_path_for(Env *env, const CommandLine *o)
{
    Str output = o->outputs.at[0], extension = path_extension(output);
    size_t stem = output.len - (extension.len ? extension.len + 1 : 0);

    return o->explain_path.len ? o->explain_path
                               : str_format(env->arena, "%.*s.explain.json",
                                            (int)stem, output.at);
}

static bool explanation_of(Env *env, const CommandLine *o, const Report *report,
                           Buf *out)
{
    Explainer x;

    if (!explainer_open(env, report, str_of(writer_of(o, 0)->name), &x))
        return false;
    explain_write_json(&x, NULL, out);
    return true;
}

/* All outputs are made before the first is written. */
void command_render(Env *env, const CommandLine *o)
{
    const Report *report = report_load(env, &o->job);
    if (!report)
        return;

    Buf *files = arena_make_array(env->arena, Buf, o->outputs.len);
    Buf explained = { 0 };
    bool ok = true;
    for (size_t i = 0; i < o->outputs.len && ok; i++)
        ok = writer_of(o, i)->write(env, report, &o->how, &files[i]);
    if (ok && o->job.explain)
        ok = explanation_of(env, o, report, &explained);
    ok = ok && !env->diags->error_count;
    if (o->job.strict && env->diags->warning_count)
        ok = false; /* exit 3, and no file that somebody might send */
    for (size_t i = 0; i < o->outputs.len; i++) {
        ok = ok && file_replace(env, buf_str(&files[i]), o->outputs.at[i]);
        buf_free(&files[i]);
    }
    if (ok && o->job.explain)
        file_replace(env, buf_str(&explained), explain_path_for(env, o));
    buf_free(&explained);
    report_close(report);
}

void command_check(Env *env, const CommandLine *o)
{
    if (!o->job.template_name.len) {
        agency_check(env, o);
        return;
    }
    const Report *report = report_load(env, &o->job);
    if (!report)
        return;

    Buf file = { 0 };
    const Writer *w = writer_find(o->format.len ? o->format : STR("pdf"));
    if (w->write(env, report, &o->how, &file) && o->voice != VOICE_QUIET)
        references_print(env, &report->brand);
    buf_free(&file);
    report_close(report);
    if (o->voice != VOICE_QUIET && !env->diags->error_count)
        printf("checked: %zu warning%s\n", env->diags->warning_count,
               env->diags->warning_count == 1 ? "" : "s");
}

/* ---- Templates ---------------------------------------------------------- */

static void print_list(const TemplateList *list)
{
    size_t width = 0;

    for (size_t i = 0; i < list->len; i++)
        if (list->at[i].name.len > width)
            width = list->at[i].name.len;
    for (size_t i = 0; i < list->len; i++)
        printf("%-*.*s  %.*s\n", (int)width, STR_ARG(list->at[i].name),
               STR_ARG(list->at[i].summary));
}

static void print_sections(TemplateBlocks blocks, int depth)
{
    for (size_t i = 0; i < blocks.len; i++) {
        const TemplateBlock *b = &blocks.at[i];
        const Option *id = option_find(&b->options, "id");
        printf("%*s%s", depth * 2 + 2, "", b->rule->kind);
        if (b->has_subject && b->subject.rule &&
            b->subject.rule->type == OPT_TEXT && b->subject.as.text->is_plain &&
            b->subject.as.text->body.len)
            printf(" \"%.*s\"", STR_ARG(b->subject.as.text->body.at[0].text));
        if (id)
            printf("  (id: %.*s)", STR_ARG(id->as.word));
        putchar('\n');
        const Option *body = option_find(&b->options, "body");
        if (body)
            print_sections(body->as.blocks, depth + 1);
    }
}

static void print_template(const Template *t)
{
    printf("%.*s: %.*s\n%.*s\n\nneeds:", STR_ARG(t->name), STR_ARG(t->summary),
           STR_ARG(t->path));
    for (size_t i = 0; i < t->data.len; i++)
        printf(" %.*s", STR_ARG(t->data.at[i]));
    printf("\n\nblocks:\n");
    print_sections(t->body, 0);
}

void command_templates(Env *env, const CommandLine *o)
{
    const Agency *agency = agency_load(env, o->job.agency_name);
    if (!agency)
        return;
    if (!o->names.len) {
        TemplateList list = templates_find(env, agency);
        print_list(&list);
        return;
    }
    for (size_t i = 0; i < o->names.len; i++) {
        const Template *t = template_load(env, o->names.at[i], agency);
        if (t)
            print_template(t);
    }
}

static bool schema_write(Env *env, Str template_name, const Agency *agency,
                         Buf *out)
{
    const Template *t =
        agency ? template_load(env, template_name, agency) : NULL;
    if (!t)
        return false;
    Value schema = schema_of_template(env, t);
    json_write(out, &schema, true);
    buf_add_char(out, '\n');
    return true;
}

void command_schema(Env *env, const CommandLine *o)
{
    const Agency *agency = agency_load(env, o->job.agency_name);
    Str name = o->names.len ? o->names.at[0] : o->job.template_name;
    Str path = o->outputs.len ? o->outputs.at[0] : STR("-");
    Buf out = { 0 };

    if (schema_write(env, name, agency, &out))
        file_replace(env, buf_str(&out), path);
    buf_free(&out);
}

/* ---- A client file to start from ---------------------------------------- */

static const char STARTER[] =
    "reportgen: 1\n"
    "client:\n"
    "  name: Your Client\n"
    "  locale: en-GB            # language, numbers and dates\n"
    "  currency: GBP\n"
    "  fiscal_year_starts: 1    # month in which the client's year begins\n"
    "report:\n"
    "  period: { from: 2026-07-01, to: 2026-09-30 }\n"
    "  compare: [target, prior_year, previous_period]\n"
    "  as_of: 2026-10-04        # the day on which the data was taken\n"
    "  status: draft            # draft prints a watermark; final does not\n"
    "  prepared_by: [ { name: Your Name, role: Account Director } ]\n"
    "targets: { revenue: 120000, cpa: 30 }\n"
    "narrative:\n"
    "  summary: One or two sentences in your own words.\n"
    "  wins: [ What went well ]\n"
    "  misses: [ What did not ]\n"
    "  next: [ What comes next ]\n"
    "  asks: [ What you need from the client ]\n"
    "sources: [ { id: ads, name: Google Ads, as_of: 2026-10-03 } ]\n"
    "# One row a day, week or month and campaign; any dimensions and "
    "measures.\n"
    "facts:\n"
    "  - { date: 2026-07-01, channel: Search, campaign: Brand, impressions: "
    "52000, clicks: 2100, conversions: 160, spend: 4200, revenue: 41000 }\n"
    "  - { date: 2026-08-01, channel: Search, campaign: Brand, impressions: "
    "54000, clicks: 2200, conversions: 171, spend: 4300, revenue: 43500 }\n"
    "  - { date: 2026-09-01, channel: Search, campaign: Brand, impressions: "
    "51000, clicks: 2150, conversions: 168, spend: 4250, revenue: 42800 }\n";

static Str schema_path_for(Arena *a, Str client)
{
    Str extension = path_extension(client);
    size_t stem = client.len - (extension.len ? extension.len + 1 : 0);
    return str_format(a, "%.*s.schema.json", (int)stem, client.at);
}

static Str file_name(Str path)
{
    size_t i = path.len;
    while (i > 0 && path.at[i - 1] != '/')
        i--;
    return str_slice(path, i, path.len);
}

/* A client file that somebody wrote is never replaced. */
static bool may_write(Env *env, Str path)
{
    if (str_is(path, "-") || !file_exists(path))
        return true;
    Diag *d = diag_error(env->diags, (Span){ 0 }, "'%.*s' is there already",
                         STR_ARG(path));
    d->fault = FAULT_FILE;
    d->hint = STR("name another file with -o");
    return false;
}

void command_import(Env *env, const CommandLine *o)
{
    Str path = o->outputs.len ? o->outputs.at[0] : STR("client.yaml");
    Import made;

    if (!may_write(env, path) ||
        !import_files(env, &o->job.inputs.paths, path, &made) ||
        !file_replace(env, made.yaml, path) || str_is(path, "-") ||
        o->voice == VOICE_QUIET)
        return;
    printf("%.*swrote %.*s; review it, then: reportgen -t monthly %.*s -o "
           "report.pdf\n",
           STR_ARG(made.summary), STR_ARG(path), STR_ARG(path));
}

void command_init(Env *env, const CommandLine *o)
{
    Str path = o->outputs.len ? o->outputs.at[0] : STR("client.yaml");
    bool to_stdout = str_is(path, "-");
    Str schema_path = to_stdout ? STR("client.schema.json")
                                : schema_path_for(env->arena, path);
    const Agency *agency = agency_load(env, o->job.agency_name);
    Str name =
        o->job.template_name.len ? o->job.template_name : STR("quarterly");
    Buf schema = { 0 };

    if (!may_write(env, path))
        return;
    if (schema_write(env, name, agency, &schema)) {
        Str client =
            str_format(env->arena, "# yaml-language-server: $schema=%.*s\n%s",
                       STR_ARG(file_name(schema_path)), STARTER);
        bool ok = to_stdout || file_replace(env, buf_str(&schema), schema_path);
        if (ok && file_replace(env, client, path) && !to_stdout &&
            o->voice != VOICE_QUIET)
            printf("wrote %.*s and %.*s\n", STR_ARG(path),
                   STR_ARG(schema_path));
    }
    buf_free(&schema);
}
