// One whole reading on demand: what the person is shown of what is seen here.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const text = (/** @type {string} */ select) => ({
  alternatives: [
    { select, take: 'text' },
    { select, take: 'text', at: 'save' },
  ],
});
const PLAN = {
  version: 'v2',
  root: ['main'],
  probes: [text('p'), text('.nope'), { alternatives: [{ select: 'p', take: 'text', at: 'save' }] }],
  lists: [{ each: [{ select: 'li', take: 'present' }], probes: [text('li')] }],
  acts: [{ act: 'save', press: 'p' }],
};
const HTML = '<main><p>Proposal</p><ul><li>one</li><li>two</li></ul></main><p>outside</p>';
const SEEN = {
  readings: [{ at: 0, raw: 'Proposal' }, null, null],
  lists: [{ at: 0, items: [[{ at: 0, raw: 'one' }], [{ at: 0, raw: 'two' }]] }],
};

/** @type {[string, import('./stage.mjs').Json, object, (url: string) => object | null][]} */
const LOOKS = [
  ['where nothing is watched', {}, { kind: 'look', plan: PLAN }, (url) => ({ url, seen: SEEN })],
  [
    'with another plan than is watched',
    { plan: { ...PLAN, probes: [text('li')] } },
    { kind: 'look', plan: PLAN },
    (url) => ({ url, seen: SEEN }),
  ],
  [
    'with a plan without lists',
    {},
    { kind: 'look', plan: { ...PLAN, lists: undefined } },
    (url) => ({ url, seen: { ...SEEN, lists: [] } }),
  ],
  [
    'with a plan of nothing',
    {},
    { kind: 'look', plan: { root: [], probes: [] } },
    (url) => ({ url, seen: { readings: [], lists: [] } }),
  ],
  [
    'where the root is not',
    {},
    { kind: 'look', plan: { ...PLAN, root: ['.nope'] } },
    (url) => ({ url, seen: null }),
  ],
  ['without a plan', {}, { kind: 'look' }, () => null],
  ['another message', {}, { kind: 'stare', plan: PLAN }, () => null],
];

for (const [i, [name, script, message, expected]] of LOOKS.entries()) {
  test(`a look ${name}`, async () => {
    const scene = await stage.scene(`look-${i}`, { html: HTML, ...script });
    await scene.until('arrived');
    const answer = (await scene.tell(message)) ?? null;
    assert.deepEqual(answer, expected(`${stage.origin}/look-${i}/`));
  });
}

test('a look tells the worker nothing, and disturbs no watching', async () => {
  const scene = await stage.scene('aside', { html: HTML, plan: PLAN });
  await scene.until('saw');
  await scene.tell({ kind: 'look', plan: PLAN });
  await scene.page.click('main p');
  const saws = await scene.until('saw', 3);
  assert.deepEqual(
    saws.map((saw) => saw.act),
    [null, 'save', null],
  );
  assert.equal((await scene.messages()).length, 4);
});

test('a look at a large page, in a hidden tab', async () => {
  const far = { alternatives: [{ select: 'main >>> u', take: 'text' }] };
  const scene = await stage.scene('far', {
    html: '<main></main>',
    js: `const main = document.querySelector('main');
      for (let i = 0; i < 15000; i++) main.append(document.createElement('x-b'));
      main.lastChild.attachShadow({ mode: 'open' }).innerHTML = '<u>found</u>';`,
  });
  await scene.until('arrived');
  await stage.control.bringToFront();
  const plan = { ...PLAN, lists: [], probes: Array.from({ length: 20 }, () => far) };
  const { seen } = await scene.tell({ kind: 'look', plan });
  assert.deepEqual(
    seen.readings,
    plan.probes.map(() => ({ at: 0, raw: 'found' })),
  );
});
