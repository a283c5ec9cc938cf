// Scene 1, show: the right aid at the right moment, and silence everywhere else.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  cancelEdit,
  edit,
  editAndSave,
  fill,
  openModal,
  pressSave,
  recordUrl,
  waitForRecord,
} from '../pages/salesforce/gestures.mjs';
import { ACCOUNT_ID, opportunityId, SALESFORCE_HOST } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { stands, whole } from './inline-card.mjs';
import {
  answer,
  cardShows,
  lastDecision,
  onEachRecord,
  open,
  PRICING,
  PRICING_OBJECTION,
  SLIPPING,
  save,
  stage,
  staysSilent,
} from './stage.mjs';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
/** What had been heard when the test began. */
let mark = 0;

before(async () => {
  day = await stage({ content: onEachRecord });
  tab = await day.browser.tab();
});
beforeEach(async () => {
  mark = await day.browser.desk.mark();
});
after(() => day?.close());

const READS_BOTH = { reads: Object.values(PRICING_OBJECTION) };

test('an unknown page is left alone', async () => {
  await tab.goto(`https://${SALESFORCE_HOST}/lightning/page/home`);
  await day.browser.desk.hears(mark, ({ kind }) => kind === 'arrived', 'the person is at home');
  await staysSilent(day, tab, mark);
  const heard = await day.browser.desk.heardSince(mark);
  assert.ok(
    heard.every(({ message }) => message.kind === 'arrived'),
    'nothing of the page is read',
  );
});

test('a record of another kind is left alone', async () => {
  await tab.goto(recordUrl(ACCOUNT_ID));
  await waitForRecord(tab.page, ACCOUNT_ID);
  await staysSilent(day, tab, mark);
  const heard = await day.browser.desk.heardSince(mark);
  assert.ok(
    heard.every(({ message }) => message.kind === 'arrived'),
    'nothing of the page is read',
  );
});

test('a half-loaded page, left in the middle, does no harm', async () => {
  const id = opportunityId(2);
  await tab.goto(recordUrl(id, { slow: 2000 }));
  await pagesAreQuiet(day.browser.desk);
  assert.equal(
    await tab.page.locator('.test-id__field-value').count(),
    0,
    'the details are still on their way',
  );
  await tab.page.locator('a[href="/lightning/page/home"]').click();
  await staysSilent(day, tab, mark);
});

/** @type {{ title: string, deal: number, fields: Record<string, string> }[]} */
const ALONE = [
  {
    title: 'late stage alone is silent',
    deal: 2,
    fields: { StageName: PRICING_OBJECTION.StageName },
  },
  {
    title: 'the objection alone is silent',
    deal: 3,
    fields: { Primary_Objection__c: PRICING_OBJECTION.Primary_Objection__c },
  },
  {
    title: 'late stage with another objection is silent',
    deal: 3,
    fields: { StageName: PRICING_OBJECTION.StageName, Primary_Objection__c: 'Competitor' },
  },
];
for (const { title, deal, fields } of ALONE) {
  test(title, async () => {
    await save(day, tab, deal, fields);
    await staysSilent(day, tab, mark, { deal, reads: Object.values(fields) });
  });
}

test("another person's save is silent, and so is an own save that did not make it true", async () => {
  await open(day, tab, 4);
  day.workplace.colleagueSaves(opportunityId(4), PRICING_OBJECTION);
  await staysSilent(day, tab, mark, { deal: 4, ...READS_BOTH });
  const own = await day.browser.desk.mark();
  await editAndSave(tab.page, { NextStep: 'Ask for the comparison' });
  await day.browser.desk.hears(
    own,
    ({ kind, act }) => kind === 'saw' && act === 'save',
    'the person saved',
  );
  await staysSilent(day, tab, mark);
});

test('a cancelled edit is silent', async () => {
  await open(day, tab, 5);
  await edit(tab.page, { Primary_Objection__c: 'Pricing' });
  await cancelEdit(tab.page);
  await staysSilent(day, tab, mark, { deal: 5 });
  assert.equal(day.workplace.records.get(opportunityId(5))?.fields.Primary_Objection__c, null);
});

test('a refused save is silent until it is mended', async () => {
  await open(day, tab, 6);
  await edit(tab.page, { ...PRICING_OBJECTION, CloseDate: '' });
  await pressSave(tab.page);
  await tab.page.locator('.active .pageLevelErrors li').first().waitFor();
  await day.browser.desk.hears(
    mark,
    ({ kind, act }) => kind === 'saw' && act === 'save',
    'the person tried to save',
  );
  await staysSilent(day, tab, mark);
  await picture(tab, 'scene1', 'refused save stays silent');

  await fill(tab.page, 'CloseDate', '1/29/2027');
  await pressSave(tab.page);
  const card = await cardShows(day, tab, mark);
  assert.match(await card.text(), /price/i);
  await answer(day, tab, 'Done');
});

test('an own save that makes both true shows the pricing aid', async () => {
  const pageBefore = new Set(
    day.workplace.log.flatMap((entry) => (entry.kind === 'request' ? [entry.host] : [])),
  );
  await save(day, tab, 1, PRICING_OBJECTION);
  const card = await cardShows(day, tab, mark);
  await picture(tab, 'scene1', 'pricing aid on the record page');
  const text = await card.text();
  assert.match(text, /Trade, do not give/);
  assert.match(text, /Done[\s\S]*Later[\s\S]*Not relevant[\s\S]*Never again/);
  assert.equal((await lastDecision(day, PRICING))?.outcome, 'shown');
  assert.equal(
    await tab.page.locator('iframe').count(),
    0,
    'the page itself cannot reach the card',
  );

  // The form that Edit opens has an address of its own: the card waits behind it.
  await openModal(tab.page);
  assert.match(tab.page.url(), /\/edit\b/);
  await stands(tab, 'it is hidden behind the form', ({ visible }) => !visible);
  await fill(tab.page, 'NextStep', 'Ask what they would give for it');
  await pressSave(tab.page);
  await waitForRecord(tab.page, opportunityId(1));
  await stands(tab, 'it is there after the form', whole);
  assert.equal(await (await tab.card())?.text(), text);
  await openModal(tab.page);
  await cancelEdit(tab.page);
  await stands(tab, 'it is there after a form that was left', whole);
  await answer(day, tab, 'Done');
  const hosts = day.workplace.log.flatMap((entry) =>
    entry.kind === 'request' ? [entry.host] : [],
  );
  assert.ok(pageBefore.has(SALESFORCE_HOST) && hosts.includes(SALESFORCE_HOST));
});

test('the same record does not bring it up again', async () => {
  await open(day, tab, 1);
  await editAndSave(tab.page, { StageName: 'Qualification' });
  await editAndSave(tab.page, { StageName: PRICING_OBJECTION.StageName });
  await staysSilent(day, tab, mark, { deal: 1, ...READS_BOTH });
});

/** Deal 8 closes on 12 March 2027 at first. */
test('the second own push by two weeks shows the close date aid, the first does not', async () => {
  await save(day, tab, 8, { CloseDate: '3/26/2027' });
  await staysSilent(day, tab, mark, { deal: 8 });
  await editAndSave(tab.page, { CloseDate: '4/9/2027' });
  const card = await cardShows(day, tab, mark);
  await picture(tab, 'scene1', 'close date aid on the record page');
  assert.match(await card.text(), /Date the buyer/);
  assert.equal((await lastDecision(day, SLIPPING))?.outcome, 'shown');
  await answer(day, tab, 'Done');
});

/** Deal 9 closes on 22 December 2026 at first. Each row changes it twice, the second time without a card. */
const NO_PUSHES = [
  { title: "a colleague's push does not count", first: '2027-01-22', second: '2/12/2027' },
  { title: 'thirteen days are no push', first: null, second: '2/25/2027' },
  { title: 'an earlier date is no push', first: null, second: '1/4/2027' },
];
for (const { title, first, second } of NO_PUSHES) {
  test(title, async () => {
    day.clock.setTo('2026-11-23T09:00:00-05:00');
    await open(day, tab, 9);
    if (first) day.workplace.colleagueSaves(opportunityId(9), { CloseDate: first });
    if (first) await staysSilent(day, tab, mark, { deal: 9 });
    await editAndSave(tab.page, { CloseDate: second });
    await staysSilent(day, tab, mark, { deal: 9 });
  });
}

test('the aid shows in native shadow too, where nothing of the page is in the light', async () => {
  day.clock.setTo('2026-11-23T10:00:00-05:00');
  await open(day, tab, 10, { shadow: 'native' });
  await editAndSave(tab.page, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await picture(tab, 'scene1', 'pricing aid in native shadow');
  await answer(day, tab, 'Close');
});
