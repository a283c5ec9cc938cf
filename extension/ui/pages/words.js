// @ts-check
// The words and the plain elements of the parts that this page's scripts fill.

/** The sentence of the catalogue, with its places filled in. @param {string} key @param {string[]} values */
export const say = (key, ...values) => chrome.i18n.getMessage(key, values);

/** Some of several things, as the person's language lists them: "a, b or c". @param {string[]} things */
export const oneOf = (things) =>
  new Intl.ListFormat(say('language'), { type: 'disjunction' }).format(things);

/**
 * An element with text only: nothing here turns a string into markup.
 * @param {string} tag
 * @param {string} name of the class
 * @param {string} [text]
 */
export function make(tag, name, text = '') {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
