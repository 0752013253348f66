/*
 * zone.h - time zones of the IANA database.
 *
 * A zone is the list of its changes from 1970 to 2100, taken from ICU once: it
 * is memory alone, and nothing has to be closed.
 */
#ifndef REPORTGEN_ZONE_H
#define REPORTGEN_ZONE_H

#include "env/env.h"

typedef struct TimeZone TimeZone;

/*
 * "Europe/London", "UTC"; NULL if reported at `at`.  Letters alone ("BST") are
 * refused, since they stand for several zones.
 */
const TimeZone *zone_open(Env *env, Str name, Span at);
Str zone_name(const TimeZone *z);
/* Seconds that its clocks are ahead of UTC at `utc`, seconds since 1970. */
int32_t zone_offset(const TimeZone *z, int64_t utc);

#endif
