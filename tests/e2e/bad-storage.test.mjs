// Bad input: what the worker keeps is spoiled, or there is no room to keep anything.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  editAndSave,
  recordUrl,
  shownValue,
  waitForRecord,
} from '../pages/salesforce/gestures.mjs';
import { opportunityId } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { corrupt } from './profile.mjs';
import {
  answer,
  cardShows,
  lastDecision,
  onEachRecord,
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

const status = () => day.browser.desk.status();

test('a full disk: quiet, said in the popup, nothing lost', async () => {
  await save(day, tab, 1, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Done');
  const before = (await status()).budget;
  const full = await day.browser.desk.mark();
  await day.browser.fillDisk();
  // What cannot be remembered is not asked for: the page gets no plan, and nothing is read on it.
  await tab.goto(recordUrl(opportunityId(2)));
  await waitForRecord(tab.page, opportunityId(2));
  await editAndSave(tab.page, PRICING_OBJECTION);
  await staysSilent(day, tab, full);
  assert.equal(
    await shownValue(tab.page, 'StageName'),
    PRICING_OBJECTION.StageName,
    'the page works on',
  );
  const problem = await until('a problem is said', async () => (await status()).problems.at(-1));
  assert.ok(problem.what.length > 0 && problem.mend.length > 0);

  await day.browser.killWorker();
  assert.deepEqual((await status()).budget, before, 'nothing is lost');
  const free = await day.browser.desk.mark();
  await save(day, tab, 3, PRICING_OBJECTION);
  await cardShows(day, tab, free);
  await answer(day, tab, 'Done');
});

test('a spoiled store: kept aside, said in the popup, quiet until Monday, then it works again', async () => {
  await corrupt(day.browser.desk);
  await day.browser.killWorker();
  const { problems } = await status();
  assert.ok(problems.length > 0, 'the person is told');
  const popup = await day.browser.extensionPage('ui/popup.html');
  await picture(popup, 'bad-storage', 'popup after a spoiled store');
  await popup.close();
  await day.browser.desk.set({ role: 'account-executive' });
  // What was spent this week is unknown, so nothing more is spent in it.
  await save(day, tab, 4, PRICING_OBJECTION);
  await staysSilent(day, tab, mark, { deal: 4, reads: Object.values(PRICING_OBJECTION) });
  assert.equal((await lastDecision(day, PRICING))?.reason, 'after_loss');
  const monday = await day.browser.desk.mark();
  day.clock.setTo('2026-11-23T09:00:00-05:00');
  await save(day, tab, 5, PRICING_OBJECTION);
  await cardShows(day, tab, monday);
  await answer(day, tab, 'Done');
});
