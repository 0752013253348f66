/* sections.h - places of sections.  Private to layout. */
#ifndef LAYOUT_SECTIONS_H
#define LAYOUT_SECTIONS_H

#include "layout/parts.h"

uint32_t section_destination(Layout *l, const Block *b);

#endif
