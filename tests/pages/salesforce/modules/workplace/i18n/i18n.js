/** What the base components ask `@salesforce/i18n/…` for, by the person's locale. */
import { formatsOf } from 'workplace/locales';
import { language, locale } from 'workplace/settings';

const formats = formatsOf(locale);

export const I18N = {
  locale,
  lang: language,
  timeZone: 'UTC',
  firstDayOfWeek: formats.firstDay,
  'dateTime.shortDateFormat': formats.shortDate,
  'dateTime.mediumDateFormat': formats.mediumDate,
  'dateTime.longDateFormat': formats.longDate,
  'dateTime.shortTimeFormat': formats.shortTime,
  'dateTime.mediumTimeFormat': formats.mediumTime,
  'dateTime.shortDateTimeFormat': `${formats.shortDate} ${formats.shortTime}`,
  'dateTime.mediumDateTimeFormat': `${formats.mediumDate} ${formats.mediumTime}`,
  'dateTime.longDateTimeFormat': `${formats.longDate} ${formats.mediumTime}`,
  'number.groupingSeparator': formats.group,
  'number.decimalSeparator': formats.decimal,
  'number.percentFormat': formats.percent,
  'number.currencyFormat': formats.currency,
};
