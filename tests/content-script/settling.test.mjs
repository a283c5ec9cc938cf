// When it is read: once the page has settled after a change.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HTML, JS, PLAN, SETTLED_MS, setStage, stageOf } from './record.mjs';
import { eventually, openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('typing is noticed, though it changes no node', async () => {
  const scene = await stage.scene('typing', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.page.fill('input', '12,5');
  const saws = await scene.until('saw', 2);
  assert.equal(saws[1].readings[1].raw, '12,5');
});

test('a storm of 5,000 changes becomes a few messages, the last of them true', async () => {
  const scene = await stage.scene('storm', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.page.evaluate(async () => {
    const stage = document.querySelector('#stage');
    for (let i = 1; i <= 5_000 && stage; i += 1) {
      stage.textContent = `Change ${i}`;
      if (i % 50 === 0) await new Promise((next) => setTimeout(next));
    }
  });
  await scene.page.waitForTimeout(SETTLED_MS);
  const saws = await scene.messages('saw');
  assert.equal(stageOf(/** @type {Record<string, any>} */ (saws.at(-1))), 'Change 5000');
  assert.ok(saws.length <= 10, `${saws.length} messages`);
});

test('a page so large that it changes while it is read is read all the same', async () => {
  const far = { alternatives: [{ select: 'main >>> .nowhere', take: 'text' }] };
  const scene = await stage.scene('restless', {
    html: `${HTML}<main></main>`,
    js: `const main = document.querySelector('main');
      for (let i = 0; i < 60000; i++) main.append(document.createElement('x-b'));`,
    plan: { ...PLAN, probes: [...PLAN.probes, ...Array.from({ length: 9 }, () => far)] },
  });
  await scene.until('arrived');
  await scene.page.evaluate(async () => {
    const stage = document.querySelector('#stage');
    for (let i = 1; i <= 1_500 && stage; i += 1) {
      stage.textContent = `Change ${i}`;
      await new Promise((next) => setTimeout(next));
    }
  });
  await eventually(async () => {
    const last = (await scene.messages('saw')).at(-1);
    return last && stageOf(last) === 'Change 1500';
  }, 'the last change is said');
});

test('an equal reading is not sent again, a different one is', async () => {
  const scene = await stage.scene('equal', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  for (const text of ['one', 'two']) {
    await scene.page.evaluate((value) => {
      const other = document.querySelector('#other');
      if (other) other.textContent = value;
    }, text);
    await scene.page.waitForTimeout(SETTLED_MS / 2);
  }
  await setStage(scene, 'Negotiation');
  const saws = await scene.until('saw', 2);
  assert.deepEqual(saws.map(stageOf), ['Proposal', 'Negotiation']);
});

test('a change inside a shadow tree is noticed', async () => {
  const probe = { alternatives: [{ select: 'x-closed >>> p', take: 'text' }] };
  const scene = await stage.scene('in-shadow', {
    html: '<x-closed></x-closed>',
    js: `const root = document.querySelector('x-closed').attachShadow({ mode: 'closed' });
      root.innerHTML = '<p>before</p>';
      document.addEventListener('keydown', () => { root.firstChild.textContent = 'after'; });`,
    plan: { version: '1', root: [], probes: [{ ...probe }], acts: [] },
  });
  await scene.until('saw');
  await scene.page.keyboard.press('x');
  const saws = await scene.until('saw', 2);
  assert.deepEqual(saws.map(stageOf), ['before', 'after']);
});
