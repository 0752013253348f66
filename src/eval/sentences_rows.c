/* sentences_rows.c - sentences about tables, and the filters of all of them. */

#include "eval/sentences.h"

static Str text_at(const Value *map, const char *key)
{
    const Value *v = map ? value_at(map, key) : NULL;

    return v && v->kind == VALUE_TEXT ? v->as.text : STR("");
}

static Amount field_at(const Value *map, Str key)
{
    const Value *v = map ? value_find(map, key) : NULL;

    return v && v->kind == VALUE_NUMBER ? amount_of(v->as.number)
                                        : amount_missing();
}

static bool flag_at(const Value *map, const char *key)
{
    const Value *v = map ? value_at(map, key) : NULL;

    return v && v->kind == VALUE_BOOL && v->as.flag;
}

/* The metric as the report lists it, else as the dictionary has it. */
static Metric metric_named(const Speaker *s, Str id)
{
    const Value *described = metric_described(s->data, id);

    if (described)
        return metric_of_value(described);
    const Metric *known = metric_find(id);
    if (known)
        return *known;
    return (Metric){ .id = id, .label = id, .unit = UNIT_NUMBER, .scale = 1 };
}

/* "prior_year" if the report has it, else "previous". */
static const char *base_name(const Speaker *s)
{
    const Value *year = s->data ? value_at(s->data, "prior_year") : NULL;

    return flag_at(year, "available") ? "prior_year" : "previous";
}

/* ---- driver ------------------------------------------------------------- */

typedef struct {
    Str name;
    Decimal change;
} Segment;

/* Those that moved the whole most, with it and against it. */
typedef struct {
    Segment with;
    Segment against;
    Decimal total;
    size_t count;
} Drivers;

static void driver_add(Drivers *d, Str name, Decimal change, int total_sign)
{
    Segment *place =
        decimal_sign(change) * total_sign > 0 ? &d->with : &d->against;

    if (decimal_sign(change) &&
        decimal_compare(decimal_absolute(change),
                        decimal_absolute(place->change)) > 0)
        *place = (Segment){ name, change };
}

static Amount row_change(const Speaker *s, const Value *row, Str metric)
{
    Amount now = field_at(row, metric);
    Amount base = field_at(value_at(row, base_name(s)), metric);

    if (now.is_known && !base.is_known && value_at(row, "name"))
        base = amount_of(decimal_of_int(0)); /* it is new */
    return amount_subtract(now, base);
}

static Drivers drivers_find(const Speaker *s, const Value *rows, Str metric)
{
    bool by_year = str_is(str_of(base_name(s)), "prior_year");
    const Value *now = s->data ? value_at(s->data, "totals") : NULL;
    const Value *base = s->data
                            ? value_at(s->data, by_year ? "totals_prior_year"
                                                        : "totals_previous")
                            : NULL;
    Amount total =
        amount_subtract(field_at(now, metric), field_at(base, metric));
    Drivers d = { 0 };

    if (!total.is_known)
        return d;
    d.total = total.number;
    for (size_t i = 0; i < rows->as.list.len; i++) {
        const Value *row = &rows->as.list.at[i];
        Amount change = row_change(s, row, metric);
        if (!change.is_known)
            continue;
        d.count++;
        driver_add(&d, text_at(row, "name"), change.number,
                   decimal_sign(d.total));
    }
    return d;
}

/* Where shares would mislead: "Meta added 64, organic lost 20". */
static Str absolute_print(const Speaker *s, const Metric *m, const Drivers *d)
{
    bool is_up = decimal_sign(d->with.change) > 0;
    Str with = metric_format(s->locale, s->arena, m,
                             decimal_absolute(d->with.change), PLACE_SENTENCE);
    const char *added = s->is_german ? "plus" : "added";
    const char *lost = s->is_german ? "minus" : "lost";
    Str first = str_format(s->arena, "%.*s %s %.*s", STR_ARG(d->with.name),
                           is_up ? added : lost, STR_ARG(with));

    if (!d->against.name.len)
        return str_format(s->arena, "%.*s.", STR_ARG(first));
    Str against =
        metric_format(s->locale, s->arena, m,
                      decimal_absolute(d->against.change), PLACE_SENTENCE);
    return str_format(s->arena, "%.*s, %.*s %s %.*s.", STR_ARG(first),
                      STR_ARG(d->against.name), is_up ? lost : added,
                      STR_ARG(against));
}

Str sentence_driver(const Speaker *s, const Value *rows, Str id)
{
    Metric m = metric_named(s, id);
    Drivers d = drivers_find(s, rows, id);

    if (!d.count || !d.with.name.len || m.kind != METRIC_SUM)
        return STR("");
    Amount share = contribution_of(d.with.change, d.total);
    if (!share.is_known)
        return absolute_print(s, &m, &d);
    Str part = number_format(s->locale, s->arena, share.number,
                             (NumberFormat){ .style = NUMBER_PERCENT });
    bool is_up = decimal_sign(d.total) > 0;
    Str first =
        s->is_german
            ? str_format(s->arena, "%.*s trug %.*s %s bei",
                         STR_ARG(d.with.name), STR_ARG(part),
                         is_up ? "zum Zuwachs"
                               : "zum R\xC3\xBC"
                                 "ckgang")
            : str_format(s->arena, "%.*s accounted for %.*s of the %s in %.*s",
                         STR_ARG(d.with.name), STR_ARG(part),
                         is_up ? "increase" : "decrease",
                         STR_ARG(text_lower(s->locale, s->arena, m.label)));
    if (!d.against.name.len)
        return str_format(s->arena, "%.*s.", STR_ARG(first));
    Str offset =
        metric_format(s->locale, s->arena, &m, d.against.change, PLACE_SIGNED);
    return str_format(s->arena,
                      s->is_german ? "%.*s; %.*s wirkte teilweise dagegen "
                                     "(%.*s)."
                                   : "%.*s; %.*s partly offset it (%.*s).",
                      STR_ARG(first), STR_ARG(d.against.name), STR_ARG(offset));
}

/* ---- streak ------------------------------------------------------------- */

/* Rows up to the last complete one. */
static size_t complete_count(const Value *rows)
{
    size_t count = rows->as.list.len;

    while (count && flag_at(&rows->as.list.at[count - 1], "is_partial"))
        count--;
    return count;
}

/* How many of the last rows moved the same way as the last; sign in *way. */
static size_t streak_length(const Value *rows, size_t count, Str metric,
                            bool by_year, int *way)
{
    size_t length = 0;

    *way = 0;
    for (size_t i = count; i-- > 0;) {
        const Value *row = &rows->as.list.at[i];
        const Value *base = by_year ? value_at(row, "prior_year")
                            : i     ? &rows->as.list.at[i - 1]
                                    : NULL;
        Amount change =
            amount_subtract(field_at(row, metric), field_at(base, metric));
        int sign = change.is_known ? decimal_sign(change.number) : 0;
        if (!sign || (*way && sign != *way))
            break;
        *way = sign;
        length++;
    }
    return length;
}

/* How many rows before the last are all below it (or above, for `way` -1). */
static size_t extreme_reach(const Value *rows, size_t count, Str metric,
                            int way)
{
    Amount last = field_at(&rows->as.list.at[count - 1], metric);
    size_t reach = 0;

    for (size_t i = count - 1; last.is_known && i-- > 0; reach++) {
        Amount other = field_at(&rows->as.list.at[i], metric);
        if (!other.is_known ||
            decimal_compare(last.number, other.number) * way <= 0)
            break;
    }
    return reach;
}

static Str year_streak_print(const Speaker *s, Str label, size_t length,
                             int way)
{
    if (s->is_german)
        return str_format(s->arena,
                          "%.*s lag %zu Monate in Folge %s dem Vorjahr.",
                          STR_ARG(label), length,
                          way > 0 ? "\xC3\xBC"
                                    "ber"
                                  : "unter");
    return str_format(
        s->arena,
        "%.*s was %s the year before for the %.*s month in a "
        "row.",
        STR_ARG(label), way > 0 ? "above" : "below",
        STR_ARG(ordinal_format(s->locale, s->arena, (int64_t)length)));
}

static Str month_streak_print(const Speaker *s, Str label, size_t length,
                              int way)
{
    if (s->is_german)
        return str_format(s->arena, "%.*s %s im %zu. Monat in Folge.",
                          STR_ARG(label), way > 0 ? "stieg" : "sank", length);
    return str_format(
        s->arena, "%.*s %s for the %.*s month in a row.", STR_ARG(label),
        way > 0 ? "rose" : "fell",
        STR_ARG(ordinal_format(s->locale, s->arena, (int64_t)length)));
}

static Str extreme_print(const Speaker *s, Str label, const Value *rows,
                         size_t count, size_t reach, int way)
{
    Str month = text_at(&rows->as.list.at[count - 1], "label");
    bool is_all = reach == count - 1;
    Str since = is_all ? STR("")
                       : text_at(&rows->as.list.at[count - 2 - reach], "label");

    if (is_all)
        return str_format(
            s->arena,
            s->is_german ? "%.*s: %.*s hat den %s Wert der %zu Monate mit "
                           "Daten."
                         : "%.*s: %.*s is the %s of the %zu months with data.",
            STR_ARG(label), STR_ARG(month),
            s->is_german ? (way > 0 ? "h\xC3\xB6"
                                      "chsten"
                                    : "niedrigsten")
                         : (way > 0 ? "highest" : "lowest"),
            count);
    return str_format(s->arena,
                      s->is_german
                          ? "%.*s war im %.*s so %s wie seit %.*s nicht."
                          : "%.*s in %.*s was the %s since %.*s.",
                      STR_ARG(label), STR_ARG(month),
                      s->is_german ? (way > 0 ? "hoch" : "niedrig")
                                   : (way > 0 ? "highest" : "lowest"),
                      STR_ARG(since));
}

enum { STREAK_LEAST = 3, EXTREME_LEAST = 6 };

Str sentence_streak(const Speaker *s, const Value *rows, Str id)
{
    Metric m = metric_named(s, id);
    size_t count = complete_count(rows);
    int way;

    if (count < 2)
        return STR("");
    /* A season makes neighbouring months differ; years compare like with like.
     */
    size_t length = streak_length(rows, count, id, true, &way);
    if (length >= STREAK_LEAST)
        return year_streak_print(s, m.label, length, way);
    length = streak_length(rows, count, id, false, &way);
    if (length >= STREAK_LEAST)
        return month_streak_print(s, m.label, length, way);
    for (way = 1; way >= -1; way -= 2) {
        size_t reach = extreme_reach(rows, count, id, way);
        if (reach >= EXTREME_LEAST)
            return extreme_print(s, m.label, rows, count, reach, way);
    }
    return STR("");
}

/* ---- mix ---------------------------------------------------------------- */

/* The row whose share of spend grew most. */
static Str growing_row(const Speaker *s, const Value *rows)
{
    const char *base = base_name(s);
    Decimal most = decimal_of_int(0), whole = most, whole_base = most;
    Str name = STR("");

    for (size_t i = 0; i < rows->as.list.len; i++) {
        const Value *row = &rows->as.list.at[i];
        Amount now = field_at(row, STR("spend"));
        Amount then = field_at(value_at(row, base), STR("spend"));
        if (now.is_known)
            whole = decimal_add(whole, now.number);
        if (then.is_known)
            whole_base = decimal_add(whole_base, then.number);
    }
    for (size_t i = 0; i < rows->as.list.len; i++) {
        const Value *row = &rows->as.list.at[i];
        Amount share =
            amount_divide(field_at(row, STR("spend")), amount_of(whole));
        Amount before = amount_divide(
            field_at(value_at(row, base), STR("spend")), amount_of(whole_base));
        Amount gain = amount_subtract(share, before);
        if (gain.is_known && decimal_compare(gain.number, most) > 0) {
            most = gain.number;
            name = text_at(row, "name");
        }
    }
    return name;
}

Str sentence_mix(const Speaker *s, const Value *rows, Str id)
{
    Metric m = metric_named(s, id);
    bool by_year = str_is(str_of(base_name(s)), "prior_year");
    const Value *now = s->data ? value_at(s->data, "totals") : NULL;
    const Value *then = s->data
                            ? value_at(s->data, by_year ? "totals_prior_year"
                                                        : "totals_previous")
                            : NULL;
    Amount total = amount_subtract(field_at(now, id), field_at(then, id));
    size_t against = 0, count = 0;

    if (!total.is_known || !decimal_sign(total.number) ||
        m.kind != METRIC_RATIO)
        return STR("");
    int sign = decimal_sign(total.number);
    for (size_t i = 0; i < rows->as.list.len; i++) {
        const Value *row = &rows->as.list.at[i];
        Amount change = amount_subtract(
            field_at(row, id), field_at(value_at(row, base_name(s)), id));
        if (!change.is_known)
            continue;
        count++;
        against += decimal_sign(change.number) * sign < 0;
    }
    Str toward = growing_row(s, rows);
    if (count < 2 || against * 2 <= count || !toward.len)
        return STR("");
    if (s->is_german)
        return str_format(s->arena,
                          "%.*s %s, obwohl der Wert in %zu von %zu Kan\xC3\xA4"
                          "len %s; das Budget verschob sich zu %.*s.",
                          STR_ARG(m.label), sign > 0 ? "stieg" : "sank",
                          against, count, sign > 0 ? "sank" : "stieg",
                          STR_ARG(toward));
    return str_format(s->arena,
                      "%.*s %s although it %s in %zu of %zu channels, as spend "
                      "shifted toward %.*s.",
                      STR_ARG(m.label), sign > 0 ? "rose" : "fell",
                      sign > 0 ? "fell" : "rose", against, count,
                      STR_ARG(toward));
}

/* ---- Filters ------------------------------------------------------------ */

typedef Str (*MapSentence)(const Speaker *s, const Value *map);
typedef Str (*RowsSentence)(const Speaker *s, const Value *rows, Str metric);

static bool is_nothing(const Value *v)
{
    return v->kind == VALUE_NULL || v->kind == VALUE_ABSENT;
}

static Value say_of_map(Machine *m, const Call *call, MapSentence say)
{
    Speaker s = speaker_of(m);

    if (is_nothing(&call->subject))
        return value_text(STR(""));
    if (call->subject.kind != VALUE_MAP)
        return call_fail(m, call, "this filter takes one map, not %s",
                         value_kind_name(&call->subject));
    return value_text(say(&s, &call->subject));
}

static Value say_of_rows(Machine *m, const Call *call, RowsSentence say)
{
    Speaker s = speaker_of(m);

    if (is_nothing(&call->subject))
        return value_text(STR(""));
    if (call->subject.kind != VALUE_LIST)
        return call_fail(m, call, "this filter takes a list of rows, not %s",
                         value_kind_name(&call->subject));
    if (call->args[0].kind != VALUE_TEXT)
        return call_fail(m, call, "name the metric, as in driver('revenue')");
    return value_text(say(&s, &call->subject, call->args[0].as.text));
}

static Value filter_headline(Machine *m, const Call *call)
{
    return say_of_map(m, call, sentence_headline);
}

static Value filter_movement(Machine *m, const Call *call)
{
    return say_of_map(m, call, sentence_movement);
}

static Value filter_pacing(Machine *m, const Call *call)
{
    return say_of_map(m, call, sentence_pacing);
}

static Value filter_outlook(Machine *m, const Call *call)
{
    return say_of_map(m, call, sentence_outlook);
}

static Value filter_driver(Machine *m, const Call *call)
{
    return say_of_rows(m, call, sentence_driver);
}

static Value filter_streak(Machine *m, const Call *call)
{
    return say_of_rows(m, call, sentence_streak);
}

static Value filter_mix(Machine *m, const Call *call)
{
    return say_of_rows(m, call, sentence_mix);
}

static Value filter_verdict(Machine *m, const Call *call)
{
    Speaker s = speaker_of(m);

    if (is_nothing(&call->subject))
        return value_text(STR(""));
    if (call->subject.kind != VALUE_LIST)
        return call_fail(m, call, "verdict takes the list of goals, not %s",
                         value_kind_name(&call->subject));
    return value_text(sentence_verdict(&s, &call->subject));
}

const Filter SENTENCE_FILTERS[] = {
    { "headline", filter_headline, "",
      "a KPI in a sentence: how it moved, where it stands, against target" },
    { "movement", filter_movement, "",
      "a KPI against the year and the period before" },
    { "driver", filter_driver, "metric",
      "which row of a table contributed most to the change of a metric" },
    { "streak", filter_streak, "metric",
      "months in a row that a metric grew or fell, or its highest since when" },
    { "mix", filter_mix, "metric",
      "a ratio that moved against most of its parts; else empty" },
    { "pacing", filter_pacing, "",
      "a budget in a sentence: spent, time elapsed, where it lands" },
    { "outlook", filter_outlook, "", "a forecast with its range and method" },
    { "verdict", filter_verdict, "", "how many goals were met, worst named" },
    { NULL, NULL, NULL, NULL }
};
