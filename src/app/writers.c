/* writers.c - the formats: one row and one folder each. */

#include "app/app.h"
#include "layout/deck.h"
#include "pdf/pdf.h"
#include "pptx/pptx.h"
#include "style/style.h"

#include <stdlib.h>

/* ---- Pages -------------------------------------------------------------- */

static const Document *lay_out(Env *env, Arena *a, const Theme *theme,
                               const Report *report, int handout)
{
    if (handout)
        return layout_handout(env, a, theme, report, handout);
    return report->is_presentation ? layout_deck(env, a, theme, report)
                                   : layout_report(env, a, theme, report);
}

/* Lay the report out and hand its pages on, in memory of their own. */
static bool with_pages(Env *env, const Report *report, int handout, Buf *out,
                       bool (*use)(Env *, const Document *, Buf *))
{
    Theme *theme = theme_new(env, &report->brand, report->locale);
    if (!theme)
        return false;

    Arena *pages = arena_new();
    const Document *doc = lay_out(env, pages, theme, report, handout);
    bool ok = doc && use(env, doc, out);
    arena_free(pages);
    theme_close(theme);
    return ok;
}

static bool pdf_of_report(Env *env, const Report *report, const WriteOptions *o,
                          Buf *out)
{
    return with_pages(env, report, o->handout, out, pdf_write);
}

/* ---- Word ---------------------------------------------------------------- */

static bool docx_of_report(Env *env, const Report *report,
                           const WriteOptions *o, Buf *out)
{
    if (report->is_presentation)
        report = handout_of_deck(env->arena, report);
    return docx_write(env, report, &o->docx, out);
}

/* ---- PowerPoint ---------------------------------------------------------- */

static bool pptx_of_report(Env *env, const Report *report,
                           const WriteOptions *o, Buf *out)
{
    (void)o;
    return pptx_write(env, report, out);
}

/* ---- Text forms, for people who compare ---------------------------------- */

static bool dump(Env *env, Buf *out, void (*print)(const void *, FILE *),
                 const void *subject)
{
    char *text = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&text, &len);

    if (!file) {
        diag_error(env->diags, (Span){ 0 }, "out of memory")->fault = FAULT_BUG;
        return false;
    }
    print(subject, file);
    fclose(file);
    buf_add(out, text, len);
    free(text); /* open_memstream() allocates with malloc */
    return true;
}

static void print_report(const void *report, FILE *out)
{
    report_dump(report, out);
}

static void print_document(const void *doc, FILE *out)
{
    document_dump(doc, out);
}

static bool model_of_report(Env *env, const Report *report,
                            const WriteOptions *o, Buf *out)
{
    (void)o;
    return dump(env, out, print_report, report);
}

static bool dump_pages(Env *env, const Document *doc, Buf *out)
{
    return dump(env, out, print_document, doc);
}

static bool layout_of_report(Env *env, const Report *report,
                             const WriteOptions *o, Buf *out)
{
    return with_pages(env, report, o->handout, out, dump_pages);
}

const Writer WRITERS[] = {
    { "pdf", "tagged, archival PDF (PDF/UA-1, PDF/A-2a)", pdf_of_report },
    { "docx", "Word document with native charts", docx_of_report },
    { "pptx", "PowerPoint presentation with native charts", pptx_of_report },
    { "model", "the report's contents as text", model_of_report },
    { "layout", "every item on every page as text", layout_of_report },
    { 0 },
};

bool pages_find(Env *env, Arena *a, const Report *report, Str format,
                Places *out)
{
    Theme *theme = theme_new(env, &report->brand, report->locale);
    bool by_slides = report->is_presentation || str_is(format, "pptx");
    size_t said = env->diags->list.len;

    if (!theme)
        return false;
    bool ok = by_slides ? layout_deck_places(env, a, theme, report, out)
                        : layout_places(env, a, theme, report, out);
    theme_close(theme);
    if (ok) /* what was fitted is said by the writer */
        env->diags->list.len = said;
    return ok;
}

bool handout_read(const char *value, WriteOptions *o)
{
    Str s = str_of(value);

    if (!str_is(s, "2") && !str_is(s, "3") && !str_is(s, "6"))
        return false;
    o->handout = value[0] - '0';
    return true;
}

const Writer *writer_find(Str name)
{
    for (const Writer *w = WRITERS; w->name; w++)
        if (str_is(name, w->name))
            return w;
    return NULL;
}
