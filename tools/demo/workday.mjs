/** One person's browser, organisation and server, in a network of their own. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { launch } from '../../tests/e2e/chromium.mjs';
import { secretFor, seedSecret } from '../../tests/e2e/profile.mjs';
import { serve } from '../../tests/e2e/server.mjs';
import { PRICING, SLIPPING } from '../../tests/e2e/stage.mjs';
import { buildPage } from '../../tests/pages/salesforce/build.mjs';
import { startWorkplace } from '../../tests/workplace/server.mjs';
import { atTheEnd, leaveNothingIn, listenForEnd } from './ends.mjs';
import { say } from './voice.mjs';

/** @param {string} path */
const built = (path) => fileURLToPath(new URL(`../../target/${path}`, import.meta.url));
const EXTENSION = built('extension-demo');
const COMMAND = built('debug/cuecard');
const PAGES = built('pages');
/** Everything that is needed for a while only: the profile, the server's database. */
const SCRATCH = built('demo/scratch');
/** Chromium keeps the usual folder: the path of its socket may not be long. */
const TMPDIR = tmpdir();
/** The screenshots. */
export const PICTURES = built('demo');

/** Half of all people see a card at its first moment and half do not. This one sees both. */
const SECRET_OF_ROBIN = secretFor({ [PRICING]: 'shown', [SLIPPING]: 'shown' });

/** @typedef {import('../../tests/e2e/stage.mjs').Stage} Workday */
/** @typedef {import('../../tests/e2e/clock.mjs').Clock} Clock */

/** An empty target/demo, and the record page built. */
export async function prepare() {
  for (const path of [EXTENSION, COMMAND]) {
    if (!existsSync(path))
      throw new Error(`${path} is missing. Run ./build.sh demo, it builds it.`);
  }
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(SCRATCH, { recursive: true });
  leaveNothingIn(SCRATCH);
  process.env.TMPDIR = SCRATCH;
  listenForEnd();
  if (!existsSync(PAGES)) say('Building the record page …');
  await buildPage(PAGES);
}

/**
 * Starts a workday. No role is chosen yet, and no server is named in the extension.
 * @param {{ server: boolean, clock?: Clock }} wish
 * @returns {Promise<Workday>}
 */
export async function workday({ server: wantsServer, clock }) {
  const server = wantsServer ? await serve({ clock }) : null;
  if (server) atTheEnd(server.stop);
  const workplace = await startWorkplace({ pages: PAGES, upstream: server?.url ?? null });
  atTheEnd(workplace.close);
  const environment = { ...clock?.environment, TMPDIR };
  const lives = /** @type {Clock} */ ({ ...clock, environment });
  const browser = await launch({ extension: EXTENSION, clock: lives, workplace });
  atTheEnd(browser.close);
  listenForEnd();
  await seedSecret(browser, SECRET_OF_ROBIN);
  // The gestures of the scenes work on a stage; a workday without a clock or a server is one, too.
  return /** @type {Workday} */ ({ browser, workplace, server, clock });
}
