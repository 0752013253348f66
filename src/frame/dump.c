/* dump.c - a document as text, for golden files. */

#include "frame/frame.h"

#include <math.h>

/*
 * Hundredths in whole numbers: no "-0.00", and no decimal comma whatever
 * locale a program around the library has set.
 */
static void number_print(FILE *out, double n)
{
    if (!(fabs(n) < 1e12)) {
        fputs("?", out);
        return;
    }
    long long hundredths = llround(n * 100);
    long long size = hundredths < 0 ? -hundredths : hundredths;

    fprintf(out, "%s%lld.%02lld", hundredths < 0 ? "-" : "", size / 100,
            size % 100);
}

static void numbers_print(FILE *out, const double *n, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            fputc(' ', out);
        number_print(out, n[i]);
    }
}

static void point_print(FILE *out, Point p)
{
    numbers_print(out, (double[]){ p.x_pt, p.y_pt }, 2);
}

static void rect_print(FILE *out, Rect r)
{
    double n[] = { r.x_pt, r.y_pt, r.width_pt, r.height_pt };
    numbers_print(out, n, 4);
}

/* Text in quotes; what would upset a line of a golden file is escaped. */
static void text_print(FILE *out, Str s)
{
    fputc('"', out);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\x%02x", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void color_print(FILE *out, const char *word, Color c)
{
    fprintf(out, " %s #%02x%02x%02x", word, c.red, c.green, c.blue);
}

static void tag_print(FILE *out, TagId tag)
{
    if (!TAG_IS_ARTIFACT(tag))
        fprintf(out, " tag %u", tag);
    else if (tag == TAG_HEADER)
        fputs(" header", out);
    else if (tag == TAG_FOOTER)
        fputs(" footer", out);
    else if (tag == TAG_WATERMARK)
        fputs(" watermark", out);
    else
        fputs(" artifact", out);
}

static void opacity_print(FILE *out, float opacity)
{
    if (opacity > 0 && opacity < 1) {
        fputs(" opacity ", out);
        number_print(out, opacity);
    }
}

static void text_item_print(FILE *out, const TextItem *t)
{
    const GlyphRun *run = t->run;

    fputc(' ', out);
    text_print(out, run->text);
    fprintf(out, " %.*s ", STR_ARG(font_info(run->font)->postscript_name));
    number_print(out, t->size_pt);
    fputs(" wide ", out);
    number_print(out, run_width_pt(run, t->size_pt) + (double)t->tracking_em *
                                                          t->size_pt *
                                                          run->glyph_count);
    color_print(out, "fill", t->fill);
    if (run->is_rtl)
        fputs(" rtl", out);
    if (t->rotated)
        fputs(" rotated", out);
    if (t->underline)
        fputs(" underline", out);
    opacity_print(out, t->opacity);
}

static void steps_print(FILE *out, const Path *path)
{
    static const char letters[] = { [PATH_MOVE] = 'M',
                                    [PATH_LINE] = 'L',
                                    [PATH_CURVE] = 'C',
                                    [PATH_CLOSE] = 'Z' };

    for (size_t i = 0; i < path->len; i++) {
        const PathStep *s = &path->at[i];
        fprintf(out, " %c", letters[s->op]);
        if (s->op == PATH_CLOSE)
            continue;
        fputc(' ', out);
        if (s->op == PATH_CURVE) {
            point_print(out, s->control_1);
            fputc(' ', out);
            point_print(out, s->control_2);
            fputc(' ', out);
        }
        point_print(out, s->to);
    }
}

static void path_item_print(FILE *out, const Path *path, const Paint *p)
{
    if (p->has_fill)
        color_print(out, p->even_odd ? "fill even-odd" : "fill", p->fill);
    if (p->has_stroke) {
        color_print(out, "stroke", p->stroke);
        fputc(' ', out);
        number_print(out, p->stroke_pt);
    }
    if (p->dash_on_pt > 0) {
        fputs(" dash ", out);
        numbers_print(out, (double[]){ p->dash_on_pt, p->dash_off_pt }, 2);
    }
    opacity_print(out, p->opacity);
    fputs(" :", out);
    steps_print(out, path);
}

static void frame_print(FILE *out, const Frame *f, int indent);

static void group_print(FILE *out, const FrameItem *item, int indent)
{
    if (item->as.group.is_whole)
        fputs(" whole", out);
    if (item->as.group.actual_text.len) {
        fputs(" actual ", out);
        text_print(out, item->as.group.actual_text);
    }
    fputc('\n', out);
    frame_print(out, item->as.group.frame, indent + 2);
}

static void item_print(FILE *out, const FrameItem *item, int indent)
{
    static const char *const words[] = { [FRAME_TEXT] = "text",
                                         [FRAME_PATH] = "path",
                                         [FRAME_IMAGE] = "image",
                                         [FRAME_GROUP] = "group" };

    fprintf(out, "%*s%s ", indent, "", words[item->kind]);
    point_print(out, item->at);
    tag_print(out, item->tag);
    switch ((FrameKind)item->kind) {
    case FRAME_TEXT:
        text_item_print(out, &item->as.text);
        break;
    case FRAME_PATH:
        path_item_print(out, item->as.path.path, item->as.path.paint);
        break;
    case FRAME_IMAGE:
        fprintf(out, " %ux%u px, ", item->as.image.image->width_px,
                item->as.image.image->height_px);
        numbers_print(out,
                      (double[]){ item->as.image.size.width_pt,
                                  item->as.image.size.height_pt },
                      2);
        break;
    case FRAME_GROUP:
        group_print(out, item, indent);
        return;
    }
    fputc('\n', out);
}

static void frame_print(FILE *out, const Frame *f, int indent)
{
    for (size_t i = 0; i < f->items.len; i++)
        item_print(out, &f->items.at[i], indent);
}

static void link_print(FILE *out, const PageLink *link)
{
    fputs("  link ", out);
    rect_print(out, link->area);
    tag_print(out, link->tag);
    if (link->url.len) {
        fputs(" url ", out);
        text_print(out, link->url);
    } else {
        fprintf(out, " to destination %u", link->destination);
    }
    fputs(" contents ", out);
    text_print(out, link->contents);
    fputc('\n', out);
}

static void pages_print(FILE *out, const Document *doc)
{
    for (size_t i = 0; i < doc->pages.len; i++) {
        const Page *page = &doc->pages.at[i];
        fprintf(out, "page %zu ", i + 1);
        numbers_print(
            out,
            (double[]){ page->frame.size.width_pt, page->frame.size.height_pt },
            2);
        fputc('\n', out);
        frame_print(out, &page->frame, 2);
        for (size_t k = 0; k < page->links.len; k++)
            link_print(out, &page->links.at[k]);
    }
}

static void attributes_print(FILE *out, const TagAttributes *t)
{
    static const char *const scopes[] = { "", "row", "column", "both" };
    static const char *const numberings[] = { "", "bullet", "decimal" };
    const struct {
        const char *word;
        Str text;
    } texts[] = { { "alt", t->alt }, { "lang", t->lang }, { "id", t->id } };

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        if (!texts[i].text.len)
            continue;
        fprintf(out, " %s ", texts[i].word);
        text_print(out, texts[i].text);
    }
    if (t->scope)
        fprintf(out, " scope %s", scopes[t->scope]);
    if (t->numbering)
        fprintf(out, " numbering %s", numberings[t->numbering]);
    if (t->row_span > 1)
        fprintf(out, " rows %u", t->row_span);
    if (t->col_span > 1)
        fprintf(out, " columns %u", t->col_span);
    for (size_t i = 0; i < t->header_count; i++) {
        fputs(i ? " " : " headers ", out);
        text_print(out, t->headers[i]);
    }
    if (t->has_bbox) {
        fprintf(out, " box page %u ", t->page + 1);
        rect_print(out, t->bbox);
    }
}

/* In order of the tree; no recursion, since nesting is the input's. */
static void tags_print(FILE *out, const TagTree *tree)
{
    int depth = 0;

    for (TagId id = 0; tree->list.len;) {
        const Tag *tag = &tree->list.at[id];
        fprintf(out, "%*s%s %u", 2 + depth * 2, "", role_name(tag->role), id);
        if (tag->attributes)
            attributes_print(out, tag->attributes);
        fputc('\n', out);
        if (tag->first_child) {
            id = tag->first_child;
            depth++;
            continue;
        }
        while (id && !tree->list.at[id].next_sibling) {
            id = tree->list.at[id].parent;
            depth--;
        }
        if (!id)
            return;
        id = tree->list.at[id].next_sibling;
    }
}

static void facts_print(FILE *out, const Document *doc)
{
    const struct {
        const char *word;
        Str text;
    } facts[] = {
        { "title", doc->title },     { "author", doc->author },
        { "subject", doc->subject }, { "keywords", doc->keywords },
        { "lang", doc->lang },       { "created", doc->created },
    };

    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        if (!facts[i].text.len)
            continue;
        fprintf(out, "%s ", facts[i].word);
        text_print(out, facts[i].text);
        fputc('\n', out);
    }
    if (doc->front_pages)
        fprintf(out, "front pages %u\n", doc->front_pages);
}

void document_dump(const Document *doc, FILE *out)
{
    facts_print(out, doc);
    pages_print(out, doc);
    for (size_t i = 0; i < doc->destinations.len; i++) {
        fprintf(out, "destination %zu page %u ", i,
                doc->destinations.at[i].page + 1);
        number_print(out, doc->destinations.at[i].y_pt);
        fputc('\n', out);
    }
    for (size_t i = 0; i < doc->outline.len; i++) {
        const OutlineEntry *e = &doc->outline.at[i];
        fprintf(out, "outline %u ", e->level);
        text_print(out, e->title);
        fprintf(out, " to destination %u\n", e->destination);
    }
    fputs("tags\n", out);
    tags_print(out, &doc->tags);
}
