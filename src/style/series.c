/* series.c - colours of the data: series that can be told apart, and heat. */

#include "style/parts.h"

#include <math.h>

/*
 * Chosen so that any two differ for every kind of colour vision and neighbours
 * differ in grey print; the order matters.
 */
static const Color ring[] = {
    HEX(0x13416E), HEX(0x118777), HEX(0xCE7E18), HEX(0x992931),
    HEX(0x8F56B8), HEX(0x5798CE), HEX(0x4C6212), HEX(0x75808D),
};

enum { SERIES_MOST = COUNT_OF(ring) };

/* CIEDE2000 between any two series, for whoever looks. */
#define APART_FIRST 10.0 /* of the first four */
#define APART_LATER 8.0
#define APART_SECONDARY 15.0 /* of the brand's two colours */
#define HUE_APART_DEG 25.0   /* of the ring's colours from the brand's */

/* ---- Series -------------------------------------------------------------- */

static double distance_to_all(const Palette *p, Color c)
{
    double least = INFINITY;

    for (size_t i = 0; i < p->series_count; i++) {
        double d = color_distance_worst(c, p->series[i]);
        least = d < least ? d : least;
    }
    return least;
}

/* A colour that the agency chose. */
static void series_add(Mending *m, Palette *p, Color c)
{
    Color moved = color_against(c, p->paper, MARK_RATIO);

    if (p->series_count == SERIES_MOST)
        return;
    if (!color_equal(moved, c))
        mending_report(m, "charts", c, moved, p->paper);
    p->series[p->series_count++] = moved;
}

/* Too much like one of the first `own` series, which are the agency's. */
static bool hue_is_taken(const Palette *p, size_t own, Color c)
{
    for (size_t i = 0; i < own; i++) {
        if (!color_is_grey(p->series[i]) && !color_is_grey(c) &&
            hue_distance_deg(oklch_of(p->series[i]), oklch_of(c)) <
                HUE_APART_DEG)
            return true;
    }
    return false;
}

/*
 * The ring's colour that is farthest from all there are, beside hues of the
 * first `own`; NULL if none is far enough.
 */
static const Color *farthest(const Palette *p, size_t own)
{
    double best = p->series_count < 4 ? APART_FIRST : APART_LATER;
    const Color *found = NULL;

    for (size_t i = 0; i < COUNT_OF(ring); i++) {
        double d = distance_to_all(p, ring[i]);
        if (d < best || hue_is_taken(p, own, ring[i]))
            continue;
        best = d;
        found = &ring[i];
    }
    return found;
}

/* Hues of the brand are used again only when the others have run out. */
static void series_fill(Palette *p)
{
    size_t own = p->series_count;
    const Color *next;

    while (p->series_count < SERIES_MOST) {
        next = farthest(p, own);
        if (!next)
            next = farthest(p, 0);
        if (!next)
            break;
        p->series[p->series_count++] = *next;
    }
}

static void series_of_brand(Mending *m, Palette *p)
{
    const Brand *b = m->brand;

    series_add(m, p, p->brand);
    if (b->has_secondary) {
        Color second = color_against(b->secondary, p->paper, MARK_RATIO);
        if (color_distance(second, p->series[0]) >= APART_SECONDARY)
            series_add(m, p, b->secondary);
    }
    series_fill(p);
}

/* ---- Heat ---------------------------------------------------------------- */

/*
 * Even steps of lightness in the brand's hue, strongest in the middle.  In the
 * zone where neither white nor ink reads, a step moves on until one does.
 */
static void heat_derive(Palette *p)
{
    double strongest = color_is_grey(p->brand) ? 0 : 0.12;
    Oklch c = oklch_of(p->brand);

    for (size_t i = 0; i < COUNT_OF(p->heat); i++) {
        double part = i / (COUNT_OF(p->heat) - 1.0);
        c.lightness = 0.95 - (0.95 - 0.38) * part;
        c.chroma = strongest * (0.2 + 0.8 * sin(M_PI * part));
        p->heat[i] = color_of_oklch(c);
        while (contrast_ratio(p->heat[i], p->paper) < TEXT_RATIO &&
               contrast_ratio(p->heat[i], p->ink) < TEXT_RATIO) {
            c.lightness -= 0.005;
            p->heat[i] = color_of_oklch(c);
        }
    }
}

Color heat_ground(const Palette *p, unsigned heat)
{
    static const Color teal = { 0x11, 0x87, 0x77 },
                       brick = { 0x99, 0x29, 0x31 };
    enum { SEQUENTIAL = COUNT_OF(p->heat), NEUTRAL = 11, ENDS = 3 };
    int away = (int)heat - NEUTRAL;

    if (heat <= SEQUENTIAL)
        return p->heat[heat ? heat - 1 : 0];
    away = away < -ENDS ? -ENDS : away > ENDS ? ENDS : away;
    return color_mix(p->surface_2, away < 0 ? brick : teal,
                     fabs((double)away) / ENDS);
}

void series_derive(Mending *m, Palette *p)
{
    const Brand *b = m->brand;

    for (size_t i = 0; i < b->palette_count && i < SERIES_MOST; i++)
        series_add(m, p, b->palette[i]);
    if (b->palette_count) {
        series_fill(p);
    } else if (b->has_primary || b->has_secondary) {
        series_of_brand(m, p);
    } else {
        memcpy(p->series, ring, sizeof ring);
        p->series_count = SERIES_MOST;
    }
    heat_derive(p);
}
