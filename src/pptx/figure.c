/* figure.c - charts that PowerPoint draws itself, with their texts. */

#include "pptx/parts.h"

#include <math.h>

/* Height of a text in lines of its role, at this width. */
static double text_height(const Pptx *p, Str text, TextRole role, double scale,
                          double width_pt)
{
    TextSetting setting = style_setting(&p->t->text[role], 0);
    double width = text_width_pt(p->t->book, text, setting) * scale;
    double lines = ceil(width / (width_pt * 0.96));

    return text.len ? fmax(lines, 1) * p->t->text[role].leading_pt * scale : 0;
}

static void text_box(Pptx *p, const char *name, Runs runs, TextRole role,
                     double scale, Rect at)
{
    ShapeSpec s = { .name = name, .at = at };
    TextLook look = look_of(p, role, scale);

    look.after_pt = look.before_pt = 0;
    shape_open(p, &s);
    shape_text_open(p, 0, 0, "t");
    paragraph_runs(p, runs, &look);
    shape_close(p, true);
}

/* Writes `runs` at the top of `rest`, which shrinks by it. */
static void text_on_top(Pptx *p, const char *name, Runs runs, TextRole role,
                        double scale, Rect *rest)
{
    Rect at = *rest;

    if (!runs.len)
        return;
    at.height_pt =
        text_height(p, runs_text(p->a, runs), role, scale, rest->width_pt);
    text_box(p, name, runs, role, scale, at);
    rest->y_pt += at.height_pt + 3.5 * scale;
    rest->height_pt -= at.height_pt + 3.5 * scale;
}

static void native_frame(Pptx *p, const Chart *c, const NativeChart *native,
                         const ShapeSpec *s)
{
    Xml *x = &p->x;
    char id[24];
    Part *part = native_chart_part(
        &p->pkg, p->t, native, "ppt", ++p->chart_count,
        fmax(11, p->t->text[TEXT_CHART].size_pt * SLIDE_SCALE / p->body_width) *
            p->emu_per_pt / 12700);

    (void)c;
    if (!part) {
        p->failed = true;
        return;
    }
    snprintf(id, sizeof id, "rId%u",
             part_relate(&p->pkg, p->part, REL_OFFICE "chart", part));
    xml_open(x, "p:graphicFrame");
    xml_open(x, "p:nvGraphicFramePr");
    shape_names(p, "p:cNvPr", s);
    xml_raw(x, "<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/>"
               "</p:cNvGraphicFramePr>");
    placeholder(p, s);
    xml_close(x);
    xfrm(p, "p:xfrm", s->at);
    xml_close(x);
    xml_raw(x, "<a:graphic><a:graphicData uri=\"http://schemas."
               "openxmlformats.org/drawingml/2006/chart\">");
    xml_open(x, "c:chart");
    xml_attr(x, "xmlns:c",
             "http://schemas.openxmlformats.org/drawingml/2006/chart");
    xml_attr(x, "r:id", id);
    xml_close(x);
    xml_raw(x, "</a:graphicData></a:graphic>");
    xml_close(x);
}

static void picture_chart(Pptx *p, const Chart *c, ShapeSpec *s)
{
    Size size = { s->at.width_pt / SLIDE_SCALE, s->at.height_pt / SLIDE_SCALE };
    const Frame *f = chart_frame(p->env, p->a, p->t, p->locale, c, size);
    Str title = runs_text(p->a, c->title);

    if (!f) {
        p->failed = true;
        return;
    }
    Drawing drawing =
        drawing_of_frame(p->a, frame_scaled(p->a, f, SLIDE_SCALE));
    s->type = NULL;
    picture_shape(p, media_drawing(&p->media, p->part, &drawing), s);
    diag_note(p->env->diags, (Span){ 0 },
              "chart '%.*s' is a picture: PowerPoint has no chart of this kind",
              STR_ARG(title))
        ->code = "pptx/picture";
}

/* A heatmap or cohort as a shaded table; false where it is too tall for it. */
static bool table_chart(Pptx *p, const Chart *c, Rect at, double scale)
{
    Block block = { .kind = BLOCK_TABLE };
    PlacedBlock placed = { &block, at, scale };
    Str title = p->slide_title;

    if (!is_table_chart(c))
        return false;
    block.as.table = chart_table(p->a, p->locale, c);
    if (!fits(at.height_pt,
              (double)(block.as.table->row_count + 2) * 17.5 * scale))
        return false;
    p->slide_title = c->alt;
    table_shape(p, &placed, NULL, 0);
    p->slide_title = title;
    return true;
}

void chart_shape(Pptx *p, const PlacedBlock *b, const char *type, long idx)
{
    const Chart *c = b->block->as.chart;
    double k = b->scale;
    Rect rest = b->at, note = b->at;
    NativeChart native;
    ShapeSpec s = { .name = "Chart", .alt = c->alt, .type = type, .idx = idx };

    text_on_top(p, "Chart title", c->title, TEXT_CHART_TITLE, k, &rest);
    text_on_top(p, "Chart subtitle",
                c->subtitle.len ? runs_of(p->a, c->subtitle) : (Runs){ 0 },
                TEXT_CHART_SUBTITLE, k, &rest);
    note.height_pt = text_height(p, c->note, TEXT_NOTE, k, note.width_pt);
    note.y_pt += b->at.height_pt - note.height_pt;
    rest.height_pt -= c->note.len ? note.height_pt + 3.5 * k : 0;
    s.at = rest;
    Size drawn = { rest.width_pt / k, rest.height_pt / k };
    if (native_chart(p->a, p->t, p->locale, c, drawn, &native))
        native_frame(p, c, &native, &s);
    else if (!table_chart(p, c, rest, k))
        picture_chart(p, c, &s);
    if (c->note.len)
        text_box(p, "Source", runs_of(p->a, c->note), TEXT_NOTE, k, note);
}
