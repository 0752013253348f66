/*
 * table.h - what the files of tables share.  Private to layout.
 *
 * Everything is linear in the number of rows: each cell is measured once and
 * set once, and a row is on its page before the next is composed.
 */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/parts.h"

/* A column that is shown, with the room it has. */
typedef struct {
    const Column *column;
    size_t index;    /* of its cells in a row */
    double x_pt;     /* left edge, from where the table's lines begin */
    double width_pt; /* padding included */
    double pad_start_pt, pad_end_pt;
    double cells_pt; /* widest cell, on one line */
    double word_pt;  /* widest word of its cells */
    double head_pt;  /* its heading on one line */
    double head_word_pt;
} PlannedColumn;

typedef struct {
    PlannedColumn *at;
    size_t len;
    double width_pt; /* of the whole table */
    double pad_pt;
    double pitch_pt; /* height of a row with one line */
    bool zebra;
    TextStyle body, head;
    int bold; /* style bits of what is bold */
} TablePlan;

/* A stretch of columns that fits, the heading columns before the others. */
typedef struct {
    size_t *at; /* indices of columns */
    size_t len;
} ColumnChoice;

/*
 * The plan of the most columns of `t` from *next on that fit in `room_pt`
 * beside the columns that head its rows; *next moves past them.
 */
TablePlan table_choose(Layout *l, const Table *t, double room_pt, size_t *next);

/* ---- table_row.c --------------------------------------------------------- */

typedef struct {
    Layout *l;
    const Table *table;
    const TablePlan *plan;
    TagId parent; /* THead, TBody or TFoot */
} RowSetting;

/* The slabs of a row: one, or several if no page could hold it whole. */
typedef LIST(Slab) RowSlabs;
void row_compose(const RowSetting *s, const Row *row, size_t number,
                 double most_pt, RowSlabs *out);

#endif
