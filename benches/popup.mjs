// From opening the popup to its first words, all of which can be pressed then; with a worker that runs, and with one
// that was stopped, as it is after half a minute. The peer is a page of the same extension whose words are in its HTML.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_STEPS } from '../tests/e2e/first-steps.mjs';
import { until } from '../tests/e2e/until.mjs';
import { openChromium } from './devtools.mjs';
import { endingAll } from './ends.mjs';
import { blankPage, originOf, workshop } from './extensions.mjs';
import { figure, median, quantile } from './figures.mjs';
import { killer, settingRole } from './worker.mjs';

/** @typedef {Awaited<ReturnType<typeof openChromium>>} Chromium */
/** @typedef {Awaited<ReturnType<Chromium['page']>>} Tab */

const ROUNDS = 20;
const P95 = 0.95;
const STILL = 'still.html';
const POPUP = 'ui/popup.html';
/** The target of the design. */
const TARGET = { name: 'target, at most', value: 100 };

/** Milliseconds from the start of the navigation until the first words were painted; 0: not yet. */
const PAINTED = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0`;

export const measurePopup = () => endingAll(measure);

/** @param {(end: () => unknown) => void} later @returns {Promise<import('./figures.mjs').Found>} */
async function measure(later) {
  const shop = workshop();
  later(shop.forget);
  const folder = shop.copy('ours');
  writeFileSync(join(folder, STILL), '<!doctype html><title>bench</title><h1>Cuecard</h1>');
  const chromium = await openChromium([folder]);
  later(chromium.close);
  const keeper = await chromium.page(blankPage(folder));
  await keeper.evaluate(settingRole);
  const killWorker = await killer(chromium, keeper.sessionId, 1);

  const options = () => targetAt(chromium, originOf(folder) + FIRST_STEPS);
  await until('the first steps are open', options);

  // One tab for all of them: a tab that is closed wakes the worker.
  const tab = await chromium.page(blankPage(folder));
  /** @param {string} path */
  const paints = async (path) => {
    // What is behind another tab is not painted.
    await chromium.send('Page.bringToFront', {}, tab.sessionId);
    await tab.evaluate(`void (location.href = '/${path}')`);
    const took = await until(`${path} shows something`, () =>
      tab.evaluate(`location.pathname === '/${path}' ? ${PAINTED} : 0`),
    );
    return /** @type {number} */ (took);
  };
  /** @type {Record<'warm' | 'cold' | 'still', number[]>} */
  const took = { warm: [], cold: [], still: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    took.still.push(await paints(STILL));
    await killWorker();
    took.cold.push(await paints(POPUP));
    await paints(STILL);
    took.warm.push(await paints(POPUP));
  }
  // Where they are open already, they would only come to the front.
  await chromium.send('Target.closeTarget', { targetId: await options() });
  await until('the options are closed', async () => !(await options()));
  await paints(STILL);
  await paints(POPUP);
  await pressOptions(chromium, tab);
  await until('a press in the first frame is answered', options);
  const peer = { name: 'a page of words', value: median(took.still) };
  return {
    figures: [
      figure('popup_usable_ms', median(took.warm), 'ms', TARGET),
      figure('popup_usable_ms', median(took.warm), 'ms', peer),
      figure('popup_usable_p95_ms', quantile(took.warm, P95), 'ms', TARGET),
      figure('popup_usable_cold_ms', median(took.cold), 'ms', peer),
    ],
    notes: [
      `${ROUNDS} openings each, in turns, in a tab of a headless Chromium whose extension process is alive: without the ` +
        'window that a browser makes for a popup. Its handlers are in place before its words are shown: pressed at once, it answered.',
    ],
  };
}

/** The target that shows this page, if one does. @param {Chromium} chromium @param {string} address @returns {Promise<string | undefined>} */
async function targetAt(chromium, address) {
  const { targetInfos } = await chromium.send('Target.getTargets');
  return targetInfos.find((/** @type {{ url: string }} */ { url }) => url === address)?.targetId;
}

/** Presses the popup's button that opens the options, as a person does. @param {Chromium} chromium @param {Tab} tab */
async function pressOptions(chromium, tab) {
  const place = await tab.evaluate(`(() => {
    const box = document.querySelector('.head button').getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  })()`);
  for (const type of ['mousePressed', 'mouseReleased'])
    await chromium.send(
      'Input.dispatchMouseEvent',
      { type, ...place, button: 'left', clickCount: 1 },
      tab.sessionId,
    );
}
