/* line.c - a text on one line: joined words, in visual order. */

#include "text/book.h"

/* ---- Building a line ----------------------------------------------------- */

/* A row of items of one face and level, drawn as one run. */
typedef struct {
    size_t first, end; /* items */
    uint8_t level;
} Group;

typedef LIST(Group) GroupList;

static GroupList groups_of(FontBook *book, const ItemText *t)
{
    GroupList groups = { 0 };

    for (size_t i = 0; i < t->items.len; i++) {
        const Item *item = &t->items.at[i];
        const Item *last = i ? item - 1 : NULL;
        if (last && last->font == item->font && last->level == item->level)
            groups.at[groups.len - 1].end = i + 1;
        else
            *list_add(book->work, &groups) = (Group){ i, i + 1, item->level };
    }
    return groups;
}

/* Controls of two bytes or three are one space wide, and one byte of text. */
static size_t space_count(const ItemText *t, const Item *item)
{
    if (item->kind == ITEM_LINE_END)
        return 1;
    return utf8_count(str_slice(t->text, item->start, item->end));
}

static const GlyphRun *part_run(FontBook *book, Arena *a, const ItemText *t,
                                const Item *item, uint8_t features)
{
    if (item->kind != ITEM_WORD)
        return spaces_run(book, a, item->font, space_count(t, item));
    WordKey key = { .font = item->font,
                    .script = item->script,
                    .features = features,
                    .is_rtl = item->level % 2,
                    .text = str_slice(t->text, item->start, item->end) };
    return &word_find(book, a, key)->run;
}

static int32_t clamp_units(int64_t units)
{
    return units > INT32_MAX ? INT32_MAX : (int32_t)units;
}

/* Glyphs of the parts in visual order, clusters counted from the run's text. */
static const GlyphRun *join_runs(Arena *a, const GlyphRun **parts, size_t count)
{
    GlyphRun *run = arena_make(a, GlyphRun);
    size_t text_len = 0, glyph_count = 0;
    int64_t advance = 0;

    for (size_t i = 0; i < count; i++) {
        text_len += parts[i]->text.len;
        glyph_count += parts[i]->glyph_count;
        advance += parts[i]->advance;
    }
    char *text = arena_alloc(a, text_len + 1);
    Glyph *glyphs = arena_make_array(a, Glyph, glyph_count);
    bool is_rtl = parts[0]->is_rtl;
    size_t byte = 0, done = 0;
    for (size_t i = 0; i < count; i++) {
        const GlyphRun *part = parts[i];
        Glyph *to =
            glyphs + (is_rtl ? glyph_count - done - part->glyph_count : done);
        if (part->text.len)
            memcpy(text + byte, part->text.at, part->text.len);
        for (uint32_t g = 0; g < part->glyph_count; g++) {
            to[g] = part->glyphs[g];
            to[g].cluster += (uint32_t)byte;
        }
        byte += part->text.len;
        done += part->glyph_count;
    }
    *run = (GlyphRun){ .font = parts[0]->font,
                       .text = { text, text_len },
                       .glyphs = glyphs,
                       .glyph_count = (uint32_t)glyph_count,
                       .is_rtl = is_rtl,
                       .advance = clamp_units(advance) };
    return run;
}

/* A space within a row of words from right to left runs with them. */
static const GlyphRun *turned(Arena *a, const GlyphRun *run, bool is_rtl)
{
    if (run->is_rtl == is_rtl)
        return run;
    GlyphRun *copy = arena_make(a, GlyphRun);
    Glyph *glyphs = arena_make_array(a, Glyph, run->glyph_count);
    for (uint32_t i = 0; i < run->glyph_count; i++)
        glyphs[i] = run->glyphs[run->glyph_count - 1 - i];
    *copy = *run;
    copy->glyphs = glyphs;
    copy->is_rtl = is_rtl;
    return copy;
}

static const GlyphRun *group_run(FontBook *book, Arena *a, const ItemText *t,
                                 Group g, uint8_t features)
{
    size_t count = g.end - g.first;
    const GlyphRun **parts =
        arena_make_array(book->work, const GlyphRun *, count);

    for (size_t i = 0; i < count; i++) {
        const Item *item = &t->items.at[g.first + i];
        parts[i] = turned(
            book->work,
            part_run(book, count > 1 ? book->work : a, t, item, features),
            g.level % 2);
    }
    if (count > 1)
        return join_runs(a, parts, count);
    /* a lone turned space is in the scratch arena */
    return parts[0]->is_rtl && t->items.at[g.first].kind != ITEM_WORD
               ? join_runs(a, parts, 1)
               : parts[0];
}

double setting_width_pt(const GlyphRun *run, TextSetting setting)
{
    return run_width_pt(run, setting.size_pt) +
           run->glyph_count * setting.tracking_em * setting.size_pt;
}

static TextLine line_make(FontBook *book, Arena *a, Str s, TextSetting setting)
{
    ArenaMark mark = arena_save(book->work);
    TextSpan span = { s, setting };
    ItemText t = items_of(book, &span, 1, 2);
    GroupList groups = groups_of(book, &t);
    uint8_t *levels = arena_alloc(book->work, groups.len);
    uint32_t *order = arena_make_array(book->work, uint32_t, groups.len);
    bool is_plain = true;

    for (size_t i = 0; i < groups.len; i++) {
        levels[i] = groups.at[i].level;
        order[i] = (uint32_t)i;
        is_plain = is_plain && levels[i] == 0;
    }
    if (!is_plain)
        bidi_reorder(levels, groups.len, order);

    TextLine line = { .runs = arena_make_array(a, PlacedRun, groups.len),
                      .run_count = groups.len };
    for (size_t i = 0; i < groups.len; i++) {
        const GlyphRun *run = group_run(book, a, &t, groups.at[order[i]],
                                        setting_features(setting));
        line.runs[i] = (PlacedRun){ run, line.width_pt };
        line.width_pt += setting_width_pt(run, setting);
    }
    arena_rewind(book->work, mark);
    return line;
}

/* ---- Lines remembered, at one point and without tracking ----------------- */

typedef struct {
    Str text;
    const Font *font;
    uint8_t features;
    TextLine line;
} KnownLine;

static const KnownLine *line_find(FontBook *book, Str s, TextSetting setting)
{
    Arena *a = book->env->arena;
    uint8_t features = setting_features(setting);
    uint64_t seed = (uint64_t)setting.font->id << 8 | features;
    uint64_t hash = bytes_hash(s, seed * 0xA24BAED4963EE407u);
    size_t slot = 0;

    for (KnownLine *k; (k = cache_next(&book->lines, hash, &slot)) != NULL;) {
        if (k->font == setting.font && k->features == features &&
            k->text.len == s.len && memcmp(k->text.at, s.at, s.len) == 0)
            return k;
    }
    KnownLine *known = arena_make(a, KnownLine);
    setting.size_pt = 1;
    known->font = setting.font;
    known->features = features;
    known->line = line_make(book, a, s, setting);
    /* a line of one word shares the word's copy of the text */
    Str shared =
        known->line.run_count == 1 ? known->line.runs[0].run->text : (Str){ 0 };
    known->text = str_equal(shared, s) ? shared : str_copy(a, s);
    cache_add(a, &book->lines, hash, known);
    return known;
}

/* Ends in a figure or one of the signs after figures: %, ), times. */
static bool is_number_like(Str s)
{
    return s.len && ((s.at[s.len - 1] >= '%' && s.at[s.len - 1] <= '9') ||
                     str_ends(s, STR("\xC3\x97")));
}

static WordKey number_key(Str s, TextSetting setting)
{
    return (WordKey){ .font = setting.font,
                      .script = HB_SCRIPT_LATIN,
                      .features = setting_features(setting),
                      .text = s };
}

static bool is_remembered(Str s, TextSetting setting)
{
    return s.len && s.len <= LINE_CACHED_MAX && setting.tracking_em == 0;
}

/* A number is set faster than it is looked up, and seldom comes twice. */
static bool number_line(FontBook *book, Arena *a, Str s, TextSetting setting,
                        TextLine *line)
{
    GlyphRun run;
    WordKey key = number_key(s, setting);

    if (!figures_shape(book, a, key, &run))
        return false;
    GlyphRun *kept = arena_make(a, GlyphRun);
    *kept = run;
    kept->text = str_copy(a, s);
    line->runs = arena_make(a, PlacedRun);
    line->runs[0] = (PlacedRun){ kept, 0 };
    line->run_count = 1;
    line->width_pt = setting_width_pt(kept, setting);
    return true;
}

TextLine text_line(FontBook *book, Arena *a, Str s, TextSetting setting)
{
    TextLine number;

    if (is_number_like(s) && number_line(book, a, s, setting, &number))
        return number;
    if (!is_remembered(s, setting))
        return line_make(book, a, s, setting);

    const TextLine *known = &line_find(book, s, setting)->line;
    TextLine line = { .runs =
                          arena_alloc(a, known->run_count * sizeof *line.runs),
                      .run_count = known->run_count,
                      .width_pt = known->width_pt * setting.size_pt };
    for (size_t i = 0; i < known->run_count; i++)
        line.runs[i] = (PlacedRun){ known->runs[i].run,
                                    known->runs[i].x_pt * setting.size_pt };
    return line;
}

/* Measured without being remembered. */
static double line_width_pt(FontBook *book, Str s, TextSetting setting)
{
    ArenaMark mark = arena_save(book->work);
    TextSpan span = { s, setting };
    ItemText t = items_of(book, &span, 1, 2);
    double width_pt = 0;

    for (size_t i = 0; i < t.items.len; i++)
        width_pt +=
            setting_width_pt(part_run(book, book->work, &t, &t.items.at[i],
                                      setting_features(setting)),
                             setting);
    arena_rewind(book->work, mark);
    return width_pt;
}

double text_width_pt(FontBook *book, Str s, TextSetting setting)
{
    double em;

    if (is_number_like(s) && figures_measure(book, number_key(s, setting), &em))
        return (em + (double)utf8_count(s) * setting.tracking_em) *
               setting.size_pt;
    if (is_remembered(s, setting))
        return line_find(book, s, setting)->line.width_pt * setting.size_pt;

    return line_width_pt(book, s, setting);
}

/* ---- Cutting to fit ------------------------------------------------------ */

static const char ellipsis[] = "\xE2\x80\xA6";

typedef LIST(uint32_t) OffsetList;

/* Where clusters begin, and the end of the text. */
static OffsetList cluster_starts(FontBook *book, Str s)
{
    OffsetList starts = { 0 };

    for (size_t i = 0; i < s.len; i = cluster_end(book, s, i))
        *list_add(book->work, &starts) = (uint32_t)i;
    *list_add(book->work, &starts) = (uint32_t)s.len;
    return starts;
}

/* `keep` clusters of s with the ellipsis where the others were. */
static Str cut_form(Arena *a, Str s, const OffsetList *starts, size_t keep,
                    Cut cut)
{
    size_t count = starts->len - 1;
    size_t tail = cut == CUT_MIDDLE ? keep / 2 : 0;
    Str head = str_slice(s, 0, starts->at[keep - tail]);
    Str rest = str_slice(s, starts->at[count - tail], s.len);

    while (head.len && head.at[head.len - 1] == ' ')
        head.len--;
    while (rest.len && rest.at[0] == ' ')
        rest = str_slice(rest, 1, rest.len);
    return str_format(a, "%.*s%s%.*s", STR_ARG(head), ellipsis, STR_ARG(rest));
}

Str text_cut(FontBook *book, Arena *a, Str s, TextSetting setting,
             double room_pt, Cut cut)
{
    if (fits(room_pt, text_width_pt(book, s, setting)))
        return s;
    ArenaMark mark = arena_save(book->work);
    OffsetList starts = cluster_starts(book, s);
    size_t low = 0, high = starts.len - 1;

    while (low + 1 < high) {
        size_t half = low + (high - low) / 2;
        Str form = cut_form(book->work, s, &starts, half, cut);
        if (fits(room_pt, line_width_pt(book, form, setting)))
            low = half;
        else
            high = half;
    }
    Str form = cut_form(a, s, &starts, low, cut);
    arena_rewind(book->work, mark);
    return form;
}
