// The server against its own description: schemathesis makes requests of it, right and wrong ones, and every
// answer must be as it says there.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SECRET, serve } from '../e2e/server.mjs';

const SCHEMATHESIS =
  process.env.CUECARD_SCHEMATHESIS ??
  fileURLToPath(new URL('../../target/schemathesis/bin/schemathesis', import.meta.url));
/** Enough for each field to be broken in each way; the same requests every time. */
const EXAMPLES = 100;
const SEED = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The ISO week of today, UTC: which weeks are taken depends on the day, and no schema can say so. */
function thisWeek() {
  const day = new Date();
  // The week belongs to the year of its Thursday.
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const first = Date.UTC(day.getUTCFullYear(), 0, 1);
  const number = Math.floor((day.getTime() - first) / (7 * DAY_MS)) + 1;
  return `${day.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
}

test('every answer is as the description says', async (context) => {
  const server = await serve();
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-description-'));
  context.after(async () => {
    await server.stop();
    server.forget();
    rmSync(folder, { recursive: true, force: true });
  });
  const description = await (await fetch(`${server.url}/v1/openapi.json`)).json();
  const schemas = Object.values(description.components.schemas);
  for (const { properties } of schemas.filter(({ properties }) => properties?.week))
    properties.week = { enum: [thisWeek()] };
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(description));
  const run = promisify(execFile)(
    SCHEMATHESIS,
    [
      'run',
      file,
      ...['--url', server.url],
      ...['--header', `Authorization: Bearer ${SECRET}`],
      ...['--checks', 'all'],
      ...['--max-examples', String(EXAMPLES)],
      ...['--seed', String(SEED)],
      '--no-color',
    ],
    { cwd: folder, maxBuffer: 10_000_000 },
  );
  const { code, stdout } = await run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error) => ({ code: error.code, stdout: `${error.stdout}${error.stderr}` }),
  );
  assert.equal(code, 0, stdout);
  const tested = /Tested: (\d+)/.exec(stdout)?.[1];
  const operations = Object.values(description.paths).flatMap((path) => Object.keys(path));
  assert.equal(Number(tested), operations.length, stdout);
});
