/** Durations as Jira's time tracking prints and reads them: weeks of 5 days of 8 hours. */

/** Seconds in each unit, the largest first. @type {[unit: string, seconds: number][]} */
const UNITS = [
  ['w', 144_000],
  ['d', 28_800],
  ['h', 3_600],
  ['m', 60],
];

/** @param {number} seconds @returns {string} e.g. `1d 4h` */
export function printDuration(seconds) {
  let rest = seconds;
  const parts = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest %= size;
  }
  return parts.join(' ') || '0m';
}

/** @param {string} text @returns {number | null} seconds, or `null` when it is no duration */
export function readDuration(text) {
  const parts = text.trim().split(/\s+/);
  let sum = 0;
  for (const part of parts) {
    const found = /^(\d+)([wdhm])$/.exec(part);
    const size = UNITS.find(([unit]) => unit === found?.[2])?.[1];
    if (!found || size === undefined) return null;
    sum += Number(found[1]) * size;
  }
  return sum;
}
