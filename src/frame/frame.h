/*
 * frame.h - finished layout: things at fixed places on pages, and what they
 * mean.
 *
 * Layout makes frames; the PDF writer draws them and decides nothing.  Lengths
 * are points.  A position is measured from the top left of the enclosing frame,
 * x to the right and y downward; the PDF writer alone turns y over.
 *
 * Every item belongs to a tag of the structure tree or is an artifact; there is
 * no third possibility, so nothing can be drawn outside the structure.
 */
#ifndef REPORTGEN_FRAME_H
#define REPORTGEN_FRAME_H

#include "base/units.h"
#include "io/io.h"
#include "text/text.h"

#include <stdio.h>

/* ---- Structure ---------------------------------------------------------- */

typedef enum {
    ROLE_DOCUMENT,
    ROLE_SECT,
    ROLE_DIV,
    ROLE_TITLE, /* Title maps to P */
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_H4,
    ROLE_H5,
    ROLE_H6,
    ROLE_P,
    ROLE_SPAN,
    ROLE_QUOTE,
    ROLE_CAPTION,
    ROLE_L,
    ROLE_LI,
    ROLE_LBL,
    ROLE_LBODY,
    ROLE_TABLE,
    ROLE_THEAD,
    ROLE_TBODY,
    ROLE_TFOOT,
    ROLE_TR,
    ROLE_TH,
    ROLE_TD,
    ROLE_FIGURE,
    ROLE_LINK,
    ROLE_REFERENCE,
    ROLE_NOTE,
    ROLE_TOC,
    ROLE_TOCI
} Role;

typedef enum { SCOPE_NONE, SCOPE_ROW, SCOPE_COLUMN, SCOPE_BOTH } Scope;
typedef enum { LIST_NONE, LIST_BULLET, LIST_DECIMAL } ListNumbering;

/* Index into a Document's tags; 0 is the Document element itself. */
typedef uint32_t TagId;

/* Not part of the structure: furniture. */
#define TAG_ARTIFACT ((TagId)0xFFFFFFFFu) /* rules, bands, plates: Layout */
#define TAG_HEADER ((TagId)0xFFFFFFFEu)   /* running head: Pagination */
#define TAG_FOOTER ((TagId)0xFFFFFFFDu)   /* running foot: Pagination */
#define TAG_WATERMARK ((TagId)0xFFFFFFFCu)
#define TAG_IS_ARTIFACT(t) ((t) >= TAG_WATERMARK)

/* What only some elements carry. */
typedef struct {
    Str alt;            /* Figure: required */
    Str lang;           /* BCP 47, where it differs from the document's */
    Str id;             /* of a TH or Note; unique in the document */
    const Str *headers; /* of a cell: ids of the TH that head it */
    size_t header_count;
    uint16_t row_span, col_span; /* 0 means 1 */
    uint8_t scope;               /* Scope, of a TH: required */
    uint8_t numbering;           /* ListNumbering, of an L */
    Rect bbox;                   /* Figure: on its page, required */
    uint32_t page;               /* index of that page */
    bool has_bbox;
} TagAttributes;

typedef struct {
    TagId parent;
    TagId first_child, last_child, next_sibling; /* 0 is none */
    TagAttributes *attributes;                   /* NULL if it has none */
    uint8_t role;
} Tag;

typedef struct {
    LIST(Tag) list; /* [0] is the Document element */
} TagTree;

void tags_begin(Arena *a, TagTree *t);
/* A new last child of `parent`. */
TagId tag_add(Arena *a, TagTree *t, TagId parent, Role role);
/* Its attributes, made when first asked for. */
TagAttributes *tag_attributes(Arena *a, TagTree *t, TagId tag);
const char *role_name(Role role); /* "H1", "TBody", ... */

/* ---- Frames ------------------------------------------------------------- */

typedef enum { FRAME_TEXT, FRAME_PATH, FRAME_IMAGE, FRAME_GROUP } FrameKind;

typedef struct Frame Frame;

typedef struct {
    Color fill, stroke;
    bool has_fill, has_stroke, even_odd;
    bool round_joins; /* else mitre joins and butt caps */
    float stroke_pt;
    float dash_on_pt, dash_off_pt; /* both 0: solid */
    float opacity;                 /* 0 means 1 */
} Paint;

typedef struct {
    const GlyphRun *run;
    float size_pt;
    float tracking_em;
    Color fill;
    bool rotated;   /* 45 degrees anticlockwise: the draft watermark */
    bool underline; /* drawn by the writer, part of the text */
    float opacity;  /* 0 means 1 */
} TextItem;

typedef struct {
    uint8_t kind; /* FrameKind */
    TagId tag;
    Point at; /* text: where its baseline begins; else the origin of its content
               */
    union {
        TextItem text;
        struct {
            const Path *path; /* relative to `at` */
            const Paint *paint;
        } path;
        struct {
            const Image *image;
            Size size;
        } image;
        struct {
            const Frame *frame;
            /* Layout of the group is one figure: all its items belong to the
             * group's own tag whatever they say, and ActualText may replace
             * them. */
            bool is_whole;
            Str actual_text; /* read instead of the items; may be empty */
        } group;
    } as;
} FrameItem;

struct Frame {
    Size size;
    LIST(FrameItem) items; /* painted in order, first at the back */
};

/* Shorthands that add one item. */
void frame_add_text(Arena *a, Frame *f, TagId tag, Point baseline,
                    TextItem text);
/* All runs of a line, left end at `baseline`. */
void frame_add_line(Arena *a, Frame *f, TagId tag, Point baseline,
                    const TextLine *line, double size_pt, Color fill);
void frame_add_rect(Arena *a, Frame *f, TagId tag, Rect r, Color fill);
/* A straight stroke, butt ends. */
void frame_add_rule(Arena *a, Frame *f, TagId tag, Point from, Point to,
                    double stroke_pt, Color color);
void frame_add_path(Arena *a, Frame *f, TagId tag, Point at, const Path *path,
                    Paint paint);
void frame_add_image(Arena *a, Frame *f, TagId tag, Rect r, const Image *image);
void frame_add_group(Arena *a, Frame *f, TagId tag, Point at,
                     const Frame *group);
/* A picture scaled into `r`. */
void frame_add_picture(Arena *a, Frame *f, TagId tag, Rect r,
                       const Picture *picture);

/* The same, `scale` times as large: text, strokes and all. */
Frame *frame_scaled(Arena *a, const Frame *f, double scale);

/* ---- Pages -------------------------------------------------------------- */

/* A place that links and the outline lead to. */
typedef struct {
    uint32_t page;
    double y_pt; /* from the top */
} Destination;

typedef struct {
    Rect area;            /* on its page */
    TagId tag;            /* the Link element */
    Str url;              /* http, https or mailto; empty for a link inside */
    uint32_t destination; /* index, when url is empty */
    Str contents;         /* what it leads to, in words: required */
} PageLink;

typedef struct {
    Frame frame;
    LIST(PageLink) links;
} Page;

typedef struct {
    Str title;
    uint8_t level; /* 1 is the outermost */
    uint32_t destination;
} OutlineEntry;

/* A finished document, ready to write. */
typedef struct {
    Str title;
    Str author;
    Str subject;
    Str keywords;
    Str lang;    /* BCP 47 */
    Str created; /* "2026-10-04", or empty: none written */
    LIST(Page) pages;
    LIST(Destination) destinations;
    LIST(OutlineEntry) outline;
    /* Of numbered figures and tables, in order, where they are listed. */
    LIST(uint32_t) captions;
    uint32_t front_pages; /* numbered i, ii, ... before page 1; usually 0 */
    TagTree tags;
} Document;

/*
 * Print for a golden file: one item a line, lengths to a hundredth of a point,
 * nested frames indented; then the structure tree.
 */
void document_dump(const Document *doc, FILE *out);

#endif
