// Prints color_vectors.inc: pairs of random sRGB colours with what culori says
// of them.  node make_color_vectors.mjs > color_vectors.inc
// with npm install culori@4.0.1 under Node 20; not needed to run the tests.
import { differenceCiede2000, oklch, wcagContrast } from 'culori';

let seed = 20260701;
const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;
const hex = (n) => '#' + n.toString(16).padStart(6, '0');
const far = differenceCiede2000();

console.log('/* Made by make_color_vectors.mjs with culori 4.0.1; do not edit. */');
for (let i = 0; i < 400; i++) {
    const a = next() & 0xffffff;
    // every fourth is near: there CIEDE2000 turns most
    const b = i % 4 ? next() & 0xffffff : (a ^ (next() & 0x0f0f0f)) & 0xffffff;
    const { l, c, h } = oklch(hex(a));
    const numbers = [l, c, h ?? 0, far(hex(a), hex(b)), wcagContrast(hex(a), hex(b))];
    const words = numbers.map((x) => x.toPrecision(12));
    console.log(`{ 0x${a.toString(16)}, 0x${b.toString(16)}, ${words.join(', ')} },`);
}
