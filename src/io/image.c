/* image.c - pictures of any kind: told apart, decoded, measured. */

#include "io/picture_private.h"

void *picture_fail(const PictureSource *s, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    Str text = str_vformat(s->env->arena, fmt, args);
    va_end(args);
    diag_error(s->env->diags, s->at, "%.*s: %.*s", STR_ARG(s->path),
               STR_ARG(text))
        ->code = "image/damaged";
    return NULL;
}

bool picture_size_is_fair(const PictureSource *s, uint64_t width_px,
                          uint64_t height_px)
{
    if (width_px == 0 || height_px == 0) {
        picture_fail(s, "the picture has no area");
        return false;
    }
    if (width_px > 1u << 20 || height_px > 1u << 20 ||
        width_px * height_px > s->env->limits.image_pixels) {
        picture_fail(s, "%llu x %llu pixels are more than the limit of %zu",
                     (unsigned long long)width_px,
                     (unsigned long long)height_px,
                     s->env->limits.image_pixels);
        Diag *d = &s->env->diags->list.at[s->env->diags->list.len - 1];
        d->fault = FAULT_LIMIT;
        d->hint = STR("make the picture smaller: 300 dots an inch are enough");
        return false;
    }
    return true;
}

/* ---- Telling apart ------------------------------------------------------- */

static bool looks_like_svg(Str bytes)
{
    Str head =
        str_trim(str_slice(bytes, 0, bytes.len < 4096 ? bytes.len : 4096));

    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_slice(head, 3, head.len);
    return str_starts(head, STR("<")) &&
           (str_find(head, STR("<svg")) < head.len ||
            str_find(head, STR(":svg")) < head.len);
}

static const Picture *raster(Env *env, const Image *image)
{
    if (!image)
        return NULL;
    Picture *p = arena_make(env->arena, Picture);
    p->kind = PICTURE_RASTER;
    p->as.image = image;
    return p;
}

static const Picture *vector(Env *env, const Drawing *drawing)
{
    if (!drawing)
        return NULL;
    Picture *p = arena_make(env->arena, Picture);
    p->kind = PICTURE_VECTOR;
    p->as.drawing = drawing;
    return p;
}

const Picture *picture_decode(Env *env, Str bytes, Str path, Span at)
{
    PictureSource s = { env, bytes, path, at };

    if (str_starts(bytes, STR("\x89PNG\r\n\x1a\n")))
        return raster(env, png_decode(&s));
    if (str_starts(bytes, STR("\xFF\xD8\xFF")))
        return raster(env, jpeg_decode(&s));
    if (looks_like_svg(bytes))
        return vector(env, svg_decode(&s));
    picture_fail(&s, "this is no picture that can be read");
    env->diags->list.at[env->diags->list.len - 1].hint =
        STR("give PNG, JPEG or SVG");
    return NULL;
}

const Picture *picture_load(Env *env, Str path, Span at)
{
    Str bytes;

    return file_read(env, path, at, &bytes)
               ? picture_decode(env, bytes, path, at)
               : NULL;
}

Size picture_size(const Picture *p)
{
    if (p->kind == PICTURE_VECTOR)
        return p->as.drawing->size;
    double dpi = p->as.image->dots_per_inch;
    if (!(dpi >= 10 && dpi <= 10000))
        dpi = 96;
    return (Size){ p->as.image->width_px * 72.0 / dpi,
                   p->as.image->height_px * 72.0 / dpi };
}
