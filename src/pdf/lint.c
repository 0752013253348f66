/* lint.c - what a document must be before it may be written. */

#include "pdf/lint.h"

#include "pdf/objects.h"
#include "pdf/xmp.h"

#include <math.h>

/* PDF/A 6.1.13-3: bytes of a string. */
#define STRING_MAX 32767
/* Frames within frames; real ones are some five deep. */
#define DEPTH_MAX 64
/* Sides of a page that readers accept, and that libharu does. */
#define PAGE_MIN_PT 3
#define PAGE_MAX_PT 14400

/* ---- Reporting ----------------------------------------------------------- */

static Diag *fault_new(Lint *l, const char *rule, Str message)
{
    Diag *d = diag_error(l->env->diags, (Span){ 0 }, "%.*s", STR_ARG(message));

    d->fault = FAULT_STANDARD;
    d->code = rule;
    l->failed = true;
    return d;
}

void lint_fault(Lint *l, const char *rule, TagId tag, const char *what)
{
    Arena *a = l->env->arena;
    Role role = (Role)l->doc->tags.list.at[tag].role;
    uint32_t page = l->facts[tag].page;
    Str where = page ? str_format(a, " on page %u", page) : STR("");

    fault_new(l, rule,
              str_format(a, "%s%.*s %s (element %u)", role_name(role),
                         STR_ARG(where), what, tag));
}

void lint_fault_page(Lint *l, const char *rule, size_t page, const char *what)
{
    fault_new(l, rule,
              str_format(l->env->arena, "page %zu: %s", page + 1, what));
}

static void fault_document(Lint *l, const char *rule, const char *what)
{
    fault_new(l, rule, str_format(l->env->arena, "the document %s", what));
}

static const Tag *tag_of(const Lint *l, TagId tag)
{
    return &l->doc->tags.list.at[tag];
}

static bool is_blank(const Lint *l, Str s)
{
    ArenaMark mark = arena_save(l->env->scratch);
    bool blank = text_clean(l->env->scratch, s).len == 0;

    arena_rewind(l->env->scratch, mark);
    return blank;
}

/* ---- The document -------------------------------------------------------- */

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* Subtags of 1 to 8 letters and digits, the first of at least two letters. */
static bool is_language(Str s)
{
    size_t width = 0;

    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && is_letter_or_digit(s.at[i])) {
            width++;
            continue;
        }
        if (width < 1 || width > 8 || (i < s.len && s.at[i] != '-'))
            return false;
        width = 0;
    }
    return s.len >= 2 && s.at[1] != '-' && (uint8_t)s.at[0] > '9';
}

static void check_document(Lint *l)
{
    const Document *doc = l->doc;

    if (is_blank(l, doc->title))
        fault_document(l, "ua/title", "has no title (PDF/UA 7.1)");
    if (!is_language(doc->lang))
        fault_document(l, "ua/language",
                       "has no language, or none like 'en-GB' (PDF/UA 7.2)");
    if (!doc->pages.len)
        fault_document(l, "pdf/pages", "has no pages");
    for (size_t i = 0; i < doc->destinations.len; i++) {
        if (doc->destinations.at[i].page >= doc->pages.len)
            fault_document(l, "pdf/destination",
                           "has a destination beyond its last page");
    }
}

static void check_outline(Lint *l)
{
    const Document *doc = l->doc;

    for (size_t i = 0; i < doc->outline.len; i++) {
        const OutlineEntry *e = &doc->outline.at[i];
        if (e->destination >= doc->destinations.len)
            fault_document(l, "pdf/destination",
                           "has an outline entry that leads nowhere");
        if (is_blank(l, e->title))
            fault_document(l, "ua/outline",
                           "has an outline entry without a title");
    }
}

/* ---- The tree itself ----------------------------------------------------- */

/* Later passes rely on this: parents first, links that agree. */
static bool check_tree(Lint *l)
{
    size_t count = l->doc->tags.list.len;
    bool sound = count > 0 && tag_of(l, 0)->role == ROLE_DOCUMENT;

    for (size_t i = 1; sound && i < count; i++) {
        const Tag *t = tag_of(l, (TagId)i);
        TagId kid = t->first_child, next = t->next_sibling;
        sound = t->parent < i && t->role <= ROLE_TOCI && kid < count &&
                next < count && (!kid || tag_of(l, kid)->parent == i) &&
                (!next || (next > i && tag_of(l, next)->parent == t->parent));
    }
    if (!sound)
        fault_document(l, "pdf/tree", "has a structure tree that is no tree");
    return sound;
}

/* ---- What the pages show ------------------------------------------------- */

/* Elements that only group others: text in them belongs to no block. */
static bool is_grouping(Role role)
{
    switch (role) {
    case ROLE_DOCUMENT:
    case ROLE_SECT:
    case ROLE_DIV:
    case ROLE_L:
    case ROLE_LI:
    case ROLE_TABLE:
    case ROLE_THEAD:
    case ROLE_TBODY:
    case ROLE_TFOOT:
    case ROLE_TR:
    case ROLE_TOC:
        return true;
    case ROLE_TITLE:
    case ROLE_H1:
    case ROLE_H2:
    case ROLE_H3:
    case ROLE_H4:
    case ROLE_H5:
    case ROLE_H6:
    case ROLE_P:
    case ROLE_SPAN:
    case ROLE_QUOTE:
    case ROLE_CAPTION:
    case ROLE_LBL:
    case ROLE_LBODY:
    case ROLE_TH:
    case ROLE_TD:
    case ROLE_FIGURE:
    case ROLE_LINK:
    case ROLE_REFERENCE:
    case ROLE_NOTE:
    case ROLE_TOCI:
        return false;
    }
    return true;
}

static void content_note(Lint *l, TagId tag, size_t page)
{
    TagFacts *facts = &l->facts[tag];

    if (!facts->page)
        facts->page = (uint32_t)page + 1;
    if (facts->has_content)
        return;
    facts->has_content = true;
    if (is_grouping((Role)tag_of(l, tag)->role))
        lint_fault(l, "ua/content", tag,
                   "holds text or graphics itself (PDF/UA 7.1)");
}

static void check_run(Lint *l, const GlyphRun *run, size_t page)
{
    if (!run || !run->font) {
        lint_fault_page(l, "pdf/run", page, "text without glyphs");
        return;
    }
    for (uint32_t i = 0; i < run->glyph_count; i++) {
        if (run->glyphs[i].glyph)
            continue;
        Str text =
            str_slice(run->text, 0, run->text.len < 40 ? run->text.len : 40);
        fault_new(l, "ua/notdef",
                  str_format(l->env->arena,
                             "page %zu: no font has a character of '%.*s' "
                             "(PDF/UA 7.21.8)",
                             page + 1, STR_ARG(text)));
        return;
    }
}

static bool is_place(Point p)
{
    return isfinite(p.x_pt) && isfinite(p.y_pt);
}

/* True if the item paints anything. */
static bool check_item(Lint *l, const FrameItem *item, size_t page)
{
    if (!is_place(item->at))
        lint_fault_page(l, "pdf/place", page, "something stands nowhere");
    switch ((FrameKind)item->kind) {
    case FRAME_TEXT:
        check_run(l, item->as.text.run, page);
        return item->as.text.run && item->as.text.run->glyph_count;
    case FRAME_PATH:
        return item->as.path.path->len &&
               item->as.path.path->at[0].op == PATH_MOVE &&
               (item->as.path.paint->has_fill ||
                item->as.path.paint->has_stroke);
    case FRAME_IMAGE:
        if (!item->as.image.image->width_px || !item->as.image.image->height_px)
            lint_fault_page(l, "pdf/image", page, "an image without pixels");
        return true;
    case FRAME_GROUP:
        return item->as.group.frame->items.len > 0;
    }
    return false;
}

/* `whole` is the tag of all that is inside, if has_whole. */
static void check_frame(Lint *l, const Frame *f, size_t page, int depth,
                        const TagId *whole)
{
    if (depth > DEPTH_MAX) {
        lint_fault_page(l, "pdf/depth", page, "frames nested too deep");
        return;
    }
    for (size_t i = 0; i < f->items.len; i++) {
        const FrameItem *item = &f->items.at[i];
        TagId tag = whole ? *whole : item->tag;
        bool is_group = item->kind == FRAME_GROUP;
        bool is_whole = is_group && item->as.group.is_whole;
        bool owns = !is_group || is_whole; /* a plain group owns nothing */
        bool paints = check_item(l, item, page);

        if (owns && !TAG_IS_ARTIFACT(tag) && tag >= l->doc->tags.list.len)
            lint_fault_page(l, "ua/tag", page,
                            "something belongs to no tag (PDF/UA 7.1)");
        else if (owns && paints && !TAG_IS_ARTIFACT(tag))
            content_note(l, tag, page);
        if (is_group)
            check_frame(l, item->as.group.frame, page, depth + 1,
                        is_whole && !whole ? &tag : whole);
    }
}

/* ---- Links --------------------------------------------------------------- */

static bool is_link_target(Str url)
{
    return str_starts_word(url, STR("http://")) ||
           str_starts_word(url, STR("https://")) ||
           str_starts_word(url, STR("mailto:"));
}

static bool is_area(Rect r)
{
    return isfinite(r.x_pt) && isfinite(r.y_pt) && isfinite(r.width_pt) &&
           isfinite(r.height_pt) && r.width_pt > 0 && r.height_pt > 0;
}

static void check_link(Lint *l, const PageLink *link, size_t page)
{
    if (link->tag >= l->doc->tags.list.len ||
        tag_of(l, link->tag)->role != ROLE_LINK) {
        lint_fault_page(l, "ua/link-tag", page,
                        "a link belongs to no Link element (PDF/UA 7.18.5)");
        return;
    }
    l->facts[link->tag].has_link = true;
    if (is_blank(l, link->contents))
        lint_fault(l, "ua/link-contents", link->tag,
                   "does not say what it leads to (PDF/UA 7.18.5)");
    if (link->contents.len > STRING_MAX / 2)
        lint_fault(l, "a/string", link->tag,
                   "has a description that is too long (PDF/A 6.1.13)");
    if (link->url.len ? !is_link_target(link->url)
                      : link->destination >= l->doc->destinations.len)
        lint_fault(l, "pdf/link-target", link->tag,
                   "leads nowhere that a link may lead");
    if (!is_area(link->area))
        lint_fault(l, "pdf/link-area", link->tag, "has no area");
}

static void check_pages(Lint *l)
{
    for (size_t i = 0; i < l->doc->pages.len; i++) {
        const Page *p = &l->doc->pages.at[i];
        double width_pt = p->frame.size.width_pt;
        double height_pt = p->frame.size.height_pt;

        if (!(width_pt >= PAGE_MIN_PT && width_pt <= PAGE_MAX_PT &&
              height_pt >= PAGE_MIN_PT && height_pt <= PAGE_MAX_PT))
            lint_fault_page(l, "pdf/page-size", i,
                            "sides are not between 3 and 14400 points");
        check_frame(l, &p->frame, i, 0, NULL);
        for (size_t k = 0; k < p->links.len; k++)
            check_link(l, &p->links.at[k], i);
    }
}

/* A parent is where its first part is. */
static void pages_inherit(Lint *l)
{
    for (size_t i = l->doc->tags.list.len; i-- > 1;) {
        uint32_t page = l->facts[i].page;
        TagFacts *above = &l->facts[tag_of(l, (TagId)i)->parent];
        if (page && (!above->page || page < above->page))
            above->page = page;
    }
}

/* ---- All together -------------------------------------------------------- */

bool document_lint(Env *env, const Document *doc)
{
    Lint l = { .env = env, .doc = doc };

    l.facts = arena_make_array(env->arena, TagFacts, doc->tags.list.len);
    check_document(&l);
    check_outline(&l);
    if (!check_tree(&l))
        return false;
    check_pages(&l);
    pages_inherit(&l);
    lint_tags(&l);
    return !l.failed;
}
