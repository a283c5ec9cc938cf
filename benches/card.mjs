// The page settled → the card painted, on the real Lightning page in a real Chromium: a person saves a pricing
// objection on a late deal. Warm, and with the worker killed between the save and the page that shows it.
import { fileURLToPath } from 'node:url';
import { launch } from '../tests/e2e/chromium.mjs';
import { pagesAreQuiet } from '../tests/e2e/desk.mjs';
import { until } from '../tests/e2e/until.mjs';
import { buildPage } from '../tests/pages/salesforce/build.mjs';
import { edit, pressSave, recordUrl, waitForRecord } from '../tests/pages/salesforce/gestures.mjs';
import { opportunityId, startWorkplace } from '../tests/workplace/server.mjs';
import { endingAll } from './ends.mjs';
import { DEMO, workshop } from './extensions.mjs';
import { figure, quantile } from './figures.mjs';

/** @typedef {import('../tests/e2e/chromium.mjs').Browser} Browser */
/** @typedef {import('../tests/e2e/chromium.mjs').Tab} Tab */
/** @typedef {import('../tests/workplace/server.mjs').Workplace} Workplace */
/** @typedef {{ tab: Tab, gate: Awaited<ReturnType<typeof saveGate>>, browser: Browser, workplace: Workplace }} Scene */
/** @typedef {{ fromSettled: number, fromChange: number }} Took milliseconds until the card had painted */

const PAGES = fileURLToPath(new URL('../target/pages', import.meta.url));
const WARM = 20;
const COLD = 12;
/** The first card of a profile builds caches that no later one builds. */
const UNCOUNTED = 1;
/** Deals that are in a late phase from the start, so that the objection alone is the change. */
const LATE_DEALS = [1, 5, 7];
const CHANGE = { Primary_Objection__c: 'Pricing' };
const ROLE = 'account-executive';
/** What the content script takes for a settled page (QUIET_MS in its watch.js). */
const QUIET_MS = 150;

/** Runs in a world of its own beside the page, where the page's framework has not changed the observer. */
const OBSERVE = `
  globalThis.mutations = [];
  globalThis.formGone = 0;
  new MutationObserver(() => {
    const at = performance.timeOrigin + performance.now();
    mutations.push(at);
    if (!formGone && !document.querySelector('button[name=SaveEdit]')) formGone = at;
  }).observe(document, { childList: true, subtree: true, characterData: true });`;

/** A budget that one profile's cards never use up: only the numbers of the budget differ from what ships. @param {string} json */
function withoutLimits(json) {
  // The first line holds the roles; the nudges stay in the lines after it.
  const [head, ...lines] = json.split('\n');
  const content = JSON.parse(`${head}]}`);
  for (const role of content.roles)
    Object.assign(role.budget, { count: 100_000, seconds: 100_000_000 });
  return [JSON.stringify(content).slice(0, -2), ...lines].join('\n');
}

export const measureCard = () => endingAll(measure);

/** @param {(end: () => unknown) => void} later @returns {Promise<import('./figures.mjs').Found>} */
async function measure(later) {
  await buildPage(PAGES);
  const shop = workshop();
  later(shop.forget);
  const workplace = await startWorkplace({ pages: PAGES });
  later(workplace.close);
  const browser = await launch({ extension: shop.copy('demo', DEMO, withoutLimits), workplace });
  later(browser.forget);
  later(browser.close);
  await browser.desk.set({ role: ROLE });
  const tab = await browser.tab();
  const scene = { tab, gate: await saveGate(tab), browser, workplace };
  const warm = await cards(scene, WARM, false);
  const cold = await cards(scene, COLD, true);
  const p95 = (/** @type {Took[]} */ took, /** @type {keyof Took} */ from) =>
    quantile(
      took.map((one) => one[from]),
      0.95,
    );
  const p50 = (/** @type {Took[]} */ took) =>
    Math.round(
      quantile(
        took.map((one) => one.fromSettled),
        0.5,
      ),
    );
  return {
    figures: [
      figure('card_warm_p95_ms', p95(warm, 'fromSettled'), 'ms'),
      figure('card_cold_p95_ms', p95(cold, 'fromSettled'), 'ms'),
      figure('card_change_to_painted_p95_ms', p95(warm, 'fromChange'), 'ms'),
      figure('card_change_to_painted_cold_p95_ms', p95(cold, 'fromChange'), 'ms'),
    ],
    notes: [
      `${warm.length} warm and ${cold.length} cold cards (medians ${p50(warm)} and ${p50(cold)} ms); settled: ${QUIET_MS} ms after the page's last ` +
        'change; the change: the form is gone after the save; painted: heard by another extension page.',
    ],
  };
}

/** @param {Scene} scene @param {number} count @param {boolean} cold */
async function cards(scene, count, cold) {
  /** @type {Took[]} */
  const took = [];
  for (let number = 0; number < count + UNCOUNTED; number += 1) {
    const one = await card(scene, LATE_DEALS[number % LATE_DEALS.length], cold);
    if (number >= UNCOUNTED) took.push(one);
  }
  return took;
}

/**
 * One deal opened, changed and saved, one card painted and put off. Opening the next deal takes it down.
 * @param {Scene} scene @param {number} deal @param {boolean} cold @returns {Promise<Took>}
 */
async function card({ tab, gate, browser, workplace }, deal, cold) {
  const { desk } = browser;
  const id = opportunityId(deal);
  workplace.reset();
  const opened = await desk.mark();
  await tab.goto(recordUrl(id));
  await waitForRecord(tab.page, id);
  await desk.hears(
    opened,
    ({ kind, url }) => kind === 'saw' && url.includes(id),
    `deal ${deal} is on the page`,
  );
  await pagesAreQuiet(desk);
  await edit(tab.page, CHANGE);

  // The save reaches the server only when the worker knows of it and, for a cold card, is dead.
  const release = gate.shut();
  const saved = await desk.mark();
  await pressSave(tab.page);
  await desk.hears(saved, ({ kind, act }) => kind === 'saw' && act === 'save', 'the person saved');
  await until('the form was read once more', async () => {
    const saws = (await desk.heardSince(saved)).filter(({ message }) => message.kind === 'saw');
    return saws.length >= 2;
  });
  // A worker that a late message wakes again is not cold.
  await pagesAreQuiet(desk);
  if (cold) await browser.killWorker();
  const observed = await observe(tab);
  release();

  const { message } = await desk.hears(
    saved,
    ({ kind }) => kind === 'painted',
    'a card was painted',
  );
  const took = timesOf(
    await desk.heardSince(saved),
    await observed(),
    await originOf(browser),
    message.moment,
  );
  await desk.ask({ kind: 'answered', moment: message.moment, answer: 'later', shown_ms: 1000 });
  return took;
}

/** A gate on the way of every save to the server; open until it is shut. @param {Tab} tab */
async function saveGate({ page }) {
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

/** Notes when the page changes from now on. @param {Tab} tab @returns {Promise<() => Promise<{ mutations: number[], formGone: number }>>} */
async function observe({ page }) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const { executionContextId: contextId } = world;
  await session.send('Runtime.evaluate', { contextId, expression: OBSERVE });
  return async () => {
    const expression = '({ mutations, formGone })';
    const { result } = await session.send('Runtime.evaluate', {
      contextId,
      expression,
      returnByValue: true,
    });
    await session.detach();
    return result.value;
  };
}

/** @param {Browser} browser @returns {Promise<number>} */
const originOf = ({ desk }) => desk.evaluate(() => performance.timeOrigin);

/**
 * @param {import('../tests/e2e/desk.mjs').Heard[]} heard
 * @param {{ mutations: number[], formGone: number }} page
 * @param {number} origin of the desk's clock
 * @param {string} moment
 */
function timesOf(heard, page, origin, moment) {
  const at = (/** @type {{ at: number } | undefined} */ one) => {
    if (!one) throw new Error('the card was painted without its steps being heard');
    return origin + one.at;
  };
  const place = heard.findIndex(
    ({ message }) => message.kind === 'placed' && message.moment === moment,
  );
  const saw = at(heard.slice(0, place).findLast(({ message }) => message.kind === 'saw'));
  const painted = at(
    heard.find(({ message }) => message.kind === 'painted' && message.moment === moment),
  );
  const lastChange = Math.max(...page.mutations.filter((change) => change <= saw));
  if (!page.formGone || !Number.isFinite(lastChange))
    throw new Error('the change of the page was not seen');
  // A page that never rests is read without having been quiet.
  const settled = Math.min(lastChange + QUIET_MS, saw);
  return { fromSettled: painted - settled, fromChange: painted - page.formGone };
}
