/* decimal.c - 34-digit decimal arithmetic on 128-bit coefficients. */

#include "base/decimal.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

__extension__ typedef unsigned __int128 U128;
__extension__ typedef __int128 S128;

enum {
    PRECISION = 34,
    GREATEST_POWER = 6144, /* of ten, of the first digit */
    LEAST_POWER = -6143,
    /* Exponents within this range cannot leave the range whatever the digits */
    EASY_POWER = 6000
};

/* Sign and magnitude, the form all arithmetic works in. */
typedef struct {
    bool is_negative;
    U128 digits;
    int64_t exponent;
} Number;

/* ---- Powers of ten ------------------------------------------------------ */

static const uint64_t small_powers[20] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
    10000000000000000000u,
};

/* 10 to the power k, 0 to 38. */
static U128 ten_to(int k)
{
    return k < 20 ? small_powers[k] : (U128)small_powers[19] * ten_to(k - 19);
}

/* Digits of n as written: 0 for 0, at most 39. */
static int digit_count(U128 n)
{
    uint64_t high = (uint64_t)(n >> 64);
    uint64_t low = (uint64_t)n;

    if (!n)
        return 0;
    int bits = high ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll(low);
    int about = bits * 1233 >> 12; /* 1233 / 4096 is a little over log10(2) */
    return about + (n >= ten_to(about));
}

/* n divided by 10^k, 0 <= k <= 38. */
static U128 shift_right(U128 n, int k, U128 *rest)
{
    if (n >> 64 == 0 && k < 20) {
        uint64_t small = (uint64_t)n;
        *rest = small % small_powers[k];
        return small / small_powers[k];
    }
    U128 divisor = ten_to(k);
    U128 quotient = n / divisor;
    *rest = n - quotient * divisor;
    return quotient;
}

/* ---- In and out of Decimal ---------------------------------------------- */

static Number unpack(Decimal d)
{
    S128 n = (S128)((U128)(uint64_t)d.high << 64 | d.low);
    return (Number){ n < 0, n < 0 ? -(U128)n : (U128)n, d.exponent };
}

/*
 * `digits` below 10^34.  What is too large becomes the largest number, what is
 * too small becomes 0, so that exponents stay within bounds.
 */
static Decimal pack(bool is_negative, U128 digits, int64_t exponent)
{
    if (exponent > EASY_POWER || exponent < -EASY_POWER) {
        int64_t power = exponent + digit_count(digits) - 1;
        if (digits && power > GREATEST_POWER) {
            digits = ten_to(PRECISION) - 1;
            exponent = GREATEST_POWER - PRECISION + 1;
        } else if (!digits || power < LEAST_POWER) {
            digits = 0;
            exponent = 0;
        }
    }
    U128 n = is_negative ? -digits : digits;
    return (Decimal){ (uint64_t)n, (int64_t)(uint64_t)(n >> 64),
                      (int32_t)exponent };
}

/*
 * Whether a cut-off tail moves the last digit kept away from zero.  `half` is
 * the tail compared with one half of that digit's unit.
 */
static bool tail_counts(Rounding rounding, bool is_negative, bool is_odd,
                        int half, bool has_tail)
{
    switch (rounding) {
    case ROUND_HALF_AWAY:
        return half >= 0;
    case ROUND_HALF_EVEN:
        return half > 0 || (half == 0 && is_odd);
    case ROUND_DOWN:
        return false;
    case ROUND_UP:
        return has_tail;
    case ROUND_FLOOR:
        return has_tail && is_negative;
    case ROUND_CEILING:
        return has_tail && !is_negative;
    }
    return false;
}

/*
 * `digits` of any size, and a tail of further digits that is not zero if
 * `has_more`, rounded to 34 digits.
 */
static Decimal round_and_pack(bool is_negative, U128 digits, int64_t exponent,
                              bool has_more)
{
    if (digits < ten_to(PRECISION))
        return pack(is_negative, digits, exponent);

    int cut = digit_count(digits) - PRECISION;
    U128 rest;
    U128 kept = shift_right(digits, cut, &rest);
    U128 middle = ten_to(cut) / 2;
    int half = rest > middle || (rest == middle && has_more) ? 1
               : rest == middle                              ? 0
                                                             : -1;
    if (tail_counts(ROUND_HALF_EVEN, is_negative, kept & 1, half, true))
        kept++;
    if (kept == ten_to(PRECISION)) {
        kept = ten_to(PRECISION - 1);
        cut++;
    }
    return pack(is_negative, kept, exponent + cut);
}

/* The same for high * 10^34 + low, where low < 10^34 and high < 2 * 10^34. */
static Decimal round_wide(bool is_negative, U128 high, U128 low,
                          int64_t exponent)
{
    if (!high)
        return round_and_pack(is_negative, low, exponent, false);

    /* One digit more than is kept decides, with the tail, how to round. */
    int high_count = digit_count(high);
    int taken = high_count <= PRECISION ? PRECISION + 1 - high_count : 0;
    U128 tail;
    U128 from_low = shift_right(low, PRECISION - taken, &tail);
    return round_and_pack(is_negative, high * ten_to(taken) + from_low,
                          exponent + PRECISION - taken, tail != 0);
}

/* ---- Sums and products -------------------------------------------------- */

/*
 * a + b where a, not zero, has the larger exponent and the digits of the exact
 * sum do not fit 128 bits: so a is more than a thousand times b.
 */
static Decimal add_far(Number a, Number b)
{
    int shift = PRECISION - digit_count(a.digits);
    U128 high = a.digits * ten_to(shift);
    int64_t exponent = a.exponent - shift;
    int64_t gap = exponent - b.exponent;
    U128 b_high = 0, b_low = 0, rest = 0;

    if (gap <= PRECISION) {
        b_high = shift_right(b.digits, (int)gap, &rest);
        b_low = rest * ten_to(PRECISION - (int)gap);
    } else {
        if (gap < 2 * PRECISION)
            b_low = shift_right(b.digits, (int)gap - PRECISION, &rest);
        else
            rest = b.digits;
        if (rest && b_low % 5 == 0)
            b_low++; /* off the points where rounding turns */
    }
    const U128 one = ten_to(PRECISION); /* of high, in units of low */
    if (a.is_negative == b.is_negative) {
        return round_wide(a.is_negative, high + b_high, b_low,
                          exponent - PRECISION);
    }
    U128 borrow = b_low ? 1 : 0;
    return round_wide(a.is_negative, high - b_high - borrow,
                      borrow ? one - b_low : 0, exponent - PRECISION);
}

static Decimal add_numbers(Number a, Number b)
{
    if (a.exponent < b.exponent) {
        Number swap = a;
        a = b;
        b = swap;
    }
    int64_t gap = a.exponent - b.exponent;
    if (!a.digits)
        return pack(b.is_negative, b.digits, b.exponent);
    if (gap && digit_count(a.digits) + gap > 37)
        return add_far(a, b);

    U128 shifted = a.digits * ten_to((int)gap);
    if (a.is_negative == b.is_negative)
        return round_and_pack(a.is_negative, shifted + b.digits, b.exponent,
                              false);
    if (shifted >= b.digits)
        return round_and_pack(a.is_negative, shifted - b.digits, b.exponent,
                              false);
    return round_and_pack(b.is_negative, b.digits - shifted, b.exponent, false);
}

Decimal decimal_add(Decimal a, Decimal b)
{
    return add_numbers(unpack(a), unpack(b));
}

Decimal decimal_subtract(Decimal a, Decimal b)
{
    Number minus_b = unpack(b);
    minus_b.is_negative = !minus_b.is_negative;
    return add_numbers(unpack(a), minus_b);
}

Decimal decimal_multiply(Decimal a, Decimal b)
{
    Number x = unpack(a), y = unpack(b);
    bool is_negative = x.is_negative != y.is_negative;
    int64_t exponent = x.exponent + y.exponent;

    if (x.digits >> 64 == 0 && y.digits >> 64 == 0)
        return round_and_pack(is_negative, x.digits * y.digits, exponent,
                              false);

    /* By halves of 17 digits, so that each product has at most 34. */
    const uint64_t half = small_powers[17];
    uint64_t x1 = (uint64_t)(x.digits / half), x0 = (uint64_t)(x.digits % half);
    uint64_t y1 = (uint64_t)(y.digits / half), y0 = (uint64_t)(y.digits % half);
    U128 middle = (U128)x1 * y0 + (U128)x0 * y1;
    U128 low = (middle % half) * half + (U128)x0 * y0;
    U128 high = (U128)x1 * y1 + middle / half + low / ten_to(PRECISION);
    return round_wide(is_negative, high, low % ten_to(PRECISION), exponent);
}

/* ---- Division ----------------------------------------------------------- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

bool decimal_divide(Decimal a, Decimal b, Decimal *out)
{
    Number x = unpack(a), y = unpack(b);
    if (!y.digits)
        return false;

    bool is_negative = x.is_negative != y.is_negative;
    const int64_t ideal = x.exponent - y.exponent;
    int64_t exponent = ideal;
    U128 quotient = x.digits / y.digits;
    U128 rest = x.digits % y.digits;
    int step = 38 - digit_count(y.digits); /* rest * 10^step fits 128 bits */

    while (rest && digit_count(quotient) <= PRECISION) {
        int n = least(step, PRECISION + 2 - digit_count(quotient));
        rest *= ten_to(n);
        quotient = quotient * ten_to(n) + rest / y.digits;
        rest %= y.digits;
        exponent -= n;
    }
    while (!rest && exponent < ideal && quotient % 10 == 0) {
        quotient /= 10;
        exponent++;
    }
    *out = round_and_pack(is_negative, quotient, exponent, rest != 0);
    return true;
}

/* Whole part of |x| / |y| where x has the larger exponent, and the rest. */
static Decimal divide_whole(Number x, Number y, U128 *rest)
{
    int64_t zeros = x.exponent - y.exponent; /* to append to x */
    int step = 38 - digit_count(y.digits);
    U128 quotient = x.digits / y.digits;
    bool has_more = false;

    *rest = x.digits % y.digits;
    while (zeros && digit_count(quotient) <= PRECISION) {
        int n = least(step, PRECISION + 2 - digit_count(quotient));
        n = zeros < n ? (int)zeros : n;
        *rest *= ten_to(n);
        quotient = quotient * ten_to(n) + *rest / y.digits;
        *rest %= y.digits;
        zeros -= n;
    }
    int64_t exponent = zeros; /* digits of the quotient that are not kept */
    while (zeros) {
        int n = zeros < step ? (int)zeros : step;
        *rest *= ten_to(n);
        has_more |= *rest >= y.digits;
        *rest %= y.digits;
        zeros -= n;
    }
    return round_and_pack(false, quotient, exponent, has_more);
}

bool decimal_floor_divide(Decimal a, Decimal b, Decimal *quotient,
                          Decimal *remainder)
{
    Number x = unpack(a), y = unpack(b);
    if (!y.digits)
        return false;

    int64_t gap = y.exponent - x.exponent;
    U128 rest = x.digits;
    int64_t exponent = x.exponent;
    Decimal whole = { 0 };
    if (gap <= 0) {
        whole = divide_whole(x, y, &rest);
        exponent = y.exponent;
    } else if (digit_count(y.digits) + gap <= PRECISION) {
        U128 divisor = y.digits * ten_to((int)gap);
        whole = pack(false, x.digits / divisor, 0);
        rest = x.digits % divisor;
    }
    *remainder = pack(x.is_negative, rest, exponent);
    if (x.is_negative != y.is_negative) {
        if (rest) {
            whole = decimal_add(whole, decimal_of_int(1));
            *remainder = decimal_add(*remainder, b);
        }
        whole = decimal_negate(whole);
    }
    *quotient = whole;
    return true;
}

/* ---- Powers ------------------------------------------------------------- */

static bool is_largest(Decimal d)
{
    Number n = unpack(d);
    return n.digits == ten_to(PRECISION) - 1 &&
           n.exponent == GREATEST_POWER - PRECISION + 1;
}

static Decimal power_of_whole(Decimal a, uint64_t n)
{
    Decimal product = decimal_of_int(1);

    for (; n; n >>= 1) {
        if (n & 1)
            product = decimal_multiply(product, a);
        if (n > 1)
            a = decimal_multiply(a, a);
    }
    return product;
}

/* a > 0 to a fractional power, to the precision of double. */
static bool power_by_double(Decimal a, Decimal b, Decimal *out)
{
    double x = decimal_to_double(a);
    double y = decimal_to_double(b);
    double direct = pow(x, y);
    Number n = unpack(a);

    if (x > DBL_MIN && x < DBL_MAX && direct > DBL_MIN && direct < DBL_MAX) {
        *out = decimal_of_double(direct);
        return true;
    }
    /* beyond the range of double: 10^(whole + part) */
    double power = y * (log10((double)n.digits) + (double)n.exponent);
    if (!(power < GREATEST_POWER + 1))
        return false;
    *out = (Decimal){ 0 };
    if (power < LEAST_POWER)
        return true;
    Decimal mantissa = decimal_of_double(pow(10, power - floor(power)));
    Number m = unpack(mantissa);
    *out = pack(false, m.digits, m.exponent + (int64_t)floor(power));
    return true;
}

bool decimal_power(Decimal a, Decimal b, Decimal *out)
{
    int sign = decimal_sign(a);
    int64_t n;

    if (decimal_sign(b) == 0) {
        *out = decimal_of_int(1);
        return true;
    }
    if (sign == 0) {
        *out = (Decimal){ 0 };
        return decimal_sign(b) > 0;
    }
    if (decimal_to_int(b, &n)) {
        Decimal p = power_of_whole(a, n < 0 ? -(uint64_t)n : (uint64_t)n);
        if (n > 0) {
            *out = p;
            return !is_largest(p) && !is_largest(decimal_negate(p));
        }
        if (decimal_sign(p) == 0) /* too small to divide by */
            return false;
        return decimal_divide(decimal_of_int(1), p, out);
    }
    /* whole numbers beyond int64_t have no parity worth keeping */
    return sign > 0 && power_by_double(a, b, out);
}

/* ---- One operand -------------------------------------------------------- */

Decimal decimal_of_int(int64_t n)
{
    return (Decimal){ (uint64_t)n, n < 0 ? -1 : 0, 0 };
}

Decimal decimal_negate(Decimal d)
{
    Number n = unpack(d);
    return pack(!n.is_negative, n.digits, n.exponent);
}

Decimal decimal_absolute(Decimal d)
{
    return d.high < 0 ? decimal_negate(d) : d;
}

int decimal_sign(Decimal d)
{
    return d.high < 0 ? -1 : d.high > 0 || d.low > 0;
}

static int compare_magnitudes(Number a, Number b)
{
    int a_count = digit_count(a.digits), b_count = digit_count(b.digits);
    int64_t a_power = a.exponent + a_count, b_power = b.exponent + b_count;

    if (a_power != b_power)
        return a_power < b_power ? -1 : 1;
    if (a_count < b_count)
        a.digits *= ten_to(b_count - a_count);
    else
        b.digits *= ten_to(a_count - b_count);
    return a.digits < b.digits ? -1 : a.digits > b.digits;
}

int decimal_compare(Decimal a, Decimal b)
{
    int a_sign = decimal_sign(a), b_sign = decimal_sign(b);

    if (a_sign != b_sign)
        return a_sign < b_sign ? -1 : 1;
    return a_sign * compare_magnitudes(unpack(a), unpack(b));
}

bool decimal_is_whole(Decimal d)
{
    Number n = unpack(d);
    U128 rest = n.digits;

    if (n.exponent >= 0)
        return true;
    if (n.exponent >= -38)
        shift_right(n.digits, (int)-n.exponent, &rest);
    return rest == 0;
}

bool decimal_to_int(Decimal d, int64_t *out)
{
    Number n = unpack(d);
    U128 rest;

    if (!n.digits || !decimal_is_whole(d)) {
        *out = 0;
        return !n.digits;
    }
    if (n.exponent + digit_count(n.digits) > 19)
        return false;
    if (n.exponent > 0)
        n.digits *= ten_to((int)n.exponent);
    else
        n.digits = shift_right(n.digits, (int)-n.exponent, &rest);
    if (n.digits > (U128)INT64_MAX + n.is_negative)
        return false;
    uint64_t bits = (uint64_t)n.digits;
    *out = (int64_t)(n.is_negative ? -bits : bits);
    return true;
}

Decimal decimal_round(Decimal d, int places, Rounding rounding)
{
    Number n = unpack(d);
    int64_t cut = -n.exponent - places;

    if (cut <= 0 || !n.digits)
        return d;
    U128 kept = 0, rest = n.digits;
    int half = -1;
    if (cut <= 38) {
        kept = shift_right(n.digits, (int)cut, &rest);
        U128 middle = ten_to((int)cut) / 2;
        half = rest < middle ? -1 : rest > middle;
    }
    if (tail_counts(rounding, n.is_negative, kept & 1, half, rest != 0))
        kept++;
    return pack(n.is_negative, kept, n.exponent + cut);
}

Decimal decimal_reduce(Decimal d)
{
    Number n = unpack(d);
    U128 rest;

    if (!n.digits)
        return (Decimal){ 0 };
    for (int step = 16; step; step /= 2) {
        U128 shorter = shift_right(n.digits, step, &rest);
        if (rest == 0) {
            n.digits = shorter;
            n.exponent += step;
            step *= 2; /* the same step may go again */
        }
    }
    return pack(n.is_negative, n.digits, n.exponent);
}

/* ---- Reading ------------------------------------------------------------ */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits read so far; those past the 34th only decide how to round. */
typedef struct {
    U128 digits;
    int count; /* significant digits in `digits`, at most 36 */
    bool has_more;
    int64_t exponent;
} Reading;

static size_t read_digits(Str s, size_t i, Reading *r, bool is_fraction)
{
    for (; i < s.len && is_digit(s.at[i]); i++) {
        unsigned digit = (unsigned)(s.at[i] - '0');
        if (r->count < PRECISION + 2) {
            r->digits = r->digits * 10 + digit;
            r->count += r->count || digit;
            r->exponent -= is_fraction;
        } else {
            r->has_more |= digit != 0;
            r->exponent += !is_fraction;
        }
    }
    return i;
}

/* "e+12" at i, added to the exponent; the new i, or 0 if malformed. */
static size_t read_exponent(Str s, size_t i, Reading *r)
{
    const int64_t enough = INT32_MAX; /* far beyond any that is accepted */
    int64_t power = 0;
    bool is_negative = false;

    i++;
    if (i < s.len && (s.at[i] == '+' || s.at[i] == '-'))
        is_negative = s.at[i++] == '-';
    if (i == s.len || !is_digit(s.at[i]))
        return 0;
    for (; i < s.len && is_digit(s.at[i]); i++)
        if (power < enough)
            power = power * 10 + (s.at[i] - '0');
    r->exponent += is_negative ? -power : power;
    return i;
}

bool decimal_parse(Str s, Decimal *out)
{
    Reading r = { 0 };
    bool is_negative = s.len && s.at[0] == '-';
    size_t first = is_negative;
    size_t i = read_digits(s, first, &r, false);

    if (i == first || (s.at[first] == '0' && i > first + 1))
        return false;
    if (i < s.len && s.at[i] == '.') {
        size_t point = i;
        i = read_digits(s, point + 1, &r, true);
        if (i == point + 1)
            return false;
    }
    if (i < s.len && (s.at[i] == 'e' || s.at[i] == 'E')) {
        i = read_exponent(s, i, &r);
        if (!i)
            return false;
    }
    if (i != s.len)
        return false;
    int64_t power = r.exponent + r.count - 1;
    if (r.digits && (power > GREATEST_POWER || power < LEAST_POWER))
        return false;
    *out = round_and_pack(is_negative, r.digits, r.exponent, r.has_more);
    return true;
}

/* ---- Doubles ------------------------------------------------------------ */

enum { DIGITS_ROOM = 40 };

/* Decimal digits of n, at least one; returns how many. */
static int write_digits(U128 n, char out[DIGITS_ROOM])
{
    int count = n ? digit_count(n) : 1;

    for (int i = count; i > 0; n /= 10)
        out[--i] = (char)('0' + (int)(n % 10));
    return count;
}

/* strtod() never sees a decimal point, so no locale can mislead it. */
static double number_to_double(Number n)
{
    char digits[DIGITS_ROOM];
    char text[DIGITS_ROOM + 24];
    int count = write_digits(n.digits, digits);

    snprintf(text, sizeof text, "%.*se%lld", count, digits,
             (long long)n.exponent);
    double d = strtod(text, NULL);
    if (isinf(d))
        d = DBL_MAX;
    return n.is_negative ? -d : d;
}

double decimal_to_double(Decimal d)
{
    Number n = unpack(d);

    /* Both operands are exact doubles, so the one operation rounds once. */
    if (n.digits < (U128)1 << 53 && n.exponent >= -22 && n.exponent <= 22) {
        double digits = (double)(uint64_t)n.digits;
        double power = 1;
        for (int64_t i = llabs(n.exponent); i > 0; i--)
            power *= 10;
        double whole = n.exponent < 0 ? digits / power : digits * power;
        return n.is_negative ? -whole : whole;
    }
    return number_to_double(n);
}

/* The number that %.*e printed, whatever it used as decimal point. */
static Number number_of_print(const char *text, int count)
{
    Number n = { .is_negative = *text == '-' };

    for (; *text && *text != 'e'; text++)
        if (is_digit(*text))
            n.digits = n.digits * 10 + (unsigned)(*text - '0');
    n.exponent = strtol(text + (*text == 'e'), NULL, 10) - (count - 1);
    return n;
}

Decimal decimal_of_double(double d)
{
    const double exact = 9007199254740992.0; /* 2^53 */
    char text[64];

    assert(isfinite(d));
    if (d > -exact && d < exact && d == (double)(int64_t)d)
        return decimal_of_int((int64_t)d);
    for (int count = 15;; count++) {
        snprintf(text, sizeof text, "%.*e", count - 1, d);
        Number n = number_of_print(text, count);
        if (count < 17 && number_to_double(n) != d)
            continue;
        return decimal_reduce(pack(n.is_negative, n.digits, n.exponent));
    }
}

/* ---- Writing ------------------------------------------------------------ */

static Str format_number(Arena *a, Number n, int64_t places)
{
    char digits[DIGITS_ROOM];
    int64_t count = n.digits ? write_digits(n.digits, digits) : 0;
    int64_t whole = count + n.exponent; /* digits before the point */
    size_t room = (size_t)((whole > 0 ? whole : 1) + places + 3);
    char *text = arena_alloc(a, room);
    size_t len = 0;

    if (n.is_negative && n.digits)
        text[len++] = '-';
    if (whole <= 0 || !count)
        text[len++] = '0';
    for (int64_t i = 0; count && i < whole; i++)
        text[len++] = i < count ? digits[i] : '0';
    if (places > 0)
        text[len++] = '.';
    for (int64_t i = whole; i < whole + places; i++)
        text[len++] = i >= 0 && i < count ? digits[i] : '0';
    return (Str){ text, len };
}

Str decimal_format(Arena *a, Decimal d)
{
    Number n = unpack(d);
    return format_number(a, n, n.exponent < 0 ? -n.exponent : 0);
}

Str decimal_format_fixed(Arena *a, Decimal d, int places)
{
    Decimal rounded = decimal_round(d, places, ROUND_HALF_AWAY);
    return format_number(a, unpack(rounded), places > 0 ? places : 0);
}
