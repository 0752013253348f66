/* slide_places.c - where each layout of a slide keeps its parts. */

#include "layout/deck.h"

#define CONTENT_PT SLIDE_WIDTH_PT - 2 * SLIDE_MARGIN_PT

#define TITLE                                                                  \
    {                                                                          \
        SLIDE_MARGIN_PT, 32, CONTENT_PT, 66                                    \
    }
#define WHOLE                                                                  \
    {                                                                          \
        SLIDE_MARGIN_PT, 112, CONTENT_PT, 376                                  \
    }
/* columns of 57.33 with gutters of 16 between them */
#define LEFT_HALF                                                              \
    {                                                                          \
        SLIDE_MARGIN_PT, 112, 424, 376                                         \
    }
#define RIGHT_HALF                                                             \
    {                                                                          \
        488, 112, 424, 376                                                     \
    }

#define ONE_SLOT                                                               \
    {                                                                          \
        .title = TITLE, .slots = { WHOLE }, .slot_count = 1,                   \
        .has_furniture = true, .title_pt = 26                                  \
    }
#define TWO_SLOTS                                                              \
    {                                                                          \
        .title = TITLE, .slots = { LEFT_HALF, RIGHT_HALF }, .slot_count = 2,   \
        .has_furniture = true, .title_pt = 26                                  \
    }

static const SlideGeometry places[SLIDE_KIND_COUNT] = {
    [SLIDE_AUTO] = ONE_SLOT,
    [SLIDE_TITLE] = { .title = { SLIDE_MARGIN_PT, 120, 720, 160 },
                      .subtitle = { SLIDE_MARGIN_PT, 292, 720, 60 },
                      .field = { 0, 0, SLIDE_WIDTH_PT, SLIDE_HEIGHT_PT },
                      .title_pt = 44,
                      .title_at_foot = true },
    [SLIDE_SECTION] = { .title = { SLIDE_MARGIN_PT, 160, 800, 130 },
                        .subtitle = { SLIDE_MARGIN_PT, 304, 720, 80 },
                        .field = { 0, 0, SLIDE_WIDTH_PT, SLIDE_HEIGHT_PT },
                        .title_pt = 40,
                        .title_at_foot = true },
    [SLIDE_AGENDA] = ONE_SLOT,
    [SLIDE_KPIS] = ONE_SLOT,
    [SLIDE_CHART] = ONE_SLOT,
    [SLIDE_CHART_TEXT] = { .title = TITLE,
                           .slots = { { SLIDE_MARGIN_PT, 112, 562, 376 },
                                      { 642, 112, 270, 376 } },
                           .slot_count = 2,
                           .has_furniture = true,
                           .title_pt = 26 },
    [SLIDE_TWO_CHARTS] = TWO_SLOTS,
    [SLIDE_TWO_CONTENT] = TWO_SLOTS,
    [SLIDE_CONTENT] = ONE_SLOT,
    [SLIDE_TABLE] = ONE_SLOT,
    [SLIDE_COMPARISON] = TWO_SLOTS,
    [SLIDE_QUOTE] = { .title = TITLE,
                      .slots = { { 128, 150, 704, 310 } },
                      .slot_count = 1,
                      .has_furniture = true,
                      .title_pt = 26 },
    [SLIDE_CLOSING] = { .title = { SLIDE_MARGIN_PT, 60, CONTENT_PT, 130 },
                        .subtitle = { SLIDE_MARGIN_PT, 196, CONTENT_PT, 36 },
                        .field = { 0, 0, SLIDE_WIDTH_PT, 244 },
                        .slots = { { SLIDE_MARGIN_PT, 272, 424, 216 },
                                   { 488, 272, 424, 216 } },
                        .slot_count = 2,
                        .has_furniture = true,
                        .title_pt = 36,
                        .title_at_foot = true },
    [SLIDE_BLANK] = { .title = { SLIDE_MARGIN_PT, 16, CONTENT_PT, 18 },
                      .slots = { { SLIDE_MARGIN_PT, 44, CONTENT_PT, 444 } },
                      .slot_count = 1,
                      .has_furniture = true,
                      .title_pt = 11 },
};

SlideGeometry slide_geometry(SlideKind kind)
{
    return places[kind];
}

Rect slide_footer_area(void)
{
    return (Rect){ SLIDE_MARGIN_PT, 506, 720, 16 };
}

Rect slide_number_area(void)
{
    return (Rect){ 832, 506, 80, 16 };
}

Rect slide_logo_area(void)
{
    return (Rect){ SLIDE_MARGIN_PT, 40, 150, 40 };
}

Rect slide_client_logo_area(void)
{
    return (Rect){ 732, 428, 180, 64 };
}

Rect slide_facts_area(void)
{
    return (Rect){ SLIDE_MARGIN_PT, 372, 600, 124 };
}

StrList cover_facts(Arena *a, const Cover *c)
{
    const Str all[] = { c->client_name, c->period,  c->date,
                        c->prepared_by, c->version, c->confidentiality };
    StrList facts = { 0 };

    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (all[i].len)
            *list_add(a, &facts) = all[i];
    return facts;
}

Str slide_footer(Arena *a, const Report *r)
{
    const Brand *b = &r->brand;

    if (!b->footer.len)
        return b->name.len ? b->name : r->title;
    return b->name.len ? str_format(a, "%.*s  ·  %.*s", STR_ARG(b->name),
                                    STR_ARG(b->footer))
                       : b->footer;
}
