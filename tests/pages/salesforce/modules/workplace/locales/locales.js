/**
 * How Salesforce writes dates, times and numbers for a person, by the locale of the person's settings. The
 * formats are those of its ICU locales. The server writes with them too: most values reach the page written.
 */

/**
 * @typedef {{ shortDate: string, mediumDate: string, longDate: string, shortTime: string, mediumTime: string,
 *   dateAndTime: string, group: string, decimal: string, percent: string, currency: string, firstDay: string }} LocaleFormats
 */

const NARROW_SPACE = '\u202f';
const HARD_SPACE = '\u00a0';
/** ICU keeps an amount and its sign together with a hard space. */
const AFTER = `#,##0.00${HARD_SPACE}¤`;

/** @type {Record<string, LocaleFormats>} */
export const LOCALES = {
  'en-US': {
    shortDate: 'M/d/yyyy',
    mediumDate: 'MMM d, yyyy',
    longDate: 'MMMM d, yyyy',
    shortTime: 'h:mm a',
    mediumTime: 'h:mm:ss a',
    dateAndTime: ', ',
    group: ',',
    decimal: '.',
    percent: '#,##0%',
    currency: '¤#,##0.00',
    firstDay: '1',
  },
  'en-GB': {
    shortDate: 'dd/MM/yyyy',
    mediumDate: 'd MMM yyyy',
    longDate: 'd MMMM yyyy',
    shortTime: 'HH:mm',
    mediumTime: 'HH:mm:ss',
    dateAndTime: ', ',
    group: ',',
    decimal: '.',
    percent: '#,##0%',
    currency: '¤#,##0.00',
    firstDay: '2',
  },
  'de-DE': {
    shortDate: 'dd.MM.yyyy',
    mediumDate: 'dd.MM.yyyy',
    longDate: 'd. MMMM yyyy',
    shortTime: 'HH:mm',
    mediumTime: 'HH:mm:ss',
    dateAndTime: ', ',
    group: '.',
    decimal: ',',
    percent: `#,##0${HARD_SPACE}%`,
    currency: AFTER,
    firstDay: '2',
  },
  'fr-FR': {
    shortDate: 'dd/MM/yyyy',
    mediumDate: 'd MMM yyyy',
    longDate: 'd MMMM yyyy',
    shortTime: 'HH:mm',
    mediumTime: 'HH:mm:ss',
    dateAndTime: ' ',
    group: NARROW_SPACE,
    decimal: ',',
    percent: `#,##0${HARD_SPACE}%`,
    currency: AFTER,
    firstDay: '2',
  },
};

/** @param {string} locale @returns {LocaleFormats} those of en-US when the locale is not known */
export const formatsOf = (locale) =>
  LOCALES[locale] ?? /** @type {LocaleFormats} */ (LOCALES['en-US']);
