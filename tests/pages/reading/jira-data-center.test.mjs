// What is read on Jira Data Center's tickets.
import {
  issueUrl,
  listUrl,
  openEditDialog,
  openHistory,
  startEdit,
  waitForIssue,
} from '../jira-data-center/gestures.mjs';
import { readingSuite } from './suite.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../jira-data-center/gestures.mjs').Opening} Opening */

const HOST = 'jira.acme.example';

/** The address is the next ticket's, the view still that of the last. @param {Page} page @param {string} answers that never come @param {string} next */
async function lags(page, answers, next) {
  await waitForIssue(page, 'ACME-1');
  await page.route(answers, () => {});
  await page.locator(next).click();
  await page.waitForURL(/ACME-3/);
}

/** As the page is for somebody who may read it without an account. @param {Page} page */
const signOut = (page) =>
  page.evaluate(() => {
    for (const meta of document.querySelectorAll('meta[name^="ajs-remote-user"]'))
      meta.setAttribute('content', '');
    document.querySelector('#header-details-user-fullname')?.remove();
  });

/**
 * @param {string} name also that of its golden file
 * @param {string} key
 * @param {Opening} [opening]
 * @param {{ golden?: string, hooks?: boolean, first?: (page: Page) => Promise<unknown> }} [more] `first`: what the person does first
 */
const shown = (name, key, opening = {}, { golden = name, hooks = false, first } = {}) => ({
  name,
  golden,
  hooks,
  url: issueUrl(key, { locale: 'en_US', ...opening }),
  ready: async (/** @type {Page} */ page) => {
    await waitForIssue(page, key);
    await first?.(page);
  },
});

readingSuite({
  name: 'jira-data-center',
  systems: { [HOST]: 'jira-data-center' },
  pages: [
    shown('story', 'ACME-1', {}, { hooks: true }),
    shown('story, split view', 'ACME-1', { view: 'split' }, { golden: 'story', hooks: true }),
    shown('story, British English', 'ACME-1', { locale: 'en_UK' }, { golden: 'story' }),
    shown('story-de', 'ACME-1', { locale: 'de_DE' }, { hooks: true }),
    shown('story-fr', 'ACME-1', { locale: 'fr_FR' }, { hooks: true }),
    shown('story-history', 'ACME-1', {}, { hooks: true, first: openHistory }),
    shown('story-history-de', 'ACME-1', { locale: 'de_DE' }, { first: openHistory }),
    shown('story-history-fr', 'ACME-1', { locale: 'fr_FR' }, { first: openHistory }),
    shown('story-signed-out', 'ACME-1', {}, { first: signOut }),
    shown('bug', 'ACME-2', {}, { hooks: true }),
    shown('others-history', 'ACME-3', {}, { first: openHistory }),
    shown('unassigned', 'ACME-4', {}, { hooks: true }),
    shown('done', 'ACME-5', {}, { hooks: true }),
    shown('done-de', 'ACME-5', { locale: 'de_DE' }),
    shown('subtask', 'ACME-6', {}, { hooks: true }),
    shown('estimated', 'ACME-8', { locale: 'fr_FR' }),
    shown(
      'editing-due-date',
      'ACME-1',
      {},
      { hooks: true, first: (page) => startEdit(page, 'duedate') },
    ),
    shown('editing-priority', 'ACME-1', {}, { first: (page) => startEdit(page, 'priority') }),
    shown('editing-root-cause', 'ACME-2', {}, { first: (page) => startEdit(page, 'rootCause') }),
    shown('editing-dialog', 'ACME-1', {}, { hooks: true, first: openEditDialog }),
    shown('board', 'ACME-1', { view: 'board' }, { hooks: true }),
    shown('board-de', 'ACME-1', { view: 'board', locale: 'de_DE' }),
    shown('board-fr', 'ACME-1', { view: 'board', locale: 'fr_FR' }),
    shown('board-unassigned', 'ACME-4', { view: 'board' }, { hooks: true }),
    shown(
      'board-editing',
      'ACME-1',
      { view: 'board' },
      { hooks: true, first: (page) => startEdit(page, 'duedate') },
    ),
  ],
  silent: [
    {
      name: 'a table of tickets',
      url: listUrl(),
      ready: (page) => page.locator('#issuetable').waitFor(),
      sees: 'adapter',
    },
    {
      name: 'the edit form as a page of its own',
      url: `https://${HOST}/secure/EditIssue!default.jspa?id=10001`,
      ready: (page) => page.locator('#issue-edit').waitFor(),
      sees: 'adapter',
    },
    {
      name: 'a board without a ticket',
      url: `https://${HOST}/secure/RapidBoard.jspa?rapidView=1`,
      ready: (page) => page.locator('.ghx-issue').first().waitFor(),
      sees: 'adapter',
    },
    {
      name: 'a ticket that there is not',
      url: issueUrl('ACME-99'),
      ready: (page) => page.locator('.page-type-dashboard').waitFor(),
      sees: 'nothing',
    },
    {
      name: 'the key of a project',
      url: issueUrl('ACME'),
      ready: (page) => page.locator('.page-type-dashboard').waitFor(),
      sees: 'nothing',
    },
    {
      name: 'a ticket that is still to come in the list',
      url: issueUrl('ACME-1', { view: 'split' }),
      ready: (page) => lags(page, '**/AjaxIssueAction!default.jspa?*', '[data-key="ACME-3"] a'),
      sees: 'nothing',
    },
    {
      name: 'a ticket that is still to come on the board',
      url: issueUrl('ACME-1', { view: 'board' }),
      ready: (page) => lags(page, '**/details.json?*', '.ghx-issue[data-issue-key="ACME-3"]'),
      sees: 'nothing',
    },
  ],
});
