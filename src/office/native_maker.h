/*
 * native_maker.h - what the files that make native charts share.  Private to
 * src/office.
 *
 * native.c turns series into marks, axes and labels; native_kinds.c makes the
 * kinds that stand on series which the report does not have.
 */
#ifndef OFFICE_NATIVE_MAKER_H
#define OFFICE_NATIVE_MAKER_H

#include "office/native.h"

typedef struct {
    Arena *a;
    const Theme *t;
    Locale *locale;
    const Chart *c;
    NativeChart *out;
} Maker;

/* ---- native.c ------------------------------------------------------------ */

/* A name as a cell and a legend hold it; NUL-terminated. */
Str clean_name(Arena *a, Str s);
NativeSeries *add_series(Maker *m, Str name, NativeMark mark, Color color);
/* One a category, all missing. */
double *blank_values(Maker *m);
/* The largest known value, without its sign. */
double largest(const NativeSeries *s, size_t count);
/* How values are printed beside their marks: with the unit and the digits that
 * the largest label has in the report; `sign` before those not negative. */
Str label_code(const Maker *m, NumberFormat f, const Series *s,
               const char *sign, bool has_negative);

/* ---- native_kinds.c ------------------------------------------------------ */

void waterfall_series(Maker *m);
void funnel_series(Maker *m);
void donut_series(Maker *m);
/* False if a value is negative. */
bool bullet_series(Maker *m);
/* False if the chart has no places, or no sizes for its bubbles. */
bool point_series(Maker *m);
/* The axis below points, and where those of a matrix cross. */
void set_bottom(Maker *m);
/* False but for a single known value. */
bool gauge_series(Maker *m);

#endif
