/*
 * chart_marks.c - how marks of a native chart look, and what stands beside
 * them.
 */
#include "office/chart_pen.h"
#include "office/dml.h"

#include <math.h>

void leaf(ChartPen *p, const char *name, const char *val)
{
    xml_leaf(&p->x, name, "val", val);
}

void leaf_int(ChartPen *p, const char *name, long val)
{
    xml_leaf_int(&p->x, name, "val", val);
}

void leaf_number(ChartPen *p, const char *name, double val)
{
    xml_open(&p->x, name);
    xml_attr_number(&p->x, "val", val);
    xml_close(&p->x);
}

/* ---- Text -----------------------------------------------------------------
 */

static void run_properties(ChartPen *p, const char *name, Color c, bool bold)
{
    Xml *x = &p->x;

    xml_open(x, name);
    if (strcmp(name, "a:rPr") == 0)
        xml_attr_str(x, "lang", p->c->lang);
    xml_attr_int(x, "sz", lround(p->size_pt * 100));
    xml_attr(x, "b", bold ? "1" : "0");
    dml_fill(x, p->t, c);
    xml_leaf(x, "a:latin", "typeface", "+mn-lt");
    xml_close(x);
}

void text_properties(ChartPen *p, Color c, bool is_label)
{
    Xml *x = &p->x;

    xml_open(x, "c:txPr");
    xml_open(x, "a:bodyPr");
    if (is_label)
        xml_attr(x, "wrap", "none");
    xml_close(x);
    xml_empty(x, "a:lstStyle");
    xml_open(x, "a:p");
    xml_open(x, "a:pPr");
    run_properties(p, "a:defRPr", c, false);
    xml_close(x);
    xml_leaf_str(x, "a:endParaRPr", "lang", p->c->lang);
    xml_close(x);
    xml_close(x);
}

void title_paragraph(ChartPen *p, Str text, bool bold)
{
    colored_paragraph(p, text, bold ? p->t->colors.ink : p->t->colors.ink_2,
                      bold);
}

void colored_paragraph(ChartPen *p, Str text, Color c, bool bold)
{
    Xml *x = &p->x;

    xml_open(x, "a:p");
    xml_open(x, "a:r");
    run_properties(p, "a:rPr", c, bold);
    xml_element(x, "a:t", text);
    xml_close(x);
    xml_close(x);
}

/* ---- Marks -----------------------------------------------------------------
 */

/* What is expected; in Office's own pattern of the same slant. */
static void hatched(ChartPen *p, Color c)
{
    Xml *x = &p->x;

    xml_open(x, "a:pattFill");
    xml_attr(x, "prst", "wdUpDiag");
    xml_open(x, "a:fgClr");
    dml_color(x, p->t, c);
    xml_close(x);
    xml_open(x, "a:bgClr");
    dml_color(x, p->t, p->t->colors.paper);
    xml_close(x);
    xml_close(x);
}

static void bar_look(ChartPen *p, Color c, NativeLook look)
{
    Xml *x = &p->x;
    const Palette *colors = &p->t->colors;

    switch (look) {
    case LOOK_SOLID:
        dml_fill(x, p->t, c);
        dml_line(x, p->t, colors->paper, 0, false);
        return;
    case LOOK_PALE:
        dml_fill(x, p->t, pale_color(p->t, c));
        dml_line(x, p->t, c, 0.75, true);
        return;
    case LOOK_OUTLINE:
        dml_fill(x, p->t, colors->paper);
        dml_line(x, p->t, c, 0.75, false);
        return;
    case LOOK_HATCHED:
        hatched(p, c);
        dml_line(x, p->t, c, 0.75, false);
        return;
    }
}

static void mark_fill(ChartPen *p, const NativeSeries *s, Color c)
{
    dml_fill(&p->x, p->t, c);
    dml_line(&p->x, p->t, p->t->colors.paper, s->mark == NATIVE_DONUT ? 1 : 0,
             false);
}

static void properties(ChartPen *p, const NativeSeries *s, Color c,
                       NativeLook look, bool dashed)
{
    Xml *x = &p->x;

    xml_open(x, "c:spPr");
    if (s->is_hidden && s->mark == NATIVE_LINE) {
        xml_raw(x, "<a:ln w=\"9525\"><a:noFill/></a:ln>");
    } else if (s->is_hidden && s->mark != NATIVE_SCATTER) {
        xml_empty(x, "a:noFill");
        dml_line(x, p->t, c, 0, false);
    } else if (s->mark == NATIVE_LINE) {
        dml_line(x, p->t, c, s->stroke_pt, dashed);
    } else if (s->mark == NATIVE_SCATTER) {
        xml_raw(x, "<a:ln w=\"19050\"><a:noFill/></a:ln>");
    } else if (s->mark == NATIVE_BAR) {
        bar_look(p, c, look);
    } else {
        mark_fill(p, s, c);
    }
    xml_close(x);
}

/* The look of a series: that of its first mark which is whole. */
static NativeLook usual_look(const ChartPen *p, const NativeSeries *s)
{
    for (size_t i = 0; s->looks && i < p->c->category_count; i++)
        if (s->looks[i] != LOOK_PALE)
            return (NativeLook)s->looks[i];
    return s->looks ? (NativeLook)s->looks[0] : LOOK_SOLID;
}

void mark_properties(ChartPen *p, const NativeSeries *s)
{
    properties(p, s, s->color, usual_look(p, s), s->is_dashed);
}

/* A line is dashed to a point from the one before it. */
static bool is_usual(const ChartPen *p, const NativeSeries *s, size_t i)
{
    bool from_part = s->dashed_until && i && i <= s->dashed_until;

    if (s->mark == NATIVE_LINE)
        return (i < s->dashed_from && !from_part) || s->is_dashed ||
               s->is_hidden;
    if (s->looks && s->looks[i] != usual_look(p, s))
        return false;
    return !s->points ||
           (s->mark != NATIVE_DONUT && color_equal(s->points[i], s->color));
}

/* Marks that look otherwise than the rest of their series. */
void point_looks(ChartPen *p, const NativeSeries *s)
{
    Xml *x = &p->x;

    for (size_t i = 0; i < p->c->category_count; i++) {
        if (is_usual(p, s, i))
            continue;
        xml_open(x, "c:dPt");
        leaf_int(p, "c:idx", (long)i);
        if (s->mark == NATIVE_BAR)
            leaf(p, "c:invertIfNegative", "0");
        if (s->mark == NATIVE_LINE)
            xml_raw(x, "<c:marker><c:symbol val=\"none\"/></c:marker>");
        leaf(p, "c:bubble3D", "0");
        if (p->c->is_gauge && i + 1 == p->c->category_count)
            xml_raw(x, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
        else
            properties(p, s, s->points ? s->points[i] : s->color,
                       s->looks ? (NativeLook)s->looks[i] : LOOK_SOLID, true);
        xml_close(x);
    }
}

/* A hairline from each point down to the axis. */
void drop_lines(ChartPen *p, const NativeSeries *s)
{
    Xml *x = &p->x;

    if (!s->drops)
        return;
    xml_open(x, "c:errBars");
    leaf(p, "c:errDir", "y");
    leaf(p, "c:errBarType", "minus");
    leaf(p, "c:errValType", "percentage");
    leaf(p, "c:noEndCap", "1");
    leaf(p, "c:val", "100");
    xml_open(x, "c:spPr");
    dml_line(x, p->t, s->color, 0.5, false);
    xml_close(x);
    xml_close(x);
}

static void show_with_name(ChartPen *p, bool val, bool name, bool percent)
{
    leaf(p, "c:showLegendKey", "0");
    leaf(p, "c:showVal", val ? "1" : "0");
    leaf(p, "c:showCatName", "0");
    leaf(p, "c:showSerName", name ? "1" : "0");
    leaf(p, "c:showPercent", percent ? "1" : "0");
    leaf(p, "c:showBubbleSize", "0");
}

static void show(ChartPen *p, bool val, bool percent)
{
    show_with_name(p, val, false, percent);
}

static void label_format(ChartPen *p, const NativeSeries *s)
{
    xml_open(&p->x, "c:numFmt");
    xml_attr_str(&p->x, "formatCode", s->label_format);
    xml_attr(&p->x, "sourceLinked", "0");
    xml_close(&p->x);
    xml_raw(&p->x, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
}

/* Of the axis' length; a bar lower than that cannot hold its label. */
#define THIN_SHARE 0.08

/* Labels of stacked bars stand in them; those of thin ones are moved out. */
static bool is_thin(const ChartPen *p, const NativeSeries *s, size_t i)
{
    const Scale *axis = &p->c->left.scale;

    return s->labels_leave && isfinite(s->values[i]) &&
           fabs(s->values[i]) < THIN_SHARE * (axis->to - axis->from);
}

static void label_outside(ChartPen *p, const NativeSeries *s, size_t i)
{
    Xml *x = &p->x;

    xml_open(x, "c:dLbl");
    leaf_int(p, "c:idx", (long)i);
    xml_raw(x, p->c->is_horizontal
                   ? "<c:layout><c:manualLayout><c:x val=\"0.05\"/>"
                     "<c:y val=\"0\"/></c:manualLayout></c:layout>"
                   : "<c:layout><c:manualLayout><c:x val=\"0\"/>"
                     "<c:y val=\"-0.05\"/></c:manualLayout></c:layout>");
    label_format(p, s);
    text_properties(p, p->t->colors.ink, true);
    leaf(p, "c:dLblPos", "ctr");
    show(p, true, false);
    xml_close(x);
}

/* A slice has a colour of its own, and its label one that is read on it. */
static void slice_labels(ChartPen *p, const NativeSeries *s)
{
    Xml *x = &p->x;

    for (size_t i = 0; s->points && i < p->c->category_count; i++) {
        xml_open(x, "c:dLbl");
        leaf_int(p, "c:idx", (long)i);
        label_format(p, s);
        text_properties(p, text_on(&p->t->colors, s->points[i]), true);
        show(p, false, true);
        xml_close(x);
    }
}

/* Words in the place of a number; none where they are empty. */
static void text_label(ChartPen *p, size_t i, Str text, const char *place,
                       Color color)
{
    Xml *x = &p->x;

    xml_open(x, "c:dLbl");
    leaf_int(p, "c:idx", (long)i);
    if (!text.len) {
        leaf(p, "c:delete", "1");
        xml_close(x);
        return;
    }
    xml_open(x, "c:tx");
    xml_open(x, "c:rich");
    xml_empty(x, "a:bodyPr");
    xml_empty(x, "a:lstStyle");
    colored_paragraph(p, text, color, false);
    xml_close(x);
    xml_close(x);
    leaf(p, "c:dLblPos", place);
    show(p, true, false);
    xml_close(x);
}

/* Of the points whose labels are not those of the series. */
static void value_labels(ChartPen *p, const NativeSeries *s, const char *place,
                         Color color)
{
    for (size_t i = 0; i < p->c->category_count; i++)
        if (s->texts && s->texts[i].at && isfinite(s->values[i]))
            text_label(p, i, s->texts[i], place, color);
        else if (is_thin(p, s, i))
            label_outside(p, s, i);
}

/* The first value at the left of its point, the last with the name. */
static void slope_labels(ChartPen *p, const NativeSeries *s)
{
    Xml *x = &p->x;

    for (size_t i = 0; s->is_slope && i < 2 && i < p->c->category_count; i++) {
        if (!isfinite(s->values[i]))
            continue;
        xml_open(x, "c:dLbl");
        leaf_int(p, "c:idx", (long)i);
        label_format(p, s);
        text_properties(p, color_against(s->color, p->t->colors.paper, 4.5),
                        true);
        leaf(p, "c:dLblPos", i ? "r" : "l");
        show_with_name(p, true, true, false);
        xml_element(x, "c:separator", STR("  "));
        xml_close(x);
    }
}

/* The name of a line beside its last point, in its colour. */
static void end_name(ChartPen *p, const NativeSeries *s)
{
    Xml *x = &p->x;

    xml_open(x, "c:dLbl");
    leaf_int(p, "c:idx", (long)p->c->category_count - 1);
    xml_raw(x, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    text_properties(p, color_against(s->color, p->t->colors.paper, 4.5), true);
    leaf(p, "c:dLblPos", "r");
    show_with_name(p, false, true, false);
    xml_close(x);
}

static const char *label_place(const ChartPen *p, const NativeSeries *s)
{
    if (s->mark == NATIVE_BAR)
        return p->c->is_stacked ? "ctr" : "outEnd";
    return s->drops ? "r" : "t";
}

void labels(ChartPen *p, const NativeSeries *s)
{
    Xml *x = &p->x;
    bool is_donut = s->mark == NATIVE_DONUT;
    bool on_mark = is_donut || (p->c->is_stacked && s->mark == NATIVE_BAR);
    Color color = on_mark ? text_on(&p->t->colors, s->color) : p->t->colors.ink;

    xml_open(x, "c:dLbls");
    if (!s->has_labels) {
        if (s->names_end)
            end_name(p, s);
        show(p, false, false);
        xml_close(x);
        return;
    }
    if (is_donut)
        slice_labels(p, s);
    else if (s->is_slope)
        slope_labels(p, s);
    else
        value_labels(p, s, label_place(p, s), color);
    label_format(p, s);
    text_properties(p, color, true);
    if (!is_donut)
        leaf(p, "c:dLblPos", label_place(p, s));
    show(p, !is_donut, is_donut);
    /* labels that are moved say by their place what they belong to */
    leaf(p, "c:showLeaderLines", "0");
    xml_close(x);
}

enum { NAMED_POINTS = 40 }; /* more names would lie on each other */

/* Each point by its name. */
void point_labels(ChartPen *p, const NativeSeries *s)
{
    const NativeChart *c = p->c;
    Xml *x = &p->x;

    xml_open(x, "c:dLbls");
    for (size_t i = 0;
         c->category_count <= NAMED_POINTS && i < c->category_count; i++) {
        if (!isfinite(s->values[i]) || !c->categories[i].len)
            continue;
        xml_open(x, "c:dLbl");
        leaf_int(p, "c:idx", (long)i);
        xml_open(x, "c:tx");
        xml_open(x, "c:rich");
        xml_empty(x, "a:bodyPr");
        xml_empty(x, "a:lstStyle");
        title_paragraph(p, c->categories[i], false);
        xml_close(x);
        xml_close(x);
        leaf(p, "c:dLblPos", "r");
        show(p, true, false);
        xml_close(x);
    }
    show(p, false, false);
    xml_close(x);
}

void marker(ChartPen *p, Color c)
{
    Xml *x = &p->x;

    xml_open(x, "c:marker");
    leaf(p, "c:symbol", "circle");
    leaf(p, "c:size", "6");
    xml_open(x, "c:spPr");
    dml_fill(x, p->t, c);
    dml_line(x, p->t, p->t->colors.paper, 0.5, false);
    xml_close(x);
    xml_close(x);
}
