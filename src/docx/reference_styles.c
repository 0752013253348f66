/* reference_styles.c - the house's styles and lists, and ours beside them. */

#include "docx/reference.h"

enum { LONGEST_CHAIN = 20 }; /* of styles based on each other */

/* ---- Finding styles -------------------------------------------------------
 */

static Str name_key(Arena *a, const char *type, Str name)
{
    return str_format(a, "%s %.*s", type,
                      STR_ARG(lower_copy(a, str_trim(name))));
}

static void style_add(Reference *r, xmlNode *n)
{
    Arena *a = r->opc->a;
    Str id = lower_copy(a, node_attr(a, n, NS_W, "styleId"));
    Str type = node_attr(a, n, NS_W, "type");
    Str key =
        name_key(a, type.len ? type.at : "paragraph", w_value(a, n, "name"));

    if (!id.len || map_find(&r->by_id, id))
        return;
    map_set(a, &r->by_id, id, n);
    if (!map_find(&r->by_name, key))
        map_set(a, &r->by_name, key, n);
}

/* The one that paragraphs (tables, ...) have which name none. */
static xmlNode *default_style(const Reference *r, const char *type)
{
    Arena *a = r->opc->a;

    for (size_t i = 0; i < r->by_id.len; i++) {
        xmlNode *n = r->by_id.at[i].value;
        Str value = node_attr(a, n, NS_W, "default");
        if (str_is(node_attr(a, n, NS_W, "type"), type) &&
            (str_is(value, "1") || str_is(value, "true")))
            return n;
    }
    return NULL;
}

static xmlNode *style_match(const Reference *r, StyleId s)
{
    StyleName name = style_name(s);
    bool is_default =
        s == STYLE_NORMAL || s == STYLE_DEFAULT_FONT || s == STYLE_PLAIN_TABLE;
    xmlNode *n = is_default ? default_style(r, name.type) : NULL;

    return n ? n
             : map_find(&r->by_name,
                        name_key(r->opc->a, name.type, str_of(name.name)));
}

static void style_choose(Reference *r, StyleId s)
{
    Arena *a = r->opc->a;
    Str id = str_of(style_name(s).id);

    if (r->styles[s]) {
        r->ids[s] = node_attr(a, r->styles[s], NS_W, "styleId").at;
        return;
    }
    for (unsigned i = 2; map_find(&r->by_id, lower_copy(a, id)); i++)
        id = str_format(a, "%s%u", style_name(s).id, i);
    r->ids[s] = str_copy(a, id).at;
    map_set(a, &r->by_id, lower_copy(a, id), r); /* taken */
}

bool reference_styles_read(Reference *r)
{
    OpcPart *part = r->parts[PART_STYLES];
    xmlDoc *doc = opc_tree(r->opc, part);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;

    if (!doc)
        return false;
    if (!node_is(root, NS_W, "styles")) {
        opc_fault(r->opc, part, "holds no styles");
        return false;
    }
    for (xmlNode *n = node_child(root, NS_W, "style"); n;
         n = node_next(n, NS_W, "style"))
        style_add(r, n);
    for (int i = 0; i < STYLE_ALL; i++)
        r->styles[i] = style_match(r, (StyleId)i);
    for (int i = 0; i < STYLE_ALL; i++)
        style_choose(r, (StyleId)i);
    return true;
}

const char *reference_style_id(const Reference *r, StyleId s)
{
    return r->ids[s];
}

bool reference_has_style(const Reference *r, StyleId s)
{
    return r->styles[s];
}

const char *reference_style_label(const Reference *r, StyleId s)
{
    static const char *const types[] = { "paragraph", "character", "table",
                                         "numbering" };
    StyleName name = style_name(s);

    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (map_find(&r->by_name,
                     name_key(r->opc->a, types[i], str_of(name.name))))
            return str_format(r->opc->a, "%s (report)", name.name).at;
    return name.name;
}

/* ---- What a style says ----------------------------------------------------
 */

static const xmlNode *base_of(const Reference *r, const xmlNode *style)
{
    Arena *a = r->opc->a;
    void *base =
        map_find(&r->by_id, lower_copy(a, w_value(a, style, "basedOn")));

    return base == (const void *)r ? NULL : base;
}

const xmlNode *style_find(const Reference *r, const xmlNode *style,
                          const char *group, const char *name)
{
    for (int i = 0; style && i < LONGEST_CHAIN; i++) {
        const xmlNode *found =
            node_child(node_child(style, NS_W, group), NS_W, name);
        if (found)
            return found;
        style = base_of(r, style);
    }
    return NULL;
}

/* The same, or of what all paragraphs have. */
static const xmlNode *setting_find(const Reference *r, const xmlNode *style,
                                   const char *group, const char *name)
{
    const xmlNode *found = style_find(r, style, group, name);
    const xmlNode *root = xmlDocGetRootElement(r->parts[PART_STYLES]->tree);
    const xmlNode *defaults = node_child(root, NS_W, "docDefaults");
    bool of_runs = strcmp(group, "rPr") == 0;

    defaults =
        node_child(defaults, NS_W, of_runs ? "rPrDefault" : "pPrDefault");
    return found ? found
                 : node_child(node_child(defaults, NS_W, group), NS_W, name);
}

static double spacing_of(const Reference *r, const xmlNode *spacing,
                         const char *name)
{
    double pt;

    return points_of(node_attr(r->opc->a, spacing, NS_W, name), &pt) &&
                   pt >= 0 && pt <= 200
               ? pt
               : 0;
}

/* Lines of most fonts are a fifth higher than their type. */
#define NATURAL_LINE 1.2

static double leading_of(const Reference *r, const xmlNode *spacing,
                         double size_pt)
{
    Str rule = node_attr(r->opc->a, spacing, NS_W, "lineRule");
    double line = spacing_of(r, spacing, "line");

    if (!(line > 0))
        return size_pt * NATURAL_LINE;
    if (!rule.len || str_is(rule, "auto"))
        return size_pt * NATURAL_LINE * line / 12;
    return str_is(rule, "exact") || line > size_pt * NATURAL_LINE
               ? line
               : size_pt * NATURAL_LINE;
}

static void role_read(const Reference *r, StyleId s, TextStyle *out)
{
    const xmlNode *style = r->styles[s];
    const xmlNode *spacing = setting_find(r, style, "pPr", "spacing");
    double half_points;
    Str unit =
        node_attr(r->opc->a, setting_find(r, style, "rPr", "sz"), NS_W, "val");

    if (points_of(unit, &half_points) && half_points * 10 >= 5 &&
        half_points * 10 <= 72)
        out->size_pt = half_points * 10;
    else
        out->size_pt = 10; /* Word's own where nothing says more */
    out->leading_pt = leading_of(r, spacing, out->size_pt);
    out->before_pt = spacing_of(r, spacing, "before");
    out->after_pt = spacing_of(r, spacing, "after");
}

/* Where a style of the house stands for one role of text. */
void reference_theme(const Reference *r, Theme *t)
{
    static const StyleId styles[] = {
        STYLE_BODY,   STYLE_LEAD,  STYLE_TITLE, STYLE_SUBTITLE, STYLE_H1,
        STYLE_H2,     STYLE_H3,    STYLE_H4,    STYLE_TOC_1,    STYLE_TOC_2,
        STYLE_BULLET, STYLE_QUOTE, STYLE_TABLE, STYLE_CAPTION,
    };

    if (r->styles[STYLE_NORMAL] && !r->styles[STYLE_BODY])
        role_read(r, STYLE_NORMAL, &t->text[TEXT_BODY]);
    for (size_t i = 0; i < COUNT_OF(styles); i++)
        if (r->styles[styles[i]])
            role_read(r, styles[i], &t->text[style_name(styles[i]).role]);
    if (!r->has_page)
        return;
    t->page = r->page;
    t->landscape = r->page;
    if (r->page.paper.width_pt < r->page.paper.height_pt)
        t->landscape.paper =
            (Size){ r->page.paper.height_pt, r->page.paper.width_pt };
}

/* ---- Into the document ----------------------------------------------------
 */

static void languages_set(Docx *d, xmlNode *root)
{
    for (xmlNode *n = root; n; n = node_after(n, root))
        if (node_is(n, NS_W, "lang") && node_attr(d->a, n, NS_W, "val").len)
            node_set_attr(n, NS_W, "val", d->r->lang);
}

static bool part_place(Docx *d, ReferencePart part, const char *type)
{
    OpcPart *from = d->ref->parts[part];
    Part *copy = opc_copy_tree(&d->ref->copy, from, from->tree);

    if (copy)
        part_relate(&d->pkg, d->document, type, copy);
    return copy;
}

/* Parts of ours are always well-formed. */
static bool elements_add(Docx *d, Str ours, const char *name, xmlNode *parent,
                         xmlNode *before)
{
    xmlDoc *doc = tree_of(ours);

    if (doc)
        nodes_move(doc, name, parent, before);
    else
        d->failed = true;
    xmlFreeDoc(doc);
    return doc;
}

bool reference_styles_add(Docx *d, Str ours)
{
    xmlNode *root = xmlDocGetRootElement(d->ref->parts[PART_STYLES]->tree);

    languages_set(d, root);
    return elements_add(d, ours, "style", root, NULL) &&
           part_place(d, PART_STYLES, REL_OFFICE "styles");
}

void reference_tabs_clear(Docx *d, StyleId s, double ours_pt)
{
    const xmlNode *tabs =
        d->ref ? style_find(d->ref, d->ref->styles[s], "pPr", "tabs") : NULL;
    double pt;

    for (const xmlNode *n = node_child(tabs, NS_W, "tab"); n;
         n = node_next(n, NS_W, "tab")) {
        if (!points_of(node_attr(d->a, n, NS_W, "pos"), &pt) ||
            dxa(pt) == dxa(ours_pt))
            continue;
        xml_open(&d->x, "w:tab");
        xml_attr(&d->x, "w:val", "clear");
        xml_attr_int(&d->x, "w:pos", dxa(pt));
        xml_close(&d->x);
    }
}

/* ---- Lists ----------------------------------------------------------------
 */

static const xmlNode *numbered(const Reference *r, const char *element,
                               const char *attribute, Str id)
{
    const xmlNode *root = xmlDocGetRootElement(r->parts[PART_NUMBERING]->tree);
    const xmlNode *n = node_child(root, NS_W, element);

    while (n && !str_equal(node_attr(r->opc->a, n, NS_W, attribute), id))
        n = node_next(n, NS_W, element);
    return id.len ? n : NULL;
}

/* The list that a style of the house belongs to; levels 0 if there is none. */
static void list_read(const Reference *r, StyleId s, int *num, int *abstract,
                      int *levels)
{
    Arena *a = r->opc->a;
    Str num_id =
        w_value(a, style_find(r, r->styles[s], "pPr", "numPr"), "numId");
    const xmlNode *n = numbered(r, "num", "numId", num_id);
    Str abstract_id = w_value(a, n, "abstractNumId");
    const xmlNode *list =
        n ? numbered(r, "abstractNum", "abstractNumId", abstract_id) : NULL;
    long one = 0, other = 0;

    *levels = 0;
    if (!list || !whole_of(num_id, &one) || !whole_of(abstract_id, &other) ||
        one <= 0)
        return;
    *num = (int)one;
    *abstract = (int)other;
    for (const xmlNode *l = node_child(list, NS_W, "lvl"); l;
         l = node_next(l, NS_W, "lvl"))
        ++*levels;
}

static int highest(const Reference *r, const char *element,
                   const char *attribute)
{
    const xmlNode *root = xmlDocGetRootElement(r->parts[PART_NUMBERING]->tree);
    long most = -1, id;

    for (const xmlNode *n = node_child(root, NS_W, element); n;
         n = node_next(n, NS_W, element))
        if (whole_of(node_attr(r->opc->a, n, NS_W, attribute), &id) &&
            id > most)
            most = id;
    return (int)most;
}

bool reference_numbering_read(Reference *r)
{
    OpcPart *part = r->parts[PART_NUMBERING];
    xmlDoc *doc = part ? opc_tree(r->opc, part) : NULL;
    int num = 0, abstract = -1, levels = 0;

    r->number_abstract = r->last_abstract = -1;
    if (!part)
        return true;
    if (!doc)
        return false;
    if (!node_is(xmlDocGetRootElement(doc), NS_W, "numbering")) {
        opc_fault(r->opc, part, "holds no numbering");
        return false;
    }
    r->last_num = highest(r, "num", "numId");
    r->last_num = r->last_num < 0 ? 0 : r->last_num;
    r->last_abstract = highest(r, "abstractNum", "abstractNumId");
    list_read(r, STYLE_BULLET, &r->bullet_num, &abstract, &r->bullet_levels);
    list_read(r, STYLE_NUMBER, &num, &abstract, &levels);
    r->number_levels = levels;
    r->number_abstract = levels ? abstract : -1;
    return true;
}

int reference_last_num(const Reference *r)
{
    return r->last_num;
}

int reference_last_abstract(const Reference *r)
{
    return r->last_abstract;
}

int reference_bullets(const Reference *r, int depth)
{
    return depth < r->bullet_levels ? r->bullet_num : 0;
}

int reference_numbers(const Reference *r, int depth)
{
    return depth < r->number_levels ? r->number_abstract : -1;
}

bool reference_counts(const Reference *r, StyleId heading)
{
    return style_find(r, r->styles[heading], "pPr", "numPr");
}

bool reference_numbering_add(Docx *d, Str ours)
{
    xmlNode *root = xmlDocGetRootElement(d->ref->parts[PART_NUMBERING]->tree);
    xmlNode *first = node_child(root, NS_W, "num");
    xmlNode *last = node_child(root, NS_W, "numIdMacAtCleanup");

    return elements_add(d, ours, "abstractNum", root, first ? first : last) &&
           elements_add(d, ours, "num", root, last) &&
           part_place(d, PART_NUMBERING, REL_OFFICE "numbering");
}
