/*
 * explain_walk.c - every text of the report in which a number stands, with what
 * was noted of it.
 */

#include "eval/explain.h"

#include "eval/expr.h"

typedef LIST(Explained) ExplainedList;
typedef LIST(PrintedText *) PrintedList;

typedef struct {
    Machine *m;
    Explain *x;
    Arena *a;
    ExplainedList out;
    PrintedList *by_block; /* what was printed, by `made` */
    size_t *first_unused;
    uint32_t made;
    Spot spot; /* of the block in hand */
} Walk;

static void walk_blocks(Walk *w, Blocks blocks);

/* ---- Entries ---------------------------------------------------------------
 */

static void add(Walk *w, Str text, const Spot *spot, const Origin *o)
{
    *list_add(w->a, &w->out) = (Explained){ text, *spot, o };
}

static Spot spot_of(const Walk *w, const char *part)
{
    Spot s = w->spot;

    s.part = part;
    return s;
}

static const Spot *spot_kept(const Walk *w)
{
    Spot *kept = arena_make(w->a, Spot);

    *kept = w->spot;
    return kept;
}

/* ---- Running text -----------------------------------------------------------
 */

/* What nothing printed is words, with the numbers in them. */
static void add_words(Walk *w, Str text, size_t from, size_t to,
                      const Spot *spot)
{
    Str words = str_trim(str_slice(text, from, to));

    while (from && words.len && strchr(".,;:)", words.at[0]))
        words = str_trim(str_slice(words, 1, words.len));

    if (text_has_digit(words))
        add(w, words, spot, origin_of_words(w->m, words, spot->at));
}

static bool is_figure(Str s, size_t i)
{
    return i < s.len && s.at[i] >= '0' && s.at[i] <= '9';
}

/* Where `part` stands in `s`, not as a part of a number; s.len if nowhere. */
static size_t find_whole(Str s, Str part, size_t from)
{
    while (part.len && from < s.len) {
        size_t at = from + str_find(str_slice(s, from, s.len), part);
        size_t end = at + part.len;
        bool cuts = (at && is_figure(s, at) && is_figure(s, at - 1)) ||
                    (is_figure(s, end) && is_figure(s, end - 1));
        if (at == s.len || !cuts)
            return at;
        from = at + 1;
    }
    return s.len;
}

/* The next thing printed for this block that stands in text from `from` on. */
static PrintedText *next_in(Walk *w, uint32_t made, Str text, size_t from,
                            size_t *at)
{
    PrintedList *list = &w->by_block[made];

    for (size_t i = w->first_unused[made]; i < list->len; i++) {
        PrintedText *p = list->at[i];
        if (p->is_used)
            continue;
        *at = find_whole(text, p->text, from);
        if (*at < text.len)
            return p;
    }
    return NULL;
}

static void use(Walk *w, uint32_t made, PrintedText *p)
{
    size_t *first = &w->first_unused[made];

    p->is_used = true;
    while (*first < w->by_block[made].len &&
           w->by_block[made].at[*first]->is_used)
        ++*first;
}

/* Words of the whole, not a piece of one. */
static bool holds_part(Str whole, Str part)
{
    size_t at = find_whole(whole, part, 0), end = at + part.len;

    return at < whole.len && (at == 0 || whole.at[at - 1] == ' ') &&
           (end == whole.len || whole.at[end] == ' ');
}

/* A paragraph of a longer text that was printed as one value. */
static const PrintedText *part_of(Walk *w, uint32_t made, Str text)
{
    const PrintedList *list = &w->by_block[made];

    for (size_t i = 0; i < list->len; i++)
        if (holds_part(list->at[i]->text, text))
            return list->at[i];
    return NULL;
}

static void add_running(Walk *w, Str text, const Spot *spot, uint32_t made)
{
    size_t from = 0, at;

    for (;;) {
        PrintedText *p = next_in(w, made, text, from, &at);
        if (!p)
            break;
        add_words(w, text, from, at, spot);
        add(w, p->text, spot, p->origin);
        from = at + p->text.len;
        use(w, made, p);
    }
    const PrintedText *longer =
        from == 0 ? part_of(w, made, str_trim(text)) : NULL;
    if (longer)
        add(w, text, spot, longer->origin);
    else
        add_words(w, text, from, text.len, spot);
}

/* True if something of the block, not yet used, stands in it. */
static bool has_printed(Walk *w, uint32_t made, Str text)
{
    size_t at;

    return next_in(w, made, text, 0, &at) || part_of(w, made, str_trim(text));
}

/* ---- Any text
 * ---------------------------------------------------------------- */

static void walk_text(Walk *w, Str text, const Spot *spot)
{
    if (!text_has_digit(text))
        return;
    const Origin *o = explain_text_find(w->x, text);
    if (o)
        add(w, text, spot, o);
    else
        add_running(w, text, spot, has_printed(w, w->made, text) ? w->made : 0);
}

static void walk_part(Walk *w, const char *part, Str text)
{
    Spot s = spot_of(w, part);
    walk_text(w, text, &s);
}

static void walk_runs(Walk *w, const char *part, Runs runs)
{
    if (runs.len == 1)
        walk_part(w, part, runs.at[0].text);
    else if (runs.len)
        walk_part(w, part, runs_text(w->a, runs));
}

/* ---- Cards and tables
 * --------------------------------------------------------- */

static void walk_kpi(Walk *w, const Kpi *k)
{
    Str parts[] = { k->value.before, k->value.digits, k->value.after };
    Str value = str_join(w->a, parts, 3, STR(""));
    Spot s = spot_of(w, "value");

    s.row = k->label;
    walk_part(w, "label", k->label);
    const Origin *o = explain_text_find(
        w->x, k->value.before.len ? k->value.before : k->value.digits);
    if (o && text_has_digit(value))
        add(w, value, &s, o);
    else
        walk_text(w, value, &s);
    for (size_t i = 0; i < k->delta_count; i++) {
        s.part = "change";
        walk_text(w, k->deltas[i].text, &s);
        s.part = "versus";
        walk_text(w, k->deltas[i].versus, &s);
    }
    s.part = "target";
    walk_text(w, k->target, &s);
    s.part = "reason";
    walk_text(w, k->reason, &s);
}

static Str cell_text(Walk *w, const Cell *c)
{
    return c->runs ? runs_text(w->a, *c->runs) : c->text;
}

static void walk_row(Walk *w, const Table *t, size_t number)
{
    const Row *row = &t->rows[number];
    Spot s = spot_of(w, "cell");
    size_t column = 0;

    s.outer = spot_kept(w);
    s.thing = row;
    s.row_number = number + 1;
    s.row = row->cell_count ? cell_text(w, &row->cells[0]) : STR("");
    for (size_t i = 0; i < row->cell_count; i++) {
        const Cell *c = &row->cells[i];
        s.column =
            column < t->column_count ? t->columns[column].label : STR("");
        walk_text(w, cell_text(w, c), &s);
        column += c->col_span ? c->col_span : 1;
    }
}

static void walk_table(Walk *w, const Table *t)
{
    walk_runs(w, "title", t->title);
    for (size_t i = 0; i < t->row_count; i++)
        walk_row(w, t, i);
    for (size_t i = 0; i < t->column_count; i++) {
        walk_part(w, "heading", t->columns[i].label);
        walk_part(w, "heading", t->columns[i].group);
    }
    walk_runs(w, "note", t->note);
}

/* ---- Charts
 * ------------------------------------------------------------------- */

/* One text a category, or a series; NULL if there are none. */
static void walk_each(Walk *w, const char *part, const Str *texts, size_t count,
                      const Str *categories)
{
    Spot s = spot_of(w, part);

    for (size_t i = 0; texts && i < count; i++) {
        s.category = categories ? categories[i] : STR("");
        walk_text(w, texts[i], &s);
    }
}

static void walk_series(Walk *w, const Chart *c, const Series *s)
{
    Spot spot = spot_of(w, "value");

    walk_part(w, "series", s->name);
    spot.series = s->name;
    for (size_t i = 0; s->labels && i < c->category_count; i++) {
        spot.category = c->categories[i];
        walk_text(w, s->labels[i], &spot);
    }
    spot.category = STR("");
    spot.part = "range";
    walk_text(w, s->range, &spot);
}

static void walk_flights(Walk *w, const Chart *c)
{
    Spot s = spot_of(w, "bar");

    for (size_t i = 0; i < c->flight_count; i++) {
        s.category = c->categories[c->flights[i].category];
        walk_text(w, c->flights[i].text, &s);
    }
}

static void walk_chart(Walk *w, const Chart *c)
{
    size_t count = c->category_count;
    size_t sizes = c->kind == CHART_COHORT ? c->series_count : count;

    walk_runs(w, "title", c->title);
    walk_part(w, "subtitle", c->subtitle);
    walk_each(w, "category", c->categories, count, c->categories);
    walk_each(w, "group", c->category_groups, count, c->categories);
    for (size_t i = 0; i < c->series_count; i++)
        walk_series(w, c, &c->series[i]);
    walk_each(w, "x", c->x_labels, count, c->categories);
    walk_each(w, "size", c->size_labels, sizes,
              c->kind == CHART_COHORT ? NULL : c->categories);
    walk_each(w, "target", c->target_labels, count, c->categories);
    walk_each(w, "total", c->total_labels, count, c->categories);
    walk_each(w, "center", c->center, c->center ? 2 : 0, NULL);
    walk_each(w, "quadrant", c->quadrants, c->quadrants ? 4 : 0, NULL);
    walk_flights(w, c);
    for (size_t i = 0; i < c->annotation_count; i++)
        walk_part(w, "annotation", c->annotations[i].text);
    walk_part(w, "axis", c->left.title);
    walk_part(w, "axis", c->right.title);
    walk_part(w, "axis", c->bottom.title);
    walk_part(w, "note", c->note);
}

/* ---- Blocks
 * -------------------------------------------------------------------- */

static void walk_cover(Walk *w, const Cover *c)
{
    walk_part(w, "title", c->title);
    walk_part(w, "subtitle", c->subtitle);
    walk_part(w, "client", c->client_name);
    walk_part(w, "period", c->period);
    walk_part(w, "date", c->date);
    walk_part(w, "version", c->version);
    walk_part(w, "prepared_by", c->prepared_by);
}

static void walk_slide(Walk *w, const Slide *s)
{
    w->spot.section = runs_text(w->a, s->title);
    walk_runs(w, "title", s->title);
    walk_part(w, "subtitle", s->subtitle);
    if (s->cover)
        walk_cover(w, s->cover);
    for (size_t i = 0; i < s->slot_count; i++)
        walk_blocks(w, s->slots[i]);
    w->spot.kind = STR("notes");
    walk_blocks(w, s->notes);
}

static void walk_section(Walk *w, const Section *s)
{
    w->spot.section = runs_text(w->a, s->title);
    walk_runs(w, "title", s->title);
    walk_blocks(w, s->body);
}

static void walk_callout(Walk *w, const Callout *c)
{
    walk_runs(w, "title", c->title);
    walk_blocks(w, c->body);
    walk_runs(w, "footer", c->footer);
}

static void walk_list(Walk *w, const List *l)
{
    for (size_t i = 0; i < l->item_count; i++)
        walk_blocks(w, l->items[i].body);
}

static void walk_kind(Walk *w, const Block *b)
{
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        walk_section(w, &b->as.section);
        break;
    case BLOCK_PARAGRAPH:
        walk_runs(w, "text", b->as.paragraph.runs);
        break;
    case BLOCK_LIST:
        walk_list(w, &b->as.list);
        break;
    case BLOCK_CALLOUT:
        walk_callout(w, &b->as.callout);
        break;
    case BLOCK_QUOTE:
        walk_blocks(w, b->as.quote.body);
        walk_runs(w, "source", b->as.quote.source);
        break;
    case BLOCK_KPIS:
        for (size_t i = 0; i < b->as.kpis.item_count; i++)
            walk_kpi(w, &b->as.kpis.items[i]);
        break;
    case BLOCK_TABLE:
        walk_table(w, b->as.table);
        break;
    case BLOCK_CHART:
        walk_chart(w, b->as.chart);
        break;
    case BLOCK_IMAGE:
        walk_runs(w, "caption", b->as.image.caption);
        break;
    case BLOCK_COLUMNS:
        for (size_t i = 0; i < b->as.columns.column_count; i++)
            walk_blocks(w, b->as.columns.columns[i]);
        break;
    case BLOCK_COVER:
        walk_cover(w, b->as.cover);
        break;
    case BLOCK_SLIDE:
        walk_slide(w, b->as.slide);
        break;
    case BLOCK_TOC:
    case BLOCK_PAGE_BREAK:
        break;
    }
}

static void walk_block(Walk *w, const Block *b)
{
    Spot outer = w->spot;
    uint32_t made = w->made;

    w->spot.outer = spot_kept(w);
    w->spot.thing = block_thing(b);
    w->spot.kind = str_of(block_kind_name((BlockKind)b->kind));
    if (b->id.len)
        w->spot.id = b->id;
    if (b->at.src)
        w->spot.at = b->at;
    if (b->made)
        w->made = b->made;
    walk_kind(w, b);
    w->made = made;
    w->spot = outer;
}

static void walk_blocks(Walk *w, Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++)
        walk_block(w, &blocks.at[i]);
}

/* ---- What the data says as it is ------------------------------------------
 */

static bool is_new_text(const Explain *x, const Value *v)
{
    return v->kind == VALUE_TEXT && text_has_digit(v->as.text) &&
           !explain_text_find(x, v->as.text);
}

void explain_texts(Machine *m, const Value *v, int depth)
{
    enum { DEEPEST = 24 };
    Explain *x = m->explain;

    if (depth > DEEPEST || v->is_dataset)
        return;
    for (size_t i = 0; v->kind == VALUE_LIST && i < v->as.list.len; i++) {
        const Value *item = &v->as.list.at[i];
        if (is_new_text(x, item))
            explain_text(x, item->as.text,
                         origin_of_member(m, NULL, STR(""), item, STR("")));
        explain_texts(m, item, depth + 1);
    }
    for (size_t i = 0; v->kind == VALUE_MAP && i < v->as.map.len; i++) {
        const Member *member = &v->as.map.at[i];
        bool is_rows = depth == 0 && (str_is(member->key, "facts") ||
                                      str_is(member->key, "daily_facts"));
        if (is_new_text(x, &member->value))
            explain_text(x, member->value.as.text,
                         origin_of_member(m, v, member->key, &member->value,
                                          name_of_member(m, v, member->key)));
        if (!is_rows)
            explain_texts(m, &member->value, depth + 1);
    }
}

/* ---- All of it -------------------------------------------------------------
 */

static void sort_printed(Walk *w)
{
    size_t count = w->x->last_made + 1;

    w->by_block = arena_make_array(w->a, PrintedList, count);
    w->first_unused = arena_make_array(w->a, size_t, count);
    for (size_t i = 0; i < w->x->printed.len; i++) {
        PrintedText *p = &w->x->printed.at[i];
        *list_add(w->a, &w->by_block[p->made]) = p;
    }
}

const Explanation *explain_report(Maker *k)
{
    Walk w = { .m = &k->m, .x = k->m.explain, .a = k->a };
    Explanation *out = arena_make(k->a, Explanation);

    sort_printed(&w);
    explain_texts(&k->m, k->data, 0);
    walk_blocks(&w, k->report->body);
    w.spot = (Spot){ .kind = STR("footnote") };
    for (size_t i = 0; i < k->report->note_count; i++)
        walk_runs(&w, "text", k->report->notes[i].text);
    *out = (Explanation){ w.out.at, w.out.len };
    return out;
}
