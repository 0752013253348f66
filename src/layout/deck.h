/*
 * deck.h - slides, fitted: what stands where, how large, and what had to be
 * shrunk, split or cut for it.
 *
 * The PDF's slides and PowerPoint's are made from the same fitted deck.
 * Lengths are points of a slide, 960 by 540, from its top left, y downward.
 *
 * What stands in a slot is composed as on a page and then magnified by the
 * slot's scale: a role of text whose style says 11.4 pt is 16 pt high at 1.4.
 */
#ifndef REPORTGEN_DECK_H
#define REPORTGEN_DECK_H

#include "layout/layout.h"

/* Where a layout keeps its parts; an area without width is not there. */
typedef struct {
    Rect title, subtitle;
    Rect slots[SLIDE_SLOTS];
    size_t slot_count;
    Rect field; /* in the brand's colour: title and subtitle stand on it */
    bool has_furniture; /* footer and number */
    double title_pt;    /* size of the title's type */
    bool title_at_foot; /* the title grows upward from its area's foot */
} SlideGeometry;

SlideGeometry slide_geometry(SlideKind kind);

/* Where an agency's own presentation keeps them, and how much wider than the
 * theme's its fonts run: 1.1 is a tenth. */
typedef struct {
    SlideGeometry at[SLIDE_KIND_COUNT];
    double heading_width, body_width;
} SlidePlaces;

/* Where footer and slide number stand on slides that have them. */
Rect slide_footer_area(void);
Rect slide_number_area(void);
/* The agency's and the client's logo on a title slide; they stand at the left
 * and at the right of these, as large as fits. */
Rect slide_logo_area(void);
Rect slide_client_logo_area(void);
/* Client, period, date, ... as lines at the foot of a title slide. */
Rect slide_facts_area(void);
StrList cover_facts(Arena *a, const Cover *c);
/* What stands at the left of a slide's foot. */
Str slide_footer(Arena *a, const Report *r);

/* A block, or the part of one, at its place.  Columns are taken apart: their
 * blocks are placed, never they.  A table here needs no second stretch. */
typedef struct {
    const Block *block;
    Rect at;
    double scale;
} PlacedBlock;

typedef struct {
    Rect box; /* no block leaves it */
    LIST(PlacedBlock) blocks;
    bool was_shrunk, was_cut;
} FittedSlot;

typedef struct {
    const DeckSlide *from;
    uint8_t kind; /* SlideKind: of its layout; never SLIDE_AUTO */
    Str title;    /* unique in the deck: "Channels (2/3)" */
    double title_pt;
    Str subtitle;
    SlideGeometry places;
    FittedSlot slots[SLIDE_SLOTS];
    size_t slot_count;
    size_t part, parts; /* 1 of 1 if it was not split */
} FittedSlide;

typedef struct {
    Theme theme; /* for slides; shares the fonts of the one given */
    FittedSlide *at;
    size_t len;
} FittedDeck;

/* NULL if reported.  What was shrunk, split or cut is noted. */
/* `places`: NULL for the deck's own. */
const FittedDeck *deck_fit(Env *env, Arena *a, const Theme *t,
                           const Report *report, const SlidePlaces *places);

/* The slides as pages of a tagged document; NULL if reported. */
const Document *layout_deck(Env *env, Arena *a, const Theme *t,
                            const Report *report);

/* As layout_places(), by slides. */
bool layout_deck_places(Env *env, Arena *a, const Theme *t,
                        const Report *report, Places *out);

/* The same slides `per_page` (2, 3 or 6) to an upright page, each with what
 * the speaker says beside or below it. */
const Document *layout_handout(Env *env, Arena *a, const Theme *t,
                               const Report *report, int per_page);

#endif
