// Opens any state of any surface in one Chromium, in any language, several at once.
import { Extension, launch } from './browser.mjs';
import { filled } from './filled.mjs';
import { sentencesOf } from './languages.mjs';
import { standIn } from './stand-in.mjs';
import { enact, keyOf, pathOf, STATES, STATES_BY_KEY, sizeOf } from './states.mjs';

/**
 * A way to look at a surface. Without a width or height it is as large as it usually is.
 * @typedef {object} View
 * @property {string} name
 * @property {string} [language]
 * @property {'light' | 'dark'} [scheme]
 * @property {number} [width]
 * @property {number} [height]
 * @property {'active'} [forcedColors]
 */

/** @type {View} */
export const LIGHT = { name: 'light' };
/** @type {View} */
export const DARK = { name: 'dark', scheme: 'dark' };
/** The least width that everything holds at (WCAG 2.2, 1.4.10), in CSS pixels. */
export const NARROW = { name: 'narrow', width: 320 };
/** A window of 1280 × 1024 at 400 %. */
export const ZOOMED = { name: 'zoom 400 %', width: 320, height: 256 };
export const GERMAN = { name: 'German', language: 'de' };
export const LONGER = { name: 'longer words', language: 'en-XA' };
export const RIGHT_TO_LEFT = { name: 'right to left', language: 'en-XB' };
/** @type {View} */
export const FORCED = { name: 'forced colours', forcedColors: 'active' };
/** How many pages are open at once: about two a core of a small machine. */
const AT_ONCE = 4;

/** One Chromium with an extension for each language. */
export class Stage {
  /** @param {import('playwright-core').BrowserContext} context @param {Map<string, Extension>} inside */
  constructor(context, inside) {
    this.context = context;
    this.inside = inside;
  }

  /** @param {string[]} languages the first one is the usual one */
  static async start(languages = ['en']) {
    const folders = languages.map((language) =>
      standIn({ sentences: sentencesOf(language), states: STATES_BY_KEY }),
    );
    const context = await launch(folders);
    while (context.serviceWorkers().length < folders.length) {
      await context.waitForEvent('serviceworker');
    }
    /** @type {Map<string, Extension>} */
    const inside = new Map();
    for (const worker of context.serviceWorkers()) {
      const language = await worker.evaluate(() => chrome.i18n.getMessage('language'));
      inside.set(language, new Extension(context, worker, ''));
    }
    return new Stage(context, inside);
  }

  /**
   * Opens a state and does what was done there.
   * @param {import('./states.mjs').State} state @param {View} view
   */
  async open(state, view) {
    const extension = this.inside.get(view.language ?? 'en');
    if (!extension) throw new Error(`nobody speaks ${view.language}`);
    const { width, height } = sizeOf(state);
    const page = await extension.blank({
      width,
      height,
      ...(state.size ? { scheme: view.scheme } : view),
    });
    const { scheme = 'light', forcedColors = 'none' } = view;
    await page.emulateMedia({ colorScheme: scheme, forcedColors, reducedMotion: 'reduce' });
    await page.goto(`${extension.origin}/${pathOf(state)}`);
    await page.locator('#surface > *').first().waitFor({ state: 'attached' });
    await enact(state, page);
    await filled(page);
    return page;
  }

  /**
   * Looks at every state in every one of these views.
   * @param {View[]} views
   * @param {(page: import('playwright-core').Page, seen: { state: import('./states.mjs').State, view: View, title: string }) => Promise<void>} look
   * @param {import('./states.mjs').State[]} [states]
   */
  async each(views, look, states = STATES) {
    const left = states.flatMap((state) => views.map((view) => ({ state, view })));
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { state, view } = next;
        const title = `${keyOf(state)}, ${view.name}`;
        const page = await this.open(state, view).catch((error) => {
          throw new Error(`${title}: ${error.message}`);
        });
        await look(page, { state, view, title });
        await page.close();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** What pages complained about. */
  get troubles() {
    return [...this.inside.values()].flatMap((extension) => extension.troubles);
  }

  /** Ends the browser; whatever a page complained about fails the test. */
  async stop() {
    for (const extension of this.inside.values()) await extension.stop();
  }
}
