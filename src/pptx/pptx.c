/* pptx.c - the parts of a presentation, made in the order they need each other.
 */

#include "pptx/parts.h"

void part_open(Pptx *p, Part *part, const char *root)
{
    p->part = part;
    xml_begin(&p->x, &part->body);
    xml_open(&p->x, root);
    xml_attr(&p->x, "xmlns:a", NS_A);
    xml_attr(&p->x, "xmlns:r", NS_R);
    xml_attr(&p->x, "xmlns:p", NS_P);
}

bool part_done(Pptx *p)
{
    xml_close(&p->x);
    return xml_end(&p->x) && !p->failed;
}

/* ---- Sections
 * ------------------------------------------------------------------ */

static Str section_name(const Pptx *p, size_t slide)
{
    Str name = p->deck->at[slide].from->section;

    return name.len ? name : p->r->title;
}

/* PowerPoint's own list of sections, in the extensions. */
static void sections_write(Pptx *p)
{
    Xml *x = &p->x;
    char id[48];

    xml_raw(x, "<p:extLst><p:ext uri=\"{521415D9-36F7-43E2-AB2F-"
               "B90AF26B5E84}\">");
    xml_open(x, "p14:sectionLst");
    xml_attr(x, "xmlns:p14",
             "http://schemas.microsoft.com/office/powerpoint/2010/main");
    for (size_t i = 0; i < p->deck->len;) {
        Str name = section_name(p, i);
        snprintf(id, sizeof id, "{00000000-0000-4000-8000-%012zX}", i + 1);
        xml_open(x, "p14:section");
        xml_attr_str(x, "name", name);
        xml_attr(x, "id", id);
        xml_open(x, "p14:sldIdLst");
        do {
            xml_leaf_int(x, "p14:sldId", "id", 256 + (long)i);
            i++;
        } while (i < p->deck->len && str_equal(section_name(p, i), name));
        xml_close(x);
        xml_close(x);
    }
    xml_close(x);
    xml_raw(x, "</p:ext></p:extLst>");
}

/* ---- The presentation
 * ------------------------------------------------------------ */

static void id_leaf(Pptx *p, const char *name, long id, const char *type,
                    const Part *to)
{
    char relation[24];

    snprintf(relation, sizeof relation, "rId%u",
             part_relate(&p->pkg, p->presentation, type, to));
    xml_open(&p->x, name);
    if (id)
        xml_attr_int(&p->x, "id", id);
    xml_attr(&p->x, "r:id", relation);
    xml_close(&p->x);
}

static bool presentation_write(Pptx *p)
{
    Xml *x = &p->x;

    part_open(p, p->presentation, "p:presentation");
    xml_attr(x, "saveSubsetFonts", "1");
    if (p->rtl)
        xml_attr(x, "rtl", "1");
    xml_open(x, "p:sldMasterIdLst");
    for (size_t i = 0; i < p->masters.len; i++)
        id_leaf(p, "p:sldMasterId", p->masters.at[i].id,
                REL_OFFICE "slideMaster", p->masters.at[i].part);
    xml_close(x);
    xml_open(x, "p:notesMasterIdLst");
    id_leaf(p, "p:notesMasterId", 0, REL_OFFICE "notesMaster", p->notes_master);
    xml_close(x);
    xml_open(x, "p:sldIdLst");
    for (size_t i = 0; i < p->deck->len; i++)
        id_leaf(p, "p:sldId", 256 + (long)i, REL_OFFICE "slide", p->slides[i]);
    xml_close(x);
    xml_open(x, "p:sldSz");
    xml_attr_int(x, "cx", p->house ? p->house->width_emu : 12192000);
    xml_attr_int(x, "cy", p->house ? p->house->height_emu : 6858000);
    xml_close(x);
    xml_open(x, "p:notesSz");
    xml_attr_int(x, "cx", p->house ? p->house->notes_width_emu : 6858000);
    xml_attr_int(x, "cy", p->house ? p->house->notes_height_emu : 9144000);
    xml_close(x);
    xml_open(x, "p:defaultTextStyle");
    xml_open(x, "a:defPPr");
    xml_open(x, "a:defRPr");
    xml_attr_str(x, "lang", p->r->lang);
    xml_close(x);
    xml_close(x);
    xml_close(x);
    sections_write(p);
    return part_done(p);
}

/* ---- Small parts
 * ------------------------------------------------------------------ */

static Part *own_part(Pptx *p, const char *name, const char *type)
{
    Part *part = part_add(&p->pkg, str_format(p->a, "ppt/%s.xml", name), type);

    part_relate(&p->pkg, p->presentation,
                strcmp(name, "presProps") == 0   ? REL_OFFICE "presProps"
                : strcmp(name, "viewProps") == 0 ? REL_OFFICE "viewProps"
                                                 : REL_OFFICE "tableStyles",
                part);
    return part;
}

static bool empty_part(Pptx *p, const char *name, const char *root,
                       const char *type)
{
    part_open(p, own_part(p, name, type), root);
    return part_done(p);
}

static void style_border(Pptx *p, const char *name)
{
    Xml *x = &p->x;

    xml_open(x, name);
    dml_line(x, p->t, p->t->colors.rule_strong, 0.75, false);
    xml_close(x);
}

/* Rules under the head and at the end; nothing else that a cell does not say.
 */
static bool table_styles(Pptx *p)
{
    Xml *x = &p->x;
    Part *part = own_part(p, "tableStyles", PML_TYPE "tableStyles+xml");

    p->part = part;
    xml_begin(x, &part->body);
    xml_open(x, "a:tblStyleLst");
    xml_attr(x, "xmlns:a", NS_A);
    xml_attr(x, "def", TABLE_STYLE);
    xml_open(x, "a:tblStyle");
    xml_attr(x, "styleId", TABLE_STYLE);
    xml_attr(x, "styleName", "Report");
    xml_raw(x, "<a:wholeTbl><a:tcTxStyle><a:fontRef idx=\"minor\"/>"
               "<a:schemeClr val=\"tx1\"/></a:tcTxStyle><a:tcStyle>"
               "<a:tcBdr>");
    style_border(p, "a:bottom");
    xml_raw(x, "</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle>"
               "</a:wholeTbl><a:firstRow><a:tcTxStyle b=\"on\">"
               "<a:fontRef idx=\"minor\"/><a:schemeClr val=\"tx2\"/>"
               "</a:tcTxStyle><a:tcStyle><a:tcBdr>");
    style_border(p, "a:bottom");
    xml_raw(x, "</a:tcBdr></a:tcStyle></a:firstRow>");
    xml_close(x);
    xml_close(x);
    return xml_end(x);
}

/* ---- All of it
 * --------------------------------------------------------------------- */

static void name_target(Pptx *p, Str id, size_t slide)
{
    if (id.len && !map_find(&p->targets, id))
        map_set(p->a, &p->targets, id, (void *)(uintptr_t)(slide + 1));
}

static void slides_begin(Pptx *p)
{
    p->slides = arena_make_array(p->a, Part *, p->deck->len);
    for (size_t i = 0; i < p->deck->len; i++) {
        const FittedSlide *s = &p->deck->at[i];
        p->slides[i] = part_add(
            &p->pkg, str_format(p->a, "ppt/slides/slide%zu.xml", i + 1),
            PML_TYPE "slide+xml");
        for (size_t k = 0; s->part == 1 && k < s->from->ids.len; k++)
            name_target(p, s->from->ids.at[k], i);
        for (size_t k = 0; k < s->slot_count; k++)
            for (size_t b = 0; b < s->slots[k].blocks.len; b++)
                name_target(p, s->slots[k].blocks.at[b].block->id, i);
    }
}

static bool parts_write(Pptx *p)
{
    bool ok;

    p->presentation = part_add(&p->pkg, STR("ppt/presentation.xml"),
                               PML_TYPE "presentation.main+xml");
    part_relate(&p->pkg, &p->pkg.root, REL_OFFICE "officeDocument",
                p->presentation);
    slides_begin(p);
    if (p->house)
        memcpy(p->holders, p->house->holders, sizeof p->holders);
    else
        holders_set(p);
    ok = p->house ? house_copy(p) : masters_write(p);
    for (size_t i = 0; i < p->deck->len && ok; i++)
        ok = slide_write(p, i) && notes_write(p, i);
    return ok && presentation_write(p) &&
           empty_part(p, "presProps", "p:presentationPr",
                      PML_TYPE "presProps+xml") &&
           empty_part(p, "viewProps", "p:viewPr", PML_TYPE "viewProps+xml") &&
           table_styles(p) && properties_add(&p->pkg, p->r);
}

static bool write_all(Pptx *p, const Theme *theme, Buf *out)
{
    p->heading_font = office_font(theme, TEXT_H1, false);
    p->body_font = office_font(theme, TEXT_BODY, false);
    p->deck = deck_fit(p->env, p->a, theme, p->r,
                       p->house ? &p->house->places : NULL);
    if (!p->deck)
        return false;
    if (p->house)
        house_warn(p->house, p->deck);
    p->t = &p->deck->theme;
    if (!parts_write(p)) {
        if (p->env->diags->error_count == p->errors)
            diag_error(p->env->diags, (Span){ 0 },
                       "the presentation could not be written")
                ->fault = FAULT_BUG;
        return false;
    }
    return package_write(&p->pkg, out);
}

/* What is drawn wears the colours of the house's theme, if the agency names
 * none. */
static void wear_accents(const House *h, Brand *b)
{
    if (!h->accent_count)
        return;
    b->primary = h->accents[0];
    b->secondary = h->accents[h->accent_count > 1];
    b->has_primary = b->has_secondary = true;
    b->palette_count = h->accent_count;
    memcpy(b->palette, h->accents, h->accent_count * sizeof *h->accents);
    b->strict = false;
    b->at = (Span){ 0 };
}

/* With the agency's own presentation, if it has one; false if reported. */
static bool begin_house(Pptx *p, const Brand *brand, Brand *own)
{
    p->emu_per_pt = emu(1);
    p->body_width = 1;
    if (!brand->reference_pptx.path.len)
        return true;
    p->house = house_open(p->env, p->a, brand);
    if (!p->house)
        return false;
    if (!brand->has_primary)
        wear_accents(p->house, own);
    p->emu_per_pt = p->house->emu_per_pt;
    p->body_width = p->house->places.body_width;
    return true;
}

bool pptx_write(Env *env, const Report *report, Buf *out)
{
    Report r = *report;
    Arena *a = arena_new();
    bool ok = false;
    Pptx p = { .env = env,
               .a = a,
               .r = &r,
               .locale = r.locale,
               .rtl = locale_is_rtl(r.locale),
               .errors = env->diags->error_count };

    r.brand = office_brand(&report->brand, false);
    if (begin_house(&p, &report->brand, &r.brand)) {
        Theme *theme = theme_new(env, &r.brand, r.locale);
        package_begin(env, a, ARCHIVE_QUICK, &p.pkg);
        p.media = (Media){ .package = &p.pkg, .folder = "ppt" };
        ok = theme && write_all(&p, theme, out);
        package_end(&p.pkg);
        theme_close(theme);
    }
    house_close(p.house);
    arena_free(a);
    return ok;
}
