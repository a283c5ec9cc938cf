// Scene 2, budget: three a week, whatever the tabs, the worker and the clock do.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { edit, pressSave } from '../pages/salesforce/gestures.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import {
  answer,
  cardShows,
  lastDecision,
  onEachRecord,
  open,
  PRICING,
  PRICING_OBJECTION,
  save,
  stage,
  staysSilent,
} from './stage.mjs';
import { until } from './until.mjs';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
let mark = 0;

before(async () => {
  day = await stage({ content: onEachRecord });
  tab = await day.browser.tab();
});
beforeEach(async () => {
  mark = await day.browser.desk.mark();
});
after(() => day?.close());

const spent = async () => (await day.browser.desk.status()).budget.count.spent;

for (const deal of [1, 2]) {
  test(`card ${deal} of the week shows`, async () => {
    await save(day, tab, deal, PRICING_OBJECTION);
    await cardShows(day, tab, mark);
    await answer(day, tab, 'Done');
    assert.equal(await spent(), deal);
  });
}

test('two tabs at once spend the last card once, though the worker is killed in between', async () => {
  const other = await day.browser.tab();
  for (const [place, deal] of /** @type {const} */ ([
    [tab, 3],
    [other, 4],
  ])) {
    await open(day, place, deal);
    await edit(place.page, PRICING_OBJECTION);
  }
  await Promise.all([pressSave(tab.page), pressSave(other.page)]);
  await day.browser.killWorker();

  const shown = await until('a card in one of the tabs', async () => {
    for (const place of [tab, other]) if (await place.card()) return place;
  });
  await cardShows(day, shown, mark);
  await pagesAreQuiet(day.browser.desk);
  const cards = await Promise.all([tab.card(), other.card()]);
  assert.equal(cards.filter(Boolean).length, 1, 'one card for one slot');
  assert.equal(await spent(), 3);
  const [last] = (await day.browser.desk.status()).decisions;
  assert.equal(last.outcome, 'silent', 'the other tab stays silent');
  // While the card is still open that is the first reason; once it is closed, the budget is.
  assert.ok(['card_open', 'budget_count'].includes(last.reason), last.reason);
  await picture(shown, 'scene2', 'the last card of the week');
  await answer(day, shown, 'Done');
  await other.close();
});

test('the fourth of the week is withheld with reason budget', async () => {
  await save(day, tab, 5, PRICING_OBJECTION);
  await staysSilent(day, tab, mark, { deal: 5, reads: Object.values(PRICING_OBJECTION) });
  assert.deepEqual(pick(await lastDecision(day, PRICING)), {
    outcome: 'silent',
    reason: 'budget_count',
  });
  const popup = await day.browser.extensionPage('ui/popup.html');
  await until('the popup says so', async () =>
    /No cards left/.test(await popup.page.locator('body').innerText()),
  );
  await picture(popup, 'scene2', 'popup with no cards left');
  await popup.close();
});

test('late on Sunday it is still this week, though UTC is on Monday', async () => {
  day.clock.setTo('2026-11-22T23:30:00-05:00');
  await save(day, tab, 6, PRICING_OBJECTION);
  await staysSilent(day, tab, mark, { deal: 6, reads: Object.values(PRICING_OBJECTION) });
  assert.deepEqual(pick(await lastDecision(day, PRICING)), {
    outcome: 'silent',
    reason: 'budget_count',
  });
});

test("next Monday in the person's own week it is back", async () => {
  day.clock.setTo('2026-11-23T00:05:00-05:00');
  assert.equal(await spent(), 0);
  await save(day, tab, 8, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await picture(tab, 'scene2', 'back on Monday');
  await answer(day, tab, 'Done');
  const { budget } = await day.browser.desk.status();
  assert.deepEqual(
    [budget.starts, budget.ends, budget.count.spent],
    ['2026-11-23', '2026-11-29', 1],
  );
});

/** @param {{ outcome: string, reason: string }} decision */
function pick({ outcome, reason }) {
  return { outcome, reason };
}
