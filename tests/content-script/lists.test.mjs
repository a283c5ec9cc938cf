// Repeated things: how many there are, and the facts of each.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const HTML = `
  <section class="threads" data-kind="review">
    <div class="group" title="G1"><h3>First file</h3>
      <article id="t1" data-state="open"><b>Ann</b><p>one</p><i>x</i><i>y</i></article>
      <article id="t2"><p>two</p></article></div>
    <div class="group" title="G2"><h3>Second file</h3>
      <article id="t3"><b>Cem</b><p hidden>three</p></article>
      <article hidden><b>Old</b></article></div>
  </section>
  <b>Neighbour</b><p class="empty">No comments yet</p><p class="empty" hidden>none</p>
  <ul id="one"><li>1</li></ul><ul id="most"></ul><ul id="over"></ul><ul id="crowd"></ul>
  <div><div><x-open></x-open></div></div><x-closed></x-closed><x-outer></x-outer>`;

const JS = `
  const many = (id, count, hidden = false) => {
    for (let i = 1; i <= count; i += 1) {
      const item = document.createElement('li');
      item.textContent = i;
      item.hidden = hidden;
      document.querySelector(id).append(item);
    }
  };
  many('#most', 200);
  many('#over', 201);
  many('#crowd', 1000, true);
  many('#crowd', 3);
  const rows = '<div class="row"><u>r1</u></div><div class="row"><u>r2</u></div>';
  document.querySelector('x-open').attachShadow({ mode: 'open' }).innerHTML = rows;
  document.querySelector('x-closed').attachShadow({ mode: 'closed' }).innerHTML =
    '<x-row></x-row><x-row></x-row>' ;
  const outer = document.querySelector('x-outer').attachShadow({ mode: 'open' });
  outer.innerHTML = '<x-inner></x-inner>';
  const inner = outer.firstChild.attachShadow({ mode: 'open' });
  inner.innerHTML = rows + '<p class="row">r3</p>';`;

/** @param {(string | object)[]} each @param {(object | object[])[]} probes */
const list = (each, ...probes) => ({
  each: each.map((one) => (typeof one === 'string' ? { select: one, take: 'present' } : one)),
  probes: probes.map((alternatives) => ({ alternatives: [alternatives].flat() })),
});
const text = (/** @type {string} */ select) => ({ select, take: 'text' });
const id = { select: 'article', take: 'attribute:id' };
/** Items of one fact each. @param {(string | null)[]} raws */
const raws = (...raws) => raws.map((raw) => [raw === null ? null : { at: 0, raw }]);
const counted = (/** @type {number} */ most) =>
  raws(...Array.from({ length: most }, (_, i) => String(i + 1)));
const NONE = { select: '.empty', take: 'nothing' };

/** @type {[string, object, object | null][]} list and what it must hold */
const LISTS = [
  ['each that is shown, in order', list(['article'], id), { at: 0, items: raws('t1', 't2', 't3') }],
  ['one', list(['#one li'], text('li')), { at: 0, items: raws('1') }],
  ['200', list(['#most li'], text('li')), { at: 0, items: counted(200) }],
  ['201: absent rather than half', list(['#over li', '#one li'], text('li')), null],
  ['more than may be looked at: absent', list(['#crowd li', NONE], text('li')), null],
  ['no match: unknown', list(['.nope'], text('li')), null],
  ['no match, and the page says none', list(['.nope', NONE], text('li')), { at: 1, items: [] }],
  ['what says none is hidden', list(['.nope', { ...NONE, select: '.empty[hidden]' }]), null],
  [
    'what says none does not count when there are some',
    list(['#one li', NONE], text('li')),
    { at: 0, items: raws('1') },
  ],
  ['no alternative', list([], text('li')), null],
  ['the second alternative', list(['.nope', '#one li'], text('li')), { at: 1, items: raws('1') }],
  [
    'an invalid selector, then a good one',
    list(['li:::', '#one li'], text('li')),
    { at: 1, items: raws('1') },
  ],
  [
    'a fact that some lack',
    list(['article'], text('b')),
    { at: 0, items: raws('Ann', null, 'Cem') },
  ],
  [
    'a fact that some hide',
    list(['article'], text('p')),
    { at: 0, items: raws('one', 'two', null) },
  ],
  [
    'a fact that all lack',
    list(['article'], text('.empty')),
    { at: 0, items: raws(null, null, null) },
  ],
  ['no facts', list(['article']), { at: 0, items: [[], [], []] }],
  [
    'several facts, with alternatives',
    list(
      ['#t1, #t2'],
      text('p'),
      [{ select: 'article', take: 'attribute:data-state' }, text('p')],
      { ...text('i'), all: true },
    ),
    {
      at: 0,
      items: [
        [
          { at: 0, raw: 'one' },
          { at: 0, raw: 'open' },
          { at: 0, raw: 'x\ny' },
        ],
        [{ at: 0, raw: 'two' }, { at: 1, raw: 'two' }, null],
      ],
    },
  ],
  [
    'what they share stands around them',
    list(['article'], text('^ .group >>> h3')),
    { at: 0, items: raws('First file', 'First file', 'Second file') },
  ],
  [
    'an attribute of what is around',
    list(['article'], { select: '^ .group', take: 'attribute:title' }),
    { at: 0, items: raws('G1', 'G1', 'G2') },
  ],
  ['nothing around', list(['#t1'], text('^ .nope')), { at: 0, items: raws(null) }],
  [
    'in an open root, once each',
    list(['div >>> .row'], text('u')),
    { at: 0, items: raws('r1', 'r2') },
  ],
  [
    'in a closed root',
    list(['x-closed >>> x-row'], { select: 'x-row', take: 'present' }),
    { at: 0, items: raws('true', 'true') },
  ],
  [
    'in a nested root',
    list(['x-outer >>> .row'], text('u')),
    { at: 0, items: raws('r1', 'r2', null) },
  ],
  ['not in a root without >>>', list(['x-outer .row'], text('u')), null],
];

test('each list holds what it should, and nothing else', async () => {
  const plan = {
    version: 'v1',
    root: [],
    probes: [{ alternatives: [text('.empty')] }],
    lists: LISTS.map(([, planned]) => planned),
    acts: [],
  };
  const scene = await stage.scene('lists', { html: HTML, js: JS, plan });
  const [saw] = await scene.until('saw');
  assert.equal(saw.lists.length, LISTS.length);
  for (const [i, [name, , expected]] of LISTS.entries()) {
    assert.deepEqual(saw.lists[i], expected, name);
  }
  assert.deepEqual(saw.readings, [{ at: 0, raw: 'No comments yet' }]);
});

test('a thing that appears, also in a shadow root, is read; one outside of the root is not', async () => {
  const scene = await stage.scene('appears', {
    html: '<main><x-list></x-list></main>',
    js: `const list = document.querySelector('x-list').attachShadow({ mode: 'open' });
      list.innerHTML = '<p>one</p>';`,
    plan: {
      version: '1',
      root: ['main'],
      probes: [],
      lists: [list(['main >>> p'], text('p'))],
      acts: [],
    },
  });
  const [before] = await scene.until('saw');
  assert.deepEqual(before.lists, [{ at: 0, items: raws('one') }]);
  await scene.page.evaluate(() => {
    const line = document.createElement('p');
    line.textContent = 'two';
    document.body.append(line.cloneNode(true));
    document.querySelector('x-list')?.shadowRoot?.append(line);
  });
  const [, after] = await scene.until('saw', 2);
  assert.deepEqual(after.lists, [{ at: 0, items: raws('one', 'two') }]);
});

/** @type {[string, number, object | null][]} plain elements between two things */
const CROWDS = [
  ['whole on a large page', 10_000, { at: 0, items: raws('first', 'last') }],
  ['absent rather than half on a monstrous one', 25_000, null],
];
for (const [name, size, expected] of CROWDS) {
  test(`a list whose things lie in many shadow roots is ${name}`, async () => {
    const planned = list(['main >>> u', NONE], text('u'));
    const every = { alternatives: [{ ...text('main >>> u'), all: true }] };
    const scene = await stage.scene(`crowd-${size}`, {
      html: '<main></main><p class="empty">none</p>',
      js: `const main = document.querySelector('main');
        const add = (word) => {
          main.append(document.createElement('x-u'));
          main.lastChild.attachShadow({ mode: 'open' }).innerHTML = '<u>' + word + '</u>';
        };
        add('first');
        for (let i = 0; i < ${size}; i++) main.append(document.createElement('b'));
        add('last');`,
      plan: {
        version: '1',
        root: [],
        probes: [every, { alternatives: [text('main >>> u')] }],
        // The second finds the roots as the first has left them.
        lists: [planned, planned],
        acts: [],
      },
    });
    const [saw] = await scene.until('saw');
    const lines = expected && { at: 0, raw: 'first\nlast' };
    assert.deepEqual(saw.readings, [lines, { at: 0, raw: 'first' }]);
    assert.deepEqual(saw.lists, [expected, expected]);
  });
}
