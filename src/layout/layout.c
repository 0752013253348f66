/* layout.c - a report onto pages, in one pass.
 *
 * Page numbers that are known only at the end (in the contents, "page x of y")
 * stand in places whose width does not depend on them, so nothing is set
 * twice. */

#include "layout/layout.h"

#include "layout/parts.h"

static Document *document_begin(Layout *l)
{
    Document *doc = arena_make(l->a, Document);
    const Report *r = l->r;

    doc->title = r->title;
    doc->author = r->author;
    doc->subject = r->subject;
    doc->lang = r->lang;
    doc->created = r->created;
    tags_begin(l->a, &doc->tags);
    return doc;
}

/* A page begun for nothing, as after a last section that lay on its side. */
static void drop_empty_page(Layout *l)
{
    if (l->is_empty && l->doc->pages.len > 1) {
        l->doc->pages.len--;
        l->info.len--;
    }
}

static const Document *lay_out(Env *env, Arena *a, const Theme *t,
                               const Report *report, Places *places)
{
    Layout l = { .env = env,
                 .a = a,
                 .t = t,
                 .r = report,
                 .locale = report->locale,
                 .places = places,
                 .rtl = locale_is_rtl(report->locale),
                 .lists_captions = lists_captions(report->body) };
    l.doc = document_begin(&l);
    l.parent = 0;
    page_begin(&l, &t->page);

    Galley pages = { .width_pt = grid_width_pt(&t->page), .is_paged = true };
    blocks_add(&l, &pages, report->body);
    galley_flush(&l, &pages);
    page_end(&l);
    drop_empty_page(&l);
    running_add(&l);
    return l.failed ? NULL : l.doc;
}

const Document *layout_report(Env *env, Arena *a, const Theme *t,
                              const Report *report)
{
    return t && report ? lay_out(env, a, t, report, NULL) : NULL;
}

bool layout_places(Env *env, Arena *a, const Theme *t, const Report *report,
                   Places *out)
{
    *out = (Places){ .arena = a };
    return lay_out(env, a, t, report, out) != NULL;
}
