/** Messages on top of the page, which go away by themselves. */
import { find, make } from './dom.js';

const TOAST_MS = 5000;

/** @param {'success' | 'error'} key @param {(string | Node)[]} message @param {number} [stayMs] */
export function toast(key, message, stayMs = TOAST_MS) {
  const close = make('button', 'slds-button slds-notify__close toastClose', '×');
  close.title = 'Close';
  const text = make('span', 'toastMessage slds-text-heading--small forceActionsText', ...message);
  const box = make(
    'div',
    `slds-theme--${key} slds-notify--toast slds-notify slds-notify--toast forceToastMessage`,
    make('div', 'toastContent slds-notify__content', text),
    close,
  );
  box.dataset.key = key;
  box.setAttribute('role', 'alertdialog');
  close.addEventListener('click', () => box.remove());
  find('.toastContainer').append(box);
  setTimeout(() => box.remove(), stayMs);
}

/** A message whose name of the record is a link to it. @param {string} text @param {string} name @param {string} href */
export function linked(text, name, href) {
  const [before = '', after = ''] = text.split(name);
  const link = /** @type {HTMLAnchorElement} */ (
    make('a', 'forceActionLink', make('div', 'slds-truncate', name))
  );
  link.href = href;
  link.title = name;
  return [before, link, after];
}
