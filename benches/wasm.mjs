// The measured engine: cuecard-bench, built and shrunk as the worker's core is, in Node's V8.
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../target/wasm/bench/', import.meta.url);

/** The same content and the same page changes in every run. */
export const SEED = 1;

/**
 * @typedef {object} Bench
 * @property {(change: number) => number} nothing
 * @property {(change: number) => number} match_indexed
 * @property {(change: number) => number} match_naive
 * @property {(change: number) => string[]} found_indexed
 * @property {(change: number) => string[]} found_naive
 * @property {(change: number) => string} envelope
 * @property {(change: number) => void} rewind
 * @property {(envelope: string) => string} decide
 * @property {() => string} rules_json
 * @property {(change: number) => string} facts_json
 * @property {() => void} free
 */
/**
 * @typedef {object} Engine
 * @property {new (nudges: number, changes: number, seed: number) => Bench} Bench
 * @property {new (content: string) => { work(changes: number, seed: number): number }} OpenedContent
 * @property {(nudges: number, seed: number) => string} content_json
 * @property {(seed: number, now: number, today: number) => string} ledger_json
 * @property {() => string[]} record_address
 */

let instances = 0;

/** A fresh instance, and the memory that is its own. */
export async function instance() {
  instances += 1;
  // The glue holds one instance; under another address it is loaded anew.
  const glue = await import(new URL(`cuecard_bench.js?instance=${instances}`, FOLDER).href);
  const { memory } = glue.initSync({
    module: readFileSync(new URL('cuecard_bench_bg.wasm', FOLDER)),
  });
  return {
    engine: /** @type {Engine} */ (glue),
    memory: /** @type {WebAssembly.Memory} */ (memory),
  };
}

/** A fresh instance. */
export const engine = async () => (await instance()).engine;
