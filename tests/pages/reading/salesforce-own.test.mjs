// Which changes on Salesforce's record pages count as the person's own: what they saved themselves, by any
// gesture, once; never what was refused, left or done by a colleague, in whatever order.
import { describe } from 'node:test';
import { until } from '../../e2e/until.mjs';
import { CAMPAIGN_ID, CASE_ID, opportunityId } from '../../workplace/records.mjs';
import * as person from '../salesforce/gestures.mjs';
import { ownChangesAt } from './own-changes.mjs';
import { SALESFORCE } from './systems.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../salesforce/gestures.mjs').Setup} Setup */
/** @typedef {import('./scene.mjs').Workplace} Workplace */
/** @typedef {import('./own-changes.mjs').Scene<Workplace>} Scene */
/** @typedef {import('./own-changes.mjs').Case<Workplace, Setup>} Case */

const { record: ID } = SALESFORCE;
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
      opening: setup,
      does: (/** @type {Scene} */ { page }) => person.editAndSave(page, EVERYTHING),
      counts: EVERY_CHANGE,
    },
    {
      name: `in the modal, ${name}`,
      opening: setup,
      does: (/** @type {Scene} */ { page }) => person.editInModalAndSave(page, EVERYTHING),
      counts: EVERY_CHANGE,
    },
    {
      name: `by the path, ${name}`,
      opening: setup,
      async does(/** @type {Scene} */ { page }) {
        await person.markStep(page);
        await pathShows(page, 'Proposal/Price Quote');
      },
      counts: ['deal_phase', 'stage'],
    },
    {
      name: `lost by the path, ${name}`,
      opening: setup,
      async does(/** @type {Scene} */ { page }) {
        await person.closeByPath(page, 'Closed Lost');
        await pathShows(page, 'Closed Lost');
      },
      counts: ['deal_lost', 'deal_phase', 'stage'],
    },
  ]),
  {
    name: 'German: inline, although its stages are translated',
    opening: GERMAN,
    does: ({ page }) => person.editAndSave(page, IN_GERMAN),
    counts: ['amount', 'close_date', 'deal_phase', 'stage'],
  },
  {
    name: 'German: in the modal',
    opening: GERMAN,
    does: ({ page }) => person.editInModalAndSave(page, IN_GERMAN),
    counts: ['amount', 'close_date', 'deal_phase', 'stage'],
  },
  {
    name: 'German: by the path',
    opening: GERMAN,
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
    opening: GERMAN,
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
    counts: ['amount', 'deal_lost', 'deal_phase', 'stage'],
  },
  {
    name: 'a campaign',
    record: CAMPAIGN_ID,
    does: ({ page }) =>
      person.editAndSave(page, {
        StartDate: '12/14/2026',
        EndDate: '2/15/2027',
        NumberSent: '1300',
        BudgetedCost: '4500',
        Status: 'In Progress',
        IsActive: 'true',
        Name: 'Winter workshop',
      }),
    counts: [
      'budgeted_cost',
      'end_date',
      'is_active',
      'name',
      'number_sent',
      'start_date',
      'status',
    ],
  },
  .../** @type {[string, Setup][]} */ ([
    ['native shadow', NATIVE],
    ['Dynamic Forms', DYNAMIC],
    ['Dynamic Forms, native shadow', { ...DYNAMIC, ...NATIVE }],
    ['German', GERMAN],
  ]).map(([name, opening]) => ({
    name: `a campaign that is made active and put to sleep again, ${name}`,
    record: CAMPAIGN_ID,
    opening,
    async does(/** @type {Scene} */ { page, read }) {
      await person.editAndSave(page, { IsActive: 'true' });
      await read();
      await person.editInModalAndSave(page, { IsActive: 'false' });
    },
    counts: ['is_active', 'is_active'],
  })),
  {
    name: 'a case along its path',
    record: CASE_ID,
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
    name: 'a campaign that is ticked and left, and a colleague who then makes it active',
    record: CAMPAIGN_ID,
    async does({ page, site }) {
      await person.edit(page, { IsActive: 'true' });
      await person.cancelEdit(page);
      site.colleagueSaves(CAMPAIGN_ID, { IsActive: true, Description: 'Theirs' });
      await shows(page, 'Description', 'Theirs');
    },
    counts: [],
  },
  {
    name: 'a form that is cancelled, and a colleague who then saves the same',
    async does({ page, site }) {
      await person.edit(page, { NextStep: 'The same', StageName: 'Negotiation/Review' });
      await person.cancelEdit(page);
      site.colleagueSaves(ID, { NextStep: 'The same', StageName: 'Negotiation/Review' });
      await shows(page, 'NextStep', 'The same');
    },
    counts: [],
  },
  {
    name: 'a form that is refused and cancelled, and a colleague who then saves the same',
    async does({ page, site }) {
      await person.edit(page, { NextStep: 'The same' });
      await isRefused(page);
      await person.cancelEdit(page);
      site.colleagueSaves(ID, { NextStep: 'The same' });
      await shows(page, 'NextStep', 'The same');
    },
    counts: [],
  },
  ...['button', 'cross', 'Escape'].map((way) => ({
    name: `a modal that is left by ${way}, and a colleague who then saves the same`,
    async does(/** @type {Scene} */ { page, site }) {
      await person.openModal(page);
      await person.fill(page, 'NextStep', 'The same');
      await leaveModal(page, way);
      site.colleagueSaves(ID, { NextStep: 'The same' });
      await shows(page, 'NextStep', 'The same');
    },
    counts: [],
  })),
  ...['button', 'cross'].map((way) => ({
    name: `a modal that is refused and left by ${way}, and a colleague who then saves the same`,
    async does(/** @type {Scene} */ { page, site }) {
      await person.openModal(page);
      await person.fill(page, 'NextStep', 'The same');
      await isRefused(page);
      await leaveModal(page, way);
      site.colleagueSaves(ID, { NextStep: 'The same' });
      await shows(page, 'NextStep', 'The same');
    },
    counts: [],
  })),
  {
    name: 'a colleague alone, on everything',
    async does({ page, site }) {
      site.colleagueSaves(ID, {
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
    async does({ page, site }) {
      await person.edit(page, { NextStep: 'Mine' });
      site.colleagueSaves(ID, { CloseDate: '2027-02-15', StageName: 'Negotiation/Review' });
      await pathShows(page, 'Negotiation/Review');
      await person.pressSave(page);
      await shows(page, 'NextStep', 'Mine');
    },
    counts: ['next_step'],
  },
  {
    name: 'a colleague who overwrites what was saved: the own change, not theirs',
    async does({ page, site, read }) {
      await person.editAndSave(page, { NextStep: 'Mine' });
      await read();
      site.colleagueSaves(ID, { NextStep: 'Theirs', Amount: 5 });
      await shows(page, 'NextStep', 'Theirs');
    },
    counts: ['next_step'],
  },
  {
    name: 'a step that is only looked at, and a colleague who takes it',
    async does({ page, site }) {
      await page.locator('.active li[data-name="Negotiation/Review"] a').click();
      site.colleagueSaves(ID, { StageName: 'Negotiation/Review' });
      await pathShows(page, 'Negotiation/Review');
    },
    counts: [],
  },
  {
    name: 'a question as what it is closed that is left, and a colleague who closes',
    async does({ page, site }) {
      await person.markStep(page, 'Closed');
      await page.locator('.uiModal select').selectOption('Closed Won');
      await page.locator('.uiModal .slds-modal__close').click();
      site.colleagueSaves(ID, { StageName: 'Closed Won' });
      await pathShows(page, 'Closed Won');
    },
    counts: [],
  },
  {
    name: 'a form that is left open in a workspace behind',
    opening: { app: 'console' },
    async does({ page, site, read }) {
      await person.edit(page, { NextStep: 'Never saved' });
      await person.openRecord(page, opportunityId(6));
      await read();
      site.colleagueSaves(ID, { NextStep: 'Never saved' });
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

const all = ownChangesAt(SALESFORCE);
describe('own changes on Salesforce', () => all(OWN));
describe('what is not their own on Salesforce', () => all(NOT_OWN));
