/** HTML by template: whatever is put in is escaped, unless it is markup already. */

const ENTITIES = /** @type {const} */ ({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
});

/** Text that is HTML. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** @param {string} text @returns {string} */
export const escaped = (text) =>
  text.replace(/[&<>"]/g, (sign) => ENTITIES[/** @type {'&'} */ (sign)]);

/** @param {unknown} value @returns {string} `false`, `null` and `undefined` are nothing; a list is its parts in a row */
function written(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(written).join('');
  if (value === false || value === null || value === undefined) return '';
  return escaped(String(value));
}

/** @param {TemplateStringsArray} parts @param {unknown[]} values @returns {Markup} */
export const html = (parts, ...values) =>
  new Markup(parts.reduce((text, part, index) => text + written(values[index - 1]) + part));
