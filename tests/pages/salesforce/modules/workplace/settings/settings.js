/**
 * Who looks at the page and how an administrator set it up: stands for the settings of a person and of an
 * organisation. They come with the address and stay for as long as the page is open.
 */
const asked = new URLSearchParams(location.search);

/** The settings that a link inside the page hands on, so that a reload comes back the same. */
const HANDED_ON = ['shadow', 'app', 'forms', 'locale', 'lang', 'money', 'neighbours', 'hostile'];

export const dynamicForms = asked.get('forms') === 'dynamic';
export const consoleApp = asked.get('app') === 'console';
/** An organisation with several currencies writes their codes. */
export const severalCurrencies = asked.get('money') === 'codes';
/** Related records on the page, before the details, that look like the record itself. */
export const neighbours = asked.get('neighbours') === 'before';
export const delayMs = Number(asked.get('slow') ?? 0);
export const language = asked.get('lang') ?? 'en';
export const locale = asked.get('locale') ?? 'en-US';

/** @param {URL} url @returns {URL} the same place with this page's settings */
export function withSettings(url) {
  for (const name of HANDED_ON) {
    const value = asked.get(name);
    if (value && !url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return url;
}
