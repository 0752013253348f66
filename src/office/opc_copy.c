/* opc_copy.c - parts of a foreign file, with what they refer to, into ours. */

#include "office/opc_read.h"

#define NS_REL                                                                 \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define NS_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define NS_P "http://schemas.openxmlformats.org/presentationml/2006/main"

/* ---- Kinds of relations -------------------------------------------------- */

/* The last word of a relation's type: "image". */
static Str kind_of(const OpcRelation *r)
{
    size_t i = r->type.len;

    while (i && r->type.at[i - 1] != '/')
        i--;
    return str_slice(r->type, i, r->type.len);
}

static bool is_one_of(Str s, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (str_is(s, words[i]))
            return true;
    return false;
}

/* What runs, or draws in other files. */
static bool is_active(Str kind)
{
    static const char *const kinds[] = {
        "vbaProject",   "wordVbaData",           "control",
        "activeX",      "activeXControlBinary",  "ctrlProp",
        "oleObject",    "attachedTemplate",      "mailMergeSource",
        "aFChunk",      "mailMergeHeaderSource", "subDocument",
        "frame",        "keyMapCustomizations",  "attachedToolbars",
        "externalLink", "recipientData",         NULL
    };

    return is_one_of(kind, kinds);
}

/* Of no use in another file. */
static bool is_private(Str kind)
{
    static const char *const kinds[] = { "customXml", "printerSettings", NULL };

    return is_one_of(kind, kinds);
}

/* These count only where the part's XML names them. */
static bool is_named_kind(Str kind)
{
    static const char *const kinds[] = { "image",  "hyperlink", "chart",
                                         "header", "footer",    "package",
                                         "slide",  "video",     "audio",
                                         "media",  "hdphoto",   NULL };

    return is_one_of(kind, kinds);
}

static bool is_clicked(const OpcRelation *r)
{
    return str_is(kind_of(r), "hyperlink") &&
           (str_starts(r->url, STR("http://")) ||
            str_starts(r->url, STR("https://")) ||
            str_starts(r->url, STR("mailto:")));
}

typedef enum { TAKEN, LEFT_SILENTLY, LEFT_WITH_WARNING } Fate;

static Fate fate_of(const OpcCopy *c, const OpcRelation *r)
{
    for (size_t i = 0; c->without && c->without[i]; i++)
        if (str_is(r->type, c->without[i]))
            return LEFT_SILENTLY;
    if (is_private(kind_of(r)))
        return LEFT_SILENTLY;
    if (is_active(kind_of(r)) || r->is_missing)
        return LEFT_WITH_WARNING;
    return r->to || is_clicked(r) ? TAKEN : LEFT_WITH_WARNING;
}

static void warn_left(OpcCopy *c, const OpcPart *part, const OpcRelation *r)
{
    Str kind = kind_of(r);

    if (is_active(kind)) {
        opc_warning(c->from, part,
                    "'%.*s' is left out: what runs, or "
                    "belongs to other programs, is not "
                    "taken",
                    STR_ARG(kind));
        return;
    }
    opc_warning(c->from, part,
                "'%.*s' (%.*s) is left out: it is not in "
                "the file",
                STR_ARG(r->url), STR_ARG(kind))
        ->hint = STR("put the picture itself into the file, not a link to it");
}

/* ---- What names a relation ----------------------------------------------- */

static bool names_id(Arena *a, const xmlNode *n, Str id)
{
    for (const xmlAttr *at = n->properties; at; at = at->next)
        if (at->ns && strcmp((const char *)at->ns->href, NS_REL) == 0 &&
            str_equal(node_attr(a, n, NS_REL, (const char *)at->name), id))
            return true;
    return false;
}

static xmlNode *node_naming(Arena *a, xmlDoc *doc, Str id)
{
    xmlNode *root = xmlDocGetRootElement(doc);

    for (xmlNode *n = root; n; n = node_after(n, root))
        if (names_id(a, n, id))
            return n;
    return NULL;
}

/* The whole that is nothing without the node: a drawing, a shape. */
static xmlNode *whole_around(xmlNode *n, const xmlNode *root)
{
    static const char *const word[] = { "drawing", "pict", "object", NULL };
    static const char *const slides[] = { "pic", "graphicFrame", "sp",
                                          "control", NULL };

    for (xmlNode *up = n; up && up != root; up = up->parent) {
        Str name = str_of((const char *)up->name);
        if ((node_is(up, NS_W, (const char *)up->name) &&
             is_one_of(name, word)) ||
            (node_is(up, NS_P, (const char *)up->name) &&
             is_one_of(name, slides)))
            return up;
    }
    return n;
}

static void attributes_drop(Arena *a, xmlNode *n, Str id)
{
    for (xmlAttr *at = n->properties, *next; at; at = next) {
        next = at->next;
        if (at->ns && strcmp((const char *)at->ns->href, NS_REL) == 0 &&
            str_equal(node_attr(a, n, NS_REL, (const char *)at->name), id))
            xmlRemoveProp(at);
    }
}

/* Everything that shows what is left out; true if there was anything. */
static bool users_drop(OpcCopy *c, xmlDoc *doc, Str id)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    Arena *a = c->from->a;
    bool changed = false;

    for (xmlNode *n; (n = node_naming(a, doc, id)); changed = true) {
        if (n == root || node_is(n, NS_W, "hyperlink"))
            attributes_drop(a, n, id);
        else
            node_remove(whole_around(n, root));
    }
    return changed;
}

/* ---- Copying ------------------------------------------------------------- */

static bool is_xml(const OpcPart *part)
{
    return str_ends(part->content_type, STR("+xml")) ||
           str_ends(part->content_type, STR("/xml"));
}

static bool is_packed(const OpcPart *part)
{
    static const char *const types[] = { "image/png", "image/jpeg", "image/gif",
                                         NULL };

    return is_one_of(part->content_type, types) ||
           str_starts(part->content_type, STR("video/")) ||
           str_starts(part->content_type, STR("audio/"));
}

static Part *part_begin(OpcCopy *c, const OpcPart *part)
{
    Part *copy =
        part_add(c->to, part->path, str_copy(c->to->a, part->content_type).at);

    copy->is_stored = is_packed(part);
    map_set(c->from->a, &c->copied, part->path, copy);
    return copy;
}

static bool relation_copy(OpcCopy *c, Part *copy, const OpcRelation *r)
{
    const char *type = str_copy(c->to->a, r->type).at;
    Part *to = r->to ? opc_copy(c, r->to) : NULL;

    if (r->to && !to)
        return false;
    part_relate_as(c->to, copy, r->id, type, to, r->url);
    return true;
}

static bool is_known(const OpcPart *part, size_t before, Str id)
{
    for (size_t i = 0; i < before; i++)
        if (str_equal(part->relations.at[i].id, id))
            return true;
    return false;
}

/* The relations that stay; what shows the others goes from `doc`, if any. */
static bool relations_copy(OpcCopy *c, OpcPart *part, Part *copy, xmlDoc *doc,
                           bool *changed)
{
    if (!opc_relations(c->from, part))
        return false;
    for (size_t i = 0; i < part->relations.len; i++) {
        const OpcRelation *r = &part->relations.at[i];
        Fate fate = fate_of(c, r);
        if (is_known(part, i, r->id))
            continue;
        if (fate != TAKEN) {
            bool is_used = doc && users_drop(c, doc, r->id);
            bool is_named = is_named_kind(kind_of(r)) || is_active(kind_of(r));
            if (fate == LEFT_WITH_WARNING && (is_used || !doc || !is_named))
                warn_left(c, part, r);
            *changed |= is_used;
        } else if (!doc || !is_named_kind(kind_of(r)) ||
                   node_naming(c->from->a, doc, r->id)) {
            if (!relation_copy(c, copy, r))
                return false;
        }
    }
    return true;
}

static bool tree_into(OpcCopy *c, const OpcPart *part, Part *copy, xmlDoc *doc)
{
    if (tree_write(doc, &copy->body))
        return true;
    opc_fault(c->from, part, "cannot be written again");
    return false;
}

static bool body_copy(OpcCopy *c, OpcPart *part, Part *copy)
{
    xmlDoc *doc = is_xml(part) ? opc_tree(c->from, part) : NULL;
    bool changed = false;
    Str bytes;

    if ((is_xml(part) && !doc) || !relations_copy(c, part, copy, doc, &changed))
        return false;
    if (changed)
        return tree_into(c, part, copy, doc);
    if (!opc_bytes(c->from, part, &bytes))
        return false;
    buf_add_str(&copy->body, bytes);
    return true;
}

Part *opc_copy(OpcCopy *c, OpcPart *part)
{
    Part *copy = map_find(&c->copied, part->path);

    if (copy)
        return copy;
    if (c->depth >= c->from->env->limits.depth) {
        opc_fault(c->from, part,
                  "more than %zu parts refer to each other in a "
                  "row",
                  c->depth)
            ->fault = FAULT_LIMIT;
        return NULL;
    }
    copy = part_begin(c, part);
    c->depth++;
    bool ok = body_copy(c, part, copy);
    c->depth--;
    return ok ? copy : NULL;
}

Part *opc_copy_tree(OpcCopy *c, OpcPart *part, xmlDoc *tree)
{
    Part *copy = part_begin(c, part);
    bool changed = false;

    return relations_copy(c, part, copy, tree, &changed) &&
                   tree_into(c, part, copy, tree)
               ? copy
               : NULL;
}
