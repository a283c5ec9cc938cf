/**
 * The repository acme/rocket in memory: its pull requests and issues, and what people do to them. Whoever acts, by the
 * page or by a method, the same rules hold: an act that GitHub would refuse is refused and changes nothing.
 */
import { myFirstPulls } from './data/my-first-pulls.mjs';
import { myLaterPulls } from './data/my-later-pulls.mjs';
import { issues, otherPulls } from './data/other-records.mjs';

/** @typedef {import('./data/shapes.d.ts').Pull} Pull */
/** @typedef {import('./data/shapes.d.ts').Issue} Issue */
/** @typedef {import('./data/shapes.d.ts').Thread} Thread */
/** @typedef {import('./data/shapes.d.ts').Act} Act */
/** @typedef {import('./data/shapes.d.ts').ReviewState} ReviewState */
/** @typedef {import('./data/shapes.d.ts').Happening} Happening */

/** The civil time of the first act after the start; each later act comes a minute later. */
const FIRST_ACT = '2026-11-18T09:00:00Z';
const MINUTE_MS = 60_000;

/** New ids start above all that the data uses. */
const FIRST_NEW_ID = 400_001;

/** Every label that the repository knows. */
export const LABELS = /** @type {const} */ ([
  'backend',
  'breaking',
  'bug',
  'dependencies',
  'enhancement',
  'frontend',
  'needs-review',
  'telemetry',
]);

/** An act that is not allowed, in the words that the page shows. */
export class Refused extends Error {}

/** @param {unknown} met @param {string} otherwise @returns {asserts met} */
function demand(met, otherwise) {
  if (!met) throw new Refused(otherwise);
}

/** @param {Pull} pull @returns {boolean} whether somebody's latest verdict asks for changes */
export function changesRequested(pull) {
  /** @type {Map<string, ReviewState>} */
  const verdicts = new Map();
  for (const review of pull.reviews)
    if (review.state !== 'commented') verdicts.set(review.author, review.state);
  return [...verdicts.values()].includes('changes requested');
}

/** @param {Pull} pull @returns {string | null} why it cannot be merged now */
export function mergeHindrance(pull) {
  if (pull.state === 'draft') return 'This pull request is still a work in progress';
  if (changesRequested(pull)) return 'Changes requested';
  if (pull.checks.some((check) => check.state === 'failed'))
    return 'Some checks were not successful';
  return null;
}

/** @param {Pull} pull @returns {Thread[]} */
export const threadsOf = (pull) => pull.reviews.flatMap((review) => review.threads);

/** The repository and who did what to it. */
export class Repository {
  /** @type {Map<number, Pull>} */
  #pulls = new Map();
  /** @type {Map<number, Issue>} */
  #issues = new Map();
  #clock = Date.parse(FIRST_ACT);
  #lastId = FIRST_NEW_ID;
  /** Grows with every act and never goes back, so that open pages notice a reset too. */
  version = 0;
  /** Every accepted act, in order. @type {Act[]} */
  acts = [];
  /** What the next act of the browser's person is refused with, if anything. @type {string | null} */
  refusal = null;

  constructor() {
    this.reset();
  }

  /** Puts everything back as it was at the start. */
  reset() {
    this.#pulls = new Map(
      [...myFirstPulls(), ...myLaterPulls(), ...otherPulls()].map((pull) => [pull.number, pull]),
    );
    this.#issues = new Map(issues().map((issue) => [issue.number, issue]));
    this.#clock = Date.parse(FIRST_ACT);
    this.#lastId = FIRST_NEW_ID;
    this.version += 1;
    this.acts = [];
    this.refusal = null;
  }

  /** @param {number} number @returns {Pull | undefined} */
  pull(number) {
    return this.#pulls.get(number);
  }

  /** @param {number} number @returns {Issue | undefined} */
  issue(number) {
    return this.#issues.get(number);
  }

  /** @returns {Pull[]} */
  pulls() {
    return [...this.#pulls.values()].sort((a, b) => b.number - a.number);
  }

  /**
   * One act. Throws `Refused` and changes nothing when it is not allowed.
   * @param {number} number of the pull request or issue
   * @param {string} person
   * @param {string} act
   * @param {Record<string, unknown>} detail
   */
  do(number, person, act, detail = {}) {
    const perform = ACTS[act];
    demand(perform, 'There is no such act.');
    const at = new Date(this.#clock).toISOString().replace('.000Z', 'Z');
    const record = this.#pulls.get(number) ?? this.#issues.get(number);
    demand(record, 'There is no such pull request.');
    // The acts work on a copy, so that a refusal half-way leaves nothing behind.
    const changed = structuredClone(record);
    perform({ record: changed, person, at, detail, newId: () => this.#lastId++ });
    if ('commits' in changed) this.#pulls.set(number, changed);
    else this.#issues.set(number, changed);
    this.#clock += MINUTE_MS;
    this.version += 1;
    this.acts.push({ number, person, act, detail: structuredClone(detail) });
  }
}

/**
 * @typedef {object} Doing
 * @property {Pull | Issue} record
 * @property {string} person
 * @property {string} at
 * @property {Record<string, unknown>} detail
 * @property {() => number} newId
 */

/** @param {Doing} doing @returns {Pull} */
function pullOf({ record }) {
  if (!('commits' in record)) throw new Refused('This is not a pull request.');
  return record;
}

/** @param {Doing} doing @returns {string} */
function textOf({ detail }) {
  const body = String(detail.body ?? '').trim();
  demand(body !== '', "Comment can't be blank");
  return body;
}

/** @param {Doing} doing @param {Happening['kind']} kind @param {string} [subject] */
function happened(doing, kind, subject) {
  const { person: actor, at, newId } = doing;
  pullOf(doing).happenings.push({ id: newId(), kind, actor, at, ...(subject && { subject }) });
}

/** @param {Doing} doing @returns {Thread} */
function threadOf(doing) {
  const thread = threadsOf(pullOf(doing)).find(({ id }) => id === Number(doing.detail.thread));
  if (!thread) throw new Refused('There is no such conversation.');
  return thread;
}

/** @type {ReviewState[]} */
const VERDICTS = ['approved', 'changes requested', 'commented'];

/** What can be done. @type {Record<string, (doing: Doing) => void>} */
const ACTS = {
  comment(doing) {
    const { record, person: author, at, newId } = doing;
    record.comments.push({ id: newId(), author, at, body: textOf(doing) });
  },

  /** An answer in a thread, or, with a path and a line, a new thread in a review of its own. */
  'review comment'(doing) {
    const { person: author, at, detail, newId } = doing;
    const comment = { id: newId(), author, at, body: textOf(doing) };
    if (detail.thread !== undefined) {
      threadOf(doing).comments.push(comment);
      return;
    }
    const pull = pullOf(doing);
    demand(
      pull.files.some(({ path }) => path === detail.path),
      'Path is not part of the diff',
    );
    const thread = {
      id: newId(),
      path: String(detail.path),
      line: Number(detail.line ?? 1),
      resolved: false,
      outdated: false,
      comments: [comment],
    };
    pull.reviews.push({ id: newId(), author, at, state: 'commented', body: '', threads: [thread] });
  },

  review(doing) {
    const { person: author, at, detail, newId } = doing;
    const pull = pullOf(doing);
    const state = VERDICTS.find((verdict) => verdict === detail.state);
    if (!state) throw new Refused('There is no such verdict.');
    demand(
      state === 'commented' || author !== pull.author,
      `You can't review your own pull request`,
    );
    const body = String(detail.body ?? '').trim();
    demand(
      state === 'approved' || body !== '',
      'You need to leave a comment indicating the requested changes.',
    );
    pull.reviews.push({ id: newId(), author, at, state, body, threads: [] });
  },

  resolve(doing) {
    const thread = threadOf(doing);
    thread.resolved = doing.detail.resolved !== false;
  },

  ready(doing) {
    const pull = pullOf(doing);
    demand(pull.state === 'draft', 'This pull request is not a draft.');
    pull.state = 'open';
    happened(doing, 'ready');
  },

  merge(doing) {
    const pull = pullOf(doing);
    demand(pull.state === 'open' || pull.state === 'draft', 'This pull request is not open.');
    const hindrance = mergeHindrance(pull);
    demand(hindrance === null, `${hindrance}.`);
    pull.state = 'merged';
    happened(doing, 'merged');
  },

  /** Sets or takes away one label. */
  label(doing) {
    const { record, detail } = doing;
    const label = String(detail.label);
    demand(
      LABELS.some((known) => known === label),
      'There is no such label.',
    );
    const had = record.labels.includes(label);
    const wanted = detail.set !== false;
    if (had === wanted) return;
    record.labels = wanted
      ? [...record.labels, label].sort()
      : record.labels.filter((each) => each !== label);
    if ('commits' in record) happened(doing, wanted ? 'labelled' : 'unlabelled', label);
  },

  /** A commit more, with the lines that it adds and deletes in one file. */
  push(doing) {
    const { person: author, at, detail } = doing;
    const pull = pullOf(doing);
    demand(pull.state === 'open' || pull.state === 'draft', 'This pull request is not open.');
    const path = String(detail.path ?? pull.files[0]?.path ?? 'src/new.ts');
    const file = pull.files.find((each) => each.path === path);
    const added = Number(detail.added ?? 1);
    const deleted = Number(detail.deleted ?? 0);
    if (file) {
      file.added += added;
      file.deleted += deleted;
    } else pull.files.push({ path, added, deleted, lines: ['+// new'] });
    const sha = Math.abs(Date.parse(at) / MINUTE_MS)
      .toString(16)
      .slice(-7)
      .padStart(7, 'a');
    pull.commits.push({ sha, author, at, message: String(detail.message ?? 'Address the review') });
    if (detail.checks === 'passed') for (const check of pull.checks) check.state = 'passed';
  },
};
