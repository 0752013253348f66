/*
 * book.h - inside of text/: faces, words and the stretches of a text.
 *
 * A text is cut into items: a word or a row of spaces, of one face, script,
 * direction and span.  A word is shaped once and remembered; lines join words,
 * pieces cut them.  So a line and its pieces have the same width.
 */
#ifndef REPORTGEN_TEXT_BOOK_H
#define REPORTGEN_TEXT_BOOK_H

#include "text/text.h"

#include <hb.h>

/* ---- Where fonts are ----------------------------------------------------- */

/* A family that is known by its files' names. */
typedef struct {
    const char *family;
    const char *folder;   /* Debian's, below /usr/share/fonts/ */
    const char *files[4]; /* by FontStyle; NULL if there is none */
    unsigned index;       /* of the face, in a collection */
} FamilyFiles;

extern const FamilyFiles family_presets[];
extern const size_t family_preset_count;
extern const FamilyFiles family_fallbacks[];
extern const size_t family_fallback_count;

/* The face that is tried for a script, before those for any script. */
typedef struct {
    uint32_t script;
    const char *family; /* of family_fallbacks */
} ScriptFamily;
extern const ScriptFamily script_families[];
extern const size_t script_family_count;

/* A font of an agency's folder. */
typedef struct {
    Str path;
    unsigned index;
    Str family;
    int weight;
    bool is_italic;
} UserFont;

/* ---- Faces --------------------------------------------------------------- */

typedef struct Figures Figures;
typedef struct Hyphenator Hyphenator;

typedef enum { UNKNOWN = 0, YES, NO } Known;

struct Font {
    FontBook *book;
    uint32_t id;
    Str path;
    unsigned index;
    hb_face_t *face;
    hb_font_t *hb;
    FontInfo info;
    double em_per_unit;
    uint32_t glyph_count;
    Known has_ascii;
    const GlyphRun *space;
    const GlyphRun *hyphen;
    Figures *figures[4]; /* by ShapeFeatures */
    uint32_t figure_words[4];
};

/* A shaped word; `run.text` is the key's bytes. */
typedef struct {
    GlyphRun run;
    uint32_t script;
    uint8_t features;
    bool hyphens_known;
    uint64_t hyphens; /* bit i: may be divided before byte i */
} Word;

/* Open addressing; entries are compared by the caller after the hash. */
typedef struct {
    uint64_t hash;
    void *entry;
} CacheSlot;

typedef struct {
    CacheSlot *slots;
    size_t slot_count; /* a power of two */
    size_t len;
} Cache;

/* The face found for a code point that a face lacks. */
typedef struct {
    const Font *wanted;
    uint32_t code;
    bool missing;
    const Font *found;
} FallbackMemo;

enum {
    WORD_MAX = 2048,      /* bytes; longer words are shaped in parts */
    WORD_CACHED_MAX = 64, /* bytes */
    LINE_CACHED_MAX = 64,
    CLUSTER_MAX = 32, /* code points drawn of one cluster */
    MISSING_NAMED_MAX = 20,
    FALLBACK_MEMO_COUNT = 256 /* a power of two */
};

struct FontBook {
    Env *env;
    Locale *locale;
    Arena *work; /* the book's own scratch: callers may pass env->scratch */
    StrList folders;
    LIST(UserFont) user_fonts;
    bool user_fonts_known;
    LIST(Font *) fonts;
    Map by_path; /* "index:path" to Font, or to the book if it is refused */
    struct {
        Known known;
        const Font *font;
    } * fallbacks; /* family_fallbacks by FontStyle */
    FallbackMemo memo[FALLBACK_MEMO_COUNT];
    hb_buffer_t *buffer;
    hb_language_t language;
    hb_unicode_funcs_t *unicode;
    Cache words;
    Cache lines;
    Hyphenator *hyphenator;
    bool hyphenator_known;
    LIST(uint32_t) missing; /* code points already reported */
};

/* The book's own, writable Font behind a caller's. */
Font *font_own(const Font *font);
/*
 * The face in a file, opened once; NULL if it is damaged or must not be
 * embedded, which is reported at `at` the first time.
 */
const Font *font_open(FontBook *book, Str path, unsigned index, Span at);
void font_close(Font *font);
/* What a face needs to be used at all; false if reported. */
bool font_file_check(FontBook *book, hb_blob_t *blob, Str path, unsigned index,
                     Span at);
FontInfo font_info_read(FontBook *book, hb_face_t *face, hb_font_t *hb);
/* OS/2 fsType; 0 if there is no such table. */
unsigned font_embedding_bits(hb_face_t *face);
bool font_is_italic(hb_face_t *face);
int font_weight(hb_face_t *face);
Str font_family_name(Arena *a, hb_face_t *face);

void user_fonts_load(FontBook *book);
bool same_name(Str a, const char *z); /* ASCII letters' case aside */
/* The known family's file nearest to `style`, opened; NULL if not there. */
const Font *family_open(FontBook *book, const FamilyFiles *family, int style,
                        Span at);

/* ---- Clusters and coverage ----------------------------------------------- */

/* End of the grapheme cluster that starts at byte `i`. */
size_t cluster_end(const FontBook *book, Str s, size_t i);
/* Space, tab, other control characters and line ends. */
bool code_is_space(uint32_t code);
bool code_is_ignorable(uint32_t code);
/*
 * What is shaped for the cluster in `font`: at most CLUSTER_MAX code points to
 * `codes`.  What the face lacks is left out, or replaced if it comes first, and
 * counted in `lost`.
 */
size_t cluster_codes(const Font *font, Str cluster, uint32_t *codes,
                     size_t *lost);
bool font_has_ascii(const Font *font);
/*
 * The face for a cluster that `wanted` may lack; never NULL.  `missing` is set
 * if no face has all of it.
 */
const Font *font_for_cluster(FontBook *book, const Font *wanted, Str cluster,
                             uint32_t script, bool *missing);
void missing_report(FontBook *book, const Font *font, Str cluster);

/* ---- Words --------------------------------------------------------------- */

typedef struct {
    const Font *font;
    uint32_t script;
    uint8_t features;
    bool is_rtl;
    Str text;
} WordKey;

uint64_t bytes_hash(Str s, uint64_t seed);
/* The entry with this hash at or after *slot, or NULL; for comparing chains. */
void *cache_next(const Cache *c, uint64_t hash, size_t *slot);
void cache_add(Arena *a, Cache *c, uint64_t hash, void *entry);

/* Shaped now or before; a long one is made in `a`. */
Word *word_find(FontBook *book, Arena *a, WordKey key);
/* A row of spaces in `font`. */
const GlyphRun *spaces_run(FontBook *book, Arena *a, const Font *font,
                           size_t count);
/* hb_shape() into `a`. */
GlyphRun shape(FontBook *book, Arena *a, WordKey key);
/* The same for digits and the signs around them, by table; false if not apt. */
bool figures_shape(FontBook *book, Arena *a, WordKey key, GlyphRun *run);

/* Its width in em alone. */
bool figures_measure(FontBook *book, WordKey key, double *em);

/* ---- Items --------------------------------------------------------------- */

typedef enum { ITEM_WORD, ITEM_SPACE, ITEM_LINE_END } ItemKind;

typedef struct {
    ItemKind kind;
    uint32_t start, end; /* bytes of the whole text */
    uint32_t span;
    uint8_t level;
    uint32_t script;
    const Font *font;
} Item;

typedef LIST(Item) ItemList;

/* A text whose spans are laid end to end, cleaned of what must not act. */
typedef struct {
    Str text;
    const TextSpan *spans;
    size_t span_count;
    bool is_ascii;
    ItemList items;
} ItemText;

/* Everything is made in book->work. */
ItemText items_of(FontBook *book, const TextSpan *spans, size_t count,
                  int base);
uint8_t setting_features(TextSetting setting);
bool str_is_ascii(Str s);

/* ---- Breaks -------------------------------------------------------------- */

/*
 * Fill breaks[0..s.len] as line_breaks() does, without ICU for texts of plain
 * Latin, Greek, Cyrillic and common signs; but none after an en dash that
 * joins, as in "Mar–Aug".
 */
void breaks_find(Locale *locale, Str s, uint8_t *breaks);
/* The same without asking ICU ever; false if `s` has something else. */
bool breaks_simple(Str s, uint8_t *breaks);

/* Where `word` (letters only) may be divided: bit i, before byte i. */
uint64_t hyphen_points(FontBook *book, Str word);
/* Open the patterns of a language tag; NULL if there are none. */
Hyphenator *hyphenator_load(FontBook *book, Str tag);
/*
 * Set marks[i] for each byte i of `word` that a line may begin with, by the
 * dictionary's rules alone; marks has word.len + 1 bytes.  False if the word is
 * too long, or is written with letters the dictionary does not know.
 */
bool hyphenator_mark(const Hyphenator *h, Str word, uint8_t *marks);

/* A run's width with the setting's tracking. */
double setting_width_pt(const GlyphRun *run, TextSetting setting);

/* ---- Cutting runs -------------------------------------------------------- */

/* Walks a run in logical order, so that many cuts cost one pass. */
typedef struct {
    const GlyphRun *run;
    uint32_t next; /* glyphs already taken, counted logically */
} RunCutter;

/* True if a cluster of the run begins at byte `at`, not before earlier cuts. */
bool run_can_cut(RunCutter *cutter, uint32_t at);
/* The glyphs from the last cut to byte `at`; `from` is where that was. */
GlyphRun *run_take(RunCutter *cutter, Arena *a, uint32_t from, uint32_t at);

#endif
