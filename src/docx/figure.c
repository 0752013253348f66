/* figure.c - charts and pictures with their captions. */

#include "docx/parts.h"

#include <math.h>

/* ---- Native charts
 * ------------------------------------------------------------ */

static void native_frame(Docx *d, const Chart *c, const Part *part, Size size)
{
    Xml *x = &d->x;
    char id[24];

    snprintf(id, sizeof id, "rId%u",
             part_relate(&d->pkg, d->document, REL_OFFICE "chart", part));
    run_open(d, NULL);
    xml_raw(x, "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" "
               "distR=\"0\">");
    xml_open(x, "wp:extent");
    xml_attr_int(x, "cx", emu(size.width_pt));
    xml_attr_int(x, "cy", emu(size.height_pt));
    xml_close(x);
    drawing_properties(d, "Chart", c->alt);
    xml_raw(x, "<wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"" NS_A
               "\"><a:graphicData uri=\"http://schemas.openxmlformats.org/"
               "drawingml/2006/chart\">");
    xml_open(x, "c:chart");
    xml_attr(x, "xmlns:c",
             "http://schemas.openxmlformats.org/drawingml/2006/chart");
    xml_attr(x, "r:id", id);
    xml_close(x);
    xml_raw(x, "</a:graphicData></a:graphic></wp:inline></w:drawing>");
    run_close(d);
}

/* ---- A picture, and the data it was drawn from
 * -------------------------------- */

static void picture_chart(Docx *d, const Chart *c, Size size)
{
    const Frame *f = chart_frame(d->env, d->a, d->t, d->locale, c, size);

    if (!f) {
        d->failed = true;
        return;
    }
    Drawing drawing = drawing_of_frame(d->a, f);
    picture_inline(d, drawing_ref(d, &drawing), size, c->alt);
    Str title = runs_text(d->a, c->title);
    diag_note(d->env->diags, (Span){ 0 },
              "chart '%.*s' is a picture with its data below: Word has no "
              "chart of this kind",
              STR_ARG(title))
        ->code = "docx/picture";
}

/* ---- Charts
 * -------------------------------------------------------------------- */

static void figure_write(Docx *d, const Chart *c, const NativeChart *native)
{
    ParaSpec spec = para_spec(STYLE_FIGURE);
    Size size = { d->width_pt, chart_height_pt(d->t, c, d->width_pt) };

    spec.keep_next = c->note.len != 0;
    para_open(d, &spec);
    if (native) {
        /* room for the legend that lines carry at their ends on paper */
        size.height_pt += native->has_legend && native->has_axes ? 14 : 0;
        const Part *part =
            native_chart_part(&d->pkg, d->t, native, "word", ++d->chart_count,
                              d->t->text[TEXT_CHART].size_pt);
        if (part)
            native_frame(d, c, part, size);
        else
            d->failed = true;
    } else {
        picture_chart(d, c, size);
    }
    para_close(d);
}

void chart_write(Docx *d, const Chart *c)
{
    ParaSpec subtitle = para_spec(STYLE_CHART_SUBTITLE);
    ParaSpec note = para_spec(STYLE_SOURCE);
    Size size = { d->width_pt, chart_height_pt(d->t, c, d->width_pt) };
    NativeChart native;
    bool is_native = native_chart(d->a, d->t, d->locale, c, size, &native);

    caption_write(d, c->number, c->title, false);
    if (c->subtitle.len)
        para_runs(d, &subtitle, runs_of(d->a, c->subtitle), NULL);
    if (!is_table_chart(c))
        figure_write(d, c, is_native ? &native : NULL);
    d->table_alt = is_table_chart(c) ? c->alt : STR("");
    if (!is_native && !d->failed)
        table_write(d, chart_table(d->a, d->locale, c));
    d->table_alt = STR("");
    note.after_pt = 14;
    if (c->note.len)
        para_runs(d, &note, runs_of(d->a, c->note), NULL);
}

/* ---- Pictures
 * -------------------------------------------------------------------- */

static Size image_size(const Docx *d, const ImageBlock *i)
{
    Size natural = picture_size(i->picture);
    double most =
        (d->grid->paper.height_pt - d->grid->top_pt - d->grid->bottom_pt) * 0.6;
    double scale;

    if (!(natural.width_pt > 0 && natural.height_pt > 0))
        return (Size){ 0, 0 };
    scale =
        (i->width_pt > 0 ? i->width_pt : natural.width_pt) / natural.width_pt;
    scale = fmin(scale, d->width_pt / natural.width_pt);
    scale = fmin(scale, most / natural.height_pt);
    return (Size){ natural.width_pt * scale, natural.height_pt * scale };
}

void image_write(Docx *d, const ImageBlock *i)
{
    ParaSpec spec = para_spec(STYLE_FIGURE);
    ParaSpec caption = para_spec(STYLE_SOURCE);
    Size size = image_size(d, i);

    if (!(size.width_pt > 0))
        return;
    spec.align = i->align;
    spec.keep_next = i->caption.len != 0;
    para_open(d, &spec);
    picture_inline(d, picture_ref(d, i->picture), size, i->alt);
    para_close(d);
    if (!i->caption.len)
        return;
    caption.after_pt = 14;
    para_open(d, &caption);
    if (i->number.len)
        caption_number(d, i->number, false);
    runs_write(d, i->caption, NULL);
    para_close(d);
}
