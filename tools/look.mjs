// What Cuecard sees in a tab, asked for from one of the extension's own pages: the worker names the
// places, the content script reads them, and the worker says what they mean.

/** @typedef {{ value: string, at?: number, select?: string }} Place */
/**
 * What the worker answers (src/step/look.rs).
 * @typedef {object} PageState
 * @property {string} app
 * @property {string} title
 * @property {string} page
 * @property {string} host
 * @property {Record<string, string>} parts
 * @property {boolean} record
 * @property {boolean} person
 * @property {Record<string, Place>} facts
 * @property {Record<string, Record<string, Place>[]>} lists
 * @property {string[]} absent
 * @property {Record<string, string>} meanings
 * @property {string[]} unbound
 */
/**
 * `adapter`: none fits the address. `tab`: no tab that may be read shows it. `script`: nobody answers in the tab.
 * `root`: the part of the page to read is not there. `plan`: the page moved on meanwhile.
 * @typedef {'adapter' | 'tab' | 'script' | 'root' | 'plan'} Missing
 */
/** @typedef {{ page: PageState, missing?: undefined } | { page?: undefined, missing: Missing }} Look */
/**
 * @typedef {object} Plan
 * @property {string} version
 * @property {string[]} root
 * @property {{ alternatives: Alternative[] }[]} probes
 * @property {{ each: Alternative[], probes: { alternatives: Alternative[] }[], fetch?: string }[]} [lists]
 */
/** @typedef {{ select: string, take: string, label?: string[], without?: string }} Alternative */
/** @typedef {import('../tests/e2e/desk.mjs').Desk} Desk */

/** The plan that reads everything at an address. @param {Pick<Desk, 'ask'>} desk @param {string} url @returns {Promise<Plan | null>} */
export async function planAt(desk, url) {
  const answer = await desk.ask({ kind: 'look', url });
  if (!answer || !('plan' in answer)) throw new Error('the worker does not say how to look');
  return answer.plan;
}

/**
 * @param {Pick<Desk, 'ask' | 'evaluate'>} desk
 * @param {string} url of the tab, as the browser shows it
 * @param {Plan | null} [plan] another way to look than the worker's own, of the same version and shape
 * @returns {Promise<Look>}
 */
export async function look(desk, url, plan) {
  const places = plan ?? (await planAt(desk, url));
  if (!places) return { missing: 'adapter' };
  const { found, answer } = await desk.evaluate(readTab, { url, plan: places });
  if (!found) return { missing: 'tab' };
  if (!answer) return { missing: 'script' };
  if (!answer.seen) return { missing: 'root' };
  const { readings, lists } = answer.seen;
  const said = { kind: 'looked', url: answer.url, plan: places.version, readings, lists };
  const { page } = (await desk.ask(said)) ?? {};
  return page ? { page } : { missing: 'plan' };
}

/** Runs in the extension's page. @param {{ url: string, plan: Plan }} asked */
async function readTab({ url, plan }) {
  const place = /** @type {any} */ (globalThis);
  const { tabs } = place.browser ?? place.chrome;
  /** @type {{ id: number, url?: string }[]} */
  const open = await tabs.query({});
  const tab = open.filter((each) => each.url === url).at(-1);
  if (!tab) return { found: false, answer: null };
  const message = { kind: 'look', plan };
  const answer = await tabs.sendMessage(tab.id, message, { frameId: 0 }).catch(() => null);
  return { found: true, answer };
}
