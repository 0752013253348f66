/*
 * parts.h - what the files of docx share.  Private to them.
 *
 * Lengths in the parts are twentieths of a point (dxa); half-points for type.
 */
#ifndef REPORTGEN_DOCX_PARTS_H
#define REPORTGEN_DOCX_PARTS_H

#include "chart/chart.h"
#include "docx/docx.h"
#include "layout/layout.h"
#include "office/dml.h"
#include "office/fonts.h"
#include "office/media.h"
#include "office/native.h"
#include "office/package.h"
#include "office/vector.h"
#include "office/xml.h"
#include "style/style.h"

#define NS_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* ---- Styles: styles.c ------------------------------------------------------
 */

typedef enum {
    STYLE_NORMAL,
    STYLE_BODY,
    STYLE_LEAD,
    STYLE_NOTE,
    STYLE_TITLE,
    STYLE_SUBTITLE,
    STYLE_COVER,
    STYLE_H1,
    STYLE_H2,
    STYLE_H3,
    STYLE_H4,
    STYLE_UNLISTED,
    STYLE_TOC_HEADING,
    STYLE_TOC_1,
    STYLE_TOC_2,
    STYLE_TOC_3,
    STYLE_TOC_4,
    STYLE_FIGURE_LIST,
    STYLE_BULLET,
    STYLE_NUMBER,
    STYLE_LIST_CONTINUE,
    STYLE_QUOTE,
    STYLE_QUOTE_SOURCE,
    STYLE_CALLOUT_TITLE,
    STYLE_CALLOUT,
    STYLE_CAPTION,
    STYLE_CHART_SUBTITLE,
    STYLE_FIGURE,
    STYLE_SOURCE,
    STYLE_TABLE,
    STYLE_TABLE_NUMBER,
    STYLE_TABLE_HEAD,
    STYLE_TABLE_HEAD_NUMBER,
    STYLE_KPI_LABEL,
    STYLE_KPI_VALUE,
    STYLE_KPI_DELTA,
    STYLE_HEADER,
    STYLE_FOOTER,
    STYLE_FOOTNOTE,
    STYLE_SPACER,
    STYLE_COUNT
} StyleId;

const char *style_id(StyleId s);
long dxa(double pt);
long half_points(double pt);

/* ---- The document -----------------------------------------------------------
 */

/* A heading that the contents list. */
typedef struct {
    const Section *section;
    uint32_t page; /* from 1 */
} Heading;

/* A caption that a list of figures or tables names. */
typedef struct {
    bool is_table;
    uint32_t page;
} CaptionPlace;

typedef struct {
    Env *env;
    Arena *a;
    const Theme *t;
    const Report *r;
    const DocxOptions *o;
    Locale *locale;
    bool rtl;
    Str heading_font, body_font; /* names that Word is told */

    Package pkg;
    Part *document;
    Xml x; /* of the document, or of the footnotes */

    const PageGrid *grid; /* of the section being written */
    double width_pt;      /* of the column or cell */
    double indent_pt;     /* of running text in it */
    int depth;            /* of tables around */
    bool in_callout;

    unsigned drawing_id;  /* last wp:docPr id */
    unsigned bookmark_id; /* last */
    unsigned chart_count;
    Media media;
    Str table_alt;       /* what the table that stands for a chart shows */
    unsigned list_count; /* w:num made for lists that begin anew */
    LIST(uint32_t) list_starts;
    unsigned table_number, figure_number; /* SEQ so far */
    unsigned heading_numbers[4];
    LIST(Heading) headings; /* listed, in order */
    size_t next_heading;    /* the next to be written */
    Map bookmarks;          /* id of a block to its bookmark's name */
    LIST(uint32_t) notes;   /* footnotes called, in order: 1 + index */
    unsigned relations[8];  /* of styles, headers, ... to the document */
    bool cover_open;        /* the cover is written, its section is not ended */
    bool has_turned;        /* some section lies on its side */
    bool failed;
} Docx;

/* ---- Paragraphs: para.c
 * ------------------------------------------------------ */

typedef struct {
    StyleId style;
    bool keep_next;
    bool page_before;
    int number_id; /* w:num; 0: none */
    int number_level;
    double left_pt; /* indent beyond the style's; NaN: the style's own */
    double before_pt, after_pt; /* NaN: the style's own */
    uint8_t align;              /* Align */
} ParaSpec;

/* w:num: ours, then one for each list that begins anew */
enum { NUM_BULLETS = 1, NUM_HEADINGS = 2, NUM_FIRST_LIST = 3 };

ParaSpec para_spec(StyleId style); /* nothing but the style */
void para_open(Docx *d, const ParaSpec *p);
void para_close(Docx *d);

/* How runs look beside what their style says. */
typedef struct {
    const char *style; /* character style; or NULL */
    bool bold, italic, strike;
    bool has_color, has_fill, has_size;
    Color color, fill;
    double size_pt;
    bool superscript;
} Look;

void run_open(Docx *d, const Look *look);
void run_close(Docx *d);
/* Text in one run; line ends become breaks and tabs tabs. */
void run_text(Docx *d, Str text, const Look *look);
void run_tab(Docx *d);
void runs_write(Docx *d, Runs runs, const Look *look);
/* A paragraph of plain text. */
void para_text(Docx *d, StyleId style, Str text);
void para_runs(Docx *d, const ParaSpec *spec, Runs runs, const Look *look);

/* ---- Fields and bookmarks: fields.c
 * -------------------------------------------- */

void field_open(Docx *d, const char *instruction); /* up to its result */
void field_close(Docx *d);
void field(Docx *d, const char *instruction, Str result, const Look *look);
unsigned bookmark_open(Docx *d, Str name);
void bookmark_close(Docx *d, unsigned id);
/* The bookmark that stands for the id of a block. */
Str bookmark_of(Docx *d, Str id);
/* The place that a block's id names, where there is one. */
void bookmark_place(Docx *d, Str id);
Str heading_bookmark(Docx *d, size_t index);
/* "Figure 2" with its sequence field, in a bookmark; then the title. */
void caption_write(Docx *d, Str number, Runs title, bool is_table);
void toc_write(Docx *d, const Toc *toc);
/* Sections of the report that are listed, and the pages they are on. */
void headings_collect(Docx *d, const Document *pages);

/* ---- Blocks: blocks.c, table.c, kpi.c, figure.c, cover.c
 * ----------------------- */

void blocks_write(Docx *d, Blocks blocks);
void block_write(Docx *d, const Block *b);
void spacer(Docx *d, double height_pt);
void table_write(Docx *d, const Table *t);
void kpis_write(Docx *d, const Kpis *k);
void chart_write(Docx *d, const Chart *c);
void image_write(Docx *d, const ImageBlock *i);
void cover_write(Docx *d, const Cover *c);

/* What every table says of its width, and of the room around its cells' text.
 */
void table_width(Docx *d, double width_pt);
void table_cell_room(Docx *d, double x_pt, double y_pt);

/* Opens a borderless table with these columns; rows and cells are written by
 * layout_row_open() and layout_cell_open(). */
typedef struct {
    const double *widths_pt;
    size_t count;
    double left_pt; /* from the margin or the cell's edge */
    double gap_pt;  /* white between the cells */
    double pad_x_pt, pad_y_pt;
} GridSpec;

void grid_open(Docx *d, const GridSpec *g);
void grid_row_open(Docx *d);
typedef struct {
    double width_pt;
    bool has_fill, has_bar;
    Color fill, bar; /* bar: at the edge where reading begins */
} BoxSpec;
void grid_cell_open(Docx *d, const BoxSpec *b);
void grid_cell_close(Docx *d);
void grid_row_close(Docx *d);
void grid_close(Docx *d);

/* ---- Pictures: pictures.c
 * ------------------------------------------------------ */

PictureRef drawing_ref(Docx *d, const Drawing *drawing);
PictureRef picture_ref(Docx *d, const Picture *picture);
/* A picture in the line of text; an empty alt makes it decoration. */
void picture_inline(Docx *d, PictureRef ref, Size size, Str alt);
/* A picture at a place of the page, before or behind its text. */
void picture_anchored(Docx *d, PictureRef ref, Rect place, Str alt,
                      bool behind);
/* <wp:docPr> with its text and a number of its own. */
void drawing_properties(Docx *d, const char *kind, Str alt);

/* ---- Parts beside the document
 * --------------------------------------------------- */

bool styles_write(Docx *d, Buf *out);
bool numbering_write(Docx *d, Buf *out);
bool settings_write(Docx *d, Buf *out);
bool font_table_write(Docx *d, Part *table);
bool footnotes_write(Docx *d, Part *part);
/* Headers and footers, and the properties of sections. */
void furniture_add(Docx *d);
/* <w:sectPr> of pages like `grid`. */
void section_properties(Docx *d, const PageGrid *grid, bool is_cover);
/* Ends the section with a paragraph that carries its properties. */
void section_break(Docx *d, const PageGrid *grid, bool is_cover);

/* A part of ours that the document refers to. */
Part *own_part(Docx *d, const char *name, const char *type,
               const char *content);
void part_begin(Docx *d, Xml *x, Part *part, const char *root);

#define WML_TYPE                                                               \
    "application/vnd.openxmlformats-officedocument.wordprocessingml."

#endif
