// An organisation of its own, made by the real command: its repository, served as a static host does.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BINARY = process.env.CUECARD_BINARY ?? join(ROOT, 'target/debug/cuecard');
/** Both teams try it; only the managers of `sales` stand by it. */
export const NUDGE = 'slipping-close-date';
const KEY = 'keys/organisation.key.pem';

/** @typedef {Awaited<ReturnType<typeof organisation>>} Organisation */

export async function organisation() {
  const above = mkdtempSync(join(tmpdir(), 'cuecard-organisation-'));
  const folder = join(above, 'org');
  const run = (/** @type {string[]} */ words, cwd = folder) =>
    execFileSync(BINARY, words, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CUECARD_PASSPHRASE: 'three fine words' },
    }).trim();
  const publish = () => run(['publish', '--static', '--key', 'keys/online.key.pem']);
  /** @param {string} name @param {string} team */
  const manager = (name, team) => {
    const said = run(['key', 'new', name, '--who', name]);
    const fingerprint = said.split('fingerprint ')[1];
    const file = `${name}.public.json`;
    run(['org', 'enrol', `team-${team}`, file, '--fingerprint', fingerprint, '--key', KEY]);
  };
  run(['org', 'new', 'org', '--name', 'Acme'], above);
  manager('ada', 'sales');
  manager('bo', 'support');
  const author = ['--key', 'keys/authors.key.pem'];
  run(['sign', join(ROOT, 'content'), '--pack', 'opportunity-management', ...author]);
  publish();
  run(['pilot', NUDGE, '--team', 'sales', '--team', 'support', '--people', '60', ...author]);
  publish();
  const why = ['--reason', 'It matters now.', '--minutes', '6', '--key', 'ada.key.pem'];
  run(['cosign', 'sales', NUDGE, ...why]);
  publish();

  /** How the host behaves, and what was asked of it. */
  const host = {
    isThere: true,
    letsOthersRead: true,
    asked: /** @type {string[]} */ ([]),
    /** Names and values of all that came with the requests. */
    heard: /** @type {string[]} */ ([]),
    /** @type {(path: string, bytes: Buffer) => Buffer} */
    changes: (_, bytes) => bytes,
  };
  const server = createServer((request, answer) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname);
    host.asked.push(path);
    host.heard.push(...request.rawHeaders);
    const headers = host.letsOthersRead ? { 'Access-Control-Allow-Origin': '*' } : {};
    if (!host.isThere) return void answer.writeHead(503, headers).end();
    try {
      const bytes = readFileSync(join(folder, 'repository', path));
      answer.writeHead(200, headers).end(host.changes(path, bytes));
    } catch {
      answer.writeHead(404, headers).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}/`;
  const root = readFileSync(join(folder, 'root.json'), 'utf8');
  return {
    folder,
    port,
    url,
    host,
    run,
    publish,
    root,
    pin: createHash('sha256').update(root).digest('hex'),
    /** @param {string[]} others */
    link: (...others) =>
      run(['org', 'link', '--team', 'sales', '--repository', url, '--key', KEY, ...others]),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(above, { recursive: true, force: true });
    },
  };
}

/** What a link says, changed, with the signature that it had. @param {string} link @param {string} from @param {string} to */
export function changed(link, from, to) {
  const [scheme, code] = link.split(':');
  const text = Buffer.from(code, 'base64url').toString();
  if (!text.includes(from)) throw new Error(`no ${from} in ${text}`);
  return `${scheme}:${Buffer.from(text.replace(from, to)).toString('base64url')}`;
}
