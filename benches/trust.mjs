// The verifier of signed repositories, in the WebAssembly that a browser would load, beside tuf-js in the same V8.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { figure, median } from './figures.mjs';

const MAKE = fileURLToPath(new URL('../target/release/examples/trust', import.meta.url));
const FOLDER = new URL('../target/wasm/bench-trust/', import.meta.url);
const WASM = new URL('cuecard_bench_trust_bg.wasm', FOLDER);
/** What a module has without it. */
const GROUND = new URL('../bench-trust-ground/cuecard_bench_trust_bg.wasm', FOLDER);
const ROUNDS = 11;
/** The targets. */
const MOST_MS = 50;
const MOST_BYTES = 45 * 1024;
/** Beside `targets`, the authors and one team: what one browser reads. */
const OWN = ['authors', 'team-7'];
const BEST_GZIP = 9;
/** One target of each of the 200 teams, so that tuf-js reads every role. */
const TEAMS = 200;
/** The status of HTTP. */
const NOT_THERE = 404;

/**
 * @typedef {object} Visit
 * @property {() => string | undefined} wants
 * @property {(bytes?: Uint8Array) => void} give
 * @property {() => number} targets
 * @property {() => void} free
 */

/** Files by their paths. @param {string} folder @returns {Map<string, Buffer>} */
function filesOf(folder) {
  const names = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}

/** @param {{ Visit: new (root: Uint8Array, now: number, roles: string[]) => Visit }} glue @param {Map<string, Buffer>} files @param {string[]} roles */
function ours(glue, files, roles) {
  const root = /** @type {Buffer} */ (files.get('metadata/1.root.json'));
  const visit = new glue.Visit(root, Date.now() / 1000, roles);
  for (let path = visit.wants(); path !== undefined; path = visit.wants())
    visit.give(files.get(path));
  const targets = visit.targets();
  visit.free();
  return targets;
}

/** What tuf-js reads from: the same files in memory. @param {any} tuf @param {Map<string, Buffer>} files */
function fetcherOf(tuf, files) {
  /** @param {string} url */
  const bytes = (url) => {
    const found = files.get(url.replace('https://repository/', ''));
    if (found) return found;
    // As a server answers: it then knows that there is no newer root.
    throw new tuf.DownloadHTTPError(`there is no ${url}`, NOT_THERE);
  };
  return {
    downloadBytes: async (/** @type {string} */ url) => bytes(url),
    downloadFile: async () => {
      throw new Error('no target is fetched');
    },
  };
}

/** @param {any} tuf @param {Map<string, Buffer>} files */
async function theirs(tuf, files) {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-bench-tuf-js-'));
  try {
    writeFileSync(
      join(folder, 'root.json'),
      /** @type {Buffer} */ (files.get('metadata/1.root.json')),
    );
    const start = performance.now();
    const updater = new tuf.Updater({
      metadataDir: folder,
      metadataBaseUrl: 'https://repository/metadata',
      fetcher: fetcherOf(tuf, files),
      config: { maxDelegations: 2 * TEAMS },
    });
    await updater.refresh();
    let found = 0;
    for (let team = 0; team < TEAMS; team += 1)
      found += (await updater.getTargetInfo(`teams/${team}/cosigns.json`)) ? 1 : 0;
    found += (await updater.getTargetInfo('packs/7.json')) ? 1 : 0;
    const took = performance.now() - start;
    if (found !== TEAMS + 1) throw new Error(`tuf-js found ${found} targets`);
    return took;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes as they travel. @param {URL} file */
const packed = (file) => gzipSync(readFileSync(file), { level: BEST_GZIP }).length;

/** A part of tuf-js. @param {string} file */
const peer = (file) => new URL(`peers/node_modules/tuf-js/dist/${file}`, import.meta.url).href;

/** @returns {Promise<import('./figures.mjs').Found>} */
export async function measureTrust() {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-bench-trust-'));
  try {
    execFileSync(MAKE, [folder]);
    const files = filesOf(folder);
    const glue = await import(new URL('cuecard_bench_trust.js', FOLDER).href);
    glue.initSync({ module: readFileSync(WASM) });
    const tuf = { ...(await import(peer('index.js'))), ...(await import(peer('error.js'))) };
    /** @type {{ all: number[], own: number[], peer: number[] }} */
    const took = { all: [], own: [], peer: [] };
    let targets = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [which, roles] of /** @type {const} */ ([
        ['all', []],
        ['own', OWN],
      ])) {
        const start = performance.now();
        const found = ours(glue, files, [...roles]);
        took[which].push(performance.now() - start);
        if (which === 'all') targets = found;
      }
      took.peer.push(await theirs(tuf, files));
    }
    if (targets < 1000 + TEAMS) throw new Error(`only ${targets} targets were believed`);
    const [all, own, beside] = [took.all, took.own, took.peer].map(median);
    const [alone, ground] = [WASM, GROUND].map(packed);
    return {
      figures: [
        figure('trust_wasm_1000x200_ms', all, 'ms', { name: 'tuf-js', value: beside }),
        figure('trust_wasm_1000x200_ms', all, 'ms', { name: 'target, at most', value: MOST_MS }),
        figure('trust_wasm_own_roles_ms', own, 'ms', { name: 'all roles', value: all }),
        figure('trust_wasm_gzip_bytes', alone - ground, 'B', {
          name: 'target, at most',
          value: MOST_BYTES,
        }),
        figure('trust_wasm_alone_gzip_bytes', alone, 'B', { name: 'without it', value: ground }),
      ],
      notes: [
        `A repository of 1,000 nudges and ${TEAMS} team roles from its first root on, files in memory, median of ${ROUNDS} turns. All roles, each with its signatures; \`own\` are the roles of one browser (authors and one team). tuf-js reads the same roles, by looking up a target of each, and writes metadata to the disk.`,
        'The size is what the verifier adds to a module that has the allocator and reads and writes JSON, as the one that a browser loads does; and below it the whole of a module that does nothing but verify.',
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
