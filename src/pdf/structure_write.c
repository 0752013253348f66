/* structure_write.c - the structure tree as objects. */

#include "pdf/structure.h"

#include <stdlib.h>

/* Entries of one leaf of a number or name tree. */
#define LEAF_MAX 200

typedef struct {
    const Structure *s;
    const HaruDocument *d;
    ObjectWriter *w;
    ObjectId root, first;  /* of element 0; the others follow */
    const uint32_t *begin; /* by tag: its earliest sequence, or UINT32_MAX */
} TreeWriter;

static ObjectId element_id(const TreeWriter *t, TagId tag)
{
    return t->first + tag;
}

static const Tag *tag_of(const TreeWriter *t, TagId tag)
{
    return &t->s->doc->tags.list.at[tag];
}

/* ---- Order ----------------------------------------------------------------
 */

/*
 * Where each element begins in the order of painting, itself or what it holds.
 * Parents come before children in the list.
 */
static const uint32_t *begins_new(Arena *a, const Structure *s)
{
    size_t count = s->doc->tags.list.len;
    uint32_t *begin = arena_make_array(a, uint32_t, count);

    for (size_t i = 0; i < count; i++)
        begin[i] = s->content[i].first ? s->content[i].first : UINT32_MAX;
    for (size_t i = count; i-- > 1;) {
        TagId parent = s->doc->tags.list.at[i].parent;
        if (begin[i] < begin[parent])
            begin[parent] = begin[i];
    }
    return begin;
}

/* ---- Kids -----------------------------------------------------------------
 */

/* The kids of one element as they are written. */
typedef struct {
    Buf *out;
    uint32_t page; /* of its content, as /Pg says */
    bool has_page;
    size_t count;
} Kids;

static void kid_gap(Kids *k)
{
    if (k->count++)
        buf_add_char(k->out, ' ');
}

static void sequence_put(const TreeWriter *t, Kids *k, uint32_t number)
{
    const Sequence *q = &t->s->sequences.at[number];
    uint32_t mcid = number - t->s->page_first[q->page];

    kid_gap(k);
    if (q->page == k->page) {
        buf_add_uint(k->out, mcid);
        return;
    }
    put_text(k->out, "<</Type/MCR/Pg ");
    put_ref(k->out, document_page(t->d, q->page));
    put_text(k->out, "/MCID ");
    buf_add_uint(k->out, mcid);
    put_text(k->out, ">>");
}

static void link_put(const TreeWriter *t, Kids *k, const LinkObject *link)
{
    kid_gap(k);
    put_text(k->out, "<</Type/OBJR");
    if (!k->has_page || link->page != k->page) {
        put_text(k->out, "/Pg ");
        put_ref(k->out, document_page(t->d, link->page));
    }
    put_text(k->out, "/Obj ");
    put_ref(k->out, link->id);
    put_text(k->out, ">>");
}

/*
 * An element's own content and its children, as they were painted.  A note
 * stays after what calls it, though it stands at the foot of the page.
 */
static void kids_put(const TreeWriter *t, TagId tag, Kids *k)
{
    const TagContent *content = &t->s->content[tag];
    uint32_t own = content->first;

    for (TagId kid = tag_of(t, tag)->first_child; kid;
         kid = tag_of(t, kid)->next_sibling) {
        uint32_t begin = t->begin[kid];
        if (tag_of(t, kid)->role == ROLE_NOTE || begin == UINT32_MAX)
            begin = 0;
        for (; own && own < begin; own = t->s->sequences.at[own].next)
            sequence_put(t, k, own);
        kid_gap(k);
        put_ref(k->out, element_id(t, kid));
    }
    for (; own; own = t->s->sequences.at[own].next)
        sequence_put(t, k, own);
    for (uint32_t i = content->link; i; i = t->s->links.at[i - 1].next)
        link_put(t, k, &t->s->links.at[i - 1]);
}

/* ---- Attributes -----------------------------------------------------------
 */

static void table_put(Buf *b, const TagAttributes *a)
{
    static const char *const scopes[] = { [SCOPE_ROW] = "/Scope/Row",
                                          [SCOPE_COLUMN] = "/Scope/Column",
                                          [SCOPE_BOTH] = "/Scope/Both" };

    put_text(b, "/A<</O/Table");
    if (a->scope != SCOPE_NONE && a->scope < COUNT_OF(scopes))
        put_text(b, scopes[a->scope]);
    if (a->row_span > 1)
        buf_format(b, "/RowSpan %d", a->row_span);
    if (a->col_span > 1)
        buf_format(b, "/ColSpan %d", a->col_span);
    if (a->header_count) {
        put_text(b, "/Headers[");
        for (size_t i = 0; i < a->header_count; i++)
            put_literal(b, a->headers[i]);
        buf_add_char(b, ']');
    }
    put_text(b, ">>");
}

static void figure_put(const TreeWriter *t, Buf *b, const TagAttributes *a)
{
    double height_pt = t->s->doc->pages.at[a->page].frame.size.height_pt;
    Rect r = a->bbox;

    put_text(b, "/A<</O/Layout/Placement/Block/BBox[");
    buf_add_number(b, r.x_pt, 2);
    buf_add_char(b, ' ');
    buf_add_number(b, height_pt - r.y_pt - r.height_pt, 2);
    buf_add_char(b, ' ');
    buf_add_number(b, r.x_pt + r.width_pt, 2);
    buf_add_char(b, ' ');
    buf_add_number(b, height_pt - r.y_pt, 2);
    put_text(b, "]>>");
}

static void list_put(Buf *b, const TagAttributes *a)
{
    static const char *const numberings[] = {
        [LIST_NONE] = "None", [LIST_BULLET] = "Disc", [LIST_DECIMAL] = "Decimal"
    };

    if (a->numbering < COUNT_OF(numberings))
        buf_format(b, "/A<</O/List/ListNumbering/%s>>",
                   numberings[a->numbering]);
}

static void attributes_put(const TreeWriter *t, Buf *b, const Tag *tag)
{
    const TagAttributes *a = tag->attributes;

    if (a->alt.len) {
        put_text(b, "/Alt");
        put_text_string(b, text_clean(t->s->arena, a->alt));
    }
    if (a->lang.len) {
        put_text(b, "/Lang");
        put_literal(b, a->lang);
    }
    if (a->id.len) {
        put_text(b, "/ID");
        put_literal(b, a->id);
    }
    if (tag->role == ROLE_FIGURE && a->has_bbox)
        figure_put(t, b, a);
    else if (tag->role == ROLE_L)
        list_put(b, a);
    else if ((tag->role == ROLE_TH || tag->role == ROLE_TD) &&
             (a->scope || a->row_span > 1 || a->col_span > 1 ||
              a->header_count))
        table_put(b, a);
}

/* ---- Elements -------------------------------------------------------------
 */

static void element_write(const TreeWriter *t, TagId tag)
{
    const TagContent *content = &t->s->content[tag];
    const Tag *element = tag_of(t, tag);
    Buf *b = object_open(t->w, element_id(t, tag));
    Kids kids = { .out = b, .has_page = content->first != 0 };

    put_text(b, "<</S/");
    put_text(b, role_name((Role)element->role));
    put_text(b, "/P ");
    put_ref(b, tag ? element_id(t, element->parent) : t->root);
    if (content->first) {
        kids.page = t->s->sequences.at[content->first].page;
        put_text(b, "/Pg ");
        put_ref(b, document_page(t->d, kids.page));
    }
    if (element->attributes)
        attributes_put(t, b, element);
    bool is_one = !element->first_child && content->first &&
                  content->first == content->last && !content->link;
    bool is_empty = !element->first_child && !content->first && !content->link;
    if (!is_empty) {
        put_text(b, is_one ? "/K " : "/K[");
        kids_put(t, tag, &kids);
        if (!is_one)
            buf_add_char(b, ']');
    }
    put_text(b, ">>");
    object_close(t->w);
}

/* ---- Parent tree ----------------------------------------------------------
 */

static ObjectId page_parents_write(const TreeWriter *t, size_t page)
{
    const Structure *s = t->s;
    ObjectId id = object_new(t->w);
    Buf *b = object_open(t->w, id);

    buf_add_char(b, '[');
    for (uint32_t i = s->page_first[page]; i < s->page_first[page + 1]; i++) {
        if (i > s->page_first[page])
            buf_add_char(b, ' ');
        put_ref(b, element_id(t, s->sequences.at[i].tag));
    }
    buf_add_char(b, ']');
    object_close(t->w);
    return id;
}

/* The value at a key: what a page's sequences or an annotation belong to. */
static ObjectId parent_value(const TreeWriter *t, size_t key)
{
    size_t pages = t->s->doc->pages.len;

    if (key >= pages)
        return element_id(t, t->s->links.at[key - pages].tag);
    return structure_page_has_content(t->s, key) ? page_parents_write(t, key)
                                                 : 0;
}

static void parent_leaf_write(const TreeWriter *t, ObjectId id, size_t first,
                              size_t last)
{
    ArenaMark mark = arena_save(t->s->arena);
    ObjectId *values = arena_make_array(t->s->arena, ObjectId, last - first);

    for (size_t key = first; key < last; key++)
        values[key - first] = parent_value(t, key);
    size_t low = first, high = last - 1; /* keys that have a value */
    while (low < high && !values[low - first])
        low++;
    while (high > low && !values[high - first])
        high--;
    Buf *b = object_open(t->w, id);
    buf_format(b, "<</Limits[%zu %zu]/Nums[", low, high);
    for (size_t key = low; key <= high; key++) {
        if (!values[key - first])
            continue;
        buf_add_uint(b, key);
        buf_add_char(b, ' ');
        put_ref(b, values[key - first]);
        buf_add_char(b, ' ');
    }
    put_text(b, "]>>");
    object_close(t->w);
    arena_rewind(t->s->arena, mark);
}

static void kids_of_tree_put(Buf *b, ObjectId first, size_t count)
{
    put_text(b, "<</Kids[");
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add_char(b, ' ');
        put_ref(b, first + (ObjectId)i);
    }
    put_text(b, "]>>");
}

static ObjectId parent_tree_write(const TreeWriter *t)
{
    size_t keys = structure_link_key(t->s);
    size_t leaves = (keys + LEAF_MAX - 1) / LEAF_MAX;
    ObjectId root = object_new(t->w);
    ObjectId first = object_new_many(t->w, leaves);

    for (size_t i = 0; i < leaves; i++) {
        size_t end = (i + 1) * LEAF_MAX;
        parent_leaf_write(t, first + (ObjectId)i, i * LEAF_MAX,
                          end < keys ? end : keys);
    }
    kids_of_tree_put(object_open(t->w, root), first, leaves);
    object_close(t->w);
    return root;
}

/* ---- Identifiers ----------------------------------------------------------
 */

typedef struct {
    Str id;
    TagId tag;
} Named;

static int named_compare(const void *a, const void *b)
{
    return str_compare(((const Named *)a)->id, ((const Named *)b)->id);
}

static void id_leaf_write(const TreeWriter *t, ObjectId id, const Named *names,
                          size_t count)
{
    Buf *b = object_open(t->w, id);

    put_text(b, "<</Limits[");
    put_literal(b, names[0].id);
    put_literal(b, names[count - 1].id);
    put_text(b, "]/Names[");
    for (size_t i = 0; i < count; i++) {
        put_literal(b, names[i].id);
        put_ref(b, element_id(t, names[i].tag));
    }
    put_text(b, "]>>");
    object_close(t->w);
}

/* 0 if no element has an identifier. */
static ObjectId id_tree_write(const TreeWriter *t)
{
    LIST(Named) names = { 0 };
    Arena *a = t->s->arena;

    for (size_t i = 0; i < t->s->doc->tags.list.len; i++) {
        const Tag *tag = tag_of(t, (TagId)i);
        if (tag->attributes && tag->attributes->id.len)
            *list_add(a, &names) = (Named){ tag->attributes->id, (TagId)i };
    }
    if (!names.len)
        return 0;
    qsort(names.at, names.len, sizeof *names.at, named_compare);
    size_t leaves = (names.len + LEAF_MAX - 1) / LEAF_MAX;
    ObjectId root = object_new(t->w);
    ObjectId first = object_new_many(t->w, leaves);
    for (size_t i = 0; i < leaves; i++) {
        size_t left = names.len - i * LEAF_MAX;
        id_leaf_write(t, first + (ObjectId)i, &names.at[i * LEAF_MAX],
                      left < LEAF_MAX ? left : LEAF_MAX);
    }
    kids_of_tree_put(object_open(t->w, root), first, leaves);
    object_close(t->w);
    return root;
}

void structure_write(const Structure *s, const HaruDocument *d, ObjectWriter *w,
                     ObjectId root)
{
    size_t count = s->doc->tags.list.len;
    TreeWriter t = { .s = s,
                     .d = d,
                     .w = w,
                     .root = root,
                     .first = object_new_many(w, count),
                     .begin = begins_new(s->arena, s) };

    for (size_t i = 0; i < count; i++)
        element_write(&t, (TagId)i);
    ObjectId parents = parent_tree_write(&t);
    ObjectId ids = id_tree_write(&t);
    Buf *b = object_open(w, root);
    put_text(b, "<</Type/StructTreeRoot/RoleMap<</Title/P>>/K ");
    put_ref(b, element_id(&t, 0));
    put_text(b, "/ParentTree ");
    put_ref(b, parents);
    buf_format(b, "/ParentTreeNextKey %zu", structure_link_key(s));
    if (ids) {
        put_text(b, "/IDTree ");
        put_ref(b, ids);
    }
    put_text(b, ">>");
    object_close(w);
}
