// The same calls natively: a program of its own times them, by the same rules, and says what each change took.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BATCH_US, ROUNDS, WARM_UP_MS } from './timing.mjs';
import { SEED } from './wasm.mjs';

const PROGRAM = fileURLToPath(new URL('../target/release/cuecard-bench-native', import.meta.url));
/** Room for the answers, which are compared with those of the WASM. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Microseconds of each change, the names of its candidates, and what was decided.
 * @typedef {{ indexed: number[], naive: number[], decided: number[], found: string[][], answers: string[] }} Native
 */

/** @param {number} nudges @param {number} changes @param {number} naiveChanges @returns {Native} */
export function measureNative(nudges, changes, naiveChanges) {
  const order = {
    nudges,
    changes,
    naive_changes: naiveChanges,
    seed: SEED,
    rounds: ROUNDS,
    batch_us: BATCH_US,
    warm_up_ms: WARM_UP_MS,
  };
  const options = { encoding: /** @type {const} */ ('utf8'), maxBuffer: MOST_BYTES };
  return JSON.parse(execFileSync(PROGRAM, [JSON.stringify(order)], options));
}
