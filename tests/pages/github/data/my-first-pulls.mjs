/** What `robin-vale` opened first: what each pull request is there to show stands above it. */
import { COLLEAGUE, ME } from './people.mjs';

/** @typedef {import('./shapes.d.ts').Pull} Pull */

const DANA = 'dana-lindt';
const ACTIONS = 'github-actions[bot]';

const PASSED = /** @type {const} */ ({ state: 'passed', detail: 'Successful in 1m' });

/** Merged; the security remark is strong, by a person, resolved. @type {Pull} */
const scheduleApi = {
  number: 11,
  title: 'Read launch windows from the schedule API',
  author: ME,
  at: '2026-11-02T08:15:00Z',
  state: 'merged',
  labels: ['backend'],
  assignees: [ME],
  reviewers: [COLLEAGUE],
  base: 'main',
  head: 'schedule-api',
  body: 'Launch windows come from the schedule API instead of the spreadsheet.\n\nCloses #22.',
  commits: [
    { sha: '3f1c9a7', author: ME, at: '2026-11-02T08:10:00Z', message: 'Read launch windows' },
    { sha: '8d02e44', author: ME, at: '2026-11-03T13:40:00Z', message: 'Bind the pad number' },
  ],
  files: [
    {
      path: 'src/windows.ts',
      added: 64,
      deleted: 12,
      lines: [
        ' export async function windows(pad) {',
        "-  return db.query('… pad = ' + pad);",
        '+  return db.query(WINDOWS, [pad]);',
        ' }',
      ],
    },
    {
      path: 'src/windows.test.ts',
      added: 38,
      deleted: 0,
      lines: ["+test('a pad has windows', () => {});"],
    },
  ],
  checks: [
    { name: 'build', ...PASSED },
    { name: 'test', ...PASSED },
  ],
  comments: [
    { id: 5101, author: ACTIONS, at: '2026-11-02T08:22:00Z', body: 'Coverage stays at **91 %**.' },
  ],
  reviews: [
    {
      id: 7101,
      author: COLLEAGUE,
      at: '2026-11-03T09:05:00Z',
      state: 'changes requested',
      body: 'One thing has to change before this goes in.',
      threads: [
        {
          id: 9101,
          path: 'src/windows.ts',
          line: 14,
          resolved: true,
          outdated: true,
          comments: [
            {
              id: 301101,
              author: COLLEAGUE,
              at: '2026-11-03T09:05:00Z',
              body: 'This is an SQL injection: the pad number is pasted into the query. Bind it as a parameter.',
            },
            {
              id: 301102,
              author: ME,
              at: '2026-11-03T13:45:00Z',
              body: 'You are right, bound now.',
            },
          ],
        },
      ],
    },
    {
      id: 7102,
      author: COLLEAGUE,
      at: '2026-11-04T10:00:00Z',
      state: 'approved',
      body: '',
      threads: [],
    },
  ],
  happenings: [{ id: 61101, kind: 'merged', actor: ME, at: '2026-11-04T10:20:00Z' }],
};

/** Open; strong and weak words about security, and remarks about style and speed, by two persons and a bot. @type {Pull} */
const crewComments = {
  number: 12,
  title: 'Show crew comments on the mission page',
  author: ME,
  at: '2026-11-09T07:50:00Z',
  state: 'open',
  labels: ['frontend', 'needs-review'],
  assignees: [ME],
  reviewers: [COLLEAGUE, DANA],
  base: 'main',
  head: 'crew-comments',
  body: 'Crew members can leave comments on a mission.\n\n- list with the newest first\n- a form below the list',
  commits: [
    { sha: 'a91b0c2', author: ME, at: '2026-11-09T07:40:00Z', message: 'Show crew comments' },
  ],
  files: [
    {
      path: 'src/mission/comments.tsx',
      added: 118,
      deleted: 4,
      lines: [
        ' function Comment({ body }) {',
        '-  return null;',
        '+  return <p dangerouslySetInnerHTML={{ __html: body }} />;',
        ' }',
      ],
    },
    {
      path: 'src/mission/page.tsx',
      added: 9,
      deleted: 1,
      lines: ['+      <Comments mission={mission} />'],
    },
  ],
  checks: [
    { name: 'build', ...PASSED },
    { name: 'test', ...PASSED },
    { name: 'preview', state: 'skipped', detail: 'Skipped' },
  ],
  comments: [
    {
      id: 5201,
      author: ACTIONS,
      at: '2026-11-09T08:05:00Z',
      body: 'Static analysis: **possible XSS vulnerability** in `src/mission/comments.tsx`.',
    },
    {
      id: 5202,
      author: DANA,
      at: '2026-11-10T08:30:00Z',
      body: 'Looks useful. When will it reach the tablets?',
    },
  ],
  reviews: [
    {
      id: 7201,
      author: COLLEAGUE,
      at: '2026-11-10T11:20:00Z',
      state: 'commented',
      body: 'Some remarks in the code.',
      threads: [
        {
          id: 9201,
          path: 'src/mission/comments.tsx',
          line: 21,
          resolved: false,
          outdated: false,
          comments: [
            {
              id: 301201,
              author: COLLEAGUE,
              at: '2026-11-10T11:15:00Z',
              body: 'Anyone can store a script here, that is an XSS hole. Render it as text:\n```suggestion\n  return <p>{body}</p>;\n```',
            },
            {
              id: 301202,
              author: ME,
              at: '2026-11-10T14:02:00Z',
              body: 'I thought the server removes the XSS. I will look again.',
            },
          ],
        },
        {
          id: 9202,
          path: 'src/mission/comments.tsx',
          line: 40,
          resolved: false,
          outdated: false,
          comments: [
            {
              id: 301203,
              author: COLLEAGUE,
              at: '2026-11-10T11:18:00Z',
              body: 'Please escape the author name too, or sanitise it on the way in.',
            },
          ],
        },
        {
          id: 9203,
          path: 'src/mission/page.tsx',
          line: 8,
          resolved: true,
          outdated: false,
          comments: [
            {
              id: 301204,
              author: COLLEAGUE,
              at: '2026-11-10T11:19:00Z',
              body: 'Nit: the import order, and a trailing comma.',
            },
          ],
        },
      ],
    },
    {
      id: 7202,
      author: DANA,
      at: '2026-11-11T16:45:00Z',
      state: 'commented',
      body: '',
      threads: [
        {
          id: 9204,
          path: 'src/mission/comments.tsx',
          line: 63,
          resolved: false,
          outdated: false,
          comments: [
            {
              id: 301205,
              author: DANA,
              at: '2026-11-11T16:45:00Z',
              body: 'This asks the server once per comment, an N+1 query. On slow links that takes seconds.',
            },
          ],
        },
      ],
    },
  ],
  happenings: [
    { id: 61201, kind: 'labelled', actor: ME, at: '2026-11-09T07:52:00Z', subject: 'needs-review' },
    {
      id: 61202,
      kind: 'review requested',
      actor: ME,
      at: '2026-11-09T07:53:00Z',
      subject: COLLEAGUE,
    },
    { id: 61203, kind: 'mentioned', actor: COLLEAGUE, at: '2026-11-11T10:00:00Z', subject: '17' },
  ],
};

/** @returns {Pull[]} */
export const myFirstPulls = () => structuredClone([scheduleApi, crewComments]);
