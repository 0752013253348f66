/* fuzz_picture.c - any bytes as PNG, JPEG or SVG. */

#include "io/io.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Env *env = env_new();
    env->limits.image_pixels = 1 << 22;
    Str bytes = str_copy(env->arena, (Str){ (const char *)data, size });
    picture_decode(env, bytes, STR("x"), (Span){ 0 });
    env_free(env);
    return 0;
}
