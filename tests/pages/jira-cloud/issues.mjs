/** The site's issues, in memory, with just enough rules to refuse a bad save. */
import { initialIssues } from './issue-data.mjs';
import { changeItem, DONE, FIELDS, refusal } from './issue-fields.mjs';

/** @typedef {import('./issue-data.mjs').Issue} Issue */
/** @typedef {import('./issue-fields.mjs').FieldValue} FieldValue */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {{ key: string, person: string, fields: Record<string, FieldValue> }} Save */

/** When the first act of a test happens, for the site: tests run with the browser's clock there. */
const FIRST_ACT = Date.parse('2026-11-18T09:00:00Z');
/** So that two acts never share a moment. */
const BETWEEN_ACTS_MS = 1000;

/** @param {number} at @returns {string} as Jira writes it */
const jiraTime = (at) => new Date(at).toISOString().replace('Z', '+0000');

/** The issues and who changed them. */
export class Issues {
  /** @type {Map<string, Issue>} */
  #issues = new Map();
  /** Grows with every change and never goes back, so that open pages notice a reset too. */
  #version = 0;
  #acts = 0;
  /** Every accepted save of fields, in order: who sent which. @type {Save[]} */
  saves = [];

  constructor() {
    this.reset();
  }

  /** Puts everything back as it was at the start. */
  reset() {
    this.#version += 1;
    this.#acts = 0;
    this.saves.length = 0;
    this.#issues = new Map(
      initialIssues().map((issue) => [issue.key, { ...issue, version: this.#version }]),
    );
  }

  /** @param {string} key @returns {Issue | undefined} a copy */
  get(key) {
    const issue = this.#issues.get(key);
    return issue && structuredClone(issue);
  }

  /** @returns {Issue[]} copies of all */
  all() {
    return structuredClone([...this.#issues.values()]);
  }

  /** @param {number} since @returns {{ version: number, keys: string[] }} what changed after that version */
  changes(since) {
    const changed = [...this.#issues.values()].filter((issue) => issue.version > since);
    return { version: this.#version, keys: changed.map((issue) => issue.key) };
  }

  /** @returns {{ at: string, id: string }} */
  #act() {
    this.#acts += 1;
    return {
      at: jiraTime(FIRST_ACT + this.#acts * BETWEEN_ACTS_MS),
      id: String(90_000 + this.#acts),
    };
  }

  /** @param {Issue} issue */
  #touch(issue) {
    this.#version += 1;
    issue.version = this.#version;
  }

  /**
   * Changes fields of one issue; a changed status brings its resolution with it.
   * @param {string} key
   * @param {Record<string, FieldValue>} fields
   * @param {Person} person
   * @returns {Record<string, string>} why, by field; empty when it was saved, and nothing is changed otherwise
   */
  save(key, fields, person) {
    const issue = this.#issues.get(key);
    if (!issue) return { issue: 'The issue does not exist.' };
    /** @type {Record<string, FieldValue>} */
    const wanted = { ...fields };
    if (fields.status !== undefined && fields.status !== issue.fields.status)
      wanted.resolution = fields.status === DONE ? '10000' : null;
    const after = { ...issue.fields, ...wanted };
    /** @type {Record<string, string>} */
    const errors = {};
    for (const [field, value] of Object.entries(wanted)) {
      const message = refusal(field, value, after);
      if (message) errors[field] = message;
    }
    if (Object.keys(errors).length > 0) return errors;
    const items = Object.entries(wanted)
      .filter(([field, value]) => JSON.stringify(issue.fields[field]) !== JSON.stringify(value))
      .map(([field, value]) => changeItem(field, issue.fields[field] ?? null, value));
    this.saves.push({ key, person: person.accountId, fields: structuredClone(fields) });
    if (items.length === 0) return {};
    const { at, id } = this.#act();
    issue.histories.push({ id, author: person, created: at, items });
    issue.fields = after;
    this.#touch(issue);
    return {};
  }

  /** @param {string} key @param {string} text @param {Person} person @returns {Issue['comments'][number] | null} */
  comment(key, text, person) {
    const issue = this.#issues.get(key);
    if (!issue || text.trim() === '') return null;
    const { at, id } = this.#act();
    const comment = { id, author: person, created: at, text };
    issue.comments.push(comment);
    this.#touch(issue);
    return comment;
  }

  /** @param {string} parent @param {string} summary @param {Person} person @returns {Issue | null} the new sub-task */
  addSubtask(parent, summary, person) {
    const above = this.#issues.get(parent);
    return above
      ? this.#add({ type: 'Sub-task', parent, sprint: above.sprint }, summary, person)
      : null;
  }

  /** @param {string} summary @param {Person} person @returns {Issue | null} the new issue */
  create(summary, person) {
    return this.#add({ type: 'Task', parent: null, sprint: null }, summary, person);
  }

  /** Links two issues as related. @param {string} key @param {string} other @returns {boolean} whether there are such issues */
  relate(key, other) {
    const [one, another] = [this.#issues.get(key), this.#issues.get(other)];
    if (!one || !another || one === another) return false;
    one.links = [...one.links, { type: 'relates to', key: other }];
    another.links = [...another.links, { type: 'relates to', key }];
    this.#touch(one);
    this.#touch(another);
    return true;
  }

  /** @param {Pick<Issue, 'type' | 'parent' | 'sprint'>} place @param {string} summary @param {Person} person */
  #add(place, summary, person) {
    if (summary.trim() === '') return null;
    const { at } = this.#act();
    const number = this.#issues.size + 1;
    const empty = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, null]));
    /** @type {Issue} */
    const issue = {
      ...place,
      id: String(10_100 + number),
      key: `ACME-${number}`,
      reporter: person,
      created: at,
      fields: { ...empty, summary, status: '10000', priority: '3', labels: [] },
      links: [],
      histories: [],
      comments: [],
      version: 0,
    };
    this.#issues.set(issue.key, issue);
    this.#touch(issue);
    const above = this.#issues.get(place.parent ?? '');
    if (above) this.#touch(above);
    return structuredClone(issue);
  }
}
