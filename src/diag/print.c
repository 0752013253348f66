/* print.c - problems for people: place, message, the line, carets, hint. */

#include "diag/diag.h"

enum { QUOTE_WIDTH = 160 }; /* longer lines are cut around the place */

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Offset of the first byte of the line that holds `offset`. */
static uint32_t line_start(const Source *src, uint32_t offset)
{
    while (offset > 0 && src->text.at[offset - 1] != '\n')
        offset--;
    return offset;
}

Place source_place(const Source *src, uint32_t offset)
{
    if (offset > src->text.len)
        offset = (uint32_t)src->text.len;

    uint32_t line = 1;
    const char *at = src->text.at;
    const char *end = at + offset;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        line++;
        at++;
    }
    uint32_t column = 1;
    for (uint32_t i = line_start(src, offset); i < offset; i++)
        column += starts_character(src->text.at[i]);
    return (Place){ line, column };
}

/* A part of one line: the whole of it, or what lies around the place. */
typedef struct {
    Str text;
    uint32_t start; /* offset of its first byte in the source */
    bool is_cut_left, is_cut_right;
} Quote;

static Quote quote_of(const Source *src, uint32_t offset)
{
    uint32_t from = line_start(src, offset);
    uint32_t to = from;
    while (to < src->text.len && src->text.at[to] != '\n')
        to++;
    if (to > from && src->text.at[to - 1] == '\r')
        to--;

    Quote q = { .start = from };
    if (to - from > QUOTE_WIDTH) {
        uint32_t want =
            offset > from + QUOTE_WIDTH / 2 ? offset - QUOTE_WIDTH / 2 : from;
        while (want > from && !starts_character(src->text.at[want]))
            want--;
        q.is_cut_left = want > from;
        q.start = want;
        if (to - want > QUOTE_WIDTH) {
            to = want + QUOTE_WIDTH;
            while (!starts_character(src->text.at[to]))
                to--;
            q.is_cut_right = true;
        }
    }
    q.text = str_slice(src->text, q.start, to);
    return q;
}

/*
 * The line as it is, but for control characters, which would move carets or
 * steer a terminal, and for bytes that are no UTF-8.
 */
static void print_line(Str line, FILE *out)
{
    for (size_t i = 0; i < line.len;) {
        size_t start = i;
        uint32_t code = utf8_next(line, &i);
        if (code < 0x20 || (code >= 0x7F && code < 0xA0))
            fputc(' ', out);
        else if (code == 0xFFFD)
            fputs("\xEF\xBF\xBD", out);
        else
            fwrite(line.at + start, 1, i - start, out);
    }
}

static void print_quote(Span at, FILE *out)
{
    uint32_t start = at.start;
    if (start > at.src->text.len)
        start = (uint32_t)at.src->text.len;
    Quote q = quote_of(at.src, start);
    uint32_t line_end = q.start + (uint32_t)q.text.len;
    uint32_t column = 0;
    uint32_t width = 0;

    for (uint32_t i = q.start; i < start && i < line_end; i++)
        column += starts_character(at.src->text.at[i]);
    for (uint32_t i = start; i < at.end && i < line_end; i++)
        width += starts_character(at.src->text.at[i]);

    fprintf(out, "%5u | %s", source_place(at.src, start).line,
            q.is_cut_left ? "…" : "");
    print_line(q.text, out);
    fprintf(out, "%s\n      | ", q.is_cut_right ? "…" : "");
    for (uint32_t i = 0; i < column + (q.is_cut_left ? 1 : 0); i++)
        fputc(' ', out);
    for (uint32_t i = 0; i < (width ? width : 1); i++)
        fputc('^', out);
    fputc('\n', out);
}

static void print_entry(Span at, const char *kind, Str message, FILE *out)
{
    if (at.src) {
        Place p = source_place(at.src, at.start);
        fprintf(out, "%.*s:%u:%u: ", STR_ARG(at.src->path), p.line, p.column);
    }
    fprintf(out, "%s: %.*s\n", kind, STR_ARG(message));
    if (at.src)
        print_quote(at, out);
}

static const char *const LEVELS[] = { "note", "warning", "error" };

void diags_print(const DiagList *ds, FILE *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < ds->list.len; i++) {
        const Diag *d = &ds->list.at[i];
        kept += d->level == DIAG_ERROR;
        print_entry(d->at, LEVELS[d->level], d->message, out);
        if (d->cause_message.len)
            print_entry(d->cause, "note", d->cause_message, out);
        if (d->hint.len)
            fprintf(out, "      = hint: %.*s\n", STR_ARG(d->hint));
    }
    if (ds->error_count > kept)
        fprintf(out, "note: %zu more errors not shown\n",
                ds->error_count - kept);
}

/* ---- For programs ------------------------------------------------------- */

static void json_text(Str s, FILE *out)
{
    fputc('"', out);
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t code = utf8_next(s, &i);
        if (code == '"' || code == '\\')
            fprintf(out, "\\%c", (char)code);
        else if (code < 0x20 || code == 0x7F)
            fprintf(out, "\\u%04x", code);
        else if (code == 0xFFFD)
            fputs("\\ufffd", out);
        else
            fwrite(s.at + from, 1, i - from, out);
    }
    fputc('"', out);
}

static void json_place(Span at, FILE *out)
{
    Place from = source_place(at.src, at.start);
    Place to = source_place(at.src, at.end);

    fputs("{\"file\":", out);
    json_text(at.src->path, out);
    fprintf(out,
            ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u}",
            from.line, from.column, to.line, to.column);
}

static void json_entry(const Diag *d, FILE *out)
{
    static const char *const faults[] = { "input",    "usage", "file",
                                          "standard", "limit", "bug" };

    fprintf(out, "{\"level\":\"%s\"", LEVELS[d->level]);
    if (d->level == DIAG_ERROR)
        fprintf(out, ",\"fault\":\"%s\"", faults[d->fault]);
    if (d->code)
        fprintf(out, ",\"code\":\"%s\"", d->code);
    fputs(",\"message\":", out);
    json_text(d->message, out);
    if (d->at.src) {
        fputs(",\"at\":", out);
        json_place(d->at, out);
    }
    if (d->cause_message.len) {
        fputs(",\"cause\":{\"message\":", out);
        json_text(d->cause_message, out);
        if (d->cause.src) {
            fputs(",\"at\":", out);
            json_place(d->cause, out);
        }
        fputc('}', out);
    }
    if (d->hint.len) {
        fputs(",\"hint\":", out);
        json_text(d->hint, out);
    }
    fputs("}\n", out);
}

void diags_print_json(const DiagList *ds, FILE *out)
{
    for (size_t i = 0; i < ds->list.len; i++)
        json_entry(&ds->list.at[i], out);
}
