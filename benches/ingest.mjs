// Accepted reports per second: the real `cuecard serve` on SQLite and on PostgreSQL, beside a handler of the same
// framework that stores nothing, under the same load and in turns.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { endingAll } from './ends.mjs';
import { figure, median } from './figures.mjs';
import { startPostgres } from './postgres.mjs';

const TARGET = fileURLToPath(new URL('../target/', import.meta.url));
const LOAD = fileURLToPath(new URL('reports.lua', import.meta.url));
/** Every browser has a connection of its own: about as many as a process may have open where nobody raised the limit. */
const CONNECTIONS = 960;
/** What fewer browsers come to is told beside it: fewer reports share a flush. */
const FEWER_CONNECTIONS = 256;
const SECONDS = 2;
const ROUNDS = 5;
/** Two processors: more threads of the load tool would only take turns with the server's. */
const THREADS = 2;
/** Reports whose every answer is read: the load tool throws away what is on its way when it stops. */
const COUNTED = 2_000;
const COUNTED_CONNECTIONS = 64;
/** Flushes that tell how fast this disk is. */
const FLUSHES = 40;
const START_LIMIT_MS = 15_000;
/** Of the ids that wait for their place side by side. */
const ID_BYTES = 16;
const SECRET = 'bench-bench-bench-bench';

const run = promisify(execFile);

/**
 * What one server took: reports a second by how many connections, and all that it answered with 200.
 * @typedef {{ rates: Map<number, number[]>, answers: number }} Measured
 */

/** @returns {Measured} */
const unmeasured = () => ({
  rates: new Map([CONNECTIONS, FEWER_CONNECTIONS].map((connections) => [connections, []])),
  answers: 0,
});

export const measureIngest = () => endingAll(measure);

/** @param {(end: () => unknown) => void} later @returns {Promise<import('./figures.mjs').Found>} */
async function measure(later) {
  // Not in the system's temporary folder: that may be memory, where a flush costs nothing.
  mkdirSync(TARGET, { recursive: true });
  const folder = mkdtempSync(join(TARGET, 'bench-ingest-'));
  const secretFile = join(folder, 'secret');
  const flush = flushTime(join(folder, 'flushed'));
  writeFileSync(secretFile, SECRET, { mode: 0o600 });
  later(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'cuecard.sqlite');
  const sqlite = (/** @type {string} */ query) =>
    execFileSync('sqlite3', ['-readonly', '-separator', ' ', file, query], { encoding: 'utf8' });
  const postgres = await startPostgres(join(folder, 'postgres'));
  later(postgres.stop);
  const stores = await Promise.all([
    open('ingest_sqlite_per_s', file, sqlite),
    open('ingest_postgres_per_s', postgres.url, postgres.ask),
  ]);
  const noop = await start(join(TARGET, 'release/examples/noop'), ['0']);
  later(noop.stop);

  /** @param {string} name @param {string} database @param {(query: string) => string} ask */
  async function open(name, database, ask) {
    const server = await start(join(TARGET, 'release/cuecard'), [
      'serve',
      ...['--listen', '127.0.0.1:0'],
      ...['--database', database],
      ...['--secret-file', secretFile],
      // What is measured is how many it can take.
      ...['--reports-per-second', '0'],
    ]);
    later(server.stop);
    return { name, url: server.url, ask, ...unmeasured() };
  }

  const peerless = { url: noop.url, ...unmeasured() };
  let number = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const server of [...stores, peerless]) {
      for (const [connections, rates] of server.rates) {
        number += 1;
        const loaded = await load(server.url, number, connections);
        server.answers += loaded.accepted;
        rates.push(loaded.perSecond);
      }
    }
  }
  const rate = (/** @type {Measured} */ { rates }, /** @type {number} */ connections) =>
    Math.round(median(rates.get(connections) ?? []));
  const peer = { name: 'no-op handler', value: rate(peerless, CONNECTIONS) };
  const figures = [];
  const notes = [
    `Release build, wrk with ${THREADS} threads and ${CONNECTIONS} connections on the same machine, ${ROUNDS} × ${SECONDS} s each in turns, medians; a flush of this disk takes ${flush.toFixed(1)} ms.`,
  ];
  for (const store of stores) {
    const unread = await countsExactly(store);
    figures.push(figure(store.name, rate(store, CONNECTIONS), '1/s', peer));
    const [few, peers] = [rate(store, FEWER_CONNECTIONS), rate(peerless, FEWER_CONNECTIONS)];
    notes.push(
      `${store.name}: with ${FEWER_CONNECTIONS} connections ${few}, the no-op handler ${peers}: ${((100 * few) / peers).toFixed(1)} %.`,
      `${store.name}: rows stored: ${store.answers} answered with 200 and ${unread} whose answer was on its way when wrk stopped; of ${COUNTED} more, all answers read, all stored once.`,
    );
  }
  return { figures, notes };
}

/**
 * Whether all that was answered with 200 is stored, once; how many more are, whose answer nobody read.
 * @param {{ url: string, ask: (query: string) => string, answers: number }} store
 */
async function countsExactly({ url, ask, answers }) {
  const under = rows(ask);
  const unread = under - answers;
  // Each connection may lose the one answer that was on its way when the tool stopped.
  if (unread < 0 || unread > ROUNDS * (CONNECTIONS + FEWER_CONNECTIONS))
    throw new Error(`${answers} reports answered with 200, but ${under} are stored`);
  const read = await deliver(url);
  const more = rows(ask) - under;
  if (read !== COUNTED || more !== read)
    throw new Error(`${read} of ${COUNTED} answered with 200, but ${more} stored`);
  return unread;
}

/** Milliseconds that this disk takes to flush a page: no transaction is faster. @param {string} file */
function flushTime(file) {
  const page = Buffer.alloc(4096, 1);
  const open = openSync(file, 'w');
  const took = Array.from({ length: FLUSHES }, () => {
    const start = performance.now();
    writeSync(open, page);
    fdatasyncSync(open);
    return performance.now() - start;
  });
  closeSync(open);
  return median(took);
}

/** Starts a server; it says where it listens. @param {string} program @param {string[]} args */
async function start(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const stubborn = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
    await ended;
    clearTimeout(stubborn);
  };
  /** @type {Promise<string>} */
  const listening = new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`${program} does not say where it listens`)),
      START_LIMIT_MS,
    );
    let said = '';
    const hear = (/** @type {Buffer} */ bytes) => {
      said += bytes;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (!url) return;
      clearTimeout(limit);
      said = '';
      resolve(url[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
  try {
    return { url: await listening, stop };
  } catch (error) {
    if (child.pid !== undefined) await stop();
    throw error;
  }
}

/**
 * Puts load on a server.
 * @param {string} url @param {number} number of this run: its ids are in no other @param {number} connections
 */
async function load(url, number, connections) {
  const tool = [
    `-t${THREADS}`,
    `-c${connections}`,
    `-d${SECONDS}s`,
    '-s',
    LOAD,
    url,
    '--',
    week(),
    SECRET,
    String(number + 1),
  ];
  const { stdout } = await run('wrk', tool);
  const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  if (said.refused > 0 || said.broken > 0)
    throw new Error(`${url} refused ${said.refused} reports, ${said.broken} broke off`);
  return { accepted: said.answers, perSecond: said.answers / (said.microseconds / 1e6) };
}

/** The ISO week of today, UTC, as reports name it. */
function week() {
  const day = new Date();
  // The week belongs to the year of its Thursday.
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const first = Date.UTC(day.getUTCFullYear(), 0, 1);
  const number = Math.floor((day.getTime() - first) / (7 * 24 * 60 * 60 * 1000)) + 1;
  return `${day.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
}

/** What the database holds: ids, which must be as many as counts. @param {(query: string) => string} ask */
function rows(ask) {
  const known = '(SELECT count(*) FROM known_ids)';
  const recent = `(SELECT coalesce(sum(length(ids)), 0) / ${ID_BYTES} FROM recent_ids)`;
  const query = `SELECT ${known} + ${recent}, (SELECT coalesce(sum(reports), 0) FROM totals)`;
  const [ids, counts] = ask(query).trim().split(' ').map(Number);
  if (ids !== counts) throw new Error(`${ids} ids are stored, but ${counts} reports counted`);
  return ids;
}

/** Delivers some reports and reads every answer. @param {string} url @returns {Promise<number>} how many were accepted */
async function deliver(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: COUNTED_CONNECTIONS });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${SECRET}` };
  const body = JSON.stringify({
    version: 1,
    kind: 'entry',
    pack: 'opportunity-management',
    nudge: 'pricing-objection',
    content: '0123456789abcdef',
    arm: 'shown',
    week: week(),
  });
  /** @returns {Promise<boolean>} */
  const one = () =>
    new Promise((resolve, reject) => {
      const id = randomBytes(16).toString('hex');
      const put = request(
        `${url}/v1/reports/${id}`,
        { method: 'PUT', agent, headers },
        (answer) => {
          answer.resume().once('end', () => resolve(answer.statusCode === 200));
        },
      );
      put.once('error', reject).end(body);
    });
  const accepted = await Promise.all(Array.from({ length: COUNTED }, one));
  agent.destroy();
  return accepted.filter(Boolean).length;
}
