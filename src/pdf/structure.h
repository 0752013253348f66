/*
 * structure.h - the structure tree: what was drawn for which element.
 *
 * Marked content is numbered as it is drawn, so the sequences of a page are
 * consecutive and an element's sequences come in the order of painting.
 */
#ifndef REPORTGEN_PDF_STRUCTURE_H
#define REPORTGEN_PDF_STRUCTURE_H

#include "frame/frame.h"
#include "pdf/document.h"

/* One marked-content sequence; number 0 is not used. */
typedef struct {
    TagId tag;
    uint32_t page;
    uint32_t next; /* of the same tag; 0 ends */
} Sequence;

/* An annotation that belongs to an element. */
typedef struct {
    TagId tag;
    uint32_t page;
    ObjectId id;
    uint32_t next; /* 1 + index of the next of the same tag */
} LinkObject;

/* What an element has been given, all 0 for nothing. */
typedef struct {
    uint32_t first, last; /* sequences */
    uint32_t link;        /* 1 + index of its first annotation */
} TagContent;

typedef struct {
    const Document *doc;
    Arena *arena;
    TagContent *content; /* by TagId */
    LIST(Sequence) sequences;
    uint32_t *page_first; /* first sequence of each page, and the end */
    LIST(LinkObject) links;
} Structure;

void structure_begin(Arena *a, Structure *s, const Document *doc);
void structure_page_begin(Structure *s, size_t page);
/* The number of the new sequence within its page. */
uint32_t structure_sequence_add(Structure *s, TagId tag, size_t page);
/* True if anything on the page belongs to the structure. */
bool structure_page_has_content(const Structure *s, size_t page);

/* Keys in the parent tree: pages first, then annotations. */
size_t structure_link_key(const Structure *s);
void structure_link_add(Structure *s, TagId tag, size_t page, ObjectId id);

/* The elements, the parent tree and the identifiers; `root` is reserved. */
void structure_write(const Structure *s, const HaruDocument *d, ObjectWriter *w,
                     ObjectId root);

#endif
