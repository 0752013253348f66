/* places.c - on which page each thing begins, where that is asked for. */

#include "layout/parts.h"

static Str key_of(const void *const *thing)
{
    return (Str){ (const char *)thing, sizeof *thing };
}

uint32_t places_find(const Places *p, const void *thing)
{
    return thing ? (uint32_t)(uintptr_t)map_find(&p->pages, key_of(&thing)) : 0;
}

void thing_is_here(Layout *l, const void *thing)
{
    if (!l->places || !thing || places_find(l->places, thing))
        return;
    map_set(l->places->arena, &l->places->pages,
            str_copy(l->places->arena, key_of(&thing)),
            (void *)(uintptr_t)l->doc->pages.len);
}

void thing_begins(Layout *l, const void *thing)
{
    if (l->places && thing)
        *list_add(l->a, &l->things) = thing;
}

void things_pin(Layout *l, Slab *s)
{
    for (size_t i = 0; i < l->things.len; i++)
        *list_add(l->a, &s->pins) =
            (Pin){ .kind = PIN_THING, .thing = l->things.at[i] };
    l->things.len = 0;
}
