/* reference.h - what the files that read a house's document share. */
#ifndef REPORTGEN_DOCX_REFERENCE_H
#define REPORTGEN_DOCX_REFERENCE_H

#include "docx/parts.h"
#include "office/opc_read.h"

/* Kinds of headers and footers: on all pages, the first, even ones. */
enum { PAGES_DEFAULT, PAGES_FIRST, PAGES_EVEN, PAGES_COUNT };

struct Reference {
    Opc *opc;
    OpcCopy copy;
    OpcPart *parts[PART_COUNT]; /* NULL: it has none */

    Map by_id;                  /* lower-case id to xmlNode of a style */
    Map by_name;                /* type, then lower-case name, to the same */
    xmlNode *styles[STYLE_ALL]; /* matched; or NULL */
    const char *ids[STYLE_ALL];

    const xmlNode *section; /* the last w:sectPr; or NULL */
    PageGrid page;          /* where there is one */
    bool has_page;
    bool is_title_page;
    OpcPart *headers[PAGES_COUNT], *footers[PAGES_COUNT];
    unsigned header_ids[PAGES_COUNT], footer_ids[PAGES_COUNT]; /* rId, or 0 */

    int last_num, last_abstract;
    int bullet_num, bullet_levels;
    int number_abstract, number_levels; /* -1: none */
};

/* Text of w:val of the child; empty if there is none. */
Str w_value(Arena *a, const xmlNode *parent, const char *child);
/* A whole number; false if it is none, or is out of +-100 million. */
bool whole_of(Str s, long *out);
/* Twentieths of a point, or a number with a unit, in points. */
bool points_of(Str s, double *out);
Str lower_copy(Arena *a, Str s);

/* The first node `path` below the style or one that it is based on: "rPr",
 * "sz"; NULL if there is none. */
const xmlNode *style_find(const Reference *r, const xmlNode *style,
                          const char *group, const char *name);

/* Matches styles by name; false if reported. */
bool reference_styles_read(Reference *r);
bool reference_numbering_read(Reference *r);

#endif
