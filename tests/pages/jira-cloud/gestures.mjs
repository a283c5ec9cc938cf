/** What a person does on the ticket, with trusted clicks and keys. */

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {'full' | 'board' | 'list'} View */
/** @typedef {{ locale?: string, testid?: 'old', slow?: number, dark?: 1 }} Options */

const ORIGIN = 'https://acme.atlassian.net';
/** Older pages write the name of the attribute with another hyphen. */
const byTestId = (/** @type {string} */ id) => `:is([data-testid="${id}"], [data-test-id="${id}"])`;
const READ_VIEW = byTestId('issue-field-inline-edit-read-view-container.ui.container');
const DUE = byTestId('issue.views.field.date-inline-edit.duedate');
/** The button that says the status. */
export const STATUS = byTestId('issue-field-status.ui.status-view.status-button.status-button');
/** What Jira says when it refused something. */
export const FLAG = byTestId('platform.ui.flags.common.ui.common-flag-v2');
const TRANSITION = byTestId('issue-field-status.ui.status-view.transition');
const KEY = byTestId('issue.views.issue-base.foundation.breadcrumbs.current-issue.item');
/** The line of a field, by its heading. @param {Page} page @param {string} id */
const field = (page, id) =>
  page.locator(`div:has(> ${byTestId(`issue-field-heading-styled-field-heading.${id}`)})`).last();

/** @param {string} key @param {Options & { view?: View }} [options] */
export function issueUrl(key, { view = 'full', ...options } = {}) {
  const path = {
    full: `/browse/${key}`,
    board: `/jira/software/projects/ACME/boards/1?selectedIssue=${key}`,
    list: `/issues/${key}?jql=${encodeURIComponent('project = ACME')}`,
  }[view];
  const url = new URL(path, ORIGIN);
  for (const [name, value] of Object.entries(options)) url.searchParams.set(name, String(value));
  return url.href;
}

/** Opens a ticket and waits for its fields. @param {Page} page @param {string} key @param {Options & { view?: View }} [options] */
export async function openIssue(page, key, options = {}) {
  await page.goto(issueUrl(key, options));
  await waitForIssue(page, key);
}

/** @param {Page} page @param {string} key */
export async function waitForIssue(page, key) {
  await page.locator(KEY, { hasText: key }).waitFor();
  await page.locator(`${DUE} ${READ_VIEW}`).waitFor();
}

/** The value that a field shows. @param {Page} page @param {string} id */
export const shownField = (page, id) => field(page, id).locator(READ_VIEW);

/** @param {Page} page @returns {Promise<string>} the due date as the page shows it */
export const shownDueDate = (page) => page.locator(`${DUE} ${READ_VIEW}`).innerText();

/** Opens the calendar of the due date. @param {Page} page */
export async function openCalendar(page) {
  await page.locator(`${DUE} ${READ_VIEW}`).click();
  await page.locator(`${DUE} [role=grid]`).waitFor();
}

/**
 * Chooses a day of the month that the calendar shows.
 * @param {Page} page @param {number} day @param {'mouse' | 'keys'} [by]
 */
export async function chooseDay(page, day, by = 'mouse') {
  await openCalendar(page);
  const days = page.locator(`${DUE} [role=gridcell] button:not([data-sibling])`);
  if (by === 'mouse') return days.getByText(String(day), { exact: true }).click();
  await walkTo(page, day);
  await page.keyboard.press('Enter');
}

/** Goes to a day of the month that the open calendar shows, with the arrow keys. @param {Page} page @param {number} day */
async function walkTo(page, day) {
  await page.keyboard.press('ArrowDown');
  const focused = page.locator(`${DUE} [role=gridcell] button:focus`);
  const from = Number(await focused.innerText());
  for (let left = Math.abs(day - from); left > 0; left -= 1)
    await page.keyboard.press(day > from ? 'ArrowRight' : 'ArrowLeft');
  await focused.filter({ hasText: new RegExp(`^${day}$`) }).waitFor();
}

/** Types a date as the calendar's field takes it, and presses Enter. @param {Page} page @param {string} text such as 12/28/2026 */
export async function typeDay(page, text) {
  await openCalendar(page);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Where the page has nothing to press. @param {Page} page */
export const pressElsewhere = (page) => page.locator('h2').first().click();

/**
 * Opens the calendar, types or walks to a day if asked, and gives up.
 * @param {Page} page @param {{ typing?: string, walking?: number, by?: 'Escape' | 'leaving' }} [how]
 */
export async function leaveDueDate(page, { typing = '', walking, by = 'Escape' } = {}) {
  await openCalendar(page);
  await page.keyboard.type(typing);
  if (walking) await walkTo(page, walking);
  if (by === 'Escape') await page.keyboard.press('Escape');
  else await pressElsewhere(page);
  await page.locator(`${DUE} ${READ_VIEW}`).waitFor();
}

/** @param {Page} page @param {string} status @param {'mouse' | 'keys'} [by] */
export async function changeStatus(page, status, by = 'mouse') {
  await page.locator(STATUS).click();
  const option = page.locator(TRANSITION, { hasText: status }).first();
  await option.waitFor();
  if (by === 'mouse') return option.click();
  const options = await page.locator(TRANSITION).allInnerTexts();
  const place = options.findIndex((text) => text.includes(status));
  for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Types into a field's line. @param {Page} page @param {string} id @param {string} text */
async function fillLine(page, id, text) {
  await field(page, id).locator(READ_VIEW).click();
  await field(page, id).locator('input[name=inlineEdit]').fill(text);
}

/**
 * Changes a line of text or a number, and ends it in one of the ways that Jira knows.
 * @param {Page} page @param {string} id @param {string} text @param {'confirm' | 'Enter' | 'leaving' | 'Escape' | 'cancel'} end
 */
export async function editLine(page, id, text, end) {
  await fillLine(page, id, text);
  if (end === 'Enter' || end === 'Escape') return page.keyboard.press(end);
  if (end === 'leaving') return pressElsewhere(page);
  const buttons = field(page, id).locator('form button');
  await (end === 'confirm' ? buttons.and(page.locator('[type=submit]')) : buttons.last()).click();
}

/** Adds a sub-task. @param {Page} page @param {string} summary */
export async function addSubtask(page, summary) {
  const panel = 'issue.views.common.child-issues-panel.inline-create';
  await page
    .locator(byTestId(`${panel}.add-child-trigger-button`))
    .first()
    .click();
  await page.keyboard.type(summary);
  await page.keyboard.press('Enter');
}

/** The field of a text with several lines. @param {string} id */
const textField = (id) => byTestId(`issue.views.field.rich-text.${id}`);
/** What a text of several lines is typed into. @param {string} id */
const editorOf = (id) => `${textField(id)} .ProseMirror`;

/**
 * Replaces a text of several lines, and saves it or gives it up.
 * @param {Page} page @param {string} id @param {string} text @param {'save' | 'cancel'} [end]
 */
export async function editText(page, id, text, end = 'save') {
  await page
    .locator(`${textField(id)} [role=button]`)
    .first()
    .click();
  await page.locator(editorOf(id)).press('ControlOrMeta+a');
  for (const [place, line] of text.split('\n').entries()) {
    if (place > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
  await page.locator(`${textField(id)} ${byTestId(`comment-${end}-button`)}`).click();
}

/** The text of several lines that a field shows. @param {Page} page @param {string} id */
export const shownText = (page, id) =>
  page.locator(`${textField(id)} [data-component-selector]`).first();

/** Links another ticket. @param {Page} page @param {string} key */
export async function linkIssue(page, key) {
  const quickAdd = 'issue.issue-view.views.issue-base.foundation.quick-add.quick-add-item';
  await page.locator(byTestId(`${quickAdd}.link-issue`)).click();
  await page.locator('#issue-link-search').fill(key);
  await page.getByRole('option', { name: key, exact: true }).click();
  const add = 'issue.issue-view.views.issue-base.content.issue-links.add.issue-links-add-view';
  await page.locator(`${byTestId(`${add}.link-button`)} button`).click();
}

/** @param {Page} page @param {string} priority its name */
export async function changePriority(page, priority) {
  const priorities = page.locator(
    byTestId('issue.issue-view-layout.issue-view-priority-field.priority'),
  );
  await priorities.locator(READ_VIEW).click();
  await priorities.getByRole('option', { name: priority, exact: true }).click();
}

/** @param {Page} page */
export async function dismissFlag(page) {
  await page.locator(FLAG).getByRole('button').first().click();
  await page.locator(FLAG).waitFor({ state: 'detached' });
}
