// Every surface in every state, held against WCAG 2.2 AA in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  alike,
  lostWords,
  moving,
  outOfOrder,
  RULES,
  smallTargets,
  spaceOut,
  structure,
  violations,
  WCAG,
} from './checks.mjs';
import { kept } from './layout.mjs';
import { LIGHT, NARROW, Stage, ZOOMED } from './stage.mjs';
import { keyOf, SHORTENED, STATES } from './states.mjs';
import { silentParts, treeOf } from './tree.mjs';
import { strayFocus } from './walk.mjs';

/** @typedef {import('./states.mjs').State} State */

/** WCAG 2.2, 2.5.8, in CSS pixels. */
const LEAST_TARGET = 24;

/** @type {Stage} */
let stage;
/** What is wrong, by check: every state is opened once, and looked at in every way. */
const found = new Map();

/** @param {import('playwright-core').Page} page @param {string} title @param {State} state */
async function lookAt(page, title, { surface, says, size }) {
  /** @param {string} check @param {string[]} wrong */
  const note = (check, wrong) =>
    found.set(check, [...(found.get(check) ?? []), ...wrong.map((what) => `${title}: ${what}`)]);

  const isWhole = !size && surface !== 'beside';
  // Around a card is somebody else's page: only what is in its frame is ours.
  const ours = page.frames().find((it) => surface === 'beside' && it !== page.mainFrame()) ?? page;
  note('axe', await ours.evaluate(violations, { tags: isWhole ? RULES : WCAG }));
  // What is folded has one button and no structure.
  if (isWhole) note('structure', await page.evaluate(structure, says ?? null));
  note('tree', await silentParts(page));
  note('order', await ours.evaluate(outOfOrder));
  note('targets', await ours.evaluate(smallTargets, LEAST_TARGET));
  note('motion', await ours.evaluate(moving));
  await page.emulateMedia({ colorScheme: 'dark' });
  // Nothing but colours changes.
  note('dark', await ours.evaluate(violations, { rules: ['color-contrast'] }));
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  note('forced colours', await ours.evaluate(alike));
  await page.emulateMedia({ forcedColors: 'none' });
  if (surface !== 'beside') note('focus', await strayFocus(page));
  for (const [check, view] of Object.entries({ NARROW, ZOOMED })) {
    await page.setViewportSize(size ?? { height: 640, ...view });
    note(check, await ours.evaluate(lostWords, SHORTENED));
  }
  await page.setViewportSize(size ?? { width: 360, height: 640 });
  await ours.evaluate(spaceOut);
  note('spacing', await ours.evaluate(lostWords, SHORTENED));
}

before(async () => {
  stage = await Stage.start();
  await stage.each([LIGHT], (page, { title, state }) => lookAt(page, title, state));
});
after(() => stage.stop());

const CHECKS = [
  { check: 'axe', holds: 'axe finds nothing' },
  { check: 'dark', holds: 'axe finds enough contrast in dark, too' },
  {
    check: 'structure',
    holds: 'every page has its language, title and headings, and says aloud what is new',
  },
  {
    check: 'tree',
    holds: 'the accessibility tree has a name for everything that a person can use',
  },
  { check: 'order', holds: 'what is read out later does not stand above' },
  { check: 'targets', holds: 'every target is large enough' },
  { check: 'focus', holds: 'the focus goes everywhere in reading order, and is seen' },
  { check: 'motion', holds: 'nothing moves for whom motion is reduced' },
  {
    check: 'forced colours',
    holds: 'forced colours leave an edge to every button, and what is left differs',
  },
  { check: 'NARROW', holds: 'at 320 px no word is lost and nothing scrolls sideways' },
  { check: 'ZOOMED', holds: 'so it is at 400 %' },
  { check: 'spacing', holds: 'text that a person spaces out is not lost' },
];
for (const { check, holds } of CHECKS) test(holds, () => assert.deepEqual(found.get(check), []));

for (const name of ['card-as-it-comes', 'popup-a-busy-week', 'options-a-server']) {
  test(`${name} is read out as it was`, async () => {
    const state = STATES.find((it) => keyOf(it) === name);
    assert.ok(state);
    const { seen, was } = kept(`tree-${name}`, await treeOf(await stage.open(state, LIGHT)));
    assert.deepEqual(seen, was);
  });
}

test('the card arrives for whom motion is not reduced', async () => {
  const page = await stage.open(STATES[0], LIGHT);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.ok((await page.evaluate(moving)).includes('card'));
});

/** Pages that are wrong, and what must be said of each. */
const WRONG = [
  {
    html: '<p>grey</p>',
    css: 'p { color: #999 }',
    check: violations,
    argument: { tags: RULES },
    says: /color-contrast/,
  },
  {
    html: '<button>x</button>',
    css: 'button { width: 9px; padding: 0 }',
    check: smallTargets,
    argument: 24,
    says: /is 9 ×/,
  },
  {
    html: '<p>wide</p>',
    css: 'body { overflow: visible } p { width: 600px }',
    check: lostWords,
    argument: [],
    says: /in a window of/,
  },
  {
    html: '<div><p>much</p></div>',
    css: 'div { overflow: hidden; width: 1rem } p { width: 9rem }',
    check: lostWords,
    argument: [],
    says: /cut at a side/,
  },
  {
    html: '<div><p>one</p><p>two</p></div>',
    css: 'div { overflow: hidden; height: 2rem }',
    check: lostWords,
    argument: [],
    says: /cut at the foot/,
  },
  {
    html: '<p>one</p><p>two</p>',
    css: 'p + p { margin-top: -1rem }',
    check: lostWords,
    argument: [],
    says: /overlap/,
  },
  {
    html: '<button>Never again</button>',
    css: 'button { width: 3rem; white-space: nowrap }',
    check: lostWords,
    argument: [],
    says: /out of its button/,
  },
  {
    html: '<div><p>one</p><p>two</p></div>',
    css: 'div { display: flex; flex-direction: column-reverse }',
    check: outOfOrder,
    argument: null,
    says: /“two” stands above “one”/,
  },
  {
    html: '<button>x</button>',
    css: 'button { border: 0 }',
    check: alike,
    argument: null,
    says: /button/,
  },
  {
    html: '<h1>one</h1><h3>three</h3>',
    css: '',
    check: structure,
    argument: null,
    says: /headings: 1,3/,
  },
  {
    html: '<h1>one</h1><p id="quiet">said</p>',
    css: '',
    check: structure,
    argument: '#quiet',
    says: /not announced/,
  },
];
test('a button without a name is noticed', async () => {
  const page = await stage.open(STATES[0], LIGHT);
  assert.deepEqual(await silentParts(page), []);
  await page.locator('.close').evaluate((it) => it.removeAttribute('aria-label'));
  assert.deepEqual(await silentParts(page), ['a button has no name']);
});

test('every check fails on a page that is wrong', async () => {
  for (const { html, css, check, argument, says } of WRONG) {
    const page = await stage.open(STATES[0], LIGHT);
    await page.evaluate(
      ({ html, css }) => {
        document.querySelector('#surface')?.setHTMLUnsafe(html);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets.push(sheet);
      },
      { html, css },
    );
    const code = /** @type {(argument: any) => Promise<string[]>} */ (check);
    assert.match((await page.evaluate(code, argument)).join('\n'), says, html);
  }
  const page = await stage.open(STATES[0], LIGHT);
  await page.evaluate(() => {
    const [done, later] = document.querySelectorAll('.actions > button');
    done.setAttribute('tabindex', '3');
    if (later instanceof HTMLElement) later.style.outline = 'none';
  });
  const stray = (await strayFocus(page)).join('\n');
  assert.match(stray, /no outline/);
  assert.match(stray, /instead of .*Done/);
});

test('no two states have the same name', () => {
  assert.equal(new Set(STATES.map(keyOf)).size, STATES.length);
});
