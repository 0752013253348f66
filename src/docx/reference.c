/*
 * reference.c - the house's own document opened: what there is to take.
 *
 * Its styles, theme, numbering, settings, fonts, headers, footers and page go
 * into the document; its text does not.  It is a stranger's file: see
 * office/opc_read.h.
 */

#include "docx/reference.h"

#include "io/io.h"

#include <math.h>

/* ---- Values ---------------------------------------------------------------
 */

Str w_value(Arena *a, const xmlNode *parent, const char *child)
{
    return node_attr(a, node_child(parent, NS_W, child), NS_W, "val");
}

bool whole_of(Str s, long *out)
{
    bool minus = s.len && s.at[0] == '-';
    long n = 0;

    if (s.len <= minus || s.len > 9 + (size_t)minus)
        return false;
    for (size_t i = minus; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        n = n * 10 + (s.at[i] - '0');
    }
    *out = minus ? -n : n;
    return true;
}

/* "21.5cm" up to its unit; false if there is no number. */
static bool number_of(Str s, double *out, Str *unit)
{
    size_t i = s.len && s.at[0] == '-';
    size_t first = i;
    double n = 0, place = 0;

    for (; i < s.len && i < 16; i++) {
        if (s.at[i] == '.' && place == 0) {
            place = 1;
            continue;
        }
        if (s.at[i] < '0' || s.at[i] > '9')
            break;
        n = n * 10 + (s.at[i] - '0');
        place *= 10;
    }
    *out = n / (place > 0 ? place : 1) * (first ? -1 : 1);
    *unit = str_slice(s, i, s.len);
    return i > first;
}

bool points_of(Str s, double *out)
{
    static const struct {
        const char *unit;
        double pt;
    } units[] = { { "", 0.05 },        { "pt", 1 },         { "in", 72 },
                  { "cm", 72 / 2.54 }, { "mm", 72 / 25.4 }, { "pc", 12 },
                  { "pi", 12 } };
    double n;
    Str unit;

    if (!number_of(s, &n, &unit))
        return false;
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (!str_is(unit, units[i].unit))
            continue;
        *out = n * units[i].pt;
        return fabs(*out) < 1e5;
    }
    return false;
}

Str lower_copy(Arena *a, Str s)
{
    char *at = arena_alloc(a, s.len + 1);

    for (size_t i = 0; i < s.len; i++)
        at[i] =
            s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] | 0x20) : s.at[i];
    return (Str){ at, s.len };
}

/* ---- The page -------------------------------------------------------------
 */

static double length_at(const Reference *r, const xmlNode *n, const char *name,
                        double otherwise_pt)
{
    double pt;

    return points_of(node_attr(r->opc->a, n, NS_W, name), &pt) ? fabs(pt)
                                                               : otherwise_pt;
}

/* Narrower than a picture postcard, nothing of a report fits. */
#define LEAST_ROOM_PT 200

static bool page_read(Reference *r)
{
    const xmlNode *size = node_child(r->section, NS_W, "pgSz");
    const xmlNode *margin = node_child(r->section, NS_W, "pgMar");
    PageGrid *g = &r->page;

    if (!size || !margin)
        return true;
    *g = (PageGrid){ .gutter_pt = 14, .columns = 12, .is_full = true };
    g->paper.width_pt = length_at(r, size, "w", 595.3);
    g->paper.height_pt = length_at(r, size, "h", 841.9);
    g->left_pt =
        length_at(r, margin, "left", 72) + length_at(r, margin, "gutter", 0);
    g->right_pt = length_at(r, margin, "right", 72);
    g->top_pt = length_at(r, margin, "top", 72);
    g->bottom_pt = length_at(r, margin, "bottom", 72);
    g->header_baseline_pt = length_at(r, margin, "header", 36) + 7;
    g->footer_baseline_pt = length_at(r, margin, "footer", 36) + 3;
    r->has_page = true;
    if (g->paper.width_pt - g->left_pt - g->right_pt >= LEAST_ROOM_PT &&
        g->paper.height_pt - g->top_pt - g->bottom_pt >= LEAST_ROOM_PT &&
        g->paper.width_pt <= 1584 && g->paper.height_pt <= 1584)
        return true;
    opc_fault(r->opc, r->opc->main,
              "its page leaves %.0f × %.0f points for text, which is not what "
              "a report can be set on",
              g->paper.width_pt - g->left_pt - g->right_pt,
              g->paper.height_pt - g->top_pt - g->bottom_pt)
        ->hint = STR("give its last section a usual page and margins");
    return false;
}

static void furniture_read(Reference *r, const xmlNode *n, bool is_header)
{
    Arena *a = r->opc->a;
    Str type = node_attr(a, n, NS_W, "type");
    const OpcRelation *to =
        opc_relation(r->opc, r->opc->main, node_attr(a, n, NS_R, "id"));
    int pages = str_is(type, "first")  ? PAGES_FIRST
                : str_is(type, "even") ? PAGES_EVEN
                                       : PAGES_DEFAULT;

    if (to && to->to)
        (is_header ? r->headers : r->footers)[pages] = to->to;
    else
        opc_warning(r->opc, r->opc->main,
                    "a %s that it names is not in the file",
                    is_header ? "header" : "footer");
}

/* "0", "false" and "off" say no. */
static bool is_on(Arena *a, const xmlNode *parent, const char *name)
{
    const xmlNode *n = node_child(parent, NS_W, name);
    Str value = node_attr(a, n, NS_W, "val");

    return n && !str_is(value, "0") && !str_is(value, "false") &&
           !str_is(value, "off");
}

static bool section_read(Reference *r)
{
    xmlDoc *doc = opc_tree(r->opc, r->opc->main);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    const xmlNode *body = node_child(root, NS_W, "body");

    if (!doc)
        return false;
    if (!body) {
        opc_fault(r->opc, r->opc->main, "has no w:body");
        return false;
    }
    for (xmlNode *n = node_child(body, NS_W, "sectPr"); n;
         n = node_next(n, NS_W, "sectPr"))
        r->section = n;
    for (xmlNode *n = r->section ? r->section->children : NULL; n; n = n->next)
        if (node_is(n, NS_W, "headerReference") ||
            node_is(n, NS_W, "footerReference"))
            furniture_read(r, n, node_is(n, NS_W, "headerReference"));
    r->is_title_page = is_on(r->opc->a, r->section, "titlePg");
    return page_read(r);
}

/* ---- Colours --------------------------------------------------------------
 */

static bool hex_color(Str s, Color *out)
{
    unsigned n = 0;

    if (s.len != 6)
        return false;
    for (size_t i = 0; i < 6; i++) {
        char c = s.at[i];
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                                                : 16;
        if (digit > 15)
            return false;
        n = n * 16 + digit;
    }
    *out = (Color){ (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n };
    return true;
}

static bool theme_color(const Reference *r, const char *name, Color *out)
{
    OpcPart *part = r->parts[PART_THEME];
    xmlDoc *doc = part ? opc_tree(r->opc, part) : NULL;
    const xmlNode *n = doc ? xmlDocGetRootElement(doc) : NULL;

    n = node_child(node_child(n, NS_A, "themeElements"), NS_A, "clrScheme");
    n = node_child(node_child(n, NS_A, name), NS_A, "srgbClr");
    return hex_color(node_attr(r->opc->a, n, NULL, "val"), out);
}

void reference_brand(const Reference *r, Brand *brand)
{
    if (brand->has_primary)
        return;
    brand->has_primary = theme_color(r, "accent1", &brand->primary);
    if (brand->has_primary && !brand->has_secondary)
        brand->has_secondary = theme_color(r, "accent2", &brand->secondary);
}

/* ---- Opening --------------------------------------------------------------
 */

static bool parts_find(Reference *r)
{
    static const char *const types[PART_COUNT] = {
        [PART_STYLES] = REL_OFFICE "styles",
        [PART_NUMBERING] = REL_OFFICE "numbering",
        [PART_SETTINGS] = REL_OFFICE "settings",
        [PART_FONTS] = REL_OFFICE "fontTable",
        [PART_THEME] = REL_OFFICE "theme",
    };

    for (size_t i = 0; i < PART_COUNT; i++)
        r->parts[i] = opc_related(r->opc, r->opc->main, types[i]);
    if (!r->opc->refused && !r->parts[PART_STYLES])
        opc_fault(r->opc, NULL, "has no styles")->hint =
            STR("save it from Word as a document or template");
    return !r->opc->refused;
}

Reference *reference_open(Env *env, Arena *a, const ReferenceFile *file)
{
    Reference *r = arena_make(a, Reference);
    Str bytes;

    if (!file_read(env, file->path, file->at, &bytes))
        return NULL;
    r->opc = opc_open(env, a, OPC_WORD, file->path, bytes, file->at);
    if (!r->opc)
        return NULL;
    if (parts_find(r) && section_read(r) && reference_styles_read(r) &&
        reference_numbering_read(r) && !r->opc->refused)
        return r;
    reference_close(r);
    return NULL;
}

void reference_close(Reference *r)
{
    if (r)
        opc_close(r->opc);
}

/* ---- What was found, for people -------------------------------------------
 */

static void names_print(const Reference *r, bool matched, Buf *out)
{
    size_t count = 0;

    for (int i = 0; i < STYLE_ALL; i++)
        count += !r->styles[i] != matched;
    buf_format(out, "  %-9s %zu styles", matched ? "its own" : "ours", count);
    for (int i = 0, n = 0; i < STYLE_ALL; i++) {
        if (!r->styles[i] == matched)
            continue;
        buf_format(out, "%s%s", n++ ? ", " : ": ", style_name((StyleId)i).name);
    }
    buf_add_char(out, '\n');
}

static void page_print(const Reference *r, Buf *out)
{
    const PageGrid *g = &r->page;

    if (r->has_page)
        buf_format(out,
                   "  page      %.0f × %.0f points, margins %.0f left, %.0f "
                   "right, %.0f top, %.0f bottom\n",
                   g->paper.width_pt, g->paper.height_pt, g->left_pt,
                   g->right_pt, g->top_pt, g->bottom_pt);
    else
        buf_format(out, "  page      ours\n");
    buf_format(out, "  header    %s\n  footer    %s\n",
               reference_has_header(r) ? "its own" : "ours",
               reference_has_footer(r) ? "its own" : "ours");
}

static void parts_print(const Reference *r, Buf *out)
{
    static const char *const names[PART_COUNT] = {
        [PART_STYLES] = "styles",     [PART_NUMBERING] = "numbering",
        [PART_SETTINGS] = "settings", [PART_FONTS] = "fonts",
        [PART_THEME] = "theme",
    };

    for (size_t i = PART_NUMBERING; i < PART_COUNT; i++)
        buf_format(out, "  %-9s %s\n", names[i],
                   r->parts[i] ? "its own" : "ours");
    buf_format(out, "  lists     bullets %s, numbers %s\n",
               r->bullet_num ? "its own" : "ours",
               r->number_abstract >= 0 ? "its own" : "ours");
}

bool docx_reference_report(Env *env, const Brand *brand, Buf *out)
{
    const ReferenceFile *file = &brand->reference_docx;
    Arena *a;

    if (!file->path.len)
        return true;
    a = arena_new();
    Reference *r = reference_open(env, a, file);
    if (r) {
        buf_format(out, "%.*s\n", STR_ARG(file->path));
        names_print(r, true, out);
        names_print(r, false, out);
        page_print(r, out);
        parts_print(r, out);
        reference_close(r);
    }
    arena_free(a);
    return r;
}
