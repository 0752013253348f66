/*
 * cover.c - the first page, in the three looks an agency may choose.
 *
 * Colour fields and logos are anchored to the page, the words are paragraphs:
 * title and lines stay text that people change.
 */

#include "docx/parts.h"

#include <math.h>

/* What the look decides; the same places as on the PDF's cover. */
typedef struct {
    Rect field; /* in the brand's colour; nothing if it has no height */
    double text_x_pt, text_width_pt;
    double title_y_pt; /* top of the title */
    Color title_color, under_color;
    double lines_y_pt; /* of client and period; 0: below the title */
    bool has_rule;
} CoverPlan;

static double text_lines(const Docx *d, Str text, TextRole role, double width)
{
    double wide =
        text_width_pt(d->t->book, text, style_setting(&d->t->text[role], 0));

    /* lines break at words, so that they hold a little less */
    return text.len ? ceil(wide * 1.08 / width) : 0;
}

static double text_height(const Docx *d, Str text, TextRole role, double width)
{
    return text_lines(d, text, role, width) * d->t->text[role].leading_pt;
}

static double columns_width(const PageGrid *g, int count)
{
    double room = g->paper.width_pt - g->left_pt - g->right_pt;
    double one = (room - (g->columns - 1) * g->gutter_pt) / g->columns;

    return one * count + g->gutter_pt * (count - 1);
}

static CoverPlan plan_cover(const Docx *d, const Cover *c)
{
    const PageGrid *g = &d->t->page;
    const Palette *p = &d->t->colors;
    double height = g->paper.height_pt;
    double room = g->paper.width_pt - g->left_pt - g->right_pt;
    CoverPlan plan = { .text_x_pt = g->left_pt,
                       .text_width_pt = room,
                       .title_y_pt = height * 0.30,
                       .title_color = p->ink,
                       .under_color = p->ink_2,
                       .has_rule = true };
    double band = g->left_pt + columns_width(g, 3);

    if (d->r->brand.cover == COVER_BAND) {
        plan.field =
            (Rect){ d->rtl ? g->paper.width_pt - band : 0, 0, band, height };
        plan.text_x_pt = g->left_pt + columns_width(g, 4) + g->gutter_pt;
        plan.text_width_pt = g->paper.width_pt - g->right_pt - plan.text_x_pt;
        plan.title_y_pt = height * 0.38;
        plan.has_rule = false;
    } else if (d->r->brand.cover == COVER_FIELD) {
        double foot = height * 0.58;
        plan.field = (Rect){ 0, 0, g->paper.width_pt, foot };
        plan.title_y_pt =
            foot - 49 - text_height(d, c->title, TEXT_COVER_TITLE, room) -
            text_height(d, c->subtitle, TEXT_COVER_SUBTITLE, room);
        plan.title_color = plan.under_color = p->on_brand;
        plan.lines_y_pt = foot + 42;
        plan.has_rule = false;
    }
    return plan;
}

/* ---- Fields and logos
 * --------------------------------------------------------- */

static void color_field(Docx *d, Rect place, Color color)
{
    Frame f = { .size = { 4, 4 } };

    frame_add_rect(d->a, &f, 0, (Rect){ 0, 0, 4, 4 }, color);
    Drawing drawing = drawing_of_frame(d->a, &f);
    picture_anchored(d, drawing_ref(d, &drawing), place, (Str){ 0 }, true);
}

static Size within(Size natural, double width, double height)
{
    double scale = fmin(width / natural.width_pt, height / natural.height_pt);

    return (Size){ natural.width_pt * scale, natural.height_pt * scale };
}

static void agency_logo(Docx *d, const CoverPlan *p)
{
    const Brand *b = &d->r->brand;
    const PageGrid *g = &d->t->page;
    bool on_dark = p->field.height_pt > 0 && d->t->colors.on_brand.red > 127;
    const Picture *logo =
        on_dark && b->logo_on_dark ? b->logo_on_dark : b->logo;
    if (!logo)
        return;
    Size size = within(picture_size(logo), 105, 28);
    double x =
        d->rtl ? g->paper.width_pt - g->left_pt - size.width_pt : g->left_pt;

    /* a logo made for white stands on white */
    if (on_dark && !b->logo_on_dark)
        color_field(
            d, (Rect){ x - 7, 49, size.width_pt + 14, size.height_pt + 14 },
            d->t->colors.paper);
    picture_anchored(d, picture_ref(d, logo),
                     (Rect){ x, 56, size.width_pt, size.height_pt },
                     b->logo_alt, false);
}

static void client_logo(Docx *d, const Cover *c)
{
    const PageGrid *g = &d->t->page;

    if (!c->client_logo)
        return;
    Size size = within(picture_size(c->client_logo), 112, 42);
    picture_anchored(
        d, picture_ref(d, c->client_logo),
        (Rect){ d->rtl ? g->left_pt
                       : g->paper.width_pt - g->right_pt - size.width_pt,
                g->paper.height_pt - 56 - size.height_pt, size.width_pt,
                size.height_pt },
        c->client_logo_alt, false);
}

/* ---- Words
 * --------------------------------------------------------------------- */

static void line(Docx *d, const CoverPlan *p, StyleId style, Str text,
                 Color color, double before_pt)
{
    ParaSpec spec = para_spec(style);
    Look look = { .has_color = true, .color = color };

    if (!text.len)
        return;
    spec.left_pt = p->text_x_pt - d->t->page.left_pt;
    spec.before_pt = before_pt;
    para_open(d, &spec);
    run_text(d, text, &look);
    para_close(d);
}

/* Everything that is anchored hangs on one paragraph of no height. */
static void anchors(Docx *d, const CoverPlan *p, const Cover *c)
{
    ParaSpec spec = para_spec(STYLE_SPACER);

    para_open(d, &spec);
    if (p->field.height_pt > 0)
        color_field(d, p->field, d->t->colors.brand);
    if (p->has_rule)
        color_field(d, (Rect){ p->text_x_pt, p->title_y_pt - 24.5, 56, 4 },
                    d->t->colors.accent);
    agency_logo(d, p);
    client_logo(d, c);
    para_close(d);
}

void cover_write(Docx *d, const Cover *c)
{
    CoverPlan p = plan_cover(d, c);
    const Str lines[] = { c->period, c->date, c->prepared_by, c->version,
                          c->confidentiality };
    double gap = 35;

    if (d->next_heading || d->cover_open)
        section_break(d, d->grid, d->cover_open);
    anchors(d, &p, c);
    line(d, &p, STYLE_TITLE, c->title, p.title_color,
         p.title_y_pt - d->t->page.top_pt - 1);
    line(d, &p, STYLE_SUBTITLE, c->subtitle, p.under_color, 7);
    if (p.lines_y_pt > 0)
        gap = p.lines_y_pt - p.field.height_pt + 42;
    line(d, &p, STYLE_SUBTITLE, c->client_name, d->t->colors.ink, gap);
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        line(d, &p, STYLE_COVER, lines[i], d->t->colors.ink_2, i ? 0 : 14);
    d->cover_open = true;
}
