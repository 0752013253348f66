/*
 * layout.h - a report onto pages.
 *
 * One pass places everything; a second, at most a third, only when the page
 * numbers in the contents changed widths.
 */
#ifndef REPORTGEN_LAYOUT_H
#define REPORTGEN_LAYOUT_H

#include "frame/frame.h"
#include "report/report.h"
#include "style/style.h"

/* NULL if reported.  Made in `a`, which must outlive the document. */
const Document *layout_report(Env *env, Arena *a, const Theme *t,
                              const Report *report);

#endif
