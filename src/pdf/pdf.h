/*
 * pdf.h - a finished document as a tagged, archival PDF.
 *
 * PDF 1.7, PDF/UA-1 and PDF/A-2a.  The only folder that includes hpdf.h.  The
 * rules that conformance needs are checked before anything is returned: a
 * document that would break one is refused with FAULT_STANDARD.
 */
#ifndef REPORTGEN_PDF_H
#define REPORTGEN_PDF_H

#include "frame/frame.h"

/* Append the file's bytes to `out`; false if reported. */
bool pdf_write(Env *env, const Document *doc, Buf *out);

#endif
