// The stage for the content script's tests: a real Chromium with a real, tiny extension around
// the files as they ship, and pages under a strict CSP. Only the worker and the card are stand-ins.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { servePages } from './pages.mjs';
import { FILES, ship } from './shipped.mjs';

const STAND_IN = fileURLToPath(new URL('./stand-in/', import.meta.url));

/** @typedef {Record<string, any>} Json */
/**
 * @typedef {object} Scene
 * @property {import('playwright-core').Page} page
 * @property {(kind?: string) => Promise<Json[]>} messages what the content script has said
 * @property {(kind: string, count?: number) => Promise<Json[]>} until waits for that many
 * @property {(changes: Json) => Promise<void>} rescript
 * @property {(message: Json) => Promise<any>} tell sends to the tab, as the worker does
 */

/**
 * Polls until something is true; fails after a generous while.
 * @template T
 * @param {() => Promise<T>} look
 * @param {string} what
 * @returns {Promise<NonNullable<T>>}
 */
export async function eventually(look, what) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const found = await look();
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`it never happened: ${what}`);
}

/**
 * Writes the extension under test into a new folder.
 * @param {Json} manifestOfBrowser what this browser wants in the manifest, the worker's start first
 */
export async function makeExtension(manifestOfBrowser) {
  const folder = await mkdtemp(join(tmpdir(), 'cuecard-stage-'));
  await ship(join(folder, 'content-script'));
  await mkdir(join(folder, 'ui'));
  for (const name of ['card.html', 'card.js']) {
    await cp(join(STAND_IN, name), join(folder, 'ui', name));
  }
  await cp(join(STAND_IN, 'worker.js'), join(folder, 'worker.js'));
  await writeFile(join(folder, 'control.html'), '<!doctype html><title>Control</title>');
  const matches = ['http://127.0.0.1/*'];
  const js = FILES.map((name) => `content-script/${name}`);
  const manifest = {
    manifest_version: 3,
    name: 'Content script under test',
    version: '1',
    permissions: ['storage', 'scripting'],
    host_permissions: matches,
    content_scripts: [{ matches, js, run_at: 'document_idle' }],
    web_accessible_resources: [{ resources: ['ui/card.html'], matches, use_dynamic_url: true }],
    ...manifestOfBrowser,
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

/**
 * Chromium as it is for a person: Playwright's defaults are off, because they make every tab
 * visible and switch the page cache off, and the content script depends on both.
 * @param {string} extension
 */
async function startChromium(extension) {
  const profile = await mkdtemp(join(tmpdir(), 'cuecard-profile-'));
  const child = spawn(
    process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
    [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const [port, path] = await eventually(async () => {
    const written = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    return written.includes('/') ? written.trim().split('\n') : null;
  }, 'Chromium listens');
  const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`, {
    noDefaults: true,
  });
  return {
    browser,
    async stop() {
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Starts everything; `close` ends everything. */
export async function openStage() {
  /** @type {import('./pages.mjs').Pages} */
  const pages = new Map();
  const { server, origin } = await servePages(pages);
  const folder = await makeExtension({ background: { service_worker: 'worker.js' } });
  const { browser, stop } = await startChromium(folder);
  const [context] = browser.contexts();
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const base = new URL('/', worker.url()).href;
  const control = await context.newPage();
  await control.goto(`${base}control.html`);

  return {
    context,
    control,
    origin,

    /**
     * Opens a page with its own log and its own script for the worker's stand-in.
     * @param {string} name
     * @param {Partial<import('./pages.mjs').Page> & {at?: string} & Json} setting
     * @returns {Promise<Scene>}
     */
    async scene(name, { html = '', js = '', answer, at = '', ...script }) {
      const key = `script ${name}`;
      pages.set(name, { html, js, answer });
      /** @param {Json} value */
      const store = (value) =>
        control.evaluate(([k, v]) => chrome.storage.local.set({ [String(k)]: v }), [key, value]);
      await store(script);
      const page = await context.newPage();
      await page.goto(`${origin}/${name}/${at}`);
      /** @param {string} [kind] */
      const messages = (kind) =>
        control.evaluate(
          async ([prefix, only]) => {
            const all = Object.entries(await chrome.storage.local.get(null));
            return all
              .filter(([each]) => each.startsWith(`log ${prefix} `))
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([, message]) => /** @type {Json} */ (message))
              .filter((message) => !only || message.kind === only);
          },
          [name, kind],
        );
      return {
        page,
        messages,
        until: (kind, count = 1) =>
          eventually(async () => {
            const found = await messages(kind);
            return found.length >= count ? found : null;
          }, `${count} × ${kind} in ${name}`),
        rescript: (changes) => store(Object.assign(script, changes)),
        tell: (message) =>
          control.evaluate(
            async ([url, what]) => {
              const tabs = await chrome.tabs.query({});
              const tab = tabs.find((each) => each.url?.startsWith(String(url)));
              return chrome.tabs.sendMessage(tab?.id ?? -1, what).catch(() => null);
            },
            /** @type {const} */ ([`${origin}/${name}/`, message]),
          ),
      };
    },

    /** Stops the worker at once, as the browser may at any time. */
    async killWorker() {
      const session = await context.newCDPSession(control);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },

    async close() {
      await browser.close();
      await stop();
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
