// One aid on the page, and how long it took: as a card of Cuecard, or as the popover of a tour.
import { until } from '../../tests/e2e/until.mjs';
import { FIELD, saveDeal } from './deals.mjs';
import { awaitCall } from './tours.mjs';
import { noteCardShown, noteChanges, noteShown } from './watch.mjs';
import { worldsOf } from './worlds.mjs';

/** `ledger`: what the worker remembers before any card. @typedef {import('./deals.mjs').Office & { browser: import('../../tests/e2e/chromium.mjs').Browser, ledger: string }} Scene */
/** @typedef {import('./tours.mjs').Said} Said */
/** @typedef {import('./worlds.mjs').World} World */
/** Milliseconds until it had painted. @typedef {{ fromSettled: number, fromChange: number }} Took */

/** What the content script takes for a settled page (QUIET_MS in its watch.js). */
export const QUIET_MS = 150;
/** The name of the event with which the page that has settled calls a tour. */
const CALL = 'bench-call';

/**
 * A card.
 * @param {Scene} scene @param {number} turn @param {boolean} cold @returns {Promise<{ took: Took, said: Said }>}
 */
export async function showCard(scene, turn, cold) {
  const { browser, desk, tab } = scene;
  await beginAnew(scene, true);
  const { saved, watching, release } = await saveDeal(scene, turn, true, async () => {
    const worlds = await worldsOf(tab, browser.extensionId);
    const contentScript = await worlds.contentScript();
    await contentScript(noteCardShown, noteShown);
    return { worlds, contentScript };
  });
  const { worlds, contentScript } = watching;
  await worlds.beside(noteChanges, QUIET_MS, FIELD, CALL);
  if (cold) await browser.killWorker();
  release();

  const { message } = await desk.hears(saved, ({ kind }) => kind === 'painted', 'a card painted');
  const shown = await contentScript(() => Reflect.get(globalThis, 'benchShown'));
  const heard = await desk.heardSince(saved);
  const place = heard.findIndex(
    ({ message: { kind, moment } }) => kind === 'placed' && moment === message.moment,
  );
  const saw = heard.slice(0, place).findLast(({ message: { kind } }) => kind === 'saw');
  if (!saw) throw new Error('the card was painted without its steps being heard');
  const origin = await desk.evaluate(() => performance.timeOrigin);
  const took = await tookOf(worlds.beside, origin + saw.at, shown);
  await worlds.forget();
  return { took, said: await saidBy(tab) };
}

/**
 * The popover of a tour, on the same page without Cuecard.
 * @param {Scene} scene @param {number} turn @param {import('./tours.mjs').Tour} tour @param {Said} said @returns {Promise<Took>}
 */
export async function showTour(scene, turn, { code, style, popover, show }, said) {
  const { browser, tab } = scene;
  await beginAnew(scene, false);
  const { watching: worlds, release } = await saveDeal(scene, turn, false, () =>
    worldsOf(tab, browser.extensionId),
  );
  await worlds.run(code);
  await worlds.page(awaitCall, { style, popover, said, call: CALL }, show, noteShown);
  await worlds.beside(noteChanges, QUIET_MS, FIELD, CALL);
  release();

  const called = await worlds.beside(() => Reflect.get(globalThis, 'benchNoted').settled);
  const shown = await worlds.page(() => Reflect.get(globalThis, 'benchShown'));
  const took = await tookOf(worlds.beside, called, shown);
  await worlds.forget();
  const text = (await tab.page.locator(popover).textContent()) ?? '';
  const missing = [said.title, ...said.buttons].filter((words) => !text.includes(words));
  if (missing.length > 0) throw new Error(`${popover} does not say ${missing.join(', ')}: ${text}`);
  return took;
}

/**
 * The person as they were before any card: what came of one would keep the next away for half an hour. The worker that
 * remembers it ends, and the page that is opened next starts another.
 * @param {Scene} scene @param {boolean} on whether Cuecard is switched on
 */
async function beginAnew({ browser, desk, ledger }, on) {
  await desk.evaluate(put, on ? { ledger } : { ledger, off: 'true' });
  await browser.killWorker();
}

/** Runs in a page of the extension: these alone are what the worker finds. @param {Record<string, string>} entries */
function put(entries) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('cuecard');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('state', 'readwrite');
      const store = transaction.objectStore('state');
      store.delete('off');
      for (const [key, text] of Object.entries(entries)) store.put(text, key);
      transaction.onabort = reject;
      transaction.oncomplete = () => resolve(opening.result.close());
    };
  });
}

/**
 * @param {World} beside @param {number} called when the settled page was answered, by a reading or a tour
 * @param {number} shown
 */
async function tookOf(beside, called, shown) {
  const { changes, formGone } = await beside(() => Reflect.get(globalThis, 'benchNoted'));
  const last = Math.max(...changes.filter((/** @type {number} */ change) => change <= called));
  if (!formGone || !Number.isFinite(last)) throw new Error('the change of the page was not seen');
  // A page that never rests is answered without having been quiet.
  const settled = Math.min(last + QUIET_MS, called);
  return { fromSettled: shown - settled, fromChange: shown - formGone };
}

/** What the card on the page says. @param {Scene['tab']} tab @returns {Promise<Said>} */
function saidBy({ page }) {
  return until('the card can be read', () =>
    page
      .frames()
      .find((frame) => frame.url().includes('/ui/card.html#'))
      ?.evaluate(() => {
        const inside = (/** @type {string} */ place) => document.querySelector(place)?.innerHTML;
        return {
          title: document.querySelector('.title')?.textContent ?? '',
          html: `<p>${inside('.why')}</p>${inside('.body')}`,
          buttons: [...document.querySelectorAll('.actions button')].map(
            (button) => button.textContent ?? '',
          ),
        };
      }),
  );
}
