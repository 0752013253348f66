/* reference_parts.c - the house's theme, settings, fonts, headers, footers. */

#include "docx/reference.h"

#define NS_WP                                                                  \
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

static bool is_one_of(const char *s, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (strcmp(s, words[i]) == 0)
            return true;
    return false;
}

bool reference_has(const Docx *d, ReferencePart part)
{
    return d->ref && d->ref->parts[part];
}

static bool part_copy(Docx *d, OpcPart *from, const char *type)
{
    Part *copy = opc_copy(&d->ref->copy, from);

    if (copy)
        part_relate(&d->pkg, d->document, type, copy);
    return copy;
}

/* Fonts that the house's file carries go with it, as it carries them. */
bool reference_fonts_add(Docx *d)
{
    if (d->o->embed_fonts) {
        Diag *note = opc_warning(d->ref->opc, d->ref->parts[PART_FONTS],
                                 "fonts are the house's: none of the agency's "
                                 "is embedded");
        note->code = "docx/font";
    }
    return part_copy(d, d->ref->parts[PART_FONTS], REL_OFFICE "fontTable");
}

/* ---- Settings -------------------------------------------------------------
 */

/* What is safe, and says how the document looks. */
static const char *const kept_settings[] = {
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "hideSpellingErrors",
    "hideGrammaticalErrors",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
    "noPunctuationKerning",
    "characterSpacingControl",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotAutoCompressPictures",
    "decimalSymbol",
    "listSeparator",
    NULL,
};

/* What people may miss; the rest goes without a word. */
static const char *const told_settings[] = {
    "attachedTemplate", "mailMerge",      "documentProtection",
    "writeProtection",  "trackRevisions", NULL
};

static void settings_thin(Docx *d, xmlNode *root)
{
    for (xmlNode *n = root->children, *next; n; n = next) {
        const char *name = (const char *)n->name;
        next = n->next;
        if (n->type == XML_ELEMENT_NODE && node_is(n, NS_W, name) &&
            is_one_of(name, kept_settings))
            continue;
        if (n->type == XML_ELEMENT_NODE && is_one_of(name, told_settings))
            opc_warning(d->ref->opc, d->ref->parts[PART_SETTINGS],
                        "'%s' is not taken over", name);
        node_remove(n);
    }
}

/* The first setting that stands behind footnotePr. */
static xmlNode *tail_of(xmlNode *root)
{
    static const char *const tail[] = { "compat",
                                        "themeFontLang",
                                        "clrSchemeMapping",
                                        "doNotAutoCompressPictures",
                                        "decimalSymbol",
                                        "listSeparator",
                                        NULL };

    for (xmlNode *n = root->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE &&
            is_one_of((const char *)n->name, tail))
            return n;
    return NULL;
}

static bool has_mode(Docx *d, const xmlNode *compat)
{
    for (xmlNode *n = node_child(compat, NS_W, "compatSetting"); n;
         n = node_next(n, NS_W, "compatSetting"))
        if (str_is(node_attr(d->a, n, NS_W, "name"), "compatibilityMode"))
            return true;
    return false;
}

#define SETTINGS_OPEN "<w:settings xmlns:w=\"" NS_W "\">"
#define SETTINGS_CLOSE "</w:settings>"
#define NOTES                                                                  \
    "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>"          \
    "</w:footnotePr>"
#define MODE                                                                   \
    "<w:compatSetting w:name=\"compatibilityMode\" "                           \
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"

static bool xml_into(Docx *d, Str xml, xmlNode *parent, xmlNode *before)
{
    xmlDoc *doc = tree_of(xml);

    if (doc)
        nodes_move(doc, NULL, parent, before);
    else
        d->failed = true;
    xmlFreeDoc(doc);
    return doc;
}

bool reference_settings_add(Docx *d)
{
    OpcPart *part = d->ref->parts[PART_SETTINGS];
    xmlDoc *doc = opc_tree(d->ref->opc, part);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;

    if (!doc)
        return false;
    settings_thin(d, root);
    xmlNode *tail = tail_of(root);
    xmlNode *compat = node_child(root, NS_W, "compat");
    if (d->o->update_fields)
        xml_into(d,
                 STR(SETTINGS_OPEN
                     "<w:updateFields w:val=\"true\"/>" SETTINGS_CLOSE),
                 root, tail);
    xml_into(d, STR(SETTINGS_OPEN NOTES SETTINGS_CLOSE), root, tail);
    if (!compat)
        xml_into(
            d,
            STR(SETTINGS_OPEN "<w:compat>" MODE "</w:compat>" SETTINGS_CLOSE),
            root, tail);
    else if (!has_mode(d, compat))
        xml_into(d, STR(SETTINGS_OPEN MODE SETTINGS_CLOSE), compat, NULL);
    Part *copy = opc_copy_tree(&d->ref->copy, part, doc);
    if (copy)
        part_relate(&d->pkg, d->document, REL_OFFICE "settings", copy);
    return copy && !d->failed;
}

/* ---- Headers and footers --------------------------------------------------
 */

static bool is_any(OpcPart *const parts[PAGES_COUNT])
{
    for (size_t i = 0; i < PAGES_COUNT; i++)
        if (parts[i])
            return true;
    return false;
}

bool reference_has_header(const Reference *r)
{
    return is_any(r->headers);
}

bool reference_has_footer(const Reference *r)
{
    return is_any(r->footers);
}

/* Marks that lead into the text that is not taken, or that ours may bear. */
static bool leads_away(const xmlNode *n)
{
    static const char *const names[] = {
        "bookmarkStart",     "bookmarkEnd",      "dataBinding",
        "commentRangeStart", "commentRangeEnd",  "commentReference",
        "footnoteReference", "endnoteReference", NULL
    };

    return node_is(n, NS_W, (const char *)n->name) &&
           is_one_of((const char *)n->name, names);
}

static bool is_inside(const xmlNode *n, const xmlNode *outer)
{
    while (n && n != outer)
        n = n->parent;
    return n;
}

/* Drawings get numbers that ours continue. */
static void furniture_clean(Docx *d, xmlNode *root)
{
    for (xmlNode *n = node_after(root, root), *next; n; n = next) {
        next = node_after(n, root);
        if (leads_away(n)) {
            while (next && is_inside(next, n))
                next = node_after(next, root);
            node_remove(n);
        } else if (node_is(n, NS_WP, "docPr")) {
            node_set_attr(n, NULL, "id",
                          str_format(d->a, "%u", ++d->drawing_id));
        }
    }
}

static void watermark_into(Docx *d, xmlNode *root, int number)
{
    Xml outer = d->x;
    Buf xml = { 0 };
    xmlNode *last = NULL;

    if (!d->r->watermark.len)
        return;
    for (xmlNode *n = node_child(root, NS_W, "p"); n;
         n = node_next(n, NS_W, "p"))
        last = n;
    xml_begin(&d->x, &xml);
    xml_open(&d->x, "w:hdr");
    xml_attr(&d->x, "xmlns:w", NS_W);
    xml_attr(&d->x, "xmlns:v", "urn:schemas-microsoft-com:vml");
    xml_attr(&d->x, "xmlns:o", "urn:schemas-microsoft-com:office:office");
    if (!last)
        xml_open(&d->x, "w:p");
    watermark_write(d, number);
    if (!last)
        xml_close(&d->x);
    xml_close(&d->x);
    d->failed |= !xml_end(&d->x);
    d->x = outer;
    if (!d->failed)
        xml_into(d, buf_str(&xml), last ? last : root, NULL);
    buf_free(&xml);
}

static unsigned furniture_copy(Docx *d, OpcPart *from, bool is_header,
                               int pages)
{
    Reference *r = d->ref;
    Part *copy = map_find(&r->copy.copied, from->path);
    xmlDoc *doc = opc_tree(r->opc, from);

    if (!doc)
        return 0;
    if (!copy) {
        furniture_clean(d, xmlDocGetRootElement(doc));
        if (is_header && pages != PAGES_FIRST)
            watermark_into(d, xmlDocGetRootElement(doc), pages);
        copy = opc_copy_tree(&r->copy, from, doc);
    }
    return copy ? part_relate(&d->pkg, d->document,
                              is_header ? REL_OFFICE "header"
                                        : REL_OFFICE "footer",
                              copy)
                : 0;
}

bool reference_begin(Docx *d)
{
    Reference *r = d->ref;
    OpcPart *web = opc_related(r->opc, r->opc->main, REL_OFFICE "webSettings");

    r->copy = (OpcCopy){ .from = r->opc, .to = &d->pkg };
    if (r->parts[PART_THEME] &&
        !part_copy(d, r->parts[PART_THEME], REL_OFFICE "theme"))
        return false;
    if (web && !part_copy(d, web, REL_OFFICE "webSettings"))
        return false;
    for (int i = 0; i < PAGES_COUNT; i++) {
        if (r->headers[i])
            r->header_ids[i] = furniture_copy(d, r->headers[i], true, i);
        if (r->footers[i])
            r->footer_ids[i] = furniture_copy(d, r->footers[i], false, i);
    }
    return !r->opc->refused && !d->failed;
}

/* ---- Sections -------------------------------------------------------------
 */

/* A cover has what the house has on a first page, and nothing else; one with a
 * field of colour, on which words could not be read, has nothing. */
static bool has_first_page(const Docx *d, SectionPlace at)
{
    return at.is_first && d->ref->is_title_page &&
           (!at.is_cover || d->r->brand.cover == COVER_PLAIN);
}

void reference_furniture(Docx *d, SectionPlace at)
{
    static const char *const pages[PAGES_COUNT] = { "default", "first",
                                                    "even" };
    const Reference *r = d->ref;

    for (int i = 0; i < PAGES_COUNT; i++) {
        bool is_wanted =
            i == PAGES_FIRST ? at.is_first && r->is_title_page : !at.is_cover;
        if (!is_wanted)
            continue;
        furniture_reference(d, "w:headerReference", pages[i], r->header_ids[i]);
        furniture_reference(d, "w:footerReference", pages[i], r->footer_ids[i]);
    }
}

static void element_copy(Docx *d, const xmlNode *n)
{
    xml_open(&d->x, str_format(d->a, "w:%s", (const char *)n->name).at);
    for (const xmlAttr *at = n->properties; at; at = at->next)
        if (at->ns && strcmp((const char *)at->ns->href, NS_W) == 0)
            xml_attr_str(&d->x,
                         str_format(d->a, "w:%s", (const char *)at->name).at,
                         node_attr(d->a, n, NS_W, (const char *)at->name));
    for (const xmlNode *c = n->children; c; c = c->next)
        if (node_is(c, NS_W, (const char *)c->name))
            element_copy(d, c);
    xml_close(&d->x);
}

void reference_page(Docx *d, SectionPlace at)
{
    const xmlNode *borders = node_child(d->ref->section, NS_W, "pgBorders");

    if (borders && !at.is_cover)
        element_copy(d, borders);
    if (has_first_page(d, at))
        xml_empty(&d->x, "w:titlePg");
}
