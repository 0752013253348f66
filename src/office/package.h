/*
 * package.h - an Office file: parts, what they are, and how they refer to each
 * other (Open Packaging Conventions, ECMA-376 part 2).
 *
 * Content types and relationships are written from one list of parts, so they
 * cannot disagree with it.  The same parts give the same bytes: entries stand
 * in order of creation and carry no time.
 */
#ifndef REPORTGEN_OFFICE_PACKAGE_H
#define REPORTGEN_OFFICE_PACKAGE_H

#include "env/env.h"
#include "office/archive.h"

/* Where a relationship of one part leads. */
typedef struct {
    const char *type; /* URI */
    Str target;       /* as written: relative, or a URL */
    bool is_external;
    Str id;          /* "rId3" */
    unsigned number; /* 3; 0 where the id has another form */
} Relation;

typedef struct {
    Str path;                 /* "word/document.xml", without leading slash */
    const char *content_type; /* NULL: by the extension */
    Buf body;
    bool is_stored; /* compressed already: kept as it is */
    LIST(Relation) relations;
    unsigned last_number; /* the highest of the relations */
} Part;

typedef struct {
    Env *env;
    Arena *a;
    LIST(Part *) parts;
    Map by_path;        /* lower-case path to Part */
    Part root;          /* the package itself: only its relations count */
    Deflater *deflater; /* of the package and of those within */
} Package;

/* `level` is ARCHIVE_QUICK or ARCHIVE_SMALL. */
void package_begin(Env *env, Arena *a, int level, Package *p);
void package_end(Package *p); /* releases what it holds */

/* A part of that path, or where it is taken, with a number before the
 * extension; capitals are all one. */
Part *part_add(Package *p, Str path, const char *content_type);
/* `from` refers to `to`, once; "rId" and the number returned is the reference.
 */
unsigned part_relate(Package *p, Part *from, const char *type, const Part *to);
/* The same for a URL; one that was given before gives the same number. */
unsigned part_link(Package *p, Part *from, Str url);
/* A relation with an id of somebody else's, which `from` has not yet; to NULL:
 * it leads to `url`. */
void part_relate_as(Package *p, Part *from, Str id, const char *type,
                    const Part *to, Str url);
/* The part of that path, whose capitals are all one; NULL if there is none. */
Part *part_find(const Package *p, Str path);

/* The finished file appended to `out`; false if reported. */
bool package_write(Package *p, Buf *out);

/* URIs of relationships; these begin nearly all of them. */
#define REL_OFFICE                                                             \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

#endif
