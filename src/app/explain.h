/*
 * explain.h - explanations printed and written.  Private to src/app.
 */
#ifndef APP_EXPLAIN_H
#define APP_EXPLAIN_H

#include "app/app.h"

/* A report's explanation with the pages of a format. */
typedef struct {
    Arena *a;       /* what lasts: where lines begin */
    Arena *scratch; /* what is made for one entry */
    const Explanation *all;
    Places places;
    bool by_slides;
    Map lines; /* address of a Source to where its lines begin */
} Explainer;

/* False if reported. */
bool explainer_open(Env *env, const Report *report, Str format, Explainer *out);
/* 0 if it stands on no page. */
uint32_t explainer_page(const Explainer *x, const Explained *e);
/* Line of the beginning of a span, from 1. */
uint32_t explainer_line(Explainer *x, Span at);
bool explainer_shows(const Explainer *x, const ExplainFilter *only,
                     const Explained *e);

/* docs/explain.schema.json describes it.  All, or what the filter lets by. */
void explain_write_json(Explainer *x, const ExplainFilter *only, Buf *out);
/* For people; gives how many were listed. */
size_t explain_write_text(Explainer *x, const ExplainFilter *only, Buf *out);

#endif
