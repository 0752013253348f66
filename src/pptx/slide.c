/* slide.c - slides and what the speaker says to them. */

#include "pptx/parts.h"

/* ---- Title, subtitle, facts
 * ---------------------------------------------------- */

static void title_shape(Pptx *p, const FittedSlide *s)
{
    const Palette *c = &p->t->colors;
    bool on_field = s->places.field.width_pt > 0;
    const Holder *place = &p->holders[s->kind].title;
    ShapeSpec spec = { .name = "Title",
                       .type = place->type,
                       .at = s->places.title };
    TextLook look = { .size_pt = s->title_pt,
                      .leading_pt = s->title_pt * 1.2,
                      .bold = true,
                      .heading_font = true,
                      .color = on_field ? c->on_brand : c->ink };

    if (p->house) {
        house_text(p, place, "Title", s->title,
                   s->title_pt < s->places.title_pt ? s->title_pt : 0);
        return;
    }
    shape_open(p, &spec);
    shape_text_open(p, 0, 0, s->places.title_at_foot ? "b" : "t");
    paragraph_text(p, s->title, &look);
    shape_close(p, true);
}

static void subtitle_shape(Pptx *p, const FittedSlide *s)
{
    const Holder *place = &p->holders[s->kind].subtitle;
    bool on_field = s->places.field.width_pt > 0;
    ShapeSpec spec = { .name = "Subtitle",
                       .type = place->type,
                       .idx = place->idx,
                       .at = s->places.subtitle };
    TextLook look = { .size_pt = 20,
                      .leading_pt = 26,
                      .color = on_field ? p->t->colors.on_brand
                                        : p->t->colors.ink_2 };

    if (!s->subtitle.len)
        return;
    shape_open(p, &spec);
    shape_text_open(p, 0, 0, "t");
    paragraph_text(p, s->subtitle, &look);
    shape_close(p, true);
}

static void facts_shape(Pptx *p, const Cover *c)
{
    StrList facts = cover_facts(p->a, c);
    ShapeSpec spec = { .name = "Facts", .at = slide_facts_area() };
    TextLook look = { .size_pt = 14,
                      .leading_pt = 20,
                      .color = p->t->colors.on_brand };

    if (!facts.len)
        return;
    shape_open(p, &spec);
    shape_text_open(p, 0, 0, "b");
    for (size_t i = 0; i < facts.len; i++) {
        look.bold = i == 0;
        paragraph_text(p, facts.at[i], &look);
    }
    shape_close(p, true);
}

static void logo_shape(Pptx *p, const Picture *logo, Str alt, Rect area,
                       bool at_end, bool on_plate)
{
    Size natural = picture_size(logo);
    double across = area.width_pt / natural.width_pt;
    double down = area.height_pt / natural.height_pt;
    double k = across < down ? across : down;
    ShapeSpec s = { .name = "Logo",
                    .alt = alt,
                    .decorative = !alt.len,
                    .at = { area.x_pt, area.y_pt, natural.width_pt * k,
                            natural.height_pt * k } };

    if (at_end != p->rtl)
        s.at.x_pt = area.x_pt + area.width_pt - s.at.width_pt;
    if (on_plate)
        plate(p, "Plate",
              (Rect){ s.at.x_pt - 8, s.at.y_pt - 8, s.at.width_pt + 16,
                      s.at.height_pt + 16 },
              p->t->colors.paper);
    picture_shape(p, media_picture(&p->media, p->part, logo), &s);
}

static void logos(Pptx *p, const Cover *c)
{
    const Brand *b = &p->r->brand;
    bool dark = p->t->colors.on_brand.red > 127;
    const Picture *own = dark && b->logo_on_dark ? b->logo_on_dark : b->logo;

    if (own)
        logo_shape(p, own, b->logo_alt, slide_logo_area(), false,
                   dark && !b->logo_on_dark);
    if (c->client_logo)
        logo_shape(p, c->client_logo, c->client_logo_alt,
                   slide_client_logo_area(), true, true);
}

static bool overlap(Rect a, Rect b)
{
    return a.x_pt < b.x_pt + b.width_pt && b.x_pt < a.x_pt + a.width_pt &&
           a.y_pt < b.y_pt + b.height_pt && b.y_pt < a.y_pt + a.height_pt;
}

/* The house's cover has its own logo; the client's comes in the corner, if the
 * corner is free. */
static void house_logo(Pptx *p, const FittedSlide *s, const Cover *c)
{
    Rect at = slide_client_logo_area();

    if (!c->client_logo)
        return;
    at.x_pt += p->house->width_pt - SLIDE_WIDTH_PT;
    if (overlap(at, s->places.title) || overlap(at, s->places.subtitle)) {
        diag_note(p->env->diags, s->from->at,
                  "the client's logo is left out: the cover of %.*s has no "
                  "room for it",
                  STR_ARG(p->house->file->path));
        return;
    }
    logo_shape(p, c->client_logo, c->client_logo_alt, at, true, false);
}

/* ---- Slots
 * ----------------------------------------------------------------------- */

/* The placeholder of the slot, while nothing stands in it. */
typedef struct {
    const char *type;
    long idx;
    bool taken;
} Free;

/* For `kind` of content, or NULL. */
static const char *take(Free *f, const char *kind)
{
    bool suits = f->type && (!f->type[0] || strcmp(f->type, kind) == 0);

    if (f->taken || !suits)
        return NULL;
    f->taken = true;
    return f->type;
}

/* Words that follow each other are one shape. */
static size_t words_shape(Pptx *p, const FittedSlot *slot, size_t from, Free *f)
{
    ShapeSpec s = { .name = "Text", .at = slot->blocks.at[from].at };
    size_t end = from;
    double scale = slot->blocks.at[from].scale;

    while (end < slot->blocks.len && is_words(slot->blocks.at[end].block) &&
           slot->blocks.at[end].at.x_pt == s.at.x_pt &&
           slot->blocks.at[end].at.width_pt == s.at.width_pt)
        end++;
    const Rect *last = &slot->blocks.at[end - 1].at;
    s.at.height_pt = last->y_pt + last->height_pt - s.at.y_pt;
    s.type = take(f, "body");
    s.idx = s.type ? f->idx : 0;
    p->in_holder = p->house && s.type;
    shape_open(p, &s);
    shape_text_open(p, 0, 0, "t");
    for (size_t i = from; i < end; i++)
        blocks_text(p, (Blocks){ slot->blocks.at[i].block, 1 }, scale, 0);
    shape_close(p, true);
    p->in_holder = false;
    return end;
}

static void block_shape(Pptx *p, const PlacedBlock *b, Free *f)
{
    const char *type;

    switch ((BlockKind)b->block->kind) {
    case BLOCK_KPIS:
        kpis_shape(p, b);
        return;
    case BLOCK_CALLOUT:
        callout_shape(p, b);
        return;
    case BLOCK_QUOTE:
        quote_shape(p, b);
        return;
    case BLOCK_IMAGE:
        image_shape(p, b);
        return;
    case BLOCK_CHART:
        type = take(f, "chart");
        chart_shape(p, b, type, type ? f->idx : 0);
        return;
    case BLOCK_TABLE:
        type = take(f, "tbl");
        table_shape(p, b, type, type ? f->idx : 0);
        return;
    default:
        return;
    }
}

static void slot_shapes(Pptx *p, const FittedSlide *s, size_t slot)
{
    const FittedSlot *from = &s->slots[slot];
    const Holder *place = &p->holders[s->kind].slots[slot];
    Free f = { .type = place->type, .idx = place->idx };

    for (size_t i = 0; i < from->blocks.len;) {
        if (is_words(from->blocks.at[i].block))
            i = words_shape(p, from, i, &f);
        else
            block_shape(p, &from->blocks.at[i++], &f);
    }
}

/* ---- Footnotes
 * -------------------------------------------------------------------- */

static void gather_notes(Pptx *p, Runs runs, Str *text)
{
    for (size_t i = 0; i < runs.len; i++) {
        uint32_t n = runs.at[i].note;
        if (n && n <= p->r->note_count)
            *text = str_format(
                p->a, "%.*s%s%u  %.*s", STR_ARG(*text), text->len ? "\n" : "",
                (unsigned)n, STR_ARG(runs_text(p->a, p->r->notes[n - 1].text)));
    }
}

static void gather_block(Pptx *p, const Block *b, Str *text)
{
    if (b->kind == BLOCK_PARAGRAPH)
        gather_notes(p, b->as.paragraph.runs, text);
    for (size_t i = 0; b->kind == BLOCK_LIST && i < b->as.list.item_count; i++)
        for (size_t j = 0; j < b->as.list.items[i].body.len; j++)
            gather_block(p, &b->as.list.items[i].body.at[j], text);
    for (size_t i = 0; b->kind == BLOCK_CALLOUT && i < b->as.callout.body.len;
         i++)
        gather_block(p, &b->as.callout.body.at[i], text);
}

static void footnotes_shape(Pptx *p, const FittedSlide *s)
{
    Str text = { 0 };
    TextLook look = look_of(p, TEXT_NOTE, SLIDE_SCALE);
    const Rect *body = &s->slots[0].box;
    ShapeSpec spec = { .name = "Footnotes",
                       .at = { s->places.title.x_pt,
                               body->y_pt + body->height_pt - 48,
                               s->places.title.width_pt, 60 } };

    for (size_t i = 0; i < s->slot_count; i++)
        for (size_t j = 0; j < s->slots[i].blocks.len; j++)
            gather_block(p, s->slots[i].blocks.at[j].block, &text);
    if (!text.len)
        return;
    shape_open(p, &spec);
    shape_text_open(p, 0, 0, "b");
    paragraph_text(p, text, &look);
    shape_close(p, true);
}

/* ---- Foot
 * ---------------------------------------------------------------------------
 */

static void foot_shapes(Pptx *p, size_t index, const FittedSlide *s)
{
    Xml *x = &p->x;
    Str footer = slide_footer(p->a, p->r);
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

    if (!s->places.has_furniture)
        return;
    if (footer.len) {
        shape_open(p, &left);
        shape_text_open(p, 0, 0, "t");
        paragraph_text(p, footer, &look);
        shape_close(p, true);
    }
    look.align = ALIGN_RIGHT;
    shape_open(p, &right);
    shape_text_open(p, 0, 0, "t");
    paragraph_open(p, &look);
    xml_open(x, "a:fld");
    xml_attr(x, "id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}");
    xml_attr(x, "type", "slidenum");
    xml_open(x, "a:rPr");
    xml_attr_str(x, "lang", p->r->lang);
    xml_attr_int(x, "sz", 1000);
    dml_fill(x, p->t, look.color);
    xml_close(x);
    xml_element(x, "a:t", str_format(p->a, "%zu", index + 1));
    xml_close(x);
    paragraph_close(p);
    shape_close(p, true);
}

/* ---- The parts
 * ----------------------------------------------------------------------- */

bool slide_write(Pptx *p, size_t index)
{
    const FittedSlide *s = &p->deck->at[index];
    const Slide *slide = s->from->slide;
    Part *part = p->slides[index];

    part_relate(&p->pkg, part, REL_OFFICE "slideLayout", p->layouts[s->kind]);
    part_open(p, part, "p:sld");
    p->slide_title = s->title;
    xml_open(&p->x, "p:cSld");
    tree_open(p);
    title_shape(p, s);
    if (p->house) {
        const Cover *cover = s->kind == SLIDE_TITLE ? slide->cover : NULL;
        house_subtitle(p, s, cover);
        if (cover)
            house_logo(p, s, cover);
    } else {
        subtitle_shape(p, s);
        if (s->kind == SLIDE_TITLE && slide->cover) {
            logos(p, slide->cover);
            facts_shape(p, slide->cover);
        }
    }
    for (size_t i = 0; i < s->slot_count; i++)
        slot_shapes(p, s, i);
    footnotes_shape(p, s);
    if (p->house)
        house_foot(p, s, index);
    else
        foot_shapes(p, index, s);
    watermark_shape(p);
    tree_close(p);
    xml_close(&p->x);
    xml_raw(&p->x, "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
    return part_done(p);
}

bool notes_write(Pptx *p, size_t index)
{
    const FittedSlide *s = &p->deck->at[index];
    ShapeSpec image = { .name = "Slide image",
                        .type = "sldImg",
                        .at = { 54, 54, 432, 243 } };
    ShapeSpec words = { .name = "Notes",
                        .type = "body",
                        .idx = IDX_BODY,
                        .at = { 54, 315, 432, 360 } };
    Xml *x = &p->x;
    Part *part;

    if (!s->from->slide->notes.len || s->part != 1)
        return true;
    part = part_add(
        &p->pkg,
        str_format(p->a, "ppt/notesSlides/notesSlide%zu.xml", index + 1),
        PML_TYPE "notesSlide+xml");
    part_relate(&p->pkg, p->slides[index], REL_OFFICE "notesSlide", part);
    part_relate(&p->pkg, part, REL_OFFICE "notesMaster", p->notes_master);
    part_relate(&p->pkg, part, REL_OFFICE "slide", p->slides[index]);
    part_open(p, part, "p:notes");
    xml_open(x, "p:cSld");
    tree_open(p);
    xml_open(x, "p:sp");
    xml_open(x, "p:nvSpPr");
    shape_names(p, "p:cNvPr", &image);
    xml_raw(x, "<p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" "
               "noChangeAspect=\"1\"/></p:cNvSpPr>");
    placeholder(p, &image);
    xml_close(x);
    xml_empty(x, "p:spPr");
    xml_close(x);
    shape_open(p, &words);
    shape_text_open(p, 0, 0, "t");
    /* as on paper: 12 points */
    blocks_text(p, s->from->slide->notes, SLIDE_SCALE * 0.75, 0);
    shape_close(p, true);
    tree_close(p);
    xml_close(x);
    xml_raw(x, "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
    return part_done(p);
}
