/*
 * pptx.h - a presentation, or a report as one, for PowerPoint
 * (PresentationML, ECMA-376 part 1).
 *
 * The slides of the fitted deck, the same as in the PDF: real placeholders,
 * native charts with their workbooks, native tables, notes pages.
 */
#ifndef REPORTGEN_PPTX_H
#define REPORTGEN_PPTX_H

#include "report/report.h"

/* Appends the file to `out`; false if reported. */
bool pptx_write(Env *env, const Report *report, Buf *out);

/* What an agency's reference.pptx gives each kind of slide, as text at the end
 * of `out`; nothing if there is none.  False if reported. */
bool pptx_reference_report(Env *env, const Brand *brand, Buf *out);

#endif
