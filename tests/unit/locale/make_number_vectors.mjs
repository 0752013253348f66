// Prints number_vectors.inc: numbers as Intl.NumberFormat prints them, halves
// away from zero and with a true minus sign.
// node make_number_vectors.mjs > number_vectors.inc
// under Node 20 with full ICU; not needed to run the tests.
const locales = ['en-GB', 'en-US', 'de-DE', 'fr-FR', 'es-ES', 'it-IT', 'nl-NL',
    'sv-SE', 'pl-PL', 'ja-JP', 'en-IN', 'da-DK'];
const styles = [
    ['NUMBER_PLAIN', {}],
    ['NUMBER_PERCENT', { style: 'percent' }],
    ['NUMBER_MONEY', { style: 'currency', currency: 'EUR' }],
];

let seed = 20260701;
const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;

console.log('/* Made by make_number_vectors.mjs under Node 20; do not edit. */');
for (let i = 0; i < 360; i++) {
    const locale = locales[i % locales.length];
    const [name, options] = styles[next() % styles.length];
    const decimals = next() % 4;
    // three digits after the point at most, the last often a 5: a half
    const size = next() % 10 ** (1 + (next() % 7));
    // whether four digits are grouped differs from one release of CLDR to another
    const whole = size > 900 && size < 10100 ? size + 10100 : size;
    const digits = `${whole + 1}.${next() % 100}${next() % 2 ? 5 : 1}`;
    const value = next() % 5 ? digits : '-' + digits;
    const format = new Intl.NumberFormat(locale, {
        ...options,
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        roundingMode: 'halfExpand',
    });
    // a string keeps its decimals, which a double would not
    const text = format.format(value).replace('-', '\u2212');
    console.log(`{ "${locale}", ${name}, ${decimals}, "${value}", "${text}" },`);
}
