/*
 * house.h - an agency's own presentation (reference.pptx, .potx): what its
 * layouts hold, and which of them each kind of slide gets.  Private to
 * src/pptx.
 *
 * Lengths are points of a slide 540 high, whatever its size in the file, so
 * that type has the same share of every slide.
 */
#ifndef PPTX_HOUSE_H
#define PPTX_HOUSE_H

#include "layout/deck.h"
#include "office/opc_read.h"

/* A placeholder as slides refer to it; type NULL: there is none; "" is any
 * content. */
typedef struct {
    const char *type;
    long idx; /* 0: without one */
    /* of the house's: its room and type; 0: not said */
    double width_pt, size_pt;
} Holder;

/* The placeholders of the layout that a kind of slide has. */
typedef struct {
    Holder title, subtitle, slots[SLIDE_SLOTS], footer, number;
} LayoutPlaces;

/* A placeholder of one of the house's layouts. */
typedef struct {
    Str type; /* empty: any content */
    long idx;
    bool has_place;
    Rect at;        /* the whole box */
    Rect inside;    /* without the insets of its text */
    double size_pt; /* of the type on its first level; 0: not said */
    bool capitals;  /* shown in capitals */
} HousePlace;

typedef LIST(HousePlace) HousePlaces;

typedef struct {
    Str name;
    Str type; /* ST_SlideLayoutType; may be empty */
    OpcPart *part;
    HousePlaces places;
} HouseLayout;

typedef struct {
    OpcPart *part;
    xmlDoc *tree;
    HousePlaces places;
    double title_pt, body_pt; /* of its text styles */
    bool capitals;            /* of its titles */
} HouseMaster;

/* Why a kind of slide has its layout. */
typedef enum { BY_AGENCY, BY_NAME, BY_TYPE, BY_PLACES, BY_DEFAULT } Match;

typedef struct {
    Env *env;
    Arena *a;
    const Brand *brand;
    Opc *file;
    long width_emu, height_emu, notes_width_emu, notes_height_emu;
    double emu_per_pt; /* of the points above */
    double width_pt;   /* height_pt is 540 */
    LIST(HouseMaster) masters;
    LIST(HouseLayout) layouts;
    Str heading_font, body_font; /* of its theme; may be empty */
    Color accents[6];
    size_t accent_count; /* 0: its theme does not say them as RGB */

    size_t chosen[SLIDE_KIND_COUNT]; /* of `layouts` */
    uint8_t match[SLIDE_KIND_COUNT]; /* Match */
    SlidePlaces places;
    LayoutPlaces holders[SLIDE_KIND_COUNT];
} House;

/* The brand's own presentation, read and matched; NULL if reported. */
House *house_open(Env *env, Arena *a, const Brand *brand);
void house_close(House *h);

/* house_read.c */
bool house_read(House *h);
const HousePlace *house_place(const HouseLayout *l, const char *type);
/* house_match.c: fills chosen, match, places and holders. */
bool house_match(House *h);
/* house_places.c: where a kind of slide keeps its parts on that layout. */
void house_fit(House *h, SlideKind kind);
/* Places for content, from the left, at most `most`. */
size_t house_slots(const HouseLayout *l, const HousePlace **out, size_t most);
/* How much wider than Carlito a font runs. */
double house_font_width(Str family);

#endif
