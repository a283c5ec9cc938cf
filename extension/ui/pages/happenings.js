// @ts-check
// What happened in a recording: what the page showed at first, and step by step what changed. In the terms of
// situations (docs/write-content.md).

/**
 * @typedef {Record<string, string>} Facts by name, as the page prints them
 * @typedef {Record<string, Facts[]>} Lists
 * @typedef {{ at: number, url: string, act: string | null, page: Facts, lists: Lists }} Reading
 * @typedef {{ at: number, answered: string }} Answered
 * @typedef {Reading | Answered} Entry as extension/worker/author.js keeps it
 *
 * @typedef {{ page: Facts, lists: Lists }} Shown
 * @typedef {{ opens: string } & Partial<Shown>} Opens
 * @typedef {{ saves: Facts } | { shows: Facts } | { lists: Lists } | Opens | { answers: string }
 *   | { days: number } | { minutes: number }} Step
 * @typedef {{ at: number, url: string } & Shown} First
 */

/** After an act a page shows what was saved within this time, or it was not saved. */
const SAVED_WITHIN_MS = 60_000;
/** Shorter pauses decide nothing: the least pace from card to card is longer. */
const PAUSE_MINUTES = 10;
const MINUTE_MS = 60_000;
/** The act that drops what was not saved; every other saves. */
const CANCEL = 'cancel';

/** Whether an entry is a reading. @param {Entry} entry @returns {entry is Reading} */
export const isReading = (entry) => 'url' in entry;

/** The civil day where the author is. @param {number} at */
export function dayOf(at) {
  const day = new Date(at);
  return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
}

/**
 * What is shown now, and what came to that.
 * @param {Entry[]} entries
 * @returns {{ first: First, steps: Step[] } | undefined} nothing where no page was read
 */
export function happenings(entries) {
  const start = entries.findIndex((entry) => isReading(entry) && entry.act === null);
  const first = entries[start];
  if (!first || !isReading(first)) return undefined;
  const recording = new Recording(first);
  for (const entry of entries.slice(start + 1)) {
    if (!isReading(entry)) recording.answers(entry.answered);
    else if (entry.act === null) recording.reads(entry);
    else recording.acts(entry);
  }
  return { first: recording.first, steps: recording.steps };
}

class Recording {
  /** @type {Step[]} */
  steps = [];
  /** The act whose saving the page has not shown yet. @type {Reading | undefined} */
  #act;
  /** What an address showed at first, as long as nothing has happened there. @type {Shown | undefined} */
  #start;

  /** @param {Reading} reading */
  constructor({ at, url, page, lists }) {
    /** @type {First} */
    this.first = { at, url, page: { ...page }, lists: { ...lists } };
    this.now = { at, url, page: { ...page }, lists: { ...lists } };
    this.#start = this.first;
  }

  /** An answer waits for nothing: a pause before it would close the card. @param {string} answer */
  answers(answer) {
    this.#start = undefined;
    this.steps.push({ answers: answer });
  }

  /** @param {Reading} reading made at an act */
  acts(reading) {
    this.#moves(reading);
    this.#act = reading.act === CANCEL ? undefined : reading;
  }

  /** @param {Reading} reading */
  reads(reading) {
    this.#moves(reading);
    const saved = this.#act && reading.at - this.#act.at <= SAVED_WITHIN_MS;
    if (!saved) this.#act = undefined;
    this.#completes(reading);
    const page = changed(this.now.page, reading.page);
    if (page) {
      this.#act = undefined;
      this.#happens(reading.at, saved ? { saves: page } : { shows: page });
      Object.assign(this.now.page, page);
    }
    const lists = changed(this.now.lists, reading.lists);
    if (lists) {
      this.#happens(reading.at, { lists });
      Object.assign(this.now.lists, lists);
    }
  }

  /** What a page shows while it loads belongs to what it showed at first. @param {Reading} reading */
  #completes({ page, lists }) {
    if (!this.#start || this.#act) return;
    for (const { page: known, lists: listed } of [this.#start, this.now]) {
      for (const [name, raw] of Object.entries(page)) known[name] ??= raw;
      for (const [name, things] of Object.entries(lists)) listed[name] ??= things;
    }
  }

  /** @param {Reading} reading maybe of another address */
  #moves({ at, url, act, page: shown, lists }) {
    if (url === this.now.url) return;
    // A form that has an address of its own is left as it is saved.
    const page = this.#act && changed(this.now.page, this.#act.page);
    if (page) {
      this.#happens(at, { saves: page });
      Object.assign(this.now.page, page);
    }
    this.#act = undefined;
    this.now.url = url;
    // At an act only some of it is read.
    if (act !== null) return this.#happens(at, { opens: url });
    const opens = { opens: url, page: { ...shown }, lists: { ...lists } };
    this.#happens(at, opens);
    this.#start = opens;
    Object.assign(this.now, { page: { ...shown }, lists: { ...lists } });
  }

  /** @param {number} at @param {Step} step */
  #happens(at, step) {
    const days = Math.round((dayOf(at) - dayOf(this.now.at)) / (24 * 60 * MINUTE_MS));
    const minutes = Math.floor((at - this.now.at) / MINUTE_MS);
    if (days > 0) this.steps.push({ days });
    else if (minutes >= PAUSE_MINUTES) this.steps.push({ minutes });
    this.now.at = at;
    this.#start = undefined;
    this.steps.push(step);
  }
}

/**
 * What is otherwise now; nothing where nothing is.
 * @template T
 * @param {Record<string, T>} before @param {Record<string, T>} now
 */
function changed(before, now) {
  const differs = Object.entries(now).filter(
    ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value),
  );
  return differs.length > 0 ? Object.fromEntries(differs) : undefined;
}
