// What an author waits for: 1,000 nudges checked and compiled, beside YAML and schema alone.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure, median } from './figures.mjs';

const CUECARD = fileURLToPath(new URL('../target/release/cuecard', import.meta.url));
const CONTENT = fileURLToPath(new URL('../content/', import.meta.url));
const PEER = fileURLToPath(new URL('content/schema-alone.mjs', import.meta.url));
const NUDGES = 1000;
/** The most that one workflow takes. */
const A_PACK = 7;
const ROUNDS = 9;
/** The design's target for lint and for compile. */
const MOST_MS = 1000;
/** What all of them are made of. */
const MODEL = 'slipping-close-date';
const SPREAD = `${CONTENT}packs/opportunity-management`;

/** @returns {Promise<import('./figures.mjs').Found>} */
export async function measureContent() {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-bench-content-'));
  try {
    const content = write(folder);
    const out = join(folder, 'content.json');
    const schema = join(folder, 'nudge.schema.json');
    execFileSync(CUECARD, ['schema', 'nudge', '--out', schema]);
    /** @type {Record<'lint' | 'compile' | 'peer', number[]>} */
    const took = { lint: [], compile: [], peer: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      took.lint.push(time(CUECARD, ['lint', content]));
      took.compile.push(time(CUECARD, ['compile', content, '--out', out]));
      took.peer.push(time(process.execPath, [PEER, content, schema]));
    }
    const peer = { name: 'yaml and ajv in Node', value: median(took.peer) };
    const target = { name: 'target, at most', value: MOST_MS };
    const figures = /** @type {const} */ (['lint', 'compile']).flatMap((name) => {
      const value = median(took[name]);
      return [
        figure(`${name}_1000_ms`, value, 'ms', peer),
        figure(`${name}_1000_ms`, value, 'ms', target),
      ];
    });
    return {
      figures,
      notes: [
        `${NUDGES} nudges in packs of ${A_PACK}, made from ${MODEL}; the whole command, median of ${ROUNDS} turns. The peer reads the front matters of the same files and validates them by the same grammar's schema, and nothing else.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A content folder with so many nudges. @param {string} folder */
function write(folder) {
  const content = join(folder, 'content');
  for (const part of ['adapters', 'bindings', 'roles'])
    cpSync(join(CONTENT, part), join(content, part), { recursive: true });
  const model = readFileSync(`${SPREAD}/nudges/${MODEL}.md`, 'utf8');
  const described = readFileSync(`${SPREAD}/pack.yaml`, 'utf8').replace(/^languages:.*\n/m, '');
  for (let number = 0; number < NUDGES; number += 1) {
    const pack = `pack-${Math.floor(number / A_PACK)}`;
    const nudges = join(content, 'packs', pack, 'nudges');
    if (number % A_PACK === 0) {
      mkdirSync(nudges, { recursive: true });
      const yaml = described.replace(/^(pack|workflow):.*$/gm, `$1: ${pack}`);
      writeFileSync(join(content, 'packs', pack, 'pack.yaml'), yaml);
    }
    const name = `nudge-${number}`;
    // No two of a pack may come up together.
    const nudge = model
      .replace(`nudge: ${MODEL}`, `nudge: ${name}`)
      .replace('when:\n', `when:\n  amount: { more_than: ${number} }\n`);
    writeFileSync(join(nudges, `${name}.md`), nudge);
  }
  const files = readdirSync(content, { recursive: true, encoding: 'utf8' });
  if (files.filter((file) => file.endsWith('.md')).length < NUDGES)
    throw new Error('too few nudges were written');
  return content;
}

/** Milliseconds of a command that must succeed. @param {string} command @param {string[]} options */
function time(command, options) {
  const start = performance.now();
  execFileSync(command, options, { stdio: 'ignore' });
  return performance.now() - start;
}
