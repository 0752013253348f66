/* sections.h - places of sections.  Private to layout. */
#ifndef LAYOUT_SECTIONS_H
#define LAYOUT_SECTIONS_H

#include "layout/parts.h"

/* Of a section, or of a figure or table that a list names. */
uint32_t block_destination(Layout *l, const Block *b);

#endif
