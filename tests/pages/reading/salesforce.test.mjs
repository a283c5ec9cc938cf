// What is read on Salesforce's record pages. One golden file serves every set-up that must read the same.
import { ACCOUNT_ID, CAMPAIGN_ID, CASE_ID, opportunityId } from '../../workplace/records.mjs';
import { buildPage } from '../salesforce/build.mjs';
import * as person from '../salesforce/gestures.mjs';
import { readingSuite } from './suite.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../salesforce/gestures.mjs').Setup} Setup */

const ID = opportunityId(1);
/** What is done to it is kept for the pages that follow, so no other page reads it. */
const TO_BE_CHANGED = opportunityId(9);
/** An opportunity that a related list of the account shows a card of. */
const RELATED = 'Halden Shipping - Renewal';
const NATIVE = /** @type {const} */ ({ shadow: 'native' });
const DYNAMIC = /** @type {const} */ ({ forms: 'dynamic' });
/** Locale and language of a German and of a French person. */
const GERMAN = { locale: 'de-DE', lang: 'de' };
const FRENCH = { locale: 'fr-FR', lang: 'fr' };
/** So long that the details never come while a test runs. */
const NEVER_MS = 120_000;

/**
 * @param {string} golden the page of that name is the one that is recorded
 * @param {string} name
 * @param {Setup} setup
 * @param {{ id?: string, hooks?: boolean, first?: (page: Page) => Promise<unknown> }} [more] `first`: what the person
 *   does before it is read
 */
const shown = (golden, name, setup, { id = ID, hooks = false, first } = {}) => ({
  name,
  golden,
  url: person.recordUrl(id, setup),
  async ready(/** @type {Page} */ page) {
    await person.waitForRecord(page, id);
    await first?.(page);
  },
  hooks,
});
/** @param {string} name @param {Setup} setup @param {boolean} [hooks] */
const same = (name, setup, hooks) => shown('opportunity', name, setup, { hooks });

/** @param {Page} page */
const beginsToEdit = (page) => person.edit(page, { NextStep: 'Call Anna' });

/** The modal changes the address, and the page below goes on showing what was saved. @param {Page} page */
async function editsInModal(page) {
  await person.openModal(page);
  await person.fill(page, 'Amount', '1');
  await person.fill(page, 'StageName', 'Prospecting');
}

/** @param {Page} page */
async function isRefused(page) {
  await person.edit(page, { Probability: '400' });
  await person.pressSave(page);
  await page.locator('.fieldLevelErrors').waitFor();
}

/** @param {Page} page */
async function isRefusedInModal(page) {
  await person.openModal(page);
  await person.fill(page, 'Probability', '400');
  await person.pressSave(page);
  await page.locator('.fieldLevelErrors').waitFor();
}

/** @param {Page} page */
async function losesTheDeal(page) {
  await person.closeByPath(page, 'Closed Lost');
  await page.locator('.forceToastMessage').waitFor();
  await page.locator('.forceToastMessage').waitFor({ state: 'detached' });
}

/** Without it only the translated stage is left, which means nothing. @param {Page} page */
const losesItsPath = (page) =>
  page.locator('.runtime_sales_pathassistantPathAssistant').evaluate((path) => path.remove());

/** Three records are in the document then, two of them in a workspace that is hidden. @param {Page} page */
async function leavesAWorkspace(page) {
  await person.followLink(page, ACCOUNT_ID);
  await person.openRecord(page, TO_BE_CHANGED);
  await person.openTab(page, ID);
}

readingSuite({
  name: 'salesforce',
  build: buildPage,
  pages: [
    shown('opportunity', 'opportunity', {}, { hooks: true }),
    same('native shadow', NATIVE, true),
    same('a console', { app: 'console' }, true),
    same('another record before it', { neighbours: 'before' }, true),
    same('another record before it, native shadow', { neighbours: 'before', ...NATIVE }),
    same('several currencies', { money: 'codes' }),
    .../** @type {const} */ (['nodes', 'pollution', 'attributes', 'storm']).map((hostile) =>
      same(`hostile: ${hostile}`, { hostile }),
    ),
    shown('opportunity', 'dates that read both ways', { locale: 'en-GB' }),
    shown('opportunity', 'a French person', FRENCH),
    shown('opportunity-german', 'opportunity-german', GERMAN),
    shown('opportunity-german-no-path', 'opportunity-german-no-path', GERMAN, {
      first: losesItsPath,
    }),
    shown('opportunity-german', 'a German person, native shadow', { ...GERMAN, ...NATIVE }),
    shown('opportunity-german', 'several currencies in German', { ...GERMAN, money: 'codes' }),
    shown('opportunity-dynamic', 'opportunity-dynamic', DYNAMIC, { hooks: true }),
    shown(
      'opportunity-dynamic',
      'Dynamic Forms, native shadow',
      { ...DYNAMIC, ...NATIVE },
      { hooks: true },
    ),
    shown('opportunity-dynamic', 'Dynamic Forms after another record', {
      ...DYNAMIC,
      neighbours: 'before',
    }),
    shown('opportunity-editing', 'opportunity-editing', {}, { hooks: true, first: beginsToEdit }),
    shown('opportunity-editing', 'an open form, native shadow', NATIVE, { first: beginsToEdit }),
    shown('opportunity-modal', 'opportunity-modal', {}, { hooks: true, first: editsInModal }),
    shown('opportunity-modal', 'the form in a modal, native shadow', NATIVE, {
      first: editsInModal,
    }),
    shown('opportunity-refused', 'opportunity-refused', {}, { first: isRefused }),
    shown(
      'opportunity-refused-modal',
      'opportunity-refused-modal',
      {},
      { first: isRefusedInModal },
    ),
    shown('opportunity-lost', 'opportunity-lost', {}, { id: TO_BE_CHANGED, first: losesTheDeal }),
    shown(
      'opportunity',
      'a console with other records behind',
      { app: 'console' },
      { first: leavesAWorkspace },
    ),
    shown('account', 'account', {}, { id: ACCOUNT_ID, hooks: true }),
    shown(
      'account',
      'the card of an opportunity over an account',
      {},
      {
        id: ACCOUNT_ID,
        first: (page) => person.openCard(page, RELATED),
      },
    ),
    shown('campaign', 'campaign', {}, { id: CAMPAIGN_ID, hooks: true }),
    shown('campaign', 'a campaign, British', { locale: 'en-GB' }, { id: CAMPAIGN_ID }),
    shown('campaign', 'a campaign, German', GERMAN, { id: CAMPAIGN_ID }),
    // A checkbox is found another way there.
    shown('campaign-native', 'campaign-native', { ...FRENCH, ...NATIVE }, { id: CAMPAIGN_ID }),
    shown('campaign', 'a campaign, Dynamic Forms', DYNAMIC, { id: CAMPAIGN_ID }),
    shown('case', 'case', {}, { id: CASE_ID, hooks: true }),
    {
      // The path and the highlights are there before the details: what they say is right.
      name: 'opportunity-half-loaded',
      url: person.recordUrl(ID, { slow: NEVER_MS }),
      ready: (page) => page.locator('.slds-path__mark-complete').waitFor(),
    },
    {
      name: 'no-such-record',
      url: person.recordUrl(opportunityId(99)),
      ready: (page) => page.locator('.lafPageHost.active').waitFor(),
    },
  ],
  silent: [
    {
      name: 'a list of records',
      url: 'https://acme.lightning.force.com/lightning/o/Opportunity/list',
      ready: (page) => page.waitForLoadState(),
      sees: 'adapter',
    },
    {
      name: 'the home page',
      url: 'https://acme.lightning.force.com/lightning/page/home',
      ready: (page) => page.waitForLoadState(),
      sees: 'adapter',
    },
  ],
});
