/* pieces.c - a paragraph cut where its lines may end. */

#include "text/book.h"

typedef LIST(TextPiece) PieceList;

/* A walk over a paragraph's items. */
typedef struct {
    FontBook *book;
    Arena *a;
    const ItemText *t;
    uint8_t *breaks;
    const uint32_t *span_starts;
    const GlyphRun *empty;
    bool hyphenate;
    PieceList pieces;
} Cutting;

static TextSetting setting_of(const Cutting *c, const Item *item)
{
    return c->t->spans[item->span].setting;
}

static TextPiece *piece_add(Cutting *c, const Item *item, uint32_t start,
                            uint32_t end)
{
    uint32_t base = c->span_starts[item->span];
    TextPiece *piece = list_add(c->book->work, &c->pieces);

    piece->span = item->span;
    piece->start = start - base;
    piece->end = end - base;
    piece->level = item->level;
    piece->after = c->breaks[end];
    return piece;
}

/* ---- Words --------------------------------------------------------------- */

static bool is_ascii_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_letter(const FontBook *book, uint32_t code)
{
    if (code < 0x80)
        return is_ascii_letter((unsigned char)code);
    switch (hb_unicode_general_category(book->unicode, code)) {
    case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
        return true;
    default: /* not our enum */
        return false;
    }
}

/* Addresses, codes and numbers are not for dividing. */
static bool is_prose(Str word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.at[i];
        if ((c >= '0' && c <= '9') || strchr("/\\@_:=#&~", c))
            return false;
        if (c == '.' && i + 1 < word.len &&
            is_ascii_letter((unsigned char)word.at[i + 1]))
            return false;
        if (c == 0xC2 && i + 1 < word.len &&
            (unsigned char)word.at[i + 1] == 0xAD)
            return false; /* soft hyphens say where instead */
    }
    return true;
}

/* Bit i: the word may be divided before byte i. */
static uint64_t points_find(FontBook *book, Str word)
{
    uint64_t points = 0;

    if (word.len > 63 || !is_prose(word))
        return 0;
    for (size_t i = 0; i < word.len;) {
        size_t start = i;
        size_t end = i;
        while (i < word.len && is_letter(book, utf8_next(word, &i)))
            end = i;
        if (end > start)
            points |= hyphen_points(book, str_slice(word, start, end)) << start;
    }
    return points;
}

static uint64_t word_points(Cutting *c, Word *word)
{
    if (!c->hyphenate || word->run.text.len < 7)
        return 0;
    if (!word->hyphens_known) {
        word->hyphens = points_find(c->book, word->run.text);
        word->hyphens_known = true;
    }
    return word->hyphens;
}

static bool ends_with_soft_hyphen(Str s)
{
    return str_ends(s, STR("\xC2\xAD"));
}

static void piece_set_run(TextPiece *piece, const GlyphRun *run,
                          TextSetting setting)
{
    piece->run = run;
    piece->width_pt = setting_width_pt(run, setting);
    if (piece->after == BREAK_ALLOWED && ends_with_soft_hyphen(run->text))
        piece->hyphens = 1;
}

/* The next byte at which the word is cut, or its end. */
static uint32_t next_cut(const Cutting *c, const Item *item, uint32_t from,
                         uint64_t points, RunCutter *cutter, bool *hyphens)
{
    for (uint32_t at = from + 1; at < item->end; at++) {
        uint32_t in_word = at - item->start;
        bool is_point = in_word < 64 && points >> in_word & 1;
        *hyphens = c->breaks[at] == BREAK_NONE;
        if ((is_point || !*hyphens) && run_can_cut(cutter, in_word))
            return at;
    }
    *hyphens = false;
    return item->end;
}

static void cut_word(Cutting *c, const Item *item, const GlyphRun *run,
                     uint64_t points)
{
    TextSetting setting = setting_of(c, item);
    RunCutter cutter = { .run = run };

    for (uint32_t from = item->start; from < item->end;) {
        bool hyphens = false;
        uint32_t at = next_cut(c, item, from, points, &cutter, &hyphens);
        bool is_whole = from == item->start && at == item->end;
        TextPiece *piece = piece_add(c, item, from, at);
        if (hyphens) {
            piece->after = BREAK_ALLOWED;
            piece->hyphens = 1;
        }
        piece_set_run(piece,
                      is_whole ? run
                               : run_take(&cutter, c->a, from - item->start,
                                          at - item->start),
                      setting);
        from = at;
    }
}

static bool has_break_inside(const Cutting *c, const Item *item)
{
    size_t len = item->end - item->start - 1;
    const uint8_t *at = c->breaks + item->start + 1;
    return memchr(at, BREAK_ALLOWED, len) || memchr(at, BREAK_REQUIRED, len);
}

static bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * Names of campaigns and addresses are long and without spaces: a line may end
 * after a low line or a stop in them, but not inside a decimal number.
 */
static void allow_in_name(Cutting *c, const Item *item)
{
    enum { LONG = 20 };

    if (item->end - item->start <= LONG)
        return;
    for (uint32_t at = item->start + 1; at < item->end; at++) {
        char sign = c->t->text.at[at - 1], next = c->t->text.at[at];
        bool is_stop =
            sign == '.' && at > item->start + 1 &&
            !(is_ascii_digit(c->t->text.at[at - 2]) && is_ascii_digit(next));
        if (c->breaks[at] == BREAK_NONE && sign != next &&
            (sign == '_' || is_stop))
            c->breaks[at] = BREAK_ALLOWED;
    }
}

static void word_pieces(Cutting *c, const Item *item)
{
    TextSetting setting = setting_of(c, item);
    WordKey key = { .font = item->font,
                    .script = item->script,
                    .features = setting_features(setting),
                    .is_rtl = item->level % 2,
                    .text = str_slice(c->t->text, item->start, item->end) };
    Word *word = word_find(c->book, c->a, key);
    uint64_t points = word_points(c, word);

    allow_in_name(c, item);
    if (points || has_break_inside(c, item)) {
        cut_word(c, item, &word->run, points);
        return;
    }
    TextPiece *piece = piece_add(c, item, item->start, item->end);
    piece_set_run(piece, &word->run, setting);
}

/* ---- Spaces -------------------------------------------------------------- */

static void piece_add_space(Cutting *c, TextPiece *piece, const Item *item,
                            uint32_t end, size_t count)
{
    if (count) {
        piece->space = spaces_run(c->book, c->a, item->font, count);
        piece->space_pt = setting_width_pt(piece->space, setting_of(c, item));
    }
    piece->end = end - c->span_starts[item->span];
    piece->after = c->breaks[end];
}

/* The piece that a space or line end follows, or a new one without text. */
static TextPiece *piece_before_space(Cutting *c, const Item *item,
                                     uint32_t start)
{
    TextPiece *last = c->pieces.len ? &c->pieces.at[c->pieces.len - 1] : NULL;

    if (last && last->span == item->span && last->level == item->level &&
        (!last->space || item->kind == ITEM_LINE_END) &&
        last->after == BREAK_NONE &&
        last->end == start - c->span_starts[item->span])
        return last;
    TextPiece *piece = piece_add(c, item, start, start);
    piece->run = c->empty;
    return piece;
}

/* Spaces up to the next place where a line may end belong to one piece. */
static void space_pieces(Cutting *c, const Item *item)
{
    Str text = { c->t->text.at, item->end };
    uint32_t start = item->start;
    size_t count = 0;

    for (size_t i = start; i < item->end;) {
        utf8_next(text, &i);
        count += item->kind == ITEM_SPACE;
        if (i < item->end && c->breaks[i] == BREAK_NONE)
            continue;
        TextPiece *piece = piece_before_space(c, item, start);
        piece_add_space(c, piece, item, (uint32_t)i, count);
        start = (uint32_t)i;
        count = 0;
    }
}

/* ---- The paragraph ------------------------------------------------------- */

static uint32_t *starts_of(FontBook *book, const TextSpan *spans, size_t count)
{
    uint32_t *starts = arena_make_array(book->work, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        starts[i + 1] = starts[i] + (uint32_t)spans[i].text.len;
    return starts;
}

static const GlyphRun *empty_run(Arena *a, const Font *font)
{
    static const Glyph none[1];
    GlyphRun *run = arena_make(a, GlyphRun);
    *run = (GlyphRun){ .font = font, .text = STR(""), .glyphs = none };
    return run;
}

TextPiece *text_pieces(FontBook *book, Arena *a, const TextSpan *spans,
                       size_t span_count, int base, bool hyphenate,
                       size_t *count)
{
    *count = 0;
    if (!span_count)
        return NULL;
    ArenaMark mark = arena_save(book->work);
    ItemText t = items_of(book, spans, span_count, base);
    uint8_t *breaks = arena_alloc(book->work, t.text.len + 1);
    breaks_find(book->locale, t.text, breaks);
    Cutting c = { .book = book,
                  .a = a,
                  .t = &t,
                  .breaks = breaks,
                  .span_starts = starts_of(book, spans, span_count),
                  .hyphenate = hyphenate,
                  .empty = empty_run(a, spans[0].setting.font) };

    for (size_t i = 0; i < t.items.len; i++) {
        if (t.items.at[i].kind == ITEM_WORD)
            word_pieces(&c, &t.items.at[i]);
        else
            space_pieces(&c, &t.items.at[i]);
    }
    TextPiece *pieces = arena_make_array(a, TextPiece, c.pieces.len);
    if (c.pieces.len)
        memcpy(pieces, c.pieces.at, c.pieces.len * sizeof *pieces);
    *count = c.pieces.len;
    arena_rewind(book->work, mark);
    return pieces;
}
