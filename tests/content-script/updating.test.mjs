// The extension is updated or removed under an open tab: what it left there undoes itself.
// Each test has a stage of its own, because it takes the extension away.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookAt, offer, saved } from './moment.mjs';
import { eventually, openStage } from './stage.mjs';

/** @typedef {import('./moment.mjs').Stage} Stage */

const PLAN = {
  version: 'v1',
  root: [],
  probes: [{ alternatives: [{ select: 'x-closed >>> p', take: 'text' }] }],
  acts: [
    { act: 'save', press: '#save' },
    { act: 'leave', press: 'input', leave: true },
  ],
  // Longer than any test: the timer is still to come when the extension goes.
  again_ms: 3_600_000,
};
const HTML = '<input><button id="save">Save</button><x-closed></x-closed>';
const JS = `globalThis.root = document.querySelector('x-closed').attachShadow({ mode: 'closed' });
  root.innerHTML = '<p>Proposal</p>';`;

/** @param {import('node:test').TestContext} t @returns {Promise<Stage>} */
async function ownStage(t) {
  const stage = await openStage();
  t.after(() => stage.close());
  return stage;
}

/** @param {Stage} stage */
const update = (stage) => stage.control.evaluate(() => chrome.runtime.reload()).catch(() => null);

/**
 * The content script's own world in a page, which outlives the extension.
 * @param {import('playwright-core').Page} page
 */
async function worldOf(page) {
  const session = await page.context().newCDPSession(page);
  let context = 0;
  session.on('Runtime.executionContextCreated', ({ context: { id, name } }) => {
    if (name === 'Content script under test') context = id;
  });
  await session.send('Runtime.enable');
  await eventually(async () => context > 0, 'the world is known');
  /** @param {string} expression @param {number} [where] */
  const evaluate = async (expression, where = context) => {
    const { result } = await session.send('Runtime.evaluate', { expression, contextId: where });
    return result;
  };
  return {
    evaluate,
    /** Every kind of event that this world listens to at an object. @param {string} expression */
    async listeners(expression) {
      const { objectId = '' } = await evaluate(expression);
      const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId });
      return listeners.map(({ type }) => type).toSorted();
    },
  };
}

/** Counts the timers that are still to come, from now on. */
const COUNT_TIMERS = `globalThis.pending = new Set();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globalThis.setTimeout = (run, ms) => {
    const id = set(() => { pending.delete(id); run(); }, ms);
    pending.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => { pending.delete(id); clear(id); };`;

const HEARD = {
  window: ['change', 'click', 'focusout', 'input', 'keydown', 'pagehide', 'pageshow', 'submit'],
  document: ['visibilitychange'],
  navigation: ['currententrychange'],
  root: ['click', 'focusout', 'keydown', 'submit'],
};
const ROOT = 'chrome.dom.openOrClosedShadowRoot(document.querySelector("x-closed"))';

/** @type {[string, (page: import('playwright-core').Page) => Promise<unknown>][]} */
const WAKING = [
  ['a change of the page', (page) => page.evaluate(() => document.body.append('.'))],
  ['a press', (page) => page.click('#save')],
  ['a new address', (page) => page.evaluate(() => history.pushState(null, '', 'elsewhere'))],
];
for (const [what, wake] of WAKING) {
  test(`${what} after an update: no listener and no timer stays`, async (t) => {
    const stage = await ownStage(t);
    const scene = await stage.scene('updated', { html: HTML, js: JS, plan: PLAN });
    await scene.until('saw');
    const world = await worldOf(scene.page);
    await world.evaluate(COUNT_TIMERS);
    // Asked for now: later the extension's own means are gone.
    await world.evaluate(`globalThis.shadowTree = ${ROOT}`);
    await scene.page.click('#save');
    await scene.until('saw', 3);
    const pending = async () => (await world.evaluate('pending.size')).value;
    await eventually(async () => (await pending()) === 1, 'only the reading after the act is due');
    assert.deepEqual(
      {
        window: await world.listeners('globalThis'),
        document: await world.listeners('document'),
        navigation: await world.listeners('navigation'),
        root: await world.listeners('shadowTree'),
      },
      HEARD,
    );
    await update(stage);
    await eventually(async () => {
      await wake(scene.page);
      return (await world.listeners('globalThis')).length === 0;
    }, 'nothing listens');
    for (const target of ['document', 'navigation', 'shadowTree']) {
      assert.deepEqual(await world.listeners(target), [], target);
    }
    assert.equal(await pending(), 0);
  });
}

test('the holder of a moment is taken down', async (t) => {
  const stage = await ownStage(t);
  const scene = await saved(stage, 'invalidated', offer('shown'));
  await scene.until('seen');
  assert.ok(await lookAt(scene));
  await update(stage);
  await eventually(async () => {
    await scene.page.evaluate(() => document.body.append('.'));
    return !(await lookAt(scene));
  }, 'the holder is down');
});
