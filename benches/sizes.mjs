// What everybody who installs the extension pays, in gzip bytes, beside the design's targets.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figure } from './figures.mjs';

const EXTENSION = new URL('../target/extension/', import.meta.url);

/** The same limits as in build.sh, which refuses to build more. */
const SIZES = [
  { name: 'content_script_gzip_bytes', place: 'content-script/', ends: '.js', most: 12_288 },
  { name: 'worker_wasm_gzip_bytes', place: 'worker/', ends: '_bg.wasm', most: 184_320 },
  { name: 'card_wasm_gzip_bytes', place: 'ui/', ends: 'card_bg.wasm', most: 122_880 },
  { name: 'desk_wasm_gzip_bytes', place: 'ui/', ends: 'desk_bg.wasm', most: 122_880 },
];

/** @returns {Promise<import('./figures.mjs').Found>} */
export async function measureSizes() {
  const figures = SIZES.map(({ name, place, ends, most }) => {
    const folder = fileURLToPath(new URL(place, EXTENSION));
    const files = readdirSync(folder)
      .filter((file) => file.endsWith(ends))
      .sort();
    if (files.length === 0) throw new Error(`nothing ends with ${ends} in ${folder}`);
    const bytes = Buffer.concat(files.map((file) => readFileSync(folder + file)));
    // The same tool as in build.sh: Node's own zlib comes to other sizes.
    const packed = execFileSync('gzip', ['-9', '-n'], {
      input: bytes,
      maxBuffer: bytes.length + 1024,
    });
    return figure(name, packed.length, 'bytes', {
      name: 'target, at most',
      value: most,
    });
  });
  return { figures, notes: ['gzip -9 of the files in target/extension, the build that ships.'] };
}
