/*
 * fonts.h - the faces a file uses, their glyphs, and what the glyphs stand for.
 *
 * A glyph's code in the file is its number in the face.  It has one text in the
 * whole file, the first it was used for; where it stands for another, or where
 * text and glyphs do not match one to one, the text is written beside it
 * (ActualText).
 */
#ifndef REPORTGEN_PDF_FONTS_H
#define REPORTGEN_PDF_FONTS_H

#include "pdf/document.h"

#include <hb.h>

/* A glyph of a face, in use if `is_used`. */
typedef struct {
    Str text; /* what it stands for; empty while nobody knows */
    Str part; /* a guess for want of `text`, covered by ActualText in use */
    int32_t advance; /* font units */
    bool is_used;
} GlyphUse;

typedef struct {
    const Font *font;
    hb_face_t *face; /* borrowed */
    hb_font_t *hb;   /* at units per em */
    ObjectId id;
    uint32_t number;  /* F0, F1, ... */
    double per_mille; /* of one font unit */
    GlyphUse *glyphs;
    uint32_t glyph_count;
    uint32_t space, hyphen; /* glyphs; 0 if it has none */
    uint16_t *cids;         /* of glyphs, where the two differ; else NULL */
    size_t last_page;       /* 1 + the last page that it was noted for */
} PdfFont;

typedef struct {
    Env *env;
    LIST(PdfFont *) list;
    PdfFont *last; /* the one asked for last */
} FontTable;

void fonts_begin(Env *env, FontTable *t);
void fonts_end(FontTable *t);
/* The entry of a face, made when first asked for. */
PdfFont *pdf_font_of(FontTable *t, HaruDocument *d, const Font *font);
/* What a viewer advances for the glyph, in thousandths of an em. */
double pdf_font_width(const PdfFont *f, uint32_t glyph);

/* Glyphs [first, first + count) of a run, and the text that they stand for. */
typedef struct {
    uint32_t first, count;
    Str text;
} Cluster;

/* The cluster that begins at glyph `first` of the run, left to right. */
Cluster cluster_at(const FontTable *t, const PdfFont *f, const GlyphRun *run,
                   uint32_t first);
/*
 * Note the use of a cluster's glyphs.  True if they give its text by
 * themselves; else it must be written beside them.
 */
bool cluster_use(PdfFont *f, const GlyphRun *run, Cluster c);

/* All objects of all faces; false if reported. */
bool fonts_write(FontTable *t, ObjectWriter *w);

/* font_file.c: the face's file with nothing but the glyphs in use. */
typedef struct {
    Str bytes;           /* in an arena */
    const char *key;     /* FontFile2 or FontFile3 */
    const char *subtype; /* of a FontFile3; else NULL */
    Str tag;             /* six letters, the same for the same glyphs */
} FontFile;

bool font_file_new(Env *env, const PdfFont *f, FontFile *file);
/* CIDs of the glyphs of a CFF face whose glyphs are not numbered by them. */
uint16_t *cff_cids_new(Arena *a, Str cff, uint32_t glyph_count);

#endif
