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

/* "Figure 2" is a word and a number that Word counts. */
static void caption_number(Docx *d, Str number, bool is_table)
{
    Look look = { .has_color = true, .color = d->t->colors.ink_2 };
    size_t cut = number.len;
    unsigned counted = is_table ? ++d->table_number : ++d->figure_number;

    while (cut && number.at[cut - 1] >= '0' && number.at[cut - 1] <= '9')
        cut--;
    Str digits = str_slice(number, cut, number.len);
    unsigned id =
        bookmark_open(d, str_format(d->a, "_Ref%s%u",
                                    is_table ? "Table" : "Figure", counted));
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
    for (size_t i = 0; pages && i < d->headings.len && i < pages->outline.len;
         i++)
        d->headings.at[i].page =
            pages->destinations.at[pages->outline.at[i].destination].page + 1;
}

static void toc_entry(Docx *d, size_t index, bool is_first,
                      const char *field_code)
{
    const Heading *h = &d->headings.at[index];
    const Section *s = h->section;
    Str name = heading_bookmark(d, index);
    StyleId style = (StyleId)(STYLE_TOC_1 + (s->level < 1   ? 0
                                             : s->level > 4 ? 3
                                                            : s->level - 1));
    ParaSpec spec = para_spec(style);

    if (d->ref && reference_has_style(d->ref, style))
        spec.tab_pt = d->width_pt;
    para_open(d, &spec);
    if (is_first)
        field_open(d, field_code);
    xml_open(&d->x, "w:hyperlink");
    xml_attr_str(&d->x, "w:anchor", name);
    xml_attr(&d->x, "w:history", "1");
    if (s->number.len)
        run_text(d, str_format(d->a, "%.*s  ", STR_ARG(s->number)), NULL);
    run_text(d, runs_text(d->a, s->title), NULL);
    run_tab(d);
    Str code = str_format(d->a, " PAGEREF %.*s \\h ", STR_ARG(name));
    field(d, code.at, str_format(d->a, "%u", (unsigned)h->page), NULL);
    xml_close(&d->x);
}

/*
 * A contents field in its content control, filled.  Nothing is marked dirty:
 * Word opens the document without a question.
 */
void toc_write(Docx *d, const Toc *toc)
{
    Xml *x = &d->x;
    unsigned depth = toc->depth ? toc->depth : 2;
    Str code = str_format(d->a, " TOC \\o \"1-%u\" \\h \\z ", depth);
    ParaSpec title = para_spec(STYLE_TOC_HEADING),
             end = para_spec(STYLE_SPACER);
    bool any = false;

    xml_raw(x, "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery "
               "w:val=\"Table of Contents\"/><w:docPartUnique/>"
               "</w:docPartObj></w:sdtPr><w:sdtContent>");
    para_runs(d, &title, runs_of(d->a, toc->title), NULL);
    for (size_t i = 0; i < d->headings.len; i++) {
        if (d->headings.at[i].section->level > depth)
            continue;
        toc_entry(d, i, !any, code.at);
        any = true;
        para_close(d);
    }
    if (any) {
        para_open(d, &end);
        field_close(d);
        para_close(d);
    }
    xml_raw(x, "</w:sdtContent></w:sdt>");
}
