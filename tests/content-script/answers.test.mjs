// What a site answers when it is asked for a list; only a list of the same site counts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { list, raws } from './planned-list.mjs';
import { eventually, openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** @typedef {import('./pages.mjs').Request} Request */
/** @typedef {(request: Request, response: import('./pages.mjs').Response) => void} Answer */

const NAMES = list('*', ['name']);
const GOOD = [{ name: 'one' }];
const READ = { at: 0, items: raws('one') };
const json = (/** @type {unknown} */ value) =>
  /** @type {Answer} */ ((_, response) => void response.end(JSON.stringify(value)));
const redirect = (/** @type {string} */ location) =>
  /** @type {Answer} */ ((_, response) => void response.writeHead(302, { location }).end());
/** @param {number} length of the whole answer */
const padded = (length) => json([{ name: 'one', more: 'x'.repeat(length - 26) }]);
assert.equal(JSON.stringify([{ name: 'one', more: '' }]).length, 26);

/** @type {[string, Answer, object | null][]} */
const ANSWERS = [
  ['a list', json(GOOD), READ],
  [
    'with a byte order mark',
    (_, response) => void response.end(`\ufeff${JSON.stringify(GOOD)}`),
    READ,
  ],
  [
    'in pieces, through a character',
    (_, response) => {
      const bytes = Buffer.from('[{"name":"häß"}]');
      response.write(bytes.subarray(0, 11));
      setImmediate(() => response.end(bytes.subarray(11)));
    },
    { at: 0, items: raws('häß') },
  ],
  [
    'as many as may be',
    json(Array.from({ length: 1000 }, () => GOOD[0])),
    { at: 0, items: raws(...Array.from({ length: 1000 }, () => 'one')) },
  ],
  ['one too many', json(Array.from({ length: 1001 }, () => GOOD[0])), null],
  ['as large as may be', padded(2_000_000), READ],
  ['too large', padded(2_000_001), null],
  ['not found', (_, response) => void response.writeHead(404).end(JSON.stringify(GOOD)), null],
  [
    'a broken server',
    (_, response) => void response.writeHead(500).end(JSON.stringify(GOOD)),
    null,
  ],
  ['a page to sign in', (_, response) => void response.end('<!doctype html><p>Sign in</p>'), null],
  ['half a list', (_, response) => void response.end('[{"name":"one"}'), null],
  ['nothing', (_, response) => void response.writeHead(204).end(), null],
  [
    'a broken line',
    (request, response) => void response.write('[{', () => request.socket.destroy()),
    null,
  ],
  [
    'a redirect to the same site, which would answer',
    (request, response) =>
      (request.url?.endsWith('/data/') ? redirect('good') : json(GOOD))(request, response),
    null,
  ],
  ['a redirect to another site', redirect('https://other.example/'), null],
  ['no list', json('one'), null],
  ['null', json(null), null],
];

for (const [i, [name, answer, expected]] of ANSWERS.entries()) {
  test(`an answer: ${name}`, async () => {
    let asked = 0;
    const lists = [{ ...NAMES, fetch: `/answer-${i}/data/` }];
    const plan = { version: '1', root: [], probes: [], lists, acts: [] };
    const scene = await stage.scene(`answer-${i}`, {
      answer: (request, response) => {
        asked += 1;
        answer(request, response);
      },
      plan,
    });
    const { seen } = await scene.tell({ kind: 'look', plan });
    assert.deepEqual(seen.lists, [expected]);
    assert.equal(asked, 1);
  });
}

test('an answer without end is not waited for', async () => {
  let open = true;
  const lists = [{ ...NAMES, fetch: '/endless/data/' }];
  const plan = { version: '1', root: [], probes: [], lists, acts: [] };
  const scene = await stage.scene('endless', {
    answer: (_, response) => {
      response.on('close', () => {
        open = false;
      });
      const more = () => {
        if (open && response.write(' '.repeat(65_536))) setImmediate(more);
      };
      response.on('drain', more);
      more();
    },
    plan,
  });
  const { seen } = await scene.tell({ kind: 'look', plan });
  assert.deepEqual(seen.lists, [null]);
  await eventually(async () => !open, 'the line is closed');
});

test('another site is not asked', async () => {
  let asked = 0;
  const elsewhere = stage.origin.replace('127.0.0.1', 'localhost');
  const addresses = [
    ...[`${elsewhere}/site/data/`, `//localhost:1/site/data/`, 'data:application/json,[]'],
    ...['http://', 'javascript:[]', `${stage.origin.replace('http', 'https')}/site/data/`],
  ];
  const lists = addresses.map((fetch) => ({ ...NAMES, fetch }));
  const plan = { version: '1', root: [], probes: [], lists, acts: [] };
  const scene = await stage.scene('site', {
    answer: (_, response) => {
      asked += 1;
      response.end(JSON.stringify(GOOD));
    },
    plan,
  });
  const { seen } = await scene.tell({ kind: 'look', plan });
  assert.deepEqual(
    seen.lists,
    addresses.map(() => null),
  );
  assert.equal(asked, 0);
});

test('offline: absent', async () => {
  const plan = { root: [], probes: [], lists: [{ ...NAMES, fetch: '/offline/data/' }], acts: [] };
  const scene = await stage.scene('offline', { answer: json(GOOD) });
  await scene.until('arrived');
  const session = await scene.page.context().newCDPSession(scene.page);
  const none = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { ...none, offline: true });
  const { seen } = await scene.tell({ kind: 'look', plan });
  assert.deepEqual(seen.lists, [null]);
});
