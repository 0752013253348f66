/* svg_style.c - colours and properties of SVG. */

#include "io/svg_private.h"

#include <math.h>

/* ---- Colours ------------------------------------------------------------- */

/* CSS Color Module Level 3; the names that drawing programs write. */
static const struct {
    const char *name;
    uint32_t rgb;
} COLORS[] = {
    { "black", 0x000000 },     { "white", 0xFFFFFF },
    { "red", 0xFF0000 },       { "green", 0x008000 },
    { "blue", 0x0000FF },      { "gray", 0x808080 },
    { "grey", 0x808080 },      { "silver", 0xC0C0C0 },
    { "maroon", 0x800000 },    { "purple", 0x800080 },
    { "fuchsia", 0xFF00FF },   { "magenta", 0xFF00FF },
    { "lime", 0x00FF00 },      { "olive", 0x808000 },
    { "yellow", 0xFFFF00 },    { "navy", 0x000080 },
    { "teal", 0x008080 },      { "aqua", 0x00FFFF },
    { "cyan", 0x00FFFF },      { "orange", 0xFFA500 },
    { "pink", 0xFFC0CB },      { "brown", 0xA52A2A },
    { "gold", 0xFFD700 },      { "crimson", 0xDC143C },
    { "darkblue", 0x00008B },  { "darkgreen", 0x006400 },
    { "darkred", 0x8B0000 },   { "darkgray", 0xA9A9A9 },
    { "lightgray", 0xD3D3D3 }, { "lightblue", 0xADD8E6 },
    { "skyblue", 0x87CEEB },   { "steelblue", 0x4682B4 },
    { "tomato", 0xFF6347 },    { "coral", 0xFF7F50 },
    { "salmon", 0xFA8072 },    { "indigo", 0x4B0082 },
    { "violet", 0xEE82EE },    { "turquoise", 0x40E0D0 },
    { "khaki", 0xF0E68C },     { "beige", 0xF5F5DC },
    { "ivory", 0xFFFFF0 },     { "whitesmoke", 0xF5F5F5 },
};

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool hex_color(Str s, Color *out)
{
    int d[6];

    if (s.len != 3 && s.len != 6)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if ((d[i] = hex_digit(s.at[i])) < 0)
            return false;
    *out = s.len == 3 ? (Color){ (uint8_t)(d[0] * 17), (uint8_t)(d[1] * 17),
                                 (uint8_t)(d[2] * 17) }
                      : (Color){ (uint8_t)(d[0] * 16 + d[1]),
                                 (uint8_t)(d[2] * 16 + d[3]),
                                 (uint8_t)(d[4] * 16 + d[5]) };
    return true;
}

/* The inside of "rgb(1, 2, 3)" or "rgb(10%, 20%, 30%)". */
static bool rgb_color(Str s, Color *out)
{
    uint8_t parts[3];
    size_t at = 0;

    for (int i = 0; i < 3; i++) {
        double n;
        if (!svg_number(s, &at, &n))
            return false;
        if (at < s.len && s.at[at] == '%') {
            n *= 2.55;
            at++;
        }
        parts[i] = (uint8_t)lround(n < 0 ? 0 : n > 255 ? 255 : n);
    }
    *out = (Color){ parts[0], parts[1], parts[2] };
    return true;
}

bool svg_color(Str s, Color *out)
{
    s = str_trim(s);
    if (s.len && s.at[0] == '#')
        return hex_color(str_slice(s, 1, s.len), out);
    if (str_starts(s, STR("rgb(")) && str_ends(s, STR(")")))
        return rgb_color(str_slice(s, 4, s.len - 1), out);
    for (size_t i = 0; i < COUNT_OF(COLORS); i++)
        if (str_is(s, COLORS[i].name)) {
            uint32_t c = COLORS[i].rgb;
            *out = (Color){ (uint8_t)(c >> 16), (uint8_t)(c >> 8), (uint8_t)c };
            return true;
        }
    return false;
}

/* ---- Properties ---------------------------------------------------------- */

SvgStyle svg_style_initial(void)
{
    return (SvgStyle){ .has_fill = true,
                       .fill_opacity = 1,
                       .stroke_opacity = 1,
                       .opacity = 1,
                       .stroke_width = 1 };
}

/* "url(#a)" names a; empty for anything else. */
static Str reference(Str s)
{
    if (!str_starts(s, STR("url(")))
        return STR("");
    size_t from = str_find(s, STR("#")), to = str_find(s, STR(")"));
    if (from >= to)
        return STR("");
    Str id = str_trim(str_slice(s, from + 1, to));
    while (id.len && (id.at[id.len - 1] == '"' || id.at[id.len - 1] == '\''))
        id.len--;
    return id;
}

static void set_paint(const SvgStyle *s, Str value, bool *has, Color *color)
{
    if (str_is(value, "none") || str_is(value, "transparent"))
        *has = false;
    else if (str_is(value, "currentColor") || str_is(value, "currentcolor"))
        *has = true, *color = s->color;
    else if (svg_color(value, color) || reference(value).len)
        *has = true;
}

static double share(Str value)
{
    double n = svg_length(value, 1);
    return n < 0 ? 0 : n > 1 ? 1 : n;
}

void svg_style_set(SvgStyle *s, Str name, Str value)
{
    value = str_trim(value);
    if (str_ends(value, STR("!important")))
        value = str_trim(str_slice(value, 0, value.len - 10));
    if (str_is(value, "inherit"))
        return;
    if (str_is(name, "fill")) {
        s->fill_ref = reference(value);
        set_paint(s, value, &s->has_fill, &s->fill);
    } else if (str_is(name, "stroke")) {
        set_paint(s, value, &s->has_stroke, &s->stroke);
    } else if (str_is(name, "color")) {
        svg_color(value, &s->color);
    } else if (str_is(name, "fill-rule")) {
        s->even_odd = str_is(value, "evenodd");
    } else if (str_is(name, "fill-opacity")) {
        s->fill_opacity = share(value);
    } else if (str_is(name, "stroke-opacity")) {
        s->stroke_opacity = share(value);
    } else if (str_is(name, "opacity")) {
        s->opacity *= share(value);
    } else if (str_is(name, "stroke-width")) {
        s->stroke_width = svg_length(value, 100);
    } else if (str_is(name, "display")) {
        s->hidden |= str_is(value, "none");
    } else if (str_is(name, "visibility")) {
        s->hidden = str_is(value, "hidden");
    }
}

void svg_style_declarations(SvgStyle *s, Str text)
{
    while (text.len) {
        size_t end = str_find(text, STR(";"));
        Str one = str_slice(text, 0, end);
        size_t colon = str_find(one, STR(":"));
        if (colon < one.len)
            svg_style_set(s, str_trim(str_slice(one, 0, colon)),
                          str_slice(one, colon + 1, one.len));
        text = str_slice(text, end < text.len ? end + 1 : end, text.len);
    }
}
