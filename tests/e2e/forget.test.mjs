// What is left of a ledger after a deletion, as a table of cases; scene 10 plays it in real browsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { monday, withoutAnything, withoutHistory } from '../../extension/worker/forget.js';

const SINCE = '2026-11-16';
const MONDAY = '2026-11-23';

/** @param {object} [other] */
const moment = (other) => ({
  id: '9f0c',
  nudge: 'pricing-objection',
  pack: 'p',
  record: 'c0ffee',
  tab: 7,
  at: 5,
  day: '2026-11-18',
  arm: 'shown',
  state: 'committed',
  seconds: 95,
  answer: 'done',
  ...other,
});

/** @param {object} [other] */
const ledger = (other) => ({
  format: 1,
  settings: { role: 'account-executive' },
  moments: [moment()],
  history: { closed: { '2026-11-18': 1 } },
  records: { c0ffee: { seen: '2026-11-18' } },
  decisions: [{ at: 5 }],
  reported: { salesforce: '2026-11-16' },
  ...other,
});

/** The states as the engine has them, and whether each is spent for good. */
const STATES = [
  { state: 'reserved', spent: false },
  { state: 'placed', spent: true },
  { state: 'committed', spent: true },
  { state: 'released', spent: false },
  { state: 'refunded', spent: false },
];

test('what the running period spent stays spent, whatever else goes', () => {
  const engine = readFileSync(new URL('../../src/ledger/moment.rs', import.meta.url), 'utf8');
  const words = engine.split('MomentState: Reserved = ')[1]?.split('}')[0] ?? '';
  assert.equal(words.match(/"/g)?.length, 2 * STATES.length, words);
  for (const { state, spent } of STATES) {
    assert.ok(words.includes(`"${state}"`), state);
    const left = withoutHistory(ledger({ moments: [moment({ state })] }), SINCE);
    assert.equal(left.moments.length, spent ? 1 : 0, state);
    const quiet = withoutAnything(ledger({ moments: [moment({ state })] }), SINCE, MONDAY);
    assert.equal(quiet.quiet_until, spent ? MONDAY : undefined, state);
  }
  for (const [day, kept] of /** @type {const} */ ([
    ['2026-11-15', 0],
    ['2026-11-16', 1],
    ['2026-11-30', 1],
  ]))
    assert.equal(
      withoutHistory(ledger({ moments: [moment({ day })] }), SINCE).moments.length,
      kept,
      day,
    );
});

test('what stays of a moment does not say what it was', () => {
  const [left] = withoutHistory(ledger(), SINCE).moments;
  assert.deepEqual(JSON.parse(JSON.stringify(left)), {
    id: '',
    nudge: '',
    record: '',
    tab: -1,
    state: 'committed',
    over: true,
    pack: 'p',
    at: 5,
    day: '2026-11-18',
    arm: 'shown',
    seconds: 95,
  });
});

test('choices and promises stay, and nothing else', () => {
  const lineages = {
    muted: { muted: true, draws: 0, pulls: 3 },
    had: { first: { arm: 'shown', day: '2026-11-02' }, draws: 4, practice: { stability: 7 } },
    pulled: { draws: 0, pulls: 1 },
  };
  const left = JSON.parse(JSON.stringify(withoutHistory(ledger({ lineages }), SINCE)));
  assert.deepEqual(left.lineages, {
    muted: { muted: true, draws: 0 },
    had: { first: { arm: 'shown', day: '2026-11-02' }, draws: 4 },
  });
  assert.deepEqual(Object.keys(left).toSorted(), [
    'format',
    'lineages',
    'moments',
    'reported',
    'settings',
  ]);
  assert.deepEqual(left.settings, { role: 'account-executive' });
});

test('deleting again does not end the quiet', () => {
  const quiet = ledger({ moments: [], quiet_until: MONDAY });
  assert.equal(withoutHistory(quiet, SINCE).quiet_until, MONDAY);
  assert.equal(withoutAnything(quiet, SINCE, '2026-11-30').quiet_until, MONDAY);
  assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(withoutAnything(quiet, SINCE, MONDAY)))), [
    'format',
    'quiet_until',
  ]);
  assert.equal(
    withoutAnything(ledger({ moments: undefined }), SINCE, MONDAY).quiet_until,
    undefined,
  );
});

test('weeks begin on Monday', () => {
  const cases = /** @type {const} */ ([
    [[2026, 10, 16], 0, '2026-11-16'],
    [[2026, 10, 22], 0, '2026-11-16'],
    [[2026, 10, 22], 1, '2026-11-23'],
    [[2026, 2, 29], 0, '2026-03-23'],
    [[2026, 9, 25], 1, '2026-10-26'],
    [[2027, 0, 1], 0, '2026-12-28'],
    [[2026, 11, 31], 1, '2027-01-04'],
  ]);
  for (const [[year, month, day], later, expected] of cases)
    for (const hour of [0, 2, 12, 23])
      assert.equal(monday(new Date(year, month, day, hour, 30), later), expected);
});
