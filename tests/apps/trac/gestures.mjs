/** What a person does with a ticket in Trac, with trusted clicks and keys; and what a colleague does elsewhere. */
import { hiddenValue } from '../session.mjs';
import { loading, plainText } from '../tickets.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../tickets.mjs').Field} Field */
/** @typedef {import('../tickets.mjs').Values} Values */

/**
 * Where each field is: its name in the form's `field_…`, and its place when shown. Status and owner have no field:
 * the workflow's actions change them.
 * @type {Record<Field, { name: string, place: string }>}
 */
const FIELDS = {
  summary: { name: 'summary', place: '.summary' },
  description: { name: 'description', place: '.description .searchable' },
  due: { name: 'due_date', place: 'td[headers=h_due_date]' },
  start: { name: 'start_date', place: 'td[headers=h_start_date]' },
  estimate: { name: 'estimatedhours', place: 'td[headers=h_estimatedhours]' },
  priority: { name: 'priority', place: 'td[headers=h_priority]' },
  rootCause: { name: 'root_cause', place: 'td[headers=h_root_cause]' },
  status: { name: '', place: '.trac-status' },
  owner: { name: '', place: 'td[headers=h_owner]' },
};
/** The actions of Trac's own workflow that lead there. @type {Record<string, string>} */
const ACTIONS = { started: 'accept', resolved: 'resolve' };

/** @param {import('../service.mjs').App} app @param {number} number */
export const ticketUrl = (app, number) => `${app.url}/ticket/${number}`;

/** @param {Page} page @param {import('../service.mjs').App} app @param {number} number */
export async function openTicket(page, app, number) {
  await page.goto(ticketUrl(app, number));
  await page.locator('#ticketbox').waitFor();
}

/** Unfolds the form, which is closed when a ticket opens. @param {Page} page */
export async function startEdit(page) {
  const summary = page.locator('#field-summary');
  if (!(await summary.isVisible())) await page.locator('.trac-topnav a[href="#modify"]').click();
  await summary.waitFor();
}

/** Folds the form again; what was entered stays in it. @param {Page} page */
export async function cancelEdit(page) {
  await page.locator('#propertyform h3.foldable a').first().click();
  await page.locator('#field-summary').waitFor({ state: 'hidden' });
}

/** @param {Page} page @param {Field} field @param {string} value */
async function fill(page, field, value) {
  if (field === 'status') {
    await page.locator(`#action input[name=action][value=${ACTIONS[value]}]`).check();
  } else if (field === 'owner') {
    await page.locator('#action input[name=action][value=reassign]').check();
    await page.locator('#action_reassign_reassign_owner').fill(value);
  } else {
    const input = page.locator(`#field-${FIELDS[field].name}`);
    if (await input.evaluate((element) => element.matches('select')))
      await input.selectOption(value);
    else await input.fill(value);
    // The calendar that opens with a date would lie over what comes next.
    if (await input.evaluate((element) => element.matches('.hasDatepicker')))
      await input.press('Tab');
  }
}

/**
 * Fills the open form. Dates are typed as the person's language has them.
 * @param {Page} page @param {Values} values @param {string} [comment]
 */
export async function fillForm(page, values, comment) {
  for (const [field, value] of Object.entries(values)) {
    await fill(page, /** @type {Field} */ (field), value);
  }
  if (comment) await page.locator('#comment').fill(comment);
}

/**
 * Asks for the preview: with its button, or with Enter in a line of text, whose first button it is.
 * @param {Page} page @param {import('../tickets.mjs').By} [by] @param {Field} [within]  where Enter is pressed
 */
export async function preview(page, by = 'mouse', within = 'summary') {
  await loading(page, () =>
    by === 'mouse'
      ? page.locator('#propertyform .buttons input[name=preview]').click()
      : page.locator(`#field-${FIELDS[within].name}`).press('Enter'),
  );
}

/**
 * Saves the open form: with its button, or with Enter. In a line of text Enter only asks for the preview; a second one,
 * on the button, saves.
 * @param {Page} page @param {import('../tickets.mjs').By} [by] @param {Field} [within]  where the first Enter is pressed
 */
export async function save(page, by = 'mouse', within = 'summary') {
  if (by === 'Enter') await preview(page, by, within);
  const button = page.locator('#propertyform .buttons input[name=submit]');
  await loading(page, () => (by === 'Enter' ? button.press('Enter') : button.click()));
}

/**
 * A whole edit: opens the form, fills it and saves.
 * @param {Page} page @param {Values} values @param {import('../tickets.mjs').By} [by] @param {string} [comment]
 */
export async function change(page, values, by, comment) {
  await startEdit(page);
  await fillForm(page, values, comment);
  await save(page, by);
}

/** The comment's own box is open already. @param {Page} page @param {string} text */
export async function addComment(page, text) {
  await page.locator('#comment').fill(text);
  await save(page);
}

/** @param {Page} page @param {Field} field @returns {Promise<string>} as the page shows it, empty when it does not */
export async function shown(page, field) {
  const place = page.locator(`#ticketbox ${FIELDS[field].place}`);
  return (await place.count()) === 0 ? '' : plainText(place);
}

/** @param {Page} page @returns {Promise<import('../tickets.mjs').Entry[]>} */
export async function history(page) {
  const entries = [];
  for (const entry of await page.locator('#changelog > .change').all()) {
    const changes = [];
    for (const line of await entry.locator('table.changes tr').all()) {
      const [field, from, to] = await Promise.all(
        ['th', '.trac-field-old, .trac-field-deleted', '.trac-field-new'].map(async (place) =>
          (await line.locator(place).allTextContents()).join(' ').trim(),
        ),
      );
      changes.push({ field: field.replace(/\s*:$/, ''), from, to });
    }
    const words = entry.locator('.comment.searchable');
    entries.push({
      by: await plainText(entry.locator('h3.change').locator('.trac-author, .trac-author-user')),
      when: (await entry.locator('h3.change a.timeline').getAttribute('title')) ?? '',
      changes,
      comment: (await words.count()) === 0 ? '' : await plainText(words),
    });
  }
  return entries;
}

/** Waits until Trac has drawn the unsaved entries into the ticket by itself. @param {Page} page */
export async function waitForDraft(page) {
  await page.locator('#ticketbox.ticketdraft').waitFor();
}

/** @param {Page} page @returns {Promise<string[]>} why a save was refused */
export async function refusals(page) {
  const texts = await page.locator('#warning, #trac-preview-warning').allInnerTexts();
  return texts.map((text) => text.trim());
}

/**
 * What Trac has stored, by the English label of each field but the description, in a second reading without a browser.
 * @param {import('../service.mjs').App} app @param {number} number @returns {Promise<Record<string, string>>}
 */
export async function stored(app, number) {
  const fields = Object.values(FIELDS).map(({ name }) => name);
  const columns = [...fields.filter((name) => name && name !== 'description'), 'status', 'owner'];
  const query = new URLSearchParams([
    ['format', 'tab'],
    ['id', `${number}`],
    ...columns.map((name) => ['col', name]),
  ]);
  const { text } = await (await app.session('colleague')).get(`/query?${query}`);
  const [names, values] = text
    .replace('\uFEFF', '')
    .split('\r\n')
    .map((line) => line.split('\t'));
  return Object.fromEntries(names.map((name, column) => [name, values[column]]));
}

/**
 * Saves a ticket as the colleague, who uses another browser and English.
 * @param {import('../service.mjs').App} app @param {number} number @param {Values} values @param {string} [comment]
 */
export async function asColleague(app, number, values, comment = '') {
  const session = await app.session('colleague');
  const page = await session.get(`/ticket/${number}`);
  /** @type {Record<string, string>} */
  const form = { action: 'leave', comment, submit: 'Submit changes' };
  for (const name of ['__FORM_TOKEN', 'start_time', 'view_time'])
    form[name] = hiddenValue(page, name);
  for (const [field, value] of Object.entries(values)) {
    if (field === 'status') form.action = ACTIONS[value];
    else if (field === 'owner')
      Object.assign(form, { action: 'reassign', action_reassign_reassign_owner: value });
    else form[`field_${FIELDS[/** @type {Field} */ (field)].name}`] = value;
  }
  if (form.action === 'resolve') form.action_resolve_resolve_resolution = 'fixed';
  const answer = await session.post(`/ticket/${number}`, form);
  if (/id="(warning|trac-preview-warning)"/.test(answer.text) || answer.status >= 400) {
    throw new Error(`Trac refused the colleague's save of ticket ${number}`);
  }
}
