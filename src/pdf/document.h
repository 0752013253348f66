/*
 * document.h - the document as libharu keeps it: catalogue, page tree, links,
 * destinations, outline, page labels, and the numbers of objects.
 *
 * Nothing of libharu shows here.  Objects that are written elsewhere are
 * reserved: libharu gives their number and refers to them.  Failures latch and
 * come out at document_pack().
 */
#ifndef REPORTGEN_PDF_DOCUMENT_H
#define REPORTGEN_PDF_DOCUMENT_H

#include "frame/frame.h"
#include "pdf/objects.h"

typedef struct HaruDocument HaruDocument;

/* NULL if it cannot be made. */
HaruDocument *document_open(Env *env);
void document_close(HaruDocument *d); /* NULL is fine */

/* The number of an object that somebody else writes. */
ObjectId document_reserve(HaruDocument *d);

/* Pages are added before anything is said of them. */
void document_pages_add(HaruDocument *d, const Document *doc);
ObjectId document_page(const HaruDocument *d, size_t page);
ObjectId document_page_content(const HaruDocument *d, size_t page);
/* An entry of the page's resources: /Font <</F1 12 0 R>>. */
void document_page_use(HaruDocument *d, size_t page, const char *category,
                       const char *name, ObjectId id);
/* The page's marked content has this key in the parent tree. */
void document_page_key(HaruDocument *d, size_t page, size_t key);

/* All places that links and the outline lead to. */
void document_destinations_add(HaruDocument *d, const Document *doc);
/* The annotation of a link, with its key in the parent tree. */
ObjectId document_link_add(HaruDocument *d, size_t page, const PageLink *link,
                           size_t key);
void document_outline_add(HaruDocument *d, const Document *doc);
void document_labels_add(HaruDocument *d, const Document *doc);

/* Reserved objects that the catalogue names. */
typedef struct {
    ObjectId structure, metadata, color_profile;
} DocumentParts;

void document_catalog_set(HaruDocument *d, const Document *doc,
                          DocumentParts parts);
/* "Title", "Author", ...; nothing if `value` is empty. */
void document_info_set(HaruDocument *d, const char *key, Str value);
/* A date as D:YYYYMMDD000000Z. */
void document_info_date_set(HaruDocument *d, const char *key, Str date);

/* False if anything failed so far. */
bool document_is_sound(const HaruDocument *d);

/*
 * No object is numbered by libharu after this.  Its objects are packed into
 * `w`; false if anything failed since document_open().
 */
bool document_pack(HaruDocument *d, ObjectWriter *w);
ObjectId document_root(const HaruDocument *d);
ObjectId document_info(const HaruDocument *d); /* 0 if nothing is known */

#endif
