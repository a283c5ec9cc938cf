// Matching and deciding: one page change against so many nudges.
import { figure, median, quantile } from './figures.mjs';
import { engine, SEED } from './wasm.mjs';

/** @typedef {import('./wasm.mjs').Bench} Bench */

const SIZES = [100, 10_000];
/** Different page changes: enough for a p99 that is not the one worst. */
const CHANGES = 500;
/** Looking at every nudge takes long; fewer changes tell its median. */
const NAIVE_CHANGES = 100;
/** A change is repeated until the clock's own step (below 0.1 µs here) is below a percent. */
const BATCH_US = 20;
const WARM_UP_MS = 300;
/** Every change is timed so often and its median taken: what else the machine did in between drops out. */
const ROUNDS = 5;

const now = () => performance.now() * 1000;

/** Runs long enough for V8 to compile everything that will be timed. @param {(change: number) => unknown} run */
function warmUp(run) {
  const end = performance.now() + WARM_UP_MS;
  for (let change = 0; performance.now() < end; change = (change + 1) % CHANGES) run(change);
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

/** Per change, what a call takes beyond the call itself. @param {Bench} bench @param {(change: number) => unknown} run @param {number} changes */
function perChange(bench, run, changes) {
  const nothing = (/** @type {number} */ change) => bench.nothing(change);
  warmUp(run);
  warmUp(nothing);
  const every = Array.from({ length: changes }, (_, change) => change);
  const empty = median(every.map((change) => timed(nothing, change)));
  return every.map(
    (change) => median(Array.from({ length: ROUNDS }, () => timed(run, change))) - empty,
  );
}

/** Whole steps; each needs its own ledger, so they are timed one by one. @param {Bench} bench */
function decisions(bench) {
  const envelopes = Array.from({ length: CHANGES }, (_, change) => bench.envelope(change));
  /** @param {number} change */
  const once = (change) => {
    bench.rewind(change);
    const start = now();
    const decided = bench.decide(envelopes[change]);
    return { took: now() - start, decided };
  };
  warmUp(once);
  let moments = 0;
  const took = envelopes.map((_, change) => {
    const runs = Array.from({ length: ROUNDS }, () => once(change));
    if (JSON.parse(runs[0].decided).reply.moment) moments += 1;
    return median(runs.map((run) => run.took));
  });
  return { took, moments };
}

/** @returns {Promise<import('./figures.mjs').Found>} */
export async function measureEngine() {
  const { Bench } = await engine();
  const figures = [];
  const notes = [
    `WASM as the worker's (profile wasm, wasm-opt -Oz), in the V8 of Node ${process.version} (${process.versions.v8}); ` +
      `${CHANGES} generated changes, each the median of ${ROUNDS} rounds of ${BATCH_US} µs or more, less the cost of an empty call.`,
  ];
  for (const size of SIZES) {
    const bench = new Bench(size, CHANGES, SEED);
    const candidates = Array.from({ length: CHANGES }, (_, change) => bench.match_indexed(change));
    candidates.forEach((found, change) => {
      const naive = bench.match_naive(change);
      if (found !== naive)
        throw new Error(
          `change ${change} of ${size}: the index finds ${found}, every nudge asked ${naive}`,
        );
    });
    const indexed = perChange(bench, (change) => bench.match_indexed(change), CHANGES);
    const naive = perChange(bench, (change) => bench.match_naive(change), NAIVE_CHANGES);
    const decided = decisions(bench);
    bench.free();
    if (decided.moments === 0) throw new Error(`no change of ${size} nudges led to a moment`);

    const peer = { name: 'every nudge asked', value: median(naive) };
    figures.push(figure(`match_wasm_${size}_p50_us`, median(indexed), 'µs', peer));
    if (size === Math.max(...SIZES)) {
      const slow = { name: peer.name, value: quantile(naive, 0.99) };
      figures.push(figure(`match_wasm_${size}_p99_us`, quantile(indexed, 0.99), 'µs', slow));
    }
    figures.push(figure(`decide_wasm_${size}_p50_us`, median(decided.took), 'µs', peer));
    const mean = candidates.reduce((sum, found) => sum + found, 0) / CHANGES;
    notes.push(
      `${size} nudges: ${mean.toFixed(1)} candidates a change; ${decided.moments} of ${CHANGES} whole steps led to a moment.`,
    );
  }
  notes.push(
    'decide: one step of a reading that follows a save, JSON in, reply and receipt as JSON out; its peer is matching alone by asking every nudge.',
  );
  return { figures, notes };
}
