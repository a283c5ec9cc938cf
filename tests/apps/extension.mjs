/** A copy of the built extension with the content of these tests in it, and what a test asks such an extension. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagesAreQuiet } from '../e2e/desk.mjs';
import { get } from '../e2e/profile.mjs';

/** @typedef {import('../e2e/chromium.mjs').Browser} Browser */
/** @typedef {import('../e2e/chromium.mjs').Tab} Tab */
/** @typedef {Record<string, { value: string, at: number }>} Facts */
/** @typedef {{ facts: Facts, lists: Record<string, Facts[]> }} State */
/** How often each event was counted, by civil day. @typedef {Record<string, Record<string, number>>} Counts */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = process.env.CUECARD_EXTENSION ?? path.join(ROOT, 'target/extension-demo');
const COMMAND = process.env.CUECARD_COMMAND ?? path.join(ROOT, 'target/debug/cuecard');
const CONTENT = fileURLToPath(new URL('./content', import.meta.url));
/** Where this organisation's own systems are. */
const PATTERN = 'https://*.acme.example/*';

/** @returns {{ folder: string, forget: () => void }} */
export function assemble() {
  const folder = mkdtempSync(path.join(tmpdir(), 'cuecard-apps-'));
  cpSync(BUILT, folder, { recursive: true });
  execFileSync(COMMAND, ['compile', CONTENT, '--out', path.join(folder, 'content.json')]);
  execFileSync(process.execPath, [
    path.join(ROOT, 'tools/manifest.mjs'),
    path.join(ROOT, 'manifest.json'),
    path.join(folder, 'manifest.json'),
    PATTERN,
  ]);
  return { folder, forget: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Waits until the extension has read what is open, and has done with it. @param {Browser} browser */
export async function settled({ desk }) {
  await pagesAreQuiet(desk);
  await desk.status();
}

/**
 * Everything that the adapter reads in this tab, as the popup shows it; null where there is nothing to read.
 * @param {Browser} browser
 * @param {Tab} tab
 * @returns {Promise<State | null>}
 */
export async function pageState(browser, tab) {
  const url = tab.page.url();
  const plan = await planOf(browser, url);
  if (!plan) return null;
  const { seen } = await browser.desk.evaluate(
    async ({ url, plan }) => {
      const { tabs } = /** @type {any} */ (globalThis).chrome;
      const all = await tabs.query({});
      const tab = all.find((/** @type {any} */ each) => each.url === url);
      return tabs.sendMessage(tab.id, { kind: 'look', plan });
    },
    { url, plan },
  );
  if (!seen) return null;
  const { page } = await browser.desk.ask({ kind: 'looked', url, plan: plan.version, ...seen });
  return page;
}

/** What is asked of a page to read everything there is; null where nothing is. @param {Browser} browser @param {string} url */
export async function planOf({ desk }, url) {
  return (await desk.ask({ kind: 'look', url })).plan;
}

/** What the engine has counted, over all records. @param {Browser} browser @returns {Promise<Counts>} */
export async function counted(browser) {
  await settled(browser);
  const ledger = await get(browser.desk, 'ledger');
  return ledger === undefined ? {} : JSON.parse(ledger).history;
}

/**
 * What was counted between the two, over all days; nothing for what did not happen.
 * @param {Counts} before
 * @param {Counts} after
 */
export function newly(before, after) {
  /** @type {Record<string, number>} */
  const more = {};
  for (const [event, days] of Object.entries(after)) {
    const sum = (/** @type {Record<string, number>} */ each) =>
      Object.values(each).reduce((total, count) => total + count, 0);
    const count = sum(days) - sum(before[event] ?? {});
    if (count !== 0) more[event] = count;
  }
  return more;
}
