/*
 * explain_json.c - an explanation as JSON: an array, an element a text, each on
 * a line of its own so that two can be compared.
 */

#include "app/explain.h"
#include "data/data.h"

static void put_text(Explainer *x, MemberList *m, const char *key, Str text)
{
    if (text.len)
        map_put(x->scratch, m, key, value_text(text));
}

static void put_count(Explainer *x, MemberList *m, const char *key, size_t n)
{
    if (n)
        map_put(x->scratch, m, key, value_int((int64_t)n));
}

/* A file by its path as given; templates of the program by their path. */
static void put_place(Explainer *x, MemberList *m, const char *key, Span at,
                      Str path)
{
    MemberList place = { 0 };

    if (!at.src)
        return;
    put_text(x, &place, "file", at.src->path);
    put_count(x, &place, "line", explainer_line(x, at));
    put_text(x, &place, "path", path);
    map_put(x->scratch, m, key, value_map(place.at, place.len));
}

static Value inputs_value(Explainer *x, const Origin *o);

/* The members that entries and inputs share. */
static void put_origin(Explainer *x, MemberList *m, const Origin *o)
{
    put_text(x, m, "name", o->name);
    map_put(x->scratch, m, "how",
            value_text(str_of(origin_name((OriginKind)o->how))));
    put_text(x, m, "formula", o->formula);
    put_place(x, m, "at", o->at, o->path);
    put_place(x, m, "to", o->to, o->path_to);
    put_count(x, m, "rows", o->rows);
    map_put(x->scratch, m, "inputs", inputs_value(x, o));
    put_count(x, m, "left_off", o->left_off);
}

static Value input_value(Explainer *x, const Origin *o)
{
    MemberList m = { 0 };

    put_text(x, &m, "text", o->printed.len ? o->printed : o->text);
    if (o->has_number)
        map_put(x->scratch, &m, "number", value_number(o->number));
    put_origin(x, &m, o);
    return value_map(m.at, m.len);
}

static Value inputs_value(Explainer *x, const Origin *o)
{
    ValueList list = { 0 };

    for (size_t i = 0; i < o->input_count; i++)
        *list_add(x->scratch, &list) = input_value(x, o->inputs[i]);
    return value_list(list.at, list.len);
}

static Value entry_value(Explainer *x, const Explained *e)
{
    const Spot *s = &e->spot;
    MemberList m = { 0 };

    put_text(x, &m, "text", e->text);
    if (e->origin->has_number)
        map_put(x->scratch, &m, "number", value_number(e->origin->number));
    put_count(x, &m, x->by_slides ? "slide" : "page", explainer_page(x, e));
    put_text(x, &m, "section", s->section);
    put_text(x, &m, "block", s->kind);
    put_text(x, &m, "id", s->id);
    map_put(x->scratch, &m, "part", value_text(str_of(s->part)));
    put_text(x, &m, "row", s->row);
    put_count(x, &m, "row_number", s->row_number);
    put_text(x, &m, "column", s->column);
    put_text(x, &m, "series", s->series);
    put_text(x, &m, "category", s->category);
    put_place(x, &m, "template", s->at, STR(""));
    put_origin(x, &m, e->origin);
    return value_map(m.at, m.len);
}

void explain_write_json(Explainer *x, const ExplainFilter *only, Buf *out)
{
    bool is_first = true;

    buf_add_char(out, '[');
    for (size_t i = 0; i < x->all->len; i++) {
        if (!explainer_shows(x, only, &x->all->at[i]))
            continue;
        ArenaMark mark = arena_save(x->scratch);
        Value entry = entry_value(x, &x->all->at[i]);
        buf_add_str(out, is_first ? STR("\n") : STR(",\n"));
        json_write(out, &entry, false);
        arena_rewind(x->scratch, mark);
        is_first = false;
    }
    buf_add_str(out, STR("\n]\n"));
}
