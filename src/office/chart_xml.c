/*
 * chart_xml.c - a native chart as a DrawingML part (ECMA-376 part 1, 21.2).
 *
 * The schema wants the children of each element in one order; the functions
 * here follow it from top to bottom.
 */

#include "office/chart_pen.h"
#include "office/dml.h"

#include <math.h>
#include <stdio.h>

/* A donut stands in this part of the chart, its legend to the right of it. */
static const struct {
    double x, y, width, height;
} DONUT = { 0.02, 0.04, 0.4, 0.92 };
#define LEGEND_LEFT 0.46
#define LEGEND_PITCH 1.7 /* of its entries, as a share of their size */
#define TITLE_PITCH 1.2

/* Its upper left corner at these shares of the chart. */
static void place_corner(ChartPen *p, double left, double top)
{
    Xml *x = &p->x;

    xml_open(x, "c:layout");
    xml_open(x, "c:manualLayout");
    leaf(p, "c:xMode", "edge");
    leaf(p, "c:yMode", "edge");
    leaf_number(p, "c:x", round(fmax(left, 0) * 1e4) / 1e4);
    leaf_number(p, "c:y", round(fmax(top, 0) * 1e4) / 1e4);
    xml_close(x);
    xml_close(x);
}

/* A title is placed by its corner: in the middle of the hole, of which a gauge
 * has the upper half. */
static void place_center(ChartPen *p, Str first, Str second)
{
    const TextStyle *s = &p->t->text[TEXT_CHART];
    Size size = p->c->size;
    double height = s->size_pt * TITLE_PITCH * (second.len ? 2 : 1);
    double width =
        fmax(text_width_pt(p->t->book, first, style_setting(s, FONT_BOLD)),
             text_width_pt(p->t->book, second, style_setting(s, 0)));

    if (!p->c->is_gauge)
        height /= 2;
    place_corner(p, DONUT.x + DONUT.width / 2 - width / 2 / size.width_pt,
                 DONUT.y + DONUT.height / 2 - height / size.height_pt);
}

/* What stands in a donut's hole is a title laid over the plot. */
static void center_title(ChartPen *p)
{
    Xml *x = &p->x;
    Str text = p->c->center;
    size_t line = str_find(text, STR("\n"));
    Str first = str_slice(text, 0, line);
    Str second =
        line < text.len ? str_slice(text, line + 1, text.len) : (Str){ 0 };

    xml_open(x, "c:title");
    xml_open(x, "c:tx");
    xml_open(x, "c:rich");
    xml_raw(x, "<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"/>");
    xml_empty(x, "a:lstStyle");
    title_paragraph(p, first, true);
    if (second.len)
        title_paragraph(p, second, false);
    xml_close(x);
    xml_close(x);
    place_center(p, first, second);
    leaf(p, "c:overlay", "1");
    xml_close(x);
}

/* ---- References to cells, and their cache ----------------------------------
 */

static size_t series_column(const NativeChart *c, size_t series)
{
    return series + (c->groups ? 2 : 1);
}

static void reference(ChartPen *p, size_t from, size_t to, bool heading)
{
    char a[4], b[4], text[64];

    column_name(a, from);
    column_name(b, to);
    if (heading)
        snprintf(text, sizeof text, "Sheet1!$%s$1", a);
    else
        snprintf(text, sizeof text, "Sheet1!$%s$2:$%s$%zu", a, b,
                 p->c->category_count + 1);
    xml_element(&p->x, "c:f", str_of(text));
}

static void point(ChartPen *p, size_t i, Str text)
{
    xml_open(&p->x, "c:pt");
    xml_attr_int(&p->x, "idx", (long)i);
    xml_element(&p->x, "c:v", text);
    xml_close(&p->x);
}

static void series_name(ChartPen *p, size_t i)
{
    Xml *x = &p->x;
    size_t column = series_column(p->c, i);

    xml_open(x, "c:tx");
    xml_open(x, "c:strRef");
    reference(p, column, column, true);
    xml_open(x, "c:strCache");
    leaf(p, "c:ptCount", "1");
    point(p, 0, p->c->series[i].name);
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

static void grouped_categories(ChartPen *p)
{
    const NativeChart *c = p->c;
    Xml *x = &p->x;

    xml_open(x, "c:multiLvlStrRef");
    reference(p, 0, 1, false);
    xml_open(x, "c:multiLvlStrCache");
    leaf_int(p, "c:ptCount", (long)c->category_count);
    xml_open(x, "c:lvl");
    for (size_t i = 0; i < c->category_count; i++)
        point(p, i, c->categories[i]);
    xml_close(x);
    xml_open(x, "c:lvl");
    for (size_t i = 0; i < c->category_count; i++)
        if (i == 0 || !str_equal(c->groups[i], c->groups[i - 1]))
            point(p, i, c->groups[i]);
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

static void categories(ChartPen *p)
{
    const NativeChart *c = p->c;
    Xml *x = &p->x;

    xml_open(x, "c:cat");
    if (c->groups) {
        grouped_categories(p);
    } else {
        xml_open(x, "c:strRef");
        reference(p, 0, 0, false);
        xml_open(x, "c:strCache");
        leaf_int(p, "c:ptCount", (long)c->category_count);
        for (size_t i = 0; i < c->category_count; i++)
            point(p, i, c->categories[i]);
        xml_close(x);
        xml_close(x);
    }
    xml_close(x);
}

/* A missing value has no point: Office leaves a gap. */
static void numbers(ChartPen *p, const char *name, size_t column,
                    const double *v)
{
    const NativeChart *c = p->c;
    Xml *x = &p->x;

    xml_open(x, name);
    xml_open(x, "c:numRef");
    reference(p, column, column, false);
    xml_open(x, "c:numCache");
    xml_element(x, "c:formatCode", STR("General"));
    leaf_int(p, "c:ptCount", (long)c->category_count);
    for (size_t i = 0; i < c->category_count; i++) {
        if (!isfinite(v[i]))
            continue;
        xml_open(x, "c:pt");
        xml_attr_int(x, "idx", (long)i);
        xml_open(x, "c:v");
        xml_number(x, v[i]);
        xml_close(x);
        xml_close(x);
    }
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

static void values(ChartPen *p, size_t series)
{
    const double *v = p->c->series[series].values;

    numbers(p, "c:val", series_column(p->c, series), v);
}

/* Places and sizes stand in the columns after the series. */
static void point_values(ChartPen *p, size_t series)
{
    const NativeChart *c = p->c;
    size_t after = series_column(c, c->series_count);

    numbers(p, "c:xVal", after, c->x_values);
    numbers(p, "c:yVal", series_column(c, series), c->series[series].values);
    if (c->sizes)
        numbers(p, "c:bubbleSize", after + 1, c->sizes);
}

/* ---- Series ----------------------------------------------------------------
 */

static void series_of_points(ChartPen *p, size_t i)
{
    const NativeSeries *s = &p->c->series[i];
    Xml *x = &p->x;

    xml_open(x, "c:ser");
    leaf_int(p, "c:idx", (long)i);
    leaf_int(p, "c:order", (long)i);
    series_name(p, i);
    mark_properties(p, s);
    if (s->mark == NATIVE_SCATTER && s->is_hidden)
        xml_raw(x, "<c:marker><c:symbol val=\"none\"/></c:marker>");
    else if (s->mark == NATIVE_SCATTER)
        marker(p, s->color);
    else
        leaf(p, "c:invertIfNegative", "0");
    point_labels(p, s);
    point_values(p, i);
    leaf(p, s->mark == NATIVE_SCATTER ? "c:smooth" : "c:bubble3D", "0");
    xml_close(x);
}

static void series(ChartPen *p, size_t i)
{
    const NativeSeries *s = &p->c->series[i];
    Xml *x = &p->x;

    xml_open(x, "c:ser");
    leaf_int(p, "c:idx", (long)i);
    leaf_int(p, "c:order", (long)i);
    series_name(p, i);
    mark_properties(p, s);
    if (s->mark == NATIVE_BAR)
        leaf(p, "c:invertIfNegative", "0");
    if (s->mark == NATIVE_LINE)
        xml_raw(x, "<c:marker><c:symbol val=\"none\"/></c:marker>");
    point_looks(p, s);
    labels(p, s);
    drop_lines(p, s);
    categories(p);
    values(p, i);
    if (s->mark == NATIVE_LINE)
        leaf(p, "c:smooth", "0");
    xml_close(x);
}

/* ---- Groups: series of one mark on one pair of axes ------------------------
 */

enum { AXIS_CATEGORY = 111111, AXIS_VALUE, AXIS_CATEGORY_2, AXIS_VALUE_2 };

static bool belongs(const NativeSeries *s, NativeMark mark, bool right)
{
    return s->mark == mark && s->on_right == right;
}

static const char *grouping(const NativeChart *c, NativeMark mark)
{
    bool stacked = c->is_stacked && mark != NATIVE_LINE;

    if (stacked)
        return c->is_percent ? "percentStacked" : "stacked";
    return mark == NATIVE_BAR ? "clustered" : "standard";
}

static void group(ChartPen *p, NativeMark mark, bool right)
{
    static const char *names[] = { "c:barChart",     "c:lineChart",
                                   "c:areaChart",    "c:doughnutChart",
                                   "c:scatterChart", "c:bubbleChart" };
    const NativeChart *c = p->c;
    Xml *x = &p->x;
    bool any = false;

    for (size_t i = 0; i < c->series_count; i++)
        any |= belongs(&c->series[i], mark, right);
    if (!any)
        return;
    xml_open(x, names[mark]);
    if (mark == NATIVE_BAR)
        leaf(p, "c:barDir", c->is_horizontal ? "bar" : "col");
    if (mark == NATIVE_SCATTER)
        leaf(p, "c:scatterStyle", "lineMarker");
    if (mark <= NATIVE_AREA)
        leaf(p, "c:grouping", grouping(c, mark));
    leaf(p, "c:varyColors", mark == NATIVE_DONUT ? "1" : "0");
    for (size_t i = 0; i < c->series_count; i++)
        if (belongs(&c->series[i], mark, right)) {
            if (c->x_values)
                series_of_points(p, i);
            else
                series(p, i);
        }
    if (mark == NATIVE_BUBBLE)
        leaf(p, "c:bubbleScale", "72"); /* the largest: 9 % of the plot */
    if (mark == NATIVE_BAR) {
        leaf_int(p, "c:gapWidth", c->gap);
        leaf_int(p, "c:overlap", c->is_stacked ? 100 : -5);
    }
    if (mark == NATIVE_LINE)
        leaf(p, "c:marker", "1");
    if (mark == NATIVE_DONUT) {
        leaf(p, "c:firstSliceAng", c->is_gauge ? "270" : "0");
        leaf(p, "c:holeSize", "62");
    } else {
        leaf_int(p, "c:axId", right ? AXIS_CATEGORY_2 : AXIS_CATEGORY);
        leaf_int(p, "c:axId", right ? AXIS_VALUE_2 : AXIS_VALUE);
    }
    xml_close(x);
}

/* ---- Axes ------------------------------------------------------------------
 */

/* The right axis in the colour of what it measures, if that is one series. */
static Color right_color(const ChartPen *p)
{
    Color c = p->t->colors.ink_2;
    size_t count = 0;

    for (size_t i = 0; i < p->c->series_count; i++)
        if (p->c->series[i].on_right && !count++)
            c = color_against(p->c->series[i].color, p->t->colors.paper, 4.5);
    return count == 1 ? c : p->t->colors.ink_2;
}

static void axis_look(ChartPen *p, bool has_line, const char *labels_at,
                      Color text)
{
    Xml *x = &p->x;

    leaf(p, "c:majorTickMark", "none");
    leaf(p, "c:minorTickMark", "none");
    leaf(p, "c:tickLblPos", labels_at);
    xml_open(x, "c:spPr");
    dml_line(x, p->t, p->t->colors.rule_strong, has_line ? 0.75 : 0, false);
    xml_close(x);
    text_properties(p, text, false);
}

/* The unit of an axis, along it. */
static void axis_words(ChartPen *p, Str title, bool is_upright)
{
    Xml *x = &p->x;

    if (!title.len)
        return;
    xml_open(x, "c:title");
    xml_open(x, "c:tx");
    xml_open(x, "c:rich");
    xml_raw(x, is_upright ? "<a:bodyPr rot=\"-5400000\" vert=\"horz\"/>"
                          : "<a:bodyPr/>");
    xml_empty(x, "a:lstStyle");
    title_paragraph(p, title, false);
    xml_close(x);
    xml_close(x);
    leaf(p, "c:overlay", "0");
    xml_close(x);
}

static void category_axis(ChartPen *p, bool right)
{
    const NativeChart *c = p->c;
    Xml *x = &p->x;

    xml_open(x, "c:catAx");
    leaf_int(p, "c:axId", right ? AXIS_CATEGORY_2 : AXIS_CATEGORY);
    xml_open(x, "c:scaling");
    leaf(p, "c:orientation", c->is_horizontal ? "maxMin" : "minMax");
    xml_close(x);
    leaf(p, "c:delete", right || c->hides_categories ? "1" : "0");
    leaf(p, "c:axPos", c->is_horizontal ? "l" : "b");
    xml_raw(x, "<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>");
    axis_look(p, true, "low", p->t->colors.ink_2);
    leaf_int(p, "c:crossAx", right ? AXIS_VALUE_2 : AXIS_VALUE);
    leaf(p, "c:crosses", "autoZero");
    leaf(p, "c:auto", "0");
    leaf(p, "c:lblAlgn", "ctr");
    leaf(p, "c:lblOffset", "100");
    leaf(p, "c:noMultiLvlLbl", "0");
    xml_close(x);
}

/* Below points stands a second axis of values. */
static void bottom_axis(ChartPen *p)
{
    const NativeAxis *a = &p->c->bottom;
    Xml *x = &p->x;

    xml_open(x, "c:valAx");
    leaf_int(p, "c:axId", AXIS_CATEGORY);
    xml_open(x, "c:scaling");
    leaf(p, "c:orientation", "minMax");
    leaf_number(p, "c:max", a->scale.to);
    leaf_number(p, "c:min", a->scale.from);
    xml_close(x);
    leaf(p, "c:delete", "0");
    leaf(p, "c:axPos", "b");
    axis_words(p, a->title, false);
    xml_open(x, "c:numFmt");
    xml_attr_str(x, "formatCode", a->format);
    xml_attr(x, "sourceLinked", "0");
    xml_close(x);
    axis_look(p, true, "low", p->t->colors.ink_2);
    leaf_int(p, "c:crossAx", AXIS_VALUE);
    if (p->c->is_parted)
        leaf_number(p, "c:crossesAt", p->c->cross_y);
    else
        leaf(p, "c:crosses", "min");
    leaf(p, "c:crossBetween", "midCat");
    if (a->scale.step > 0)
        leaf_number(p, "c:majorUnit", a->scale.step);
    xml_close(x);
}

static void value_axis(ChartPen *p, const NativeAxis *a, bool right)
{
    const NativeChart *c = p->c;
    Xml *x = &p->x;
    bool has_bars = false;

    for (size_t i = 0; i < c->series_count; i++)
        has_bars |= c->series[i].mark == NATIVE_BAR;
    xml_open(x, "c:valAx");
    leaf_int(p, "c:axId", right ? AXIS_VALUE_2 : AXIS_VALUE);
    xml_open(x, "c:scaling");
    leaf(p, "c:orientation", "minMax");
    leaf_number(p, "c:max", a->scale.to);
    leaf_number(p, "c:min", a->scale.from);
    xml_close(x);
    leaf(p, "c:delete", a->is_shown ? "0" : "1");
    leaf(p, "c:axPos", c->is_horizontal ? "t" : right ? "r" : "l");
    if (!right && a->is_shown) {
        xml_open(x, "c:majorGridlines");
        xml_open(x, "c:spPr");
        dml_line(x, p->t, p->t->colors.rule, 0.5, false);
        xml_close(x);
        xml_close(x);
    }
    if (a->is_shown)
        axis_words(p, a->title, !c->is_horizontal);
    xml_open(x, "c:numFmt");
    xml_attr_str(x, "formatCode", a->format);
    xml_attr(x, "sourceLinked", "0");
    xml_close(x);
    axis_look(p, c->is_parted,
              c->is_horizontal ? "high"
              : c->x_values    ? "low"
                               : "nextTo",
              right ? right_color(p) : p->t->colors.ink_2);
    leaf_int(p, "c:crossAx", right ? AXIS_CATEGORY_2 : AXIS_CATEGORY);
    if (c->is_parted)
        leaf_number(p, "c:crossesAt", c->cross_x);
    else
        leaf(p, "c:crosses", right ? "max" : c->x_values ? "min" : "autoZero");
    leaf(p, "c:crossBetween", has_bars ? "between" : "midCat");
    if (a->scale.step > 0)
        leaf_number(p, "c:majorUnit", a->scale.step);
    xml_close(x);
}

/* ---- The whole -------------------------------------------------------------
 */

/* Groups of series in the order in which they are written, on either side. */
static const NativeMark GROUPS[] = {
    NATIVE_AREA,  NATIVE_BAR,     NATIVE_LINE,
    NATIVE_DONUT, NATIVE_SCATTER, NATIVE_BUBBLE
};

static void donut_place(ChartPen *p)
{
    Xml *x = &p->x;

    xml_open(x, "c:layout");
    xml_open(x, "c:manualLayout");
    leaf(p, "c:layoutTarget", "inner");
    leaf(p, "c:xMode", "edge");
    leaf(p, "c:yMode", "edge");
    leaf_number(p, "c:x", DONUT.x);
    leaf_number(p, "c:y", DONUT.y);
    leaf_number(p, "c:w", DONUT.width);
    leaf_number(p, "c:h", DONUT.height);
    xml_close(x);
    xml_close(x);
}

/* The plot with its ticks stands between the axis' title, a line of text, and
 * the names of its lines. */
static void name_room_leave(ChartPen *p)
{
    double line_pt = 2 * p->t->text[TEXT_CHART].size_pt;
    double left = p->c->left.title.len ? line_pt / p->c->size.width_pt : 0;

    xml_open(&p->x, "c:layout");
    xml_open(&p->x, "c:manualLayout");
    leaf(p, "c:layoutTarget", "outer");
    leaf(p, "c:xMode", "edge");
    leaf(p, "c:yMode", "edge");
    leaf_number(p, "c:x", left);
    leaf(p, "c:y", "0.02");
    leaf_number(p, "c:w", 1 - p->c->name_room - left);
    leaf(p, "c:h", "0.96");
    xml_close(&p->x);
    xml_close(&p->x);
}

static void plot_area(ChartPen *p)
{
    const NativeChart *c = p->c;
    Xml *x = &p->x;

    xml_open(x, "c:plotArea");
    if (c->is_slope)
        xml_raw(x, "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/>"
                   "<c:xMode val=\"edge\"/><c:yMode val=\"edge\"/>"
                   "<c:x val=\"0.22\"/><c:y val=\"0.04\"/><c:w val=\"0.56\"/>"
                   "<c:h val=\"0.84\"/></c:manualLayout></c:layout>");
    else if (c->name_room > 0)
        name_room_leave(p);
    else if (c->has_axes)
        xml_empty(x, "c:layout");
    else
        donut_place(p);
    for (int right = 0; right < 2; right++)
        for (size_t i = 0; i < COUNT_OF(GROUPS); i++)
            group(p, GROUPS[i], right);
    if (c->has_axes) {
        if (c->x_values)
            bottom_axis(p);
        else
            category_axis(p, false);
        value_axis(p, &c->left, false);
        if (c->has_right) {
            value_axis(p, &c->right, true);
            category_axis(p, true);
        }
    }
    xml_raw(x, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    xml_close(x);
}

/* Entries of a legend are counted as the groups are written. */
static size_t legend_place(const NativeChart *c, size_t series)
{
    size_t place = 0;

    for (int right = 0; right < 2; right++)
        for (size_t g = 0; g < COUNT_OF(GROUPS); g++)
            for (size_t i = 0; i < c->series_count; i++) {
                const NativeSeries *s = &c->series[i];
                if (s->mark != GROUPS[g] || s->on_right != (right == 1))
                    continue;
                if (i == series)
                    return place;
                place++;
            }
    return place;
}

static void legend(ChartPen *p)
{
    const NativeChart *c = p->c;
    Xml *x = &p->x;

    if (!c->has_legend)
        return;
    xml_open(x, "c:legend");
    leaf(p, "c:legendPos", c->has_axes ? "t" : "r");
    for (size_t i = 0; c->has_axes && i < c->series_count; i++) {
        if (c->series[i].in_legend)
            continue;
        xml_open(x, "c:legendEntry");
        leaf_int(p, "c:idx", (long)legend_place(c, i));
        leaf(p, "c:delete", "1");
        xml_close(x);
    }
    if (!c->has_axes)
        place_corner(p, LEGEND_LEFT,
                     0.5 - (double)c->category_count * LEGEND_PITCH *
                               p->t->text[TEXT_CHART].size_pt / 2 /
                               c->size.height_pt);
    leaf(p, "c:overlay", "0");
    text_properties(p, p->t->colors.ink_2, false);
    xml_close(x);
}

static bool write_chart(ChartPen *p, Buf *out, unsigned workbook)
{
    Xml *x = &p->x;
    char id[24];

    xml_begin(x, out);
    xml_open(x, "c:chartSpace");
    xml_attr(x, "xmlns:c",
             "http://schemas.openxmlformats.org/drawingml/2006/chart");
    xml_attr(x, "xmlns:a", NS_A);
    xml_attr(x, "xmlns:r", NS_R);
    leaf(p, "c:date1904", "0");
    xml_leaf_str(x, "c:lang", "val", p->c->lang);
    leaf(p, "c:roundedCorners", "0");
    xml_open(x, "c:chart");
    if (p->c->center.len)
        center_title(p);
    leaf(p, "c:autoTitleDeleted", p->c->center.len ? "0" : "1");
    plot_area(p);
    legend(p);
    leaf(p, "c:plotVisOnly", "1");
    leaf(p, "c:dispBlanksAs", "gap");
    xml_close(x);
    xml_raw(x, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    text_properties(p, p->t->colors.ink_2, false);
    snprintf(id, sizeof id, "rId%u", workbook);
    xml_open(x, "c:externalData");
    xml_attr(x, "r:id", id);
    leaf(p, "c:autoUpdate", "0");
    xml_close(x);
    xml_close(x);
    return xml_end(x);
}

Part *native_chart_part(Package *p, const Theme *t, const NativeChart *c,
                        const char *folder, unsigned number, double size_pt)
{
    ChartPen pen = { .t = t, .c = c, .size_pt = size_pt };
    Part *part = part_add(
        p, str_format(p->a, "%s/charts/chart%u.xml", folder, number),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
    Part *book = part_add(
        p,
        str_format(p->a, "%s/embeddings/Microsoft_Excel_Worksheet%u.xlsx",
                   folder, number),
        NULL);
    unsigned relation = part_relate(p, part, REL_OFFICE "package", book);

    book->is_stored = true;
    if (!workbook_write(p->env, p->deflater, c, &book->body))
        return NULL;
    return write_chart(&pen, &part->body, relation) ? part : NULL;
}
