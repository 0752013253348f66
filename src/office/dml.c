/* dml.c - colours, fills, the theme part, document properties. */

#include "office/dml.h"

#include <math.h>
#include <stdio.h>

long emu(double pt)
{
    return lround(pt * 12700);
}

void color_hex(char out[8], Color c)
{
    snprintf(out, 8, "%02X%02X%02X", c.red, c.green, c.blue);
}

/* ---- Colours ---------------------------------------------------------------
 */

enum { ACCENTS = 6 };

static const char *scheme_name(const Theme *t, Color c)
{
    static const char *accents[ACCENTS] = { "accent1", "accent2", "accent3",
                                            "accent4", "accent5", "accent6" };
    const Palette *p = &t->colors;

    for (size_t i = 0; i < ACCENTS && i < p->series_count; i++)
        if (color_equal(c, p->series[i]))
            return accents[i];
    if (color_equal(c, p->ink))
        return "tx1";
    if (color_equal(c, p->paper))
        return "bg1";
    if (color_equal(c, p->ink_2))
        return "tx2";
    return color_equal(c, p->surface) ? "bg2" : NULL;
}

static void srgb(Xml *x, Color c)
{
    char hex[8];

    color_hex(hex, c);
    xml_leaf(x, "a:srgbClr", "val", hex);
}

void dml_color(Xml *x, const Theme *t, Color c)
{
    const char *name = scheme_name(t, c);

    if (name)
        xml_leaf(x, "a:schemeClr", "val", name);
    else
        srgb(x, c);
}

void dml_fill(Xml *x, const Theme *t, Color c)
{
    xml_open(x, "a:solidFill");
    dml_color(x, t, c);
    xml_close(x);
}

void dml_line(Xml *x, const Theme *t, Color c, double width_pt, bool dashed)
{
    xml_open(x, "a:ln");
    if (width_pt > 0) {
        xml_attr_int(x, "w", emu(width_pt));
        xml_attr(x, "cap", "rnd");
        dml_fill(x, t, c);
        if (dashed)
            xml_leaf(x, "a:prstDash", "val", "sysDash");
        xml_empty(x, "a:round");
    } else {
        xml_empty(x, "a:noFill");
    }
    xml_close(x);
}

/* ---- The theme part --------------------------------------------------------
 */

static void theme_color(Xml *x, const char *name, Color c)
{
    xml_open(x, name);
    srgb(x, c);
    xml_close(x);
}

static void theme_colors(Xml *x, const Palette *p)
{
    static const char *accents[ACCENTS] = { "a:accent1", "a:accent2",
                                            "a:accent3", "a:accent4",
                                            "a:accent5", "a:accent6" };

    xml_open(x, "a:clrScheme");
    xml_attr(x, "name", "Report");
    theme_color(x, "a:dk1", p->ink);
    theme_color(x, "a:lt1", p->paper);
    theme_color(x, "a:dk2", p->ink_2);
    theme_color(x, "a:lt2", p->surface);
    for (size_t i = 0; i < ACCENTS; i++)
        theme_color(x, accents[i],
                    i < p->series_count ? p->series[i] : p->other);
    theme_color(x, "a:hlink", p->accent);
    theme_color(x, "a:folHlink", p->ink_2);
    xml_close(x);
}

static void theme_font(Xml *x, const char *name, Str family)
{
    xml_open(x, name);
    xml_leaf_str(x, "a:latin", "typeface", family);
    xml_leaf(x, "a:ea", "typeface", "");
    /* every Office has it, with Arabic and Hebrew */
    xml_leaf(x, "a:cs", "typeface", "Arial");
    xml_close(x);
}

/* Three of each, or Office calls the theme damaged. */
static const char FORMATS[] =
    "<a:fmtScheme name=\"Report\">"
    "<a:fillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:fillStyleLst>"
    "<a:lnStyleLst><a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/>"
    "</a:solidFill></a:ln><a:ln w=\"12700\"><a:solidFill>"
    "<a:schemeClr val=\"phClr\"/></a:solidFill></a:ln><a:ln w=\"19050\">"
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>"
    "</a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/>"
    "</a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle>"
    "<a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst>"
    "<a:bgFillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    "</a:bgFillStyleLst></a:fmtScheme>";

bool theme_write(Buf *out, const Theme *t, Str heading_font, Str body_font)
{
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "a:theme");
    xml_attr(&x, "xmlns:a", NS_A);
    xml_attr(&x, "name", "Report");
    xml_open(&x, "a:themeElements");
    theme_colors(&x, &t->colors);
    xml_open(&x, "a:fontScheme");
    xml_attr(&x, "name", "Report");
    theme_font(&x, "a:majorFont", heading_font);
    theme_font(&x, "a:minorFont", body_font);
    xml_close(&x);
    xml_raw(&x, FORMATS);
    xml_close(&x);
    xml_close(&x);
    return xml_end(&x);
}

/* ---- Document properties ----------------------------------------------------
 */

static void core_date(Xml *x, const char *name, Str day)
{
    Date date;
    Str iso = day;

    if (!date_parse(day, &date))
        return;
    xml_open(x, name);
    xml_attr(x, "xsi:type", "dcterms:W3CDTF");
    xml_text(x, str_slice(iso, 0, 10));
    xml_text(x, STR("T00:00:00Z"));
    xml_close(x);
}

static void core_text(Xml *x, const char *name, Str text)
{
    if (text.len)
        xml_element(x, name, text);
}

static bool write_core(Buf *out, const Report *r)
{
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "cp:coreProperties");
    xml_attr(&x, "xmlns:cp",
             "http://schemas.openxmlformats.org/package/2006/metadata/"
             "core-properties");
    xml_attr(&x, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    xml_attr(&x, "xmlns:dcterms", "http://purl.org/dc/terms/");
    xml_attr(&x, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    core_text(&x, "dc:title", r->title);
    core_text(&x, "dc:subject", r->subject);
    core_text(&x, "dc:creator", r->author);
    core_date(&x, "dcterms:created", r->created);
    core_text(&x, "cp:lastModifiedBy", r->author);
    core_date(&x, "dcterms:modified", r->created);
    core_text(&x, "dc:language", r->lang);
    xml_close(&x);
    return xml_end(&x);
}

static bool write_app(Buf *out, const Report *r)
{
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "Properties");
    xml_attr(&x, "xmlns",
             "http://schemas.openxmlformats.org/officeDocument/2006/"
             "extended-properties");
    if (r->brand.name.len)
        xml_element(&x, "Company", r->brand.name);
    xml_close(&x);
    return xml_end(&x);
}

bool properties_add(Package *p, const Report *report)
{
    Part *core =
        part_add(p, STR("docProps/core.xml"),
                 "application/vnd.openxmlformats-package.core-properties+xml");
    Part *app = part_add(p, STR("docProps/app.xml"),
                         "application/vnd.openxmlformats-officedocument."
                         "extended-properties+xml");

    part_relate(p, &p->root,
                "http://schemas.openxmlformats.org/package/2006/relationships/"
                "metadata/core-properties",
                core);
    part_relate(p, &p->root, REL_OFFICE "extended-properties", app);
    return write_core(&core->body, report) && write_app(&app->body, report);
}
