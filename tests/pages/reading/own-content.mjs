// A copy of the built extension with content of a test's own: the shipped content, changed as the test likes.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXTENSION } from '../../e2e/stage.mjs';

const fromRoot = (/** @type {string} */ path) =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const COMPILER = process.env.CUECARD_BINARY ?? fromRoot('target/debug/cuecard');

/** @param {(content: string) => void} change what differs, in a copy of the folder `content` */
export function extensionWith(change) {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-content-'));
  const forget = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const [content, extension] = [join(folder, 'content'), join(folder, 'extension')];
  try {
    // Without what its packs expect of themselves, as they are shipped.
    const filter = (/** @type {string} */ path) => !/[\\/]packs[\\/][^\\/]+[\\/]tests$/.test(path);
    cpSync(fromRoot('content'), content, { recursive: true, filter });
    change(content);
    cpSync(EXTENSION, extension, { recursive: true });
    execFileSync(COMPILER, ['compile', content, '--out', join(extension, 'content.json')]);
  } catch (error) {
    forget();
    throw error;
  }
  return { extension, forget };
}
