/* client_calendar.h - the calendar that `client:` describes. */
#ifndef REPORTGEN_CLIENT_CALENDAR_H
#define REPORTGEN_CLIENT_CALENDAR_H

#include "data/data.h"
#include "locale/calendar.h"

/*
 * client.fiscal_year_starts, fiscal_year_named, fiscal_calendar,
 * fiscal_week_starts, fiscal_year_begins and timezone of all the data.
 * What is not given or at fault is as if not given; false if reported.
 */
bool client_calendar_read(Env *env, const Value *root, ClientCalendar *out);

#endif
