/** What was started and must be ended, whatever happens; and the ways in which a person ends it. */
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @type {(() => unknown)[]} */
const ends = [];

/** Keeps for later how to end something. @param {...(() => unknown)} how in the order of starting */
export const atTheEnd = (...how) => void ends.push(...how);

/** Ends everything, the last started first, even if one of them fails; then says which did. */
export async function endAll() {
  /** @type {unknown[]} */
  const troubles = [];
  for (const end of ends.splice(0).reverse()) {
    try {
      await end();
    } catch (trouble) {
      troubles.push(trouble);
    }
  }
  if (troubles.length > 0) throw new Error(`Not all could be cleared away: ${troubles.join('; ')}`);
}

/** Nothing stays in this folder, even if the demo is ended in the middle. @param {string} folder */
export function leaveNothingIn(folder) {
  // A browser whose window was closed writes for a moment longer.
  const whole = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
  atTheEnd(() => rm(folder, whole));
  process.on('exit', () => rmSync(folder, whole));
}

/** @type {() => void} */
let tell = () => {};
/** Resolves once the person wants the demo to end. @type {Promise<'ended'>} */
export const askedToEnd = new Promise((resolve) => {
  tell = () => resolve('ended');
});

/**
 * From now on Ctrl-C asks the demo to end. To be called after each start of a browser: playwright
 * listens too, and would end this process before the rest is cleared away.
 */
export function listenForEnd() {
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, tell);
  }
}
