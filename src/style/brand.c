/* brand.c - _brand.yml and agency.yaml into a Brand. */

#include "style/brand.h"

/* ---- _brand.yml, by the open convention of that name --------------------- */

/* Keys without use here are listed too: a brand file serves other programs. */
static const char *const brand_keys[] = { "meta",       "logo",     "color",
                                          "typography", "defaults", NULL };

static void meta_read(BrandReader *r, const Value *brand)
{
    static const char *const keys[] = { "name", "link", NULL };
    static const char *const names[] = { "full", "short", NULL };
    const Value *meta = section_find(r, brand, "meta", keys);
    const Value *name = given(meta, "name");

    if (!name)
        return;
    if (name->kind != VALUE_MAP) {
        text_read(r, meta, "name", &r->out->name);
        return;
    }
    keys_check(r, name, "'name'", names);
    text_read(r, name, "short", &r->out->name);
    text_read(r, name, "full", &r->out->name);
}

/* All of them are checked, whether a report wears them or not. */
static void palette_check(BrandReader *r)
{
    Color unused;

    for (size_t i = 0; r->palette && i < r->palette->as.map.len; i++)
        color_value(r, &r->palette->as.map.at[i].value, &unused);
}

static void colors_read(BrandReader *r, const Value *brand)
{
    static const char *const keys[] = { "palette",  "primary",    "secondary",
                                        "tertiary", "foreground", "background",
                                        "success",  "info",       "warning",
                                        "danger",   "light",      "dark",
                                        "link",     NULL };
    const Value *v = section_find(r, brand, "color", keys);
    const Value *palette = given(v, "palette");
    Brand *b = r->out;

    if (!v)
        return;
    if (palette && palette->kind == VALUE_MAP)
        r->palette = palette;
    else if (palette)
        diag_error(r->env->diags, palette->span,
                   "expected a map of names and colours for 'palette', found "
                   "%s",
                   value_kind_name(palette))
            ->code = "brand/type";
    palette_check(r);
    b->has_primary = color_read(r, v, "primary", &b->primary);
    b->has_secondary = color_read(r, v, "secondary", &b->secondary);
    if (b->has_primary)
        b->at = value_at(v, "primary")->span;
    for (size_t i = 3; keys[i]; i++)
        color_read(r, v, keys[i], &(Color){ 0 });
}

static void brand_file_read(BrandReader *r, const Value *brand)
{
    keys_check(r, brand, "the brand", brand_keys);
    meta_read(r, brand);
    colors_read(r, brand);
    logo_read(r, brand);
    typography_read(r, brand);
}

/* ---- agency.yaml --------------------------------------------------------- */

/*
 * `locale`, `settings`, `metrics`, `rules`, `wording` and legal.confidentiality
 * are eval's: they say how a report is written, not how it looks.
 */
static const char *const agency_keys[] = {
    "name",    "contact",  "locale",       "legal",     "layout",
    "chart",   "settings", "strict_brand", "reference", "wording",
    "layouts", "metrics",  "rules",        NULL
};

static void legal_read(BrandReader *r, const Value *agency)
{
    static const char *const keys[] = { "footer_short", "disclaimer",
                                        "confidentiality", "copyright", NULL };
    const Value *v = section_find(r, agency, "legal", keys);
    Brand *b = r->out;
    Str copyright = { 0 };
    Str unused = { 0 };

    if (!v)
        return;
    text_read(r, v, "footer_short", &b->footer);
    text_read(r, v, "disclaimer", &b->disclaimer);
    text_read(r, v, "confidentiality", &unused);
    text_read(r, v, "copyright", &copyright);
    if (!copyright.len)
        return;
    Str parts[] = { b->disclaimer, copyright };
    b->disclaimer = b->disclaimer.len
                        ? str_join(r->env->arena, parts, 2, STR("\n\n"))
                        : copyright;
}

static void layout_read(BrandReader *r, const Value *agency)
{
    static const char *const keys[] = { "cover",     "density", "page",
                                        "body_size", "margins", NULL };
    static const char *const covers[] = { "band", "field", "plain", NULL };
    static const char *const papers[] = { "A4", "Letter", NULL };
    static const char *const densities[] = { "normal", "compact", "roomy",
                                             NULL };
    const Value *v = section_find(r, agency, "layout", keys);

    if (!v)
        return;
    word_read(r, v, "cover", covers, &r->out->cover);
    word_read(r, v, "page", papers, &r->out->paper);
    word_read(r, v, "density", densities, &r->out->density);
    length_read(r, v, "body_size", (LengthLimits){ 9, 12 }, &r->out->body_pt);
    length_read(r, v, "margins", (LengthLimits){ 40, 85 }, &r->out->margin_pt);
}

/* "auto", or a list of at most eight. */
static void chart_read(BrandReader *r, const Value *agency)
{
    static const char *const keys[] = { "palette", NULL };
    const Value *chart = section_find(r, agency, "chart", keys);
    const Value *v = given(chart, "palette");
    Brand *b = r->out;

    if (!v || (v->kind == VALUE_TEXT && str_is(v->as.text, "auto")))
        return;
    if (v->kind != VALUE_LIST || v->as.list.len > COUNT_OF(b->palette)) {
        diag_error(r->env->diags, v->span,
                   "expected 'auto' or a list of at most %zu colours for "
                   "'palette', found %s",
                   COUNT_OF(b->palette), value_kind_name(v))
            ->code = "brand/type";
        return;
    }
    for (size_t i = 0; i < v->as.list.len; i++) {
        if (color_value(r, &v->as.list.at[i], &b->palette[b->palette_count]))
            b->palette_count++;
    }
}

/* Kinds of slides, each with the name of a layout in reference.pptx. */
static void slide_layouts_read(BrandReader *r, const Value *agency)
{
    const char *keys[SLIDE_KIND_COUNT] = { NULL };
    const Value *v;

    for (int kind = 1; kind < SLIDE_KIND_COUNT; kind++)
        keys[kind - 1] = slide_kind_word((SlideKind)kind);
    v = section_find(r, agency, "layouts", keys);
    if (!v)
        return;
    r->out->slide_layouts_at = v->span;
    for (int kind = 1; kind < SLIDE_KIND_COUNT; kind++)
        text_read(r, v, keys[kind - 1], &r->out->slide_layouts[kind]);
}

static void agency_file_read(BrandReader *r, const Value *agency)
{
    Str unused = { 0 };

    keys_check(r, agency, "the agency", agency_keys);
    text_read(r, agency, "name", &r->out->name);
    text_read(r, agency, "contact", &r->out->contact);
    text_read(r, agency, "locale", &unused);
    flag_read(r, agency, "strict_brand", &r->out->strict);
    references_read(r, agency);
    legal_read(r, agency);
    layout_read(r, agency);
    chart_read(r, agency);
    slide_layouts_read(r, agency);
}

/* ---- Both ---------------------------------------------------------------- */

/* An empty file is null, and says nothing; anything else must be a map. */
static const Value *root_map(Env *env, const Value *v, const char *what)
{
    if (!v || v->kind == VALUE_NULL || v->kind == VALUE_MAP)
        return v && v->kind == VALUE_MAP ? v : NULL;
    diag_error(env->diags, v->span, "expected a map in %s, found %s", what,
               value_kind_name(v))
        ->code = "brand/type";
    return NULL;
}

bool brand_read(Env *env, const Value *brand, const Value *agency, Str folder,
                Brand *out)
{
    BrandReader r = { .env = env, .folder = folder, .out = out };
    size_t before = env->diags->error_count;

    *out = (Brand){ 0 };
    brand = root_map(env, brand, "the brand's file");
    agency = root_map(env, agency, "the agency's file");
    if (brand) {
        out->at = brand->span;
        brand_file_read(&r, brand);
    }
    references_find(&r);
    if (agency)
        agency_file_read(&r, agency);
    if (!out->logo_alt.len)
        out->logo_alt = out->name;
    return env->diags->error_count == before;
}
