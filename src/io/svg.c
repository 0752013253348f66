/*
 * svg.c - SVG 1.1 drawings by libxml2: shapes, groups, reuse, simple styles.
 *
 * Logos are what comes.  Text, filters, clipping and scripts are left out with
 * a warning that names them; a gradient becomes the mean of its colours.
 * Nothing outside the file is ever fetched.
 */

#include "io/svg_private.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

enum { DEPTH_LIMIT = 64, ELEMENT_LIMIT = 20000, STEP_LIMIT = 1000000 };

typedef struct {
    Str selector; /* ".a", "#a" or "path" */
    Str body;
} CssRule;

typedef struct {
    const PictureSource *source;
    Arena *a;
    xmlNode *root;
    LIST(DrawingShape) shapes;
    LIST(CssRule) rules;
    StrList warned;
    size_t elements, steps;
    double width, height; /* of the view box */
    bool failed;
} Svg;

static void draw_children(Svg *s, xmlNode *n, Matrix m, SvgStyle style,
                          int depth);

/* ---- Faults -------------------------------------------------------------- */

static void fail(Svg *s, const char *message)
{
    if (!s->failed)
        picture_fail(s->source, "%s", message);
    s->failed = true;
}

/* Once for each kind of thing left out. */
static void warn(Svg *s, const char *what, const char *hint)
{
    for (size_t i = 0; i < s->warned.len; i++)
        if (str_is(s->warned.at[i], what))
            return;
    *list_add(s->a, &s->warned) = str_of(what);
    diag_warning(s->source->env->diags, s->source->at, "%.*s: %s",
                 STR_ARG(s->source->path), what)
        ->hint = str_of(hint);
}

/* ---- Attributes ---------------------------------------------------------- */

static Str attribute(const Svg *s, xmlNode *n, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(n, (const xmlChar *)name);
    Str out = value ? str_copy(s->a, str_of((const char *)value)) : STR("");

    xmlFree(value);
    return out;
}

static bool is_named(xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE &&
           strcmp((const char *)n->name, name) == 0;
}

static double length_at(const Svg *s, xmlNode *n, const char *name,
                        double whole)
{
    return svg_length(attribute(s, n, name), whole);
}

/* ---- Style sheets -------------------------------------------------------- */

static void add_rules(Svg *s, Str css)
{
    while (css.len) {
        size_t open = str_find(css, STR("{")), close = str_find(css, STR("}"));
        if (open >= css.len || close < open)
            return;
        Str selectors = str_slice(css, 0, open);
        Str body = str_slice(css, open + 1, close < css.len ? close : css.len);
        while (selectors.len) {
            size_t comma = str_find(selectors, STR(","));
            Str one = str_trim(str_slice(selectors, 0, comma));
            if (one.len)
                *list_add(s->a, &s->rules) = (CssRule){ one, body };
            selectors =
                str_slice(selectors, comma < selectors.len ? comma + 1 : comma,
                          selectors.len);
        }
        css = str_slice(css, close < css.len ? close + 1 : close, css.len);
    }
}

static void gather_rules(Svg *s, xmlNode *n, int depth)
{
    for (; n && depth < DEPTH_LIMIT; n = n->next) {
        if (is_named(n, "style")) {
            xmlChar *text = xmlNodeGetContent(n);
            add_rules(s, str_copy(s->a, str_of((const char *)text)));
            xmlFree(text);
        }
        if (n->type == XML_ELEMENT_NODE)
            gather_rules(s, n->children, depth + 1);
    }
}

static bool has_class(Str classes, Str name)
{
    while (classes.len) {
        size_t end = str_find(classes, STR(" "));
        if (str_equal(str_slice(classes, 0, end), name))
            return true;
        classes =
            str_slice(classes, end < classes.len ? end + 1 : end, classes.len);
    }
    return false;
}

static bool rule_matches(const Svg *s, const CssRule *r, xmlNode *n)
{
    Str rest = str_slice(r->selector, 1, r->selector.len);

    if (r->selector.at[0] == '.')
        return has_class(attribute(s, n, "class"), rest);
    if (r->selector.at[0] == '#')
        return str_equal(attribute(s, n, "id"), rest);
    return str_is(r->selector, (const char *)n->name);
}

static SvgStyle style_of(const Svg *s, xmlNode *n, SvgStyle style)
{
    for (xmlAttr *a = n->properties; a; a = a->next)
        if (a->children)
            svg_style_set(&style, str_of((const char *)a->name),
                          attribute(s, n, (const char *)a->name));
    for (size_t i = 0; i < s->rules.len; i++)
        if (rule_matches(s, &s->rules.at[i], n))
            svg_style_declarations(&style, s->rules.at[i].body);
    svg_style_declarations(&style, attribute(s, n, "style"));
    return style;
}

/* ---- References ---------------------------------------------------------- */

static xmlNode *find_id(const Svg *s, xmlNode *n, Str id, int depth)
{
    for (; n && depth < DEPTH_LIMIT; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (str_equal(attribute(s, n, "id"), id))
            return n;
        xmlNode *found = find_id(s, n->children, id, depth + 1);
        if (found)
            return found;
    }
    return NULL;
}

static Str href(const Svg *s, xmlNode *n)
{
    Str own = attribute(s, n, "href");
    xmlChar *linked;

    if (!own.len) {
        linked = xmlGetNsProp(n, (const xmlChar *)"href",
                              (const xmlChar *)"http://www.w3.org/1999/xlink");
        own = linked ? str_copy(s->a, str_of((const char *)linked)) : STR("");
        xmlFree(linked);
    }
    return own.len && own.at[0] == '#' ? str_slice(own, 1, own.len) : STR("");
}

/* The mean of a gradient's colours; false if it has none. */
static bool mean_color(const Svg *s, Str id, Color *out, int depth)
{
    xmlNode *gradient = find_id(s, s->root, id, 0);
    unsigned sum[3] = { 0 }, count = 0;

    for (xmlNode *c = gradient ? gradient->children : NULL; c; c = c->next) {
        Color color = { 0, 0, 0 };
        if (!is_named(c, "stop"))
            continue;
        Str given = attribute(s, c, "stop-color");
        Str style = attribute(s, c, "style");
        size_t at = str_find(style, STR("stop-color:"));
        if (at < style.len) {
            Str rest = str_slice(style, at + 11, style.len);
            given = str_slice(rest, 0, str_find(rest, STR(";")));
        }
        if (given.len && !svg_color(given, &color))
            continue;
        sum[0] += color.red;
        sum[1] += color.green;
        sum[2] += color.blue;
        count++;
    }
    if (!count)
        return gradient && depth < 4 && href(s, gradient).len &&
               mean_color(s, href(s, gradient), out, depth + 1);
    *out = (Color){ (uint8_t)(sum[0] / count), (uint8_t)(sum[1] / count),
                    (uint8_t)(sum[2] / count) };
    return true;
}

/* ---- Shapes -------------------------------------------------------------- */

static void add_shape(Svg *s, Path path, const SvgStyle *style, Matrix m)
{
    DrawingShape shape = { .path = path,
                           .has_fill =
                               style->has_fill && style->fill_opacity > 0,
                           .has_stroke = style->has_stroke &&
                                         style->stroke_width > 0 &&
                                         style->stroke_opacity > 0,
                           .even_odd = style->even_odd,
                           .fill = style->fill,
                           .stroke = style->stroke,
                           .stroke_pt = style->stroke_width * matrix_scale(m) };

    s->steps += path.len;
    if (s->steps > STEP_LIMIT) {
        fail(s, "the drawing has too many points");
        return;
    }
    if (style->fill_ref.len && mean_color(s, style->fill_ref, &shape.fill, 0))
        warn(s, "a gradient is drawn as one colour",
             "fill the shape with a plain colour");
    shape.opacity = style->opacity * (shape.has_fill ? style->fill_opacity
                                                     : style->stroke_opacity);
    if (path.len && (shape.has_fill || shape.has_stroke) && !style->hidden &&
        shape.opacity > 0)
        *list_add(s->a, &s->shapes) = shape;
}

static void rect_path(const Svg *s, xmlNode *n, Matrix m, Path *out)
{
    double x = length_at(s, n, "x", s->width),
           y = length_at(s, n, "y", s->height);
    double w = length_at(s, n, "width", s->width);
    double h = length_at(s, n, "height", s->height);
    double rx = length_at(s, n, "rx", s->width);
    double ry = length_at(s, n, "ry", s->height);

    if (w <= 0 || h <= 0)
        return;
    rx = rx > 0 ? rx : ry;
    ry = ry > 0 ? ry : rx;
    rx = rx > w / 2 ? w / 2 : rx;
    ry = ry > h / 2 ? h / 2 : ry;
    Str d =
        rx > 0 && ry > 0
            ? str_format(s->a,
                         "M%.6f %.6fh%.6fa%.6f %.6f 0 0 1 %.6f %.6fv%.6f"
                         "a%.6f %.6f 0 0 1 %.6f %.6fh%.6fa%.6f %.6f 0 0 1 "
                         "%.6f %.6fv%.6fa%.6f %.6f 0 0 1 %.6f %.6fz",
                         x + rx, y, w - 2 * rx, rx, ry, rx, ry, h - 2 * ry, rx,
                         ry, -rx, ry, 2 * rx - w, rx, ry, -rx, -ry, 2 * ry - h,
                         rx, ry, rx, -ry)
            : str_format(s->a, "M%.6f %.6fh%.6fv%.6fh%.6fz", x, y, w, h, -w);
    svg_path(s->a, d, m, out);
}

static void points_path(const Svg *s, xmlNode *n, Matrix m, bool closes,
                        Path *out)
{
    Str points = attribute(s, n, "points");

    svg_path(s->a,
             str_format(s->a, "M%.*s%s", STR_ARG(points), closes ? "z" : ""), m,
             out);
}

static void line_path(const Svg *s, xmlNode *n, Matrix m, Path *out)
{
    Point from = { length_at(s, n, "x1", s->width),
                   length_at(s, n, "y1", s->height) };
    Point to = { length_at(s, n, "x2", s->width),
                 length_at(s, n, "y2", s->height) };

    from = matrix_apply(m, from);
    to = matrix_apply(m, to);
    path_move(s->a, out, from.x_pt, from.y_pt);
    path_line(s->a, out, to.x_pt, to.y_pt);
}

static void round_path(const Svg *s, xmlNode *n, Matrix m, bool circle,
                       Path *out)
{
    Point center = { length_at(s, n, "cx", s->width),
                     length_at(s, n, "cy", s->height) };
    double r = length_at(s, n, "r", s->width);
    double rx = circle ? r : length_at(s, n, "rx", s->width);
    double ry = circle ? r : length_at(s, n, "ry", s->height);

    if (rx > 0 && ry > 0)
        svg_ellipse(s->a, out, m, center, rx, ry);
}

/* The outline of a shape; false if the element is none. */
static bool outline(Svg *s, xmlNode *n, Matrix m, Path *out)
{
    const char *name = (const char *)n->name;

    if (strcmp(name, "path") == 0) {
        if (!svg_path(s->a, attribute(s, n, "d"), m, out))
            warn(s, "a path is damaged and drawn up to the fault",
                 "save the drawing again");
    } else if (strcmp(name, "rect") == 0) {
        rect_path(s, n, m, out);
    } else if (strcmp(name, "circle") == 0) {
        round_path(s, n, m, true, out);
    } else if (strcmp(name, "ellipse") == 0) {
        round_path(s, n, m, false, out);
    } else if (strcmp(name, "line") == 0) {
        line_path(s, n, m, out);
    } else if (strcmp(name, "polyline") == 0) {
        points_path(s, n, m, false, out);
    } else if (strcmp(name, "polygon") == 0) {
        points_path(s, n, m, true, out);
    } else {
        return false;
    }
    return true;
}

/* ---- The tree ------------------------------------------------------------ */

static const struct {
    const char *element, *warning, *hint;
} LEFT_OUT[] = {
    { "text", "text is left out",
      "turn text into paths in the drawing program" },
    { "image", "a picture within the drawing is left out",
      "use the picture itself" },
    { "foreignObject", "foreign content is left out", "draw it with shapes" },
    { "script", "a script is left out", "" },
    { "animate", "animation is left out", "" },
};

static bool is_left_out(Svg *s, xmlNode *n)
{
    static const char *const silent[] = {
        "defs",           "style",          "title",  "desc",     "metadata",
        "linearGradient", "radialGradient", "symbol", "clipPath", "mask",
        "filter",         "pattern",        "marker", "namedview"
    };

    for (size_t i = 0; i < COUNT_OF(LEFT_OUT); i++)
        if (is_named(n, LEFT_OUT[i].element)) {
            warn(s, LEFT_OUT[i].warning, LEFT_OUT[i].hint);
            return true;
        }
    for (size_t i = 0; i < COUNT_OF(silent); i++)
        if (is_named(n, silent[i]))
            return true;
    return false;
}

static void draw_use(Svg *s, xmlNode *n, Matrix m, SvgStyle style, int depth);

static void draw_element(Svg *s, xmlNode *n, Matrix m, SvgStyle style,
                         int depth)
{
    Matrix own;
    Path path = { 0 };

    if (++s->elements > ELEMENT_LIMIT || depth > DEPTH_LIMIT) {
        fail(s, "the drawing has too many elements or nests too deep");
        return;
    }
    if (is_left_out(s, n))
        return;
    if (!matrix_parse(attribute(s, n, "transform"), &own))
        warn(s, "a transformation cannot be read", "save the drawing again");
    m = matrix_join(m, own);
    style = style_of(s, n, style);
    if (attribute(s, n, "clip-path").len || attribute(s, n, "mask").len ||
        attribute(s, n, "filter").len)
        warn(s, "clipping and filters are left out", "flatten the drawing");
    if (is_named(n, "use"))
        draw_use(s, n, m, style, depth);
    else if (outline(s, n, m, &path))
        add_shape(s, path, &style, m);
    else
        draw_children(s, n, m, style, depth + 1);
}

static void draw_use(Svg *s, xmlNode *n, Matrix m, SvgStyle style, int depth)
{
    Str id = href(s, n);
    xmlNode *what = id.len ? find_id(s, s->root, id, 0) : NULL;
    Matrix shift = MATRIX_SAME;

    if (!what)
        return;
    shift.e = length_at(s, n, "x", s->width);
    shift.f = length_at(s, n, "y", s->height);
    m = matrix_join(m, shift);
    if (is_named(what, "symbol"))
        draw_children(s, what, m, style_of(s, what, style), depth + 1);
    else
        draw_element(s, what, m, style, depth + 1);
}

static void draw_children(Svg *s, xmlNode *n, Matrix m, SvgStyle style,
                          int depth)
{
    for (xmlNode *c = n->children; c && !s->failed; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            draw_element(s, c, m, style, depth);
}

/* ---- The whole ----------------------------------------------------------- */

/* Size in points, and the matrix from the view box to it. */
static bool measure(Svg *s, Size *size, Matrix *m)
{
    Str box = attribute(s, s->root, "viewBox");
    double n[4] = { 0 };
    size_t at = 0;
    bool has_box = true;

    for (int i = 0; i < 4 && has_box; i++)
        has_box = svg_number(box, &at, &n[i]);
    Str w = attribute(s, s->root, "width"), h = attribute(s, s->root, "height");
    double width = w.len && !str_ends(w, STR("%")) ? svg_length(w, 0) : n[2];
    double height = h.len && !str_ends(h, STR("%")) ? svg_length(h, 0) : n[3];
    s->width = has_box ? n[2] : width;
    s->height = has_box ? n[3] : height;
    if (!(width > 0) || !(height > 0) || !(s->width > 0) || !(s->height > 0)) {
        fail(s, "the drawing has no size: give width and height, or viewBox");
        return false;
    }
    double x = width / s->width, y = height / s->height;
    double scale = x < y ? x : y;
    *size = (Size){ width * 0.75, height * 0.75 };
    *m = (Matrix){ scale * 0.75,
                   0,
                   0,
                   scale * 0.75,
                   ((width - s->width * scale) / 2 - n[0] * scale) * 0.75,
                   ((height - s->height * scale) / 2 - n[1] * scale) * 0.75 };
    return true;
}

static void ignore_message(void *data, const char *fmt, ...)
{
    (void)data;
    (void)fmt;
}

static const Drawing *read_document(const PictureSource *source, xmlDoc *doc)
{
    Svg s = { .source = source, .a = source->env->arena };
    Drawing *d = arena_make(s.a, Drawing);
    Matrix m;

    s.root = xmlDocGetRootElement(doc);
    if (!s.root || !is_named(s.root, "svg"))
        return picture_fail(source, "the root of the file is not <svg>");
    if (!measure(&s, &d->size, &m))
        return NULL;
    gather_rules(&s, s.root, 0);
    draw_children(&s, s.root, m, style_of(&s, s.root, svg_style_initial()), 0);
    if (s.failed)
        return NULL;
    d->shapes = s.shapes.at;
    d->shape_count = s.shapes.len;
    return d;
}

const Drawing *svg_decode(const PictureSource *s)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR |
                        XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
    xmlDoc *doc;

    if (str_find(s->bytes, STR("<!ENTITY")) < s->bytes.len)
        return picture_fail(s, "a drawing may not define entities");
    if (s->bytes.len > INT32_MAX)
        return picture_fail(s, "the drawing is too large");
    xmlSetGenericErrorFunc(NULL, ignore_message);
    doc = xmlReadMemory(s->bytes.at, (int)s->bytes.len, "drawing.svg", NULL,
                        options);
    if (!doc)
        return picture_fail(s, "the SVG is damaged: it is no well-formed XML");
    const Drawing *d = read_document(s, doc);
    xmlFreeDoc(doc);
    return d;
}
