/* yaml_place.c - from characters, as libyaml counts them, to bytes. */

#include "data/yaml.h"

enum { STRIDE = 64 };

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* The byte offset of every 64th character. */
void yaml_places_init(Yaml *y)
{
    Str text = y->src->text;
    size_t count = utf8_count(text);

    if (count == text.len)
        return;
    uint32_t *places =
        arena_make_array(y->scratch, uint32_t, count / STRIDE + 2);
    size_t character = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!starts_character(text.at[i]))
            continue;
        if (character % STRIDE == 0)
            places[character / STRIDE] = (uint32_t)i;
        character++;
    }
    if (count % STRIDE == 0)
        places[count / STRIDE] = (uint32_t)text.len;
    places[count / STRIDE + 1] = (uint32_t)text.len;
    y->places = places;
}

size_t yaml_place(const Yaml *y, yaml_mark_t mark)
{
    Str text = y->src->text;

    if (!y->places)
        return mark.index < text.len ? mark.index : text.len;
    size_t stride = mark.index / STRIDE, i = y->places[stride];
    if (y->places[stride + 1] - i == STRIDE) /* one byte each */
        return i + mark.index % STRIDE;
    for (size_t left = mark.index % STRIDE; left && i < text.len; left--)
        utf8_next(text, &i);
    return i;
}
