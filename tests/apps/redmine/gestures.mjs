/** What a person does with an issue in Redmine, with trusted clicks and keys; and what a colleague does elsewhere. */
import { hiddenValue, Session } from '../session.mjs';
import { loading, plainText } from '../tickets.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../tickets.mjs').Field} Field */
/** @typedef {import('../tickets.mjs').Values} Values */

/**
 * Where each field is: its name in the form's `issue[…]`, and its place when shown. The seed makes `Root cause` the
 * first custom field. `status` comes first because choosing one makes Redmine send for the form anew.
 * @type {Record<Field, { name: string, place: string }>}
 */
const FIELDS = {
  status: { name: 'status_id', place: '.attributes .status .value' },
  summary: { name: 'subject', place: '.subject h3' },
  description: { name: 'description', place: '.description .wiki' },
  due: { name: 'due_date', place: '.attributes .due-date .value' },
  start: { name: 'start_date', place: '.attributes .start-date .value' },
  estimate: { name: 'estimated_hours', place: '.attributes .estimated-hours .value' },
  priority: { name: 'priority_id', place: '.attributes .priority .value' },
  owner: { name: 'assigned_to_id', place: '.attributes .assigned-to .value' },
  rootCause: { name: 'custom_field_values_1', place: '.attributes .cf_1 .value' },
};
/** How Redmine's default data names these. @type {Record<string, string>} */
const STATUSES = { started: 'In Progress', resolved: 'Resolved' };

/** @param {import('../service.mjs').App} app @param {number} number */
export const ticketUrl = (app, number) => `${app.url}/issues/${number}`;

/** @param {Page} page @param {import('../service.mjs').App} app @param {number} number */
export async function openTicket(page, app, number) {
  await page.goto(ticketUrl(app, number));
  await page.locator('.issue.details').waitFor();
}

/** Shows the form below the history. @param {Page} page */
export async function startEdit(page) {
  await page.locator('#content > .contextual .icon-edit').first().click();
  await page.locator('#issue-form #issue_notes').waitFor();
}

/** Hides the form again; what was entered stays in it. @param {Page} page */
export async function cancelEdit(page) {
  await page.locator('#issue-form > a').click();
  await page.locator('#issue-form').waitFor({ state: 'hidden' });
}

/** @param {Page} page @param {Field} field @param {string} value */
async function fill(page, field, value) {
  const input = page.locator(`#issue-form #issue_${FIELDS[field].name}`);
  if (field === 'description')
    await page.locator('#issue-form p:has(#issue_description) .icon-edit').click();
  if (field === 'status') {
    const before = await input.elementHandle();
    await input.selectOption({ label: STATUSES[value] });
    await page.waitForFunction((old) => !old?.isConnected, before);
  } else if (await input.evaluate((element) => element.matches('select'))) {
    await input.selectOption({ label: value });
  } else {
    await input.fill(value);
  }
}

/**
 * Fills the open form.
 * @param {Page} page @param {Values} values @param {string} [comment]
 */
export async function fillForm(page, values, comment) {
  for (const field of /** @type {Field[]} */ (Object.keys(FIELDS))) {
    const value = values[field];
    if (value !== undefined) await fill(page, field, value);
  }
  if (comment) await page.locator('#issue_notes').fill(comment);
}

/**
 * Saves the open form: with its button, or with Enter in a line of text.
 * @param {Page} page @param {import('../tickets.mjs').By} [by] @param {Field} [within]  where Enter is pressed
 */
export async function save(page, by = 'mouse', within = 'summary') {
  const form = page.locator('#issue-form');
  await loading(page, () =>
    by === 'mouse'
      ? form.locator('> input[type=submit]').click()
      : form.locator(`#issue_${FIELDS[within].name}`).press('Enter'),
  );
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

/** @param {Page} page @param {string} text */
export const addComment = (page, text) => change(page, {}, 'mouse', text);

/** @param {Page} page @param {Field} field @returns {Promise<string>} as the page shows it, empty when it does not */
export async function shown(page, field) {
  const place = page.locator(`.issue.details ${FIELDS[field].place}`);
  return (await place.count()) === 0 ? '' : plainText(place);
}

/** @param {Page} page @returns {Promise<import('../tickets.mjs').Entry[]>} */
export async function history(page) {
  const entries = [];
  for (const entry of await page.locator('#history .journal').all()) {
    const changes = [];
    for (const line of await entry.locator('ul.details li').all()) {
      const values = await line.locator('i').allInnerTexts();
      const emptied = (await line.locator('del').count()) > 0;
      const [from, to] = values.length > 1 || emptied ? values : ['', ...values];
      changes.push({
        field: await plainText(line.locator('strong')),
        from: from ?? '',
        to: to ?? '',
      });
    }
    const words = entry.locator('.wiki');
    entries.push({
      by: await plainText(entry.locator('h4 a.user')),
      when: (await entry.locator('h4 a[title]').last().getAttribute('title')) ?? '',
      changes,
      comment: (await words.count()) === 0 ? '' : await plainText(words),
    });
  }
  return entries;
}

/** @param {Page} page @returns {Promise<string[]>} why a save was refused */
export async function refusals(page) {
  const texts = await page.locator('#errorExplanation li, #issue-form > .conflict').allInnerTexts();
  return texts.map((text) => text.trim());
}

/**
 * What Redmine has stored, by the REST interface's names, in a second reading without a browser.
 * @param {import('../service.mjs').App} app @param {number} number @returns {Promise<Record<string, string>>}
 */
export async function stored(app, number) {
  const { login, password } = app.people.colleague;
  const secret = Buffer.from(`${login}:${password}`).toString('base64');
  const { text } = await new Session(app.server).get(`/issues/${number}.json`, {
    authorization: `Basic ${secret}`,
  });
  const { issue } = JSON.parse(text);
  const custom = issue.custom_fields.map(
    (/** @type {{ name: string, value: unknown }} */ field) => [field.name, field.value],
  );
  const all = [...Object.entries(issue), ...custom];
  return Object.fromEntries(all.map(([name, value]) => [name, String(value?.name ?? value ?? '')]));
}

/**
 * Saves an issue as the colleague, who uses another browser.
 * @param {import('../service.mjs').App} app @param {number} number @param {Values} values @param {string} [comment]
 */
export async function asColleague(app, number, values, comment = '') {
  const session = await app.session('colleague');
  const page = await session.get(`/issues/${number}`);
  /** @type {Record<string, string>} */
  const form = {
    _method: 'patch',
    authenticity_token: hiddenValue(page, 'authenticity_token'),
    'issue[lock_version]': hiddenValue(page, 'issue[lock_version]'),
    'issue[notes]': comment,
  };
  for (const [field, value] of Object.entries(values)) {
    const { name } = FIELDS[/** @type {Field} */ (field)];
    const place = name.replace(/^custom_field_values_(\d+)$/, 'custom_field_values][$1');
    form[`issue[${place}]`] = optionNumber(page.text, name, STATUSES[value] ?? value);
  }
  const answer = await session.post(`/issues/${number}`, form);
  if (answer.text.includes('id="errorExplanation"') || answer.text.includes('class="conflict"')) {
    throw new Error(`Redmine refused the colleague's save of issue ${number}`);
  }
}

/**
 * Selects are sent as numbers; what is no select is sent as it is.
 * @param {string} html @param {string} name @param {string} label
 */
function optionNumber(html, name, label) {
  const select = new RegExp(`<select[^>]*id="issue_${name}"[^>]*>(.*?)</select>`, 's').exec(html);
  // The empty choice is shown as a space.
  if (!select || label === '') return label;
  const option = [...select[1].matchAll(/<option[^>]*value="([^"]*)"[^>]*>([^<]*)</g)];
  const found = option.find(([, , text]) => text === label);
  if (!found) throw new Error(`issue_${name} offers no ${label}`);
  return found[1];
}
