/*
 * house_match.c - the house's layout for each kind of slide: the one that the
 * agency names, or the one of that name, of that type, with such placeholders,
 * or else the next best.
 */

#include "pptx/house.h"

/* ---- Names --------------------------------------------------------------- */

/* What layouts are called, here and in Office of other languages; in small
 * letters, without spaces and marks. */
static const char *const NAMES[SLIDE_KIND_COUNT][16] = {
    [SLIDE_TITLE] = { "title", "titleslide", "cover", "titelfolie", "titel",
                      "diapositivedetitre", "diapositivadetítulo", "portada",
                      "diapositivatitolo", "slidedetítulo", "titeldia",
                      "slajdtytułowy", "titelbild", "deckblatt" },
    [SLIDE_SECTION] = { "section", "sectionheader", "sectiontitle", "divider",
                        "chapter", "abschnittsüberschrift", "kapitel",
                        "titredesection", "encabezadodesección",
                        "intestazionesezione", "cabeçalhodasecção",
                        "cabeçalhodaseção", "sectiekop", "avsnittsrubrik",
                        "trenner" },
    [SLIDE_AGENDA] = { "agenda", "contents", "tableofcontents", "inhalt",
                       "inhaltsverzeichnis", "sommaire", "índice", "indice",
                       "inhoud", "overview" },
    [SLIDE_KPIS] = { "kpirow", "kpis", "kpi", "keyfigures", "bignumbers",
                     "numbers", "metrics", "kennzahlen", "chiffresclés",
                     "indicadores" },
    [SLIDE_CHART] = { "chart", "titleandchart", "fullchart", "diagramm",
                      "titelunddiagramm", "graphique", "gráfico", "grafico" },
    [SLIDE_CHART_TEXT] = { "chartandtext", "chartandcontent", "charttext",
                           "textandchart", "diagrammundtext" },
    [SLIDE_TWO_CHARTS] = { "twocharts", "2charts", "zweidiagramme" },
    [SLIDE_TWO_CONTENT] = { "twocontent", "twocontents", "twocolumns",
                            "zweiinhalte", "deuxcontenus", "dosobjetos",
                            "duecontenuti", "doisconteúdos", "tweeobjecten",
                            "tvådelar" },
    [SLIDE_CONTENT] = { "content", "titleandcontent", "titelundinhalt",
                        "titreetcontenu", "títuloyobjetos", "titoloecontenuto",
                        "títuloeconteúdo", "titeleninhoud", "tytułizawartość",
                        "rubrikochinnehåll", "text", "body" },
    [SLIDE_TABLE] = { "table", "titleandtable", "tabelle", "titelundtabelle",
                      "tableau", "tabla", "tabella" },
    [SLIDE_COMPARISON] = { "comparison", "vergleich", "comparaison",
                           "comparación", "confronto", "comparação",
                           "vergelijking", "porównanie", "jämförelse" },
    [SLIDE_QUOTE] = { "quote", "zitat", "citation", "cita", "citazione",
                      "citaat", "statement" },
    [SLIDE_CLOSING] = { "closing", "end", "endslide", "thankyou", "thanks",
                        "contact", "schluss", "abschluss", "danke", "kontakt",
                        "merci", "fin", "gracias", "grazie" },
    [SLIDE_BLANK] = { "blank", "leer", "vide", "enblanco", "vuota", "embranco",
                      "leeg", "pusty", "titleonly", "nurtitel" },
};

/* Small letters; the same for the two-byte letters of Latin-1. */
static Str folded(Arena *a, Str name)
{
    Buf out = { 0 };
    size_t from = 0;

    while (from < name.len && name.at[from] >= '0' && name.at[from] <= '9')
        from++; /* PowerPoint's own "1_" before a name that was there already */
    if (!from || from >= name.len || name.at[from] != '_')
        from = 0;
    for (size_t i = from; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        unsigned char before = i ? (unsigned char)name.at[i - 1] : 0;
        if (c >= 'A' && c <= 'Z')
            c |= 0x20;
        else if (before == 0xC3 && c >= 0x80 && c <= 0x9E)
            c |= 0x20;
        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            buf_add_char(&out, (char)c);
    }
    Str text = buf_copy(a, &out);
    buf_free(&out);
    return text;
}

static bool is_called(House *h, const HouseLayout *l, SlideKind kind)
{
    Str name = folded(h->a, l->name);

    for (size_t i = 0; i < COUNT_OF(NAMES[kind]) && NAMES[kind][i]; i++)
        if (str_is(name, NAMES[kind][i]))
            return true;
    return false;
}

/* ---- Types and placeholders ---------------------------------------------- */

static const char *const TYPES[SLIDE_KIND_COUNT][3] = {
    [SLIDE_TITLE] = { "title" },
    [SLIDE_SECTION] = { "secHead" },
    [SLIDE_CHART] = { "chart" },
    [SLIDE_CHART_TEXT] = { "chartAndTx", "txAndChart" },
    [SLIDE_TWO_CONTENT] = { "twoObj" },
    [SLIDE_CONTENT] = { "obj", "tx" },
    [SLIDE_TABLE] = { "tbl" },
    [SLIDE_COMPARISON] = { "twoTxTwoObj" },
    [SLIDE_BLANK] = { "titleOnly" },
};

static const HousePlace *title_of(const HouseLayout *l)
{
    const HousePlace *p = house_place(l, "title");

    return p ? p : house_place(l, "ctrTitle");
}

/* Words that run upward, or no title: nothing for us. */
static bool is_usable(const HouseLayout *l)
{
    return title_of(l) && !str_starts(l->type, STR("vert"));
}

static bool has_type(const HouseLayout *l, SlideKind kind)
{
    for (size_t i = 0; i < COUNT_OF(TYPES[kind]) && TYPES[kind][i]; i++)
        if (str_is(l->type, TYPES[kind][i]))
            return true;
    return false;
}

static bool is_opener(SlideKind kind)
{
    return kind == SLIDE_TITLE || kind == SLIDE_SECTION;
}

static bool has_places_for(const HouseLayout *l, SlideKind kind)
{
    const HousePlace *slots[SLIDE_SLOTS + 1];
    size_t count = house_slots(l, slots, COUNT_OF(slots));

    if (is_opener(kind) || house_place(l, "ctrTitle"))
        return kind == SLIDE_TITLE && house_place(l, "ctrTitle");
    return kind != SLIDE_CLOSING && !str_is(l->type, "secHead") &&
           count == slide_geometry(kind).slot_count;
}

/* ---- Choosing ------------------------------------------------------------ */

/* Whose layout serves where there is none of its own. */
static const SlideKind INSTEAD[SLIDE_KIND_COUNT] = {
    [SLIDE_SECTION] = SLIDE_TITLE,
    [SLIDE_AGENDA] = SLIDE_CONTENT,
    [SLIDE_KPIS] = SLIDE_CONTENT,
    [SLIDE_CHART] = SLIDE_CONTENT,
    [SLIDE_CHART_TEXT] = SLIDE_TWO_CONTENT,
    [SLIDE_TWO_CHARTS] = SLIDE_TWO_CONTENT,
    [SLIDE_TWO_CONTENT] = SLIDE_CONTENT,
    [SLIDE_TABLE] = SLIDE_CONTENT,
    [SLIDE_COMPARISON] = SLIDE_TWO_CONTENT,
    [SLIDE_QUOTE] = SLIDE_CONTENT,
    [SLIDE_CLOSING] = SLIDE_CONTENT,
    [SLIDE_BLANK] = SLIDE_CONTENT,
};

typedef bool Test(House *h, const HouseLayout *l, SlideKind kind);

static bool by_name(House *h, const HouseLayout *l, SlideKind kind)
{
    return is_called(h, l, kind);
}

static bool by_type(House *h, const HouseLayout *l, SlideKind kind)
{
    (void)h;
    return has_type(l, kind);
}

static bool by_places(House *h, const HouseLayout *l, SlideKind kind)
{
    (void)h;
    return has_places_for(l, kind);
}

static bool any(House *h, const HouseLayout *l, SlideKind kind)
{
    (void)h;
    (void)l;
    (void)kind;
    return true;
}

static bool choose(House *h, SlideKind kind, Test *test, Match match)
{
    for (size_t i = 0; i < h->layouts.len; i++)
        if (is_usable(&h->layouts.at[i]) && test(h, &h->layouts.at[i], kind)) {
            h->chosen[kind] = i;
            h->match[kind] = (uint8_t)match;
            return true;
        }
    return false;
}

static void name_unknown(House *h, Str name, SlideKind kind)
{
    Str *names = arena_make_array(h->a, Str, h->layouts.len);
    Str near;

    for (size_t i = 0; i < h->layouts.len; i++)
        names[i] = h->layouts.at[i].name;
    near = str_nearest(name, names, h->layouts.len);
    Diag *d = diag_error(h->env->diags, h->brand->slide_layouts_at,
                         "%.*s has no layout '%.*s', which '%s' is to have",
                         STR_ARG(h->file->path), STR_ARG(name),
                         slide_kind_word(kind));
    d->code = "pptx/layout";
    d->hint =
        near.len
            ? str_format(h->env->arena, "did you mean '%.*s'?", STR_ARG(near))
            : str_format(
                  h->env->arena, "it has: %.*s",
                  STR_ARG(str_join(h->a, names, h->layouts.len, STR(", "))));
}

/* The layout that the agency wants; false if there is none of that name. */
static bool choose_named(House *h, SlideKind kind, Str name)
{
    for (size_t i = 0; i < h->layouts.len; i++) {
        const HouseLayout *l = &h->layouts.at[i];
        if (!str_equal(folded(h->a, l->name), folded(h->a, name)))
            continue;
        if (!is_usable(l)) {
            diag_error(h->env->diags, h->brand->slide_layouts_at,
                       "the layout '%.*s' has no place for a title",
                       STR_ARG(l->name))
                ->code = "pptx/layout";
            return false;
        }
        h->chosen[kind] = i;
        h->match[kind] = BY_AGENCY;
        return true;
    }
    name_unknown(h, name, kind);
    return false;
}

static bool choose_any(House *h, SlideKind kind)
{
    return choose(h, kind, by_name, BY_NAME) ||
           choose(h, kind, by_type, BY_TYPE) ||
           choose(h, kind, by_places, BY_PLACES);
}

/* Content first: others fall back on it. */
static const SlideKind ORDER[] = {
    SLIDE_TITLE,      SLIDE_CONTENT, SLIDE_TWO_CONTENT, SLIDE_SECTION,
    SLIDE_AGENDA,     SLIDE_KPIS,    SLIDE_CHART,       SLIDE_CHART_TEXT,
    SLIDE_TWO_CHARTS, SLIDE_TABLE,   SLIDE_COMPARISON,  SLIDE_QUOTE,
    SLIDE_CLOSING,    SLIDE_BLANK
};

bool house_match(House *h)
{
    bool ok = true;

    for (size_t i = 0; i < COUNT_OF(ORDER) && ok; i++) {
        SlideKind kind = ORDER[i];
        Str name = h->brand->slide_layouts[kind];
        if (name.len) {
            ok = choose_named(h, kind, name);
        } else if (!choose_any(h, kind)) {
            h->match[kind] = BY_DEFAULT;
            if (INSTEAD[kind])
                h->chosen[kind] = h->chosen[INSTEAD[kind]];
            else
                ok = choose(h, kind, any, BY_DEFAULT);
        }
        if (!ok && !h->env->diags->error_count)
            opc_fault(h->file, NULL, "has no layout with a title");
    }
    if (!ok)
        return false;
    h->places.heading_width = house_font_width(h->heading_font);
    h->places.body_width = house_font_width(h->body_font);
    for (int kind = SLIDE_TITLE; kind < SLIDE_KIND_COUNT; kind++)
        house_fit(h, (SlideKind)kind);
    return true;
}
