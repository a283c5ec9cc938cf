// How calls of microseconds are timed. The native bench does the same by these numbers.
import { median } from './figures.mjs';

/** A call is repeated until so much has passed: the clock's own step (below 0.1 µs here) is then below a percent. */
export const BATCH_US = 20;
export const WARM_UP_MS = 300;
/** Every change is timed so often and its median taken: what else the machine did in between drops out. */
export const ROUNDS = 5;

/** Microseconds. */
export const now = () => performance.now() * 1000;

/** Runs long enough for V8 to compile everything that will be timed. @param {(change: number) => unknown} run @param {number} changes */
export function warmUp(run, changes) {
  const end = performance.now() + WARM_UP_MS;
  for (let change = 0; performance.now() < end; change = (change + 1) % changes) run(change);
}

/** Microseconds of one call on this change, by repeating it. @param {(change: number) => unknown} run @param {number} change */
function timed(run, change) {
  for (let times = 1; ; times *= 4) {
    const start = now();
    for (let turn = 0; turn < times; turn += 1) run(change);
    const took = now() - start;
    if (took >= BATCH_US) return took / times;
  }
}

/**
 * Per change, microseconds that a call takes beyond `nothing`, the call itself.
 * @param {(change: number) => unknown} run @param {(change: number) => unknown} nothing @param {number} changes
 */
export function perChange(run, nothing, changes) {
  warmUp(run, changes);
  warmUp(nothing, changes);
  const every = Array.from({ length: changes }, (_, change) => change);
  const empty = median(every.map((change) => timed(nothing, change)));
  return every.map(
    (change) => median(Array.from({ length: ROUNDS }, () => timed(run, change))) - empty,
  );
}

/**
 * Per change, microseconds of one call that takes long, and may answer later.
 * @param {(change: number) => unknown} run @param {number} changes @param {number} rounds
 */
export async function perLongCall(run, changes, rounds) {
  const end = performance.now() + WARM_UP_MS;
  for (let change = 0; performance.now() < end; change = (change + 1) % changes) await run(change);
  const took = [];
  for (let change = 0; change < changes; change += 1) {
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      const start = now();
      const answer = run(change);
      // Not awaited where there is nothing to wait for: that would be a part of it.
      if (answer instanceof Promise) await answer;
      times.push(now() - start);
    }
    took.push(median(times));
  }
  return took;
}
