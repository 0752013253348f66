/*
 * import.h - from exports to a client file for review.
 */
#ifndef REPORTGEN_IMPORT_H
#define REPORTGEN_IMPORT_H

#include "data/data.h"

typedef struct {
    Str yaml;    /* the client file */
    Str summary; /* what was recognised, skipped and doubted, for people */
} Import;

/*
 * Recognises each export by its header and writes the client file that reads
 * them all, to stand at `output`: the exports must lie in its folder or below.
 * False if anything was reported as an error: a file that cannot be read, or
 * that no mapping is found for.
 */
bool import_files(Env *env, const StrList *paths, Str output, Import *out);

#endif
