// A PostgreSQL cluster for one bench: its own folder, its own socket, flushes as in earnest.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root. */
const UNPRIVILEGED = 'nobody';
const START_LIMIT_MS = 30_000;
const ASK_AGAIN_MS = 100;

/** Where the server's own programs are; Debian keeps them off the path. */
function programs() {
  const folders = [
    process.env.CUECARD_POSTGRES ?? '',
    ...(existsSync(DEBIAN)
      ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin'))
      : []),
    ...(process.env.PATH ?? '').split(':'),
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (!found) throw new Error('PostgreSQL is missing: install it (Debian: postgresql).');
  return found;
}

/** Starts one in a new folder of that name. @param {string} folder */
export async function startPostgres(folder) {
  const bin = programs();
  mkdirSync(folder);
  const root = userInfo().uid === 0;
  const as = root ? ['--reuid', UNPRIVILEGED, '--regid', 'nogroup', '--clear-groups'] : [];
  if (root) {
    const [user, group] = execFileSync('sh', [
      '-c',
      `id -u ${UNPRIVILEGED}; getent group nogroup | cut -d: -f3`,
    ])
      .toString()
      .trim()
      .split('\n')
      .map(Number);
    chownSync(folder, user, group);
    // It has to get there.
    chmodSync(dirname(folder), 0o711);
  }
  /** @param {string} program @param {string[]} args @returns {[string, string[]]} */
  const command = (program, args) =>
    root ? ['setpriv', [...as, join(bin, program), ...args]] : [join(bin, program), args];
  const data = join(folder, 'cluster');
  const quiet = /** @type {const} */ ({ stdio: 'ignore', cwd: '/' });
  execFileSync(
    ...command('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8']),
    quiet,
  );
  const server = spawn(
    ...command('postgres', ['-D', data, '-k', folder, '-c', 'listen_addresses=']),
    quiet,
  );
  const ended = new Promise((resolve) => server.once('close', resolve));
  const ask = (/** @type {string} */ query) =>
    execFileSync('psql', ['-h', folder, '-U', 'postgres', '-AtF', ' ', '-c', query], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  const limit = Date.now() + START_LIMIT_MS;
  for (;;) {
    try {
      ask('SELECT 1');
      break;
    } catch (error) {
      if (Date.now() > limit || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    ask,
    async stop() {
      server.kill('SIGINT');
      await ended;
    },
  };
}
