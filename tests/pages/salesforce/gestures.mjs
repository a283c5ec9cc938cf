/**
 * What a person does on the record page, with trusted clicks and keys. Playwright's locators look through open
 * shadow roots, so each gesture works in both shadow modes.
 */

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const ORIGIN = 'https://acme.lightning.force.com';
const ACTIVE = '.windowViewMode-normal.active.lafPageHost';

/** How each field is filled, by its API name. @type {Record<string, { label: string, by: 'choosing' | 'typing' }>} */
const FIELDS = {
  Name: { label: 'Opportunity Name', by: 'typing' },
  StageName: { label: 'Stage', by: 'choosing' },
  CloseDate: { label: 'Close Date', by: 'typing' },
  Amount: { label: 'Amount', by: 'typing' },
  NextStep: { label: 'Next Step', by: 'typing' },
  Primary_Objection__c: { label: 'Primary Objection', by: 'choosing' },
  Concession_Traded__c: { label: 'Concession Traded', by: 'typing' },
};

/** @param {string} field */
function known(field) {
  const found = FIELDS[field];
  if (!found) throw new Error(`The page has no editable field ${field}.`);
  return found;
}

/** @param {Page} page @param {string} field @returns {Locator} the field of the record in front */
const item = (page, field) =>
  page.locator(`${ACTIVE} records-record-layout-item[field-label="${known(field).label}"]`);

/** @param {string} id @param {{ shadow?: 'native', slow?: number }} [options] @returns {string} */
export function recordUrl(id, options = {}) {
  const object = id.startsWith('001') ? 'Account' : 'Opportunity';
  const url = new URL(`/lightning/r/${object}/${id}/view`, ORIGIN);
  for (const [name, value] of Object.entries(options)) url.searchParams.set(name, String(value));
  return url.href;
}

/** Waits until the record is in front and its fields are there. @param {Page} page @param {string} id */
export async function waitForRecord(page, id) {
  await page.waitForURL((url) => url.pathname === new URL(recordUrl(id)).pathname);
  await page.locator(`${ACTIVE} .test-id__field-value`).first().waitFor();
}

/** Goes to another record by its link, without loading the page anew. @param {Page} page @param {string} id */
export async function openRecord(page, id) {
  await page.locator(`.recordList a[href="${new URL(recordUrl(id)).pathname}"]`).click();
  await waitForRecord(page, id);
}

/** Runs in the page. @param {Element} element @returns {string} its text, shadow root included */
function textWithin(element) {
  return ((element.shadowRoot ?? element).textContent ?? '').trim();
}

/** @param {Page} page @param {string} field @returns {Promise<string>} what the page shows for it */
export async function shownValue(page, field) {
  return item(page, field).locator('[data-output-element-id="output-field"]').evaluate(textWithin);
}

/** Presses the pencil of a field. @param {Page} page @param {string} field */
export async function startEdit(page, field) {
  await item(page, field).locator('button.test-id__inline-edit-trigger').click();
  await page.locator(`${ACTIVE} button[name=SaveEdit]`).waitFor();
}

/**
 * Fills one field of the open form. Choosing the empty text means `--None--`; typing it clears the field.
 * @param {Page} page @param {string} field @param {string} value as the page shows it, e.g. 12/18/2026
 */
export async function fill(page, field, value) {
  if (known(field).by === 'choosing') {
    await item(page, field).locator('[role=combobox]').click();
    await item(page, field).locator(`lightning-base-combobox-item[data-value="${value}"]`).click();
    return;
  }
  const input = item(page, field).locator(`input[name="${field}"]`);
  await input.click();
  await input.press('ControlOrMeta+a');
  await input.press('Delete');
  await input.pressSequentially(value);
  // Leaving the field is what commits a date.
  await input.press('Tab');
}

/** Presses Save and waits for nothing. @param {Page} page */
export async function pressSave(page) {
  await page.locator(`${ACTIVE} button[name=SaveEdit]`).click();
}

/**
 * Edits fields of the record in front and saves; resolves once the page is back in view mode.
 * @param {Page} page
 * @param {Record<string, string>} fields values as the page shows them
 */
export async function editAndSave(page, fields) {
  await edit(page, fields);
  await pressSave(page);
  await page.locator(`${ACTIVE} button[name=SaveEdit]`).waitFor({ state: 'detached' });
}

/** Opens the form and fills fields, without saving. @param {Page} page @param {Record<string, string>} fields */
export async function edit(page, fields) {
  const [first] = Object.keys(fields);
  if (!first) throw new Error('Name at least one field to edit.');
  await startEdit(page, first);
  for (const [field, value] of Object.entries(fields)) await fill(page, field, value);
}

/** Leaves the form without saving. @param {Page} page */
export async function cancelEdit(page) {
  await page.locator(`${ACTIVE} button[name=CancelEdit]`).click();
  await page.locator(`${ACTIVE} button[name=CancelEdit]`).waitFor({ state: 'detached' });
}
