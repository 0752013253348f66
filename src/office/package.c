/* package.c - content types, relationships, and the zip around them. */

#include "office/package.h"

#include "office/archive.h"
#include "office/xml.h"

void package_begin(Env *env, Arena *a, Package *p)
{
    *p = (Package){ .env = env, .a = a };
}

void package_end(Package *p)
{
    for (size_t i = 0; i < p->parts.len; i++)
        buf_free(&p->parts.at[i]->body);
    *p = (Package){ 0 };
}

Part *part_add(Package *p, Str path, const char *content_type)
{
    Part *part = arena_make(p->a, Part);

    part->path = str_copy(p->a, path);
    part->content_type = content_type;
    *list_add(p->a, &p->parts) = part;
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

unsigned part_relate(Package *p, Part *from, const char *type, const Part *to)
{
    Str target = relative(p->a, from->path, to->path);

    for (size_t i = 0; i < from->relations.len; i++)
        if (strcmp(from->relations.at[i].type, type) == 0 &&
            str_equal(from->relations.at[i].target, target))
            return (unsigned)i + 1;
    *list_add(p->a, &from->relations) = (Relation){ type, target, false };
    return (unsigned)from->relations.len;
}

unsigned part_link(Package *p, Part *from, Str url)
{
    for (size_t i = 0; i < from->relations.len; i++)
        if (from->relations.at[i].is_external &&
            str_equal(from->relations.at[i].target, url))
            return (unsigned)i + 1;
    *list_add(p->a, &from->relations) =
        (Relation){ REL_OFFICE "hyperlink", str_copy(p->a, url), true };
    return (unsigned)from->relations.len;
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
        char id[24];
        snprintf(id, sizeof id, "rId%zu", i + 1);
        xml_open(&x, "Relationship");
        xml_attr(&x, "Id", id);
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

static bool has_extension(const Package *p, const char *extension)
{
    for (size_t i = 0; i < p->parts.len; i++) {
        Str path = p->parts.at[i]->path;
        Str end = str_of(extension);
        if (str_ends(path, end) && path.len > end.len &&
            path.at[path.len - end.len - 1] == '.')
            return true;
    }
    return false;
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
        if (!part->content_type)
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

    archive_begin(&z, out);
    ok = put_all(p, &z);
    ok &= archive_end(&z);
    if (!ok)
        diag_error(p->env->diags, (Span){ 0 }, "the file could not be packed")
            ->fault = FAULT_BUG;
    return ok;
}
