/* media.c - pictures as parts: made once, referred to by who shows them. */

#include "office/media.h"

/* Small pictures at three dots a point, large ones at two: the SVG is what is
 * shown and printed where it can be. */
#define FINE_DPI 216.0
#define COARSE_DPI 144.0
#define SMALL_PT2 10000.0

typedef struct {
    Part *raster, *svg; /* svg NULL: there is none */
} Stored;

static Part *picture_part(Media *m, const char *extension, Buf *body)
{
    Package *p = m->package;
    Part *part = part_add(
        p,
        str_format(p->a, "%s/media/image%u.%s", m->folder, m->count, extension),
        NULL);

    part->body = *body; /* taken over */
    *body = (Buf){ 0 };
    part->is_stored = strcmp(extension, "svg") != 0;
    return part;
}

static double dots_per_inch(const Drawing *d)
{
    return d->size.width_pt * d->size.height_pt > SMALL_PT2 ? COARSE_DPI
                                                            : FINE_DPI;
}

static Stored *known_picture(Media *m, uint64_t hash, Str *key)
{
    *key = str_format(m->package->a, "%016llx", (unsigned long long)hash);
    return map_find(&m->known, *key);
}

static PictureRef refer(Media *m, Part *owner, const Stored *s)
{
    PictureRef ref = { 0 };

    ref.raster = part_relate(m->package, owner, REL_OFFICE "image", s->raster);
    if (s->svg)
        ref.svg = part_relate(m->package, owner, REL_OFFICE "image", s->svg);
    return ref;
}

static PictureRef remember(Media *m, Part *owner, Str key, Stored stored)
{
    Stored *kept = arena_make(m->package->a, Stored);

    *kept = stored;
    map_set(m->package->a, &m->known, key, kept);
    return refer(m, owner, kept);
}

PictureRef media_drawing(Media *m, Part *owner, const Drawing *drawing)
{
    Buf svg = { 0 }, png = { 0 };
    Stored stored = { 0 }, *known;
    Str key;

    svg_write(&svg, drawing);
    known = known_picture(m, str_hash(buf_str(&svg)), &key);
    if (known) {
        buf_free(&svg);
        return refer(m, owner, known);
    }
    if (!drawing_to_png(m->package->env, &png, drawing,
                        dots_per_inch(drawing))) {
        buf_free(&svg);
        buf_free(&png);
        m->failed = true;
        return (PictureRef){ 0 };
    }
    m->count++;
    stored.raster = picture_part(m, "png", &png);
    stored.svg = picture_part(m, "svg", &svg);
    return remember(m, owner, key, stored);
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

static PictureRef media_image(Media *m, Part *owner, const Image *image)
{
    Env *env = m->package->env;
    ArenaMark mark = arena_save(env->scratch);
    Buf file = { 0 };
    Str key;
    Stored *known = known_picture(m, image->hash, &key), stored = { 0 };

    if (known)
        return refer(m, owner, known);
    if (image->jpeg.len) {
        buf_add_str(&file, image->jpeg);
    } else {
        Pixels pixels = { to_rgba(env->scratch, image), image->width_px,
                          image->height_px,
                          image->dots_per_inch > 0 ? image->dots_per_inch : 96,
                          PNG_SMALL };
        m->failed |= !png_encode(env, &file, &pixels);
    }
    arena_rewind(env->scratch, mark);
    m->count++;
    stored.raster = picture_part(m, image->jpeg.len ? "jpeg" : "png", &file);
    return remember(m, owner, key, stored);
}

PictureRef media_picture(Media *m, Part *owner, const Picture *picture)
{
    return picture->kind == PICTURE_VECTOR
               ? media_drawing(m, owner, picture->as.drawing)
               : media_image(m, owner, picture->as.image);
}

void media_blip(Xml *x, PictureRef ref)
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
