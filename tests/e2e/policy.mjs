// A computer whose administrator set a policy for Chromium: a private view of /etc/chromium, so that no
// other browser on this machine sees it.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHROMIUM = process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium';
/** Where Debian's Chromium looks. */
const PLACE = '/etc/chromium';
/** Whoever is not root becomes root of a view of their own. */
const UNSHARE = ['unshare', process.getuid?.() === 0 ? '-m' : '-rm'];

/** Why there can be no such computer here; empty: there can. */
export function whyNot() {
  const trial = mkdtempSync(join(tmpdir(), 'cuecard-policy-'));
  try {
    const [command, ...words] = [...UNSHARE, 'mount', '--bind', trial, PLACE];
    execFileSync(command, words, { stdio: 'pipe' });
    return '';
  } catch (error) {
    return `no private view of ${PLACE} can be had here: ${error instanceof Error ? error.message : error}`;
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

/** Such a computer; until it is closed, `CUECARD_CHROMIUM` starts its browser. */
export function computer() {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-policy-'));
  const managed = join(folder, 'policies', 'managed');
  mkdirSync(managed, { recursive: true });
  const start = join(folder, 'chromium');
  const bound = `mount --bind '${folder}' '${PLACE}' && exec '${CHROMIUM}' "$@"`;
  writeFileSync(
    start,
    `#!/bin/sh\nexec ${UNSHARE.join(' ')} sh -c "$(cat <<'END'\n${bound}\nEND\n)" sh "$@"\n`,
  );
  chmodSync(start, 0o755);
  const before = process.env.CUECARD_CHROMIUM;
  process.env.CUECARD_CHROMIUM = start;
  const file = join(managed, 'cuecard.json');
  return {
    /** Sets the policy of an extension. @param {string} extension its id @param {object} values */
    set(extension, values) {
      writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [extension]: values } } }));
    },
    remove: () => rmSync(file, { force: true }),
    close() {
      if (before === undefined) delete process.env.CUECARD_CHROMIUM;
      else process.env.CUECARD_CHROMIUM = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
