/*
 * style.h - from an agency's brand to everything that decides how it looks.
 *
 * The only place with defaults.  A Theme is worked out once for a report:
 * fonts found, colours derived and mended until they can be read, lengths set.
 * visual.md (theme "Meridian") is the source of the values.
 */
#ifndef REPORTGEN_STYLE_H
#define REPORTGEN_STYLE_H

#include "data/data.h"
#include "report/report.h"
#include "text/text.h"

typedef struct {
    Color ink, ink_2, muted, rule, rule_strong;
    Color paper;              /* white */
    Color surface, surface_2; /* plates */
    Color accent, accent_tint, on_accent;
    Color brand, on_brand; /* raw colour for fields, and text on it */
    Color secondary;
    Color positive, negative, warning;
    Color other, other_outline; /* the gathered rest in charts */
    Color series[8];
    size_t series_count;
    Color heat[7]; /* sequential ramp, light to dark */
} Palette;

/* One role of text; faces by FontStyle (FONT_BOLD | FONT_ITALIC). */
typedef struct {
    const Font *faces[4];
    int style; /* the face used for plain runs of this role */
    double size_pt;
    double leading_pt;
    double before_pt, after_pt;
    double tracking_em;
    Color color;
    bool tabular;
} TextStyle;

typedef enum {
    TEXT_COVER_TITLE,
    TEXT_COVER_SUBTITLE,
    TEXT_COVER_META,
    TEXT_H1,
    TEXT_H2,
    TEXT_H3,
    TEXT_H4,
    TEXT_LEAD,
    TEXT_BODY,
    TEXT_LIST,
    TEXT_QUOTE,
    TEXT_TABLE,
    TEXT_TABLE_HEAD,
    TEXT_CAPTION,
    TEXT_NOTE,
    TEXT_CHART_TITLE,
    TEXT_CHART_SUBTITLE,
    TEXT_CHART, /* ticks and labels */
    TEXT_KPI_LABEL,
    TEXT_KPI_VALUE,
    TEXT_KPI_DELTA,
    TEXT_TOC_1,
    TEXT_TOC_2,
    TEXT_HEADER,
    TEXT_FOOTER,
    TEXT_CALLOUT_TITLE,
    TEXT_SECTION_NUMBER,
    TEXT_WATERMARK,
    TEXT_ROLE_COUNT
} TextRole;

/* What is set in if the brand names no font. */
#define DEFAULT_FONT STR("Lato")

/* Of a watermark over what it crosses: seen on white and on a dark column, and
 * text under it stays text. */
#define WATERMARK_OPACITY 0.18F

typedef struct {
    Size paper;
    double left_pt, right_pt, top_pt, bottom_pt; /* margins */
    double gutter_pt;
    int columns;
    double header_baseline_pt; /* from the top */
    double footer_baseline_pt; /* from the bottom */
    bool is_full;              /* running text takes the whole width */
} PageGrid;

typedef struct {
    Palette colors;
    TextStyle text[TEXT_ROLE_COUNT];
    PageGrid page;      /* upright */
    PageGrid landscape; /* on its side */
    double unit_pt;     /* rhythm: 3.5 */
    FontBook *book;
    const Brand *brand;
} Theme;

/*
 * Read an agency's `_brand.yml` and `agency.yaml` (either may be NULL); files
 * they name lie in `folder`.  Unknown keys are errors.  False if reported.
 */
bool brand_read(Env *env, const Value *brand, const Value *agency, Str folder,
                Brand *out);

/* The kinds of file that `reference` may name: "docx", "dotx"; "pptx", "potx".
 */
bool is_docx_reference(Str path);
bool is_pptx_reference(Str path);

/*
 * Everything derived.  Every colour that had to be moved to be readable is
 * reported as a note (an error under brand->strict).  NULL if reported.
 */
Theme *theme_new(Env *env, const Brand *brand, Locale *locale);
void theme_close(Theme *t); /* ends the font book; NULL is fine */

/* Slides: 960 by 540 points.  What stands on one is composed with the theme
 * below, as on a page, and then magnified. */
#define SLIDE_WIDTH_PT 960.0
#define SLIDE_HEIGHT_PT 540.0
#define SLIDE_MARGIN_PT 48.0
#define SLIDE_SCALE 1.4

/* The theme with the type of slides, sizes and lengths divided by SLIDE_SCALE;
 * it shares the fonts of `t`, which is closed alone. */
Theme theme_for_slides(const Theme *t);

/* The colour of a tone on white or a light plate. */
Color tone_color(const Theme *t, Tone tone, Color normal);
/* How text of a style is set, with FontStyle bits added to the style's own. */
TextSetting style_setting(const TextStyle *s, int add_style);
/* Mix of two colours in OKLab, 0 gives a, 1 gives b. */
Color color_mix(Color a, Color b, double share);
double contrast_ratio(Color a, Color b); /* WCAG 2: 1 to 21 */
/* `c` moved in lightness until it has `ratio` against `ground` (OKLCH). */
Color color_against(Color c, Color ground, double ratio);
/*
 * White or ink, whichever reads better on `ground`; black where both miss
 * 4.5:1, so that text always reaches it.
 */
Color text_on(const Palette *p, Color ground);
/*
 * The ground of a value: `heat` from 1, the least, to 7 on the sequential ramp;
 * from 8 by way of 11, which is neutral, to 14 on the diverging one, teal above
 * and brick below.
 */
Color heat_ground(const Palette *p, unsigned heat);

#endif
