// The person's Chromium, with the extension, in a closed network where every name is the workplace.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { requestsOf } from './capture.mjs';
import { desk as openDesk } from './desk.mjs';
import { FIRST_STEPS, opensFirstSteps } from './first-steps.mjs';
import { liesOver } from './front-tab.mjs';
import { hand } from './hand.mjs';
import { until } from './until.mjs';

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./desk.mjs").Desk} Desk */

/** With a moment: one that was only made ready has none and shows nothing. */
const CARD = '/ui/card.html#';
/** Where the desk sits: the page that the person opens from the toolbar. */
const DESK = 'ui/popup.html';
/** A launch under load sometimes ends without the extension's worker; a second one has always had it. */
const LAUNCHES = 2;
const WORKER_LIMIT_MS = 10_000;
const CLOSED_NETWORK = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-pings',
];

/**
 * @typedef {object} Wish
 * @property {string} extension  folder of the built extension
 * @property {{ port: number, certificateHash: string }} workplace
 * @property {string} [profile]  folder; a fresh one otherwise
 * @property {import("./clock.mjs").Clock} [clock]
 * @property {boolean} [firstSteps]  leaves the page open that a first install opens
 */

/** @param {Wish} wish */
export async function launch(wish) {
  const profile = wish.profile ?? mkdtempSync(join(tmpdir(), 'cuecard-chromium-'));
  /** @type {string[]} */
  const netLogs = [];
  let now = await start(wish, profile, netLogs);

  const browser = {
    name: 'chromium',
    profile,
    netLogs,
    get extensionId() {
      return now.extensionId;
    },
    get desk() {
      return now.desk;
    },
    get context() {
      return now.context;
    },
    /** A tab of the person. @returns {Promise<Tab>} */
    async tab() {
      return tabOf(await now.context.newPage());
    },
    /** A page of the extension, such as `ui/options.html`. @param {string} path */
    async extensionPage(path) {
      const page = await now.context.newPage();
      await page.goto(`chrome-extension://${now.extensionId}/${path}`);
      return tabOf(page);
    },
    /** The same over the tab at a host, as the popup is. @param {string} path @param {string} host */
    async over(path, host) {
      const page = await now.context.newPage();
      await page.addInitScript(liesOver, host);
      await page.goto(`chrome-extension://${now.extensionId}/${path}`);
      return tabOf(page);
    },
    /** The page that a first install opens. */
    firstSteps: async () => tabOf(await firstSteps(now.context)),
    /**
     * The page that opened beside the person's. The panel is no page for a test: the same address is, in a
     * tab, and the panel closes, which would lie over a part of the page that keeps its size in a test.
     * @param {string} path
     */
    async beside(path) {
      const session = await now.context.newCDPSession(now.deskPage);
      const { url } = await until(`${path} is open`, async () => {
        const { targetInfos } = await session.send('Target.getTargets');
        return targetInfos.find(({ url }) => url.includes(path));
      });
      await session.detach();
      await now.desk.evaluate(async () => {
        for (const { id } of await chrome.tabs.query({ url: 'https://*/*' }))
          await chrome.sidePanel.setOptions({ tabId: id, enabled: false });
      });
      const page = await now.context.newPage();
      // Beside the page it would have the person's tab in front.
      await page.addInitScript(() => {
        const query = chrome.tabs?.query.bind(chrome.tabs);
        if (query) Reflect.set(chrome.tabs, 'query', () => query({ url: 'https://*/*' }));
      });
      await page.goto(url);
      return tabOf(page);
    },
    /** The running worker. */
    worker() {
      return until('the worker runs', () =>
        now.context.serviceWorkers().find((worker) => worker.url().includes(now.extensionId)),
      );
    },
    killWorker: () => killWorker(now),
    /**
     * The disk is full for the worker until it is killed: every write is taken and its transaction then
     * aborted, as IndexedDB does. (Chromium's own quota override leaves extensions alone: measured.)
     */
    async fillDisk() {
      const worker = await this.worker();
      await worker.evaluate(() => {
        for (const name of /** @type {const} */ (['put', 'add'])) {
          const write = IDBObjectStore.prototype[name];
          IDBObjectStore.prototype[name] = function (...given) {
            const request = write.apply(this, given);
            this.transaction.abort();
            return request;
          };
        }
      });
    },
    /** An ordinary end and a new start with the same profile. */
    async restart() {
      await now.context.close();
      now = await start(wish, profile, netLogs);
    },
    /** The whole browser dies without a word, and is started again. */
    async crash() {
      await kill(now.context);
      now = await start(wish, profile, netLogs);
    },
    /** Every request that the extension's worker or pages put on the network. Whole once the browser is closed. */
    requestsByExtension: () =>
      netLogs.flatMap((path) => requestsOf(path, `chrome-extension://${now.extensionId}`)),
    /** What was downloaded under this name. @param {string} name */
    async downloaded(name) {
      const file = await until(`${name} is there`, () =>
        now.downloads.find((download) => download.suggestedFilename() === name),
      );
      return readFileSync(await file.path(), 'utf8');
    },
    /** Ends the browser, if it has not ended yet; its network logs stay until `forget`. */
    close: () => now.context.close(),
    /** Removes the profile. */
    forget: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }),
  };
  return browser;
}

/** @typedef {Awaited<ReturnType<typeof launch>>} Browser */

/** @param {Wish} wish @param {string} profile @param {string[]} netLogs */
async function start(wish, profile, netLogs) {
  for (let attempt = 1; ; attempt += 1) {
    const netLog = join(profile, `network-${netLogs.length}.json`);
    const context = await playwright.launchPersistentContext(profile, {
      executablePath: process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
      headless: process.env.CUECARD_HEADED !== '1',
      env: /** @type {Record<string, string>} */ ({ ...process.env, ...wish.clock?.environment }),
      viewport: { width: 1280, height: 800 },
      args: [
        '--no-sandbox',
        `--load-extension=${wish.extension}`,
        `--disable-extensions-except=${wish.extension}`,
        `--host-resolver-rules=MAP * 127.0.0.1:${wish.workplace.port}`,
        `--ignore-certificate-errors-spki-list=${wish.workplace.certificateHash}`,
        `--log-net-log=${netLog}`,
        ...CLOSED_NETWORK,
      ],
    });
    netLogs.push(netLog);
    const worker =
      context.serviceWorkers()[0] ??
      (await context.waitForEvent('serviceworker', { timeout: WORKER_LIMIT_MS }).catch(() => null));
    if (worker) {
      const extensionId = new URL(worker.url()).host;
      // A first install opens its page, often in the one tab that is there: the desk waits for that, or
      // it would be sent away, or hidden, in the middle of something.
      const installs = !wish.profile && netLogs.length === 1 && opensFirstSteps(wish.extension);
      if (installs) await firstSteps(context);
      const page = installs && wish.firstSteps ? await context.newPage() : await lastPage(context);
      await page.goto(`chrome-extension://${extensionId}/${DESK}`);
      // playwright types its functions more narrowly than the desk needs
      const evaluate = /** @type {any} */ (page.evaluate.bind(page));
      /** @type {import("playwright-core").Download[]} */
      const downloads = [];
      context.on('page', (page) => page.on('download', (download) => downloads.push(download)));
      return { context, extensionId, deskPage: page, desk: await openDesk(evaluate), downloads };
    }
    await context.close();
    if (attempt === LAUNCHES)
      throw new Error(`the extension in ${wish.extension} never started its worker`);
  }
}

/** @param {import("playwright-core").BrowserContext} context */
async function lastPage(context) {
  return context.pages().at(-1) ?? (await context.newPage());
}

/** The page that a first install opens by itself. @param {import("playwright-core").BrowserContext} context */
function firstSteps(context) {
  return until('the first steps are open', () =>
    context.pages().find((page) => page.url().endsWith(FIRST_STEPS)),
  );
}

/** Stops the worker as the browser does after half a minute, at once; returns when it is gone. @param {Awaited<ReturnType<typeof start>>} now */
async function killWorker({ context, deskPage, extensionId }) {
  const session = await context.newCDPSession(deskPage);
  /** An alarm that is due may start the next worker at once, so having been stopped is what counts. */
  const seen = new Set();
  const stopped = new Set();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const version of versions) {
      if (!version.scriptURL.includes(extensionId)) continue;
      seen.add(version.versionId);
      if (version.runningStatus === 'stopped') stopped.add(version.versionId);
    }
  });
  try {
    await session.send('ServiceWorker.enable');
    await until('the browser lists the worker', () => seen.size > 0);
    await session.send('ServiceWorker.stopAllWorkers');
    await until('the worker is gone', () => [...seen].every((version) => stopped.has(version)));
  } finally {
    await session.detach();
  }
}

/** @param {import("playwright-core").BrowserContext} context */
async function kill(context) {
  const browser = context.browser();
  if (!browser) throw new Error('this context has no browser of its own');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('Chromium does not name its main process');
  const ended = new Promise((resolve) => context.once('close', resolve));
  process.kill(main.id, 'SIGKILL');
  await ended;
  await until('the main process is gone', () => !alive(main.id));
}

/** @param {number} id */
function alive(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {Page} page */
function tabOf(page) {
  return {
    page,
    goto: async (/** @type {string} */ url) => void (await page.goto(url)),
    evaluate: /** @type {Desk["evaluate"]} */ (/** @type {any} */ (page.evaluate.bind(page))),
    hand: hand(page),
    screenshot: async (/** @type {string} */ path) => void (await page.screenshot({ path })),
    /** The card's frame; it hides in a closed root, but the browser lists it. @returns {Promise<import("./hand.mjs").Hand | null>} */
    async card() {
      const frame = page
        .frames()
        .find((frame) => frame.url().includes(CARD) && !frame.isDetached());
      return frame ? hand(frame) : null;
    },
    toFront: () => page.bringToFront(),
    close: () => page.close(),
  };
}

/** @typedef {ReturnType<typeof tabOf>} Tab */
