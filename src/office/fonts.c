/* fonts.c - fonts that the reader of an Office file has. */

#include "office/fonts.h"

/* What every Office has under the same name or in the same widths. */
static const struct {
    const char *ours, *theirs;
} SAFE_FONTS[] = {
    { "Carlito", "Calibri" },
    { "Calibri", "Calibri" },
    { "Liberation Sans", "Arial" },
    { "Arial", "Arial" },
    { "Liberation Serif", "Times New Roman" },
};

static const char *safe_name(Str family)
{
    for (size_t i = 0; i < COUNT_OF(SAFE_FONTS); i++)
        if (str_is(family, SAFE_FONTS[i].ours))
            return SAFE_FONTS[i].theirs;
    return NULL;
}

Brand office_brand(const Brand *brand, bool embedded)
{
    Brand b = *brand;
    Str carlito = STR("Carlito");

    if (embedded)
        return b;
    b.heading_font = b.heading_font.len ? b.heading_font : b.body_font;
    if (!b.body_font.len || !safe_name(b.body_font))
        b.body_font = carlito;
    if (!b.heading_font.len || !safe_name(b.heading_font))
        b.heading_font = carlito;
    return b;
}

Str office_font(const Theme *t, TextRole role, bool embedded)
{
    Str family = font_info(t->text[role].faces[FONT_REGULAR])->family;
    const char *safe = embedded ? NULL : safe_name(family);

    return safe ? str_of(safe) : family;
}
