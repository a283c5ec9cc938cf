// A calendar that a scene can set, for real browsers and for the server. See clock/clock.rs.
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('./clock/clock.rs', import.meta.url));
const LIBRARY = fileURLToPath(new URL('../../target/e2e/clock.so', import.meta.url));
const MINUTE = 60;

/**
 * @typedef {object} Clock
 * @property {Record<string, string>} environment  what a program needs to live by this clock
 * @property {(moment: string) => void} setTo  an ISO moment with its offset; running programs follow at once
 * @property {(by: { days?: number, hours?: number, minutes?: number }) => void} move
 * @property {() => Date} now
 * @property {() => void} close
 */

/** @param {{ start: string, timeZone?: string }} wish @returns {Clock} */
export function clock({ start, timeZone = 'America/New_York' }) {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-clock-'));
  const path = join(folder, 'shift');
  const file = openSync(path, 'w+');
  let shift = 0;
  const store = () => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(shift));
    writeSync(file, bytes, 0, 8, 0);
  };
  const setTo = (/** @type {string} */ moment) => {
    const wanted = Date.parse(moment);
    if (Number.isNaN(wanted)) throw new Error(`not a moment: ${moment}`);
    shift = Math.round((wanted - Date.now()) / 1000);
    store();
  };
  setTo(start);
  return {
    environment: { LD_PRELOAD: LIBRARY, CUECARD_CLOCK: path, TZ: timeZone },
    setTo,
    move({ days = 0, hours = 0, minutes = 0 }) {
      shift += ((days * 24 + hours) * 60 + minutes) * MINUTE;
      store();
    },
    now: () => new Date(Date.now() + shift * 1000),
    close() {
      closeSync(file);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Builds the library when it is missing or older than its source (a quarter of a second). */
function build() {
  if (existsSync(LIBRARY) && statSync(LIBRARY).mtimeMs >= statSync(SOURCE).mtimeMs) return;
  mkdirSync(dirname(LIBRARY), { recursive: true });
  execFileSync('rustc', [
    '--edition=2024',
    '--crate-type=cdylib',
    '-O',
    '-Cpanic=abort',
    '-Cstrip=symbols',
    SOURCE,
    '-o',
    LIBRARY,
  ]);
}
