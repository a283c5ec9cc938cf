// Addresses, the page cache, a second injection, a dying worker.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HTML, JS, PLAN, SETTLED_MS, setStage, stageOf } from './record.mjs';
import { FILES } from './shipped.mjs';
import { openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('no plan: nothing is read, until the address has one; one message per address', async () => {
  const scene = await stage.scene('addresses', {
    html: HTML,
    js: JS,
    plans: { '/addresses/record': PLAN },
  });
  await scene.until('arrived');
  await setStage(scene, 'Unseen');
  await scene.page.waitForTimeout(SETTLED_MS);
  assert.deepEqual(
    (await scene.messages()).map((message) => message.kind),
    ['arrived'],
  );
  await scene.page.evaluate(() => {
    history.pushState(null, '', 'record');
    history.replaceState({ same: 'address' }, '', 'record');
  });
  await scene.until('saw');
  await scene.page.goBack();
  await scene.until('arrived', 3);
  await setStage(scene, 'Unseen again');
  await scene.page.waitForTimeout(SETTLED_MS);
  const said = await scene.messages();
  assert.deepEqual(
    said.map((message) => [message.kind, new URL(message.url).pathname]),
    [
      ['arrived', '/addresses/'],
      ['arrived', '/addresses/record'],
      ['saw', '/addresses/record'],
      ['arrived', '/addresses/'],
    ],
  );
});

test('a page that is not a document of the web is left alone', async () => {
  const scene = await stage.scene('raw', { plan: PLAN });
  await scene.until('arrived');
  await scene.page.goto(`${stage.origin}/raw/page.js`);
  await scene.page.waitForTimeout(SETTLED_MS);
  assert.equal((await scene.messages('arrived')).length, 1);
});

test('back from the page cache: it arrives anew', async () => {
  const scene = await stage.scene('cache', { html: HTML, plan: PLAN });
  await scene.until('saw');
  await scene.page.evaluate(() => {
    document.title = 'kept';
  });
  await scene.page.goto(`${stage.origin}/cache/other`);
  await scene.until('saw', 2);
  await scene.page.goBack({ waitUntil: 'commit' });
  await scene.until('saw', 3);
  assert.equal(await scene.page.title(), 'kept', 'it did come from the page cache');
  assert.equal((await scene.messages('arrived')).length, 3);
});

test('injected twice, it runs once', async () => {
  const scene = await stage.scene('twice', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  const names = await stage.control.evaluate(
    async ([url, files]) => {
      const [tab] = (await chrome.tabs.query({})).filter((each) => each.url === url);
      const target = { tabId: tab.id ?? -1 };
      await chrome.scripting.executeScript({ target, files: /** @type {string[]} */ (files) });
      const [{ result }] = await chrome.scripting.executeScript({
        target,
        func: () => Object.keys(globalThis).filter((name) => name.startsWith('cuecard')),
      });
      return result;
    },
    [`${stage.origin}/twice/`, FILES.map((name) => `content-script/${name}`)],
  );
  assert.deepEqual(names?.toSorted(), [
    'cuecardAlive',
    'cuecardFetch',
    'cuecardFinder',
    'cuecardFlatTree',
    'cuecardFollow',
    'cuecardFrame',
    'cuecardHolders',
    'cuecardObstacles',
    'cuecardReader',
    'cuecardRoom',
    'cuecardStand',
    'cuecardSteady',
    'cuecardWatch',
  ]);
  await scene.page.waitForTimeout(SETTLED_MS);
  assert.deepEqual(
    (await scene.messages()).map((message) => message.kind),
    ['arrived', 'saw'],
  );
});

test('elements with our names do not confuse it', async () => {
  const html = `${HTML}<form id="cuecardAlive"></form><form id="browser"><input name="runtime">
    <input name="id"></form><form id="chrome"></form>`;
  const scene = await stage.scene('clobber', { html, js: JS, plan: PLAN });
  await scene.until('saw');
});

test('the worker dies with a question open: asked once more, with the same id', async () => {
  const scene = await stage.scene('killed', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.rescript({ hang: 'saw' });
  await setStage(scene, 'Negotiation');
  const [, unanswered] = await scene.until('saw', 2);
  await scene.rescript({ hang: null });
  await stage.killWorker();
  const [, , repeated] = await scene.until('saw', 3);
  assert.deepEqual(repeated, unanswered);
  await setStage(scene, 'Closed');
  const saws = await scene.until('saw', 4);
  assert.notEqual(saws[3].id, repeated.id);
  assert.equal(stageOf(saws[3]), 'Closed');
});

test('the worker dies between messages: the next one is said once', async () => {
  const scene = await stage.scene('asleep', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await stage.killWorker();
  await setStage(scene, 'Negotiation');
  const saws = await scene.until('saw', 2);
  await scene.page.waitForTimeout(SETTLED_MS);
  assert.deepEqual(await scene.messages('saw'), saws);
  assert.equal(saws.length, 2);
});

test('a plan that is refused is asked for again, but not for ever', async () => {
  const scene = await stage.scene('replan', { html: HTML, js: JS, plan: PLAN, replan: true });
  await scene.until('saw', 4);
  await setStage(scene, 'Negotiation');
  await scene.page.waitForTimeout(SETTLED_MS);
  assert.equal((await scene.messages('arrived')).length, 4);
  assert.equal((await scene.messages('saw')).length, 4);
});
