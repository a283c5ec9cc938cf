// Which changes on Salesforce's record pages count as the person's own: what they saved themselves, by any
// gesture, once; never what was refused, left or done by a colleague, in whatever order.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from '../../e2e/chromium.mjs';
import { clock as makeClock } from '../../e2e/clock.mjs';
import { pagesAreQuiet } from '../../e2e/desk.mjs';
import { get } from '../../e2e/profile.mjs';
import { PAGES, ROLE, WEDNESDAY } from '../../e2e/stage.mjs';
import { until } from '../../e2e/until.mjs';
import { CAMPAIGN_ID, CASE_ID, opportunityId } from '../../workplace/records.mjs';
import { startWorkplace } from '../../workplace/server.mjs';
import { buildPage } from '../salesforce/build.mjs';
import * as person from '../salesforce/gestures.mjs';
import { countingExtension } from './salesforce-scene.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../salesforce/gestures.mjs').Setup} Setup */
/** @typedef {{ page: Page, colleague: (fields: Record<string, string | number | null>) => void,
 *   read: () => Promise<void> }} Scene `read` waits until the extension has read what the page shows */
/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} [id]
 * @property {Setup} [setup]
 * @property {(scene: Scene) => Promise<unknown>} does
 * @property {string[]} counts the facts whose change counts, each once
 */

/** Its close date is after the twelfth, so it reads one way only. */
const ID = opportunityId(4);
const NATIVE = /** @type {const} */ ({ shadow: 'native' });
const DYNAMIC = /** @type {const} */ ({ forms: 'dynamic' });
const GERMAN = { locale: 'de-DE', lang: 'de' };

/** Every kind of field, as it is typed and what then counts. @type {Record<string, string>} */
const EVERYTHING = {
  CloseDate: '12/28/2026',
  Amount: '97000',
  Probability: '60',
  NextStep: 'Meet the board',
  StageName: 'Negotiation/Review',
  ForecastCategoryName: 'Commit',
  Type: 'New Business',
  Primary_Objection__c: 'Pricing',
  Loss_Reason__c: 'Price',
  Description: 'Two sites',
};
const EVERY_CHANGE =
  `amount close_date deal_phase description forecast_category loss_reason next_step objection
  probability stage type`.split(/\s+/);
const IN_GERMAN = { CloseDate: '28.12.2026', Amount: '97000,5', StageName: 'Negotiation/Review' };

/** @param {Page} page @param {string} field @param {string} text */
const shows = (page, field, text) =>
  until(`the page shows ${text}`, async () => (await person.shownValue(page, field)) === text);

/** A save that the server refuses. @param {Page} page */
async function isRefused(page) {
  await person.fill(page, 'Probability', '400');
  await person.pressSave(page);
  await page.locator('.fieldLevelErrors').waitFor();
}

/** @param {Page} page @param {string} stage as the path names it */
const pathShows = (page, stage) =>
  page.locator(`.active li.slds-is-current[data-name="${stage}"]`).waitFor();

/** @type {Case[]} */
const OWN = [
  .../** @type {[string, Setup][]} */ ([
    ['page layout', {}],
    ['native shadow', NATIVE],
    ['Dynamic Forms', DYNAMIC],
    ['Dynamic Forms, native shadow', { ...DYNAMIC, ...NATIVE }],
    ['console', { app: 'console' }],
    ['another record before it', { neighbours: 'before' }],
  ]).flatMap(([name, setup]) => [
    {
      name: `inline, ${name}`,
      setup,
      does: (/** @type {Scene} */ { page }) => person.editAndSave(page, EVERYTHING),
      counts: EVERY_CHANGE,
    },
    {
      name: `in the modal, ${name}`,
      setup,
      does: (/** @type {Scene} */ { page }) => person.editInModalAndSave(page, EVERYTHING),
      counts: EVERY_CHANGE,
    },
    {
      name: `by the path, ${name}`,
      setup,
      async does(/** @type {Scene} */ { page }) {
        await person.markStep(page);
        await pathShows(page, 'Proposal/Price Quote');
      },
      counts: ['deal_phase', 'stage'],
    },
    {
      name: `lost by the path, ${name}`,
      setup,
      async does(/** @type {Scene} */ { page }) {
        await person.closeByPath(page, 'Closed Lost');
        await pathShows(page, 'Closed Lost');
      },
      counts: ['deal_phase', 'stage'],
    },
  ]),
  {
    name: 'German: inline, although its stages are translated',
    setup: GERMAN,
    does: ({ page }) => person.editAndSave(page, IN_GERMAN),
    counts: ['amount', 'close_date', 'deal_phase', 'stage'],
  },
  {
    name: 'German: in the modal',
    setup: GERMAN,
    does: ({ page }) => person.editInModalAndSave(page, IN_GERMAN),
    counts: ['amount', 'close_date', 'deal_phase', 'stage'],
  },
  {
    name: 'German: by the path',
    setup: GERMAN,
    async does({ page }) {
      await person.markStep(page, 'Qualification');
      await pathShows(page, 'Qualification');
    },
    counts: ['stage'],
  },
  {
    name: 'by keys alone',
    async does({ page }) {
      await person.startEdit(page, 'StageName');
      await person.chooseByKeys(page, 'StageName', 'Qualification');
      await person.pressSaveByKey(page);
      await shows(page, 'StageName', 'Qualification');
    },
    counts: ['stage'],
  },
  {
    name: 'a date that moves two weeks, with its event',
    does: ({ page }) => person.editAndSave(page, { CloseDate: '1/15/2027' }),
    counts: ['close_date', 'close_date_pushed_back'],
  },
  {
    name: 'twice',
    async does({ page, read }) {
      await person.editAndSave(page, { NextStep: 'One' });
      await shows(page, 'NextStep', 'One');
      await read();
      await person.editInModalAndSave(page, { NextStep: 'Two' });
      await shows(page, 'NextStep', 'Two');
    },
    counts: ['next_step', 'next_step'],
  },
  {
    name: 'a picklist that is emptied, in German',
    setup: GERMAN,
    async does({ page, read }) {
      await person.editAndSave(page, { Primary_Objection__c: 'Timing' });
      await read();
      await person.editInModalAndSave(page, { Primary_Objection__c: '' });
    },
    counts: ['objection', 'objection'],
  },
  {
    name: 'refused, corrected and saved',
    async does({ page }) {
      await person.edit(page, { NextStep: 'Ask again' });
      await isRefused(page);
      await person.fill(page, 'Probability', '55');
      await person.pressSave(page);
      await shows(page, 'NextStep', 'Ask again');
    },
    counts: ['next_step', 'probability'],
  },
  {
    name: 'the path refuses as won, then takes as lost',
    async does({ page, read }) {
      await person.editAndSave(page, { Amount: '' });
      await read();
      await person.closeByPath(page, 'Closed Won');
      await page.locator('.forceToastMessage[data-key=error]').waitFor();
      await page.locator('.uiModal .slds-modal__close').click();
      await read();
      await person.closeByPath(page, 'Closed Lost');
      await pathShows(page, 'Closed Lost');
    },
    counts: ['amount', 'deal_phase', 'stage'],
  },
  {
    name: 'a campaign',
    id: CAMPAIGN_ID,
    does: ({ page }) =>
      person.editAndSave(page, {
        StartDate: '12/14/2026',
        EndDate: '2/15/2027',
        NumberSent: '1300',
        BudgetedCost: '4500',
        Status: 'In Progress',
        Name: 'Winter workshop',
      }),
    counts: ['budgeted_cost', 'end_date', 'name', 'number_sent', 'start_date', 'status'],
  },
  {
    name: 'a case along its path',
    id: CASE_ID,
    async does({ page }) {
      await person.markStep(page);
      await shows(page, 'Status', 'Escalated');
    },
    counts: ['status'],
  },
];

/** @type {Case[]} */
const NOT_OWN = [
  {
    name: 'a form that is cancelled, and a colleague who then saves the same',
    async does({ page, colleague }) {
      await person.edit(page, { NextStep: 'The same', StageName: 'Negotiation/Review' });
      await person.cancelEdit(page);
      colleague({ NextStep: 'The same', StageName: 'Negotiation/Review' });
      await shows(page, 'NextStep', 'The same');
    },
    counts: [],
  },
  {
    name: 'a form that is refused and cancelled, and a colleague who then saves the same',
    async does({ page, colleague }) {
      await person.edit(page, { NextStep: 'The same' });
      await isRefused(page);
      await person.cancelEdit(page);
      colleague({ NextStep: 'The same' });
      await shows(page, 'NextStep', 'The same');
    },
    counts: [],
  },
  ...['button', 'cross', 'Escape'].map((way) => ({
    name: `a modal that is left by ${way}, and a colleague who then saves the same`,
    async does(/** @type {Scene} */ { page, colleague }) {
      await person.openModal(page);
      await person.fill(page, 'NextStep', 'The same');
      await leaveModal(page, way);
      colleague({ NextStep: 'The same' });
      await shows(page, 'NextStep', 'The same');
    },
    counts: [],
  })),
  ...['button', 'cross'].map((way) => ({
    name: `a modal that is refused and left by ${way}, and a colleague who then saves the same`,
    async does(/** @type {Scene} */ { page, colleague }) {
      await person.openModal(page);
      await person.fill(page, 'NextStep', 'The same');
      await isRefused(page);
      await leaveModal(page, way);
      colleague({ NextStep: 'The same' });
      await shows(page, 'NextStep', 'The same');
    },
    counts: [],
  })),
  {
    name: 'a colleague alone, on everything',
    async does({ page, colleague }) {
      colleague({
        CloseDate: '2027-02-15',
        Amount: 1,
        StageName: 'Closed Lost',
        NextStep: 'Theirs',
      });
      await shows(page, 'NextStep', 'Theirs');
    },
    counts: [],
  },
  {
    name: 'a colleague while the form is open: only the own field',
    async does({ page, colleague }) {
      await person.edit(page, { NextStep: 'Mine' });
      colleague({ CloseDate: '2027-02-15', StageName: 'Negotiation/Review' });
      await pathShows(page, 'Negotiation/Review');
      await person.pressSave(page);
      await shows(page, 'NextStep', 'Mine');
    },
    counts: ['next_step'],
  },
  {
    name: 'a colleague who overwrites what was saved: the own change, not theirs',
    async does({ page, colleague, read }) {
      await person.editAndSave(page, { NextStep: 'Mine' });
      await read();
      colleague({ NextStep: 'Theirs', Amount: 5 });
      await shows(page, 'NextStep', 'Theirs');
    },
    counts: ['next_step'],
  },
  {
    name: 'a step that is only looked at, and a colleague who takes it',
    async does({ page, colleague }) {
      await page.locator('.active li[data-name="Negotiation/Review"] a').click();
      colleague({ StageName: 'Negotiation/Review' });
      await pathShows(page, 'Negotiation/Review');
    },
    counts: [],
  },
  {
    name: 'a question as what it is closed that is left, and a colleague who closes',
    async does({ page, colleague }) {
      await person.markStep(page, 'Closed');
      await page.locator('.uiModal select').selectOption('Closed Won');
      await page.locator('.uiModal .slds-modal__close').click();
      colleague({ StageName: 'Closed Won' });
      await pathShows(page, 'Closed Won');
    },
    counts: [],
  },
  {
    name: 'a form that is left open in a workspace behind',
    setup: { app: 'console' },
    async does({ page, colleague, read }) {
      await person.edit(page, { NextStep: 'Never saved' });
      await person.openRecord(page, opportunityId(6));
      await read();
      colleague({ NextStep: 'Never saved' });
      await person.editAndSave(page, { NextStep: 'In front' });
      await shows(page, 'NextStep', 'In front');
    },
    counts: ['next_step'],
  },
];

/** @param {Page} page @param {string} way */
async function leaveModal(page, way) {
  if (way === 'button') await person.cancelEdit(page);
  else if (way === 'cross') await page.locator('.uiModal .slds-modal__close').click();
  else await page.keyboard.press('Escape');
  await page.locator('.oneRecordActionWrapper').waitFor({ state: 'detached' });
}

describe('own changes on Salesforce', () => {
  /** @type {(() => unknown)[]} */
  const ends = [];
  /** @type {import('../../e2e/chromium.mjs').Browser} */
  let browser;
  /** @type {import('../../workplace/server.mjs').Workplace} */
  let workplace;

  before(async () => {
    await buildPage(PAGES);
    const counting = countingExtension();
    ends.push(counting.forget);
    const clock = makeClock({ start: WEDNESDAY });
    ends.push(clock.close);
    workplace = await startWorkplace({ pages: PAGES });
    ends.push(workplace.close);
    browser = await launch({ extension: counting.extension, workplace, clock });
    ends.push(browser.forget, browser.close);
    await browser.desk.set({ role: ROLE });
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  /** How often each event was counted so far. @returns {Promise<Record<string, number>>} */
  async function counted() {
    await pagesAreQuiet(browser.desk);
    await browser.desk.status();
    const { history } = JSON.parse(await get(browser.desk, 'ledger'));
    /** @param {Record<string, number>} days */
    const all = (days) => Object.values(days).reduce((sum, count) => sum + count, 0);
    return Object.fromEntries(Object.entries(history).map(([event, days]) => [event, all(days)]));
  }

  for (const { name, id = ID, setup = {}, does, counts } of [...OWN, ...NOT_OWN])
    test(name, async () => {
      workplace.reset();
      const earlier = await counted();
      const mark = await browser.desk.mark();
      const tab = await browser.tab();
      await tab.goto(person.recordUrl(id, setup));
      await person.waitForRecord(tab.page, id);
      await browser.desk.hears(mark, ({ kind }) => kind === 'saw', 'the record is on the page');
      await pagesAreQuiet(browser.desk);
      const colleague = (/** @type {Record<string, string | number | null>} */ fields) =>
        workplace.colleagueSaves(id, fields);
      const read = () => pagesAreQuiet(browser.desk);
      await does({ page: tab.page, colleague, read });
      const now = await counted();
      const found = Object.entries(now).flatMap(([event, count]) =>
        Array(count - (earlier[event] ?? 0)).fill(event.replace(/_changed$/, '')),
      );
      assert.deepEqual(found.toSorted(), counts.toSorted());
      await tab.close();
    });
});
