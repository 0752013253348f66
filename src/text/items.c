/* items.c - a text cut into words and spaces of one face, script and level. */

#include "text/book.h"

bool str_is_ascii(Str s)
{
    uint64_t all = 0;
    size_t i = 0;

    for (; i + 8 <= s.len; i += 8) {
        uint64_t chunk;
        memcpy(&chunk, s.at + i, 8);
        all |= chunk;
    }
    for (; i < s.len; i++)
        all |= (unsigned char)s.at[i];
    return !(all & 0x8080808080808080u);
}

uint8_t setting_features(TextSetting setting)
{
    int features = setting.features & (SHAPE_TABULAR | SHAPE_NO_LIGATURES);
    /* letters that are spaced out must not stay tied together */
    if (setting.tracking_em != 0)
        features |= SHAPE_NO_LIGATURES;
    return (uint8_t)features;
}

static bool is_line_end(uint32_t code)
{
    return (code >= '\n' && code <= '\r') || code == 0x85 || code == 0x2028 ||
           code == 0x2029;
}

static Item *item_add(FontBook *book, ItemText *t, Item item)
{
    Item *at = list_add(book->work, &t->items);
    *at = item;
    return at;
}

/* Long words are cut, so that no shaping and no sum grows without limit. */
static bool can_join(const Item *last, const Item *next)
{
    return last && last->kind == next->kind && last->span == next->span &&
           last->level == next->level && last->font == next->font &&
           last->script == next->script && last->end == next->start &&
           next->kind != ITEM_LINE_END && next->end - last->start <= WORD_MAX;
}

static void item_join(FontBook *book, ItemText *t, Item next)
{
    Item *last = t->items.len ? &t->items.at[t->items.len - 1] : NULL;
    if (can_join(last, &next))
        last->end = next.end;
    else
        item_add(book, t, next);
}

/* ---- ASCII, left to right ------------------------------------------------ */

static void ascii_items(FontBook *book, ItemText *t, uint32_t span,
                        uint32_t start, uint32_t end)
{
    const Font *font = t->spans[span].setting.font;
    const char *text = t->text.at;

    for (uint32_t i = start; i < end;) {
        Item item = {
            .start = i, .span = span, .script = HB_SCRIPT_LATIN, .font = font
        };
        if ((unsigned char)text[i] > ' ' && text[i] != 0x7F) {
            while (i < end && (unsigned char)text[i] > ' ' && text[i] != 0x7F &&
                   i - item.start < WORD_MAX)
                i++;
            item.kind = ITEM_WORD;
        } else {
            bool ends_line = is_line_end((unsigned char)text[i]);
            item.kind = ends_line ? ITEM_LINE_END : ITEM_SPACE;
            i++;
        }
        item.end = i;
        if (item.kind == ITEM_SPACE)
            item_join(book, t, item);
        else
            item_add(book, t, item);
    }
}

/* ---- Everything else ----------------------------------------------------- */

/* The state of a walk over clusters. */
typedef struct {
    const BidiRun *levels;
    size_t level_count;
    size_t level_at;
    uint32_t script; /* of the last letter; 0 before the first */
} Walk;

static uint8_t level_at(Walk *w, uint32_t byte)
{
    while (w->level_at + 1 < w->level_count &&
           w->levels[w->level_at].end <= byte)
        w->level_at++;
    return w->level_count ? w->levels[w->level_at].level : 0;
}

static bool is_weak(uint32_t script)
{
    return script == (uint32_t)HB_SCRIPT_COMMON ||
           script == (uint32_t)HB_SCRIPT_INHERITED ||
           script == (uint32_t)HB_SCRIPT_UNKNOWN;
}

/* The first letter's script, for signs that stand before any. */
static uint32_t script_ahead(const FontBook *book, Str s, size_t i)
{
    while (i < s.len) {
        uint32_t script = hb_unicode_script(book->unicode, utf8_next(s, &i));
        if (!is_weak(script))
            return script;
    }
    return HB_SCRIPT_LATIN;
}

static uint32_t cluster_script(FontBook *book, const ItemText *t, Walk *w,
                               uint32_t code, size_t at)
{
    uint32_t script =
        code < 0x80 ? HB_SCRIPT_COMMON : hb_unicode_script(book->unicode, code);
    bool is_letter = (code | 0x20) >= 'a' && (code | 0x20) <= 'z';

    if (code < 0x80 && is_letter)
        script = HB_SCRIPT_LATIN;
    if (!is_weak(script))
        w->script = script;
    else if (!w->script)
        w->script = script_ahead(book, t->text, at);
    return w->script;
}

static void word_cluster(FontBook *book, ItemText *t, Walk *w, Item item)
{
    const Font *wanted = t->spans[item.span].setting.font;
    Str cluster = str_slice(t->text, item.start, item.end);
    size_t i = 0;
    uint32_t code = utf8_next(cluster, &i);

    item.kind = ITEM_WORD;
    item.script = cluster_script(book, t, w, code, item.start);
    item.font = wanted;
    if (cluster.len > 1 || !font_has_ascii(wanted)) {
        bool missing = false;
        item.font =
            font_for_cluster(book, wanted, cluster, item.script, &missing);
        if (missing)
            missing_report(book, item.font, cluster);
    }
    /* figures and signs are alike in all scripts; Latin's are remembered */
    if (cluster.len == 1 && item.font == wanted && item.level % 2 == 0 &&
        !((code | 0x20) >= 'a' && (code | 0x20) <= 'z') &&
        w->script != (uint32_t)HB_SCRIPT_LATIN)
        item.script = HB_SCRIPT_LATIN;
    item_join(book, t, item);
}

/* A space is drawn in the face of the word before it, if that stands near. */
static void space_cluster(FontBook *book, ItemText *t, Item item)
{
    const Item *last = t->items.len ? &t->items.at[t->items.len - 1] : NULL;
    bool follows = last && last->span == item.span &&
                   last->level == item.level && last->kind != ITEM_LINE_END;

    item.font = follows ? last->font : t->spans[item.span].setting.font;
    item.script = HB_SCRIPT_LATIN;
    item_join(book, t, item);
}

static void mixed_items(FontBook *book, ItemText *t, Walk *w, uint32_t span,
                        uint32_t start, uint32_t end)
{
    Str text = { t->text.at, end };

    for (uint32_t i = start; i < end;) {
        size_t after = cluster_end(book, text, i);
        size_t at = i;
        uint32_t code = utf8_next(text, &at);
        Item item = { .start = i,
                      .end = (uint32_t)after,
                      .span = span,
                      .level = level_at(w, i) };
        /* marks upon a space are drawn as a word */
        if (at < after && code == ' ') {
            word_cluster(book, t, w, item);
        } else if (code_is_space(code)) {
            item.kind = is_line_end(code) ? ITEM_LINE_END : ITEM_SPACE;
            space_cluster(book, t, item);
        } else {
            word_cluster(book, t, w, item);
        }
        i = (uint32_t)after;
    }
}

/* ---- The whole text ------------------------------------------------------ */

/* Embeddings and overrides become word joiners, which do nothing. */
static bool has_override(Str s)
{
    for (size_t i = 0; i + 2 < s.len; i++) {
        unsigned char last = (unsigned char)s.at[i + 2];
        if (s.at[i] == '\xE2' && s.at[i + 1] == '\x80' && last >= 0xAA &&
            last <= 0xAE)
            return true;
    }
    return false;
}

static void drop_overrides(char *text, size_t len)
{
    for (size_t i = 0; i + 2 < len; i++) {
        unsigned char last = (unsigned char)text[i + 2];
        if (text[i] == '\xE2' && text[i + 1] == '\x80' && last >= 0xAA &&
            last <= 0xAE)
            memcpy(text + i, "\xE2\x81\xA0", 3);
    }
}

/* One span is used where it stands; several are joined. */
static Str whole_text(FontBook *book, const TextSpan *spans, size_t count,
                      bool *is_ascii)
{
    size_t len = 0;

    *is_ascii = true;
    bool must_clean = false;
    for (size_t i = 0; i < count; i++) {
        if (len + spans[i].text.len > UINT32_MAX / 2)
            break;
        len += spans[i].text.len;
        if (!str_is_ascii(spans[i].text)) {
            *is_ascii = false;
            must_clean = must_clean || has_override(spans[i].text);
        }
    }
    if (count == 1 && !must_clean)
        return str_slice(spans[0].text, 0, len);

    char *joined = arena_alloc(book->work, len + 1);
    size_t at = 0;
    for (size_t i = 0; i < count && at < len; i++) {
        memcpy(joined + at, spans[i].text.at, spans[i].text.len);
        at += spans[i].text.len;
    }
    if (must_clean)
        drop_overrides(joined, len);
    return (Str){ joined, len };
}

ItemText items_of(FontBook *book, const TextSpan *spans, size_t count, int base)
{
    ItemText t = { .spans = spans, .span_count = count };
    Walk walk = { 0 };
    uint32_t start = 0;

    t.text = whole_text(book, spans, count, &t.is_ascii);
    /* even plain text has levels in a paragraph from right to left */
    if (!t.is_ascii || base == 1) {
        walk.levels = bidi_runs(book->locale, book->work, t.text, base,
                                &walk.level_count);
    }
    for (size_t i = 0; i < count && start < t.text.len; i++) {
        uint32_t end = start + (uint32_t)spans[i].text.len;
        bool is_plain =
            t.is_ascii && base != 1 && font_has_ascii(spans[i].setting.font);
        if (is_plain)
            ascii_items(book, &t, (uint32_t)i, start, end);
        else
            mixed_items(book, &t, &walk, (uint32_t)i, start, end);
        start = end;
    }
    return t;
}
