// What is read on GitHub's pages, in both views.
import {
  files,
  filesUrl,
  goToConversation,
  goToFiles,
  goToPull,
  issueUrl,
  pullUrl,
  readyForReview,
  showResolved,
} from '../github/gestures.mjs';
import { readingSuite } from './suite.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../github/gestures.mjs').Options} Options */
/** @typedef {{ golden?: string, hooks?: boolean, first?: (page: Page) => Promise<unknown> }} More `first`: what the person does first */

const ENTERPRISE = 'github.acme.example';
/** Slower than any test waits. */
const NEVER_MS = 120_000;

/** @param {Page} page */
const timeline = (page) => page.locator('.js-discussion .js-comment').first().waitFor();
/** @param {Page} page */
const heading = (page) => page.locator('h1 .markdown-title').waitFor();
/** @param {Page} page */
const diffs = (page) => files(page).first().waitFor();

/**
 * @param {string} name also that of its golden file
 * @param {string} url
 * @param {(page: Page) => Promise<unknown>} there waits until the page is there
 * @param {More} [more]
 */
const shown = (name, url, there, { golden = name, hooks = false, first } = {}) => ({
  name,
  golden,
  hooks,
  url,
  ready: async (/** @type {Page} */ page) => {
    await there(page);
    await first?.(page);
  },
});

/** @param {string} name @param {number} number @param {Options} [options] @param {More} [more] */
const conversation = (name, number, options, more) =>
  shown(name, pullUrl(number, options), timeline, more);

/** @param {string} name @param {number} number @param {Options} [options] @param {More} [more] */
const changes = (name, number, options, more) =>
  shown(name, filesUrl(number, options), diffs, more);

/** @type {Options} */
const CLASSIC = { ui: 'classic' };
const HOOKS = { hooks: true };

readingSuite({
  name: 'github',
  systems: { [ENTERPRISE]: 'github' },
  pages: [
    conversation('merged', 11, {}, HOOKS),
    conversation('merged-classic', 11, CLASSIC, HOOKS),
    conversation('reviewed', 12, {}, HOOKS),
    conversation('reviewed-classic', 12, CLASSIC, HOOKS),
    conversation('draft', 13, {}, HOOKS),
    conversation('draft-classic', 13, CLASSIC, HOOKS),
    conversation('ready', 13, {}, { first: readyForReview }),
    conversation('ready again', 13, {}, { golden: 'ready' }),
    conversation('in-trouble', 14, {}, HOOKS),
    conversation('in-trouble-classic', 14, CLASSIC, HOOKS),
    conversation('somebody-elses', 15, {}, HOOKS),
    conversation('somebody-elses-classic', 15, CLASSIC, HOOKS),
    conversation('a-bots', 16),
    conversation('closed', 17, {}, HOOKS),
    conversation('closed-classic', 17, CLASSIC, HOOKS),
    conversation('approved', 18, {}, HOOKS),
    conversation('approved-classic', 18, CLASSIC, HOOKS),
    conversation('in dark colours', 12, { dark: 1 }, { golden: 'reviewed' }),
    conversation('enterprise', 12, { host: ENTERPRISE }),
    conversation('unfolded', 12, {}, { hooks: true, first: (page) => showResolved(page, 9203) }),
    conversation('unfolded-classic', 12, CLASSIC, { first: (page) => showResolved(page, 9203) }),
    changes('changes', 14, {}, HOOKS),
    changes('files', 14, CLASSIC, HOOKS),
    changes('changes-reviewed', 12, {}, HOOKS),
    changes('files-reviewed', 12, CLASSIC, HOOKS),
    changes('changes-merged', 11, {}, HOOKS),
    changes('files-merged', 11, CLASSIC, HOOKS),
    changes('changes-somebody-elses', 15),
    changes(
      'changes by the tab',
      14,
      {},
      { golden: 'changes', first: thereAndBack(goToConversation, goToFiles) },
    ),
    conversation(
      'conversation by the tab',
      14,
      {},
      { golden: 'in-trouble', first: thereAndBack(goToFiles, goToConversation) },
    ),
    conversation(
      'another one by links',
      12,
      {},
      { golden: 'in-trouble', first: (page) => goToPull(page, 14) },
    ),
    conversation('another one by links, former view', 12, CLASSIC, {
      golden: 'in-trouble-classic',
      first: (page) => goToPull(page, 14),
    }),
    shown('issue', issueUrl(21), heading, HOOKS),
    shown('issue-classic', issueUrl(21, CLASSIC), heading, HOOKS),
    shown('issue-closed', issueUrl(22), heading, HOOKS),
    shown('issue-closed-classic', issueUrl(22, CLASSIC), heading, HOOKS),
    conversation('signed-out', 12, { signedout: 1 }),
    shown('half-loaded', pullUrl(14, { slow: NEVER_MS }), heading, HOOKS),
    shown('half-loaded-classic', pullUrl(14, { ...CLASSIC, slow: NEVER_MS }), heading, HOOKS),
    shown('half-loaded-changes', filesUrl(14, { slow: NEVER_MS }), heading),
    shown('half-loaded-files', filesUrl(14, { ...CLASSIC, slow: NEVER_MS }), heading),
  ],
  silent: [
    {
      name: 'the list of pull requests',
      url: 'https://github.com/acme/rocket/pulls',
      ready: (page) => page.locator('.js-issue-row').first().waitFor(),
      sees: 'adapter',
    },
    {
      name: 'the content of another pull request, while the new one is on its way',
      url: pullUrl(12),
      ready: async (page) => {
        await timeline(page);
        await page.evaluate(() => history.replaceState(null, '', '/acme/rocket/pull/14'));
      },
      sees: 'nothing',
    },
  ],
});

/** @param {((page: Page) => Promise<unknown>)[]} ways */
function thereAndBack(...ways) {
  return async (/** @type {Page} */ page) => {
    for (const go of ways) await go(page);
  };
}
