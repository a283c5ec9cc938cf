// The two histories of a ticket on Jira Data Center, the tab and REST: what the person did elsewhere counts
// once, whichever tells it first, and never again what was seen when it was done.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import * as jira from '../jira-data-center/gestures.mjs';
import { ownChangesAt } from './own-changes.mjs';
import { JIRA_DATA_CENTER } from './systems.mjs';

const LOCALES = /** @type {const} */ (['en_US', 'en_UK', 'de_DE', 'fr_FR']);
/** The person allowed to ask for the history. */
const ASKS = { host: { host: 'jira.acme.example', app: JIRA_DATA_CENTER.app, fetch: true } };
/** What the history of ACME-1 tells of the person. */
const TWO = ['due_date_pushed', 'due_date_pushed'];
const THREE = ['due_date_pushed', 'due_date_pushed', 'due_date_pushed'];

/** Addresses of the REST interface that were asked for. @param {import('./scene.mjs').Workplace} workplace */
const asked = ({ log }) =>
  log.flatMap((entry) =>
    entry.kind === 'request' && entry.path.startsWith('/rest/api/') ? [entry.path] : [],
  );

const all = ownChangesAt(JIRA_DATA_CENTER);

describe("own changes in a ticket's history", () => {
  all(
    LOCALES.map((locale) => ({
      name: `the tab, ${locale}`,
      opening: { locale },
      does: ({ page }) => jira.openHistory(page),
      counts: TWO,
    })),
  );
  all([
    {
      name: 'the tab with comments and all',
      does: async ({ page }) => {
        await page.locator('#all-tabpanel').click();
        await page.locator('#issue-tabs .active #all-tabpanel').waitFor();
      },
      counts: TWO,
    },
    {
      name: 'the tab, looked at twice',
      does: async ({ page, counted }) => {
        await jira.openHistory(page);
        await counted(TWO);
        await jira.refresh(page);
        await jira.openHistory(page);
      },
      counts: TWO,
    },
    {
      name: "a colleague's history",
      record: 'ACME-3',
      settings: ASKS,
      does: ({ page }) => jira.openHistory(page),
      counts: [],
    },
    {
      name: 'REST is not asked unless allowed',
      does: async ({ workplace }) => assert.deepEqual(asked(workplace), []),
      counts: [],
    },
    {
      name: 'REST is asked once a visit, for this ticket alone',
      settings: ASKS,
      does: async ({ workplace, counted }) => {
        await counted(TWO);
        assert.deepEqual(asked(workplace), [
          '/rest/api/2/issue/ACME-1?fields=created&expand=changelog',
        ]);
      },
      counts: TWO,
    },
    {
      name: 'REST for a person who reads French',
      settings: ASKS,
      opening: { locale: 'fr_FR' },
      counts: TWO,
    },
    {
      name: 'REST on the board',
      settings: ASKS,
      opening: { view: 'board' },
      counts: TWO,
    },
    {
      name: 'REST, then the tab',
      settings: ASKS,
      does: ({ page }) => jira.openHistory(page),
      counts: TWO,
    },
    {
      name: 'an own push, then the tab',
      does: async ({ page, counted }) => {
        await jira.changeDueDate(page, '18/Dec/26');
        await counted(['due_date_pushed']);
        await jira.openHistory(page);
      },
      counts: THREE,
    },
    {
      name: 'an own push, then REST',
      settings: ASKS,
      does: async ({ page, counted }) => {
        await counted(TWO);
        await jira.changeDueDate(page, '18/Dec/26');
        await counted(THREE);
        await jira.refresh(page);
      },
      counts: THREE,
    },
    {
      name: 'an own push that shows first when the page is loaded again, together with REST',
      settings: ASKS,
      does: async ({ page }) => {
        // The answer that shows the ticket anew never comes.
        await page.route('**/AjaxIssueAction!default.jspa?*', () => {});
        await jira.startEdit(page, 'duedate');
        const saved = page.waitForResponse('**/AjaxIssueAction.jspa?*');
        await page.locator('#duedate').fill('18/Dec/26');
        await page.locator('#duedate').press('Enter');
        await saved;
        await jira.refresh(page);
      },
      counts: THREE,
    },
    {
      name: 'the form as a page of its own, which REST tells',
      settings: ASKS,
      does: ({ page }) => jira.changeDueDate(page, '18/Dec/26', 'page'),
      counts: THREE,
    },
    {
      name: 'the form as a page of its own, which the tab tells',
      does: async ({ page, read, counted }) => {
        await jira.changeDueDate(page, '18/Dec/26', 'page');
        await read();
        await counted([]);
        await jira.openHistory(page);
      },
      counts: THREE,
    },
    {
      name: "a colleague's push after an own one",
      settings: ASKS,
      does: async ({ page, site, counted }) => {
        await counted(TWO);
        await jira.changeDueDate(page, '18/Dec/26');
        await counted(THREE);
        site.colleagueSaves('ACME-1', { duedate: '2027-01-08' });
        await jira.refresh(page);
        await jira.openHistory(page);
      },
      counts: THREE,
    },
  ]);
});
