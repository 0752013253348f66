/* sentences_work.c - goals, status, milestones, what is overdue, the survey. */

#include "eval/sentences.h"

#include <math.h>

static bool is_list(const Value *v)
{
    return v && v->kind == VALUE_LIST;
}

/* ---- verdict ------------------------------------------------------------ */

typedef struct {
    size_t met, count;
    const Value *worst;
    Amount least; /* its attainment */
} Score;

static Score goals_score(const Value *goals)
{
    Score score = { 0 };

    for (size_t i = 0; is_list(goals) && i < goals->as.list.len; i++) {
        const Value *goal = &goals->as.list.at[i];
        Amount attainment = map_amount(goal, "attainment");
        Str rag = map_text(goal, "rag");
        if (!rag.len || !attainment.is_known)
            continue;
        score.count++;
        if (str_is(rag, "green")) {
            score.met++;
        } else if (!score.worst ||
                   decimal_compare(attainment.number, score.least.number) < 0) {
            score.worst = goal;
            score.least = attainment;
        }
    }
    return score;
}

Str sentence_verdict(const Speaker *s, const Value *goals)
{
    Score score = goals_score(goals);
    Gaps g = { 0 };

    if (!score.count)
        return say(s, "no_goals", &g);
    gap_count(s, &g, "n", score.count);
    if (!score.worst)
        return say(s, "all_goals", &g);
    Metric metric = metric_of_value(score.worst);
    gap_count(s, &g, "met", score.met);
    gap_subject(s, &g, score.worst, &metric);
    gap_text(&g, "value",
             amount_format(s->locale, s->arena, &metric,
                           map_amount(score.worst, "actual"), PLACE_SENTENCE));
    gap_text(&g, "target",
             amount_format(s->locale, s->arena, &metric,
                           map_amount(score.worst, "target"), PLACE_SENTENCE));
    return say(s, score.count == 1 ? "one_goal" : "some_goals", &g);
}

/* ---- status ------------------------------------------------------------- */

static int rag_rank(Str rag)
{
    return str_is(rag, "red")     ? 3
           : str_is(rag, "amber") ? 2
           : str_is(rag, "green") ? 1
                                  : 0;
}

static Str rag_word(const Speaker *s, Str rag)
{
    Str key = str_format(s->arena, "rag.%.*s", STR_ARG(rag));

    return wording_word(s->wording, key.at);
}

/* The overall status is the worst of its dimensions unless somebody says. */
static Str rag_overall(const Value *status, const char *key)
{
    const Value *list = value_at(status, "dimensions");
    Str worst =
        map_text(status, strcmp(key, "rag") == 0 ? "overall" : "previous");

    for (size_t i = 0;
         !rag_rank(worst) && is_list(list) && i < list->as.list.len; i++) {
        Str rag = map_text(&list->as.list.at[i], key);
        if (rag_rank(rag) > rag_rank(worst))
            worst = rag;
    }
    return worst;
}

enum { NAMES_MOST = 4 };

/* The dimensions that are as bad as that. */
static Str dimensions_at(const Speaker *s, const Value *status, int rank)
{
    const Value *list = value_at(status, "dimensions");
    Str names[NAMES_MOST];
    size_t count = 0;

    for (size_t i = 0;
         is_list(list) && i < list->as.list.len && count < NAMES_MOST; i++)
        if (rag_rank(map_text(&list->as.list.at[i], "rag")) == rank)
            names[count++] = map_text(&list->as.list.at[i], "name");
    return list_format(s->locale, s->arena, names, count);
}

Str sentence_transition(const Speaker *s, const Value *status)
{
    Str now = rag_overall(status, "rag");
    Str before = rag_overall(status, "previous");
    Gaps g = { 0 };

    if (!rag_rank(now))
        return STR("");
    Str list =
        rag_rank(now) > 1 ? dimensions_at(s, status, rag_rank(now)) : STR("");
    gap_text(&g, "now", rag_word(s, now));
    gap_text(&g, "before",
             rag_rank(before)
                 ? text_lower(s->locale, s->arena, rag_word(s, before))
                 : STR(""));
    gap_text(&g, "change",
             !rag_rank(before)                  ? STR("unknown")
             : str_equal(now, before)           ? STR("same")
             : rag_rank(now) > rag_rank(before) ? STR("worse")
                                                : STR("better"));
    gap_text(&g, "has_list", list.len ? STR("yes") : STR("no"));
    gap_text(&g, "list", list);
    return say(s, "transition", &g);
}

/* ---- Dates ----------------------------------------------------------------
 */

static bool day_of(const Value *row, const char *key, int32_t *out)
{
    Date date;

    if (!date_parse(map_text(row, key), &date))
        return false;
    *out = date_to_days(date);
    return true;
}

/* The day on which the report stands. */
static bool report_day(const Speaker *s, int32_t *out)
{
    const Value *period = s->data ? value_at(s->data, "period") : NULL;

    return day_of(period, "as_of", out) || day_of(period, "to", out);
}

static bool is_closed(const Value *row)
{
    static const char *const words[] = { "done", "dropped", "closed",
                                         "cancelled" };
    Str status = map_text(row, "status");

    if (map_text(row, "done").len || map_flag(row, "done"))
        return true;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(status, words[i]))
            return true;
    return false;
}

Str sentence_progress(const Speaker *s, const Value *milestones)
{
    size_t count = 0, done = 0, late = 0;
    int32_t most = 0, baseline, forecast;
    Gaps g = { 0 };

    for (size_t i = 0; is_list(milestones) && i < milestones->as.list.len;
         i++) {
        const Value *row = &milestones->as.list.at[i];
        if (row->kind != VALUE_MAP)
            continue;
        count++;
        if (is_closed(row)) {
            done++;
            continue;
        }
        if (!day_of(row, "baseline", &baseline) ||
            !day_of(row, "forecast", &forecast) || forecast <= baseline)
            continue;
        late++;
        if (forecast - baseline > most)
            most = forecast - baseline;
    }
    if (!count)
        return STR("");
    gap_count(s, &g, "n", count);
    gap_count(s, &g, "done", done);
    gap_count(s, &g, "open", count - done);
    gap_count(s, &g, "late", late);
    gap_text(&g, "days", print_days(s, (size_t)most));
    return say(s, "progress", &g);
}

/* Which list of the report these rows are: "actions", "decisions", ... */
static const char *list_name(const Speaker *s, const Value *rows)
{
    static const char *const names[] = { "actions", "decisions",
                                         "commitments" };

    for (size_t i = 0; s->data && i < COUNT_OF(names); i++) {
        const Value *list = value_at(s->data, names[i]);
        if (is_list(list) && list->as.list.at == rows->as.list.at)
            return names[i];
    }
    return "other";
}

Str sentence_overdue(const Speaker *s, const Value *actions)
{
    size_t count = 0;
    int32_t today, due, oldest = 0;
    Gaps g = { 0 };

    if (!is_list(actions) || !report_day(s, &today))
        return STR("");
    for (size_t i = 0; i < actions->as.list.len; i++) {
        const Value *row = &actions->as.list.at[i];
        if (is_closed(row) || !day_of(row, "due", &due) || due >= today)
            continue;
        count++;
        if (today - due > oldest)
            oldest = today - due;
    }
    if (!count)
        return STR("");
    gap_count(s, &g, "n", count);
    gap_text(&g, "kind", str_of(list_name(s, actions)));
    gap_text(&g, "days", print_days(s, (size_t)oldest));
    return say(s, "overdue", &g);
}

/* ---- NPS ------------------------------------------------------------------
 */

typedef struct {
    size_t promoters, passives, detractors;
    size_t n;
} Answers;

/* From `scores`, a list of 0 to 10, or from the three counts. */
static Answers answers_of(const Value *survey)
{
    const Value *scores = survey ? value_at(survey, "scores") : NULL;
    static const char *const keys[] = { "promoters", "passives", "detractors" };
    Answers a = { 0 };
    size_t *const counts[] = { &a.promoters, &a.passives, &a.detractors };

    for (size_t i = 0; is_list(scores) && i < scores->as.list.len; i++) {
        const Value *v = &scores->as.list.at[i];
        int64_t score;
        if (v->kind != VALUE_NUMBER || !decimal_to_int(v->as.number, &score) ||
            score < 0 || score > 10)
            continue;
        ++*counts[score >= 9 ? 0 : score >= 7 ? 1 : 2];
    }
    for (size_t i = 0; !is_list(scores) && i < COUNT_OF(keys); i++) {
        Amount amount = map_amount(survey, keys[i]);
        int64_t count;
        if (amount.is_known && decimal_to_int(amount.number, &count) &&
            count > 0 && count < 1000000000)
            *counts[i] = (size_t)count;
    }
    a.n = a.promoters + a.passives + a.detractors;
    return a;
}

static double nps_of(Answers a)
{
    return 100 * ((double)a.promoters - (double)a.detractors) / (double)a.n;
}

/* Square of the standard error: 100^2 (p + d - (p - d)^2) / n. */
static double nps_variance(Answers a)
{
    double p = (double)a.promoters / (double)a.n;
    double d = (double)a.detractors / (double)a.n;

    return 10000 * (p + d - (p - d) * (p - d)) / (double)a.n;
}

#define Z95 1.959964

static Str print_score(const Speaker *s, double score, bool with_sign)
{
    return number_format(
        s->locale, s->arena,
        decimal_round(decimal_of_double(score), 0, ROUND_HALF_AWAY),
        (NumberFormat){ .style = NUMBER_PLAIN, .always_sign = with_sign });
}

/*
 * ", +9 points since spring, within the margin of error (±34)": the margin is
 * that of the difference of two samples, at 95 %.
 */
static Str nps_change(const Speaker *s, const Value *survey, Answers now)
{
    const Value *before = survey ? value_at(survey, "previous") : NULL;
    Answers then = answers_of(before);
    Gaps g = { 0 };

    if (!then.n)
        return STR("");
    double change = round(nps_of(now)) - round(nps_of(then));
    double margin = Z95 * sqrt(nps_variance(now) + nps_variance(then));
    gap_text(&g, "change", print_score(s, change, true));
    gap_text(&g, "margin", print_score(s, margin, false));
    gap_text(&g, "inside", fabs(change) <= margin ? STR("yes") : STR("no"));
    gap_period(s, &g, map_text(before, "label"), STR("custom"));
    return say(s, "nps_change", &g);
}

/* A group in which people could be told apart is not reported. */
enum { ANSWERS_LEAST = 5 };

Str sentence_nps(const Speaker *s, const Value *survey)
{
    Answers a = answers_of(survey);
    Amount invited = map_amount(survey, "invited");
    int64_t of = 0;
    Gaps g = { 0 };

    if (a.n < ANSWERS_LEAST)
        return STR("");
    if (invited.is_known && decimal_to_int(invited.number, &of) &&
        of < (int64_t)a.n)
        of = 0;
    gap_text(&g, "score", print_score(s, nps_of(a), true));
    gap_text(&g, "margin", print_score(s, Z95 * sqrt(nps_variance(a)), false));
    gap_count(s, &g, "n", a.n);
    gap_text(&g, "has_invited", of > 0 ? STR("yes") : STR("no"));
    gap_count(s, &g, "invited", of > 0 ? (size_t)of : 0);
    gap_count(s, &g, "promoters", a.promoters);
    gap_count(s, &g, "passives", a.passives);
    gap_count(s, &g, "detractors", a.detractors);
    gap_text(&g, "since", nps_change(s, survey, a));
    return say(s, "nps", &g);
}
