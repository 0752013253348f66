/*
 * text.h - fonts and the one ruler.
 *
 * What is measured here is what the PDF draws: widths come from HarfBuzz at the
 * font's own units and are never rounded.  A word is shaped once and remembered
 * by font, features and text, whatever its size.
 *
 * A FontBook finds faces by family, weight and slope, and for text that a face
 * lacks walks an explicit list of fallback families.  Fonts come from fonts/,
 * an agency's fonts folder, and the system's folders by fixed names; nothing
 * depends on what else is installed.
 */
#ifndef REPORTGEN_TEXT_H
#define REPORTGEN_TEXT_H

#include "base/units.h"
#include "env/env.h"
#include "locale/locale.h"

typedef struct FontBook FontBook;
typedef struct Font Font; /* one face; compare by pointer */

typedef enum { FONT_REGULAR = 0, FONT_BOLD = 1, FONT_ITALIC = 2 } FontStyle;

/*
 * `folders` are looked in first for files of user fonts.  The book and all that
 * it makes live in env->arena; fontbook_close() ends HarfBuzz's share.
 */
FontBook *fontbook_open(Env *env, Locale *locale, const StrList *folders);
void fontbook_close(FontBook *book); /* NULL is fine */

/*
 * The face of `family` nearest to `style` (FONT_BOLD | FONT_ITALIC).  NULL,
 * reported at `at` with the families there are, if there is no such family, if
 * the file is damaged, or if its licence bits forbid embedding.
 */
const Font *font_find(FontBook *book, Str family, int style, Span at);
/* True if there is such a family; nothing is reported. */
bool font_exists(FontBook *book, Str family);
/* "did you mean 'Lato'? there are: Lato, Carlito", for one that is not. */
Str font_hint(FontBook *book, Str family);

/* ---- What a face says of itself; lengths in em --------------------------- */

typedef struct {
    Str family;
    Str postscript_name;
    double units_per_em;
    double ascent_em, descent_em; /* descent is negative */
    double x_height_em, cap_height_em;
    double italic_angle; /* degrees, negative leans right */
    int weight;          /* OS/2 usWeightClass */
    Rect bbox_em;        /* y upward: y_pt is the bottom */
    bool is_cff;         /* outlines are PostScript, else TrueType */
    bool is_fixed_pitch;
    bool is_serif;
} FontInfo;

const FontInfo *font_info(const Font *font);
/* The face's hb_face_t, for the subset in pdf/; borrowed. */
void *font_hb_face(const Font *font);
double font_glyph_advance_em(const Font *font, uint32_t glyph);
/*
 * The outline of a glyph appended to `path`, its origin at `at` and y downward,
 * `size_pt` to the em.
 */
void font_outline(Arena *a, Path *path, const Font *font, uint32_t glyph,
                  Point at, double size_pt);
/* The font's file and the face's index in it; and whether its licence bits let
 * a document carry it for editing (OS/2 fsType 0 or 8). */
Str font_path(const Font *font, unsigned *index);
bool font_may_be_edited(const Font *font);

/* ---- Shaped text --------------------------------------------------------- */

typedef struct {
    uint32_t glyph;
    uint32_t cluster; /* byte offset in the run's text */
    int32_t advance;  /* font units */
    int32_t x_offset;
    int32_t y_offset; /* upward */
} Glyph;

/*
 * Glyphs of one face and one direction, in visual order, left to right.
 * `text` is what they stand for, in logical order.  Shared and immutable.
 */
typedef struct {
    const Font *font;
    Str text;
    const Glyph *glyphs;
    uint32_t glyph_count;
    bool is_rtl;
    int32_t advance; /* font units, sum of the glyphs' */
} GlyphRun;

double run_width_pt(const GlyphRun *run, double size_pt);

typedef enum {
    SHAPE_TABULAR = 1, /* figures of one width */
    SHAPE_NO_LIGATURES = 2
} ShapeFeatures;

/* How a stretch of text is set.  Colour and the like are the caller's. */
typedef struct {
    const Font *font;
    double size_pt;
    int features;       /* ShapeFeatures */
    double tracking_em; /* added after each glyph */
} TextSetting;

/* A run placed on a line, measured from the line's left end. */
typedef struct {
    const GlyphRun *run;
    double x_pt;
} PlacedRun;

/* One line in visual order, fallback fonts and bidi resolved. */
typedef struct {
    PlacedRun *runs;
    size_t run_count;
    double width_pt;
} TextLine;

/*
 * `s` on one line.  Control characters and line ends count as spaces.  A
 * character that no font has is drawn as the replacement glyph and reported
 * once as a warning that names it.  Made in `a`; short texts are remembered
 * whole.
 */
TextLine text_line(FontBook *book, Arena *a, Str s, TextSetting setting);
double text_width_pt(FontBook *book, Str s, TextSetting setting);
/*
 * The longest form of `s` that fits `room_pt`: whole, or cut with "…" at the
 * end (or in the middle), never inside a cluster.
 */
typedef enum { CUT_END, CUT_MIDDLE } Cut;
Str text_cut(FontBook *book, Arena *a, Str s, TextSetting setting,
             double room_pt, Cut cut);

/* ---- Pieces for paragraphs ----------------------------------------------- */

/* A stretch of a paragraph in one setting. */
typedef struct {
    Str text;
    TextSetting setting;
} TextSpan;

/*
 * What a line breaker works with: text that stays together, shaped, followed
 * by an optional space.  A change of face, script or direction within a word
 * ends a piece with `after` BREAK_NONE.  Pieces cut from one word keep its
 * kerning, so side by side they are as wide as the word.
 */
typedef struct {
    uint32_t span;       /* index of its TextSpan; pieces never cross spans */
    uint32_t start, end; /* bytes of the span's text, trailing space included */
    const GlyphRun *run;
    double width_pt;       /* without the trailing space */
    double space_pt;       /* of the trailing space; 0 if none */
    const GlyphRun *space; /* the space itself, or NULL */
    uint8_t level;         /* bidi embedding */
    uint8_t after;         /* LineBreak allowed after it */
    uint8_t hyphens;       /* it ends inside a word: a break adds a hyphen */
} TextPiece;

/*
 * Cut a paragraph at every place where a line may end.  With `hyphenate`,
 * long words are also cut where the language's patterns allow (min word 7, 3
 * left, 3 right); such pieces have `hyphens` set.  `base` is as bidi_runs().
 * The last piece's `after` is BREAK_REQUIRED if the text ends with a line end,
 * else BREAK_ALLOWED.
 */
TextPiece *text_pieces(FontBook *book, Arena *a, const TextSpan *spans,
                       size_t span_count, int base, bool hyphenate,
                       size_t *count);
/*
 * The hyphen that a broken piece ends with.  Its text is U+00AD, which is what
 * a hyphen at a line's end stands for; the run is the same for every call.
 */
const GlyphRun *hyphen_run(FontBook *book, const Font *font);

/*
 * Divide a piece that is too wide for a line: the most clusters that fit, but
 * at least one, become `head`, with `after` BREAK_ALLOWED; the others `tail`.
 * False if the piece is a single cluster.  `setting` is the span's.
 */
bool piece_split(FontBook *book, Arena *a, const TextPiece *piece,
                 TextSetting setting, double room_pt, TextPiece *head,
                 TextPiece *tail);

/* True if some face of the book's chain has every character of `s`. */
bool font_covers(FontBook *book, const Font *font, Str s);

#endif
