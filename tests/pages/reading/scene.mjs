// A person at work with the real extension: what it has counted, and when it has read all that there is.
import { after, before } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { launch } from '../../e2e/chromium.mjs';
import { clock as makeClock } from '../../e2e/clock.mjs';
import { countedByDay, get, put } from '../../e2e/profile.mjs';
import { EXTENSION, PAGES, WEDNESDAY } from '../../e2e/stage.mjs';
import { until } from '../../e2e/until.mjs';
import { startWorkplace } from '../../workplace/server.mjs';
import { countedAs, countingExtension } from './counting.mjs';

/** @typedef {import('../../workplace/server.mjs').Workplace} Workplace */
/** @typedef {import('../../e2e/chromium.mjs').Browser} Browser */
/** How often each event was counted, by day. @typedef {Record<string, Record<string, number>>} History */
/**
 * @typedef {object} Wish
 * @property {string} role
 * @property {import('./counting.mjs').Counted} [counting] what is counted instead of what ships
 * @property {(pages: string) => Promise<unknown>} [build] for the workplace's own pages; it builds those of its sites itself
 */

/** The content script waits 150 ms for a page to settle; silence of this length means that it has nothing to add. */
const QUIET_MS = 500;

/** The person of the tests around it; their browser and workplace are there once the tests begin. @param {Wish} wish */
export function personAtWork({ role, counting, build }) {
  /** @type {(() => unknown)[]} */
  const ends = [];
  /** @type {Workplace} */
  let workplace;
  /** @type {Browser} */
  let browser;
  /** What the worker keeps of a person who has done nothing yet. @type {unknown} */
  let fresh;
  let settleMs = 0;

  before(async () => {
    await build?.(PAGES);
    const clock = makeClock({ start: WEDNESDAY });
    ends.push(clock.close);
    workplace = await startWorkplace({ pages: PAGES });
    ends.push(workplace.close);
    const counts = counting && countingExtension(counting);
    if (counts) ends.push(counts.forget);
    settleMs = counts?.settleMs ?? 0;
    browser = await launch({ extension: counts?.extension ?? EXTENSION, workplace, clock });
    ends.push(browser.forget, browser.close);
    await browser.desk.set({ role });
    fresh = await get(browser.desk, 'ledger');
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  /** @returns {Promise<History>} */
  const history = () => countedByDay(browser.desk);

  /** Every change that was counted, as often as it was, in alphabetical order. */
  async function countedSoFar() {
    const events = Object.entries(await history()).flatMap(([event, days]) => {
      const times = Object.values(days).reduce((sum, count) => sum + count, 0);
      return Array.from({ length: times }, () => countedAs(event));
    });
    return events.toSorted();
  }

  return {
    get workplace() {
      return workplace;
    },
    get browser() {
      return browser;
    },
    history,
    countedSoFar,

    /** Everything is as it was before anybody did anything. */
    async afresh() {
      workplace.reset();
      await browser.killWorker();
      await put(browser.desk, 'ledger', fresh);
      await browser.desk.status();
    },

    /**
     * Waits until the extension has read what is on the pages by now: they say nothing for a while from
     * now on, and whatever the person saved has stood for as long as it must before it counts.
     */
    async read() {
      const { desk } = browser;
      const now = await desk.evaluate(() => performance.now());
      await until('the pages have no more to say', () =>
        desk.evaluate(
          ({ now, settleMs, quietMs }) => {
            /** @type {import('../../e2e/desk.mjs').Heard[]} */
            const heard = Reflect.get(globalThis, 'heard');
            const last = heard.at(-1)?.at ?? 0;
            const act = heard.findLast(({ message }) => message.act)?.at ?? 0;
            return performance.now() - quietMs > Math.max(now, last, act + settleMs);
          },
          { now, settleMs, quietMs: QUIET_MS },
        ),
      );
      // The worker answers in order, so by then it has taken in all of it.
      await desk.status();
    },

    /** Waits until just these changes were counted. @param {string[]} changes */
    counted: (changes) =>
      until(`it was counted: ${changes.join(', ') || 'nothing'}`, async () =>
        isDeepStrictEqual(await countedSoFar(), changes.toSorted()),
      ),
  };
}
