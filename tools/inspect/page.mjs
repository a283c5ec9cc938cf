// Opens one page in Chromium with the extension and asks the extension what it sees there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { desk as openDesk } from '../../tests/e2e/desk.mjs';
import { until } from '../../tests/e2e/until.mjs';
import { adaptersOf, withHosts } from '../granted.mjs';
import { look, planAt } from '../look.mjs';
import { serveSaved } from './saved.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {import('../look.mjs').PageState} PageState */
/** @typedef {import('../look.mjs').Look} Look */
/** @typedef {import('../../tests/e2e/desk.mjs').Desk} Desk */
/** @typedef {import('playwright-core').Page} Page */
/**
 * @typedef {object} Wish
 * @property {string} url
 * @property {string} extension folder of the built one
 * @property {string} [file] a saved page, with its text in `html`
 * @property {string} [html]
 * @property {string} [system] the app at this host, if the host is the person's own
 * @property {string} [wait] a selector
 * @property {number} [patience] how long to wait for it and for a page that reads, in seconds
 * @property {string} [profile] folder
 * @property {string[]} [browserArguments] for tests: where the network is
 */

const NO_ADAPTER = 1;
const BAD_USE = 2;
const NOT_OPENED = 3;

/** A page that takes longer to come, or to settle, is said not to. */
const OPEN_MS = 30_000;
const SETTLE_MS = 15_000;
/** Pages that poll are never idle. */
const IDLE_MS = 5_000;
/** The same seen so often, this far apart, is what the page has to show. */
const SAME_LOOKS = 3;
const BETWEEN_LOOKS_MS = 300;
/** The page of the extension from which it is asked. */
const DESK = 'ui/popup.html';

/** @param {Wish} wish @returns {Promise<PageState>} */
export async function inspect(wish) {
  const { system, extension } = wish;
  if (system && !adaptersOf(extension).some(({ app }) => app === system))
    throw new Trouble(BAD_USE, `There is no system ${system}.`, ...known(wish));
  const granted = withHosts(extension, [new URL(wish.url).hostname]);
  const profile = wish.profile ?? mkdtempSync(join(tmpdir(), 'cuecard-inspect-'));
  try {
    const { context, worker } = await launch(wish, granted.folder, profile);
    try {
      const desk = await deskOf(context, worker);
      await checkFits(wish, desk);
      const page = await context.newPage();
      await open(page, wish);
      return understood(wish, page.url(), await settled(desk, page, patienceOf(wish, SETTLE_MS)));
    } finally {
      await context.close();
    }
  } finally {
    granted.forget();
    if (!wish.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {Wish} wish @param {string} extension @param {string} profile */
async function launch({ file, browserArguments = [] }, extension, profile) {
  const context = await chromium
    .launchPersistentContext(profile, {
      executablePath: process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
      headless: process.env.CUECARD_HEADED !== '1',
      viewport: { width: 1440, height: 900 },
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--no-first-run',
        '--disable-background-networking',
        `--load-extension=${extension}`,
        `--disable-extensions-except=${extension}`,
        // A saved page needs no network at all.
        ...(file ? ['--host-resolver-rules=MAP * ~NOTFOUND'] : browserArguments),
      ],
    })
    .catch((error) => {
      throw new Trouble(
        NOT_OPENED,
        `Chromium did not start: ${String(error.message).split('\n', 1)[0]}`,
        'Say where it is with CUECARD_CHROMIUM, and close any browser that has this profile open.',
      );
    });
  const worker =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker', { timeout: OPEN_MS }).catch(() => null));
  if (!worker) {
    await context.close();
    throw new Trouble(
      NOT_OPENED,
      'The extension did not start.',
      'Build it again: ./build.sh build',
    );
  }
  return { context, worker };
}

/** @param {import('playwright-core').BrowserContext} context @param {import('playwright-core').Worker} worker */
async function deskOf(context, worker) {
  const page = await context.newPage();
  const address = `chrome-extension://${new URL(worker.url()).host}/${DESK}`;
  // A browser that is still starting may refuse, and then be in the way of the next try with its own.
  await until('the extension opens its page', () => page.goto(address).then(() => true));
  // playwright types its functions more narrowly than the desk needs
  return openDesk(/** @type {any} */ (page.evaluate.bind(page)));
}

/** @param {Page} page @param {Wish} wish */
async function open(page, wish) {
  const { url, wait, file, html } = wish;
  if (file !== undefined && html !== undefined) await serveSaved(page, { url, file, html });
  await page.bringToFront();
  const response = await page.goto(url, { timeout: OPEN_MS }).catch((error) => {
    const why = String(error.message).match(/net::\w+|Timeout/)?.[0] ?? error.message;
    throw new Trouble(
      NOT_OPENED,
      `${url} could not be opened: ${why}.`,
      'Open it in a browser first; if it needs a sign-in, name a profile: --signed-in-profile DIR.',
    );
  });
  if (response && response.status() >= 400)
    throw new Trouble(
      NOT_OPENED,
      `${url} could not be opened: the site answered ${response.status()}.`,
      'If it needs a sign-in, name a profile: --signed-in-profile DIR.',
    );
  await page.waitForLoadState('networkidle', { timeout: IDLE_MS }).catch(() => {});
  if (wait)
    await page
      .locator(wait)
      .first()
      .waitFor({ state: 'attached', timeout: patienceOf(wish, OPEN_MS) })
      .catch(() => {
        throw new Trouble(NOT_OPENED, `${wait} never came.`, 'Look whether the page has it.');
      });
}

/** @param {Wish} wish @param {number} usual */
const patienceOf = ({ patience }, usual) => (patience === undefined ? usual : patience * 1_000);

/** Looks until it sees the same several times in a row. @param {Desk} desk @param {Page} page @param {number} patience in milliseconds @returns {Promise<Look>} */
async function settled(desk, page, patience) {
  const end = Date.now() + patience;
  let last = '';
  let same = 0;
  for (;;) {
    const seen = await look(desk, page.url());
    const text = JSON.stringify(seen);
    const coming = ['tab', 'script', 'root', 'plan'].includes(seen.missing ?? '');
    same = text === last && !coming ? same + 1 : 1;
    last = text;
    if (same >= SAME_LOOKS || seen.missing === 'adapter' || Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
}

/** @param {Wish} wish @param {string} url where the page ended up @param {Look} seen @returns {PageState} */
function understood(wish, url, { page, missing }) {
  if (page) return page;
  if (missing === 'adapter') throw noAdapter(wish, url);
  const mend = {
    tab: 'The page closed, or led elsewhere. Open it in a browser first and see where it ends.',
    script: 'The content script does not answer there. Is it an HTML page?',
    root: 'The part of the page that the adapter reads (its `root`) is not there, or not shown. Wait for it: --wait SELECTOR.',
    plan: 'The page never came to rest. Wait for something on it: --wait SELECTOR.',
  }[missing];
  throw new Trouble(NOT_OPENED, `${url} could not be read.`, mend);
}

/** Only the extension knows every host that it can read, so it is asked. @param {Wish} wish @param {Desk} desk */
async function checkFits(wish, desk) {
  const { system, url } = wish;
  if (system) await desk.set({ host: { host: new URL(url).hostname, app: system } });
  if (!(await planAt(desk, url))) throw noAdapter(wish, url);
}

/** @param {Wish} wish @param {string} url */
function noAdapter(wish, url) {
  const at =
    wish.url === url
      ? []
      : [`(${wish.url} leads there. If it is a sign-in: --signed-in-profile DIR.)`];
  const own = wish.system
    ? []
    : [`If one of them runs at ${new URL(url).host}, say so: --system APP.`];
  return new Trouble(NO_ADAPTER, `No adapter fits ${url}.`, ...at, ...known(wish), ...own);
}

/** The adapters and how their addresses look. @param {Wish} wish */
function known({ extension }) {
  return [
    'These are there:',
    ...adaptersOf(extension).flatMap(({ app, title, hosts, pages }) => [
      `  ${app} (${title}) at ${hosts.join(', ') || 'hosts of your own'}`,
      ...pages.flatMap(({ page, path }) => path.map((each) => `    ${page}: ${each}`)),
    ]),
  ];
}
