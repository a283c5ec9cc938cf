/** The schema that editors check adapters by says what the compiler says, neither more nor less. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { BROKEN, COMPILER_ALONE, RIGHT } from './cases.mjs';
import { complaints, cuecard, ROOT } from './compiler.mjs';
import { DESK, variant } from './desk.mjs';

const FILE = path.join(ROOT, 'docs/adapter.schema.json');
const text = readFileSync(FILE, 'utf8');
const ajv = new Ajv2020({
  strictTypes: false, // parts that narrow down a place do not repeat its type
  strictRequired: false, // nor its keys
  keywords: ['patternErrorMessage'], // what the YAML language server shows
});
const validate = ajv.compile(JSON.parse(text));

/** What the schema says about an adapter; nothing if it is right. @param {unknown} adapter */
const remarks = (adapter) => (validate(adapter) ? '' : ajv.errorsText(validate.errors));

describe('every adapter here is valid', () => {
  const folders = ['content/adapters', 'tests/apps/content/adapters']
    .map((folder) => path.join(ROOT, folder))
    .filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => path.join(folder, file)),
  );
  test('there are adapters', () => assert.ok(files.length >= 2));
  for (const file of files) {
    test(path.relative(ROOT, file), () => {
      assert.equal(remarks(parse(readFileSync(file, 'utf8'))), '');
    });
  }
});

test('the adapter that all variants come from is right', () => {
  assert.equal(complaints(DESK), '');
  assert.equal(remarks(DESK), '');
});

const TABLES = [
  { title: 'broken: both refuse', cases: BROKEN, compiled: false, valid: false },
  { title: 'unusual but right: both accept', cases: RIGHT, compiled: true, valid: true },
  { title: 'the compiler alone refuses', cases: COMPILER_ALONE, compiled: false, valid: true },
];
for (const { title, cases, compiled, valid } of TABLES) {
  describe(title, () => {
    for (const [what, place, value] of cases) {
      test(what, () => {
        const adapter = variant(place, value);
        const [said, remarked] = [complaints(adapter), remarks(adapter)];
        assert.equal(said === '', compiled, said || 'the compiler accepts it');
        assert.equal(remarked === '', valid, remarked || 'the schema accepts it');
      });
    }
  });
}

describe('the command', () => {
  test('prints the schema', () => {
    const { status, stdout } = cuecard('schema', 'adapter');
    assert.equal(status, 0);
    assert.equal(stdout, text);
  });
  test('writes the schema to a file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cuecard-schema-'));
    try {
      const out = path.join(folder, 'adapter.schema.json');
      assert.equal(cuecard('schema', 'adapter', '--out', out).status, 0);
      assert.equal(readFileSync(out, 'utf8'), text);
      assert.equal(cuecard('schema', 'adapter', '--out', folder).status, 1, 'a folder is no file');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  test('knows no schema of something else', () => {
    assert.equal(cuecard('schema', 'weather').status, 2);
  });
});
