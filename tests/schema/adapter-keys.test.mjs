/**
 * Every key that the compiler knows is in the schema, and the other way round. The compiler itself
 * is asked: about an unknown key it tells which keys there are (the first of them, and how many).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { complaints, ROOT } from './compiler.mjs';
import { variant } from './desk.mjs';

const SCHEMA = JSON.parse(readFileSync(path.join(ROOT, 'docs/adapter.schema.json'), 'utf8'));
/** Unlike every key, so that the compiler lists them and guesses none. */
const UNKNOWN = 'q'.repeat(32);

const PLACES = ['shown_place', 'address_place', 'pressed_place', 'document_place', 'answer_place'];
const THING_FACTS = ['shown_list', 'fetched_list'].map(
  (list) => `${list}/properties/facts/additionalProperties`,
);

/**
 * Each kind of map that has a closed set of keys: where one stands in the adapter, and where the
 * schema has it below `$defs`. A map that is narrowed down by its place is there several times.
 * @type {[string, string[], string[]?][]}
 */
const MAPS = [
  ['', ['..']],
  ['working_time', ['../properties/working_time']],
  ['words/review/security', ['topic']],
  ['pages/0', ['page']],
  ['pages/0/root/0', ['selector']],
  ['pages/0/acts/save/0', ['press']],
  ['pages/0/facts/due', ['fact', ...THING_FACTS]],
  ['pages/0/facts/open/count', ['fact/properties/count']],
  ['pages/0/facts/lines/sum', ['fact/properties/sum']],
  ['pages/0/facts/age/days', ['fact/properties/days']],
  ['pages/0/facts/due/find/0', [...PLACES, 'thing_place/oneOf/1']],
  ['pages/0/lists/comments', ['shown_list', 'fetched_list']],
  ['pages/0/history', ['history']],
  ['meanings/step', ['meaning']],
  ['open_meanings/reason', ['open_meaning/then']],
  // `event` is how packs wait for an event; an event of an event never happens.
  ['events/pushed', ['event'], ['event']],
  ['events/pushed/when/size', ['test', 'one_test']],
  ['events/pushed/when/count', ['counted']],
  ['events/pushed/when/never', ['never']],
  ['events/pushed/when/last_seen', ['last_seen']],
];

/** The part of the schema at a pointer. @param {string} pointer */
function part(pointer) {
  let found = SCHEMA.$defs;
  for (const key of pointer.split('/')) found = key === '..' ? SCHEMA : found[key];
  return found;
}

/** What the compiler says about a map with these keys. @param {string} place @param {string[]} keys */
function asked(place, keys) {
  const map = Object.fromEntries(keys.map((key) => [key, null]));
  const adapter = place === '' ? map : variant(place, map);
  const said = complaints(adapter).replace(/\s+/g, ' ');
  const unknown = [...said.matchAll(/`([^`]+)` is no key of/g)].map((match) => match[1]);
  const listed = said
    .split(`\`${UNKNOWN}\` is no key of`)[1]
    ?.match(/write one of (.*?)(?: error:|$)/);
  const known = [...(listed?.[1] ?? '').matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? '');
  const all = listed?.[1]?.match(/^[^(]*… \((\d+) in all\)/)?.[1];
  return { unknown, known, count: all ? Number(all) : known.length };
}

describe('the compiler and the schema know the same keys', () => {
  for (const [place, pointers, others = []] of MAPS) {
    test(place || 'the adapter', () => {
      const inSchema = pointers.flatMap((pointer) => Object.keys(part(pointer).properties));
      const keys = [...new Set([...inSchema, ...others])];
      const { unknown, known, count } = asked(place, [...keys, UNKNOWN]);
      assert.deepEqual(unknown, [UNKNOWN], 'the schema has a key that the compiler does not know');
      assert.deepEqual(
        known.filter((key) => !keys.includes(key)),
        [],
        'the compiler has a key that the schema does not know',
      );
      assert.equal(keys.length, count, `the compiler knows ${count} keys`);
    });
  }
});

/** @param {any} node @param {(node: any) => void} see */
function walk(node, see) {
  if (node === null || typeof node !== 'object') return;
  see(node);
  for (const value of Object.values(node)) walk(value, see);
}

test('every closed map of the schema is among them', () => {
  const checked = new Set(MAPS.flatMap(([, pointers]) => pointers).map(part));
  /** @type {string[]} */
  const left = [];
  walk(SCHEMA, (node) => {
    const closed = node.additionalProperties === false && node.properties;
    if (closed && !checked.has(node)) left.push(Object.keys(node.properties).join(', '));
  });
  assert.deepEqual(left, []);
});

test('every key says in words what it is for', () => {
  /** @type {string[]} */
  const silent = [];
  walk(SCHEMA, (node) => {
    if (typeof node.additionalProperties === 'undefined' || !node.properties) return;
    for (const [key, value] of Object.entries(node.properties)) {
      const named = /^#\/\$defs\/(.*)$/.exec(value.$ref ?? '')?.[1];
      const said = value.description ?? (named && part(named).description);
      if (!/^\S.*\.$/.test(said ?? '')) silent.push(key);
    }
  });
  assert.deepEqual(silent, []);
});
