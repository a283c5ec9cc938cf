// An organisation's repository that the command itself made, on a server that only serves files.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporary } from './built.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const COMMAND = process.env.CUECARD_COMMAND ?? join(ROOT, 'target', 'debug', 'cuecard');
export const PASSPHRASE = 'three fine words';

export const TEAM = 'sales';
export const PACK = 'opportunity-management';

/** Such an organisation. */
export class Organisation {
  /** One with a published pack, whose nudges `pilots` the team tries. @param {string[]} pilots */
  static async make(pilots) {
    const organisation = new Organisation(temporary());
    organisation.does('org', 'new', 'org', '--name', 'Example');
    organisation.folder = join(organisation.folder, 'org');
    const content = join(ROOT, 'content');
    organisation.does('sign', content, '--pack', PACK, '--key', 'keys/authors.key.pem');
    // Somebody manages the team already.
    const said = organisation.does('key', 'new', 'people/ada', '--who', 'Ada');
    const print = said.split('fingerprint ')[1]?.trim() ?? '';
    organisation.enrol('people/ada.public.json', print);
    organisation.publish();
    for (const nudge of pilots) {
      const of = ['--team', TEAM, '--people', '60', '--key', 'keys/authors.key.pem'];
      organisation.does('pilot', nudge, ...of);
    }
    organisation.publish();
    await organisation.serve();
    return organisation;
  }

  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
    /** Nobody answers. */
    this.isDown = false;
    this.server = createServer((request, response) => this.answer(request, response));
  }

  /** Runs the command in its folder, and gives what it said. @param {string[]} words */
  does(...words) {
    mkdirSync(this.folder, { recursive: true });
    return execFileSync(COMMAND, words, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, CUECARD_PASSPHRASE: PASSPHRASE },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  publish() {
    return this.does('publish', '--static', '--key', 'keys/online.key.pem');
  }

  /** Lets somebody manage the team. @param {string} file @param {string} fingerprint @param {string[]} more */
  enrol(file, fingerprint, ...more) {
    const key = ['--fingerprint', fingerprint, '--key', 'keys/organisation.key.pem'];
    return this.does('org', 'enrol', `team-${TEAM}`, file, ...key, ...more);
  }

  async serve() {
    await new Promise((listening) => {
      this.server.listen(0, '127.0.0.1', () => listening(undefined));
    });
  }

  /** What a person is given to join. */
  get membership() {
    const address = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    const root = readFileSync(join(this.folder, 'root.json'), 'utf8');
    return { repository: `http://127.0.0.1:${address.port}/`, root, team: TEAM };
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  answer(request, response) {
    if (this.isDown) return void request.socket.destroy();
    const path = normalize(
      decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname),
    );
    const file = join(this.folder, 'repository', path);
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (!existsSync(file)) return void response.writeHead(404).end();
    createReadStream(file).pipe(response);
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
