/*
 * app.h - the command line: what was asked for, and the job that does it.
 */
#ifndef APP_H
#define APP_H

#include "app/job.h"
#include "data/data.h"
#include "docx/docx.h"
#include "env/env.h"
#include "io/io.h"
#include "layout/layout.h"
#include "report/report.h"

typedef enum {
    COMMAND_RENDER, /* the default: write a report */
    COMMAND_CHECK,
    COMMAND_TEMPLATES,
    COMMAND_SCHEMA,
    COMMAND_INIT,
    COMMAND_EXPLAIN,
    COMMAND_IMPORT,
    COMMAND_HELP,
    COMMAND_VERSION
} Command;

typedef enum { VOICE_NORMAL, VOICE_QUIET, VOICE_VERBOSE } Voice;

/* How files are written, where a format leaves a choice. */
typedef struct {
    DocxOptions docx;
    int handout; /* slides to a page of the PDF; 0: slides as they are */
} WriteOptions;

/* Which numbers `explain` lists; empty: all. */
typedef struct {
    Str find;  /* in what is printed */
    Str place; /* the id of a block, or a page */
} ExplainFilter;

typedef struct {
    Command command;
    JobSettings job;
    StrList outputs; /* -o, in order */
    Str format;      /* --format; empty: by the output's extension */
    WriteOptions how;
    Str explain_path; /* --explain=FILE; empty: beside the first output */
    ExplainFilter only;
    bool has_agency; /* --agency was given */
    bool json_diagnostics;
    Voice voice;
    StrList names; /* arguments of `templates` and `schema` */
} CommandLine;

/* A format that reports are written in: one row, one folder. */
typedef struct {
    const char *name; /* also the extension */
    const char *help;
    /* Append the file to `out`; false if reported. */
    bool (*write)(Env *env, const Report *report, const WriteOptions *o,
                  Buf *out);
} Writer;

/* The table, in writers.c; ends with a NULL name. */
extern const Writer WRITERS[];
/*
 * The pages on which things stand in that format: slides of a presentation and
 * of PowerPoint's, else pages.  False if reported.
 */
bool pages_find(Env *env, Arena *a, const Report *report, Str format,
                Places *out);
/* "2", "3" or "6"; false if it is none of them. */
bool handout_read(const char *value, WriteOptions *o);
/* The row of that name, or NULL. */
const Writer *writer_find(Str name);

/*
 * Read the command line into `out`.  False, reported as FAULT_USAGE, if it
 * makes no sense.  --date and the search path go into `env`.
 */
bool options_read(Env *env, int argc, char **argv, CommandLine *out);
/* The folders that hold templates, agencies and fonts, into env->paths. */
void paths_find(Env *env);

/* Each runs one command; what went wrong is in env->diags. */
void command_render(Env *env, const CommandLine *o);
void command_check(Env *env, const CommandLine *o);
void command_templates(Env *env, const CommandLine *o);
void command_schema(Env *env, const CommandLine *o);
void command_init(Env *env, const CommandLine *o);
void command_explain(Env *env, const CommandLine *o);
void command_import(Env *env, const CommandLine *o);
void help_print(void);

/* What is taken of the brand's Word and PowerPoint files, on standard output;
 * false if reported. */
bool references_print(Env *env, const Brand *brand);
/* `check` without template and data: the agency alone. */
void agency_check(Env *env, const CommandLine *o);

#endif
