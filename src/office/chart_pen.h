/*
 * chart_pen.h - what the files that write a native chart share.  Private to
 * src/office.
 *
 * chart_xml.c writes the part from top to bottom; chart_marks.c what a series
 * looks like.
 */
#ifndef OFFICE_CHART_PEN_H
#define OFFICE_CHART_PEN_H

#include "office/native.h"
#include "office/xml.h"

typedef struct {
    Xml x;
    const Theme *t;
    const NativeChart *c;
    double size_pt;
} ChartPen;

/* An element with its attribute val. */
void leaf(ChartPen *p, const char *name, const char *val);
void leaf_int(ChartPen *p, const char *name, long val);
void leaf_number(ChartPen *p, const char *name, double val);

/* c:txPr: how numbers and names without words of their own are set; labels in
 * one line, as wide as it gets. */
void text_properties(ChartPen *p, Color c, bool is_label);
/* a:p: in ink if it is bold, else in the secondary ink. */
void title_paragraph(ChartPen *p, Str text, bool bold);
void colored_paragraph(ChartPen *p, Str text, Color c, bool bold);

/* c:spPr of a series; c:dPt of marks that look otherwise. */
void mark_properties(ChartPen *p, const NativeSeries *s);
void point_looks(ChartPen *p, const NativeSeries *s);
void marker(ChartPen *p, Color c);
/* c:dLbls: numbers or words beside marks; names beside points. */
void labels(ChartPen *p, const NativeSeries *s);
void point_labels(ChartPen *p, const NativeSeries *s);
/* c:errBars */
void drop_lines(ChartPen *p, const NativeSeries *s);

#endif
