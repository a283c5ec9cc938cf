// The small page that most pointings happen on, what is asked there, and what a person does.

import assert from 'node:assert/strict';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./stage.mjs').Json} Json */

/** An answer that never comes ends a test, not the whole run. */
export const LIMIT = { timeout: 60_000 };
export const MEANING = 'What the buyer objects to';
/** Fields of a system that writes names as `record.NAME`. */
export const FIELD = {
  select: '[data-row="record.{field}"] .value',
  every: '[data-row^="record."] .value',
  names: [{ attribute: 'data-row', before: 'record.', after: '' }],
};
const STAGE = { fact: 'stage', alternatives: [{ select: '#stage', take: 'text' }] };
/** @param {Json} [changes] */
export const asked = (changes) => ({
  kind: 'point',
  meaning: MEANING,
  root: ['main'],
  facts: [STAGE],
  fields: [FIELD],
  ...changes,
});
/** @param {string} name @param {string} label @param {string} value */
export const row = (name, label, value) =>
  `<div data-row="record.${name}"><b>${label}</b> <span class="value">${value}</span></div>`;
export const RECORD = `<main><h1>A deal</h1><p id="stage">Proposal</p>
  ${row('Objection__c', 'Objection', 'Pricing')}${row('Traded__c', 'In return', '')}
  <input id="typing"></main><p id="outside">Outside</p>`;

/** The middle of the first element with exactly this text, shadow roots included. @param {Page} page @param {string} text */
export async function middleOf(page, text) {
  const box = await page.getByText(text, { exact: true }).first().boundingBox();
  assert.ok(box, `${text} is on the page`);
  return /** @type {const} */ ([box.x + box.width / 2, box.y + box.height / 2]);
}

/** @param {Page} page @param {string} text */
export const pointAt = async (page, text) => page.mouse.move(...(await middleOf(page, text)));
/** @param {Page} page @param {string} text */
export const click = async (page, text) => page.mouse.click(...(await middleOf(page, text)));
/** @param {Page} page @param {...string} keys */
export const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

export const OBJECTION = { field: 'Objection__c', value: 'Pricing' };
export const ONE = row('Objection__c', 'Objection', 'Pricing');
