/*
 * sentences.c - finished sentences from numbers.
 *
 * A sentence has two clauses at most and no cause: numbers coincide and
 * contribute, only people explain.  Its numbers come from metric_format, so
 * they are the ones on the cards.  Where there is nothing to say the result is
 * empty text.
 */

#include "eval/sentences.h"

#define EN_DASH "\xE2\x80\x93"

/* ---- Reading derived data ----------------------------------------------- */

static Str text_at(const Value *map, const char *key)
{
    const Value *v = map ? value_at(map, key) : NULL;

    return v && v->kind == VALUE_TEXT ? v->as.text : STR("");
}

static Amount number_at(const Value *map, const char *key)
{
    const Value *v = map ? value_at(map, key) : NULL;

    return v && v->kind == VALUE_NUMBER ? amount_of(v->as.number)
                                        : amount_missing();
}

Speaker speaker_of(Machine *m)
{
    return (Speaker){ m->arena, m->locale,
                      str_is(locale_language(m->locale), "de"), m->data };
}

static Str print_abs(const Speaker *s, const Metric *metric, Decimal d)
{
    return metric_format(s->locale, s->arena, metric, decimal_absolute(d),
                         PLACE_SENTENCE);
}

static Str print_percent(const Speaker *s, Decimal fraction, int decimals)
{
    return number_format(
        s->locale, s->arena, fraction,
        (NumberFormat){ .style = NUMBER_PERCENT, .decimals = decimals });
}

/* ---- Words for a change ------------------------------------------------- */

static const char *verb_of(const Speaker *s, VerbBand band, bool is_up)
{
    static const char *const en[][2] = { { "held steady", "held steady" },
                                         { "edged down", "edged up" },
                                         { "fell", "rose" },
                                         { "dropped", "jumped" } };
    static const char *const de[][2] = { { "blieb stabil", "blieb stabil" },
                                         { "sank leicht", "stieg leicht" },
                                         { "sank", "stieg" },
                                         { "sank stark", "stieg stark" } };

    return s->is_german ? de[band][is_up] : en[band][is_up];
}

/* A rate has its bands in relative terms like everything else. */
static VerbBand band_of(Change c, Amount base)
{
    Amount ratio = amount_divide(amount_of(c.difference), base);

    if (c.trend == TREND_FLAT)
        return BAND_HELD;
    if (c.kind == CHANGE_PERCENT || !ratio.is_known)
        return c.kind == CHANGE_PERCENT ? verb_band(c.ratio) : BAND_MOVED;
    VerbBand band = verb_band(ratio.number);
    return band == BAND_HELD ? BAND_EDGED : band;
}

/* "17.3%", "0.4 pp" or "£1.2K": how far, without its sign. */
static Str size_print(const Speaker *s, const Metric *metric, Change c,
                      Amount now, Amount base)
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
                            .decimals = metric->card_decimals > 1
                                            ? metric->card_decimals
                                            : 1 });
    }
    if (c.kind == CHANGE_ABSOLUTE)
        return print_abs(s, metric, c.difference);
    return change_format(s->locale, s->arena, metric, c, now, base);
}

/* "rose 17.3% to £1.72M", "improved (fell 4.1%) to £36.40" */
static Str move_print(const Speaker *s, const Metric *metric, Change c,
                      Amount now, Amount base)
{
    VerbBand band = band_of(c, base);
    bool is_up = decimal_sign(c.difference) > 0;
    const char *verb = verb_of(s, band, is_up);
    Str value =
        metric_format(s->locale, s->arena, metric, now.number, PLACE_SENTENCE);
    Str size = size_print(s, metric, c, now, base);

    if (band == BAND_HELD)
        return str_format(s->arena, s->is_german ? "%s bei %.*s" : "%s at %.*s",
                          verb, STR_ARG(value));
    if (metric->direction == BETTER_DOWN && c.verdict != VERDICT_NEUTRAL) {
        bool is_good = c.verdict == VERDICT_GOOD;
        const char *quality =
            s->is_german
                ? (is_good ? "verbesserte sich" : "verschlechterte sich")
                : (is_good ? "improved" : "worsened");
        return s->is_german
                   ? str_format(s->arena, "%s auf %.*s (%s um %.*s)", quality,
                                STR_ARG(value), verb, STR_ARG(size))
                   : str_format(s->arena, "%s (%s %.*s) to %.*s", quality, verb,
                                STR_ARG(size), STR_ARG(value));
    }
    return s->is_german ? str_format(s->arena, "%s um %.*s auf %.*s", verb,
                                     STR_ARG(size), STR_ARG(value))
                        : str_format(s->arena, "%s %.*s to %.*s", verb,
                                     STR_ARG(size), STR_ARG(value));
}

/* The subject and what it did; `than` names the base period, may be empty. */
static Str clause_print(const Speaker *s, const Metric *metric, Amount now,
                        Amount base, Str than)
{
    Change c = change_of(metric, now, base, change_rules_default());
    Str label = metric->label;
    Str value =
        metric_format(s->locale, s->arena, metric, now.number, PLACE_SENTENCE);

    switch (c.kind) {
    case CHANGE_MISSING:
        return str_format(s->arena,
                          s->is_german ? "%.*s: %.*s" : "%.*s was %.*s",
                          STR_ARG(label), STR_ARG(value));
    case CHANGE_NONE:
        return str_format(s->arena,
                          s->is_german ? "%.*s: unver\xC3\xA4ndert null"
                                       : "%.*s stayed at zero",
                          STR_ARG(label));
    case CHANGE_NEW:
        return str_format(s->arena,
                          s->is_german
                              ? "%.*s erreichte %.*s, nach null in %.*s"
                              : "%.*s reached %.*s, from none in %.*s",
                          STR_ARG(label), STR_ARG(value), STR_ARG(than));
    case CHANGE_COUNTS: {
        Str before = metric_format(s->locale, s->arena, metric, base.number,
                                   PLACE_SENTENCE);
        return str_format(s->arena,
                          s->is_german ? "%.*s: %.*s nach %.*s in %.*s"
                                       : "%.*s went to %.*s from %.*s in %.*s",
                          STR_ARG(label), STR_ARG(value), STR_ARG(before),
                          STR_ARG(than));
    }
    case CHANGE_NOT_MEANINGFUL: {
        Str change = metric_format(s->locale, s->arena, metric, c.difference,
                                   PLACE_SIGNED);
        return str_format(
            s->arena,
            s->is_german ? "%.*s liegt bei %.*s (%.*s gegen\xC3\xBC"
                           "ber %.*s)"
                         : "%.*s came to %.*s (%.*s against %.*s)",
            STR_ARG(label), STR_ARG(value), STR_ARG(change), STR_ARG(than));
    }
    default:
        break;
    }
    return str_format(s->arena,
                      s->is_german ? "%.*s %.*s gegen\xC3\xBC"
                                     "ber %.*s"
                                   : "%.*s %.*s on %.*s",
                      STR_ARG(label),
                      STR_ARG(move_print(s, metric, c, now, base)),
                      STR_ARG(than));
}

/* ---- headline, movement ------------------------------------------------- */

typedef struct {
    Amount amount;
    Str label;
} Base;

/* The comparison to speak of: last year if there is one, else the last period.
 */
static Base base_find(const Speaker *s, const Value *kpi)
{
    Base base = { number_at(kpi, "prior_year"),
                  text_at(value_at(s->data, "prior_year"), "label") };

    if (!base.amount.is_known)
        base = (Base){ number_at(kpi, "previous"),
                       text_at(value_at(s->data, "previous"), "label") };
    if (!base.label.len)
        base.label =
            str_of(s->is_german ? "dem Vorzeitraum" : "the period before");
    return base;
}

/* ", 6.3% above the £1.62M target", or empty */
static Str target_print(const Speaker *s, const Metric *metric, Amount now,
                        Amount target)
{
    Amount gap = amount_subtract(now, target);

    if (!gap.is_known || decimal_sign(target.number) <= 0)
        return STR("");
    Decimal share;
    decimal_divide(decimal_absolute(gap.number), target.number, &share);
    Str aim = metric_format(s->locale, s->arena, metric, target.number,
                            PLACE_SENTENCE);
    Decimal on_target = { 5, 0, -4 };
    if (decimal_compare(share, on_target) < 0)
        return str_format(s->arena,
                          s->is_german ? ", genau im Ziel von %.*s"
                                       : ", on the target of %.*s",
                          STR_ARG(aim));
    Str size = metric_is_rate(metric)
                   ? size_print(s, metric,
                                (Change){ .kind = CHANGE_POINTS,
                                          .difference = gap.number },
                                now, target)
                   : print_percent(s, share, 1);
    bool is_above = decimal_sign(gap.number) > 0;
    return s->is_german
               ? str_format(s->arena, ", %.*s %s dem Ziel von %.*s",
                            STR_ARG(size),
                            is_above ? "\xC3\xBC"
                                       "ber"
                                     : "unter",
                            STR_ARG(aim))
               : str_format(s->arena, ", %.*s %s the %.*s target",
                            STR_ARG(size), is_above ? "above" : "below",
                            STR_ARG(aim));
}

static Str missing_print(const Speaker *s, const Value *kpi)
{
    Str reason = text_at(kpi, "reason");

    if (!reason.len || number_at(kpi, "prior_year").is_known ||
        number_at(kpi, "previous").is_known)
        return STR("");
    return str_format(s->arena,
                      s->is_german ? " (kein Vergleich: %.*s)"
                                   : " (no comparison: %.*s)",
                      STR_ARG(reason));
}

Str sentence_headline(const Speaker *s, const Value *kpi)
{
    Metric metric = metric_of_value(kpi);
    Amount now = number_at(kpi, "value");
    Base base = base_find(s, kpi);

    if (!now.is_known)
        return str_format(s->arena,
                          s->is_german ? "Keine Daten zu %.*s."
                                       : "No data for %.*s.",
                          STR_ARG(metric.label));
    return str_format(
        s->arena, "%.*s%.*s%.*s.",
        STR_ARG(clause_print(s, &metric, now, base.amount, base.label)),
        STR_ARG(target_print(s, &metric, now, number_at(kpi, "target"))),
        STR_ARG(missing_print(s, kpi)));
}

/* "up 17.3% on Q2 FY25" */
static Str against_print(const Speaker *s, const Metric *metric, Amount now,
                         Base base)
{
    Change c = change_of(metric, now, base.amount, change_rules_default());
    bool is_up = decimal_sign(c.difference) > 0;

    if (c.kind != CHANGE_PERCENT && c.kind != CHANGE_POINTS &&
        c.kind != CHANGE_ABSOLUTE)
        return STR("");
    if (c.trend == TREND_FLAT)
        return str_format(s->arena,
                          s->is_german ? "wie in %.*s" : "level with %.*s",
                          STR_ARG(base.label));
    Str size = size_print(s, metric, c, now, base.amount);
    return s->is_german
               ? str_format(s->arena, "%.*s %s als in %.*s", STR_ARG(size),
                            is_up ? "mehr" : "weniger", STR_ARG(base.label))
               : str_format(s->arena, "%s %.*s on %.*s", is_up ? "up" : "down",
                            STR_ARG(size), STR_ARG(base.label));
}

Str sentence_movement(const Speaker *s, const Value *kpi)
{
    Metric metric = metric_of_value(kpi);
    Amount now = number_at(kpi, "value");
    Base year = { number_at(kpi, "prior_year"),
                  text_at(value_at(s->data, "prior_year"), "label") };
    Base last = { number_at(kpi, "previous"),
                  text_at(value_at(s->data, "previous"), "label") };
    Str parts[2];
    size_t count = 0;

    if (!now.is_known)
        return sentence_headline(s, kpi);
    Str by_year = against_print(s, &metric, now, year);
    Str by_last = against_print(s, &metric, now, last);
    if (by_year.len)
        parts[count++] = by_year;
    if (by_last.len)
        parts[count++] = by_last;
    if (!count)
        return sentence_headline(s, kpi);
    return str_format(
        s->arena, s->is_german ? "%.*s: %.*s, %.*s." : "%.*s was %.*s, %.*s.",
        STR_ARG(metric.label),
        STR_ARG(metric_format(s->locale, s->arena, &metric, now.number,
                              PLACE_SENTENCE)),
        STR_ARG(list_format(s->locale, s->arena, parts, count)));
}

/* ---- pacing, outlook ---------------------------------------------------- */

static Metric money_metric(void)
{
    return (Metric){ .unit = UNIT_MONEY, .scale = 1 };
}

Str sentence_pacing(const Speaker *s, const Value *budget)
{
    Metric money = money_metric();
    Amount plan = number_at(budget, "plan");
    Amount spent = number_at(budget, "actual");
    Amount share = amount_divide(spent, plan);
    Amount elapsed = number_at(budget, "elapsed_share");
    Amount landing = number_at(budget, "landing");
    Amount over = number_at(budget, "over_by");

    if (!plan.is_known || !spent.is_known || !share.is_known)
        return str_of(s->is_german ? "Kein Budget zum Vergleich."
                                   : "There is no budget to compare with.");
    Str has = print_abs(s, &money, spent.number);
    Str whole = print_abs(s, &money, plan.number);
    Str part = print_percent(s, share.number, 0);
    bool is_over = over.is_known && decimal_sign(over.number) > 0;
    Str by = over.is_known ? print_abs(s, &money, over.number) : STR("");
    const char *side = s->is_german ? (is_over ? "\xC3\xBC"
                                                 "ber"
                                               : "unter")
                                    : (is_over ? "over" : "under");
    bool is_done = elapsed.is_known &&
                   decimal_compare(elapsed.number, decimal_of_int(1)) >= 0;
    if (is_done || !landing.is_known || !elapsed.is_known)
        return s->is_german
                   ? str_format(s->arena,
                                "%.*s von %.*s (%.*s) wurden ausgegeben, %.*s "
                                "%s Plan.",
                                STR_ARG(has), STR_ARG(whole), STR_ARG(part),
                                STR_ARG(by), side)
                   : str_format(s->arena,
                                "%.*s of the %.*s budget was spent (%.*s), "
                                "%.*s %s plan.",
                                STR_ARG(has), STR_ARG(whole), STR_ARG(part),
                                STR_ARG(by), side);
    Str time = print_percent(s, elapsed.number, 0);
    Str land = print_abs(s, &money, landing.number);
    return s->is_german
               ? str_format(s->arena,
                            "%.*s von %.*s (%.*s) sind nach %.*s der Zeit "
                            "ausgegeben; so werden es %.*s (%.*s %s Plan).",
                            STR_ARG(has), STR_ARG(whole), STR_ARG(part),
                            STR_ARG(time), STR_ARG(land), STR_ARG(by), side)
               : str_format(s->arena,
                            "%.*s of %.*s (%.*s) is spent with %.*s of the "
                            "period elapsed; at this rate it lands at %.*s "
                            "(%.*s %s).",
                            STR_ARG(has), STR_ARG(whole), STR_ARG(part),
                            STR_ARG(time), STR_ARG(land), STR_ARG(by), side);
}

static const char *method_word(const Speaker *s, Str method)
{
    if (!s->is_german)
        return NULL;
    if (str_is(method, "run rate"))
        return "Durchschnitt der letzten Monate";
    if (str_is(method, "drift"))
        return "Fortschreibung";
    if (str_starts(method, STR("forecasts of both")))
        return "Prognosen beider Teile";
    if (str_is(method, "linear trend"))
        return "linearer Trend";
    if (str_starts(method, STR("same period")))
        return "Vorjahreszeitraum";
    return NULL;
}

Str sentence_outlook(const Speaker *s, const Value *forecast)
{
    Metric metric = metric_of_value(forecast);
    Amount value = number_at(forecast, "value");
    Amount low = number_at(forecast, "low"), high = number_at(forecast, "high");
    Amount months = number_at(forecast, "history_months");
    Str method = text_at(forecast, "method");
    const char *word = method_word(s, method);

    if (!value.is_known || !low.is_known || !high.is_known)
        return STR("");
    metric.label = text_at(forecast, "metric_label");
    if (word)
        method = str_of(word);
    Str history =
        months.is_known ? decimal_format(s->arena, months.number) : STR("?");
    /* A range that was cut at zero does not hide it. */
    const Value *flag = value_at(forecast, "is_clamped");
    bool is_clamped = flag && flag->kind == VALUE_BOOL && flag->as.flag;
    const char *clamped = !is_clamped    ? ""
                          : s->is_german ? " Die Spanne endet bei null."
                                         : " The range is cut at zero.";
    return str_format(
        s->arena,
        s->is_german ? "%.*s: erwartet werden %.*s in %.*s (80-%%-Spanne "
                       "%.*s" EN_DASH "%.*s; %.*s, %.*s Monate).%s"
                     : "%.*s of %.*s is expected in %.*s (80%% range "
                       "%.*s" EN_DASH "%.*s), based on %.*s over %.*s "
                       "months.%s",
        STR_ARG(metric.label), STR_ARG(print_abs(s, &metric, value.number)),
        STR_ARG(text_at(forecast, "label")),
        STR_ARG(print_abs(s, &metric, low.number)),
        STR_ARG(print_abs(s, &metric, high.number)), STR_ARG(method),
        STR_ARG(history), clamped);
}

/* ---- verdict ------------------------------------------------------------ */

Str sentence_verdict(const Speaker *s, const Value *goals)
{
    size_t met = 0, count = 0;
    const Value *worst = NULL;
    Amount least = amount_missing();

    for (size_t i = 0; i < goals->as.list.len; i++) {
        const Value *goal = &goals->as.list.at[i];
        Amount attainment = number_at(goal, "attainment");
        Str rag = text_at(goal, "rag");
        if (!rag.len || !attainment.is_known)
            continue;
        count++;
        if (str_is(rag, "green")) {
            met++;
        } else if (!worst ||
                   decimal_compare(attainment.number, least.number) < 0) {
            worst = goal;
            least = attainment;
        }
    }
    if (!count)
        return str_of(s->is_german ? "Es gibt keine messbaren Ziele."
                                   : "No goal can be measured.");
    if (!worst)
        return str_format(s->arena,
                          s->is_german ? "Alle %zu Ziele wurden erreicht."
                                       : "All %zu goals were met.",
                          count);
    Metric metric = metric_of_value(worst);
    Str label = text_at(worst, "label");
    Amount actual = number_at(worst, "actual");
    Amount target = number_at(worst, "target");
    Str is =
        amount_format(s->locale, s->arena, &metric, actual, PLACE_SENTENCE);
    Str aim =
        amount_format(s->locale, s->arena, &metric, target, PLACE_SENTENCE);
    if (s->is_german)
        return str_format(s->arena,
                          "%zu von %zu Zielen wurden erreicht; am weitesten "
                          "entfernt: %.*s mit %.*s statt %.*s.",
                          met, count, STR_ARG(label), STR_ARG(is),
                          STR_ARG(aim));
    return str_format(s->arena,
                      "%zu of %zu goals %s met; furthest from target is %.*s "
                      "at %.*s against %.*s.",
                      met, count, met == 1 ? "was" : "were", STR_ARG(label),
                      STR_ARG(is), STR_ARG(aim));
}
