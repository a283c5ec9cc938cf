/** What `robin-vale` opened from 12 November on: drafts, a large one in trouble, a small one that can be merged. */
import { COLLEAGUE, ME } from './people.mjs';

/** @typedef {import('./shapes.d.ts').Pull} Pull */

const DANA = 'dana-lindt';

const PASSED = /** @type {const} */ ({ state: 'passed', detail: 'Successful in 1m' });

/** A draft; the security words stand only in a code block, in a quoted comment and in a bot's note. @type {Pull} */
const vault = {
  number: 13,
  title: 'Keep telemetry keys in the vault',
  author: ME,
  at: '2026-11-12T12:00:00Z',
  state: 'draft',
  labels: ['backend'],
  assignees: [],
  reviewers: [],
  base: 'main',
  head: 'telemetry-vault',
  body: 'Not finished: the rotation job is missing.',
  commits: [
    { sha: 'c40d7e1', author: ME, at: '2026-11-12T11:50:00Z', message: 'Read keys from the vault' },
  ],
  files: [
    {
      path: 'src/telemetry/keys.ts',
      added: 41,
      deleted: 17,
      lines: ['-const key = process.env.KEY;', "+const key = await vault.read('telemetry');"],
    },
  ],
  checks: [
    { name: 'build', ...PASSED },
    { name: 'test', ...PASSED },
  ],
  comments: [
    {
      id: 5301,
      author: DANA,
      at: '2026-11-13T09:12:00Z',
      body: 'The log of the last run, for the record:\n```\nWARN hard-coded secret found in fixtures/old.json (ignored)\n```\nDoes the job run at night?',
    },
    {
      id: 5302,
      author: 'dependabot[bot]',
      at: '2026-11-13T10:00:00Z',
      body: 'A dependency of this branch has a **security vulnerability**: GHSA-0000-example.',
    },
  ],
  reviews: [
    {
      id: 7301,
      author: COLLEAGUE,
      at: '2026-11-13T15:30:00Z',
      state: 'commented',
      body: '',
      threads: [
        {
          id: 9301,
          path: 'src/telemetry/keys.ts',
          line: 5,
          resolved: false,
          outdated: false,
          comments: [
            {
              id: 301301,
              author: COLLEAGUE,
              at: '2026-11-13T15:30:00Z',
              body: '> Never keep a hard-coded secret in the source, it is a vulnerability.\n\nThat was my remark on the old branch; nice that it is gone. Could the name of this function say what it reads?',
            },
          ],
        },
      ],
    },
  ],
  happenings: [],
};

/** Open, large, with failed checks and requested changes; remarks about tests; lock, generated and minified files. @type {Pull} */
const newEngine = {
  number: 14,
  title: 'Switch the simulator to the new engine',
  author: ME,
  at: '2026-11-14T09:30:00Z',
  state: 'open',
  labels: ['backend', 'breaking'],
  assignees: [ME],
  reviewers: [COLLEAGUE],
  base: 'main',
  head: 'new-engine',
  body: 'The simulator runs on the new engine. The old one stays behind a switch until December.',
  commits: [
    { sha: 'e55f813', author: ME, at: '2026-11-14T09:00:00Z', message: 'Add the new engine' },
    { sha: 'f0721bb', author: ME, at: '2026-11-14T09:20:00Z', message: 'Move the scenarios' },
  ],
  files: [
    {
      path: 'Cargo.lock',
      added: 1204,
      deleted: 987,
      folded: 'Some generated files are not rendered by default.',
      lines: [],
    },
    {
      path: 'package-lock.json',
      added: 2310,
      deleted: 1875,
      folded: 'Some generated files are not rendered by default.',
      lines: [],
    },
    {
      path: 'public/vendor/engine.min.js',
      added: 3,
      deleted: 3,
      folded: 'Large diffs are not rendered by default.',
      lines: [],
    },
    {
      path: 'src/engine/step.ts',
      added: 402,
      deleted: 118,
      lines: [
        ' export function step(world) {',
        '-  old.step(world);',
        '+  engine.step(world);',
        ' }',
      ],
    },
    {
      path: 'src/generated/schema.pb.ts',
      added: 860,
      deleted: 12,
      folded: 'Some generated files are not rendered by default.',
      lines: [],
    },
    {
      path: 'tests/step.test.ts',
      added: 22,
      deleted: 140,
      lines: ["-test('a step keeps momentum', () => {});"],
    },
  ],
  checks: [
    { name: 'build', ...PASSED },
    { name: 'lint', ...PASSED },
    { name: 'test', state: 'failed', detail: 'Failing after 3m' },
    { name: 'audit', state: 'failed', detail: 'Failing after 12s' },
  ],
  comments: [],
  reviews: [
    {
      id: 7401,
      author: COLLEAGUE,
      at: '2026-11-15T10:40:00Z',
      state: 'changes requested',
      body: 'The tests have to come with it.',
      threads: [
        {
          id: 9401,
          path: 'tests/step.test.ts',
          line: 31,
          resolved: false,
          outdated: false,
          comments: [
            {
              id: 301401,
              author: COLLEAGUE,
              at: '2026-11-15T10:38:00Z',
              body: 'Most unit tests are gone. Please add a test for the edge case without gravity.',
            },
          ],
        },
      ],
    },
  ],
  happenings: [
    {
      id: 61401,
      kind: 'labelled',
      actor: COLLEAGUE,
      at: '2026-11-15T10:41:00Z',
      subject: 'breaking',
    },
  ],
};

/** Open, small, approved, green: it can be merged. @type {Pull} */
const typo = {
  number: 18,
  title: 'Correct the name of the launch pad',
  author: ME,
  at: '2026-11-17T15:10:00Z',
  state: 'open',
  labels: [],
  assignees: [],
  reviewers: [DANA],
  base: 'main',
  head: 'pad-name',
  body: 'It is called Odin.',
  commits: [
    { sha: '0b6d9f3', author: ME, at: '2026-11-17T15:05:00Z', message: 'Correct the name' },
  ],
  files: [{ path: 'docs/pads.md', added: 1, deleted: 1, lines: ['-Pad Odyn', '+Pad Odin'] }],
  checks: [
    { name: 'build', ...PASSED },
    { name: 'test', ...PASSED },
  ],
  comments: [],
  reviews: [
    {
      id: 7801,
      author: DANA,
      at: '2026-11-17T16:00:00Z',
      state: 'approved',
      body: 'Thank you!',
      threads: [],
    },
  ],
  happenings: [],
};

/** A draft, and large even without its lock file. @type {Pull} */
const archive = {
  number: 19,
  title: 'Keep telemetry in the archive, and move its readers',
  author: ME,
  at: '2026-11-18T08:20:00Z',
  state: 'draft',
  labels: ['telemetry'],
  assignees: [ME],
  reviewers: [COLLEAGUE],
  base: 'main',
  head: 'telemetry-archive',
  body: 'Telemetry older than a day goes to the archive. The readers move along.',
  commits: [
    { sha: '5d1e0f4', author: ME, at: '2026-11-18T08:10:00Z', message: 'Add the archive' },
    { sha: '77a3c1b', author: ME, at: '2026-11-18T08:15:00Z', message: 'Move the readers' },
  ],
  files: [
    {
      path: 'package-lock.json',
      added: 310,
      deleted: 12,
      folded: 'Some generated files are not rendered by default.',
      lines: [],
    },
    {
      path: 'src/telemetry/archive.ts',
      added: 288,
      deleted: 0,
      lines: ['+export class Archive {', '+}'],
    },
    {
      path: 'src/telemetry/readers.ts',
      added: 97,
      deleted: 64,
      lines: ['-export function last(store) {', '+export function last(archive) {', ' }'],
    },
  ],
  checks: [
    { name: 'build', ...PASSED },
    { name: 'test', ...PASSED },
  ],
  comments: [],
  reviews: [],
  happenings: [
    {
      id: 61901,
      kind: 'review requested',
      actor: ME,
      at: '2026-11-18T08:21:00Z',
      subject: COLLEAGUE,
    },
  ],
};

/** @returns {Pull[]} */
export const myLaterPulls = () => structuredClone([vault, newEngine, typo, archive]);
