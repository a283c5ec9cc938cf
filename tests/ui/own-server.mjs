// `cuecard serve` on an organisation's repository, as an administrator starts it.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { COMMAND, PASSPHRASE, TEAM } from './organisation.mjs';

const TOKEN = 'a-publishing-token';
/** Where it says that it listens. */
const LISTENS = 'Cuecard listens on ';

/**
 * Starts one that has the root and the online key of the organisation, and publishes there what is signed.
 * @param {import('./organisation.mjs').Organisation} organisation
 */
export async function ownServer(organisation) {
  const folder = join(organisation.folder, 'server');
  mkdirSync(join(folder, 'signed'), { recursive: true });
  copyFileSync(join(organisation.folder, 'root.json'), join(folder, 'signed/root.json'));
  writeFileSync(join(folder, 'token'), TOKEN);
  const words = ['serve', '--listen', '127.0.0.1:0', '--database', 'cuecard.sqlite'];
  const child = spawn(COMMAND, [...words, '--repository', 'signed'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      CUECARD_PASSPHRASE: PASSPHRASE,
      CUECARD_ONLINE_KEY_FILE: join(organisation.folder, 'keys/online.key.pem'),
      CUECARD_PUBLISH_TOKEN: TOKEN,
    },
  });
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = line.startsWith(LISTENS) ? line.slice(LISTENS.length) : '';
    if (url) break;
  }
  if (!url) throw new Error('the server did not say where it listens');
  const publish = () => organisation.does('publish', '--to', url, '--token-file', 'server/token');
  publish();
  const { root } = organisation.membership;
  return {
    publish,
    url,
    membership: { repository: `${url}/repository/`, root, team: TEAM },
    stop: () => void child.kill(),
  };
}
