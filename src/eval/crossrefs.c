/* crossrefs.c - links without words: [](#spend-chart) prints "Figure 2". */

#include "eval/maker.h"

void crossrefs_note(Maker *k, Runs runs, Span at)
{
    for (size_t i = 0; i < runs.len; i++)
        if (runs.at[i].is_reference)
            *list_add(k->a, &k->crossrefs) =
                (CrossRef){ (Run *)&runs.at[i], at };
}

/* ---- What blocks are called ---------------------------------------------- */

static void name_set(Maker *k, Map *names, const Block *b)
{
    Str *name = arena_make(k->a, Str);

    if (!b->id.len || map_find(names, b->id))
        return;
    *name = caption_of(b).number;
    if (b->kind == BLOCK_SECTION) {
        const Section *s = &b->as.section;
        Str title = runs_text(k->a, s->title);
        *name = s->number.len ? str_format(k->a, "%.*s %.*s",
                                           STR_ARG(s->number), STR_ARG(title))
                              : title;
    }
    map_set(k->a, names, b->id, name);
}

static void names_gather(Maker *k, Map *names, Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        name_set(k, names, b);
        if (b->kind == BLOCK_SECTION)
            names_gather(k, names, b->as.section.body);
        else if (b->kind == BLOCK_CALLOUT)
            names_gather(k, names, b->as.callout.body);
        for (size_t j = 0;
             b->kind == BLOCK_COLUMNS && j < b->as.columns.column_count; j++)
            names_gather(k, names, b->as.columns.columns[j]);
        for (size_t j = 0;
             b->kind == BLOCK_SLIDE && j < b->as.slide->slot_count; j++)
            names_gather(k, names, b->as.slide->slots[j]);
    }
}

static bool unnumbered(Maker *k, const CrossRef *c)
{
    Diag *d = diag_error(k->env->diags, c->at,
                         "the link '%.*s' leads to a block without a number",
                         STR_ARG(c->run->link));

    d->code = "template/reference";
    d->hint = STR("write words in the brackets, or add 'number_figures: true' "
                  "to the template");
    return false;
}

bool crossrefs_resolve(Maker *k, Blocks body)
{
    Map names = { 0 };
    bool ok = true;

    if (!k->crossrefs.len)
        return true;
    names_gather(k, &names, body);
    for (size_t i = 0; i < k->crossrefs.len; i++) {
        const CrossRef *c = &k->crossrefs.at[i];
        const Str *name =
            map_find(&names, str_slice(c->run->link, 1, c->run->link.len));
        if (!name) /* the check of the report names it, if it is shown */
            c->run->text = c->run->link;
        else if (name->len)
            c->run->text = *name;
        else
            ok = unnumbered(k, c);
    }
    return ok;
}
