// The folder of built pages that the tests look at: the one that is given, else one built here.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What rustc emits for this target; "all features" would emit what browsers do not read yet. */
const FEATURES = [
  '--enable-bulk-memory',
  '--enable-multivalue',
  '--enable-mutable-globals',
  '--enable-nontrapping-float-to-int',
  '--enable-reference-types',
  '--enable-sign-ext',
];

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
  return process.env.CUECARD_EXTENSION ?? build();
}

function build() {
  const run = (/** @type {string} */ program, /** @type {string[]} */ values) =>
    execFileSync(program, values, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
  const wasm = 'wasm32-unknown-unknown';
  const folder = temporary();
  const pages = join(folder, 'ui');
  run('cargo', ['build', '-q', '-p', 'cuecard-ui', '--profile', 'wasm', '--target', wasm]);
  const module = join(target, wasm, 'wasm', 'cuecard_ui.wasm');
  run('cargo', ['run', '-q', '-p', 'cuecard-bindgen', '--', module, pages, 'cuecard_ui']);
  const bound = join(pages, 'cuecard_ui_bg.wasm');
  run('npx', ['--no-install', 'wasm-opt', '-Oz', ...FEATURES, bound, '-o', bound]);
  cpSync(join(ROOT, 'extension/ui/pages'), pages, { recursive: true });
  for (const part of ['_locales', 'icons']) {
    cpSync(join(ROOT, 'extension', part), join(folder, part), { recursive: true });
  }
  console.log(
    `cuecard_ui_bg.wasm: ${gzipSync(readFileSync(bound), { level: 9 }).length} bytes gzip`,
  );
  return folder;
}
