/**
 * Dates as Jira prints and reads them: `dd/MMM/yy` with the month's name in the reader's language, and `d/MMM/yy` in
 * date pickers. Names are those of Java's compatible locale data, written out because no browser or node has them.
 */

/** @typedef {'en_US' | 'en_UK' | 'de_DE' | 'fr_FR'} Locale */

const ENGLISH = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** @type {Record<Locale, string[]>} */
const MONTHS = {
  en_US: ENGLISH,
  en_UK: ENGLISH,
  de_DE: 'Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez'.split(' '),
  fr_FR: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' '),
};

/** Jira reads two figures of a year as one of this century. */
const CENTURY = 2000;

/** @param {string} iso @returns {[year: number, month: number, day: number]} */
function civil(iso) {
  const [year = 0, month = 0, day = 0] = iso.slice(0, 10).split('-').map(Number);
  return [year, month, day];
}

/** @param {Locale} locale @param {number} month @param {number} year */
const monthAndYear = (locale, month, year) =>
  `${MONTHS[locale][month - 1]}/${String(year % 100).padStart(2, '0')}`;

/** `18/Dec/26`. @param {string} iso a civil date or an instant in UTC @param {Locale} locale */
export function printDate(iso, locale) {
  const [year, month, day] = civil(iso);
  return `${String(day).padStart(2, '0')}/${monthAndYear(locale, month, year)}`;
}

/** As a date picker writes it: `4/Dec/26`. @param {string} iso @param {Locale} locale */
export function printPicked(iso, locale) {
  const [year, month, day] = civil(iso);
  return `${day}/${monthAndYear(locale, month, year)}`;
}

/** `03/Nov/26 10:15 AM`. @param {string} instant ISO, in UTC @param {Locale} locale */
export function printInstant(instant, locale) {
  const [hour = 0, minute = 0] = instant.slice(11, 16).split(':').map(Number);
  const time = `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${printDate(instant, locale)} ${time}`;
}

/** As `time[datetime]` has it: no milliseconds, the offset without a colon. @param {string} instant ISO, in UTC */
export const machineInstant = (instant) => `${instant.slice(0, 19)}+0000`;

/** As REST has it. @param {string} instant ISO, in UTC */
export const restInstant = (instant) => `${instant.slice(0, 19)}.000+0000`;

/**
 * @param {string} text what a person typed into a date picker
 * @param {Locale} locale
 * @returns {string | null} the civil date, or `null` when it is none in this language
 */
export function readPicked(text, locale) {
  const found = /^(\d{1,2})\/([^/]+)\/(\d{2}|\d{4})$/.exec(text.trim());
  if (!found) return null;
  const [, day, name = '', year] = found;
  const month = MONTHS[locale].findIndex((known) => known.toLowerCase() === name.toLowerCase()) + 1;
  const date = new Date(
    Date.UTC(Number(year) + (year?.length === 2 ? CENTURY : 0), month - 1, Number(day)),
  );
  // A 31st of November would silently become the 1st of December.
  if (month === 0 || date.getUTCMonth() !== month - 1) return null;
  return date.toISOString().slice(0, 10);
}
