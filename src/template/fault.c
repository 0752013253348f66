/* fault.c - saying what is wrong with a template, and where. */

#include "template/template_private.h"

enum {
    LONGEST_SHOWN = 60,
    MOST_PARTS = 1000 * 1000 /* a template of ten thousand pages has fewer */
};

Diag *fault(Loader *l, Span at, const char *code, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    Str message = str_vformat(l->env->arena, fmt, args);
    va_end(args);
    Diag *d = diag_error(l->env->diags, at, "%.*s", STR_ARG(message));
    d->code = code;
    return d;
}

void set_hint(Loader *l, Diag *d, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    d->hint = str_vformat(l->env->diags->arena, fmt, args);
    va_end(args);
}

void hint_words(Loader *l, Diag *d, Str word, const StrList *words,
                const char *lead)
{
    Str nearest = str_nearest(word, words->at, words->len);

    if (nearest.len)
        set_hint(l, d, "did you mean '%.*s'?", STR_ARG(nearest));
    else if (words->len)
        set_hint(
            l, d, "%s%.*s", lead,
            STR_ARG(str_join(l->env->arena, words->at, words->len, STR(", "))));
}

Str shown_short(Loader *l, Str s)
{
    s = str_trim(str_slice(s, 0, str_find(s, STR("\n"))));
    if (s.len <= LONGEST_SHOWN)
        return s;
    size_t end = LONGEST_SHOWN;
    while (end > 0 && ((unsigned char)s.at[end] & 0xC0) == 0x80)
        end--;
    return str_format(l->env->arena, "%.*s...", STR_ARG(str_slice(s, 0, end)));
}

Str quoted(Loader *l, Str text)
{
    Buf out = { 0 };
    bool is_single = memchr(text.at, '"', text.len) != NULL;

    buf_add_char(&out, is_single ? '\'' : '"');
    for (size_t i = 0; i < text.len; i++) {
        if (is_single && text.at[i] == '\'')
            buf_add_char(&out, '\''); /* doubled, as YAML wants it */
        buf_add_char(&out, text.at[i]);
    }
    buf_add_char(&out, is_single ? '\'' : '"');
    Str copy = buf_copy(l->env->arena, &out);
    buf_free(&out);
    return copy;
}

Span key_span(const Member *m)
{
    if (m->key_end > m->key_start)
        return span_of(m->value.span.src, m->key_start, m->key_end);
    return short_span(&m->value);
}

Span short_span(const Value *v)
{
    Span at = v->span;

    if ((v->kind == VALUE_MAP || v->kind == VALUE_LIST) && at.end > at.start)
        at.end = at.start + 1;
    return at;
}

bool is_blank(const Value *v)
{
    return v->kind == VALUE_NULL && v->span.start == v->span.end;
}

/* Where the text of `v` begins in its source; false if it is not there. */
static bool text_place(const Value *v, size_t *start)
{
    const Source *src = v->span.src;
    Str text = v->as.text;

    if (!src || v->kind != VALUE_TEXT)
        return false;
    if (text.at >= src->text.at &&
        text.at + text.len <= src->text.at + src->text.len) {
        *start = (size_t)(text.at - src->text.at);
        return true;
    }
    Str written = str_slice(src->text, v->span.start, v->span.end);
    if (!v->is_quoted || written.len != text.len + 2 ||
        !str_equal(str_slice(written, 1, written.len - 1), text))
        return false;
    *start = v->span.start + 1;
    return true;
}

Span span_within(const Value *v, Str part)
{
    size_t start;

    if (!v->span.src || v->kind != VALUE_TEXT || !part.len)
        return v->span;
    if (text_place(v, &start)) {
        start += (size_t)(part.at - v->as.text.at);
        return span_of(v->span.src, start, start + part.len);
    }
    Str written = str_slice(v->span.src->text, v->span.start, v->span.end);
    size_t at = str_find(written, part);
    if (at == written.len)
        return v->span;
    return span_of(v->span.src, v->span.start + at,
                   v->span.start + at + part.len);
}

bool count_part(Loader *l, Span at)
{
    if (l->part_count++ < MOST_PARTS)
        return true;
    if (!l->is_full) {
        Diag *d = fault(l, at, "limit/blocks",
                        "the template, with what it includes, has more than "
                        "%d blocks and options",
                        MOST_PARTS);
        d->fault = FAULT_LIMIT;
    }
    l->is_full = true;
    return false;
}
