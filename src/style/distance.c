/* distance.c - how far apart two colours look, and to whom. */

#include "style/color.h"

#include <math.h>

typedef struct {
    double lightness, a, b;
} Cielab;

/* What light looks like to an eye without one kind of cone, by Machado,
 * Oliveira and Fernandes (2009), severity 1; rows give red, green, blue. */
static const double visions[][3][3] = {
    [VISION_FULL] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
    [VISION_DEUTAN] = { { 0.367322, 0.860646, -0.227968 },
                        { 0.280085, 0.672501, 0.047413 },
                        { -0.011820, 0.042940, 0.968881 } },
    [VISION_PROTAN] = { { 0.152286, 1.052583, -0.204868 },
                        { 0.114503, 0.786281, 0.099216 },
                        { -0.003882, -0.048116, 1.051998 } },
    [VISION_TRITAN] = { { 1.255528, -0.076749, -0.178779 },
                        { -0.078411, 0.930809, 0.147602 },
                        { 0.004733, 0.691367, 0.303900 } },
};

static double within_unit(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

static LinearColor seen(LinearColor c, Vision vision)
{
    const double(*m)[3] = visions[vision];

    return (LinearColor){
        within_unit(m[0][0] * c.red + m[0][1] * c.green + m[0][2] * c.blue),
        within_unit(m[1][0] * c.red + m[1][1] * c.green + m[1][2] * c.blue),
        within_unit(m[2][0] * c.red + m[2][1] * c.green + m[2][2] * c.blue)
    };
}

static double lab_curve(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* Relative to D65, the white of sRGB. */
static Cielab cielab_of(LinearColor c)
{
    double x = lab_curve(
        (0.4124564 * c.red + 0.3575761 * c.green + 0.1804375 * c.blue) /
        0.9504700);
    double y =
        lab_curve(0.2126729 * c.red + 0.7151522 * c.green + 0.0721750 * c.blue);
    double z = lab_curve(
        (0.0193339 * c.red + 0.1191920 * c.green + 0.9503041 * c.blue) /
        1.0888300);

    return (Cielab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static double degrees(double radians)
{
    return radians * 180 / M_PI;
}

static double cos_deg(double angle)
{
    return cos(angle * M_PI / 180);
}

static double hue_deg(double a, double b)
{
    double h = a == 0 && b == 0 ? 0 : degrees(atan2(b, a));

    return h < 0 ? h + 360 : h;
}

static double pow7(double x)
{
    return x * x * x * x * x * x * x;
}

/* What both colours of a pair give to the formula. */
typedef struct {
    double chroma_1, chroma_2, hue_1, hue_2;
} Polar;

static Polar polar_of(Cielab p, Cielab q)
{
    double mean = (hypot(p.a, p.b) + hypot(q.a, q.b)) / 2;
    double stretch = 1 + 0.5 * (1 - sqrt(pow7(mean) / (pow7(mean) + pow7(25))));

    return (Polar){ hypot(p.a * stretch, p.b), hypot(q.a * stretch, q.b),
                    hue_deg(p.a * stretch, p.b), hue_deg(q.a * stretch, q.b) };
}

static double hue_difference(Polar p)
{
    double d = p.hue_2 - p.hue_1;

    if (p.chroma_1 * p.chroma_2 == 0)
        return 0;
    return d > 180 ? d - 360 : d < -180 ? d + 360 : d;
}

static double hue_mean(Polar p)
{
    double sum = p.hue_1 + p.hue_2;

    if (p.chroma_1 * p.chroma_2 == 0)
        return sum;
    if (fabs(p.hue_1 - p.hue_2) <= 180)
        return sum / 2;
    return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

/* Sharma, Wu and Dalal (2005), with their names for the terms. */
static double ciede2000(Cielab p, Cielab q)
{
    Polar both = polar_of(p, q);
    double l_mean = (p.lightness + q.lightness) / 2;
    double c_mean = (both.chroma_1 + both.chroma_2) / 2;
    double h_mean = hue_mean(both);
    double off = (l_mean - 50) * (l_mean - 50);
    double t = 1 - 0.17 * cos_deg(h_mean - 30) + 0.24 * cos_deg(2 * h_mean) +
               0.32 * cos_deg(3 * h_mean + 6) - 0.20 * cos_deg(4 * h_mean - 63);
    double s_l = 1 + 0.015 * off / sqrt(20 + off);
    double s_c = 1 + 0.045 * c_mean;
    double s_h = 1 + 0.015 * c_mean * t;
    double turn = 30 * exp(-pow((h_mean - 275) / 25, 2));
    double r_t = -2 * sqrt(pow7(c_mean) / (pow7(c_mean) + pow7(25))) *
                 sin(2 * turn * M_PI / 180);
    double l = (q.lightness - p.lightness) / s_l;
    double c = (both.chroma_2 - both.chroma_1) / s_c;
    double h = 2 * sqrt(both.chroma_1 * both.chroma_2) *
               sin(hue_difference(both) / 2 * M_PI / 180) / s_h;
    double square = l * l + c * c + h * h + r_t * c * h;

    return square > 0 ? sqrt(square) : 0;
}

double color_distance_for(Color a, Color b, Vision vision)
{
    return ciede2000(cielab_of(seen(linear_of(a), vision)),
                     cielab_of(seen(linear_of(b), vision)));
}

double color_distance(Color a, Color b)
{
    return color_distance_for(a, b, VISION_FULL);
}

double color_distance_worst(Color a, Color b)
{
    double least = color_distance(a, b);

    for (int v = VISION_DEUTAN; v <= VISION_TRITAN; v++) {
        double d = color_distance_for(a, b, (Vision)v);
        least = d < least ? d : least;
    }
    return least;
}
