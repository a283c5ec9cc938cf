// The folder of built pages that the tests look at.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A new folder that goes when the tests end. */
export function temporary() {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-ui-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A folder with `ui/`, `_locales/` and `icons/` as the extension has them.
 * @returns {string}
 */
export function builtFolder() {
  const folder = process.env.CUECARD_EXTENSION ?? join(ROOT, 'target', 'extension');
  if (!existsSync(join(folder, 'ui')))
    throw new Error(`${folder} is missing: run ./build.sh build`);
  return folder;
}
