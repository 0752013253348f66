/* fields.c - fields, bookmarks, captions and the contents. */

#include "docx/parts.h"

/* ---- Fields
 * ------------------------------------------------------------------- */

static void field_mark(Docx *d, const char *type)
{
    run_open(d, NULL);
    xml_leaf(&d->x, "w:fldChar", "w:fldCharType", type);
    run_close(d);
}

void field_open(Docx *d, const char *instruction)
{
    field_mark(d, "begin");
    run_open(d, NULL);
    xml_open(&d->x, "w:instrText");
    xml_attr(&d->x, "xml:space", "preserve");
    xml_text(&d->x, str_of(instruction));
    xml_close(&d->x);
    run_close(d);
    field_mark(d, "separate");
}

void field_close(Docx *d)
{
    field_mark(d, "end");
}

void field(Docx *d, const char *instruction, Str result, const Look *look)
{
    field_open(d, instruction);
    run_text(d, result, look);
    field_close(d);
}

/* ---- Bookmarks
 * ------------------------------------------------------------------ */

unsigned bookmark_open(Docx *d, Str name)
{
    Xml *x = &d->x;

    xml_open(x, "w:bookmarkStart");
    xml_attr_int(x, "w:id", (long)++d->bookmark_id);
    xml_attr_str(x, "w:name", name);
    xml_close(x);
    return d->bookmark_id;
}

void bookmark_close(Docx *d, unsigned id)
{
    xml_leaf_int(&d->x, "w:bookmarkEnd", "w:id", (long)id);
}

typedef struct {
    Str name;
    bool is_placed;
} BlockMark;

/* Word takes letters, digits and low lines, at most 40; ids may be more. */
static BlockMark *block_mark(Docx *d, Str id)
{
    BlockMark *known = map_find(&d->bookmarks, id);

    if (known)
        return known;
    known = arena_make(d->a, BlockMark);
    known->name = str_format(d->a, "block_%zu", d->bookmarks.len + 1);
    map_set(d->a, &d->bookmarks, id, known);
    return known;
}

Str bookmark_of(Docx *d, Str id)
{
    return block_mark(d, id)->name;
}

/* Blocks that a loop repeats share their id; links lead to the first. */
void bookmark_place(Docx *d, Str id)
{
    BlockMark *mark = id.len ? block_mark(d, id) : NULL;

    if (!mark || mark->is_placed)
        return;
    mark->is_placed = true;
    bookmark_close(d, bookmark_open(d, mark->name));
}

Str heading_bookmark(Docx *d, size_t index)
{
    return str_format(d->a, "_Toc%08zu", index + 1);
}

/* ---- Captions
 * -------------------------------------------------------------------- */

static Str caption_bookmark(Docx *d, unsigned counted, bool is_table)
{
    return str_format(d->a, "_Ref%s%u", is_table ? "Table" : "Figure", counted);
}

static void captions_collect(Docx *d, const Document *pages)
{
    Captions all = captions_of(d->a, d->r->body);
    unsigned counts[2] = { 0 };

    d->captions = arena_make_array(d->a, CaptionPlace, all.len);
    d->caption_count = all.len;
    for (size_t i = 0; i < all.len; i++) {
        CaptionPlace *c = &d->captions[i];
        c->caption = all.at[i];
        c->bookmark = caption_bookmark(d, ++counts[c->caption.is_table],
                                       c->caption.is_table);
        if (pages && i < pages->captions.len)
            c->page = pages->destinations.at[pages->captions.at[i]].page + 1;
    }
}

const CaptionPlace *caption_find(const Docx *d, Str id)
{
    for (size_t i = 0; i < d->caption_count; i++)
        if (str_equal(d->captions[i].caption.block->id, id))
            return &d->captions[i];
    return NULL;
}

/* The number is the caption's own, not a copy. */
static Str bookmark_of_number(const Docx *d, Str number)
{
    for (size_t i = 0; i < d->caption_count; i++)
        if (d->captions[i].caption.number.at == number.at)
            return d->captions[i].bookmark;
    return STR("_RefOther");
}

/* "Figure 2" is a word and a number that Word counts. */
void caption_number(Docx *d, Str number, bool is_table)
{
    Look look = { .has_color = true, .color = d->t->colors.ink_2 };
    size_t cut = number.len;
    unsigned counted = is_table ? ++d->table_number : ++d->figure_number;

    while (cut && number.at[cut - 1] >= '0' && number.at[cut - 1] <= '9')
        cut--;
    Str digits = str_slice(number, cut, number.len);
    unsigned id = bookmark_open(d, bookmark_of_number(d, number));
    run_text(d, str_slice(number, 0, cut), &look);
    if (str_equal(digits, str_format(d->a, "%u", counted)))
        field(d,
              is_table ? " SEQ Table \\* ARABIC " : " SEQ Figure \\* ARABIC ",
              digits, &look);
    else if (digits.len)
        run_text(d, digits, &look);
    bookmark_close(d, id);
    run_text(d, STR("\u2002"), &look);
}

void caption_write(Docx *d, Str number, Runs title, bool is_table)
{
    ParaSpec spec = para_spec(STYLE_CAPTION);

    if (!number.len && !title.len)
        return;
    spec.keep_next = true;
    para_open(d, &spec);
    if (number.len)
        caption_number(d, number, is_table);
    runs_write(d, title, NULL);
    para_close(d);
}

/* ---- The contents
 * ------------------------------------------------------------------ */

static void collect(Docx *d, Blocks blocks);

static void collect_block(Docx *d, const Block *b)
{
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        d->has_turned |= b->as.section.landscape;
        if (!b->as.section.unlisted)
            list_add(d->a, &d->headings)->section = &b->as.section;
        collect(d, b->as.section.body);
        break;
    case BLOCK_CALLOUT:
        collect(d, b->as.callout.body);
        break;
    case BLOCK_QUOTE:
        collect(d, b->as.quote.body);
        break;
    case BLOCK_COLUMNS:
        for (size_t i = 0; i < b->as.columns.column_count; i++)
            collect(d, b->as.columns.columns[i]);
        break;
    case BLOCK_LIST:
        for (size_t i = 0; i < b->as.list.item_count; i++)
            collect(d, b->as.list.items[i].body);
        break;
    default:
        break;
    }
}

static void collect(Docx *d, Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++)
        collect_block(d, &blocks.at[i]);
}

/* The outline of the pages has the same headings in the same order. */
void headings_collect(Docx *d, const Document *pages)
{
    collect(d, d->r->body);
    captions_collect(d, pages);
    for (size_t i = 0; pages && i < d->headings.len && i < pages->outline.len;
         i++)
        d->headings.at[i].page =
            pages->destinations.at[pages->outline.at[i].destination].page + 1;
}

/* A line of a list, up to the end of its paragraph. */
typedef struct {
    StyleId style;
    Str number;
    Runs title;
    Str bookmark;
    uint32_t page;
} TocLine;

/* `code`: of the field that begins with this line; NULL: one of the others. */
static void toc_entry(Docx *d, const TocLine *e, const char *code)
{
    ParaSpec spec = para_spec(e->style);

    if (d->ref && reference_has_style(d->ref, e->style))
        spec.tab_pt = d->width_pt;
    para_open(d, &spec);
    if (code)
        field_open(d, code);
    xml_open(&d->x, "w:hyperlink");
    xml_attr_str(&d->x, "w:anchor", e->bookmark);
    xml_attr(&d->x, "w:history", "1");
    if (e->number.len)
        run_text(d, str_format(d->a, "%.*s  ", STR_ARG(e->number)), NULL);
    run_text(d, runs_text(d->a, e->title), NULL);
    run_tab(d);
    Str page = str_format(d->a, " PAGEREF %.*s \\h ", STR_ARG(e->bookmark));
    field(d, page.at, str_format(d->a, "%u", (unsigned)e->page), NULL);
    xml_close(&d->x);
    para_close(d);
}

static bool section_entries(Docx *d, unsigned depth)
{
    Str code = str_format(d->a, " TOC \\o \"1-%u\" \\h \\z ", depth);
    bool any = false;

    for (size_t i = 0; i < d->headings.len; i++) {
        const Heading *h = &d->headings.at[i];
        int level = h->section->level < 1 ? 1 : h->section->level;
        if (h->section->level > depth)
            continue;
        TocLine e = { (StyleId)(STYLE_TOC_1 + (level > 4 ? 3 : level - 1)),
                      h->section->number, h->section->title,
                      heading_bookmark(d, i), h->page };
        toc_entry(d, &e, any ? NULL : code.at);
        any = true;
    }
    return any;
}

static bool caption_entries(Docx *d, bool tables)
{
    const char *code =
        tables ? " TOC \\h \\z \\c \"Table\" " : " TOC \\h \\z \\c \"Figure\" ";
    bool any = false;

    for (size_t i = 0; i < d->caption_count; i++) {
        const CaptionPlace *c = &d->captions[i];
        if (c->caption.is_table != tables)
            continue;
        TocLine e = { STYLE_FIGURE_LIST, c->caption.number, c->caption.title,
                      c->bookmark, c->page };
        toc_entry(d, &e, any ? NULL : code);
        any = true;
    }
    return any;
}

/*
 * A field, filled; the contents in their content control.  Nothing is marked
 * dirty: Word opens the document without a question.
 */
void toc_write(Docx *d, const Toc *toc)
{
    Xml *x = &d->x;
    ParaSpec title = para_spec(STYLE_TOC_HEADING),
             end = para_spec(STYLE_SPACER);
    bool is_contents = toc->of == TOC_SECTIONS;

    if (!is_contents)
        title.before_pt = 28; /* it may follow the contents */
    if (is_contents)
        xml_raw(x, "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery "
                   "w:val=\"Table of Contents\"/><w:docPartUnique/>"
                   "</w:docPartObj></w:sdtPr><w:sdtContent>");
    para_runs(d, &title, runs_of(d->a, toc->title), NULL);
    if (is_contents ? section_entries(d, toc->depth ? toc->depth : 2)
                    : caption_entries(d, toc->of == TOC_TABLES)) {
        para_open(d, &end);
        field_close(d);
        para_close(d);
    }
    if (is_contents)
        xml_raw(x, "</w:sdtContent></w:sdt>");
}
