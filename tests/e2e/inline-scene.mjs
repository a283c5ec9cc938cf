// What an inline card must do on every page of a component library, in each browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { picture } from './artefacts.mjs';
import {
  begin,
  covered,
  folded,
  isAnother,
  isTheSame,
  mark,
  stands,
  standsBeside,
} from './inline-card.mjs';
import { openRecord } from './inline-pages.mjs';
import { cardShows } from './stage.mjs';

/** @typedef {import("./inline-pages.mjs").InlinePage} InlinePage */
/** @typedef {import("./stage.mjs").Stage} Stage */
/** @typedef {import("./stage.mjs").Tab} Tab */
/** @typedef {{ day: Stage, tab: Tab }} Scene */

/** More than any of the dialogs has places for the focus, so that it goes round. */
const TABS = 8;

/** Brings the card, ticks its first step and marks its document. @param {Scene} scene @param {InlinePage} page */
export async function bring({ day, tab }, page) {
  await openRecord(day, tab, page);
  const since = await day.browser.desk.mark();
  await page.act(tab.page, day);
  await begin(await cardShows(day, tab, since));
}

/** @param {() => Scene} scene @param {InlinePage} page */
export function inlineTests(scene, { id, anchor, renderAnew, leave, come, modal }) {
  const here = (/** @type {string} */ shows) => picture(scene().tab, `inline-${id}`, shows);

  test('it stands beside its anchor and covers nothing of it', async () => {
    const { tab } = scene();
    await standsBeside(tab, anchor);
    assert.equal(await covered(tab.page, anchor), 0);
    await here('beside its anchor');
  });

  test('it follows to the element that a rendering puts in the place of its anchor', async () => {
    const { day, tab } = scene();
    await mark(tab.page, anchor);
    await renderAnew(tab.page, day);
    await isAnother(tab.page, anchor);
    await standsBeside(tab, anchor);
    await isTheSame(tab);
    await here('rendered anew');
  });

  test('it folds when its anchor goes, and comes back with it', async () => {
    const { tab } = scene();
    await leave(tab.page);
    await stands(tab, 'it folded', folded);
    await here('its anchor is away');
    await come(tab.page);
    await standsBeside(tab, anchor);
    await isTheSame(tab);
  });

  test('a modal dialog is whole for keys and the pointer, and the card comes back after it', async () => {
    const { tab } = scene();
    const { page } = tab;
    const focusIsInside = () => page.locator(`${modal.inside} :focus`).first().waitFor();
    for (const by of ['keys', 'pointer']) {
      await modal.open(page);
      await stands(tab, 'it is out of sight', ({ visible }) => !visible);
      assert.equal(await covered(page, modal.surface), 0);
      await here(`a modal dialog, by ${by}`);
      for (let tabs = 0; by === 'keys' && tabs < TABS; tabs += 1) {
        await page.keyboard.press('Tab');
        await focusIsInside();
      }
      if (modal.field) {
        await page.locator(modal.field).first().click();
        await page.locator(modal.field).first().pressSequentially('12');
      }
      if (by === 'keys') await page.keyboard.press('Escape');
      else await page.locator(modal.cancel).first().click();
      await page.locator(modal.surface).first().waitFor({ state: 'detached' });
      await standsBeside(tab, anchor);
    }
    await isTheSame(tab);
    await here('after the modal dialog');
  });
}
