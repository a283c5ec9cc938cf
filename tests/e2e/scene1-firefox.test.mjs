// Scene 1 in Firefox: the same page, the same gestures, the same aid.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { editAndSave } from '../pages/salesforce/gestures.mjs';
import { opportunityId } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import {
  answer,
  cardShows,
  lastDecision,
  open,
  PRICING,
  PRICING_OBJECTION,
  save,
  stage,
  staysSilent,
} from './stage.mjs';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./stage.mjs").Tab} */
let tab;

before(async () => {
  day = await stage({ in: 'firefox' });
  tab = await day.browser.tab();
});
after(() => day?.close());

test('late stage alone is silent', async () => {
  const mark = await day.browser.desk.mark();
  await save(day, tab, 2, { StageName: 'Negotiation/Review' });
  await staysSilent(day, tab, mark, { deal: 2, reads: ['Negotiation/Review'] });
});

test("another person's save is silent", async () => {
  await open(day, tab, 4);
  const mark = await day.browser.desk.mark();
  day.workplace.colleagueSaves(opportunityId(4), PRICING_OBJECTION);
  await staysSilent(day, tab, mark, { deal: 4, reads: Object.values(PRICING_OBJECTION) });
});

test('an own save that makes both true shows the pricing aid', async () => {
  const mark = await day.browser.desk.mark();
  await open(day, tab, 1);
  await editAndSave(tab.page, PRICING_OBJECTION);
  const card = await cardShows(day, tab, mark);
  await picture(tab, 'scene1', 'pricing aid in Firefox');
  assert.match(await card.text(), /Trade, do not give/);
  assert.equal((await lastDecision(day, PRICING))?.outcome, 'shown');
  await answer(day, tab, 'Done');
});
