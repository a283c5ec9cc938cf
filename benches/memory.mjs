// What opened content takes in memory: the engine's own linear memory, beside the heap of other engines with the same
// rules. Each in a process of its own: `node --expose-gc benches/memory.mjs WHAT NUDGES` prints bytes.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PEERS } from './peers/peers.mjs';
import { rulesOf } from './peers/rules.mjs';
import { instance, SEED } from './wasm.mjs';

/** Bytes. @typedef {{ engine: number, peers: Map<string, number> }} Memory */

const ENGINE = 'engine';
const THIS = fileURLToPath(import.meta.url);
/** Enough that all of the content has been used. */
const CHANGES = 50;

export const MEMORY_NOTE =
  "Memory: the engine's linear memory, which never shrinks, after the content was opened from its JSON and used, aids and adapters included; " +
  'the peers: what their heap grew by with the rules alone, after a full collection.';

/** @param {number} size @returns {Memory} */
export function memoryOf(size) {
  const alone = (/** @type {string} */ what) =>
    Number(execFileSync(process.execPath, ['--expose-gc', THIS, what, String(size)]));
  return {
    engine: alone(ENGINE),
    peers: new Map(Object.keys(PEERS).map((name) => [name, alone(name)])),
  };
}

/** @param {number} size */
async function engineBytes(size) {
  const { engine: elsewhere } = await instance();
  const content = elsewhere.content_json(size, SEED);
  const { engine, memory } = await instance();
  const opened = new engine.OpenedContent(content);
  if (opened.work(CHANGES, SEED) === 0) throw new Error('the content was not used');
  return memory.buffer.byteLength;
}

/** @param {string} name @param {number} size */
async function peerBytes(name, size) {
  const { engine } = await instance();
  const bench = new engine.Bench(size, 1, SEED);
  const json = bench.rules_json();
  // Whatever code it loads is there before the first look.
  const { open } = PEERS[name];
  await open(rulesOf('[]'))({});
  const before = heap();
  const ask = open(rulesOf(json));
  const bytes = heap() - before;
  // Still in use, all of it, so that nothing but what the opening left behind was collected.
  await ask({ length: json.length });
  return bytes;
}

function heap() {
  const collect = /** @type {() => void} */ (Reflect.get(globalThis, 'gc'));
  collect();
  return process.memoryUsage().heapUsed;
}

const [, script, what, size] = process.argv;
if (script === THIS)
  console.log(
    what === ENGINE ? await engineBytes(Number(size)) : await peerBytes(what, Number(size)),
  );
