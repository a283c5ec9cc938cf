// The golden vectors through the built WebAssembly: the same bytes as natively (tests/vectors.rs).
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const EXTENSION =
  process.env.CUECARD_EXTENSION ??
  fileURLToPath(new URL('../../target/extension', import.meta.url));

const glue = await import(pathToFileURL(`${EXTENSION}/worker/cuecard_worker.js`).href);
glue.initSync({ module: readFileSync(`${EXTENSION}/worker/cuecard_worker_bg.wasm`) });

/** @param {string} name */
const read = (name) => readFileSync(`${FOLDER}${name}`, 'utf8');
const content = read('content.json');
const names = readdirSync(FOLDER).flatMap((file) => file.match(/^(.*)\.trace\.json$/)?.[1] ?? []);

test('there are vectors', () => assert.ok(names.length >= 4));
for (const name of names) {
  test(`${name} replays to the byte`, () => {
    assert.equal(glue.replay(content, read(`${name}.trace.json`)), read(`${name}.expected.jsonl`));
  });
}
test('a trace that is none is refused with a reason', () => {
  assert.throws(() => glue.replay(content, '{'), /trace/);
});
