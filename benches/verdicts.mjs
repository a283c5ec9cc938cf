// What the weekly job waits for: 10,000 nudges with 52 weekly blocks judged, beside a plain loop in Node.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure, median } from './figures.mjs';

const CUECARD = fileURLToPath(new URL('../target/release/cuecard', import.meta.url));
const PEER = fileURLToPath(new URL('verdicts/plain.mjs', import.meta.url));
const NUDGES = 10_000;
/** The peer is slower by far: it gets so many, and its time is that of as many as ours. */
const PEER_NUDGES = 200;
const WEEKS = 52;
/** People per arm in a week: some hundreds over a trial of sixty days. */
const MOST_PEOPLE = 24;
const ROUNDS = 5;
/** The design's target. */
const MOST_MS = 1000;
/** The figures of both agree so far. */
const PRECISION = 1e-9;
/** Room for the answers. */
const MOST_BYTES = 64 * 1024 * 1024;
const NAMES = /** @type {const} */ (['log_e_up', 'log_e_down', 'midp', 'lower80', 'upper80']);

/** @typedef {{ cases: Record<typeof NAMES[number], number>[] }} Answer */

/** @returns {Promise<import('./figures.mjs').Found>} */
export async function measureVerdicts() {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-bench-verdicts-'));
  try {
    const file = join(folder, 'blocks.json');
    const some = join(folder, 'some.json');
    const all = cases();
    writeFileSync(file, JSON.stringify({ cases: all }));
    writeFileSync(some, JSON.stringify({ cases: all.slice(0, PEER_NUDGES) }));
    /** @type {{ took: number, answer: Answer }[][]} */
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push([
        run(CUECARD, ['verdict', '--blocks', file]),
        run(process.execPath, [PEER, some]),
      ]);
    sameFigures(rounds[0][0].answer, rounds[0][1].answer);
    const [value, plainSome] = [0, 1].map((who) => median(rounds.map((round) => round[who].took)));
    const plain = (plainSome * NUDGES) / PEER_NUDGES;
    return {
      figures: [
        figure('verdicts_10000x52_ms', value, 'ms', { name: 'plain loop in Node', value: plain }),
        figure('verdicts_10000x52_ms', value, 'ms', { name: 'target, at most', value: MOST_MS }),
      ],
      notes: [
        `${NUDGES} nudges with ${WEEKS} blocks of 1 to ${MOST_PEOPLE} people an arm; every figure of each, and its verdict. The whole command, JSON in and out, median of ${ROUNDS} turns; the peer computes the same figures, and no verdict, of ${PEER_NUDGES} of them: its time is multiplied.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Blocks in which a third of the people succeed, always the same ones. */
function cases() {
  let state = 1;
  // Park and Miller's "minimal standard" generator (1988).
  const share = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const arm = () => {
    const people = 1 + Math.floor(share() * MOST_PEOPLE);
    const successes = Array.from({ length: people }, share).filter((drawn) => drawn < 1 / 3).length;
    return [successes, people];
  };
  const blocks = () => Array.from({ length: WEEKS }, () => [...arm(), ...arm()]);
  return Array.from({ length: NUDGES }, () => ({ blocks: blocks() }));
}

/** @param {string} command @param {string[]} options @returns {{ took: number, answer: Answer }} */
function run(command, options) {
  const start = performance.now();
  const said = execFileSync(command, options, { encoding: 'utf8', maxBuffer: MOST_BYTES });
  return { took: performance.now() - start, answer: JSON.parse(said) };
}

/** @param {Answer} ours @param {Answer} theirs */
function sameFigures(ours, theirs) {
  if (ours.cases.length !== NUDGES) throw new Error(`${ours.cases.length} nudges were judged`);
  if (theirs.cases.length !== PEER_NUDGES) throw new Error('the peer left some out');
  for (const [place, one] of theirs.cases.entries())
    for (const name of NAMES)
      if (Math.abs(one[name] - ours.cases[place][name]) > PRECISION)
        throw new Error(`nudge ${place}, ${name}: ${ours.cases[place][name]}, not ${one[name]}`);
}
