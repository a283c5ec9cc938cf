// What a person does on the record page, over and over; the same with the extension and without it. It waits for the
// page alone, never for the extension. No job aid waits for any of it: one over the page would be more work.
import { until } from '../../tests/e2e/until.mjs';
import {
  cancelEdit,
  edit,
  editAndSave,
  editInModalAndSave,
  followLink,
  markStep,
  openRecord,
  recordUrl,
  shownValue,
  waitForRecord,
} from '../../tests/pages/salesforce/gestures.mjs';
import { ACCOUNT_ID, opportunityId } from '../../tests/workplace/server.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../tests/workplace/server.mjs').Workplace} Workplace */
/** @typedef {import('../../tests/pages/salesforce/gestures.mjs').Setup} Setup */

/** Between two gestures: longer than the extension's own wait for a settled page, so that it reads after each. */
const PAUSE_MS = 400;
const WHEEL_PIXELS = 300;
const WHEEL_TURNS = 4;
const OPENED = opportunityId(1);
const NEXT = opportunityId(3);

/** @param {Page} page */
const pause = (page) => page.waitForTimeout(PAUSE_MS);

/**
 * One round: open, scroll, edit, cancel, a colleague's save, another record, its modal, its path, its account.
 * @param {Page} page @param {Workplace} workplace @param {Setup} setup
 */
export async function workOnce(page, workplace, setup) {
  workplace.reset();
  await page.goto(recordUrl(OPENED, setup));
  await waitForRecord(page, OPENED);
  await pause(page);
  await scroll(page);
  // Earlier than before: the aid for dates that slip would come on the third later one.
  await editAndSave(page, { CloseDate: '11/27/2026', NextStep: 'Call the buyer' });
  await pause(page);
  await edit(page, { Amount: '61000' });
  await pause(page);
  await cancelEdit(page);
  await pause(page);
  await colleagueSaves(page, workplace);
  await openRecord(page, NEXT);
  await pause(page);
  await editInModalAndSave(page, { StageName: 'Qualification' });
  await pause(page);
  await markStep(page);
  await until('the path has moved on', () => workplace.records.saves.length === 4);
  await pause(page);
  await followLink(page, ACCOUNT_ID);
  await pause(page);
}

/** Down and up again, as a wheel does. @param {Page} page */
async function scroll(page) {
  for (const turn of [1, -1])
    for (let times = 0; times < WHEEL_TURNS; times += 1) {
      await page.mouse.wheel(0, turn * WHEEL_PIXELS);
      await page.waitForTimeout(PAUSE_MS / WHEEL_TURNS);
    }
  await pause(page);
}

/** @param {Page} page @param {Workplace} workplace */
async function colleagueSaves(page, workplace) {
  const theirs = 'Ask for the signed order';
  workplace.colleagueSaves(OPENED, { NextStep: theirs });
  await until(
    'the page shows what the colleague saved',
    async () => (await shownValue(page, 'NextStep')) === theirs,
  );
  await pause(page);
}
