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
 * @property {(change: number) => string} envelope
 * @property {(change: number) => void} rewind
 * @property {(envelope: string) => string} decide
 * @property {() => void} free
 */
/** @typedef {{ Bench: new (nudges: number, changes: number, seed: number) => Bench, content_json(nudges: number, seed: number): string }} Engine */

/** A fresh instance. @returns {Promise<Engine>} */
export async function engine() {
  const glue = await import(new URL('cuecard_bench.js', FOLDER).href);
  glue.initSync({ module: readFileSync(new URL('cuecard_bench_bg.wasm', FOLDER)) });
  return glue;
}
