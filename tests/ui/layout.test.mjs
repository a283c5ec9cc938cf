// The card stays where it was and coloured as it was, in both browsers.
// CUECARD_REWRITE_LAYOUTS=1 keeps what is seen now.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './firefox.mjs';
import { boxes, colours, kept, setEvenly } from './layout.mjs';
import { DARK, LIGHT, NARROW, RIGHT_TO_LEFT, Stage } from './stage.mjs';
import { keyOf, STATES } from './states.mjs';

const CARDS = STATES.filter(({ surface }) => surface === 'card');
const AS_IT_COMES = CARDS[0];

/** @type {Stage} */
let chromium;
/** @type {import('./firefox.mjs').Stage} */
let firefox;
before(async () => {
  [chromium, firefox] = await Promise.all([Stage.start(['en', 'en-XB']), start()]);
});
after(() => Promise.all([chromium.stop(), firefox.stop()]));

for (const state of CARDS) {
  test(`Chromium: ${keyOf(state)}`, async () => {
    const page = await chromium.open(state, LIGHT);
    await setEvenly(page);
    const { seen, was } = kept(`chromium-${keyOf(state)}`, await page.evaluate(boxes));
    assert.deepEqual(seen, was);
  });
  test(`Firefox: ${keyOf(state)}`, async () => {
    const { page, close } = await firefox.open(state);
    await setEvenly(page);
    const { seen, was } = kept(`firefox-${keyOf(state)}`, await page.evaluate(boxes));
    await close();
    assert.deepEqual(seen, was);
  });
}

for (const view of [NARROW, RIGHT_TO_LEFT]) {
  test(`Chromium: as it comes, ${view.name}`, async () => {
    const page = await chromium.open(AS_IT_COMES, view);
    await setEvenly(page);
    const name = `chromium-${keyOf(AS_IT_COMES)}-${view.name.replaceAll(' ', '-')}`;
    const { seen, was } = kept(name, await page.evaluate(boxes));
    assert.deepEqual(seen, was);
  });
}

for (const view of [LIGHT, DARK]) {
  test(`colours, ${view.name}`, async () => {
    const page = await chromium.open(AS_IT_COMES, view);
    const { seen, was } = kept(`colours-${view.name}`, await page.evaluate(colours));
    assert.deepEqual(seen, was);
  });
}

const BREAKS = [
  { css: '.actions { flex-direction: column }', shows: /button/ },
  { css: '.title { font-size: 1.125rem }', shows: /h1\.title/ },
  { css: '.close { inset-inline-end: 1rem }', shows: /button.*\.close/ },
];
for (const { css, shows } of BREAKS) {
  test(`${css} is noticed`, async () => {
    const page = await chromium.open(AS_IT_COMES, LIGHT);
    await setEvenly(page);
    const before = await page.evaluate(boxes);
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    }, css);
    const moved = (await page.evaluate(boxes)).filter((line, at) => line !== before[at]);
    assert.match(moved.join('\n'), shows);
  });
}
