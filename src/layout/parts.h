/*
 * parts.h - what the files of layout share.  Private to them.
 *
 * Blocks are composed into slabs: drawn strips of a galley that cannot be
 * divided.  A galley either sends its slabs to the pages as it goes, so that a
 * table of 50,000 rows never waits in memory twice, or collects them, for what
 * stands side by side or on a plate.
 */
#ifndef LAYOUT_PARTS_H
#define LAYOUT_PARTS_H

#include "chart/chart.h"
#include "frame/frame.h"
#include "layout/layout.h"
#include "report/report.h"
#include "style/style.h"

/* ---- Slabs --------------------------------------------------------------- */

typedef enum {
    PIN_LINK,        /* an area that leads somewhere */
    PIN_DESTINATION, /* a place that is led to */
    PIN_FIGURE,      /* the area of a Figure */
    PIN_NOTE,        /* a footnote is called here */
    PIN_SECTION,     /* a section begins: for the running head */
    PIN_THING,       /* something begins whose page is asked for */
    PIN_NUMBER       /* a page number belongs here, right aligned to the area */
} PinKind;

typedef struct Slab Slab;

/* Something that must learn on which page, and where, its slab came to stand.
 */
typedef struct {
    uint8_t kind; /* PinKind */
    Rect area;    /* from the slab's top left */
    TagId tag;
    uint32_t destination;
    Str text;         /* url, or the section's short title */
    Str contents;     /* what a link leads to, in words */
    const Slab *note; /* the footnote, composed */
    const void *thing;
} Pin;

typedef LIST(Pin) Pins;

/* The head of a table, to be set again at the top of each further page. */
typedef struct {
    const Frame *frame;
    double height_pt;
} RepeatedHead;

struct Slab {
    Frame *frame; /* may be NULL: only space */
    double x_pt;  /* from the galley's left */
    double height_pt;
    double before_pt, after_pt; /* of two neighbours' gaps the larger counts */
    Pins pins;
    const RepeatedHead *head;
    bool keep_with_next;
    bool page_before;
};

typedef struct {
    double width_pt;
    bool is_paged;
    LIST(Slab) slabs; /* collected; or waiting for the next that may part */
} Galley;

/* ---- The layout ---------------------------------------------------------- */

/* What a page says beside its text. */
typedef struct {
    Str section;  /* for the running head */
    bool is_bare; /* no head and foot: the cover */
    bool landscape;
} PageInfo;

typedef struct {
    uint32_t page;
    Rect area;
    TagId tag;
    uint32_t destination;
} LateNumber;

typedef struct {
    Env *env;
    Arena *a; /* the pages' */
    const Theme *t;
    const Report *r;
    Locale *locale;
    Document *doc;
    bool rtl;
    bool is_slide; /* words are not parted there */

    /* the page being filled */
    const PageGrid *grid;
    double y_pt;     /* next free, from the top of the page */
    double after_pt; /* gap that the last slab asks for */
    double notes_pt; /* height of the footnotes at its foot */
    bool is_empty;
    bool failed;
    LIST(Slab) notes; /* of this page */
    Str section;

    LIST(PageInfo) info; /* one a page */
    LIST(LateNumber) numbers;
    bool lists_captions; /* some list names figures or tables */
    Map targets;         /* block id to 1 + index of its destination */
    Map notes_set;       /* number of a footnote to its Slab */
    TagId parent;        /* tag that new blocks go into */
    Places *places;      /* learn the pages of things; NULL: nobody asks */
    LIST(const void *) things; /* that begin with the slab to come */
    double chart_pt; /* height that a chart with its texts takes; 0: its own */
    Blocks after;    /* what follows the block in hand within its section */
} Layout;

/* ---- figure.c ------------------------------------------------------------ */

/* "Figure 2" and a space before a title. */
Runs with_number(Layout *l, Str number, Runs title);

/* ---- pager.c ------------------------------------------------------------- */

void galley_add(Layout *l, Galley *g, Slab slab);
/* Send on what waits, whether or not it wants to keep with something. */
void galley_flush(Layout *l, Galley *g);
/* Room on this page for a slab `before_pt` below what waits in `g`. */
double page_room_pt(const Layout *l, const Galley *g, double before_pt);
/* A collecting galley's slabs as one, stacked. */
Slab galley_stack(Layout *l, Galley *g);
/* Draw `from` into `into`'s frame at (x, y), its pins with it. */
void slab_merge(Layout *l, Slab *into, const Slab *from, double x_pt,
                double y_pt);
void page_begin(Layout *l, const PageGrid *grid);
/* The report's watermark, if it has one, across what is on the page already:
 * in its middle, rising at 45 degrees, its type `scale` times as large. */
void watermark_add(Layout *l, Frame *page, double scale);
void page_end(Layout *l);
/* Onto the last page; its pins learn their place. */
void slab_draw(Layout *l, const Slab *s, double x_pt, double y_pt);
double grid_width_pt(const PageGrid *g);
double grid_height_pt(const PageGrid *g);
Size grid_paper(const Layout *l, const PageGrid *g);
/* Left edge and width of `count` grid columns from the `first` (from 0). */
double columns_width_pt(const PageGrid *g, int count);

/* ---- places.c ------------------------------------------------------------ */

/* Something begins with the next slab, or on the page in hand. */
void thing_begins(Layout *l, const void *thing);
void thing_is_here(Layout *l, const void *thing);
/* What waits for a slab, as its pins. */
void things_pin(Layout *l, Slab *s);

/* ---- para.c -------------------------------------------------------------- */

typedef struct {
    Runs runs;
    TextRole role;
    const TextStyle *style; /* instead of the role's, or NULL */
    double width_pt;
    TagId tag;     /* links become its children */
    uint8_t align; /* Align; left means where the language begins */
    bool hyphenate;
    bool has_color;
    Color color;
    bool bold;
    size_t max_lines; /* 0: as many as it takes; the last is cut with "…" */
} Para;

/* A line of it as a slab, leading_pt high. */
typedef struct {
    Slab *at;
    size_t len;
} Lines;

Lines para_lines(Layout *l, const Para *p);
/* All its lines in one slab. */
Slab para_slab(Layout *l, const Para *p);
/* Into a galley, with widow and orphan control and the role's gaps. */
void para_add(Layout *l, Galley *g, const Para *p, double x_pt,
              bool keep_with_next);
/* The style that a paragraph is set in. */
const TextStyle *para_style(const Layout *l, const Para *p);
/* Where the baseline of a role stands in a line of its leading. */
double role_baseline_pt(const TextStyle *s);
/* One line of plain text with its left end at `baseline`; returns its width. */
double draw_text(Layout *l, Frame *f, TagId tag, TextRole role, Str text,
                 Point baseline, Color color);
double role_width_pt(Layout *l, TextRole role, Str text);
/* As draw_text(), aligned within [left, right]. */
void draw_aligned(Layout *l, Frame *f, TagId tag, TextRole role, Str text,
                  double left_pt, double right_pt, double baseline_pt,
                  Align align, Color color);

/* ---- tail.c -------------------------------------------------------------- */

/* Height of what follows the block in hand, with the gap between them, which is
 * at least `after_pt`, if that is but a few paragraphs and cards which end the
 * section; else 0. */
double tail_pt(Layout *l, double width_pt, double after_pt);

/* ---- The kinds of block -------------------------------------------------- */

void blocks_add(Layout *l, Galley *g, Blocks blocks);

void block_add(Layout *l, Galley *g, const Block *b);
uint32_t destination_of(Layout *l, Str id); /* made when first asked for */
Pin destination_pin(uint32_t destination);

void section_add(Layout *l, Galley *g, const Block *b);
void cover_add(Layout *l, const Cover *c);
void toc_add(Layout *l, Galley *g, const Toc *toc);
void list_add_block(Layout *l, Galley *g, const List *list, int depth);
void callout_add(Layout *l, Galley *g, const Callout *c);
void quote_add(Layout *l, Galley *g, const Quote *q);
void kpis_add(Layout *l, Galley *g, const Kpis *k);
void table_add(Layout *l, Galley *g, const Table *t);
void chart_add(Layout *l, Galley *g, const Chart *c);
void image_add(Layout *l, Galley *g, const ImageBlock *i);
void columns_add(Layout *l, Galley *g, const Columns *c);
/* Heads, feet and page numbers of every page, once all pages are there. */
void running_add(Layout *l);
/* The footnote of that number (1 and up), composed once. */
const Slab *note_slab(Layout *l, uint32_t number);

/* Left edge and width of running text in a galley. */
double text_left_pt(const Layout *l, const Galley *g);
double text_width_of_pt(const Layout *l, const Galley *g);
/* Mirrored in right-to-left reports: where something `width` wide begins. */
double start_x(const Layout *l, double room_pt, double x_pt, double width_pt);

TagId tag_under(Layout *l, TagId parent, Role role);

#endif
