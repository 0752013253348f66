/* explain.c - the command `explain`, and what its two forms share. */

#include "app/explain.h"

#include "io/io.h"

/* ---- Places -----------------------------------------------------------------
 */

bool explainer_open(Env *env, const Report *report, Str format, Explainer *out)
{
    *out = (Explainer){ .a = env->arena,
                        .scratch = env->scratch,
                        .all = report->explanation,
                        .by_slides =
                            report->is_presentation || str_is(format, "pptx") };
    return pages_find(env, env->arena, report, format, &out->places);
}

uint32_t explainer_page(const Explainer *x, const Explained *e)
{
    uint32_t page = 0;

    for (const Spot *s = &e->spot; s && !page; s = s->outer)
        page = places_find(&x->places, s->thing);
    for (const Spot *s = &e->spot; s && !page; s = s->outer)
        if (s->at.src)
            page = places_find(&x->places, s->at.src->text.at + s->at.start);
    return page;
}

typedef LIST(uint32_t) LineStarts;

/* Data may be long and is asked for often, so its lines are counted once. */
static const LineStarts *lines_of(Explainer *x, const Source *src)
{
    Str key = { (const char *)&src, sizeof src };
    LineStarts *lines = map_find(&x->lines, key);

    if (lines)
        return lines;
    lines = arena_make(x->a, LineStarts);
    *list_add(x->a, lines) = 0;
    for (size_t i = 0; i < src->text.len; i++)
        if (src->text.at[i] == '\n')
            *list_add(x->a, lines) = (uint32_t)i + 1;
    map_set(x->a, &x->lines, str_copy(x->a, key), lines);
    return lines;
}

uint32_t explainer_line(Explainer *x, Span at)
{
    const LineStarts *lines = lines_of(x, at.src);
    size_t low = 0, high = lines->len;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->at[middle] <= at.start)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low + 1;
}

/* ---- Filters ----------------------------------------------------------------
 */

bool explainer_shows(const Explainer *x, const ExplainFilter *only,
                     const Explained *e)
{
    Decimal page;
    int64_t n;

    if (!only)
        return true;
    if (only->find.len && str_find(e->text, only->find) == e->text.len)
        return false;
    if (!only->place.len || str_equal(only->place, e->spot.id))
        return true;
    return decimal_parse(only->place, &page) && decimal_to_int(page, &n) &&
           n == explainer_page(x, e);
}

static void nothing_found(Env *env, const ExplainFilter *only)
{
    Diag *d =
        only->find.len
            ? diag_error(env->diags, (Span){ 0 },
                         "no number of the report is printed as '%.*s'%s%.*s",
                         STR_ARG(only->find), only->place.len ? " in " : "",
                         STR_ARG(only->place))
            : diag_error(env->diags, (Span){ 0 },
                         "there are no numbers in '%.*s'",
                         STR_ARG(only->place));
    d->code = "explain/nothing";
    d->hint = STR("without --find and --only all numbers are listed");
}

/* ---- The command ------------------------------------------------------------
 */

void command_explain(Env *env, const CommandLine *o)
{
    JobSettings job = o->job;
    Str path = o->outputs.len ? o->outputs.at[0] : STR("-");
    bool is_json = str_is(o->format, "json") ||
                   (!o->format.len && str_is(path_extension(path), "json"));
    Buf out = { 0 };
    Explainer x;

    job.explain = true;
    const Report *report = report_load(env, &job);
    if (!report)
        return;
    size_t shown = 1;
    bool ok = explainer_open(env, report, o->format, &x);
    if (ok && is_json)
        explain_write_json(&x, &o->only, &out);
    else if (ok)
        shown = explain_write_text(&x, &o->only, &out);
    if (ok && !shown && (o->only.find.len || o->only.place.len))
        nothing_found(env, &o->only);
    if (ok && !env->diags->error_count)
        file_replace(env, buf_str(&out), path);
    buf_free(&out);
    report_close(report);
}
