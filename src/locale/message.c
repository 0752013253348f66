/* message.c - patterns of messages compiled once, and filled in. */

#include "locale/message.h"

#include "locale/locale_private.h"

typedef enum {
    PART_TEXT,
    PART_GAP,
    PART_COUNT, /* "#" */
    PART_PLURAL,
    PART_ORDINAL,
    PART_SELECT
} PartKind;

typedef struct {
    Str key; /* "one", "other", "=0" */
    const Message *body;
} Case;

typedef struct {
    PartKind kind;
    Str text; /* of PART_TEXT; else the name of the argument */
    const Case *cases;
    size_t case_count;
} Part;

struct Message {
    const Part *parts;
    size_t count;
};

enum { NESTING_LIMIT = 8 };

/* ---- Reading ------------------------------------------------------------ */

typedef struct {
    Env *env;
    Str s;
    size_t i;
    Span at;
    int depth;
    bool failed;
} Reader;

static bool fail(Reader *r, const char *what)
{
    if (!r->failed) {
        Diag *d = diag_error(r->env->diags, r->at, "in this wording %s", what);
        d->code = "wording/pattern";
        d->hint = STR("write {name}, {n, plural, one {...} other {...}} or "
                      "{name, select, word {...} other {...}}");
    }
    r->failed = true;
    return false;
}

static void skip_space(Reader *r)
{
    while (r->i < r->s.len && (r->s.at[r->i] == ' ' || r->s.at[r->i] == '\n'))
        r->i++;
}

static bool take(Reader *r, char c)
{
    skip_space(r);
    if (r->i >= r->s.len || r->s.at[r->i] != c)
        return false;
    r->i++;
    return true;
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '=' || c == '-';
}

static Str take_name(Reader *r)
{
    skip_space(r);
    size_t start = r->i;
    while (r->i < r->s.len && is_name_char(r->s.at[r->i]))
        r->i++;
    return str_slice(r->s, start, r->i);
}

static const Message *read_message(Reader *r, bool in_plural);

/* "one {...} other {...}" up to the closing brace. */
static bool read_cases(Reader *r, Part *part)
{
    LIST(Case) cases = { 0 };
    bool has_other = false;

    while (!take(r, '}')) {
        Str key = take_name(r);
        if (!key.len || !take(r, '{'))
            return fail(r, "a case is not of the form: word {...}");
        const Message *body = read_message(r, part->kind != PART_SELECT);
        if (r->failed)
            return false;
        if (!take(r, '}'))
            return fail(r, "a brace is not closed");
        *list_add(r->env->arena, &cases) = (Case){ key, body };
        has_other = has_other || str_is(key, "other");
    }
    part->cases = cases.at;
    part->case_count = cases.len;
    return has_other ? true : fail(r, "a choice has no case 'other'");
}

/* After "{". */
static bool read_gap(Reader *r, Part *part)
{
    part->kind = PART_GAP;
    part->text = take_name(r);
    if (!part->text.len)
        return fail(r, "a brace is not followed by a name");
    if (take(r, '}'))
        return true;
    if (!take(r, ','))
        return fail(r, "a brace is not closed");
    Str kind = take_name(r);
    if (str_is(kind, "plural"))
        part->kind = PART_PLURAL;
    else if (str_is(kind, "selectordinal"))
        part->kind = PART_ORDINAL;
    else if (str_is(kind, "select"))
        part->kind = PART_SELECT;
    else
        return fail(r, "a choice is none of plural, selectordinal, select");
    if (!take(r, ','))
        return fail(r, "a choice has no cases");
    return read_cases(r, part);
}

static bool is_special(char c, bool in_plural)
{
    return c == '{' || c == '}' || (c == '#' && in_plural);
}

/* Words up to the next gap, without the apostrophes that quote. */
static Str read_text(Reader *r, bool in_plural)
{
    Buf b = { 0 };
    bool is_quoted = false;

    for (; r->i < r->s.len; r->i++) {
        char c = r->s.at[r->i];
        char next = r->i + 1 < r->s.len ? r->s.at[r->i + 1] : 0;
        if (c == '\'' && next == '\'') {
            buf_add_char(&b, c);
            r->i++;
        } else if (c == '\'' && (is_quoted || is_special(next, true))) {
            is_quoted = !is_quoted;
        } else if (!is_quoted && is_special(c, in_plural)) {
            break;
        } else {
            buf_add_char(&b, c);
        }
    }
    Str out = buf_copy(r->env->arena, &b);
    buf_free(&b);
    return out;
}

static const Message *read_message(Reader *r, bool in_plural)
{
    LIST(Part) parts = { 0 };

    if (++r->depth > NESTING_LIMIT)
        fail(r, "choices stand too deep in each other");
    while (!r->failed && r->i < r->s.len && r->s.at[r->i] != '}') {
        Part *part = list_add(r->env->arena, &parts);
        char c = r->s.at[r->i];
        if (c == '{') {
            r->i++;
            read_gap(r, part);
        } else if (c == '#' && in_plural) {
            r->i++;
            part->kind = PART_COUNT;
        } else {
            part->text = read_text(r, in_plural);
        }
    }
    r->depth--;
    Message *m = arena_make(r->env->arena, Message);
    *m = (Message){ parts.at, parts.len };
    return m;
}

const Message *message_compile(Env *env, Str source, Span at)
{
    Reader r = { .env = env, .s = source, .at = at };
    const Message *m = read_message(&r, false);

    if (!r.failed && r.i < r.s.len)
        fail(&r, "a brace is closed that was not opened");
    return r.failed ? NULL : m;
}

/* ---- Filling in --------------------------------------------------------- */

typedef struct {
    Locale *l;
    Arena *a;
    const MessageArg *args;
    Buf *out;
} Filling;

static const MessageArg *arg_find(const MessageArg *args, Str name)
{
    for (; args && args->name; args++)
        if (str_is(name, args->name))
            return args;
    return NULL;
}

static const Message *case_find(const Part *part, Str key)
{
    for (size_t i = 0; i < part->case_count; i++)
        if (str_equal(part->cases[i].key, key))
            return part->cases[i].body;
    return NULL;
}

static const Message *case_choose(const Filling *f, const Part *part,
                                  const MessageArg *arg)
{
    const Message *found = NULL;

    if (arg && part->kind == PART_SELECT) {
        found = case_find(part, arg->text);
    } else if (arg) {
        Decimal n = decimal_of_int(arg->number);
        found =
            case_find(part, str_format(f->a, "=%lld", (long long)arg->number));
        if (!found)
            found = case_find(part, part->kind == PART_ORDINAL
                                        ? ordinal_category(f->l, n)
                                        : plural_category(f->l, n));
    }
    return found ? found : case_find(part, STR("other"));
}

static void fill(const Filling *f, const Message *m, const MessageArg *count)
{
    for (size_t i = 0; i < m->count; i++) {
        const Part *part = &m->parts[i];
        const MessageArg *arg = arg_find(f->args, part->text);
        switch (part->kind) {
        case PART_TEXT:
            buf_add_str(f->out, part->text);
            break;
        case PART_GAP:
            if (arg)
                buf_add_str(f->out, arg->text);
            break;
        case PART_COUNT:
            if (count)
                buf_add_str(f->out, count->text);
            break;
        case PART_PLURAL:
        case PART_ORDINAL:
            fill(f, case_choose(f, part, arg), arg);
            break;
        case PART_SELECT:
            fill(f, case_choose(f, part, arg), count);
            break;
        }
    }
}

Str message_format(Locale *l, Arena *a, const Message *m,
                   const MessageArg *args)
{
    Buf b = { 0 };
    Filling f = { l, a, args, &b };

    fill(&f, m, NULL);
    Str out = buf_copy(a, &b);
    buf_free(&b);
    return out;
}

Str message_unknown(const Message *m, const MessageArg *args)
{
    for (size_t i = 0; i < m->count; i++) {
        const Part *part = &m->parts[i];
        if (part->kind != PART_TEXT && part->kind != PART_COUNT &&
            !arg_find(args, part->text))
            return part->text;
        for (size_t k = 0; k < part->case_count; k++) {
            Str inner = message_unknown(part->cases[k].body, args);
            if (inner.len)
                return inner;
        }
    }
    return (Str){ 0 };
}
