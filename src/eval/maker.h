/*
 * maker.h - what the files that make blocks share.  Private to src/eval.
 *
 * A Maker turns the blocks of a template into blocks of a report.  What a block
 * needs and the data lacks hides the block: the run says so, the report goes
 * on.
 */
#ifndef EVAL_MAKER_H
#define EVAL_MAKER_H

#include "eval/derive.h"
#include "eval/eval.h"
#include "eval/machine.h"
#include "eval/wording.h"
#include "metrics/metrics.h"
#include "style/style.h"

typedef LIST(Block) BlockList;
typedef LIST(Footnote) FootnoteList;

/* A link without words, which is called what it leads to. */
typedef struct {
    Run *run;
    Span at;
} CrossRef;

typedef struct {
    Env *env;
    Arena *a; /* of the report: the job's */
    Machine m;
    Locale *locale;
    Report *report;
    const Template *t;
    const Agency *agency;
    const Value *data; /* derived */
    Wording wording;   /* the program's words in the report's language */
    DataNotes notes;
    FootnoteList footnotes;
    LIST(CrossRef) crossrefs;
    Map entities;   /* name of a series to 1 + slot of its colour */
    Map spelt_out;  /* long names of charts that the data notes have */
    Map translated; /* a template's text to the same in the report's language */
    size_t figures, tables; /* numbered so far */
    int level;              /* of the section in hand */
    bool strict;
} Maker;

/* How the making of a block ended. */
typedef enum {
    MADE,
    MISSING, /* the data for it is not there: m.missing says what */
    FAILED   /* reported */
} Made;

/* ---- wording.c ----------------------------------------------------------- */

Str word(const Maker *k, const char *key);
/* The pattern of that key with {name} replaced. */
Str word_with(Maker *k, const char *key, const char *name, Str value);
/* `name`, or the word for what has none. */
Str name_or_word(const Maker *k, Str name);
/* True of what is spent: below zero it was given back. */
bool is_cost(Str metric);
/* The text as the report's language has it, if wording knows it. */
const Text *text_translated(Maker *k, const Text *t);

/* ---- Options of a block (maker.c) ---------------------------------------- */

/* Each gives the neutral value when the key is not given; faults and what is
 * missing show in k->m.failed. */
Str option_plain(Maker *k, const Options *o, const char *key);
Runs option_runs(Maker *k, const Options *o, const char *key);
Value option_value(Maker *k, const Options *o, const char *key);
bool option_flag(const Options *o, const char *key, bool otherwise);
double option_number(const Options *o, const char *key, double otherwise);
Str option_word(const Options *o, const char *key);
bool option_is_true(Maker *k, const Options *o, const char *key);
/* After an option that may fail: what it means for the block. */
Made made_so_far(const Maker *k);
/* A value as a format of a column or series prints it. */
Str format_value(Maker *k, const Expr *format, Value v);
/* How numbers look that this format prints, for the ticks of an axis. */
NumberFormat format_of_axis(Maker *k, const Expr *format);
/* A number as a measure of that id, or as a plain number. */
Str print_default(Maker *k, Str field, const Value *v);
/* The heading of a field: its measure's label, or its name in words. */
Str label_of_field(Maker *k, Str field);
Tone tone_of_word(Maker *k, const Value *v, Span at);
/* Text of template and data as plain text, data taken as it is. */
Str text_plain(Maker *k, const Text *t);
double number_of(const Value *v); /* NaN if it is none */
NumberParts parts_of_text(Str s);

/* ---- markdown.c ---------------------------------------------------------- */

/* A text as inline runs: emphasis, links. */
Runs text_runs(Maker *k, const Text *t);
/* A text as blocks: paragraphs, lists, tables, quotes; false if reported or
 * missing. */
bool text_blocks(Maker *k, const Text *t, ParagraphKind kind, BlockList *out);

/* ---- crossrefs.c --------------------------------------------------------- */

/* Remembers the links without words among finished runs. */
void crossrefs_note(Maker *k, Runs runs, Span at);
/* Gives them their words when all blocks are made; false if reported. */
bool crossrefs_resolve(Maker *k, Blocks body);

/* ---- The kinds ----------------------------------------------------------- */

Made blocks_make(Maker *k, TemplateBlocks blocks, BlockList *out);
Made make_kpis(Maker *k, const TemplateBlock *b, Block *out);
/* A panel with the title of the block that says "No data for Q3 2026". */
void make_empty_panel(Maker *k, const TemplateBlock *b, Block *out);
Made make_table(Maker *k, const TemplateBlock *b, Block *out);
/* Whether percentages of a column, as they are rounded, miss its total
 * (table_rounding.c). */
bool table_misses_total(Maker *k, const Table *t);
Made make_chart(Maker *k, const TemplateBlock *b, Block *out);
Made make_image(Maker *k, const TemplateBlock *b, Block *out);
Made make_cover(Maker *k, const TemplateBlock *b, Block *out);
/* A sentence that the numbers or a person says; no runs if nobody does. */
Made make_sentence(Maker *k, const TemplateBlock *b, Block *out);
ParagraphKind paragraph_kind(Str style); /* "lead", "note", "source" or body */
Str chart_alt(Maker *k, const Chart *c);
/* A text alternative, cut where it is longer than anybody listens to. */
Str alt_cut(Arena *a, Str alt);
/* A picture named in the template or, `from_data`, in the client's data. */
const Picture *picture_named(Maker *k, Str name, const Source *beside, Span at);
/* Slot of the categorical palette for a name, the same in the whole report. */
int entity_color(Maker *k, Str name);
/* Name of a number to give to figures and tables, or empty. */
Str next_number(Maker *k, bool is_table);

#endif
