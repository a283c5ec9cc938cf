/** Plain DOM, as Aura renders it around LWC on live pages. The look-ups are kept from before hostile scripts come. */
const { querySelector } = Document.prototype;
const { createElement } = document;

/** @param {string} selector @returns {HTMLElement} */
export const find = (selector) =>
  /** @type {HTMLElement} */ (querySelector.call(document, selector));

/** @param {string} tag @param {string} className @param {...(Node | string)} children @returns {HTMLElement} */
export function make(tag, className, ...children) {
  const element = /** @type {HTMLElement} */ (createElement.call(document, tag));
  if (className) element.className = className;
  element.append(...children);
  return element;
}
