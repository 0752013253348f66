/*
 * dump.c - the model as text that people read and diff: everything it says, in
 * order, one thing a line.
 */

#include "report/report.h"

#include <math.h>

typedef struct {
    FILE *out;
    int depth;
    Arena *scratch;
} Dump;

static void dump_blocks(Dump *d, Blocks blocks);

/* ---- Lines --------------------------------------------------------------- */

static void begin(Dump *d)
{
    fprintf(d->out, "%*s", d->depth * 2, "");
}

/* Line ends and the like are shown, so that a line stays a line. */
static void put_text(Dump *d, Str s)
{
    fputc('"', d->out);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == '"' || c == '\\')
            fprintf(d->out, "\\%c", c);
        else if (c == '\n')
            fputs("\\n", d->out);
        else if (c < 32)
            fprintf(d->out, "\\x%02x", c);
        else
            fputc(c, d->out);
    }
    fputc('"', d->out);
}

static void put_field(Dump *d, const char *name, Str s)
{
    if (!s.len)
        return;
    fprintf(d->out, " %s=", name);
    put_text(d, s);
}

static void line(Dump *d, const char *name, Str s)
{
    if (!s.len)
        return;
    begin(d);
    fprintf(d->out, "%s ", name);
    put_text(d, s);
    fputc('\n', d->out);
}

static const char *tone_name(unsigned tone)
{
    static const char *const names[] = { "normal",  "positive", "negative",
                                         "warning", "muted",    "accent" };
    return names[tone < COUNT_OF(names) ? tone : 0];
}

static void put_run(Dump *d, const Run *r)
{
    put_text(d, r->text);
    if (r->bold || r->italic || r->code || r->strike || r->breaks)
        fprintf(d->out, "[%s%s%s%s%s]", r->bold ? "b" : "",
                r->italic ? "i" : "", r->code ? "c" : "", r->strike ? "s" : "",
                r->breaks ? "/" : "");
    if (r->tone)
        fprintf(d->out, "{%s}", tone_name(r->tone));
    if (r->link.len)
        fprintf(d->out, "<%s%.*s>", r->is_reference ? "ref " : "",
                STR_ARG(r->link));
    if (r->note)
        fprintf(d->out, "^%u", (unsigned)r->note);
}

static void put_runs(Dump *d, Runs runs)
{
    for (size_t i = 0; i < runs.len; i++) {
        fputc(' ', d->out);
        put_run(d, &runs.at[i]);
    }
}

static void line_runs(Dump *d, const char *name, Runs runs)
{
    if (!runs.len)
        return;
    begin(d);
    fputs(name, d->out);
    put_runs(d, runs);
    fputc('\n', d->out);
}

static void put_number(Dump *d, double v)
{
    if (isnan(v))
        fputs(" -", d->out);
    else
        fprintf(d->out, " %.10g", v);
}

/* ---- Measures ------------------------------------------------------------ */

static void dump_delta(Dump *d, const Delta *delta)
{
    static const char *const arrows[] = { "flat", "up", "down" };

    begin(d);
    fprintf(d->out, "delta %s %s", arrows[delta->arrow],
            tone_name(delta->tone));
    put_field(d, "text", delta->text);
    put_field(d, "versus", delta->versus);
    fputc('\n', d->out);
}

static void dump_kpi(Dump *d, const Kpi *k)
{
    begin(d);
    fprintf(d->out, "kpi%s", k->is_primary ? " primary" : "");
    put_field(d, "id", k->id);
    put_field(d, "label", k->label);
    fprintf(d->out, " value=%.*s|%.*s|%.*s", STR_ARG(k->value.before),
            STR_ARG(k->value.digits), STR_ARG(k->value.after));
    if (k->has_number)
        fprintf(d->out, " number=%.*s",
                STR_ARG(decimal_format(d->scratch, k->number)));
    put_field(d, "reason", k->reason);
    fputc('\n', d->out);
    d->depth++;
    for (size_t i = 0; i < k->delta_count; i++)
        dump_delta(d, &k->deltas[i]);
    if (k->target.len) {
        begin(d);
        fprintf(d->out, "target %s %.4f", tone_name(k->target_tone),
                k->target_ratio);
        put_field(d, "text", k->target);
        fputc('\n', d->out);
    }
    if (k->spark_count) {
        begin(d);
        fputs("spark", d->out);
        for (size_t i = 0; i < k->spark_count; i++)
            put_number(d, k->spark[i]);
        fputc('\n', d->out);
    }
    d->depth--;
}

/* ---- Tables -------------------------------------------------------------- */

static void dump_column(Dump *d, const Column *c)
{
    static const char *const aligns[] = { "left", "right", "center" };
    static const char *const widths[] = { "auto", "fixed", "fraction" };
    static const char *const looks[] = { "text", "pill", "bar", "spark" };

    begin(d);
    fputs("column", d->out);
    put_field(d, "label", c->label);
    put_field(d, "group", c->group);
    fprintf(d->out, " %s %s", aligns[c->align], widths[c->width]);
    if (c->width != WIDTH_AUTO)
        fprintf(d->out, "(%g)", c->measure);
    fprintf(d->out, " %s%s%s", looks[c->look], c->is_header ? " header" : "",
            c->is_numeric ? " numeric" : "");
    if (c->priority)
        fprintf(d->out, " priority=%d", c->priority);
    fputc('\n', d->out);
}

static void put_cell(Dump *d, const Cell *c)
{
    fputs(" | ", d->out);
    if (c->runs)
        put_runs(d, *c->runs);
    else
        fprintf(d->out, "%.*s", STR_ARG(c->text));
    if (c->has_number)
        fprintf(d->out, " (%.*s)",
                STR_ARG(decimal_format(d->scratch, c->number)));
    if (c->tone)
        fprintf(d->out, " {%s}", tone_name(c->tone));
    if (c->indent)
        fprintf(d->out, " >%u", c->indent);
    if (c->heat)
        fprintf(d->out, " heat%u", c->heat);
    if (c->col_span > 1)
        fprintf(d->out, " span%u", c->col_span);
    if (c->bar > 0)
        fprintf(d->out, " bar%.3f", (double)c->bar);
    for (uint32_t i = 0; i < c->spark_count; i++)
        put_number(d, c->spark[i]);
}

static void dump_row(Dump *d, const Row *row)
{
    static const char *const kinds[] = { "row", "group", "subtotal", "total" };
    ArenaMark mark = arena_save(d->scratch);

    begin(d);
    fprintf(d->out, "%s%s", kinds[row->kind], row->highlight ? " *" : "");
    for (size_t i = 0; i < row->cell_count; i++)
        put_cell(d, &row->cells[i]);
    fputc('\n', d->out);
    arena_rewind(d->scratch, mark);
}

static void dump_table(Dump *d, const Table *t)
{
    static const char *const densities[] = { "normal", "compact", "roomy" };

    fprintf(d->out, " %zu x %zu %s\n", t->row_count, t->column_count,
            densities[t->density]);
    d->depth++;
    line(d, "number", t->number);
    line_runs(d, "title", t->title);
    for (size_t i = 0; i < t->column_count; i++)
        dump_column(d, &t->columns[i]);
    for (size_t i = 0; i < t->row_count; i++)
        dump_row(d, &t->rows[i]);
    line_runs(d, "note", t->note);
    d->depth--;
}

/* ---- Charts -------------------------------------------------------------- */

static void dump_axis(Dump *d, const char *name, const Axis *a)
{
    begin(d);
    fprintf(d->out, "%s style=%d decimals=%d from=%g to=%g", name,
            (int)a->format.style, a->format.decimals, a->from, a->to);
    put_field(d, "title", a->title);
    fputc('\n', d->out);
}

/* What only some kinds have of a category. */
static void dump_extras(Dump *d, const Chart *c, const Series *s, size_t i)
{
    if (c->x_values)
        fprintf(d->out, " x=%.10g", c->x_values[i]);
    if (c->sizes && c->kind != CHART_COHORT)
        fprintf(d->out, " size=%.10g", c->sizes[i]);
    if (c->days)
        fprintf(d->out, " day=%d", (int)c->days[i]);
    if (s->low)
        fprintf(d->out, " band=%.10g..%.10g", s->low[i], s->high[i]);
    if (s->inner_low)
        fprintf(d->out, " inner=%.10g..%.10g", s->inner_low[i],
                s->inner_high[i]);
}

static void dump_flights(Dump *d, const Chart *c)
{
    for (size_t i = 0; i < c->flight_count; i++) {
        const Flight *f = &c->flights[i];
        begin(d);
        fprintf(d->out, "flight %u %d..%d color=%d", (unsigned)f->category,
                (int)f->from_day, (int)f->to_day, (int)f->color);
        put_field(d, "text", f->text);
        fputc('\n', d->out);
    }
    for (size_t i = 0; i < c->key_count; i++) {
        begin(d);
        fprintf(d->out, "key color=%d", (int)c->keys[i].color);
        put_field(d, "name", c->keys[i].name);
        fputc('\n', d->out);
    }
    for (size_t i = 0; c->quadrants && i < 4; i++)
        line(d, "quadrant", c->quadrants[i]);
    for (size_t i = 0; c->total_labels && i < c->category_count; i++)
        line(d, "total", c->total_labels[i]);
}

static void dump_series(Dump *d, const Chart *c, const Series *s)
{
    begin(d);
    fprintf(d->out, "series color=%d mark=%d%s%s%s%s%s%s", s->color, s->mark,
            s->on_right ? " right" : "", s->is_context ? " context" : "",
            s->is_highlight ? " highlight" : "", s->is_dashed ? " dashed" : "",
            s->is_other ? " other" : "", s->is_unnamed ? " unnamed" : "");
    if (s->scenario)
        fprintf(d->out, " scenario=%d", s->scenario);
    put_field(d, "name", s->name);
    fputc('\n', d->out);
    d->depth++;
    for (size_t i = 0; i < c->category_count; i++) {
        begin(d);
        put_text(d, c->categories[i]);
        put_number(d, s->values[i]);
        put_field(d, "label", s->labels[i]);
        if (c->steps && c->steps[i] == STEP_TOTAL)
            fputs(" total", d->out);
        if (c->targets && !isnan(c->targets[i]))
            fprintf(d->out, " target=%.10g", c->targets[i]);
        dump_extras(d, c, s, i);
        fputc('\n', d->out);
    }
    d->depth--;
}

static const char *chart_name(unsigned kind)
{
    static const char *const names[] = {
        "line",    "column",    "stacked",   "stacked_100", "bar",
        "area",    "combo",     "donut",     "waterfall",   "funnel",
        "bullet",  "sparkline", "scatter",   "bubble",      "matrix",
        "heatmap", "cohort",    "calendar",  "slope",       "gauge",
        "gantt",   "treemap",   "marimekko", "multiples",   "histogram"
    };
    return names[kind < COUNT_OF(names) ? kind : 0];
}

static void dump_chart(Dump *d, const Chart *c)
{
    fprintf(d->out, " %s %zu x %zu%s%s\n", chart_name(c->kind), c->series_count,
            c->category_count, c->is_time ? " time" : "",
            c->label_values ? " labels" : "");
    d->depth++;
    line(d, "number", c->number);
    line_runs(d, "title", c->title);
    line(d, "subtitle", c->subtitle);
    line(d, "alt", c->alt);
    dump_axis(d, "left", &c->left);
    dump_axis(d, "right", &c->right);
    if (c->partial_until) {
        begin(d);
        fprintf(d->out, "partial_until=%zu\n", c->partial_until);
    }
    if (c->partial_from < c->category_count ||
        c->forecast_from < c->category_count) {
        begin(d);
        fprintf(d->out, "partial_from=%zu forecast_from=%zu\n", c->partial_from,
                c->forecast_from);
    }
    for (size_t i = 0; i < c->series_count; i++)
        dump_series(d, c, &c->series[i]);
    dump_flights(d, c);
    for (size_t i = 0; i < c->annotation_count; i++) {
        begin(d);
        fprintf(d->out, "annotation category=%d value=%.10g",
                (int)c->annotations[i].category, c->annotations[i].value);
        put_field(d, "text", c->annotations[i].text);
        fputc('\n', d->out);
    }
    if (c->center) {
        line(d, "center", c->center[0]);
        line(d, "center", c->center[1]);
    }
    line(d, "note", c->note);
    d->depth--;
}

/* ---- Blocks -------------------------------------------------------------- */

static void dump_section(Dump *d, const Section *s)
{
    fprintf(d->out, " %d%s%s", s->level, s->landscape ? " landscape" : "",
            s->unlisted ? " unlisted" : "");
    put_field(d, "number", s->number);
    put_field(d, "short", s->short_title);
    put_runs(d, s->title);
    fputc('\n', d->out);
    d->depth++;
    dump_blocks(d, s->body);
    d->depth--;
}

static void dump_list(Dump *d, const List *list)
{
    if (list->ordered)
        fprintf(d->out, " ordered from %u", (unsigned)list->start);
    fputc('\n', d->out);
    d->depth++;
    for (size_t i = 0; i < list->item_count; i++) {
        begin(d);
        fputs("item\n", d->out);
        d->depth++;
        dump_blocks(d, list->items[i].body);
        d->depth--;
    }
    d->depth--;
}

static void dump_callout(Dump *d, const Callout *c)
{
    static const char *const kinds[] = { "insight", "note", "risk", "action" };

    fprintf(d->out, " %s", kinds[c->kind]);
    put_field(d, "label", c->label);
    fputc('\n', d->out);
    d->depth++;
    line_runs(d, "title", c->title);
    dump_blocks(d, c->body);
    line_runs(d, "footer", c->footer);
    d->depth--;
}

static void dump_cover(Dump *d, const Cover *c)
{
    fputc('\n', d->out);
    d->depth++;
    line(d, "title", c->title);
    line(d, "subtitle", c->subtitle);
    line(d, "client", c->client_name);
    line(d, "logo", c->client_logo ? c->client_logo_alt : STR(""));
    line(d, "period", c->period);
    line(d, "date", c->date);
    line(d, "version", c->version);
    line(d, "prepared_by", c->prepared_by);
    line(d, "confidentiality", c->confidentiality);
    d->depth--;
}

static void dump_image(Dump *d, const ImageBlock *i)
{
    Size size = picture_size(i->picture);

    fprintf(d->out, " %.2f x %.2f pt", size.width_pt, size.height_pt);
    if (i->width_pt > 0)
        fprintf(d->out, " set %.2f pt wide", i->width_pt);
    put_field(d, "alt", i->alt);
    put_runs(d, i->caption);
    fputc('\n', d->out);
}

static void dump_columns(Dump *d, const Columns *c)
{
    fputc('\n', d->out);
    d->depth++;
    for (size_t i = 0; i < c->column_count; i++) {
        begin(d);
        fprintf(d->out, "column %g\n", c->weights ? c->weights[i] : 1);
        d->depth++;
        dump_blocks(d, c->columns[i]);
        d->depth--;
    }
    d->depth--;
}

static void dump_slide(Dump *d, const Slide *s)
{
    fprintf(d->out, " %s", slide_kind_name((SlideKind)s->kind));
    put_runs(d, s->title);
    fputc('\n', d->out);
    d->depth++;
    line(d, "subtitle", s->subtitle);
    for (size_t i = 0; i < s->slot_count; i++) {
        begin(d);
        fprintf(d->out, "slot %zu\n", i + 1);
        d->depth++;
        dump_blocks(d, s->slots[i]);
        d->depth--;
    }
    if (s->notes.len) {
        begin(d);
        fputs("notes\n", d->out);
        d->depth++;
        dump_blocks(d, s->notes);
        d->depth--;
    }
    d->depth--;
}

static void dump_block(Dump *d, const Block *b)
{
    static const char *const names[] = { "section",    "text",  "list",
                                         "callout",    "quote", "kpis",
                                         "table",      "chart", "image",
                                         "columns",    "cover", "toc",
                                         "page_break", "slide" };
    static const char *const paragraphs[] = { "", " lead", " note", " source" };

    begin(d);
    if (b->page_break_before)
        fputs("(new page) ", d->out);
    fputs(names[b->kind], d->out);
    if (b->id.len)
        fprintf(d->out, " #%.*s", STR_ARG(b->id));
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        dump_section(d, &b->as.section);
        return;
    case BLOCK_PARAGRAPH:
        fputs(paragraphs[b->as.paragraph.kind], d->out);
        put_runs(d, b->as.paragraph.runs);
        fputc('\n', d->out);
        return;
    case BLOCK_LIST:
        dump_list(d, &b->as.list);
        return;
    case BLOCK_CALLOUT:
        dump_callout(d, &b->as.callout);
        return;
    case BLOCK_QUOTE:
        fputc('\n', d->out);
        d->depth++;
        dump_blocks(d, b->as.quote.body);
        line_runs(d, "source", b->as.quote.source);
        d->depth--;
        return;
    case BLOCK_KPIS:
        fputc('\n', d->out);
        d->depth++;
        for (size_t i = 0; i < b->as.kpis.item_count; i++)
            dump_kpi(d, &b->as.kpis.items[i]);
        d->depth--;
        return;
    case BLOCK_TABLE:
        dump_table(d, b->as.table);
        return;
    case BLOCK_CHART:
        dump_chart(d, b->as.chart);
        return;
    case BLOCK_IMAGE:
        dump_image(d, &b->as.image);
        return;
    case BLOCK_COLUMNS:
        dump_columns(d, &b->as.columns);
        return;
    case BLOCK_COVER:
        dump_cover(d, b->as.cover);
        return;
    case BLOCK_TOC:
        if (b->as.toc.of != TOC_SECTIONS)
            fprintf(d->out, " of %s",
                    b->as.toc.of == TOC_FIGURES ? "figures" : "tables");
        else
            fprintf(d->out, " depth %d", b->as.toc.depth);
        put_field(d, "title", b->as.toc.title);
        fputc('\n', d->out);
        return;
    case BLOCK_PAGE_BREAK:
        fputc('\n', d->out);
        return;
    case BLOCK_SLIDE:
        dump_slide(d, b->as.slide);
        return;
    }
}

static void dump_blocks(Dump *d, Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++)
        dump_block(d, &blocks.at[i]);
}

void report_dump(const Report *r, FILE *out)
{
    Dump d = { out, 0, arena_new() };

    line(&d, "title", r->title);
    line(&d, "subject", r->subject);
    line(&d, "author", r->author);
    line(&d, "language", r->lang);
    line(&d, "created", r->created);
    line(&d, "running title", r->running_title);
    line(&d, "watermark", r->watermark);
    line(&d, "page of", r->page_of);
    line(&d, "agency", r->brand.name);
    line(&d, "footer", r->brand.footer);
    dump_blocks(&d, r->body);
    for (size_t i = 0; i < r->note_count; i++) {
        fprintf(out, "footnote %zu", i + 1);
        put_runs(&d, r->notes[i].text);
        fputc('\n', out);
    }
    arena_free(d.scratch);
}
