// @ts-check
// What goes of what is kept when it is kept for a shorter time. The engine does it
// (src/ledger/retention.rs); tests hold the two against each other.
import { KEEP } from './parts.js';

const DAY_MS = 86_400_000;

/** @typedef {Record<string, Record<string, number>>} Counts by event and day */
/**
 * @typedef {object} Dated what a ledger holds with its day
 * @property {{ day: string, nudge: string }[]} [moments]
 * @property {{ at: number }[]} [decisions]
 * @property {Counts} [history]
 * @property {Record<string, { history?: Counts }>} [records]
 */

/**
 * How many cards, decisions and days with counts go if nothing older than so many days is kept.
 * @param {Dated} ledger
 * @param {number} days
 * @param {string} today as `2026-11-20`
 */
export function whatGoes(
  { moments = [], decisions = [], history = {}, records = {} },
  days,
  today,
) {
  const now = Date.parse(today);
  const day = (/** @type {number} */ ago) =>
    new Date(now - ago * DAY_MS).toISOString().slice(0, 10);
  const lastCard = day(Math.min(days, KEEP.momentDays));
  const lastDay = day(days - 1);
  const counts = [history, ...Object.values(records).map((record) => record.history ?? {})];
  const dates = counts.flatMap((events) => Object.values(events).flatMap(Object.keys));
  const isOld = (/** @type {string} */ date) => /^\d/.test(date) && date < lastDay;
  return {
    cards: moments.filter(({ day, nudge }) => nudge !== '' && day < lastCard).length,
    decisions: decisions.filter(({ at }) => at < now - days * DAY_MS).length,
    days: new Set(dates.filter(isOld)).size,
  };
}
