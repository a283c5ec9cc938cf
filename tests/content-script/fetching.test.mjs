// How often a site is asked for a list: once a visit, and never without a plan that says so.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setStage } from './record.mjs';
import { eventually, openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const HTML = '<p id="stage">Proposal</p><button id="save">Save</button>';
const PLAN = {
  version: '1',
  root: [],
  probes: [{ alternatives: [{ select: '#stage', take: 'text' }] }],
  lists: [{ each: [{ select: '*', take: 'present' }], probes: [] }],
  acts: [{ act: 'save', press: '#save' }],
};
const fetching = (/** @type {string} */ fetch) => ({
  ...PLAN,
  lists: [{ ...PLAN.lists[0], fetch }],
});
const FETCHED = [{ at: 0, items: [[], []] }];

/** @param {import('./stage.mjs').Scene} scene */
const fetched = (scene) =>
  eventually(
    async () => (await scene.messages('saw')).find((saw) => saw.act === null && saw.lists[0]),
    'the list is said',
  );

/** @param {string} name @param {import('./stage.mjs').Json} setting */
async function counted(name, setting) {
  /** @type {string[]} */
  const asked = [];
  const scene = await stage.scene(name, {
    html: HTML,
    answer: (request, response) => {
      asked.push(String(request.url));
      response.end('[1, 2]');
    },
    ...setting,
  });
  return { scene, asked };
}

test('once, whatever happens on the page; an act carries no list', async () => {
  const { scene, asked } = await counted('once', { plan: fetching('/once/data/') });
  assert.deepEqual((await fetched(scene)).lists, FETCHED);
  await setStage(scene, 'Negotiation');
  await scene.page.click('#save');
  await scene.page.evaluate(() => history.pushState(null, '', '#tab'));
  await scene.until('arrived', 2);
  await scene.tell({ kind: 'again' });
  await scene.until('arrived', 3);
  await scene.tell({ kind: 'look', plan: fetching('/once/data/') });
  await setStage(scene, 'Closed');
  const saws = await eventually(async () => {
    const all = await scene.messages('saw');
    const last = all.at(-1);
    return last?.readings[0]?.raw === 'Closed' && last.lists[0] ? all : null;
  }, 'the last change is said');
  assert.deepEqual(saws.at(-1)?.lists, FETCHED);
  assert.deepEqual(saws.find((saw) => saw.act === 'save')?.lists, [null]);
  assert.deepEqual(asked, ['/once/data/']);
});

test('each visit asks anew, also the second one to the same address', async () => {
  const { scene, asked } = await counted('visits', {
    plans: {
      '/visits/': fetching('/visits/data/a'),
      '/visits/b': fetching('/visits/data/b'),
    },
  });
  for (const [count, go] of [
    () => scene.page.evaluate(() => history.pushState(null, '', 'b')),
    () => scene.page.goBack(),
  ].entries()) {
    await eventually(async () => asked.length === count + 1, 'the site is asked');
    await go();
  }
  await eventually(async () => asked.length === 3, 'the site is asked');
  const { seen } = await scene.tell({ kind: 'look', plan: fetching('/visits/data/a') });
  assert.deepEqual(seen.lists, FETCHED);
  assert.deepEqual(asked, ['/visits/data/a', '/visits/data/b', '/visits/data/a']);
});

test('no plan that fetches: nothing is asked', async () => {
  const { scene, asked } = await counted('never', { plan: PLAN });
  await scene.until('saw');
  await scene.page.click('#save');
  await setStage(scene, 'Negotiation');
  await scene.until('saw', 3);
  await scene.tell({ kind: 'look', plan: PLAN });
  assert.deepEqual(asked, []);
});

test('an answer that comes after the person has left is not said', async () => {
  /** @type {import('./pages.mjs').Response[]} */
  const open = [];
  const { scene } = await counted('late', {
    answer: (/** @type {unknown} */ _, /** @type {import('./pages.mjs').Response} */ response) =>
      open.push(response),
    plans: { '/late/': fetching('/late/data/'), '/late/b': PLAN },
  });
  await eventually(async () => open.length === 1, 'the site is asked');
  await scene.page.evaluate(() => history.pushState(null, '', 'b'));
  await scene.until('arrived', 2);
  open[0].end('[1, 2]');
  const { seen } = await scene.tell({ kind: 'look', plan: PLAN });
  assert.ok(seen);
  await setStage(scene, 'Negotiation');
  const saws = await eventually(async () => {
    const all = await scene.messages('saw');
    return all.at(-1)?.readings[0]?.raw === 'Negotiation' ? all : null;
  }, 'the change is said');
  assert.equal(
    saws.some((saw) => saw.lists[0]?.items.length === 2),
    false,
  );
});
