/* deck.c - the slides of a deck, fitted one after the other. */

#include "layout/deck.h"

#include "layout/fit.h"

#define TITLE_LEAST_PT 20

typedef struct {
    Env *env;
    Arena *a;
    FittedDeck *deck;
    const Report *r;
    const SlidePlaces *places; /* or NULL */
    Deck dealt;
    size_t joined; /* of those dealt, onto the one in hand */
    LIST(FittedSlide) slides;
    bool failed;
} Deal;

/* ---- Titles ----------------------------------------------------------------
 */

/* Lines that a title takes at that size; what they hold is of no matter. */
static size_t title_lines(Fitter *f, Str title, double size_pt, double width_pt)
{
    TextStyle style = f->l.t->text[TEXT_H1];
    Run run = { .text = title };
    Para p = { .runs = { &run, 1 },
               .role = TEXT_H1,
               .style = &style,
               .width_pt = width_pt,
               .tag = TAG_ARTIFACT };

    style.size_pt = size_pt * f->heading_width;
    style.leading_pt = size_pt * 1.2;
    return para_lines(&f->l, &p).len;
}

static void fit_title(Fitter *f, FittedSlide *s)
{
    const Rect *area = &s->places.title;
    double size = s->places.title_pt;
    double least = size < TITLE_LEAST_PT ? size : TITLE_LEAST_PT;
    size_t lines = (size_t)(area->height_pt / (size * 1.2) + 0.01);

    if (lines < 1)
        lines = 1;
    while (size > least &&
           title_lines(f, s->title, size, area->width_pt) > lines)
        size -= 1;
    s->title_pt = size;
    for (size_t words = s->title.len;
         words > 1 &&
         title_lines(f, s->title, size, area->width_pt) >
             (size_t)(area->height_pt / (size * 1.2) + 0.01) &&
         title_lines(f, s->title, size, area->width_pt) > 1;) {
        words = words * 9 / 10;
        while (words > 1 && (s->title.at[words] & 0xC0) == 0x80)
            words--;
        s->title = str_format(f->a, "%.*s…", (int)words, s->title.at);
    }
}

static bool is_opener(const FittedSlide *s)
{
    return s->kind == SLIDE_TITLE || s->kind == SLIDE_SECTION;
}

typedef struct {
    size_t count;
    bool has_opener;
} SameTitle;

static SameTitle *same_title(Deal *d, Map *titles, const FittedSlide *s)
{
    SameTitle *same = map_find(titles, s->title);

    if (!same) {
        same = arena_make(d->a, SameTitle);
        map_set(d->a, titles, s->title, same);
    }
    return same;
}

/* Slides of one title are numbered, "Channels (2/3)", but for the one that
 * opens a section: a single one after it goes on. */
static void number_titles(Deal *d)
{
    Map titles = { 0 };
    size_t *numbers = arena_make_array(d->a, size_t, d->slides.len);
    SameTitle **same = arena_make_array(d->a, SameTitle *, d->slides.len);

    for (size_t i = 0; i < d->slides.len; i++) {
        same[i] = same_title(d, &titles, &d->slides.at[i]);
        if (is_opener(&d->slides.at[i]))
            same[i]->has_opener = true;
        else
            numbers[i] = ++same[i]->count;
    }
    for (size_t i = 0; i < d->slides.len; i++) {
        Str *title = &d->slides.at[i].title;
        if (numbers[i] && same[i]->count > 1)
            *title = str_format(d->a, "%.*s (%zu/%zu)", STR_ARG(*title),
                                numbers[i], same[i]->count);
        else if (numbers[i] && same[i]->has_opener)
            *title = str_format(d->a, "%.*s (%.*s)", STR_ARG(*title),
                                STR_ARG(d->r->words_continued));
    }
}

/* ---- One slide -------------------------------------------------------------
 */

static SlideGeometry geometry_of(const Deal *d, SlideKind kind)
{
    return d->places ? d->places->at[kind] : slide_geometry(kind);
}

/* Openers have no slots: given some, they are like any other slide. */
static SlideKind kind_with_room(const Deal *d, const Slide *s)
{
    SlideKind kind = (SlideKind)s->kind;

    if (s->slot_count <= geometry_of(d, kind).slot_count)
        return kind;
    return s->slot_count > 1 ? SLIDE_TWO_CONTENT : SLIDE_CONTENT;
}

static Str slide_title(Arena *a, const Slide *s)
{
    Str title = str_trim(runs_text(a, s->title));

    if (!s->number.len || s->kind != SLIDE_SECTION)
        return title;
    return str_format(a, "%.*s  %.*s", STR_ARG(s->number), STR_ARG(title));
}

/* A subtitle where the layout has no place for one begins the first slot. */
static Blocks first_slot(Arena *a, const Slide *s, const SlideGeometry *g)
{
    Blocks body = s->slots[0];

    if (!s->subtitle.len || g->subtitle.width_pt > 0 || !s->slot_count)
        return body;
    Block *all = arena_make_array(a, Block, body.len + 1);
    all[0].kind = BLOCK_PARAGRAPH;
    all[0].as.paragraph.runs = runs_of(a, s->subtitle);
    all[0].as.paragraph.kind = PARA_LEAD;
    for (size_t i = 0; i < body.len; i++)
        all[i + 1] = body.at[i];
    return (Blocks){ all, body.len + 1 };
}

static FittedSlide *slide_begin(Deal *d, const DeckSlide *from, SlideKind kind)
{
    FittedSlide *s = list_add(d->a, &d->slides);

    s->from = from;
    s->kind = (uint8_t)kind;
    s->places = geometry_of(d, kind);
    s->title = slide_title(d->a, from->slide);
    if (s->places.subtitle.width_pt > 0)
        s->subtitle = from->slide->subtitle;
    return s;
}

/* Type grows on all sides of a slide or on none; what goes on from another
 * slide is as large as there. */
static double scale_of_slide(Fitter *f, const FittedSlide *s, Blocks *rest,
                             size_t count)
{
    if (s->part > 1)
        return SLIDE_SCALE;
    for (size_t i = 0; i < count; i++)
        if (!slot_grows(f, rest[i], s->places.slots[i]))
            return SLIDE_SCALE;
    return SLIDE_LARGE;
}

/* The slots as far as they go; what is left stays in `rest`. */
static void fill_slots(Fitter *f, FittedSlide *s, Blocks *rest, size_t count)
{
    s->slot_count = count;
    f->scale = scale_of_slide(f, s, rest, count);
    for (size_t i = 0; i < count; i++) {
        s->slots[i].box = s->places.slots[i];
        rest[i] = slot_loosened(f, rest[i], s->slots[i].box);
        rest[i] = slot_fit(f, rest[i], &s->slots[i], i);
    }
}

static size_t gather_rest(Blocks *rest, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (rest[i].len)
            rest[kept++] = rest[i];
    return kept;
}

/* More than this is not a slide's worth of rows but a mistake. */
enum { PARTS_MOST = 400 };

static void fit_slide(Deal *d, Fitter *f, const DeckSlide *from)
{
    const Slide *slide = from->slide;
    SlideKind kind = kind_with_room(d, slide);
    SlideGeometry g = geometry_of(d, kind);
    Blocks rest[SLIDE_SLOTS] = { first_slot(d->a, slide, &g), slide->slots[1] };
    size_t count = slide->slot_count, first = d->slides.len;

    do {
        FittedSlide *s = slide_begin(d, from, kind);
        s->part = d->slides.len - first;
        fill_slots(f, s, rest, count);
        count = gather_rest(rest, count);
        kind = count > 1                    ? SLIDE_TWO_CONTENT
               : slide->kind == SLIDE_TABLE ? SLIDE_TABLE
                                            : SLIDE_CONTENT;
    } while (count && !f->failed && d->slides.len - first < PARTS_MOST);
    for (size_t i = first; i < d->slides.len; i++) {
        d->slides.at[i].part = i - first + 1;
        d->slides.at[i].parts = d->slides.len - first;
    }
    if (d->slides.len - first > 1)
        diag_note(d->env->diags, from->at,
                  "slide '%.*s' goes on: it takes %zu slides",
                  STR_ARG(d->slides.at[first].title), d->slides.len - first);
    d->failed |= f->failed;
}

static Layout composer(Env *env, Arena *a, const Theme *t, const Report *r)
{
    Layout l = { .env = env,
                 .a = a,
                 .t = t,
                 .r = r,
                 .locale = r->locale,
                 .rtl = locale_is_rtl(r->locale),
                 .grid = &t->page,
                 .is_slide = true };

    l.doc = arena_make(a, Document);
    tags_begin(a, &l.doc->tags);
    return l;
}

static void with_fitter(Deal *d, const DeckSlide *from,
                        void (*use)(Deal *, Fitter *, const DeckSlide *))
{
    Arena *work = arena_new();
    Fitter f = { .env = d->env,
                 .a = d->a,
                 .l = composer(d->env, work, &d->deck->theme, d->r),
                 .slide = from->slide,
                 .at = from->at,
                 .heading_width = d->places ? d->places->heading_width : 1,
                 .measured = arena_make_array(work, Measured, MEASURED_COUNT) };

    use(d, &f, from);
    d->failed |= f.l.failed;
    arena_free(work);
}

/* Titles of an agency's layouts are made for a word or two.  Beside each other
 * those of sentences would be half as large as the rest: all of a kind of
 * layout take the size that the longest needs, unless that is very small. */
#define TITLE_COMMON_PT 24

static void even_titles(Deal *d)
{
    double common = 0;

    for (size_t i = 0; i < d->slides.len; i++)
        if (!is_opener(&d->slides.at[i]) &&
            (!common || d->slides.at[i].title_pt < common))
            common = d->slides.at[i].title_pt;
    if (common < TITLE_COMMON_PT)
        common = TITLE_COMMON_PT;
    for (size_t i = 0; i < d->slides.len; i++)
        if (!is_opener(&d->slides.at[i]) && d->slides.at[i].title_pt > common)
            d->slides.at[i].title_pt = common;
}

/* As many of the slides that follow as may and do go on this one. */
static void join(Deal *d, Fitter *f, const DeckSlide *at)
{
    DeckSlide *first = (DeckSlide *)at;
    const DeckSlide *end = d->dealt.at + d->dealt.len;

    for (const DeckSlide *next = at + 1; next < end && next->joins; next++) {
        const Slide *all =
            slide_joined(f, d->places, first->slide, next->slide);
        if (!all)
            return;
        first->slide = all;
        for (size_t i = 0; i < next->ids.len; i++)
            *list_add(d->a, &first->ids) = next->ids.at[i];
        d->joined++;
    }
}

static void fit_titles(Deal *d, Fitter *f, const DeckSlide *from)
{
    (void)from;
    for (size_t i = 0; i < d->slides.len; i++)
        fit_title(f, &d->slides.at[i]);
    if (d->places)
        even_titles(d);
}

/* Type measured larger takes the room that a wider font of its size does. */
static void widen(Theme *t, const SlidePlaces *places)
{
    for (size_t i = 0; i < TEXT_ROLE_COUNT; i++)
        t->text[i].size_pt *= places->body_width;
}

const FittedDeck *deck_fit(Env *env, Arena *a, const Theme *t,
                           const Report *report, const SlidePlaces *places)
{
    Deal d = { .env = env, .a = a, .r = report, .places = places };

    if (!t || !report)
        return NULL;
    d.deck = arena_make(a, FittedDeck);
    d.deck->theme = theme_for_slides(t);
    if (places)
        widen(&d.deck->theme, places);
    d.dealt = deck_of_report(a, report);
    for (size_t i = 0; i < d.dealt.len && !d.failed; i += d.joined + 1) {
        d.joined = 0;
        with_fitter(&d, &d.dealt.at[i], join);
        with_fitter(&d, &d.dealt.at[i], fit_slide);
    }
    number_titles(&d);
    if (d.slides.len)
        with_fitter(&d, &d.dealt.at[0], fit_titles);
    d.deck->at = d.slides.at;
    d.deck->len = d.slides.len;
    return d.failed ? NULL : d.deck;
}
