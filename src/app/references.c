/* references.c - what is taken of an agency's Word and PowerPoint files. */

#include "app/app.h"

#include "pptx/pptx.h"
#include "style/style.h"
#include "template/template.h"

/* One row a format that takes styles or masters from a file of the house. */
static const struct {
    bool (*report)(Env *env, const Brand *brand, Buf *out);
} FORMATS[] = {
    { docx_reference_report },
    { pptx_reference_report },
};

bool references_print(Env *env, const Brand *brand)
{
    Buf text = { 0 };
    bool ok = true;

    for (size_t i = 0; i < COUNT_OF(FORMATS); i++)
        ok &= FORMATS[i].report(env, brand, &text);
    if (ok && text.len)
        fwrite(text.at, 1, text.len, stdout);
    buf_free(&text);
    return ok;
}

/* An agency alone: its brand, its theme, its references. */
void agency_check(Env *env, const CommandLine *o)
{
    const Agency *agency = agency_load(env, o->job.agency_name);
    Brand brand;

    if (!agency || !brand_read(env, agency->brand, agency->settings,
                               agency->folder, &brand))
        return;
    references_apply(&o->job, &brand);
    Locale *locale = locale_open(env, STR("en-GB"), STR("GBP"), (Span){ 0 });
    Theme *theme = locale ? theme_new(env, &brand, locale) : NULL;
    if (theme && references_print(env, &brand) && o->voice != VOICE_QUIET)
        printf("checked: %zu warning%s\n", env->diags->warning_count,
               env->diags->warning_count == 1 ? "" : "s");
    theme_close(theme);
    locale_close(locale);
}
