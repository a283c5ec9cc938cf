/** Dates and times as the person's locale writes them. */
import { locale } from './settings.js';

const day = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const moment = new Intl.DateTimeFormat(locale, {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** From which age in seconds on which unit is used. @type {[unit: Intl.RelativeTimeFormatUnit, seconds: number][]} */
const UNITS = [
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** @param {string} jiraTime e.g. `2026-11-10T08:31:00.000+0000` */
const parsed = (jiraTime) => Date.parse(jiraTime.replace(/\+0000$/, 'Z'));

/** @param {string} iso @returns {string} e.g. `18 Dec 2026` */
export const dateText = (iso) => day.format(Date.parse(`${iso}T00:00:00Z`));

/** @param {string} jiraTime @returns {string} e.g. `10 Nov 2026, 08:31` */
export const timeText = (jiraTime) => moment.format(parsed(jiraTime));

/** @param {string} jiraTime @returns {string} e.g. `2 days ago` */
export function ageText(jiraTime) {
  const seconds = Math.round((parsed(jiraTime) - Date.now()) / 1000);
  const [unit, length] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / length), unit);
}
