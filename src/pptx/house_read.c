/* house_read.c - masters, layouts and placeholders of an agency's file. */

#include "pptx/house.h"

#include "office/dml.h"
#include "pptx/parts.h"

#include <stdio.h>
#include <stdlib.h>

#define REL_MASTER REL_OFFICE "slideMaster"
#define REL_LAYOUT REL_OFFICE "slideLayout"

/* A slide's sides, by ECMA-376 part 1, 19.7.13. */
enum { LEAST_SIDE = 914400, MOST_SIDE = 51206400, INSET_X = 91440 };
enum { INSET_Y = 45720 };

static const xmlNode *path_of(const xmlNode *n, const char *const *names)
{
    for (size_t i = 0; n && names[i]; i++) {
        const char *name = names[i] + 2;
        n = node_child(n, names[i][0] == 'p' ? NS_P : NS_A, name);
    }
    return n;
}

/* The number in an attribute; `fallback` if there is none or it is no number
 * of at most nine digits. */
static long number_of(House *h, const xmlNode *n, const char *name,
                      long fallback)
{
    Str s = node_attr(h->a, n, NULL, name);
    char *end = NULL;
    long value;

    if (!s.len || s.len > 10)
        return fallback;
    value = strtol(s.at, &end, 10);
    return end && *end == '\0' ? value : fallback;
}

/* ---- Placeholders -------------------------------------------------------- */

static Rect rect_of(House *h, const xmlNode *xfrm, bool *there)
{
    const xmlNode *off = node_child(xfrm, NS_A, "off");
    const xmlNode *ext = node_child(xfrm, NS_A, "ext");
    double k = 1 / h->emu_per_pt;
    Rect r = { (double)number_of(h, off, "x", 0) * k,
               (double)number_of(h, off, "y", 0) * k,
               (double)number_of(h, ext, "cx", 0) * k,
               (double)number_of(h, ext, "cy", 0) * k };

    /* what hangs over the slide's edge is not written to */
    if (r.x_pt < 0)
        r.width_pt += r.x_pt, r.x_pt = 0;
    if (r.y_pt < 0)
        r.height_pt += r.y_pt, r.y_pt = 0;
    if (r.x_pt + r.width_pt > h->width_pt)
        r.width_pt = h->width_pt - r.x_pt;
    if (r.y_pt + r.height_pt > SLIDE_HEIGHT_PT)
        r.height_pt = SLIDE_HEIGHT_PT - r.y_pt;
    *there = off && ext && r.width_pt > 0 && r.height_pt > 0;
    return r;
}

static double inset_of(House *h, const xmlNode *body, const char *name,
                       long fallback)
{
    long inset = number_of(h, body, name, fallback);

    return inset > 0 ? (double)inset / h->emu_per_pt : 0;
}

static void insets_take(House *h, const xmlNode *body, HousePlace *p)
{
    double left = inset_of(h, body, "lIns", INSET_X);
    double top = inset_of(h, body, "tIns", INSET_Y);
    double right = inset_of(h, body, "rIns", INSET_X);
    double bottom = inset_of(h, body, "bIns", INSET_Y);

    p->inside =
        (Rect){ p->at.x_pt + left, p->at.y_pt + top,
                p->at.width_pt - left - right, p->at.height_pt - top - bottom };
    if (!(p->inside.width_pt > 0 && p->inside.height_pt > 0))
        p->inside = p->at;
}

/* What stands in for what: a layout's title is the master's. */
static const char *kind_above(Str type)
{
    if (str_is(type, "title") || str_is(type, "ctrTitle"))
        return "title";
    if (str_is(type, "dt") || str_is(type, "ftr") || str_is(type, "sldNum"))
        return type.at;
    return "body";
}

static const HousePlace *place_above(const HouseMaster *m, Str type)
{
    const char *kind = kind_above(type);

    for (size_t i = 0; m && i < m->places.len; i++)
        if (str_is(m->places.at[i].type, kind))
            return &m->places.at[i];
    return NULL;
}

static double points_of(const House *h, long hundredths)
{
    return hundredths > 0 ? (double)hundredths * 127 / h->emu_per_pt : 0;
}

static void place_read(House *h, const xmlNode *sp, const xmlNode *ph,
                       const HouseMaster *m, HousePlaces *out)
{
    static const char *const to_xfrm[] = { "p:spPr", "a:xfrm", NULL };
    static const char *const to_body[] = { "p:txBody", "a:bodyPr", NULL };
    static const char *const to_type[] = { "p:txBody", "a:lstStyle",
                                           "a:lvl1pPr", "a:defRPr", NULL };
    Str type = node_attr(h->a, ph, NULL, "type");
    const HousePlace *above = place_above(m, type);
    const xmlNode *run = path_of(sp, to_type);
    HousePlace p = { .type = type, .idx = number_of(h, ph, "idx", 0) };

    if (str_is(type, "obj"))
        p.type = (Str){ 0 };
    p.at = rect_of(h, path_of(sp, to_xfrm), &p.has_place);
    if (!p.has_place && above) {
        p.at = above->at;
        p.has_place = above->has_place;
    }
    insets_take(h, path_of(sp, to_body), &p);
    p.size_pt = points_of(h, number_of(h, run, "sz", 0));
    p.capitals = str_is(node_attr(h->a, run, NULL, "cap"), "all");
    if (above) {
        p.size_pt = p.size_pt > 0 ? p.size_pt : above->size_pt;
        p.capitals |= above->capitals;
    }
    *list_add(h->a, out) = p;
}

static void places_read(House *h, xmlDoc *tree, const HouseMaster *m,
                        HousePlaces *out)
{
    static const char *const to_tree[] = { "p:cSld", "p:spTree", NULL };
    static const char *const to_ph[] = { "p:nvSpPr", "p:nvPr", "p:ph", NULL };
    const xmlNode *n = path_of(xmlDocGetRootElement(tree), to_tree);

    for (n = node_child(n, NS_P, "sp"); n; n = node_next(n, NS_P, "sp")) {
        const xmlNode *ph = path_of(n, to_ph);
        if (ph)
            place_read(h, n, ph, m, out);
    }
}

const HousePlace *house_place(const HouseLayout *l, const char *type)
{
    for (size_t i = 0; i < l->places.len; i++)
        if (str_is(l->places.at[i].type, type) && l->places.at[i].has_place)
            return &l->places.at[i];
    return NULL;
}

/* ---- Layouts ------------------------------------------------------------- */

static bool layout_read(House *h, OpcPart *part, const HouseMaster *m)
{
    xmlDoc *tree = opc_tree(h->file, part);
    const xmlNode *root;
    HouseLayout *l;

    if (!tree)
        return false;
    root = xmlDocGetRootElement(tree);
    if (!node_is(root, NS_P, "sldLayout")) {
        opc_fault(h->file, part, "is no layout");
        return false;
    }
    l = list_add(h->a, &h->layouts);
    l->part = part;
    l->name = node_attr(h->a, node_child(root, NS_P, "cSld"), NULL, "name");
    l->type = node_attr(h->a, root, NULL, "type");
    places_read(h, tree, m, &l->places);
    return true;
}

static bool layouts_read(House *h, const HouseMaster *m)
{
    const xmlNode *n =
        node_child(xmlDocGetRootElement(m->tree), NS_P, "sldLayoutIdLst");

    for (n = node_child(n, NS_P, "sldLayoutId"); n;
         n = node_next(n, NS_P, "sldLayoutId")) {
        const OpcRelation *r =
            opc_relation(h->file, m->part, node_attr(h->a, n, NS_R, "id"));
        if (!r || !r->to || !str_is(r->type, REL_LAYOUT)) {
            opc_fault(h->file, m->part, "names a layout that is not there");
            return false;
        }
        if (!layout_read(h, r->to, m))
            return false;
    }
    return true;
}

/* ---- Masters ------------------------------------------------------------- */

static void styles_read(House *h, HouseMaster *m)
{
    static const char *const to_title[] = { "p:txStyles", "p:titleStyle",
                                            "a:lvl1pPr", "a:defRPr", NULL };
    static const char *const to_body[] = { "p:txStyles", "p:bodyStyle",
                                           "a:lvl1pPr", "a:defRPr", NULL };
    const xmlNode *root = xmlDocGetRootElement(m->tree);
    const xmlNode *title = path_of(root, to_title);

    m->title_pt = points_of(h, number_of(h, title, "sz", 4400));
    m->body_pt = points_of(h, number_of(h, path_of(root, to_body), "sz", 1800));
    m->capitals = str_is(node_attr(h->a, title, NULL, "cap"), "all");
    for (size_t i = 0; i < m->places.len; i++) {
        HousePlace *p = &m->places.at[i];
        bool is_title = str_is(p->type, "title");
        if (!(p->size_pt > 0))
            p->size_pt = is_title ? m->title_pt : m->body_pt;
        p->capitals |= is_title && m->capitals;
    }
}

static bool is_taken(const House *h, const OpcPart *part)
{
    for (size_t i = 0; i < h->masters.len; i++)
        if (h->masters.at[i].part == part)
            return true;
    return false;
}

/* A theme of its own, or PowerPoint calls the file damaged. */
static bool has_own_theme(House *h, OpcPart *master)
{
    OpcPart *theme = opc_related(h->file, master, REL_OFFICE "theme");

    for (size_t i = 0; theme && i < h->masters.len; i++)
        if (opc_related(h->file, h->masters.at[i].part, REL_OFFICE "theme") ==
            theme)
            theme = NULL;
    if (!theme)
        opc_warning(h->file, master, "is left out: it has no theme of its own");
    return theme;
}

static bool master_read(House *h, OpcPart *part)
{
    HouseMaster m = { .part = part, .tree = opc_tree(h->file, part) };

    if (!m.tree)
        return false;
    if (!node_is(xmlDocGetRootElement(m.tree), NS_P, "sldMaster")) {
        opc_fault(h->file, part, "is no slide master");
        return false;
    }
    if (!has_own_theme(h, part))
        return !h->file->refused;
    places_read(h, m.tree, NULL, &m.places);
    styles_read(h, &m);
    *list_add(h->a, &h->masters) = m;
    return layouts_read(h, &m);
}

static bool masters_read(House *h, const xmlNode *root)
{
    const xmlNode *n = node_child(root, NS_P, "sldMasterIdLst");

    for (n = node_child(n, NS_P, "sldMasterId"); n;
         n = node_next(n, NS_P, "sldMasterId")) {
        const OpcRelation *r = opc_relation(h->file, h->file->main,
                                            node_attr(h->a, n, NS_R, "id"));
        if (!r || !r->to || !str_is(r->type, REL_MASTER)) {
            opc_fault(h->file, h->file->main,
                      "names a slide master that is not there");
            return false;
        }
        if (!is_taken(h, r->to) && !master_read(h, r->to))
            return false;
    }
    if (h->layouts.len)
        return true;
    opc_fault(h->file, NULL, "has no layouts")->hint =
        STR("keep the slide master and its layouts in the file");
    return false;
}

/* ---- The theme ----------------------------------------------------------- */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

static bool color_of(Str hex, Color *out)
{
    int v[6];

    for (size_t i = 0; i < 6; i++)
        if (hex.len != 6 || (v[i] = hex_digit(hex.at[i])) < 0)
            return false;
    *out = (Color){ (uint8_t)(v[0] * 16 + v[1]), (uint8_t)(v[2] * 16 + v[3]),
                    (uint8_t)(v[4] * 16 + v[5]) };
    return true;
}

static void accents_read(House *h, const xmlNode *theme)
{
    static const char *const to_colors[] = { "a:themeElements", "a:clrScheme",
                                             NULL };
    const xmlNode *colors = path_of(theme, to_colors);

    for (int i = 0; i < (int)COUNT_OF(h->accents); i++) {
        char name[24];
        snprintf(name, sizeof name, "accent%d", i + 1);
        const xmlNode *rgb =
            node_child(node_child(colors, NS_A, name), NS_A, "srgbClr");
        if (!color_of(node_attr(h->a, rgb, NULL, "val"), &h->accents[i]))
            return;
        h->accent_count = (size_t)i + 1;
    }
}

static Str font_of(House *h, const xmlNode *fonts, const char *kind)
{
    return node_attr(h->a,
                     node_child(node_child(fonts, NS_A, kind), NS_A, "latin"),
                     NULL, "typeface");
}

static bool theme_read(House *h)
{
    static const char *const to_fonts[] = { "a:themeElements", "a:fontScheme",
                                            NULL };
    OpcPart *theme =
        opc_related(h->file, h->masters.at[0].part, REL_OFFICE "theme");
    xmlDoc *tree = theme ? opc_tree(h->file, theme) : NULL;
    const xmlNode *fonts;

    if (!tree)
        return false;
    fonts = path_of(xmlDocGetRootElement(tree), to_fonts);
    h->heading_font = font_of(h, fonts, "majorFont");
    h->body_font = font_of(h, fonts, "minorFont");
    accents_read(h, xmlDocGetRootElement(tree));
    return true;
}

/* ---- The file ------------------------------------------------------------ */

static bool size_read(House *h, const xmlNode *root)
{
    const xmlNode *size = node_child(root, NS_P, "sldSz");

    h->width_emu = number_of(h, size, "cx", 12192000);
    h->height_emu = number_of(h, size, "cy", 6858000);
    if (h->width_emu < LEAST_SIDE || h->width_emu > MOST_SIDE ||
        h->height_emu < LEAST_SIDE || h->height_emu > MOST_SIDE ||
        h->width_emu < h->height_emu) {
        opc_fault(h->file, h->file->main,
                  "has slides of %ld by %ld, which is no size for them",
                  h->width_emu, h->height_emu)
            ->hint = STR("slides are wider than high");
        return false;
    }
    size = node_child(root, NS_P, "notesSz");
    h->notes_width_emu = number_of(h, size, "cx", 6858000);
    h->notes_height_emu = number_of(h, size, "cy", 9144000);
    if (h->notes_width_emu < LEAST_SIDE || h->notes_width_emu > MOST_SIDE ||
        h->notes_height_emu < LEAST_SIDE || h->notes_height_emu > MOST_SIDE) {
        h->notes_width_emu = 6858000;
        h->notes_height_emu = 9144000;
    }
    h->emu_per_pt = (double)h->height_emu / SLIDE_HEIGHT_PT;
    h->width_pt = (double)h->width_emu / h->emu_per_pt;
    return true;
}

bool house_read(House *h)
{
    xmlDoc *tree = opc_tree(h->file, h->file->main);
    const xmlNode *root = tree ? xmlDocGetRootElement(tree) : NULL;

    if (!root)
        return false;
    if (!node_is(root, NS_P, "presentation")) {
        opc_fault(h->file, h->file->main, "is no presentation");
        return false;
    }
    return size_read(h, root) && masters_read(h, root) && theme_read(h);
}

House *house_open(Env *env, Arena *a, const Brand *brand)
{
    const ReferenceFile *file = &brand->reference_pptx;
    House *h = arena_make(a, House);
    Str bytes;

    *h = (House){ .env = env, .a = a, .brand = brand };
    if (!file_read(env, file->path, file->at, &bytes))
        return NULL;
    h->file = opc_open(env, a, OPC_SLIDES, file->path, bytes, file->at);
    if (h->file && house_read(h) && house_match(h))
        return h;
    house_close(h);
    return NULL;
}

void house_close(House *h)
{
    if (h)
        opc_close(h->file);
}
