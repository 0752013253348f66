/*
 * derive_written.c - measures of facts that are written as text: "1.234,56 €".
 *
 * What the decimal mark is, `number_locale:` of the data says, or any number of
 * the facts that can be read in one way only; a number with two readings waits
 * until all rows are read.
 */

#include "eval/derive_written.h"

static Str shown_text(const Derive *d, const Value *v)
{
    return text_short(d->arena, v->as.text);
}

void written_begin(Derive *d, WrittenNumbers *w)
{
    const Value *locale = value_at(d->data, "number_locale");

    *w = (WrittenNumbers){ .d = d };
    if (!locale || locale->kind == VALUE_NULL)
        return;
    w->mark = csv_mark_of_locale(text_of_value(locale));
    w->is_declared = w->mark != 0;
    if (!w->mark)
        fault_at(
            d, locale->span, "data/type",
            "number_locale: expected a locale such as en-GB or de-DE, "
            "found %s",
            locale->kind == VALUE_TEXT
                ? str_format(d->arena, "'%.*s'", STR_ARG(shown_text(d, locale)))
                      .at
                : value_kind_name(locale));
}

/* ---- Decimal marks ------------------------------------------------------- */

void written_clash(WrittenNumbers *w, const Value *v, const char *path)
{
    Derive *d = w->d;

    if (w->is_declared) {
        fault_at(d, v->span, "data/number",
                 "%s: expected a number with a decimal %s, found '%.*s'", path,
                 w->mark == ',' ? "comma" : "point", STR_ARG(shown_text(d, v)));
        return;
    }
    fault_at(d, v->span, "data/number",
             "%s: '%.*s' contradicts the decimal mark of another number", path,
             STR_ARG(shown_text(d, v)));
    Diag *diag = &d->env->diags->list.at[d->env->diags->list.len - 1];
    diag->cause = w->proof->span;
    diag->cause_message = STR("this is the other number");
}

Written written_read(WrittenNumbers *w, const Value *v, Decimal *out,
                     bool *is_percent)
{
    Str s = str_trim(v->as.text);
    bool is_ambiguous;
    unsigned marks = csv_number_marks(s, &is_ambiguous, is_percent);

    if (!marks)
        return WRITTEN_NONE;
    if (is_ambiguous && !w->mark)
        return WRITTEN_WAITS;
    bool is_either = marks == (MARK_DOT | MARK_COMMA);
    char own = marks & MARK_DOT ? '.' : ',';
    if (!is_either && !w->mark) {
        w->mark = own;
        w->proof = v;
    }
    if (!is_either && own != w->mark)
        return WRITTEN_CLASHES;
    return csv_number_read(s, w->mark ? w->mark : own, out, is_percent)
               ? WRITTEN_READ
               : WRITTEN_NONE;
}

bool written_settled(WrittenNumbers *w, const Value *v, const char *path,
                     Decimal *out, bool *is_percent)
{
    Derive *d = w->d;
    Str s = str_trim(v->as.text);
    Decimal dot = { 0 }, comma = { 0 };

    if (w->mark)
        return csv_number_read(s, w->mark, out, is_percent);
    csv_number_read(s, '.', &dot, is_percent);
    csv_number_read(s, ',', &comma, is_percent);
    fault_at(d, v->span, "data/ambiguous",
             "%s: '%.*s' is %.*s in English and %.*s in German, and nothing in "
             "the facts tells which",
             path, STR_ARG(shown_text(d, v)),
             STR_ARG(decimal_format(d->arena, dot)),
             STR_ARG(decimal_format(d->arena, comma)));
    d->env->diags->list.at[d->env->diags->list.len - 1].hint =
        STR("say number_locale: en-GB or de-DE beside client, or write "
            "numbers without quotes");
    return false;
}
