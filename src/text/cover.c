/* cover.c - grapheme clusters, what a face can draw, and who helps out. */

#include "text/book.h"

/* ---- Kinds of code points ------------------------------------------------ */

bool code_is_space(uint32_t code)
{
    return code <= 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 ||
           code == 0x2029;
}

typedef struct {
    uint32_t first, last;
} CodeRange;

static bool in_ranges(uint32_t code, const CodeRange *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (code < ranges[i].first)
            return false;
        if (code <= ranges[i].last)
            return true;
    }
    return false;
}

bool code_is_ignorable(uint32_t code)
{
    static const CodeRange ranges[] = {
        { 0xAD, 0xAD },       { 0x34F, 0x34F },     { 0x61C, 0x61C },
        { 0x115F, 0x1160 },   { 0x17B4, 0x17B5 },   { 0x180B, 0x180F },
        { 0x200B, 0x200F },   { 0x202A, 0x202E },   { 0x2060, 0x206F },
        { 0x3164, 0x3164 },   { 0xFE00, 0xFE0F },   { 0xFEFF, 0xFEFF },
        { 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFF8 },   { 0x1BCA0, 0x1BCA3 },
        { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
    };
    return code >= 0xAD && in_ranges(code, ranges, COUNT_OF(ranges));
}

static bool is_pictograph(uint32_t code)
{
    static const CodeRange ranges[] = {
        { 0xA9, 0xA9 },       { 0xAE, 0xAE },     { 0x203C, 0x203C },
        { 0x2049, 0x2049 },   { 0x2122, 0x2122 }, { 0x2139, 0x2139 },
        { 0x2194, 0x2BFF },   { 0x3030, 0x303D }, { 0x3297, 0x3299 },
        { 0x1F000, 0x1FAFF },
    };
    return in_ranges(code, ranges, COUNT_OF(ranges));
}

enum { ZWNJ = 0x200C, ZWJ = 0x200D };

static bool is_prepended(uint32_t code)
{
    return (code >= 0x600 && code <= 0x605) || code == 0x6DD || code == 0x70F ||
           code == 0x8E2;
}

static bool extends(const FontBook *book, uint32_t code)
{
    if (code < 0x300)
        return false;
    if (code == ZWNJ || code == ZWJ || (code >= 0x1F3FB && code <= 0x1F3FF) ||
        (code >= 0xE0020 && code <= 0xE007F) || code == 0xE33 || code == 0xEB3)
        return true;
    switch (hb_unicode_general_category(book->unicode, code)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
        return true;
    default: /* not our enum, and of thirty only marks extend */
        return false;
    }
}

static bool is_flag_letter(uint32_t code)
{
    return code >= 0x1F1E6 && code <= 0x1F1FF;
}

/* Leading, vowel and trailing parts of a Hangul syllable: 1, 2, 3; or 0. */
static int hangul_part(uint32_t code)
{
    if ((code >= 0x1100 && code <= 0x115F) ||
        (code >= 0xA960 && code <= 0xA97C))
        return 1;
    if ((code >= 0x1160 && code <= 0x11A7) ||
        (code >= 0xD7B0 && code <= 0xD7C6))
        return 2;
    if ((code >= 0x11A8 && code <= 0x11FF) ||
        (code >= 0xD7CB && code <= 0xD7FB))
        return 3;
    if (code >= 0xAC00 && code <= 0xD7A3)
        return (code - 0xAC00) % 28 ? 3 : 2;
    return 0;
}

static bool joins(const FontBook *book, uint32_t before, uint32_t code,
                  size_t flags)
{
    if (extends(book, code) || is_prepended(before))
        return true;
    if (before == ZWJ)
        return is_pictograph(code);
    if (is_flag_letter(before) && is_flag_letter(code))
        return flags % 2 == 1;
    int part = hangul_part(code);
    int last = part ? hangul_part(before) : 0;
    if (code >= 0xAC00 && code <= 0xD7A3)
        return last == 1;
    return last && part >= last && !(part == 1 && last != 1);
}

size_t cluster_end(const FontBook *book, Str s, size_t i)
{
    if ((unsigned char)s.at[i] < 0x80 &&
        (i + 1 >= s.len || (unsigned char)s.at[i + 1] < 0x80)) {
        bool is_crlf = s.at[i] == '\r' && i + 1 < s.len && s.at[i + 1] == '\n';
        return i + 1 + is_crlf;
    }
    uint32_t before = utf8_next(s, &i);
    if (code_is_space(before) && before != ' ')
        return i;
    size_t flags = is_flag_letter(before);
    while (i < s.len) {
        size_t next = i;
        uint32_t code = utf8_next(s, &next);
        if (code_is_space(code) || !joins(book, before, code, flags))
            break;
        flags += is_flag_letter(code);
        before = code;
        i = next;
    }
    return i;
}

/* ---- What a face has ----------------------------------------------------- */

static bool has_glyph(const Font *font, uint32_t code)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font->hb, code, &glyph) && glyph;
}

/* The code point to shape for `code`: itself or a near twin; 0 if neither. */
static uint32_t code_in(const Font *font, uint32_t code)
{
    static const uint32_t twins[][2] = {
        { 0x2212, 0x2013 }, { 0x2212, '-' }, { 0x2011, 0x2010 },
        { 0x2011, '-' },    { 0x2010, '-' }, { 0x2215, '/' },
        { 0xA0, ' ' },      { 0x202F, ' ' },
    };

    if (has_glyph(font, code) || code_is_ignorable(code))
        return code;
    for (size_t i = 0; i < COUNT_OF(twins); i++) {
        if (twins[i][0] == code && has_glyph(font, twins[i][1]))
            return twins[i][1];
    }
    /* HarfBuzz widens the space glyph for U+2000 to U+200A and U+3000 */
    if (hb_unicode_general_category(font->book->unicode, code) ==
            HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR &&
        has_glyph(font, ' '))
        return code;
    hb_codepoint_t base = 0, mark = 0;
    if (hb_unicode_decompose(font->book->unicode, code, &base, &mark) &&
        code_in(font, base) && (!mark || code_in(font, mark)))
        return code;
    return 0;
}

/* What is drawn where a face lacks something; the face may lack even this. */
static uint32_t replacement_in(const Font *font)
{
    static const uint32_t signs[] = { 0xFFFD, 0x25A1, '?', ' ' };

    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        if (has_glyph(font, signs[i]))
            return signs[i];
    }
    return 0xFFFD;
}

size_t cluster_codes(const Font *font, Str cluster, uint32_t *codes,
                     size_t *lost)
{
    size_t count = 0;

    *lost = 0;
    for (size_t i = 0; i < cluster.len && count < CLUSTER_MAX;) {
        uint32_t code = utf8_next(cluster, &i);
        uint32_t shaped = code_in(font, code);
        hb_codepoint_t whole = 0;
        if (shaped) {
            codes[count++] = shaped;
        } else if (count &&
                   hb_unicode_compose(font->book->unicode, codes[count - 1],
                                      code, &whole) &&
                   has_glyph(font, whole)) {
            codes[count - 1] = whole;
        } else {
            ++*lost;
            if (!count)
                codes[count++] = replacement_in(font);
        }
    }
    return count;
}

bool font_has_ascii(const Font *font)
{
    if (font->has_ascii == UNKNOWN) {
        Known known = YES;
        for (uint32_t code = 0x20; code < 0x7F; code++) {
            if (!has_glyph(font, code))
                known = NO;
        }
        font_own(font)->has_ascii = known;
    }
    return font->has_ascii == YES;
}

static size_t lost_in(const Font *font, Str cluster)
{
    uint32_t codes[CLUSTER_MAX];
    size_t lost;

    cluster_codes(font, cluster, codes, &lost);
    return lost;
}

/* ---- Who helps out ------------------------------------------------------- */

static int style_of(const Font *font)
{
    int style = FONT_REGULAR;
    if (font->info.weight >= 600)
        style |= FONT_BOLD;
    if (font->info.italic_angle != 0)
        style |= FONT_ITALIC;
    return style;
}

static const Font *fallback_at(FontBook *book, size_t i, int style)
{
    size_t at = i * 4 + (size_t)style;

    if (book->fallbacks[at].known == UNKNOWN) {
        const Font *font =
            family_open(book, &family_fallbacks[i], style, (Span){ 0 });
        book->fallbacks[at].known = font ? YES : NO;
        book->fallbacks[at].font = font;
    }
    return book->fallbacks[at].font;
}

static size_t fallback_named(const char *family)
{
    size_t i = 0;
    while (i < family_fallback_count &&
           strcmp(family_fallbacks[i].family, family) != 0)
        i++;
    return i;
}

/* The family for a script; family_fallback_count if it has none of its own. */
static size_t fallback_of_script(uint32_t script)
{
    for (size_t i = 0; i < script_family_count; i++) {
        if (script_families[i].script == script)
            return fallback_named(script_families[i].family);
    }
    return family_fallback_count;
}

/* Han is drawn as the report's language writes it. */
static size_t fallback_of_han(const FontBook *book)
{
    const char *tag = hb_language_to_string(book->language);

    if (!tag || strncmp(tag, "ja", 2) == 0)
        return fallback_named("Noto Sans CJK JP");
    if (strncmp(tag, "ko", 2) == 0)
        return fallback_named("Noto Sans CJK KR");
    if (strncmp(tag, "zh-tw", 5) == 0 || strncmp(tag, "zh-h", 4) == 0) {
        bool is_simple = strncmp(tag, "zh-hans", 7) == 0;
        return fallback_named(is_simple ? "Noto Sans CJK SC"
                                        : "Noto Sans CJK TC");
    }
    return fallback_named("Noto Sans CJK SC");
}

static bool is_script_only(const FamilyFiles *family)
{
    for (size_t i = 0; i < script_family_count; i++) {
        if (strcmp(script_families[i].family, family->family) == 0)
            return true;
    }
    return false;
}

typedef struct {
    const Font *font;
    size_t lost;
} Candidate;

/* True once nothing better can be found. */
static bool consider(Candidate *best, const Font *font, Str cluster)
{
    if (!font)
        return false;
    size_t lost = lost_in(font, cluster);
    if (!best->font || lost < best->lost)
        *best = (Candidate){ font, lost };
    return best->lost == 0;
}

static Candidate chain_walk(FontBook *book, const Font *wanted, Str cluster,
                            uint32_t script)
{
    int style = style_of(wanted);
    Candidate best = { 0 };
    size_t own = fallback_of_script(script);

    if (script == HB_SCRIPT_HAN)
        own = fallback_of_han(book);
    if (consider(&best, wanted, cluster) ||
        consider(&best, fallback_at(book, 0, style), cluster))
        return best;
    if (own < family_fallback_count &&
        consider(&best, fallback_at(book, own, style), cluster))
        return best;
    for (size_t i = 1; i < family_fallback_count; i++) {
        if (!is_script_only(&family_fallbacks[i]) &&
            consider(&best, fallback_at(book, i, style), cluster))
            break;
    }
    return best;
}

/* The face for the replacement sign itself. */
static const Font *replacement_font(FontBook *book, const Font *wanted)
{
    static const char sign[] = "\xEF\xBF\xBD";
    Candidate c = chain_walk(book, wanted, str_of(sign), HB_SCRIPT_COMMON);
    return c.lost ? wanted : c.font;
}

static bool is_single(Str cluster, uint32_t *code)
{
    size_t i = 0;
    *code = utf8_next(cluster, &i);
    return i == cluster.len;
}

static FallbackMemo *memo_of(FontBook *book, const Font *wanted, uint32_t code)
{
    uint32_t slot = (code * 2654435761u >> 16) ^ wanted->id;
    return &book->memo[slot & (FALLBACK_MEMO_COUNT - 1)];
}

const Font *font_for_cluster(FontBook *book, const Font *wanted, Str cluster,
                             uint32_t script, bool *missing)
{
    uint32_t code;
    FallbackMemo *memo = NULL;

    *missing = false;
    if (is_single(cluster, &code)) {
        memo = memo_of(book, wanted, code);
        if (memo->wanted == wanted && memo->code == code) {
            *missing = memo->missing;
            return memo->found;
        }
    }
    Candidate best = chain_walk(book, wanted, cluster, script);
    *missing = best.lost > 0;
    if (*missing) {
        size_t i = 0;
        uint32_t first = utf8_next(cluster, &i);
        /* a base without its marks is better than a replacement */
        if (!code_in(best.font, first))
            best.font = replacement_font(book, wanted);
    }
    if (memo)
        *memo = (FallbackMemo){ wanted, code, *missing, best.font };
    return best.font;
}

bool font_covers(FontBook *book, const Font *font, Str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t end = cluster_end(book, s, i);
        Str cluster = str_slice(s, i, end);
        uint32_t code;
        i = end;
        if (is_single(cluster, &code) && code_is_space(code))
            continue;
        bool missing = false;
        size_t first = 0;
        uint32_t script =
            hb_unicode_script(book->unicode, utf8_next(cluster, &first));
        font_for_cluster(book, font, cluster, script, &missing);
        if (missing)
            return false;
    }
    return true;
}

/* ---- Saying so ----------------------------------------------------------- */

static bool is_reported(FontBook *book, uint32_t code)
{
    for (size_t i = 0; i < book->missing.len; i++) {
        if (book->missing.at[i] == code)
            return true;
    }
    return false;
}

void missing_report(FontBook *book, const Font *font, Str cluster)
{
    DiagList *diags = book->env->diags;

    for (size_t i = 0; i < cluster.len;) {
        size_t start = i;
        uint32_t code = utf8_next(cluster, &i);
        if (book->missing.len > MISSING_NAMED_MAX || is_reported(book, code) ||
            code_in(font, code))
            continue;
        *list_add(book->env->arena, &book->missing) = code;
        Diag *d;
        if (book->missing.len > MISSING_NAMED_MAX)
            d = diag_warning(diags, (Span){ 0 },
                             "no font has still other characters, not named "
                             "here; a replacement is drawn");
        else
            d = diag_warning(diags, (Span){ 0 },
                             "no font has U+%04X '%.*s'; a replacement is "
                             "drawn",
                             (unsigned)code, (int)(i - start),
                             cluster.at + start);
        d->code = "font/missing";
        d->hint = STR("install a font that has it, or add one to the agency's "
                      "fonts folder");
    }
}
