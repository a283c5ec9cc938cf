// Scene 3, answer: each answer does what it says, and outlives the worker and the browser.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { picture } from './artefacts.mjs';
import {
  answer,
  cardShows,
  kept,
  lastDecision,
  onEachRecord,
  PRICING,
  PRICING_OBJECTION,
  save,
  stage,
  staysSilent,
  survives,
} from './stage.mjs';
import { until } from './until.mjs';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
let mark = 0;

before(async () => {
  day = await stage({ content: onEachRecord });
});
// A restart closes the tabs of the test before.
beforeEach(async () => {
  tab = await day.browser.tab();
  mark = await day.browser.desk.mark();
});
after(() => day?.close());

const status = () => day.browser.desk.status();

/** In order of the week: each row names what the person has spent after it, and the deal that brings the card. */
const ANSWERS = [
  { name: 'Done', deal: 1, spent: 1, muted: false },
  { name: 'Later', deal: 2, spent: 2, muted: false },
  { name: 'Not relevant', deal: 3, spent: 2, muted: false },
  { name: 'Never again', deal: 4, spent: 3, muted: true },
];
for (const { name, deal, spent, muted } of ANSWERS) {
  test(`${name} does what it says and survives`, async () => {
    await save(day, tab, deal, PRICING_OBJECTION);
    await cardShows(day, tab, mark);
    const seconds = (await status()).budget.seconds.spent;
    await answer(day, tab, name);
    const after = await status();
    assert.equal(after.budget.count.spent, spent, 'cards spent');
    if (name === 'Not relevant')
      assert.ok(after.budget.seconds.spent <= seconds, 'its time is given back');
    assert.deepEqual(
      after.muted.map((/** @type {any} */ { nudge }) => nudge),
      muted ? [PRICING] : [],
    );
    await survives(day);
    // Not while the person is still at it: the next matching moment is half an hour away.
    if (name === 'Later') day.clock.move({ minutes: 31 });
  });
}

test('nothing of it is lost when the browser crashes right after', async () => {
  const before = await kept(day);
  await day.browser.crash();
  assert.deepEqual(await kept(day), before);
});

test('never again is never again, also in a week with cards to spend', async () => {
  day.clock.setTo('2026-11-23T09:00:00-05:00');
  await save(day, tab, 5, PRICING_OBJECTION);
  await staysSilent(day, tab, mark, { deal: 5, reads: Object.values(PRICING_OBJECTION) });
  const { outcome, reason } = await lastDecision(day, PRICING);
  assert.deepEqual({ outcome, reason }, { outcome: 'silent', reason: 'muted' });
  assert.equal((await status()).budget.count.spent, 0);
});

test('the popup brings it back', async () => {
  const popup = await day.browser.extensionPage('ui/popup.html');
  await picture(popup, 'scene3', 'popup with a muted card');
  await popup.page.getByRole('button', { name: /^Show again/ }).click();
  await until('nothing is muted', async () => (await status()).muted.length === 0);
  await popup.close();
  await save(day, tab, 6, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Close');
  assert.equal((await status()).budget.count.spent, 1, 'any way of closing counts');
});
