/*
 * decimal.h - exact decimal numbers.
 *
 * A value is coefficient * 10^exponent with up to 34 significant digits.  Sums,
 * differences and products are exact while they fit; beyond that, and for
 * quotients, results round half to even at 34 digits (IEEE 754 decimal128, the
 * arithmetic of libmpdec).  Printing rounds half away from zero, as accounts
 * departments do.
 */
#ifndef REPORTGEN_DECIMAL_H
#define REPORTGEN_DECIMAL_H

#include "base/base.h"

/* All zero is the number 0.  |coefficient| < 10^34, two's complement. */
typedef struct {
    uint64_t low;
    int64_t high;
    int32_t exponent;
} Decimal;

typedef LIST(Decimal) DecimalList;

Decimal decimal_of_int(int64_t n);
/* The shortest decimal that reads back as `d`; `d` must be finite. */
Decimal decimal_of_double(double d);
/*
 * Reads JSON number syntax ("-12.50e3"), all of `s`.  False if it is not a
 * number or lies outside 1e-6143 to 1e6144.  More than 34 digits are rounded.
 */
bool decimal_parse(Str s, Decimal *out);
double decimal_to_double(Decimal d);
/* False if `d` is not a whole number in the range of int64_t. */
bool decimal_to_int(Decimal d, int64_t *out);

Decimal decimal_add(Decimal a, Decimal b);
Decimal decimal_subtract(Decimal a, Decimal b);
Decimal decimal_multiply(Decimal a, Decimal b);
/* False when b is zero. */
bool decimal_divide(Decimal a, Decimal b, Decimal *out);
/* Rounded toward minus infinity, and what it leaves; false when b is zero. */
bool decimal_floor_divide(Decimal a, Decimal b, Decimal *quotient,
                          Decimal *remainder);
/* a to the power b; false when the result is not a finite real number. */
bool decimal_power(Decimal a, Decimal b, Decimal *out);
Decimal decimal_negate(Decimal d);
Decimal decimal_absolute(Decimal d);
int decimal_compare(Decimal a, Decimal b); /* -1, 0, 1 */
int decimal_sign(Decimal d);               /* -1, 0, 1 */
bool decimal_is_whole(Decimal d);

typedef enum {
    ROUND_HALF_AWAY, /* 2.5 -> 3, -2.5 -> -3: print */
    ROUND_HALF_EVEN, /* 2.5 -> 2 */
    ROUND_DOWN,      /* toward zero */
    ROUND_UP,        /* away from zero */
    ROUND_FLOOR,
    ROUND_CEILING
} Rounding;

/* To `places` digits after the point; negative places round left of it. */
Decimal decimal_round(Decimal d, int places, Rounding rounding);
Decimal decimal_reduce(Decimal d); /* without trailing zeros */

/*
 * Plain digits, '.' and '-': no exponent, no grouping, exactly the digits held
 * ("1.50" keeps its zero).  Never "-0".
 */
Str decimal_format(Arena *a, Decimal d);
/* As above with exactly `places` digits after the point, half away from zero.
 */
Str decimal_format_fixed(Arena *a, Decimal d, int places);

#endif
