/* sentence_filters.c - the sentences by name, as filters. */

#include "eval/sentences.h"

#include "eval/filters.h"

typedef Str (*SentenceOfValue)(const Speaker *s, const Value *subject);
typedef Str (*SentenceOfRows)(const Speaker *s, const Value *rows, Str metric);

static Value say_of(Machine *m, const Call *call, ValueKind kind,
                    SentenceOfValue sentence)
{
    Speaker s = speaker_of(m);

    if (value_is_nothing(&call->subject))
        return value_text(STR(""));
    if (call->subject.kind != kind)
        return call_fail(m, call, "this sentence is about %s, not %s",
                         kind == VALUE_MAP ? "one map" : "a list of rows",
                         value_kind_name(&call->subject));
    return value_text(sentence(&s, &call->subject));
}

/* The metric named, else the report's first outcome. */
static Str metric_asked(Machine *m, const Call *call)
{
    const Value *kpis = m->data ? value_at(m->data, "kpis") : NULL;
    Str first = STR("");

    if (!value_is_nothing(filter_arg(call, 0)))
        return filter_text(m, call, 0, STR(""));
    for (size_t i = 0;
         kpis && kpis->kind == VALUE_LIST && i < kpis->as.list.len; i++) {
        const Value *kpi = &kpis->as.list.at[i];
        if (map_flag(kpi, "is_primary") || !first.len)
            first = map_text(kpi, "id");
    }
    return first;
}

static Value say_of_rows(Machine *m, const Call *call, SentenceOfRows sentence)
{
    Speaker s = speaker_of(m);

    if (value_is_nothing(&call->subject))
        return value_text(STR(""));
    if (call->subject.kind != VALUE_LIST)
        return call_fail(m, call,
                         "this sentence is about a list of rows, not %s",
                         value_kind_name(&call->subject));
    Str metric = metric_asked(m, call);
    if (m->failed)
        return value_absent();
    return value_text(sentence(&s, &call->subject, metric));
}

static Value filter_headline(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_headline);
}

static Value filter_movement(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_movement);
}

static Value filter_target_gap(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_target_gap);
}

static Value filter_no_comparison(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_missing);
}

static Value filter_pacing(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_pacing);
}

static Value filter_needed(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_needed);
}

static Value filter_outlook(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_outlook);
}

static Value filter_movers(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_movers);
}

static Value filter_transition(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_transition);
}

static Value filter_satisfaction(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_MAP, sentence_nps);
}

static Value filter_verdict(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_LIST, sentence_verdict);
}

static Value filter_progress(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_LIST, sentence_progress);
}

static Value filter_overdue(Machine *m, const Call *call)
{
    return say_of(m, call, VALUE_LIST, sentence_overdue);
}

static Value filter_driver(Machine *m, const Call *call)
{
    return say_of_rows(m, call, sentence_driver);
}

static Value filter_mix(Machine *m, const Call *call)
{
    return say_of_rows(m, call, sentence_mix);
}

static Value filter_streak(Machine *m, const Call *call)
{
    return say_of_rows(m, call, sentence_streak);
}

static Value filter_coverage(Machine *m, const Call *call)
{
    return say_of_rows(m, call, sentence_coverage);
}

static Value filter_delivery(Machine *m, const Call *call)
{
    return say_of_rows(m, call, sentence_delivery);
}

Str term_print(Machine *m, Str word)
{
    Speaker s = speaker_of(m);
    const Value *v = wording_find(s.wording, "values",
                                  text_lower(m->locale, m->arena, word));

    return v && v->kind == VALUE_TEXT ? v->as.text : text_capital(&s, word);
}

static Value filter_term(Machine *m, const Call *call)
{
    return call->subject.kind == VALUE_TEXT
               ? value_text(term_print(m, call->subject.as.text))
               : call->subject;
}

const Filter SENTENCE_FILTERS[] = {
    { "headline", filter_headline, "",
      "a KPI in a sentence: how it moved, where it stands, against target" },
    { "movement", filter_movement, "",
      "a KPI against the year and the period before" },
    { "target_gap", filter_target_gap, "",
      "a KPI or goal against its target; empty without one" },
    { "no_comparison", filter_no_comparison, "",
      "why a KPI is compared with nothing; empty where it is compared" },
    { "driver", filter_driver, "metric=",
      "which row of a table contributed most to the change of a metric" },
    { "mix", filter_mix,
      "metric=", "a ratio that moved against most of its parts; else empty" },
    { "streak", filter_streak, "metric=",
      "months in a row that a metric grew or fell, its highest since when, or "
      "the first time on the other side of its target" },
    { "coverage", filter_coverage,
      "metric=", "months of a metric without data; empty if there are none" },
    { "movers", filter_movers, "", "the campaigns that added and lost most" },
    { "delivery", filter_delivery, "metric=",
      "what was delivered of what was planned: planned_<metric> and <metric>" },
    { "pacing", filter_pacing, "",
      "a budget in a sentence: spent, time elapsed, where it lands" },
    { "needed", filter_needed, "",
      "what a budget leaves for each day to come" },
    { "outlook", filter_outlook, "", "a forecast with its range and method" },
    { "verdict", filter_verdict, "", "how many goals were met, worst named" },
    { "transition", filter_transition, "",
      "red, amber or green, what it was before, and where" },
    { "progress", filter_progress, "",
      "milestones done, and how late the others are" },
    { "overdue", filter_overdue, "",
      "actions or decisions past their day; empty if there are none" },
    { "satisfaction", filter_satisfaction, "",
      "a survey's NPS with its counts, change and margin of error" },
    { "term", filter_term, "",
      "a word of the data, such as 'late', as a label in the report's "
      "language" },
    { NULL, NULL, NULL, NULL }
};
