/* fuzz_json.c - any bytes into the JSON reader. */

#include "data/data.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Env *env = env_new();
    Str text = str_copy(env->arena, (Str){ (const char *)data, size });
    const Value *v = json_parse(env, source_new(env->arena, STR("x"), text));

    if (v) {
        Buf out = { 0 };
        json_write(&out, v, false);
        buf_free(&out);
    }
    env_free(env);
    return 0;
}
