/**
 * What the fields of an issue are: their names, their choices, what may be written to them and how the changelog
 * tells of a change.
 */
import { personOf } from './people.mjs';

/** @typedef {string | number | string[] | null} FieldValue */
/**
 * @typedef {object} ChangeItem One line of the documented changelog.
 * @property {string} field
 * @property {'jira' | 'custom'} fieldtype
 * @property {string} fieldId
 * @property {string | null} from
 * @property {string | null} fromString
 * @property {string | null} to
 * @property {string | null} toString
 */

/** Field ids that an administrator would find under these names. */
export const START_DATE = 'customfield_10015';
export const STORY_POINTS = 'customfield_10016';
export const SPRINT = 'customfield_10020';
export const ROOT_CAUSE = 'customfield_10050';
export const ACCEPTANCE_CRITERIA = 'customfield_10060';

/** A working day and week as Jira counts them unless told otherwise. */
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 8 * HOUR_S;
const WEEK_S = 5 * DAY_S;
/** @type {[unit: string, seconds: number][]} */
const UNITS = [
  ['w', WEEK_S],
  ['d', DAY_S],
  ['h', HOUR_S],
  ['m', MINUTE_S],
];

/** Statuses with the id of their category: 2 is to do, 4 in progress, 3 done. */
export const STATUSES = [
  { id: '10000', name: 'To Do', category: 2 },
  { id: '10001', name: 'In Progress', category: 4 },
  { id: '10002', name: 'In Review', category: 4 },
  { id: '10003', name: 'Done', category: 3 },
];
export const DONE = '10003';

export const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((name, index) => ({
  id: String(index + 1),
  name,
}));

export const RESOLUTIONS = [
  { id: '10000', name: 'Done' },
  { id: '10001', name: "Won't Do" },
];

/**
 * @typedef {'text' | 'date' | 'number' | 'duration' | 'labels' | 'person' | 'status' | 'priority' | 'resolution'} Kind
 * @type {Record<string, { name: string, kind: Kind }>}
 */
export const FIELDS = {
  summary: { name: 'summary', kind: 'text' },
  description: { name: 'description', kind: 'text' },
  status: { name: 'status', kind: 'status' },
  priority: { name: 'priority', kind: 'priority' },
  resolution: { name: 'resolution', kind: 'resolution' },
  assignee: { name: 'assignee', kind: 'person' },
  duedate: { name: 'duedate', kind: 'date' },
  timeoriginalestimate: { name: 'timeoriginalestimate', kind: 'duration' },
  labels: { name: 'labels', kind: 'labels' },
  [START_DATE]: { name: 'Start date', kind: 'date' },
  [STORY_POINTS]: { name: 'Story point estimate', kind: 'number' },
  [ROOT_CAUSE]: { name: 'Root cause', kind: 'text' },
  [ACCEPTANCE_CRITERIA]: { name: 'Acceptance criteria', kind: 'text' },
};

const CHOICES = { status: STATUSES, priority: PRIORITIES, resolution: RESOLUTIONS };

/** @param {string} text e.g. `3d 4h` @returns {number | null} seconds; null when it is no duration */
export function secondsOf(text) {
  const parts = text.trim().split(/\s+/);
  let seconds = 0;
  for (const part of parts) {
    const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)([wdhm])$/.exec(part) ?? [];
    const length = UNITS.find(([name]) => name === unit)?.[1];
    if (!amount || !length) return null;
    seconds += Number(amount) * length;
  }
  return seconds;
}

/** @param {number} seconds @returns {string} e.g. `3d 4h` */
export function durationOf(seconds) {
  let rest = seconds;
  const parts = [];
  for (const [unit, length] of UNITS) {
    const amount = Math.floor(rest / length);
    if (amount > 0) parts.push(`${amount}${unit}`);
    rest -= amount * length;
  }
  return parts.join(' ');
}

/** @param {Kind} kind @param {FieldValue} value @returns {string | null} the id that the changelog tells */
function idIn(kind, value) {
  if (value === null) return null;
  if (kind === 'labels') return '';
  return kind === 'text' || kind === 'number' ? null : String(value);
}

/** @param {Kind} kind @param {FieldValue} value @returns {string | null} the words that the changelog tells */
function wordsIn(kind, value) {
  if (value === null) return kind === 'text' ? '' : null;
  if (kind === 'person') return personOf(String(value))?.displayName ?? null;
  if (kind === 'date') return `${value} 00:00:00.0`;
  if (Array.isArray(value)) return value.join(' ');
  const choices = kind in CHOICES ? CHOICES[/** @type {keyof typeof CHOICES} */ (kind)] : null;
  return choices ? (choices.find(({ id }) => id === value)?.name ?? null) : String(value);
}

/** @param {string} fieldId @param {FieldValue} before @param {FieldValue} after @returns {ChangeItem} */
export function changeItem(fieldId, before, after) {
  const field = FIELDS[fieldId];
  if (!field) throw new Error(`There is no field ${fieldId}.`);
  return {
    field: field.name,
    fieldtype: fieldId.startsWith('customfield_') ? 'custom' : 'jira',
    fieldId,
    from: idIn(field.kind, before),
    fromString: wordsIn(field.kind, before),
    to: idIn(field.kind, after),
    toString: wordsIn(field.kind, after),
  };
}

/**
 * @param {string} fieldId
 * @param {FieldValue} value
 * @param {Record<string, FieldValue>} after the fields as they would become
 * @returns {string | null} why it is refused, in the words that the page shows
 */
export function refusal(fieldId, value, after) {
  const field = FIELDS[fieldId];
  if (!field) return `Field '${fieldId}' cannot be set.`;
  if (fieldId === 'summary' && !value) return 'You must specify a summary of the issue.';
  if (field.kind === 'date' && value !== null) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return 'Enter a valid date.';
    const start = after[START_DATE];
    if (fieldId === 'duedate' && start && String(value) < String(start))
      return 'The due date must not be before the start date.';
  }
  if (field.kind === 'number' && value !== null && !(typeof value === 'number' && value >= 0))
    return 'Enter a number that is not negative.';
  if (field.kind === 'duration' && value !== null && !(typeof value === 'number' && value > 0))
    return 'Enter a time such as 2w 4d 6h 45m.';
  if (field.kind in CHOICES && value !== null) {
    const choices = CHOICES[/** @type {keyof typeof CHOICES} */ (field.kind)];
    if (!choices.some(({ id }) => id === value)) return 'Choose one of the values.';
  }
  return null;
}
