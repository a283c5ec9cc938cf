// Opens any state of any surface in one Firefox.
import { launch } from '../e2e/firefox.mjs';
import { filled } from './filled.mjs';
import { sentencesOf } from './languages.mjs';
import { standIn } from './stand-in.mjs';
import { enact, pathOf, STATES, STATES_BY_KEY, sizeOf } from './states.mjs';

const NAME = 'ui@stand-in.test';
/** Nobody listens there: pages of an extension need no network. */
const NO_PROXY = 9;

/** @typedef {Awaited<ReturnType<typeof start>>} Stage */
/** @typedef {import('./walk.mjs').Walker & import('./states.mjs').Hand} Page */

/** Starts it; `stop` ends it. */
export async function start() {
  const folder = standIn({
    sentences: sentencesOf('en'),
    states: STATES_BY_KEY,
    manifest: {
      background: { scripts: ['stand-in-states.js', 'stand-in-worker.js'] },
      browser_specific_settings: { gecko: { id: NAME } },
    },
  });
  const workplace = { proxyPort: NO_PROXY };
  const firefox = await launch({ extension: folder, extensionName: NAME, workplace });

  /** @param {import('./states.mjs').State} state */
  async function open(state) {
    const { width, height } = sizeOf(state);
    const tab = await firefox.extensionPage(pathOf(state), { width, height });
    const page = /** @type {Page} */ (/** @type {unknown} */ (tab.page));
    await page.locator('#surface > *').first().waitFor();
    await enact(state, page);
    await filled(page);
    return { page, close: tab.close };
  }

  return {
    open,
    /** Looks at every state. @param {(page: Page, state: import('./states.mjs').State) => Promise<void>} look */
    async each(look) {
      for (const state of STATES) {
        const { page, close } = await open(state);
        await look(page, state);
        await close();
      }
    },
    async stop() {
      await firefox.close();
      firefox.forget();
    },
  };
}
