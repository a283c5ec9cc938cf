// Every surface in every state, in languages that show what English hides: longer words, words that come
// from nowhere, and the other direction.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lostWords } from './checks.mjs';
import { RECORDED_NAMES, RECORDING } from './kept.mjs';
import { NOT_WORDS, pseudo, sentencesOf } from './languages.mjs';
import { GERMAN, LONGER, NARROW, RIGHT_TO_LEFT, Stage } from './stage.mjs';
import { standInContent } from './stand-in-content.mjs';
import { keyOf, SHORTENED } from './states.mjs';
import { said, strangers } from './words.mjs';

/** How far a mirrored box may be from where it belongs, in CSS pixels: letters are not quite as wide. */
const ASIDE = 3;

/** What the pages read of the stand-in's content. */
const PUBLISHED = JSON.parse(standInContent());
/** What files are called the same in every language. */
const FORMATS = ['JSON', 'CSV', 'xAPI'];

/** @type {Stage} */
let stage;
/** What is wrong, by check. */
const found = new Map();
/** Where things are, by state and view. @type {Map<string, number[][]>} */
const places = new Map();

/** Runs in the page: how far every control is from where lines begin, and how wide it is. */
function starts() {
  const { dir, clientWidth } = document.documentElement;
  const boxes = [
    ...document.querySelectorAll('button, input, select, .rows > li, .dot, .bar > span'),
  ];
  return (
    boxes
      // What authors write runs its own way.
      .filter((it) => it.checkVisibility() && !it.closest('[dir=auto]'))
      .map((it) => {
        const { left, right, width } = it.getBoundingClientRect();
        return [dir === 'rtl' ? clientWidth - right : left, width];
      })
  );
}

before(async () => {
  stage = await Stage.start(['en', 'de', 'en-XA', 'en-XB']);
  await stage.each([GERMAN, LONGER, RIGHT_TO_LEFT], async (page, { state, view, title }) => {
    /** @param {string} check @param {string[]} wrong */
    const note = (check, wrong) =>
      found.set(check, [...(found.get(check) ?? []), ...wrong.map((what) => `${title}: ${what}`)]);
    if (view !== GERMAN) {
      note(
        'strangers',
        strangers(await page.evaluate(said), [
          state.answers,
          state.world,
          state.does,
          PUBLISHED,
          RECORDING,
          RECORDED_NAMES,
          FORMATS,
        ]),
      );
      places.set(`${keyOf(state)} ${view.name}`, await page.evaluate(starts));
    }
    note('lost', await page.evaluate(lostWords, SHORTENED));
    await page.setViewportSize(state.size ?? { height: 640, ...NARROW });
    note('lost', await page.evaluate(lostWords, SHORTENED));
  });
});
after(() => stage.stop());

test('every word is from the catalogue or from the worker', () =>
  assert.deepEqual(found.get('strangers'), []));

test('in German and in longer languages no word is lost, also at 320 px', () =>
  assert.deepEqual(found.get('lost'), []));

test('right to left is the mirror of left to right', () => {
  const apart = [...places].flatMap(([key, boxes]) => {
    const other = places.get(key.replace(LONGER.name, RIGHT_TO_LEFT.name)) ?? [];
    const far = boxes.filter((box, at) =>
      box.some((size, i) => Math.abs(size - other[at]?.[i]) > ASIDE),
    );
    return far.length > 0 ? [`${key}: ${JSON.stringify([boxes, other])}`] : [];
  });
  assert.ok(places.size > 0);
  assert.deepEqual(apart, []);
});

const ANSWERS = { status: [{ title: 'Close Date', at_most: 3 }] };
const SAID = [
  { text: pseudo('Save'), strange: false },
  { text: 'Close Date', strange: false },
  { text: 'at most', strange: false },
  { text: '3', strange: false },
  { text: pseudo('Until the end of $1').replace('$1', 'November 22'), strange: false },
  { text: 'Save', strange: true },
  { text: `${pseudo('Save')} now`, strange: true },
  { text: pseudo('Needed for $1').replace('$1', 'nobody'), strange: true },
  { text: pseudo('Cut off at the end').slice(0, -2), strange: true },
];
for (const { text, strange } of SAID) {
  test(`“${text}” is ${strange ? 'noticed' : 'let be'}`, () =>
    assert.deepEqual(strangers([text], ANSWERS), strange ? [text] : []));
}

test('a made language keeps every place that is filled in, and is longer', () => {
  const english = sentencesOf('en');
  for (const [key, { message }] of Object.entries(sentencesOf('en-XB'))) {
    const places = (/** @type {string} */ text) => text.match(/\$\d/g) ?? [];
    assert.deepEqual(places(message), places(english[key].message), key);
    if (!NOT_WORDS.includes(key)) assert.ok(message.length > english[key].message.length);
  }
});
