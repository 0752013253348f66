/*
 * deck.c - a report as slides, one idea each, and slides as a report to read.
 *
 * A presentation names its slides; sections, cover and contents become slides
 * of their kind.  A report has none, so what it says is dealt out: a chart, a
 * table or a row of cards takes a slide, with the few words before it beside
 * or above it; longer text takes slides of its own.
 */

#include "report/report.h"

/* As much text as stands beside a chart. */
#define BESIDE_CHARACTERS 420
/* A section of a report with fewer slides has no slide of its own before them;
 * PowerPoint's list of sections and the bookmarks name it all the same. */
#define OPENED_SLIDES 4
/* As many cards as stand below each other beside a chart. */
#define CARDS_BESIDE 3

typedef struct {
    Arena *a;
    const Report *r;
    LIST(DeckSlide) slides;
    LIST(Block) pending; /* words that wait for what they explain */
    Runs heading;        /* of the section in hand */
    Runs last_heading;   /* of that of the slide made last */
    StrList ids;         /* of sections whose slide comes next */
    bool parted;         /* a page break: the next slide is a new one */
    Str section;
    size_t first_of_section; /* slide of the section in hand */
    Span at;
} Dealer;

const char *slide_kind_name(SlideKind kind)
{
    static const char *const names[SLIDE_KIND_COUNT] = {
        "auto",  "title",          "section",    "agenda",      "KPIs",
        "chart", "chart and text", "two charts", "two content", "content",
        "table", "comparison",     "quote",      "closing",     "blank"
    };
    return names[kind];
}

const char *slide_kind_word(SlideKind kind)
{
    static const char *const words[SLIDE_KIND_COUNT] = {
        "",      "title",          "section",    "agenda",      "kpis",
        "chart", "chart_and_text", "two_charts", "two_content", "content",
        "table", "comparison",     "quote",      "closing",     "blank"
    };
    return words[kind];
}

/* ---- What a slide is ------------------------------------------------------
 */

static bool is_only(Blocks b, BlockKind kind)
{
    return b.len == 1 && b.at[0].kind == kind;
}

static bool has_kind(Blocks b, BlockKind kind)
{
    for (size_t i = 0; i < b.len; i++)
        if (b.at[i].kind == kind)
            return true;
    return false;
}

static SlideKind kind_of_two(const Slide *s)
{
    bool first = is_only(s->slots[0], BLOCK_CHART);
    bool second = is_only(s->slots[1], BLOCK_CHART);

    return first && second ? SLIDE_TWO_CHARTS
           : first         ? SLIDE_CHART_TEXT
                           : SLIDE_TWO_CONTENT;
}

static SlideKind kind_by_content(const Slide *s)
{
    if (s->slot_count == 2)
        return kind_of_two(s);
    if (!s->slot_count)
        return SLIDE_SECTION;
    if (is_only(s->slots[0], BLOCK_CHART))
        return SLIDE_CHART;
    if (is_only(s->slots[0], BLOCK_QUOTE))
        return SLIDE_QUOTE;
    if (has_kind(s->slots[0], BLOCK_KPIS))
        return SLIDE_KPIS;
    return is_only(s->slots[0], BLOCK_TABLE) ? SLIDE_TABLE : SLIDE_CONTENT;
}

/* A body of a chart and words, parted into the two sides of its layout. */
static void part_sides(Arena *a, Slide *s)
{
    Blocks body = s->slots[0];
    LIST(Block) words = { 0 };
    size_t chart = 0;

    if (s->slot_count != 1 || body.len < 2)
        return;
    while (chart < body.len && body.at[chart].kind != BLOCK_CHART)
        chart++;
    if (chart == body.len)
        return;
    for (size_t i = 0; i < body.len; i++)
        if (i != chart)
            *list_add(a, &words) = body.at[i];
    s->slots[0] = (Blocks){ &body.at[chart], 1 };
    s->slots[1] = (Blocks){ words.at, words.len };
    s->slot_count = 2;
}

static Runs title_within(const Slide *s)
{
    for (size_t i = 0; i < s->slot_count; i++)
        for (size_t j = 0; j < s->slots[i].len; j++) {
            const Block *b = &s->slots[i].at[j];
            if (b->kind == BLOCK_CHART && b->as.chart->title.len)
                return b->as.chart->title;
            if (b->kind == BLOCK_TABLE && b->as.table->title.len)
                return b->as.table->title;
        }
    return (Runs){ 0 };
}

/* The one that gave the slide its title does not say it again; and numbers of
 * figures mean nothing on slides. */
static Block without_title(Dealer *d, Block b, Str title)
{
    if (b.kind == BLOCK_CHART) {
        Chart *c = arena_make(d->a, Chart);
        *c = *b.as.chart;
        c->number = (Str){ 0 };
        if (str_equal(runs_text(d->a, c->title), title))
            c->title = (Runs){ 0 };
        b.as.chart = c;
    } else if (b.kind == BLOCK_TABLE) {
        Table *t = arena_make(d->a, Table);
        *t = *b.as.table;
        t->number = (Str){ 0 };
        if (str_equal(runs_text(d->a, t->title), title))
            t->title = (Runs){ 0 };
        b.as.table = t;
    }
    return b;
}

static void strip_titles(Dealer *d, Slide *s)
{
    Str title = runs_text(d->a, s->title);

    for (size_t i = 0; i < s->slot_count; i++) {
        Blocks from = s->slots[i];
        Block *to = arena_make_array(d->a, Block, from.len);
        for (size_t j = 0; j < from.len; j++)
            to[j] = without_title(d, from.at[j], title);
        s->slots[i] = (Blocks){ to, from.len };
    }
}

/* "Inc.", "Co.", "Ltd." */
static bool is_abbreviation(Str word)
{
    for (size_t i = 0; i + 1 < word.len; i++)
        if ((word.at[i] | 0x20) < 'a' || (word.at[i] | 0x20) > 'z')
            return false;
    return word.len <= 5 && word.at[0] >= 'A' && word.at[0] <= 'Z';
}

/* A sentence as a title has no full stop; an abbreviation keeps its own. */
static Runs without_stop(Arena *a, Runs from)
{
    Str text = str_trim(runs_text(a, from));
    Run *to = arena_make_array(a, Run, from.len + 1);
    size_t word = text.len, spaces = 0;

    if (from.len == 0 || text.len < 2 || text.at[text.len - 1] != '.' ||
        text.at[text.len - 2] == '.')
        return from;
    while (word && text.at[word - 1] != ' ')
        word--;
    for (size_t i = 0; i < word; i++)
        spaces += text.at[i] == ' ';
    if (spaces < 3 || is_abbreviation(str_slice(text, word, text.len)))
        return from;
    for (size_t i = 0; i < from.len; i++)
        to[i] = from.at[i];
    Str *last = &to[from.len - 1].text;
    *last = str_trim(*last);
    if (!last->len || last->at[last->len - 1] != '.')
        return from;
    *last = str_slice(*last, 0, last->len - 1);
    return (Runs){ to, from.len };
}

static Slide *slide_add(Dealer *d, Slide made, Str id, Span at)
{
    Slide *s = arena_make(d->a, Slide);

    StrList ids = d->ids; /* what leads to a section leads to its first slide */

    d->ids = (StrList){ 0 };
    if (id.len)
        *list_add(d->a, &ids) = id;
    *s = made;
    if (s->kind == SLIDE_CHART_TEXT)
        part_sides(d->a, s);
    if (s->kind == SLIDE_AUTO)
        s->kind = (uint8_t)kind_by_content(s);
    if (!s->title.len)
        s->title = title_within(s);
    if (!str_trim(runs_text(d->a, s->title)).len)
        s->title = d->heading.len ? d->heading : runs_of(d->a, d->r->title);
    strip_titles(d, s);
    s->title = without_stop(d->a, s->title);
    *list_add(d->a, &d->slides) =
        (DeckSlide){ .slide = s, .ids = ids, .section = d->section, .at = at };
    d->parted = false;
    d->last_heading = d->heading;
    return s;
}

/* The same, for what has no title of its own. */
static void slide_add_untitled(Dealer *d, Slide made, Str id, Span at)
{
    bool joins = d->slides.len > d->first_of_section && !d->ids.len &&
                 !d->parted && d->last_heading.at == d->heading.at;

    made.title = d->heading;
    slide_add(d, made, id, at);
    d->slides.at[d->slides.len - 1].joins = joins;
}

/* ---- Dealing out a report -------------------------------------------------
 */

static size_t text_size(Arena *a, const Block *b)
{
    size_t sum = 0;

    switch ((BlockKind)b->kind) {
    case BLOCK_PARAGRAPH:
        return runs_text(a, b->as.paragraph.runs).len;
    case BLOCK_LIST:
        for (size_t i = 0; i < b->as.list.item_count; i++)
            for (size_t j = 0; j < b->as.list.items[i].body.len; j++)
                sum += text_size(a, &b->as.list.items[i].body.at[j]);
        return sum;
    case BLOCK_CALLOUT:
        sum = runs_text(a, b->as.callout.title).len;
        for (size_t i = 0; i < b->as.callout.body.len; i++)
            sum += text_size(a, &b->as.callout.body.at[i]);
        return sum;
    default:
        return BESIDE_CHARACTERS;
    }
}

static Blocks pending_taken(Dealer *d)
{
    Blocks all = { d->pending.at, d->pending.len };

    d->pending.at = NULL;
    d->pending.len = 0;
    d->pending.room = 0;
    return all;
}

static void flush(Dealer *d)
{
    if (!d->pending.len)
        return;
    Slide s = { .kind = SLIDE_CONTENT, .slot_count = 1 };
    s.slots[0] = pending_taken(d);
    slide_add_untitled(d, s, (Str){ 0 }, s.slots[0].at[0].at);
}

static bool pending_is_short(Dealer *d)
{
    size_t sum = 0;

    for (size_t i = 0; i < d->pending.len; i++)
        sum += text_size(d->a, &d->pending.at[i]);
    return sum < BESIDE_CHARACTERS;
}

/* Words said above the chart whose title repeats them are said once. */
static void drop_repeated(Dealer *d, const Chart *c)
{
    Str title = str_trim(runs_text(d->a, c->title));

    while (d->pending.len) {
        const Block *b = &d->pending.at[d->pending.len - 1];
        if (b->kind != BLOCK_PARAGRAPH ||
            !str_equal(str_trim(runs_text(d->a, b->as.paragraph.runs)), title))
            return;
        d->pending.len--;
    }
}

static void deal_chart(Dealer *d, const Block *b)
{
    Slide s = { .kind = SLIDE_CHART, .slot_count = 1 };

    drop_repeated(d, b->as.chart);
    if (!pending_is_short(d))
        flush(d);
    s.title = b->as.chart->title;
    s.slots[0] = (Blocks){ b, 1 };
    if (d->pending.len) {
        s.kind = SLIDE_CHART_TEXT;
        s.slots[s.slot_count++] = pending_taken(d);
    }
    slide_add(d, s, b->id, b->at);
}

/* The slide made last, if it is this report's own and of that kind. */
static Slide *last_slide(Dealer *d, SlideKind kind)
{
    DeckSlide *last = d->slides.len ? &d->slides.at[d->slides.len - 1] : NULL;

    return last && !d->ids.len && !d->pending.len &&
                   last->slide->kind == kind &&
                   d->slides.len > d->first_of_section
               ? (Slide *)last->slide
               : NULL;
}

static Blocks with_block(Arena *a, Blocks from, const Block *b)
{
    Block *to = arena_make_array(a, Block, from.len + 1);

    for (size_t i = 0; i < from.len; i++)
        to[i] = from.at[i];
    to[from.len] = *b;
    return (Blocks){ to, from.len + 1 };
}

/* Small print belongs to what it follows. */
static bool deal_note(Dealer *d, const Block *b)
{
    static const SlideKind kinds[] = { SLIDE_TABLE, SLIDE_KPIS, SLIDE_CHART,
                                       SLIDE_CHART_TEXT };

    if (b->kind != BLOCK_PARAGRAPH || b->as.paragraph.kind != PARA_NOTE)
        return false;
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        Slide *s = last_slide(d, kinds[i]);
        if (!s)
            continue;
        Blocks *slot = &s->slots[s->slot_count - 1];
        *slot = with_block(d->a, *slot, b);
        return true;
    }
    return false;
}

/* A few cards beside the chart that they follow. */
static bool deal_cards_beside(Dealer *d, const Block *b)
{
    Slide *s = last_slide(d, SLIDE_CHART);

    if (!s || s->slot_count != 1 || b->as.kpis.item_count > CARDS_BESIDE)
        return false;
    s->kind = SLIDE_CHART_TEXT;
    s->slots[s->slot_count++] = (Blocks){ b, 1 };
    return true;
}

/* Tables and cards, with a few words above them. */
static void deal_below_words(Dealer *d, const Block *b, SlideKind kind,
                             Runs title)
{
    Slide s = { .kind = (uint8_t)kind, .slot_count = 1 };
    Blocks words;

    if (!pending_is_short(d))
        flush(d);
    words = pending_taken(d);
    s.slots[0] = with_block(d->a, words, b);
    if (!title.len) {
        slide_add_untitled(d, s, b->id, b->at);
        return;
    }
    /* a sentence leads in to the table; more is what the section says */
    s.title = words.len > 1 ? d->heading : title;
    slide_add(d, s, b->id, b->at);
}

/* A chart with what stands beside it has a layout of its own, and so have two
 * charts. */
static void deal_columns(Dealer *d, const Block *b)
{
    const Columns *c = &b->as.columns;
    Slide s = { .kind = SLIDE_CHART_TEXT, .slot_count = 2 };

    if (c->column_count != 2 || !is_only(c->columns[0], BLOCK_CHART)) {
        deal_below_words(d, b, SLIDE_CONTENT, (Runs){ 0 });
        return;
    }
    flush(d);
    s.title = c->columns[0].at->as.chart->title;
    s.slots[0] = c->columns[0];
    s.slots[1] = c->columns[1];
    if (is_only(s.slots[1], BLOCK_CHART)) {
        s.kind = SLIDE_TWO_CHARTS;
        s.title = d->heading;
    }
    slide_add(d, s, b->id, b->at);
}

static void deal_quote(Dealer *d, const Block *b)
{
    Slide s = { .kind = SLIDE_QUOTE, .title = d->heading, .slot_count = 1 };

    flush(d);
    s.slots[0] = (Blocks){ b, 1 };
    slide_add(d, s, b->id, b->at);
}

static void deal_image(Dealer *d, const Block *b)
{
    Slide s = { .kind = SLIDE_CONTENT, .slot_count = 1 };

    flush(d);
    s.slots[0] = (Blocks){ b, 1 };
    slide_add_untitled(d, s, b->id, b->at);
}

static void deal_cover(Dealer *d, const Block *b)
{
    const Cover *c = b->as.cover;
    Slide s = { .kind = SLIDE_TITLE,
                .title = runs_of(d->a, c->title.len ? c->title : d->r->title),
                .subtitle = c->subtitle,
                .cover = c };
    slide_add(d, s, b->id, b->at);
}

/* What leads to a section of the contents; no id of a block begins with 0. */
static Str section_key(Dealer *d, const Block *b)
{
    if (b->id.len)
        return b->id;
    for (size_t i = 0; i < d->r->body.len; i++)
        if (b == &d->r->body.at[i])
            return str_format(d->a, "%csection%zu", 0, i);
    return (Str){ 0 };
}

/* The sections by name, each leading to its slide. */
static void deal_agenda(Dealer *d, const Block *b)
{
    Slide s = { .kind = SLIDE_AGENDA,
                .title = runs_of(d->a, b->as.toc.title),
                .slot_count = 1 };
    LIST(ListItem) items = { 0 };

    for (size_t i = 0; i < d->r->body.len; i++) {
        const Block *section = &d->r->body.at[i];
        if (section->kind != BLOCK_SECTION || section->as.section.unlisted)
            continue;
        Run *run = arena_make(d->a, Run);
        run->text = runs_text(d->a, section->as.section.title);
        run->link = str_format(d->a, "#%.*s", STR_ARG(section_key(d, section)));
        Block *p = arena_make(d->a, Block);
        p->kind = BLOCK_PARAGRAPH;
        p->as.paragraph.runs = (Runs){ run, 1 };
        *list_add(d->a, &items) = (ListItem){ { p, 1 } };
    }
    if (!items.len)
        return;
    Block *list = arena_make(d->a, Block);
    list->kind = BLOCK_LIST;
    list->as.list = (List){ items.at, items.len, true, 1 };
    s.slots[0] = (Blocks){ list, 1 };
    slide_add(d, s, b->id, b->at);
}

static void deal_blocks(Dealer *d, Blocks blocks);

/* Sections of a presentation are opened; those of a report if what follows is
 * worth it, or if nothing follows. */
static bool needs_opener(Dealer *d, const Block *b)
{
    Dealer trial = *d;

    if (d->r->is_presentation)
        return true;
    memset(&trial.slides, 0, sizeof trial.slides);
    memset(&trial.pending, 0, sizeof trial.pending);
    memset(&trial.ids, 0, sizeof trial.ids);
    trial.first_of_section = 0;
    trial.heading = b->as.section.title;
    deal_blocks(&trial, b->as.section.body);
    flush(&trial);
    return !trial.slides.len || trial.slides.len >= OPENED_SLIDES;
}

static void deal_section(Dealer *d, const Block *b)
{
    const Section *s = &b->as.section;
    Runs outer = d->heading;
    Str key = section_key(d, b);

    flush(d);
    d->heading = s->title;
    if (s->level <= 1)
        d->section = runs_text(d->a, s->title);
    if (s->level <= 1 && needs_opener(d, b)) {
        Slide opener = { .kind = SLIDE_SECTION,
                         .title = s->title,
                         .number = s->number };
        slide_add(d, opener, key, b->at);
    } else if (key.len) {
        *list_add(d->a, &d->ids) = key;
    }
    d->first_of_section = d->slides.len;
    deal_blocks(d, s->body);
    flush(d);
    d->heading = outer;
}

static void deal_slide(Dealer *d, const Block *b)
{
    flush(d);
    slide_add(d, *b->as.slide, b->id, b->at);
}

static void deal_block(Dealer *d, const Block *b)
{
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        deal_section(d, b);
        return;
    case BLOCK_SLIDE:
        deal_slide(d, b);
        return;
    case BLOCK_COVER:
        flush(d);
        deal_cover(d, b);
        return;
    case BLOCK_TOC:
        if (b->as.toc.of != TOC_SECTIONS)
            return; /* pages are listed, not slides */
        flush(d);
        deal_agenda(d, b);
        return;
    case BLOCK_CHART:
        deal_chart(d, b);
        return;
    case BLOCK_TABLE:
        deal_below_words(d, b, SLIDE_TABLE, b->as.table->title);
        return;
    case BLOCK_KPIS:
        if (deal_cards_beside(d, b))
            return;
        deal_below_words(d, b, SLIDE_KPIS, (Runs){ 0 });
        return;
    case BLOCK_QUOTE:
        deal_quote(d, b);
        return;
    case BLOCK_COLUMNS:
        deal_columns(d, b);
        return;
    case BLOCK_IMAGE:
        deal_image(d, b);
        return;
    case BLOCK_PARAGRAPH:
        if (deal_note(d, b))
            return;
        /* fall through */
    case BLOCK_LIST:
    case BLOCK_CALLOUT:
        *list_add(d->a, &d->pending) = *b;
        return;
    case BLOCK_PAGE_BREAK:
        flush(d);
        d->parted = true;
        return;
    }
}

static void deal_blocks(Dealer *d, Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++)
        deal_block(d, &blocks.at[i]);
}

/* The small print after the last section closes the deck. */
static void deal_end(Dealer *d)
{
    if (!d->pending.len)
        return;
    Blocks words = pending_taken(d);
    DeckSlide *last = d->slides.len ? &d->slides.at[d->slides.len - 1] : NULL;

    if (last && last->slide->kind == SLIDE_CLOSING &&
        last->slide->slot_count < SLIDE_SLOTS) {
        Slide *s = (Slide *)last->slide;
        s->slots[s->slot_count++] = words;
        return;
    }
    Slide s = { .kind = SLIDE_CLOSING, .slot_count = 1 };
    s.title =
        runs_of(d->a, d->r->brand.name.len ? d->r->brand.name : d->r->title);
    s.slots[0] = words;
    slide_add(d, s, (Str){ 0 }, words.at[0].at);
}

Deck deck_of_report(Arena *a, const Report *r)
{
    Dealer d = { .a = a, .r = r };

    d.heading = runs_of(a, r->title);
    deal_blocks(&d, r->body);
    deal_end(&d);
    return (Deck){ d.slides.at, d.slides.len };
}

/* ---- Slides as a report to read -------------------------------------------
 */

typedef struct {
    Arena *a;
    const Report *r;
} Handout;

static Blocks handout_blocks(Handout *h, Blocks from, int level);

static Block words_block(Arena *a, Str text, ParagraphKind kind)
{
    Block b = { .kind = BLOCK_PARAGRAPH };

    b.as.paragraph.runs = runs_of(a, text);
    b.as.paragraph.kind = (uint8_t)kind;
    return b;
}

static Block notes_block(Handout *h, const Slide *s)
{
    Block b = { .kind = BLOCK_CALLOUT };

    b.as.callout.kind = CALLOUT_NOTE;
    b.as.callout.title = runs_of(h->a, h->r->words_notes);
    b.as.callout.body = s->notes;
    return b;
}

/* A slide as a section: its title, what stands on it, what is said to it. */
static Block handout_slide(Handout *h, const Block *from, int level)
{
    const Slide *s = from->as.slide;
    LIST(Block) body = { 0 };
    Block b = { .kind = BLOCK_SECTION, .id = from->id, .at = from->at };

    if (s->subtitle.len)
        *list_add(h->a, &body) = words_block(h->a, s->subtitle, PARA_LEAD);
    for (size_t i = 0; i < s->slot_count; i++)
        for (size_t j = 0; j < s->slots[i].len; j++)
            *list_add(h->a, &body) = s->slots[i].at[j];
    if (s->notes.len) {
        if (body.len)
            body.at[body.len - 1].keep_with_next = true;
        *list_add(h->a, &body) = notes_block(h, s);
    }
    b.as.section.title = s->title.len ? s->title : title_within(s);
    if (!b.as.section.title.len)
        b.as.section.title = runs_of(h->a, h->r->title);
    b.as.section.level = (uint8_t)level;
    b.as.section.body = (Blocks){ body.at, body.len };
    return b;
}

static Block handout_section(Handout *h, const Block *from, int level)
{
    Block b = *from;

    b.as.section.level = (uint8_t)level;
    b.as.section.body =
        handout_blocks(h, from->as.section.body, level < 4 ? level + 1 : 4);
    return b;
}

static Blocks handout_blocks(Handout *h, Blocks from, int level)
{
    Block *to = arena_make_array(h->a, Block, from.len);

    for (size_t i = 0; i < from.len; i++)
        to[i] = from.at[i].kind == BLOCK_SLIDE
                    ? handout_slide(h, &from.at[i], level)
                : from.at[i].kind == BLOCK_SECTION
                    ? handout_section(h, &from.at[i], level)
                    : from.at[i];
    return (Blocks){ to, from.len };
}

const Report *handout_of_deck(Arena *a, const Report *r)
{
    Handout h = { a, r };
    Report *out = arena_make(a, Report);

    *out = *r;
    out->is_presentation = false;
    out->body = handout_blocks(&h, r->body, 1);
    return out;
}
