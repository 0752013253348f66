/* formula.c - sums of products, read from text. */

#include "metrics/formula.h"

typedef struct {
    Str s;
    size_t at;
} Scan;

static void skip_space(Scan *p)
{
    while (p->at < p->s.len && p->s.at[p->at] == ' ')
        p->at++;
}

static bool take(Scan *p, char c)
{
    skip_space(p);
    if (p->at >= p->s.len || p->s.at[p->at] != c)
        return false;
    p->at++;
    return true;
}

static bool is_digit(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

static bool is_id(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= '0' && c <= '9');
}

static bool factor_read(Scan *p, Factor *out)
{
    skip_space(p);
    size_t from = p->at;
    bool is_number = from < p->s.len && is_digit(p->s.at[from]);

    while (p->at < p->s.len &&
           (is_number ? is_digit(p->s.at[p->at]) : is_id(p->s.at[p->at])))
        p->at++;
    Str word = str_slice(p->s, from, p->at);
    *out = (Factor){ 0 };
    if (is_number && decimal_parse(word, &out->number))
        return true;
    if (!is_number && word.len) {
        out->id = word;
        return true;
    }
    p->at = from;
    return false;
}

static bool term_read(Scan *p, Term *out)
{
    do {
        if (out->factor_count == FORMULA_FACTORS ||
            !factor_read(p, &out->factors[out->factor_count]))
            return false;
        out->factor_count++;
    } while (take(p, '*'));
    return true;
}

bool formula_parse(Str s, Formula *out, size_t *fault_at)
{
    Scan p = { s, 0 };
    bool ok = true;

    *out = (Formula){ 0 };
    for (bool more = true; more && ok;) {
        bool is_subtracted = take(&p, '-');
        ok = out->term_count < FORMULA_TERMS;
        if (!ok)
            break;
        Term *term = &out->terms[out->term_count];
        term->is_subtracted = is_subtracted;
        ok = term_read(&p, term);
        out->term_count++;
        skip_space(&p);
        more = take(&p, '+') || (p.at < s.len && s.at[p.at] == '-');
    }
    *fault_at = p.at;
    return ok && p.at == s.len;
}

Str formula_single(const Formula *f)
{
    const Term *t = &f->terms[0];

    if (f->term_count != 1 || t->factor_count != 1 || t->is_subtracted)
        return STR("");
    return t->factors[0].id;
}
