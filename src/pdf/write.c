/* write.c - a document, from its frames to the last byte. */

#include "pdf/pdf.h"

#include "pdf/content.h"
#include "pdf/images.h"
#include "pdf/lint.h"
#include "pdf/xmp.h"

/* Frames within frames; real ones are some five deep. */
#define DEPTH_MAX 64

typedef struct {
    Env *env;
    const Document *doc;
    HaruDocument *document;
    ObjectWriter objects;
    FontTable fonts;
    ImageTable images;
    Structure structure;
    Content content;
    ObjectId opacity[OPACITY_STEPS + 1];
} Writer;

/* ---- Drawing ------------------------------------------------------------- */

/* What the items of a frame inherit from the groups around it. */
typedef struct {
    Point origin;
    bool is_whole;
    TagId whole; /* the tag of everything inside */
    int depth;
} Surround;

static void frame_draw(Writer *w, const Frame *frame, Surround place);

static void image_draw(Writer *w, TagId tag, Point at, const FrameItem *item)
{
    const Image *image = item->as.image.image;
    Size size = item->as.image.size;
    char name[16];

    image_use(&w->images, w->document, &w->objects, w->content.page, image,
              name);
    content_image(&w->content, tag,
                  (Rect){ at.x_pt, at.y_pt, size.width_pt, size.height_pt },
                  name);
}

static void group_draw(Writer *w, TagId tag, Surround place,
                       const FrameItem *item)
{
    bool begins_whole = item->as.group.is_whole && !place.is_whole;

    if (++place.depth > DEPTH_MAX || !item->as.group.frame->items.len)
        return;
    if (begins_whole) {
        content_whole_begin(&w->content, tag, item->as.group.actual_text);
        place.is_whole = true;
        place.whole = tag;
    }
    frame_draw(w, item->as.group.frame, place);
    if (begins_whole)
        content_whole_finish(&w->content);
}

static void item_draw(Writer *w, const FrameItem *item, Surround place)
{
    TagId tag = place.is_whole ? place.whole : item->tag;
    Point at = { place.origin.x_pt + item->at.x_pt,
                 place.origin.y_pt + item->at.y_pt };

    switch ((FrameKind)item->kind) {
    case FRAME_TEXT:
        content_text(&w->content, tag, at, &item->as.text);
        return;
    case FRAME_PATH:
        content_path(&w->content, tag, at, item->as.path.path,
                     item->as.path.paint);
        return;
    case FRAME_IMAGE:
        image_draw(w, tag, at, item);
        return;
    case FRAME_GROUP:
        place.origin = at;
        group_draw(w, tag, place, item);
        return;
    }
}

static void frame_draw(Writer *w, const Frame *frame, Surround place)
{
    for (size_t i = 0; i < frame->items.len; i++)
        item_draw(w, &frame->items.at[i], place);
}

/* ---- Pages --------------------------------------------------------------- */

static void opacities_note(Writer *w, size_t page)
{
    for (size_t i = 0; i <= OPACITY_STEPS; i++) {
        if (!w->content.opacity_used[i])
            continue;
        if (!w->opacity[i])
            w->opacity[i] = document_reserve(w->document);
        Str name = str_format(w->env->arena, "G%zu", i);
        document_page_use(w->document, page, "ExtGState", name.at,
                          w->opacity[i]);
    }
}

static void page_write(Writer *w, size_t page)
{
    const Page *p = &w->doc->pages.at[page];

    structure_page_begin(&w->structure, page);
    content_begin(&w->content, page, p->frame.size);
    frame_draw(w, &p->frame, (Surround){ 0 });
    content_finish(&w->content);
    object_stream(&w->objects, document_page_content(w->document, page),
                  STR(""), buf_str(&w->content.out));
    opacities_note(w, page);
    if (structure_page_has_content(&w->structure, page))
        document_page_key(w->document, page, page);
}

static void links_write(Writer *w, size_t page)
{
    const Page *p = &w->doc->pages.at[page];

    for (size_t i = 0; i < p->links.len; i++) {
        const PageLink *link = &p->links.at[i];
        size_t key = structure_link_key(&w->structure);
        ObjectId id = document_link_add(w->document, page, link, key);
        structure_link_add(&w->structure, link->tag, page, id);
    }
}

static void pages_write(Writer *w)
{
    const Document *doc = w->doc;

    w->content.fonts = &w->fonts;
    w->content.document = w->document;
    w->content.structure = &w->structure;
    for (size_t i = 0; i < doc->pages.len; i++)
        page_write(w, i);
    for (size_t i = 0; i < doc->pages.len; i++)
        links_write(w, i);
}

/* ---- The rest of the file ------------------------------------------------ */

static void opacities_write(Writer *w)
{
    for (size_t i = 0; i <= OPACITY_STEPS; i++) {
        if (!w->opacity[i])
            continue;
        Buf *b = object_open(&w->objects, w->opacity[i]);
        put_text(b, "<</Type/ExtGState/ca ");
        buf_add_number(b, (double)i / OPACITY_STEPS, 2);
        put_text(b, "/CA ");
        buf_add_number(b, (double)i / OPACITY_STEPS, 2);
        put_text(b, ">>");
        object_close(&w->objects);
    }
}

/* sRGB, which is what all colours mean. */
static bool color_profile_load(Env *env, Str *profile)
{
    for (size_t i = 0; i < env->paths.len; i++) {
        Str path =
            path_join(env->arena, env->paths.at[i], STR("fonts/sRGB.icc"));
        if (file_exists(path))
            return file_read(env, path, (Span){ 0 }, profile);
    }
    Diag *d = diag_error(env->diags, (Span){ 0 },
                         "the colour profile 'fonts/sRGB.icc' is not found");
    d->fault = FAULT_FILE;
    d->code = "pdf/profile";
    d->hint = STR("it comes with the program: check the installation");
    return false;
}

static void metadata_write(Writer *w, ObjectId metadata, ObjectId color,
                           Str profile)
{
    Buf xmp = { 0 };

    xmp_put(&xmp, w->env->arena, w->doc);
    object_stream_plain(&w->objects, metadata,
                        STR("/Type/Metadata/Subtype/XML"), buf_str(&xmp));
    buf_free(&xmp);
    object_stream(&w->objects, color, STR("/N 3"), profile);
}

static void info_set(Writer *w)
{
    const Document *doc = w->doc;

    document_info_set(w->document, "Title", doc->title);
    document_info_set(w->document, "Author", doc->author);
    document_info_set(w->document, "Subject", doc->subject);
    document_info_set(w->document, "Keywords", doc->keywords);
    if (is_date(doc->created)) {
        document_info_date_set(w->document, "CreationDate", doc->created);
        document_info_date_set(w->document, "ModDate", doc->created);
    }
}

static bool report_failure(Env *env, Fault fault, const char *what)
{
    diag_error(env->diags, (Span){ 0 }, "the PDF cannot be made: %s", what)
        ->fault = fault;
    return false;
}

static bool parts_write(Writer *w, Str profile)
{
    HaruDocument *d = w->document;

    document_pages_add(d, w->doc);
    document_destinations_add(d, w->doc);
    if (!document_is_sound(d))
        return report_failure(w->env, FAULT_LIMIT, "libharu refuses its pages");
    pages_write(w);
    document_outline_add(d, w->doc);
    document_labels_add(d, w->doc);
    info_set(w);
    DocumentParts parts = { document_reserve(d), document_reserve(d),
                            document_reserve(d) };
    document_catalog_set(d, w->doc, parts);
    if (!document_pack(d, &w->objects))
        return report_failure(w->env, FAULT_LIMIT, "libharu reports an error");
    opacities_write(w);
    if (!fonts_write(&w->fonts, &w->objects))
        return false;
    structure_write(&w->structure, d, &w->objects, parts.structure);
    metadata_write(w, parts.metadata, parts.color_profile, profile);
    objects_finish(&w->objects, document_root(d), document_info(d));
    return true;
}

bool pdf_write(Env *env, const Document *doc, Buf *out)
{
    size_t start = out->len;
    Writer w = { .env = env, .doc = doc, .images = { .arena = env->arena } };
    Str profile;

    if (!document_lint(env, doc) || !color_profile_load(env, &profile))
        return false;
    w.document = document_open(env);
    bool ok = objects_begin(&w.objects, out) && w.document;
    if (!ok)
        report_failure(env, FAULT_BUG, "no memory for it");
    fonts_begin(env, &w.fonts);
    structure_begin(env->arena, &w.structure, doc);
    ok = ok && parts_write(&w, profile);
    content_free(&w.content);
    fonts_end(&w.fonts);
    objects_end(&w.objects);
    document_close(w.document);
    if (!ok)
        out->len = start;
    return ok;
}
