/*
 * hints.h - the right spelling for what other languages write.
 *
 * People come with Handlebars, Liquid, Carbone, ERB, JavaScript and Excel in
 * their fingers.  A fault at such a spelling names ours.
 */
#ifndef REPORTGEN_TEMPLATE_HINTS_H
#define REPORTGEN_TEMPLATE_HINTS_H

#include "base/base.h"

/*
 * How the offending `text` is written here, as an action for Diag.hint; empty
 * if it is no spelling that is known.  `text` is an expression or a statement,
 * with or without its braces, or the rest of one from the fault onward.
 */
Str syntax_hint(Arena *a, Str text);

/*
 * The first place at or after *start where literal text holds code of another
 * language that would be printed as it stands: "{d.name}", "<%= x %>", or a
 * whole text "=SUM(...)".  False if there is none.
 */
bool foreign_code_find(Str text, size_t *start, size_t *end);

#endif
