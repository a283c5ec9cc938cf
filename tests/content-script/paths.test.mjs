// Of what a site answers, only the places of the plan are kept.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { list, raws } from './planned-list.mjs';
import { eventually, openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** @typedef {import('./pages.mjs').Request} Request */

const HISTORY = {
  histories: [
    {
      created: '2026-11-18',
      author: { name: 'Ann', deep: { list: [1] } },
      items: [
        { field: 'duedate', from: null, to: 20, done: true },
        { field: 'status', to: `${'x'.repeat(1_999)}\u{1f600}` },
      ],
    },
    { created: '2026-11-17', items: [] },
    { created: '2026-11-16', items: [{ field: 'labels' }] },
  ],
  empty: [],
};

const EACH = 'histories/*/items/*';

/** @type {[string, object, object | null][]} the list in the answer and what is kept of it */
const PATHS = [
  ['each of each', list(EACH, ['field']), { at: 0, items: raws('duedate', 'status', 'labels') }],
  [
    'what it lies in',
    list(EACH, ['../../created']),
    { at: 0, items: raws('2026-11-18', '2026-11-18', '2026-11-16') },
  ],
  [
    'deeper in what it lies in',
    list(EACH, ['../../author/name']),
    { at: 0, items: raws('Ann', 'Ann', null) },
  ],
  [
    'a number, an empty one, and none',
    list(EACH, ['to | from']),
    {
      at: 0,
      items: [[{ at: 0, raw: '20' }], [{ at: 0, raw: `${'x'.repeat(1_999)}\ufffd` }], [null]],
    },
  ],
  ['null is empty', list(EACH, ['from']), { at: 0, items: raws('', null, null) }],
  [
    'the second alternative',
    list(EACH, ['nope | field']),
    {
      at: 0,
      items: [[{ at: 1, raw: 'duedate' }], [{ at: 1, raw: 'status' }], [{ at: 1, raw: 'labels' }]],
    },
  ],
  [
    'neither truth, thing nor list',
    list('histories/*', ['items/*/done', 'author', 'items']),
    {
      at: 0,
      items: [
        [null, null, null],
        [null, null, null],
        [null, null, null],
      ],
    },
  ],
  [
    'nothing that every thing has',
    list('histories/*', ['constructor/name', '__proto__']),
    {
      at: 0,
      items: [
        [null, null],
        [null, null],
        [null, null],
      ],
    },
  ],
  ['above the top', list('..', ['created']), null],
  ['each of no list', list('histories/*/author/*', ['name']), null],
  [
    'another way to the list',
    list('nope/* | histories/*', ['created']),
    { at: 1, items: raws('2026-11-18', '2026-11-17', '2026-11-16') },
  ],
  ['an empty list: unknown', list('empty/*', ['created']), null],
  [
    'an empty list, and the plan says so',
    list('empty', ['created'], 'nothing'),
    { at: 0, items: [] },
  ],
  ['no such list', list('nope/*', ['created']), null],
];

test('of an answer only the places of the plan are kept', async () => {
  /** @type {Request[]} */
  const asked = [];
  const lists = PATHS.map(([, planned], i) => ({ ...planned, fetch: `/paths/data/${i}` }));
  const scene = await stage.scene('paths', {
    js: `document.cookie = 'session=mine';`,
    answer: (request, response) => {
      asked.push(request);
      response.end(JSON.stringify(HISTORY));
    },
    plan: { version: '1', root: [], probes: [], lists, acts: [] },
  });
  const { seen } = await scene.tell({ kind: 'look', plan: { root: [], probes: [], lists } });
  for (const [i, [name, , expected]] of PATHS.entries()) {
    assert.deepEqual(seen.lists[i], expected, name);
  }
  const said = await eventually(async () => {
    const last = (await scene.messages('saw')).at(-1);
    return last?.lists[0] && last;
  }, 'the worker is told');
  assert.deepEqual(said.lists, seen.lists);
  assert.deepEqual(
    asked.map(({ url }) => url).toSorted(),
    lists.map(({ fetch }) => fetch).toSorted(),
  );
  for (const { method, headers } of asked) {
    assert.deepEqual(
      [method, headers.accept, headers.cookie, headers.authorization],
      ['GET', 'application/json', 'session=mine', undefined],
    );
  }
});
