// The same pointing in a real Firefox: by pointer into a closed shadow root, by keys, and undone.

import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { launch } from '../e2e/firefox.mjs';
import { servePages } from './pages.mjs';
import { ask, FILES, pickerExtension } from './pointing-stage.mjs';
import { eventually } from './stage.mjs';

const NAME = 'picker@stage.test';
/** WebDriver's name of the key. */
const ARROW_DOWN = '\uE015';
/** After a press, until another: longer than any answer takes. */
const AGAIN_MS = 3000;
const MESSAGE = {
  kind: 'point',
  meaning: 'What the buyer objects to',
  root: ['main'],
  facts: [{ fact: 'stage', alternatives: [{ select: '#stage', take: 'text' }] }],
  fields: [
    {
      select: 'x-closed >>> [data-row="record.{field}"] .value',
      every: 'x-closed >>> [data-row^="record."] .value',
      names: [{ attribute: 'data-row', before: 'record.', after: '' }],
    },
  ],
};
const HTML = `${'<br>'.repeat(6)}<main><input><p id="stage">Proposal</p><x-closed></x-closed></main>`;
const JS = `globalThis.heard = [];
  for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown', 'keyup', 'blur']) {
    document.addEventListener(type, () => heard.push(type), true);
  }
  document.querySelector('x-closed').attachShadow({ mode: 'closed' }).innerHTML =
    '<div data-row="record.Objection__c">Objection <span class="value">Pricing</span></div>';
  document.querySelector('x-closed').style.display = 'block';
  document.querySelector('input').focus();`;

test('Firefox: point by pointer and by keys', { timeout: 120_000 }, async (t) => {
  const { server, origin } = await servePages(new Map([['fox', { html: HTML, js: JS }]]));
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  const extension = await pickerExtension({
    background: { scripts: ['worker.js'] },
    browser_specific_settings: { gecko: { id: NAME } },
  });
  t.after(() => rm(extension, { recursive: true, force: true }));
  const workplace = { proxyPort: Number(new URL(origin).port) };
  const firefox = await launch({ extension, extensionName: NAME, workplace });
  t.after(() => firefox.forget());
  t.after(() => firefox.close());
  const { page, goto, evaluate } = await firefox.tab();
  const url = `${origin}/fox/`;
  await goto(url);

  /** Points until the answer is there: the closed root of the bar keeps from us when it is ready. @param {() => Promise<unknown>} does */
  async function pointed(does) {
    /** @type {object | null} */
    let answer = null;
    firefox.desk.evaluate(ask, { url, files: FILES, message: MESSAGE, times: 1 }).then(
      (said) => {
        answer = said;
      },
      (error) => {
        answer = error;
      },
    );
    await eventually(
      () => evaluate(() => document.documentElement.lastElementChild !== document.body),
      'the bar is there',
    );
    let pressed = -Infinity;
    return eventually(async () => {
      // What is pressed before the fields are found chooses nothing. Once one is chosen the bar stays for
      // a second click, and then the page hears presses again.
      if (!answer && performance.now() - pressed > AGAIN_MS) {
        await does();
        pressed = performance.now();
      }
      return answer;
    }, 'the pointing is answered');
  }

  /** What the page has heard, where the focus is, and what is left. */
  const state = () =>
    evaluate(() => ({
      heard: Reflect.get(globalThis, 'heard').length,
      focus: document.activeElement?.localName,
      top: [...document.documentElement.children].map(({ localName }) => localName),
    }));
  const before = await state();
  assert.equal(before.focus, 'input');

  const byPointer = await pointed(() => page.locator('x-closed').click());
  assert.deepEqual(byPointer, { url, field: 'Objection__c', value: 'Pricing' });
  const byKeys = await pointed(async () => {
    await page.keyboard.press(ARROW_DOWN);
    await page.keyboard.press('Enter');
  });
  assert.deepEqual(byKeys, { url, fact: 'stage', value: 'Proposal' });
  const given = await pointed(() => page.keyboard.press('Escape'));
  assert.deepEqual(given, { url, cancelled: true });
  assert.deepEqual(await state(), before);
});
