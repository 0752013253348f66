/*
 * env.h - what a stage may touch outside its arguments.
 *
 * One Env belongs to one job.  There are no globals: memory, complaints, the
 * date, the folders that may be read and the limits on what input may ask for
 * all come from here.
 */
#ifndef REPORTGEN_ENV_H
#define REPORTGEN_ENV_H

#include "base/base.h"
#include "diag/diag.h"

/* Everything that input can make large.  Zero never means "no limit". */
typedef struct {
    size_t file_bytes;   /* one input file */
    size_t depth;        /* nesting of data, expressions and blocks */
    size_t values;       /* values in all the data */
    size_t eval_steps;   /* expressions and statements evaluated */
    size_t output_bytes; /* text made by one template text */
    size_t table_rows;   /* rows of one table */
    size_t chart_points; /* points of one chart */
    size_t pages;        /* pages of one report */
    size_t image_pixels; /* pixels of one decoded image */
    size_t file_count;   /* files one run may open */
    size_t origins;      /* numbers that an explanation traces */
    /* Somebody else's Office file: entries of the zip, bytes of all parts
     * unpacked, of one part of XML, and how many times smaller a part larger
     * than 1 MiB may have been packed. */
    size_t package_entries, package_bytes, package_xml_bytes, package_ratio;
} Limits;

typedef struct {
    Arena *arena;    /* lives as long as the job */
    Arena *scratch;  /* save, use, rewind; never for results */
    DiagList *diags; /* never NULL */
    Limits limits;
    StrList paths; /* where templates, agencies and fonts are looked for */
    Str date;      /* "2026-10-04" from --date or SOURCE_DATE_EPOCH, or empty */
    bool verbose;  /* -v: say what was detected and chosen */
} Env;

/* An Env over one new arena and scratch, with the default limits. */
Env *env_new(void);
void env_free(Env *env); /* NULL is fine */
Limits limits_default(void);

#endif
