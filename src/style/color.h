/*
 * color.h - inside of style/: colours as people see them.
 *
 * OKLab for mixing and for moving lightness, CIEDE2000 for how far apart two
 * colours look, also to eyes that lack one kind of cone.
 */
#ifndef REPORTGEN_STYLE_COLOR_H
#define REPORTGEN_STYLE_COLOR_H

#include "style/style.h"

#define BLACK ((Color){ 0, 0, 0 })
#define WHITE ((Color){ 255, 255, 255 })
/* Starts a Color: HEX(0x13416E). */
#define HEX(code)                                                              \
    {                                                                          \
        (code) >> 16 & 0xff, (code) >> 8 & 0xff, (code)&0xff                   \
    }

/* Channels 0 to 1, of light and not of the screen's code. */
typedef struct {
    double red, green, blue;
} LinearColor;

typedef struct {
    double lightness, a, b;
} Oklab;

/* Polar: `hue` in radians; without meaning where chroma is near 0. */
typedef struct {
    double lightness, chroma, hue;
} Oklch;

LinearColor linear_of(Color c);
Oklab oklab_of(Color c);
Oklch oklch_of(Color c);
/* The nearest colour that can be shown: chroma is reduced, hue is kept. */
Color color_of_oklch(Oklch c);
/* Angle between the hues of two colours, 0 to 180 degrees. */
double hue_distance_deg(Oklch a, Oklch b);
bool color_is_grey(Color c);
/* "#13416E" */
Str color_name(Arena *a, Color c);

/* CIEDE2000: 1 is the smallest difference that can be seen. */
double color_distance(Color a, Color b);
typedef enum {
    VISION_FULL,
    VISION_DEUTAN,
    VISION_PROTAN,
    VISION_TRITAN
} Vision;
double color_distance_for(Color a, Color b, Vision vision);
/* The least of color_distance_for() over all four. */
double color_distance_worst(Color a, Color b);

#endif
