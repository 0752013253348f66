// Writes ticks_vectors.inc, stack_vectors.inc, treemap_vectors.inc and
// ../metrics/time_vectors.inc beside it: axes, stacks, treemaps and calendars as d3 has them.
// node make_chart_vectors.mjs
// with npm install d3-array@3.2.5 d3-shape@3.2.0 d3-hierarchy@3.1.2 d3-time@3.1.0
// under Node 20; not needed to run the tests.
import { writeFileSync } from 'node:fs';
import { ticks } from 'd3-array';
import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import { stack, stackOffsetDiverging, stackOffsetExpand } from 'd3-shape';
import { utcMonday, utcMonth, utcYear } from 'd3-time';

let seed = 20260701;
const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;
const below = (n) => next() % n;
const share = () => next() / 2 ** 24;
// a double literal of C that reads back as the same double
const c = (x) => (Object.is(x, -0) ? '-0.0' : /[.e]/.test(String(x)) ? String(x) : `${x}.0`);

function write(name, header, rows, define, values, each = 8) {
    const lines = [`/* Made by make_chart_vectors.mjs; do not edit.  ${header} */`, ...rows];
    if (define) {
        lines.push(`#define ${define} \\`);
        for (let i = 0; i < values.length; i += each)
            lines.push(values.slice(i, i + each).map(c).join(', ')
                + (i + each < values.length ? ', \\' : ''));
    }
    writeFileSync(new URL(name, import.meta.url), lines.join('\n') + '\n');
}

// ---- Ticks: start, stop, count, how many, where the first stands ----------------
{
    const cases = [
        [0, 1, 10], [0, 1, 5], [0, 1, 1], [0, 1, 2], [-0.3, 0.3, 6], [1, 0, 10], [0, 0, 5],
        [5, 5, 3], [0, 10, 0], [0, 10, -3], [0, 0.3, 3], [0.1, 0.7, 6], [1e-9, 9e-9, 5],
        [-1e9, 1e9, 7], [0, 1e15, 5], [1e-15, 0, 8], [0, 97, 5], [0, 1234567, 5], [0, 43, 5],
        [-37, 112, 5], [-120, 15, 5], [0, 100, 10], [99.5, 100.5, 4], [0, 4e-300, 5],
        [-2, -1, 5], [0, Number.MAX_VALUE, 4], [0.001, 1000, 6], [20, 19, 3]];
    while (cases.length < 560) {
        const size = 10 ** (below(24) - 12);
        const from = (share() - 0.5) * size * 4;
        const to = from + (share() - 0.2) * size * 10;
        cases.push([below(4) ? from : Math.round(from), below(4) ? to : Math.round(to),
            below(20) / (below(6) ? 1 : 2)]);
    }
    const rows = [], values = [];
    for (const [start, stop, count] of cases) {
        const all = ticks(start, stop, count);
        rows.push(`{ ${c(start)}, ${c(stop)}, ${c(count)}, ${all.length}, ${values.length} },`);
        values.push(...all);
    }
    write('ticks_vectors.inc', 'ticks(start, stop, count) of\n   d3-array 3.2.5: start, stop, '
        + 'count, length, first of the values.', rows, 'TICK_VALUES', values, 4);
}

// ---- Stacks: series, categories, offset, first value, lowest and highest end ----
// Then series by series and category by category its value, and where it is drawn.
{
    const rows = [], values = [];
    for (let i = 0; i < 160; i++) {
        const series = 1 + below(6), categories = 1 + below(5);
        const expands = i % 4 === 3;
        const data = Array.from({ length: categories }, () => Array.from({ length: series },
            () => (below(9) ? (below(2000) - (expands || i % 3 ? 0 : 600)) / 4 : 0)));
        if (expands) // a whole of nothing is no share in d3
            for (const row of data)
                row[0] += 1;
        const layers = stack().keys([...Array(series).keys()]).value((d, k) => d[k])
            .offset(expands ? stackOffsetExpand : stackOffsetDiverging)(data);
        const ends = layers.flat(2);
        rows.push(`{ ${series}, ${categories}, ${Number(expands)}, ${values.length / 3}, `
            + `${c(Math.min(0, ...ends))}, ${c(Math.max(0, ...ends))} },`);
        layers.forEach((layer, s) => layer.forEach(([a, b], k) => values.push(data[k][s], a, b)));
    }
    write('stack_vectors.inc', 'stack() of d3-shape 3.2.0 with\n   stackOffsetDiverging, or '
        + 'stackOffsetExpand: series, categories, whether it expands,\n   first value, lowest '
        + 'and highest end; then of each value, series by series, itself\n   and both ends.',
    rows, 'STACK_VALUES', values, 6);
}

// ---- Treemaps: width, height, count, first; value, x0, y0, x1, y1 ----------------
{
    const rows = [], values = [];
    for (let i = 0; i < 220; i++) {
        const count = 2 + below(i % 8 ? 8 : 30), width = 10 + below(600), height = 10 + below(400);
        const skew = 1 + below(3);
        const parts = Array.from({ length: count }, () => share() ** skew * 1000 + 0.01)
            .sort((a, b) => b - a);
        const root = hierarchy({ children: parts.map((value) => ({ value })) })
            .sum((d) => d.value);
        treemap().tile(treemapSquarify).size([width, height])(root);
        rows.push(`{ ${width}, ${height}, ${count}, ${values.length / 5} },`);
        for (const leaf of root.leaves())
            values.push(leaf.value, leaf.x0, leaf.y0, leaf.x1, leaf.y1);
    }
    write('treemap_vectors.inc', 'treemapSquarify of d3-hierarchy\n   3.1.2: width, height, '
        + 'count, first; then of each part its value, x0, y0, x1, y1.', rows, 'TREEMAP_VALUES',
    values, 5);
}

// ---- Calendars: a day and the begin of its week, month, quarter and year ---------
// All in days since 1970, months since January of year 0; weeks begin on Monday.
{
    const rows = [], day = (date) => date.getTime() / 86400000;
    for (let i = 0; i < 240; i++) {
        const at = new Date(86400000 * (below(36525) - 10000));
        const months = at.getUTCFullYear() * 12 + at.getUTCMonth();
        const year = utcYear.floor(at);
        rows.push(`{ ${[day(at), day(utcMonday.floor(at)), day(utcMonth.floor(at)),
            day(utcMonth.offset(utcMonth.floor(at), 1)) - 1, day(utcMonth.every(3).floor(at)),
            day(year), months, utcMonday.count(year, at)].join(', ')} },`);
    }
    write('../metrics/time_vectors.inc', 'utcMonday, utcMonth and utcYear of\n   d3-time 3.1.0: day, first '
        + 'day of its week, first and last of its month, first of its\n   quarter and of its '
        + 'year, its month, how many weeks it has begun to it.', rows);
}
