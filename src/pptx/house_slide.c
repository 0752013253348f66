/* house_slide.c - words in the house's own placeholders of a slide. */

#include "pptx/parts.h"

#include <math.h>

/* Type of the foot where the house does not say; and the smallest. */
#define FOOT_PT 10.0
#define FOOT_LEAST_PT 7.0
#define LINE 1.2

static void text_open(Pptx *p, const Holder *place, const char *name)
{
    ShapeSpec s = {
        .name = name, .type = place->type, .idx = place->idx, .inherits = true
    };

    shape_open(p, &s);
    xml_open(&p->x, "p:txBody");
    xml_raw(&p->x, "<a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>");
}

static void text_close(Pptx *p)
{
    xml_close(&p->x); /* p:txBody */
    xml_close(&p->x);
}

/* ---- The cover ----------------------------------------------------------- */

#define SUBTITLE_PT 20.0
#define FACT_PT 14.0
/* Of their size; below it they are joined in a line. */
#define LEAST_SHARE 0.65

static double width_of(const Pptx *p, Str text, double size_pt)
{
    TextSetting setting = style_setting(&p->t->text[TEXT_BODY], 0);

    setting.size_pt = size_pt * p->body_width;
    return text_width_pt(p->t->book, text, setting);
}

static double lines_of(const Pptx *p, Str text, double size_pt, double width_pt)
{
    return text.len ? fmax(1, ceil(width_of(p, text, size_pt) / width_pt)) : 0;
}

static double height_of(const Pptx *p, Str subtitle, const StrList *facts,
                        double share, double width_pt)
{
    double fact = FACT_PT * share, first = SUBTITLE_PT * share;
    double sum = lines_of(p, subtitle, first, width_pt) * first * LINE;

    for (size_t i = 0; i < facts->len; i++)
        sum += lines_of(p, facts->at[i], fact, width_pt) * fact * LINE;
    return sum;
}

static void line_write(Pptx *p, Str text, double size_pt)
{
    Xml *x = &p->x;

    xml_open(x, "a:p");
    xml_open(x, "a:pPr");
    if (p->rtl)
        xml_attr(x, "rtl", "1");
    xml_raw(x, "<a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc><a:spcBef>"
               "<a:spcPts val=\"0\"/></a:spcBef>");
    xml_close(x);
    house_run(p, text, size_pt);
    xml_close(x);
}

/* The subtitle, and who it is for, of when and by whom, below it. */
void house_subtitle(Pptx *p, const FittedSlide *s, const Cover *cover)
{
    Rect at = s->places.subtitle;
    StrList facts = cover ? cover_facts(p->a, cover) : (StrList){ 0 };
    double share = 1;

    if (!s->subtitle.len && !facts.len)
        return;
    while (share > LEAST_SHARE &&
           height_of(p, s->subtitle, &facts, share, at.width_pt) > at.height_pt)
        share -= 0.05;
    if (height_of(p, s->subtitle, &facts, share, at.width_pt) > at.height_pt) {
        Str all = str_join(p->a, facts.at, facts.len, STR("  ·  "));
        facts = (StrList){ 0 };
        *list_add(p->a, &facts) = all;
    }
    text_open(p, &p->holders[s->kind].subtitle, "Subtitle");
    if (s->subtitle.len)
        line_write(p, s->subtitle, SUBTITLE_PT * share);
    for (size_t i = 0; i < facts.len; i++)
        line_write(p, facts.at[i], FACT_PT * share);
    text_close(p);
}

/* ---- The foot ------------------------------------------------------------ */

/* As much of the footer as its place holds, at the size returned. */
static double footer_fit(Pptx *p, Str *footer, const Holder *place)
{
    double room = place->width_pt, size = fmax(place->size_pt, 0);

    size = size > 0 ? size : FOOT_PT;
    if (width_of(p, *footer, size) <= room)
        return 0;
    if (p->r->brand.name.len)
        *footer = p->r->brand.name;
    while (size > FOOT_LEAST_PT && width_of(p, *footer, size) > room)
        size -= 0.5;
    return size;
}

void house_foot(Pptx *p, const FittedSlide *s, size_t index)
{
    const LayoutPlaces *h = &p->holders[s->kind];
    Str footer = slide_footer(p->a, p->r);
    Xml *x = &p->x;

    if (h->footer.type && footer.len) {
        double size = footer_fit(p, &footer, &h->footer);
        house_text(p, &h->footer, "Footer", footer, size);
    }
    if (!h->number.type)
        return;
    text_open(p, &h->number, "Slide number");
    xml_open(x, "a:p");
    xml_raw(x, "<a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" "
               "type=\"slidenum\">");
    xml_leaf_str(x, "a:rPr", "lang", p->r->lang);
    xml_element(x, "a:t", str_format(p->a, "%zu", index + 1));
    xml_raw(x, "</a:fld>");
    xml_close(x);
    text_close(p);
}

/* ---- Words --------------------------------------------------------------- */

void house_run(Pptx *p, Str text, double size_pt)
{
    Xml *x = &p->x;

    xml_open(x, "a:r");
    xml_open(x, "a:rPr");
    xml_attr_str(x, "lang", p->r->lang);
    if (size_pt > 0)
        xml_attr_int(x, "sz", lround(size_pt * p->emu_per_pt / 127));
    xml_close(x);
    xml_element(x, "a:t", text);
    xml_close(x);
}

void house_text(Pptx *p, const Holder *place, const char *name, Str text,
                double size_pt)
{
    text_open(p, place, name);
    xml_open(&p->x, "a:p");
    if (p->rtl)
        xml_leaf(&p->x, "a:pPr", "rtl", "1");
    house_run(p, text, size_pt);
    xml_close(&p->x);
    text_close(p);
}
