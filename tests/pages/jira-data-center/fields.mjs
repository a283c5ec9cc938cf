/**
 * The fields that a person can change: how each is read from a form, and how its change is written into the history.
 */
import { printDate, printPicked, readPicked } from './dates.mjs';
import { printDuration, readDuration } from './durations.mjs';
import { PRIORITIES } from './workflow.mjs';

/** @typedef {import('./dates.mjs').Locale} Locale */
/** @typedef {string | number | null} Value */
/** @typedef {{ value: Value } | { error: string }} Reading `error` is a word of `words.mjs` */

/** Custom fields of this organisation, by what they mean. */
export const CUSTOM = {
  sprint: 'customfield_10100',
  storyPoints: 'customfield_10106',
  rootCause: 'customfield_10200',
  acceptanceCriteria: 'customfield_10201',
  targetEnd: 'customfield_10300',
};

/**
 * @typedef {object} Field
 * @property {string} name its name in the history, a word of `words.mjs` where Jira translates it
 * @property {string} [input] the name of its input where it differs from the field's id
 * @property {'line' | 'text' | 'date' | 'choice' | 'labels'} edit the kind of its input
 * @property {boolean} [inline] not on the issue view, only in forms
 * @property {(text: string, locale: Locale) => Reading} read
 * @property {(value: Value, locale: Locale) => string} form what its input holds
 * @property {(value: Value, locale: Locale) => string} print what the history and the board show
 */

/** @param {Value} value */
const plain = (value) => (value === null ? '' : String(value));

/** @param {string} text @returns {Reading} */
const optional = (text) => ({ value: text.trim() || null });

/** @param {(text: string) => number | null} reader @param {string} error @returns {Field['read']} */
const numeric = (reader, error) => (text) => {
  if (text.trim() === '') return { value: null };
  const value = reader(text);
  return value === null || Number.isNaN(value) ? { error } : { value };
};

/** @type {Pick<Field, 'edit' | 'read' | 'form' | 'print'>} */
const DATE = {
  edit: 'date',
  read: (text, locale) => {
    if (text.trim() === '') return { value: null };
    const value = readPicked(text, locale);
    return value === null ? { error: 'badDate' } : { value };
  },
  form: (value, locale) => (value === null ? '' : printPicked(String(value), locale)),
  print: (value, locale) => (value === null ? '' : printDate(String(value), locale)),
};

/** @param {Value} value */
const duration = (value) => (value === null ? '' : printDuration(Number(value)));

/** By field id. @type {Record<string, Field>} */
export const FIELDS = {
  summary: {
    name: 'summary',
    edit: 'line',
    read: (text) => (text.trim() === '' ? { error: 'required' } : { value: text.trim() }),
    form: plain,
    print: plain,
  },
  priority: {
    name: 'priority',
    edit: 'choice',
    read: (text) => {
      const value = PRIORITIES[Number(text) - 1];
      return value ? { value } : { error: 'badChoice' };
    },
    form: (value) => String(PRIORITIES.indexOf(String(value)) + 1),
    print: plain,
  },
  duedate: { name: 'duedateField', ...DATE },
  labels: {
    name: 'labels',
    edit: 'labels',
    read: (text) => ({ value: [...new Set(text.split(/\s+/).filter(Boolean))].sort().join(' ') }),
    form: plain,
    print: plain,
  },
  description: { name: 'description', edit: 'text', read: optional, form: plain, print: plain },
  timeoriginalestimate: {
    name: 'timeoriginalestimate',
    input: 'timetracking_originalestimate',
    edit: 'line',
    inline: false,
    read: numeric(readDuration, 'badDuration'),
    form: duration,
    print: duration,
  },
  [CUSTOM.storyPoints]: {
    name: 'Story Points',
    edit: 'line',
    read: numeric((text) => Number(text.replace(',', '.')), 'badNumber'),
    form: plain,
    print: plain,
  },
  [CUSTOM.rootCause]: {
    name: 'Root cause',
    edit: 'line',
    read: optional,
    form: plain,
    print: plain,
  },
  [CUSTOM.acceptanceCriteria]: {
    name: 'Acceptance criteria',
    edit: 'text',
    read: optional,
    form: plain,
    print: plain,
  },
  [CUSTOM.targetEnd]: { name: 'Target end', ...DATE },
};

/** @param {string} id @returns {string} the name of the field's input in a form */
export const inputName = (id) => FIELDS[id]?.input ?? id;
