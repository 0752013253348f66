/* slides.c - the theme for slides: the same colours and fonts, larger type. */

#include "style/parts.h"

typedef struct {
    double size_pt, leading_pt, before_pt, after_pt;
} SlideRole;

/* visual.md's deck column; what is read from afar is not set below 11. */
static const SlideRole roles[TEXT_ROLE_COUNT] = {
    [TEXT_COVER_TITLE] = { 44, 50, 0, 0 },
    [TEXT_COVER_SUBTITLE] = { 20, 26, 0, 0 },
    [TEXT_COVER_META] = { 14, 20, 0, 0 },
    [TEXT_H1] = { 26, 31, 0, 0 },
    [TEXT_H2] = { 18, 23, 14, 6 },
    [TEXT_H3] = { 16, 22, 10, 4 },
    [TEXT_H4] = { 16, 22, 8, 4 },
    [TEXT_LEAD] = { 18, 25, 0, 12 },
    [TEXT_BODY] = { 16, 22, 0, 10 },
    [TEXT_LIST] = { 16, 22, 0, 7 },
    [TEXT_QUOTE] = { 24, 32, 10, 10 },
    [TEXT_TABLE] = { 12, 16, 0, 0 },
    [TEXT_TABLE_HEAD] = { 12, 16, 0, 0 },
    [TEXT_CAPTION] = { 12, 16, 0, 4 },
    [TEXT_NOTE] = { 11, 14, 0, 4 },
    [TEXT_CHART_TITLE] = { 16, 20, 0, 4 },
    [TEXT_CHART_SUBTITLE] = { 12, 16, 0, 6 },
    [TEXT_CHART] = { 11.2, 14.7, 0, 0 },
    [TEXT_KPI_LABEL] = { 13, 17, 0, 0 },
    [TEXT_KPI_VALUE] = { 38, 42, 0, 0 },
    [TEXT_KPI_DELTA] = { 12, 16, 0, 0 },
    [TEXT_TOC_1] = { 18, 28, 0, 0 },
    [TEXT_TOC_2] = { 16, 24, 0, 0 },
    [TEXT_HEADER] = { 10, 13, 0, 0 },
    [TEXT_FOOTER] = { 10, 13, 0, 0 },
    [TEXT_CALLOUT_TITLE] = { 16, 22, 0, 4 },
    [TEXT_SECTION_NUMBER] = { 20, 26, 0, 4 },
    [TEXT_WATERMARK] = { 134, 156, 0, 0 },
};

static PageGrid slide_grid(void)
{
    return (PageGrid){
        .paper = { SLIDE_WIDTH_PT / SLIDE_SCALE,
                   SLIDE_HEIGHT_PT / SLIDE_SCALE },
        .left_pt = SLIDE_MARGIN_PT / SLIDE_SCALE,
        .right_pt = SLIDE_MARGIN_PT / SLIDE_SCALE,
        .top_pt = 112 / SLIDE_SCALE,
        .bottom_pt = 56 / SLIDE_SCALE,
        .gutter_pt = 16 / SLIDE_SCALE,
        .columns = 12,
    };
}

Theme theme_for_slides(const Theme *t)
{
    Theme slides = *t;

    for (size_t i = 0; i < TEXT_ROLE_COUNT; i++) {
        TextStyle *s = &slides.text[i];
        double factor = role_factor(t, (TextRole)i) / SLIDE_SCALE;
        s->size_pt = roles[i].size_pt * factor;
        s->leading_pt = roles[i].leading_pt / SLIDE_SCALE;
        s->before_pt = roles[i].before_pt / SLIDE_SCALE;
        s->after_pt = roles[i].after_pt / SLIDE_SCALE;
    }
    slides.page = slides.landscape = slide_grid();
    return slides;
}
