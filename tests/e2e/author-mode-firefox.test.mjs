// Author mode in Firefox: recorded, stopped, read as a situation, deleted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, pressSave, startEdit } from '../pages/salesforce/gestures.mjs';
import { picture } from './artefacts.mjs';
import { open, stage } from './stage.mjs';
import { until } from './until.mjs';

test('Firefox: a save is recorded, becomes a situation, and is gone once it is deleted', async (context) => {
  const day = await stage({ in: 'firefox' });
  context.after(() => day.close());
  const options = await day.browser.extensionPage('ui/options.html');
  const words = () =>
    options.page.evaluate(() => document.querySelector('author-mode')?.textContent ?? '');
  const says = (/** @type {RegExp} */ what) =>
    until(`author mode says ${what}`, async () => what.test(await words()));
  await says(/Nothing is recorded/);
  await options.page.locator('author-mode button').click();
  await says(/Nothing was read so far/);

  const tab = await day.browser.tab();
  await open(day, tab, 1);
  await startEdit(tab.page, 'NextStep');
  await fill(tab.page, 'NextStep', 'Robin returns the contract');
  await pressSave(tab.page);
  await says(/[2-9] readings so far/);
  await tab.close();

  await options.page.locator('author-mode button').click();
  await says(/Recording has stopped/);
  const file = () =>
    options.page.evaluate(() => document.querySelector('author-mode pre')?.textContent ?? '');
  const situation = await until('the file can be read', file);
  assert.match(situation, /^situation: /m);
  assert.match(situation, /saves/);
  assert.ok(!situation.includes('Robin'), 'only what is ticked is kept');
  await picture(options, 'author-mode', 'a recording in Firefox');

  const remove = options.page.locator('author-mode .actions:last-child button:last-child');
  await remove.click();
  await says(/This deletes what was read/);
  await options.page.locator('author-mode .danger').click();
  await says(/Deleted/);
  assert.equal(await file(), '');
});
