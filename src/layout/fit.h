/* fit.h - what the files that fit slides share.  Private to src/layout. */
#ifndef LAYOUT_FIT_H
#define LAYOUT_FIT_H

#include "layout/deck.h"
#include "layout/parts.h"

/* What has room to spare: running text at 20 pt, tables at 15. */
#define SLIDE_LARGE (1.25 * SLIDE_SCALE)

typedef LIST(Block) BlockList;

enum { MEASURED_COUNT = 32 };

typedef struct {
    double height_pt, before_pt, after_pt; /* on the slide */
    double notes_pt;                       /* of footnotes called in it */
} Measure;

/* A block that was measured at a scale of 1. */
typedef struct {
    Block block;
    double width_pt; /* 0: none yet */
    Measure result;
} Measured;

typedef struct {
    Env *env;
    Arena *a; /* of the deck */
    Layout l; /* composes for measuring; its pages are thrown away */
    const Slide *slide;
    Span at;
    double heading_width; /* SlidePlaces */
    double scale;         /* of the slide: SLIDE_SCALE, or larger */
    double table_scale;   /* at which a wide table of this slot fits; or 0 */
    Measured *measured;   /* MEASURED_COUNT of them, by hash */
    bool failed;
} Fitter;

/* ---- deck_fit.c -----------------------------------------------------------
 */

/* A block as one slab; a chart takes the height given. */
Slab deck_compose(Layout *l, const Block *b, double width_pt, double height_pt);
/* Blocks into a slot as the slide's policy says; what is left for another
 * slide. */
Blocks slot_fit(Fitter *f, Blocks blocks, FittedSlot *out, size_t slot);

/* True if what stands there may be set larger and still leaves room. */
bool slot_grows(Fitter *f, Blocks blocks, Rect box);
/* True if the blocks go in at that scale, their tables in one piece. */
bool slot_holds(Fitter *f, Blocks blocks, Rect box, double scale);
/* The same with wider rows in its tables, where that leaves room too. */
Blocks slot_loosened(Fitter *f, Blocks blocks, Rect box);

/* ---- deck_join.c ----------------------------------------------------------
 */

/* `slide` with what stands on `next` as well, if that goes in with nothing set
 * smaller or cut; NULL otherwise. */
const Slide *slide_joined(Fitter *f, const SlidePlaces *places,
                          const Slide *slide, const Slide *next);

/* ---- deck_pieces.c --------------------------------------------------------
 */

/* Rows, items or words that a block can be divided by; 0 or 1: it cannot. */
size_t block_pieces(const Block *b);
/* The first `count` of them, and the others. */
void block_split(Fitter *f, const Block *b, size_t count, Block *head,
                 Block *tail);
/* Say with an ellipsis that there was more. */
void block_end(Fitter *f, Block *b);
/* Tables too wide for the box as several, each with the columns that head the
 * rows; sets f->table_scale where they need smaller type.  Cards in two rows
 * are without sparklines. */
Blocks slot_prepared(Fitter *f, Blocks blocks, Rect box, double least_scale);

/* ---- deck_handout.c -------------------------------------------------------
 */

/* Drawn slides, made small and set on upright pages with their notes. */
const Document *handout_pages(Env *env, Arena *a, const Theme *t,
                              const Report *r, const FittedDeck *deck,
                              Document *slides, int per_page);

#endif
