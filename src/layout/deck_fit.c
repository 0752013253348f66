/*
 * deck_fit.c - blocks into the slots of slides: measured, and where they are
 * too much, set smaller, carried on to another slide, or cut.
 */

#include "layout/fit.h"

#include <math.h>

/* Text of a slide is not set below 11 pt; running text not below 12. */
#define WORDS_LEAST (12.0 / 16 * SLIDE_SCALE)
#define FIGURES_LEAST (11.0 / 12 * SLIDE_SCALE)
#define SCALE_STEP 0.05
/* What leaves a slide half empty is set larger, if it then takes no more than
 * this share of its slot. */
#define LARGE_MOST 0.8
/* A table that breaks more lines then must leave more. */
#define BROKEN_MOST 0.7
/* What a chart needs at least, its texts included, and at most for its width.
 */
#define CHART_LEAST_PT 150
#define CHART_TALLEST 0.9

enum { TAIL_LEAST = 4 /* rows of a table that are worth a slide */ };

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* ---- One block ------------------------------------------------------------
 */

/* The gap that the first thing drawn asks for; the place that a link leads to
 * may stand before it. */
static double first_gap_taken(Galley *g)
{
    for (size_t i = 0; i < g->slabs.len; i++) {
        double gap = g->slabs.at[i].before_pt;
        g->slabs.at[i].before_pt = 0;
        if (g->slabs.at[i].frame)
            return gap;
    }
    return 0;
}

Slab deck_compose(Layout *l, const Block *b, double width_pt, double height_pt)
{
    Galley g = { .width_pt = width_pt };
    Slab all;

    l->chart_pt = b->kind == BLOCK_CHART ? height_pt : 0;
    block_add(l, &g, b);
    l->chart_pt = 0;
    double before = first_gap_taken(&g);
    all = galley_stack(l, &g);
    all.before_pt = before;
    all.after_pt = g.slabs.len ? g.slabs.at[g.slabs.len - 1].after_pt : 0;
    return all;
}

static double notes_pt(const Slab *s)
{
    double sum = 0;

    for (size_t i = 0; i < s->pins.len; i++)
        if (s->pins.at[i].kind == PIN_NOTE)
            sum += s->pins.at[i].note->height_pt;
    return sum;
}

static double scale_of(const Block *b, double scale)
{
    return b->kind == BLOCK_CHART ? SLIDE_SCALE : scale;
}

/*
 * The same block is measured for whether it goes in, for whether it may grow,
 * and for where it stands.  Equal bytes are equal blocks: what they point to
 * is not altered once it is made.
 */
static Measure compose_and_measure(Fitter *f, const Block *b, double width_pt)
{
    uint64_t hash = str_hash((Str){ (const char *)b, sizeof *b });
    Measured *known =
        &f->measured[(hash + (uint64_t)width_pt) % MEASURED_COUNT];

    if (known->width_pt == width_pt && memcmp(&known->block, b, sizeof *b) == 0)
        return known->result;
    Slab s = deck_compose(&f->l, b, width_pt, 0);
    known->width_pt = width_pt;
    memcpy(&known->block, b, sizeof *b);
    known->result =
        (Measure){ s.height_pt, s.before_pt, s.after_pt, notes_pt(&s) };
    return known->result;
}

static Measure measure(Fitter *f, const Block *b, double width_pt, double scale,
                       double chart_pt)
{
    Measure m;

    if (b->kind == BLOCK_CHART)
        return (Measure){ chart_pt, 14, 14, 0 };
    m = compose_and_measure(f, b, width_pt / scale);
    return (Measure){ m.height_pt * scale, m.before_pt * scale,
                      m.after_pt * scale, m.notes_pt * SLIDE_SCALE };
}

/* ---- Several, one below the other -----------------------------------------
 */

typedef struct {
    Fitter *f;
    double scale, chart_pt;
    FittedSlot *out; /* NULL: only measured */
    double notes_pt; /* of all footnotes called */
} Stack;

static double stack_blocks(Stack *s, Blocks blocks, Rect area);

static double column_gap_pt(void)
{
    return 16;
}

static double stack_columns(Stack *s, const Columns *c, Rect area)
{
    double gap = column_gap_pt(), sum = 0, tallest = 0, x = area.x_pt;
    double room = area.width_pt - gap * (double)(c->column_count - 1);

    for (size_t i = 0; i < c->column_count; i++)
        sum += c->weights ? c->weights[i] : 1;
    for (size_t i = 0; i < c->column_count; i++) {
        double width = room * (c->weights ? c->weights[i] : 1) / sum;
        Rect column = { x, area.y_pt, width, area.height_pt };
        tallest = larger(tallest, stack_blocks(s, c->columns[i], column));
        x += width + gap;
    }
    return tallest;
}

static Measure stack_one(Stack *s, const Block *b, Rect at)
{
    Measure m;

    if (b->kind == BLOCK_COLUMNS) {
        m = (Measure){ stack_columns(s, &b->as.columns, at), 10, 14, 0 };
        return m;
    }
    m = measure(s->f, b, at.width_pt, scale_of(b, s->scale), s->chart_pt);
    s->notes_pt += m.notes_pt;
    if (s->out) {
        at.height_pt = m.height_pt;
        *list_add(s->f->a, &s->out->blocks) =
            (PlacedBlock){ b, at, scale_of(b, s->scale) };
    }
    return m;
}

/* Height of the blocks; a gap before the first or after the last is none. */
static double stack_blocks(Stack *s, Blocks blocks, Rect area)
{
    double y = area.y_pt, after = 0;

    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        Rect at = { area.x_pt, y, area.width_pt, 0 };
        FittedSlot *out = s->out;
        Measure m;

        if (i) { /* the gap is known only when the block is measured */
            s->out = NULL;
            m = stack_one(s, b, at);
            s->out = out;
            at.y_pt += larger(after, m.before_pt);
        }
        if (!i || out)
            m = stack_one(s, b, at);
        y = at.y_pt + m.height_pt;
        after = m.after_pt;
    }
    return y - area.y_pt;
}

static bool has_chart(const Block *b)
{
    if (b->kind == BLOCK_CHART)
        return true;
    for (size_t i = 0;
         b->kind == BLOCK_COLUMNS && i < b->as.columns.column_count; i++)
        for (size_t j = 0; j < b->as.columns.columns[i].len; j++)
            if (has_chart(&b->as.columns.columns[i].at[j]))
                return true;
    return false;
}

/* What is left over goes to the charts. */
static double chart_height(Fitter *f, Blocks blocks, Rect box, double scale)
{
    Stack s = { .f = f, .scale = scale, .chart_pt = CHART_LEAST_PT };
    double rest = box.height_pt - stack_blocks(&s, blocks, box) - s.notes_pt;
    size_t charts = 0;

    for (size_t i = 0; i < blocks.len; i++)
        charts += has_chart(&blocks.at[i]);
    if (!charts || rest < 0)
        return CHART_LEAST_PT;
    return fmin(CHART_LEAST_PT + rest / (double)charts,
                larger(CHART_LEAST_PT, box.width_pt * CHART_TALLEST));
}

static bool goes_in(Fitter *f, Blocks blocks, Rect box, double scale)
{
    Stack s = { .f = f, .scale = scale, .chart_pt = CHART_LEAST_PT };
    double height = stack_blocks(&s, blocks, box);

    return fits(box.height_pt, height + s.notes_pt);
}

/* ---- What has room to spare ------------------------------------------------
 */

static double height_at(Fitter *f, Blocks blocks, Rect box, double scale)
{
    Stack s = { .f = f, .scale = scale, .chart_pt = CHART_LEAST_PT };

    return stack_blocks(&s, blocks, box) + s.notes_pt;
}

static bool may_grow(const Block *b)
{
    return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_LIST ||
           b->kind == BLOCK_TABLE || b->kind == BLOCK_KPIS ||
           b->kind == BLOCK_QUOTE || b->kind == BLOCK_CALLOUT;
}

/* True if a table breaks no more lines than before. */
static bool breaks_as_before(Fitter *f, const Block *b, Rect box)
{
    Blocks one = { b, 1 };

    return b->kind != BLOCK_TABLE ||
           height_at(f, one, box, SLIDE_LARGE) / SLIDE_LARGE <=
               height_at(f, one, box, SLIDE_SCALE) / SLIDE_SCALE * 1.01;
}

/* True if a table stands in this width in one piece and not in tight type. */
static bool stands_in(Fitter *f, const Block *b, double width_pt)
{
    double sum = 0;

    if (b->kind != BLOCK_TABLE)
        return true;
    TableStretches all =
        table_stretches(f->env, f->l.a, f->l.t, f->l.r, b->as.table, width_pt);
    if (all.len != 1 || all.at[0].size_pt < f->l.t->text[TEXT_TABLE].size_pt)
        return false;
    for (size_t i = 0; i < all.at[0].len; i++)
        sum += all.at[0].widths_pt[i];
    return fits(width_pt, sum);
}

bool slot_holds(Fitter *f, Blocks blocks, Rect box, double scale)
{
    for (size_t i = 0; i < blocks.len; i++)
        if (!stands_in(f, &blocks.at[i], box.width_pt / scale))
            return false;
    return goes_in(f, blocks, box, scale);
}

bool slot_grows(Fitter *f, Blocks blocks, Rect box)
{
    double most = LARGE_MOST;

    for (size_t i = 0; i < blocks.len; i++) {
        if (!may_grow(&blocks.at[i]) ||
            !stands_in(f, &blocks.at[i], box.width_pt / SLIDE_LARGE))
            return false;
        if (!breaks_as_before(f, &blocks.at[i], box))
            most = BROKEN_MOST;
    }
    return height_at(f, blocks, box, SLIDE_LARGE) <= box.height_pt * most;
}

Blocks slot_loosened(Fitter *f, Blocks blocks, Rect box)
{
    Block *to = arena_make_array(f->a, Block, blocks.len);

    for (size_t i = 0; i < blocks.len; i++) {
        to[i] = blocks.at[i];
        if (to[i].kind != BLOCK_TABLE ||
            to[i].as.table->density != DENSITY_NORMAL)
            continue;
        Table *t = arena_make(f->a, Table);
        *t = *to[i].as.table;
        t->density = DENSITY_ROOMY;
        to[i].as.table = t;
    }
    Blocks loose = { to, blocks.len };
    return height_at(f, loose, box, f->scale) <= box.height_pt * LARGE_MOST
               ? loose
               : blocks;
}

static void place_all(Fitter *f, Blocks blocks, FittedSlot *slot, double scale)
{
    Stack s = { .f = f, .scale = scale, .out = slot };

    s.chart_pt = chart_height(f, blocks, slot->box, scale);
    stack_blocks(&s, blocks, slot->box);
}

/* ---- How far it may shrink -------------------------------------------------
 */

static double least_scale(Blocks blocks)
{
    double least = WORDS_LEAST;

    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        if (b->kind == BLOCK_TABLE || b->kind == BLOCK_KPIS)
            least = FIGURES_LEAST;
        for (size_t j = 0;
             b->kind == BLOCK_COLUMNS && j < b->as.columns.column_count; j++)
            least = larger(least, least_scale(b->as.columns.columns[j]));
    }
    return least;
}

/* The largest scale at which all goes in, or 0. */
static double scale_that_fits(Fitter *f, Blocks blocks, Rect box, double least)
{
    for (double s = SLIDE_SCALE; s > least - SCALE_STEP; s -= SCALE_STEP) {
        double scale = larger(s, least);
        if (goes_in(f, blocks, box, scale))
            return scale;
    }
    return 0;
}

/* ---- What comes on this slide, and what on the next ------------------------
 */

static Blocks blocks_of(BlockList *list)
{
    return (Blocks){ list->at, list->len };
}

static bool with_more_goes_in(Fitter *f, const BlockList *here, Block b,
                              Rect box, double scale)
{
    Block *all = arena_make_array(f->l.a, Block, here->len + 1);

    for (size_t i = 0; i < here->len; i++)
        all[i] = here->at[i];
    all[here->len] = b;
    return goes_in(f, (Blocks){ all, here->len + 1 }, box, scale);
}

/* True if what a table has before row `i` may end a slide: not the name of a
 * group, nor rows without their sum. */
static bool ends_well(const Table *t, size_t i)
{
    return t->rows[i - 1].kind != ROW_GROUP &&
           t->rows[i].kind != ROW_SUBTOTAL && t->rows[i].kind != ROW_TOTAL;
}

/* The last good end among the first `most` rows; `most` if there is none. */
static size_t good_end(const Table *t, size_t most)
{
    for (size_t i = most; i > 2; i--)
        if (ends_well(t, i))
            return i;
    return most;
}

/* The most of `b` that goes in below `here`; false if that is nothing. */
static bool cut_block(Fitter *f, const BlockList *here, const Block *b,
                      Rect box, double scale, Block *head, Block *tail)
{
    size_t least = 1, most = block_pieces(b);

    if (most < 2)
        return false;
    if (most > 80) /* no slide holds more, and measuring costs */
        most = 80;
    if (b->kind == BLOCK_TABLE && most > 2)
        least = 2;
    block_split(f, b, least, head, tail);
    if (!with_more_goes_in(f, here, *head, box, scale))
        return false;
    while (most - least > 1) {
        size_t middle = least + (most - least) / 2;
        block_split(f, b, middle, head, tail);
        if (with_more_goes_in(f, here, *head, box, scale))
            least = middle;
        else
            most = middle;
    }
    if (b->kind == BLOCK_TABLE)
        least = good_end(b->as.table, least);
    block_split(f, b, least, head, tail);
    return true;
}

/* True if a table that would leave no more than its last rows for the next
 * slide stands there whole, without what is above it here. */
static bool better_whole(Fitter *f, const BlockList *here, const Block *b,
                         const Block *tail, Rect box, double scale)
{
    Blocks one = { b, 1 };

    return b->kind == BLOCK_TABLE && here->len &&
           !here->at[here->len - 1].keep_with_next &&
           tail->as.table->row_count < TAIL_LEAST &&
           goes_in(f, one, box, scale);
}

/* From `from`, as much as goes in to `here`, the rest to `rest`. */
static void deal(Fitter *f, Blocks from, Rect box, double scale,
                 BlockList *here, BlockList *rest)
{
    size_t i = 0;
    Block head, tail;

    while (i < from.len && with_more_goes_in(f, here, from.at[i], box, scale))
        *list_add(f->a, here) = from.at[i++];
    if (i < from.len &&
        cut_block(f, here, &from.at[i], box, scale, &head, &tail) &&
        !better_whole(f, here, &from.at[i], &tail, box, scale)) {
        *list_add(f->a, here) = head;
        *list_add(f->a, rest) = tail;
        i++;
    } else if (i < from.len && !here->len) {
        *list_add(f->a, here) = from.at[i++]; /* nothing else helps it */
    }
    for (; i < from.len; i++)
        *list_add(f->a, rest) = from.at[i];
}

/* ---- Slots -----------------------------------------------------------------
 */

static const char *slot_name(const Fitter *f, size_t slot)
{
    return f->slide->slot_count < 2 ? "the body"
           : slot == 0              ? "the left side"
                                    : "the right side";
}

/* What had to be done, by slide and slot. */
static Diag *say(Fitter *f, DiagLevel level, size_t slot, Str what)
{
    Str title = runs_text(f->a, f->slide->title);
    Diag *(*how)(DiagList *, Span, const char *, ...) =
        level == DIAG_ERROR     ? diag_error
        : level == DIAG_WARNING ? diag_warning
                                : diag_note;

    return how(f->env->diags, f->at, "slide '%.*s': %s %.*s", STR_ARG(title),
               slot_name(f, slot), STR_ARG(what));
}

/* As small as it must be, for what cannot be divided. */
static void place_squeezed(Fitter *f, Blocks blocks, FittedSlot *out,
                           size_t slot)
{
    double scale = least_scale(blocks);

    if (!goes_in(f, blocks, out->box, scale)) {
        while (scale > SCALE_STEP && !goes_in(f, blocks, out->box, scale))
            scale *= 0.9;
        say(f, DIAG_WARNING, slot,
            STR("holds more than can be read: it is set in very small type"))
            ->hint = STR("show less there, or give it a slide of its own");
    }
    out->was_shrunk = true;
    place_all(f, blocks, out, scale);
}

static void note_shrunk(Fitter *f, size_t slot, double scale)
{
    say(f, DIAG_NOTE, slot,
        str_format(f->a, "is set at %d %% of its size, to fit",
                   (int)lround(scale / SLIDE_SCALE * 100)));
}

static bool place_shrunk(Fitter *f, Blocks blocks, FittedSlot *out, size_t slot)
{
    double scale = scale_that_fits(f, blocks, out->box, least_scale(blocks));

    if (!(scale > 0))
        return false;
    if (scale < SLIDE_SCALE) {
        out->was_shrunk = true;
        note_shrunk(f, slot, scale);
    }
    place_all(f, blocks, out, scale);
    return true;
}

static void place_cut(Fitter *f, Blocks blocks, FittedSlot *out, size_t slot,
                      double scale)
{
    BlockList here = { 0 }, rest = { 0 };

    deal(f, blocks, out->box, scale, &here, &rest);
    if (rest.len && here.len)
        block_end(f, &here.at[here.len - 1]);
    out->was_cut = true;
    say(f, DIAG_WARNING, slot, STR("was cut: there is more than it holds"))
        ->hint =
        STR("say less, or leave out fit: it goes on on another slide then");
    if (goes_in(f, blocks_of(&here), out->box, scale))
        place_all(f, blocks_of(&here), out, scale);
    else
        place_squeezed(f, blocks_of(&here), out, slot);
}

/* What one slide holds of it; the rest is for the next. */
static Blocks place_split(Fitter *f, Blocks blocks, FittedSlot *out,
                          size_t slot)
{
    BlockList here = { 0 }, rest = { 0 };
    double scale = f->table_scale > 0 ? f->table_scale : SLIDE_SCALE;

    deal(f, blocks, out->box, scale, &here, &rest);
    if (goes_in(f, blocks_of(&here), out->box, scale))
        place_all(f, blocks_of(&here), out, scale);
    else
        place_squeezed(f, blocks_of(&here), out, slot);
    return blocks_of(&rest);
}

Blocks slot_fit(Fitter *f, Blocks blocks, FittedSlot *out, size_t slot)
{
    FitPolicy fit = (FitPolicy)f->slide->fit;

    if (!blocks.len)
        return (Blocks){ 0 };
    blocks = slot_prepared(f, blocks, out->box, FIGURES_LEAST);
    double scale = f->table_scale > 0 ? f->table_scale : f->scale;
    if (goes_in(f, blocks, out->box, scale)) {
        place_all(f, blocks, out, scale);
        return (Blocks){ 0 };
    }
    switch (fit) {
    case FIT_ERROR:
        say(f, DIAG_ERROR, slot, STR("holds more than fits"))->hint =
            STR("say less, or leave out fit: error");
        f->failed = true;
        return (Blocks){ 0 };
    case FIT_TRUNCATE:
        place_cut(f, blocks, out, slot, SLIDE_SCALE);
        return (Blocks){ 0 };
    case FIT_SHRINK:
        if (!place_shrunk(f, blocks, out, slot))
            place_cut(f, blocks, out, slot, least_scale(blocks));
        return (Blocks){ 0 };
    case FIT_AUTO:
        if (place_shrunk(f, blocks, out, slot))
            return (Blocks){ 0 };
        break;
    case FIT_SPLIT:
        break;
    }
    return place_split(f, blocks, out, slot);
}
