/**
 * What a person does on the GitHub page, with trusted clicks and keys. Each gesture works in both views and resolves
 * once the page shows what became of it, unless it says otherwise.
 */

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{ ui?: 'react' | 'classic', dark?: 1, slow?: number, signedout?: 1, host?: string }} Options */

const REPOSITORY = '/acme/rocket';

/** @param {string} path @param {Options} [options] @returns {string} */
function address(path, { host = 'github.com', ...switches } = {}) {
  const url = new URL(`${REPOSITORY}${path}`, `https://${host}`);
  for (const [name, value] of Object.entries(switches)) url.searchParams.set(name, String(value));
  return url.href;
}

/** @param {number} number @param {Options} [options] @returns {string} */
export const pullUrl = (number, options) => address(`/pull/${number}`, options);

/** @param {number} number @param {Options} [options] @returns {string} `changes` is the new view, `files` the former */
export const filesUrl = (number, options = {}) =>
  address(`/pull/${number}/${options.ui === 'classic' ? 'files' : 'changes'}`, options);

/** @param {number} number @param {Options} [options] @returns {string} */
export const issueUrl = (number, options) => address(`/issues/${number}`, options);

/** @param {Page} page @returns {boolean} whether the page in front is server-rendered throughout */
const isClassic = (page) => {
  const { pathname, searchParams } = new URL(page.url());
  return (
    pathname.endsWith('/files') ||
    (searchParams.get('ui') === 'classic' && !pathname.endsWith('/changes'))
  );
};

/** The heading with the title, in whichever view. @param {Page} page @returns {Locator} */
const title = (page) => page.locator('h1 .markdown-title');

/** Opens a pull request's conversation and waits for its timeline. @param {Page} page @param {number} number @param {Options} [options] */
export async function openPull(page, number, options = {}) {
  await page.goto(pullUrl(number, options));
  await title(page).waitFor();
  if (options.slow === undefined)
    await page.locator('.js-discussion .js-comment').first().waitFor();
}

/** Opens the files at once, not by the tab. @param {Page} page @param {number} number @param {Options} [options] */
export async function openFiles(page, number, options = {}) {
  await page.goto(filesUrl(number, options));
  await title(page).waitFor();
  if (options.slow === undefined) await files(page).first().waitFor();
}

/** @param {Page} page @param {number} number @param {Options} [options] */
export async function openIssue(page, number, options = {}) {
  await page.goto(issueUrl(number, options));
  await title(page).waitFor();
}

/** @param {Page} page @returns {Locator} the files of the page in front */
export const files = (page) =>
  page.locator('[class*="PullRequestDiffsList-module__diffEntry"], copilot-diff-entry');

/** Changes to the files by the tab, without loading the page anew. @param {Page} page */
export async function goToFiles(page) {
  await page
    .getByRole('link', { name: /^Files changed/ })
    .first()
    .click();
  await page.waitForURL(/\/(files|changes)(\?|$)/);
  await files(page).first().waitFor();
}

/** Changes back to the conversation by the tab. @param {Page} page */
export async function goToConversation(page) {
  await page
    .getByRole('link', { name: /^Conversation/ })
    .first()
    .click();
  await page.waitForURL((url) => !/\/(files|changes)$/.test(url.pathname));
  await page.locator('.js-discussion .js-comment').first().waitFor();
}

/** Goes to the list and from there to another pull request, by links. @param {Page} page @param {number} number */
export async function goToPull(page, number) {
  await page.locator('.AppHeader a').first().click();
  await page.locator(`.js-issue-row a[href^="${REPOSITORY}/pull/${number}"]`).click();
  await page.waitForURL((url) => url.pathname === new URL(pullUrl(number)).pathname);
  await page.locator('.js-discussion .js-comment').first().waitFor();
}

/** Presses "Ready for review" on a draft. @param {Page} page */
export async function readyForReview(page) {
  const button = page.getByRole('button', { name: 'Ready for review' });
  await button.click();
  await button.waitFor({ state: 'detached' });
}

/** Writes a comment below the conversation, without sending it. @param {Page} page @param {string} text */
export async function writeComment(page, text) {
  const field = page.locator(
    '.js-new-comment-form textarea, [aria-labelledby="comment-composer-heading"] textarea',
  );
  await field.click();
  await field.pressSequentially(text);
}

/** Sends what was written, by the button or by Ctrl+Enter, and waits for nothing. @param {Page} page @param {'button' | 'keys'} [by] */
export async function sendComment(page, by = 'button') {
  const form = page.locator('.js-new-comment-form, [aria-labelledby="comment-composer-heading"]');
  if (by === 'keys') await form.locator('textarea').press('Control+Enter');
  else await form.getByRole('button', { name: 'Comment', exact: true }).click();
}

/** @param {Page} page @param {string} text @param {'button' | 'keys'} [by] */
export async function comment(page, text, by = 'button') {
  await writeComment(page, text);
  await sendComment(page, by);
  await page.locator('.markdown-body', { hasText: text }).first().waitFor();
}

/** A conversation about a line, open or resolved, in the timeline. @param {Page} page @param {number} thread @returns {Locator} */
export const threadOf = (page, thread) => page.locator(`#review-thread-or-comment-id-${thread}`);

/** Answers in a conversation of the timeline. @param {Page} page @param {number} thread @param {string} text @param {'button' | 'keys'} [by] */
export async function reply(page, thread, text, by = 'button') {
  const place = threadOf(page, thread);
  await place.locator('.review-thread-reply-button').click();
  await place.locator('textarea').pressSequentially(text);
  if (by === 'keys') await place.locator('textarea').press('Control+Enter');
  else await place.getByRole('button', { name: 'Comment', exact: true }).click();
  await place.locator('.review-comment .comment-body', { hasText: text }).waitFor();
}

/** Resolves a conversation of the timeline; it closes. @param {Page} page @param {number} thread */
export async function resolveThread(page, thread) {
  await threadOf(page, thread).getByRole('button', { name: 'Resolve conversation' }).click();
  await threadOf(page, thread).locator('review-thread-collapsible[data-resolved="true"]').waitFor();
}

/** Opens a resolved conversation, whose comments are fetched then. @param {Page} page @param {number} thread */
export async function showResolved(page, thread) {
  await threadOf(page, thread).locator('.review-thread-show-text').click();
  await threadOf(page, thread).locator('.review-comment').first().waitFor();
}

const VERDICTS = { approve: 'Approve', 'request changes': 'Request changes', comment: 'Comment' };

/** @param {Page} page @returns {Locator} the menu with which a review is submitted */
const reviewMenu = (page) =>
  page.locator('.js-reviews-container, [class*="PullRequestFilesToolbar-module__toolbar"]');

/**
 * Fills in a review on the files page and sends it; waits for nothing.
 * @param {Page} page @param {keyof typeof VERDICTS} verdict @param {string} [text]
 */
export async function sendReview(page, verdict, text = '') {
  const classic = isClassic(page);
  const menu = reviewMenu(page);
  const form = menu.locator('form, [class*="AnchoredReviewBody"]');
  await menu
    .locator(classic ? 'summary' : '[class*="ReviewMenuButton-module__ReviewMenuButton"]')
    .click();
  await form.getByRole('radio', { name: VERDICTS[verdict], exact: true }).check();
  if (text !== '') await form.locator('textarea').pressSequentially(text);
  await form.getByRole('button', { name: /^Submit( review)?$/ }).click();
}

/** Submits a review; the menu closes. @param {Page} page @param {keyof typeof VERDICTS} verdict @param {string} [text] */
export async function submitReview(page, verdict, text = '') {
  await sendReview(page, verdict, text);
  await reviewMenu(page).locator('textarea').waitFor({ state: 'hidden' });
}

/** Sets or takes away a label by the sidebar's menu. @param {Page} page @param {string} label */
export async function toggleLabel(page, label) {
  if (isClassic(page)) {
    await page.locator('#labels-select-menu summary').click();
    await page.locator(`#labels-select-menu button[value="${label}"]`).click();
    await page.locator('#labels-select-menu[open]').waitFor({ state: 'detached' });
    return;
  }
  await page.getByRole('button', { name: 'Edit Labels' }).click();
  await page.getByRole('menuitemcheckbox', { name: label, exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
}

/** Presses "Merge pull request" and waits for nothing. @param {Page} page */
export async function pressMerge(page) {
  await page.getByRole('button', { name: 'Merge pull request' }).click();
}

/** Merges and waits until the page says so. @param {Page} page */
export async function merge(page) {
  await pressMerge(page);
  await page.getByText('Pull request successfully merged and closed').waitFor();
}
