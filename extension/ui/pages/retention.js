// @ts-check
// For how long what happened is kept: the choices, with what a shorter one deletes at once.
import { everything } from './kept.js';
import { daysKept, KEEP } from './parts.js';
import { whatGoes } from './what-goes.js';
import { make, say } from './words.js';

/** @typedef {import('./what-goes.js').Dated} Dated */

/** From as long as it is of use to the shortest that keeps every promise. */
const CHOICES = [KEEP.historyDays, KEEP.momentDays, KEEP.leastDays];

/** Today where the person is. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The choice. What is shorter is asked for once more, with what goes. */
export class KeptDays extends HTMLElement {
  #said = make('p', 'said');

  async connectedCallback() {
    this.#said.setAttribute('role', 'status');
    this.#said.tabIndex = -1;
    await this.#offer().catch((error) => {
      console.warn('Cuecard:', error);
      this.replaceChildren(make('p', 'error', say('data_unreadable')));
    });
  }

  async #offer() {
    const kept = await everything();
    /** @type {Dated & { settings?: { keep_days?: number } }} */
    const ledger = JSON.parse(kept.get('ledger') ?? '{}');
    const chosen = daysKept(ledger);
    const select = document.createElement('select');
    select.id = 'kept-days';
    select.setAttribute('aria-describedby', 'kept-days-change');
    for (const days of new Set([...CHOICES, chosen]))
      select.append(new Option(label(days), String(days), days === chosen, days === chosen));
    const name = make('label', '', say('keep_label'));
    name.setAttribute('for', select.id);
    const field = make('div', 'field');
    field.append(name, select);
    const change = make('div', 'change');
    change.id = 'kept-days-change';
    change.setAttribute('role', 'status');
    const confirm = make('button', 'secondary');
    confirm.setAttribute('type', 'button');
    confirm.hidden = true;
    select.addEventListener('change', () => {
      const days = Number(select.value);
      this.#said.textContent = '';
      confirm.hidden = days === chosen;
      confirm.textContent = say('keep_confirm', String(days));
      const lines = days === chosen ? [] : consequences(ledger, days, chosen);
      change.replaceChildren(...lines.map((line) => make('p', '', line)));
    });
    confirm.addEventListener('click', ({ isTrusted }) => {
      if (isTrusted) void this.#keep(Number(select.value));
    });
    this.replaceChildren(field, change, confirm, this.#said);
  }

  /** @param {number} days */
  async #keep(days) {
    const message = { kind: 'set', settings: { keep_days: days } };
    const answer = await chrome.runtime.sendMessage(message).catch(() => null);
    if (!answer?.ok) {
      this.#said.textContent = say('not_saved');
      return;
    }
    await this.#offer();
    // What was pressed is gone.
    this.#said.textContent = say('saved');
    this.#said.focus();
    for (const shown of document.querySelectorAll('kept-data'))
      shown.replaceWith(make('kept-data', ''));
  }
}

/** @param {number} days */
function label(days) {
  const number = String(days);
  if (days === KEEP.historyDays) return say('keep_longest', number);
  return days === KEEP.leastDays ? say('keep_least', number) : say('keep_days', number);
}

/** What a choice changes, before it does. @param {Dated} ledger @param {number} days @param {number} before */
function consequences(ledger, days, before) {
  if (days > before) return [say('keep_longer')];
  const { cards, decisions, days: counted } = whatGoes(ledger, days, today());
  const goes = [cards, decisions, counted];
  const now = goes.some((number) => number > 0)
    ? say('keep_goes', ...goes.map(String))
    : say('keep_goes_nothing');
  return [now, say('keep_stays', String(days))];
}
