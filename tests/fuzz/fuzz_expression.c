/* fuzz_expression.c - any bytes as a text with expressions, evaluated. */

#include "eval/machine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Env *env = env_new();
    env->limits.eval_steps = 20000;
    env->limits.output_bytes = 1 << 16;
    Str text = str_copy(env->arena, (Str){ (const char *)data, size });
    Source *src = source_new(env->arena, STR("x"), text);
    Locale *locale = locale_open(env, STR("en-GB"), STR("GBP"), (Span){ 0 });
    Value none = value_map(NULL, 0);
    const Text *compiled = text_compile(env, text, span_of(src, 0, size));

    if (compiled) {
        Machine m;
        machine_begin(&m, env, locale, &none);
        text_render_plain(&m, compiled);
    }
    locale_close(locale);
    env_free(env);
    return 0;
}
