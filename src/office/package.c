/* package.c - content types, relationships, and the zip around them. */

#include "office/package.h"

#include "office/archive.h"
#include "office/xml.h"

void package_begin(Env *env, Arena *a, int level, Package *p)
{
    *p = (Package){ .env = env, .a = a, .deflater = deflater_open(a, level) };
}

void package_end(Package *p)
{
    for (size_t i = 0; i < p->parts.len; i++)
        buf_free(&p->parts.at[i]->body);
    deflater_close(p->deflater);
    *p = (Package){ 0 };
}

static Str lower_case(Arena *a, Str s)
{
    char *at = arena_alloc(a, s.len + 1);

    for (size_t i = 0; i < s.len; i++)
        at[i] =
            s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] | 0x20) : s.at[i];
    return (Str){ at, s.len };
}

Part *part_find(const Package *p, Str path)
{
    return map_find(&p->by_path, lower_case(p->a, path));
}

static Str free_path(Package *p, Str path)
{
    size_t dot = path.len;
    Str tried = str_copy(p->a, path);

    while (dot && path.at[dot - 1] != '.' && path.at[dot - 1] != '/')
        dot--;
    dot = dot && path.at[dot - 1] == '.' ? dot - 1 : path.len;
    for (unsigned i = 2; part_find(p, tried); i++)
        tried = str_format(p->a, "%.*s_%u%.*s", (int)dot, path.at, i,
                           (int)(path.len - dot), path.at + dot);
    return tried;
}

Part *part_add(Package *p, Str path, const char *content_type)
{
    Part *part = arena_make(p->a, Part);

    part->path = free_path(p, path);
    part->content_type = content_type;
    *list_add(p->a, &p->parts) = part;
    map_set(p->a, &p->by_path, lower_case(p->a, part->path), part);
    return part;
}

/* ---- Relationships ------------------------------------------------------- */

static size_t last_slash(Str path)
{
    size_t i = path.len;

    while (i && path.at[i - 1] != '/')
        i--;
    return i; /* just after it, or 0 */
}

/* `to` as seen from the folder of `from`. */
static Str relative(Arena *a, Str from, Str to)
{
    size_t shared = 0;
    Buf up = { 0 };

    for (size_t i = 0; i < last_slash(from) && i < to.len; i++) {
        if (from.at[i] != to.at[i])
            break;
        if (from.at[i] == '/')
            shared = i + 1;
    }
    for (size_t i = shared; i < last_slash(from); i++)
        if (from.at[i] == '/')
            buf_add_str(&up, STR("../"));
    buf_add_str(&up, str_slice(to, shared, to.len));
    Str text = buf_copy(a, &up);
    buf_free(&up);
    return text;
}

static unsigned relation_add(Package *p, Part *from, Relation r)
{
    r.number = ++from->last_number;
    r.id = str_format(p->a, "rId%u", r.number);
    *list_add(p->a, &from->relations) = r;
    return r.number;
}

/* The number of one with this type and target; 0 if there is none. */
static unsigned relation_find(const Part *from, const Relation *sought)
{
    for (size_t i = 0; i < from->relations.len; i++) {
        const Relation *r = &from->relations.at[i];
        if (r->number && r->is_external == sought->is_external &&
            strcmp(r->type, sought->type) == 0 &&
            str_equal(r->target, sought->target))
            return r->number;
    }
    return 0;
}

unsigned part_relate(Package *p, Part *from, const char *type, const Part *to)
{
    Relation r = { .type = type,
                   .target = relative(p->a, from->path, to->path) };
    unsigned number = relation_find(from, &r);

    return number ? number : relation_add(p, from, r);
}

unsigned part_link(Package *p, Part *from, Str url)
{
    Relation r = { .type = REL_OFFICE "hyperlink",
                   .target = url,
                   .is_external = true };
    unsigned number = relation_find(from, &r);

    if (number)
        return number;
    r.target = str_copy(p->a, url);
    return relation_add(p, from, r);
}

/* 3 of "rId3"; 0 if it has another form. */
static unsigned number_of_id(Str id)
{
    unsigned number = 0;

    if (!str_starts(id, STR("rId")) || id.len < 4 || id.len > 11 ||
        id.at[3] == '0')
        return 0;
    for (size_t i = 3; i < id.len; i++) {
        if (id.at[i] < '0' || id.at[i] > '9')
            return 0;
        number = number * 10 + (unsigned)(id.at[i] - '0');
    }
    return number;
}

void part_relate_as(Package *p, Part *from, Str id, const char *type,
                    const Part *to, Str url)
{
    unsigned number = number_of_id(id);

    if (number > from->last_number)
        from->last_number = number;
    *list_add(p->a, &from->relations) = (Relation){
        .type = type,
        .target =
            to ? relative(p->a, from->path, to->path) : str_copy(p->a, url),
        .is_external = !to,
        .id = str_copy(p->a, id),
        .number = number,
    };
}

static bool write_relations(const Part *part, Buf *out)
{
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "Relationships");
    xml_attr(&x, "xmlns",
             "http://schemas.openxmlformats.org/package/2006/relationships");
    for (size_t i = 0; i < part->relations.len; i++) {
        const Relation *r = &part->relations.at[i];
        xml_open(&x, "Relationship");
        xml_attr_str(&x, "Id", r->id);
        xml_attr(&x, "Type", r->type);
        xml_attr_str(&x, "Target", r->target);
        if (r->is_external)
            xml_attr(&x, "TargetMode", "External");
        xml_close(&x);
    }
    xml_close(&x);
    return xml_end(&x);
}

static Str relations_path(Arena *a, Str path)
{
    size_t folder = last_slash(path);

    return str_format(a, "%.*s_rels/%.*s.rels", (int)folder, path.at,
                      (int)(path.len - folder), path.at + folder);
}

/* ---- Content types ------------------------------------------------------- */

static const struct {
    const char *extension, *type;
} DEFAULTS[] = {
    { "rels", "application/vnd.openxmlformats-package.relationships+xml" },
    { "xml", "application/xml" },
    { "png", "image/png" },
    { "jpeg", "image/jpeg" },
    { "svg", "image/svg+xml" },
    { "xlsx",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { "odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont" },
};

static bool ends_with_extension(Str path, const char *extension)
{
    Str end = str_of(extension);

    return str_ends(path, end) && path.len > end.len &&
           path.at[path.len - end.len - 1] == '.';
}

static bool has_extension(const Package *p, const char *extension)
{
    for (size_t i = 0; i < p->parts.len; i++)
        if (ends_with_extension(p->parts.at[i]->path, extension))
            return true;
    return false;
}

/* True if its extension says what the part is. */
static bool is_default_type(const Part *part)
{
    for (size_t i = 0; i < COUNT_OF(DEFAULTS); i++)
        if (ends_with_extension(part->path, DEFAULTS[i].extension))
            return !part->content_type ||
                   strcmp(part->content_type, DEFAULTS[i].type) == 0;
    return !part->content_type;
}

static bool write_types(const Package *p, Buf *out)
{
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "Types");
    xml_attr(&x, "xmlns",
             "http://schemas.openxmlformats.org/package/2006/content-types");
    for (size_t i = 0; i < COUNT_OF(DEFAULTS); i++) {
        if (i > 1 && !has_extension(p, DEFAULTS[i].extension))
            continue;
        xml_open(&x, "Default");
        xml_attr(&x, "Extension", DEFAULTS[i].extension);
        xml_attr(&x, "ContentType", DEFAULTS[i].type);
        xml_close(&x);
    }
    for (size_t i = 0; i < p->parts.len; i++) {
        const Part *part = p->parts.at[i];
        if (is_default_type(part))
            continue;
        xml_open(&x, "Override");
        xml_attr_str(&x, "PartName",
                     str_format(p->a, "/%.*s", STR_ARG(part->path)));
        xml_attr(&x, "ContentType", part->content_type);
        xml_close(&x);
    }
    xml_close(&x);
    return xml_end(&x);
}

/* ---- The zip ------------------------------------------------------------- */

static void put_relations(const Part *part, Str path, Archive *z, Buf *made,
                          bool *ok)
{
    made->len = 0;
    *ok &= write_relations(part, made);
    archive_add(z, path, buf_str(made), false);
}

static bool put_all(Package *p, Archive *z)
{
    Buf made = { 0 };
    bool ok = write_types(p, &made);

    archive_add(z, STR("[Content_Types].xml"), buf_str(&made), false);
    put_relations(&p->root, STR("_rels/.rels"), z, &made, &ok);
    for (size_t i = 0; ok && i < p->parts.len; i++) {
        const Part *part = p->parts.at[i];
        archive_add(z, part->path, buf_str(&part->body), part->is_stored);
        if (part->relations.len)
            put_relations(part, relations_path(p->a, part->path), z, &made,
                          &ok);
    }
    buf_free(&made);
    return ok;
}

bool package_write(Package *p, Buf *out)
{
    Archive z;
    bool ok;

    archive_begin(&z, p->a, p->deflater, out);
    ok = put_all(p, &z);
    ok &= archive_end(&z);
    if (!ok)
        diag_error(p->env->diags, (Span){ 0 }, "the file could not be packed")
            ->fault = FAULT_BUG;
    return ok;
}
