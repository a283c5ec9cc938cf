// The stage for pointing: a real browser with the real picker, injected as the options page does it,
// into pages under a strict CSP. The bar hides in a closed root; Chromium's own protocol looks inside.

import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as chromium from '../e2e/chromium.mjs';
import { servePages } from './pages.mjs';
import { eventually, makeExtension } from './stage.mjs';

/**
 * The files that a pointing needs, in the order in which they are injected. From the root: Firefox
 * takes other paths as seen from the page that asks.
 */
export const FILES = [
  ...['flat-tree', 'find', 'read'].map((name) => `/content-script/${name}.js`),
  ...['candidates.js', 'bar.js', 'pointing.js', 'point.js'].map((name) => `/picker/${name}`),
];

const EXTENSION = fileURLToPath(new URL('../../extension/', import.meta.url));
/** Nothing is encrypted here; the browser wants one all the same. */
const NO_CERTIFICATE = `${'A'.repeat(43)}=`;

/** As on most pages, what can be pointed at stands below something that the bar may cover. */
const HEADER = '<br>'.repeat(6);

/** @typedef {import('./stage.mjs').Json} Json */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{title: string, how: string, said: string, low: boolean, name: string | null, value: string | null, box: number[] | null, cancel: [number, number]}} Seen */

/** A tiny extension with the picker in it. @param {Json} manifestOfBrowser */
export async function pickerExtension(manifestOfBrowser) {
  const folder = await makeExtension({ ...manifestOfBrowser, default_locale: 'en' });
  for (const part of ['picker', '_locales']) {
    await cp(join(EXTENSION, part), join(folder, part), { recursive: true });
  }
  await mkdir(join(folder, 'ui'), { recursive: true });
  await writeFile(join(folder, 'ui/popup.html'), '<!doctype html><title>Control</title>');
  return folder;
}

/**
 * Injects the picker into a tab, and asks for a pointing. Runs in one of the extension's own pages.
 * @param {{url: string, files: string[], message: Json, times: number}} wish
 */
export async function ask({ url, files, message, times }) {
  const place = /** @type {any} */ (globalThis);
  const { tabs, scripting } = place.browser ?? place.chrome;
  const open = await tabs.query({});
  const tab = open.findLast((/** @type {{url?: string}} */ each) => each.url === url);
  for (let time = 0; time < times; time += 1) {
    await scripting.executeScript({ target: { tabId: tab.id }, files });
  }
  return tabs.sendMessage(tab.id, message, { frameId: 0 });
}

/** Starts everything; `close` ends everything. */
export async function openStage() {
  /** @type {import('./pages.mjs').Pages} */
  const pages = new Map();
  const { server, origin } = await servePages(pages);
  const folder = await pickerExtension({ background: { service_worker: 'worker.js' } });
  const workplace = { port: Number(new URL(origin).port), certificateHash: NO_CERTIFICATE };
  const browser = await chromium.launch({ extension: folder, workplace });

  return {
    /** Opens a page. @param {string} name @param {{html: string, js?: string}} page */
    async open(name, { html, js = '' }) {
      pages.set(name, { html: HEADER + html, js });
      const { page } = await browser.tab();
      await page.goto(`${origin}/${name}/`);
      return page;
    },
    /** @param {Page} page @param {Json} message @param {number} [times] how often the files are injected */
    ask: (page, message, times = 1) =>
      browser.desk.evaluate(ask, { url: page.url(), files: FILES, message, times }),
    async close() {
      await browser.close();
      browser.forget();
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the person sees of the bar, or nothing. @param {Page} page @returns {Promise<Seen | null>} */
export async function seen(page) {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const html = root.children?.find(({ localName }) => localName === 'html');
    const host = html?.children?.find(({ localName }) => !/^(head|body)$/.test(localName));
    const parts = host?.shadowRoots?.[0]?.children ?? [];
    if (parts.length === 0) return null;
    const [mark, tag, bar] = parts;
    const shown = !attribute(mark, 'hidden');
    /** @param {Node} node its left, top, right and bottom edge */
    const boxOf = async ({ nodeId }) => {
      const { model } = await session.send('DOM.getBoxModel', { nodeId });
      return [0, 1, 4, 5].map((at) => model.border[at]);
    };
    const [left, top, right, bottom] = await boxOf(bar.children?.[2] ?? bar);
    return {
      title: textOf(bar.children?.[0]),
      how: textOf(bar.children?.[1]),
      said: textOf(bar.children?.[3]),
      low: (attribute(bar, 'class') ?? '').includes('low'),
      name: shown ? textOf(tag.children?.[0]) : null,
      value: shown ? textOf(tag.children?.[1]) : null,
      box: shown ? await boxOf(mark) : null,
      cancel: [(left + right) / 2, (top + bottom) / 2],
    };
  } finally {
    await session.detach();
  }
}

/** @typedef {{nodeValue?: string, children?: Node[], attributes?: string[], nodeId: number}} Node */

/** @param {Node | undefined} node @returns {string} */
function textOf(node) {
  return (node?.nodeValue ?? '') + (node?.children ?? []).map(textOf).join('');
}

/** @param {Node} node @param {string} name @returns {string | null} */
function attribute({ attributes = [] }, name) {
  const at = attributes.findIndex((each, i) => i % 2 === 0 && each === name);
  return at < 0 ? null : attributes[at + 1] || name;
}

/** Waits until there is something to point at. @param {Page} page */
export const ready = (page) =>
  eventually(
    async () => (await seen(page))?.how.startsWith('Click'),
    'there is something to click',
  );

/** Waits until a field with this name is lit up. @param {Page} page @param {string | null} name */
export const lit = (page, name) =>
  eventually(async () => {
    const now = await seen(page);
    return now && now.name === name ? now : null;
  }, `${name} is lit up`);
