// What a policy, a link or a page may hand over as a membership, as tables of cases; the scenes of
// `tests/e2e/` play them in real browsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const BUILT =
  process.env.CUECARD_EXTENSION ??
  fileURLToPath(new URL('../../target/extension-demo', import.meta.url));
/** Built, because it stands beside what is compiled. @param {string} name */
const built = (name) => import(pathToFileURL(join(BUILT, 'worker', name)).href);
const { corrected, memberOf } = await built('organisation.js');
const { memberAfter, policyOf, problemOf } = await built('managed.js');

const PIN = 'ab'.repeat(32);
const RIGHT = { repository: 'https://cue.example/acme/', pin: PIN, team: 'sales' };
const ROOT = '{"signatures":[],"signed":{}}';

test('a membership is read, and nothing else of what stands beside it', () => {
  const cases = [
    [RIGHT, RIGHT],
    [{ ...RIGHT, repository: 'https://cue.example/acme' }, RIGHT],
    [{ ...RIGHT, repository: 'https://me:word@cue.example/acme?a=b#c' }, RIGHT],
    [
      { ...RIGHT, role: 'account-executive' },
      { ...RIGHT, role: 'account-executive' },
    ],
    [{ ...RIGHT, role: '' }, RIGHT],
    [{ ...RIGHT, managed: true, given: 'board', more: 1 }, RIGHT],
    [
      { ...RIGHT, pin: undefined, root: ROOT },
      { repository: RIGHT.repository, root: ROOT, team: 'sales' },
    ],
    [
      { ...RIGHT, repository: 'http://localhost:80/a/' },
      { ...RIGHT, repository: 'http://localhost/a/' },
    ],
    [
      { ...RIGHT, repository: 'http://127.0.0.1:8000' },
      { ...RIGHT, repository: 'http://127.0.0.1:8000/' },
    ],
  ];
  for (const [value, expected] of cases) assert.deepEqual(memberOf(value), expected);
});

test('what is wrong with a membership is named', () => {
  const cases = [
    [undefined, 'repository'],
    [null, 'repository'],
    ['https://cue.example/', 'repository'],
    [{ ...RIGHT, repository: 'http://cue.example/' }, 'repository'],
    [{ ...RIGHT, repository: 'http://127.0.0.1.cue.example/' }, 'repository'],
    [{ ...RIGHT, repository: 'ftp://cue.example/' }, 'repository'],
    [{ ...RIGHT, repository: 7 }, 'repository'],
    [{ ...RIGHT, team: undefined }, 'team'],
    [{ ...RIGHT, team: '' }, 'team'],
    [{ ...RIGHT, team: 'Sales' }, 'team'],
    [{ ...RIGHT, team: '../sales' }, 'team'],
    [{ ...RIGHT, team: 's'.repeat(81) }, 'team'],
    [{ ...RIGHT, team: ['sales'] }, 'team'],
    [{ ...RIGHT, pin: undefined }, 'root'],
    [{ ...RIGHT, pin: PIN.toUpperCase() }, 'pin'],
    [{ ...RIGHT, pin: 'ab' }, 'pin'],
    [{ ...RIGHT, pin: 'ab', root: ROOT }, 'pin'],
    [{ ...RIGHT, root: 'null' }, 'root'],
    [{ ...RIGHT, root: '{' }, 'root'],
    [{ ...RIGHT, root: `"${'x'.repeat(256 * 1024)}"` }, 'root'],
    [{ ...RIGHT, role: 7 }, 'role'],
  ];
  for (const [value, expected] of cases) {
    const found = memberOf(value);
    assert.ok(found instanceof Error, JSON.stringify(value)?.slice(0, 200));
    assert.equal(found.message, expected, JSON.stringify(value)?.slice(0, 200));
  }
});

test('a policy is taken value by value: one that is wrong spoils no other', () => {
  const reports = { url: 'https://cue.example', secret: 'correct-horse-battery' };
  const organisation = { ...RIGHT, managed: true };
  const cases = [
    [{}, { wrong: [] }],
    [{ organisation: RIGHT }, { wrong: [], organisation }],
    [
      { organisation: RIGHT, reports },
      { wrong: [], organisation, reports },
    ],
    [
      { organisation: RIGHT, something: 1 },
      { wrong: [], organisation },
    ],
    [
      { organisation: {}, reports },
      { wrong: ['organisation.repository'], reports },
    ],
    [{ organisation: null }, { wrong: ['organisation.repository'] }],
    [
      { organisation: RIGHT, reports: null },
      { wrong: ['reports.url'], organisation },
    ],
    [{ reports: { url: reports.url } }, { wrong: ['reports.secret'] }],
    [{ reports: { ...reports, more: 1 } }, { wrong: [], reports }],
  ];
  for (const [values, expected] of cases) assert.deepEqual(policyOf(values), expected);
});

test('the schema knows every value that is honoured, and no other', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../managed-schema.json', import.meta.url), 'utf8'),
  );
  const all = Object.fromEntries(
    Object.entries(schema.properties).map(([name, { properties }]) => [
      name,
      Object.keys(properties),
    ]),
  );
  assert.deepEqual(all, {
    organisation: ['repository', 'root', 'pin', 'team', 'role'],
    reports: ['url', 'secret'],
  });
  const source = readFileSync(
    new URL('../../extension/worker/organisation.js', import.meta.url),
    'utf8',
  );
  assert.ok(source.includes('{ repository, root, pin, team, role }'));
});

test('a corrected team stays beside the one that was given, until something else is given', () => {
  const given = { ...RIGHT, managed: true };
  const own = corrected(given, 'support');
  assert.deepEqual(own, { ...given, team: 'support', given: 'sales' });
  assert.deepEqual(corrected(own, 'board'), { ...given, team: 'board', given: 'sales' });
  assert.deepEqual(corrected(own, 'sales'), given);
  assert.deepEqual(corrected(RIGHT, 'support'), { ...RIGHT, team: 'support', given: 'sales' });
  assert.equal(corrected(given, 'Support').message, 'team');

  const role = { ...given, role: 'account-executive' };
  const cases = [
    { what: 'nothing before', said: given, before: undefined, after: given },
    { what: 'the same', said: given, before: own, after: own },
    { what: 'another role', said: role, before: own, after: { ...own, role: role.role } },
    {
      what: 'another team',
      said: { ...given, team: 'board' },
      before: own,
      after: { ...given, team: 'board' },
    },
    {
      what: 'the team that was corrected to',
      said: { ...given, team: 'support' },
      before: own,
      after: { ...given, team: 'support' },
    },
    {
      what: 'another place',
      said: { ...given, repository: 'https://b.example/' },
      before: own,
      after: { ...given, repository: 'https://b.example/' },
    },
    {
      what: 'joined by themselves before',
      said: given,
      before: { ...own, managed: undefined },
      after: given,
    },
  ];
  for (const { what, said, before, after } of cases)
    assert.deepEqual(memberAfter(said, before), after, what);
});

test('a problem says where and how to mend it', () => {
  const { where, what, mend } = problemOf('organisation.team');
  assert.equal(where, 'policy: organisation.team');
  assert.ok(what.length > 0 && mend.length > 0);
});
