// The person's Firefox ESR, over WebDriver BiDi alone: no geckodriver.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { session } from './bidi.mjs';
import { desk as openDesk } from './desk.mjs';
import { pageOf } from './firefox-page.mjs';
import { until } from './until.mjs';

/** @typedef {import("./bidi.mjs").Session} Session */
/** @typedef {import("./desk.mjs").Desk} Desk */

const CARD = '/ui/card.html';
const DESK = 'ui/popup.html';
/** Firefox draws an extension's address at random; fixed here so that a test can open its pages. */
const ADDRESS = '0c0ecac0-1111-4222-8333-444455556666';
const START_LIMIT_MS = 30_000;
const VIEWPORT = { width: 1280, height: 800 };
/** Everything goes to the workplace, and the browser keeps its own affairs to itself. @param {number} proxyPort @param {string} extensionName */
function preferences(proxyPort, extensionName) {
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
  };
}

/**
 * @param {object} wish
 * @param {string} wish.extension  folder of the built extension
 * @param {string} wish.extensionName  its `gecko.id`
 * @param {{ proxyPort: number }} wish.workplace
 * @param {import("./clock.mjs").Clock} [wish.clock]
 */
export async function launch({ extension, extensionName, workplace, clock }) {
  const profile = mkdtempSync(join(tmpdir(), 'cuecard-firefox-'));
  const lines = Object.entries(preferences(workplace.proxyPort, extensionName));
  writeFileSync(
    join(profile, 'user.js'),
    lines
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
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
  const browser = await session(await address(child), { acceptInsecureCerts: true });
  await browser.send('webExtension.install', { extensionData: { type: 'path', path: extension } });
  const deskTab = await tabOf(browser);
  await deskTab.goto(`moz-extension://${ADDRESS}/${DESK}`);

  return {
    name: 'firefox',
    desk: await openDesk(deskTab.evaluate),
    tab: () => tabOf(browser),
    /** A page of the extension, such as `ui/options.html`. @param {string} path */
    async extensionPage(path) {
      const tab = await tabOf(browser);
      await tab.goto(`moz-extension://${ADDRESS}/${path}`);
      return tab;
    },
    async close() {
      browser.close();
      child.kill('SIGTERM');
      await ended;
    },
    /** Removes the profile. */
    forget: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** @typedef {Awaited<ReturnType<typeof launch>>} Browser */

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

/** @param {Session} browser */
async function tabOf(browser) {
  const { context } = await browser.send('browsingContext.create', { type: 'tab' });
  await browser.send('browsingContext.setViewport', { context, viewport: VIEWPORT });
  const page = pageOf(browser, context);
  return {
    // The gestures ask for no more of a playwright page than this one has.
    page: /** @type {import("playwright-core").Page} */ (/** @type {unknown} */ (page)),
    goto: page.goto,
    evaluate: /** @type {Desk["evaluate"]} */ (page.evaluate),
    async screenshot(/** @type {string} */ path) {
      const { data } = await browser.send('browsingContext.captureScreenshot', { context });
      await writeFile(path, Buffer.from(data, 'base64'));
    },
    /** The card's frame; it hides in a closed root, but the browser lists it. @returns {Promise<import("./chromium.mjs").Card | null>} */
    async card() {
      const { contexts } = await browser.send('browsingContext.getTree', { root: context });
      const frame = contexts[0].children.find((/** @type {{ url: string }} */ { url }) =>
        url.includes(CARD),
      );
      return frame ? cardOf(pageOf(browser, frame.context)) : null;
    },
    async close() {
      await browser.send('browsingContext.close', { context });
    },
  };
}

/** @param {ReturnType<typeof pageOf>} frame */
function cardOf(frame) {
  return {
    text: () => frame.evaluate(() => document.body.innerText),
    /** Presses the button with this name, as a person does. @param {string} name */
    async press(name) {
      const at = await until(`the card has a button ${name}`, () =>
        frame.evaluate(
          (name) =>
            1 +
            [...document.querySelectorAll('button')].findIndex(
              (button) =>
                (button.getAttribute('aria-label') ?? button.textContent ?? '').trim() === name,
            ),
          name,
        ),
      );
      await frame.evaluate(
        (at) => document.querySelectorAll('button')[at - 1].setAttribute('data-scene', 'press'),
        at,
      );
      await frame.locator('button[data-scene=press]').click();
    },
  };
}
