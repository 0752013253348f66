/* structure.c - which marked content and which links belong to which tag. */

#include "pdf/structure.h"

void structure_begin(Arena *a, Structure *s, const Document *doc)
{
    *s = (Structure){ .doc = doc, .arena = a };
    s->content = arena_make_array(a, TagContent, doc->tags.list.len);
    s->page_first = arena_make_array(a, uint32_t, doc->pages.len + 1);
    list_add(a, &s->sequences); /* 0 means none */
}

void structure_page_begin(Structure *s, size_t page)
{
    s->page_first[page] = (uint32_t)s->sequences.len;
    s->page_first[page + 1] = (uint32_t)s->sequences.len;
}

uint32_t structure_sequence_add(Structure *s, TagId tag, size_t page)
{
    uint32_t number = (uint32_t)s->sequences.len;
    TagContent *content = &s->content[tag];

    *list_add(s->arena, &s->sequences) = (Sequence){ tag, (uint32_t)page, 0 };
    if (content->last)
        s->sequences.at[content->last].next = number;
    else
        content->first = number;
    content->last = number;
    s->page_first[page + 1] = number + 1;
    return number - s->page_first[page];
}

bool structure_page_has_content(const Structure *s, size_t page)
{
    return s->page_first[page + 1] > s->page_first[page];
}

size_t structure_link_key(const Structure *s)
{
    return s->doc->pages.len + s->links.len;
}

void structure_link_add(Structure *s, TagId tag, size_t page, ObjectId id)
{
    *list_add(s->arena, &s->links) = (LinkObject){ tag, (uint32_t)page, id, 0 };
    uint32_t *at = &s->content[tag].link;
    while (*at)
        at = &s->links.at[*at - 1].next;
    *at = (uint32_t)s->links.len;
}
