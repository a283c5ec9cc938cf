// What is read on Jira Cloud's tickets.
import { issueUrl, waitForIssue } from '../jira-cloud/gestures.mjs';
import { readingSuite } from './suite.mjs';

/** @typedef {import('playwright-core').Page} Page */

const ORIGIN = 'https://acme.atlassian.net';
/** Longer than a test: the fields of the ticket never come. */
const NEVER_MS = 600_000;

/**
 * @param {string} name also that of its golden file
 * @param {string} key
 * @param {Parameters<typeof issueUrl>[1]} [opening]
 * @param {{ golden?: string, hooks?: boolean, first?: (page: Page) => Promise<unknown> }} [more] `first`: what the person does first
 */
const shown = (name, key, opening = {}, { golden = name, hooks = false, first } = {}) => ({
  name,
  golden,
  hooks,
  url: issueUrl(key, opening),
  ready: async (/** @type {Page} */ page) => {
    await waitForIssue(page, key);
    await first?.(page);
  },
});

/** The address is the next ticket's, the view still that of the last. @param {Page} page */
async function lags(page) {
  await waitForIssue(page, 'ACME-1');
  await page.evaluate(() => history.pushState(null, '', location.href.replace('ACME-1', 'ACME-4')));
}

readingSuite({
  name: 'jira-cloud',
  pages: [
    shown('story', 'ACME-1', {}, { hooks: true }),
    shown(
      'story, older name of the attribute',
      'ACME-1',
      { testid: 'old' },
      { golden: 'story', hooks: true },
    ),
    shown('story, British English', 'ACME-1', { locale: 'en-GB' }, { golden: 'story' }),
    shown('story-de', 'ACME-1', { locale: 'de' }),
    shown('story-board', 'ACME-1', { view: 'board' }, { golden: 'story', hooks: true }),
    shown('story-board-de', 'ACME-1', { view: 'board', locale: 'de' }, { golden: 'story-de' }),
    shown('story-list', 'ACME-1', { view: 'list' }, { golden: 'story', hooks: true }),
    shown('story-list-de', 'ACME-1', { view: 'list', locale: 'de' }, { golden: 'story-de' }),
    shown('empty', 'ACME-2', {}, { hooks: true }),
    shown('empty-de', 'ACME-2', { locale: 'de' }, { golden: 'empty' }),
    shown('empty-board', 'ACME-2', { view: 'board' }, { golden: 'empty', hooks: true }),
    shown('done', 'ACME-3', {}, { hooks: true }),
    shown('done-fr', 'ACME-3', { locale: 'fr' }),
    shown('done-list', 'ACME-3', { view: 'list' }, { golden: 'done', hooks: true }),
    shown('no-due-date', 'ACME-4', {}, { hooks: true }),
    {
      name: 'half-loaded',
      url: issueUrl('ACME-1', { slow: NEVER_MS }),
      ready: (page) => page.locator('h1').filter({ hasText: 'export' }).waitFor(),
    },
  ],
  silent: [
    {
      name: 'a board without a ticket',
      url: `${ORIGIN}/jira/software/projects/ACME/boards/1`,
      ready: (page) => page.getByText('Write the column mapping').waitFor(),
      sees: 'adapter',
    },
    {
      name: 'a list without a ticket',
      url: `${ORIGIN}/issues/?jql=project%20%3D%20ACME`,
      ready: (page) => page.getByText('Write the column mapping').waitFor(),
      sees: 'adapter',
    },
    {
      name: 'a ticket that there is not',
      url: issueUrl('ACME-99'),
      ready: (page) => page.getByText('It may not exist').waitFor(),
      sees: 'nothing',
    },
    {
      name: 'a ticket that is still to come in the list',
      url: issueUrl('ACME-1', { view: 'list' }),
      ready: lags,
      sees: 'nothing',
    },
  ],
});
