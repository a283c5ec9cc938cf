// The finer ways to name a place: by its label, without a part, every one, anywhere, nothing.

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
  <div class="outside" hidden><meta name="user" content="Ada"><p class="me">Ada Byron</p>
    <p class="every">one</p><p class="every">two</p></div>
  <main>
    <label for="amount">Amount</label><i>not this</i><input id="amount" value="12">
    <label>Owner <input value="Ada"></label>
    <label>Phase <select><option>One</option><option selected>Two</option></select></label>
    <label>Remark <textarea>words</textarea></label>
    <label for="nowhere">Dangling</label><span>beside</span>
    <label>Bare</label><label>Next</label>
    <label for="date"><abbr>*</abbr>Close date</label><input id="date" value="2026-11-18">
    <dl><dt>Stage</dt><dd>Won</dd><dd>more</dd><dt>Empty</dt><dt>Reason</dt><dd>Price</dd>
      <dt>Last</dt></dl><p>after the terms</p>
    <dl><dt>Only</dt></dl><p>after the term</p>
    <table><tr><th>Due : </th><td>18 Nov</td></tr><tr><th>Head</th><th>Other</th></tr></table>
    <span class="label">Priority *</span><span>High</span>
    <span class="label">Betrag：</span><span>7,50</span>
    <div><b>Sprint</b></div><div>Seven</div>
    <ul><li><b>Team:</b> Blue</li><li>Red</li></ul>
    <div hidden><span class="label">Twice</span><span>old</span></div>
    <div><span class="label">Twice</span><span>first</span>
      <span class="label">Twice</span><span>second</span></div>
    <div><span class="label">Gone</span><span hidden>old</span></div>
    <div><span class="label" hidden>Unseen</span><span>seen</span></div>
    <p class="full">Close <i class="help">Help</i> date <x-open><u>slotted</u></x-open></p>
    <ul class="tags"><li>bug</li><li> two  words </li><li hidden>old</li><li></li></ul>
    <div class="nest"><div class="nest"><em title="a
b">x</em><em>y</em><em title="c">z</em></div></div>
    <p class="exact">a</p><p class="exact">b</p><p class="over">a</p><p class="over">b</p>
    <x-open></x-open><x-closed></x-closed><x-outer></x-outer><p>after the shadow</p>
  </main>`;

const JS = `
  const fill = (select, texts) => document.querySelectorAll(select).forEach((each, i) => {
    each.textContent = texts[i];
  });
  fill('.exact', ['a'.repeat(999), 'b'.repeat(1000)]);
  fill('.over', ['a'.repeat(1000), 'b'.repeat(1000)]);
  const inside = (word) => '<label for="f">Inside</label><input id="f" value="' + word + '">' +
    '<i class="help">Icon</i><slot></slot><div class="last"><b>End</b></div>';
  for (const open of document.querySelectorAll('x-open')) {
    open.attachShadow({ mode: 'open' }).innerHTML = inside('open');
  }
  document.querySelector('x-closed').attachShadow({ mode: 'closed' }).innerHTML = inside('closed');
  const outer = document.querySelector('x-outer').attachShadow({ mode: 'open' });
  outer.innerHTML = '<x-inner></x-inner>';
  outer.firstChild.attachShadow({ mode: 'closed' }).innerHTML = inside('nested');`;

/** @param {string} select @param {string[]} label @param {string} [take] */
const labelled = (select, label, take = 'text') => ({ select, label, take });
const first = (/** @type {string} */ raw) => ({ at: 0, raw });
const LONG = `${'a'.repeat(999)}\n${'b'.repeat(1000)}`;

/** @type {[string, object | object[], object | null][]} alternatives and what they must find */
const PLACES = [
  ['a control by for', labelled('label', ['Amount'], 'value'), first('12')],
  ['a control that the label holds', labelled('label', ['Owner'], 'value'), first('Ada')],
  ['a list box that the label holds', labelled('label', ['Phase'], 'value'), first('Two')],
  ['a text box that the label holds', labelled('label', ['Remark'], 'value'), first('words')],
  ['what follows, when for leads nowhere', labelled('label', ['Dangling']), first('beside')],
  ['not the next label', labelled('label', ['Bare']), null],
  ['a star before the text', labelled('label', ['Close date'], 'value'), first('2026-11-18')],
  ['a description', labelled('dt', ['Stage']), first('Won')],
  ['another of the same list', labelled('dt', ['Reason']), first('Price')],
  ['no description: not the next term', labelled('dt', ['Empty']), null],
  ['no description: not what follows the list', labelled('dt', ['Last']), null],
  ['no description: not even of one term', labelled('dt', ['Only']), null],
  ['a cell, its head with a colon', labelled('th', ['Due']), first('18 Nov')],
  ['not the next head', labelled('th', ['Head']), null],
  ['a sibling, its label with a star', labelled('.label', ['Priority']), first('High')],
  ['a wide colon', labelled('.label', ['Betrag']), first('7,50')],
  ['what follows the parent', labelled('main b', ['Sprint']), first('Seven')],
  ['not when the parent holds more', labelled('main b', ['Team']), null],
  ['any of several texts', labelled('.label', ['Priorität', 'Priority']), first('High')],
  ['not by a part of the text', labelled('dt', ['Stag']), null],
  ['not by another case', labelled('dt', ['stage']), null],
  ['not without texts', labelled('dt', []), null],
  ['twice: the first that is shown', labelled('.label', ['Twice']), first('first')],
  ['a value that is hidden', labelled('.label', ['Gone']), null],
  ['a label that is hidden', labelled('.label', ['Unseen']), first('seen')],
  ['nothing that it has not', labelled('dt', ['Stage'], 'value'), null],
  [
    'the second, when the first has no label',
    [labelled('dt', ['Nope']), labelled('th', ['Due'])],
    { at: 1, raw: '18 Nov' },
  ],
  ['a label in an open root', labelled('x-open >>> label', ['Inside'], 'value'), first('open')],
  ['in a closed one', labelled('x-closed >>> label', ['Inside'], 'value'), first('closed')],
  ['in a nested one', labelled('x-outer >>> label', ['Inside'], 'value'), first('nested')],
  ['the last of a root leads nowhere', labelled('x-outer >>> b', ['End']), null],

  [
    'a text without a part',
    { select: '.full', take: 'text', without: '.help, x-open' },
    first('Close date'),
  ],
  [
    'without a part in a shadow',
    { select: '.full', take: 'text', without: '.help, label, b' },
    first('Close date slotted'),
  ],
  ['without a part that is not there', { select: 'dd', take: 'text', without: 'b' }, first('Won')],
  ['without itself', { select: 'dd', take: 'text', without: 'dd' }, first('')],
  ['nothing for an invalid part', { select: 'dd', take: 'text', without: 'p:::' }, null],

  [
    'every one, none of the hidden',
    { select: '.tags li', take: 'text', all: true },
    first('bug\ntwo words\n'),
  ],
  ['one, without all', { select: '.tags li', take: 'text' }, first('bug')],
  [
    'a line each, though they hold lines',
    { select: 'em', take: 'attribute:title', all: true },
    first('a b\nc'),
  ],
  ['once each', { select: '.nest >>> em', take: 'text', all: true }, first('x\ny\nz')],
  [
    'every one through shadows',
    { select: 'main >>> input[id=f]', take: 'value', all: true },
    first('open\nopen\nclosed\nnested'),
  ],
  [
    'every one by its label',
    { select: '.label', label: ['Twice'], take: 'text', all: true },
    first('first\nsecond'),
  ],
  ['none at all', { select: '.nope', take: 'text', all: true }, null],
  [
    'only hidden ones',
    [
      { select: 'li[hidden]', take: 'text', all: true },
      { select: 'dd', take: 'text' },
    ],
    { at: 1, raw: 'Won' },
  ],
  ['all that fits', { select: '.exact', take: 'text', all: true }, { at: 0, raw: LONG }],
  ['not half of what does not', { select: '.over', take: 'text', all: true }, null],

  [
    'outside of the root, and hidden',
    { select: '.me', take: 'text', anywhere: true },
    first('Ada Byron'),
  ],
  [
    'metadata',
    { select: 'meta[name=user]', take: 'attribute:content', anywhere: true },
    first('Ada'),
  ],
  [
    'every one anywhere',
    { select: '.every', take: 'text', anywhere: true, all: true },
    first('one\ntwo'),
  ],
  ['not without anywhere', { select: '.me', take: 'text' }, null],
  ['not what is nowhere', { select: '.nope', take: 'text', anywhere: true }, null],

  ['nothing, of what is there', { select: 'dd', take: 'nothing' }, first('')],
  ['not nothing of what is not', { select: '.nope', take: 'nothing' }, null],
  ['not nothing of what is hidden', { select: 'li[hidden]', take: 'nothing' }, null],
  ['what was pressed, when nothing was', { select: '', take: 'text' }, null],
  ['a place of an act, without it', { select: 'dd', take: 'text', at: 'save' }, null],
];

test('each place finds what it should, and nothing else', async () => {
  const plan = {
    version: 'v1',
    root: ['main'],
    probes: PLACES.map(([, alternatives]) => ({ alternatives: [alternatives].flat() })),
    acts: [{ act: 'save', press: 'dd' }],
  };
  const scene = await stage.scene('places', { html: HTML, js: JS, plan });
  const [saw] = await scene.until('saw');
  assert.equal(saw.readings.length, PLACES.length);
  for (const [i, [name, , expected]] of PLACES.entries()) {
    assert.deepEqual(saw.readings[i], expected, name);
  }
  assert.deepEqual(saw.lists, []);
});
