/* lint_tags.c - what each element must have and may hold. */

#include "pdf/lint.h"

#include <math.h>

#define ALT_MAX (32767 / 2) /* PDF/A 6.1.13-3, as UTF-16 */

static const Tag *tag_of(const Lint *l, TagId tag)
{
    return &l->doc->tags.list.at[tag];
}

/* The next element in reading order, 0 after the last. */
static TagId tag_next(const Lint *l, TagId tag)
{
    if (tag_of(l, tag)->first_child)
        return tag_of(l, tag)->first_child;
    while (tag && !tag_of(l, tag)->next_sibling)
        tag = tag_of(l, tag)->parent;
    return tag ? tag_of(l, tag)->next_sibling : 0;
}

/* ---- Headings ------------------------------------------------------------ */

static int heading_level(const Tag *t)
{
    return t->role >= ROLE_H1 && t->role <= ROLE_H6 ? t->role - ROLE_H1 + 1 : 0;
}

static void check_headings(Lint *l)
{
    int last = 0;

    for (TagId tag = tag_next(l, 0); tag; tag = tag_next(l, tag)) {
        int level = heading_level(tag_of(l, tag));
        if (!level)
            continue;
        if (level > last + 1)
            lint_fault(l, "ua/heading", tag,
                       last ? "skips a level (PDF/UA 7.4.2)"
                            : "is the first heading but not H1 (PDF/UA 7.4.2)");
        last = level;
    }
}

/* ---- Who may hold whom ----------------------------------------------------
 */

#define HAS(role) (1ull << (role))

static const uint64_t inline_roles = HAS(ROLE_SPAN) | HAS(ROLE_LINK) |
                                     HAS(ROLE_REFERENCE) | HAS(ROLE_NOTE) |
                                     HAS(ROLE_FIGURE) | HAS(ROLE_LBL);

/* Those that hold blocks hold anything that is not part of something. */
static const uint64_t part_roles =
    HAS(ROLE_DOCUMENT) | HAS(ROLE_LI) | HAS(ROLE_LBODY) | HAS(ROLE_THEAD) |
    HAS(ROLE_TBODY) | HAS(ROLE_TFOOT) | HAS(ROLE_TR) | HAS(ROLE_TH) |
    HAS(ROLE_TD) | HAS(ROLE_TOCI);

static uint64_t kids_allowed(Role role)
{
    switch (role) {
    case ROLE_L:
        return HAS(ROLE_CAPTION) | HAS(ROLE_LI);
    case ROLE_LI:
        return HAS(ROLE_LBL) | HAS(ROLE_LBODY);
    case ROLE_TABLE:
        return HAS(ROLE_CAPTION) | HAS(ROLE_THEAD) | HAS(ROLE_TBODY) |
               HAS(ROLE_TFOOT) | HAS(ROLE_TR);
    case ROLE_THEAD:
    case ROLE_TBODY:
    case ROLE_TFOOT:
        return HAS(ROLE_TR);
    case ROLE_TR:
        return HAS(ROLE_TH) | HAS(ROLE_TD);
    case ROLE_TOC:
        return HAS(ROLE_CAPTION) | HAS(ROLE_TOC) | HAS(ROLE_TOCI);
    case ROLE_TOCI:
        return HAS(ROLE_LBL) | HAS(ROLE_REFERENCE) | HAS(ROLE_P) |
               HAS(ROLE_TOC);
    case ROLE_FIGURE:
        return inline_roles; /* no Caption: Alt would hide it */
    case ROLE_TITLE:
    case ROLE_H1:
    case ROLE_H2:
    case ROLE_H3:
    case ROLE_H4:
    case ROLE_H5:
    case ROLE_H6:
    case ROLE_P:
    case ROLE_SPAN:
    case ROLE_LBL:
    case ROLE_LINK:
    case ROLE_REFERENCE:
        return inline_roles;
    case ROLE_DOCUMENT:
    case ROLE_SECT:
    case ROLE_DIV:
    case ROLE_QUOTE:
    case ROLE_CAPTION:
    case ROLE_LBODY:
    case ROLE_TH:
    case ROLE_TD:
    case ROLE_NOTE:
        return ~part_roles;
    }
    return 0;
}

static void check_nesting(Lint *l, TagId tag)
{
    const Tag *t = tag_of(l, tag);
    const Tag *above = tag_of(l, t->parent);

    if (kids_allowed((Role)above->role) & HAS(t->role))
        return;
    Str what = str_format(l->env->arena, "may not stand in %s (PDF/UA 7.2)",
                          role_name((Role)above->role));
    lint_fault(l, "ua/nesting", tag, what.at);
}

static void check_caption(Lint *l, TagId tag)
{
    const Tag *above = tag_of(l, tag_of(l, tag)->parent);
    bool leads = above->role == ROLE_TABLE || above->role == ROLE_L ||
                 above->role == ROLE_TOC;

    if (leads && above->first_child != tag)
        lint_fault(l, "ua/caption", tag,
                   "is not the first in what it describes (PDF/UA 7.2)");
}

/* ---- What must be there ----------------------------------------------------
 */

static bool is_box_on(Rect r, Size page)
{
    return r.width_pt > 0 && r.height_pt > 0 && isfinite(r.x_pt) &&
           isfinite(r.y_pt) && isfinite(r.width_pt) && isfinite(r.height_pt) &&
           r.x_pt < page.width_pt && r.y_pt < page.height_pt &&
           r.x_pt + r.width_pt > 0 && r.y_pt + r.height_pt > 0;
}

static void check_figure(Lint *l, TagId tag)
{
    const TagAttributes *a = tag_of(l, tag)->attributes;

    if (!a || !str_trim(a->alt).len)
        lint_fault(l, "ua/figure-alt", tag,
                   "has no alternative text (PDF/UA 7.3)");
    if (!a || !a->has_bbox || a->page >= l->doc->pages.len ||
        !is_box_on(a->bbox, l->doc->pages.at[a->page].frame.size)) {
        lint_fault(l, "ua/figure-bbox", tag,
                   "has no box on a page (PDF/UA 7.3)");
        return;
    }
    if (l->facts[tag].page && l->facts[tag].page != a->page + 1)
        lint_fault(l, "ua/figure-bbox", tag,
                   "has a box on another page (PDF/UA 7.3)");
}

static void check_link_element(Lint *l, TagId tag)
{
    if (!l->facts[tag].has_link)
        lint_fault(l, "ua/link", tag, "has no link (PDF/UA 7.18.5)");
}

static void check_strings(Lint *l, TagId tag)
{
    const TagAttributes *a = tag_of(l, tag)->attributes;

    if (!a)
        return;
    if (a->alt.len > ALT_MAX || a->id.len > ALT_MAX || a->lang.len > 64)
        lint_fault(l, "a/string", tag,
                   "has a text that is too long (PDF/A 6.1.13)");
    if (!a->id.len)
        return;
    if (map_find(&l->ids, a->id))
        lint_fault(l, "ua/id", tag,
                   "has the identifier of another element (PDF/UA 7.9)");
    map_set(l->env->arena, &l->ids, a->id, (void *)(uintptr_t)tag_of(l, tag));
}

/* A header without text is for the client to fill in: not worth a refusal. */
static void empty_header_warn(Lint *l, TagId tag)
{
    if (l->has_warned)
        return;
    l->has_warned = true;
    Diag *d = diag_warning(l->env->diags, (Span){ 0 },
                           "a table has a header cell without text (element "
                           "%u)",
                           tag);
    d->code = "ua/empty-header";
    d->hint = STR("give every column a label and every row a name");
}

static void check_content(Lint *l, TagId tag)
{
    const Tag *t = tag_of(l, tag);

    if (t->first_child || l->facts[tag].has_content || t->role == ROLE_TD)
        return;
    if (t->role == ROLE_TH)
        empty_header_warn(l, tag);
    else
        lint_fault(l, "ua/empty", tag, "is empty");
}

static void check_element(Lint *l, TagId tag)
{
    const Tag *t = tag_of(l, tag);

    check_nesting(l, tag);
    check_strings(l, tag);
    check_content(l, tag);
    if (t->role == ROLE_FIGURE)
        check_figure(l, tag);
    else if (t->role == ROLE_LINK)
        check_link_element(l, tag);
    else if (t->role == ROLE_CAPTION)
        check_caption(l, tag);
    else if (t->role == ROLE_NOTE && !(t->attributes && t->attributes->id.len))
        lint_fault(l, "ua/note-id", tag, "has no identifier (PDF/UA 7.9)");
    else if (t->role == ROLE_TH && !(t->attributes && t->attributes->scope &&
                                     t->attributes->scope <= SCOPE_BOTH))
        lint_fault(l, "ua/scope", tag,
                   "does not say what it heads (PDF/UA 7.5)");
}

void lint_tags(Lint *l)
{
    check_headings(l);
    for (size_t i = 1; i < l->doc->tags.list.len; i++)
        check_element(l, (TagId)i);
    /* headers are named before or after the cells that they head */
    for (size_t i = 1; i < l->doc->tags.list.len; i++) {
        if (tag_of(l, (TagId)i)->role == ROLE_TABLE)
            lint_table(l, (TagId)i);
    }
}
