/** What other people opened, and the issues. */
import { COLLEAGUE, ME } from './people.mjs';

/** @typedef {import('./shapes.d.ts').Pull} Pull */
/** @typedef {import('./shapes.d.ts').Issue} Issue */

const DANA = 'dana-lindt';
const PASSED = /** @type {const} */ ({ state: 'passed', detail: 'Successful in 2m' });

/** A colleague's, waiting for my review; a strong security remark that is not about my work. @type {Pull} */
const login = {
  number: 15,
  title: 'Add the ground station login',
  author: COLLEAGUE,
  at: '2026-11-16T08:00:00Z',
  state: 'open',
  labels: ['needs-review'],
  assignees: [COLLEAGUE],
  reviewers: [ME],
  base: 'main',
  head: 'station-login',
  body: 'Ground stations log in with their own account.',
  commits: [
    { sha: '7c2ab90', author: COLLEAGUE, at: '2026-11-16T07:45:00Z', message: 'Add the login' },
  ],
  files: [
    {
      path: 'src/login.ts',
      added: 96,
      deleted: 3,
      lines: ["+const password = 'station';", '+export const login = () => ask(password);'],
    },
    {
      path: 'src/session.ts',
      added: 31,
      deleted: 8,
      lines: ['-let session;', '+const session = new Session();'],
    },
  ],
  checks: [
    { name: 'build', ...PASSED },
    { name: 'test', ...PASSED },
  ],
  comments: [],
  reviews: [
    {
      id: 7501,
      author: DANA,
      at: '2026-11-16T13:25:00Z',
      state: 'commented',
      body: '',
      threads: [
        {
          id: 9501,
          path: 'src/login.ts',
          line: 1,
          resolved: false,
          outdated: false,
          comments: [
            {
              id: 301501,
              author: DANA,
              at: '2026-11-16T13:25:00Z',
              body: 'A hard-coded secret: everybody who can read the repository has this password.',
            },
            {
              id: 301502,
              author: COLLEAGUE,
              at: '2026-11-16T13:50:00Z',
              body: 'Good catch, it goes to the vault.',
            },
          ],
        },
      ],
    },
  ],
  happenings: [
    {
      id: 61501,
      kind: 'review requested',
      actor: COLLEAGUE,
      at: '2026-11-16T08:01:00Z',
      subject: ME,
    },
  ],
};

/** A bot's. @type {Pull} */
const bump = {
  number: 16,
  title: 'Bump engine-client from 4.1.0 to 4.1.2',
  author: 'dependabot[bot]',
  at: '2026-11-16T05:00:00Z',
  state: 'open',
  labels: ['dependencies'],
  assignees: [],
  reviewers: [],
  base: 'main',
  head: 'dependabot/npm_and_yarn/engine-client-4.1.2',
  body: 'Fixes a **security vulnerability** in engine-client.',
  commits: [
    {
      sha: '19e8d2c',
      author: 'dependabot[bot]',
      at: '2026-11-16T05:00:00Z',
      message: 'Bump engine-client',
    },
  ],
  files: [
    {
      path: 'package-lock.json',
      added: 6,
      deleted: 6,
      folded: 'Some generated files are not rendered by default.',
      lines: [],
    },
    {
      path: 'package.json',
      added: 1,
      deleted: 1,
      lines: ['-    "engine-client": "4.1.0"', '+    "engine-client": "4.1.2"'],
    },
  ],
  checks: [
    { name: 'build', ...PASSED },
    { name: 'test', ...PASSED },
  ],
  comments: [],
  reviews: [
    {
      id: 7601,
      author: 'github-actions[bot]',
      at: '2026-11-16T05:04:00Z',
      state: 'commented',
      body: 'Automatic review.',
      threads: [
        {
          id: 9601,
          path: 'package.json',
          line: 12,
          resolved: false,
          outdated: false,
          comments: [
            {
              id: 301601,
              author: 'github-actions[bot]',
              at: '2026-11-16T05:04:00Z',
              body: 'The release notes mention an SQL injection. Merge soon.',
            },
          ],
        },
      ],
    },
  ],
  happenings: [],
};

/** Closed without a merge. @type {Pull} */
const rejected = {
  number: 17,
  title: 'Try another countdown font',
  author: COLLEAGUE,
  at: '2026-11-05T11:00:00Z',
  state: 'closed',
  labels: ['frontend'],
  assignees: [],
  reviewers: [],
  base: 'main',
  head: 'countdown-font',
  body: 'An experiment.',
  commits: [
    { sha: 'b38c5aa', author: COLLEAGUE, at: '2026-11-05T10:55:00Z', message: 'Another font' },
  ],
  files: [
    {
      path: 'src/countdown.css',
      added: 5,
      deleted: 2,
      lines: ['-  font: serif;', '+  font: monospace;'],
    },
  ],
  checks: [{ name: 'build', ...PASSED }],
  comments: [
    {
      id: 5701,
      author: ME,
      at: '2026-11-05T12:10:00Z',
      body: 'I cannot tell a 6 from an 8 any more.',
    },
  ],
  reviews: [],
  happenings: [{ id: 61701, kind: 'closed', actor: COLLEAGUE, at: '2026-11-05T14:00:00Z' }],
};

/** @type {Issue[]} */
const ISSUES = [
  {
    number: 21,
    title: 'Telemetry drops during the hand-over between stations',
    author: COLLEAGUE,
    at: '2026-11-06T07:30:00Z',
    state: 'open',
    labels: ['bug', 'telemetry'],
    assignees: [ME],
    body: 'For about two seconds there is no telemetry at all.\n\nSeen on three passes.',
    comments: [
      {
        id: 5901,
        author: ME,
        at: '2026-11-06T09:00:00Z',
        body: 'I can reproduce it with the simulator.',
      },
      {
        id: 5902,
        author: 'github-actions[bot]',
        at: '2026-11-07T00:10:00Z',
        body: 'This issue has no milestone.',
      },
    ],
  },
  {
    number: 22,
    title: 'Launch windows are copied by hand',
    author: ME,
    at: '2026-10-20T10:00:00Z',
    state: 'closed',
    labels: ['enhancement'],
    assignees: [],
    body: 'They should come from the schedule API.',
    comments: [],
  },
];

/** @returns {Pull[]} */
export const otherPulls = () => structuredClone([login, bump, rejected]);
/** @returns {Issue[]} */
export const issues = () => structuredClone(ISSUES);
