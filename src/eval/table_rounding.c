/*
 * table_rounding.c - whether rounded percentages of a table miss their total.
 *
 * Totals come from unrounded parts, so 33.3 %, 33.3 % and 33.3 % make 100 %; a
 * reader who adds them up should be told.
 */

#include "eval/maker.h"

enum { PLACES_MOST = 3 };

/* How a total was printed: digits behind the point, and of what it is. */
typedef struct {
    int places;
    bool of_100;
} PercentFormat;

static bool percent_format_find(Maker *k, const Cell *total, PercentFormat *out)
{
    for (int i = 0; i < 2 * (PLACES_MOST + 1); i++) {
        PercentFormat f = { i / 2, i % 2 };
        Str as = number_format(k->locale, k->a, total->number,
                               (NumberFormat){ .style = NUMBER_PERCENT,
                                               .decimals = f.places,
                                               .percent_of_100 = f.of_100 });
        *out = f;
        if (str_equal(as, total->text))
            return true;
    }
    return false;
}

static Decimal as_printed(Decimal d, PercentFormat f)
{
    return decimal_round(d, f.of_100 ? f.places : f.places + 2,
                         ROUND_HALF_AWAY);
}

/* The parts add up to the total, and their rounded selves do not. */
static bool column_misses(const Table *t, size_t column, const Cell *total,
                          PercentFormat f)
{
    Decimal exact = decimal_of_int(0), rounded = exact;

    for (size_t i = 0; i < t->row_count; i++) {
        const Row *row = &t->rows[i];
        if (row->kind != ROW_BODY || column >= row->cell_count ||
            !row->cells[column].has_number)
            continue;
        Decimal part = row->cells[column].number;
        exact = decimal_add(exact, part);
        rounded = decimal_add(rounded, as_printed(part, f));
    }
    return decimal_compare(as_printed(exact, f),
                           as_printed(total->number, f)) == 0 &&
           decimal_compare(rounded, as_printed(total->number, f)) != 0;
}

bool table_misses_total(Maker *k, const Table *t)
{
    const Row *last = t->row_count ? &t->rows[t->row_count - 1] : NULL;
    PercentFormat f;

    for (size_t i = 0; last && last->kind == ROW_TOTAL && i < last->cell_count;
         i++) {
        const Cell *total = &last->cells[i];
        if (total->has_number && total->text.len &&
            percent_format_find(k, total, &f) && column_misses(t, i, total, f))
            return true;
    }
    return false;
}
