// Pages that work against being read, on purpose or by accident: absent at worst, never wrong.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const text = (/** @type {string} */ select) => ({ alternatives: [{ select, take: 'text' }] });
const PLAN = {
  version: 'v1',
  root: ['main'],
  probes: [
    text('#stage'),
    { alternatives: [{ select: 'input', take: 'value' }] },
    { alternatives: [{ select: 'label', label: ['Owner'], take: 'value' }] },
    text('x-closed >>> u'),
    { alternatives: [{ select: '', take: 'attribute:id', at: 'save' }] },
  ],
  lists: [
    { each: [{ select: 'li', take: 'present' }], probes: [text('li')] },
    { each: [{ select: '*', take: 'present' }], fetch: '/patched/data/', probes: [text('name')] },
  ],
  acts: [{ act: 'save', press: '#save' }],
};
const HTML = `<main><p id="stage">Proposal</p><label>Owner <input value="Ada"></label>
  <x-closed></x-closed><ul><li>one</li><li>two</li></ul><button id="save">Save</button></main>`;
const CLOSED = `document.querySelector('x-closed').attachShadow({ mode: 'closed' }).innerHTML =
  '<u>deep</u>';`;
// Everything that reads, watches or speaks, replaced in the page's own world by a liar.
const LIES = `
  const lie = () => { globalThis.lied = true; return 'lie'; };
  for (const owner of [Array.prototype, Element.prototype, Document.prototype, Node.prototype,
    EventTarget.prototype, Event.prototype, HTMLInputElement.prototype, String.prototype,
    Map.prototype, Set.prototype, Promise.prototype, ShadowRoot.prototype, Response.prototype]) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (name !== 'constructor') Object.defineProperty(owner, name, { get: () => lie, set: lie });
    }
  }
  for (const name of ['fetch', 'setTimeout', 'MutationObserver', 'Map', 'URL', 'performance']) {
    Object.defineProperty(globalThis, name, { value: lie });
  }
  JSON.stringify = JSON.parse = Object.entries = Reflect.get = lie;
  Object.prototype.take = Object.prototype.at = Object.prototype.label = 'lie';
  Object.prototype.anywhere = Object.prototype.all = Object.prototype.fetch = 'lie';`;

test('a page that patches its own world changes nothing of what is read', async () => {
  const scene = await stage.scene('patched', {
    html: HTML,
    js: CLOSED + LIES,
    answer: (_, response) => void response.end('[{"name":"true"}]'),
    plan: PLAN,
  });
  const readings = [
    { at: 0, raw: 'Proposal' },
    { at: 0, raw: 'Ada' },
    { at: 0, raw: 'Ada' },
    { at: 0, raw: 'deep' },
    null,
  ];
  const lists = [
    { at: 0, items: [[{ at: 0, raw: 'one' }], [{ at: 0, raw: 'two' }]] },
    { at: 0, items: [[{ at: 0, raw: 'true' }]] },
  ];
  const settled = await eventually(
    async () => (await scene.messages('saw')).find((saw) => saw.lists[1]),
    'all is said',
  );
  assert.deepEqual([settled.readings, settled.lists], [readings, lists]);
  await scene.page.click('#save');
  const act = await eventually(
    async () => (await scene.messages('saw')).find((saw) => saw.act),
    'the act is said',
  );
  assert.deepEqual(act.readings, [null, null, null, null, { at: 0, raw: 'save' }]);
  const { seen } = await scene.tell({ kind: 'look', plan: PLAN });
  assert.deepEqual([seen.readings, seen.lists], [readings, lists]);
});

/** Controls whose names hide what their form can do, in every world. */
const HIDING = ['matches', 'getAttribute', 'checkVisibility', 'childNodes', 'nodeType', 'localName']
  .concat(['querySelectorAll', 'shadowRoot', 'parentElement', 'nextElementSibling', 'getRootNode'])
  .map((name) => `<input name="${name}" value="wrong">`);
const HIDDEN = `<form id="form" title="title">form ${HIDING.join('')}<b>inside</b></form>`;
/** @type {[string, object[], boolean][]} alternatives, and whether what they want is what they get */
const CLOBBERED = [
  ['its attribute', [{ select: 'form', take: 'attribute:title' }], false],
  ['its text', [{ select: 'form', take: 'text' }], false],
  ['its text without a part', [{ select: 'form', take: 'text', without: 'b' }], false],
  ['every one', [{ select: '#stage, form', take: 'text', all: true }], false],
  ['what is below it', [{ select: 'form >>> b', take: 'text' }], false],
  ['what is labelled in it', [{ select: 'form', label: ['form inside'], take: 'text' }], false],
  ['its neighbour', [{ select: '#stage', take: 'text' }], true],
];

test('a form that hides what it can do is absent, its neighbours are not', async () => {
  const scene = await stage.scene('clobbered', {
    html: `<p id="stage">Proposal</p>${HIDDEN}`,
    plan: {
      version: '1',
      root: [],
      probes: CLOBBERED.map(([, alternatives]) => ({ alternatives })),
      lists: [{ each: [{ select: 'form', take: 'present' }], probes: [text('b')] }],
      acts: [],
    },
  });
  const [saw] = await scene.until('saw');
  for (const [i, [name, , there]] of CLOBBERED.entries()) {
    const { raw } = saw.readings[i] ?? { raw: null };
    assert.equal(raw, there ? 'Proposal' : null, name);
  }
});

/** @type {[string, string, object, object | null][]} what the page's script makes, and what is read */
const MONSTERS = [
  [
    'an attribute of 1 MB',
    `add('p').title = 'é'.repeat(1e6);`,
    { select: 'p', take: 'attribute:title' },
    { at: 0, raw: 'é'.repeat(2_000) },
  ],
  [
    'a text of 1 MB',
    `add('p').textContent = 'word '.repeat(2e5);`,
    { select: 'p', take: 'text' },
    { at: 0, raw: 'word '.repeat(400) },
  ],
  [
    'a value of 1 MB',
    `add('textarea').value = 'v'.repeat(1e6);`,
    { select: 'textarea', take: 'value' },
    { at: 0, raw: 'v'.repeat(2_000) },
  ],
  [
    'blanks of 1 MB before a word',
    `add('p').textContent = ' '.repeat(1e6) + 'word';`,
    { select: 'p', take: 'text' },
    { at: 0, raw: 'word' },
  ],
  [
    'a text exactly at the limit',
    `add('p').textContent = 'a'.repeat(1999) + 'b';`,
    { select: 'p', take: 'text' },
    { at: 0, raw: `${'a'.repeat(1_999)}b` },
  ],
  [
    'a text one above it',
    `add('p').textContent = 'a'.repeat(2000) + 'b';`,
    { select: 'p', take: 'text' },
    { at: 0, raw: 'a'.repeat(2_000) },
  ],
  [
    'every attribute, 1 MB',
    `for (const i of [1, 2]) add('p').title = 'a'.repeat(1e6);`,
    { select: 'p', take: 'attribute:title', all: true },
    null,
  ],
  [
    '10,000 look-alikes that are hidden',
    `for (let i = 0; i < 1e4; i++) add('p').hidden = true; add('p').textContent = 'late';`,
    { select: 'p', take: 'text' },
    null,
  ],
  [
    '10,000 look-alikes of the label',
    `for (let i = 0; i < 1e4; i++) add('i').textContent = 'Other'; add('i').textContent = 'Stage'; add('b').textContent = 'late';`,
    { select: 'i', label: ['Stage'], take: 'text' },
    null,
  ],
  [
    'a tree 1,000 deep',
    `let end = document.body; for (let i = 0; i < 1e3; i++) end = end.appendChild(document.createElement('u')); end.textContent = 'deep';`,
    { select: 'body > u', take: 'text' },
    { at: 0, raw: 'deep' },
  ],
];
for (const [i, [name, js, alternative, expected]] of MONSTERS.entries()) {
  test(`a monster: ${name}`, async () => {
    const scene = await stage.scene(`monster-${i}`, {
      html: '<h1>Heading</h1>',
      js: `const add = (name) => document.body.appendChild(document.createElement(name)); ${js}`,
      plan: {
        version: '1',
        root: [],
        probes: [{ alternatives: [alternative] }, text('h1')],
        acts: [],
      },
    });
    const [saw] = await scene.until('saw');
    assert.deepEqual(saw.readings, [expected, { at: 0, raw: 'Heading' }]);
  });
}
