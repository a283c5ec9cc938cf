// Acts by key: forms that Enter sends, short cuts of the page, options of a list box, compositions.

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

const SEND = [{ act: 'send', press: 'form, .send' }];
const PICK = [{ act: 'pick', press: '[role=option][data-value=won]' }];
const OPTIONS = `<input id="box" role="combobox" aria-activedescendant="o2"><ul role="listbox">
  <li role="option" id="o1" data-value="lost">Lost</li>
  <li role="option" id="o2" data-value="won"><b>Won</b></li></ul>`;
/** Nothing leaves the page, as on pages that send with scripts. */
const STAY = `addEventListener('submit', (event) => event.preventDefault());`;
const ON_KEYS = (/** @type {string} */ deed) => `${STAY}
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.ctrlKey) { ${deed} }
  });`;
const TEXT_FORM = '<form><textarea id="box"></textarea><button class="send">Send</button></form>';
const IN_SHADOW = (/** @type {string} */ mode, /** @type {string} */ html) =>
  `globalThis.root = document.querySelector('x-form').attachShadow({ mode: '${mode}' });
  root.innerHTML = '${html.replaceAll('\n', ' ')}';`;
/** Makes the shadow roots known. */
const PIERCING = { lists: [{ each: [{ select: 'body >>> input', take: 'present' }], probes: [] }] };

/** @param {string} [key] puts the focus there without a press, then presses the key */
const typing =
  (key = 'Enter') =>
  async (/** @type {Page} */ page) => {
    await byItself(page, `(globalThis.root ?? document).querySelector('#box').focus()`);
    await page.keyboard.press(key);
  };

/** @type {[string, object[], string, string, (page: Page) => Promise<void>, string[]][]} */
const KEYS = [
  [
    'Enter in a form with a button: once',
    SEND,
    '<form><input id="box"><button class="send">Send</button></form>',
    STAY,
    typing(),
    ['send'],
  ],
  [
    'Enter in a form without a button',
    SEND,
    '<form><input id="box"></form>',
    STAY,
    typing(),
    ['send'],
  ],
  [
    'Enter in a form whose button is elsewhere',
    SEND.map((act) => ({ ...act, press: '.send' })),
    '<form id="f"><input id="box"></form><button form="f" class="send">Send</button>',
    STAY,
    typing(),
    ['send'],
  ],
  [
    'Enter in a form that is not valid',
    SEND,
    '<form><input id="box" required></form>',
    STAY,
    typing(),
    [],
  ],
  ['Enter in no form', SEND, '<input id="box">', STAY, typing(), []],
  [
    'Enter in another form',
    [{ act: 'send', press: '#mine' }],
    '<form><input id="box"></form><form id="mine"></form>',
    STAY,
    typing(),
    [],
  ],
  ['Enter in a text of many lines', SEND, TEXT_FORM, STAY, typing(), []],
  ['another key in a form', SEND, '<form><input id="box"></form>', STAY, typing('a'), []],
  [
    'a form in an open root',
    [{ act: 'send', press: 'x-form >>> form' }],
    '<x-form></x-form>',
    IN_SHADOW('open', '<form action="#x"><input id="box"></form>'),
    typing(),
    ['send'],
  ],
  [
    'a form in a closed root',
    [{ act: 'send', press: 'x-form >>> form' }],
    '<x-form></x-form>',
    IN_SHADOW('closed', '<form action="#x"><input id="box"></form>'),
    typing(),
    ['send'],
  ],
  [
    'Ctrl+Enter, and the page sends the form',
    SEND,
    TEXT_FORM,
    ON_KEYS(`document.forms[0].requestSubmit();`),
    typing('Control+Enter'),
    ['send'],
  ],
  [
    'Ctrl+Enter, and the page presses the button',
    [{ act: 'send', press: '.send' }],
    TEXT_FORM,
    ON_KEYS(`document.querySelector('.send').click();`),
    typing('Control+Enter'),
    ['send'],
  ],
  [
    'Ctrl+Enter, and the page does something else',
    SEND,
    TEXT_FORM,
    ON_KEYS(`document.title = 'sent';`),
    typing('Control+Enter'),
    [],
  ],
  [
    'a form that a script sends by itself',
    SEND,
    '<form><input id="box"></form>',
    STAY,
    (page) => byItself(page, 'document.forms[0].requestSubmit()'),
    [],
  ],
  [
    'a button that a script presses by itself',
    SEND,
    TEXT_FORM,
    STAY,
    (page) => byItself(page, `document.querySelector('.send').click()`),
    [],
  ],
  ['Enter on an option', PICK, OPTIONS, '', typing(), ['pick']],
  [
    'Enter on another option',
    PICK,
    OPTIONS,
    `document.querySelector('#box').setAttribute('aria-activedescendant', 'o1');`,
    typing(),
    [],
  ],
  [
    'Enter on an option that is not there',
    PICK,
    OPTIONS,
    `document.querySelector('#box').setAttribute('aria-activedescendant', 'o3');`,
    typing(),
    [],
  ],
  [
    'Enter on no option',
    PICK,
    OPTIONS,
    `document.querySelector('#box').removeAttribute('aria-activedescendant');`,
    typing(),
    [],
  ],
  ['an arrow on an option', PICK, OPTIONS, '', typing('ArrowDown'), []],
  [
    'Enter on an option in an open root',
    [{ act: 'pick', press: 'x-form >>> [data-value=won]' }],
    '<x-form></x-form>',
    IN_SHADOW('open', OPTIONS),
    typing(),
    ['pick'],
  ],
  [
    'Enter on an option in a closed root',
    [{ act: 'pick', press: 'x-form >>> [data-value=won]' }],
    '<x-form></x-form>',
    IN_SHADOW('closed', OPTIONS),
    typing(),
    ['pick'],
  ],
];

for (const [i, [name, acts, html, js, deed, expected]] of KEYS.entries()) {
  test(`by key: ${name}`, async () => {
    const scene = await watched(stage, `key-${i}`, { html, js, acts, ...PIERCING });
    await deed(scene.page);
    assert.deepEqual(names(await toldActs(scene)), expected);
  });
}

test('Enter on an option in a shadow root, which leaves the field: both, once', async () => {
  const scene = await watched(stage, 'pick-and-leave', {
    html: '<x-form></x-form>',
    js: IN_SHADOW('open', OPTIONS),
    acts: [
      { act: 'pick', press: 'x-form >>> [data-value=won]' },
      { act: 'leave', press: 'x-form >>> #box', leave: true },
    ],
    ...PIERCING,
  });
  await typing()(scene.page);
  assert.deepEqual(names(await toldActs(scene)), ['pick', 'leave']);
});

test('the option that Enter presses is what was pressed', async () => {
  const scene = await watched(stage, 'pressed-option', {
    html: OPTIONS,
    acts: [{ act: 'pick', press: '[role=option]' }],
    alternatives: [{ select: '', take: 'attribute:data-value', at: 'pick' }],
  });
  await typing()(scene.page);
  const [pick] = await toldActs(scene);
  assert.deepEqual(pick.readings[0], { at: 0, raw: 'won' });
});

test('Enter that ends a composition is no act, the next one is', async () => {
  const scene = await watched(stage, 'composition', {
    html: OPTIONS,
    acts: [...PICK, { act: 'leave', press: '#box', leave: true }],
  });
  await scene.page.focus('#box');
  const session = await scene.page.context().newCDPSession(scene.page);
  await session.send('Input.imeSetComposition', {
    ...{ text: 'にほん', selectionStart: 3, selectionEnd: 3 },
  });
  await scene.page.evaluate(() => {
    addEventListener('keydown', (event) => {
      document.title = `composing: ${event.isComposing}`;
    });
  });
  await scene.page.keyboard.press('Enter');
  assert.equal(await scene.page.title(), 'composing: true');
  await session.send('Input.insertText', { text: '日本' });
  await session.detach();
  assert.deepEqual(names(await toldActs(scene)), []);
  await scene.page.keyboard.press('Enter');
  assert.deepEqual(names(await toldActs(scene)), ['done', 'pick', 'leave']);
});
