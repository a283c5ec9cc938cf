// The real `cuecard serve`, started, killed and started again on the same database.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BINARY =
  process.env.CUECARD_BINARY ??
  fileURLToPath(new URL('../../target/debug/cuecard', import.meta.url));
const START_LIMIT_MS = 15_000;
/** The enrolment secret that everybody of the organisation shares. */
export const SECRET = '5cenes-5cenes-5cenes-5cenes';

/** @param {{ clock?: import("./clock.mjs").Clock, words?: string[] }} [wish] `words`: more arguments */
export async function serve({ clock, words = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-server-'));
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, `${SECRET}\n`, { mode: 0o600 });
  let now = await start('127.0.0.1:0');
  const { host } = new URL(now.url);

  /** @param {string} listen */
  function start(listen) {
    const child = spawn(
      BINARY,
      [
        'serve',
        '--listen',
        listen,
        '--database',
        join(folder, 'cuecard.sqlite'),
        '--secret-file',
        secretFile,
        ...words,
      ],
      { env: { ...process.env, ...clock?.environment }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    return new Promise(
      (
        /** @type {(started: { child: typeof child, url: string, said(): string }) => void} */ resolve,
        reject,
      ) => {
        const limit = setTimeout(() => {
          child.kill('SIGKILL');
          reject(new Error(`the server did not say where it listens:\n${said}`));
        }, START_LIMIT_MS);
        const hear = (/** @type {Buffer} */ bytes) => {
          said += bytes;
          const found = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said);
          if (!found) return;
          clearTimeout(limit);
          resolve({ child, url: found[1], said: () => said });
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.on('error', reject);
        child.on('exit', (code) => {
          clearTimeout(limit);
          reject(new Error(`the server ended with ${code}:\n${said}`));
        });
      },
    );
  }

  /** @param {NodeJS.Signals} signal */
  async function end(signal) {
    const { child } = now;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  return {
    /** Where it listens, after a new start too. */
    url: now.url,
    /** What it wrote for the admin since its last start. */
    log: () => now.said(),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async start() {
      now = await start(host);
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @typedef {Awaited<ReturnType<typeof serve>>} Server */
