/*
 * parts.h - what the files of pptx share.  Private to them.
 *
 * Lengths in the parts are English Metric Units; type and leading are in
 * hundredths of a point.
 */
#ifndef REPORTGEN_PPTX_PARTS_H
#define REPORTGEN_PPTX_PARTS_H

#include "chart/chart.h"
#include "layout/deck.h"
#include "office/dml.h"
#include "office/fonts.h"
#include "office/media.h"
#include "office/native.h"
#include "office/package.h"
#include "office/vector.h"
#include "office/xml.h"
#include "pptx/house.h"
#include "pptx/pptx.h"

#define NS_P "http://schemas.openxmlformats.org/presentationml/2006/main"
#define PML_TYPE "application/vnd.openxmlformats-officedocument.presentationml."
/* Of our one table style. */
#define TABLE_STYLE "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"

/* Placeholders of layouts, by number. */
enum { IDX_BODY = 1, IDX_SLOT = 11, IDX_FOOTER = 20, IDX_NUMBER = 21 };

typedef struct {
    Part *part;
    long id;
} MasterId;

typedef struct {
    Env *env;
    Arena *a;
    const Theme *t; /* for slides */
    const Report *r;
    Locale *locale;
    bool rtl;
    Str heading_font, body_font;
    const FittedDeck *deck;
    House *house;      /* the agency's own presentation, or NULL */
    double emu_per_pt; /* of a slide 540 points high */
    double body_width; /* SlidePlaces; 1 without a house */

    Package pkg;
    Media media;
    Part *presentation, *master, *notes_master;
    LIST(MasterId) masters;
    long next_id; /* of masters and layouts */
    Part *layouts[SLIDE_KIND_COUNT];
    LayoutPlaces holders[SLIDE_KIND_COUNT];
    Part **slides;
    Map targets; /* id of a block to 1 + its slide */
    unsigned chart_count;

    /* the part in hand */
    Part *part;
    Xml x;
    unsigned shape_id;
    Str slide_title;
    bool in_holder; /* words stand in the house's placeholder, in its colour */
    bool failed;
    size_t errors; /* reported before the presentation was begun */
} Pptx;

/* ---- text.c: paragraphs -----------------------------------------------------
 */

/* How a paragraph is set; sizes as they are on the slide. */
typedef struct {
    double size_pt, leading_pt, before_pt, after_pt;
    Color color;
    bool bold;
    bool heading_font;
    uint8_t align; /* Align */
    uint8_t level; /* of a list, from 0 */
    char marker;   /* 0 none, '*' bullet, '1' number */
    uint32_t number;
    bool is_wide; /* numbers of its list have two digits */
} TextLook;

TextLook look_of(const Pptx *p, TextRole role, double scale);
/* <a:bodyPr>; insets in points; anchor "t", "ctr" or "b". */
void body_properties(Pptx *p, double inset_x_pt, double inset_y_pt,
                     const char *anchor);
void paragraph_open(Pptx *p, const TextLook *look);
void paragraph_close(Pptx *p);
void run_write(Pptx *p, const Run *run, const TextLook *look);
void paragraph_runs(Pptx *p, Runs runs, const TextLook *look);
void paragraph_text(Pptx *p, Str text, const TextLook *look);
void paragraph_empty(Pptx *p);
/* Paragraphs and lists, as they stand in slots, callouts and notes. */
void blocks_text(Pptx *p, Blocks blocks, double scale, int level);
/* A block that blocks_text() can write. */
bool is_words(const Block *b);

/* ---- shapes.c: boxes on slides
 * ------------------------------------------------ */

typedef struct {
    const char *name;
    Str named;        /* instead of `name`, where it is made up */
    Str alt;          /* descr; may be empty */
    const char *type; /* of its placeholder; "" for content; NULL: none */
    long idx;         /* of its placeholder; 0: none given */
    bool inherits;    /* place and look are the layout's */
    Rect at;
    bool has_fill;
    Color fill;
    bool decorative;
} ShapeSpec;

/* <p:sp> up to its text; a shape has text or shape_close() gives it none. */
void shape_open(Pptx *p, const ShapeSpec *s);
void shape_text_open(Pptx *p, double inset_x_pt, double inset_y_pt,
                     const char *anchor);
void shape_close(Pptx *p, bool has_text);
/* A rectangle without text that says nothing. */
void plate(Pptx *p, const char *name, Rect at, Color fill);
void xfrm(Pptx *p, const char *name, Rect at);
void xfrm_inside(Pptx *p, Rect at); /* without the element around it */
void shape_names(Pptx *p, const char *element, const ShapeSpec *s);
void group_open(Pptx *p, const ShapeSpec *s);
void group_close(Pptx *p);
void picture_shape(Pptx *p, PictureRef ref, const ShapeSpec *s);
/* <p:nvPr> with the placeholder. */
void placeholder(Pptx *p, const ShapeSpec *s);
void tree_open(Pptx *p); /* <p:cSld> is open; the spTree and its group */
void tree_close(Pptx *p);

/* ---- The kinds
 * ------------------------------------------------------------------
 */

void kpis_shape(Pptx *p, const PlacedBlock *b);
void callout_shape(Pptx *p, const PlacedBlock *b);
void quote_shape(Pptx *p, const PlacedBlock *b);
void image_shape(Pptx *p, const PlacedBlock *b);
/* `type`: of the placeholder that is still free in the slot, or NULL. */
void chart_shape(Pptx *p, const PlacedBlock *b, const char *type, long idx);
void table_shape(Pptx *p, const PlacedBlock *b, const char *type, long idx);

/* ---- Parts
 * -----------------------------------------------------------------------
 */

/* The placeholders of our own layouts into p->holders. */
void holders_set(Pptx *p);
bool masters_write(Pptx *p);
bool notes_master_add(Pptx *p);
/* The house's masters and layouts instead. */
bool house_copy(Pptx *p);
/* Names the kinds of slides that the house has no layout for. */
void house_warn(const House *h, const FittedDeck *deck);
long slide_emu(const Pptx *p, double pt);

/* ---- house_slide.c: a placeholder's words as the house sets them; size 0: its
 * own */
void house_text(Pptx *p, const Holder *place, const char *name, Str text,
                double size_pt);
void house_run(Pptx *p, Str text, double size_pt);
/* `cover`: NULL if the slide is none. */
void house_subtitle(Pptx *p, const FittedSlide *s, const Cover *cover);
void house_foot(Pptx *p, const FittedSlide *s, size_t index);

/* Across the slide, above all else on it; nothing if there is none. */
void watermark_shape(Pptx *p);
bool slide_write(Pptx *p, size_t index);
bool notes_write(Pptx *p, size_t index);
/* Begins p->part with `root` and the namespaces that all use. */
void part_open(Pptx *p, Part *part, const char *root);
bool part_done(Pptx *p);

#endif
