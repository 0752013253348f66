/*
 * docx.h - a report as a Word document (WordprocessingML, ECMA-376 part 1).
 *
 * The same blocks in the same order as on the PDF's pages, as headings, styles,
 * tables, fields and charts that people edit.  Page numbers of the contents
 * come from our own layout, set in the metrics of the fonts the document names.
 */
#ifndef REPORTGEN_DOCX_H
#define REPORTGEN_DOCX_H

#include "report/report.h"

typedef struct {
    bool update_fields; /* Word asks on opening whether to update fields */
    bool embed_fonts;   /* the agency's fonts, where their licence allows */
} DocxOptions;

/* Appends the file to `out`; false if reported. */
bool docx_write(Env *env, const Report *report, const DocxOptions *options,
                Buf *out);

/* What is taken of the brand's Word document and what is added to it, as lines
 * of text; nothing if it has none.  False if reported. */
bool docx_reference_report(Env *env, const Brand *brand, Buf *out);

#endif
