/* inherit.c - a template put on top of the one it extends. */

#include "template/template_private.h"

/* ---- Ids ----------------------------------------------------------------- */

static const Option *id_of(const TemplateBlock *b)
{
    return option_find(&b->options, "id");
}

typedef void IdVisit(Loader *l, const Option *id, void *context);

static void visit_blocks(Loader *l, TemplateBlocks blocks, IdVisit *visit,
                         void *context);

static void visit_option(Loader *l, const Option *o, IdVisit *visit,
                         void *context);

static void visit_options(Loader *l, Options options, IdVisit *visit,
                          void *context)
{
    for (size_t i = 0; i < options.len; i++)
        visit_option(l, &options.at[i], visit, context);
}

static void visit_option(Loader *l, const Option *o, IdVisit *visit,
                         void *context)
{
    if (!o->rule)
        return;
    if (o->rule->type == OPT_BLOCKS)
        visit_blocks(l, o->as.blocks, visit, context);
    if (o->rule->type == OPT_MAP)
        visit_options(l, o->as.map, visit, context);
    for (size_t i = 0; o->rule->type == OPT_MAPS && i < o->as.maps.len; i++)
        visit_options(l, o->as.maps.at[i], visit, context);
}

static void visit_blocks(Loader *l, TemplateBlocks blocks, IdVisit *visit,
                         void *context)
{
    for (size_t i = 0; i < blocks.len; i++) {
        const TemplateBlock *b = &blocks.at[i];
        const Option *id = id_of(b);
        if (id)
            visit(l, id, context);
        visit_option(l, &b->subject, visit, context);
        visit_options(l, b->options, visit, context);
    }
}

/* A file included twice brings its ids twice: that is no slip. */
static bool is_same_place(Span a, Span b)
{
    return a.start == b.start && a.src && b.src &&
           str_equal(a.src->path, b.src->path);
}

static void check_id(Loader *l, const Option *id, void *context)
{
    Map *seen = context;
    const Option *first = map_find(seen, id->as.word);

    if (!first) {
        map_set(l->env->arena, seen, id->as.word, (void *)(uintptr_t)id);
        return;
    }
    if (is_same_place(first->at, id->at))
        return;
    Diag *d = fault(l, id->at, "template/repeated-id",
                    "the id '%.*s' is given twice", STR_ARG(id->as.word));
    d->hint = STR("give each block an id of its own");
    d->cause = first->at;
    d->cause_message = STR("it is given here first");
}

void check_ids(Loader *l, TemplateBlocks body)
{
    Map seen = { 0 };

    visit_blocks(l, body, check_id, &seen);
}

/* ---- Edits --------------------------------------------------------------- */

static Edit *edit_find(Draft *d, EditKind kind, Str id)
{
    for (size_t i = 0; i < d->edits.len; i++)
        if (d->edits.at[i].kind == kind && str_equal(d->edits.at[i].id, id))
            return &d->edits.at[i];
    return NULL;
}

static void add_all(Loader *l, Edit *edit, BlockList *out)
{
    if (!edit)
        return;
    edit->is_used = true;
    for (size_t i = 0; i < edit->blocks.len; i++)
        *list_add(l->env->arena, out) = edit->blocks.at[i];
}

static TemplateBlocks edit_blocks(Loader *l, Draft *d, TemplateBlocks blocks);

static Options edit_options(Loader *l, Draft *d, Options options);

static Option edit_option(Loader *l, Draft *d, const Option *o)
{
    Option edited = *o;

    if (!o->rule)
        return edited;
    if (o->rule->type == OPT_BLOCKS)
        edited.as.blocks = edit_blocks(l, d, o->as.blocks);
    if (o->rule->type == OPT_MAP)
        edited.as.map = edit_options(l, d, o->as.map);
    if (o->rule->type != OPT_MAPS)
        return edited;
    Options *maps = arena_make_array(l->env->arena, Options, o->as.maps.len);
    for (size_t i = 0; i < o->as.maps.len; i++)
        maps[i] = edit_options(l, d, o->as.maps.at[i]);
    edited.as.maps.at = maps;
    return edited;
}

static Options edit_options(Loader *l, Draft *d, Options options)
{
    Option *at = arena_make_array(l->env->arena, Option, options.len);

    for (size_t i = 0; i < options.len; i++)
        at[i] = edit_option(l, d, &options.at[i]);
    options.at = at;
    return options;
}

static void edit_block(Loader *l, Draft *d, const TemplateBlock *b,
                       BlockList *out)
{
    const Option *id = id_of(b);
    Str name = id ? id->as.word : (Str){ 0 };
    Edit *replace = id ? edit_find(d, EDIT_REPLACE, name) : NULL;
    Edit *removed = id ? edit_find(d, EDIT_REMOVE, name) : NULL;

    if (id)
        add_all(l, edit_find(d, EDIT_BEFORE, name), out);
    add_all(l, replace, out);
    if (removed)
        removed->is_used = true;
    if (!replace && !removed) {
        TemplateBlock edited = *b;
        edited.subject = edit_option(l, d, &b->subject);
        edited.options = edit_options(l, d, b->options);
        *list_add(l->env->arena, out) = edited;
    }
    if (id)
        add_all(l, edit_find(d, EDIT_AFTER, name), out);
}

static TemplateBlocks edit_blocks(Loader *l, Draft *d, TemplateBlocks blocks)
{
    BlockList list = { 0 };

    for (size_t i = 0; i < blocks.len; i++)
        edit_block(l, d, &blocks.at[i], &list);
    return blocks_of(l, &list);
}

/* ---- Edits that met no block --------------------------------------------- */

static void add_id(Loader *l, const Option *id, void *context)
{
    *list_add(l->env->arena, (StrList *)context) = id->as.word;
}

static void fault_unused(Loader *l, const Edit *edit, const StrList *ids)
{
    for (size_t i = 0; i < ids->len; i++)
        if (str_equal(ids->at[i], edit->id)) {
            Diag *d = fault(l, edit->at, "template/unknown-id",
                            "'%.*s' stands inside a block that is itself "
                            "replaced or removed",
                            STR_ARG(edit->id));
            d->hint = STR("leave out one of the two changes");
            return;
        }
    Diag *d = fault(l, edit->at, "template/unknown-id",
                    "the extended template has no block with the id '%.*s'",
                    STR_ARG(edit->id));
    hint_words(l, d, edit->id, ids, "its ids are ");
    if (!ids->len)
        d->hint = STR("none of its blocks has an id");
}

static void check_edits(Loader *l, const Draft *d, const Template *base)
{
    StrList ids = { 0 };

    visit_blocks(l, base->body, add_id, &ids);
    for (size_t i = 0; i < d->edits.len; i++)
        if (!d->edits.at[i].is_used)
            fault_unused(l, &d->edits.at[i], &ids);
}

static void check_contradictions(Loader *l, Draft *d)
{
    for (size_t i = 0; i < d->edits.len; i++) {
        const Edit *edit = &d->edits.at[i];
        if (edit->kind == EDIT_REMOVE && edit_find(d, EDIT_REPLACE, edit->id))
            fault(l, edit->at, "template/two-changes",
                  "'%.*s' is both replaced and removed", STR_ARG(edit->id));
    }
    if (!d->has_body || !d->edits.len)
        return;
    Diag *said = fault(l, d->body_at, "template/two-changes",
                       "'body' replaces all blocks, which leaves none to "
                       "change by id");
    said->hint =
        STR("give either a body, or replace, remove, before and after");
}

/* ---- Names and settings -------------------------------------------------- */

static size_t let_index(const Template *t, Str name)
{
    for (size_t i = 0; i < t->lets.len; i++)
        if (str_equal(t->lets.at[i].name, name))
            return i;
    return t->lets.len;
}

/*
 * The base's names in its order, each with the new value if there is one.  What
 * a new value may refer to comes before it: names that the child adds before
 * giving it.
 */
static void merge_lets(Loader *l, Draft *d, const Template *base)
{
    Template merged = { 0 };
    size_t next = 0; /* of the child's, to be placed */

    for (size_t i = 0; i < base->lets.len; i++) {
        size_t own = let_index(&d->t, base->lets.at[i].name);
        bool is_given = own < d->t.lets.len;
        for (; is_given && next < own; next++)
            if (let_index(base, d->t.lets.at[next].name) == base->lets.len)
                *list_add(l->env->arena, &merged.lets) = d->t.lets.at[next];
        *list_add(l->env->arena, &merged.lets) =
            is_given ? d->t.lets.at[own] : base->lets.at[i];
    }
    for (; next < d->t.lets.len; next++)
        if (let_index(base, d->t.lets.at[next].name) == base->lets.len)
            *list_add(l->env->arena, &merged.lets) = d->t.lets.at[next];
    d->t.lets.at = merged.lets.at;
    d->t.lets.len = merged.lets.len;
    d->t.lets.room = merged.lets.room;
}

static void merge_settings(Loader *l, Draft *d, const Template *base)
{
    OptionList list = { 0 };

    for (size_t i = 0; i < base->options.len; i++)
        if (!option_find(&d->t.options, base->options.at[i].rule->key))
            *list_add(l->env->arena, &list) = base->options.at[i];
    for (size_t i = 0; i < d->t.options.len; i++)
        *list_add(l->env->arena, &list) = d->t.options.at[i];
    d->t.options = options_of(l, &list, d->t.options.span);
}

static bool has_name(const StrList *names, Str name)
{
    for (size_t i = 0; i < names->len; i++)
        if (str_equal(names->at[i], name))
            return true;
    return false;
}

static void merge_data(Loader *l, Draft *d, const Template *base)
{
    StrList names = { 0 };

    for (size_t i = 0; i < base->data.len; i++)
        *list_add(l->env->arena, &names) = base->data.at[i];
    for (size_t i = 0; i < d->t.data.len; i++)
        if (!has_name(&names, d->t.data.at[i]))
            *list_add(l->env->arena, &names) = d->t.data.at[i];
    d->t.data = names;
}

/* The base's first, so that the template's own win. */
static void merge_metrics(Loader *l, Draft *d, const Template *base)
{
    ValueList list = { 0 };

    for (size_t i = 0; i < base->metrics.len; i++)
        *list_add(l->env->arena, &list) = base->metrics.at[i];
    for (size_t i = 0; i < d->t.metrics.len; i++)
        *list_add(l->env->arena, &list) = d->t.metrics.at[i];
    d->t.metrics = (Values){ list.at, list.len };
}

void draft_extend(Loader *l, Draft *d, const Template *base)
{
    if (!d->t.summary.len)
        d->t.summary = base->summary;
    if (!d->has_kind)
        d->t.is_presentation = base->is_presentation;
    if (!d->t.title)
        d->t.title = base->title;
    if (!d->t.subject)
        d->t.subject = base->subject;
    merge_lets(l, d, base);
    merge_settings(l, d, base);
    merge_data(l, d, base);
    merge_metrics(l, d, base);
    check_contradictions(l, d);
    if (d->has_body)
        return;
    d->t.body = edit_blocks(l, d, base->body);
    check_edits(l, d, base);
}
