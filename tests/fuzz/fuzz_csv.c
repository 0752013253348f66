/* fuzz_csv.c - any bytes as a table, by any preset or none. */

#include "data/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const Value *options(Env *env, uint8_t choice)
{
    StrList names = csv_preset_names(env->arena);
    size_t which = choice % (names.len + 1);
    Str text = which < names.len
                   ? str_format(env->arena, "{ $csv: x, preset: %.*s }",
                                STR_ARG(names.at[which]))
                   : STR("{ $csv: x, number_locale: en, date_format: dmy }");

    return yaml_parse(env, source_new(env->arena, STR("x.yaml"), text));
}

/* The first byte chooses the preset, the rest is the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    Env *env = env_new();
    CsvSpec spec;
    Str bytes = str_copy(env->arena, (Str){ (const char *)data + 1, size - 1 });
    Csv c = { .env = env, .spec = &spec, .cell_arena = arena_new() };

    env->limits.values = 100000;
    if (csv_spec_read(env, options(env, data[0]), &spec) &&
        csv_decode(env, &bytes, STR("x.csv"), &spec, &c.encoding)) {
        c.src = source_new(env->arena, STR("x.csv"), bytes);
        c.end = bytes.len;
        Dataset *t =
            csv_layout_find(&c) && csv_survey(&c) ? csv_fill(&c) : NULL;
        if (t) {
            Value rows = dataset_rows(t, (Span){ 0 });
            Buf out = { 0 };
            json_write(&out, &rows, false);
            buf_free(&out);
        }
    }
    arena_free(c.cell_arena);
    env_free(env);
    return 0;
}
