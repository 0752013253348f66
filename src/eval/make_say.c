/* make_say.c - blocks that are one sentence: headline, driver, streak, ... */

#include "eval/explain.h"
#include "eval/maker.h"

static bool is_false(const Value *v)
{
    return v->kind == VALUE_BOOL && !v->as.flag;
}

/* `say:` of the client's data, by the block's id, else by its kind; or NULL. */
static const Value *said_in_data(const Maker *k, const TemplateBlock *b)
{
    const Value *said = value_at(k->data, "say");
    const Option *id = option_find(&b->options, "id");
    const Value *v = said && id ? value_find(said, id->as.word) : NULL;

    if (!v && said)
        v = value_at(said, b->rule->kind);
    return v && (v->kind == VALUE_TEXT || is_false(v)) ? v : NULL;
}

/*
 * What a person says instead, into *text; true if the numbers are not to speak.
 * A `say` whose data is not there, or empty, leaves the word to the numbers.
 */
static bool is_overruled(Maker *k, const TemplateBlock *b, Str *text)
{
    const Value *said = said_in_data(k, b);
    const Option *own = option_find(&b->options, "say");

    *text = STR("");
    if (said && is_false(said))
        return true;
    if (said)
        *text = said->as.text;
    else if (own && str_is(str_trim(own->as.text->source), "false"))
        return true;
    else if (own)
        *text = text_plain(k, own->as.text);
    if (k->m.missing.len) {
        machine_clear(&k->m);
        *text = STR("");
    }
    return text->len || k->m.failed;
}

Made make_sentence(Maker *k, const TemplateBlock *b, Block *out)
{
    Str style = option_word(&b->options, "style"), text;

    out->kind = BLOCK_PARAGRAPH;
    out->as.paragraph.kind = paragraph_kind(style);
    if (!is_overruled(k, b, &text)) {
        Value subject = expr_eval(&k->m, b->subject.as.expr);
        const Option *metric = option_find(&b->options, "metric");
        Value id = metric && !k->m.failed
                       ? option_value(k, &b->options, "metric")
                       : value_absent();
        if (k->m.failed)
            return made_so_far(k);
        Value said = filter_apply(&k->m, str_of(b->rule->kind), subject, &id,
                                  metric ? 1 : 0, b->at);
        text = said.kind == VALUE_TEXT ? said.as.text : STR("");
        explain_said(&k->m, text, b, metric ? metric->as.expr : NULL);
    }
    if (text.len)
        out->as.paragraph.runs = runs_of(k->a, text);
    return made_so_far(k);
}
