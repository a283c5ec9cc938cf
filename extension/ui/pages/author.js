// @ts-check
// Author mode: recording what is read in one's own tools, and making a situation file of it.
import { everything } from './kept.js';
import { locate } from './known-address.js';
import { factsOf, situation } from './situation.js';
import { make, say } from './words.js';

/** @typedef {import('./situation.js').Entry} Entry */
/** @typedef {import('./situation.js').Known} Known */

/** Values of a fact that are shown: enough to know them by. */
const SHOWN_VALUES = 5;
/** Letters of each. */
const SHOWN_LETTERS = 60;
/** What is said to the worker and is recorded; it is stored a moment after the page hears it. */
const RECORDED = ['saw', 'answered'];
const STORED_AFTER_MS = 400;

/** Records, shows what was recorded, and saves it. */
export class AuthorMode extends HTMLElement {
  #row = make('div', 'actions');
  #button = pressed('secondary', '', () => this.#turn());
  #count = make('p', 'aside');
  #made = make('div', 'recorded');
  #said = make('p', 'said');
  #recording = false;
  /** @type {(message: { kind?: string }) => void} */
  #hears = ({ kind }) => {
    if (this.#recording && kind && RECORDED.includes(kind))
      setTimeout(() => this.#counts(), STORED_AFTER_MS);
  };

  async connectedCallback() {
    this.#said.setAttribute('role', 'status');
    this.#said.tabIndex = -1;
    chrome.runtime.onMessage.addListener(this.#hears);
    await this.#shows();
  }

  disconnectedCallback() {
    chrome.runtime.onMessage.removeListener(this.#hears);
  }

  /** Everything as it is now. */
  async #shows() {
    try {
      const { entries, mode } = await recorded();
      this.#recording = mode === 'on';
      const goesOn = entries.length > 0 ? 'author_record_on' : 'author_record';
      this.#button.textContent = say(this.#recording ? 'author_stop' : goesOn);
      this.#row.hidden = mode === 'full';
      this.#tells(entries, mode);
      const isMade = !this.#recording && factsIn(entries);
      this.#made.replaceChildren(...(isMade ? await this.#choices(entries) : []));
      if (!this.#recording && entries.length > 0) this.#made.append(this.#delete());
      if (this.contains(this.#button)) return;
      this.#row.append(this.#button);
      this.replaceChildren(this.#row, this.#count, this.#made, this.#said);
    } catch (error) {
      console.warn('Cuecard:', error);
      this.replaceChildren(make('p', 'error', say('data_unreadable')));
    }
  }

  async #counts() {
    const { entries, mode } = await recorded();
    // Once it was stopped here, all is shown already, and what the author does with it stays.
    if (!this.#recording) return;
    if (mode === 'on') this.#tells(entries, mode);
    else await this.#shows();
  }

  /** @param {Entry[]} entries @param {string | undefined} mode */
  #tells(entries, mode) {
    const number = entries.filter((entry) => 'url' in entry).length;
    if (mode === 'full') this.#count.textContent = say('author_full', String(number));
    else if (number === 0) this.#count.textContent = say(mode ? 'author_waits' : 'author_off');
    else
      this.#count.textContent = say(
        number === 1 ? 'author_reading_one' : 'author_reading_many',
        String(number),
      );
  }

  async #turn() {
    const on = !this.#recording;
    if (!(await tell({ on }))) return this.#says('not_saved');
    await this.#shows();
    this.#says(on ? 'author_is_on' : 'author_is_off');
    keptAnew();
  }

  /** What the file is about, and what it may show. @param {Entry[]} entries */
  async #choices(entries) {
    const { cards, known } = await whatIsKnown(entries);
    const about = select(cards);
    const facts = factsOf(entries, known);
    const boxes = [...facts].map(([name, values]) => box(name, shownOf([...values]), name));
    const address = box('address', shownOf([...addressesOf(entries)]), say('author_address'));
    const keeps = make('fieldset', 'keeps');
    const what = make('p', 'aside', say('author_keep_what'));
    keeps.append(make('legend', 'name', say('author_keep')), what);
    keeps.append(...boxes.map(({ line }) => line), address.line);
    const text = make('pre', 'file');
    text.tabIndex = 0;
    text.dir = 'ltr';
    const write = () => {
      const ticked = boxes.filter(({ input }) => input.checked).map(({ name }) => name);
      const keep = { values: new Set(ticked), address: address.input.checked };
      text.textContent = situation(entries, { nudge: about.value, keep }, known);
    };
    write();
    const preview = make('details', '');
    preview.append(make('summary', '', say('author_preview')), text);
    const form = make('div', 'choices');
    form.addEventListener('change', write);
    const field = make('div', 'field');
    const label = make('label', '', say('author_about'));
    label.setAttribute('for', about.id);
    field.append(label, about);
    const save = pressed('primary', say('author_save'), () => {
      const name = `recorded-${about.value}.yaml`;
      give(name, text.textContent ?? '');
      this.#says('author_saved', name);
    });
    form.append(field, keeps, preview, save);
    return [form];
  }

  /** The button, and after it the question. */
  #delete() {
    const place = make('div', 'actions');
    const ask = pressed('secondary', say('author_delete'), () => {
      this.#says();
      const question = make('p', '', say('author_delete_what'));
      question.tabIndex = -1;
      const keep = pressed('secondary', say('cancel'), () => {
        place.replaceChildren(ask);
        ask.focus();
      });
      const go = pressed('danger', say('author_delete'), () => this.#deletes());
      place.replaceChildren(question, go, keep);
      question.focus();
    });
    place.append(ask);
    return place;
  }

  async #deletes() {
    if (!(await tell({}))) return this.#says('not_saved');
    await this.#shows();
    this.#says('deleted');
    // What was pressed is gone.
    this.#said.focus();
    keptAnew();
  }

  /** Without a key, what was said is over. @param {string} [key] @param {string[]} values */
  #says(key, ...values) {
    this.#said.textContent = key ? say(key, ...values) : '';
  }
}

/** What is stored. */
async function recorded() {
  const kept = await everything();
  /** @type {Entry[]} */
  const entries = JSON.parse(kept.get('recording') ?? '[]');
  return { entries, mode: kept.get('author') };
}

/** @param {Entry[]} entries */
const addressesOf = (entries) =>
  new Set(entries.flatMap((entry) => ('url' in entry ? [entry.url] : [])));

/** Whether any of it is a page's. @param {Entry[]} entries */
const factsIn = (entries) => entries.some((entry) => 'url' in entry && entry.act === null);

/** What content and worker say of the systems that were recorded. @param {Entry[]} entries */
async function whatIsKnown(entries) {
  const [answer, content, kept] = await Promise.all([
    chrome.runtime.sendMessage({ kind: 'status' }),
    fetch(`/${say('content')}`)
      .catch(() => fetch('/content.json'))
      .then((file) => file.json()),
    everything(),
  ]);
  const hosts = JSON.parse(kept.get('ledger') ?? '{}').settings?.hosts ?? {};
  /** @type {Known} */
  const known = {
    adapters: content.adapters,
    own: hosts,
    meanings: answer?.status?.meanings ?? [],
  };
  const located = [...addressesOf(entries)].map((url) => locate(url, content.adapters, hosts));
  const apps = located.flatMap((found) => found?.adapter.app ?? []);
  return { cards: cardsOf(content.nudges, apps), known };
}

/**
 * Each in two parts: what it is for, and what people read. Those for the recorded systems come first.
 * @param {Record<string, any>[]} nudges @param {string[]} recorded
 */
function cardsOf(nudges, recorded) {
  const rules = nudges.filter((_, place) => place % 2 === 0);
  const cards = rules.map(({ nudge, apps = [] }, place) => ({
    nudge,
    title: nudges[place * 2 + 1]?.title ?? nudge,
    isHere: recorded.some((app) => apps.includes(app)),
  }));
  return cards.toSorted((one, other) => Number(other.isHere) - Number(one.isHere));
}

/** @param {{ nudge: string, title: string }[]} cards */
function select(cards) {
  const about = document.createElement('select');
  about.id = 'author-about';
  for (const { nudge, title } of cards) about.append(new Option(title, nudge));
  return about;
}

/**
 * A value that may stay, by its fact's name.
 * @param {string} name @param {(string | Node)[]} values @param {string} label
 */
function box(name, values, label) {
  const input = document.createElement('input');
  input.type = 'checkbox';
  input.id = `author-keep-${name}`;
  const shown = make('p', 'aside');
  shown.append(...values);
  shown.id = `${input.id}-values`;
  input.setAttribute('aria-describedby', shown.id);
  const caption = make('label', 'name', label);
  caption.setAttribute('for', input.id);
  const line = make('div', 'keep');
  line.append(input, caption, shown);
  return { name, input, line };
}

/** Different values, as many as one reads, each as it is. @param {string[]} values */
function shownOf(values) {
  const texts = values.slice(0, SHOWN_VALUES).map((value) => {
    if (value === '') return say('author_empty');
    const text = value.replaceAll('\n', ' · ');
    return text.length > SHOWN_LETTERS ? `${text.slice(0, SHOWN_LETTERS)}…` : text;
  });
  const more = values.length - texts.length;
  if (more > 0) texts.push(say('author_more', String(more)));
  return texts.flatMap((text, place) => [place > 0 ? ' | ' : '', make('bdi', '', text)]);
}

/** @param {{ on?: boolean }} what */
async function tell(what) {
  const answer = await chrome.runtime.sendMessage({ kind: 'author', ...what }).catch(() => null);
  return answer?.ok === true;
}

/** @param {string} name of the class @param {string} label @param {() => unknown} does */
function pressed(name, label, does) {
  const button = /** @type {HTMLButtonElement} */ (make('button', name, label));
  button.type = 'button';
  button.addEventListener('click', ({ isTrusted }) => {
    if (isTrusted) void does();
  });
  return button;
}

/** @param {string} name @param {string} text */
function give(name, text) {
  const link = document.createElement('a');
  // The address goes with the page: taken back now, some browsers would find nothing there.
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = name;
  link.click();
}

/** *Your data* shows what is kept now. */
function keptAnew() {
  for (const shown of document.querySelectorAll('kept-data'))
    shown.replaceWith(make('kept-data', ''));
}
