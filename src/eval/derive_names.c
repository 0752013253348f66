/*
 * derive_names.c - names of one thing made one: the same letters encoded in two
 * ways, characters that nobody sees, and what `aliases:` of the client says.
 */

#include "eval/derive_parts.h"

/* ---- Characters that nobody sees ----------------------------------------- */

/* Zero-width spaces, marks of direction and joiners of words.  Joiners of
 * letters and of emoji stay: they change what is drawn. */
static bool is_unseen(uint32_t code)
{
    return code == 0x200B || (code >= 0x200E && code <= 0x200F) ||
           code == 0x2060;
}

static Str without_unseen(Arena *a, Str s)
{
    char *at = arena_alloc(a, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        if (is_unseen(utf8_next(s, &i)))
            continue;
        memcpy(at + len, s.at + from, i - from);
        len += i - from;
    }
    return (Str){ at, len };
}

/* Printable ASCII alone, as most names are. */
static bool is_plain(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < 0x20 || (unsigned char)s.at[i] >= 0x7F)
            return false;
    return true;
}

/* As it is printed. */
static Str name_clean(Arena *a, Str name)
{
    return is_plain(name) ? name : without_unseen(a, text_printable(a, name));
}

/* ---- Aliases ------------------------------------------------------------- */

typedef struct {
    Str spelling, name;
    Span at;
    bool is_used;
} Alias;

typedef LIST(Alias) AliasList;

static void alias_add(Derive *d, AliasList *out, const Member *name,
                      const Value *spelling)
{
    if (spelling->kind == VALUE_TEXT) {
        *list_add(d->env->scratch, out) =
            (Alias){ .spelling = spelling->as.text,
                     .name = name->key,
                     .at = spelling->span };
        return;
    }
    fault_at(d, spelling->span, "data/type",
             "aliases: expected the other spellings of '%.*s', found %s",
             STR_ARG(text_short(d->arena, name->key)),
             value_kind_name(spelling));
}

/* Those of one column: `YouTube: [Youtube, You Tube]`. */
static AliasList aliases_of(Derive *d, Str column)
{
    const Value *all = value_at(d->data, "aliases");
    const Value *own = all ? value_find(all, column) : NULL;
    AliasList out = { 0 };

    if (!own || own->kind != VALUE_MAP)
        return out;
    for (size_t i = 0; i < own->as.map.len; i++) {
        const Member *m = &own->as.map.at[i];
        if (m->value.kind != VALUE_LIST)
            alias_add(d, &out, m, &m->value);
        else
            for (size_t k = 0; k < m->value.as.list.len; k++)
                alias_add(d, &out, m, &m->value.as.list.at[k]);
    }
    return out;
}

/* Columns of `aliases:` that the facts lack, and maps that are none. */
static void aliases_check(Derive *d, const Facts *f)
{
    const Value *all = value_at(d->data, "aliases");
    StrList keys = { 0 };

    if (!all || all->kind == VALUE_NULL)
        return;
    for (size_t i = 0; i < f->dimensions.len; i++)
        *list_add(d->arena, &keys) = f->dimensions.at[i].key;
    if (all->kind != VALUE_MAP) {
        fault_at(d, all->span, "data/type",
                 "aliases: expected a map by column, found %s",
                 value_kind_name(all));
        return;
    }
    for (size_t i = 0; i < all->as.map.len; i++) {
        const Member *m = &all->as.map.at[i];
        bool is_there = false;
        for (size_t k = 0; k < keys.len; k++)
            is_there = is_there || str_equal(keys.at[k], m->key);
        if (m->value.kind != VALUE_MAP) {
            fault_at(d, m->value.span, "data/type",
                     "aliases.%.*s: expected names with their other spellings, "
                     "found %s",
                     STR_ARG(m->key), value_kind_name(&m->value));
            d->env->diags->list.at[d->env->diags->list.len - 1].hint =
                STR("write aliases: { channel: { YouTube: [Youtube] } }");
        } else if (!is_there) {
            Span at = { m->value.span.src, m->key_start, m->key_end };
            Diag *diag = diag_warning(
                d->env->diags, at, "aliases: the facts have no column '%.*s'",
                STR_ARG(m->key));
            Str near = str_nearest(m->key, keys.at, keys.len);
            diag->code = "data/alias";
            if (near.len)
                diag->hint =
                    str_format(d->arena, "did you mean '%.*s'?", STR_ARG(near));
        }
    }
}

static void alias_unused(Derive *d, const Dimension *dim, const Alias *a)
{
    Diag *diag = diag_warning(
        d->env->diags, a->at, "aliases: no row has the %.*s '%.*s'",
        STR_ARG(dim->key), STR_ARG(text_short(d->arena, a->spelling)));
    Str near = str_nearest(a->spelling, dim->names.at, dim->names.len);

    diag->code = "data/alias";
    if (near.len)
        diag->hint =
            str_format(d->arena, "did you mean '%.*s'?", STR_ARG(near));
}

/* ---- One dimension ------------------------------------------------------- */

typedef struct {
    Derive *d;
    Dimension *dim;
    AliasList aliases;
    Map by_spelling; /* to Alias, by the spelling's key */
    Map ids;         /* to uint32_t: the new number, by the key of a name */
    StrList names;
    size_t merged; /* that are the same letters */
} Renaming;

/* What names that look alike to the letter have in common. */
static Str key_of(Arena *a, Str name)
{
    return text_nfc(a, name_clean(a, name));
}

static uint32_t new_id(Renaming *r, Str key, Str printed)
{
    uint32_t *id = map_find(&r->ids, key);

    if (!id) {
        *list_add(r->d->arena, &r->names) = printed;
        id = arena_make(r->d->env->scratch, uint32_t);
        *id = (uint32_t)r->names.len;
        map_set(r->d->env->scratch, &r->ids, key, id);
    }
    return *id;
}

static uint32_t renamed(Renaming *r, Str name)
{
    Arena *scratch = r->d->env->scratch;
    Str key = key_of(scratch, name);
    Alias *alias = map_find(&r->by_spelling, key);

    if (!alias) {
        size_t before = r->names.len;
        Str printed = name_clean(r->d->arena, name);
        uint32_t id = new_id(r, key, printed.len ? printed : STR("(unnamed)"));
        r->merged += r->names.len == before;
        return id;
    }
    if (!alias->is_used)
        derive_note(r->d, alias->at, "notes.alias",
                    (MessageArg[]){ arg_text("one", alias->spelling),
                                    arg_text("other", alias->name),
                                    arg_text("column", r->dim->key),
                                    { 0 } });
    alias->is_used = true;
    return new_id(r, key_of(scratch, alias->name), alias->name);
}

static bool needs_renaming(const Renaming *r)
{
    if (r->aliases.len)
        return true;
    for (size_t i = 0; i < r->dim->names.len; i++)
        if (!is_plain(r->dim->names.at[i]))
            return true;
    return false;
}

static void names_unprintable(Derive *d, const Facts *f, const Dimension *dim)
{
    size_t count = 0;
    uint32_t code = 0;

    for (size_t i = 0; i < dim->names.len; i++) {
        uint32_t found = text_unprintable(dim->names.at[i]);
        count += found != 0;
        code = code ? code : found;
    }
    if (count)
        unprintable_warn(d, f->list->span, count, code);
}

static void dimension_rename(Derive *d, Facts *f, Dimension *dim)
{
    Renaming r = { .d = d, .dim = dim, .aliases = aliases_of(d, dim->key) };

    if (!needs_renaming(&r))
        return;
    for (size_t i = 0; i < r.aliases.len; i++)
        map_set(d->env->scratch, &r.by_spelling,
                key_of(d->env->scratch, r.aliases.at[i].spelling),
                &r.aliases.at[i]);
    uint32_t *new_ids =
        arena_make_array(d->env->scratch, uint32_t, dim->names.len + 1);
    for (size_t i = 0; i < dim->names.len; i++)
        new_ids[i + 1] = renamed(&r, dim->names.at[i]);
    for (size_t i = 0; i < r.aliases.len; i++)
        if (!r.aliases.at[i].is_used)
            alias_unused(d, dim, &r.aliases.at[i]);
    names_unprintable(d, f, dim);
    if (r.merged)
        diag_note(d->env->diags, f->list->span,
                  "%.*s: %zu %s the letters of another, encoded in another "
                  "way; they are one",
                  STR_ARG(dim->key), r.merged,
                  r.merged == 1 ? "name has" : "names have");
    uint32_t *ids = arena_make_array(d->env->scratch, uint32_t, f->row_count);
    for (size_t row = 0; row < f->row_count; row++)
        ids[row] = new_ids[dim->ids[row]];
    dim->ids = ids; /* those of a table are the table's */
    dim->names = r.names;
    dim->slots = NULL;
    dim->slot_count = 0;
}

void names_resolve(Derive *d, Facts *f)
{
    if (str_is(str_of(f->name), "facts"))
        aliases_check(d, f);
    for (size_t i = 0; i < f->dimensions.len && !d->failed; i++)
        dimension_rename(d, f, &f->dimensions.at[i]);
}
