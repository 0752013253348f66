/*
 * explain_text.c - an explanation for people: by page and block, what is
 * printed in a column of its own, and below it what it was made of.
 */

#include "app/explain.h"

enum { WIDEST_PLACE = 34, WIDEST_TEXT = 16, LISTED = 8, DEEPEST = 3 };

typedef struct {
    Explainer *x;
    Buf *out;
    size_t place_width, text_width;
} TextWriter;

/* ---- Columns ----------------------------------------------------------------
 */

static size_t width_of(Str s)
{
    return utf8_count(s);
}

static void pad(Buf *out, size_t from, size_t to)
{
    for (; from < to; from++)
        buf_add_char(out, ' ');
}

/* Cut, with an ellipsis, to what fits. */
static Str fitted(Arena *a, Str s, size_t width)
{
    size_t end = 0, count = 0;

    if (width_of(s) <= width)
        return s;
    for (; end < s.len && count + 1 < width; count++)
        utf8_next(s, &end);
    return str_format(a, "%.*s\xE2\x80\xA6", (int)end, s.at);
}

/* "Search, Spend", "Revenue, Q2 FY26", "title" */
static Str place_of(Arena *a, const Explained *e)
{
    const Spot *s = &e->spot;
    Str first = s->row.len ? s->row : s->series;
    Str second = s->column.len ? s->column : s->category;

    if (s->row_number && !first.len)
        first = str_format(a, "row %zu", s->row_number);
    if (!second.len && !str_is(str_of(s->part), "cell"))
        second = str_of(s->part);
    if (!first.len || str_equal(first, second))
        return second;
    return second.len
               ? str_format(a, "%.*s, %.*s", STR_ARG(first), STR_ARG(second))
               : first;
}

/* ---- One origin -------------------------------------------------------------
 */

static void write_at(TextWriter *w, const Origin *o)
{
    if (!o->at.src)
        return;
    buf_format(w->out, "  %.*s:%u", STR_ARG(o->at.src->path),
               (unsigned)explainer_line(w->x, o->at));
    if (o->to.src && o->to.start != o->at.start)
        buf_format(w->out, " .. :%u", (unsigned)explainer_line(w->x, o->to));
    if (o->path.len && !o->to.src && !str_equal(o->path, o->name))
        buf_format(w->out, " (%.*s)", STR_ARG(o->path));
}

static void write_how(TextWriter *w, const Origin *o)
{
    switch ((OriginKind)o->how) {
    case ORIGIN_GIVEN:
        buf_add_str(w->out, STR("given"));
        break;
    case ORIGIN_WORDS:
        buf_add_str(w->out, STR("words of the template"));
        break;
    case ORIGIN_LIST:
        buf_format(w->out, "%zu rows", o->rows);
        break;
    case ORIGIN_LET:
        buf_format(w->out, "let: %.*s", STR_ARG(o->formula));
        break;
    case ORIGIN_SENTENCE:
        buf_format(w->out, "sentence: %.*s", STR_ARG(o->formula));
        break;
    case ORIGIN_DERIVED:
        buf_add_str(w->out, STR("worked out"));
        break;
    default:
        buf_add_str(w->out, o->formula);
    }
    write_at(w, o);
}

/* Exact, as far as anybody reads. */
static Str number_shown(Arena *a, Decimal d)
{
    return decimal_format(a,
                          decimal_reduce(decimal_round(d, 8, ROUND_HALF_AWAY)));
}

/* "£1.72M: kpis[0].value = 1722384.56  " */
static void write_value(TextWriter *w, const Origin *o)
{
    if (o->printed.len)
        buf_format(w->out, "%.*s: ", STR_ARG(o->printed));
    if (o->name.len)
        buf_format(w->out, "%.*s  ", STR_ARG(o->name));
    if (o->has_number)
        buf_format(w->out, "= %.*s  ",
                   STR_ARG(number_shown(w->x->scratch, o->number)));
    else if (o->how == ORIGIN_GIVEN && o->text.len)
        buf_format(w->out, "= \"%.*s\"  ",
                   STR_ARG(fitted(w->x->scratch, o->text, 40)));
}

static void write_inputs(TextWriter *w, const Origin *o, int depth)
{
    for (size_t i = 0; i < o->input_count && depth < DEEPEST; i++) {
        pad(w->out, 0, (size_t)(4 + 2 * depth));
        if (i == LISTED) {
            buf_format(w->out, "and %zu more\n",
                       o->input_count - i + o->left_off);
            return;
        }
        write_value(w, o->inputs[i]);
        write_how(w, o->inputs[i]);
        buf_add_char(w->out, '\n');
        write_inputs(w, o->inputs[i], depth + 1);
    }
}

/* ---- Entries ----------------------------------------------------------------
 */

static void write_entry(TextWriter *w, const Explained *e)
{
    Str place = fitted(w->x->scratch, place_of(w->x->scratch, e), WIDEST_PLACE);
    bool is_long = width_of(e->text) > WIDEST_TEXT;

    buf_format(w->out, "  %.*s", STR_ARG(place));
    pad(w->out, width_of(place), w->place_width + 2);
    if (is_long) {
        buf_format(w->out, "%.*s\n    ", STR_ARG(e->text));
    } else {
        buf_add_str(w->out, e->text);
        pad(w->out, width_of(e->text), w->text_width + 2);
    }
    write_value(w, e->origin);
    write_how(w, e->origin);
    buf_add_char(w->out, '\n');
    write_inputs(w, e->origin, 0);
}

static bool same_block(const Explained *a, const Explained *b)
{
    return a->spot.at.src == b->spot.at.src &&
           a->spot.at.start == b->spot.at.start &&
           str_equal(a->spot.section, b->spot.section) &&
           str_equal(a->spot.kind, b->spot.kind) &&
           str_equal(a->spot.id, b->spot.id);
}

static void write_heading(TextWriter *w, const Explained *e)
{
    const Spot *s = &e->spot;
    uint32_t page = explainer_page(w->x, e);

    if (w->out->len)
        buf_add_char(w->out, '\n');
    if (page)
        buf_format(w->out, "%s %u, ", w->x->by_slides ? "slide" : "page",
                   (unsigned)page);
    if (s->section.len)
        buf_format(w->out, "%.*s: ", STR_ARG(s->section));
    buf_add_str(w->out, s->kind);
    if (s->id.len)
        buf_format(w->out, " #%.*s", STR_ARG(s->id));
    if (s->at.src)
        buf_format(w->out, "  (%.*s:%u)", STR_ARG(s->at.src->path),
                   (unsigned)explainer_line(w->x, s->at));
    buf_add_char(w->out, '\n');
}

/* Widths of the columns of entries [from, to), which stand in one block. */
static void measure(TextWriter *w, const Explained *const *at, size_t from,
                    size_t to)
{
    w->place_width = w->text_width = 0;
    for (size_t i = from; i < to; i++) {
        size_t place = width_of(fitted(
            w->x->scratch, place_of(w->x->scratch, at[i]), WIDEST_PLACE));
        size_t text = width_of(at[i]->text);
        if (place > w->place_width)
            w->place_width = place;
        if (text <= WIDEST_TEXT && text > w->text_width)
            w->text_width = text;
    }
}

size_t explain_write_text(Explainer *x, const ExplainFilter *only, Buf *out)
{
    TextWriter w = { .x = x, .out = out };
    LIST(const Explained *) shown = { 0 };

    for (size_t i = 0; i < x->all->len; i++)
        if (explainer_shows(x, only, &x->all->at[i]))
            *list_add(x->a, &shown) = &x->all->at[i];
    for (size_t i = 0; i < shown.len;) {
        size_t from = i;
        while (i < shown.len && same_block(shown.at[from], shown.at[i]))
            i++;
        measure(&w, shown.at, from, i);
        write_heading(&w, shown.at[from]);
        for (size_t k = from; k < i; k++)
            write_entry(&w, shown.at[k]);
    }
    return shown.len;
}
