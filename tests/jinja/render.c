/*
 * render.c - renders the cases of the comparison with Jinja2.
 *
 *     render cases.json
 *
 * The file is a list of {"template": text, "data": map}; out comes a list of
 * {"ok": true, "text": ...} or {"ok": false, "error": ...}.
 */
#include "data/data.h"
#include "eval/machine.h"

#include <stdio.h>

static Str first_error(const DiagList *ds)
{
    return ds->list.len ? ds->list.at[0].message : STR("no reason given");
}

static Value render_case(Env *env, Locale *locale, const Value *c)
{
    const Value *template = value_at(c, "template");
    const Value *data = value_at(c, "data");
    const Value empty = value_map(NULL, 0);
    MemberList out = { 0 };
    Machine m;
    TextParts parts = { 0 };
    Buf text = { 0 };

    env->diags->list.len = 0;
    env->diags->error_count = 0;
    machine_begin(&m, env, locale, data ? data : &empty);
    const Text *t = text_compile(env, template->as.text, (Span){ 0 });
    bool ok = t && text_render(&m, t, &parts);
    for (size_t i = 0; i < parts.len; i++)
        buf_add_str(&text, parts.at[i].text);
    map_put(env->arena, &out, "ok", value_bool(ok));
    map_put(env->arena, &out, ok ? "text" : "error",
            value_text(ok ? buf_copy(env->arena, &text)
                          : first_error(env->diags)));
    buf_free(&text);
    return value_map(out.at, out.len);
}

int main(int argc, char **argv)
{
    Env *env = env_new();
    Locale *locale = locale_open(env, STR("en-US"), STR("USD"), (Span){ 0 });
    const Value *cases =
        argc == 2 ? data_load_file(env, str_of(argv[1]), (Span){ 0 }) : NULL;
    ValueList out = { 0 };
    Buf text = { 0 };

    if (!cases || cases->kind != VALUE_LIST || !locale) {
        diags_print(env->diags, stderr);
        fputs("usage: render cases.json\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < cases->as.list.len; i++)
        *list_add(env->arena, &out) =
            render_case(env, locale, &cases->as.list.at[i]);
    Value list = value_list(out.at, out.len);
    json_write(&text, &list, false);
    fwrite(text.at, 1, text.len, stdout);
    buf_free(&text);
    locale_close(locale);
    env_free(env);
    return 0;
}
