// What every page pays for the content script.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { FILES, ship } from './shipped.mjs';

/** The design's target, in gzip bytes. */
const MOST = 12_288;

test('the files that ship are small', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'cuecard-size-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await ship(folder);
  assert.deepEqual((await readdir(folder)).toSorted(), FILES.toSorted());
  const files = await Promise.all(FILES.map((name) => readFile(join(folder, name))));
  const bytes = gzipSync(Buffer.concat(files), { level: 9 }).length;
  t.diagnostic(`content script: ${bytes} of ${MOST} bytes, gzip`);
  assert.ok(bytes <= MOST, `${bytes} bytes`);
});
