/*
 * content.h - the operators of one page.
 *
 * Nothing can be drawn without saying what it belongs to: every operator that
 * paints begins with a TagId.  The reader's graphics state is kept here, so
 * that only changes are written; positions are whole hundredths of a point, so
 * that relative ones do not drift.
 */
#ifndef REPORTGEN_PDF_CONTENT_H
#define REPORTGEN_PDF_CONTENT_H

#include "pdf/fonts.h"
#include "pdf/structure.h"

#define OPACITY_STEPS 100

typedef struct {
    Buf out;
    Buf show; /* the string or array being shown */
    FontTable *fonts;
    HaruDocument *document;
    Structure *structure;
    size_t page;
    double height_pt;

    /* what the reader has set */
    Color fill, stroke;
    int64_t stroke_milli, dash_on, dash_off;
    bool round_joins;
    int opacity; /* of OPACITY_STEPS */
    PdfFont *font;
    int64_t size_milli, tracking_milli, rise_milli;
    bool in_text;
    int64_t line_x, line_y; /* where the text line began */

    /* the marked-content sequence that is open */
    bool is_open, opened_in_text, is_whole;
    TagId tag;

    bool opacity_used[OPACITY_STEPS + 1]; /* on this page */
} Content;

void content_begin(Content *c, size_t page, Size size);
/* The page's operators are complete in `out` after this. */
void content_finish(Content *c);
void content_free(Content *c);

/*
 * Until content_whole_finish() all that is drawn is one sequence of `tag`, read
 * as `actual_text` unless that is empty.
 */
void content_whole_begin(Content *c, TagId tag, Str actual_text);
void content_whole_finish(Content *c);

/* `at` is on the page, y downward. */
void content_text(Content *c, TagId tag, Point at, const TextItem *item);
void content_path(Content *c, TagId tag, Point at, const Path *path,
                  const Paint *paint);
/* The image resource called `name`. */
void content_image(Content *c, TagId tag, Rect r, const char *name);

/* Shared by content.c and content_text.c. */
void content_tag(Content *c, TagId tag, bool outside_text);
void content_text_end(Content *c);
void content_opacity(Content *c, double opacity);
void content_fill(Content *c, Color color);
void content_fill_rect(Content *c, Rect r);

#endif
