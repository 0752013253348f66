/* opc_read.c - the zip, content types and relationships of a foreign file. */

#include "office/opc_read.h"

#include <libxml/parser.h>
#include <zip.h>

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define STRICT_OFFICE                                                          \
    "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"

/* ---- Faults -------------------------------------------------------------- */

PRINTF_LIKE(4, 0)
static Diag *report(Opc *o, const OpcPart *part, bool is_error, const char *fmt,
                    va_list args)
{
    Str what = str_vformat(o->a, fmt, args);
    Str where = part && part->path.len
                    ? str_format(o->a, "'%.*s': %.*s: ", STR_ARG(o->path),
                                 STR_ARG(part->path))
                    : str_format(o->a, "'%.*s': ", STR_ARG(o->path));
    Diag *d = is_error ? diag_error(o->env->diags, o->at, "%.*s%.*s",
                                    STR_ARG(where), STR_ARG(what))
                       : diag_warning(o->env->diags, o->at, "%.*s%.*s",
                                      STR_ARG(where), STR_ARG(what));

    d->code = "reference/file";
    return d;
}

Diag *opc_fault(Opc *o, const OpcPart *part, const char *fmt, ...)
{
    va_list args;

    o->refused = true;
    va_start(args, fmt);
    Diag *d = report(o, part, true, fmt, args);
    va_end(args);
    return d;
}

Diag *opc_warning(Opc *o, const OpcPart *part, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    Diag *d = report(o, part, false, fmt, args);
    va_end(args);
    return d;
}

static bool limit_fault(Opc *o, const OpcPart *part, const char *what,
                        size_t limit)
{
    opc_fault(o, part, "more than %zu %s", limit, what)->fault = FAULT_LIMIT;
    return false;
}

/* ---- Entries of the zip -------------------------------------------------- */

static Str lower_case(Arena *a, Str s)
{
    char *at = arena_alloc(a, s.len + 1);

    for (size_t i = 0; i < s.len; i++)
        at[i] =
            s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] | 0x20) : s.at[i];
    return (Str){ at, s.len };
}

static OpcPart *part_at(const Opc *o, Str path)
{
    return map_find(&o->by_path, lower_case(o->a, path));
}

static bool is_folder(Str name)
{
    return !name.len || name.at[name.len - 1] == '/';
}

/* What it says of its sizes is believed only to refuse it early. */
static bool size_check(Opc *o, const OpcPart *part, const zip_stat_t *stat,
                       size_t *total)
{
    const Limits *l = &o->env->limits;

    if (stat->size > l->package_bytes ||
        *total > l->package_bytes - (size_t)stat->size)
        return limit_fault(o, NULL, "bytes when unpacked", l->package_bytes);
    *total += (size_t)stat->size;
    if (stat->size > (size_t)1 << 20 &&
        stat->size / l->package_ratio > stat->comp_size) {
        opc_fault(o, part,
                  "packed more than %zu times smaller, as a zip bomb "
                  "is",
                  l->package_ratio)
            ->fault = FAULT_LIMIT;
        return false;
    }
    return true;
}

static bool entry_add(Opc *o, zip_uint64_t index, size_t *total)
{
    OpcPart *part = &o->parts[o->part_count];
    zip_stat_t stat;

    if (zip_stat_index(o->zip, index, 0, &stat) != 0 || !stat.name) {
        opc_fault(o, NULL, "the zip is damaged");
        return false;
    }
    *part =
        (OpcPart){ .path = str_copy(o->a, str_of(stat.name)), .index = index };
    if (is_folder(part->path))
        return true;
    if (!size_check(o, part, &stat, total))
        return false;
    if (part_at(o, part->path)) {
        opc_fault(o, part, "stands in the zip twice");
        return false;
    }
    o->part_count++;
    map_set(o->a, &o->by_path, lower_case(o->a, part->path), part);
    return true;
}

static bool entries_list(Opc *o)
{
    zip_int64_t count = zip_get_num_entries(o->zip, 0);
    size_t total = 0;

    if (count < 0 || (size_t)count > o->env->limits.package_entries)
        return limit_fault(o, NULL, "entries", o->env->limits.package_entries);
    o->parts = arena_make_array(o->a, OpcPart, (size_t)count + 1);
    for (zip_int64_t i = 0; i < count; i++)
        if (!entry_add(o, (zip_uint64_t)i, &total))
            return false;
    return true;
}

/* ---- What a part holds --------------------------------------------------- */

static bool unpack_into(Opc *o, OpcPart *part, size_t size)
{
    zip_file_t *file = zip_fopen_index(o->zip, part->index, 0);
    char *at = arena_alloc(o->a, size + 1);
    size_t got = 0;
    zip_int64_t more = file ? 1 : -1;

    while (more > 0 && got <= size) {
        more = zip_fread(file, at + got, size + 1 - got);
        got += more > 0 ? (size_t)more : 0;
    }
    if (file)
        zip_fclose(file);
    if (more < 0 || got != size) {
        opc_fault(o, part, "cannot be unpacked: it is damaged or protected")
            ->hint = STR("open the file in the program that made it and save "
                         "it anew");
        return false;
    }
    part->bytes = (Str){ at, size };
    part->has_bytes = true;
    return true;
}

bool opc_bytes(Opc *o, OpcPart *part, Str *out)
{
    zip_stat_t stat;

    if (!part->has_bytes) {
        size_t room = o->env->limits.package_bytes - o->unpacked;
        if (zip_stat_index(o->zip, part->index, 0, &stat) != 0 ||
            stat.size > room)
            return limit_fault(o, part, "bytes when unpacked",
                               o->env->limits.package_bytes);
        o->unpacked += (size_t)stat.size;
        if (!unpack_into(o, part, (size_t)stat.size))
            return false;
    }
    *out = part->bytes;
    return true;
}

/* ---- XML ----------------------------------------------------------------- */

/* A document type may declare entities and name files: parsing ends at it. */
static void refuse_doctype(void *context, const xmlChar *name,
                           const xmlChar *public_id, const xmlChar *system_id)
{
    xmlParserCtxt *parser = context;
    bool *found = parser->_private;

    (void)name, (void)public_id, (void)system_id;
    *found = true;
    xmlStopParser(parser);
}

/* libxml2 prints some faults of encoding whatever it is asked. */
static void ignore_message(void *data, const char *fmt, ...)
{
    (void)data;
    (void)fmt;
}

static xmlDoc *parse(Str bytes, bool *has_doctype)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR |
                        XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
    xmlParserCtxt *parser = xmlNewParserCtxt();
    xmlDoc *doc;

    if (!parser)
        return NULL;
    xmlSetGenericErrorFunc(NULL, ignore_message);
    parser->_private = has_doctype;
    parser->sax->internalSubset = refuse_doctype;
    doc = xmlCtxtReadMemory(parser, bytes.at, (int)bytes.len, "part.xml", NULL,
                            options);
    xmlFreeParserCtxt(parser);
    return doc;
}

static bool too_deep(const xmlDoc *doc, size_t limit)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    size_t depth = 0;

    for (const xmlNode *n = root; n; n = node_after(n, root)) {
        depth = 0;
        for (const xmlNode *up = n; up != root; up = up->parent)
            if (++depth > limit)
                return true;
    }
    return false;
}

static xmlDoc *parse_part(Opc *o, const OpcPart *part, Str bytes)
{
    const Limits *l = &o->env->limits;
    bool has_doctype = false;

    if (bytes.len > l->package_xml_bytes || bytes.len > INT32_MAX) {
        limit_fault(o, part, "bytes of XML in one part", l->package_xml_bytes);
        return NULL;
    }
    xmlDoc *doc = parse(bytes, &has_doctype);
    if (!has_doctype && doc && !too_deep(doc, l->depth))
        return doc;
    if (has_doctype)
        opc_fault(o, part,
                  "has a document type (DTD), which no Office program "
                  "writes");
    else if (doc)
        limit_fault(o, part, "elements within each other", l->depth);
    else
        opc_fault(o, part, "is no well-formed XML");
    xmlFreeDoc(doc);
    return NULL;
}

xmlDoc *opc_tree(Opc *o, OpcPart *part)
{
    Str bytes;

    if (!part->tree && opc_bytes(o, part, &bytes))
        part->tree = parse_part(o, part, bytes);
    return part->tree;
}

/* ---- Content types ------------------------------------------------------- */

static Str extension_of(Str path)
{
    size_t i = path.len;

    while (i && path.at[i - 1] != '.' && path.at[i - 1] != '/')
        i--;
    return i && path.at[i - 1] == '.' ? str_slice(path, i, path.len)
                                      : (Str){ 0 };
}

static void type_read(Opc *o, const xmlNode *n, Map *defaults)
{
    Str type = node_attr(o->a, n, NULL, "ContentType");
    Str name = node_attr(o->a, n, NULL, "PartName");
    Str *kept = arena_make(o->a, Str);

    if (strcmp((const char *)n->name, "Default") == 0) {
        *kept = type;
        map_set(o->a, defaults,
                lower_case(o->a, node_attr(o->a, n, NULL, "Extension")), kept);
        return;
    }
    if (str_starts(name, STR("/")))
        name = str_slice(name, 1, name.len);
    OpcPart *part = part_at(o, name);
    if (part)
        part->content_type = type;
}

static bool types_read(Opc *o)
{
    OpcPart *types = part_at(o, STR("[Content_Types].xml"));
    xmlDoc *doc = types ? opc_tree(o, types) : NULL;
    Map defaults = { 0 };

    if (!types)
        opc_fault(o, NULL,
                  "is no Office file: the zip has no "
                  "[Content_Types].xml");
    if (!doc)
        return false;
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *n = root->children; n; n = n->next)
        if (node_is(n, PACKAGE "content-types", "Default") ||
            node_is(n, PACKAGE "content-types", "Override"))
            type_read(o, n, &defaults);
    for (size_t i = 0; i < o->part_count; i++) {
        OpcPart *part = &o->parts[i];
        const Str *type =
            map_find(&defaults, lower_case(o->a, extension_of(part->path)));
        if (!part->content_type.len && type)
            part->content_type = *type;
    }
    return true;
}

/* ---- Relationships ------------------------------------------------------- */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "%20" as the byte that it stands for. */
static Str unescape(Arena *a, Str s)
{
    char *at = arena_alloc(a, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        int high =
            i + 2 < s.len && s.at[i] == '%' ? hex_value(s.at[i + 1]) : -1;
        int low = high >= 0 ? hex_value(s.at[i + 2]) : -1;
        at[len++] = low >= 0 ? (char)(high * 16 + low) : s.at[i];
        i += low >= 0 ? 2 : 0;
    }
    return (Str){ at, len };
}

static size_t after_last_slash(Str path)
{
    size_t i = path.len;

    while (i && path.at[i - 1] != '/')
        i--;
    return i;
}

/* One step of a path onto `path`; false if it leaves the package. */
static bool step_add(Buf *path, Str step)
{
    if (!step.len || str_is(step, "."))
        return true;
    if (!str_is(step, "..")) {
        if (path->len)
            buf_add_char(path, '/');
        buf_add_str(path, step);
        return true;
    }
    if (!path->len)
        return false;
    size_t cut = after_last_slash(buf_str(path));
    path->len = cut ? cut - 1 : 0;
    return true;
}

static bool steps_add(Buf *path, Str steps)
{
    size_t start = 0;

    for (size_t i = 0; i <= steps.len; i++) {
        if (i < steps.len && steps.at[i] != '/')
            continue;
        if (!step_add(path, str_slice(steps, start, i)))
            return false;
        start = i + 1;
    }
    return true;
}

/* `target` seen from `part`; false if it leads out of the package. */
static bool target_resolve(Opc *o, const OpcPart *part, Str target, Str *out)
{
    Str plain = str_slice(target, 0, str_find(target, STR("#")));
    Buf path = { 0 };
    bool ok = true;

    if (!str_starts(plain, STR("/")))
        ok = steps_add(&path,
                       str_slice(part->path, 0, after_last_slash(part->path)));
    ok = ok && steps_add(&path, unescape(o->a, plain));
    *out = buf_copy(o->a, &path);
    buf_free(&path);
    return ok;
}

static bool relation_read(Opc *o, OpcPart *part, const xmlNode *n)
{
    Str target = node_attr(o->a, n, NULL, "Target"), path;
    OpcRelation r = { .id = node_attr(o->a, n, NULL, "Id"),
                      .type = node_attr(o->a, n, NULL, "Type"),
                      .url = target };
    bool is_external =
        str_is(node_attr(o->a, n, NULL, "TargetMode"), "External");

    if (!is_external) {
        if (!target_resolve(o, part, target, &path)) {
            opc_fault(o, part,
                      "refers to '%.*s', which lies outside of the "
                      "file",
                      STR_ARG(target));
            return false;
        }
        r.to = part_at(o, path);
        r.is_missing = !r.to;
    }
    *list_add(o->a, &part->relations) = r;
    return true;
}

static bool relations_parse(Opc *o, OpcPart *part, OpcPart *rels)
{
    xmlDoc *doc = opc_tree(o, rels);

    if (!doc)
        return false;
    for (xmlNode *n = xmlDocGetRootElement(doc)->children; n; n = n->next)
        if (node_is(n, PACKAGE "relationships", "Relationship") &&
            !relation_read(o, part, n))
            return false;
    return true;
}

bool opc_relations(Opc *o, OpcPart *part)
{
    size_t folder = after_last_slash(part->path);
    Str path =
        str_format(o->a, "%.*s_rels/%.*s.rels", (int)folder, part->path.at,
                   (int)(part->path.len - folder), part->path.at + folder);
    OpcPart *rels = part_at(o, path);

    if (part->relations_read)
        return true;
    if (rels && !relations_parse(o, part, rels))
        return false;
    part->relations_read = true;
    return true;
}

const OpcRelation *opc_relation(Opc *o, OpcPart *part, Str id)
{
    if (!opc_relations(o, part))
        return NULL;
    for (size_t i = 0; i < part->relations.len; i++)
        if (str_equal(part->relations.at[i].id, id))
            return &part->relations.at[i];
    return NULL;
}

OpcPart *opc_related(Opc *o, OpcPart *part, const char *type)
{
    if (!opc_relations(o, part))
        return NULL;
    for (size_t i = 0; i < part->relations.len; i++) {
        const OpcRelation *r = &part->relations.at[i];
        if (!str_is(r->type, type))
            continue;
        if (r->to)
            return r->to;
        opc_fault(o, part, "refers to '%.*s', which is not in the file",
                  STR_ARG(r->url))
            ->hint = STR("open the file in the program that made it and save "
                         "it anew");
        return NULL;
    }
    return NULL;
}

/* ---- What kind of file it is --------------------------------------------- */

static const struct {
    const char *type;
    uint8_t kind; /* OpcKind */
    bool is_template;
} MAIN_TYPES[] = {
#define WML "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PML "application/vnd.openxmlformats-officedocument.presentationml."
    { WML "document.main+xml", OPC_WORD, false },
    { WML "template.main+xml", OPC_WORD, true },
    { PML "presentation.main+xml", OPC_SLIDES, false },
    { PML "template.main+xml", OPC_SLIDES, true },
    { PML "slideshow.main+xml", OPC_SLIDES, true },
};

static const char *wanted(OpcKind kind)
{
    return kind == OPC_WORD ? "a Word document (.docx or .dotx)"
                            : "a presentation (.pptx or .potx)";
}

static void hint_save_as(Opc *o, Diag *d, OpcKind kind)
{
    d->hint =
        str_format(o->a, "open it in %s and save it as %s",
                   kind == OPC_WORD ? "Word" : "PowerPoint", wanted(kind));
}

static bool macros_refuse(Opc *o, OpcKind kind)
{
    for (size_t i = 0; i < o->part_count; i++) {
        Str type = o->parts[i].content_type;
        if (str_find(type, STR("macroEnabled")) == type.len &&
            str_find(type, STR("vbaProject")) == type.len)
            continue;
        hint_save_as(o,
                     opc_fault(o, &o->parts[i],
                               "holds macros, which are "
                               "not taken"),
                     kind);
        return false;
    }
    return true;
}

static bool strict_refuse(Opc *o, OpcKind kind)
{
    for (size_t i = 0; i < o->root.relations.len; i++) {
        if (!str_is(o->root.relations.at[i].type, STRICT_OFFICE))
            continue;
        hint_save_as(o,
                     opc_fault(o, NULL,
                               "is saved as Strict Open XML, which "
                               "is not read"),
                     kind);
        return false;
    }
    return true;
}

static bool main_find(Opc *o, OpcKind kind)
{
    o->main = opc_related(o, &o->root, REL_OFFICE "officeDocument");
    if (!o->main) {
        if (!o->refused)
            opc_fault(o, NULL, "is not %s: it has no main part", wanted(kind));
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(MAIN_TYPES); i++) {
        if (MAIN_TYPES[i].kind != kind ||
            !str_is(o->main->content_type, MAIN_TYPES[i].type))
            continue;
        o->is_template = MAIN_TYPES[i].is_template;
        return true;
    }
    hint_save_as(o, opc_fault(o, o->main, "is not %s", wanted(kind)), kind);
    return false;
}

static bool zip_read(Opc *o, OpcKind kind, Str bytes)
{
    zip_error_t error;

    if (!bytes.len) {
        opc_fault(o, NULL, "is empty");
        return false;
    }
    if (str_starts(bytes, STR("\xD0\xCF\x11\xE0"))) {
        Diag *d = opc_fault(o, NULL,
                            "is protected by a password, or of the "
                            "format before 2007");
        hint_save_as(o, d, kind);
        return false;
    }
    zip_error_init(&error);
    zip_source_t *source =
        zip_source_buffer_create(bytes.at, bytes.len, 0, &error);
    o->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !o->zip)
        zip_source_free(source);
    if (!o->zip)
        opc_fault(o, NULL, "is not %s, or is damaged: %s", wanted(kind),
                  zip_error_strerror(&error))
            ->hint = STR("open it in the program that made it and save it "
                         "anew");
    zip_error_fini(&error);
    return o->zip;
}

Opc *opc_open(Env *env, Arena *a, OpcKind kind, Str path, Str bytes, Span at)
{
    Opc *o = arena_make(a, Opc);

    *o = (Opc){ .env = env, .a = a, .path = path, .at = at };
    o->root.path = STR("");
    if (zip_read(o, kind, bytes) && entries_list(o) && types_read(o) &&
        opc_relations(o, &o->root) && strict_refuse(o, kind) &&
        macros_refuse(o, kind) && main_find(o, kind))
        return o;
    opc_close(o);
    return NULL;
}

void opc_close(Opc *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < o->part_count; i++)
        xmlFreeDoc(o->parts[i].tree);
    if (o->zip)
        zip_discard(o->zip);
    o->zip = NULL;
    o->part_count = 0;
}
