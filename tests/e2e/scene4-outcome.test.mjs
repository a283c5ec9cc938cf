// Scene 4, outcome: what the person does in the tool is seen, whether the card was shown or withheld.
// The reports wait in the outbox here (the way to the server is down), where the test can read them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editAndSave } from '../pages/salesforce/gestures.mjs';
import { opportunityId } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { secretFor } from './profile.mjs';
import {
  answer,
  cardShows,
  lastDecision,
  open,
  PRICING,
  PRICING_OBJECTION,
  SLIPPING,
  save,
  stage,
  staysSilent,
} from './stage.mjs';
import { until } from './until.mjs';

/** A later working day, still inside both windows. */
const NEXT_DAY = { days: 1 };
/** Past the longest of both windows. */
const AFTER_THE_WINDOW = { days: 15 };
const SECRET = secretFor({ [PRICING]: 'shown', [SLIPPING]: 'withheld' });
const OTHER_SECRET = secretFor({ [PRICING]: 'withheld', [SLIPPING]: 'shown' });

/** The entries and outcomes that wait; the order in which they will leave is drawn. @param {import("./stage.mjs").Stage} day */
const waiting = async (day) =>
  (await day.browser.desk.status()).outbox.waiting
    .map((/** @type {any} */ { body }) => JSON.parse(body))
    .filter((/** @type {any} */ { kind }) => kind === 'entry' || kind === 'outcome')
    .toSorted((/** @type {any} */ one, /** @type {any} */ other) =>
      one.kind < other.kind ? -1 : 1,
    );

/** @param {any[]} bodies @param {string} nudge */
const of = (bodies, nudge) =>
  bodies
    .filter((body) => body.nudge === nudge)
    .map(({ kind, arm, outcome }) => (kind === 'outcome' ? { kind, arm, outcome } : { kind, arm }));

/** The one outcome of a nudge. @param {any[]} bodies @param {string} nudge */
const outcomeOf = (bodies, nudge) => of(bodies, nudge).find(({ kind }) => kind === 'outcome');

/**
 * The first moment of a nudge: its card, or a place without anything in it.
 * @param {import("./stage.mjs").Stage} day @param {import("./chromium.mjs").Tab} tab @param {number} mark @param {string} nudge @param {string} arm
 */
async function firstMoment(day, tab, mark, nudge, arm) {
  const seen = await day.browser.desk.hears(
    mark,
    ({ kind }) => kind === 'seen',
    'the first moment was held',
  );
  assert.ok(seen);
  if (arm === 'shown') {
    await cardShows(day, tab, mark);
    await answer(day, tab, 'Done');
  } else {
    assert.equal(await tab.card(), null, 'a withheld moment shows nothing');
    const heard = await day.browser.desk.heardSince(mark);
    assert.deepEqual(
      heard.filter(({ message }) => ['card', 'painted'].includes(message.kind)),
      [],
    );
  }
  const decision = await lastDecision(day, nudge);
  assert.equal(decision?.outcome, arm);
}

/**
 * 3/12/2027 reads both ways; a date that reads one way only, on a deal that the person opened before,
 * tells how this host writes them.
 * @param {import("./stage.mjs").Stage} day @param {import("./chromium.mjs").Tab} tab
 */
const learnsTheDates = (day, tab) => open(day, tab, 4);

const PEOPLE = [
  { secret: SECRET, pricing: 'shown', slipping: 'withheld' },
  { secret: OTHER_SECRET, pricing: 'withheld', slipping: 'shown' },
];
for (const { secret, pricing, slipping } of PEOPLE) {
  test(`pricing ${pricing}, close date ${slipping}: the change in the tool is a success in either arm`, async (context) => {
    const day = await stage({ server: true, secret });
    context.after(() => day.close());
    day.workplace.reports.mode = 'down';
    const { desk } = day.browser;
    const tab = await day.browser.tab();

    const pricingMark = await desk.mark();
    await save(day, tab, 1, PRICING_OBJECTION);
    await firstMoment(day, tab, pricingMark, PRICING, pricing);
    await picture(tab, 'scene4', `pricing ${pricing}`);

    await learnsTheDates(day, tab);
    await save(day, tab, 8, { CloseDate: '3/26/2027' });
    await pagesAreQuiet(desk);
    const slippingMark = await desk.mark();
    await editAndSave(tab.page, { CloseDate: '4/9/2027' });
    await firstMoment(day, tab, slippingMark, SLIPPING, slipping);
    assert.deepEqual(of(await waiting(day), PRICING), [{ kind: 'entry', arm: pricing }]);
    assert.deepEqual(of(await waiting(day), SLIPPING), [{ kind: 'entry', arm: slipping }]);

    day.clock.move(NEXT_DAY);
    await day.browser.killWorker();
    await save(day, tab, 8, { NextStep: 'Buyer signs the order form' });
    await pagesAreQuiet(desk);
    await save(day, tab, 1, { Concession_Traded__c: 'Two-year term' });
    await pagesAreQuiet(desk);
    const later = await desk.mark();
    await open(day, tab, 1);
    await staysSilent(day, tab, later, { deal: 1, reads: ['Two-year term'] });

    day.clock.move(AFTER_THE_WINDOW);
    await day.browser.restart();
    await until('both outcomes wait', async () => (await waiting(day)).length === 4);
    const bodies = await waiting(day);
    assert.deepEqual(outcomeOf(bodies, PRICING), {
      kind: 'outcome',
      arm: pricing,
      outcome: 'success',
    });
    assert.deepEqual(outcomeOf(bodies, SLIPPING), {
      kind: 'outcome',
      arm: slipping,
      outcome: 'success',
    });
    for (const body of bodies) {
      const fields = ['version', 'kind', 'pack', 'nudge', 'content', 'arm', 'week'];
      assert.deepEqual(
        Object.keys(body).sort(),
        [...fields, ...(body.kind === 'outcome' ? ['outcome'] : [])].sort(),
      );
    }
  });
}

test("another person's change is no success, a price cut first is a failure, and windows end unseen", async (context) => {
  const day = await stage({ server: true, secret: SECRET });
  context.after(() => day.close());
  day.workplace.reports.mode = 'down';
  const { desk } = day.browser;
  const tab = await day.browser.tab();

  const pricingMark = await desk.mark();
  await save(day, tab, 1, PRICING_OBJECTION);
  await firstMoment(day, tab, pricingMark, PRICING, 'shown');
  await learnsTheDates(day, tab);
  await save(day, tab, 8, { CloseDate: '3/26/2027' });
  await pagesAreQuiet(desk);
  const slippingMark = await desk.mark();
  await editAndSave(tab.page, { CloseDate: '4/9/2027' });
  await firstMoment(day, tab, slippingMark, SLIPPING, 'withheld');

  const mark = await desk.mark();
  day.workplace.colleagueSaves(opportunityId(8), { NextStep: "A colleague's plan" });
  await staysSilent(day, tab, mark, { deal: 8 });
  await save(day, tab, 1, { Amount: '45000' });
  await pagesAreQuiet(desk);
  await editAndSave(tab.page, { Concession_Traded__c: 'Too late' });
  await staysSilent(day, tab, mark, { deal: 1 });

  day.clock.move(AFTER_THE_WINDOW);
  await day.browser.killWorker();
  await until('both outcomes wait', async () => (await waiting(day)).length === 4);
  const bodies = await waiting(day);
  assert.deepEqual(outcomeOf(bodies, PRICING), {
    kind: 'outcome',
    arm: 'shown',
    outcome: 'failure',
  });
  assert.deepEqual(outcomeOf(bodies, SLIPPING), {
    kind: 'outcome',
    arm: 'withheld',
    outcome: 'unseen',
  });
});
