// When it is read and said: settling, acts, addresses, a dying worker.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, FILES, openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** Long enough for a settled reading to be sent, if there were one. */
const SETTLED_MS = 1_500;

const PLAN = {
  version: 'v1',
  root: [],
  probes: [
    { alternatives: [{ select: '#stage', take: 'text' }] },
    { alternatives: [{ select: 'input', take: 'value' }] },
  ],
  acts: [
    { act: 'broken', press: ':::' },
    { act: 'save', press: 'x-form >>> button[name=SaveEdit]' },
    { act: 'cancel', press: 'button[name=CancelEdit]' },
  ],
};

const HTML = `<p id="stage">Proposal</p><p id="other"></p><input>
  <button name="CancelEdit"><b>Cancel</b></button><button name="SaveEdit">Not the one</button>
  <x-form></x-form>`;
const JS = `
  const shadow = document.querySelector('x-form').attachShadow({ mode: 'open' });
  shadow.innerHTML = '<button name="SaveEdit">Save</button>';
  shadow.querySelector('button').addEventListener('click', () => {
    document.querySelector('#stage').textContent = 'Saving';
  }, true);`;

/** @param {import('./stage.mjs').Scene} scene @param {string} text */
const setStage = (scene, text) =>
  scene.page.evaluate((value) => {
    const stage = document.querySelector('#stage');
    if (stage) stage.textContent = value;
  }, text);

/** @param {Record<string, any>} saw */
const stageOf = (saw) => saw.readings[0].raw;

test('a press by the person is read before the page reacts, and read again after', async () => {
  const scene = await stage.scene('act', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.page.click('x-form button');
  const saws = await scene.until('saw', 3);
  assert.deepEqual(
    saws.map((saw) => [saw.act, stageOf(saw)]),
    [
      [null, 'Proposal'],
      ['save', 'Proposal'],
      [null, 'Saving'],
    ],
  );
});

test('after an act the settled reading is sent even if nothing changed', async () => {
  const scene = await stage.scene('owed', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.page.click('button[name=CancelEdit] b');
  const saws = await scene.until('saw', 3);
  assert.deepEqual(
    saws.map((saw) => saw.act),
    [null, 'cancel', null],
  );
  assert.deepEqual(saws[2].readings, saws[0].readings);
  await setStage(scene, 'Proposal');
  await scene.page.waitForTimeout(SETTLED_MS);
  assert.equal((await scene.messages('saw')).length, 3, 'only one reading is owed');
});

test('presses by scripts and on other elements are no acts', async () => {
  const scene = await stage.scene('untrusted', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.page.evaluate(() => {
    const button = document.querySelector('x-form')?.shadowRoot?.querySelector('button');
    button?.click();
    button?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  });
  await scene.page.click('button:text("Not the one")');
  const saws = await scene.until('saw', 2);
  assert.deepEqual(
    saws.map((saw) => [saw.act, stageOf(saw)]),
    [
      [null, 'Proposal'],
      [null, 'Saving'],
    ],
  );
});

test('Enter in a form is the press of its button', async () => {
  const scene = await stage.scene('enter', {
    html: '<p id="stage">Proposal</p><form action="#"><input><button name="CancelEdit">C</button>',
    plan: PLAN,
  });
  await scene.until('saw');
  await scene.page.press('input', 'Enter');
  const saws = await scene.until('saw', 2);
  assert.equal(saws[1].act, 'cancel');
});

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
    'cuecardFrame',
    'cuecardReader',
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
