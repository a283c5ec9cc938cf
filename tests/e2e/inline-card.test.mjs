// An inline card on pages of real component libraries while they render anew, with a modal dialog
// open and at 400 %: Lightning, Atlaskit and Primer.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { picture } from './artefacts.mjs';
import {
  apart,
  boxOf,
  folded,
  holder,
  isAnother,
  isTheSame,
  mark,
  shifts,
  stands,
  unreachable,
  watchShifts,
  whole,
} from './inline-card.mjs';
import {
  ATLASKIT,
  inlinePack,
  LIGHTNING_FIELD,
  LIGHTNING_PATH,
  PRIMER,
  WITHOUT,
} from './inline-pages.mjs';
import { bring, inlineTests } from './inline-scene.mjs';
import { answer, ROLE, stage } from './stage.mjs';
import { until } from './until.mjs';

/** @typedef {import("./inline-pages.mjs").InlinePage} InlinePage */

/** A window of 1280 × 1024 at 400 %. */
const AT_400 = { width: 320, height: 256, deviceScaleFactor: 4, mobile: false };
const AT_100 = { width: 1280, height: 800 };
/** What a folded card is called. */
const PILL = 'Cuecard: Three steps, one at a time, 1 minute';
/** Text smaller than this is not meant to be read, in CSS pixels. */
const LEAST_TEXT = 12;

/** Longer than a dialog of these libraries takes to open. */
const OPENING_MS = 400;

/** @type {import("./stage.mjs").Stage} */
let day;
before(async () => {
  day = await stage({ content: inlinePack });
});
after(() => day?.close());

/** A picture by the browser itself: playwright's would change the window for it. @param {import("playwright-core").CDPSession} session @param {string} path */
async function photograph(session, path) {
  const { data } = await session.send('Page.captureScreenshot');
  await writeFile(path, Buffer.from(data, 'base64'));
}

/** Does all that the tests do to a page, without a card, and says what of it is shifted. @param {InlinePage} page */
async function shiftsWithout(page) {
  await day.browser.desk.set({ role: WITHOUT });
  const { page: here, close } = await day.browser.tab();
  await page.open(here);
  await watchShifts(here);
  await page.act(here, day);
  await here.locator(page.anchor).first().waitFor();
  await mark(here, page.anchor);
  await page.renderAnew(here, day);
  await isAnother(here, page.anchor);
  await page.leave(here);
  await page.come(here);
  await here.locator(page.anchor).first().waitFor();
  await page.modal.open(here);
  await here.locator(`${page.modal.inside} :focus`).first().waitFor();
  // One that is closed before it was quite open stays, without a card as with one.
  await here.waitForTimeout(OPENING_MS);
  await here.keyboard.press('Escape');
  await here.locator(page.modal.surface).first().waitFor({ state: 'detached' });
  const found = await shifts(here);
  await close();
  day.workplace.reset();
  await day.browser.desk.set({ role: ROLE });
  return found;
}

for (const page of [LIGHTNING_FIELD, LIGHTNING_PATH, ATLASKIT, PRIMER]) {
  describe(page.name, () => {
    /** @type {import("./chromium.mjs").Tab} */
    let tab;
    /** @type {Set<string>} */
    let without;

    before(async () => {
      without = await shiftsWithout(page);
      tab = await day.browser.tab();
      await bring({ day, tab }, { ...page, open: openAndWatch });
    });

    /** @param {import("playwright-core").Page} here */
    async function openAndWatch(here) {
      await page.open(here);
      await watchShifts(here);
    }

    inlineTests(() => ({ day, tab }), page);

    test('it shifts nothing of the page', async () => {
      const own = await shifts(tab.page);
      assert.deepEqual(
        [...own].filter((each) => !without.has(each)),
        [],
      );
      await tab.page.evaluate(() => document.body.prepend(document.createElement('hr')));
      await until('what the page does itself is noticed', async () => {
        return (await shifts(tab.page)).size > own.size;
      });
      await tab.page.evaluate(() => document.body.firstElementChild?.remove());
    });

    test('what has the focus moves it aside', async (context) => {
      const box = await holder(tab);
      const fields = tab.page.locator('a[href], button, input');
      const under = await fields.evaluateAll((all, { left, top, right, bottom }) => {
        return all.findIndex((each) => {
          const at = each.getBoundingClientRect();
          return (
            at.width && at.left < right && at.right > left && at.top < bottom && at.bottom > top
          );
        });
      }, box);
      if (under < 0) return context.skip('nothing that takes the focus lies under it here');
      await fields.nth(under).focus();
      const focused = `:focus`;
      await until('it stands elsewhere', async () => {
        return apart(await holder(tab), await boxOf(tab.page, focused));
      });
      await fields.nth(under).blur();
    });

    test('at 400 % it folds, opens, is read to its end, and hides nothing for good', async () => {
      const session = await day.browser.context.newCDPSession(tab.page);
      const here = {
        ...tab,
        screenshot: (/** @type {string} */ path) => photograph(session, path),
      };
      await tab.page.setViewportSize(AT_400);
      await session.send('Emulation.setDeviceMetricsOverride', AT_400);
      const anchor = tab.page.locator(page.anchor).first();
      await anchor.evaluate((it) =>
        it.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' }),
      );
      await until('it is folded, and not over its anchor', async () => {
        const [box, at] = [await holder(tab), await boxOf(tab.page, page.anchor)];
        return folded(box) && apart(box, at) && box.right <= AT_400.width;
      });
      await picture(here, `inline-${page.id}`, 'at 400 %, folded');
      const card = await until('the card is on the page', () => tab.card());
      await card.press(PILL);
      const open = await stands(tab, 'it is open', whole);
      assert.ok(open.left >= 0 && open.top >= 0, 'inside');
      assert.ok(open.right <= AT_400.width && open.bottom <= AT_400.height, 'inside');
      await picture(here, `inline-${page.id}`, 'at 400 %, open');
      const read = await card.evaluate(() => {
        const ends = [...document.querySelectorAll('.body > :last-child, .actions button')];
        const below = ends.some((each) => each.getBoundingClientRect().bottom > innerHeight);
        const reached = ends.map((each) => {
          each.scrollIntoView({ block: 'nearest', behavior: 'instant' });
          const { top, bottom, left, right } = each.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight + 1 && left >= 0 && right <= innerWidth;
        });
        const text = Math.min(
          ...ends.map((each) => Number.parseFloat(getComputedStyle(each).fontSize)),
        );
        return { below, reached: ends.length > 4 && reached.every(Boolean), text };
      });
      assert.deepEqual(
        [read.below, read.reached],
        [true, true],
        'all of it is reached by scrolling',
      );
      assert.ok(read.text >= LEAST_TEXT);
      await picture(here, `inline-${page.id}`, 'at 400 %, its end');
      await card.press('Make small');
      await stands(tab, 'it is folded', folded);
      assert.deepEqual(await unreachable(tab.page), []);
      await session.detach();
      await tab.page.setViewportSize(AT_100);
    });

    test('it is still the same card, and takes an answer', async () => {
      await isTheSame(tab);
      const card = await until('the card is on the page', () => tab.card());
      await card.press(PILL);
      await answer(day, tab, 'Done');
      await tab.close();
    });
  });
}
