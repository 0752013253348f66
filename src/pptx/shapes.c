/* shapes.c - boxes, groups and pictures on slides. */

#include "pptx/parts.h"

#include <math.h>

long slide_emu(const Pptx *p, double pt)
{
    return lround(pt * p->emu_per_pt);
}

void xfrm_inside(Pptx *p, Rect at)
{
    Xml *x = &p->x;

    xml_open(x, "a:off");
    xml_attr_int(x, "x", slide_emu(p, at.x_pt));
    xml_attr_int(x, "y", slide_emu(p, at.y_pt));
    xml_close(x);
    xml_open(x, "a:ext");
    xml_attr_int(x, "cx", slide_emu(p, at.width_pt > 0 ? at.width_pt : 0));
    xml_attr_int(x, "cy", slide_emu(p, at.height_pt > 0 ? at.height_pt : 0));
    xml_close(x);
}

void xfrm(Pptx *p, const char *name, Rect at)
{
    xml_open(&p->x, name);
    xfrm_inside(p, at);
}

void shape_names(Pptx *p, const char *element, const ShapeSpec *s)
{
    Xml *x = &p->x;
    unsigned id = ++p->shape_id;

    xml_open(x, element);
    xml_attr_int(x, "id", id);
    xml_attr_str(x, "name",
                 s->named.len ? s->named
                              : str_format(p->a, "%s %u", s->name, id));
    if (s->alt.len)
        xml_attr_str(x, "descr", s->alt);
    if (s->decorative)
        xml_raw(x, "<a:extLst><a:ext "
                   "uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">"
                   "<adec:decorative xmlns:adec=\"http://schemas.microsoft.com/"
                   "office/drawing/2017/decorative\" val=\"1\"/></a:ext>"
                   "</a:extLst>");
    xml_close(x);
}

void placeholder(Pptx *p, const ShapeSpec *s)
{
    Xml *x = &p->x;

    xml_open(x, "p:nvPr");
    if (s->type) {
        xml_open(x, "p:ph");
        if (s->type[0])
            xml_attr(x, "type", s->type);
        if (s->idx)
            xml_attr_int(x, "idx", s->idx);
        xml_close(x);
    }
    xml_close(x);
}

void shape_open(Pptx *p, const ShapeSpec *s)
{
    Xml *x = &p->x;

    xml_open(x, "p:sp");
    xml_open(x, "p:nvSpPr");
    shape_names(p, "p:cNvPr", s);
    if (s->type)
        xml_raw(x, "<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>");
    else if (s->has_fill)
        xml_empty(x, "p:cNvSpPr");
    else
        xml_leaf(x, "p:cNvSpPr", "txBox", "1");
    placeholder(p, s);
    xml_close(x);
    xml_open(x, "p:spPr");
    if (s->inherits) {
        xml_close(x);
        return;
    }
    xfrm(p, "a:xfrm", s->at);
    xml_close(x);
    xml_raw(x, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    if (s->has_fill)
        dml_fill(x, p->t, s->fill);
    else
        xml_empty(x, "a:noFill");
    if (s->has_fill)
        xml_raw(x, "<a:ln><a:noFill/></a:ln>");
    xml_close(x);
}

void shape_text_open(Pptx *p, double inset_x_pt, double inset_y_pt,
                     const char *anchor)
{
    xml_open(&p->x, "p:txBody");
    body_properties(p, inset_x_pt, inset_y_pt, anchor);
}

void shape_close(Pptx *p, bool has_text)
{
    if (!has_text) {
        shape_text_open(p, 0, 0, "t");
        paragraph_empty(p);
    }
    xml_close(&p->x);
    xml_close(&p->x);
}

void plate(Pptx *p, const char *name, Rect at, Color fill)
{
    ShapeSpec s = { .name = name,
                    .at = at,
                    .has_fill = true,
                    .fill = fill,
                    .decorative = true };

    shape_open(p, &s);
    shape_close(p, false);
}

void group_open(Pptx *p, const ShapeSpec *s)
{
    Xml *x = &p->x;

    xml_open(x, "p:grpSp");
    xml_open(x, "p:nvGrpSpPr");
    shape_names(p, "p:cNvPr", s);
    xml_raw(x, "<p:cNvGrpSpPr/><p:nvPr/>");
    xml_close(x);
    xml_open(x, "p:grpSpPr");
    xfrm(p, "a:xfrm", s->at);
    xml_open(x, "a:chOff");
    xml_attr_int(x, "x", slide_emu(p, s->at.x_pt));
    xml_attr_int(x, "y", slide_emu(p, s->at.y_pt));
    xml_close(x);
    xml_open(x, "a:chExt");
    xml_attr_int(x, "cx", slide_emu(p, s->at.width_pt));
    xml_attr_int(x, "cy", slide_emu(p, s->at.height_pt));
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

void group_close(Pptx *p)
{
    xml_close(&p->x);
}

void picture_shape(Pptx *p, PictureRef ref, const ShapeSpec *s)
{
    Xml *x = &p->x;

    xml_open(x, "p:pic");
    xml_open(x, "p:nvPicPr");
    shape_names(p, "p:cNvPr", s);
    xml_raw(x, "<p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr>");
    placeholder(p, s);
    xml_close(x);
    xml_open(x, "p:blipFill");
    media_blip(x, ref);
    xml_raw(x, "<a:stretch><a:fillRect/></a:stretch>");
    xml_close(x);
    xml_open(x, "p:spPr");
    xfrm(p, "a:xfrm", s->at);
    xml_close(x);
    xml_raw(x, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    xml_close(x);
    xml_close(x);
    p->failed |= p->media.failed;
}

void tree_open(Pptx *p)
{
    xml_open(&p->x, "p:spTree");
    xml_raw(&p->x, "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/>"
                   "<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" "
                   "y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" "
                   "y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm>"
                   "</p:grpSpPr>");
    p->shape_id = 1;
}

void tree_close(Pptx *p)
{
    xml_close(&p->x);
}
