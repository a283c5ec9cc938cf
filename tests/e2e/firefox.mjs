// The person's Firefox ESR, over WebDriver BiDi alone: no geckodriver.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { session } from './bidi.mjs';
import { desk as openDesk } from './desk.mjs';
import { pageOf } from './firefox-page.mjs';
import { FIRST_STEPS, opensFirstSteps } from './first-steps.mjs';
import { hand } from './hand.mjs';
import { until } from './until.mjs';

/** @typedef {import("./bidi.mjs").Session} Session */
/** @typedef {import("./desk.mjs").Desk} Desk */

/** With a moment: one that was only made ready has none and shows nothing. */
const CARD = '/ui/card.html#';
const DESK = 'ui/popup.html';
/** Firefox draws an extension's address at random; fixed here so that a test can open its pages. */
const ADDRESS = '0c0ecac0-1111-4222-8333-444455556666';
const START_LIMIT_MS = 30_000;
const VIEWPORT = { width: 1280, height: 800 };
/** Where the person's downloads go, in the profile. */
const DOWNLOADS = 'downloads';
/** Everything goes to the workplace, and the browser keeps its own affairs to itself. @param {number} proxyPort @param {string} extensionName @param {string} profile */
function preferences(proxyPort, extensionName, profile) {
  return {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,nothing',
    'app.normandy.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionName]: ADDRESS }),
    // An unsigned extension goes with the browser that it was put into, and would take its notes along.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    // The person says yes: nobody could press that in a window that is not there.
    'extensions.webextOptionalPermissionPrompts': false,
    'browser.download.folderList': 2,
    'browser.download.dir': join(profile, DOWNLOADS),
  };
}

/**
 * @typedef {object} Wish
 * @property {string} extension  folder of the built extension
 * @property {string} extensionName  its `gecko.id`
 * @property {{ proxyPort: number }} workplace
 * @property {import("./clock.mjs").Clock} [clock]
 * @property {boolean} [firstSteps]  leaves the page open that a first install opens
 */

/** @param {Wish} wish */
export async function launch(wish) {
  const profile = mkdtempSync(join(tmpdir(), 'cuecard-firefox-'));
  mkdirSync(join(profile, DOWNLOADS));
  const lines = Object.entries(preferences(wish.workplace.proxyPort, wish.extensionName, profile));
  writeFileSync(
    join(profile, 'user.js'),
    lines
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  let now = await start(wish, profile);
  const firstSteps = opensFirstSteps(wish.extension)
    ? await opened(now.browser, FIRST_STEPS)
    : null;
  // In front, it would hide the tab of a test that did not wait for it.
  if (firstSteps && !wish.firstSteps)
    await now.browser.send('browsingContext.close', { context: firstSteps });
  let desk = await deskIn(now.browser);

  return {
    name: 'firefox',
    get desk() {
      return desk;
    },
    tab: () => tabOf(now.browser),
    /** A page of the extension, such as `ui/options.html`. @param {string} path @param {typeof VIEWPORT} [viewport] */
    async extensionPage(path, viewport) {
      const tab = await tabOf(now.browser, viewport);
      await tab.goto(`moz-extension://${ADDRESS}/${path}`);
      return tab;
    },
    /** The same over the tab in front, as the popup is: behind it, until it has looked what is in front. @param {string} path */
    async over(path) {
      const tab = await tabOf(now.browser, VIEWPORT, await newTab(now.browser, true));
      await tab.goto(`moz-extension://${ADDRESS}/${path}`);
      await until('it knows what is in front', () =>
        tab.evaluate(() => document.querySelector('.help > [role=status]')?.textContent),
      );
      await tab.toFront();
      return tab;
    },
    /** The page that a first install opens. */
    async firstSteps() {
      if (!firstSteps) throw new Error('this extension opens none');
      return tabOf(now.browser, VIEWPORT, firstSteps);
    },
    /** The page that opened beside the person's: Firefox lets a card open a tab, and not its sidebar. @param {string} path */
    async beside(path) {
      const context = await opened(now.browser, path);
      return tabOf(now.browser, VIEWPORT, context);
    },
    /** An ordinary end and a new start with the same profile. */
    async restart() {
      await now.end();
      now = await start(wish, profile);
      desk = await deskIn(now.browser);
    },
    /** What was downloaded under this name. @param {string} name */
    downloaded: (name) =>
      until(`${name} is there`, () => {
        const folder = join(profile, DOWNLOADS);
        // Until it is whole, another file stands beside it.
        const whole = readdirSync(folder).join() === name;
        return whole && readFileSync(join(folder, name), 'utf8');
      }),
    close: () => now.end(),
    /** Removes the profile. */
    forget: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** @typedef {Awaited<ReturnType<typeof launch>>} Browser */

/** @param {Wish} wish @param {string} profile */
async function start({ extension, clock }, profile) {
  // System access lets the test open the extension's own pages; nothing else uses it.
  const child = spawn(
    process.env.CUECARD_FIREFOX ?? 'firefox-esr',
    [
      '--headless',
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port=0',
      '--remote-allow-system-access',
      'about:blank',
    ],
    { env: { ...process.env, ...clock?.environment }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const browser = await session(await address(child), { acceptInsecureCerts: true });
    await browser.send('webExtension.install', {
      extensionData: { type: 'path', path: extension },
    });
    return {
      browser,
      async end() {
        browser.close();
        child.kill('SIGTERM');
        await ended;
      },
    };
  } catch (error) {
    // Left alone, it would keep the test from ending.
    child.kill('SIGKILL');
    throw error;
  }
}

/** A page of the extension that opened by itself. @param {Session} browser @param {string} path @returns {Promise<string>} its context */
async function opened(browser, path) {
  const { context } = await until(`${path} is open`, async () => {
    const { contexts } = await browser.send('browsingContext.getTree', {});
    return contexts.find(
      (/** @type {{ url: string }} */ { url }) =>
        url.startsWith('moz-extension:') && url.includes(path),
    );
  });
  return context;
}

/** @param {Session} browser */
async function deskIn(browser) {
  const tab = await tabOf(browser);
  await tab.goto(`moz-extension://${ADDRESS}/${DESK}`);
  return openDesk(tab.evaluate);
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<string>} */
function address(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Firefox did not say where it listens:\n${said}`));
    }, START_LIMIT_MS);
    child.on('error', reject);
    child.stderr?.on('data', (bytes) => {
      said += bytes;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
      if (!found) return;
      clearTimeout(limit);
      resolve(found[1]);
    });
  });
}

/** @param {Session} browser @param {boolean} background @returns {Promise<string>} its context */
async function newTab(browser, background) {
  const { context } = await browser.send('browsingContext.create', { type: 'tab', background });
  return context;
}

/** @param {Session} browser @param {string} [opened] the context of one that is there; a new one otherwise */
async function tabOf(browser, viewport = VIEWPORT, opened) {
  const context = opened ?? (await newTab(browser, false));
  await browser.send('browsingContext.setViewport', { context, viewport });
  const page = pageOf(browser, context);
  return {
    context,
    // The gestures ask for no more of a playwright page than this one has.
    page: /** @type {import("playwright-core").Page} */ (/** @type {unknown} */ (page)),
    goto: page.goto,
    hand: hand(page),
    evaluate: /** @type {Desk["evaluate"]} */ (page.evaluate),
    async screenshot(/** @type {string} */ path) {
      const { data } = await browser.send('browsingContext.captureScreenshot', { context });
      await writeFile(path, Buffer.from(data, 'base64'));
    },
    /** The card's frame; it hides in a closed root, but the browser lists it. @returns {Promise<import("./hand.mjs").Hand | null>} */
    async card() {
      const { contexts } = await browser.send('browsingContext.getTree', { root: context });
      const frame = contexts[0].children.find((/** @type {{ url: string }} */ { url }) =>
        url.includes(CARD),
      );
      return frame ? hand(pageOf(browser, frame.context)) : null;
    },
    async toFront() {
      await browser.send('browsingContext.activate', { context });
    },
    async close() {
      await browser.send('browsingContext.close', { context });
    },
  };
}
