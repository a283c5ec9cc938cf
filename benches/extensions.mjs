// Copies of the built extension, each changed in the one thing that a measurement needs.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../target/extension', import.meta.url));
export const DEMO = fileURLToPath(new URL('../target/extension-demo', import.meta.url));
/** A page of the extension that does nothing by itself. */
const BLANK = 'blank.html';

/** A folder for copies, gone after `forget`. */
export function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-bench-extension-'));

  /** @param {string} name @param {(out: string) => void} fill */
  function make(name, fill) {
    const out = join(folder, name);
    mkdirSync(out);
    fill(out);
    writeFileSync(join(out, BLANK), '<!doctype html><title>bench</title>');
    return out;
  }

  return {
    /** A copy with other content. @param {string} name @param {string} from @param {(content: string) => string} change */
    copy: (name, from = BUILT, change = (/** @type {string} */ content) => content) =>
      make(name, (out) => {
        cpSync(from, out, { recursive: true });
        const content = join(out, 'content.json');
        writeFileSync(content, change(readFileSync(content, 'utf8')));
      }),
    /** Lets a copy read these sites at once. @param {string} copy @param {string[]} sites match patterns */
    allow(copy, sites) {
      const file = join(copy, 'manifest.json');
      const manifest = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...manifest, host_permissions: sites }));
    },
    /** An extension whose worker only answers. */
    empty: () =>
      make('empty', (out) => {
        const manifest = {
          manifest_version: 3,
          name: 'Empty',
          version: '1',
          background: { service_worker: 'worker.js', type: 'module' },
        };
        writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest));
        const worker =
          'chrome.runtime.onMessage.addListener((_, __, answer) => { answer({ ok: true }); });\n';
        writeFileSync(join(out, 'worker.js'), worker);
      }),
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The origin of the extension in this folder; Chromium names unpacked extensions by their path. @param {string} folder */
export function originOf(folder) {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  const id = [...hash]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');
  return `chrome-extension://${id}`;
}

/** The blank page of the extension in this folder. @param {string} folder */
export const blankPage = (folder) => `${originOf(folder)}/${BLANK}`;
