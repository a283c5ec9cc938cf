// The starter nudges of Salesforce in the real extension, on record pages of real components: each is
// brought by what a person does there, and what they do next is seen as its behaviour.
import { after, before, describe, test } from 'node:test';
import { pagesAreQuiet } from '../../e2e/desk.mjs';
import {
  isRead,
  open,
  PRICING,
  PRICING_OBJECTION,
  SLIPPING,
  save,
  stage,
  staysSilent,
} from '../../e2e/stage.mjs';
import { campaignId } from '../../workplace/records.mjs';
import * as person from '../salesforce/gestures.mjs';
import { brings, wins } from './nudge.mjs';

/** A deal whose close date reads one way only, which tells how this host writes dates. */
const CLEAR_DATE = 4;
/** A webinar whose name breaks the convention, an email that keeps it, and a conference. */
const [WEBINAR, EMAIL, CONFERENCE] = [1, 2, 3].map(campaignId);

/** @type {import('../../e2e/stage.mjs').Stage} */
let day;
/** @type {import('../../e2e/stage.mjs').Tab} */
let tab;

before(async () => {
  day = await stage();
  tab = await day.browser.tab();
});
after(() => day?.close());

/** @param {Record<string, string>} fields */
const saves = (fields) => () => person.editAndSave(tab.page, fields);

describe('opportunity management', () => {
  test('the second push of a close date, and the next act of the buyer', async () => {
    await open(day, tab, CLEAR_DATE);
    const mark = await day.browser.desk.mark();
    await save(day, tab, 8, { CloseDate: '3/26/2027' });
    await isRead(day, mark, 8, ['3/26/2027']);
    await brings(day, tab, SLIPPING, saves({ CloseDate: '4/9/2027' }));
    await wins(day, tab, SLIPPING, saves({ NextStep: 'Legal returns the contract on 12 March' }));
  });

  test('an objection to the price late in a deal, and what was traded', async () => {
    await open(day, tab, 1);
    await brings(day, tab, PRICING, saves(PRICING_OBJECTION));
    await wins(day, tab, PRICING, saves({ Concession_Traded__c: 'Two years for 6 %' }));
  });

  test('a loss that says why is left alone', async () => {
    await open(day, tab, 5);
    const mark = await day.browser.desk.mark();
    await saves({ StageName: 'Closed Lost', Loss_Reason__c: 'Timing' })();
    await staysSilent(day, tab, mark, { deal: 5, reads: ['Timing'] });
  });

  test('a deal that is closed as lost without a reason, and the reason', async () => {
    await open(day, tab, 3);
    await brings(day, tab, 'loss-reason-missing', () =>
      person.closeByPath(tab.page, 'Closed Lost'),
    );
    await wins(day, tab, 'loss-reason-missing', saves({ Loss_Reason__c: 'No decision' }));
  });
});

describe('campaign quality', () => {
  before(() => day.browser.desk.set({ role: 'campaign-specialist' }));

  /** Opens a campaign; returns once the extension has read it. @param {string | undefined} id */
  async function opens(id = '') {
    const mark = await day.browser.desk.mark();
    await tab.goto(person.recordUrl(id));
    await person.waitForRecord(tab.page, id);
    await day.browser.desk.hears(
      mark,
      ({ kind, url }) => kind === 'saw' && url.includes(id),
      `the campaign ${id} is on the page`,
    );
    await pagesAreQuiet(day.browser.desk);
  }

  test('an email with a good name, before anybody can tell that it is the first, is left alone', async () => {
    day.clock.move({ days: 7 });
    await opens(EMAIL);
    const mark = await day.browser.desk.mark();
    await saves({ BudgetedCost: '700' })();
    await staysSilent(day, tab, mark);
  });

  test('a name that breaks the convention, and the one that keeps it', async () => {
    await opens(WEBINAR);
    await brings(day, tab, 'campaign-name', saves({ BudgetedCost: '4500' }));
    await wins(day, tab, 'campaign-name', saves({ Name: '2026-12 Webinar Winter workshop' }));
  });

  test('a campaign that is made active before its segment was checked, and the check', async () => {
    await opens(CONFERENCE);
    await brings(day, tab, 'segment-before-live', saves({ IsActive: 'true' }));
    await wins(day, tab, 'segment-before-live', saves({ Segment_Check__c: 'Opt-ins, 25 Nov' }));
  });

  test('the first email campaign, and what its test send showed', async () => {
    day.clock.move({ days: 15 });
    await opens(EMAIL);
    await brings(day, tab, 'first-email-campaign', saves({ NumberSent: '2600' }));
    await wins(day, tab, 'first-email-campaign', saves({ Test_Send__c: 'Fallback name added' }));
  });
});
