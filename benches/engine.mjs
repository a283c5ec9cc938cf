// Matching and deciding: one page change against so many nudges, in WASM and natively, beside asking every nudge and
// beside other rule engines.
import { figure, median, quantile } from './figures.mjs';
import { MEMORY_NOTE, memoryOf } from './memory.mjs';
import { measureNative } from './native.mjs';
import { measurePeers, PEERS_NOTE } from './peers/peers.mjs';
import { BATCH_US, now, perChange, ROUNDS, warmUp } from './timing.mjs';
import { engine, SEED } from './wasm.mjs';

/** @typedef {import('./wasm.mjs').Bench} Bench */
/** Microseconds per change. @typedef {{ indexed: number[], naive: number[], decided: number[] }} Took */
/** @typedef {{ size: number, wasm: Took, native: Took, peers: Map<string, number>, memory: import("./memory.mjs").Memory }} Measured */

const SIZES = [100, 1_000, 10_000];
/** Different page changes: enough for a p99 that is not the one worst. */
const CHANGES = 500;
/** Looking at every nudge takes long; fewer changes tell its median. */
const NAIVE_CHANGES = 100;
const EVERY = Array.from({ length: CHANGES }, (_, change) => change);
const NAIVE = 'every nudge asked';
const MIB = 2 ** 20;

/** Whole steps; each needs its own ledger, so they are timed one by one. @param {Bench} bench */
function decisions(bench) {
  const envelopes = EVERY.map((change) => bench.envelope(change));
  /** @param {number} change */
  const once = (change) => {
    bench.rewind(change);
    const start = now();
    const answer = bench.decide(envelopes[change]);
    return { took: now() - start, answer };
  };
  warmUp(once, CHANGES);
  const all = EVERY.map((change) => Array.from({ length: ROUNDS }, () => once(change)));
  return {
    took: all.map((runs) => median(runs.map((run) => run.took))),
    answers: all.map(([run]) => run.answer),
  };
}

/** The index, asking every nudge, and the native build must come to the same. @param {number} size @param {string[][][]} found */
function sameFound(size, found) {
  for (const change of EVERY) {
    const [one, ...others] = found.map((names) => names[change].join());
    if (others.some((other) => other !== one))
      throw new Error(`change ${change} of ${size}: ${found.map((names) => `[${names[change]}]`)}`);
  }
}

/** @param {number} size @param {string[]} notes @returns {Promise<Measured>} */
async function measureSize(size, notes) {
  const { Bench } = await engine();
  const bench = new Bench(size, CHANGES, SEED);
  const { found, answers, ...native } = measureNative(size, CHANGES, NAIVE_CHANGES);
  const indexed = EVERY.map((change) => bench.found_indexed(change));
  sameFound(size, [indexed, EVERY.map((change) => bench.found_naive(change)), found]);
  const nothing = (/** @type {number} */ change) => bench.nothing(change);
  const wasm = {
    indexed: perChange((change) => bench.match_indexed(change), nothing, CHANGES),
    naive: perChange((change) => bench.match_naive(change), nothing, NAIVE_CHANGES),
  };
  const decided = decisions(bench);
  const differs = EVERY.find((change) => decided.answers[change] !== answers[change]);
  if (differs !== undefined)
    throw new Error(`change ${differs} of ${size}: decided otherwise natively than in WASM`);
  const moments = answers.filter((answer) => JSON.parse(answer).reply.moment).length;
  if (moments === 0) throw new Error(`no change of ${size} nudges led to a moment`);
  notes.push(
    `${size} nudges: ${(indexed.flat().length / CHANGES).toFixed(1)} candidates a change; ${moments} of ${CHANGES} whole steps led to a moment.`,
  );
  const peers = await measurePeers(bench);
  bench.free();
  return {
    size,
    wasm: { ...wasm, decided: decided.took },
    native,
    peers,
    memory: memoryOf(size),
  };
}

/** Matching in WASM beside each peer. @param {Measured} measured */
const besidePeers = ({ size, wasm, peers }) =>
  [...peers, /** @type {const} */ ([NAIVE, median(wasm.naive)])].map(([name, value]) =>
    figure(`match_wasm_${size}_p50_us`, median(wasm.indexed), 'µs', { name, value }),
  );

/** How much more the most nudges cost than the fewest. @param {Measured[]} all */
function growth(all) {
  const [least, most] = [all[0], all[all.length - 1]];
  const peer = { name: `${least.size} nudges`, value: median(least.wasm.indexed) };
  return figure(`match_wasm_${most.size}_p50_us`, median(most.wasm.indexed), 'µs', peer);
}

/**
 * A time beside asking every nudge: for whole decisions, too, that is matching alone.
 * @param {string} name @param {'p50' | 'p99'} which @param {number[]} took @param {number[]} naive
 */
function besideNaive(name, which, took, naive) {
  const share = which === 'p50' ? 0.5 : 0.99;
  const peer = { name: NAIVE, value: quantile(naive, share) };
  return figure(`${name}_${which}_us`, quantile(took, share), 'µs', peer);
}

/** @param {Measured} measured */
function memory({ size, memory: { engine, peers } }) {
  return [...peers].map(([name, bytes]) =>
    figure(`engine_memory_wasm_${size}_mib`, engine / MIB, 'MiB', { name, value: bytes / MIB }),
  );
}

/** What is the same at another size stands together. @param {Measured[]} all */
function figuresOf(all) {
  const each = (/** @type {(one: Measured) => import('./figures.mjs').Figure} */ of) => all.map(of);
  const builds = /** @type {const} */ (['wasm', 'native']);
  const shares = /** @type {const} */ (['p50', 'p99']);
  return [
    ...all.flatMap(besidePeers),
    growth(all),
    ...each(({ size, wasm }) => besideNaive(`match_wasm_${size}`, 'p99', wasm.indexed, wasm.naive)),
    ...shares.flatMap((which) =>
      each(({ size, native }) =>
        besideNaive(`match_native_${size}`, which, native.indexed, native.naive),
      ),
    ),
    ...builds.flatMap((build) =>
      shares.flatMap((which) =>
        each(({ size, [build]: took }) =>
          besideNaive(`decide_${build}_${size}`, which, took.decided, took.naive),
        ),
      ),
    ),
    ...all.flatMap(memory),
  ];
}

/** @returns {Promise<import('./figures.mjs').Found>} */
export async function measureEngine() {
  const notes = [
    `WASM as the worker's (profile wasm, wasm-opt -Oz), in the V8 of Node ${process.version} (${process.versions.v8}); native: profile release. ` +
      `${CHANGES} generated changes, each the median of ${ROUNDS} rounds of ${BATCH_US} µs or more, less the cost of an empty call.`,
  ];
  const all = [];
  for (const size of SIZES) all.push(await measureSize(size, notes));
  notes.push(
    'decide: one step of a reading that follows a save, JSON in, reply and receipt as JSON out; its peer is matching alone by asking every nudge.',
    'The index, asking every nudge, WASM and native found the same nudges, and both builds decided the same bytes, in every change.',
    PEERS_NOTE,
    MEMORY_NOTE,
  );
  return { figures: figuresOf(all), notes };
}
