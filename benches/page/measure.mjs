// What the extension costs the record page: the same work with it and without it, in turns, on the real Lightning page
// in both shadow modes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from '../../tests/e2e/chromium.mjs';
import { buildPage } from '../../tests/pages/salesforce/build.mjs';
import { SALESFORCE_HOST, startWorkplace } from '../../tests/workplace/server.mjs';
import { endingAll } from '../ends.mjs';
import { DEMO, workshop } from '../extensions.mjs';
import { figure, quantile } from '../figures.mjs';
import { add, CATEGORIES, readTrace, sum } from './trace.mjs';
import { workOnce } from './work.mjs';

/** @typedef {import('../figures.mjs').Figure} Figure */
/** @typedef {import('../../tests/pages/salesforce/gestures.mjs').Setup} Setup */
/** @typedef {Awaited<ReturnType<typeof side>>} Side */
/** @typedef {{ tookMs: number, taskMs: number, seen: import('./trace.mjs').Seen }} Round */

const PAGES = fileURLToPath(new URL('../../target/pages', import.meta.url));
const CONTENT = new URL('../../target/extension/content.json', import.meta.url);
/** Work on each side, per shadow mode; short for trying out, too short for a figure to be quoted. */
const SHORT = process.env.CUECARD_BENCH_SHORT === '1';
const WORK_MS = SHORT ? 10_000 : 60_000;
const ROLE = 'account-executive';
const MODES = /** @type {{ suffix: string, setup: Setup }[]} */ ([
  { suffix: '', setup: {} },
  { suffix: '_native', setup: { shadow: 'native' } },
]);

/** The targets of the design. */
const MOST_COST_PERCENT = 1;
const MOST_READ_MS = 4;
const MOST_LONG_TASKS = 0;
const MOST_ADAPTERS_BYTES = 30_720;
const TARGET = 'target, at most';

/** A difference below this many standard errors may be chance. */
const CERTAIN_ERRORS = 2;
/** Fewer pairs say nothing about chance. */
const LEAST_PAIRS = 4;
/** Functions that a note names. */
const NAMED = 4;

export const measurePage = () => endingAll(measure);

/** @param {(end: () => unknown) => void} later @returns {Promise<import('../figures.mjs').Found>} */
async function measure(later) {
  await buildPage(PAGES);
  const shop = workshop();
  later(shop.forget);
  // Allowed on no host, the same extension in the same browser runs nothing on the page.
  const without = await side(shop.copy('without'), later);
  const having = await side(shop.copy('with', DEMO), later);
  await having.browser.desk.set({ role: ROLE });

  /** @type {Figure[]} */
  const figures = [];
  const notes = [
    `${WORK_MS / 1000} s of work on each side per shadow mode, in turns, round by round; without: the extension may not ` +
      `read the host, and no function of it ran.${SHORT ? ' SHORT: for trying out, not to be quoted.' : ''}`,
  ];
  let longTasks = 0;
  for (const { suffix, setup } of MODES) {
    const rounds = await turns(without, having, setup);
    const { cost, found, said } = costOf(rounds, suffix);
    const reading = readingOf(rounds.having, suffix);
    figures.push(cost, ...found, ...reading.figures);
    longTasks += sum(rounds.having.map(({ seen }) => seen.longTasks));
    notes.push(...said, reading.said);
  }
  figures.push(countOf('page_long_tasks', longTasks, MOST_LONG_TASKS), adapters());
  return { figures, notes };
}

/** A browser and a workplace of its own, so that neither side's saves disturb the other. @param {string} extension @param {(end: () => unknown) => void} later */
async function side(extension, later) {
  const workplace = await startWorkplace({ pages: PAGES });
  later(workplace.close);
  const browser = await launch({ extension, workplace });
  later(browser.forget);
  later(browser.close);
  const { page } = await browser.tab();
  return { workplace, browser, page };
}

/** @param {Side} without @param {Side} having @param {Setup} setup */
async function turns(without, having, setup) {
  /** @type {{ without: Round[], having: Round[] }} */
  const rounds = { without: [], having: [] };
  // A first round of each builds caches that no later one builds.
  for (const one of [without, having]) await workOnce(one.page, one.workplace, setup);
  while (sum(rounds.having.map(({ tookMs }) => tookMs)) < WORK_MS) {
    const both = [
      { one: without, into: rounds.without },
      { one: having, into: rounds.having },
    ];
    // Whoever is second finds the machine as the first left it, so that is each in turn.
    if (rounds.having.length % 2 === 1) both.reverse();
    for (const { one, into } of both) into.push(await round(one, setup));
  }
  if (
    rounds.without.some(({ seen }) =>
      [...seen.byFunction.keys()].some((name) => name.includes('.js')),
    )
  )
    throw new Error('the extension ran on the page that should be without it');
  return rounds;
}

/** @param {Side} side @param {Setup} setup @returns {Promise<Round>} */
async function round({ workplace, browser, page }, setup) {
  const chromium = browser.context.browser();
  if (!chromium) throw new Error('this context has no browser of its own');
  await chromium.startTracing(page, { categories: CATEGORIES });
  const clock = await taskClock(browser, page);
  const before = await clock.ms();
  const start = performance.now();
  await workOnce(page, workplace, setup);
  const tookMs = performance.now() - start;
  const spent = (await clock.ms()) - before;
  await clock.end();
  const seen = readTrace(await chromium.stopTracing(), `https://${SALESFORCE_HOST}`);
  return { tookMs, taskMs: spent, seen };
}

/**
 * Chromium's own count of the time in tasks. It starts anew with a page's process, so each round asks anew.
 * @param {Side['browser']} browser @param {Side['page']} page
 */
async function taskClock(browser, page) {
  const session = await browser.context.newCDPSession(page);
  await session.send('Performance.enable');
  return {
    async ms() {
      const { metrics } = await session.send('Performance.getMetrics');
      const found = metrics.find(({ name }) => name === 'TaskDuration');
      if (!found) throw new Error('Chromium does not tell TaskDuration');
      return found.value * 1000;
    },
    end: () => session.detach(),
  };
}

/** @param {{ without: Round[], having: Round[] }} rounds @param {string} suffix */
function costOf({ without, having }, suffix) {
  const took = sum(having.map(({ tookMs }) => tookMs));
  const busy = (/** @type {Round[]} */ rounds) =>
    (100 * sum(rounds.map(({ taskMs }) => taskMs))) / sum(rounds.map(({ tookMs }) => tookMs));
  const own = sum(having.map(({ seen }) => seen.ownMs));
  const traced = (100 * own) / took;
  const differences = having.map((one, at) => one.taskMs - without[at].taskMs);
  const perRound = took / having.length;
  const ranMore = mean(having.map((one, at) => one.seen.tasksRanMs - without[at].seen.tasksRanMs));
  const difference = (100 * mean(differences)) / perRound;
  const error = (100 * standardError(differences)) / perRound;
  const certain = having.length >= LEAST_PAIRS && difference > CERTAIN_ERRORS * error;
  const ran = (100 * sum(having.map(({ seen }) => seen.ownRanMs))) / took;
  const mode = suffix ? 'native shadow' : 'synthetic shadow';
  const share = (100 * own) / sum(having.map(({ taskMs }) => taskMs));
  return {
    cost: figure(`page_cost${suffix}_percent`, certain ? difference : traced, '%', {
      name: TARGET,
      value: MOST_COST_PERCENT,
    }),
    found: [
      figure(`page_cost_traced${suffix}_percent`, traced, '%', {
        name: TARGET,
        value: MOST_COST_PERCENT,
      }),
      figure(`page_busy${suffix}_percent`, busy(having), '%', {
        name: 'the page without it',
        value: busy(without),
      }),
    ],
    said: [
      `${mode}: the difference of TaskDuration is ${difference.toFixed(2)} % of the time ± ${error.toFixed(2)} ` +
        `(standard error, ${having.length} pairs of rounds; in thread time ${((100 * ranMore) / perRound).toFixed(2)} %). ` +
        `${certain ? 'It is the figure.' : 'It drowns in noise: the trace is the figure.'}`,
      `${mode}: by the trace ${own.toFixed(0)} ms in the extension of ${(took / 1000).toFixed(0)} s, ` +
        `${traced.toFixed(2)} % (${ran.toFixed(2)} % in thread time; ${share.toFixed(1)} % of what the page is busy): ${dearest(having, own)}.`,
    ],
  };
}

/** What most of the extension's time went into. @param {Round[]} rounds @param {number} own */
function dearest(rounds, own) {
  /** @type {Map<string, number>} */
  const totals = new Map();
  for (const { seen } of rounds) for (const [name, ms] of seen.byFunction) add(totals, name, ms);
  return [...totals]
    .sort(([, a], [, b]) => b - a)
    .slice(0, NAMED)
    .map(([name, ms]) => `${name} ${Math.round((100 * ms) / own)} %`)
    .join(', ');
}

/** @param {Round[]} rounds @param {string} suffix */
function readingOf(rounds, suffix) {
  const readings = rounds.flatMap(({ seen }) => seen.readings);
  const ran = rounds.flatMap(({ seen }) => seen.readingsRan);
  const target = { name: TARGET, value: MOST_READ_MS };
  const long = sum(rounds.map(({ seen }) => seen.longTasksOfAll));
  const longOwn = sum(rounds.map(({ seen }) => seen.longTasks));
  const longRan = sum(rounds.map(({ seen }) => seen.longTasksRan));
  return {
    figures: [
      figure(`read_salesforce${suffix}_p50_ms`, quantile(readings, 0.5), 'ms', target),
      figure(`read_salesforce${suffix}_p95_ms`, quantile(readings, 0.95), 'ms'),
    ],
    said:
      `${suffix ? 'native shadow' : 'synthetic shadow'}: ${readings.length} readings; in thread time ` +
      `${quantile(ran, 0.5).toFixed(2)} ms median, ${quantile(ran, 0.95).toFixed(2)} ms p95; ` +
      `${long} tasks of the page over 50 ms, the extension has its part in ${longOwn} of them (in ${longRan} by thread time).`,
  };
}

/** What every adapter adds to the worker's content. @returns {Figure} */
function adapters() {
  const { adapters } = JSON.parse(readFileSync(CONTENT, 'utf8'));
  // The same tool as for the other sizes: Node's own zlib comes to other sizes.
  const packed = execFileSync('gzip', ['-9', '-n'], { input: JSON.stringify(adapters) });
  return figure('adapters_gzip_bytes', packed.length, 'bytes', {
    name: TARGET,
    value: MOST_ADAPTERS_BYTES,
  });
}

/** A count, which may well be none. @param {string} name @param {number} value @param {number} most @returns {Figure} */
const countOf = (name, value, most) => ({
  name,
  value,
  unit: 'tasks',
  peer: TARGET,
  peer_value: most,
  ratio: null,
});

/** @param {number[]} values */
const mean = (values) => sum(values) / values.length;

/** @param {number[]} values */
function standardError(values) {
  const middle = mean(values);
  const squares = sum(values.map((value) => (value - middle) ** 2));
  return Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
}
