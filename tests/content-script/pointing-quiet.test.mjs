// What a page notices of a pointing, and what it can do about it: nothing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  asked,
  click,
  LIMIT,
  MEANING,
  middleOf,
  OBJECTION,
  ONE,
  pointAt,
  press,
  RECORD,
} from './pointing-record.mjs';
import { lit, openStage, ready, seen } from './pointing-stage.mjs';
import { eventually } from './stage.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** Writes down every press, key and change of focus that reaches the page. */
const EARS = `globalThis.heard = [];
  for (const type of ['pointerdown', 'pointerup', 'pointermove', 'mousedown', 'mouseup', 'mousemove',
    'mouseover', 'click', 'dblclick', 'auxclick', 'contextmenu', 'keydown', 'keypress', 'keyup',
    'input', 'focusin', 'focusout', 'focus', 'blur', 'touchstart', 'touchend']) {
    for (const place of [document, document.querySelector('.value')]) {
      place.addEventListener(type, (event) => heard.push(type), true);
    }
  }`;
const heard = (/** @type {Page} */ page) =>
  page.evaluate(() => Reflect.get(globalThis, 'heard').splice(0));
const focused = (/** @type {Page} */ page) => page.evaluate(() => document.activeElement?.id);

test('nothing that the person does reaches the page, and the focus comes back', LIMIT, async () => {
  const page = await stage.open('quiet', { html: RECORD, js: EARS });
  await page.locator('#typing').click();
  await page.keyboard.type('a');
  assert.ok((await heard(page)).includes('keydown'), 'the page has ears');
  const answer = stage.ask(page, asked());
  await ready(page);
  assert.notEqual(await focused(page), 'typing');
  await pointAt(page, 'Outside');
  await page.mouse.down({ button: 'right' });
  await page.mouse.up({ button: 'right' });
  await page.mouse.dblclick(...(await middleOf(page, 'A deal')));
  await press(page, 'x', 'ArrowDown', 'Control+a', 'Tab', 'Tab');
  // Also where the page has taken the focus away.
  await page.evaluate(() => document.querySelector('input')?.focus());
  await press(page, 'y', ' ');
  await page.mouse.dblclick(...(await middleOf(page, 'Pricing')));
  assert.deepEqual(await answer, { url: page.url(), ...OBJECTION });
  assert.deepEqual(await heard(page), []);
  assert.deepEqual(
    [await focused(page), await page.locator('#typing').inputValue()],
    ['typing', 'a'],
  );
  await press(page, 'b');
  assert.equal(await page.locator('#typing').inputValue(), 'ab');
});

for (const key of ['Escape', 'Enter'])
  test(`the page does not see ${key} let go`, LIMIT, async () => {
    const page = await stage.open(`held-${key}`, { html: RECORD, js: EARS });
    const answer = stage.ask(page, asked());
    await ready(page);
    await press(page, 'ArrowDown');
    await page.keyboard.down(key);
    await page.keyboard.up(key);
    await answer;
    assert.deepEqual(await heard(page), []);
  });

test('what the page does itself goes on, and neither chooses nor cancels', LIMIT, async () => {
  const page = await stage.open('synthetic', { html: RECORD, js: EARS });
  const answer = stage.ask(page, asked());
  await ready(page);
  await page.evaluate(() => {
    const value = /** @type {HTMLElement} */ (document.querySelector('.value'));
    value.click();
    for (const key of ['ArrowDown', 'Enter', 'Escape']) {
      for (const type of ['keydown', 'keyup']) {
        value.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }));
        document.documentElement.lastElementChild?.dispatchEvent(
          new KeyboardEvent(type, { key, bubbles: true }),
        );
      }
    }
    const { x, y } = value.getBoundingClientRect();
    for (const type of ['pointermove', 'pointerdown', 'pointerup', 'click']) {
      const at = { bubbles: true, composed: true, clientX: x + 2, clientY: y + 2 };
      value.dispatchEvent(new PointerEvent(type, at));
    }
  });
  assert.ok((await heard(page)).includes('click'), 'the page hears itself');
  const now = await seen(page);
  assert.deepEqual([now?.name, now?.said], [null, '']);
  await click(page, 'Proposal');
  assert.deepEqual(await answer, { url: page.url(), fact: 'stage', value: 'Proposal' });
});

test('a screen reader stands on the bar, which says what to point at and how', async () => {
  const page = await stage.open('said', { html: RECORD });
  const answer = stage.ask(page, asked());
  await ready(page);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const bar = nodes.find(({ role }) => role?.value === 'application');
  assert.ok(bar, 'there is an application');
  assert.equal(bar.name?.value, `Point at: ${MEANING}`);
  assert.match(bar.description?.value, /^Click the field/);
  const focused = bar.properties?.find(({ name }) => name === 'focused');
  assert.equal(focused?.value.value, true);
  const button = nodes.find(
    ({ name, role }) => role?.value === 'button' && name?.value === 'Cancel',
  );
  assert.ok(button && !button.ignored);
  await press(page, 'Escape');
  assert.deepEqual(await answer, { url: page.url(), cancelled: true });
});

test('a page that takes the bar away ends the pointing', LIMIT, async () => {
  const page = await stage.open('unwanted', { html: RECORD });
  const answer = stage.ask(page, asked());
  await ready(page);
  await page.evaluate(() => document.documentElement.lastElementChild?.remove());
  assert.deepEqual(await answer, { url: page.url(), cancelled: true });
});

test('a modal dialog of the page makes it deaf, and pointing goes on', LIMIT, async () => {
  const html = `<main>${ONE}</main><dialog>${'A dialog'}</dialog>`;
  const page = await stage.open('modal', {
    html,
    js: `document.querySelector('dialog').showModal();`,
  });
  const answer = stage.ask(page, asked());
  await ready(page);
  await press(page, 'ArrowDown');
  await lit(page, 'Objection__c');
  await press(page, 'Escape');
  assert.deepEqual(await answer, { url: page.url(), cancelled: true });
  assert.equal(await page.locator('dialog').evaluate((it) => it.hasAttribute('open')), true);
});

/** What the extension's own world listens to on the window. @param {Page} page */
async function listeners(page) {
  const session = await page.context().newCDPSession(page);
  let own = 0;
  session.on('Runtime.executionContextCreated', ({ context: { id, name } }) => {
    if (name === 'Content script under test') own = id;
  });
  await session.send('Runtime.enable');
  await eventually(async () => own > 0, 'the world is known');
  const window = { expression: 'window', contextId: own };
  const { result } = await session.send('Runtime.evaluate', window);
  const objectId = result.objectId ?? '';
  const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId });
  await session.detach();
  return listeners.map(({ type }) => type).toSorted();
}

test('injected twice, asked twice: the first is cancelled, one bar, no trace', LIMIT, async () => {
  const page = await stage.open('twice', { html: RECORD });
  const before = await listeners(page);
  const first = stage.ask(page, asked(), 2);
  await ready(page);
  assert.notDeepEqual(await listeners(page), before);
  const second = stage.ask(page, asked({ meaning: 'Something else' }));
  assert.deepEqual(await first, { url: page.url(), cancelled: true });
  await ready(page);
  assert.equal((await seen(page))?.title, 'Point at: Something else');
  await click(page, 'Pricing');
  assert.deepEqual(await second, { url: page.url(), ...OBJECTION });
  assert.deepEqual(await listeners(page), before);
  const left = await page.evaluate(() =>
    [...document.documentElement.children].map((it) => it.localName),
  );
  assert.deepEqual(left, ['head', 'body']);
  // And once more, as if nothing had been.
  const third = stage.ask(page, asked());
  await ready(page);
  await click(page, 'Proposal');
  assert.deepEqual(await third, { url: page.url(), fact: 'stage', value: 'Proposal' });
});
