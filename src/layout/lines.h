/*
 * lines.h - where the lines of a paragraph end.
 *
 * The whole paragraph is weighed at once (Knuth and Plass, "Breaking Paragraphs
 * into Lines", 1981), for ragged setting: the sum over all lines but the last
 * of the square of what is left empty, plus penalties for hyphens.
 */
#ifndef LAYOUT_LINES_H
#define LAYOUT_LINES_H

#include "text/text.h"

/* Pieces [from, to) make one line. */
typedef struct {
    size_t from, to;
    double width_pt; /* without the space at its end */
} LineSpan;

typedef LIST(LineSpan) LineSpans;

/*
 * Lines no wider than `width_pt`.  A piece that is wider by itself is divided
 * between clusters, so *pieces may come back as another array, made in `a`. The
 * lines themselves are made in `scratch`.
 */
LineSpans lines_break(FontBook *book, Arena *a, Arena *scratch,
                      TextPiece **pieces, size_t count, const TextSpan *spans,
                      double width_pt);

#endif
