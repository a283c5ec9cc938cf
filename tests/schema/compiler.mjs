/** The `cuecard` command, asked about one adapter. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CUECARD = process.env.CUECARD ?? path.join(ROOT, 'target/debug/cuecard');

/** @param {string[]} parameters */
export function cuecard(...parameters) {
  const { error, status, stdout, stderr } = spawnSync(CUECARD, parameters, { encoding: 'utf8' });
  if (error) throw error;
  return { status, stdout, stderr };
}

/**
 * What the compiler says about an adapter that is called `desk` and stands alone.
 * @param {unknown} adapter
 * @returns {string} nothing if it is right
 */
export function complaints(adapter) {
  const folder = mkdtempSync(path.join(tmpdir(), 'cuecard-schema-'));
  try {
    mkdirSync(path.join(folder, 'content/adapters'), { recursive: true });
    const text = stringify(adapter, { aliasDuplicateObjects: false });
    writeFileSync(path.join(folder, 'content/adapters/desk.yaml'), text);
    const out = path.join(folder, 'content.json');
    const { status, stderr } = cuecard('compile', path.join(folder, 'content'), '--out', out);
    if (status === 0) return '';
    // Anything else than a complaint about this file means that it was not even read.
    if (status !== 1 || !stderr.includes('adapters/desk.yaml:')) throw new Error(stderr);
    return stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
