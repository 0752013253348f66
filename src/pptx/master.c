/* master.c - the slide master, its layouts, and the master of notes. */

#include "pptx/parts.h"

static const struct {
    const char *name;
    const char *type; /* ST_SlideLayoutType */
    const char *slots[SLIDE_SLOTS];
} LAYOUTS[SLIDE_KIND_COUNT] = {
    [SLIDE_TITLE] = { "Title", "title", { NULL, NULL } },
    [SLIDE_SECTION] = { "Section", "secHead", { NULL, NULL } },
    [SLIDE_AGENDA] = { "Agenda", "tx", { "body", NULL } },
    [SLIDE_KPIS] = { "KPI row", "tx", { "body", NULL } },
    [SLIDE_CHART] = { "Chart", "chart", { "chart", NULL } },
    [SLIDE_CHART_TEXT] = { "Chart and text",
                           "chartAndTx",
                           { "chart", "body" } },
    [SLIDE_TWO_CHARTS] = { "Two charts", "cust", { "chart", "chart" } },
    [SLIDE_TWO_CONTENT] = { "Two content", "twoObj", { "", "" } },
    [SLIDE_CONTENT] = { "Content", "obj", { "", NULL } },
    [SLIDE_TABLE] = { "Table", "tbl", { "tbl", NULL } },
    [SLIDE_COMPARISON] = { "Comparison", "cust", { "", "" } },
    [SLIDE_QUOTE] = { "Quote", "cust", { "body", NULL } },
    [SLIDE_CLOSING] = { "Closing", "cust", { "body", "body" } },
    [SLIDE_BLANK] = { "Blank", "cust", { "", NULL } },
};

void holders_set(Pptx *p)
{
    for (int kind = SLIDE_TITLE; kind < SLIDE_KIND_COUNT; kind++) {
        LayoutPlaces *h = &p->holders[kind];
        bool is_title = kind == SLIDE_TITLE;
        h->title = (Holder){ .type = is_title ? "ctrTitle" : "title" };
        h->subtitle =
            (Holder){ .type = is_title ? "subTitle" : "body", .idx = IDX_BODY };
        for (int i = 0; i < SLIDE_SLOTS; i++)
            h->slots[i] =
                (Holder){ .type = LAYOUTS[kind].slots[i], .idx = IDX_SLOT + i };
        h->footer = (Holder){ .type = "ftr", .idx = IDX_FOOTER };
        h->number = (Holder){ .type = "sldNum", .idx = IDX_NUMBER };
    }
}

/* ---- Placeholders
 * --------------------------------------------------------------- */

static void prompt(Pptx *p, const ShapeSpec *s, const char *anchor,
                   const TextLook *look, const char *text)
{
    shape_open(p, s);
    shape_text_open(p, 0, 0, anchor);
    paragraph_text(p, str_of(text), look);
    shape_close(p, true);
}

static void title_place(Pptx *p, SlideKind kind, const SlideGeometry *g)
{
    bool on_field = g->field.width_pt > 0;
    ShapeSpec s = { .name = "Title",
                    .type = kind == SLIDE_TITLE ? "ctrTitle" : "title",
                    .at = g->title };
    TextLook look = { .size_pt = g->title_pt,
                      .leading_pt = g->title_pt * 1.2,
                      .bold = true,
                      .heading_font = true,
                      .color =
                          on_field ? p->t->colors.on_brand : p->t->colors.ink };

    prompt(p, &s, g->title_at_foot ? "b" : "t", &look, "Title");
}

static void subtitle_place(Pptx *p, SlideKind kind, const SlideGeometry *g)
{
    ShapeSpec s = { .name = "Subtitle",
                    .type = kind == SLIDE_TITLE ? "subTitle" : "body",
                    .idx = IDX_BODY,
                    .at = g->subtitle };
    TextLook look = { .size_pt = 20,
                      .leading_pt = 26,
                      .color = p->t->colors.on_brand };

    if (g->subtitle.width_pt > 0)
        prompt(p, &s, "t", &look, "Subtitle");
}

static void slot_places(Pptx *p, SlideKind kind, const SlideGeometry *g)
{
    for (size_t i = 0; i < SLIDE_SLOTS; i++) {
        const char *type = LAYOUTS[kind].slots[i];
        ShapeSpec s = { .name = "Content",
                        .type = type,
                        .idx = IDX_SLOT + (int)i,
                        .at = g->slots[i] };
        TextLook look = look_of(p, TEXT_BODY, SLIDE_SCALE);
        if (!type)
            continue;
        prompt(p, &s, "t", &look,
               strcmp(type, "chart") == 0 ? "Chart"
               : strcmp(type, "tbl") == 0 ? "Table"
                                          : "Text");
    }
}

static void number_field(Pptx *p, const ShapeSpec *s, const TextLook *look)
{
    Xml *x = &p->x;

    shape_open(p, s);
    shape_text_open(p, 0, 0, "t");
    paragraph_open(p, look);
    xml_raw(x, "<a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" "
               "type=\"slidenum\">");
    xml_open(x, "a:rPr");
    xml_attr_str(x, "lang", p->r->lang);
    xml_attr_int(x, "sz", 1000);
    dml_fill(x, p->t, look->color);
    xml_leaf(x, "a:latin", "typeface", "+mn-lt");
    xml_close(x);
    xml_raw(x, "<a:t>‹#›</a:t></a:fld>");
    paragraph_close(p);
    shape_close(p, true);
}

static void foot_places(Pptx *p)
{
    TextLook look = { .size_pt = 10,
                      .leading_pt = 13,
                      .color = p->t->colors.muted };
    ShapeSpec left = { .name = "Footer",
                       .type = "ftr",
                       .idx = IDX_FOOTER,
                       .at = slide_footer_area() };
    ShapeSpec right = { .name = "Slide number",
                        .type = "sldNum",
                        .idx = IDX_NUMBER,
                        .at = slide_number_area() };

    shape_open(p, &left);
    shape_text_open(p, 0, 0, "t");
    paragraph_text(p, slide_footer(p->a, p->r), &look);
    shape_close(p, true);
    look.align = ALIGN_RIGHT;
    number_field(p, &right, &look);
}

/* ---- Layouts
 * --------------------------------------------------------------------- */

static void background(Pptx *p, Color c)
{
    xml_open(&p->x, "p:bg");
    xml_open(&p->x, "p:bgPr");
    dml_fill(&p->x, p->t, c);
    xml_empty(&p->x, "a:effectLst");
    xml_close(&p->x);
    xml_close(&p->x);
}

static bool layout_write(Pptx *p, SlideKind kind)
{
    SlideGeometry g = slide_geometry(kind);
    bool is_full = g.field.height_pt >= SLIDE_HEIGHT_PT;
    Xml *x = &p->x;

    part_relate(&p->pkg, p->layouts[kind], REL_OFFICE "slideMaster", p->master);
    part_open(p, p->layouts[kind], "p:sldLayout");
    if (is_full)
        xml_attr(x, "showMasterSp", "0");
    xml_attr(x, "type", LAYOUTS[kind].type);
    xml_attr(x, "preserve", "1");
    xml_open(x, "p:cSld");
    xml_attr(x, "name", LAYOUTS[kind].name);
    if (is_full)
        background(p, p->t->colors.brand);
    tree_open(p);
    if (g.field.width_pt > 0 && !is_full)
        plate(p, "Field", g.field, p->t->colors.brand);
    title_place(p, kind, &g);
    subtitle_place(p, kind, &g);
    slot_places(p, kind, &g);
    if (g.has_furniture)
        foot_places(p);
    tree_close(p);
    xml_close(x);
    xml_raw(x, "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
    return part_done(p);
}

/* ---- The master
 * ------------------------------------------------------------------- */

#define COLOR_MAP                                                              \
    "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" "               \
    "accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" "             \
    "accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" "             \
    "hlink=\"hlink\" folHlink=\"folHlink\"/>"

static const char TEXT_STYLES[] =
    "<p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:spcBef><a:spcPts "
    "val=\"0\"/></a:spcBef><a:buNone/><a:defRPr sz=\"2600\" b=\"1\">"
    "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>"
    "<a:latin typeface=\"+mj-lt\"/></a:defRPr></a:lvl1pPr></p:titleStyle>"
    "<p:bodyStyle><a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:buNone/>"
    "<a:defRPr sz=\"1600\"><a:solidFill><a:schemeClr val=\"tx1\"/>"
    "</a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>"
    "<a:lvl2pPr marL=\"228600\" indent=\"-228600\" algn=\"l\">"
    "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/><a:defRPr "
    "sz=\"1600\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>"
    "<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl2pPr></p:bodyStyle>"
    "<p:otherStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"1600\">"
    "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>"
    "<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:otherStyle>"
    "</p:txStyles>";

static void layout_list(Pptx *p)
{
    Xml *x = &p->x;

    xml_open(x, "p:sldLayoutIdLst");
    for (int kind = SLIDE_TITLE; kind < SLIDE_KIND_COUNT; kind++) {
        char id[24];
        snprintf(id, sizeof id, "rId%u",
                 part_relate(&p->pkg, p->master, REL_OFFICE "slideLayout",
                             p->layouts[kind]));
        xml_open(x, "p:sldLayoutId");
        xml_attr_int(x, "id", 2147483648L + kind);
        xml_attr(x, "r:id", id);
        xml_close(x);
    }
    xml_close(x);
}

static bool master_write(Pptx *p)
{
    SlideGeometry g = slide_geometry(SLIDE_CONTENT);
    ShapeSpec body = {
        .name = "Text", .type = "body", .idx = IDX_BODY, .at = g.slots[0]
    };
    TextLook look = look_of(p, TEXT_BODY, SLIDE_SCALE);
    Xml *x = &p->x;

    part_open(p, p->master, "p:sldMaster");
    xml_open(x, "p:cSld");
    background(p, p->t->colors.paper);
    tree_open(p);
    title_place(p, SLIDE_CONTENT, &g);
    prompt(p, &body, "t", &look, "Text");
    foot_places(p);
    tree_close(p);
    xml_close(x);
    xml_raw(x, COLOR_MAP);
    layout_list(p);
    xml_raw(x, TEXT_STYLES);
    return part_done(p);
}

static bool notes_master_write(Pptx *p)
{
    ShapeSpec image = { .name = "Slide image",
                        .type = "sldImg",
                        .at = { 54, 54, 432, 243 } };
    ShapeSpec words = { .name = "Notes",
                        .type = "body",
                        .idx = IDX_BODY,
                        .at = { 54, 315, 432, 360 } };
    TextLook look = look_of(p, TEXT_BODY, SLIDE_SCALE * 0.75);
    Xml *x = &p->x;

    part_open(p, p->notes_master, "p:notesMaster");
    xml_open(x, "p:cSld");
    background(p, p->t->colors.paper);
    tree_open(p);
    xml_open(x, "p:sp");
    xml_open(x, "p:nvSpPr");
    shape_names(p, "p:cNvPr", &image);
    xml_raw(x, "<p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" "
               "noChangeAspect=\"1\"/></p:cNvSpPr>");
    placeholder(p, &image);
    xml_close(x);
    xml_open(x, "p:spPr");
    xfrm(p, "a:xfrm", image.at);
    xml_close(x);
    xml_raw(x, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/>"
               "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"tx2\"/>"
               "</a:solidFill></a:ln>");
    xml_close(x);
    xml_close(x);
    prompt(p, &words, "t", &look, "Notes");
    tree_close(p);
    xml_close(x);
    xml_raw(x, COLOR_MAP);
    return part_done(p);
}

static bool theme_add(Pptx *p, Part *owner, const char *path)
{
    Part *theme =
        part_add(&p->pkg, str_of(path),
                 "application/vnd.openxmlformats-officedocument.theme+xml");

    part_relate(&p->pkg, owner, REL_OFFICE "theme", theme);
    return theme_write(&theme->body, p->t, p->heading_font, p->body_font);
}

bool notes_master_add(Pptx *p)
{
    p->notes_master =
        part_add(&p->pkg, STR("ppt/notesMasters/notesMaster1.xml"),
                 PML_TYPE "notesMaster+xml");
    return notes_master_write(p) &&
           theme_add(p, p->notes_master, "ppt/theme/theme2.xml");
}

bool masters_write(Pptx *p)
{
    p->master = part_add(&p->pkg, STR("ppt/slideMasters/slideMaster1.xml"),
                         PML_TYPE "slideMaster+xml");
    for (int kind = SLIDE_TITLE; kind < SLIDE_KIND_COUNT; kind++) {
        p->layouts[kind] = part_add(
            &p->pkg,
            str_format(p->a, "ppt/slideLayouts/slideLayout%d.xml", kind),
            PML_TYPE "slideLayout+xml");
        if (!layout_write(p, (SlideKind)kind))
            return false;
    }
    *list_add(p->a, &p->masters) = (MasterId){ p->master, 2147483648L };
    return master_write(p) && theme_add(p, p->master, "ppt/theme/theme1.xml") &&
           notes_master_add(p);
}
