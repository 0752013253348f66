/* watermark.c - the word that says a presentation is no final one. */

#include "pptx/parts.h"

#include <math.h>

#define RISING "18900000" /* 315 degrees, in sixtieths of a thousandth */

static void words(Pptx *p, double size_pt)
{
    Xml *x = &p->x;
    char hex[8];

    xml_open(x, "p:txBody");
    xml_raw(x, "<a:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" "
               "bIns=\"0\" anchor=\"ctr\"><a:noAutofit/></a:bodyPr>"
               "<a:lstStyle/><a:p><a:pPr algn=\"ctr\"/>");
    xml_open(x, "a:r");
    xml_open(x, "a:rPr");
    xml_attr_str(x, "lang", p->r->lang);
    xml_attr_int(x, "sz", lround(size_pt * p->emu_per_pt / 127));
    xml_attr(x, "b", "1");
    xml_open(x, "a:solidFill");
    xml_open(x, "a:srgbClr");
    color_hex(hex, p->t->text[TEXT_WATERMARK].color);
    xml_attr(x, "val", hex);
    xml_leaf_int(x, "a:alpha", "val", lround(WATERMARK_OPACITY * 100000));
    xml_close(x);
    xml_close(x);
    xml_raw(x, "<a:latin typeface=\"+mj-lt\"/><a:ea typeface=\"+mj-ea\"/>"
               "<a:cs typeface=\"+mj-cs\"/>");
    xml_close(x);
    xml_element(x, "a:t", p->r->watermark);
    xml_close(x);
    xml_raw(x, "</a:p>");
    xml_close(x);
}

void watermark_shape(Pptx *p)
{
    Xml *x = &p->x;
    double width = p->house ? p->house->width_pt : SLIDE_WIDTH_PT;
    double size_pt = p->t->text[TEXT_WATERMARK].size_pt * SLIDE_SCALE;
    ShapeSpec s = { .name = "Watermark", .decorative = true };

    if (!p->r->watermark.len)
        return;
    s.at = (Rect){ width / 2 - 3 * size_pt, SLIDE_HEIGHT_PT / 2 - size_pt / 2,
                   6 * size_pt, size_pt };
    xml_open(x, "p:sp");
    xml_open(x, "p:nvSpPr");
    shape_names(p, "p:cNvPr", &s);
    xml_raw(x, "<p:cNvSpPr txBox=\"1\"><a:spLocks noGrp=\"1\" noMove=\"1\" "
               "noResize=\"1\"/></p:cNvSpPr><p:nvPr userDrawn=\"1\"/>");
    xml_close(x);
    xml_open(x, "p:spPr");
    xml_open(x, "a:xfrm");
    xml_attr(x, "rot", RISING);
    xfrm_inside(p, s.at);
    xml_close(x);
    xml_raw(x, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/>");
    xml_close(x);
    words(p, size_pt);
    xml_close(x);
}
