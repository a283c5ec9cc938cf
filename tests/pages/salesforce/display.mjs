/** How the server writes values for a person: most of what a record page shows arrives as finished text. */

import { formatsOf } from './modules/workplace/locales/locales.js';
import { fieldsOf } from './modules/workplace/objectInfo/objectInfo.js';

/** @typedef {string | number | boolean | null} FieldValue */
/** @typedef {{ locale: string, several: boolean }} Reader `several`: the organisation has several currencies */

/** The one currency of the organisation, or its main one. */
export const CURRENCY = 'USD';

/** @param {Date} date @param {string} pattern of CLDR: yyyy, MM, M, dd, d, HH, h, mm, a */
function written(date, pattern) {
  const hour = date.getUTCHours();
  /** @type {Record<string, string | number>} */
  const parts = {
    yyyy: date.getUTCFullYear(),
    MM: String(date.getUTCMonth() + 1).padStart(2, '0'),
    M: date.getUTCMonth() + 1,
    dd: String(date.getUTCDate()).padStart(2, '0'),
    d: date.getUTCDate(),
    HH: String(hour).padStart(2, '0'),
    h: hour % 12 || 12,
    mm: String(date.getUTCMinutes()).padStart(2, '0'),
    a: hour < 12 ? 'AM' : 'PM',
  };
  return pattern.replace(/yyyy|MM|M|dd|d|HH|h|mm|a/g, (part) => String(parts[part]));
}

/** @param {FieldValue} value @param {Reader} reader */
function money(value, { locale, several }) {
  const number = Number(value);
  if (!several)
    return new Intl.NumberFormat(locale, { style: 'currency', currency: CURRENCY }).format(number);
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${CURRENCY} ${new Intl.NumberFormat(locale, digits).format(number)}`;
}

/** @type {Record<string, (value: FieldValue, reader: Reader) => string>} */
const WRITERS = {
  currency: money,
  number: (value, { locale }) => new Intl.NumberFormat(locale).format(Number(value)),
  percent: (value, { locale }) =>
    new Intl.NumberFormat(locale, { style: 'percent' }).format(Number(value) / 100),
  date: (value, { locale }) => written(new Date(`${value}T00:00:00Z`), formatsOf(locale).shortDate),
  datetime(value, { locale }) {
    const { shortDate, dateAndTime, shortTime } = formatsOf(locale);
    return written(new Date(String(value)), `${shortDate}${dateAndTime}${shortTime}`);
  },
};

/** @param {string} value a civil date, or any other text @param {Reader} reader @returns {string} */
export const dateOrText = (value, reader) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) ? (WRITERS.date?.(value, reader) ?? value) : value;

/**
 * The texts that a page shows for a record.
 * @param {{ object: string, fields: Record<string, FieldValue> }} record
 * @param {Reader} reader
 * @param {(id: string) => string} nameOf the name of a person or record
 * @returns {Record<string, string>}
 */
export function displayOf(record, reader, nameOf) {
  const types = new Map(fieldsOf(record.object).map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    Object.entries(record.fields).map(([field, value]) => {
      const type = types.get(field) ?? (field.endsWith('Date') ? 'datetime' : 'text');
      if (value === null) return [field, ''];
      if (type === 'lookup' || type === 'modstamp') return [field, nameOf(String(value))];
      return [field, WRITERS[type]?.(value, reader) ?? String(value)];
    }),
  );
}
