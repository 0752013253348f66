/*
 * layout.h - a report onto pages.
 *
 * One pass places everything; a second, at most a third, only when the page
 * numbers in the contents changed widths.
 */
#ifndef REPORTGEN_LAYOUT_H
#define REPORTGEN_LAYOUT_H

#include "frame/frame.h"
#include "report/report.h"
#include "style/style.h"

/* NULL if reported.  Made in `a`, which must outlive the document. */
const Document *layout_report(Env *env, Arena *a, const Theme *t,
                              const Report *report);

/* The page, from 1, on which each thing that a report says begins. */
typedef struct {
    Arena *arena;
    Map pages; /* address of a block_thing(), a Row, or of the place in the
                  template that a slide came from */
} Places;

/* 0 if it stands nowhere by itself. */
uint32_t places_find(const Places *p, const void *thing);
/* Lay the pages of a report out for that alone; false if reported. */
bool layout_places(Env *env, Arena *a, const Theme *t, const Report *report,
                   Places *out);

/*
 * Columns of a table that stand side by side, as they are laid out in a given
 * room: a table too wide for it has several stretches, one below the other,
 * each with the columns that head its rows.
 */
typedef struct {
    const size_t *columns;   /* indices, in order */
    const double *widths_pt; /* padding included */
    size_t len;
    double size_pt;  /* of the type that fits */
    double pad_pt;   /* at both sides of a cell */
    double pitch_pt; /* height of a row of one line */
    bool zebra;
} TableStretch;

typedef struct {
    TableStretch *at;
    size_t len;
} TableStretches;

TableStretches table_stretches(Env *env, Arena *a, const Theme *t,
                               const Report *report, const Table *table,
                               double width_pt);

/* Whether a row stays on the page of the next, which it or the next one would
 * be alone without; all do in a short table. */
bool table_row_keeps(const Table *t, size_t i);

/* Cards of a row of KPIs in this width. */
size_t kpi_cards_per_row(double width_pt, size_t count);

#endif
