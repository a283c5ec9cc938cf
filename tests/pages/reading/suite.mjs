// How each adapter reads the pages of its suite: the whole page state against a golden file, the same
// with every hook of the page taken away in turn, and silence where there is nothing to read.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withHosts } from '../../../tools/granted.mjs';
import { look as lookInTab, planAt } from '../../../tools/look.mjs';
import { launch } from '../../e2e/chromium.mjs';
import { clock as makeClock } from '../../e2e/clock.mjs';
import { EXTENSION, PAGES, WEDNESDAY } from '../../e2e/stage.mjs';
import { until } from '../../e2e/until.mjs';
import { startWorkplace } from '../../workplace/server.mjs';

import { besidePage, hooksOf, renamed } from './hooks.mjs';

/** @typedef {import('../../../tools/look.mjs').PageState} PageState */
/** @typedef {import('../../../tools/look.mjs').Look} Look */
/** @typedef {import('../../../tools/look.mjs').Plan} Plan */
/** @typedef {import('../../e2e/chromium.mjs').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} Shown a page to read
 * @property {string} name
 * @property {string} [golden] name of the golden file, else its own: pages that must read the same share one
 * @property {string} url
 * @property {(page: Page) => Promise<unknown>} ready waits until it is there
 * @property {boolean} [hooks] whether every hook is taken away in turn
 */
/**
 * @typedef {object} Suite
 * @property {string} name the folder of its page suite
 * @property {(pages: string) => Promise<unknown>} [build] for the workplace's own pages; it builds those of its sites itself
 * @property {Record<string, string>} [systems] the person's own hosts, each with its app
 * @property {Shown[]} pages
 * @property {(Shown & { sees: 'adapter' | 'nothing' })[]} silent pages with nothing to read: no adapter fits the
 *   address, or every place of the page is absent
 */

/** A page that is still filling up reads differently each time. */
const SAME_LOOKS = 3;
const BETWEEN_LOOKS_MS = 200;
const RECORDS = process.env.CUECARD_RECORD === '1';

/**
 * What the extension sees on a page, once it sees the same several times in a row.
 * @param {Browser} browser @param {Page} page
 * @returns {Promise<Look>}
 */
export async function look({ desk }, page) {
  let last = '';
  let same = 0;
  return until('the page reads the same again', async () => {
    const seen = await lookInTab(desk, page.url());
    const text = JSON.stringify(seen);
    // A script that is not there yet, or a page that moved on, is asked once more.
    const settled = seen.missing !== 'script' && seen.missing !== 'plan';
    same = settled && text === last ? same + 1 : 1;
    last = text;
    if (same >= SAME_LOOKS) return seen;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    return null;
  });
}

/** The state without selectors: they are in the adapter, and golden files say what was read. @param {PageState} state */
function withoutSelectors(state) {
  return JSON.parse(
    JSON.stringify(state, (key, value) => (key === 'select' || key === 'of' ? undefined : value)),
  );
}

/**
 * @param {PageState} state
 * @param {string} file
 * @param {boolean} [records] writes the file first; look at what it says before you keep it
 */
export function expectGolden(state, file, records = RECORDS) {
  const plain = withoutSelectors(state);
  if (records) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(plain, null, 2)}\n`);
  }
  assert.deepEqual(plain, JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * What a state says that the golden one does not: an absent value says nothing, another value is wrong.
 * @param {PageState} golden @param {PageState} state
 */
export function wrongs(golden, state) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} where @param {Record<string, { value: string }>} right @param {Record<string, { value: string }>} read */
  const compare = (where, right, read) => {
    for (const [name, { value }] of Object.entries(read))
      if (right[name]?.value !== value)
        found.push(
          `${where}${name} is ${JSON.stringify(value)}, not ${JSON.stringify(right[name]?.value)}`,
        );
  };
  compare('', golden.facts, state.facts);
  for (const [name, things] of Object.entries(state.lists)) {
    const right = golden.lists[name] ?? [];
    if (right.length !== things.length)
      found.push(`${name} has ${things.length} things, not ${right.length}`);
    else
      things.forEach((thing, at) => {
        compare(`${name}[${at}].`, right[at] ?? {}, thing);
      });
  }
  for (const [name, value] of Object.entries(state.meanings))
    if (golden.meanings[name] !== value)
      found.push(`the meaning ${name} is ${value}, not ${golden.meanings[name]}`);
  if (state.record && !golden.record) found.push('a record where there was none');
  if (state.person && !golden.person) found.push('a person where there was none');
  return found;
}

/**
 * Takes every hook away in turn, those of the page off the page itself, and puts it back: what is read
 * then is as before or absent, never different.
 * @param {Browser} browser
 * @param {Page} page
 * @param {PageState} golden
 * @param {(plan: Plan) => Plan} [change] what another adapter would have said
 */
export async function withoutEachHook({ desk }, page, golden, change = (plan) => plan) {
  const own = await planAt(desk, page.url());
  assert.ok(own, 'an adapter fits this page');
  const plan = change(own);
  const whole = await seenWith(desk, page, plan);
  assert.ok(whole, 'the page can be read');
  const beside = await besidePage(page);
  /** @type {string[]} */
  const wrong = [];
  const missed = new Set();
  let met = 0;
  try {
    for (const hook of hooksOf(plan)) {
      const isMark = hook.kind === 'mark';
      if (isMark && (await beside.takeOff(hook.hook)) === 0) continue;
      met += 1;
      const state = await seenWith(desk, page, isMark ? plan : renamed(plan, hook));
      if (state)
        wrong.push(...wrongs(golden, state).map((what) => `without ${hook.hook}: ${what}`));
      if (state && Object.keys(state.facts).length < Object.keys(whole.facts).length)
        missed.add(hook.hook);
      if (isMark) await beside.putBack();
    }
    assert.ok(met > 0, 'some hooks of the plan are on this page');
    assert.deepEqual(wrong, []);
    const again = await seenWith(desk, page, plan);
    assert.deepEqual(again, whole, 'all was put back');
  } finally {
    await beside.close();
  }
  return { met, missed: [...missed] };
}

/** @param {Browser['desk']} desk @param {Page} page @param {Plan} plan */
async function seenWith(desk, page, plan) {
  const { page: state, missing } = await lookInTab(desk, page.url(), plan);
  assert.ok(state || missing === 'root', `the page answers (${missing})`);
  return state ?? null;
}

/** @param {Suite} suite */
export function readingSuite({ name, build, systems = {}, pages, silent }) {
  describe(`reading ${name}`, () => {
    /** @type {(() => unknown)[]} */
    const ends = [];
    /** @type {Browser} */
    let browser;
    before(async () => {
      await build?.(PAGES);
      const clock = makeClock({ start: WEDNESDAY });
      ends.push(clock.close);
      const workplace = await startWorkplace({ pages: PAGES });
      ends.push(workplace.close);
      const hosts = [...new Set([...pages, ...silent].map(({ url }) => new URL(url).hostname))];
      const extension = withHosts(EXTENSION, hosts);
      ends.push(extension.forget);
      browser = await launch({ extension: extension.folder, workplace, clock });
      ends.push(browser.forget, browser.close);
      for (const [host, app] of Object.entries(systems))
        await browser.desk.set({ host: { host, app } });
    });
    after(async () => {
      for (const end of ends.reverse()) await end();
    });

    /** Opens a page until the test ends. @param {import('node:test').TestContext} context @param {Shown} shown */
    async function open(context, { url, ready }) {
      const tab = await browser.tab();
      context.after(tab.close);
      await tab.goto(url);
      await ready(tab.page);
      return tab.page;
    }

    const golden = (/** @type {Shown} */ shown) =>
      fileURLToPath(
        new URL(`../${name}/golden/${shown.golden ?? shown.name}.json`, import.meta.url),
      );

    for (const shown of pages)
      test(shown.name, async (context) => {
        const page = await open(context, shown);
        const { page: state, missing } = await look(browser, page);
        await context.test('the whole page state', () => {
          assert.ok(state, `the page can be read (${missing})`);
          const own = (shown.golden ?? shown.name) === shown.name;
          expectGolden(state, golden(shown), RECORDS && own);
        });
        if (!shown.hooks) return;
        await context.test('without any hook right or absent, never wrong', async (hooks) => {
          const right = JSON.parse(readFileSync(golden(shown), 'utf8'));
          const { met, missed } = await withoutEachHook(browser, page, right);
          hooks.diagnostic(`${met} hooks, ${missed.length} without a second way`);
        });
      });

    for (const shown of silent)
      test(`${shown.name}: nothing`, async (context) => {
        const page = await open(context, shown);
        const { page: state, missing } = await look(browser, page);
        if (shown.sees === 'adapter') assert.equal(missing, 'adapter');
        else if (missing !== 'root') {
          const read = Object.values(state?.facts ?? {}).filter(({ at }) => at !== undefined);
          assert.deepEqual([read, state?.lists], [[], {}]);
        }
      });
  });
}
