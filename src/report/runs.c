/* runs.c - running text. */

#include "report/report.h"

Runs runs_of(Arena *a, Str text)
{
    Run *run = arena_make(a, Run);

    run->text = text;
    return (Runs){ run, text.len ? 1 : 0 };
}

Str runs_text(Arena *a, Runs runs)
{
    Str *parts = arena_make_array(a, Str, runs.len);

    if (runs.len == 1)
        return runs.at[0].text;
    for (size_t i = 0; i < runs.len; i++)
        parts[i] = runs.at[i].text;
    return str_join(a, parts, runs.len, STR(""));
}
