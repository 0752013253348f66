/* roles.c - the scale of type: one row for each role of text. */

#include "style/parts.h"

#include <math.h>

/* Where in Palette the colour of a role stands. */
typedef enum { INK, INK_2, MUTED, SECONDARY, RULE_STRONG } Shade;

typedef enum {
    PLAIN = 0,
    BOLD = 1,
    HEADING = 2, /* in the family of headings */
    TABULAR = 4,
    FIXED = 8 /* does not grow with the body */
} Look;

typedef struct {
    double size_pt, leading_pt, before_pt, after_pt;
    int look; /* Look */
    Shade shade;
} RoleRule;

/* visual.md's report column at a body of 10; lengths are multiples of 3.5. */
static const RoleRule rules[TEXT_ROLE_COUNT] = {
    [TEXT_COVER_TITLE] = { 36, 42, 0, 0, BOLD | HEADING | FIXED, INK },
    [TEXT_COVER_SUBTITLE] = { 16, 21, 0, 0, FIXED, INK_2 },
    [TEXT_COVER_META] = { 10, 14, 0, 0, PLAIN, INK_2 },
    [TEXT_H1] = { 24, 28, 0, 14, BOLD | HEADING, INK },
    [TEXT_H2] = { 16, 21, 28, 7, BOLD | HEADING, INK },
    [TEXT_H3] = { 12, 17.5, 21, 3.5, BOLD | HEADING, INK },
    [TEXT_H4] = { 10, 14, 14, 3.5, BOLD, INK_2 },
    [TEXT_LEAD] = { 13, 17.5, 0, 14, PLAIN, INK },
    [TEXT_BODY] = { 10, 14, 0, 7, PLAIN, INK },
    [TEXT_LIST] = { 10, 14, 0, 3.5, PLAIN, INK },
    [TEXT_QUOTE] = { 13, 17.5, 7, 7, PLAIN, INK },
    [TEXT_TABLE] = { 8.5, 10.5, 0, 0, TABULAR, INK },
    [TEXT_TABLE_HEAD] = { 8.5, 10.5, 0, 0, BOLD | TABULAR, INK_2 },
    [TEXT_CAPTION] = { 8.5, 10.5, 0, 3.5, PLAIN, INK_2 },
    [TEXT_NOTE] = { 7.5, 10.5, 0, 3.5, PLAIN, MUTED },
    [TEXT_CHART_TITLE] = { 11, 14, 0, 3.5, BOLD, INK },
    [TEXT_CHART_SUBTITLE] = { 8.5, 10.5, 0, 7, PLAIN, INK_2 },
    [TEXT_CHART] = { 8, 10.5, 0, 0, TABULAR, INK_2 },
    [TEXT_KPI_LABEL] = { 8.5, 10.5, 0, 0, FIXED, INK_2 },
    [TEXT_KPI_VALUE] = { 26, 28, 0, 0, BOLD | TABULAR | FIXED, INK },
    [TEXT_KPI_DELTA] = { 8.5, 10.5, 0, 0, BOLD | TABULAR | FIXED, INK },
    [TEXT_TOC_1] = { 10, 17.5, 0, 0, TABULAR, INK },
    [TEXT_TOC_2] = { 10, 17.5, 0, 0, TABULAR, INK_2 },
    [TEXT_HEADER] = { 7.5, 10.5, 0, 0, FIXED, MUTED },
    [TEXT_FOOTER] = { 7.5, 10.5, 0, 0, FIXED, MUTED },
    [TEXT_CALLOUT_TITLE] = { 10, 14, 0, 3.5, BOLD, INK },
    [TEXT_SECTION_NUMBER] = { 12, 17.5, 0, 3.5, BOLD | HEADING, SECONDARY },
    [TEXT_WATERMARK] = { 96, 112, 0, 0, BOLD | HEADING | FIXED, RULE_STRONG },
};

#define BODY_PT 10
#define SMALLEST_PT 7 /* nothing on a page is set smaller */

static Color shade(const Palette *p, Shade s)
{
    switch (s) {
    case INK:
        return p->ink;
    case INK_2:
        return p->ink_2;
    case MUTED:
        return p->muted;
    case SECONDARY:
        return p->secondary;
    case RULE_STRONG:
        break;
    }
    return p->rule_strong;
}

/* Half steps of the rhythm, so that baselines keep meeting. */
static double scaled_leading(double leading_pt, double factor, double unit_pt)
{
    double half = unit_pt / 2;

    return factor == 1 ? leading_pt : round(leading_pt * factor / half) * half;
}

/* Density takes or adds a step where there is a gap worth the name. */
static double dense_gap(double gap_pt, Density density, double unit_pt)
{
    if (gap_pt < 2 * unit_pt || density == DENSITY_NORMAL)
        return gap_pt;
    return density == DENSITY_COMPACT ? gap_pt - unit_pt : gap_pt + unit_pt;
}

static TextStyle role_of(const Theme *t, const RoleRule *rule,
                         const Family *family)
{
    const Brand *b = t->brand;
    double factor =
        rule->look & FIXED || !(b->body_pt > 0) ? 1 : b->body_pt / BODY_PT;
    double size_pt = rule->size_pt * factor * family->size_factor;
    Density density = (Density)b->density;
    TextStyle s = {
        .style = rule->look & BOLD ? FONT_BOLD : FONT_REGULAR,
        .size_pt = size_pt > SMALLEST_PT ? size_pt : SMALLEST_PT,
        .leading_pt = scaled_leading(rule->leading_pt, factor, t->unit_pt),
        .before_pt = dense_gap(rule->before_pt, density, t->unit_pt),
        .after_pt = dense_gap(rule->after_pt, density, t->unit_pt),
        .tracking_em = rule->size_pt >= 24 ? -0.01 : 0,
        .color = shade(&t->colors, rule->shade),
        .tabular = rule->look & TABULAR,
    };

    memcpy(s.faces, family->faces, sizeof s.faces);
    return s;
}

void roles_derive(Theme *t, const Family *body, const Family *heading)
{
    for (size_t i = 0; i < TEXT_ROLE_COUNT; i++)
        t->text[i] =
            role_of(t, &rules[i], rules[i].look & HEADING ? heading : body);
}

double role_factor(const Theme *t, TextRole role)
{
    return t->text[role].size_pt / rules[role].size_pt;
}
