// Pointing at a field: the right name by pointer and by keys, and nothing that only looks like one.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  asked,
  click,
  FIELD,
  LIMIT,
  MEANING,
  OBJECTION,
  ONE,
  pointAt,
  press,
  RECORD,
  row,
} from './pointing-record.mjs';
import { lit, openStage, ready, seen } from './pointing-stage.mjs';
import { eventually } from './stage.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./stage.mjs').Json} Json */

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const shadow = (
  /** @type {string} */ host,
  /** @type {string} */ mode,
  /** @type {string} */ html,
) => `document.querySelector('${host}').attachShadow({ mode: '${mode}' }).innerHTML = \`${html}\`;`;
const DEEP = { ...FIELD, select: `x-list >>> ${FIELD.select}`, every: `x-list >>> ${FIELD.every}` };

/** What the person does, and what is answered. @type {{name: string, html?: string, js?: string, asked?: Json, does: (page: Page) => Promise<unknown>, answer: Json}[]} */
const CHOICES = [
  { name: 'a click on the value', does: (page) => click(page, 'Pricing'), answer: OBJECTION },
  { name: 'a click on the label', does: (page) => click(page, 'Objection'), answer: OBJECTION },
  {
    name: 'an empty field, by its label',
    does: (page) => click(page, 'In return'),
    answer: { field: 'Traded__c', value: '' },
  },
  {
    name: 'a text of the adapter',
    does: (page) => click(page, 'Proposal'),
    answer: { fact: 'stage', value: 'Proposal' },
  },
  {
    name: 'a click beside all fields first',
    does: async (page) => {
      await click(page, 'A deal');
      await click(page, 'Outside');
      await click(page, 'Pricing');
    },
    answer: OBJECTION,
  },
  {
    name: 'a standard field, which is a text of the adapter',
    html: `<main>${row('Stage', 'Stage', 'Proposal')}</main>`,
    asked: { facts: [{ fact: 'stage', alternatives: [{ select: '.value', take: 'text' }] }] },
    does: (page) => click(page, 'Stage'),
    answer: { fact: 'stage', value: 'Proposal' },
  },
  {
    name: 'a standard field that a later alternative reads',
    html: `<main><p id="stage" data-api="Proposal">Angebot</p>${row('Stage', 'Stage', '<u>Angebot!</u>')}</main>`,
    asked: {
      facts: [
        {
          fact: 'stage',
          alternatives: [
            { select: '#stage', take: 'attribute:data-api' },
            { select: '.value u', take: 'text' },
          ],
        },
      ],
    },
    does: (page) => click(page, 'Stage'),
    answer: { fact: 'stage', value: 'Proposal' },
  },
  {
    name: 'a field in open shadow',
    html: '<main><x-list></x-list></main>',
    js: shadow('x-list', 'open', ONE),
    asked: { fields: [DEEP] },
    does: (page) => click(page, 'Objection'),
    answer: OBJECTION,
  },
  {
    name: 'a field whose value is in shadow below its name',
    html: '<main><div data-row="record.Objection__c"><b>Objection</b><x-value></x-value></div></main>',
    js: shadow('x-value', 'open', '<span class="value">Pricing</span>'),
    asked: {
      fields: [
        {
          ...FIELD,
          select: '[data-row="record.{field}"] >>> .value',
          every: '[data-row^="record."] >>> .value',
        },
      ],
    },
    does: (page) => click(page, 'Objection'),
    answer: OBJECTION,
  },
  {
    name: 'a slotted value',
    html: '<main><x-list><span class="value">Pricing</span></x-list></main>',
    js: shadow(
      'x-list',
      'open',
      '<div data-row="record.Objection__c"><b>Objection</b><slot></slot></div>',
    ),
    asked: { facts: [{ fact: 'objection', alternatives: [{ select: '.value', take: 'text' }] }] },
    does: (page) => click(page, 'Pricing'),
    answer: { fact: 'objection', value: 'Pricing' },
  },
  {
    name: 'the second of two fields in nested closed shadow',
    html: '<main><x-list style="display: block"></x-list></main>',
    js: `const outer = document.querySelector('x-list').attachShadow({ mode: 'closed' });
      outer.innerHTML = '<p>Above</p><x-part></x-part>';
      outer.querySelector('x-part').attachShadow({ mode: 'closed' }).innerHTML =
        \`${row('Traded__c', 'In return', 'Term')}${ONE}\`;
      globalThis.middle = () => {
        const { x, y, width, height } = outer.querySelector('x-part').getBoundingClientRect();
        return [x + width / 4, y + (height * 3) / 4];
      };
      outer.querySelector('x-part').attributeStyleMap.set('display', 'block');`,
    asked: { fields: [DEEP] },
    does: async (page) => {
      const [x, y] = await page.evaluate(() => Reflect.get(globalThis, 'middle')());
      await page.mouse.click(x, y);
    },
    answer: OBJECTION,
  },
  {
    name: 'the name in an id, before a suffix',
    html: '<main><p id="customfield_10200-val">Rust</p></main>',
    asked: {
      fields: [
        {
          select: '#{field}-val',
          every: '[id$="-val"]',
          names: [{ attribute: 'id', before: '', after: '-val' }],
        },
      ],
    },
    does: (page) => click(page, 'Rust'),
    answer: { field: 'customfield_10200', value: 'Rust' },
  },
  {
    name: 'one field by two ways',
    html: '<main><li id="rowFor7"><b>Cause</b><i id="x7" class="value">Rust</i></li></main>',
    asked: {
      fields: [
        {
          select: '#x{field}',
          every: '[id^="x"]',
          names: [{ attribute: 'id', before: 'x', after: '' }],
        },
        {
          select: '#rowFor{field} .value',
          every: '[id^="rowFor"] .value',
          names: [{ attribute: 'id', before: 'rowFor', after: '' }],
        },
      ],
    },
    does: (page) => click(page, 'Cause'),
    answer: { field: '7', value: 'Rust' },
  },
  {
    name: 'a long value',
    html: `<main>${row('Long', 'Long', ` ${'x'.repeat(254)}🂡y`)}</main>`,
    does: (page) => click(page, 'Long'),
    answer: { field: 'Long', value: `${'x'.repeat(254)}\u{fffd}` },
  },
  {
    name: 'a value that is replaced after it lit up',
    does: async (page) => {
      await pointAt(page, 'Pricing');
      await lit(page, 'Objection__c');
      await page.evaluate(() => {
        const value = document.querySelector('[data-row="record.Objection__c"] .value');
        if (value?.firstChild) value.firstChild.nodeValue = 'Timing';
      });
      await click(page, 'Timing');
    },
    answer: { field: 'Objection__c', value: 'Timing' },
  },
  {
    name: 'keys forwards',
    does: (page) => press(page, 'ArrowDown', 'ArrowRight', 'Enter'),
    answer: OBJECTION,
  },
  {
    name: 'keys backwards, from the last one round to it again',
    does: (page) => press(page, 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'Enter'),
    answer: OBJECTION,
  },
  {
    name: 'Enter before anything is lit up, then a key',
    does: (page) => press(page, 'Enter', 'ArrowDown', 'Enter'),
    answer: { fact: 'stage', value: 'Proposal' },
  },
  { name: 'Escape', does: (page) => press(page, 'Escape'), answer: { cancelled: true } },
  {
    name: 'the button, by keys',
    does: (page) => press(page, 'Tab', 'Enter'),
    answer: { cancelled: true },
  },
  {
    name: 'the button, by keys, after going back to the bar',
    does: (page) => press(page, 'Tab', 'Tab', 'ArrowDown', 'Enter'),
    answer: { fact: 'stage', value: 'Proposal' },
  },
  {
    name: 'the button, by a click',
    does: async (page) => page.mouse.click(...((await seen(page))?.cancel ?? [0, 0])),
    answer: { cancelled: true },
  },
  {
    name: 'another page of the same application',
    does: (page) => page.evaluate(() => history.pushState(null, '', 'elsewhere')),
    answer: { cancelled: true },
  },
];

for (const [i, each] of CHOICES.entries()) {
  test(`pointing: ${each.name}`, LIMIT, async () => {
    const page = await stage.open(`choice-${i}`, { html: each.html ?? RECORD, js: each.js });
    const answer = stage.ask(page, asked(each.asked));
    await ready(page);
    await each.does(page);
    assert.deepEqual(await answer, { url: page.url(), ...each.answer });
    assert.equal(await seen(page), null);
    await page.close();
  });
}

const BESIDE = `<main><p>Nothing here</p></main>`;
/** Where nothing can be pointed at. @type {{name: string, html: string, js?: string, asked?: Json}[]} */
const NOTHING = [
  { name: 'an empty page', html: '' },
  { name: 'no root', html: RECORD, asked: { root: ['article'] } },
  { name: 'a root that is hidden', html: `<main hidden>${ONE}</main>` },
  { name: 'a field outside the root', html: `${BESIDE}${ONE}` },
  { name: 'a hidden field', html: `<main><div hidden>${ONE}</div></main>` },
  { name: 'an attribute that only begins the same', html: `<main>${row('A.B', 'A', '1')}</main>` },
  {
    name: 'a name with a quote',
    html: `<main><div data-row='record.A"]'><i class="value">1</i></div></main>`,
  },
  { name: 'a name in other letters', html: `<main>${row('Größe', 'A', '1')}</main>` },
  { name: 'no name at all', html: `<main>${row('', 'A', '1')}</main>` },
  {
    name: 'a name of another object',
    html: '<main><div data-row="other.A"><i class="value">1</i></div></main>',
  },
  {
    name: 'a look-alike that the selector for any name finds, and that for its own does not',
    html: `<main>${ONE}</main>`,
    asked: { fields: [{ ...FIELD, select: '.real [data-row="record.{field}"] .value' }] },
  },
  {
    name: 'a place that every name finds',
    html: '<main data-row="record.A"><i class="value">1</i></main>',
    asked: { fields: [{ ...FIELD, select: '.value:not(:has(#{field}))', every: '.value' }] },
  },
  {
    name: 'a selector that no browser reads',
    html: RECORD,
    asked: { facts: [], fields: [{ ...FIELD, every: ':::' }] },
  },
  {
    name: 'a text that cannot be seen',
    html: '<main><i id="stage" data-api="1"></i></main>',
    asked: {
      facts: [
        {
          fact: 'stage',
          alternatives: [{ select: '#stage', take: 'attribute:data-api', anywhere: true }],
        },
      ],
    },
  },
];

for (const [i, each] of NOTHING.entries()) {
  test(`nothing to point at: ${each.name}`, LIMIT, async () => {
    const page = await stage.open(`nothing-${i}`, each);
    assert.deepEqual(await stage.ask(page, asked(each.asked)), { url: page.url(), none: true });
    assert.equal(await seen(page), null);
    await page.close();
  });
}

test('a page that shows its fields while one waits', LIMIT, async () => {
  const page = await stage.open('late', { html: BESIDE });
  const answer = stage.ask(page, asked());
  const now = await eventually(() => seen(page), 'the bar is there');
  assert.deepEqual(
    [now.title, now.how],
    [`Point at: ${MEANING}`, 'Looking for fields on this page …'],
  );
  await page.evaluate((html) => {
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.innerHTML = html;
  }, ONE);
  await ready(page);
  await click(page, 'Pricing');
  assert.deepEqual(await answer, { url: page.url(), ...OBJECTION });
});

test('only what can be chosen lights up, with its name and what stands in it', LIMIT, async () => {
  const frame = `<main id="frame"><section data-row="record.Frame"><i class="value">${ONE}</i></section></main>`;
  const page = await stage.open('lights', { html: `${frame}<p>Outside</p>` });
  const facts = [{ fact: 'key', alternatives: [{ select: '#frame', take: 'attribute:id' }] }];
  const answer = stage.ask(page, asked({ facts }));
  await ready(page);
  await pointAt(page, 'Objection');
  const { value, box } = await lit(page, 'Objection__c');
  assert.equal(value, 'Pricing');
  const around = await page.locator('[data-row="record.Objection__c"]').boundingBox();
  assert.ok(around && box);
  assert.deepEqual(
    box,
    [around.x - 3, around.y - 3, around.x + around.width + 3, around.y + around.height + 3].map(
      Math.round,
    ),
  );
  await pointAt(page, 'Outside');
  await lit(page, null);
  await press(page, 'Escape');
  assert.deepEqual(await answer, { url: page.url(), cancelled: true });
});

test('keys bring a far field into view, clear of the bar, and say what it is', LIMIT, async () => {
  const rows = Array.from({ length: 60 }, (_, i) => row(`Field_${i}`, `Field ${i}`, `v${i}`));
  const js = `for (const each of document.querySelectorAll('body > br')) each.remove();`;
  const page = await stage.open('far', { html: `<main>${rows.join('<hr>')}</main>`, js });
  const answer = stage.ask(page, asked());
  await ready(page);
  await press(page, 'ArrowUp');
  const last = await lit(page, 'Field_59');
  assert.equal(last.said, 'Field_59: v59. 60 of 60');
  assert.ok(last.box && last.box[1] > 0 && last.box[3] <= (page.viewportSize()?.height ?? 0));
  await press(page, 'ArrowDown');
  assert.equal((await lit(page, 'Field_0')).low, true);
  await press(page, 'ArrowUp');
  assert.equal((await lit(page, 'Field_59')).low, false);
  await page.mouse.wheel(0, -200);
  await eventually(async () => {
    const now = await seen(page);
    return now?.box && last.box && now.box[1] > last.box[1];
  }, 'the box goes with the page');
  await press(page, 'Enter');
  assert.deepEqual(await answer, { url: page.url(), field: 'Field_59', value: 'v59' });
});
