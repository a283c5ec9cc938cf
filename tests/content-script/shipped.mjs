// The content script as it ships: without comments and indentation, otherwise as written.

import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The files in the order in which the extension injects them. */
export const FILES = [
  'flat-tree.js',
  'find.js',
  'read.js',
  'fetch.js',
  'watch.js',
  'room.js',
  'follow.js',
  'obstacles.js',
  'stand.js',
  'steady.js',
  'holder.js',
  'frame.js',
  'boot.js',
];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = 'extension/content-script';
// As `assemble` in build.sh calls it.
const OPTIONS = [
  ...['--ignoreConfig', '--allowJs', '--noCheck', '--removeComments', '--target', 'esnext'],
  ...['--module', 'preserve', '--moduleDetection', 'legacy', '--noResolve', '--rootDir', SOURCE],
];

/** Writes the files into a folder. @param {string} folder */
export async function ship(folder) {
  const files = FILES.map((name) => `${SOURCE}/${name}`);
  const command = ['node_modules/.bin/tsc', ...OPTIONS, '--outDir', folder, ...files];
  await promisify(execFile)(process.execPath, command, { cwd: ROOT });
  for (const name of FILES) {
    const file = join(folder, name);
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^ +/gm, ''));
  }
}
