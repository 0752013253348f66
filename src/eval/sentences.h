/*
 * sentences.h - what the files of sentences share.  Private to them.
 */
#ifndef EVAL_SENTENCES_H
#define EVAL_SENTENCES_H

#include "eval/machine.h"
#include "eval/metric_format.h"

/* Who writes a sentence: in which language, about which data. */
typedef struct {
    Arena *arena;
    Locale *locale;
    bool is_german;
    const Value *data; /* the derived data, or NULL */
} Speaker;

Speaker speaker_of(Machine *m);

/* `kpi` is a map of `kpis`. */
Str sentence_headline(const Speaker *s, const Value *kpi);
Str sentence_movement(const Speaker *s, const Value *kpi);
Str sentence_pacing(const Speaker *s, const Value *budget);
Str sentence_outlook(const Speaker *s, const Value *forecast);
Str sentence_verdict(const Speaker *s, const Value *goals);
/* `rows` are channels, campaigns or months; `metric` is by id. */
Str sentence_driver(const Speaker *s, const Value *rows, Str metric);
Str sentence_streak(const Speaker *s, const Value *rows, Str metric);
Str sentence_mix(const Speaker *s, const Value *rows, Str metric);

#endif
