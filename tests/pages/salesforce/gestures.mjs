/**
 * What a person does on the record page, with trusted clicks and keys. Playwright's locators look through open
 * shadow roots, so each gesture works in both shadow modes, in both apps, on both kinds of page, in each language.
 */
import { until } from '../../e2e/until.mjs';
import { fieldIdOf, OBJECTS, objectOfId } from './modules/workplace/objectInfo/objectInfo.js';
import { WORDS, wordIn } from './modules/workplace/words/words.js';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/**
 * How the page is set up; see the README.
 * @typedef {{ shadow?: 'native', slow?: number, app?: 'console', forms?: 'dynamic', locale?: string, lang?: string,
 *   money?: 'codes', neighbours?: 'before', hostile?: 'nodes' | 'pollution' | 'attributes' | 'storm' }} Setup
 */

const ORIGIN = 'https://acme.lightning.force.com';
/** The record in front, in the standard app or in a console. */
const ACTIVE =
  ':is(.windowViewMode-normal.active.lafPageHost, ' +
  '.active.oneWorkspace .active.oneConsoleTab .windowViewMode-maximized.active.lafPageHost)';
const MODAL = '.oneRecordActionWrapper';
/** An open form is the one in front or in the modal over it. */
const FORM = `:is(${ACTIVE}, ${MODAL})`;
/** No picklist of the page is longer. */
const LONGEST_PICKLIST = 12;

const LANGUAGES = ['en', ...Object.keys(WORDS)];
/** @type {Map<string, Set<string>>} the labels that a field has on some page in some language */
const LABELS = new Map();
/** @type {Map<string, string>} */
const TYPES = new Map();
for (const { sections } of Object.values(OBJECTS))
  for (const { name, label, type } of sections.flatMap(({ fields }) => fields)) {
    const labels = LABELS.get(name) ?? new Set();
    for (const language of LANGUAGES) labels.add(wordIn(label, language));
    LABELS.set(name, labels);
    TYPES.set(name, type);
  }

/** @param {string} field @returns {string} where it lies in a form or on a page, in every setup */
function place(field) {
  const labels = LABELS.get(field);
  if (!labels) throw new Error(`The page has no field ${field}.`);
  const named = [...labels].map((label) => `[field-label="${label}"]`).join(', ');
  return `:is([data-component-id="force_detailPanel"], ${MODAL}) records-record-layout-item:is(${named}), flexipage-field[data-field-id="${fieldIdOf(field)}"]`;
}

/** @param {Page} page @param {string} field @param {string} [within] @returns {Locator} the field of the record in front */
const item = (page, field, within = ACTIVE) => page.locator(`${within} :is(${place(field)})`);

/** @param {string} id @param {Setup} [options] @returns {string} */
export function recordUrl(id, options = {}) {
  const url = new URL(`/lightning/r/${objectOfId(id)}/${id}/view`, ORIGIN);
  for (const [name, value] of Object.entries(options)) url.searchParams.set(name, String(value));
  return url.href;
}

/** Waits until the record is in front and its fields are there. @param {Page} page @param {string} id */
export async function waitForRecord(page, id) {
  await page.waitForURL((url) => url.pathname === new URL(recordUrl(id)).pathname);
  await page
    .locator(`${ACTIVE} one-record-home-flexipage2 .test-id__field-value`)
    .first()
    .waitFor();
}

/** Goes to another record by its link, without loading the page anew. @param {Page} page @param {string} id */
export async function openRecord(page, id) {
  await page.locator(`.recordList a[href="${new URL(recordUrl(id)).pathname}"]`).click();
  await waitForRecord(page, id);
}

/** Runs in the page. @param {Element} element @returns {string} its text, shadow roots included, as it is shown */
function textWithin(element) {
  /** @type {(node: Node) => string} */
  const textOf = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element)) return '';
    if (node.classList.contains('slds-assistive-text')) return '';
    if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0)
      return node.assignedNodes().map(textOf).join('');
    return [...(node.shadowRoot ?? node).childNodes].map(textOf).join('');
  };
  return textOf(element).trim();
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

/** Presses the button Edit of the record, which opens the form in a modal. @param {Page} page */
export async function openModal(page) {
  await page.locator(`${ACTIVE} button[name=Edit]`).click();
  await page.locator(`${MODAL} button[name=SaveEdit]`).waitFor();
}

/**
 * Fills one field of the open form. Choosing the empty text means `--None--`; typing it clears the field.
 * @param {Page} page @param {string} field @param {string} value as the page shows it, e.g. 12/18/2026; of a
 *   picklist its value, which a translated page does not show; of a checkbox `true` or `false`
 */
export async function fill(page, field, value) {
  const type = TYPES.get(field);
  const form = item(page, field, FORM);
  if (type === 'stage' || type === 'picklist') {
    await form.locator('[role=combobox]').click();
    await form.locator(`lightning-base-combobox-item[data-value="${value}"]`).click();
    return;
  }
  if (type === 'checkbox') {
    // By key: in native shadow the box that is seen lies over the one that is ticked.
    const box = form.locator(`input[name="${field}"]`);
    if ((await box.isChecked()) !== (value === 'true')) await box.press('Space');
    return;
  }
  const input = form.locator(`${type === 'area' ? 'textarea' : 'input'}[name="${field}"]`);
  await input.click();
  await input.press('ControlOrMeta+a');
  await input.press('Delete');
  await input.pressSequentially(value);
  // Leaving the field is what commits a date.
  await input.press('Tab');
}

/** Chooses from a picklist of the open form by keys alone. @param {Page} page @param {string} field @param {string} value */
export async function chooseByKeys(page, field, value) {
  const control = item(page, field, FORM);
  const box = control.locator('[role=combobox]');
  const focused = control.locator(
    'lightning-base-combobox-item.slds-has-focus, lightning-base-combobox-item .slds-has-focus',
  );
  const chosen = () =>
    focused
      .first()
      .evaluate((option) => option.closest('[data-value]')?.getAttribute('data-value'));
  await box.press('Enter');
  // Its list renders after the key: a person, too, looks before pressing the next one.
  let last = await chosen();
  for (let step = 0; last !== value && step < LONGEST_PICKLIST; step += 1) {
    await box.press('ArrowDown');
    const before = last;
    await until(`the list goes on from ${before}`, async () => {
      last = await chosen();
      return last !== before;
    });
  }
  await box.press('Enter');
  await until('the list closes', async () => (await focused.count()) === 0);
}

/** Presses Save and waits for nothing. @param {Page} page */
export async function pressSave(page) {
  await page.locator(`${FORM} button[name=SaveEdit]`).click();
}

/** Presses Save with the key Enter and waits for nothing. @param {Page} page */
export async function pressSaveByKey(page) {
  await page.locator(`${FORM} button[name=SaveEdit]`).press('Enter');
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

/** Edits fields in the modal and saves; resolves once the modal is gone. @param {Page} page @param {Record<string, string>} fields */
export async function editInModalAndSave(page, fields) {
  await openModal(page);
  for (const [field, value] of Object.entries(fields)) await fill(page, field, value);
  await pressSave(page);
  await page.locator(MODAL).waitFor({ state: 'detached' });
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
  await page.locator(`${FORM} button[name=CancelEdit]`).click();
  await page.locator(`${FORM} button[name=CancelEdit]`).waitFor({ state: 'detached' });
}

/**
 * Moves the record along its path, which saves at once.
 * @param {Page} page
 * @param {string | null} step the step to mark as current, by its value; null marks the current one as complete
 */
export async function markStep(page, step = null) {
  if (step)
    await page
      .locator(`${ACTIVE} .slds-path__nav li[data-name="${step}"] .slds-path__link`)
      .click();
  await page.locator(`${ACTIVE} button.slds-path__mark-complete`).click();
}

/** Closes the record by its path, which asks as what. @param {Page} page @param {string} value such as `Closed Won` */
export async function closeByPath(page, value) {
  await markStep(page, 'Closed');
  const question = '.runtime_sales_pathassistantPathAssistantStepClosed';
  await page.locator(`${question} select`).selectOption(value);
  await page.locator('.uiModal button.uiButton--default').click();
}

/** Brings a tab of the console to the front, by the id of its record. @param {Page} page @param {string} id */
export async function openTab(page, id) {
  const tabs = ':is(.workspaceTabs, .active.oneWorkspace)';
  await page.locator(`${tabs} a.tabHeader[href^="${new URL(recordUrl(id)).pathname}"]`).click();
  await waitForRecord(page, id);
}

/** Follows a link to a related record on the page. @param {Page} page @param {string} id */
export async function followLink(page, id) {
  await page
    .locator(`${ACTIVE} force-lookup a[href^="${new URL(recordUrl(id)).pathname}"]`)
    .first()
    .click();
  await waitForRecord(page, id);
}

/** Opens the card of the record that a field or a related list links to. @param {Page} page @param {string} name */
export async function openCard(page, name) {
  await page.locator(`${ACTIVE} button[title="Open ${name} Preview"]`).first().click();
  await page.locator('.forceHoverPanel').waitFor();
}
