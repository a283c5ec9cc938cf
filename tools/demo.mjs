/**
 * The first thing that a new user runs: `./build.sh demo [--headed | --headless]`.
 *
 * With a display it opens a window and says what to do there; without one it walks by itself.
 */
import { parseArgs } from 'node:util';
import { hasDisplay } from './demo/display.mjs';
import { endAll } from './demo/ends.mjs';
import { failed, goodbye } from './demo/voice.mjs';
import { walk } from './demo/walk.mjs';
import { inAWindow } from './demo/window.mjs';
import { prepare } from './demo/workday.mjs';

const USAGE = 'Usage: ./build.sh demo [--headed | --headless]';

/** @returns {boolean | null} whether to open a window; `null`: nobody can tell */
function wantsWindow() {
  try {
    const flag = /** @type {const} */ ({ type: 'boolean', default: false });
    const { values } = parseArgs({ options: { headed: flag, headless: flag } });
    if (values.headed && values.headless) return null;
    return (
      values.headed || (!values.headless && process.env.CUECARD_HEADLESS !== '1' && hasDisplay())
    );
  } catch {
    return null;
  }
}

/** @typedef {{ code: number, last: string }} Ending the exit code, and the last line to say */

/** @returns {Promise<number>} the exit code */
async function run() {
  const window = wantsWindow();
  if (window === null) {
    console.error(USAGE);
    return 2;
  }
  try {
    await prepare();
    const { code, last } = await (window ? inAWindow() : walk());
    await endAll();
    goodbye(last);
    return code;
  } catch (error) {
    failed(error);
    await endAll().catch(failed);
    return 1;
  }
}

process.exitCode = await run();
// After a failure, what is still under way must not keep the terminal waiting; otherwise there is
// nothing but a closing browser, which still clears away after itself.
if (process.exitCode !== 0) process.exit();
