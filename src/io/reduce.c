/* reduce.c - fewer pixels for a picture that is drawn small. */

#include "io/io.h"

typedef struct {
    const Image *from;
    Image *to;
    uint32_t factor; /* pixels of a side of the squares that become one */
} Reduction;

/* The mean of one square; what is transparent has no colour to give. */
static void reduce_square(const Reduction *r, uint32_t x, uint32_t y,
                          uint8_t *out, uint8_t *alpha_out)
{
    const Image *from = r->from;
    uint64_t sums[4] = { 0 }, weight = 0, count = 0;
    size_t channels = (size_t)from->color;

    for (uint32_t v = y * r->factor;
         v < (y + 1) * r->factor && v < from->height_px; v++)
        for (uint32_t u = x * r->factor;
             u < (x + 1) * r->factor && u < from->width_px; u++) {
            size_t at = (size_t)v * from->width_px + u;
            uint64_t alpha = from->alpha ? from->alpha[at] : 255;
            for (size_t i = 0; i < channels; i++)
                sums[i] += alpha * from->pixels[at * channels + i];
            weight += alpha;
            count++;
        }
    for (size_t i = 0; i < channels; i++)
        out[i] = (uint8_t)(weight ? (sums[i] + weight / 2) / weight : 0);
    if (alpha_out)
        *alpha_out = (uint8_t)((weight + count / 2) / count);
}

static const Image *image_reduced(Env *env, const Image *from, uint32_t factor)
{
    Image *to = arena_make(env->arena, Image);
    Reduction r = { from, to, factor };
    size_t channels = (size_t)from->color;

    *to = *from;
    to->width_px = (from->width_px + factor - 1) / factor;
    to->height_px = (from->height_px + factor - 1) / factor;
    to->dots_per_inch = from->dots_per_inch / factor;
    to->jpeg = STR("");
    to->hash = from->hash * 31 + factor;
    size_t count = (size_t)to->width_px * to->height_px;
    uint8_t *pixels = arena_make_array(env->arena, uint8_t, count * channels);
    uint8_t *alpha =
        from->alpha ? arena_make_array(env->arena, uint8_t, count) : NULL;
    for (uint32_t y = 0; y < to->height_px; y++)
        for (uint32_t x = 0; x < to->width_px; x++) {
            size_t at = (size_t)y * to->width_px + x;
            reduce_square(&r, x, y, pixels + at * channels,
                          alpha ? alpha + at : NULL);
        }
    to->pixels = pixels;
    to->alpha = alpha;
    return to;
}

const Picture *picture_reduced(Env *env, const Picture *p, uint32_t most_px)
{
    if (!p || p->kind != PICTURE_RASTER)
        return p;
    const Image *image = p->as.image;
    uint32_t side =
        image->width_px > image->height_px ? image->width_px : image->height_px;
    uint32_t factor = (side + most_px - 1) / most_px;
    if (factor <= 1)
        return p;
    Picture *out = arena_make(env->arena, Picture);
    out->kind = PICTURE_RASTER;
    out->as.image = image_reduced(env, image, factor);
    return out;
}
