// A real Chromium with the built pages in a real extension, and a stand-in for the worker.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { RULES, violations } from './checks.mjs';
import { standIn } from './stand-in.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ARTEFACTS = process.env.CUECARD_ARTEFACTS ?? join(HERE, '..', 'artefacts');
const CHROMIUM = process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium';
/** In dark nothing but colours is another. @type {['light' | 'dark', { tags?: string[], rules?: string[] }][]} */
const SCHEMES = [
  ['light', { tags: RULES }],
  ['dark', { rules: ['color-contrast'] }],
];

/** @typedef {{ kind: string, [part: string]: unknown }} Message */
/** @typedef {import('./stand-in.mjs').Answers} Answers */

/** An extension in its browser. */
export class Extension {
  /**
   * @param {import("playwright-core").BrowserContext} context
   * @param {import("playwright-core").Worker} worker
   * @param {string} folder
   */
  constructor(context, worker, folder) {
    this.context = context;
    this.worker = worker;
    this.folder = folder;
    this.origin = `chrome-extension://${new URL(worker.url()).host}`;
    /** @type {string[]} */
    this.troubles = [];
  }

  /** @param {string} language */
  static async start(language = 'en') {
    const folder = standIn();
    const context = await launch([folder], language);
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    return new Extension(context, worker, folder);
  }

  /**
   * Opens a page of the extension; the worker will answer as told.
   * @param {string} path
   * @param {Answers} answers
   * @param {{ width?: number, height?: number, scheme?: "light" | "dark" }} [view]
   */
  async open(path, answers, view = {}) {
    await this.answer(answers);
    const page = await this.blank(view);
    await page.goto(`${this.origin}/ui/${path}`);
    return page;
  }

  /**
   * An empty tab whose errors are kept.
   * @param {{ width?: number, height?: number, scheme?: "light" | "dark" }} view
   */
  async blank({ width = 400, height = 640, scheme = 'light' }) {
    const page = await this.context.newPage();
    page.on('pageerror', (error) => this.troubles.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') this.troubles.push(line.text());
    });
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    return page;
  }

  /** @param {Answers} answers */
  async answer(answers) {
    await this.worker.evaluate((told) => {
      Object.assign(globalThis, { answers: told, heard: [] });
    }, answers);
  }

  /**
   * What the worker heard of this kind, once it heard so many.
   * @param {string} kind
   * @param {number} [least]
   * @returns {Promise<Message[]>}
   */
  async heard(kind, least = 1) {
    for (let attempt = 0; attempt < 100; attempt++) {
      const heard = await this.worker.evaluate(
        (wanted) =>
          Reflect.get(globalThis, 'heard').filter((/** @type {Message} */ m) => m.kind === wanted),
        kind,
      );
      if (heard.length >= least) return heard;
      await new Promise((wake) => setTimeout(wake, 50));
    }
    return assert.fail(`the worker never heard ${least} × ${kind}`);
  }

  /** Says something to every tab, as the worker does. @param {Message} message */
  async tells(message) {
    await this.worker.evaluate(async (said) => {
      const tabs = await chrome.tabs.query({});
      const sent = tabs.map(({ id }) => chrome.tabs.sendMessage(Number(id), said));
      // Nobody listens in the empty tab that the browser began with.
      await Promise.allSettled(sent);
    }, message);
  }

  /** Ends the browser; whatever a page complained about fails the test. */
  async stop() {
    await this.context.close();
    assert.deepEqual(this.troubles, []);
  }
}

/**
 * A browser with these extensions.
 * @param {string[]} folders
 * @param {string} [language] the browser's own
 */
export const launch = (folders, language = 'en') =>
  chromium.launchPersistentContext('', {
    executablePath: CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox',
      `--lang=${language}`,
      `--load-extension=${folders.join()}`,
      `--disable-extensions-except=${folders.join()}`,
      '--no-first-run',
      '--disable-background-networking',
    ],
    env: { ...process.env, LANGUAGE: language, TZ: 'Europe/Berlin' },
  });

/**
 * Holds the page against axe in light and dark, and keeps a picture of each.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
export async function inspect(page, name) {
  for (const [scheme, asked] of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    assert.deepEqual(await page.evaluate(violations, asked), [], `${name}, ${scheme}`);
    await picture(page, `${name}-${scheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * Keeps a picture of the whole page, in a window that is as high as it.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
export async function picture(page, name) {
  mkdirSync(ARTEFACTS, { recursive: true });
  const view = page.viewportSize() ?? { width: 400, height: 640 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...view, height: Math.max(view.height, height) });
  await page.screenshot({ path: join(ARTEFACTS, `ui-${name}.png`) });
  await page.setViewportSize(view);
}

/**
 * The names of what the Tab key reaches, in order, until it leaves the page.
 * @param {import("playwright-core").Page} page
 */
export async function walk(page) {
  /** @type {string[]} */
  const names = [];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const at = /** @type {HTMLElement | null} */ (document.activeElement);
      if (!at || at === document.body) return '';
      const label =
        at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at.labels?.[0] : null;
      return (at.getAttribute('aria-label') ?? label?.textContent ?? at.textContent ?? '').trim();
    });
    if (name === '' || name === names[0]) return names;
    names.push(name);
  }
  return names;
}
