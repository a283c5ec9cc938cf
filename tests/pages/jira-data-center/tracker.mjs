/** The organisation's tickets, in memory: what Jira would keep, with just enough rules to refuse a bad save. */
import { FIELDS } from './fields.mjs';
import { ME } from './people.mjs';
import { initialTickets, START } from './tickets.mjs';
import { RESOLUTIONS, transitionsFrom } from './workflow.mjs';

/** @typedef {import('./tickets.mjs').Ticket} Ticket */
/** @typedef {import('./fields.mjs').Value} Value */
/** @typedef {import('./dates.mjs').Locale} Locale */
/** @typedef {{ key: string, person: string, fields: Record<string, Value> }} Save */

const MINUTE_MS = 60_000;
const FIRST_COMMENT = 21_000;
const FIRST_ENTRY = 31_000;

/** Every ticket, and what people did to them since the start. */
export class Tracker {
  tickets = initialTickets();
  /** What was changed, by whom, in order. @type {Save[]} */
  saves = [];
  /** Counts the changes; the board polls it. */
  revision = 0;
  clock = START;

  reset() {
    this.tickets = initialTickets();
    this.saves = [];
    this.revision = 0;
    this.clock = START;
  }

  /** @param {string | null | undefined} name a key or an id @returns {Ticket | undefined} */
  find(name) {
    return this.tickets.find(({ key, id }) => key === name || String(id) === name);
  }

  /** @param {string} name @returns {Ticket} */
  get(name) {
    const found = this.find(name);
    if (!found) throw new Error(`There is no ticket ${name}.`);
    return found;
  }

  /** @param {string} key @returns {Ticket[]} */
  subtasksOf(key) {
    return this.tickets.filter(({ parent }) => parent === key);
  }

  #tick() {
    this.clock = new Date(Date.parse(this.clock) + MINUTE_MS).toISOString();
    this.revision += 1;
    return this.clock;
  }

  /** Writes values, the history of those that differ, and who did it. @param {Ticket} ticket @param {Record<string, Value>} fields @param {string} person */
  #write(ticket, fields, person) {
    const changes = Object.entries(fields)
      .map(([field, to]) => ({ field, from: ticket.fields[field] ?? null, to }))
      .filter(({ from, to }) => from !== to);
    if (changes.length === 0) return;
    const created = this.#tick();
    ticket.history.push({ id: FIRST_ENTRY + this.revision, author: person, created, changes });
    ticket.updated = created;
    Object.assign(ticket.fields, fields);
    this.saves.push({
      key: ticket.key,
      person,
      fields: Object.fromEntries(changes.map(({ field, to }) => [field, to])),
    });
  }

  /**
   * Saves what was typed into a form.
   * @param {string} name @param {Record<string, string>} typed by field id @param {Locale} locale
   * @returns {Record<string, string>} a word of `words.mjs` for each field that is refused; then nothing is saved
   */
  submit(name, typed, locale) {
    const ticket = this.get(name);
    /** @type {Record<string, Value>} */
    const fields = {};
    /** @type {Record<string, string>} */
    const errors = {};
    for (const [id, text] of Object.entries(typed)) {
      const reading = FIELDS[id]?.read(text, locale) ?? { error: 'badChoice' };
      if ('error' in reading) errors[id] = reading.error;
      else fields[id] = reading.value;
    }
    if (Object.keys(errors).length === 0) this.#write(ticket, fields, ME);
    return errors;
  }

  /** @param {string} name @param {Record<string, Value>} fields @param {string} person */
  save(name, fields, person) {
    const unknown = Object.keys(fields).find((id) => !(id in FIELDS) && id !== 'assignee');
    if (unknown) throw new Error(`There is no field ${unknown} to save.`);
    this.#write(this.get(name), fields, person);
  }

  /**
   * @param {string} name @param {string} id @param {string | null} resolution @param {string} person
   * @returns {Record<string, string>} errors as of `submit`
   */
  transition(name, id, resolution, person) {
    const ticket = this.get(name);
    const status = String(ticket.fields.status);
    const transition = transitionsFrom(status).find((one) => one.id === id);
    if (!transition) throw new Error(`No transition ${id} leaves ${status}.`);
    if (transition.screen && !RESOLUTIONS.includes(resolution ?? ''))
      return { resolution: 'badChoice' };
    this.#write(
      ticket,
      { status: transition.to, resolution: transition.screen ? resolution : null },
      person,
    );
    ticket.resolved = transition.screen ? ticket.updated : null;
    return {};
  }

  /** @param {string} name @param {string} body @param {string} person @returns {Record<string, string>} errors as of `submit` */
  comment(name, body, person) {
    if (body.trim() === '') return { comment: 'required' };
    const created = this.#tick();
    this.get(name).comments.push({
      id: FIRST_COMMENT + this.revision,
      author: person,
      created,
      body: body.trim(),
    });
    return {};
  }

  /** Links two tickets as related. @param {string} name @param {string} other @returns {Record<string, string>} errors as of `submit` */
  relate(name, other) {
    const [ticket, linked] = [this.get(name), this.find(other.trim())];
    if (!linked || linked === ticket) return { 'jira-issue-keys': 'noSuchIssue' };
    ticket.links.push({ kind: 'relates', key: linked.key });
    linked.links.push({ kind: 'relates', key: ticket.key });
    this.#tick();
    return {};
  }

  /** @param {string} parent @param {string} summary @param {string} person @returns {Record<string, string>} errors as of `submit` */
  addSubtask(parent, summary, person) {
    if (summary.trim() === '') return { summary: 'required' };
    const created = this.#tick();
    const model = initialTickets().find(({ type }) => type === 'Sub-task');
    if (!model) throw new Error('No sub-task to take the form from.');
    const id = Math.max(...this.tickets.map((ticket) => ticket.id)) + 1;
    const empty = Object.fromEntries(Object.keys(model.fields).map((field) => [field, null]));
    this.tickets.push({
      ...model,
      id,
      key: `ACME-${this.tickets.length + 1}`,
      parent: this.get(parent).key,
      reporter: person,
      created,
      updated: created,
      resolved: null,
      fields: {
        ...empty,
        summary: summary.trim(),
        status: 'To Do',
        priority: 'Medium',
        labels: '',
      },
    });
    return {};
  }
}
