/* map.c - text to pointer, by open addressing over an ordered list. */

#include "base/base.h"

/* The slot that holds `key`, or the empty one where it would go. */
static size_t slot_of(const Map *m, Str key)
{
    size_t slot = str_hash(key) & (m->slot_count - 1);

    while (m->slots[slot] && !str_equal(m->at[m->slots[slot] - 1].key, key))
        slot = (slot + 1) & (m->slot_count - 1);
    return slot;
}

void *map_find(const Map *m, Str key)
{
    if (!m->slot_count)
        return NULL;
    uint32_t found = m->slots[slot_of(m, key)];
    return found ? m->at[found - 1].value : NULL;
}

static void rehash(Arena *a, Map *m)
{
    m->slot_count = m->slot_count ? m->slot_count * 2 : 16;
    m->slots = arena_make_array(a, uint32_t, m->slot_count);
    for (size_t i = 0; i < m->len; i++)
        m->slots[slot_of(m, m->at[i].key)] = (uint32_t)i + 1;
}

void map_set(Arena *a, Map *m, Str key, void *value)
{
    if ((m->len + 1) * 2 > m->slot_count)
        rehash(a, m);
    size_t slot = slot_of(m, key);
    if (m->slots[slot]) {
        m->at[m->slots[slot] - 1].value = value;
        return;
    }
    *list_add(a, m) = (MapEntry){ key, value };
    m->slots[slot] = (uint32_t)m->len;
}
