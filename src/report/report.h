/*
 * report.h - the report model: what a report says, before anyone decides where
 * it stands on paper.
 *
 * eval makes it from template and data; layout, docx and pptx read it.  Every
 * text in it is final: numbers are printed, sentences are written, the language
 * is chosen.  Where a writer may want the number itself it stands beside its
 * printed form.
 */
#ifndef REPORTGEN_REPORT_H
#define REPORTGEN_REPORT_H

#include "base/decimal.h"
#include "base/units.h"
#include "diag/diag.h"
#include "io/io.h"
#include "locale/locale.h"
#include "report/explanation.h"

#include <stdio.h>

/* ---- Running text ------------------------------------------------------- */

/* Meaning, not colour: style turns it into one. */
typedef enum {
    TONE_NORMAL,
    TONE_POSITIVE,
    TONE_NEGATIVE,
    TONE_WARNING,
    TONE_MUTED,
    TONE_ACCENT
} Tone;

typedef struct {
    Str text;
    bool bold, italic, code, strike, breaks; /* breaks: a line ends after it */
    uint8_t tone;                            /* Tone */
    Str link; /* http, https, mailto, or "#id" of a block; may be empty */
    bool is_reference; /* its text is what the block is called: "Figure 2" */
    uint32_t note;     /* 1 + index of a footnote called after this run, or 0 */
} Run;

typedef struct {
    const Run *at;
    size_t len;
} Runs;

/* One run of plain text. */
Runs runs_of(Arena *a, Str text);
Str runs_text(Arena *a, Runs runs); /* their characters, joined */

/* ---- Blocks ------------------------------------------------------------- */

typedef enum {
    BLOCK_SECTION,
    BLOCK_PARAGRAPH,
    BLOCK_LIST,
    BLOCK_CALLOUT,
    BLOCK_QUOTE,
    BLOCK_KPIS,
    BLOCK_TABLE,
    BLOCK_CHART,
    BLOCK_IMAGE,
    BLOCK_COLUMNS,
    BLOCK_COVER,
    BLOCK_TOC,
    BLOCK_PAGE_BREAK,
    BLOCK_SLIDE
} BlockKind;

typedef struct Block Block;

typedef struct {
    const Block *at;
    size_t len;
} Blocks;

typedef struct {
    Runs title;
    uint8_t level;   /* 1 to 4 */
    Str number;      /* "2.1", or empty */
    Str short_title; /* for the running head; may be empty */
    bool landscape;  /* its pages lie on their side */
    bool unlisted;   /* not in the contents */
    Blocks body;
} Section;

typedef enum { PARA_BODY, PARA_LEAD, PARA_NOTE, PARA_SOURCE } ParagraphKind;

typedef struct {
    Runs runs;
    uint8_t kind; /* ParagraphKind */
} Paragraph;

typedef struct ListItem ListItem;
typedef struct {
    const ListItem *items;
    size_t item_count;
    bool ordered;
    uint32_t start; /* number of the first item */
} List;

struct ListItem {
    Blocks body; /* paragraphs and nested lists */
};

typedef enum {
    CALLOUT_INSIGHT,
    CALLOUT_NOTE,
    CALLOUT_RISK,
    CALLOUT_ACTION
} CalloutKind;

typedef struct {
    uint8_t kind; /* CalloutKind */
    Str label;    /* "Risk", in the report's language; may be empty */
    Runs title;   /* may be empty */
    Blocks body;
    Runs footer; /* owner and date of an action; may be empty */
} Callout;

typedef struct {
    Blocks body;
    Runs source; /* may be empty */
} Quote;

typedef enum { ARROW_NONE, ARROW_UP, ARROW_DOWN } Arrow;

/* A change against something, as on a card: ▲ +8.2 % vs Q2 FY25. */
typedef struct {
    Str text;      /* "+8.2%" */
    Str versus;    /* "vs Q2 FY25" */
    uint8_t arrow; /* Arrow: of the number */
    uint8_t tone;  /* Tone: whether that is good */
} Delta;

typedef struct {
    Str id; /* metric id, for explain and for parity */
    Str label;
    NumberParts value; /* empty digits: no value, see `reason` */
    Decimal number;
    bool has_number;
    Str reason; /* why there is no value */
    const Delta *deltas;
    size_t delta_count;
    Str target;          /* "Target £1.33M · 106%"; may be empty */
    double target_ratio; /* attainment, 1 is on target; < 0: no track */
    uint8_t target_tone;
    const double *spark; /* NaN is a gap */
    size_t spark_count;
    bool is_primary;
} Kpi;

typedef struct {
    const Kpi *items;
    size_t item_count;
} Kpis;

/* ---- Tables ------------------------------------------------------------- */

typedef enum { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER } Align;
typedef enum { WIDTH_AUTO, WIDTH_FIXED, WIDTH_FRACTION } WidthKind;
typedef enum { CELL_TEXT, CELL_PILL, CELL_BAR, CELL_SPARK } CellLook;

typedef struct {
    Str label;
    Str group;        /* heading over this and its neighbours; may be empty */
    uint8_t align;    /* Align */
    uint8_t width;    /* WidthKind */
    uint8_t look;     /* CellLook of its body cells */
    bool is_header;   /* its cells head their rows */
    bool is_numeric;  /* never wraps, tabular figures */
    uint8_t priority; /* 1 stands in the first part of a table that is too wide;
                         0: after those that have one */
    double measure;   /* points or fractions */
} Column;

typedef struct {
    Str text; /* one paragraph, plain */
    const Runs
        *runs; /* instead of text when it has emphasis or links; or NULL */
    Decimal number;
    bool has_number;
    uint8_t tone;        /* Tone */
    uint8_t indent;      /* steps of hierarchy */
    uint8_t heat;        /* 0 none, else as heat_ground() takes it */
    uint16_t col_span;   /* 0 means 1; covered cells are left out */
    float bar;           /* 0 to 1 of the column's largest; NaN or 0: none */
    const double *spark; /* CELL_SPARK */
    uint32_t spark_count;
} Cell;

typedef enum { ROW_BODY, ROW_GROUP, ROW_SUBTOTAL, ROW_TOTAL } RowKind;

typedef struct {
    const Cell *cells;
    uint16_t cell_count;
    uint8_t kind; /* RowKind */
    bool highlight;
} Row;

typedef enum { DENSITY_NORMAL, DENSITY_COMPACT, DENSITY_ROOMY } Density;

typedef struct {
    Runs title; /* caption above; may be empty */
    Str number; /* "Table 3", or empty */
    const Column *columns;
    size_t column_count;
    const Row *rows;
    size_t row_count;
    Runs note;       /* below; may be empty */
    uint8_t density; /* Density */
} Table;

/* ---- Charts ------------------------------------------------------------- */

typedef enum {
    CHART_LINE,
    CHART_COLUMN, /* one or several series side by side */
    CHART_STACKED,
    CHART_STACKED_100,
    CHART_BAR, /* horizontal */
    CHART_AREA,
    CHART_COMBO, /* columns and lines, the lines on the right axis */
    CHART_DONUT,
    CHART_WATERFALL,
    CHART_FUNNEL,
    CHART_BULLET,
    CHART_SPARKLINE,
    CHART_SCATTER,  /* a category is a point: x_values, and one series' value */
    CHART_BUBBLE,   /* and sizes */
    CHART_MATRIX,   /* points in four named quadrants */
    CHART_HEATMAP,  /* a row a series, a column a category */
    CHART_COHORT,   /* the same, with how many each row began with in sizes */
    CHART_CALENDAR, /* a category is a day: days */
    CHART_SLOPE,    /* two categories */
    CHART_GAUGE,    /* one value, and its target */
    CHART_GANTT,    /* a row a category: flights */
    CHART_TREEMAP,  /* the first series; category_groups are its first level */
    CHART_MARIMEKKO, /* shares in columns as wide as their sizes */
    CHART_MULTIPLES, /* a small plot for each series */
    CHART_HISTOGRAM  /* columns without gaps; categories are ranges */
} ChartKind;

enum { CHART_KIND_COUNT = CHART_HISTOGRAM + 1 };

/* What a series speaks of: it decides how its marks look (IBCS). */
typedef enum {
    SCENARIO_ACTUAL,  /* solid */
    SCENARIO_PRIOR,   /* paler */
    SCENARIO_PLAN,    /* outlined */
    SCENARIO_FORECAST /* hatched */
} Scenario;

typedef enum { MARK_DEFAULT, MARK_COLUMN, MARK_LINE } SeriesMark;

typedef struct {
    Str name;
    const double *values; /* one a category; NaN is missing */
    const Str *labels;    /* printed forms, one a category; empty if missing */
    uint8_t mark;         /* SeriesMark */
    bool on_right;        /* second value axis */
    bool is_context;      /* grey: the year before, the rest */
    bool is_highlight;
    bool is_dashed;   /* forecast, or the year before */
    bool is_other;    /* the gathered rest */
    bool is_unnamed;  /* one of many in grey: no name at its end */
    int16_t color;    /* slot of the categorical palette by entity, or -1 */
    uint8_t scenario; /* Scenario */
    /* the band that it is expected in, and the likelier one within; or NULL */
    const double *low, *high, *inner_low, *inner_high;
    Str range; /* the last of the band, printed */
} Series;

/* A bar of a Gantt chart: both days belong to it. */
typedef struct {
    uint32_t category;
    int32_t from_day, to_day; /* since 1970-01-01 */
    int16_t color;            /* slot of the categorical palette */
    Str text;                 /* may be empty */
} Flight;

typedef struct {
    Str title; /* unit line of the axis; may be empty */
    NumberFormat format;
    double from, to; /* a domain asked for; both 0: fitted */
} Axis;

typedef enum { STEP_UP_DOWN, STEP_TOTAL } StepKind; /* of a waterfall */

/* The words that a drawing adds of itself, in the report's language.  An empty
 * one is left out; {value} stands for a number. */
typedef struct {
    Str forecast;  /* over what is expected */
    Str starts_at; /* where a value axis without zero begins */
    Str overall;   /* of a funnel: the last step's share of the first */
    Str other;     /* the small ones, gathered */
    Str today;     /* gantt: {value} is the day */
    Str median;    /* scatter: its lines */
    Str missing;   /* in place of a column */
} ChartWords;

/* What the colour of a Gantt chart's bars means. */
typedef struct {
    Str name;
    int16_t color; /* slot of the categorical palette */
} FlightKey;

/* A line across the value axis or a mark on a category. */
typedef struct {
    Str text;
    double value;     /* reference line when category < 0 */
    Str label;        /* the value, printed; empty for a mark on a category */
    int32_t category; /* index, or -1 */
} Annotation;

typedef struct {
    uint8_t kind;               /* ChartKind */
    Runs title;                 /* the finding */
    Str subtitle;               /* measure, unit, scope, period */
    Str number;                 /* "Figure 2", or empty */
    Str note;                   /* source and data date */
    Str alt;                    /* required */
    const Str *categories;      /* printed */
    const Str *category_groups; /* year or quarter beneath, or NULL */
    size_t category_count;
    bool is_time;         /* categories are periods in order */
    size_t partial_until; /* categories before this are not whole, since the
                             data begin within them */
    size_t partial_from;  /* nor are those from here on; count if none */
    size_t
        forecast_from; /* index of the first forecast category; count if none */
    const Series *series;
    size_t series_count;
    Axis left, right;
    bool label_values;    /* print values beside the marks instead of an axis */
    const uint8_t *steps; /* StepKind per category, waterfall */
    const double *targets; /* bullet: one a category; NaN none */
    const Str *target_labels;
    const Str *total_labels; /* stacked: what each column adds up to; or NULL */
    const Str *center;       /* donut: text in the hole, two lines; or NULL */
    const Annotation *annotations;
    size_t annotation_count;
    uint8_t height;      /* ChartHeight */
    bool has_rest;       /* donut: the last category is the others */
    bool better_is_down; /* waterfall: a fall is good */

    /* Of some kinds only, else NULL; one a category. */
    const double *x_values; /* scatter, bubble, matrix */
    const Str *x_labels;
    /* bubble: its area; marimekko: width of its column.  Cohort: one a series,
     * how many it began with. */
    const double *sizes;
    const Str *size_labels;
    Str size_name;
    const int32_t *days;   /* calendar: since 1970-01-01, ascending */
    const Flight *flights; /* gantt */
    size_t flight_count;
    const FlightKey *keys; /* gantt: its legend, in order of appearance */
    size_t key_count;
    int32_t today;        /* gantt: a line at that day; 0: none */
    const Str *quadrants; /* matrix: top left, top right, bottom left, right */
    Axis bottom;          /* of x_values */
    double cross_x, cross_y; /* matrix: where it parts; NaN: in the middle */
    bool medians;            /* scatter: lines at the medians */
    bool independent;        /* multiples: a scale for each plot */
    ChartWords words;
} Chart;

/* True if a category is not whole. */
static inline bool chart_is_partial(const Chart *c, size_t category)
{
    return category < c->partial_until || category >= c->partial_from;
}

typedef enum { HEIGHT_NORMAL, HEIGHT_LOW, HEIGHT_TALL } ChartHeight;

/* ---- The rest ----------------------------------------------------------- */

typedef struct {
    const Picture *picture;
    Str alt; /* empty: decoration */
    Runs caption;
    Str number;
    double width_pt; /* 0: natural, at most the column */
    uint8_t align;   /* Align */
} ImageBlock;

typedef struct {
    const Blocks *columns;
    const double *weights; /* relative widths */
    size_t column_count;
} Columns;

typedef struct {
    Str title;
    Str subtitle;
    Str client_name;
    const Picture *client_logo; /* or NULL */
    Str client_logo_alt;
    Str period;
    Str date;
    Str version;     /* "Version 2 · Draft" */
    Str prepared_by; /* "Dana Reyes, Account Director" */
    Str confidentiality;
} Cover;

typedef enum { TOC_SECTIONS, TOC_FIGURES, TOC_TABLES } TocOf;

typedef struct {
    Str title;
    uint8_t depth; /* levels listed, of sections */
    uint8_t of;    /* TocOf */
} Toc;

/* ---- Slides ------------------------------------------------------------- */

/* How a slide is laid out; SLIDE_AUTO: by what it holds. */
typedef enum {
    SLIDE_AUTO,
    SLIDE_TITLE,
    SLIDE_SECTION,
    SLIDE_AGENDA,
    SLIDE_KPIS,
    SLIDE_CHART,
    SLIDE_CHART_TEXT,
    SLIDE_TWO_CHARTS,
    SLIDE_TWO_CONTENT,
    SLIDE_CONTENT,
    SLIDE_TABLE,
    SLIDE_COMPARISON,
    SLIDE_QUOTE,
    SLIDE_CLOSING,
    SLIDE_BLANK,
    SLIDE_KIND_COUNT
} SlideKind;

/* What is done with more than a slide holds. */
typedef enum {
    FIT_AUTO,     /* shrink, and then split */
    FIT_SHRINK,   /* smaller type, as long as it is legible; then cut */
    FIT_SPLIT,    /* go on on another slide */
    FIT_TRUNCATE, /* cut, with an ellipsis */
    FIT_ERROR
} FitPolicy;

enum { SLIDE_SLOTS = 2 };

typedef struct {
    uint8_t kind; /* SlideKind */
    uint8_t fit;  /* FitPolicy */
    Runs title;
    Str subtitle;
    Str number;         /* of a section; may be empty */
    const Cover *cover; /* of SLIDE_TITLE; may be NULL */
    /* the first is the body, or the left or larger side */
    Blocks slots[SLIDE_SLOTS];
    size_t slot_count;
    Blocks notes; /* what the speaker says: paragraphs and lists */
} Slide;

struct Block {
    uint8_t kind; /* BlockKind */
    bool keep_with_next;
    bool page_break_before;
    bool says_no_data; /* stands for a chart of which there is no value */
    uint32_t made; /* as how many-th eval made it; 0: within that around it */
    Str id;        /* target of links; may be empty */
    Span at;       /* in the template */
    union {
        Section section;
        Paragraph paragraph;
        List list;
        Callout callout;
        Quote quote;
        Kpis kpis;
        Table *table; /* large, so apart */
        Chart *chart;
        ImageBlock image;
        Columns columns;
        Cover *cover;
        Toc toc;
        Slide *slide;
    } as;
};

typedef struct {
    Runs text;
} Footnote;

/* ---- Captions ----------------------------------------------------------- */

/* A numbered figure or table, as a list of them names it. */
typedef struct {
    const Block *block;
    bool is_table;
    Str number; /* "Figure 2" */
    Runs title;
} Caption;

typedef struct {
    Caption *at;
    size_t len;
} Captions;

/* All of these blocks and those within, in the order in which they are read. */
Captions captions_of(Arena *a, Blocks body);
/* The caption of a block; its number is empty if it has none. */
Caption caption_of(const Block *b);
/* True if there is a list of figures or of tables among these blocks. */
bool lists_captions(Blocks body);

/* ---- Identity ----------------------------------------------------------- */

typedef enum { COVER_BAND, COVER_FIELD, COVER_PLAIN } CoverLook;
typedef enum { PAPER_A4, PAPER_LETTER } Paper;

/* An Office file of the house, whose styles or masters a document takes. */
typedef struct {
    Str path; /* empty: there is none */
    Span at;  /* what named it; nowhere: found by its name */
} ReferenceFile;

/* What an agency decides, as read from its brand and agency files. */
typedef struct {
    Str name; /* of the agency */
    Color primary, secondary;
    bool has_primary, has_secondary;
    Color palette[8]; /* chart colours asked for */
    size_t palette_count;
    Str body_font, heading_font; /* families; empty: the default */
    StrList font_folders;
    const Picture *logo; /* on light ground; or NULL */
    const Picture *logo_on_dark;
    Str logo_alt;
    uint8_t cover;    /* CoverLook */
    uint8_t paper;    /* Paper */
    uint8_t density;  /* Density */
    double body_pt;   /* 0: the default */
    double margin_pt; /* 0: the default */
    Str footer;       /* short form, on every page */
    Str disclaimer;   /* once, at the end */
    Str contact;
    bool strict; /* colours may not be mended: an error instead */
    ReferenceFile reference_docx, reference_pptx;
    /* Names of the presentation's layouts by kind of slide; empty: found by
     * itself. */
    Str slide_layouts[SLIDE_KIND_COUNT];
    Span slide_layouts_at;
    Span at;
} Brand;

typedef struct {
    Str title;
    Str subject;
    Str author;
    Str lang;    /* BCP 47 */
    Str created; /* ISO date, or empty */
    Str running_title;
    Str watermark;       /* "Draft", or empty */
    Str page_of;         /* pattern of the folio: "{page} / {pages}" */
    Str words_continued; /* "continued", in the report's language */
    Str words_notes;     /* "Speaker notes" */
    Locale *locale;
    Brand brand;
    bool is_presentation; /* its body is made of slides, covers and sections */
    Blocks body;
    const Footnote *notes;
    size_t note_count;
    const Explanation *explanation; /* if that was asked for, else NULL */
} Report;

/* ---- A report as slides, and slides as a report ---------------------------
 */

typedef struct {
    const Slide *slide;
    StrList ids; /* of the block it came from, and of sections it begins */
    Str section; /* title of the section it belongs to; may be empty */
    /* Words, cards or pictures without a title of their own, which may as well
     * stand on the slide before, of the same section, if there is room. */
    bool joins;
    Span at;
} DeckSlide;

typedef struct {
    DeckSlide *at;
    size_t len;
} Deck;

const char *slide_kind_name(SlideKind kind); /* "chart and text" */
const char *block_kind_name(BlockKind kind); /* "table" */
/*
 * What a block holds, by address: the same for all copies of a block, so that
 * layout can tell on which page a thing stands.  NULL if it holds nothing.
 */
const void *block_thing(const Block *b);
const char *slide_kind_word(SlideKind kind); /* as files say it: "kpis" */
/*
 * The slides of a presentation, or of a report: sections become section
 * slides and what they hold is laid out one idea a slide.  No slide is
 * SLIDE_AUTO and each has a title of its own.
 */
Deck deck_of_report(Arena *a, const Report *r);
/* A presentation as a document to read: a section a slide, with its notes. */
const Report *handout_of_deck(Arena *a, const Report *r);

/* What every writer relies on; false, reported, if the model breaks a rule. */
bool report_check(Env *env, const Report *r);
/* The model as text that people can read and diff: `--format model`. */
void report_dump(const Report *r, FILE *out);

#endif
