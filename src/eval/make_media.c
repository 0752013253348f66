/* make_media.c - pictures and the cover. */

#include "eval/maker.h"

#include "eval/explain.h"
#include "io/io.h"

/* ---- Pictures ------------------------------------------------------------ */

const Picture *picture_named(Maker *k, Str name, const Source *beside, Span at)
{
    Str folder = beside ? path_folder(k->a, beside->path) : STR(".");
    Str path;

    if (!path_inside(k->env, folder, name, at, &path)) {
        k->m.failed = true;
        return NULL;
    }
    const Picture *p = picture_load(k->env, path, at);
    if (!p)
        k->m.failed = true;
    return p;
}

static double points_of(Str s)
{
    static const struct {
        const char *unit;
        double points;
    } units[] = {
        { "pt", 1 }, { "mm", 72 / 25.4 }, { "cm", 72 / 2.54 }, { "in", 72 }
    };
    Decimal d;

    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (str_ends(s, str_of(units[i].unit)) &&
            decimal_parse(str_slice(s, 0, s.len - 2), &d))
            return decimal_to_double(d) * units[i].points;
    return 0;
}

static uint8_t align_of(Str word)
{
    return str_is(word, "right")    ? ALIGN_RIGHT
           : str_is(word, "center") ? ALIGN_CENTER
                                    : ALIGN_LEFT;
}

Made make_image(Maker *k, const TemplateBlock *b, Block *out)
{
    ImageBlock *i = &out->as.image;
    Str name = text_plain(k, b->subject.as.text);

    out->kind = BLOCK_IMAGE;
    i->alt = alt_cut(k->a, option_plain(k, &b->options, "alt"));
    i->caption = option_runs(k, &b->options, "caption");
    i->width_pt = points_of(option_word(&b->options, "width"));
    i->align = align_of(option_word(&b->options, "align"));
    if (!k->m.failed)
        i->picture = picture_named(k, name, k->t->src, b->subject.at);
    if (i->caption.len && !k->m.failed)
        i->number = next_number(k, false);
    return made_so_far(k);
}

/* ---- Cover --------------------------------------------------------------- */

static Str text_path(const Maker *k, const char *path)
{
    const Value *v = value_path(k->data, path);
    return v && v->kind == VALUE_TEXT ? v->as.text : STR("");
}

/* "Dana Reyes, Account Director; Tom Okafor, Media Lead" */
static Str people(Maker *k)
{
    const Value *list = value_path(k->data, "report.prepared_by");
    StrList out = { 0 };

    if (list && list->kind == VALUE_TEXT)
        return list->as.text;
    for (size_t i = 0;
         list && list->kind == VALUE_LIST && i < list->as.list.len; i++) {
        const Value *name = value_at(&list->as.list.at[i], "name");
        const Value *role = value_at(&list->as.list.at[i], "role");
        if (!name || name->kind != VALUE_TEXT)
            continue;
        *list_add(k->a, &out) =
            role && role->kind == VALUE_TEXT
                ? str_format(k->a, "%.*s, %.*s", STR_ARG(name->as.text),
                             STR_ARG(role->as.text))
                : name->as.text;
    }
    return str_join(k->a, out.at, out.len, STR("; "));
}

/* "Version 2 · Draft" */
static Str version(Maker *k)
{
    const Value *v = value_path(k->data, "report.version");
    Str out = v && (v->kind == VALUE_NUMBER || v->kind == VALUE_TEXT)
                  ? word_with(k, "version", "n", value_print(&k->m, *v))
                  : STR("");

    if (!k->report->watermark.len)
        return out;
    return out.len ? str_format(k->a, "%.*s \xC2\xB7 %.*s", STR_ARG(out),
                                STR_ARG(k->report->watermark))
                   : k->report->watermark;
}

static Str date_of_report(Maker *k)
{
    Date d;

    if (!date_parse(k->report->created, &d))
        return STR("");
    return date_format(k->locale, k->a, d, STR("long"));
}

static Str confidentiality(const Maker *k)
{
    const Value *v =
        k->agency && k->agency->settings
            ? value_path(k->agency->settings, "legal.confidentiality")
            : NULL;
    Str own = text_path(k, "report.confidentiality");

    return own.len ? own : v && v->kind == VALUE_TEXT ? v->as.text : STR("");
}

/* A file that is not there; whether a name may be followed at all is for
 * path_inside() to say. */
static bool is_missing_file(Maker *k, const Value *name)
{
    Str folder =
        name->span.src ? path_folder(k->a, name->span.src->path) : STR(".");
    Str s = name->as.text;

    return !str_starts(s, STR("/")) && str_find(s, STR("..")) == s.len &&
           !file_exists(
               str_format(k->a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(s)));
}

/* A report without the client's logo is better than none. */
static void logo_missing(Maker *k, const Value *logo)
{
    diag_warning(k->env->diags, logo->span,
                 "client.logo: cannot find '%.*s'; the client's name stands "
                 "alone",
                 STR_ARG(logo->as.text))
        ->code = "data/logo";
    *list_add(k->a, &k->notes) =
        (DataNote){ word_with(k, "no_logo", "file", logo->as.text),
                    logo->span };
}

enum { LOGO_PIXELS = 1600 /* a logo is drawn a few centimetres wide */ };

static void client_logo(Maker *k, const TemplateBlock *b, const Options *o,
                        Cover *c)
{
    const Value *logo = value_path(k->data, "client.logo");
    Str file = text_path(k, "client.logo");
    Str named = o ? option_plain(k, o, "image") : STR("");

    if (k->m.failed)
        return;
    if (named.len && !str_equal(named, file))
        c->client_logo = picture_named(k, named, k->t->src, b->at);
    else if (file.len && is_missing_file(k, logo))
        logo_missing(k, logo);
    else if (file.len)
        c->client_logo = picture_named(k, file, logo->span.src, logo->span);
    c->client_logo = picture_reduced(k->env, c->client_logo, LOGO_PIXELS);
    c->client_logo_alt = o ? option_plain(k, o, "alt") : STR("");
    if (!c->client_logo_alt.len)
        c->client_logo_alt =
            word_with(k, "logo_of", "who", text_path(k, "client.name"));
}

static Str given(Maker *k, const Options *o, const char *key, Str otherwise)
{
    Str out = o && !k->m.failed ? option_plain(k, o, key) : STR("");
    return out.len ? out : otherwise;
}

Made make_cover(Maker *k, const TemplateBlock *b, Block *out)
{
    const Options *o = b->has_subject ? &b->subject.as.map : NULL;
    Cover *c = arena_make(k->a, Cover);

    out->kind = BLOCK_COVER;
    out->as.cover = c;
    c->title = given(k, o, "title", k->report->title);
    c->subtitle = given(k, o, "subtitle", STR(""));
    c->client_name = given(k, o, "client", text_path(k, "client.name"));
    c->period = given(k, o, "period", text_path(k, "period.range"));
    c->date = given(k, o, "date", date_of_report(k));
    c->version = given(k, o, "version", version(k));
    c->prepared_by = given(k, o, "prepared_by", people(k));
    c->confidentiality = given(k, o, "confidentiality", confidentiality(k));
    explain_fields(&k->m, c->date, value_at(k->data, "report"),
                   (const char *const[]){ "as_of", NULL });
    explain_fields(&k->m, c->version, value_at(k->data, "report"),
                   (const char *const[]){ "version", NULL });
    client_logo(k, b, o, c);
    return made_so_far(k);
}
