// Acts by leaving: the focus goes, or Enter in the field.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { byItself, names, toldActs, watched } from './pressing.mjs';
import { openStage } from './stage.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const LEAVE = { act: 'leave', press: '#box', leave: true };
const FIELD = `<div id="around"><input id="box" value="old"><button id="inner">Inner</button></div>
  <button id="cancel">Cancel</button><input id="other">`;
const IN_SHADOW = { act: 'leave', press: 'x-field >>> #box', leave: true };
const SHADOW = (/** @type {string} */ mode) =>
  `globalThis.root = document.querySelector('x-field').attachShadow({ mode: '${mode}' });
  root.innerHTML = '<input id="box"><input id="next">';
  root.querySelector('#box').focus();`;

/** @type {[string, object[], {html?: string, js?: string}, (page: Page) => Promise<void>, string[]][]} */
const LEAVES = [
  ['to another field', [LEAVE], {}, (page) => page.click('#other'), ['leave']],
  ['by Tab', [LEAVE], {}, (page) => page.keyboard.press('Tab'), ['leave']],
  ['by Enter', [LEAVE], {}, (page) => page.keyboard.press('Enter'), ['leave']],
  ['not by another key', [LEAVE], {}, (page) => page.keyboard.press('a'), []],
  ['not by a press in the field', [LEAVE], {}, (page) => page.click('#box'), []],
  [
    'not another field',
    [{ ...LEAVE, press: '#other' }],
    {},
    (page) => page.keyboard.press('Tab'),
    [],
  ],
  [
    'not by a press alone',
    [{ ...LEAVE, leave: false }],
    {},
    (page) => page.keyboard.press('Tab'),
    [],
  ],
  [
    'then a press on cancel: both, in order',
    [{ act: 'cancel', press: '#cancel' }, LEAVE],
    {},
    (page) => page.click('#cancel'),
    ['leave', 'cancel'],
  ],
  [
    'to what stands in the same place',
    [{ ...LEAVE, press: '#around' }],
    {},
    (page) => page.click('#inner'),
    [],
  ],
  [
    'out of the place',
    [{ ...LEAVE, press: '#around' }],
    {},
    (page) => page.click('#cancel'),
    ['leave'],
  ],
  [
    'a focus that a script takes',
    [LEAVE],
    {},
    (page) => byItself(page, `document.querySelector('#other').focus()`),
    [],
  ],
  ...['open', 'closed'].flatMap((mode) => {
    const page = { html: '<x-field></x-field><input id="other">', js: SHADOW(mode) };
    return /** @type {typeof LEAVES} */ ([
      [`out of an ${mode} root`, [IN_SHADOW], page, (tab) => tab.click('#other'), ['leave']],
      [`within an ${mode} root`, [IN_SHADOW], page, (tab) => tab.keyboard.press('Tab'), ['leave']],
      [
        `in an ${mode} root by Enter`,
        [IN_SHADOW],
        page,
        (tab) => tab.keyboard.press('Enter'),
        ['leave'],
      ],
    ]);
  }),
];

for (const [i, [name, acts, { html = FIELD, js = '' }, deed, expected]] of LEAVES.entries()) {
  test(`leaving: ${name}`, async () => {
    const scene = await watched(stage, `leave-${i}`, {
      html,
      js: `${js} document.querySelector('#box')?.focus();`,
      acts,
      lists: [{ each: [{ select: 'body >>> input', take: 'present' }], probes: [] }],
    });
    await deed(scene.page);
    assert.deepEqual(names(await toldActs(scene)), expected);
  });
}

test('what is left is read before the page takes it away', async () => {
  const scene = await watched(stage, 'left-value', {
    html: FIELD,
    js: `const box = document.querySelector('#box');
      box.addEventListener('focusout', () => box.remove());
      box.focus();
      box.select();`,
    acts: [LEAVE],
    alternatives: [{ select: '', take: 'value', at: 'leave' }],
  });
  await scene.page.keyboard.type('new');
  await scene.page.keyboard.press('Tab');
  const [leave] = await toldActs(scene);
  assert.deepEqual(leave.readings[0], { at: 0, raw: 'new' });
});
