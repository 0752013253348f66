/*
 * filters_text.c - Jinja's filters on text.
 *
 * Lengths and positions are in characters (code points), as in Jinja.  Every
 * text that can grow is measured against the limit of output.
 */

#include "eval/filters.h"

enum { FORMAT_PLACES = 100 };

/* ---- Building ----------------------------------------------------------- */

Str subject_text(Machine *m, const Call *call)
{
    return call->subject.kind == VALUE_TEXT ? call->subject.as.text
                                            : value_print(m, call->subject);
}

static bool is_too_long(Machine *m, size_t len)
{
    return len > m->env->limits.output_bytes;
}

static Value fail_too_long(Machine *m, const Call *call)
{
    Value v = call_fail(m, call, "the text is longer than %zu bytes",
                        m->env->limits.output_bytes);
    DiagList *ds = m->env->diags;
    if (ds->list.len)
        ds->list.at[ds->list.len - 1].fault = FAULT_LIMIT;
    return v;
}

Value text_finish(Machine *m, const Call *call, Buf *b)
{
    Value v = is_too_long(m, b->len) ? fail_too_long(m, call)
                                     : value_text(buf_copy(m->arena, b));
    buf_free(b);
    return m->failed ? value_absent() : v;
}

static void put_times(Buf *b, char c, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_add_char(b, c);
}

/* Byte offset of the character with this number, or s.len. */
static size_t offset_of(Str s, size_t character)
{
    size_t i = 0;

    while (i < s.len && character--)
        utf8_next(s, &i);
    return i;
}

static bool is_space(uint32_t c)
{
    return (c >= 9 && c <= 13) || (c >= 28 && c <= 32) || c == 0x85 ||
           c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

/* Letters, digits and '_'; beyond ASCII, all but spaces and punctuation. */
static bool is_word(uint32_t c)
{
    if (c < 0x80)
        return c == '_' || (c >= '0' && c <= '9') ||
               ((c | 32) >= 'a' && (c | 32) <= 'z');
    if (c < 0xC0)
        return c == 0xAA || c == 0xB5 || c == 0xBA;
    return c != 0xD7 && c != 0xF7 && (c < 0x2000 || c > 0x206F) &&
           (c < 0x3000 || c > 0x303F) && !is_space(c);
}

/* ---- Case --------------------------------------------------------------- */

Value filter_upper(Machine *m, const Call *call)
{
    return value_text(text_upper(m->locale, m->arena, subject_text(m, call)));
}

Value filter_lower(Machine *m, const Call *call)
{
    return value_text(text_lower(m->locale, m->arena, subject_text(m, call)));
}

Value filter_capitalize(Machine *m, const Call *call)
{
    Str s = subject_text(m, call);
    size_t first = offset_of(s, 1);
    Str head = text_title(m->locale, m->arena, str_slice(s, 0, first));
    Str tail = text_lower(m->locale, m->arena, str_slice(s, first, s.len));

    return value_text(
        str_format(m->arena, "%.*s%.*s", STR_ARG(head), STR_ARG(tail)));
}

static bool ends_title_word(char c)
{
    return c == '-' || c == '(' || c == '{' || c == '[' || c == '<' ||
           is_space((unsigned char)c & 0x80 ? 0 : (uint32_t)c);
}

/* Words are parted by white space, '-' and opening brackets, nothing else. */
Value filter_title(Machine *m, const Call *call)
{
    Str s = subject_text(m, call);
    Buf out = { 0 };

    for (size_t i = 0; i < s.len;) {
        size_t word = i, first = i;
        while (i < s.len && !ends_title_word(s.at[i]))
            i++;
        if (i > word) {
            utf8_next(s, &first);
            buf_add_str(&out, text_upper(m->locale, m->arena,
                                         str_slice(s, word, first)));
            buf_add_str(
                &out, text_lower(m->locale, m->arena, str_slice(s, first, i)));
        }
        if (i < s.len)
            buf_add_char(&out, s.at[i++]);
    }
    return text_finish(m, call, &out);
}

/* ---- Space -------------------------------------------------------------- */

Value filter_string(Machine *m, const Call *call)
{
    return value_text(subject_text(m, call));
}

static bool is_trimmed(uint32_t c, const Value *chars)
{
    if (chars->kind != VALUE_TEXT)
        return is_space(c);
    for (size_t i = 0; i < chars->as.text.len;)
        if (utf8_next(chars->as.text, &i) == c)
            return true;
    return false;
}

Value filter_trim(Machine *m, const Call *call)
{
    const Value *chars = filter_arg(call, 0);
    Str s = subject_text(m, call);
    size_t from = 0, to = 0;
    bool has_begun = false;

    for (size_t i = 0; i < s.len;) {
        size_t at = i;
        if (is_trimmed(utf8_next(s, &i), chars))
            continue;
        if (!has_begun)
            from = at;
        has_begun = true;
        to = i;
    }
    return value_text(str_slice(s, from, to));
}

/* As Python centres: the odd space goes left when the width is odd. */
Value filter_center(Machine *m, const Call *call)
{
    size_t width = (size_t)filter_int(m, call, 0, 80, 0, REPEAT_LIMIT);
    Str s = subject_text(m, call);
    size_t count = utf8_count(s);
    size_t pad = width > count ? width - count : 0;
    size_t left = pad / 2 + (pad & width & 1);
    Buf out = { 0 };

    put_times(&out, ' ', left);
    buf_add_str(&out, s);
    put_times(&out, ' ', pad - left);
    return text_finish(m, call, &out);
}

/* The line that starts at *i, which moves past its end. */
static Str line_next(Str s, size_t *i)
{
    size_t from = *i;

    while (*i < s.len && s.at[*i] != '\n' && s.at[*i] != '\r')
        (*i)++;
    Str line = str_slice(s, from, *i);
    if (*i + 1 < s.len && s.at[*i] == '\r' && s.at[*i + 1] == '\n')
        (*i)++;
    (*i)++;
    return line;
}

Value filter_indent(Machine *m, const Call *call)
{
    const Value *given = filter_arg(call, 0);
    bool first = filter_flag(call, 1), blank = filter_flag(call, 2);
    Str s = subject_text(m, call);
    Str margin = given->kind == VALUE_TEXT ? given->as.text : STR("");
    size_t spaces = given->kind == VALUE_TEXT
                        ? 0
                        : (size_t)filter_int(m, call, 0, 4, 0, REPEAT_LIMIT);
    Buf out = { 0 };

    for (size_t i = 0, n = 0; i <= s.len && !is_too_long(m, out.len); n++) {
        Str line = line_next(s, &i);
        if (n)
            buf_add_char(&out, '\n');
        if (n ? blank || line.len : first) {
            buf_add_str(&out, margin);
            put_times(&out, ' ', spaces);
        }
        buf_add_str(&out, line);
    }
    return text_finish(m, call, &out);
}

/* ---- Parts of text ------------------------------------------------------ */

/* Occurrences of `old`, at most `limit`; of "", the gaps between letters. */
static size_t count_of(Str s, Str old, size_t limit)
{
    size_t count = 0;

    if (!old.len)
        return utf8_count(s) < limit ? utf8_count(s) + 1 : limit;
    for (size_t i = 0; i < s.len && count < limit; count++) {
        size_t at = str_find(str_slice(s, i, s.len), old);
        if (at == s.len - i)
            break;
        i += at + old.len;
    }
    return count;
}

static void put_replaced(Buf *out, Str s, Str old, Str with, size_t count)
{
    size_t i = 0;

    for (; count; count--) {
        size_t from = i;
        i += old.len ? str_find(str_slice(s, i, s.len), old) : 0;
        buf_add_str(out, str_slice(s, from, i));
        buf_add_str(out, with);
        from = i += old.len;
        if (!old.len && i < s.len) {
            utf8_next(s, &i);
            buf_add_str(out, str_slice(s, from, i));
        }
    }
    buf_add_str(out, str_slice(s, i, s.len));
}

static Str printed_arg(Machine *m, const Call *call, size_t i)
{
    const Value *v = filter_arg(call, i);

    return v->kind == VALUE_ABSENT ? STR("") : value_print(m, *v);
}

Value filter_replace(Machine *m, const Call *call)
{
    Str s = subject_text(m, call);
    Str old = printed_arg(m, call, 0), with = printed_arg(m, call, 1);
    int64_t limit = filter_int(m, call, 2, -1, -1, INT32_MAX);
    size_t count = count_of(s, old, limit < 0 ? SIZE_MAX : (size_t)limit);
    Buf out = { 0 };

    if (m->failed)
        return (Value){ .kind = VALUE_ABSENT };
    /* Before it is built: replacing can multiply. */
    if (with.len && count > m->env->limits.output_bytes / with.len)
        return fail_too_long(m, call);
    put_replaced(&out, s, old, with, count);
    return text_finish(m, call, &out);
}

Value filter_truncate(Machine *m, const Call *call)
{
    Str end = filter_text(m, call, 2, STR("..."));
    size_t end_count = utf8_count(end);
    size_t length = (size_t)filter_int(m, call, 0, 255, 0, INT32_MAX);
    size_t leeway = (size_t)filter_int(m, call, 3, 5, 0, INT32_MAX);
    Str s = subject_text(m, call);

    if (m->failed)
        return (Value){ .kind = VALUE_ABSENT };
    if (length < end_count)
        return call_fail(m, call,
                         "cannot shorten to %zu characters: '%.*s' "
                         "alone has %zu",
                         length, STR_ARG(end), end_count);
    if (utf8_count(s) <= length + leeway)
        return value_text(s);
    Str cut = str_slice(s, 0, offset_of(s, length - end_count));
    size_t space = cut.len;
    while (space && cut.at[space - 1] != ' ')
        space--;
    if (space && !filter_flag(call, 1))
        cut.len = space - 1;
    return value_text(
        str_format(m->arena, "%.*s%.*s", STR_ARG(cut), STR_ARG(end)));
}

Value filter_wordcount(Machine *m, const Call *call)
{
    Str s = subject_text(m, call);
    int64_t count = 0;
    bool was_word = false;

    for (size_t i = 0; i < s.len;) {
        bool is = is_word(utf8_next(s, &i));
        count += is && !was_word;
        was_word = is;
    }
    return value_int(count);
}

/* ---- URLs --------------------------------------------------------------- */

static void put_quoted(Buf *out, Str s, bool is_query)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool is_plain = (c < 0x80 && is_word(c)) || c == '-' || c == '.' ||
                        c == '~' || (c == '/' && !is_query);
        if (is_plain)
            buf_add_char(out, (char)c);
        else if (c == ' ' && is_query)
            buf_add_char(out, '+');
        else
            buf_format(out, "%%%02X", c);
    }
}

Value filter_urlencode(Machine *m, const Call *call)
{
    const Value *v = &call->subject;
    Buf out = { 0 };

    if (v->kind != VALUE_MAP) {
        put_quoted(&out, subject_text(m, call), false);
        return text_finish(m, call, &out);
    }
    for (size_t i = 0; i < v->as.map.len && !is_too_long(m, out.len); i++) {
        if (i)
            buf_add_char(&out, '&');
        put_quoted(&out, v->as.map.at[i].key, true);
        buf_add_char(&out, '=');
        put_quoted(&out, value_print(m, v->as.map.at[i].value), true);
    }
    return text_finish(m, call, &out);
}

/* ---- JSON --------------------------------------------------------------- */

typedef struct {
    Machine *m;
    const Call *call;
    Buf out;
    int indent;
} Json;

static void json_line(Json *j, size_t level)
{
    if (j->indent < 0)
        return;
    buf_add_char(&j->out, '\n');
    put_times(&j->out, ' ', level * (size_t)j->indent);
}

static void json_escape(Buf *out, uint32_t code)
{
    if (code > 0xFFFF) {
        code -= 0x10000;
        buf_format(out, "\\u%04x\\u%04x", (unsigned)(0xD800 + (code >> 10)),
                   (unsigned)(0xDC00 + (code & 0x3FF)));
        return;
    }
    buf_format(out, "\\u%04x", (unsigned)code);
}

/* Jinja escapes what is special in HTML as well, and all but ASCII. */
static void json_text(Buf *out, Str s)
{
    static const char named[] = "\b\f\n\r\t\"\\";
    static const char letters[] = "bfnrt\"\\";

    buf_add_char(out, '"');
    for (size_t i = 0; i < s.len;) {
        uint32_t code = utf8_next(s, &i);
        const char *name =
            code && code < 0x80 ? strchr(named, (int)code) : NULL;
        if (name) {
            buf_add_char(out, '\\');
            buf_add_char(out, letters[name - named]);
        } else if (code < 0x20 || code > 0x7E || code == '<' || code == '>' ||
                   code == '&' || code == '\'') {
            json_escape(out, code);
        } else {
            buf_add_char(out, (char)code);
        }
    }
    buf_add_char(out, '"');
}

static void json_value(Json *j, const Value *v, size_t level);

static void json_between(Json *j, size_t i, size_t level)
{
    if (i)
        buf_add_str(&j->out, j->indent < 0 ? STR(", ") : STR(","));
    json_line(j, level + 1);
}

static void json_list(Json *j, const Values *list, size_t level)
{
    buf_add_char(&j->out, '[');
    for (size_t i = 0; i < list->len && !j->m->failed; i++) {
        json_between(j, i, level);
        json_value(j, &list->at[i], level + 1);
    }
    if (list->len)
        json_line(j, level);
    buf_add_char(&j->out, ']');
}

static void json_map(Json *j, const Members *map, size_t level)
{
    KeyedList sorted = { 0 };

    for (size_t i = 0; i < map->len; i++)
        *list_add(j->m->arena, &sorted) =
            (Keyed){ value_text(map->at[i].key), map->at[i].value };
    keyed_sort(j->m, j->call, &sorted, TEXT_EXACT, false);
    buf_add_char(&j->out, '{');
    for (size_t i = 0; i < sorted.len && !j->m->failed; i++) {
        json_between(j, i, level);
        json_text(&j->out, sorted.at[i].key.as.text);
        buf_add_str(&j->out, STR(": "));
        json_value(j, &sorted.at[i].item, level + 1);
    }
    if (map->len)
        json_line(j, level);
    buf_add_char(&j->out, '}');
}

static void json_value(Json *j, const Value *v, size_t level)
{
    if (is_too_long(j->m, j->out.len)) {
        fail_too_long(j->m, j->call);
        return;
    }
    if (level > j->m->env->limits.depth) {
        call_fail(j->m, j->call, "the value is nested too deeply");
        return;
    }
    switch ((ValueKind)v->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
        buf_add_str(&j->out, STR("null"));
        break;
    case VALUE_BOOL:
        buf_add_str(&j->out, v->as.flag ? STR("true") : STR("false"));
        break;
    case VALUE_NUMBER:
        buf_add_str(&j->out, value_print(j->m, *v));
        break;
    case VALUE_TEXT:
        json_text(&j->out, v->as.text);
        break;
    case VALUE_LIST:
        json_list(j, &v->as.list, level);
        break;
    case VALUE_MAP:
        json_map(j, &v->as.map, level);
        break;
    }
}

Value value_json(Machine *m, const Call *call, const Value *v, int indent)
{
    Json j = { m, call, { 0 }, indent };

    json_value(&j, v, 0);
    return text_finish(m, call, &j.out);
}

Value filter_tojson(Machine *m, const Call *call)
{
    return value_json(m, call, &call->subject,
                      (int)filter_int(m, call, 0, -1, -1, 16));
}

/* ---- "%s of %d" ---------------------------------------------------------- */

typedef struct {
    Str name; /* of %(name)s */
    bool is_left, has_sign, has_space, is_zero_padded, has_prefix;
    size_t width;
    int places; /* -1 if not given */
    char kind;
} Directive;

static size_t digits_read(Str s, size_t *i)
{
    size_t n = 0;

    while (*i < s.len && s.at[*i] >= '0' && s.at[*i] <= '9') {
        n = n * 10 + (size_t)(s.at[(*i)++] - '0');
        n = n > REPEAT_LIMIT ? REPEAT_LIMIT : n;
    }
    return n;
}

static void flags_read(Str s, size_t *i, Directive *d)
{
    for (; *i < s.len; (*i)++) {
        switch (s.at[*i]) {
        case '-':
            d->is_left = true;
            break;
        case '+':
            d->has_sign = true;
            break;
        case ' ':
            d->has_space = true;
            break;
        case '0':
            d->is_zero_padded = true;
            break;
        case '#':
            d->has_prefix = true;
            break;
        default:
            return;
        }
    }
}

/* From after the '%'; kind 0 if the text ends within it. */
static Directive directive_read(Str s, size_t *i)
{
    Directive d = { .places = -1 };

    if (*i < s.len && s.at[*i] == '(') {
        size_t from = ++*i;
        while (*i < s.len && s.at[*i] != ')')
            (*i)++;
        d.name = str_slice(s, from, *i);
        *i += *i < s.len;
    }
    flags_read(s, i, &d);
    d.width = digits_read(s, i);
    if (*i < s.len && s.at[*i] == '.') {
        (*i)++;
        size_t places = digits_read(s, i);
        d.places = (int)places;
    }
    d.kind = *i < s.len ? s.at[(*i)++] : 0;
    return d;
}

static Str radix_format(Arena *a, const Directive *d, int64_t n)
{
    unsigned long long size =
        n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
    Str prefix = d->has_prefix ? (d->kind == 'x'   ? STR("0x")
                                  : d->kind == 'X' ? STR("0X")
                                                   : STR("0o"))
                               : STR("");
    Str digits = d->kind == 'x'   ? str_format(a, "%llx", size)
                 : d->kind == 'X' ? str_format(a, "%llX", size)
                                  : str_format(a, "%llo", size);
    return str_format(a, "%s%.*s%.*s", n < 0 ? "-" : "", STR_ARG(prefix),
                      STR_ARG(digits));
}

/* Without padding; false if the value does not suit. */
static bool number_directive(Machine *m, const Directive *d, Decimal n,
                             Str *out)
{
    int64_t whole;

    switch (d->kind) {
    case 'd':
    case 'i':
    case 'u':
        *out =
            decimal_format_fixed(m->arena, decimal_round(n, 0, ROUND_DOWN), 0);
        break;
    case 'f':
    case 'F':
        *out = decimal_format_fixed(m->arena, n,
                                    d->places < 0               ? 6
                                    : d->places > FORMAT_PLACES ? FORMAT_PLACES
                                                                : d->places);
        break;
    default:
        if (!decimal_to_int(n, &whole))
            return false;
        *out = radix_format(m->arena, d, whole);
    }
    if (decimal_sign(n) >= 0 && (d->has_sign || d->has_space))
        *out = str_format(m->arena, "%c%.*s", d->has_sign ? '+' : ' ',
                          STR_ARG(*out));
    return true;
}

static void put_padded(Buf *out, const Directive *d, Str s)
{
    size_t count = utf8_count(s);
    size_t pad = d->width > count ? d->width - count : 0;
    bool is_zero = d->is_zero_padded && !d->is_left && d->kind != 's';
    size_t sign = is_zero && s.len && strchr("+- ", s.at[0]) ? 1 : 0;

    if (is_zero) {
        buf_add_str(out, str_slice(s, 0, sign));
        put_times(out, '0', pad);
        buf_add_str(out, str_slice(s, sign, s.len));
        return;
    }
    put_times(out, ' ', d->is_left ? 0 : pad);
    buf_add_str(out, s);
    put_times(out, ' ', d->is_left ? pad : 0);
}

static bool directive_put(Machine *m, const Call *call, const Directive *d,
                          const Value *v, Buf *out)
{
    Str s = STR("");

    if (d->kind == 's') {
        s = value_print(m, *v);
        if (d->places >= 0)
            s = str_slice(s, 0, offset_of(s, (size_t)d->places));
    } else if (!d->kind || !strchr("diufFxXo", d->kind)) {
        call_fail(m, call, "the format knows %%s, %%d, %%f, %%x, %%o and %%%%");
        return false;
    } else if (v->kind != VALUE_NUMBER ||
               !number_directive(m, d, v->as.number, &s)) {
        call_fail(m, call, "%%%c expected a%s number, found %.*s", d->kind,
                  strchr("xXo", d->kind) ? " whole" : "",
                  STR_ARG(value_described(m, v)));
        return false;
    }
    put_padded(out, d, s);
    return true;
}

/* The value a directive asks for, or NULL. */
static const Value *value_next(const Call *call, const Directive *d,
                               size_t *used)
{
    const Value *list = filter_arg(call, 0), *named = filter_arg(call, 1);

    if (d->name.len)
        return value_find(named, d->name);
    if (list->kind != VALUE_LIST || *used >= list->as.list.len)
        return NULL;
    return &list->as.list.at[(*used)++];
}

static bool format_put(Machine *m, const Call *call, Str s, size_t *used,
                       Buf *out)
{
    for (size_t i = 0; i < s.len && !is_too_long(m, out->len);) {
        if (s.at[i] != '%') {
            buf_add_char(out, s.at[i++]);
            continue;
        }
        i++;
        Directive d = directive_read(s, &i);
        if (d.kind == '%') {
            buf_add_char(out, '%');
            continue;
        }
        const Value *v = value_next(call, &d, used);
        if (!v) {
            call_fail(m, call, "the format asks for more values than it gets");
            return false;
        }
        if (!directive_put(m, call, &d, v, out))
            return false;
    }
    return true;
}

Value filter_format(Machine *m, const Call *call)
{
    const Value *list = filter_arg(call, 0);
    size_t used = 0;
    Buf out = { 0 };

    bool is_done = format_put(m, call, subject_text(m, call), &used, &out);
    if (is_done && list->kind == VALUE_LIST && used < list->as.list.len)
        call_fail(m, call, "the format uses %zu of %zu values", used,
                  list->as.list.len);
    return text_finish(m, call, &out);
}
