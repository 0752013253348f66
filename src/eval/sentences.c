/*
 * sentences.c - a measure in a sentence.
 *
 * A sentence has two clauses at most and no cause: numbers coincide and
 * contribute, only people explain.  Its numbers come from metric_format, so
 * they are the ones on the cards.  Where there is nothing to say the result is
 * empty text.
 */

#include "eval/sentences.h"

/* ---- Reading derived data ----------------------------------------------- */

Str map_text(const Value *map, const char *key)
{
    const Value *v = map ? value_at(map, key) : NULL;

    return v && v->kind == VALUE_TEXT ? v->as.text : STR("");
}

Amount map_field(const Value *map, Str key)
{
    const Value *v = map ? value_find(map, key) : NULL;

    return v && v->kind == VALUE_NUMBER ? amount_of(v->as.number)
                                        : amount_missing();
}

Amount map_amount(const Value *map, const char *key)
{
    return map_field(map, str_of(key));
}

bool map_flag(const Value *map, const char *key)
{
    const Value *v = map ? value_at(map, key) : NULL;

    return v && v->kind == VALUE_BOOL && v->as.flag;
}

Metric metric_named(const Speaker *s, Str id, const Value **map)
{
    *map = metric_described(s->data, id);
    if (*map)
        return metric_of_value(*map);
    const Metric *known = metric_find(id);
    Metric m = known ? *known
                     : (Metric){ .label = id, .unit = UNIT_NUMBER, .scale = 1 };
    m.id = id;
    return m;
}

const char *base_name(const Speaker *s)
{
    const Value *year = s->data ? value_at(s->data, "prior_year") : NULL;

    return map_flag(year, "available") ? "prior_year" : "previous";
}

const Value *base_totals(const Speaker *s)
{
    bool by_year = strcmp(base_name(s), "prior_year") == 0;

    return s->data ? value_at(s->data,
                              by_year ? "totals_prior_year" : "totals_previous")
                   : NULL;
}

Speaker speaker_of(Machine *m)
{
    Wording *w = m->wording;

    if (!w) {
        w = arena_make(m->env->arena, Wording);
        *w = (Wording){ .env = m->env,
                        .locale = m->locale,
                        .bands = verb_bands_default() };
    }
    return (Speaker){ m->arena, m->locale, w, m->data };
}

/* ---- Gaps ---------------------------------------------------------------- */

void gap_text(Gaps *g, const char *name, Str text)
{
    if (g->len < GAPS_MOST)
        g->at[g->len++] = arg_text(name, text);
}

Str gap_find(const Gaps *g, const char *name)
{
    for (size_t i = 0; i < g->len; i++)
        if (strcmp(g->at[i].name, name) == 0)
            return g->at[i].text;
    return STR("");
}

void gap_count(const Speaker *s, Gaps *g, const char *name, size_t count)
{
    if (g->len < GAPS_MOST)
        g->at[g->len++] = arg_count(s->wording, name, count);
}

void gap_way(Gaps *g, const char *name, int sign)
{
    gap_text(g, name,
             sign > 0   ? STR("up")
             : sign < 0 ? STR("down")
                        : STR("level"));
}

Str text_capital(const Speaker *s, Str text)
{
    size_t first = text_cluster_prefix(s->locale, text, 1);
    Str upper = text_upper(s->locale, s->arena, str_slice(text, 0, first));

    return str_format(s->arena, "%.*s%.*s", STR_ARG(upper),
                      STR_ARG(str_slice(text, first, text.len)));
}

/* What the map says itself, else what the wording says of that label. */
void gap_subject(const Speaker *s, Gaps *g, const Value *map, const Metric *m)
{
    const Value *words = wording_find(s->wording, "metrics", m->id);
    Str label = m->label, said = map_text(words, "label");
    const Value *from = map;

    if (!map_text(map, "the").len && !map_text(map, "form").len &&
        (!map || str_equal(said, label)))
        from = words;
    if (!map && said.len)
        label = said;
    Str the = map_text(from, "the"), of = map_text(from, "of");
    Str form = map_text(from, "form");
    gap_text(g, "label", label);
    gap_text(g, "the", the.len ? the : label);
    gap_text(g, "The", the.len ? text_capital(s, the) : label);
    gap_text(g, "of", of.len ? of : label);
    gap_text(g, "form", form.len ? form : STR("other"));
}

void gap_period(const Speaker *s, Gaps *g, Str label, Str kind)
{
    Gaps inner = { 0 };

    if (!label.len) {
        label = say(s, "period_before", &inner);
        kind = STR("none");
    }
    gap_text(&inner, "base", label);
    gap_text(&inner, "kind", kind);
    gap_text(g, "base", label);
    gap_text(g, "against", say(s, "against", &inner));
    gap_text(g, "within", say(s, "within", &inner));
}

Str say(const Speaker *s, const char *key, const Gaps *g)
{
    Str out = wording_say(s->wording, s->arena,
                          str_format(s->arena, "sentences.%s", key).at, g->at);

    /* "88,3 Mio." ends a sentence by itself. */
    return str_ends(out, STR("..")) ? str_slice(out, 0, out.len - 1) : out;
}

/* ---- Numbers ------------------------------------------------------------- */

Str print_size(const Speaker *s, const Metric *metric, Decimal d)
{
    return metric_format(s->locale, s->arena, metric, decimal_absolute(d),
                         PLACE_SENTENCE);
}

Str print_percent(const Speaker *s, Decimal fraction, int decimals)
{
    return number_format(
        s->locale, s->arena, fraction,
        (NumberFormat){ .style = NUMBER_PERCENT, .decimals = decimals });
}

Str print_days(const Speaker *s, size_t days)
{
    Gaps g = { 0 };

    gap_count(s, &g, "n", days);
    return say(s, "days", &g);
}

Str print_gap(const Speaker *s, const Metric *metric, Change c, Amount now,
              Amount base)
{
    if (c.kind == CHANGE_PERCENT && !c.is_capped)
        return print_percent(s, decimal_absolute(c.ratio), 1);
    if (c.kind == CHANGE_POINTS) {
        Decimal d = decimal_absolute(c.difference);
        if (metric->unit == UNIT_PERCENT)
            decimal_divide(d, decimal_of_int(100), &d);
        return number_format(
            s->locale, s->arena, d,
            (NumberFormat){ .style = NUMBER_POINTS,
                            .decimals = points_decimals(metric, now, base) });
    }
    if (c.kind == CHANGE_ABSOLUTE)
        return print_size(s, metric, c.difference);
    return change_format(s->wording, s->arena, metric, c, now, base);
}

/* ---- Words for a change ------------------------------------------------- */

/* A rate has its bands in relative terms like everything else. */
static VerbBand band_of(const Speaker *s, Change c, Amount base)
{
    VerbBands bands = s->wording->bands;
    Amount ratio = amount_divide(amount_of(c.difference), base);

    if (c.kind == CHANGE_PERCENT)
        return verb_band(c.ratio, bands);
    if (c.trend == TREND_FLAT)
        return BAND_HELD;
    VerbBand band =
        ratio.is_known ? verb_band(ratio.number, bands) : BAND_MOVED;
    return band == BAND_HELD ? BAND_EDGED : band;
}

/* Whether better or worse is said: of costs, whose fall sounds bad. */
static Str quality_of(const Metric *metric, Change c)
{
    if (metric->direction != BETTER_DOWN || c.verdict == VERDICT_NEUTRAL)
        return STR("none");
    return c.verdict == VERDICT_GOOD ? STR("good") : STR("bad");
}

/* verb, size, unit, quality, way, before, change */
static void gap_change(const Speaker *s, Gaps *g, const Metric *metric,
                       Change c, Amount now, Amount base)
{
    static const char *const verbs[][2] = { { "held", "held" },
                                            { "edged_down", "edged_up" },
                                            { "fell", "rose" },
                                            { "dropped", "jumped" } };
    VerbBand band = band_of(s, c, base);
    int sign = decimal_sign(c.difference);

    gap_way(g, "way", sign);
    gap_text(g, "quality", quality_of(metric, c));
    gap_text(g, "unit",
             c.kind == CHANGE_PERCENT  ? STR("percent")
             : c.kind == CHANGE_POINTS ? STR("points")
                                       : STR("amount"));
    gap_text(g, "size", print_gap(s, metric, c, now, base));
    gap_text(
        g, "change",
        metric_format(s->locale, s->arena, metric, c.difference, PLACE_SIGNED));
    gap_text(g, "before",
             amount_format(s->locale, s->arena, metric, base, PLACE_SENTENCE));
    Gaps inner = *g; /* a verb knows the subject */
    gap_text(g, "verb",
             band == BAND_HELD ? STR("")
                               : say(s, verbs[band][sign > 0], &inner));
}

/* ---- Against target ------------------------------------------------------ */

/* ", 6.3% above the £1.62M target", or empty */
static Str target_clause(const Speaker *s, const Metric *metric, Amount now,
                         Amount target)
{
    Amount gap = amount_subtract(now, target);
    Decimal on_target = { 5, 0, -4 }, share;
    Gaps g = { 0 };

    if (!gap.is_known || decimal_sign(target.number) <= 0)
        return STR("");
    decimal_divide(decimal_absolute(gap.number), target.number, &share);
    bool is_points = metric_is_rate(metric) || metric->unit == UNIT_POINTS;
    Change c = { .kind = metric_is_rate(metric) ? CHANGE_POINTS
                         : is_points            ? CHANGE_ABSOLUTE
                                                : CHANGE_PERCENT,
                 .is_capped =
                     decimal_compare(share, change_rules_default().cap) > 0,
                 .difference = gap.number,
                 .ratio = share };
    gap_text(&g, "target",
             metric_format(s->locale, s->arena, metric, target.number,
                           PLACE_SENTENCE));
    gap_text(&g, "gap", print_gap(s, metric, c, now, target));
    gap_text(&g, "unit", is_points ? STR("points") : STR("percent"));
    if (decimal_compare(share, on_target) < 0)
        return say(s, "target_on", &g);
    return say(
        s, decimal_sign(gap.number) > 0 ? "target_above" : "target_below", &g);
}

/* ---- Headline, movement, target ------------------------------------------ */

typedef struct {
    Amount amount;
    Str label;
    Str kind; /* of its period */
} Base;

static Base base_at(const Speaker *s, const Value *kpi, const char *name)
{
    const Value *period = s->data ? value_at(s->data, name) : NULL;

    return (Base){ map_amount(kpi, name), map_text(period, "label"),
                   map_text(period, "kind") };
}

/* The comparison to speak of: last year if there is one, else the last period.
 */
static Base base_find(const Speaker *s, const Value *kpi)
{
    Base base = base_at(s, kpi, "prior_year");

    return base.amount.is_known ? base : base_at(s, kpi, "previous");
}

/* Why nothing is compared, if somebody asked for it; or empty. */
static Str reason_of(const Value *kpi)
{
    return map_amount(kpi, "prior_year").is_known ||
                   map_amount(kpi, "previous").is_known
               ? STR("")
               : map_text(kpi, "reason");
}

static Str why_clause(const Speaker *s, const Value *kpi)
{
    Gaps g = { 0 };
    Str reason = reason_of(kpi);

    if (!reason.len)
        return reason;
    gap_text(&g, "reason", reason);
    return say(s, "why", &g);
}

static const char *headline_key(const Speaker *s, Change c, Amount base)
{
    switch (c.kind) {
    case CHANGE_MISSING:
        return "alone";
    case CHANGE_NONE:
        return "zero";
    case CHANGE_NEW:
        return "from_none";
    case CHANGE_COUNTS:
        return "counts";
    case CHANGE_NOT_MEANINGFUL:
        return "not_meaningful";
    case CHANGE_PERCENT:
    case CHANGE_POINTS:
    case CHANGE_ABSOLUTE:
        break;
    }
    return band_of(s, c, base) == BAND_HELD ? "held" : "headline";
}

static void gap_value(const Speaker *s, Gaps *g, const Metric *metric,
                      Amount now)
{
    gap_text(g, "value",
             amount_format(s->locale, s->arena, metric, now, PLACE_SENTENCE));
}

Str sentence_headline(const Speaker *s, const Value *kpi)
{
    Metric metric = metric_of_value(kpi);
    Amount now = map_amount(kpi, "value");
    Base base = base_find(s, kpi);
    Change c = change_of(&metric, now, base.amount, rules_of_data(s->data));
    Gaps g = { 0 };

    gap_subject(s, &g, kpi, &metric);
    if (!now.is_known)
        return say(s, "no_data", &g);
    gap_value(s, &g, &metric, now);
    gap_change(s, &g, &metric, c, now, base.amount);
    gap_period(s, &g, base.label, base.kind);
    gap_text(&g, "target",
             target_clause(s, &metric, now, map_amount(kpi, "target")));
    gap_text(&g, "why", why_clause(s, kpi));
    return say(s, headline_key(s, c, base.amount), &g);
}

/* "up 17.3% on Q2 FY25", or empty */
static Str against_print(const Speaker *s, const Metric *metric, Amount now,
                         Base base)
{
    Change c = change_of(metric, now, base.amount, rules_of_data(s->data));
    Gaps g = { 0 };

    if (c.kind != CHANGE_PERCENT && c.kind != CHANGE_POINTS &&
        c.kind != CHANGE_ABSOLUTE)
        return STR("");
    gap_text(&g, "size", print_gap(s, metric, c, now, base.amount));
    gap_text(&g, "unit",
             c.kind == CHANGE_PERCENT ? STR("percent") : STR("points"));
    gap_period(s, &g, base.label, base.kind);
    return say(s,
               c.trend == TREND_FLAT ? "change_level"
               : c.trend == TREND_UP ? "change_up"
                                     : "change_down",
               &g);
}

Str sentence_movement(const Speaker *s, const Value *kpi)
{
    Metric metric = metric_of_value(kpi);
    Amount now = map_amount(kpi, "value");
    Base bases[] = { base_at(s, kpi, "prior_year"),
                     base_at(s, kpi, "previous") };
    Str parts[COUNT_OF(bases)];
    size_t count = 0;
    Gaps g = { 0 };

    for (size_t i = 0; now.is_known && i < COUNT_OF(bases); i++) {
        Str part = against_print(s, &metric, now, bases[i]);
        if (part.len)
            parts[count++] = part;
    }
    if (!count)
        return sentence_headline(s, kpi);
    gap_subject(s, &g, kpi, &metric);
    gap_value(s, &g, &metric, now);
    gap_text(&g, "changes", list_format(s->locale, s->arena, parts, count));
    return say(s, "movement", &g);
}

Str sentence_target_gap(const Speaker *s, const Value *kpi)
{
    Metric metric = metric_of_value(kpi);
    Amount now = map_amount(kpi, "value");
    Gaps g = { 0 };

    if (!now.is_known)
        now = map_amount(kpi, "actual");
    Str target = target_clause(s, &metric, now, map_amount(kpi, "target"));
    if (!target.len)
        return target;
    gap_subject(s, &g, kpi, &metric);
    gap_value(s, &g, &metric, now);
    gap_text(&g, "target", target);
    gap_text(&g, "why", STR(""));
    return say(s, "target_gap", &g);
}

Str sentence_missing(const Speaker *s, const Value *kpi)
{
    Metric metric = metric_of_value(kpi);
    Str reason = reason_of(kpi);
    Gaps g = { 0 };

    if (!reason.len || !map_amount(kpi, "value").is_known)
        return STR("");
    gap_subject(s, &g, kpi, &metric);
    gap_text(&g, "reason", reason);
    return say(s, "no_comparison", &g);
}
