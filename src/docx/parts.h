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
    STYLE_COUNT, /* of paragraphs; those of characters and tables follow */
    STYLE_DEFAULT_FONT = STYLE_COUNT,
    STYLE_LINK,
    STYLE_NOTE_CALL,
    STYLE_CODE,
    STYLE_PLAIN_TABLE,
    STYLE_REPORT_TABLE,
    STYLE_ALL
} StyleId;

typedef struct {
    const char *type; /* "paragraph", "character", "table" */
    const char *name; /* as Word knows it, in English */
    const char *id;   /* ours */
    TextRole role;    /* of a paragraph */
} StyleName;

StyleName style_name(StyleId s);
long dxa(double pt);
long half_points(double pt);

/* ---- The document -----------------------------------------------------------
 */

typedef struct Reference Reference;

/* A heading that the contents list. */
typedef struct {
    const Section *section;
    uint32_t page; /* from 1 */
} Heading;

/* A caption that a list of figures or tables, or a reference, names. */
typedef struct {
    Caption caption;
    Str bookmark;  /* around its number */
    uint32_t page; /* from 1; 0: not asked for */
} CaptionPlace;

/* A list that begins anew. */
typedef struct {
    uint32_t start;
    int depth;
} ListStart;

typedef struct {
    Env *env;
    Arena *a;
    const Theme *t;
    const Report *r;
    const DocxOptions *o;
    Locale *locale;
    bool rtl;
    Str heading_font, body_font; /* names that Word is told */

    Reference *ref; /* the house's file; or NULL */
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
    Str table_alt; /* what the table that stands for a chart shows */
    LIST(ListStart) list_starts;
    unsigned table_number, figure_number; /* SEQ so far */
    unsigned heading_numbers[4];
    LIST(Heading) headings; /* listed, in order */
    size_t next_heading;    /* the next to be written */
    CaptionPlace *captions; /* in order */
    size_t caption_count;
    Map bookmarks;         /* id of a block to its bookmark's name */
    LIST(uint32_t) notes;  /* footnotes called, in order: 1 + index */
    unsigned relations[8]; /* of styles, headers, ... to the document */
    size_t section_count;  /* ended so far */
    bool cover_open;       /* the cover is written, its section is not ended */
    bool has_turned;       /* some section lies on its side */
    bool at_top;           /* nothing is on the page yet */
    bool before_chart;     /* the block being written comes before one */
    bool keep_next;        /* and stays on the page of the next */
    size_t errors;         /* reported before the document was begun */
    bool failed;
} Docx;

/* The id that the document gives to a style. */
const char *style_id(const Docx *d, StyleId s);

/* ---- Paragraphs: para.c
 * ------------------------------------------------------ */

typedef struct {
    StyleId style;
    bool keep_next;
    bool page_before;
    int number_id; /* w:num; 0: the style's own, if any; NUM_NONE */
    int number_level;
    double left_pt; /* indent beyond the style's; NaN: the style's own */
    double before_pt, after_pt; /* NaN: the style's own */
    double tab_pt;              /* a right tab, with dots before it; 0: none */
    uint8_t align;              /* Align */
} ParaSpec;

/* w:num: ours, then one for each list that begins anew; above the house's */
enum { NUM_NONE = -1, NUM_BULLETS = 1, NUM_HEADINGS = 2, NUM_FIRST_LIST = 3 };
int number_id(const Docx *d, int ours);

ParaSpec para_spec(StyleId style); /* nothing but the style */
void para_open(Docx *d, const ParaSpec *p);
void para_close(Docx *d);

/* How runs look beside what their style says. */
typedef struct {
    uint8_t style; /* StyleId of a character style; 0: none */
    bool bold, italic, strike;
    bool has_color, has_fill, has_size;
    Color color, fill;
    double size_pt;
    bool superscript;
    bool rtl; /* from right to left, in a text that runs the other way */
} Look;

/* Whether a letter that runs from right to left may be in `s`. */
bool text_may_turn(Str s);
void run_open(Docx *d, const Look *look);
void run_close(Docx *d);
/* Text in one run; line ends become breaks and tabs tabs. */
void run_text(Docx *d, Str text, const Look *look);
void run_tab(Docx *d);
bool has_outer_space(Str s);
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
/* "Figure 2" alone, in a bookmark, and a space. */
void caption_number(Docx *d, Str number, bool is_table);
/* What a reference to the block of that id names; NULL if there is none. */
const CaptionPlace *caption_find(const Docx *d, Str id);
/* Sections, figures and tables that are listed, and the pages they are on. */
void headings_collect(Docx *d, const Document *pages);

/* ---- Blocks: blocks.c, table.c, kpi.c, figure.c, cover.c
 * ----------------------- */

void blocks_write(Docx *d, Blocks blocks);
void block_write(Docx *d, const Block *b);
void spacer(Docx *d, double height_pt);
void spacer_kept(Docx *d, double height_pt); /* on the page of what follows */
void table_write(Docx *d, const Table *t);
void kpis_write(Docx *d, const Kpis *k);
void chart_write(Docx *d, const Chart *c);
void image_write(Docx *d, const ImageBlock *i);
void cover_write(Docx *d, const Cover *c);
/* WordArt into the paragraph, as Word itself marks drafts; `number` from 0. */
void watermark_write(Docx *d, int number);

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
    double gap_pt;  /* white between the cells of a row */
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
void grid_gap(Docx *d, const GridSpec *g); /* between two rows */
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

bool styles_write(Docx *d);
bool numbering_write(Docx *d);
bool settings_write(Docx *d);
bool font_table_write(Docx *d);
bool footnotes_write(Docx *d, Part *part);
/* Headers and footers, and the properties of sections. */
void furniture_add(Docx *d);
/* A header or footer of a section, for "default", "first" or "even" pages;
 * relation 0: there is none. */
void furniture_reference(Docx *d, const char *name, const char *pages,
                         unsigned relation);
/* <w:sectPr> of pages like `grid`. */
void section_properties(Docx *d, const PageGrid *grid, bool is_cover);
/* Ends the section with a paragraph that carries its properties. */
void section_break(Docx *d, const PageGrid *grid, bool is_cover);

/* A part of ours that the document refers to. */
Part *own_part(Docx *d, const char *name, const char *type,
               const char *content);
void part_begin(Docx *d, Xml *x, Part *part, const char *root);

/* ---- The house's file: reference*.c -----------------------------------------
 */

/* NULL if reported.  Closed by the caller. */
Reference *reference_open(Env *env, Arena *a, const ReferenceFile *file);
void reference_close(Reference *r); /* NULL is fine */
/* The colours of its theme into a brand that has none. */
void reference_brand(const Reference *r, Brand *brand);
/* Its page and the sizes of its type into a theme. */
void reference_theme(const Reference *r, Theme *t);
/* The id of a style there: its own, or a free one for a style of ours. */
const char *reference_style_id(const Reference *r, StyleId s);
bool reference_has_style(const Reference *r, StyleId s);

/* Its theme, web settings, headers and footers into the document; before
 * anything is written.  False if reported. */
bool reference_begin(Docx *d);
typedef enum {
    PART_STYLES,
    PART_NUMBERING,
    PART_SETTINGS,
    PART_FONTS,
    PART_THEME,
    PART_COUNT
} ReferencePart;
bool reference_has(const Docx *d, ReferencePart part);
/* A part that it has, with what our XML adds, as a part of the document; false
 * if reported. */
bool reference_styles_add(Docx *d, Str ours);
bool reference_numbering_add(Docx *d, Str ours);
bool reference_settings_add(Docx *d);
bool reference_fonts_add(Docx *d);

/* Ids of numbering there: the highest abstractNum and num. */
int reference_last_num(const Reference *r);
int reference_last_abstract(const Reference *r);
/* The house's own num of a list at this depth, 0 where it has none; for one
 * that is numbered, its abstractNum, -1 where it has none. */
int reference_bullets(const Reference *r, int depth);
int reference_numbers(const Reference *r, int depth);
/* True if its style of that heading counts by itself. */
bool reference_counts(const Reference *r, StyleId heading);
/* Tab stops of a style there cleared, but for one at `ours_pt`. */
void reference_tabs_clear(Docx *d, StyleId s, double ours_pt);
/* The name for a style of ours there, where another kind may bear its own. */
const char *reference_style_label(const Reference *r, StyleId s);

/* True if the house has headers (footers) of its own. */
bool reference_has_header(const Reference *r);
bool reference_has_footer(const Reference *r);
/* References of a section to them; `is_first` is the document's first. */
typedef struct {
    bool is_cover, is_first;
} SectionPlace;
void reference_furniture(Docx *d, SectionPlace at);
/* What else it says of pages: borders, and a first page of its own. */
void reference_page(Docx *d, SectionPlace at);

#define WML_TYPE                                                               \
    "application/vnd.openxmlformats-officedocument.wordprocessingml."

#endif
