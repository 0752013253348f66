/* watermark.c - the word that says a report is no final one. */

#include "layout/parts.h"

#define DIAGONAL 0.70710678 /* of a length that rises at 45 degrees */

void watermark_add(Layout *l, Frame *page, double scale)
{
    const TextStyle *s = &l->t->text[TEXT_WATERMARK];
    double size_pt = s->size_pt * scale;

    if (!l->r->watermark.len)
        return;
    TextLine line =
        text_line(l->t->book, l->a, l->r->watermark, style_setting(s, 0));
    double along = line.width_pt * scale / 2 * DIAGONAL;
    Point at = { page->size.width_pt / 2 - along + size_pt * 0.25,
                 page->size.height_pt / 2 + along };

    for (size_t i = 0; i < line.run_count; i++) {
        double step = line.runs[i].x_pt * scale * DIAGONAL;
        frame_add_text(l->a, page, TAG_WATERMARK,
                       (Point){ at.x_pt + step, at.y_pt - step },
                       (TextItem){ .run = line.runs[i].run,
                                   .size_pt = (float)size_pt,
                                   .fill = s->color,
                                   .opacity = WATERMARK_OPACITY,
                                   .rotated = true });
    }
}
