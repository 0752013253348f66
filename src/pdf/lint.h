/*
 * lint.h - the rules of PDF/UA-1 and PDF/A-2a that a document can break.
 *
 * What the writer alone decides (metadata, fonts, parent tree) it gets right by
 * construction; these are the rules that hang on what it is given.
 */
#ifndef REPORTGEN_PDF_LINT_H
#define REPORTGEN_PDF_LINT_H

#include "env/env.h"
#include "frame/frame.h"

/* What is known of a tag from the pages. */
typedef struct {
    uint32_t page; /* 1 + the first page that shows it or something in it */
    bool has_content;
    bool has_link;
} TagFacts;

typedef struct {
    Env *env;
    const Document *doc;
    TagFacts *facts; /* by TagId */
    Map ids;         /* of elements, by identifier */
    bool failed, has_warned;
} Lint;

/* True if the document may be written; else every broken rule is reported. */
bool document_lint(Env *env, const Document *doc);

/*
 * Report a broken rule of `tag`: "figure on page 3 has no alternative text".
 * `rule` is a stable code; the clause is named in it or in `what`.
 */
void lint_fault(Lint *l, const char *rule, TagId tag, const char *what);
void lint_fault_page(Lint *l, const char *rule, size_t page, const char *what);

/* lint_tags.c: what each element must have and may hold. */
void lint_tags(Lint *l);

/* lint_table.c: rows, spans and headers of a Table element. */
void lint_table(Lint *l, TagId table);

#endif
