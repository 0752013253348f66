/* make_table.c - rows of data into tables: cells, totals, groups, marks. */

#include "eval/maker.h"

#include "data/written.h"
#include "eval/explain.h"
#include "eval/expr.h"
#include "eval/filters.h"

#include <math.h>

/* A column as the template asks for it. */
typedef struct {
    const Options *options;
    Str field;
    const Expr *value, *format, *total, *tone, *indent;
    const Text *text;
    CellLook look;
    bool is_heat;
    bool is_number; /* all its values are numbers or missing */
    bool has_format;
    Value *values;    /* one a row */
    double low, high; /* of its numbers */
} ColumnPlan;

typedef struct {
    Maker *k;
    const TemplateBlock *b;
    Values rows;
    ColumnPlan *columns;
    size_t count;
    bool has_bounds; /* such as "< 10%", in place of a number */
    Arena *a;
} TableMaker;

typedef LIST(Row) RowList;

/* ---- Columns ------------------------------------------------------------- */

static const Expr *expr_of(const Options *o, const char *key)
{
    const Option *found = option_find(o, key);
    return found ? found->as.expr : NULL;
}

/* A field that no row has: a slip if a row has nearly that, else no column. */
static bool field_is_there(TableMaker *t, const Options *o, Str field)
{
    StrList keys = { 0 };
    Str near;

    for (size_t i = 0; i < t->rows.len; i++) {
        const Value *row = &t->rows.at[i];
        if (field_find(row, field).kind != VALUE_ABSENT)
            return true;
        for (size_t n = 0;
             i == 0 && row->kind == VALUE_MAP && n < row->as.map.len; n++)
            *list_add(t->a, &keys) = row->as.map.at[n].key;
    }
    bool is_path = str_find(field, STR(".")) < field.len;
    near = is_path ? STR("") : str_nearest(field, keys.at, keys.len);
    if (near.len && t->rows.len) {
        machine_fail(&t->k->m, option_find(o, "field")->at,
                     "template/unknown-field", "no row has a field '%.*s'",
                     STR_ARG(field));
        DiagList *ds = t->k->env->diags;
        if (ds->list.len)
            ds->list.at[ds->list.len - 1].hint = str_format(
                t->k->env->arena, "did you mean '%.*s'?", STR_ARG(near));
    }
    return false;
}

static CellLook look_of(Str style)
{
    return str_is(style, "pill")    ? CELL_PILL
           : str_is(style, "bar")   ? CELL_BAR
           : str_is(style, "spark") ? CELL_SPARK
                                    : CELL_TEXT;
}

/* False if the column is not shown. */
static bool source_of(TableMaker *t, const Options *o, ColumnPlan *out)
{
    const Option *text = option_find(o, "text");
    Str style = option_word(o, "style");

    *out = (ColumnPlan){ .options = o,
                         .field = option_word(o, "field"),
                         .value = expr_of(o, "value"),
                         .format = expr_of(o, "format"),
                         .total = expr_of(o, "total"),
                         .tone = expr_of(o, "tone"),
                         .indent = expr_of(o, "indent"),
                         .text = text ? text->as.text : NULL,
                         .look = look_of(style),
                         .is_heat = str_is(style, "heat"),
                         .low = INFINITY,
                         .high = -INFINITY };
    if (option_find(o, "if") && !option_is_true(t->k, o, "if")) {
        if (t->k->m.missing.len)
            machine_clear(&t->k->m);
        return false;
    }
    return out->value || out->text || !out->field.len ||
           field_is_there(t, o, out->field);
}

static void gather_columns(TableMaker *t)
{
    const Option *columns = option_find(&t->b->options, "columns");

    t->columns = arena_make_array(t->a, ColumnPlan, columns->as.maps.len);
    for (size_t i = 0; i < columns->as.maps.len && !t->k->m.failed; i++)
        if (source_of(t, &columns->as.maps.at[i], &t->columns[t->count]))
            t->count++;
}

/* ---- Values -------------------------------------------------------------- */

static Value value_of_cell(TableMaker *t, const ColumnPlan *c, const Value *row)
{
    if (c->value)
        return expr_eval(&t->k->m, c->value);
    return c->field.len ? field_find(row, c->field) : value_absent();
}

static void note_value(ColumnPlan *c, const Value *v)
{
    if (v->kind == VALUE_NUMBER) {
        double d = decimal_to_double(v->as.number);
        if (d < c->low)
            c->low = d;
        if (d > c->high)
            c->high = d;
    } else if (v->kind != VALUE_ABSENT && v->kind != VALUE_NULL) {
        c->is_number = false;
    }
}

/* All values are worked out before any is printed: marks need the largest. */
static void gather_values(TableMaker *t)
{
    Machine *m = &t->k->m;

    for (size_t i = 0; i < t->count; i++) {
        t->columns[i].values =
            arena_make_array(t->k->env->scratch, Value, t->rows.len);
        t->columns[i].is_number = !t->columns[i].text;
    }
    scope_push(m);
    for (size_t r = 0; r < t->rows.len && !m->failed; r++) {
        scope_set(m, STR("row"), t->rows.at[r]);
        for (size_t i = 0; i < t->count && !m->failed; i++) {
            ColumnPlan *c = &t->columns[i];
            c->values[r] = value_of_cell(t, c, &t->rows.at[r]);
            note_value(c, &c->values[r]);
        }
    }
    scope_pop(m);
    for (size_t i = 0; i < t->count; i++)
        if (t->columns[i].high < t->columns[i].low)
            t->columns[i].is_number = false;
}

/* ---- Cells --------------------------------------------------------------- */

static Str print_value(TableMaker *t, const ColumnPlan *c, const Value *v)
{
    bool is_nothing = v->kind == VALUE_ABSENT || v->kind == VALUE_NULL;

    if (c->look == CELL_SPARK)
        return STR("");
    if (is_nothing && !c->format)
        return c->text ? STR("") : STR("\xE2\x80\x93");
    if (c->format)
        return format_value(t->k, c->format, is_nothing ? value_null() : *v);
    return print_default(t->k, c->field, v);
}

/* What a row has to say instead of a ratio: "no conversions", "n/m"; beside
 * `totals.cpa` that is `totals.instead`. */
static Str words_instead(const ColumnPlan *c, const Value *row, const Value *v)
{
    size_t dot = c->field.len - field_last(c->field).len;
    Value inner = dot ? field_find(row, str_slice(c->field, 0, dot - 1)) : *row;

    const Value *words =
        inner.kind == VALUE_MAP ? value_at(&inner, "instead") : NULL;

    if (v->kind != VALUE_NULL || !words || words->kind != VALUE_MAP)
        return STR("");
    const Value *said = value_find(words, field_last(c->field));
    return said && said->kind == VALUE_TEXT ? said->as.text : STR("");
}

static void mark_spark(TableMaker *t, const Value *v, Cell *cell)
{
    if (v->kind != VALUE_LIST)
        return;
    double *values = arena_make_array(t->a, double, v->as.list.len);
    for (size_t i = 0; i < v->as.list.len; i++)
        values[i] = number_of(&v->as.list.at[i]);
    cell->spark = values;
    cell->spark_count = (uint32_t)v->as.list.len;
}

static void mark_cell(TableMaker *t, const ColumnPlan *c, const Value *v,
                      Cell *cell)
{
    double d = number_of(v);
    double most = fmax(fabs(c->low), fabs(c->high));

    if (c->look == CELL_SPARK)
        mark_spark(t, v, cell);
    if (isnan(d))
        return;
    if (c->look == CELL_BAR && most > 0 && d > 0)
        cell->bar = (float)(d / most);
    if (c->is_heat && c->high > c->low)
        cell->heat =
            (uint8_t)(1 + floor((d - c->low) / (c->high - c->low) * 6.999));
}

/* What a cell says, without what was needed on the way to it. */
static Str cell_text(TableMaker *t, const ColumnPlan *c, const Value *v)
{
    Machine *m = &t->k->m;
    Arena *kept = m->arena, *a = t->k->a, *scratch = t->k->env->scratch;
    ArenaMark mark = arena_save(scratch);
    Str text;

    m->arena = t->k->a = scratch;
    text = c->text ? text_plain(t->k, c->text) : print_value(t, c, v);
    m->arena = kept;
    t->k->a = a;
    text = str_copy(t->a, text);
    arena_rewind(scratch, mark);
    return text;
}

static bool is_credit(TableMaker *t, const ColumnPlan *c, const Value *v)
{
    return v->kind == VALUE_NUMBER && decimal_sign(v->as.number) < 0 &&
           c->format && c->look == CELL_TEXT && is_cost(field_last(c->field)) &&
           !t->k->m.failed;
}

static Cell make_cell(TableMaker *t, const ColumnPlan *c, size_t row)
{
    Machine *m = &t->k->m;
    const Value *v = &c->values[row];
    Cell cell = { 0 };

    Str instead = words_instead(c, &t->rows.at[row], v);
    cell.text = instead.len ? instead : cell_text(t, c, v);
    t->has_bounds = t->has_bounds || csv_is_bound(instead);
    if (is_credit(t, c, v))
        cell.text = word_with(t->k, "credit_of", "value", cell.text);
    if (v->kind == VALUE_NUMBER) {
        cell.number = v->as.number;
        cell.has_number = true;
    }
    if (c->tone && !m->failed) {
        Value tone = expr_eval(m, c->tone);
        cell.tone = (uint8_t)tone_of_word(t->k, &tone, c->tone->at);
    }
    if (c->indent && !m->failed) {
        double steps = 0;
        Value indent = expr_eval(m, c->indent);
        steps = number_of(&indent);
        cell.indent = steps > 0 && steps < 10 ? (uint8_t)steps : 0;
    }
    mark_cell(t, c, v, &cell);
    return cell;
}

/* ---- Totals -------------------------------------------------------------- */

typedef struct {
    size_t from, to; /* rows counted */
} Range;

static bool sum_of(const Values *rows, Range r, Str field, Decimal *out)
{
    bool any = false;

    *out = decimal_of_int(0);
    for (size_t i = r.from; i < r.to; i++) {
        const Value *v = value_find(&rows->at[i], field);
        if (v && v->kind == VALUE_NUMBER) {
            *out = decimal_add(*out, v->as.number);
            any = true;
        }
    }
    return any;
}

/* The numbers of one column, added up or the like. */
static Value aggregate(const ColumnPlan *c, Range r, Str how)
{
    Decimal sum = decimal_of_int(0), low = sum, high = sum, mean;
    int64_t count = 0;

    for (size_t i = r.from; i < r.to; i++) {
        const Value *v = &c->values[i];
        if (v->kind != VALUE_NUMBER)
            continue;
        Decimal d = v->as.number;
        low = !count || decimal_compare(d, low) < 0 ? d : low;
        high = !count || decimal_compare(d, high) > 0 ? d : high;
        sum = decimal_add(sum, d);
        count++;
    }
    if (str_is(how, "count"))
        return value_int(count);
    if (!count)
        return value_null();
    if (str_is(how, "min"))
        return value_number(low);
    if (str_is(how, "max"))
        return value_number(high);
    if (str_is(how, "mean") &&
        decimal_divide(sum, decimal_of_int(count), &mean))
        return value_number(mean);
    return value_number(sum);
}

static bool is_aggregate(const Expr *e)
{
    static const char *const words[] = { "sum", "mean", "min", "max", "count" };

    for (size_t i = 0; e->kind == EXPR_NAME && i < COUNT_OF(words); i++)
        if (str_is(e->name, words[i]))
            return true;
    return false;
}

/* Within a total, the name of a field stands for its sum over the rows. */
static void set_sums(TableMaker *t, Range r)
{
    const Value *first = &t->rows.at[r.from];

    scope_set(&t->k->m, STR("rows"),
              value_list(t->rows.at + r.from, r.to - r.from));
    for (size_t i = 0; first->kind == VALUE_MAP && i < first->as.map.len; i++) {
        Str field = first->as.map.at[i].key;
        Decimal sum;
        if (sum_of(&t->rows, r, field, &sum))
            scope_set(&t->k->m, field, value_number(sum));
    }
}

static Value total_of(TableMaker *t, const ColumnPlan *c, Range r)
{
    return is_aggregate(c->total) ? aggregate(c, r, c->total->name)
                                  : expr_eval(&t->k->m, c->total);
}

static bool needs_sums(const TableMaker *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->columns[i].total && !is_aggregate(t->columns[i].total))
            return true;
    return false;
}

static Row total_row(TableMaker *t, Range r, RowKind kind, Str label)
{
    Cell *cells = arena_make_array(t->a, Cell, t->count);

    scope_push(&t->k->m);
    if (needs_sums(t))
        set_sums(t, r);
    for (size_t i = 0; i < t->count && !t->k->m.failed; i++) {
        ColumnPlan *c = &t->columns[i];
        if (c->total) {
            Value v = total_of(t, c, r);
            cells[i].text = print_value(t, c, &v);
            explain_total(&t->k->m, cells[i].text, c->total, c->field,
                          (Values){ t->rows.at + r.from, r.to - r.from }, &v);
            if (v.kind == VALUE_NUMBER) {
                cells[i].number = v.as.number;
                cells[i].has_number = true;
            }
        } else if (i == 0) {
            cells[i].text = label;
        }
    }
    scope_pop(&t->k->m);
    return (Row){ cells, (uint16_t)t->count, (uint8_t)kind, false };
}

static bool has_totals(const TableMaker *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->columns[i].total)
            return true;
    return false;
}

/* ---- Rows ---------------------------------------------------------------- */

static void explain_cells(TableMaker *t, size_t row, const Cell *cells)
{
    for (size_t i = 0; t->k->m.explain && i < t->count; i++)
        if (!t->columns[i].text)
            explain_value(&t->k->m, cells[i].text, t->columns[i].value,
                          t->columns[i].field, &t->rows.at[row]);
}

/* Its cells head their rows. */
static bool heads_rows(const ColumnPlan *c, size_t index)
{
    return option_flag(c->options, "header", index == 0);
}

static Row body_row(TableMaker *t, size_t row, const Expr *highlight,
                    bool in_group)
{
    Machine *m = &t->k->m;
    Cell *cells = arena_make_array(t->a, Cell, t->count);
    Row out = { cells, (uint16_t)t->count, ROW_BODY, false };

    for (size_t i = 0; i < t->count && !m->failed; i++)
        cells[i] = make_cell(t, &t->columns[i], row);
    if (heads_rows(&t->columns[0], 0) &&
        t->columns[0].values[row].kind == VALUE_TEXT)
        cells[0].text = name_or_word(t->k, cells[0].text);
    explain_cells(t, row, cells);
    if (in_group)
        cells[0].indent++;
    if (highlight && !m->failed) {
        Value v = expr_eval(m, highlight);
        out.highlight = value_is_true(&v);
    }
    return out;
}

static Row group_row(TableMaker *t, Str name)
{
    Cell *cell = arena_make(t->a, Cell);

    cell->text = name;
    cell->col_span = (uint16_t)t->count;
    return (Row){ cell, 1, ROW_GROUP, false };
}

/* The name of the group of the row in scope; empty without groups. */
static Str group_of(TableMaker *t, const Expr *group_by)
{
    if (!group_by)
        return STR("");
    Value v = expr_eval(&t->k->m, group_by);
    return t->k->m.failed ? STR("") : value_print(&t->k->m, v);
}

typedef struct {
    const Expr *group_by, *highlight;
    bool subtotals;
    Str group;
    size_t group_from;
} RowState;

static void end_group(TableMaker *t, RowState *s, size_t to, RowList *out)
{
    Range r = { s->group_from, to };

    if (s->subtotals && to > s->group_from && has_totals(t))
        *list_add(t->a, out) = total_row(
            t, r, ROW_SUBTOTAL, word_with(t->k, "total_of", "what", s->group));
}

static void add_row(TableMaker *t, RowState *s, size_t i, RowList *out)
{
    Str group;

    scope_set(&t->k->m, STR("row"), t->rows.at[i]);
    group = group_of(t, s->group_by);
    if (s->group_by && (i == 0 || !str_equal(group, s->group))) {
        if (i > 0)
            end_group(t, s, i, out);
        s->group = group;
        s->group_from = i;
        *list_add(t->a, out) = group_row(t, group);
    }
    if (!t->k->m.failed)
        *list_add(t->a, out) = body_row(t, i, s->highlight, s->group_by);
}

static void add_rows(TableMaker *t, RowList *out)
{
    const Options *o = &t->b->options;
    RowState s = { .group_by = expr_of(o, "group_by"),
                   .highlight = expr_of(o, "highlight"),
                   .subtotals = option_flag(o, "subtotal", false) };
    Range all = { 0, t->rows.len };
    Str label = option_plain(t->k, o, "total_label");

    scope_push(&t->k->m);
    for (size_t i = 0; i < t->rows.len && !t->k->m.failed; i++)
        add_row(t, &s, i, out);
    if (s.group_by && !t->k->m.failed)
        end_group(t, &s, t->rows.len, out);
    scope_pop(&t->k->m);
    if (has_totals(t) && t->rows.len > 1 && !t->k->m.failed)
        *list_add(t->a, out) = total_row(
            t, all, ROW_TOTAL, label.len ? label : word(t->k, "total"));
}

/* ---- Heads --------------------------------------------------------------- */

static void set_width(const Options *o, Column *out)
{
    Str s = option_word(o, "width");
    static const struct {
        const char *unit;
        double points;
    } units[] = {
        { "pt", 1 }, { "mm", 72 / 25.4 }, { "cm", 72 / 2.54 }, { "in", 72 }
    };
    Decimal d;

    if (str_ends(s, STR("fr")) &&
        decimal_parse(str_slice(s, 0, s.len - 2), &d)) {
        out->width = WIDTH_FRACTION;
        out->measure = decimal_to_double(d);
    }
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (str_ends(s, str_of(units[i].unit)) &&
            decimal_parse(str_slice(s, 0, s.len - 2), &d)) {
            out->width = WIDTH_FIXED;
            out->measure = decimal_to_double(d) * units[i].points;
        }
}

static Align align_of(const ColumnPlan *c)
{
    Str asked = option_word(c->options, "align");

    return str_is(asked, "right")    ? ALIGN_RIGHT
           : str_is(asked, "center") ? ALIGN_CENTER
           : str_is(asked, "left")   ? ALIGN_LEFT
           : c->is_number            ? ALIGN_RIGHT
                                     : ALIGN_LEFT;
}

static uint8_t priority_of(const ColumnPlan *c)
{
    double asked = option_number(c->options, "priority", 0);

    return (uint8_t)fmin(fmax(asked, 0), UINT8_MAX);
}

static Column head_of(TableMaker *t, const ColumnPlan *c, size_t index)
{
    Column out = { .align = (uint8_t)align_of(c),
                   .look = (uint8_t)c->look,
                   .is_header = heads_rows(c, index),
                   .is_numeric = c->is_number };

    out.label = option_plain(t->k, c->options, "label");
    if (!out.label.len && c->field.len)
        out.label = label_of_field(t->k, c->field);
    out.group = option_plain(t->k, c->options, "group");
    out.priority = priority_of(c);
    set_width(c->options, &out);
    return out;
}

static uint8_t density_of(Maker *k, const Options *o)
{
    Str word = option_word(o, "density");

    if (!word.len)
        word = option_word(&k->t->options, "density");
    return str_is(word, "compact")  ? DENSITY_COMPACT
           : str_is(word, "roomy")  ? DENSITY_ROOMY
           : str_is(word, "normal") ? DENSITY_NORMAL
                                    : k->report->brand.density;
}

/* The note with a sentence at its end. */
static Runs note_with(TableMaker *t, Runs note, Str sentence)
{
    Run *at = arena_make_array(t->a, Run, note.len + 1);

    if (note.len)
        memcpy(at, note.at, note.len * sizeof *at);
    at[note.len] =
        (Run){ .text = note.len ? str_format(t->a, " %.*s", STR_ARG(sentence))
                                : sentence };
    return (Runs){ at, note.len + 1 };
}

static Table *finish(TableMaker *t, const RowList *rows)
{
    Table *out = arena_make(t->a, Table);
    Column *heads = arena_make_array(t->a, Column, t->count);
    const Options *o = &t->b->options;

    for (size_t i = 0; i < t->count && !t->k->m.failed; i++)
        heads[i] = head_of(t, &t->columns[i], i);
    out->title = option_runs(t->k, o, "title");
    out->note = option_runs(t->k, o, "note");
    if (t->has_bounds)
        out->note = note_with(t, out->note, word(t->k, "bounds_note"));
    out->columns = heads;
    out->column_count = t->count;
    out->rows = rows->at;
    out->row_count = rows->len;
    out->density = density_of(t->k, o);
    if (!t->k->m.failed && table_misses_total(t->k, out))
        out->note = note_with(t, out->note, word(t->k, "rounded"));
    if (!t->k->m.failed && out->title.len && rows->len)
        out->number = next_number(t->k, true);
    return out;
}

static bool too_many_rows(TableMaker *t)
{
    size_t limit = t->k->env->limits.table_rows;

    if (t->rows.len <= limit)
        return false;
    machine_fail(&t->k->m, t->b->at, "limit/rows",
                 "the table has %zu rows, more than the limit of %zu",
                 t->rows.len, limit);
    DiagList *ds = t->k->env->diags;
    if (ds->list.len) {
        ds->list.at[ds->list.len - 1].fault = FAULT_LIMIT;
        ds->list.at[ds->list.len - 1].hint =
            STR("show fewer: rows | top(100, 'spend')");
    }
    return true;
}

Made make_table(Maker *k, const TemplateBlock *b, Block *out)
{
    TableMaker t = { .k = k, .b = b, .a = k->a };
    Value subject = expr_eval(&k->m, b->subject.as.expr);
    RowList rows = { 0 };

    out->kind = BLOCK_TABLE;
    out->as.table = arena_make(k->a, Table);
    if (k->m.failed || !value_items(&k->m, subject, b->at, &t.rows) ||
        too_many_rows(&t))
        return made_so_far(k);
    if (!t.rows.len)
        return MADE;
    explain_rows(&k->m, b->subject.as.expr, t.rows);
    ArenaMark mark = arena_save(k->env->scratch);
    gather_columns(&t);
    if (!k->m.failed && t.count)
        gather_values(&t);
    if (!k->m.failed && t.count)
        add_rows(&t, &rows);
    if (!k->m.failed && t.count)
        out->as.table = finish(&t, &rows);
    arena_rewind(k->env->scratch, mark);
    return made_so_far(k);
}
