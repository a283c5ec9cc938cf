/** What a person does on the Jira Data Center pages, with trusted clicks and keys. */
import { CUSTOM } from './fields.mjs';
import { PRIORITIES, RESOLUTIONS } from './workflow.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/** Where a ticket is seen. @typedef {'full' | 'split' | 'board'} View */
/** How an edit in place ends; `Escape` and `cancel` give up. @typedef {'button' | 'Enter' | 'leaving' | 'Escape' | 'cancel'} Ending */
/** @typedef {{ view?: View, locale?: import('./dates.mjs').Locale, slow?: number }} Opening */

const ORIGIN = 'https://jira.acme.example';
const JQL = 'project = ACME';

/** Fields by a short name. @type {Record<string, string>} */
const NAMED = {
  estimate: 'timeoriginalestimate',
  sprint: CUSTOM.sprint,
  storyPoints: CUSTOM.storyPoints,
  rootCause: CUSTOM.rootCause,
  acceptanceCriteria: CUSTOM.acceptanceCriteria,
  targetEnd: CUSTOM.targetEnd,
};

/** Values that are not at `#FIELD-val` of the issue view. @type {Record<string, string>} */
const PLACES = {
  key: '#key-val',
  duedate: '#due-date',
  labels: '#wrap-labels .value',
  timeoriginalestimate: '#tt_single_values_orig',
};

/** @param {Page} page */
const onBoard = (page) => new URL(page.url()).pathname.endsWith('/RapidBoard.jspa');

/** @param {Page} page @param {string} field a short name or an id @returns {Locator} */
function place(page, field) {
  const id = NAMED[field] ?? field;
  if (onBoard(page))
    return page.locator(`#ghx-detail-issue [data-field-id="${id === 'key' ? 'issuekey' : id}"]`);
  return page.locator(PLACES[id] ?? `#${id}-val`);
}

/** @param {string} key @param {Opening} [opening] */
export function issueUrl(key, { view = 'full', ...options } = {}) {
  const url = new URL(view === 'board' ? '/secure/RapidBoard.jspa' : `/browse/${key}`, ORIGIN);
  if (view === 'board') {
    url.searchParams.set('rapidView', '1');
    url.searchParams.set('selectedIssue', key);
  }
  if (view === 'split') url.searchParams.set('jql', JQL);
  for (const [name, value] of Object.entries(options)) url.searchParams.set(name, String(value));
  return url.href;
}

/** The table of tickets, without one beside it. */
export const listUrl = () => `${ORIGIN}/issues/?jql=${encodeURIComponent(JQL)}&layout=list-view`;

/** Waits until the ticket is in view. @param {Page} page @param {string} key */
export const waitForIssue = (page, key) =>
  place(page, 'key').getByText(key, { exact: true }).waitFor();

/** Loads the ticket's page. @param {Page} page @param {string} key @param {Opening} [opening] */
export async function openIssue(page, key, opening) {
  await page.goto(issueUrl(key, opening));
  await waitForIssue(page, key);
}

/** Goes to another ticket in the list or on the board, without loading a page. @param {Page} page @param {string} key */
export async function selectIssue(page, key) {
  await page
    .locator(
      onBoard(page)
        ? `.ghx-issue[data-issue-key="${key}"] .ghx-summary`
        : `.issue-list > li[data-key="${key}"] a`,
    )
    .click();
  await waitForIssue(page, key);
}

/** @param {Page} page @param {string} field @returns {Promise<string>} what the page shows for it; empty when it is not there */
export async function shownValue(page, field) {
  const found = place(page, field);
  if ((await found.count()) === 0) return '';
  return ((await found.textContent()) ?? '').replace(/\s+/g, ' ').trim();
}

/** @param {Locator} input @param {string} text */
async function retype(input, text) {
  await input.click();
  await input.press('ControlOrMeta+a');
  await input.press('Delete');
  await input.pressSequentially(text);
}

/** Chooses with the arrow keys, as a page notices nothing else of a person at a select. @param {Locator} select @param {number} index */
async function chooseByKeys(select, index) {
  await select.focus();
  await select.press('Home');
  for (let step = 0; step < index; step += 1) await select.press('ArrowDown');
}

/**
 * Ends an edit in place and waits until the form is gone or says what is wrong.
 * @param {Page} page @param {string} field @param {Ending} ending
 */
async function end(page, field, ending) {
  const form = place(page, field).locator('form');
  if (ending === 'button') await form.locator('button.submit').click();
  else if (ending === 'cancel') await form.locator('button.cancel').click();
  else if (ending === 'leaving') await page.mouse.click(2, 2);
  else await form.locator('input.text, select, textarea').press(ending);
  await page
    .locator('.editable-field.active:not(:has(.error)), .saving')
    .first()
    .waitFor({ state: 'detached' });
}

/** Opens the form of a value, by its pencil where it has one. @param {Page} page @param {string} field @returns {Promise<Locator>} its input */
export async function startEdit(page, field) {
  const value = place(page, field);
  await value.hover();
  const pencil = value.locator('.overlay-icon');
  await ((await pencil.count()) > 0 ? pencil : value).click();
  const input = value.locator('input.text, select, textarea');
  await input.waitFor();
  return input;
}

/** Replaces a text in place. @param {Page} page @param {string} field @param {string} text @param {Ending} [ending] */
export async function editText(page, field, text, ending = 'button') {
  await retype(await startEdit(page, field), text);
  await end(page, field, ending);
}

/** @param {Page} page @param {string} date as a date picker writes it in the page's language @param {Ending | 'dialog' | 'page'} [by] */
export async function changeDueDate(page, date, by = 'button') {
  if (by === 'dialog') return editInDialog(page, { duedate: date });
  if (by === 'page') return editOnPage(page, { duedate: date });
  return editText(page, 'duedate', date, by);
}

/** @param {Page} page @param {string} priority its English name @param {Ending} [ending] */
export async function changePriority(page, priority, ending = 'button') {
  await chooseByKeys(await startEdit(page, 'priority'), PRIORITIES.indexOf(priority));
  await end(page, 'priority', ending);
}

/** @param {Page} page @param {string} estimate e.g. `1d 4h`; only the edit dialog has it */
export const changeEstimate = (page, estimate) =>
  editInDialog(page, { timetracking_originalestimate: estimate });

/** @param {Locator} form @param {Record<string, string>} texts by input name */
async function fill(form, texts) {
  for (const [name, text] of Object.entries(texts))
    await retype(form.locator(`[name="${name}"]`), text);
}

/** @param {Page} page @returns {Promise<Locator>} the open edit dialog */
export async function openEditDialog(page) {
  await page.locator('#edit-issue').click();
  const dialog = page.locator('#edit-issue-dialog');
  await dialog.locator('form').waitFor();
  return dialog;
}

/** Presses the dialog's button and waits until it says what is wrong, or is gone and the ticket shown anew. @param {Page} page @param {string} dialog @param {string} button */
async function submitDialog(page, dialog, button) {
  const view = await page.locator('#issue-content').elementHandle();
  await page.locator(`${dialog} ${button}`).click();
  await page.locator(`${dialog}:not(:has(.error))`).waitFor({ state: 'detached' });
  if ((await page.locator(dialog).count()) === 0)
    await page.waitForFunction((old) => !old?.isConnected, view);
}

/** @param {Page} page @param {Record<string, string>} texts by input name */
export async function editInDialog(page, texts) {
  await fill(await openEditDialog(page), texts);
  await submitDialog(page, '#edit-issue-dialog', '#edit-issue-submit');
}

/** Opens the edit form as a page of its own, saves, and comes back. @param {Page} page @param {Record<string, string>} texts by input name */
export async function editOnPage(page, texts) {
  await page.goto(
    new URL((await page.locator('#edit-issue').getAttribute('href')) ?? '', ORIGIN).href,
  );
  await fill(page.locator('#issue-edit'), texts);
  await page.locator('#issue-edit-submit').click();
  await page.locator('#key-val, #issue-edit .error').first().waitFor();
}

/** @param {Page} page */
export async function cancelDialog(page) {
  await page.locator('.aui-dialog2 .cancel').click();
  await page.locator('.aui-dialog2').waitFor({ state: 'detached' });
}

/** Starts a transition from its button or, where it has none, from the menu. @param {Page} page @param {string} id */
export async function startTransition(page, id) {
  const trigger = page.locator(`#action_id_${id}`);
  if (!(await trigger.isVisible())) await page.locator('#opsbar-transitions_more').click();
  await trigger.click();
}

/** @param {Page} page @param {string} id @param {string} [resolution] its English name, for a transition that asks for it */
export async function transition(page, id, resolution) {
  const before = await shownValue(page, 'status');
  await startTransition(page, id);
  if (resolution) {
    await chooseByKeys(page.locator('#resolution'), RESOLUTIONS.indexOf(resolution));
    await submitDialog(
      page,
      `#workflow-transition-${id}-dialog`,
      '#issue-workflow-transition-submit',
    );
  }
  await place(page, 'status').filter({ hasNotText: before }).waitFor();
}

/** @param {Page} page @param {string} summary */
export async function addSubtask(page, summary) {
  await page.locator('.issueaction-create-subtask').click();
  await fill(page.locator('#create-subtask-dialog form'), { summary });
  await submitDialog(page, '#create-subtask-dialog', '#create-issue-submit');
}

/** Links another ticket. @param {Page} page @param {string} key */
export async function linkIssue(page, key) {
  await page.locator('#opsbar-operations_more').click();
  await page.locator('#link-issue > a').click();
  await fill(page.locator('#link-jira-issue'), { issueKeys: key });
  await submitDialog(page, '#link-issue-dialog', '#link-issue-submit');
}

/** @param {Page} page @param {string} text */
export async function comment(page, text) {
  await page.locator('#footer-comment-button').click();
  await fill(page.locator('#issue-comment-add'), { comment: text });
  await page.locator('#issue-comment-add-submit').click();
  await page.locator('#issue-comment-add:not(:has(.error))').waitFor({ state: 'detached' });
}

/** @param {Page} page */
export async function openHistory(page) {
  await page.locator('#changehistory-tabpanel').click();
  await page.locator('#issue-tabs .active #changehistory-tabpanel').waitFor();
}

/** Shows what others did: the board by its message, every other view by loading the page again. @param {Page} page */
export async function refresh(page) {
  if (!onBoard(page)) {
    const key = await shownValue(page, 'key');
    await page.reload();
    return waitForIssue(page, key);
  }
  await page.locator('#ghx-update-message .js-refresh-now').click();
  await page.locator('#ghx-update-message').waitFor({ state: 'hidden' });
}
