/* pdf_haru.c - all that touches libharu. */

#include "pdf/document.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_version.h>

/* Below, struct members of these are used; layouts differ between releases. */
_Static_assert(HPDF_MAJOR_VERSION == 2 && HPDF_MINOR_VERSION >= 3,
               "written for libharu 2.3 and 2.4");

#define PAGES_PER_NODE 50

struct HaruDocument {
    Arena *arena;
    HPDF_Doc doc;
    HPDF_Page *pages;
    double *heights_pt;
    HPDF_Destination *destinations;
    bool failed;
};

HaruDocument *document_open(Env *env)
{
    HaruDocument *d = arena_make(env->arena, HaruDocument);

    d->arena = env->arena;
    d->doc = HPDF_New(NULL, NULL);
    if (!d->doc)
        return NULL;
    /* names its maker, which is nobody's business */
    HPDF_Dict_RemoveElement(d->doc->info, "Producer");
    HPDF_SetPagesConfiguration(d->doc, PAGES_PER_NODE);
    return d;
}

void document_close(HaruDocument *d)
{
    if (d)
        HPDF_Free(d->doc);
}

static void check(HaruDocument *d, HPDF_STATUS status)
{
    if (status != HPDF_OK)
        d->failed = true;
}

static ObjectId id_of(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return header->obj_id & 0x00FFFFFF;
}

/* Add to `dict`, which owns the value from here on. */
static void entry_add(HaruDocument *d, HPDF_Dict dict, const char *key,
                      void *value)
{
    if (!value || !dict)
        d->failed = true;
    else
        check(d, HPDF_Dict_Add(dict, key, value));
}

static void *reserved(HaruDocument *d, ObjectId id)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(d->doc->xref, id);

    if (!entry)
        d->failed = true;
    return entry ? entry->obj : NULL;
}

ObjectId document_reserve(HaruDocument *d)
{
    HPDF_Null object = HPDF_Null_New(d->doc->mmgr);

    if (!object || HPDF_Xref_Add(d->doc->xref, object) != HPDF_OK) {
        d->failed = true;
        return 0;
    }
    return id_of(object);
}

static HPDF_Binary text_new(HaruDocument *d, Str utf8)
{
    Buf utf16 = { 0 };

    put_utf16(&utf16, text_clean(d->arena, utf8));
    HPDF_Binary text = HPDF_Binary_New(d->doc->mmgr, (HPDF_BYTE *)utf16.at,
                                       (HPDF_UINT)utf16.len);
    buf_free(&utf16);
    return text;
}

static HPDF_Binary bytes_new(HaruDocument *d, Str bytes)
{
    return HPDF_Binary_New(d->doc->mmgr, (HPDF_BYTE *)(uintptr_t)bytes.at,
                           (HPDF_UINT)bytes.len);
}

/* ---- Pages --------------------------------------------------------------- */

static void page_add(HaruDocument *d, size_t i, Size size)
{
    HPDF_Page page = HPDF_AddPage(d->doc);

    d->pages[i] = page;
    d->heights_pt[i] = size.height_pt;
    if (!page) {
        d->failed = true;
        return;
    }
    check(d, HPDF_Page_SetWidth(page, (HPDF_REAL)size.width_pt));
    check(d, HPDF_Page_SetHeight(page, (HPDF_REAL)size.height_pt));
    check(d, HPDF_Dict_RemoveElement(page, "Resources"));
    entry_add(d, page, "Resources", HPDF_Dict_New(d->doc->mmgr));
    check(d, HPDF_Dict_AddName(page, "Tabs", "S"));
}

void document_pages_add(HaruDocument *d, const Document *doc)
{
    size_t count = doc->pages.len;

    /* the list grows by this many at a time, copying itself */
    d->doc->xref->entries->items_per_block = (HPDF_UINT)(1024 + 3 * count);
    d->pages = arena_make_array(d->arena, HPDF_Page, count);
    d->heights_pt = arena_make_array(d->arena, double, count);
    for (size_t i = 0; i < count && !d->failed; i++)
        page_add(d, i, doc->pages.at[i].frame.size);
}

ObjectId document_page(const HaruDocument *d, size_t page)
{
    return d->pages[page] ? id_of(d->pages[page]) : 0;
}

static HPDF_Dict page_content(const HaruDocument *d, size_t page)
{
    return ((HPDF_PageAttr)d->pages[page]->attr)->contents;
}

ObjectId document_page_content(const HaruDocument *d, size_t page)
{
    return d->pages[page] ? id_of(page_content(d, page)) : 0;
}

void document_page_use(HaruDocument *d, size_t page, const char *category,
                       const char *name, ObjectId id)
{
    HPDF_Dict resources =
        HPDF_Dict_GetItem(d->pages[page], "Resources", HPDF_OCLASS_DICT);
    if (!resources)
        return;
    HPDF_Dict kind = HPDF_Dict_GetItem(resources, category, HPDF_OCLASS_DICT);
    if (!kind) {
        kind = HPDF_Dict_New(d->doc->mmgr);
        entry_add(d, resources, category, kind);
    }
    entry_add(d, kind, name, reserved(d, id));
}

void document_page_key(HaruDocument *d, size_t page, size_t key)
{
    check(d, HPDF_Dict_AddNumber(d->pages[page], "StructParents",
                                 (HPDF_INT32)key));
}

/* ---- Destinations, links, outline ---------------------------------------- */

static HPDF_Destination destination_new(HaruDocument *d, const Destination *to)
{
    HPDF_Page page = d->pages[to->page];
    HPDF_Destination place = HPDF_Page_CreateDestination(page);
    double top_pt = d->heights_pt[to->page] - to->y_pt;

    if (!place) {
        d->failed = true;
        return NULL;
    }
    /* HPDF_Destination_SetXYZ() refuses zoom 0, which keeps the reader's own */
    HPDF_Array_Clear(place);
    check(d, HPDF_Array_Add(place, page));
    check(d, HPDF_Array_AddName(place, "XYZ"));
    check(d, HPDF_Array_AddReal(place, 0));
    check(d, HPDF_Array_AddReal(place, (HPDF_REAL)top_pt));
    check(d, HPDF_Array_AddReal(place, 0));
    return place;
}

void document_destinations_add(HaruDocument *d, const Document *doc)
{
    size_t count = doc->destinations.len;

    d->destinations = arena_make_array(d->arena, HPDF_Destination, count);
    for (size_t i = 0; i < count && !d->failed; i++)
        d->destinations[i] = destination_new(d, &doc->destinations.at[i]);
}

/* What a URI may hold is ASCII; all else is written as %XX. */
static Str uri_new(Arena *a, Str url)
{
    static const char hex[] = "0123456789ABCDEF";
    char *to = arena_alloc(a, 3 * url.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < url.len; i++) {
        uint8_t c = (uint8_t)url.at[i];
        if (c > 0x20 && c < 0x7F) {
            to[len++] = (char)c;
            continue;
        }
        to[len++] = '%';
        to[len++] = hex[c >> 4];
        to[len++] = hex[c & 15];
    }
    return (Str){ to, len };
}

static HPDF_Annotation annotation_new(HaruDocument *d, size_t page,
                                      const PageLink *link)
{
    double height_pt = d->heights_pt[page];
    Rect r = link->area;
    HPDF_Rect area = { (HPDF_REAL)r.x_pt,
                       (HPDF_REAL)(height_pt - r.y_pt - r.height_pt),
                       (HPDF_REAL)(r.x_pt + r.width_pt),
                       (HPDF_REAL)(height_pt - r.y_pt) };

    if (link->url.len)
        return HPDF_Page_CreateURILinkAnnot(d->pages[page], area,
                                            uri_new(d->arena, link->url).at);
    return HPDF_Page_CreateLinkAnnot(d->pages[page], area,
                                     d->destinations[link->destination]);
}

ObjectId document_link_add(HaruDocument *d, size_t page, const PageLink *link,
                           size_t key)
{
    HPDF_Annotation annotation = annotation_new(d, page, link);

    if (!annotation) {
        d->failed = true;
        return 0;
    }
    check(d, HPDF_LinkAnnot_SetBorderStyle(annotation, 0, 0, 0));
    check(d, HPDF_Dict_AddNumber(annotation, "F", 4)); /* it prints */
    check(d, HPDF_Dict_AddNumber(annotation, "StructParent", (HPDF_INT32)key));
    entry_add(d, annotation, "Contents", text_new(d, link->contents));
    return id_of(annotation);
}

void document_outline_add(HaruDocument *d, const Document *doc)
{
    HPDF_Outline open[256] = { NULL }; /* the last entry of each level */

    for (size_t i = 0; i < doc->outline.len && !d->failed; i++) {
        const OutlineEntry *e = &doc->outline.at[i];
        HPDF_Outline above = NULL;
        for (size_t level = 1; level < e->level; level++)
            above = open[level] ? open[level] : above;
        HPDF_Outline entry = HPDF_CreateOutline(d->doc, above, "", NULL);
        if (!entry) {
            d->failed = true;
            return;
        }
        entry_add(d, entry, "Title", text_new(d, e->title));
        check(d, HPDF_Dict_RemoveElement(entry, "Type"));
        check(d, HPDF_Outline_SetDestination(entry,
                                             d->destinations[e->destination]));
        /* chapters are shown, what is in them is folded away */
        check(d, HPDF_Outline_SetOpened(entry, HPDF_FALSE));
        for (size_t level = e->level; level < COUNT_OF(open); level++)
            open[level] = NULL;
        open[e->level] = entry;
    }
}

void document_labels_add(HaruDocument *d, const Document *doc)
{
    uint32_t front = doc->front_pages;

    if (!front || front >= doc->pages.len)
        return;
    check(d, HPDF_AddPageLabel(d->doc, 0, HPDF_PAGE_NUM_STYLE_LOWER_ROMAN, 1,
                               NULL));
    check(d, HPDF_AddPageLabel(d->doc, front, HPDF_PAGE_NUM_STYLE_DECIMAL, 1,
                               NULL));
}

/* ---- Catalogue and information ------------------------------------------- */

/* <</key true>> */
static HPDF_Dict flag_new(HaruDocument *d, const char *key)
{
    HPDF_Dict dict = HPDF_Dict_New(d->doc->mmgr);

    if (dict)
        check(d, HPDF_Dict_AddBoolean(dict, key, HPDF_TRUE));
    return dict;
}

static void output_intent_add(HaruDocument *d, ObjectId profile)
{
    HPDF_Array intents = HPDF_Array_New(d->doc->mmgr);
    HPDF_Dict intent = HPDF_Dict_New(d->doc->mmgr);

    if (!intents || !intent) {
        d->failed = true;
        return;
    }
    check(d, HPDF_Dict_AddName(intent, "Type", "OutputIntent"));
    check(d, HPDF_Dict_AddName(intent, "S", "GTS_PDFA1"));
    entry_add(d, intent, "OutputConditionIdentifier",
              bytes_new(d, STR("sRGB")));
    entry_add(d, intent, "Info", bytes_new(d, STR("sRGB")));
    entry_add(d, intent, "DestOutputProfile", reserved(d, profile));
    check(d, HPDF_Array_Add(intents, intent));
    entry_add(d, d->doc->catalog, "OutputIntents", intents);
}

void document_catalog_set(HaruDocument *d, const Document *doc,
                          DocumentParts parts)
{
    HPDF_Dict catalog = d->doc->catalog;

    entry_add(d, catalog, "Lang", bytes_new(d, doc->lang));
    entry_add(d, catalog, "MarkInfo", flag_new(d, "Marked"));
    entry_add(d, catalog, "ViewerPreferences", flag_new(d, "DisplayDocTitle"));
    entry_add(d, catalog, "StructTreeRoot", reserved(d, parts.structure));
    entry_add(d, catalog, "Metadata", reserved(d, parts.metadata));
    output_intent_add(d, parts.color_profile);
    if (doc->outline.len)
        check(d, HPDF_Dict_AddName(catalog, "PageMode", "UseOutlines"));
    else
        check(d, HPDF_Dict_AddName(catalog, "PageMode", "UseNone"));
}

void document_info_set(HaruDocument *d, const char *key, Str value)
{
    if (text_clean(d->arena, value).len)
        entry_add(d, d->doc->info, key, text_new(d, value));
}

void document_info_date_set(HaruDocument *d, const char *key, Str date)
{
    if (date.len != 10)
        return;
    Str text = str_format(d->arena, "D:%.4s%.2s%.2s000000Z", date.at,
                          date.at + 5, date.at + 8);
    entry_add(d, d->doc->info, key, bytes_new(d, text));
}

ObjectId document_root(const HaruDocument *d)
{
    return id_of(d->doc->catalog);
}

ObjectId document_info(const HaruDocument *d)
{
    return d->doc->info->list->count ? id_of(d->doc->info) : 0;
}

/* ---- Objects ------------------------------------------------------------- */

static HPDF_STATUS pack_write(HPDF_Stream stream, const HPDF_BYTE *bytes,
                              HPDF_UINT len)
{
    buf_add(stream->attr, bytes, len);
    return HPDF_OK;
}

/* The length of a page's content stands in the stream itself. */
static void lengths_mark(const HaruDocument *d, char *marks, size_t count)
{
    for (size_t i = 0; i < d->doc->page_list->count; i++) {
        HPDF_Dict content = page_content(d, i);
        void *length = HPDF_Dict_GetItem(content, "Length", HPDF_OCLASS_NUMBER);
        if (length && id_of(length) < count)
            marks[id_of(length)] = 1;
    }
}

static void object_pack(HaruDocument *d, ObjectWriter *w, ObjectId id,
                        void *object)
{
    HPDF_Stream stream =
        HPDF_CallbackWriter_New(d->doc->mmgr, pack_write, object_open(w, id));
    if (stream)
        check(d, HPDF_Obj_WriteValue(object, stream, NULL));
    else
        d->failed = true;
    object_close(w);
    HPDF_Stream_Free(stream);
}

bool document_is_sound(const HaruDocument *d)
{
    return !d->failed && d->doc->error.error_no == HPDF_OK;
}

bool document_pack(HaruDocument *d, ObjectWriter *w)
{
    HPDF_List entries = d->doc->xref->entries;
    ObjectId count = entries->count;
    char *skip = arena_alloc(d->arena, count);

    objects_pack(w, count);
    if (!document_is_sound(d))
        return false;
    lengths_mark(d, skip, count);
    for (ObjectId id = 1; id < count && !d->failed; id++) {
        HPDF_XrefEntry entry = HPDF_List_ItemAt(entries, id);
        const HPDF_Obj_Header *header = entry->obj;
        if (skip[id] || object_is_written(w, id) ||
            header->obj_class == HPDF_OCLASS_NULL)
            continue;
        if (header != (void *)d->doc->info || d->doc->info->list->count)
            object_pack(d, w, id, entry->obj);
    }
    return document_is_sound(d);
}
