/** The tickets as they are at the start, with what happened to them before. Dates are civil and fixed. */
import { CUSTOM } from './fields.mjs';
import { COLLEAGUE, ME } from './people.mjs';

/** @typedef {import('./fields.mjs').Value} Value */
/** @typedef {{ field: string, from: Value, to: Value }} Change */
/** @typedef {{ id: number, author: string, created: string, changes: Change[] }} Entry */
/** @typedef {{ id: number, author: string, created: string, body: string }} Comment */
/** @typedef {{ kind: 'blocks' | 'relates', key: string }} Link */
/**
 * @typedef {object} Ticket
 * @property {number} id
 * @property {string} key
 * @property {string} type
 * @property {string | null} parent
 * @property {string} reporter
 * @property {string} created
 * @property {string} updated
 * @property {string | null} resolved
 * @property {Record<string, Value>} fields
 * @property {Link[]} links
 * @property {Comment[]} comments
 * @property {Entry[]} history oldest first
 */

/** The clock of the site stands here when it starts, and moves a minute with each change. */
export const START = '2026-11-18T09:00:00Z';

const FIRST_ID = 10_000;
const CREATED = '2026-10-05T08:30:00Z';

/** @param {string} key @param {string} type @param {Record<string, Value>} fields @param {Partial<Ticket>} [more] @returns {Ticket} */
const ticket = (key, type, fields, more = {}) => ({
  id: FIRST_ID + Number(key.split('-')[1]),
  key,
  type,
  parent: null,
  reporter: COLLEAGUE,
  created: CREATED,
  updated: more.history?.at(-1)?.created ?? CREATED,
  resolved: null,
  links: [],
  comments: [],
  history: [],
  ...more,
  fields: {
    summary: '',
    status: 'To Do',
    priority: 'Medium',
    resolution: null,
    assignee: null,
    duedate: null,
    labels: '',
    description: null,
    timeoriginalestimate: null,
    [CUSTOM.sprint]: null,
    [CUSTOM.storyPoints]: null,
    [CUSTOM.rootCause]: null,
    [CUSTOM.acceptanceCriteria]: null,
    [CUSTOM.targetEnd]: null,
    ...fields,
  },
});

/** @param {number} id @param {string} author @param {string} created @param {string} from @param {string} to @returns {Entry} */
const pushed = (id, author, created, from, to) => ({
  id,
  author,
  created,
  changes: [{ field: 'duedate', from, to }],
});

/** @returns {Ticket[]} */
export const initialTickets = () => [
  ticket(
    'ACME-1',
    'Story',
    {
      summary: 'Customers can pay by invoice',
      status: 'In Progress',
      priority: 'High',
      assignee: ME,
      duedate: '2026-12-04',
      labels: 'billing checkout',
      description: 'Business customers ask for invoices.\nCredit checks stay with finance.',
      timeoriginalestimate: 86_400,
      [CUSTOM.sprint]: 'Sprint 23',
      [CUSTOM.storyPoints]: 5,
      [CUSTOM.acceptanceCriteria]: 'An invoice is sent within one minute.',
      [CUSTOM.targetEnd]: '2026-12-18',
    },
    {
      links: [
        { kind: 'blocks', key: 'ACME-3' },
        { kind: 'relates', key: 'ACME-5' },
      ],
      comments: [
        { id: 20_001, author: COLLEAGUE, created: '2026-11-02T14:05:00Z', body: 'Finance agreed.' },
        {
          id: 20_002,
          author: ME,
          created: '2026-11-10T07:40:00Z',
          body: 'Moved, the tax rules came late.',
        },
      ],
      history: [
        pushed(30_001, ME, '2026-11-03T10:15:00Z', '2026-11-13', '2026-11-20'),
        {
          id: 30_002,
          author: COLLEAGUE,
          created: '2026-11-05T16:20:00Z',
          changes: [
            { field: 'status', from: 'To Do', to: 'In Progress' },
            { field: 'priority', from: 'Medium', to: 'High' },
          ],
        },
        pushed(30_003, ME, '2026-11-10T07:38:00Z', '2026-11-20', '2026-12-04'),
      ],
    },
  ),
  ticket('ACME-2', 'Bug', {
    summary: 'Total is wrong with two vouchers',
    status: 'In Review',
    priority: 'Highest',
    assignee: ME,
    duedate: '2026-11-20',
    labels: 'checkout',
    [CUSTOM.sprint]: 'Sprint 23',
    [CUSTOM.storyPoints]: 2,
    [CUSTOM.rootCause]: 'Rounded twice',
  }),
  ticket(
    'ACME-3',
    'Story',
    {
      summary: 'Reminders for unpaid invoices',
      assignee: COLLEAGUE,
      duedate: '2026-12-18',
      [CUSTOM.sprint]: 'Sprint 24',
      [CUSTOM.storyPoints]: 8,
    },
    {
      history: [
        pushed(30_011, COLLEAGUE, '2026-10-28T09:00:00Z', '2026-11-06', '2026-11-20'),
        pushed(30_012, COLLEAGUE, '2026-11-09T09:00:00Z', '2026-11-20', '2026-12-04'),
        pushed(30_013, COLLEAGUE, '2026-11-16T09:00:00Z', '2026-12-04', '2026-12-18'),
      ],
    },
  ),
  ticket('ACME-4', 'Task', {
    summary: 'Renew the certificate',
    duedate: '2027-01-08',
    priority: 'Low',
  }),
  ticket(
    'ACME-5',
    'Bug',
    {
      summary: 'Export breaks on umlauts',
      status: 'Done',
      resolution: 'Fixed',
      assignee: COLLEAGUE,
      duedate: '2026-11-13',
      [CUSTOM.sprint]: 'Sprint 23',
      [CUSTOM.rootCause]: 'Encoding of the old driver',
    },
    { resolved: '2026-11-12T11:11:00Z' },
  ),
  ticket(
    'ACME-6',
    'Sub-task',
    {
      summary: 'Invoice template',
      status: 'Done',
      resolution: 'Fixed',
      priority: 'Lowest',
      assignee: COLLEAGUE,
      duedate: '2026-11-25',
    },
    { parent: 'ACME-1', resolved: '2026-11-17T10:00:00Z' },
  ),
  ticket(
    'ACME-7',
    'Sub-task',
    { summary: 'Tax numbers', status: 'To Do', duedate: '2026-12-02' },
    { parent: 'ACME-1' },
  ),
  ticket('ACME-8', 'Story', {
    summary: 'Usage report for customers',
    status: 'In Progress',
    assignee: ME,
    duedate: '2027-01-15',
    description: 'Monthly, as a file.',
    timeoriginalestimate: 14_400,
  }),
];
