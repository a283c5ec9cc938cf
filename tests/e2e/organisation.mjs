// An organisation that publishes: the real command, its keys and its repository, in a folder of its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REPORT_HOST } from '../workplace/server.mjs';

const BINARY =
  process.env.CUECARD_BINARY ??
  fileURLToPath(new URL('../../target/debug/cuecard', import.meta.url));
const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
/** Where browsers find it, in the workplace. */
export const REPOSITORY = `https://${REPORT_HOST}/repository/`;
export const REASON = 'We lose deals when the next step is empty.';

/** @typedef {ReturnType<typeof organisation>} Organisation */

/**
 * An organisation with the team `sales`, whose manager Ada has a key.
 * @param {{ clock: import('./clock.mjs').Clock }} wish lives by this clock
 */
export function organisation({ clock }) {
  const home = mkdtempSync(join(tmpdir(), 'cuecard-organisation-'));
  const folder = join(home, 'acme');
  /** @param {string[]} words */
  const cuecard = (...words) => {
    const timed = words[0] === 'key' ? [] : ['--now', `${clock.now().toISOString().slice(0, 19)}Z`];
    const cwd = words[1] === 'new' && words[0] === 'org' ? home : folder;
    const env = { ...process.env, CUECARD_PASSPHRASE: 'three fine words' };
    return execFileSync(BINARY, [...words, ...timed], {
      cwd,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  };
  const it = {
    folder,
    served: join(folder, 'repository'),
    cuecard,
    root: () => readFileSync(join(folder, 'root.json'), 'utf8'),
    publish: () => cuecard('publish', '--static', '--key', 'keys/online.key.pem'),
    /** @param {string[]} packs @param {string} [content] */
    sign(packs, content = CONTENT) {
      const named = packs.flatMap((pack) => ['--pack', pack]);
      cuecard('sign', content, ...named, '--key', 'keys/authors.key.pem');
      it.publish();
    },
    /** The author opens a nudge's try, and Ada stands by it. @param {string} nudge @param {{ minutes?: number }} [how] */
    live(nudge, { minutes = 6 } = {}) {
      cuecard('pilot', nudge, '--team', 'sales', '--people', '60', '--key', 'keys/authors.key.pem');
      it.publish();
      it.cosign(nudge, minutes);
    },
    /** @param {string} nudge @param {number} minutes */
    cosign(nudge, minutes) {
      const how = ['--minutes', String(minutes), '--reason', REASON, '--key', 'ada.key.pem'];
      cuecard('cosign', 'sales', nudge, ...how);
      it.publish();
    },
    /** Who a browser is told that its person is. */
    member: () => ({ repository: REPOSITORY, root: it.root(), team: 'sales' }),
    forget: () => rmSync(home, { recursive: true, force: true }),
  };
  cuecard('org', 'new', 'acme', '--name', 'Acme');
  const made = cuecard('key', 'new', 'ada', '--who', 'Ada, sales lead');
  // As she reads it out.
  const [, fingerprint = ''] = /fingerprint (.+)/.exec(made) ?? [];
  const compared = ['--fingerprint', fingerprint, '--key', 'keys/organisation.key.pem'];
  cuecard('org', 'enrol', 'team-sales', 'ada.public.json', ...compared);
  it.publish();
  return it;
}
