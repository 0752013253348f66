/*
 * opc_read.h - somebody else's Office file, opened without trust.
 *
 * A .docx, .dotx, .pptx or .potx is a zip of parts (Open Packaging Conventions,
 * ECMA-376 part 2).  It is read from bytes: parts are unpacked when asked for,
 * within env->limits; XML is parsed without network, DTD or entities; a
 * relationship leads to a part of the same file or is external, which nothing
 * here follows.  Every fault is reported once and names the file and the part.
 * What is handed out lives as long as the arena; trees until opc_close().
 */
#ifndef REPORTGEN_OFFICE_OPC_READ_H
#define REPORTGEN_OFFICE_OPC_READ_H

#include "office/package.h"

#include <libxml/tree.h>

typedef enum { OPC_WORD, OPC_SLIDES } OpcKind;

struct OpcPart;

/* Where a relationship leads: `to`, or outside of the file. */
typedef struct {
    Str id;
    Str type;           /* URI */
    struct OpcPart *to; /* NULL if external */
    Str url;            /* as it is written; leads outside if external */
    bool is_missing;    /* neither external nor in the file */
} OpcRelation;

typedef struct OpcPart {
    Str path; /* "word/styles.xml", as the zip spells it */
    Str content_type;
    uint64_t index; /* in the zip */
    bool relations_read;
    LIST(OpcRelation) relations;
    Str bytes; /* unpacked, once asked for */
    bool has_bytes;
    xmlDoc *tree; /* once asked for */
} OpcPart;

typedef struct {
    Env *env;
    Arena *a;
    Str path; /* of the file, for messages */
    Span at;  /* what named it */
    void *zip;
    OpcPart *parts;
    size_t part_count;
    Map by_path;  /* lower-case path to OpcPart */
    OpcPart root; /* the package itself: only its relations count */
    OpcPart *main;
    bool is_template; /* .dotx, .potx */
    size_t unpacked;  /* bytes so far */
    bool refused;     /* something of it was reported */
} Opc;

/*
 * `bytes`, which outlive it, as a file of `kind`.  NULL, reported at `at`, if
 * it is none, is too large, holds macros, or is in the Strict form.
 */
Opc *opc_open(Env *env, Arena *a, OpcKind kind, Str path, Str bytes, Span at);
void opc_close(Opc *o); /* NULL is fine */

/* The relations of `part`, read when first asked for; false if reported. */
bool opc_relations(Opc *o, OpcPart *part);
/* The part that `part` names by a relation of this type (a whole URI), the
 * first of them; NULL if there is none, or if reported: see `refused`. */
OpcPart *opc_related(Opc *o, OpcPart *part, const char *type);
/* The relation with this id; NULL if there is none. */
const OpcRelation *opc_relation(Opc *o, OpcPart *part, Str id);

/* What the part holds; false if reported. */
bool opc_bytes(Opc *o, OpcPart *part, Str *out);
/* Its XML, which may be changed; NULL if reported. */
xmlDoc *opc_tree(Opc *o, OpcPart *part);

/* Report a fault of a part (NULL: of the file as a whole). */
Diag *opc_fault(Opc *o, const OpcPart *part, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
Diag *opc_warning(Opc *o, const OpcPart *part, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* ---- Into a package of ours: opc_copy.c ---------------------------------- */

/*
 * Parts of `from` that go into `to`.  What a part refers to goes with it, but
 * for what is active or lies outside (macros, controls, OLE objects, linked
 * files): that is left out with a warning, and what shows it with it.  Links
 * that a reader clicks stay.
 */
typedef struct {
    Opc *from;
    Package *to;
    /* Types of relation (whole URIs) that are not followed; ends with NULL, or
     * NULL.  They are left out without a word. */
    const char *const *without;
    Map copied; /* path there to Part here */
    size_t depth;
} OpcCopy;

/*
 * `part` and all that it refers to, under its own name, or the next that is
 * free; the second time the same Part.  Ids of relationships stay as they are.
 * NULL if reported.
 */
Part *opc_copy(OpcCopy *c, OpcPart *part);
/*
 * The same for a tree made from `part`: what it refers to goes along, as far as
 * the tree still names it, and the tree becomes the body of `part`'s copy.
 */
Part *opc_copy_tree(OpcCopy *c, OpcPart *part, xmlDoc *tree);

/* ---- Trees: opc_tree.c --------------------------------------------------- */

/* Namespaces of nodes are compared by their URI, never by prefix. */
bool node_is(const xmlNode *n, const char *space, const char *name);
/* The first child of that name; n may be NULL. */
xmlNode *node_child(const xmlNode *n, const char *space, const char *name);
/* The next element beside `n` of that name. */
xmlNode *node_next(const xmlNode *n, const char *space, const char *name);
/* An attribute's text in `a`; empty if there is none. `space` may be NULL. */
Str node_attr(Arena *a, const xmlNode *n, const char *space, const char *name);
void node_set_attr(xmlNode *n, const char *space, const char *name, Str value);
/* The element after `n` in the order of the document, within `top`. */
xmlNode *node_after(const xmlNode *n, const xmlNode *top);
void node_remove(xmlNode *n); /* with all that is in it */
/*
 * The elements of `from`, children of its root with this name (NULL: all of
 * them), moved into `parent`: before `before`, or to its end if that is NULL.
 * Namespaces are those that hold there.
 */
void nodes_move(xmlDoc *from, const char *name, xmlNode *parent,
                xmlNode *before);
/* XML of our own as a tree, which the caller frees; NULL if memory ran out. */
xmlDoc *tree_of(Str xml);
/* The document as bytes at the end of `out`; false if memory ran out. */
bool tree_write(xmlDoc *doc, Buf *out);

#endif
