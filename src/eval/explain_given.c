/* explain_given.c - the path of a value by the place where it was written. */

#include "eval/explain.h"

#include "data/dataset.h"

static bool holds(Span outer, Span at)
{
    return outer.src == at.src && outer.start <= at.start &&
           at.end <= outer.end;
}

/* Rows stand in the order of the file, so long lists are halved. */
static size_t nearest_row(Values rows, Span at)
{
    size_t low = 0, high = rows.len;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        Span span = rows.at[middle].span;
        if (span.src == at.src && span.start <= at.start)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The row of a part of a table that holds `at`, from 0. */
static size_t row_of_part(const Dataset *t, const DatasetPart *part, Span at)
{
    size_t low = 0, high = part->row_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (dataset_row_span(t, part->first_row + middle).start <= at.start)
            low = middle;
        else
            high = middle;
    }
    return part->first_row + low;
}

static bool find_in_table(const Dataset *t, Span at, Buf *out)
{
    for (size_t i = 0; i < t->parts.len; i++) {
        const DatasetPart *part = &t->parts.at[i];
        if (part->src != at.src || !part->row_count)
            continue;
        size_t row = row_of_part(t, part, at);
        Span whole = dataset_row_span(t, row);
        if (!holds(whole, at))
            continue;
        buf_format(out, "[%zu]", row);
        for (size_t k = 0; k < t->columns.len; k++) {
            Span cell = dataset_cell_span(t, row, &t->columns.at[k]);
            if (cell.src && cell.start == at.start && cell.end == at.end &&
                cell.end - cell.start < whole.end - whole.start) {
                buf_format(out, ".%.*s", STR_ARG(t->columns.at[k].key));
                break;
            }
        }
        return true;
    }
    return false;
}

static bool walk(Arena *a, const Value *v, Span at, Buf *out, int depth);

static bool walk_list(Arena *a, const Value *v, Span at, Buf *out, int depth)
{
    size_t before = out->len;
    size_t near = nearest_row(v->as.list, at);

    if (!v->as.list.len)
        return false;
    buf_format(out, "[%zu]", near);
    if (walk(a, &v->as.list.at[near], at, out, depth + 1))
        return true;
    out->len = before;
    return false;
}

/* Maps of several files are merged, so that a map's own place says little. */
static bool walk_map(Arena *a, const Value *v, Span at, Buf *out, int depth)
{
    for (size_t i = 0; i < v->as.map.len; i++) {
        const Member *m = &v->as.map.at[i];
        size_t before = out->len;
        bool is_plain = str_find(m->key, STR(".")) == m->key.len &&
                        str_find(m->key, STR(" ")) == m->key.len;
        if (!holds(m->value.span, at) && m->value.kind != VALUE_MAP &&
            !m->value.is_dataset)
            continue;
        if (is_plain)
            buf_format(out, "%s%.*s", out->len ? "." : "", STR_ARG(m->key));
        else
            buf_format(out, "[\"%.*s\"]", STR_ARG(m->key));
        if (walk(a, &m->value, at, out, depth + 1))
            return true;
        out->len = before;
    }
    return false;
}

static bool walk(Arena *a, const Value *v, Span at, Buf *out, int depth)
{
    enum { DEEPEST = 200 };

    if (depth && v->span.src == at.src && v->span.start == at.start &&
        v->span.end == at.end)
        return true;
    if (depth > DEEPEST)
        return false;
    if (v->is_dataset)
        return find_in_table(v->as.rows.table, at, out);
    if (v->kind == VALUE_LIST)
        return walk_list(a, v, at, out, depth);
    return v->kind == VALUE_MAP && walk_map(a, v, at, out, depth);
}

Str given_path(Arena *a, const Value *root, Span at)
{
    Buf out = { 0 };
    Str path = STR("");

    if (root && at.src && walk(a, root, at, &out, 0))
        path = buf_copy(a, &out);
    buf_free(&out);
    return path;
}
