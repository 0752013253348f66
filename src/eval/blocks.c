/* blocks.c - blocks of a template into blocks of the report: what is there,
 * what is repeated, what is hidden. */

#include "eval/maker.h"

#include "eval/explain.h"
#include "eval/expr.h"

static Made make_block(Maker *k, const TemplateBlock *b, BlockList *out);

/* ---- Hiding -------------------------------------------------------------- */

/* What a person calls the block: its title if it is plain, else its kind. */
static Str name_of_block(const Maker *k, const TemplateBlock *b)
{
    const Option *title = option_find(&b->options, "title");
    const Option *id = option_find(&b->options, "id");
    const Text *t = title ? title->as.text : NULL;

    if (b->has_subject && b->subject.rule &&
        b->subject.rule->type == OPT_TEXT &&
        strcmp(b->rule->kind, "section") == 0)
        t = b->subject.as.text;
    if (t && t->is_plain && t->body.len == 1)
        return str_format(k->a, "%s '%.*s'", b->rule->kind,
                          STR_ARG(t->body.at[0].text));
    if (id)
        return str_format(k->a, "%s '%.*s'", b->rule->kind,
                          STR_ARG(id->as.word));
    return str_of(b->rule->kind);
}

static void add_paragraph(Maker *k, const TemplateBlock *b, Str text,
                          BlockList *out)
{
    Block *block = list_add(k->a, out);

    block->kind = BLOCK_PARAGRAPH;
    block->at = b->at;
    block->as.paragraph.runs = runs_of(k->a, text);
    block->as.paragraph.kind = PARA_NOTE;
}

/* The data for a block is not there: leave it out, or what it says to do. */
static Made hide(Maker *k, const TemplateBlock *b, BlockList *out)
{
    const Option *rule = option_find(&b->options, "if_missing");
    Str missing = k->m.missing;
    Str how = STR("hide");

    machine_clear(&k->m);
    if (rule)
        how = text_plain(k, rule->as.text);
    if (k->strict || str_is(how, "error")) {
        diag_error(k->env->diags, b->at,
                   "there is no data for %.*s: '%.*s' "
                   "is missing",
                   STR_ARG(name_of_block(k, b)), STR_ARG(missing))
            ->code = "data/missing";
        return FAILED;
    }
    if (!str_is(how, "hide")) {
        add_paragraph(k, b, how, out);
        return MADE;
    }
    diag_note(k->env->diags, b->at, "left out %.*s: there is no '%.*s'",
              STR_ARG(name_of_block(k, b)), STR_ARG(missing));
    return MISSING;
}

void make_empty_panel(Maker *k, const TemplateBlock *b, Block *out)
{
    const Value *label = value_path(k->data, "period.label");
    Str period = label && label->kind == VALUE_TEXT ? label->as.text : STR("");
    Block *p = arena_make(k->a, Block);
    Str title = option_plain(k, &b->options, "title");

    machine_clear(&k->m);
    p->kind = BLOCK_PARAGRAPH;
    p->as.paragraph.runs =
        runs_of(k->a, word_with(k, "no_data_in", "period", period));
    *out = (Block){ .kind = BLOCK_CALLOUT, .says_no_data = true };
    out->as.callout = (Callout){ .kind = CALLOUT_NOTE,
                                 .title = runs_of(k->a, title),
                                 .body = { p, 1 } };
    diag_note(k->env->diags, b->at, "%.*s has no value",
              STR_ARG(name_of_block(k, b)));
    if (title.len)
        *list_add(k->a, &k->notes) =
            (DataNote){ word_with(k, "notes.no_data_for", "what", title),
                        b->at };
}

/* ---- Kinds that are mostly words ----------------------------------------- */

/* A sentence between a heading and a chart stands on the chart's page. */
static void keep_lead(const BlockList *body)
{
    if (body->len > 1 && body->at[0].kind == BLOCK_PARAGRAPH &&
        body->at[1].kind == BLOCK_CHART)
        body->at[0].keep_with_next = true;
}

/* A heading stands over something else than that there is nothing. */
static bool only_empty_panels(const BlockList *body)
{
    for (size_t i = 0; i < body->len; i++)
        if (!body->at[i].says_no_data)
            return false;
    return true;
}

static Made make_section(Maker *k, const TemplateBlock *b, Block *out)
{
    Section *s = &out->as.section;
    BlockList body = { 0 };
    const Option *inner = option_find(&b->options, "body");
    Made made;

    out->kind = BLOCK_SECTION;
    s->title = text_runs(k, b->subject.as.text);
    s->short_title = option_plain(k, &b->options, "short");
    s->landscape = option_flag(&b->options, "landscape", false);
    s->unlisted = option_flag(&b->options, "unlisted", false);
    s->level = (uint8_t)++k->level;
    if (made_so_far(k) != MADE) {
        k->level--;
        return made_so_far(k);
    }
    made = blocks_make(k, inner->as.blocks, &body);
    k->level--;
    keep_lead(&body);
    if (!only_empty_panels(&body))
        s->body = (Blocks){ body.at, body.len };
    return made;
}

ParagraphKind paragraph_kind(Str word)
{
    return str_is(word, "lead")     ? PARA_LEAD
           : str_is(word, "note")   ? PARA_NOTE
           : str_is(word, "source") ? PARA_SOURCE
                                    : PARA_BODY;
}

static Made make_text(Maker *k, const TemplateBlock *b, BlockList *out)
{
    ParagraphKind kind = paragraph_kind(option_word(&b->options, "style"));

    text_blocks(k, b->subject.as.text, kind, out);
    return made_so_far(k);
}

/* What one item of a list says: its own words, or the pattern's. */
static Str item_text(Maker *k, const Text *pattern, Value item)
{
    Str text;

    scope_push(&k->m);
    scope_set(&k->m, STR("item"), item);
    text = pattern ? text_plain(k, pattern) : value_print(&k->m, item);
    scope_pop(&k->m);
    return text;
}

static Made make_list(Maker *k, const TemplateBlock *b, Block *out)
{
    Value subject = expr_eval(&k->m, b->subject.as.expr);
    const Option *pattern = option_find(&b->options, "item");
    LIST(ListItem) items = { 0 };
    Values values;

    if (k->m.failed || !value_items(&k->m, subject, b->at, &values))
        return made_so_far(k);
    for (size_t i = 0; i < values.len; i++) {
        BlockList body = { 0 };
        Str text =
            item_text(k, pattern ? pattern->as.text : NULL, values.at[i]);
        if (k->m.failed)
            return made_so_far(k);
        if (!text.len)
            continue;
        Block *p = list_add(k->a, &body);
        p->kind = BLOCK_PARAGRAPH;
        p->as.paragraph.runs = runs_of(k->a, text);
        *list_add(k->a, &items) = (ListItem){ { body.at, body.len } };
    }
    out->kind = BLOCK_LIST;
    out->as.list = (List){ items.at, items.len,
                           option_flag(&b->options, "ordered", false), 1 };
    return MADE;
}

static SlideKind slide_kind(Str word)
{
    for (int i = 1; i < SLIDE_KIND_COUNT; i++)
        if (str_is(word, slide_kind_word((SlideKind)i)))
            return (SlideKind)i;
    return SLIDE_AUTO;
}

static FitPolicy fit_policy(Str word)
{
    return str_is(word, "shrink")     ? FIT_SHRINK
           : str_is(word, "split")    ? FIT_SPLIT
           : str_is(word, "truncate") ? FIT_TRUNCATE
           : str_is(word, "error")    ? FIT_ERROR
                                      : FIT_AUTO;
}

/* The blocks below one of its keys, into the next slot. */
static Made make_slot(Maker *k, const Options *o, const char *key, Slide *s)
{
    const Option *given = option_find(o, key);
    BlockList body = { 0 };

    if (!given || s->slot_count == SLIDE_SLOTS)
        return MADE;
    if (blocks_make(k, given->as.blocks, &body) == FAILED)
        return FAILED;
    if (!only_empty_panels(&body))
        s->slots[s->slot_count++] = (Blocks){ body.at, body.len };
    return MADE;
}

/* What the speaker says; without the data for it a slide is still a slide. */
static Made make_said(Maker *k, const TemplateBlock *b, const Option *notes,
                      Slide *s)
{
    BlockList said = { 0 };
    Str missing;

    text_blocks(k, notes->as.text, PARA_BODY, &said);
    if (made_so_far(k) == MADE)
        s->notes = (Blocks){ said.at, said.len };
    if (made_so_far(k) != MISSING || k->strict)
        return made_so_far(k);
    missing = k->m.missing;
    machine_clear(&k->m);
    diag_note(k->env->diags, notes->as.text->at,
              "left out the notes of %.*s: there is no '%.*s'",
              STR_ARG(name_of_block(k, b)), STR_ARG(missing));
    return MADE;
}

static Made make_slide(Maker *k, const TemplateBlock *b, Block *out)
{
    static const char *const slots[] = { "body", "left", "right" };
    Slide *s = arena_make(k->a, Slide);
    const Option *notes = option_find(&b->options, "notes");
    Made made = MADE;

    out->kind = BLOCK_SLIDE;
    out->as.slide = s;
    if (b->has_subject)
        s->title = text_runs(k, b->subject.as.text);
    s->kind = (uint8_t)slide_kind(option_word(&b->options, "layout"));
    s->fit = (uint8_t)fit_policy(option_word(&b->options, "fit"));
    s->subtitle = option_plain(k, &b->options, "subtitle");
    if (notes && made_so_far(k) == MADE)
        made = make_said(k, b, notes, s);
    if (made != MADE || made_so_far(k) != MADE)
        return made_so_far(k);
    for (size_t i = 0; i < COUNT_OF(slots); i++)
        if (make_slot(k, &b->options, slots[i], s) == FAILED)
            return FAILED;
    return MADE;
}

static CalloutKind callout_kind(Str word)
{
    return str_is(word, "risk")     ? CALLOUT_RISK
           : str_is(word, "action") ? CALLOUT_ACTION
           : str_is(word, "note")   ? CALLOUT_NOTE
                                    : CALLOUT_INSIGHT;
}

static Made make_callout(Maker *k, const TemplateBlock *b, Block *out)
{
    Callout *c = &out->as.callout;
    const Option *text = option_find(&b->options, "text");
    const Option *inner = option_find(&b->options, "body");
    BlockList body = { 0 };

    out->kind = BLOCK_CALLOUT;
    c->kind = (uint8_t)callout_kind(b->subject.as.word);
    if (c->kind == CALLOUT_RISK)
        c->label = word(k, "risk");
    c->title = option_runs(k, &b->options, "title");
    c->footer = option_runs(k, &b->options, "footer");
    if (text)
        text_blocks(k, text->as.text, PARA_BODY, &body);
    if (k->m.failed)
        return made_so_far(k);
    if (inner && blocks_make(k, inner->as.blocks, &body) == FAILED)
        return FAILED;
    c->body = (Blocks){ body.at, body.len };
    return MADE;
}

static Made make_quote(Maker *k, const TemplateBlock *b, Block *out)
{
    BlockList body = { 0 };

    out->kind = BLOCK_QUOTE;
    text_blocks(k, b->subject.as.text, PARA_BODY, &body);
    out->as.quote.source = option_runs(k, &b->options, "source");
    out->as.quote.body = (Blocks){ body.at, body.len };
    return made_so_far(k);
}

/* ---- Kinds that hold blocks ---------------------------------------------- */

/* Words left over where what they stood above is not there. */
static bool is_lone_heading(const BlockList *body, TemplateBlocks inner)
{
    return body->len == 1 && inner.len > 1 &&
           body->at[0].kind == BLOCK_PARAGRAPH;
}

static Made make_columns(Maker *k, const TemplateBlock *b, Block *out)
{
    size_t count = b->subject.as.maps.len, shown = 0;
    Blocks *columns = arena_make_array(k->a, Blocks, count);
    double *weights = arena_make_array(k->a, double, count);

    for (size_t i = 0; i < count; i++) {
        const Options *o = &b->subject.as.maps.at[i];
        BlockList body = { 0 };
        TemplateBlocks inner = option_find(o, "body")->as.blocks;
        if (blocks_make(k, inner, &body) == FAILED)
            return FAILED;
        if (!body.len || is_lone_heading(&body, inner))
            continue;
        columns[shown] = (Blocks){ body.at, body.len };
        weights[shown++] = option_number(o, "width", 1);
    }
    out->kind = BLOCK_COLUMNS;
    out->as.columns = (Columns){ columns, weights, shown };
    return MADE;
}

/* One panel of a SWOT: a plate with a heading and a list. */
static bool make_panel(Maker *k, const Options *o, const char *key,
                       CalloutKind kind, Block *out)
{
    const Option *given = option_find(o, key);
    Value list = option_value(k, o, key);
    Block *body = arena_make(k->a, Block);
    Values items;

    if (k->m.failed || !given || !value_items(&k->m, list, given->at, &items))
        return false;
    ListItem *lines = arena_make_array(k->a, ListItem, items.len);
    for (size_t i = 0; i < items.len; i++) {
        Block *p = arena_make(k->a, Block);
        p->kind = BLOCK_PARAGRAPH;
        p->as.paragraph.runs = runs_of(k->a, value_print(&k->m, items.at[i]));
        lines[i].body = (Blocks){ p, 1 };
    }
    body->kind = BLOCK_LIST;
    body->as.list = (List){ lines, items.len, false, 1 };
    *out = (Block){ .kind = BLOCK_CALLOUT };
    out->as.callout.kind = (uint8_t)kind;
    out->as.callout.title = runs_of(k->a, word(k, key));
    out->as.callout.body = (Blocks){ body, items.len ? 1 : 0 };
    return true;
}

/* Four panels, two beside each other: helpful at the left, from within above.
 */
static Made make_swot(Maker *k, const TemplateBlock *b, BlockList *out)
{
    static const struct {
        const char *key;
        CalloutKind kind;
    } panels[] = { { "strengths", CALLOUT_INSIGHT },
                   { "weaknesses", CALLOUT_NOTE },
                   { "opportunities", CALLOUT_INSIGHT },
                   { "threats", CALLOUT_NOTE } };

    for (size_t row = 0; row < 2; row++) {
        Blocks *columns = arena_make_array(k->a, Blocks, 2);
        double *weights = arena_make_array(k->a, double, 2);
        size_t shown = 0;
        for (size_t i = row * 2; i < row * 2 + 2; i++) {
            Block *panel = arena_make(k->a, Block);
            bool made = make_panel(k, &b->subject.as.map, panels[i].key,
                                   panels[i].kind, panel);
            if (made_so_far(k) != MADE)
                return made_so_far(k);
            if (made) {
                columns[shown] = (Blocks){ panel, 1 };
                weights[shown++] = 1;
            }
        }
        if (!shown)
            continue;
        Block *block = list_add(k->a, out);
        *block = (Block){ .kind = BLOCK_COLUMNS, .at = b->at };
        block->as.columns = (Columns){ columns, weights, shown };
    }
    return MADE;
}

/* Lists of figures and tables name them by their numbers. */
static bool toc_is_numbered(Maker *k, const TemplateBlock *b)
{
    if (option_flag(&k->t->options, "number_figures", false))
        return true;
    machine_fail(&k->m, b->at, "template/unnumbered",
                 "a list of figures or tables needs their numbers");
    DiagList *ds = k->env->diags;
    if (ds->list.len)
        ds->list.at[ds->list.len - 1].hint =
            STR("add 'number_figures: true' to the template");
    return false;
}

static Made make_toc(Maker *k, const TemplateBlock *b, Block *out)
{
    static const char *const words[] = { "contents", "figures", "tables" };
    const Options *o = b->has_subject ? &b->subject.as.map : NULL;
    Str title = o ? option_plain(k, o, "title") : STR("");
    Str of = o ? option_word(o, "of") : STR("");
    TocOf kind = str_is(of, "figures")  ? TOC_FIGURES
                 : str_is(of, "tables") ? TOC_TABLES
                                        : TOC_SECTIONS;

    if (kind != TOC_SECTIONS && !toc_is_numbered(k, b))
        return FAILED;
    out->kind = BLOCK_TOC;
    out->as.toc.of = (uint8_t)kind;
    out->as.toc.title = title.len ? title : word(k, words[kind]);
    out->as.toc.depth = (uint8_t)(o ? option_number(o, "depth", 2) : 2);
    return made_so_far(k);
}

/* A list of all that was left out, substituted or doubted. */
static Made make_notes(Maker *k, const TemplateBlock *b, BlockList *out)
{
    ListItem *items = arena_make_array(k->a, ListItem, k->notes.len);
    Str title =
        b->has_subject ? option_plain(k, &b->subject.as.map, "title") : STR("");

    if (!k->notes.len)
        return made_so_far(k);
    if (title.len) {
        add_paragraph(k, b, title, out);
        out->at[out->len - 1].as.paragraph.kind = PARA_BODY;
        out->at[out->len - 1].keep_with_next = true;
    }
    for (size_t i = 0; i < k->notes.len; i++) {
        Block *p = arena_make(k->a, Block);
        p->kind = BLOCK_PARAGRAPH;
        p->as.paragraph.runs = runs_of(k->a, k->notes.at[i].text);
        explain_note(&k->m, k->notes.at[i].text, k->notes.at[i].at);
        items[i].body = (Blocks){ p, 1 };
    }
    Block *list = list_add(k->a, out);
    list->kind = BLOCK_LIST;
    list->at = b->at;
    list->as.list = (List){ items, k->notes.len, false, 1 };
    return made_so_far(k);
}

/* ---- By kind ------------------------------------------------------------- */

typedef Made (*MakeOne)(Maker *k, const TemplateBlock *b, Block *out);

static const struct {
    const char *kind;
    MakeOne make;
} MAKERS[] = {
    { "section", make_section }, { "list", make_list },
    { "callout", make_callout }, { "quote", make_quote },
    { "kpis", make_kpis },       { "table", make_table },
    { "chart", make_chart },     { "image", make_image },
    { "columns", make_columns }, { "cover", make_cover },
    { "toc", make_toc },         { "slide", make_slide },
};

/* What was to stand on it is not there; openers need no more than words. */
static bool is_bare_slide(const Slide *s)
{
    return !s->slot_count && s->kind != SLIDE_TITLE &&
           s->kind != SLIDE_SECTION && s->kind != SLIDE_AGENDA &&
           s->kind != SLIDE_CLOSING;
}

/* A block that came out with nothing in it says nothing, so it is not there. */
static bool is_empty(const Block *b)
{
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        return b->as.section.body.len == 0;
    case BLOCK_LIST:
        return b->as.list.item_count == 0;
    case BLOCK_CALLOUT:
        return b->as.callout.body.len == 0 && b->as.callout.title.len == 0;
    case BLOCK_QUOTE:
        return b->as.quote.body.len == 0;
    case BLOCK_KPIS:
        return b->as.kpis.item_count == 0;
    case BLOCK_TABLE:
        return b->as.table->row_count == 0;
    case BLOCK_COLUMNS:
        return b->as.columns.column_count == 0;
    case BLOCK_SLIDE:
        return is_bare_slide(b->as.slide);
    case BLOCK_PARAGRAPH:
        return b->as.paragraph.runs.len == 0;
    default:
        return false;
    }
}

static void add_common(const TemplateBlock *b, Block *block)
{
    const Option *id = option_find(&b->options, "id");

    block->at = b->at;
    if (id)
        block->id = id->as.word;
    if (option_flag(&b->options, "keep_with_next", false))
        block->keep_with_next = true;
    block->page_break_before = option_find(&b->options, "page_break") != NULL;
}

/* There is data, but nothing in it: the words for that case, or nothing. */
static Made pass_over(Maker *k, const TemplateBlock *b, BlockList *out)
{
    const Option *rule = option_find(&b->options, "if_missing");
    Str how = rule ? text_plain(k, rule->as.text) : STR("hide");

    if (!str_is(how, "hide") && !str_is(how, "error"))
        add_paragraph(k, b, how, out);
    else
        diag_note(k->env->diags, b->at, "left out %.*s: there is nothing in it",
                  STR_ARG(name_of_block(k, b)));
    return made_so_far(k);
}

static Made make_one(Maker *k, const TemplateBlock *b, MakeOne make,
                     BlockList *out)
{
    Block block = { 0 };
    Made made = make(k, b, &block);

    if (made == MADE && is_empty(&block))
        return pass_over(k, b, out);
    if (made != MADE)
        return made;
    add_common(b, &block);
    *list_add(k->a, out) = block;
    return MADE;
}

static Made make_kind(Maker *k, const TemplateBlock *b, BlockList *out)
{
    const char *kind = b->rule->kind;
    size_t before = out->len;
    Made made;

    if (b->rule->keys == SENTENCE_KEYS)
        return make_one(k, b, make_sentence, out);
    for (size_t i = 0; i < COUNT_OF(MAKERS); i++)
        if (strcmp(kind, MAKERS[i].kind) == 0)
            return make_one(k, b, MAKERS[i].make, out);
    if (strcmp(kind, "page_break") == 0) {
        list_add(k->a, out)->kind = BLOCK_PAGE_BREAK;
        return MADE;
    }
    made = strcmp(kind, "text") == 0         ? make_text(k, b, out)
           : strcmp(kind, "data_notes") == 0 ? make_notes(k, b, out)
           : strcmp(kind, "swot") == 0
               ? make_swot(k, b, out)
               : blocks_make(k, b->subject.as.blocks, out);
    if (out->len > before) {
        Block *first = &out->at[before];
        Span at = first->at;
        if (strcmp(kind, "group") != 0)
            add_common(b, first);
        else if (option_find(&b->options, "page_break"))
            first->page_break_before = true;
        if (!first->at.src)
            first->at = at;
    }
    return made;
}

/* ---- Whether, and how often ---------------------------------------------- */

/* Whether some writer that there is would show it. */
static bool is_meant(const TemplateBlock *b)
{
    const Option *only = option_find(&b->options, "only");

    if (!only)
        return true;
    for (size_t i = 0; i < only->as.names.len; i++)
        if (str_is(only->as.names.at[i], "pdf"))
            return true;
    return false;
}

static Made make_if(Maker *k, const TemplateBlock *b, BlockList *out)
{
    const Option *test = option_find(&b->options, "if");
    size_t before = out->len;
    Made made;

    if (test) {
        Value v = expr_eval(&k->m, test->as.expr);
        if (k->m.failed)
            return made_so_far(k) == MISSING ? hide(k, b, out) : FAILED;
        if (!value_is_true(&v))
            return MADE;
    }
    made = make_kind(k, b, out);
    if (made != MISSING)
        return made;
    out->len = before;
    return hide(k, b, out) == FAILED ? FAILED : MADE;
}

static bool set_names(Maker *k, const StrList *names, const Value *item,
                      Span at)
{
    if (names->len == 1) {
        scope_set(&k->m, names->at[0], *item);
        return true;
    }
    if (item->kind != VALUE_LIST || item->as.list.len != names->len) {
        machine_fail(&k->m, at, "template/type",
                     "expected a list of %zu values for each turn, found %s",
                     names->len, value_kind_name(item));
        return false;
    }
    for (size_t i = 0; i < names->len; i++)
        scope_set(&k->m, names->at[i], item->as.list.at[i]);
    return true;
}

static Made make_for(Maker *k, const TemplateBlock *b, const Option *loop,
                     BlockList *out)
{
    Value rows = expr_eval(&k->m, loop->as.loop.expr);
    Values items;
    Made made = MADE;

    if (k->m.failed || !value_items(&k->m, rows, loop->at, &items))
        return made_so_far(k) == MISSING ? hide(k, b, out) : FAILED;
    for (size_t i = 0; i < items.len && made != FAILED; i++) {
        scope_push(&k->m);
        made = set_names(k, &loop->as.loop.names, &items.at[i], loop->at)
                   ? make_if(k, b, out)
                   : FAILED;
        scope_pop(&k->m);
    }
    return made == FAILED ? FAILED : MADE;
}

static Made make_block(Maker *k, const TemplateBlock *b, BlockList *out)
{
    const Option *loop = option_find(&b->options, "for");

    machine_clear(&k->m);
    if (!is_meant(b))
        return MADE;
    if (!machine_step(&k->m, b->at))
        return FAILED;
    size_t from = out->len;
    uint32_t outer = explain_enter(&k->m);
    Made made = loop ? make_for(k, b, loop, out) : make_if(k, b, out);
    explain_leave(&k->m, outer, out, from);
    return made;
}

/* All faults of a template show in one run, so a failed block stops none. */
Made blocks_make(Maker *k, TemplateBlocks blocks, BlockList *out)
{
    Made made = MADE;

    for (size_t i = 0; i < blocks.len; i++)
        if (make_block(k, &blocks.at[i], out) == FAILED)
            made = FAILED;
    machine_clear(&k->m);
    return made;
}
