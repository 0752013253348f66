/* money_sign.c - the currency that a sign beside an amount stands for. */

#include "data/written.h"

/* The currencies that a sign may stand for. */
static const struct {
    const char *sign, *codes;
} SIGNS[] = { { "\xE2\x82\xAC", "EUR" },
              { "\xC2\xA3", "GBP EGP" },
              { "\xC2\xA5", "JPY CNY" },
              { "\xE2\x82\xB9", "INR" },
              { "\xE2\x82\xA9", "KRW" },
              { "\xE2\x82\xBA", "TRY" },
              { "\xE0\xB8\xBF", "THB" },
              { "z\xC5\x82", "PLN" },
              { "$", "USD CAD AUD NZD SGD HKD TWD MXN BRL ARS CLP COP UYU" } };

Str money_currency(Str s, Str own)
{
    for (size_t i = 0; i < COUNT_OF(SIGNS); i++) {
        Str codes = str_of(SIGNS[i].codes);
        if (str_find(s, str_of(SIGNS[i].sign)) < s.len)
            return str_find(codes, own) < codes.len ? STR("")
                                                    : str_slice(codes, 0, 3);
    }
    for (size_t i = 0; i + 3 <= s.len; i++) {
        bool is_code = true;
        for (size_t k = i; k < i + 3; k++)
            is_code = is_code && s.at[k] >= 'A' && s.at[k] <= 'Z';
        if (is_code)
            return str_equal(str_slice(s, i, i + 3), own)
                       ? STR("")
                       : str_slice(s, i, i + 3);
    }
    return STR("");
}
