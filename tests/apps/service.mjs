/** Real applications: installed by their script, started on a fresh copy of their seeded data, stopped for good. */
import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** On two busy cores Redmine takes some 10 s until it answers. */
const START_LIMIT_MS = 60_000;
/** Both end within a second when asked to; whoever does not is ended. */
const STOP_LIMIT_MS = 10_000;
const LOOK_EVERY_MS = 100;
/** The last words of an application that did not start, enough for a stack trace. */
const LAST_WORDS = 4000;

/**
 * @typedef {object} Person
 * @property {string} login
 * @property {string} name  as the application shows it
 * @property {string} password
 */
/** @typedef {'me' | 'colleague'} Who */
/** @typedef {'en' | 'en-GB' | 'de' | 'fr'} Language */
/**
 * @typedef {object} Wish
 * @property {string} folder  where install.sh put the application
 * @property {number} [port]
 * @property {string} [address]  what people type, where something stands before the application (front.mjs)
 * @property {Language} [language]  of me, `en` unless told; the colleague's is `en`
 * @property {Record<string, string>} [environment]  for the server, e.g. a clock's
 */
/**
 * @typedef {object} App
 * @property {string} url  as people type it, without a slash at its end
 * @property {string} server  where it listens
 * @property {Record<Who, Person>} people
 * @property {(page: import('playwright-core').Page, who: Who) => Promise<void>} signIn
 * @property {(who: Who, language: Language) => Promise<void>} speak  sets the language, by the person's own preferences
 * @property {(who: Who) => Promise<import('./session.mjs').Session>} session  signed in, without a browser
 * @property {() => Promise<void>} stop
 */

/** What both applications are seeded with. */
export const SEED = JSON.parse(
  readFileSync(fileURLToPath(new URL('./tickets.json', import.meta.url)), 'utf8'),
);

/** @type {Record<Who, Person>} */
export const PEOPLE = { me: person('me'), colleague: person('colleague') };

/** @param {Who} who */
function person(who) {
  const { login, firstName, lastName, password } = SEED.people[who];
  return { login, name: `${firstName} ${lastName}`, password };
}

/**
 * Installs an application if it is not there yet.
 * @param {'trac' | 'redmine'} app
 * @param {string} folder
 */
export async function install(app, folder) {
  const script = fileURLToPath(new URL(`./${app}/install.sh`, import.meta.url));
  await promisify(execFile)('bash', [script, folder]);
}

/**
 * A copy of an application's template, for one start.
 * @param {string} folder
 * @param {'trac' | 'redmine'} app
 */
export function copyTemplate(folder, app) {
  const home = path.resolve(folder, app);
  if (!existsSync(path.join(home, 'stamp'))) {
    throw new Error(`${app} is not in ${folder}. Run: tests/apps/${app}/install.sh ${folder}`);
  }
  mkdirSync(path.join(home, 'runs'), { recursive: true });
  const copy = mkdtempSync(path.join(home, 'runs', 'run-'));
  cpSync(path.join(home, 'template'), copy, { recursive: true });
  return { home, copy };
}

/** @returns {Promise<number>} a port that nobody listens on */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('not a TCP port');
      server.close(() => resolve(address.port));
    });
  });
}

/**
 * Runs a server until it answers, and hands back how to stop it and throw its data away.
 * @param {{ command: string, args: string[], environment: Record<string, string>, folder: string, cwd?: string,
 *   url: string }} server
 */
export async function serve({ command, args, environment, folder, cwd = folder, url }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  /** @type {Error | undefined} */
  let trouble;
  const hear = (/** @type {Buffer} */ bytes) => {
    said = (said + bytes).slice(-LAST_WORDS);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      trouble = error;
      resolve(error);
    });
    child.once('exit', resolve);
  });
  // A test that fails for good must not leave a server behind.
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const running = () => !trouble && child.exitCode === null && child.signalCode === null;

  async function stop() {
    if (running()) {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await ended;
      clearTimeout(force);
    }
    process.off('exit', endWithUs);
    rmSync(folder, { recursive: true, force: true });
  }

  const end = Date.now() + START_LIMIT_MS;
  while (!(await answers(url))) {
    if (running() && Date.now() < end) {
      await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
      continue;
    }
    await stop();
    throw new Error(`${command} does not answer at ${url}. ${trouble ?? ''}\n${said}`);
  }
  return { stop };
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url, { redirect: 'manual' })).status < 500;
  } catch {
    return false;
  }
}
