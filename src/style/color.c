/* color.c - sRGB, OKLab and contrast. */

#include "style/color.h"

#include <math.h>

/* ---- Conversions --------------------------------------------------------- */

static double linear_channel(uint8_t coded)
{
    double c = coded / 255.0;

    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static uint8_t coded_channel(double linear)
{
    double c = linear <= 0.0031308 ? linear * 12.92
                                   : 1.055 * pow(linear, 1 / 2.4) - 0.055;

    return c <= 0 ? 0 : c >= 1 ? 255 : (uint8_t)lround(c * 255);
}

LinearColor linear_of(Color c)
{
    return (LinearColor){ linear_channel(c.red), linear_channel(c.green),
                          linear_channel(c.blue) };
}

static Color color_of_linear(LinearColor c)
{
    return (Color){ coded_channel(c.red), coded_channel(c.green),
                    coded_channel(c.blue) };
}

/* The matrices are Björn Ottosson's. */
Oklab oklab_of(Color color)
{
    LinearColor c = linear_of(color);
    double l = cbrt(0.4122214708 * c.red + 0.5363325363 * c.green +
                    0.0514459929 * c.blue);
    double m = cbrt(0.2119034982 * c.red + 0.6806995451 * c.green +
                    0.1073969566 * c.blue);
    double s = cbrt(0.0883024619 * c.red + 0.2817188376 * c.green +
                    0.6299787005 * c.blue);

    return (Oklab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

static LinearColor linear_of_oklab(Oklab c)
{
    double l = c.lightness + 0.3963377774 * c.a + 0.2158037573 * c.b;
    double m = c.lightness - 0.1055613458 * c.a - 0.0638541728 * c.b;
    double s = c.lightness - 0.0894841775 * c.a - 1.2914855480 * c.b;

    l = l * l * l;
    m = m * m * m;
    s = s * s * s;
    return (
        LinearColor){ 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s };
}

Oklch oklch_of(Color c)
{
    Oklab lab = oklab_of(c);

    return (Oklch){ lab.lightness, hypot(lab.a, lab.b), atan2(lab.b, lab.a) };
}

static Oklab oklab_of_polar(Oklch c)
{
    return (Oklab){ c.lightness, c.chroma * cos(c.hue), c.chroma * sin(c.hue) };
}

static bool can_be_shown(Oklch c)
{
    LinearColor rgb = linear_of_oklab(oklab_of_polar(c));
    double lost = 1e-4; /* less than half a step of any channel */

    return rgb.red >= -lost && rgb.red <= 1 + lost && rgb.green >= -lost &&
           rgb.green <= 1 + lost && rgb.blue >= -lost && rgb.blue <= 1 + lost;
}

Color color_of_oklch(Oklch c)
{
    double shown = 0;
    double beyond = c.chroma;

    if (c.lightness <= 0)
        return BLACK;
    if (c.lightness >= 1)
        return WHITE;
    if (can_be_shown(c))
        return color_of_linear(linear_of_oklab(oklab_of_polar(c)));
    for (int i = 0; i < 30; i++) {
        c.chroma = (shown + beyond) / 2;
        if (can_be_shown(c))
            shown = c.chroma;
        else
            beyond = c.chroma;
    }
    c.chroma = shown;
    return color_of_linear(linear_of_oklab(oklab_of_polar(c)));
}

double hue_distance_deg(Oklch a, Oklch b)
{
    return fabs(remainder(a.hue - b.hue, 2 * M_PI)) * 180 / M_PI;
}

bool color_is_grey(Color c)
{
    return oklch_of(c).chroma < 0.02;
}

Str color_name(Arena *a, Color c)
{
    return str_format(a, "#%02X%02X%02X", c.red, c.green, c.blue);
}

Color color_mix(Color a, Color b, double share)
{
    Oklab from = oklab_of(a);
    Oklab to = oklab_of(b);
    double s = share > 0 ? share < 1 ? share : 1 : 0;

    return color_of_linear(linear_of_oklab(
        (Oklab){ from.lightness + (to.lightness - from.lightness) * s,
                 from.a + (to.a - from.a) * s, from.b + (to.b - from.b) * s }));
}

/* ---- Contrast ------------------------------------------------------------ */

static double luminance(Color color)
{
    LinearColor c = linear_of(color);

    return 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
}

double contrast_ratio(Color a, Color b)
{
    double x = luminance(a) + 0.05;
    double y = luminance(b) + 0.05;

    return x > y ? x / y : y / x;
}

/* The first step in one direction that reads; false if none does. */
static bool step_until(Color c, Color ground, double ratio, double step,
                       Color *out)
{
    Oklch moved = oklch_of(c);
    double chroma = moved.chroma;

    while (moved.lightness > 0 && moved.lightness < 1) {
        moved.lightness += step;
        moved.chroma = chroma;
        *out = color_of_oklch(moved);
        if (contrast_ratio(*out, ground) >= ratio)
            return true;
    }
    *out = step > 0 ? WHITE : BLACK;
    return contrast_ratio(*out, ground) >= ratio;
}

Color color_against(Color c, Color ground, double ratio)
{
    bool darker =
        luminance(c) < luminance(ground) ||
        (luminance(c) == luminance(ground) &&
         contrast_ratio(BLACK, ground) > contrast_ratio(WHITE, ground));
    double step = darker ? -0.005 : 0.005;
    Color out;

    if (contrast_ratio(c, ground) >= ratio)
        return c;
    if (step_until(c, ground, ratio, step, &out) ||
        step_until(c, ground, ratio, -step, &out))
        return out;
    return contrast_ratio(BLACK, ground) > contrast_ratio(WHITE, ground)
               ? BLACK
               : WHITE;
}

Color text_on(const Palette *p, Color ground)
{
    double on_white = contrast_ratio(WHITE, ground);
    double on_ink = contrast_ratio(p->ink, ground);
    Color best = on_white >= on_ink ? WHITE : p->ink;

    /* on mid tones both miss, and then black always reads */
    if (on_white < 4.5 && on_ink < 4.5)
        best = BLACK;
    return best;
}
