/*
 * hyphen.c - dividing words by Liang's patterns, from libhyphen's dictionaries.
 *
 * The patterns stay as they are in the file; a table of their first letters
 * points at them.  So a dictionary is open in the time it takes to read it
 * once; docs/decisions/hyphenation.md says why it is not libhyphen that does.
 */

#include "text/book.h"

#include "io/io.h"

#include <iconv.h>

enum { WORD_BYTES_MAX = 63, KEY_BYTES = 4 };

/* Up to four letters that some pattern begins with, and those that do. */
typedef struct {
    uint32_t letters; /* packed; 0 is a free slot */
    uint32_t first;   /* 1 + index of a PatternNode; 0 if a longer key has it */
} PatternKey;

typedef struct {
    uint32_t line; /* offset in the file */
    uint32_t next; /* as `first` */
} PatternNode;

/* The patterns before NEXTLEVEL find compounds' joints, those after syllables.
 */
typedef struct {
    PatternKey *keys;
    size_t key_room; /* a power of two */
    size_t key_count;
    PatternNode *nodes;
    size_t node_count;
} Level;

struct Hyphenator {
    Str file;
    bool is_utf8;
    uint32_t codes[256]; /* of the file's bytes, if it is not UTF-8 */
    Level levels[2];
    size_t level_count;
    size_t left_min, right_min; /* characters */
    size_t joint_left_min, joint_right_min;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- Reading a dictionary ------------------------------------------------ */

/* The line at *at without its end, *at moved past it. */
static Str line_next(Str file, size_t *at)
{
    const char *start = file.at + *at;
    const char *end = memchr(start, '\n', file.len - *at);
    size_t len = end ? (size_t)(end - start) : file.len - *at;

    *at += end ? len + 1 : len;
    while (len && (unsigned char)start[len - 1] <= ' ')
        len--;
    return (Str){ start, len };
}

/* A pattern that respells a word when it is divided; those are not used. */
static bool respells(Str pattern)
{
    return memchr(pattern.at, '/', pattern.len) != NULL;
}

/* The key's slot, or the free one where it would go. */
static PatternKey *key_slot(const Level *level, uint32_t letters)
{
    uint32_t hash = letters * 0x9E3779B1u;
    size_t i = (hash ^ hash >> 15) & (level->key_room - 1);

    while (level->keys[i].letters && level->keys[i].letters != letters)
        i = (i + 1) & (level->key_room - 1);
    return &level->keys[i];
}

static PatternKey *key_add(Arena *a, Level *level, uint32_t letters)
{
    if ((level->key_count + 1) * 2 > level->key_room) {
        Level old = *level;
        level->key_room = old.key_room ? old.key_room * 2 : 1024;
        level->keys = arena_make_array(a, PatternKey, level->key_room);
        for (size_t i = 0; i < old.key_room; i++) {
            if (old.keys[i].letters)
                *key_slot(level, old.keys[i].letters) = old.keys[i];
        }
    }
    PatternKey *key = key_slot(level, letters);
    level->key_count += !key->letters;
    key->letters = letters;
    return key;
}

/* The first letters of a pattern, packed: four, or all if it is shorter. */
static uint32_t first_letters(Str pattern, int *count)
{
    uint32_t letters = 0;

    *count = 0;
    for (size_t i = 0; i < pattern.len && *count < KEY_BYTES; i++) {
        if (is_digit(pattern.at[i]) || !pattern.at[i])
            continue;
        letters = letters << 8 | (unsigned char)pattern.at[i];
        ++*count;
    }
    return letters;
}

/* Listed under its first letters, all of whose beginnings are made known. */
static void pattern_add(Arena *a, const Hyphenator *h, Level *level,
                        Str pattern)
{
    int count;
    uint32_t letters = first_letters(pattern, &count);
    if (!count)
        return;

    /* dictionaries are sorted, so most follow one with the same beginning */
    PatternKey *key = key_slot(level, letters);
    for (int n = 1; n <= count && !key->letters; n++) {
        PatternKey *part = key_add(a, level, letters >> 8 * (count - n));
        if (n == count)
            key = part;
        else
            key = key_slot(level, letters);
    }
    PatternNode *node = &level->nodes[level->node_count++];
    *node = (PatternNode){ (uint32_t)(pattern.at - h->file.at), key->first };
    key->first = (uint32_t)level->node_count;
}

/* "LEFTHYPHENMIN 2"; true if the line is one of these, known or not. */
static bool setting_read(Hyphenator *h, Str line)
{
    const struct {
        Str name;
        size_t *to;
    } settings[] = {
        { STR("LEFTHYPHENMIN "), &h->left_min },
        { STR("RIGHTHYPHENMIN "), &h->right_min },
        { STR("COMPOUNDLEFTHYPHENMIN "), &h->joint_left_min },
        { STR("COMPOUNDRIGHTHYPHENMIN "), &h->joint_right_min },
    };

    if (line.at[0] < 'A' || line.at[0] > 'Z')
        return false;
    for (size_t i = 0; i < COUNT_OF(settings); i++) {
        size_t len = settings[i].name.len;
        if (str_starts(line, settings[i].name) && is_digit(line.at[len])) {
            *settings[i].to = (size_t)(line.at[len] - '0');
            return true;
        }
    }
    return true;
}

static bool is_pattern(Hyphenator *h, Str line)
{
    return line.len && line.len < 200 && line.at[0] != '%' &&
           line.at[0] != '#' && !setting_read(h, line) && !respells(line);
}

/* The lines of one level, from *at to NEXTLEVEL or the end. */
static void level_read(Arena *a, Hyphenator *h, Level *level, size_t *at)
{
    static const char mark[] = "\nNEXTLEVEL";
    size_t start = *at;
    const char *end_at =
        memmem(h->file.at + start, h->file.len - start, mark, sizeof mark - 1);
    size_t end = end_at ? (size_t)(end_at - h->file.at) + 1 : h->file.len;
    size_t count = 1;

    for (const char *c = h->file.at + start;
         (c = memchr(c, '\n', (size_t)(h->file.at + end - c))) != NULL; c++)
        count++;
    *at = end;
    if (end_at)
        line_next(h->file, at);
    level->nodes = arena_make_array(a, PatternNode, count);
    key_add(a, level, '.');
    for (size_t i = start; i < end;) {
        Str line = line_next(h->file, &i);
        if (is_pattern(h, line))
            pattern_add(a, h, level, line);
    }
}

/* What each byte of a one-byte encoding means; false if it is unknown. */
static bool encoding_read(Hyphenator *h, Str name)
{
    char clean[32] = { 0 };
    if (str_is(name, "UTF-8")) {
        h->is_utf8 = true;
        return true;
    }
    if (!name.len || name.len >= sizeof clean)
        return false;
    if (str_is(name, "ISO8859-1")) { /* iconv would load a library for it */
        for (uint32_t byte = 0; byte < 256; byte++)
            h->codes[byte] = byte;
        return true;
    }
    memcpy(clean, name.at, name.len);
    if (str_starts(name, STR("microsoft-")))
        memmove(clean, clean + 10, sizeof clean - 10);

    iconv_t converter = iconv_open("UTF-32LE", clean);
    if (converter == (iconv_t)-1) /* NOLINT: what iconv returns */
        return false;
    for (int byte = 0; byte < 256; byte++) {
        char in = (char)byte;
        unsigned char out[8] = { 0 };
        char *from = &in;
        char *to = (char *)out;
        size_t in_left = 1, out_left = sizeof out;
        if (iconv(converter, &from, &in_left, &to, &out_left) != (size_t)-1)
            h->codes[byte] = (uint32_t)out[0] | (uint32_t)out[1] << 8 |
                             (uint32_t)out[2] << 16;
    }
    iconv_close(converter);
    return true;
}

static Hyphenator *dictionary_read(Arena *a, Str file)
{
    Hyphenator *h = arena_make(a, Hyphenator);
    size_t at = 0;

    *h = (Hyphenator){ .file = file,
                       .left_min = 2,
                       .right_min = 2,
                       .joint_left_min = 2,
                       .joint_right_min = 2 };
    if (file.len >= UINT32_MAX || !encoding_read(h, line_next(file, &at)))
        return NULL;
    while (at < file.len && h->level_count < COUNT_OF(h->levels))
        level_read(a, h, &h->levels[h->level_count++], &at);
    return h->level_count ? h : NULL;
}

/* ---- Finding it ---------------------------------------------------------- */

static Str dictionary_at(FontBook *book, Str name)
{
    Arena *a = book->env->arena;
    const StrList *roots = &book->env->paths;

    for (size_t i = 0; i < roots->len; i++) {
        Str path = str_format(a, "%.*s/hyphen/hyph_%.*s.dic",
                              STR_ARG(roots->at[i]), STR_ARG(name));
        if (file_exists(path))
            return path;
    }
    Str path = str_format(a, "/usr/share/hyphen/hyph_%.*s.dic", STR_ARG(name));
    return file_exists(path) ? path : (Str){ 0 };
}

/* "en-GB" as en_GB, en, en_EN; the tag must not lead out of the folder. */
static Str dictionary_find(FontBook *book, Str tag)
{
    Arena *a = book->env->arena;
    char name[32] = { 0 };
    char twice[8] = { 0 };
    size_t language = 0;

    if (!tag.len || tag.len >= sizeof name)
        return (Str){ 0 };
    for (size_t i = 0; i < tag.len; i++) {
        char c = tag.at[i];
        bool is_plain = is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (!is_plain && c != '-' && c != '_')
            return (Str){ 0 };
        name[i] = is_plain ? c : '_';
        if (is_plain && language == i)
            language = i + 1;
    }
    Str path = dictionary_at(book, (Str){ name, tag.len });
    if (!path.len)
        path = dictionary_at(book, (Str){ name, language });
    if (!path.len && language == 2) {
        char upper[2] = { (char)(name[0] & ~0x20), (char)(name[1] & ~0x20) };
        memcpy(twice, name, 2);
        twice[2] = '_';
        memcpy(twice + 3, upper, 2);
        path = dictionary_at(book, str_copy(a, (Str){ twice, 5 }));
    }
    return path;
}

Hyphenator *hyphenator_load(FontBook *book, Str tag)
{
    Env *env = book->env;
    Str path = dictionary_find(book, tag);
    Str file;

    if (path.len && file_read(env, path, (Span){ 0 }, &file)) {
        Hyphenator *h = dictionary_read(env->arena, file);
        if (h)
            return h;
    }
    if (env->verbose)
        diag_note(env->diags, (Span){ 0 },
                  "no hyphenation patterns for '%.*s'; words are not divided",
                  STR_ARG(tag));
    return NULL;
}

/* ---- Matching
 * -----------------------------------------------------------------------------
 */

static void pattern_apply(Str file, uint32_t line, uint8_t *values)
{
    for (size_t i = line; i < file.len && (unsigned char)file.at[i] > ' ';
         i++) {
        if (!is_digit(file.at[i])) {
            values++;
            continue;
        }
        uint8_t value = (uint8_t)(file.at[i] - '0');
        if (value > *values)
            *values = value;
    }
}

/* Letters that a pattern and the text have in common from their beginning. */
static size_t common_letters(Str file, uint32_t line, Str text, bool *is_whole)
{
    size_t done = 0;
    size_t i = line;

    for (; i < file.len && (unsigned char)file.at[i] > ' '; i++) {
        if (is_digit(file.at[i]))
            continue;
        if (done == text.len || file.at[i] != text.at[done])
            break;
        done++;
    }
    *is_whole = i >= file.len || (unsigned char)file.at[i] <= ' ';
    return done;
}

/* The patterns that a text begins with. */
typedef struct {
    size_t reach; /* letters in common with some pattern, whole or not */
    uint32_t line[WORD_BYTES_MAX + 3]; /* 1 + the whole pattern's, by length */
} Found;

static void text_find(const Hyphenator *h, const Level *level, Str text,
                      Found *found)
{
    uint32_t letters = 0;

    *found = (Found){ 0 };
    for (size_t n = 0; n < KEY_BYTES && n < text.len; n++) {
        letters = letters << 8 | (unsigned char)text.at[n];
        const PatternKey *key = key_slot(level, letters);
        if (!key->letters)
            return;
        found->reach = found->reach > n + 1 ? found->reach : n + 1;
        for (uint32_t i = key->first; i; i = level->nodes[i - 1].next) {
            bool is_whole;
            uint32_t line = level->nodes[i - 1].line;
            size_t same = common_letters(h->file, line, text, &is_whole);
            if (same > found->reach)
                found->reach = same;
            /* of two spellings, the later in the file is listed first */
            if (is_whole && !found->line[same])
                found->line[same] = line + 1;
        }
    }
}

/*
 * values[i] is of the place before text[i].  At each letter only the longest
 * stretch that any pattern begins with counts, and only if it is a pattern:
 * dictionaries carry in a long pattern what they want kept of the short ones.
 */
static void level_match(const Hyphenator *h, const Level *level,
                        const char *text, size_t len, uint8_t *values)
{
    size_t reached = 0;

    for (size_t start = 0; start < len; start++) {
        Found found;
        text_find(h, level, (Str){ text + start, len - start }, &found);
        size_t end = start + found.reach;
        for (size_t at = reached > start ? reached + 1 : start + 1; at <= end;
             at++) {
            uint32_t line = found.line[at - start];
            if (line)
                pattern_apply(h->file, line - 1, values + start);
        }
        if (end > reached)
            reached = end;
    }
}

static bool begins_character(const Hyphenator *h, char c)
{
    return !h->is_utf8 || ((unsigned char)c & 0xC0) != 0x80;
}

static size_t characters(const Hyphenator *h, const char *at, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += begins_character(h, at[i]);
    return count;
}

typedef struct {
    size_t start, end;
    size_t left_min, right_min;
} Part;

/* Marks, of the bytes of a part of the word, by one level's patterns. */
static void part_mark(const Hyphenator *h, const Level *level, const char *word,
                      Part part, uint8_t *marks)
{
    char text[WORD_BYTES_MAX + 3];
    uint8_t values[WORD_BYTES_MAX + 4] = { 0 };
    size_t len = part.end - part.start;

    text[0] = '.';
    memcpy(text + 1, word + part.start, len);
    text[len + 1] = '.';
    level_match(h, level, text, len + 2, values);
    for (size_t i = 1; i < len; i++) {
        const char *at = word + part.start;
        if (values[i + 1] % 2 && begins_character(h, at[i]) &&
            characters(h, at, i) >= part.left_min &&
            characters(h, at + i, len - i) >= part.right_min)
            marks[part.start + i] = values[i + 1];
    }
}

/*
 * The joints of a compound divide it into parts, each treated alike until it
 * has no joints; then come the syllables.
 */
static void compound_mark(const Hyphenator *h, const char *word, Part part,
                          uint8_t *marks)
{
    uint8_t joints[WORD_BYTES_MAX + 1] = { 0 };
    size_t start = part.start;

    if (h->level_count > 1)
        part_mark(h, &h->levels[0], word, (Part){ part.start, part.end, 1, 1 },
                  joints);
    for (size_t i = part.start + 1; i < part.end; i++) {
        if (!joints[i])
            continue;
        Part left = { start, i,
                      start == part.start ? part.left_min : h->joint_left_min,
                      h->joint_right_min };
        compound_mark(h, word, left, marks);
        marks[i] = joints[i];
        start = i;
    }
    if (start == part.start) {
        part_mark(h, &h->levels[h->level_count - 1], word, part, marks);
        return;
    }
    Part rest = { start, part.end, h->joint_left_min, part.right_min };
    compound_mark(h, word, rest, marks);
}

static void word_mark(const Hyphenator *h, const char *word, size_t len,
                      uint8_t *marks)
{
    compound_mark(h, word, (Part){ 0, len, h->left_min, h->right_min }, marks);
    for (size_t i = 1; i < len; i++) {
        if (characters(h, word, i) < h->left_min ||
            characters(h, word + i, len - i) < h->right_min)
            marks[i] = 0;
    }
}

/* ---- Words as people write them ------------------------------------------ */

static uint32_t lower_code(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
        (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
        return c + 0x20;
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177))
        return c | 1;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
        return c + (c & 1);
    if (c >= 0x400 && c <= 0x40F)
        return c + 0x50;
    if (c == 0x178)
        return 0xFF;
    if (c >= 0x388 && c <= 0x38A)
        return c + 0x25;
    return c == 0x386 ? 0x3AC : c;
}

/* A code point in the file's encoding; 0 if it has none. */
static size_t encode(const Hyphenator *h, uint32_t code, char out[4])
{
    if (h->is_utf8)
        return utf8_put(code, out);
    for (int byte = 1; byte < 256; byte++) {
        if (h->codes[byte] == code) {
            out[0] = (char)byte;
            return 1;
        }
    }
    return 0;
}

bool hyphenator_mark(const Hyphenator *h, Str word, uint8_t *marks)
{
    char text[WORD_BYTES_MAX + 1] = { 0 };
    uint8_t of_text[WORD_BYTES_MAX + 1] = { 0 };
    uint8_t from[WORD_BYTES_MAX + 1] = { 0 }; /* byte of `word` */
    size_t len = 0;

    memset(marks, 0, word.len + 1);
    for (size_t i = 0; i < word.len;) {
        char bytes[4];
        size_t start = i;
        uint32_t code = utf8_next(word, &i);
        uint32_t small = lower_code(code);
        size_t n = encode(h, small, bytes);
        /* names like McDonald and words in capitals are left whole */
        if (!n || len + n > WORD_BYTES_MAX || (start && small != code))
            return false;
        from[len] = (uint8_t)start;
        memcpy(text + len, bytes, n);
        len += n;
    }
    word_mark(h, text, len, of_text);
    for (size_t i = 1; i < len; i++) {
        if (of_text[i])
            marks[from[i]] = of_text[i];
    }
    return true;
}

enum { LETTERS_MIN = 7, LEFT_MIN = 3, RIGHT_MIN = 3 };

uint64_t hyphen_points(FontBook *book, Str word)
{
    uint8_t marks[WORD_BYTES_MAX + 1];
    size_t letters = utf8_count(word);
    uint64_t points = 0;

    if (!book->hyphenator_known) {
        book->hyphenator_known = true;
        Str tag = book->locale ? locale_tag(book->locale) : STR("en");
        book->hyphenator = hyphenator_load(book, tag);
    }
    if (!book->hyphenator || letters < LETTERS_MIN ||
        word.len > WORD_BYTES_MAX ||
        !hyphenator_mark(book->hyphenator, word, marks))
        return 0;
    for (size_t i = 1; i < word.len; i++) {
        if (marks[i] && utf8_count(str_slice(word, 0, i)) >= LEFT_MIN &&
            utf8_count(str_slice(word, i, word.len)) >= RIGHT_MIN)
            points |= (uint64_t)1 << i;
    }
    return points;
}
