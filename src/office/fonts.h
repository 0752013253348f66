/* fonts.h - fonts that the reader of an Office file has. */
#ifndef REPORTGEN_OFFICE_FONTS_H
#define REPORTGEN_OFFICE_FONTS_H

#include "style/style.h"

/* A brand whose fonts the file may name: its own if they are embedded, else
 * those that every Office has, or Calibri, measured by Carlito, which has the
 * same widths. */
Brand office_brand(const Brand *brand, bool embedded);
/* What the file calls the font of a role. */
Str office_font(const Theme *t, TextRole role, bool embedded);

#endif
