// @ts-check
// The elements of the co-sign page.
import { make, say } from './words.js';

const SURFACE = /** @type {HTMLElement} */ (document.querySelector('#surface'));

/** Shows these instead of what was there; the heading has the focus where something else had it before. @param {HTMLElement[]} parts @param {boolean} [moved] */
export function show(parts, moved = true) {
  SURFACE.replaceChildren(...parts);
  if (moved) SURFACE.querySelector('h1')?.focus();
}

/** The one heading above all. @param {string} text */
export function heading(text) {
  const element = make('h1', '', text);
  element.tabIndex = -1;
  return element;
}

/** A part with a heading of its own. @param {string} text @param {(HTMLElement | undefined)[]} parts */
export function section(text, ...parts) {
  const element = make('section', '');
  element.append(make('h2', '', text), ...parts.filter((part) => part !== undefined));
  return element;
}

/** What has to be known, and what can be done about it. @param {string} text @param {HTMLElement[]} ways */
export function notice(text, ...ways) {
  const element = make('section', 'notice');
  element.setAttribute('role', 'status');
  element.append(make('p', '', text), ...ways);
  return element;
}

/** Where something is said once it is done. @param {string} [text] */
export function said(text = '') {
  const element = make('p', 'said', text);
  element.setAttribute('role', 'status');
  return element;
}

/** @param {string} name of the class @param {string} key @param {() => unknown} press @param {string[]} values */
export function button(name, key, press, ...values) {
  const element = make('button', name, say(key, ...values));
  element.setAttribute('type', 'button');
  element.addEventListener('click', (event) => {
    // A script presses nothing here.
    if (event.isTrusted) void press();
  });
  return element;
}

/**
 * A field with its name, a hint, and a place for what is wrong with it.
 * @param {string} id
 * @param {string} label the key of its name
 * @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} input
 * @param {string} [hint]
 */
export function field(id, label, input, hint) {
  const element = make('div', 'field');
  const name = make('label', '', say(label));
  name.setAttribute('for', id);
  input.id = id;
  const error = make('p', 'error');
  error.id = `${id}-error`;
  error.setAttribute('role', 'alert');
  const help = hint ? make('p', 'aside', hint) : undefined;
  if (help) help.id = `${id}-hint`;
  input.setAttribute('aria-describedby', `${help ? `${help.id} ` : ''}${error.id}`);
  element.append(name, ...(help ? [help] : []), input, error);
  return element;
}

/** Says what is wrong with a field, and goes there; nothing: it is right. @param {HTMLElement} input @param {string} text */
export function complain(input, text) {
  const error = document.querySelector(`#${input.id}-error`);
  if (error) error.textContent = text;
  if (text) {
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  } else input.removeAttribute('aria-invalid');
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<HTMLElementTagNameMap[T]>} parts
 * @returns {HTMLElementTagNameMap[T]}
 */
export const made = (tag, parts) => Object.assign(document.createElement(tag), parts);

/** A form that is sent by a button or by the return key, and never leaves the page. @param {HTMLElement[]} parts @param {() => unknown} sent */
export function form(parts, sent) {
  const element = made('form', { noValidate: true });
  element.append(...parts);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.isTrusted) void sent();
  });
  return element;
}

/** A day as people write it, in the page's language. @param {string} day */
export const dayInWords = (day) =>
  new Date(day).toLocaleDateString(say('language'), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
