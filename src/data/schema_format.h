/* schema_format.h - the formats of text that schemas name.  Private to data. */
#ifndef REPORTGEN_DATA_SCHEMA_FORMAT_H
#define REPORTGEN_DATA_SCHEMA_FORMAT_H

#include "base/base.h"

/* "2026-07-31", a day that exists. */
bool format_is_date(Str s);
/* A date, "2026", "2026-07", "2026-Q3", "2026-H1", "2026-W09", "FY26",
 * "FY26 Q3", "FY2026 H1". */
bool is_period(Str s);

#endif
