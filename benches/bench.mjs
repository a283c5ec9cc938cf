// Measures Cuecard: `./build.sh bench [--json FILE] [--only PART,…]`. Every part runs, whatever became of the others;
// one that fails is named, and the exit says so.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureCard } from './card/measure.mjs';
import { measureContent } from './content.mjs';
import { measureEngine } from './engine.mjs';
import { table } from './figures.mjs';
import { measureIngest } from './ingest.mjs';
import { measurePage } from './page/measure.mjs';
import { measurePopup } from './popup.mjs';
import { measureSizes } from './sizes.mjs';
import { measureTrust } from './trust.mjs';
import { measureVerdicts } from './verdicts.mjs';
import { measureWorker } from './worker.mjs';

/** @type {Record<string, () => Promise<import('./figures.mjs').Found>>} */
const PARTS = {
  engine: measureEngine,
  sizes: measureSizes,
  worker: measureWorker,
  card: measureCard,
  popup: measurePopup,
  page: measurePage,
  ingest: measureIngest,
  content: measureContent,
  verdicts: measureVerdicts,
  trust: measureTrust,
};

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(PARTS);
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(
    `There is no part ${unknown.join(', ')}. The parts are ${Object.keys(PARTS).join(', ')}.`,
  );
  process.exit(2);
}

/** @type {import('./figures.mjs').Figure[]} */
const figures = [];
/** @type {string[]} */
const notes = [];
/** @type {string[]} */
const failed = [];
for (const name of wanted) {
  const start = performance.now();
  try {
    const found = await PARTS[name]();
    figures.push(...found.figures);
    notes.push(...found.notes.map((note) => `${name}: ${note}`));
  } catch (error) {
    failed.push(name);
    console.error(`${name} failed: ${error instanceof Error ? error.stack : error}`);
  }
  console.error(`${name}: ${Math.round((performance.now() - start) / 1000)} s`);
}

console.log(`${table(figures)}\n\n${notes.join('\n')}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
if (failed.length > 0) {
  console.error(`Not measured: ${failed.join(', ')}.`);
  process.exit(1);
}
