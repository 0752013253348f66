/*
 * make_intl_vectors.js - numbers as JavaScript's Intl prints them.
 *
 *     node tests/unit/locale/make_intl_vectors.js > tests/unit/locale/intl_vectors.inc
 *
 * Made with Node 20.20.2 (ICU 78.2).  Intl rounds half away from zero
 * ("halfExpand") the decimal value that the text names, as reportgen does.  Its
 * ASCII minus is U+2212 here; what else differs is listed in test_intl.c.
 */
"use strict";

const LOCALES = ["en-US", "en-GB", "de-DE", "de-CH", "fr-FR", "es-ES", "it-IT",
                 "nl-NL", "pt-BR", "pl-PL", "sv-SE", "en-IN", "ja-JP"];
const VALUES = ["0", "1", "-1", "12", "0.5", "2.5", "-2.5", "1.005", "999.995",
                "1234", "1234.5", "12345.678", "999950", "999949", "1000000",
                "-1234567.891", "1234567890.12", "123456789012345", "0.05",
                "99.94", "33.335"];
const CURRENCIES = ["USD", "EUR", "GBP", "JPY", "KWD", "CHF", "INR"];

const rows = [];

function add(style, locale, currency, value, decimals, options) {
    const format = new Intl.NumberFormat(locale, options);
    rows.push([style, locale, currency, value, decimals,
               format.format(value).replace(/-/g, "\u2212")]);
}

for (const locale of LOCALES) {
    for (const value of VALUES) {
        for (const decimals of [0, 2])
            add("NUMBER_PLAIN", locale, "", value, decimals,
                { minimumFractionDigits: decimals,
                  maximumFractionDigits: decimals });
        add("NUMBER_PERCENT", locale, "", value, 1,
            { style: "percent", minimumFractionDigits: 1,
              maximumFractionDigits: 1 });
    }
    for (const currency of CURRENCIES)
        for (const value of ["0", "1234.5", "-1234567.891", "12", "0.5"])
            add("NUMBER_MONEY", locale, currency, value, -2,
                { style: "currency", currency });
    for (const value of ["1234", "12345", "999499", "999500", "999950",
                         "1234567", "999950000", "1234567890", "-45678",
                         "12345678901234"])
        add("NUMBER_COMPACT", locale, "", value, -1,
            { notation: "compact", minimumSignificantDigits: 3,
              maximumSignificantDigits: 3 });
}

function literal(text) {
    const bytes = Buffer.from(text, "utf8");
    let out = "", was_hex = false;
    for (const b of bytes) {
        const plain = b >= 0x20 && b < 0x7f && b !== 0x22 && b !== 0x5c;
        if (plain && was_hex && /[0-9a-fA-F]/.test(String.fromCharCode(b)))
            out += '" "';
        out += plain ? String.fromCharCode(b)
                     : "\\x" + b.toString(16).padStart(2, "0").toUpperCase();
        was_hex = !plain;
    }
    return '"' + out + '"';
}

console.log("/* Made by make_intl_vectors.js: do not edit. */");
for (const [style, locale, currency, value, decimals, text] of rows)
    console.log(`{ ${style}, "${locale}", "${currency}", "${value}", ` +
                `${decimals}, ${literal(text)} },`);
