/* pictures.c - pictures in the text: SVG with a PNG behind it, PNG, JPEG. */

#include "docx/parts.h"

static PictureRef taken(Docx *d, PictureRef ref)
{
    d->failed |= d->media.failed;
    return ref;
}

PictureRef drawing_ref(Docx *d, const Drawing *drawing)
{
    return taken(d, media_drawing(&d->media, d->document, drawing));
}

PictureRef picture_ref(Docx *d, const Picture *picture)
{
    return taken(d, media_picture(&d->media, d->document, picture));
}

/* ---- Markup
 * ---------------------------------------------------------------------- */

void drawing_properties(Docx *d, const char *kind, Str alt)
{
    Xml *x = &d->x;
    unsigned id = ++d->drawing_id;

    xml_open(x, "wp:docPr");
    xml_attr_int(x, "id", id);
    xml_attr_str(x, "name", str_format(d->a, "%s %u", kind, id));
    if (alt.len)
        xml_attr_str(x, "descr", alt);
    else
        xml_raw(x, "<a:extLst xmlns:a=\"" NS_A "\"><a:ext "
                   "uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">"
                   "<adec:decorative xmlns:adec=\"http://schemas.microsoft.com/"
                   "office/drawing/2017/decorative\" val=\"1\"/></a:ext>"
                   "</a:extLst>");
    xml_close(x);
}

static void extent(Xml *x, const char *name, Size size)
{
    xml_open(x, name);
    xml_attr_int(x, "cx", emu(size.width_pt));
    xml_attr_int(x, "cy", emu(size.height_pt));
    xml_close(x);
}

static void graphic(Docx *d, PictureRef ref, Size size)
{
    Xml *x = &d->x;

    xml_raw(x, "<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"" NS_A
               "\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>");
    xml_open(x, "a:graphic");
    xml_attr(x, "xmlns:a", NS_A);
    xml_open(x, "a:graphicData");
    xml_attr(x, "uri",
             "http://schemas.openxmlformats.org/drawingml/2006/picture");
    xml_open(x, "pic:pic");
    xml_attr(x, "xmlns:pic",
             "http://schemas.openxmlformats.org/drawingml/2006/picture");
    xml_open(x, "pic:nvPicPr");
    xml_open(x, "pic:cNvPr");
    xml_attr_int(x, "id", d->drawing_id);
    xml_attr_str(x, "name", str_format(d->a, "Picture %u", d->drawing_id));
    xml_close(x);
    xml_empty(x, "pic:cNvPicPr");
    xml_close(x);
    xml_open(x, "pic:blipFill");
    media_blip(x, ref);
    xml_raw(x, "<a:stretch><a:fillRect/></a:stretch>");
    xml_close(x);
    xml_raw(x, "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>");
    extent(x, "a:ext", size);
    xml_raw(x, "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
               "</pic:spPr>");
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

void picture_inline(Docx *d, PictureRef ref, Size size, Str alt)
{
    Xml *x = &d->x;

    run_open(d, NULL);
    xml_raw(x, "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" "
               "distR=\"0\">");
    extent(x, "wp:extent", size);
    drawing_properties(d, "Picture", alt);
    graphic(d, ref, size);
    xml_raw(x, "</wp:inline></w:drawing>");
    run_close(d);
}

static void offset(Xml *x, const char *name, double pt)
{
    xml_open(x, name);
    xml_attr(x, "relativeFrom", "page");
    xml_open(x, "wp:posOffset");
    xml_number(x, (double)emu(pt));
    xml_close(x);
    xml_close(x);
}

void picture_anchored(Docx *d, PictureRef ref, Rect place, Str alt, bool behind)
{
    Xml *x = &d->x;
    Size size = { place.width_pt, place.height_pt };

    run_open(d, NULL);
    xml_open(x, "w:drawing");
    xml_open(x, "wp:anchor");
    xml_attr(x, "distT", "0");
    xml_attr(x, "distB", "0");
    xml_attr(x, "distL", "0");
    xml_attr(x, "distR", "0");
    xml_attr(x, "simplePos", "0");
    xml_attr_int(x, "relativeHeight", (long)d->drawing_id + 1);
    xml_attr(x, "behindDoc", behind ? "1" : "0");
    xml_attr(x, "locked", "0");
    xml_attr(x, "layoutInCell", "1");
    xml_attr(x, "allowOverlap", "1");
    xml_raw(x, "<wp:simplePos x=\"0\" y=\"0\"/>");
    offset(x, "wp:positionH", place.x_pt);
    offset(x, "wp:positionV", place.y_pt);
    extent(x, "wp:extent", size);
    xml_raw(x, "<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>"
               "<wp:wrapNone/>");
    drawing_properties(d, "Picture", alt);
    graphic(d, ref, size);
    xml_close(x);
    xml_close(x);
    run_close(d);
}
