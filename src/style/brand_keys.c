/* brand_keys.c - keys and plain values of an agency's files. */

#include "style/brand.h"

#include <stdlib.h>

const Value *given(const Value *map, const char *key)
{
    const Value *v = value_at(map, key);

    return v && v->kind != VALUE_NULL ? v : NULL;
}

/* ---- Keys ---------------------------------------------------------------- */

static Str nearest_of(Env *env, Str s, const char *const *words)
{
    StrList list = { 0 };

    for (; *words; words++)
        *list_add(env->arena, &list) = str_of(*words);
    return str_nearest(s, list.at, list.len);
}

static Str listed(Env *env, const char *const *words)
{
    StrList list = { 0 };

    for (; *words; words++)
        *list_add(env->arena, &list) = str_of(*words);
    return str_join(env->arena, list.at, list.len, STR(", "));
}

static bool is_one_of(Str s, const char *const *words)
{
    for (; *words; words++) {
        if (str_is(s, *words))
            return true;
    }
    return false;
}

static void report_key(BrandReader *r, const Member *m, const char *what,
                       const char *const *keys)
{
    Span at = m->value.span;
    Str nearest = nearest_of(r->env, m->key, keys);

    if (m->key_end) {
        at.start = m->key_start;
        at.end = m->key_end;
    }
    Diag *d = diag_error(r->env->diags, at, "unknown key '%.*s' in %s",
                         STR_ARG(m->key), what);
    d->code = "brand/key";
    d->hint = nearest.len ? str_format(r->env->arena, "did you mean '%.*s'?",
                                       STR_ARG(nearest))
                          : str_format(r->env->arena, "there are: %.*s",
                                       STR_ARG(listed(r->env, keys)));
}

static void report_kind(BrandReader *r, const Value *v, const char *key,
                        const char *expected)
{
    Diag *d =
        diag_error(r->env->diags, v->span, "expected %s for '%s', found %s",
                   expected, key, value_kind_name(v));
    d->code = "brand/type";
}

void keys_check(BrandReader *r, const Value *map, const char *what,
                const char *const *keys)
{
    for (size_t i = 0; i < map->as.map.len; i++) {
        if (!is_one_of(map->as.map.at[i].key, keys))
            report_key(r, &map->as.map.at[i], what, keys);
    }
}

const Value *section_find(BrandReader *r, const Value *parent, const char *key,
                          const char *const *keys)
{
    const Value *v = given(parent, key);

    if (!v)
        return NULL;
    if (v->kind != VALUE_MAP) {
        report_kind(r, v, key, "a map");
        return NULL;
    }
    keys_check(r, v, str_format(r->env->arena, "'%s'", key).at, keys);
    return v;
}

/* ---- Values -------------------------------------------------------------- */

void text_read(BrandReader *r, const Value *map, const char *key, Str *out)
{
    const Value *v = given(map, key);

    if (!v)
        return;
    if (v->kind == VALUE_TEXT)
        *out = str_trim(v->as.text);
    else
        report_kind(r, v, key, "a text");
}

void flag_read(BrandReader *r, const Value *map, const char *key, bool *out)
{
    const Value *v = given(map, key);

    if (!v)
        return;
    if (v->kind == VALUE_BOOL)
        *out = v->as.flag;
    else
        report_kind(r, v, key, "true or false");
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_word(Str s, const char *word)
{
    Str wanted = str_of(word);

    return s.len == wanted.len && str_starts_word(s, wanted);
}

void word_read(BrandReader *r, const Value *map, const char *key,
               const char *const *words, uint8_t *out)
{
    const Value *v = given(map, key);
    Arena *a = r->env->arena;

    if (!v)
        return;
    if (v->kind != VALUE_TEXT) {
        report_kind(r, v, key, listed(r->env, words).at);
        return;
    }
    for (size_t i = 0; words[i]; i++) {
        if (same_word(v->as.text, words[i])) {
            *out = (uint8_t)i;
            return;
        }
    }
    Str nearest = nearest_of(r->env, v->as.text, words);
    Diag *d = diag_error(r->env->diags, v->span, "unknown %s '%.*s'", key,
                         STR_ARG(v->as.text));
    d->code = "brand/word";
    d->hint =
        nearest.len
            ? str_format(a, "did you mean '%.*s'?", STR_ARG(nearest))
            : str_format(a, "there are: %.*s", STR_ARG(listed(r->env, words)));
}

/* ---- Lengths ------------------------------------------------------------- */

/* "20mm", "1.5 cm", "11pt"; false if it is none. */
static bool length_parse(Env *env, Str s, double *out)
{
    static const struct {
        const char *name;
        double pt;
    } units[] = {
        { "pt", 1 },
        { "mm", 72 / 25.4 },
        { "cm", 720 / 25.4 },
        { "in", 72 },
    };
    const char *z = str_copy(env->arena, str_trim(s)).at;
    char *end;
    double number;

    if (!((*z >= '0' && *z <= '9') || *z == '.'))
        return false;
    number = strtod(z, &end);
    Str unit = str_trim(str_of(end));
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (str_is(unit, units[i].name)) {
            *out = number * units[i].pt;
            return true;
        }
    }
    return false;
}

static bool length_of(BrandReader *r, const Value *v, const char *key,
                      double *out)
{
    if (v->kind == VALUE_NUMBER) {
        *out = decimal_to_double(v->as.number);
        return true;
    }
    if (v->kind == VALUE_TEXT && length_parse(r->env, v->as.text, out))
        return true;
    report_kind(r, v, key, "a length such as 10.5, \"20mm\" or \"2cm\"");
    return false;
}

void length_read(BrandReader *r, const Value *map, const char *key,
                 LengthLimits limits, double *out)
{
    const Value *v = given(map, key);
    double length_pt;

    if (!v || !length_of(r, v, key, &length_pt))
        return;
    /* written so that what is no number ends at a limit too */
    double kept = length_pt >= limits.least_pt ? length_pt : limits.least_pt;
    kept = kept <= limits.most_pt ? kept : limits.most_pt;
    if (kept != length_pt) {
        Diag *d = diag_warning(r->env->diags, v->span,
                               "'%s' may be %g to %g points; %g is used", key,
                               limits.least_pt, limits.most_pt, kept);
        d->code = "brand/range";
    }
    *out = kept;
}

/* ---- Colours ------------------------------------------------------------- */

static int hex_digit(char c)
{
    char l = lower(c);

    if (l >= '0' && l <= '9')
        return l - '0';
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

static bool hex_parse(Str s, Color *out)
{
    int d[6];

    if ((s.len != 4 && s.len != 7) || s.at[0] != '#')
        return false;
    for (size_t i = 0; i + 1 < s.len; i++) {
        d[i] = hex_digit(s.at[i + 1]);
        if (d[i] < 0)
            return false;
    }
    *out = s.len == 4 ? (Color){ (uint8_t)(d[0] * 17), (uint8_t)(d[1] * 17),
                                 (uint8_t)(d[2] * 17) }
                      : (Color){ (uint8_t)(d[0] * 16 + d[1]),
                                 (uint8_t)(d[2] * 16 + d[3]),
                                 (uint8_t)(d[4] * 16 + d[5]) };
    return true;
}

static Str nearest_color(BrandReader *r, Str s)
{
    StrList names = { 0 };

    for (size_t i = 0; r->palette && i < r->palette->as.map.len; i++)
        *list_add(r->env->arena, &names) = r->palette->as.map.at[i].key;
    return str_nearest(s, names.at, names.len);
}

static bool report_color(BrandReader *r, const Value *v)
{
    Arena *a = r->env->arena;
    Str s = v->kind == VALUE_TEXT ? v->as.text : (Str){ 0 };
    Str nearest = nearest_color(r, s);
    Diag *d;

    if (v->kind == VALUE_TEXT)
        d = diag_error(r->env->diags, v->span, "'%.*s' is not a colour",
                       STR_ARG(s));
    else
        d = diag_error(r->env->diags, v->span, "expected a colour, found %s",
                       value_kind_name(v));
    d->code = "brand/color";
    if (v->kind == VALUE_NULL)
        d->hint = STR("put it in quotes: \"#13416E\"; without them # begins "
                      "a comment");
    else
        d->hint = nearest.len
                      ? str_format(a, "did you mean '%.*s'?", STR_ARG(nearest))
                      : STR("write it as \"#13416E\", or as a name that "
                            "color.palette defines");
    return false;
}

/* Names may stand for names; going round in circles is noticed. */
bool color_value(BrandReader *r, const Value *v, Color *out)
{
    const Value *asked = v;

    for (size_t steps = 0; v->kind == VALUE_TEXT; steps++) {
        Str s = str_trim(v->as.text);
        const Value *next = r->palette ? value_find(r->palette, s) : NULL;
        if (hex_parse(s, out))
            return true;
        if (!next || steps > r->palette->as.map.len)
            break;
        v = next;
    }
    return report_color(
        r, asked->kind == VALUE_TEXT && v->kind == VALUE_TEXT ? asked : v);
}

bool color_read(BrandReader *r, const Value *map, const char *key, Color *out)
{
    const Value *v = value_at(map, key);

    return v && color_value(r, v, out);
}
