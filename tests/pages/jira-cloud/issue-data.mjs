/** The issues as they are at the start. Every date is a civil date near 2026-11-18, whatever the clock says. */
import {
  ACCEPTANCE_CRITERIA,
  changeItem,
  DONE,
  ROOT_CAUSE,
  START_DATE,
  STORY_POINTS,
} from './issue-fields.mjs';
import { COLLEAGUE, ME, REPORTER } from './people.mjs';

/** @typedef {import('./issue-fields.mjs').FieldValue} FieldValue */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {{ id: string, author: Person, created: string, items: import('./issue-fields.mjs').ChangeItem[] }} History */
/** @typedef {{ id: string, author: Person, created: string, text: string }} Comment */
/**
 * @typedef {object} Issue
 * @property {string} id
 * @property {string} key
 * @property {string} type
 * @property {string | null} parent the key of its parent
 * @property {string | null} sprint
 * @property {Person} reporter
 * @property {string} created
 * @property {Record<string, FieldValue>} fields
 * @property {{ type: string, key: string }[]} links
 * @property {History[]} histories oldest first
 * @property {Comment[]} comments oldest first
 * @property {number} version grows with every change of the site
 */

const HOUR_S = 3600;
const SPRINT_14 = 'ACME Sprint 14';
const SPRINT_15 = 'ACME Sprint 15';

/** @type {Record<string, FieldValue>} */
const EMPTY = {
  description: null,
  status: '10000',
  priority: '3',
  resolution: null,
  assignee: null,
  duedate: null,
  timeoriginalestimate: null,
  labels: [],
  [START_DATE]: null,
  [STORY_POINTS]: null,
  [ROOT_CAUSE]: null,
  [ACCEPTANCE_CRITERIA]: null,
};

/** Who changed what before the test began: [when, who, field, from, to]. @typedef {[string, Person, string, FieldValue, FieldValue]} Past */

/**
 * @typedef {object} Seed
 * @property {string} type
 * @property {Record<string, FieldValue>} fields
 * @property {Past[]} [past]
 * @property {[when: string, who: Person, text: string][]} [comments]
 * @property {string} [parent]
 * @property {string} [sprint]
 * @property {Person} [reporter]
 * @property {Issue['links']} [links]
 */

/** @type {Seed[]} */
const SEEDS = [
  {
    type: 'Story',
    sprint: SPRINT_14,
    reporter: COLLEAGUE,
    links: [
      { type: 'blocks', key: 'ACME-4' },
      { type: 'relates to', key: 'ACME-6' },
    ],
    fields: {
      summary: 'Customers can export their invoices',
      description:
        'An export button above the list of invoices.\nThe file holds what the list shows.',
      status: '10001',
      priority: '2',
      assignee: ME.accountId,
      duedate: '2026-12-04',
      timeoriginalestimate: 24 * HOUR_S,
      labels: ['billing', 'export'],
      [START_DATE]: '2026-11-02',
      [STORY_POINTS]: 5,
      [ACCEPTANCE_CRITERIA]: 'The file opens in a spreadsheet.\nAmounts keep their currency.',
    },
    past: [
      ['2026-10-20T14:05:00.000+0000', COLLEAGUE, 'duedate', '2026-11-06', '2026-11-13'],
      ['2026-10-26T09:12:00.000+0000', ME, 'status', '10000', '10001'],
      ['2026-11-02T16:40:00.000+0000', ME, 'duedate', '2026-11-13', '2026-11-20'],
      ['2026-11-10T08:31:00.000+0000', ME, 'duedate', '2026-11-20', '2026-12-04'],
    ],
    comments: [
      ['2026-11-09T10:00:00.000+0000', COLLEAGUE, 'Support asks for this every week.'],
      ['2026-11-16T15:20:00.000+0000', ME, 'The column mapping takes longer than we thought.'],
    ],
  },
  {
    type: 'Bug',
    sprint: SPRINT_14,
    fields: {
      summary: 'Login fails after a password reset',
      priority: '1',
      duedate: '2026-11-20',
      labels: ['login'],
    },
    past: [
      ['2026-10-28T11:00:00.000+0000', COLLEAGUE, 'duedate', null, '2026-11-04'],
      ['2026-11-04T11:00:00.000+0000', COLLEAGUE, 'duedate', '2026-11-04', '2026-11-11'],
      ['2026-11-11T11:00:00.000+0000', COLLEAGUE, 'duedate', '2026-11-11', '2026-11-18'],
      ['2026-11-17T11:00:00.000+0000', COLLEAGUE, 'duedate', '2026-11-18', '2026-11-20'],
    ],
  },
  {
    type: 'Incident',
    fields: {
      summary: 'Payment gateway times out',
      description: 'Every tenth payment waits for more than a minute.',
      status: DONE,
      priority: '1',
      resolution: '10000',
      assignee: ME.accountId,
      duedate: '2026-11-18',
      labels: ['payments'],
      [ROOT_CAUSE]: 'The pool of connections was too small',
    },
    past: [
      ['2026-11-12T07:00:00.000+0000', ME, 'status', '10001', DONE],
      ['2026-11-13T09:30:00.000+0000', COLLEAGUE, 'status', DONE, '10001'],
      ['2026-11-16T17:45:00.000+0000', ME, 'status', '10001', DONE],
    ],
    comments: [['2026-11-13T09:31:00.000+0000', COLLEAGUE, 'It is back. Opened again.']],
  },
  {
    type: 'Task',
    sprint: SPRINT_14,
    links: [{ type: 'is blocked by', key: 'ACME-1' }],
    fields: {
      summary: 'Move the reports to the new storage',
      description: 'Copy, compare, switch.',
      status: '10002',
      assignee: COLLEAGUE.accountId,
      timeoriginalestimate: 12 * HOUR_S,
      [STORY_POINTS]: 3,
    },
  },
  {
    type: 'Story',
    sprint: SPRINT_15,
    fields: {
      summary: 'The search remembers its filters',
      priority: '4',
      assignee: ME.accountId,
      duedate: '2027-01-15',
    },
    past: [['2026-11-05T13:15:00.000+0000', ME, 'duedate', '2026-12-18', '2027-01-15']],
  },
  {
    type: 'Bug',
    sprint: SPRINT_14,
    links: [{ type: 'relates to', key: 'ACME-1' }],
    fields: {
      summary: 'Totals are rounded twice',
      description: 'The total of the list differs from the sum of its rows by a cent.',
      status: '10001',
      assignee: ME.accountId,
      duedate: '2026-12-18',
      timeoriginalestimate: 4 * HOUR_S,
      labels: ['billing'],
      [START_DATE]: '2026-12-01',
      [STORY_POINTS]: 2,
    },
    past: [['2026-10-09T08:00:00.000+0000', ME, 'duedate', '2026-12-11', '2026-12-18']],
  },
  {
    type: 'Sub-task',
    parent: 'ACME-1',
    sprint: SPRINT_14,
    fields: {
      summary: 'Write the column mapping',
      status: '10001',
      assignee: ME.accountId,
      duedate: '2026-11-27',
    },
  },
  {
    type: 'Task',
    fields: {
      summary: 'Renew the certificates',
      status: DONE,
      priority: '5',
      resolution: '10001',
      assignee: COLLEAGUE.accountId,
      duedate: '2026-11-18',
    },
    past: [['2026-11-14T12:00:00.000+0000', COLLEAGUE, 'status', '10000', DONE]],
  },
];

const FIRST_ISSUE_ID = 10_101;
const FIRST_HISTORY_ID = 20_001;
const FIRST_COMMENT_ID = 30_001;

/** @returns {Issue[]} */
export function initialIssues() {
  let history = FIRST_HISTORY_ID;
  let comment = FIRST_COMMENT_ID;
  return SEEDS.map((seed, index) => ({
    id: String(FIRST_ISSUE_ID + index),
    key: `ACME-${index + 1}`,
    type: seed.type,
    parent: seed.parent ?? null,
    sprint: seed.sprint ?? null,
    reporter: seed.reporter ?? REPORTER,
    created: '2026-10-05T08:30:00.000+0000',
    fields: structuredClone({ ...EMPTY, ...seed.fields }),
    links: structuredClone(seed.links ?? []),
    histories: (seed.past ?? []).map(([created, author, field, before, after]) => ({
      id: String(history++),
      author,
      created,
      items: [changeItem(field, before, after)],
    })),
    comments: (seed.comments ?? []).map(([created, author, text]) => ({
      id: String(comment++),
      author,
      created,
      text,
    })),
    version: 0,
  }));
}
