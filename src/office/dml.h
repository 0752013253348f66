/* dml.h - pieces of DrawingML that Word and PowerPoint share. */
#ifndef REPORTGEN_OFFICE_DML_H
#define REPORTGEN_OFFICE_DML_H

#include "office/package.h"
#include "office/xml.h"
#include "style/style.h"

#define NS_A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define NS_R                                                                   \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

long emu(double pt); /* English Metric Units: 12,700 a point */

/*
 * <a:schemeClr> where the theme has the colour, so that a chart follows the
 * theme when somebody changes it; else <a:srgbClr>.
 */
void dml_color(Xml *x, const Theme *t, Color c);
void dml_fill(Xml *x, const Theme *t, Color c);
/* <a:ln>; width 0 means none. */
void dml_line(Xml *x, const Theme *t, Color c, double width_pt, bool dashed);

/* The theme part: the agency's colours, and its fonts by name. */
bool theme_write(Buf *out, const Theme *t, Str heading_font, Str body_font);

/* "1F2A44" */
void color_hex(char out[8], Color c);

/* docProps/core.xml and app.xml; dates only where the report has one. */
bool properties_add(Package *p, const Report *report);

#endif
