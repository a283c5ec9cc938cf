// The desk: one of the extension's own pages, kept open beside the person's tabs. From here a test
// asks the worker what the popup may ask, and hears what the content scripts tell the worker (every
// page of an extension hears its messages), so that "nothing was shown" can be proved and not waited for.
import { until } from './until.mjs';

/** @typedef {{ message: any, tab: number | null, at: number }} Heard */
/**
 * @typedef {object} Desk
 * @property {<A, R>(run: (argument: A) => R | Promise<R>, argument?: A) => Promise<Awaited<R>>} evaluate
 * @property {(message: object) => Promise<any>} ask
 * @property {() => Promise<any>} status
 * @property {(settings: object) => Promise<void>} set
 * @property {() => Promise<number>} mark  how much has been heard so far
 * @property {(since: number) => Promise<Heard[]>} heardSince
 * @property {(since: number, fits: (message: any) => boolean, what: string) => Promise<Heard>} hears
 */

/** The content script waits 150 ms for a page to settle; silence of this length means that it has nothing to add. */
const PAUSE_MS = 500;

/** @param {Desk["evaluate"]} evaluate runs a function in the extension's page @returns {Promise<Desk>} */
export async function desk(evaluate) {
  await evaluate(() => {
    const place = /** @type {any} */ (globalThis);
    place.heard = [];
    (place.browser ?? place.chrome).runtime.onMessage.addListener(
      (/** @type {any} */ message, /** @type {any} */ sender) => {
        place.heard.push({ message, tab: sender.tab?.id ?? null, at: performance.now() });
      },
    );
  });
  /** @type {Desk["ask"]} */
  const ask = (message) =>
    evaluate((message) => {
      const place = /** @type {any} */ (globalThis);
      return (place.browser ?? place.chrome).runtime.sendMessage(message);
    }, message);
  /** @type {Desk["heardSince"]} */
  const heardSince = (since) =>
    evaluate((since) => /** @type {any} */ (globalThis).heard.slice(since), since);
  return {
    evaluate,
    ask,
    heardSince,
    mark: () => evaluate(() => /** @type {any} */ (globalThis).heard.length),
    async status() {
      const { status } = await ask({ kind: 'status' });
      return status;
    },
    async set(settings) {
      const answer = await ask({ kind: 'set', settings });
      if (answer?.ok !== true)
        throw new Error(
          `the worker refused ${JSON.stringify(settings)}: ${JSON.stringify(answer)}`,
        );
    },
    hears: (since, fits, what) =>
      until(`the worker is told that ${what}`, async () =>
        (await heardSince(since)).find(({ message }) => fits(message)),
      ),
  };
}

/** Waits until the pages have said nothing for a while. @param {Desk} desk */
export async function pagesAreQuiet(desk) {
  await until('the pages have no more to say', () =>
    desk.evaluate((pause) => {
      const last = /** @type {any} */ (globalThis).heard.at(-1);
      return !last || performance.now() - last.at > pause;
    }, PAUSE_MS),
  );
}
