/*
 * markdown.c - the template's Markdown into runs and blocks.
 *
 * What data printed is handed to the parser as a sign of two private characters
 * around a number, and put back as plain text into the tree that comes out.  So
 * nothing in it can become markup.  The only file that includes cmark.
 */

#include "eval/maker.h"

#include "eval/expr.h"
#include "io/io.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>

#define SIGN_OPEN "\xEE\x80\x80"  /* U+E000 */
#define SIGN_CLOSE "\xEE\x80\x81" /* U+E001 */

typedef LIST(Run) RunList;

typedef struct {
    Maker *k;
    TextParts parts;
    Span at;
    size_t first_note; /* footnotes of this text begin after so many */
    bool is_inline;    /* a line: nothing at its start makes it a list */
    bool failed;
} Markdown;

/* How the runs in hand are set. */
typedef struct {
    bool bold, italic, strike, code;
    Str link;
} Manner;

/* ---- The text for the parser --------------------------------------------- */

/* The template's words without private characters, so that none is a sign. */
static void add_words(Buf *out, Str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        if (c < 0xE000 || c > 0xF8FF)
            buf_add(out, s.at + from, i - from);
    }
}

/* Before a line, so that "1. x" is no list; taken away afterwards. */
#define LINE_MARK "\xC2\xB7"

static void add_parts(Buf *out, const TextParts *parts, bool is_inline)
{
    if (is_inline)
        buf_add_str(out, STR(LINE_MARK));
    for (size_t i = 0; i < parts->len; i++) {
        if (parts->at[i].is_value && parts->at[i].text.len)
            buf_format(out, SIGN_OPEN "%zu" SIGN_CLOSE, i);
        else
            add_words(out, parts->at[i].text);
    }
    for (size_t i = 0; is_inline && i < out->len; i++)
        if (out->at[i] == '\n')
            out->at[i] = ' ';
}

/* ---- Values put back ----------------------------------------------------- */

/* Line ends and other controls of a value are spaces of running text. */
static Str one_line(Arena *a, Str s)
{
    char *out = arena_alloc(a, s.len + 1);

    for (size_t i = 0; i < s.len; i++)
        out[i] = (unsigned char)s.at[i] < 32 || s.at[i] == 127 ? ' ' : s.at[i];
    return (Str){ out, s.len };
}

static Str put_back(Markdown *md, Str s)
{
    Buf b = { 0 };

    if (str_find(s, STR(SIGN_OPEN)) == s.len)
        return str_copy(md->k->a, s);
    while (s.len) {
        size_t open = str_find(s, STR(SIGN_OPEN));
        size_t close = str_find(s, STR(SIGN_CLOSE));
        buf_add_str(&b, str_slice(s, 0, open));
        if (open == s.len || close <= open)
            break;
        size_t index = strtoul(s.at + open + 3, NULL, 10);
        if (index < md->parts.len)
            buf_add_str(&b, one_line(md->k->a, md->parts.at[index].text));
        s = str_slice(s, close + 3, s.len);
    }
    Str out = buf_copy(md->k->a, &b);
    buf_free(&b);
    return out;
}

static Str literal_of(Markdown *md, cmark_node *n)
{
    const char *text = cmark_node_get_literal(n);
    return put_back(md, str_of(text ? text : ""));
}

/* The library writes the signs of a link's address in percent. */
static Str link_of(Markdown *md, cmark_node *n)
{
    const char *url = cmark_node_get_url(n);
    return put_back(md, str_of(url ? url : ""));
}

static void fail(Markdown *md, const char *message, const char *hint)
{
    if (md->failed)
        return;
    md->failed = true;
    machine_fail(&md->k->m, md->at, "template/markdown", "%s", message);
    if (md->k->env->diags->list.len)
        md->k->env->diags->list.at[md->k->env->diags->list.len - 1].hint =
            str_of(hint);
}

/* ---- Inline -------------------------------------------------------------- */

static void inline_children(Markdown *md, cmark_node *n, Manner how,
                            RunList *out);

static void add_run(Markdown *md, RunList *out, Str text, const Manner *how)
{
    Run run = { .text = text,
                .bold = how->bold,
                .italic = how->italic,
                .strike = how->strike,
                .code = how->code,
                .link = how->link };
    Run *last = out->len ? &out->at[out->len - 1] : NULL;

    if (!text.len)
        return;
    if (last && !last->is_reference && !last->breaks && !last->note &&
        last->bold == run.bold && last->italic == run.italic &&
        last->strike == run.strike && last->code == run.code &&
        str_equal(last->link, run.link))
        last->text = str_format(md->k->a, "%.*s%.*s", STR_ARG(last->text),
                                STR_ARG(text));
    else
        *list_add(md->k->a, out) = run;
}

/* "[](#id)": its words come when all blocks are numbered. */
static void add_reference(Markdown *md, RunList *out, const Manner *how)
{
    if (!str_starts(how->link, STR("#")))
        return;
    *list_add(md->k->a, out) = (Run){ .bold = how->bold,
                                      .italic = how->italic,
                                      .strike = how->strike,
                                      .link = how->link,
                                      .is_reference = true };
}

static void add_note_call(Markdown *md, cmark_node *n, RunList *out)
{
    const char *number = cmark_node_get_literal(n);
    Run *last = out->len ? &out->at[out->len - 1] : list_add(md->k->a, out);

    last->note =
        (uint32_t)(md->first_note + strtoul(number ? number : "1", NULL, 10));
}

static bool is_strike(cmark_node *n)
{
    return strcmp(cmark_node_get_type_string(n), "strikethrough") == 0;
}

static void inline_node(Markdown *md, cmark_node *n, Manner how, RunList *out)
{
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_TEXT:
        add_run(md, out, literal_of(md, n), &how);
        return;
    case CMARK_NODE_SOFTBREAK:
        add_run(md, out, STR(" "), &how);
        return;
    case CMARK_NODE_LINEBREAK:
        if (out->len)
            out->at[out->len - 1].breaks = true;
        return;
    case CMARK_NODE_CODE:
        how.code = true;
        add_run(md, out, literal_of(md, n), &how);
        return;
    case CMARK_NODE_EMPH:
        how.italic = true;
        break;
    case CMARK_NODE_STRONG:
        how.bold = true;
        break;
    case CMARK_NODE_LINK:
        how.link = link_of(md, n);
        if (!cmark_node_first_child(n))
            add_reference(md, out, &how);
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        add_note_call(md, n, out);
        return;
    case CMARK_NODE_HTML_INLINE:
        fail(md, "HTML is not read in texts",
             "write Markdown, or \\< for the sign itself");
        return;
    case CMARK_NODE_IMAGE:
        fail(md, "a picture cannot stand within a text",
             "use a block: - image: logo.png");
        return;
    default:
        how.strike |= is_strike(n);
    }
    inline_children(md, n, how, out);
}

static void inline_children(Markdown *md, cmark_node *n, Manner how,
                            RunList *out)
{
    for (cmark_node *c = cmark_node_first_child(n); c; c = cmark_node_next(c))
        inline_node(md, c, how, out);
}

static Runs runs_of_node(Markdown *md, cmark_node *n)
{
    RunList out = { 0 };

    inline_children(md, n, (Manner){ 0 }, &out);
    Runs runs = { out.at, out.len };
    crossrefs_note(md->k, runs, md->at);
    return runs;
}

/* ---- Blocks -------------------------------------------------------------- */

static void block_children(Markdown *md, cmark_node *n, ParagraphKind kind,
                           BlockList *out);

static void add_paragraph(Markdown *md, Runs runs, ParagraphKind kind,
                          BlockList *out)
{
    if (!runs.len)
        return;
    Block *b = list_add(md->k->a, out);
    b->kind = BLOCK_PARAGRAPH;
    b->at = md->at;
    b->as.paragraph = (Paragraph){ runs, (uint8_t)kind };
}

static void add_list(Markdown *md, cmark_node *n, BlockList *out)
{
    LIST(ListItem) items = { 0 };
    bool ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
    int start = cmark_node_get_list_start(n);

    for (cmark_node *c = cmark_node_first_child(n); c; c = cmark_node_next(c)) {
        BlockList body = { 0 };
        block_children(md, c, PARA_BODY, &body);
        if (body.len)
            *list_add(md->k->a, &items) = (ListItem){ { body.at, body.len } };
    }
    if (!items.len)
        return;
    Block *b = list_add(md->k->a, out);
    b->kind = BLOCK_LIST;
    b->at = md->at;
    b->as.list =
        (List){ items.at, items.len, ordered, start > 0 ? (uint32_t)start : 1 };
}

static void add_quote(Markdown *md, cmark_node *n, BlockList *out)
{
    BlockList body = { 0 };

    block_children(md, n, PARA_BODY, &body);
    if (!body.len)
        return;
    Block *b = list_add(md->k->a, out);
    b->kind = BLOCK_QUOTE;
    b->at = md->at;
    b->as.quote.body = (Blocks){ body.at, body.len };
}

static Row row_of_node(Markdown *md, cmark_node *n, size_t columns)
{
    Cell *cells = arena_make_array(md->k->a, Cell, columns);
    size_t count = 0;

    for (cmark_node *c = cmark_node_first_child(n); c && count < columns;
         c = cmark_node_next(c)) {
        Runs *runs = arena_make(md->k->a, Runs);
        *runs = runs_of_node(md, c);
        cells[count].text = runs_text(md->k->a, *runs);
        if (runs->len)
            cells[count].runs = runs;
        count++;
    }
    return (Row){ .cells = cells, .cell_count = (uint16_t)columns };
}

static void add_table(Markdown *md, cmark_node *n, BlockList *out)
{
    uint16_t columns = cmark_gfm_extensions_get_table_columns(n);
    uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(n);
    cmark_node *head = cmark_node_first_child(n);
    Table *t = arena_make(md->k->a, Table);
    Column *c = arena_make_array(md->k->a, Column, columns);
    LIST(Row) rows = { 0 };
    Row labels = row_of_node(md, head, columns);

    for (size_t i = 0; i < columns; i++)
        c[i] = (Column){ .label = labels.cells[i].text,
                         .is_header = i == 0,
                         .align = aligns[i] == 'r'   ? ALIGN_RIGHT
                                  : aligns[i] == 'c' ? ALIGN_CENTER
                                                     : ALIGN_LEFT };
    for (cmark_node *r = cmark_node_next(head); r; r = cmark_node_next(r))
        *list_add(md->k->a, &rows) = row_of_node(md, r, columns);
    t->columns = c;
    t->column_count = columns;
    t->rows = rows.at;
    t->row_count = rows.len;
    Block *b = list_add(md->k->a, out);
    b->kind = BLOCK_TABLE;
    b->at = md->at;
    b->as.table = t;
}

static void add_code(Markdown *md, cmark_node *n, BlockList *out)
{
    Run *run = arena_make(md->k->a, Run);

    run->text = str_trim(literal_of(md, n));
    run->code = true;
    add_paragraph(md, (Runs){ run, 1 }, PARA_BODY, out);
}

static void block_node(Markdown *md, cmark_node *n, ParagraphKind kind,
                       BlockList *out)
{
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_PARAGRAPH:
        add_paragraph(md, runs_of_node(md, n), kind, out);
        return;
    case CMARK_NODE_LIST:
        add_list(md, n, out);
        return;
    case CMARK_NODE_BLOCK_QUOTE:
        add_quote(md, n, out);
        return;
    case CMARK_NODE_CODE_BLOCK:
        add_code(md, n, out);
        return;
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        return;
    case CMARK_NODE_HEADING:
        fail(md, "a heading cannot stand within a text",
             "use a block: - section: Title");
        return;
    case CMARK_NODE_HTML_BLOCK:
        fail(md, "HTML is not read in texts",
             "write Markdown, or \\< for the sign itself");
        return;
    default:
        if (strcmp(cmark_node_get_type_string(n), "table") == 0)
            add_table(md, n, out);
    }
}

static void block_children(Markdown *md, cmark_node *n, ParagraphKind kind,
                           BlockList *out)
{
    for (cmark_node *c = cmark_node_first_child(n); c; c = cmark_node_next(c))
        block_node(md, c, kind, out);
}

/* Definitions stand at the end of the tree in the order they are called. */
static void gather_notes(Markdown *md, cmark_node *root)
{
    for (cmark_node *c = cmark_node_first_child(root); c;
         c = cmark_node_next(c)) {
        RunList runs = { 0 };
        if (cmark_node_get_type(c) != CMARK_NODE_FOOTNOTE_DEFINITION)
            continue;
        for (cmark_node *p = cmark_node_first_child(c); p;
             p = cmark_node_next(p))
            inline_children(md, p, (Manner){ 0 }, &runs);
        *list_add(md->k->a, &md->k->footnotes) =
            (Footnote){ { runs.at, runs.len } };
    }
}

/* ---- Parsing ------------------------------------------------------------- */

static cmark_node *parse(Markdown *md)
{
    static const char *const extensions[] = { "table", "strikethrough" };
    cmark_parser *parser;
    Buf text = { 0 };
    cmark_node *root;

    cmark_gfm_core_extensions_ensure_registered();
    parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE);
    for (size_t i = 0; i < COUNT_OF(extensions); i++)
        cmark_parser_attach_syntax_extension(
            parser, cmark_find_syntax_extension(extensions[i]));
    add_parts(&text, &md->parts, md->is_inline);
    cmark_parser_feed(parser, text.at ? text.at : "", text.len);
    root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    buf_free(&text);
    return root;
}

/* Text without a sign that Markdown could mean something by. */
static bool is_plain(const TextParts *parts)
{
    for (size_t i = 0; i < parts->len; i++) {
        Str s = parts->at[i].text;
        if (parts->at[i].is_value)
            continue;
        for (size_t k = 0; k < s.len; k++)
            if (strchr("*_`[]<>&\\~|#!\n-+:0123456789", s.at[k]))
                return false;
    }
    return true;
}

static Str joined(Maker *k, const TextParts *parts)
{
    Str *all = arena_make_array(k->a, Str, parts->len);

    for (size_t i = 0; i < parts->len; i++)
        all[i] = parts->at[i].text;
    return str_trim(one_line(k->a, str_join(k->a, all, parts->len, STR(""))));
}

static Runs without_mark(RunList runs)
{
    if (runs.len && str_starts(runs.at[0].text, STR(LINE_MARK)))
        runs.at[0].text =
            str_slice(runs.at[0].text, strlen(LINE_MARK), runs.at[0].text.len);
    if (runs.len && !runs.at[0].text.len && !runs.at[0].note)
        return (Runs){ runs.at + 1, runs.len - 1 };
    return (Runs){ runs.at, runs.len };
}

Runs text_runs(Maker *k, const Text *t)
{
    Markdown md = {
        .k = k, .at = t->at, .is_inline = true, .first_note = k->footnotes.len
    };
    RunList out = { 0 };

    if (!text_render(&k->m, text_translated(k, t), &md.parts))
        return (Runs){ 0 };
    if (is_plain(&md.parts))
        return runs_of(k->a, joined(k, &md.parts));
    cmark_node *root = parse(&md);
    gather_notes(&md, root);
    if (cmark_node_first_child(root))
        inline_children(&md, cmark_node_first_child(root), (Manner){ 0 }, &out);
    cmark_node_free(root);
    return without_mark(out);
}

/* A value that is the whole text may have paragraphs of its own. */
static bool is_one_value(const TextParts *parts, Str *value)
{
    bool found = false;

    for (size_t i = 0; i < parts->len; i++) {
        if (!parts->at[i].is_value) {
            if (str_trim(parts->at[i].text).len)
                return false;
        } else if (found) {
            return false;
        } else {
            *value = parts->at[i].text;
            found = true;
        }
    }
    return found;
}

static void value_paragraphs(Markdown *md, Str value, ParagraphKind kind,
                             BlockList *out)
{
    while (value.len) {
        size_t end = str_find(value, STR("\n\n"));
        Str one = str_trim(str_slice(value, 0, end));
        if (one.len)
            add_paragraph(md, runs_of(md->k->a, one_line(md->k->a, one)), kind,
                          out);
        value = str_slice(value, end < value.len ? end + 2 : end, value.len);
    }
}

bool text_blocks(Maker *k, const Text *t, ParagraphKind kind, BlockList *out)
{
    Markdown md = { .k = k, .at = t->at, .first_note = k->footnotes.len };
    Str value;

    if (!text_render(&k->m, text_translated(k, t), &md.parts))
        return false;
    if (is_one_value(&md.parts, &value)) {
        value_paragraphs(&md, value, kind, out);
        return true;
    }
    cmark_node *root = parse(&md);
    gather_notes(&md, root);
    block_children(&md, root, kind, out);
    cmark_node_free(root);
    return !md.failed;
}
