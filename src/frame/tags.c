/* tags.c - the structure tree of a document. */

#include "frame/frame.h"

static const char *const role_names[] = {
    [ROLE_DOCUMENT] = "Document",
    [ROLE_SECT] = "Sect",
    [ROLE_DIV] = "Div",
    [ROLE_TITLE] = "Title",
    [ROLE_H1] = "H1",
    [ROLE_H2] = "H2",
    [ROLE_H3] = "H3",
    [ROLE_H4] = "H4",
    [ROLE_H5] = "H5",
    [ROLE_H6] = "H6",
    [ROLE_P] = "P",
    [ROLE_SPAN] = "Span",
    [ROLE_QUOTE] = "BlockQuote",
    [ROLE_CAPTION] = "Caption",
    [ROLE_L] = "L",
    [ROLE_LI] = "LI",
    [ROLE_LBL] = "Lbl",
    [ROLE_LBODY] = "LBody",
    [ROLE_TABLE] = "Table",
    [ROLE_THEAD] = "THead",
    [ROLE_TBODY] = "TBody",
    [ROLE_TFOOT] = "TFoot",
    [ROLE_TR] = "TR",
    [ROLE_TH] = "TH",
    [ROLE_TD] = "TD",
    [ROLE_FIGURE] = "Figure",
    [ROLE_LINK] = "Link",
    [ROLE_REFERENCE] = "Reference",
    [ROLE_NOTE] = "Note",
    [ROLE_TOC] = "TOC",
    [ROLE_TOCI] = "TOCI",
};

const char *role_name(Role role)
{
    return role_names[role];
}

void tags_begin(Arena *a, TagTree *t)
{
    *t = (TagTree){ 0 };
    list_add(a, &t->list)->role = ROLE_DOCUMENT;
}

TagId tag_add(Arena *a, TagTree *t, TagId parent, Role role)
{
    TagId id = (TagId)t->list.len;
    Tag *tag = list_add(a, &t->list);

    tag->parent = parent;
    tag->role = (uint8_t)role;
    Tag *above = &t->list.at[parent];
    if (above->last_child)
        t->list.at[above->last_child].next_sibling = id;
    else
        above->first_child = id;
    above->last_child = id;
    return id;
}

TagAttributes *tag_attributes(Arena *a, TagTree *t, TagId tag)
{
    Tag *it = &t->list.at[tag];

    if (!it->attributes)
        it->attributes = arena_make(a, TagAttributes);
    return it->attributes;
}
