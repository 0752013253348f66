/* house_copy.c - the house's masters, layouts and themes into our package. */

#include "pptx/house.h"
#include "pptx/parts.h"

#define MICROSOFT "http://schemas.microsoft.com/office/"

/* What belongs to the old slides or to the file as a whole. */
static const char *const WITHOUT[] = { REL_OFFICE "slide",
                                       REL_OFFICE "notesSlide",
                                       REL_OFFICE "comments",
                                       REL_OFFICE "commentAuthors",
                                       REL_OFFICE "tags",
                                       REL_OFFICE "slideUpdateInfo",
                                       MICROSOFT
                                       "2018/10/relationships/authors",
                                       MICROSOFT
                                       "2018/10/relationships/comments",
                                       NULL };

/* Ids of masters and layouts are from 2^31 on and all different; the file may
 * have them otherwise. */
#define FIRST_ID 2147483648L

static void ids_renew(House *h, xmlDoc *tree, long *next)
{
    xmlNode *n = node_child(xmlDocGetRootElement(tree), NS_P, "sldLayoutIdLst");

    for (n = node_child(n, NS_P, "sldLayoutId"); n;
         n = node_next(n, NS_P, "sldLayoutId"))
        node_set_attr(n, NULL, "id", str_format(h->a, "%ld", (*next)++));
}

/* Tags name parts that are left behind. */
static void custom_data_drop(xmlDoc *tree)
{
    xmlNode *root = xmlDocGetRootElement(tree);

    for (xmlNode *n = root, *next; n; n = next) {
        next = node_after(n, root);
        if (node_is(n, NS_P, "custDataLst")) {
            xmlNode *parent = n->parent;
            node_remove(n);
            next = node_after(parent, root);
        }
    }
}

static bool masters_copy(Pptx *p, OpcCopy *c)
{
    House *h = p->house;

    for (size_t i = 0; i < h->masters.len; i++) {
        HouseMaster *m = &h->masters.at[i];
        long id = p->next_id++;
        custom_data_drop(m->tree);
        ids_renew(h, m->tree, &p->next_id);
        Part *part = opc_copy_tree(c, m->part, m->tree);
        if (!part)
            return false;
        *list_add(p->a, &p->masters) = (MasterId){ part, id };
    }
    for (int kind = SLIDE_TITLE; kind < SLIDE_KIND_COUNT; kind++) {
        p->layouts[kind] = opc_copy(c, h->layouts.at[h->chosen[kind]].part);
        if (!p->layouts[kind])
            return false;
    }
    return true;
}

/* A notes master whose theme no slide master has; its place for words is what
 * notes pages refer to. */
static OpcPart *notes_master_of(House *h)
{
    OpcPart *notes =
        opc_related(h->file, h->file->main, REL_OFFICE "notesMaster");
    OpcPart *theme =
        notes ? opc_related(h->file, notes, REL_OFFICE "theme") : NULL;

    for (size_t i = 0; theme && i < h->masters.len; i++)
        if (opc_related(h->file, h->masters.at[i].part, REL_OFFICE "theme") ==
            theme)
            theme = NULL;
    return theme ? notes : NULL;
}

bool house_copy(Pptx *p)
{
    OpcCopy c = { .from = p->house->file, .to = &p->pkg, .without = WITHOUT };
    OpcPart *notes = notes_master_of(p->house);

    p->next_id = FIRST_ID;
    if (p->house->file->refused || !masters_copy(p, &c))
        return false;
    if (notes) {
        p->notes_master = opc_copy(&c, notes);
        return p->notes_master;
    }
    return notes_master_add(p);
}

/* ---- What was made of it ------------------------------------------------- */

/* Once for each kind that the deck has and the house has not. */
void house_warn(const House *h, const FittedDeck *deck)
{
    bool told[SLIDE_KIND_COUNT] = { false };

    for (size_t i = 0; i < deck->len; i++) {
        SlideKind kind = (SlideKind)deck->at[i].kind;
        if (told[kind] || h->match[kind] != BY_DEFAULT)
            continue;
        told[kind] = true;
        Diag *d = diag_warning(
            h->env->diags, (Span){ 0 },
            "%.*s has no layout for slides of the kind '%s': '%.*s' is used",
            STR_ARG(h->file->path), slide_kind_word(kind),
            STR_ARG(h->layouts.at[h->chosen[kind]].name));
        d->code = "pptx/layout";
        d->hint = str_format(h->env->arena,
                             "name one in agency.yaml: layouts: { %s: … }",
                             slide_kind_word(kind));
    }
}

static const char *reason(Match match)
{
    switch (match) {
    case BY_AGENCY:
        return "named in agency.yaml";
    case BY_NAME:
        return "by its name";
    case BY_TYPE:
        return "by its type";
    case BY_PLACES:
        return "by its placeholders";
    case BY_DEFAULT:
        break;
    }
    return "nothing fits better";
}

static void report_write(const House *h, Buf *out)
{
    double inch = 914400;
    size_t missing = 0;

    buf_format(out, "%.*s: slides of %.2f by %.2f in, %zu layout%s\n",
               STR_ARG(h->file->path), (double)h->width_emu / inch,
               (double)h->height_emu / inch, h->layouts.len,
               h->layouts.len == 1 ? "" : "s");
    for (int kind = SLIDE_TITLE; kind < SLIDE_KIND_COUNT; kind++)
        buf_format(out, "  %-14s  %.*s (%s)\n",
                   slide_kind_word((SlideKind)kind),
                   STR_ARG(h->layouts.at[h->chosen[kind]].name),
                   reason((Match)h->match[kind]));
    for (int kind = SLIDE_TITLE; kind < SLIDE_KIND_COUNT; kind++)
        if (h->match[kind] == BY_DEFAULT)
            buf_format(out, "%s%s", missing++ ? ", " : "  missing: ",
                       slide_kind_word((SlideKind)kind));
    if (missing)
        buf_add_char(out, '\n');
}

bool pptx_reference_report(Env *env, const Brand *brand, Buf *out)
{
    Arena *a = arena_new();
    House *h = NULL;

    if (brand->reference_pptx.path.len) {
        h = house_open(env, a, brand);
        if (h)
            report_write(h, out);
        house_close(h);
    }
    arena_free(a);
    return h || !brand->reference_pptx.path.len;
}
