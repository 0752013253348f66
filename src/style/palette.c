/* palette.c - the roles of colour, from one or two colours of a brand. */

#include "style/parts.h"

#include <math.h>

/* An agency without a colour wears this; series come from series.c. */
static const Palette meridian = {
    .ink = HEX(0x1A1F2B),
    .ink_2 = HEX(0x4A5365),
    .muted = HEX(0x667085),
    .rule = HEX(0xD5DAE1),
    .rule_strong = HEX(0x8A94A3),
    .paper = HEX(0xFFFFFF),
    .surface = HEX(0xF5F7FA),
    .surface_2 = HEX(0xE9EDF2),
    .accent = HEX(0x13416E),
    .accent_tint = HEX(0xE6EEF6),
    .on_accent = HEX(0xFFFFFF),
    .brand = HEX(0x13416E),
    .on_brand = HEX(0xFFFFFF),
    .secondary = HEX(0x13416E),
    .positive = HEX(0x0F7A5A),
    .negative = HEX(0xB3261E),
    .warning = HEX(0x9A5B00),
    .other = HEX(0xB4BCC7),
    .other_outline = HEX(0x8A94A3),
};

/* A longer way in lightness than this leaves nothing of the brand. */
#define FARTHEST_SHIFT 0.25

/* Two decimals, never rounded up to what was not reached. */
static double printed_ratio(Color a, Color b)
{
    return floor(contrast_ratio(a, b) * 100) / 100;
}

void mending_report(Mending *m, const char *use, Color from, Color to,
                    Color ground)
{
    DiagList *ds = m->env->diags;
    Str old = color_name(m->env->arena, from);
    Str new = color_name(m->env->arena, to);
    double before = printed_ratio(from, ground);
    double after = printed_ratio(to, ground);
    Diag *d;

    if (m->brand->strict) {
        d = diag_error(ds, m->brand->at,
                       "colour %.*s cannot serve for %s: its contrast is "
                       "%.2f:1, %.*s would have %.2f:1",
                       STR_ARG(old), use, before, STR_ARG(new), after);
        d->hint = STR("choose another colour, or leave out 'strict_brand'");
        m->refused = true;
    } else {
        d = diag_note(ds, m->brand->at,
                      "colour %.*s gives way to %.*s for %s: contrast %.2f:1 "
                      "before, %.2f:1 after",
                      STR_ARG(old), STR_ARG(new), use, before, after);
    }
    d->code = "style/contrast";
}

/* ---- Greys --------------------------------------------------------------- */

/* As light as Meridian's grey, but leaning to the brand. */
static Color tinged(Color grey, Color brand, double chroma)
{
    Oklch c = oklch_of(brand);

    c.lightness = oklch_of(grey).lightness;
    c.chroma = color_is_grey(brand) ? 0 : chroma;
    return color_of_oklch(c);
}

static void greys_derive(Palette *p, Color brand)
{
    p->ink = tinged(meridian.ink, brand, 0.012);
    p->ink_2 = tinged(meridian.ink_2, brand, 0.012);
    p->muted = tinged(meridian.muted, brand, 0.012);
    p->rule_strong = tinged(meridian.rule_strong, brand, 0.010);
    p->rule = tinged(meridian.rule, brand, 0.008);
    p->surface = tinged(meridian.surface, brand, 0.008);
    p->surface_2 = tinged(meridian.surface_2, brand, 0.008);
    /* another hue of the same lightness may read a little worse */
    p->muted = color_against(p->muted, p->surface, TEXT_RATIO);
    p->ink_2 = color_against(p->ink_2, p->surface_2, TEXT_RATIO);
    p->rule_strong = color_against(p->rule_strong, p->paper, MARK_RATIO);
}

/* ---- The brand's own ----------------------------------------------------- */

/* `c` made readable as text, or `instead` where that would go too far. */
static Color readable(const Palette *p, Color c, Color instead)
{
    Color moved = color_against(c, p->surface, TEXT_RATIO);
    double shift = fabs(oklch_of(moved).lightness - oklch_of(c).lightness);

    return shift > FARTHEST_SHIFT ? instead : moved;
}

static bool reads_all(const Palette *p, Color ground)
{
    const Color texts[] = { p->ink,      p->ink_2,    p->accent,
                            p->positive, p->negative, p->warning };

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        if (contrast_ratio(texts[i], ground) < TEXT_RATIO)
            return false;
    }
    return true;
}

/* A light fill, lighter still if something that may stand on it needs that. */
static Color lightened(const Palette *p, Color ground)
{
    Oklch c = oklch_of(ground);

    while (c.lightness < 0.985 && !reads_all(p, ground)) {
        c.lightness += 0.005;
        ground = color_of_oklch(c);
    }
    return ground;
}

static Color tint_of(const Palette *p, Color brand)
{
    Oklch c = oklch_of(brand);

    c.lightness = 0.94;
    c.chroma = color_is_grey(brand) ? 0 : 0.02;
    return lightened(p, color_of_oklch(c));
}

static void accent_derive(Mending *m, Palette *p)
{
    Color brand = m->brand->primary;

    p->brand = brand;
    p->on_brand = text_on(p, brand);
    p->accent = readable(p, brand, p->ink);
    if (!color_equal(p->accent, brand))
        mending_report(m, "text and links", brand, p->accent, p->surface);
    p->accent_tint = tint_of(p, brand);
    p->surface_2 = lightened(p, p->surface_2);
    p->on_accent = text_on(p, p->accent);
}

static void secondary_derive(Mending *m, Palette *p)
{
    Color own = m->brand->secondary;

    p->secondary = p->accent;
    if (!m->brand->has_secondary)
        return;
    p->secondary = readable(p, own, p->accent);
    if (!color_equal(p->secondary, own))
        mending_report(m, "section numbers", own, p->secondary, p->surface);
}

bool palette_derive(Env *env, const Brand *brand, Palette *out)
{
    Mending m = { .env = env, .brand = brand };

    *out = meridian;
    if (brand->has_primary) {
        greys_derive(out, brand->primary);
        accent_derive(&m, out);
    }
    secondary_derive(&m, out);
    series_derive(&m, out);
    return !m.refused;
}
