/*
 * breaks.c - where a line may end, for texts of European letters.
 *
 * Opening ICU's line breaker costs more than laying out a page, and most
 * reports need nothing of it but the rules below: UAX 14 (Unicode 15) with
 * ICU's treatment of numbers, for characters whose class has no exceptions.
 * Anything else goes to ICU.
 */

#include "text/book.h"

typedef enum {
    AL = 0, /* letters, and signs that behave like them */
    NU,
    SP,
    OP,
    CL,
    CP,
    EX,
    IS,
    SY,
    HY,
    HH, /* U+2010 */
    BA,
    BB,
    B2,
    GL,
    QU,
    PR,
    PO,
    IN,
    NS,
    BK,
    CR,
    LF,
    NL,
    OTHER /* ICU's business */
} Class;

/* clang-format off */
static const uint8_t ascii_classes[128] = {
    [0] = OTHER, [1] = OTHER, [2] = OTHER, [3] = OTHER, [4] = OTHER,
    [5] = OTHER, [6] = OTHER, [7] = OTHER, [8] = OTHER,
    ['\t'] = BA, ['\n'] = LF, ['\v'] = BK, ['\f'] = BK, ['\r'] = CR,
    [14] = OTHER, [15] = OTHER, [16] = OTHER, [17] = OTHER, [18] = OTHER,
    [19] = OTHER, [20] = OTHER, [21] = OTHER, [22] = OTHER, [23] = OTHER,
    [24] = OTHER, [25] = OTHER, [26] = OTHER, [27] = OTHER, [28] = OTHER,
    [29] = OTHER, [30] = OTHER, [31] = OTHER, [127] = OTHER,
    [' '] = SP, ['!'] = EX, ['"'] = QU, ['$'] = PR, ['%'] = PO, ['\''] = QU,
    ['('] = OP, [')'] = CP, ['+'] = PR, [','] = IS, ['-'] = HY, ['.'] = IS,
    ['/'] = SY, ['0'] = NU, ['1'] = NU, ['2'] = NU, ['3'] = NU, ['4'] = NU,
    ['5'] = NU, ['6'] = NU, ['7'] = NU, ['8'] = NU, ['9'] = NU, [':'] = IS,
    [';'] = IS, ['?'] = EX, ['['] = OP, ['\\'] = PR, [']'] = CP, ['{'] = OP,
    ['|'] = BA, ['}'] = CL,
};

typedef struct {
    uint16_t first, last;
    uint8_t class;
} ClassRange;

/* The simple characters above ASCII that are not AL, AI or XX. */
static const ClassRange class_ranges[] = {
    { 0x85, 0x85, NL }, { 0xA0, 0xA0, GL }, { 0xA1, 0xA1, OP },
    { 0xA2, 0xA2, PO }, { 0xA3, 0xA5, PR }, { 0xAB, 0xAB, QU },
    { 0xAD, 0xAD, BA }, { 0xB0, 0xB0, PO }, { 0xB1, 0xB1, PR },
    { 0xB4, 0xB4, BB }, { 0xBB, 0xBB, QU }, { 0xBF, 0xBF, OP },
    { 0x2C8, 0x2C8, BB }, { 0x2CC, 0x2CC, BB }, { 0x2DF, 0x2DF, BB },
    { 0x37E, 0x37E, IS }, { 0x1FFD, 0x1FFD, BB }, { 0x2000, 0x2006, BA },
    { 0x2007, 0x2007, GL }, { 0x2008, 0x200A, BA }, { 0x2010, 0x2010, HH },
    { 0x2011, 0x2011, GL }, { 0x2012, 0x2013, BA }, { 0x2014, 0x2014, B2 },
    { 0x2018, 0x2019, QU }, { 0x201A, 0x201A, OP }, { 0x201B, 0x201D, QU },
    { 0x201E, 0x201E, OP }, { 0x201F, 0x201F, QU }, { 0x2024, 0x2026, IN },
    { 0x2027, 0x2027, BA }, { 0x2028, 0x2029, BK }, { 0x202F, 0x202F, GL },
    { 0x2030, 0x2037, PO }, { 0x2039, 0x203A, QU }, { 0x203C, 0x203D, NS },
    { 0x2044, 0x2044, IS }, { 0x2045, 0x2045, OP }, { 0x2046, 0x2046, CL },
    { 0x2047, 0x2049, NS }, { 0x2056, 0x2056, BA }, { 0x2057, 0x2057, PO },
    { 0x2058, 0x205B, BA }, { 0x205D, 0x205E, BA }, { 0x207D, 0x207D, OP },
    { 0x207E, 0x207E, CL }, { 0x208D, 0x208D, OP }, { 0x208E, 0x208E, CL },
    { 0x20A0, 0x20A6, PR }, { 0x20A7, 0x20A7, PO }, { 0x20A8, 0x20B5, PR },
    { 0x20B6, 0x20B6, PO }, { 0x20B7, 0x20BA, PR }, { 0x20BB, 0x20BB, PO },
    { 0x20BC, 0x20BD, PR }, { 0x20BE, 0x20BE, PO }, { 0x20BF, 0x20BF, PR },
    { 0x20C0, 0x20C0, PO }, { 0x20C1, 0x20CF, PR }, { 0x2103, 0x2103, PO },
    { 0x2109, 0x2109, PO }, { 0x2116, 0x2116, PR }, { 0x2212, 0x2213, PR },
    { 0x22EF, 0x22EF, IN }, { 0x2308, 0x2308, OP }, { 0x2309, 0x2309, CL },
    { 0x230A, 0x230A, OP }, { 0x230B, 0x230B, CL },
};

/* Where everything not listed above is AL. */
static const ClassRange simple_ranges[] = {
    { 0x85, 0x85, AL }, { 0xA0, 0x2FF, AL }, { 0x370, 0x482, AL },
    { 0x48A, 0x52F, AL }, { 0x1E00, 0x1FFF, AL }, { 0x2000, 0x200A, AL },
    { 0x2010, 0x2029, AL }, { 0x202F, 0x205E, AL }, { 0x2070, 0x209C, AL },
    { 0x20A0, 0x20CF, AL }, { 0x2100, 0x2311, AL },
};
/* clang-format on */

static const ClassRange *range_find(const ClassRange *at, size_t count,
                                    uint32_t code)
{
    while (count) {
        size_t half = count / 2;
        if (code < at[half].first) {
            count = half;
        } else if (code > at[half].last) {
            at += half + 1;
            count -= half + 1;
        } else {
            return &at[half];
        }
    }
    return NULL;
}

static Class class_of(uint32_t code)
{
    if (code < 128)
        return ascii_classes[code];
    if (!range_find(simple_ranges, COUNT_OF(simple_ranges), code))
        return OTHER;
    const ClassRange *r =
        range_find(class_ranges, COUNT_OF(class_ranges), code);
    return r ? r->class : AL;
}

/* ---- The rules ----------------------------------------------------------- */

/* How far the character before has come in a number, as ICU matches one. */
typedef enum { NUMBER_NONE, NUMBER_INSIDE, NUMBER_CLOSED } NumberState;

typedef struct {
    Class before;   /* the last that is not a space */
    bool is_spaced; /* spaces follow it */
    bool is_first;  /* a line may begin with it */
    NumberState number;
    Class after;
    Class next; /* the one after that */
    Class next_next;
} BreakPlace;

static bool is_letter_like(Class c)
{
    return c == AL;
}

/* LB25, by ICU's pattern of a number: sign, bracket, digits, bracket, unit. */
static bool is_in_number(const BreakPlace *p)
{
    bool is_unit = p->after == PR || p->after == PO;
    bool before_unit = p->before == PR || p->before == PO;

    if (p->after == NU)
        return p->before == NU || p->before == HY || p->before == IS ||
               before_unit || p->number == NUMBER_INSIDE;
    if (is_unit && p->number != NUMBER_NONE)
        return true;
    if (before_unit && (p->after == OP || p->after == HY))
        return p->next == NU || (p->next == IS && p->next_next == NU);
    return false;
}

/* LB19 to LB30, where no space stands between. */
static bool holds_close(const BreakPlace *p)
{
    Class b = p->before;
    Class a = p->after;

    if (b == QU || a == QU)
        return true;
    if (p->is_first && (b == HY || b == HH) && is_letter_like(a))
        return true;
    if (a == BA || a == HH || a == HY || a == NS || a == IN || b == BB)
        return true;
    if ((b == AL || b == NU) && (a == AL || a == NU || a == OP))
        return true;
    if ((b == PR || b == PO) && a == AL)
        return true;
    if (b == AL && (a == PR || a == PO))
        return true;
    if (b == IS && a == AL)
        return true;
    if (b == CP && (a == AL || a == NU))
        return true;
    return is_in_number(p);
}

/* LB7 to LB31. */
static LineBreak break_at(const BreakPlace *p)
{
    Class b = p->before;
    Class a = p->after;

    if (a == SP)
        return BREAK_NONE;
    if (!p->is_spaced && b == GL)
        return BREAK_NONE;
    if (a == GL && !p->is_spaced && b != BA && b != HH && b != HY)
        return BREAK_NONE;
    if (a == CL || a == CP || a == EX || a == SY)
        return BREAK_NONE;
    if (b == OP)
        return BREAK_NONE;
    if (a == IS)
        return p->is_spaced && p->next == NU ? BREAK_ALLOWED : BREAK_NONE;
    if ((b == QU && a == OP) || ((b == CL || b == CP) && a == NS) ||
        (b == B2 && a == B2))
        return BREAK_NONE;
    if (p->is_spaced)
        return BREAK_ALLOWED;
    return holds_close(p) ? BREAK_NONE : BREAK_ALLOWED;
}

static NumberState number_after(NumberState state, Class c)
{
    if (c == NU)
        return NUMBER_INSIDE;
    if (state == NUMBER_INSIDE && (c == SY || c == IS))
        return NUMBER_INSIDE;
    if (state == NUMBER_INSIDE && (c == CL || c == CP))
        return NUMBER_CLOSED;
    return NUMBER_NONE;
}

static bool ends_line(Class c)
{
    return c == BK || c == LF || c == NL || c == CR;
}

/* ---- The walk ------------------------------------------------------------ */

/* Class of the character at *i, which moves past it; SP at the end. */
static Class class_next(Str s, size_t *i)
{
    if (*i >= s.len)
        return SP;
    unsigned char byte = (unsigned char)s.at[*i];
    if (byte < 128) {
        ++*i;
        return ascii_classes[byte];
    }
    return class_of(utf8_next(s, i));
}

/* The break between `last` and the place's next character. */
static LineBreak break_between(Class last, const BreakPlace *p)
{
    if (last == CR)
        return p->after == LF ? BREAK_NONE : BREAK_REQUIRED;
    if (ends_line(last))
        return BREAK_REQUIRED;
    return ends_line(p->after) ? BREAK_NONE : break_at(p);
}

/* The place one character on, after `b` was found here. */
static void place_move(BreakPlace *p, LineBreak b)
{
    Class last = p->after;

    if (last == SP && b == BREAK_NONE) {
        p->is_spaced = true;
        p->number = NUMBER_NONE;
        return;
    }
    p->before = last;
    p->is_spaced = last == SP;
    p->is_first = b != BREAK_NONE;
    p->number = number_after(p->number, last);
}

/* The three characters that come next, and where each begins. */
typedef struct {
    Class class[3];
    size_t start[3];
    size_t at;
} Ahead;

static void ahead_move(Ahead *next, Str s)
{
    for (int i = 0; i < 2; i++) {
        next->class[i] = next->class[i + 1];
        next->start[i] = next->start[i + 1];
    }
    next->start[2] = next->at;
    next->class[2] = class_next(s, &next->at);
}

bool breaks_simple(Str s, uint8_t *breaks)
{
    Ahead next = { .class = { OTHER } };
    BreakPlace p = { .is_first = true };

    memset(breaks, BREAK_NONE, s.len + 1);
    if (!s.len)
        return true;
    Class last = class_next(s, &next.at);
    p.before = last;
    p.number = number_after(NUMBER_NONE, last);
    p.is_spaced = last == SP;
    for (int i = 0; i < 3; i++)
        ahead_move(&next, s);
    for (; next.start[0] < s.len && last != OTHER; ahead_move(&next, s)) {
        p.after = next.class[0];
        LineBreak b = BREAK_NONE;
        if (last != AL || p.after != AL) {
            p.next = next.class[1];
            p.next_next = next.class[2];
            b = break_between(last, &p);
            breaks[next.start[0]] = (uint8_t)b;
        }
        last = p.after;
        place_move(&p, b);
    }
    breaks[s.len] = ends_line(last) ? BREAK_REQUIRED : BREAK_ALLOWED;
    return last != OTHER;
}

/* ICU has rules of its own for these even where Latin is concerned. */
static bool is_east_asian(Locale *locale)
{
    Str language = locale_language(locale);
    return str_is(language, "ja") || str_is(language, "zh") ||
           str_is(language, "ko");
}

static bool is_blank(unsigned char c)
{
    return c <= ' ';
}

/* A span such as "Mar–Aug" or "£2.10M–£2.19M" is not divided after its dash,
 * where UAX 14 would; a dash between spaces stays a place to end a line. */
static void spans_keep(Str s, uint8_t *breaks)
{
    static const char dash[] = "\xE2\x80\x93"; /* U+2013 */

    for (size_t i = 1; i + 3 < s.len; i++)
        if (memcmp(s.at + i, dash, 3) == 0 &&
            !is_blank((unsigned char)s.at[i - 1]) &&
            !is_blank((unsigned char)s.at[i + 3]) &&
            breaks[i + 3] == BREAK_ALLOWED)
            breaks[i + 3] = BREAK_NONE;
}

void breaks_find(Locale *locale, Str s, uint8_t *breaks)
{
    if (locale && is_east_asian(locale))
        line_breaks(locale, s, breaks);
    else if (!breaks_simple(s, breaks) && locale)
        line_breaks(locale, s, breaks);
    spans_keep(s, breaks);
}
