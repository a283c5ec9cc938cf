// Recordings as situation files: what happened, step by step, and nothing in it that its author did not keep.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { happenings } from '../../extension/ui/pages/happenings.js';
import { locate, written } from '../../extension/ui/pages/known-address.js';
import { factsOf, situation } from '../../extension/ui/pages/situation.js';

/** @typedef {import('../../extension/ui/pages/situation.js').Entry} Entry */
/** @typedef {import('../../extension/ui/pages/happenings.js').Facts} Facts */

const RECORD = 'https://acme.lightning.force.com/lightning/r/Opportunity/006A/view';
const OTHER = 'https://acme.lightning.force.com/lightning/r/Opportunity/006B/view';
const START = new Date(2026, 10, 18, 10).getTime();
const MINUTE = 60_000;
const SALESFORCE = {
  app: 'salesforce',
  hosts: ['*.lightning.force.com'],
  pages: [
    {
      path: ['/lightning/r/{object}/{record}/view'],
      facts: { object: { find: [{ part: 'object' }] }, stage: { find: [{}] }, phase: {} },
    },
  ],
};
const GITHUB = {
  app: 'github',
  hosts: ['github.com'],
  pages: [{ path: ['/{owner}/{repo}/pull/{number}'], facts: {} }],
};
const JIRA = {
  app: 'jira-data-center',
  pages: [
    {
      path: ['**/browse/{key}', '**/projects/*/issues/{key}', '/board?selectedIssue={key}'],
      facts: {},
    },
  ],
};
const MEANINGS = [
  {
    host: 'acme.lightning.force.com',
    meanings: [
      {
        meaning: 'objection',
        bound: { field: 'Obstacle__c', values: { pricing: ['Too dear', 'Price'] } },
      },
      { meaning: 'loss_reason' },
    ],
  },
];
const KNOWN = {
  adapters: [SALESFORCE, GITHUB, JIRA],
  own: { 'jira.acme.example': 'jira-data-center' },
  meanings: MEANINGS,
};

/** @param {number} minute @param {Facts} page @param {Partial<import('../../extension/ui/pages/happenings.js').Reading>} [other] */
const reads = (minute, page, other) => ({
  at: START + minute * MINUTE,
  url: RECORD,
  act: null,
  page,
  lists: {},
  ...other,
});
/** @param {number} minute @param {Facts} [page] @param {string} [url] */
const acts = (minute, page = {}, url = RECORD) => reads(minute, page, { act: 'save', url });

/** @param {Entry[]} entries @param {string[]} [values] @param {boolean} [address] */
const file = (entries, values = [], address = false) =>
  situation(
    entries,
    { nudge: 'pricing-objection', keep: { values: new Set(values), address } },
    KNOWN,
  );

/** What happened, and what it comes to. @type {{ name: string, entries: Entry[], steps: object[], page?: Facts }[]} */
const HAPPENINGS = [
  {
    name: 'an act, and what the page shows then, is a save',
    entries: [reads(0, { stage: 'A' }), acts(1), reads(1, { stage: 'B' })],
    steps: [{ saves: { stage: 'B' } }],
  },
  {
    name: 'a change without an act is shown',
    entries: [reads(0, { stage: 'A' }), reads(1, { stage: 'B' })],
    steps: [{ shows: { stage: 'B' } }],
  },
  {
    name: 'nothing changed: nothing happened',
    entries: [reads(0, { stage: 'A' }), acts(1), reads(1, { stage: 'A' })],
    steps: [],
  },
  {
    name: 'the page takes a reading more to show what was saved',
    entries: [reads(0, { stage: 'A' }), acts(1), reads(1, {}), reads(1.5, { stage: 'B' })],
    steps: [{ saves: { stage: 'B' } }],
  },
  {
    name: 'long after an act somebody else changed it',
    entries: [reads(0, { stage: 'A' }), acts(1), reads(3, { stage: 'B' })],
    steps: [{ shows: { stage: 'B' } }],
  },
  {
    name: 'what was cancelled saves nothing',
    entries: [
      reads(0, { stage: 'A' }),
      acts(1),
      reads(1, {}, { act: 'cancel' }),
      reads(1, { stage: 'B' }),
    ],
    steps: [{ shows: { stage: 'B' } }],
  },
  {
    name: 'an act is worth one save',
    entries: [
      reads(0, { stage: 'A' }),
      acts(1),
      reads(1, { stage: 'B' }),
      reads(1.1, { stage: 'C' }),
    ],
    steps: [{ saves: { stage: 'B' } }, { shows: { stage: 'C' } }],
  },
  {
    name: 'what loads later belongs to what the page showed at first',
    entries: [reads(0, { stage: 'A' }), reads(0.1, { stage: 'A', amount: '5' })],
    page: { stage: 'A', amount: '5' },
    steps: [],
  },
  {
    name: 'another address is opened, and shows only what is read there, as it loads',
    entries: [
      reads(0, { stage: 'A', amount: '5' }),
      reads(1, { stage: 'B' }, { url: OTHER }),
      reads(1.1, { stage: 'B', next: 'C' }, { url: OTHER, lists: { threads: [] } }),
      reads(1.2, { stage: 'A' }, { url: OTHER }),
    ],
    steps: [
      { opens: OTHER, page: { stage: 'B', next: 'C' }, lists: { threads: [] } },
      { shows: { stage: 'A' } },
    ],
  },
  {
    name: 'a form that is left as it is saved',
    entries: [
      reads(0, { stage: 'A' }),
      acts(1, { stage: 'B' }),
      reads(1, { stage: 'B' }, { url: OTHER }),
    ],
    steps: [{ saves: { stage: 'B' } }, { opens: OTHER, page: { stage: 'B' }, lists: {} }],
  },
  {
    name: 'at an act little is read, also where it is the first that is heard of an address',
    entries: [
      reads(0, { stage: 'A' }),
      acts(1, {}, OTHER),
      reads(1, { stage: 'B' }, { url: OTHER }),
    ],
    steps: [{ opens: OTHER }, { saves: { stage: 'B' } }],
  },
  {
    name: 'lists',
    entries: [
      reads(0, {}, { lists: { threads: [] } }),
      reads(1, {}, { lists: { threads: [{ id: '1' }] } }),
      reads(2, {}, { lists: { threads: [{ id: '1' }] } }),
    ],
    steps: [{ lists: { threads: [{ id: '1' }] } }],
  },
  {
    name: 'pauses, short ones left out, and days as the calendar has them',
    entries: [
      reads(0, { stage: 'A' }),
      reads(9, { stage: 'B' }),
      reads(19, { stage: 'C' }),
      reads(24 * 60, { stage: 'D' }),
      reads(3 * 24 * 60, { stage: 'E' }),
    ],
    steps: [
      { shows: { stage: 'B' } },
      { minutes: 10 },
      { shows: { stage: 'C' } },
      { days: 1 },
      { shows: { stage: 'D' } },
      { days: 2 },
      { shows: { stage: 'E' } },
    ],
  },
  {
    name: 'an answer comes before the pause, which would close the card',
    entries: [
      reads(0, { stage: 'A' }),
      acts(1),
      reads(1, { stage: 'B' }),
      { at: START + 20 * MINUTE, answered: 'done' },
      reads(30, { stage: 'C' }),
    ],
    steps: [
      { saves: { stage: 'B' } },
      { answers: 'done' },
      { minutes: 29 },
      { shows: { stage: 'C' } },
    ],
  },
];

test('what happened, from what was read', () => {
  for (const { name, entries, steps, page } of HAPPENINGS) {
    const found = happenings(entries);
    assert.deepEqual(found?.steps, steps, name);
    if (page) assert.deepEqual(found?.first.page, page, name);
  }
  assert.equal(happenings([]), undefined, 'nothing was recorded');
  assert.equal(happenings([{ at: START, answered: 'done' }, acts(1)]), undefined, 'no page');
});

test('the file is what situations are, in the words of packs', () => {
  const entries = [
    reads(0, {
      stage: 'Qualification',
      'field:Obstacle__c': '',
      amount: '$5,000.00',
      locale: 'en-US',
    }),
    acts(1),
    reads(1, { stage: 'Negotiation/Review', 'field:Obstacle__c': 'Price', amount: '$5,000.00' }),
    { at: START + 2 * MINUTE, answered: 'done' },
  ];
  const text = file(entries, ['stage', 'objection', 'object']);
  assert.deepEqual(parse(text), {
    situation: 'As recorded on 2026-11-18',
    nudge: 'pricing-objection',
    at: 'https://example.lightning.force.com/lightning/r/Opportunity/record-1/view',
    starts: '2026-11-18',
    page: { stage: 'Qualification', objection: '', amount: 'value 1', locale: 'en-US' },
    steps: [{ saves: { stage: 'Negotiation/Review', objection: 'pricing' } }, { answers: 'done' }],
  });
  assert.match(text, /^# .*expect:/m);
  for (const hidden of ['Obstacle__c', 'Price', '5,000', 'acme', '006A'])
    assert.ok(!text.includes(hidden), hidden);
  assert.equal(file([]), '');
  assert.deepEqual(parse(file([reads(0, { stage: '' })])).steps, [{ minutes: 1 }]);
});

/** A value as the page shows it, and as the file does. @type {[Facts, Facts, string[]?][]} */
const VALUES = [
  [{ stage: 'A' }, { stage: 'value 1' }],
  [{ stage: 'A' }, { stage: 'A' }, ['stage']],
  [
    { stage: 'A', owner: 'B' },
    { stage: 'value 1', owner: 'value 2' },
  ],
  [
    { me: 'Robin', author: 'Robin' },
    { me: 'value 1', author: 'value 1' },
  ],
  [
    { me: '557058:1\nRobin', author: 'Robin' },
    { me: 'value 1', author: 'value 1' },
  ],
  [
    { me: '557058:1\nRobin', author: 'Kim' },
    { me: 'value 1', author: 'value 2' },
  ],
  [
    { empty: '', yes: 'true', no: 'false' },
    { empty: '', yes: 'true', no: 'false' },
  ],
  [{ yes: 'True' }, { yes: 'value 1' }],
  [{ labels: 'a\nb\na' }, { labels: 'value 1\nvalue 2\nvalue 1' }],
  [{ locale: 'de' }, { locale: 'de' }],
  [{ locale: 'Robin Gray' }, { locale: 'value 1' }],
  [{ note: 'a "b" \u2028 \\ ä: #' }, { note: 'a "b" \u2028 \\ ä: #' }, ['note']],
  [{ 'field:A__c': 'x', no: 'y' }, { 'field:A__c': 'x', no: 'y' }, ['field:A__c', 'no']],
];

test('what is not kept is replaced, and equal stays equal', () => {
  for (const [shown, expected, values] of VALUES)
    assert.deepEqual(parse(file([reads(0, shown)], values)).page, expected);
  const lists = { threads: [{ id: 'r1', author: 'Kim' }] };
  const entries = [reads(0, { author: 'Kim' }, { lists })];
  const of = (/** @type {string[]} */ values) => parse(file(entries, values));
  assert.deepEqual(of([]).lists, { threads: [{ id: 'value 2', author: 'value 1' }] });
  assert.deepEqual(of(['threads.id']).lists, { threads: [{ id: 'r1', author: 'value 1' }] });
  assert.equal(of(['author']).lists.threads[0].author, 'value 2', 'each fact for itself');
});

/** An address, what is kept of it, and how it is written. @type {[string, string, string[]?, boolean?][]} */
const ADDRESSES = [
  [RECORD, 'https://example.lightning.force.com/lightning/r/object-1/record-1/view'],
  [
    `${RECORD}?who=robin#top`,
    'https://example.lightning.force.com/lightning/r/object-1/record-1/view',
  ],
  [RECORD, 'https://example.lightning.force.com/lightning/r/Opportunity/record-1/view', ['object']],
  [RECORD, RECORD, [], true],
  ['https://github.com/acme/shop/pull/7', 'https://github.com/owner-1/repo-1/pull/number-1'],
  ['https://jira.acme.example/secret/browse/SHOP-1', 'https://example.test/browse/key-1'],
  [
    'https://jira.acme.example/projects/SHOP/issues/SHOP-1',
    'https://example.test/projects/any/issues/key-1',
  ],
  [
    'https://jira.acme.example/board?view=mine&selectedIssue=SHOP-1',
    'https://example.test/board?selectedIssue=key-1',
  ],
  ['https://elsewhere.example/robin', 'https://example.test/'],
];

test('addresses are written anew, from what the adapter asks for', () => {
  for (const [url, expected, values, address] of ADDRESSES)
    assert.equal(parse(file([reads(0, {}, { url })], values, address)).at, expected, url);
  const two = [
    reads(0, {}),
    reads(1, {}, { url: OTHER }),
    reads(2, {}, { url: RECORD.replace('acme', 'other') }),
  ];
  const { steps } = parse(file(two));
  assert.deepEqual(steps[0].page, {});
  const opened = steps.map((/** @type {any} */ step) => step.opens);
  assert.match(opened[0], /example\.lightning.*record-2/);
  assert.match(opened[1], /example\.2\.lightning.*record-1/);
});

test('an address fits as the engine has it', () => {
  for (const [pattern, address, record] of /** @type {const} */ ([
    ['/r/{object}/{record}/view', '/r/Opportunity/006A/view/?ws=1#x', '006A'],
    ['/r/{object}/{record}/view', '/r/Opportunity/006A/edit', undefined],
    ['/r/{object}/{record}/view', '/r/Opportunity//view', undefined],
    ['/{owner}/{repo}/pull/{record}/**', '/acme/rocket/pull/7/files/a/b', '7'],
    ['/{owner}/{repo}/pull/{record}/**', '/acme/rocket/pulls', undefined],
    ['**/ticket/{record}', '/ticket/3', '3'],
    ['**/ticket/{record}', '/trac/env/ticket/3', '3'],
    ['**/ticket/{record}', '/ticket/3/edit', undefined],
    ['/jira/**?selectedIssue={record}', '/jira/boards/1?view=x&selectedIssue=A-1', 'A-1'],
    ['/jira/**?selectedIssue={record}', '/jira/boards/1', undefined],
    ['/app#/tickets/{record}', '/app#!/tickets/9?sort=up', '9'],
    ['/app#/tickets/{record}', '/app#/people/9', undefined],
  ])) {
    const adapter = { app: 'a', hosts: ['a.example'], pages: [{ path: [pattern], facts: {} }] };
    const found = locate(`https://a.example${address}`, [adapter]);
    assert.equal(found?.parts.get('record'), record, address);
    if (!found) continue;
    // What is written anew is at the same page.
    const again = locate(
      written('a.example', pattern, (part) => `${part}-1`),
      [adapter],
    );
    assert.equal(again?.parts.get('record'), 'record-1', pattern);
  }
  for (const [host, fits] of /** @type {const} */ ([
    ['acme.lightning.force.com', true],
    ['lightning.force.com', false],
    ['evil-lightning.force.com', false],
  ]))
    assert.equal(
      locate(`https://${host}/lightning/r/a/b/view`, KNOWN.adapters) !== undefined,
      fits,
      host,
    );
});

test('every fact is there to choose, with its values', () => {
  const entries = [
    reads(0, { stage: 'A', 'field:Obstacle__c': 'Price' }, { lists: { threads: [{ id: '1' }] } }),
    reads(1, { stage: 'B', 'field:Obstacle__c': 'Else', locale: 'en-US' }),
    reads(2, { stage: 'A' }, { url: OTHER }),
  ];
  const facts = [...factsOf(entries, KNOWN)].map(([name, values]) => [name, [...values]]);
  assert.deepEqual(facts, [
    ['stage', ['A', 'B']],
    ['objection', ['pricing', 'Else']],
    ['threads.id', ['1']],
    ['object', ['Opportunity']],
  ]);
  assert.deepEqual([...factsOf([{ at: START, answered: 'done' }], KNOWN)], []);
});

test('no longer than situations may be', () => {
  const entries = Array.from({ length: 150 }, (_, place) =>
    reads(place / 10, { stage: `${place}` }),
  );
  const text = file(entries);
  assert.equal(parse(text).steps.length, 100);
  assert.match(text, /Only the first 100 steps/);
  assert.doesNotMatch(file(entries.slice(0, 50)), /Only the first/);
  const things = Array.from({ length: 150 }, (_, id) => ({ id: `${id}` }));
  assert.equal(parse(file([reads(0, {}, { lists: { things } })])).lists.things.length, 100);
});
