// The worker's round trip from one of the extension's own pages, cold (it was killed) and warm, beside a worker that
// only answers. All in one Chromium, taking turns.

import { until } from '../tests/e2e/until.mjs';
import { openChromium } from './devtools.mjs';
import { endingAll } from './ends.mjs';
import { blankPage, workshop } from './extensions.mjs';
import { figure, median } from './figures.mjs';
import { engine, SEED } from './wasm.mjs';

const ROUNDS = 20;
const WARM_A_ROUND = 5;
const NUDGES = 1_000;
/** After a kill, and between two extensions: what the browser still does then is not the next one's. */
const PAUSE_MS = 120;
const ROLE = 'account-executive';

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
/** Runs in the page: milliseconds until the worker has answered. */
const ROUND_TRIP = `(async () => {
  const start = performance.now();
  const answer = await chrome.runtime.sendMessage({ kind: 'status' });
  const took = performance.now() - start;
  if (!answer?.ok && !answer?.status) throw new Error('no answer: ' + JSON.stringify(answer));
  if (answer.status?.problems.length) throw new Error(JSON.stringify(answer.status.problems));
  return took;
})()`;

export const measureWorker = () => endingAll(measure);

/** @param {(end: () => unknown) => void} later @returns {Promise<import('./figures.mjs').Found>} */
async function measure(later) {
  const shop = workshop();
  later(shop.forget);
  const { content_json } = await engine();
  const folders = {
    empty: shop.empty(),
    ours: shop.copy('ours'),
    thousand: shop.copy('thousand', undefined, () => content_json(NUDGES, SEED)),
  };
  const chromium = await openChromium(Object.values(folders));
  later(chromium.close);
  /** @param {string} folder @returns {Promise<{ page: Awaited<ReturnType<typeof chromium.page>>, cold: number[], warm: number[] }>} */
  const measured = async (folder) => ({
    page: await chromium.page(blankPage(folder)),
    cold: [],
    warm: [],
  });
  const empty = await measured(folders.empty);
  const ours = await measured(folders.ours);
  const thousand = await measured(folders.thousand);
  const all = [empty, ours, thousand];
  for (const { page } of all) await page.evaluate(ROUND_TRIP);
  for (const { page } of [ours, thousand]) {
    await page.evaluate(
      `chrome.runtime.sendMessage({ kind: 'set', settings: { role: '${ROLE}' } })`,
    );
  }
  const killWorkers = await killer(chromium, ours.page.sessionId, all.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    await killWorkers();
    for (const one of [0, 1, 2].map((turn) => all[(turn + round) % all.length])) {
      await pause();
      one.cold.push(await one.page.evaluate(ROUND_TRIP));
      for (let time = 0; time < WARM_A_ROUND; time += 1)
        one.warm.push(await one.page.evaluate(ROUND_TRIP));
    }
  }
  /** @param {'cold' | 'warm'} how */
  const peer = (how) => ({ name: 'empty worker', value: median(empty[how]) });
  return {
    figures: [
      figure('worker_cold_ms', median(ours.cold), 'ms', peer('cold')),
      figure(`worker_cold_${NUDGES}_ms`, median(thousand.cold), 'ms', peer('cold')),
      figure('worker_warm_ms', median(ours.warm), 'ms', peer('warm')),
    ],
    notes: [
      `Medians of ${ROUNDS} kills and ${ROUNDS * WARM_A_ROUND} warm round trips of \`status\` from a blank extension page, ` +
        'all three extensions in one headless Chromium, in turns; the extension has a page open, so its process is alive.',
    ],
  };
}

/**
 * Stops every worker as the browser does after half a minute; returns when all are gone.
 * @param {Awaited<ReturnType<typeof openChromium>>} chromium @param {string} session @param {number} count
 */
async function killer(chromium, session, count) {
  /** @type {Map<string, string>} */
  const states = new Map();
  chromium.listen(({ method, params }) => {
    if (method !== 'ServiceWorker.workerVersionUpdated') return;
    for (const { versionId, runningStatus } of params.versions)
      states.set(versionId, runningStatus);
  });
  await chromium.send('ServiceWorker.enable', {}, session);
  await until('the browser lists the workers', () => states.size >= count);
  return async () => {
    await chromium.send('ServiceWorker.stopAllWorkers', {}, session);
    await until('the workers are gone', () =>
      [...states.values()].every((status) => status === 'stopped'),
    );
  };
}
