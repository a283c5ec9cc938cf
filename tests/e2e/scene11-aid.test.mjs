// Scene 11, the aid: a step of the card ticks itself when the page shows it done; the check is asked on the
// card, the lesson in the panel beside it, and what came of them is kept in this browser only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editAndSave } from '../pages/salesforce/gestures.mjs';
import { picture } from './artefacts.mjs';
import { answer, cardShows, isRead, open, SLIPPING, save, stage } from './stage.mjs';
import { until } from './until.mjs';

const DEAL = 8;
const NEXT_STEP = 'Legal returns the contract on 12 March';

/** The close date moves twice, by weeks each. @param {import("./stage.mjs").Stage} day @param {import("./stage.mjs").Tab} tab */
async function slipsTwice(day, tab) {
  // A date that reads one way only tells how this host writes them.
  await open(day, tab, 4);
  const before = await day.browser.desk.mark();
  await save(day, tab, DEAL, { CloseDate: '3/26/2027' });
  await isRead(day, before, DEAL, ['3/26/2027']);
  const mark = await day.browser.desk.mark();
  await editAndSave(tab.page, { CloseDate: '4/9/2027' });
  return cardShows(day, tab, mark);
}

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`in ${browser} a step ticks itself once the page shows it done`, async () => {
    const day = await stage({ in: browser });
    try {
      const tab = await day.browser.tab();
      const card = await slipsTwice(day, tab);
      assert.doesNotMatch(await card.text(), /of 3 done/);
      // What is below it can be worked on, and it hears of that all the same.
      await card.press('Make small');
      const mark = await day.browser.desk.mark();
      await editAndSave(tab.page, { NextStep: NEXT_STEP });
      await isRead(day, mark, DEAL, [NEXT_STEP]);
      await card.press("Cuecard: Date the buyer's next act, 1 minute");
      await until('the card shows it', async () => /1 of 3 done/.test(await card.text()));
      await picture(tab, 'scene11', `a step that ticked itself in ${browser}`);
      await answer(day, tab, 'Done');
    } finally {
      await day.close();
    }
  });
}

test('the check on the card schedules, the lesson opens beside the page and takes minutes', async () => {
  const day = await stage();
  try {
    const { desk } = day.browser;
    const tab = await day.browser.tab();
    const card = await slipsTwice(day, tab);
    await card.press('Test yourself');
    await card.press(/^Their legal returns the contract/);
    await card.press('Check');
    await card.says(/That is right\./);
    await picture(tab, 'scene11', 'a check that was answered');
    await card.press('Back to the card');

    await card.press(/^Lesson, /);
    const { page: lesson } = await day.browser.beside('/ui/lesson.html#');
    await lesson.getByRole('heading', { name: 'Dates that hold' }).waitFor();
    await picture(
      { screenshot: async (path) => void (await lesson.screenshot({ path })) },
      'scene11',
      'the lesson beside the page',
    );
    const before = (await desk.status()).budget;
    await lesson.evaluate(() => dispatchEvent(new Event('pagehide')));
    await until('its time is spent', async () => {
      const { budget } = await desk.status();
      return budget.seconds.spent > before.seconds.spent;
    });
    const after = await desk.status();
    assert.equal(after.budget.count.spent, before.count.spent, 'no slot');
    const learned = after.learning.find((/** @type {any} */ { nudge }) => nudge === SLIPPING);
    assert.equal(learned?.stage, 'learning', 'the check was a review');
    assert.deepEqual(after.outbox.waiting, [], 'nothing waits to leave');
  } finally {
    await day.close();
  }
});
