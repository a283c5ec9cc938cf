// What is read: alternatives, roots, shadow trees, kinds of raw strings.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const text = (/** @type {string[]} */ ...selects) => ({
  alternatives: selects.map((select) => ({ select, take: 'text' })),
});
const take = (/** @type {string} */ select, /** @type {string} */ what) => ({
  alternatives: [{ select, take: what }],
});

const HTML = `
  <div class="host hidden-by-script"><p class="stage">Old record</p></div>
  <div class="host active">
    <p class="stage">  Negotiation
      Review </p>
    <p class="gone-by-script">hidden</p><p class="second">second</p>
    <span class="contents">in <b>contents</b></span>
    <input name="amount" value="12"><input name="pin" type="password" value="s3cret">
    <input name="agreed" type="checkbox" checked>
    <a class="link" href="/somewhere" data-empty="">link</a>
    <p class="long"></p><p class="broken"></p>
    <x-open><em>slotted</em></x-open><x-closed></x-closed>
  </div>
  <p class="outside">outside</p>`;

const JS = `
  document.querySelector('.hidden-by-script').style.display = 'none';
  document.querySelector('.gone-by-script').style.visibility = 'hidden';
  document.querySelector('.contents').style.display = 'contents';
  document.querySelector('.long').textContent = 'a'.repeat(1999) + '\\u{1f600}' + 'b'.repeat(9000);
  document.querySelector('.broken').textContent = 'half \\ud83d';
  document.querySelector('[name=amount]').value = '42';
  const open = document.querySelector('x-open').attachShadow({ mode: 'open' });
  open.innerHTML = '<i class="label">Stage: </i><slot></slot><x-inner></x-inner>';
  open.querySelector('x-inner').attachShadow({ mode: 'open' }).innerHTML = '<u class="deep">deep</u>';
  document.querySelector('x-closed').attachShadow({ mode: 'closed' }).innerHTML =
    '<u class="secret">closed</u>';`;

/** @type {[string, object, object | null][]} probe and what it must find */
const PROBES = [
  ['the first alternative', text('.stage'), { at: 0, raw: 'Negotiation Review' }],
  ['the second, when the first is absent', text('.nope', '.second'), { at: 1, raw: 'second' }],
  [
    'the second, when the first is hidden',
    text('.gone-by-script', '.second'),
    { at: 1, raw: 'second' },
  ],
  ['the second, when the first is invalid', text('p:::bad(', '.second'), { at: 1, raw: 'second' }],
  ['nothing for an invalid selector', text(':is(:has('), null],
  ['nothing for an absent one', text('.nope'), null],
  ['nothing outside the root', text('.outside'), null],
  ['nothing for an unknown way to take', take('.stage', 'html'), null],
  ['nothing without alternatives', { alternatives: [] }, null],
  ['an element without a box', text('.contents'), { at: 0, raw: 'in contents' }],
  ['the root itself', take('.active', 'attribute:class'), { at: 0, raw: 'host active' }],
  ['a value as it is now', take('[name=amount]', 'value'), { at: 0, raw: '42' }],
  ['a tick', take('[name=agreed]', 'value'), { at: 0, raw: 'true' }],
  ['never a password', take('[name=pin]', 'value'), null],
  ['no value of a paragraph', take('.stage', 'value'), null],
  ['presence', take('.link', 'present'), { at: 0, raw: 'true' }],
  ['an attribute', take('.link', 'attribute:href'), { at: 0, raw: '/somewhere' }],
  ['an empty attribute', take('.link', 'attribute:data-empty'), { at: 0, raw: '' }],
  ['no attribute', take('.link', 'attribute:title'), null],
  ['slotted text in its place', text('x-open'), { at: 0, raw: 'Stage: slotteddeep' }],
  ['through an open root', text('.active >>> .label'), { at: 0, raw: 'Stage:' }],
  ['through two', text('.active >>> .deep'), { at: 0, raw: 'deep' }],
  ['step by step', text('x-open >>> x-inner >>> .deep'), { at: 0, raw: 'deep' }],
  ['through a closed root', text('x-closed >>> .secret'), { at: 0, raw: 'closed' }],
  ['no shadow without >>>', text('x-open .label'), null],
  ['not upwards', text('x-inner >>> .label'), null],
  ['cut at 2,000, whole characters', text('.long'), { at: 0, raw: `${'a'.repeat(1999)}\ufffd` }],
  ['half a character is mended', text('.broken'), { at: 0, raw: 'half \ufffd' }],
];

test('each probe finds what it should, and nothing else', async () => {
  const plan = {
    version: 'v1',
    root: ['.host'],
    probes: PROBES.map(([, probe]) => probe),
    acts: [],
  };
  const scene = await stage.scene('probes', { html: HTML, js: JS, plan });
  const [saw] = await scene.until('saw');
  assert.equal(saw.readings.length, PROBES.length);
  for (const [i, [name, , expected]] of PROBES.entries()) {
    assert.deepEqual(saw.readings[i], expected, name);
  }
  assert.equal(saw.plan, 'v1');
  assert.equal(saw.url, `${stage.origin}/probes/`);
  assert.equal(saw.act, null);
  assert.equal(saw.visible, true);
  assert.match(saw.id, /^[0-9a-f]{32}$/);
});

/** @type {[string, string[], string | null][]} root list and the text that must be read */
const ROOTS = [
  ['first-in-order', ['.b', '.a'], 'in b'],
  ['skips-hidden-and-absent', ['.nope', '.hidden', '.a'], 'in a'],
  ['skips-invalid', [':::', '.a'], 'in a'],
  ['whole-document', [], 'hidden'],
  ['through-shadow', ['x-root >>> main'], 'in shadow'],
];
for (const [name, root, expected] of ROOTS) {
  test(`root: ${name}`, async () => {
    const probe = { alternatives: [{ select: root.length ? 'p' : 'p:not(:empty)', take: 'text' }] };
    const scene = await stage.scene(`root-${name}`, {
      html: `<div class="hidden"><p>hidden</p></div><div class="a"><p>in a</p></div>
        <div class="b"><p>in b</p></div><x-root></x-root>`,
      js: `if (${root.length}) document.querySelector('.hidden').style.display = 'none';
        const shadow = document.querySelector('x-root').attachShadow({ mode: 'open' });
        shadow.innerHTML = '<main><p>in shadow</p></main>';`,
      plan: { version: '1', root, probes: [probe], acts: [] },
    });
    const [saw] = await scene.until('saw');
    assert.deepEqual(saw.readings, [{ at: 0, raw: expected }]);
  });
}

test('no root yet: nothing is read until it appears', async () => {
  const scene = await stage.scene('late-root', {
    html: '<p>loading</p>',
    plan: { version: '1', root: ['main'], probes: [text('p')], acts: [] },
  });
  await scene.until('arrived');
  await scene.page.waitForTimeout(500);
  assert.equal((await scene.messages('saw')).length, 0);
  await scene.page.evaluate(() => {
    document.body.append(document.createElement('main'));
    document.querySelector('main')?.append(document.createElement('p'));
  });
  const [saw] = await scene.until('saw');
  assert.deepEqual(saw.readings, [{ at: 0, raw: '' }]);
});

/** @type {[string, number, object | null][]} plain elements before the one that counts */
const CROWDS = [
  ['a large page', 10_000, { at: 0, raw: 'found' }],
  ['a monstrous page', 25_000, null],
];
for (const [name, size, expected] of CROWDS) {
  test(`shadow roots are looked for only so far: ${name}`, async () => {
    const scene = await stage.scene(`crowd-${size}`, {
      html: '<main></main><p>near</p>',
      js: `const main = document.querySelector('main');
        for (let i = 0; i < ${size}; i++) main.append(document.createElement('b'));
        main.append(document.createElement('x-last'));
        main.lastChild.attachShadow({ mode: 'open' }).innerHTML = '<u>found</u>';`,
      plan: { version: '1', root: [], probes: [text('main >>> u'), text('p')], acts: [] },
    });
    const [saw] = await scene.until('saw');
    assert.deepEqual(saw.readings, [expected, { at: 0, raw: 'near' }]);
  });
}
