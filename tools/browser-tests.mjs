// Runs test files three at a time, and those in which something failed once more, each alone: browsers on
// two cores make each other late, and that is no defect. What fails alone is one.
//   node tools/browser-tests.mjs FILE…
import { resolve } from 'node:path';
import { run } from 'node:test';
import { tap } from 'node:test/reporters';

/** The first time. With two the two cores of a small machine idle for a quarter of it: pages wait, too. */
const LANES = 3;
/** More than these, and something is broken: trying again would only hide how much. */
const MOST_AGAIN = 8;

/** The longest file takes a fifth of it; what takes more stands still. */
const LONGEST_FILE_MS = 900_000;

/** @typedef {AsyncGenerator<import('node:test/reporters').TestEvent, void>} Events */

/** A failure that gets a second look is told, and is none yet. @param {Events} events */
async function* firstLook(events) {
  for await (const text of tap(events)) {
    yield text.replace(/^(\s*)not ok /gm, '$1# failed beside another: ');
  }
}

/**
 * @param {string[]} files @param {number} concurrency @param {(events: Events) => AsyncIterable<string>} report
 * @returns {Promise<string[]>} the files in which something failed
 */
async function failing(files, concurrency, report) {
  /** @type {Set<string>} */
  const failed = new Set();
  const events = run({ files, concurrency, timeout: LONGEST_FILE_MS });
  // A file that ends without a word fails under its own name.
  events.on('test:fail', ({ file, name }) => failed.add(resolve(file ?? name)));
  for await (const text of events.compose(report)) process.stdout.write(text);
  return files.filter((file) => failed.delete(resolve(file))).concat([...failed]);
}

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('Which files? node tools/browser-tests.mjs FILE…\n');
  process.exit(2);
}
const again = await failing(files, LANES, firstLook);
if (again.length > MOST_AGAIN) {
  process.stdout.write(`# ${again.length} files failed: ${again.join(' ')}\n`);
  process.exit(1);
}
/** @type {string[]} */
const broken = [];
for (const file of again) broken.push(...(await failing([file], 1, tap)));
if (again.length > 0) process.stdout.write(`# passed only alone, or not: ${again.join(' ')}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
