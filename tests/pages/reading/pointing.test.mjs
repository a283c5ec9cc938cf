// Pointing at fields on the real pages: every field that an organisation made is offered under the
// name by which the adapter reads it, standard fields under the adapter's own names.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { withHosts } from '../../../tools/granted.mjs';
import { ask, FILES, lit, ready } from '../../content-script/pointing-stage.mjs';
import { launch } from '../../e2e/chromium.mjs';
import { clock as makeClock } from '../../e2e/clock.mjs';
import { EXTENSION, PAGES, WEDNESDAY } from '../../e2e/stage.mjs';
import { until } from '../../e2e/until.mjs';
import { opportunityId } from '../../workplace/records.mjs';
import { startWorkplace } from '../../workplace/server.mjs';
import * as cloud from '../jira-cloud/gestures.mjs';
import * as dataCenter from '../jira-data-center/gestures.mjs';
import { buildPage } from '../salesforce/build.mjs';
import * as salesforce from '../salesforce/gestures.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../salesforce/gestures.mjs').Setup} Setup */
/** What is clicked, and what that is. @typedef {[string, { field: string, value: string } | { fact: string, value: string }]} Click */
/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} url
 * @property {(page: Page) => Promise<unknown>} open
 * @property {(page: Page, label: string) => import('playwright-core').Locator} find
 * @property {Click[]} clicks
 */

/** An answer that never comes ends a test, not the whole run. */
const LIMIT = { timeout: 60_000 };
const DATA_CENTER = 'jira.acme.example';
const HOSTS = ['acme.lightning.force.com', 'acme.atlassian.net', DATA_CENTER];

const DEAL = opportunityId(1);
const FRONT = '.active.lafPageHost';
const TICKET = ':is(#issue-content, #ghx-detail-issue)';

/**
 * What the options page asks a page of this host, once the person has pressed "Point at it".
 * @param {import('../../e2e/chromium.mjs').Browser} browser
 * @param {string} host
 */
async function question(browser, host) {
  const { page, close } = await browser.extensionPage('ui/options.html');
  await page.evaluate(() => {
    const { tabs } = /** @type {any} */ (chrome);
    tabs.sendMessage = async (/** @type {number} */ _tab, /** @type {object} */ message) => {
      Reflect.set(globalThis, 'asked', message);
      return { cancelled: true };
    };
  });
  const meanings = page
    .getByRole('heading', { level: 3 })
    .filter({ hasText: host })
    .locator('xpath=following-sibling::ul[1]');
  await meanings
    .getByRole('button', { name: /^Point at it/ })
    .first()
    .click();
  const asked = await until('the page is asked', () =>
    page.evaluate(() => Reflect.get(globalThis, 'asked')),
  );
  await close();
  return asked;
}

/** @param {string} name @param {Setup} setup @param {Click[]} clicks @returns {Case} */
const deal = (name, setup, clicks) => ({
  name: `Salesforce, ${name}`,
  url: salesforce.recordUrl(DEAL, setup),
  open: (page) => salesforce.waitForRecord(page, DEAL),
  find: (page, label) => page.locator(FRONT).getByText(label, { exact: true }).first(),
  clicks,
});

/** @param {string} name @param {string} key @param {import('../jira-data-center/gestures.mjs').Opening} opening @param {Click[]} clicks @returns {Case} */
const inDataCenter = (name, key, opening, clicks) => ({
  name: `Jira Data Center, ${name}`,
  url: dataCenter.issueUrl(key, { locale: 'en_US', ...opening }),
  open: (page) => dataCenter.waitForIssue(page, key),
  find: (page, label) => page.locator(TICKET).getByText(label, { exact: true }).first(),
  clicks,
});

/** @param {string} name @param {string} key @param {Parameters<typeof cloud.issueUrl>[1]} opening @param {Click[]} clicks @returns {Case} */
const inCloud = (name, key, opening, clicks) => ({
  name: `Jira Cloud, ${name}`,
  url: cloud.issueUrl(key, opening),
  open: (page) => cloud.waitForIssue(page, key),
  find: (page, select) => page.locator(select).first(),
  clicks,
});

/** @type {Click[]} */
const DEAL_CLICKS = [
  ['Primary Objection', { field: 'Primary_Objection__c', value: '' }],
  ['Concession Traded', { field: 'Concession_Traded__c', value: '' }],
  ['Next Step', { fact: 'next_step', value: 'Send the revised quote' }],
  ['Stage', { fact: 'stage', value: 'Proposal/Price Quote' }],
];

const CRITERIA = 'The file opens in a spreadsheet. Amounts keep their currency.';

/** @type {Case[]} */
const CASES = [
  deal('synthetic shadow', {}, DEAL_CLICKS),
  deal('native shadow', { shadow: 'native' }, DEAL_CLICKS),
  deal('a console', { app: 'console' }, DEAL_CLICKS),
  deal('Dynamic Forms', { forms: 'dynamic' }, DEAL_CLICKS),
  .../** @type {const} */ (['nodes', 'pollution', 'attributes', 'storm']).map((hostile) =>
    deal(`hostile: ${hostile}`, { hostile }, DEAL_CLICKS.slice(0, 1)),
  ),
  deal('another record before it', { neighbours: 'before' }, DEAL_CLICKS.slice(0, 1)),
  inDataCenter('a bug', 'ACME-2', {}, [
    ['Root cause:', { field: 'customfield_10200', value: 'Rounded twice' }],
    ['Rounded twice', { field: 'customfield_10200', value: 'Rounded twice' }],
    ['Unresolved', { field: 'resolution', value: 'Unresolved' }],
    ['In Review', { fact: 'status', value: 'In Review' }],
  ]),
  inDataCenter('a story', 'ACME-1', {}, [
    [
      'Acceptance criteria:',
      { field: 'customfield_10201', value: 'An invoice is sent within one minute.' },
    ],
  ]),
  inDataCenter('a board', 'ACME-1', { view: 'board' }, [
    ['In Progress', { fact: 'status', value: 'In Progress' }],
    ['04/Dec/26', { field: 'duedate', value: '04/Dec/26' }],
  ]),
  inCloud('a story', 'ACME-1', {}, [
    ['text=Amounts keep their currency.', { field: 'customfield_10060', value: CRITERIA }],
  ]),
  inCloud('a board', 'ACME-1', { view: 'board' }, [
    ['text=Amounts keep their currency.', { field: 'customfield_10060', value: CRITERIA }],
  ]),
  inCloud('a bug in a list', 'ACME-2', { view: 'list' }, [
    [
      '[data-testid$="rich-text.customfield_10060"] [role=button]',
      { field: 'customfield_10060', value: '' },
    ],
  ]),
];

describe('pointing at real pages', () => {
  /** @type {(() => unknown)[]} */
  const ends = [];
  /** @type {import('../../e2e/chromium.mjs').Browser} */
  let browser;
  before(async () => {
    await buildPage(PAGES);
    const clock = makeClock({ start: WEDNESDAY });
    ends.push(clock.close);
    const workplace = await startWorkplace({ pages: PAGES });
    ends.push(workplace.close);
    const extension = withHosts(EXTENSION, HOSTS);
    ends.push(extension.forget);
    browser = await launch({ extension: extension.folder, workplace, clock });
    ends.push(browser.forget, browser.close);
    // Without a role the options page begins with the first steps.
    await browser.desk.set({ role: 'account-executive' });
    await browser.desk.set({ host: { host: DATA_CENTER, app: 'jira-data-center' } });
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  for (const { name, url, open, find, clicks } of CASES)
    test(name, LIMIT, async () => {
      const { page } = await browser.tab();
      await page.goto(url);
      await open(page);
      const asked = await question(browser, new URL(url).host);
      await page.bringToFront();
      for (const [label, answer] of clicks) {
        const message = { ...asked, meaning: label };
        const pointed = browser.desk.evaluate(ask, {
          url: page.url(),
          files: FILES,
          message,
          times: 1,
        });
        await ready(page);
        const place = find(page, label);
        await place.scrollIntoViewIfNeeded({ timeout: 5_000 });
        const box = await place.boundingBox();
        assert.ok(box, `${label} is on the page`);
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await lit(page, 'field' in answer ? answer.field : answer.fact);
        await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
        assert.deepEqual(await pointed, { url: page.url(), ...answer }, label);
      }
      await page.close();
    });
});
