// What a figure is, and the few statistics that the parts share.

/**
 * One measured figure. `ratio` is value / peer_value: for times and sizes less is better, for rates more.
 * @typedef {{ name: string, value: number, unit: string, peer: string | null, peer_value: number | null, ratio: number | null }} Figure
 */

/** What a part of the bench found: figures, and in one line each how they came about. @typedef {{ figures: Figure[], notes: string[] }} Found */

/** Digits that a figure is written with: more would be noise. */
const DIGITS = 4;

/** @param {number} number */
const rounded = (number) => Number(number.toPrecision(DIGITS));

/**
 * @param {string} name
 * @param {number} value
 * @param {string} unit
 * @param {{ name: string, value: number } | null} [peer]
 * @returns {Figure}
 */
export function figure(name, value, unit, peer = null) {
  for (const number of [value, peer?.value ?? 1]) {
    if (!Number.isFinite(number) || number <= 0)
      throw new Error(`${name} is ${number}: nothing was measured`);
  }
  const exact = Number.isInteger(value);
  return {
    name,
    value: exact ? value : rounded(value),
    unit,
    peer: peer?.name ?? null,
    peer_value: peer && (Number.isInteger(peer.value) ? peer.value : rounded(peer.value)),
    ratio: peer && rounded(value / peer.value),
  };
}

/** The value below which `share` of the values lie (nearest rank). @param {number[]} values @param {number} share */
export function quantile(values, share) {
  if (values.length === 0) throw new Error('no values');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** From here on `1/…` is easier to read than a fraction. */
const SMALL_RATIO = 0.01;

/** @param {number | null} ratio */
function ratioText(ratio) {
  if (ratio === null) return '';
  return ratio < SMALL_RATIO ? `1/${Math.round(1 / ratio)}` : String(ratio);
}

/** One line a figure; one that stands beside several peers says its name and value once. @param {Figure[]} figures */
export function table(figures) {
  const rows = figures.map((one, place) => {
    const again = one.name === figures[place - 1]?.name;
    return [
      ...(again ? ['', '', ''] : [one.name, String(one.value), one.unit]),
      one.peer ?? '',
      String(one.peer_value ?? ''),
      ratioText(one.ratio),
    ];
  });
  rows.unshift(['figure', 'value', 'unit', 'peer', 'peer value', 'ratio']);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const numbers = [1, 4, 5];
  const line = (/** @type {string[]} */ row) =>
    row.map((cell, column) =>
      numbers.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
  return rows.map((row) => line(row).join('  ').trimEnd()).join('\n');
}
