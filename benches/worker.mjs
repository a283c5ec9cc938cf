// The worker's round trip from one of the extension's own pages, cold (it was killed) and warm, and from a page that it
// reads, cold; beside a worker that only answers. All in one Chromium, taking turns.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { until } from '../tests/e2e/until.mjs';
import { openChromium } from './devtools.mjs';
import { endingAll } from './ends.mjs';
import { blankPage, originOf, workshop } from './extensions.mjs';
import { figure, median } from './figures.mjs';
import { engine, SEED } from './wasm.mjs';

const ROUNDS = 20;
const WARM_A_ROUND = 5;
const NUDGES = 1_000;
const MANY_NUDGES = 10_000;
/** After a kill, and between two extensions: what the browser still does then is not the next one's. */
const PAUSE_MS = 120;
const ROLE = 'account-executive';
const DAY_MS = 24 * 3_600_000;

/** @typedef {Awaited<ReturnType<typeof openChromium>>} Chromium */
/** An extension with what is asked of its worker: milliseconds until it has answered. @typedef {{ ask: () => Promise<number>, cold: number[], warm: number[] }} Asked */

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Runs in a page: milliseconds until the worker has answered as it should. @param {string} message @param {string} trouble an expression on `answer` */
const roundTrip = (message, trouble) => `(async () => {
  const start = performance.now();
  const answer = await chrome.runtime.sendMessage(${message});
  const took = performance.now() - start;
  const trouble = ${trouble};
  if (trouble) throw new Error(JSON.stringify(trouble));
  return took;
})()`;
const STATUS = roundTrip(
  `{ kind: 'status' }`,
  `answer?.ok ? null : answer?.status ? answer.status.problems[0] : ['no answer', answer]`,
);
/** What changes nothing and needs no work: what is left is what every message costs. */
const NOTHING = roundTrip(
  `{ kind: 'card', moment: 'none' }`,
  `answer?.card === null ? null : ['no answer', answer]`,
);
/** The first thing that a page asks: what to read there. */
const ARRIVED = roundTrip(
  `{ kind: 'arrived', url: location.href }`,
  `answer?.plan ? null : ['no plan', answer]`,
);

export const measureWorker = () => endingAll(measure);

/** @param {(end: () => unknown) => void} later @returns {Promise<import('./figures.mjs').Found>} */
async function measure(later) {
  const shop = workshop();
  later(shop.forget);
  const { content_json, ledger_json, record_address } = await engine();
  const [host, path] = record_address();
  const generated = (/** @type {string} */ name, /** @type {number} */ nudges) =>
    shop.copy(name, undefined, () => content_json(nudges, SEED));
  const folders = {
    empty: shop.empty(),
    ours: shop.copy('ours'),
    some: generated('some', NUDGES),
    many: generated('many', MANY_NUDGES),
    reading: generated('reading', NUDGES),
    long: shop.copy('long'),
  };
  shop.allow(folders.reading, [`http://${host}/*`]);
  const site = await plainSite();
  later(site.close);
  const chromium = await openChromium(Object.values(folders), `MAP ${host} 127.0.0.1:${site.port}`);
  later(chromium.close);

  /** @param {string} folder @returns {Promise<Asked>} */
  const fromItself = async (folder) => {
    const page = await chromium.page(blankPage(folder));
    await page.evaluate(STATUS);
    if (folder !== folders.empty) await page.evaluate(settingRole);
    return { ask: () => page.evaluate(STATUS), cold: [], warm: [] };
  };
  const empty = await fromItself(folders.empty);
  const ours = await fromItself(folders.ours);
  const some = await fromItself(folders.some);
  const many = await fromItself(folders.many);
  await fromItself(folders.reading);
  const reading = await fromSite(chromium, `http://${host}${path}`, folders.reading);
  /** @param {string} folder @returns {Promise<Asked>} */
  const askingNothing = async (folder) => {
    const page = await chromium.page(blankPage(folder));
    return { ask: () => page.evaluate(NOTHING), cold: [], warm: [] };
  };
  const short = await askingNothing(folders.ours);
  const long = await askingNothing(folders.long);
  const all = [empty, ours, some, many, reading, short, long];

  const { sessionId } = await chromium.page(blankPage(folders.ours));
  const killWorkers = await killer(chromium, sessionId, Object.keys(folders).length);
  const keeper = await chromium.page(blankPage(folders.long));
  await killWorkers();
  const now = Date.now();
  await keeper.evaluate(storing(ledger_json(SEED, now, Math.floor(now / DAY_MS))));
  for (let round = 0; round < ROUNDS; round += 1) {
    await killWorkers();
    for (const one of all.map((_, turn) => all[(turn + round) % all.length])) {
      await pause();
      one.cold.push(await one.ask());
      for (let time = 0; time < WARM_A_ROUND; time += 1) one.warm.push(await one.ask());
    }
  }
  /** @param {'cold' | 'warm'} how */
  const peer = (how) => ({ name: 'empty worker', value: median(empty[how]) });
  return {
    figures: [
      figure('worker_cold_ms', median(ours.cold), 'ms', peer('cold')),
      figure(`worker_cold_${NUDGES}_ms`, median(some.cold), 'ms', peer('cold')),
      figure(`worker_cold_${NUDGES}_arrived_ms`, median(reading.cold), 'ms', peer('cold')),
      figure(`worker_cold_${MANY_NUDGES}_ms`, median(many.cold), 'ms', peer('cold')),
      figure('worker_warm_ms', median(ours.warm), 'ms', peer('warm')),
      figure('worker_warm_long_ms', median(long.warm), 'ms', {
        name: 'a short history',
        value: median(short.warm),
      }),
    ],
    notes: [
      `Medians of ${ROUNDS} kills and ${ROUNDS * WARM_A_ROUND} warm round trips of \`status\` from a blank extension page, ` +
        `all ${all.length} extensions in one headless Chromium, in turns; the extension has a page open, so its process is alive.`,
      '`arrived`: the content script asks what to read on a page of one app, so that what is opened late for the app is open, too.',
    ],
  };
}

/** Chooses a role, as an expression for one of the extension's pages. */
export const settingRole = `chrome.runtime.sendMessage({ kind: 'set', settings: { role: '${ROLE}' } })`;

/** Puts a ledger where the next worker finds it, as an expression for one of the extension's pages. @param {string} ledger */
const storing = (ledger) => `new Promise((resolve, reject) => {
  const opening = indexedDB.open('cuecard');
  opening.onerror = reject;
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('state', 'readwrite');
    transaction.objectStore('state').put(${JSON.stringify(ledger)}, 'ledger');
    transaction.onabort = reject;
    transaction.oncomplete = () => resolve(opening.result.close());
  };
})`;

/** Asks from the content script's world, as a page that arrives does. @param {Chromium} chromium @param {string} url @param {string} folder @returns {Promise<Asked>} */
async function fromSite(chromium, url, folder) {
  const page = await chromium.page(url);
  const world = await page.worldOf(originOf(folder));
  return { ask: () => page.evaluate(ARRIVED, world), cold: [], warm: [] };
}

/** A site whose every page is there and shows nothing. */
async function plainSite() {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>bench</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Stops every worker as the browser does after half a minute; returns when all are gone.
 * @param {Chromium} chromium @param {string} session @param {number} count
 */
export async function killer(chromium, session, count) {
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
