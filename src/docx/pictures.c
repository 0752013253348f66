/* pictures.c - pictures in the text: SVG with a PNG behind it, PNG, JPEG. */

#include "docx/parts.h"

/* Small pictures at three dots a point, large ones at two: the SVG is what is
 * shown and printed where it can be. */
#define FINE_DPI 216.0
#define COARSE_DPI 144.0
#define SMALL_PT2 10000.0

/* ---- Files
 * ---------------------------------------------------------------------- */

static Part *picture_part(Docx *d, const char *extension, Buf *body)
{
    Part *part = part_add(
        &d->pkg,
        str_format(d->a, "word/media/image%u.%s", d->picture_count, extension),
        NULL);

    part->body = *body; /* taken over */
    *body = (Buf){ 0 };
    return part;
}

static unsigned relate(Docx *d, const Part *part)
{
    return part_relate(&d->pkg, d->document, REL_OFFICE "image", part);
}

static double dots_per_inch(const Drawing *d)
{
    return d->size.width_pt * d->size.height_pt > SMALL_PT2 ? COARSE_DPI
                                                            : FINE_DPI;
}

/* The same picture is stored once. */
static PictureRef *known_picture(Docx *d, uint64_t hash, Str *key)
{
    *key = str_format(d->a, "%016llx", (unsigned long long)hash);
    return map_find(&d->pictures, *key);
}

static PictureRef remember(Docx *d, Str key, PictureRef ref)
{
    PictureRef *kept = arena_make(d->a, PictureRef);

    *kept = ref;
    map_set(d->a, &d->pictures, key, kept);
    return ref;
}

PictureRef drawing_ref(Docx *d, const Drawing *drawing)
{
    Buf svg = { 0 }, png = { 0 };
    PictureRef ref = { 0 }, *known;
    Str key;

    svg_write(&svg, drawing);
    known = known_picture(d, str_hash(buf_str(&svg)), &key);
    if (known) {
        buf_free(&svg);
        return *known;
    }
    if (!drawing_to_png(d->env, &png, drawing, dots_per_inch(drawing))) {
        buf_free(&svg);
        buf_free(&png);
        d->failed = true;
        return ref;
    }
    d->picture_count++;
    Part *raster = picture_part(d, "png", &png);
    raster->is_stored = true;
    ref.raster = relate(d, raster);
    ref.svg = relate(d, picture_part(d, "svg", &svg));
    return remember(d, key, ref);
}

static uint8_t *to_rgba(Arena *a, const Image *i)
{
    size_t count = (size_t)i->width_px * i->height_px;
    uint8_t *out = arena_alloc_array(a, count, 4);
    size_t channels = i->color;

    for (size_t k = 0; k < count; k++) {
        for (size_t c = 0; c < 3; c++)
            out[k * 4 + c] = i->pixels[k * channels + (channels == 3 ? c : 0)];
        out[k * 4 + 3] = i->alpha ? i->alpha[k] : 255;
    }
    return out;
}

static PictureRef image_ref(Docx *d, const Image *image)
{
    ArenaMark mark = arena_save(d->env->scratch);
    Buf file = { 0 };
    Str key;
    PictureRef *known = known_picture(d, image->hash, &key), ref = { 0 };

    if (known)
        return *known;
    if (image->jpeg.len)
        buf_add_str(&file, image->jpeg);
    else if (!png_encode(d->env, &file, to_rgba(d->env->scratch, image),
                         image->width_px, image->height_px,
                         image->dots_per_inch > 0 ? image->dots_per_inch : 96))
        d->failed = true;
    arena_rewind(d->env->scratch, mark);
    d->picture_count++;
    Part *part = picture_part(d, image->jpeg.len ? "jpeg" : "png", &file);
    part->is_stored = true;
    ref.raster = relate(d, part);
    return remember(d, key, ref);
}

PictureRef picture_ref(Docx *d, const Picture *picture)
{
    return picture->kind == PICTURE_VECTOR ? drawing_ref(d, picture->as.drawing)
                                           : image_ref(d, picture->as.image);
}

/* ---- Markup
 * ---------------------------------------------------------------------- */

void drawing_properties(Docx *d, const char *kind, Str alt)
{
    Xml *x = &d->x;
    unsigned id = ++d->drawing_id;

    xml_open(x, "wp:docPr");
    xml_attr_int(x, "id", id);
    xml_attr_str(x, "name", str_format(d->a, "%s %u", kind, id));
    if (alt.len)
        xml_attr_str(x, "descr", alt);
    else
        xml_raw(x, "<a:extLst xmlns:a=\"" NS_A "\"><a:ext "
                   "uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">"
                   "<adec:decorative xmlns:adec=\"http://schemas.microsoft.com/"
                   "office/drawing/2017/decorative\" val=\"1\"/></a:ext>"
                   "</a:extLst>");
    xml_close(x);
}

static void extent(Xml *x, const char *name, Size size)
{
    xml_open(x, name);
    xml_attr_int(x, "cx", emu(size.width_pt));
    xml_attr_int(x, "cy", emu(size.height_pt));
    xml_close(x);
}

static void blip(Xml *x, PictureRef ref)
{
    char id[24];

    snprintf(id, sizeof id, "rId%u", ref.raster);
    xml_open(x, "a:blip");
    xml_attr(x, "r:embed", id);
    if (ref.svg) {
        snprintf(id, sizeof id, "rId%u", ref.svg);
        xml_raw(x, "<a:extLst><a:ext "
                   "uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">");
        xml_open(x, "asvg:svgBlip");
        xml_attr(x, "xmlns:asvg",
                 "http://schemas.microsoft.com/office/drawing/2016/SVG/main");
        xml_attr(x, "r:embed", id);
        xml_close(x);
        xml_raw(x, "</a:ext></a:extLst>");
    }
    xml_close(x);
}

static void graphic(Docx *d, PictureRef ref, Size size)
{
    Xml *x = &d->x;

    xml_raw(x, "<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"" NS_A
               "\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>");
    xml_open(x, "a:graphic");
    xml_attr(x, "xmlns:a", NS_A);
    xml_open(x, "a:graphicData");
    xml_attr(x, "uri",
             "http://schemas.openxmlformats.org/drawingml/2006/picture");
    xml_open(x, "pic:pic");
    xml_attr(x, "xmlns:pic",
             "http://schemas.openxmlformats.org/drawingml/2006/picture");
    xml_open(x, "pic:nvPicPr");
    xml_open(x, "pic:cNvPr");
    xml_attr_int(x, "id", d->drawing_id);
    xml_attr_str(x, "name", str_format(d->a, "Picture %u", d->drawing_id));
    xml_close(x);
    xml_empty(x, "pic:cNvPicPr");
    xml_close(x);
    xml_open(x, "pic:blipFill");
    blip(x, ref);
    xml_raw(x, "<a:stretch><a:fillRect/></a:stretch>");
    xml_close(x);
    xml_raw(x, "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>");
    extent(x, "a:ext", size);
    xml_raw(x, "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
               "</pic:spPr>");
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

void picture_inline(Docx *d, PictureRef ref, Size size, Str alt)
{
    Xml *x = &d->x;

    run_open(d, NULL);
    xml_raw(x, "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" "
               "distR=\"0\">");
    extent(x, "wp:extent", size);
    drawing_properties(d, "Picture", alt);
    graphic(d, ref, size);
    xml_raw(x, "</wp:inline></w:drawing>");
    run_close(d);
}

static void offset(Xml *x, const char *name, double pt)
{
    xml_open(x, name);
    xml_attr(x, "relativeFrom", "page");
    xml_open(x, "wp:posOffset");
    xml_number(x, (double)emu(pt));
    xml_close(x);
    xml_close(x);
}

void picture_anchored(Docx *d, PictureRef ref, Rect place, Str alt, bool behind)
{
    Xml *x = &d->x;
    Size size = { place.width_pt, place.height_pt };

    run_open(d, NULL);
    xml_open(x, "w:drawing");
    xml_open(x, "wp:anchor");
    xml_attr(x, "distT", "0");
    xml_attr(x, "distB", "0");
    xml_attr(x, "distL", "0");
    xml_attr(x, "distR", "0");
    xml_attr(x, "simplePos", "0");
    xml_attr_int(x, "relativeHeight", (long)d->drawing_id + 1);
    xml_attr(x, "behindDoc", behind ? "1" : "0");
    xml_attr(x, "locked", "0");
    xml_attr(x, "layoutInCell", "1");
    xml_attr(x, "allowOverlap", "1");
    xml_raw(x, "<wp:simplePos x=\"0\" y=\"0\"/>");
    offset(x, "wp:positionH", place.x_pt);
    offset(x, "wp:positionV", place.y_pt);
    extent(x, "wp:extent", size);
    xml_raw(x, "<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>"
               "<wp:wrapNone/>");
    drawing_properties(d, "Picture", alt);
    graphic(d, ref, size);
    xml_close(x);
    xml_close(x);
    run_close(d);
}
