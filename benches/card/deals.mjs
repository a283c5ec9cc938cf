// A person saves a pricing objection on a late deal; the save waits at a gate, so that whatever is to be there before
// the page changes is there.
import { pagesAreQuiet } from '../../tests/e2e/desk.mjs';
import { until } from '../../tests/e2e/until.mjs';
import {
  edit,
  pressSave,
  recordUrl,
  waitForRecord,
} from '../../tests/pages/salesforce/gestures.mjs';
import { opportunityId } from '../../tests/workplace/server.mjs';

/** @typedef {import('../../tests/e2e/chromium.mjs').Tab} Tab */
/** @typedef {Awaited<ReturnType<typeof saveGate>>} Gate */
/** @typedef {{ tab: Tab, gate: Gate, desk: import('../../tests/e2e/desk.mjs').Desk, workplace: import('../../tests/workplace/server.mjs').Workplace }} Office */

/** Deals that are in a late phase from the start, so that the objection alone is the change. */
const LATE_DEALS = [1, 5, 7];
const CHANGE = { Primary_Objection__c: 'Pricing' };
/** Where the objection stands on the page: the field that the card is about. */
export const FIELD =
  '.active.lafPageHost records-record-layout-item[field-label="Primary Objection"] [data-output-element-id="output-field"]';
/** As long as the pages keep silent before a card: longer than a page takes to settle. */
const REST_MS = 500;

/**
 * Opens the deal of this turn, changes it and presses Save.
 * @template T
 * @param {Office} office @param {number} turn @param {boolean} isRead whether Cuecard reads the page
 * @param {() => Promise<T>} watch done before the save, after which a card may be made ready
 * @returns {Promise<{ saved: number, watching: T, release(): void }>} how much was heard before; lets the save go on
 */
export async function saveDeal({ tab, gate, desk, workplace }, turn, isRead, watch) {
  const id = opportunityId(LATE_DEALS[turn % LATE_DEALS.length]);
  workplace.reset();
  const opened = await desk.mark();
  await tab.goto(recordUrl(id));
  await waitForRecord(tab.page, id);
  if (isRead)
    await desk.hears(
      opened,
      ({ kind, url }) => kind === 'saw' && url.includes(id),
      `deal ${id} is on the page`,
    );
  await rest(tab, desk);
  await edit(tab.page, CHANGE);

  const watching = await watch();
  const release = gate.shut();
  const saved = await desk.mark();
  await pressSave(tab.page);
  if (isRead) {
    await desk.hears(saved, ({ kind, act }) => kind === 'saw' && act === 'save', 'a save');
    await until('the form was read once more', async () => {
      const saws = (await desk.heardSince(saved)).filter(({ message }) => message.kind === 'saw');
      return saws.length >= 2;
    });
  }
  // A worker that a late message wakes again is not cold.
  await rest(tab, desk);
  return { saved, watching, release };
}

/** @param {Tab} tab @param {Office['desk']} desk */
async function rest({ page }, desk) {
  await page.waitForTimeout(REST_MS);
  await pagesAreQuiet(desk);
}

/** A gate on the way of every save to the server; open until it is shut. @param {Tab} tab */
export async function saveGate({ page }) {
  let passing = Promise.resolve();
  await page.route('**/ui-api/records/**', async (route) => {
    if (route.request().method() === 'PATCH') await passing;
    await route.continue();
  });
  return {
    /** Shuts it. @returns {() => void} opens it again */
    shut() {
      let open = () => {};
      passing = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
  };
}
