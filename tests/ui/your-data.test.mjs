// Your data: everything that is kept, as it is kept; a copy of it; and the end of it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { KEEP, PARTS, partsOf } from '../../extension/ui/pages/parts.js';
import { statements, table } from '../../extension/ui/pages/record.js';
import { KINDS, keyOf } from '../../extension/ui/pages/reports.js';
import { whatGoes } from '../../extension/ui/pages/what-goes.js';
import { sentAfter } from '../../extension/worker/store.js';
import { Extension, inspect } from './browser.mjs';
import { KEPT, LEDGER, MOMENT, MOMENTS, SENT } from './kept.mjs';
import { EMPTY, REPORT } from './statuses.mjs';

/** @type {Extension} */
let extension;

before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/** Stands in for the worker, which makes the store. @param {Record<string, string>} [kept] */
async function open(kept = KEPT) {
  await extension.answer({ status: [{ status: EMPTY }] });
  const page = await extension.blank({ width: 720, height: 900 });
  await page.goto(`${extension.origin}/ui/popup.html`);
  await page.evaluate(async (entries) => {
    localStorage.setItem('first-steps', '3');
    const opening = indexedDB.open('cuecard', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('state');
    await new Promise((done) => {
      opening.onsuccess = done;
    });
    const change = opening.result.transaction('state', 'readwrite');
    change.objectStore('state').clear();
    for (const [key, value] of Object.entries(entries)) change.objectStore('state').put(value, key);
    await new Promise((done) => {
      change.oncomplete = done;
    });
    opening.result.close();
  }, kept);
  await page.goto(`${extension.origin}/ui/options.html`);
  await page.getByRole('heading', { name: 'Your data' }).waitFor();
  return page;
}

/** @param {import("playwright-core").Page} page @param {string} form */
async function download(page, form) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Download ${form}` }).click(),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

test('everything is there byte for byte, and each thing once', async () => {
  const page = await open();
  await page.getByText('Cards, and what came of them').waitFor();
  const shown = await page.locator('kept-data pre').allTextContents();
  for (const part of [REPORT, MOMENTS, { from: 'a later version' }].map((it) => JSON.stringify(it)))
    assert.equal(
      shown.filter((text) => text.includes(part)).length,
      part === JSON.stringify(REPORT) ? 2 : 1,
      part,
    );
  assert.ok(shown.includes(JSON.stringify(REPORT)), 'what waits, as it will leave');
  for (const { body } of SENT) assert.ok(shown.includes(body), 'what was sent');
  assert.ok(
    shown.some((text) => text.includes('{"format":1,"mom')),
    'what was kept aside',
  );
  await page.getByLabel('Show as it is kept: Cards, and what came of them').click();
  await inspect(page, 'options-data');
});

test('every report says in words what it is, and the data sheet what any can be', async () => {
  const page = await open();
  await page.getByText('What waits to be sent').waitFor();
  /** @param {string} part the words above each text @returns {Promise<(string | null)[][]>} */
  const told = (part) =>
    page
      .locator('kept-data li', { hasText: part })
      .locator('.of')
      .evaluateAll((lines) =>
        lines.map((it) => [it.textContent, it.nextElementSibling?.textContent ?? null]),
      );
  assert.deepEqual(await told('What waits to be sent'), [
    ['A first moment', JSON.stringify(REPORT)],
  ]);
  assert.deepEqual(
    await told('What was sent'),
    [
      ['2026-11-18 · How a system is read', SENT[1].body],
      ['2026-11-17 · What became of a card', SENT[0].body],
    ],
    'the newest first',
  );
  await page.getByText('Show all of them').click();
  const sheet = page.locator('.sheet');
  assert.equal(await sheet.locator('dt').count(), Object.keys(KINDS).length);
  await sheet
    .getByText('That somebody used a card, closed it, or closed it within 3 seconds.')
    .waitFor();
  await sheet.getByText('Who sees it:').waitFor();
  await sheet.getByText('How long:').waitFor();
  const file = JSON.parse(
    readFileSync(new URL('../../docs/data-sheet.json', import.meta.url), 'utf8'),
  );
  await sheet.getByText(`Data sheet ${file.sheet}`).waitFor();
  await page.getByLabel('Show as it is kept: What was sent').click();
  await inspect(page, 'options-data-sheet');
});

test('a report of a version to come is shown without words, and none without its bytes', () => {
  assert.equal(keyOf('{"version":2,"kind":"something"}'), '');
  const kept = new Map([['sent', JSON.stringify(['{"kind":"later"}'])]]);
  const sent = partsOf(kept).find(({ word }) => word === 'data_sent');
  assert.deepEqual([sent?.texts, sent?.names], [['{"kind":"later"}'], [{ day: '', key: '' }]]);
});

test('what was sent is kept for 90 days, 200 at most, each body once', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const at = (/** @type {string} */ day, body = day) => ({ day, body });
  const cases = /** @type {const} */ ([
    [[], 'a', [at('2026-11-20', 'a')]],
    [[at('2026-11-19', 'a')], 'a', [at('2026-11-19', 'a')]],
    [[at('2026-08-22'), at('2026-08-23')], undefined, [at('2026-08-23')]],
    [['of a version before'], undefined, [at('2026-11-20', 'of a version before')]],
    [[at('2031-01-01', 'a')], undefined, [at('2026-11-20', 'a')]],
    [[], undefined, []],
  ]);
  for (const [before, body, after] of cases)
    assert.deepEqual(sentAfter([...before], body, now), after, JSON.stringify(before));
  const many = Array.from({ length: 200 }, (_, number) => at('2026-11-19', `${number}`));
  const left = sentAfter(many, 'one more', now);
  assert.deepEqual([left.length, left[0].body, left.at(-1)?.body], [200, '1', 'one more']);
});

test('all keys of the ledger are in one part each, as they are kept', () => {
  const texts = partsOf(new Map(Object.entries(KEPT))).flatMap((part) => part.texts);
  const keys = Object.keys(JSON.parse(LEDGER));
  for (const key of keys) {
    const of = texts.filter((text) => text.startsWith(`"${key}":`));
    assert.equal(of.length, 1, key);
    assert.ok(LEDGER.includes(of[0]), key);
  }
  assert.equal(texts.filter((text) => text.startsWith('"nothing":')).length, 0);
  assert.deepEqual(
    partsOf(new Map()).flatMap((part) => part.texts),
    [],
    'a fresh profile',
  );
});

test('the words say how long the engine and the worker keep things', () => {
  const root = new URL('../../', import.meta.url);
  const source = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8');
  const ledger = source('src/ledger/mod.rs');
  const retention = source('src/ledger/retention.rs');
  const cases = /** @type {const} */ ([
    [retention, 'const KEEP_MOMENTS_DAYS: i32 = ', KEEP.momentDays],
    [retention, 'const LEAST_KEEP_DAYS: i32 = ', KEEP.leastDays],
    [source('src/trigger/history.rs'), 'const KEEP_DAYS: i32 = ', KEEP.historyDays],
    [ledger, 'const KEEP_RECORDS: usize = ', KEEP.records],
    [ledger, 'const KEEP_RECEIPTS: usize = ', KEEP.receipts],
    [ledger, 'const KEEP_PROBLEMS: usize = ', KEEP.problems],
    [source('extension/worker/store.js'), 'const KEEP_SENT = ', KEEP.sent],
    [source('extension/worker/store.js'), 'const KEEP_SENT_DAYS = ', KEEP.sentDays],
    [source('extension/worker/author.js'), 'const KEEP_READINGS = ', KEEP.readings],
  ]);
  for (const [text, before, number] of cases)
    assert.equal(text.split(before)[1]?.split(';')[0], String(number), before);
  for (const key of PARTS.flatMap((part) => part.keys))
    assert.match(ledger, new RegExp(`^    pub ${key}: `, 'm'), `the ledger has ${key}`);
});

const TODAY = '2026-11-20';
/** Something on a day so long ago. @param {number} ago */
const daysAgo = (ago) => new Date(Date.parse(TODAY) - ago * 86_400_000);
const dated = (/** @type {number[]} */ ...agos) => ({
  moments: agos.map((ago) => ({ ...MOMENT, day: daysAgo(ago).toISOString().slice(0, 10) })),
  decisions: agos.map((ago) => ({ at: daysAgo(ago).getTime() })),
  history: {
    won: Object.fromEntries(agos.map((ago) => [daysAgo(ago).toISOString().slice(0, 10), 1])),
    lost: { ever: 3, last: 20_000, since: 20_000 },
  },
});

test('what a shorter time deletes is counted as the engine deletes it', () => {
  const ledger = dated(90, 61, 60, 59, 36, 35, 34, 0);
  const none = { cards: 0, decisions: 0, days: 0 };
  for (const [days, goes] of /** @type {const} */ ([
    [60, { cards: 2, decisions: 2, days: 3 }],
    [35, { cards: 5, decisions: 5, days: 6 }],
  ]))
    assert.deepEqual(whatGoes(ledger, days, TODAY), goes, `${days}`);
  assert.deepEqual(whatGoes({}, 35, TODAY), none);
  assert.deepEqual(whatGoes(dated(34, 0), 35, TODAY), none);
  const blank = { moments: [{ ...MOMENT, nudge: '', day: '2026-01-01' }] };
  assert.deepEqual(whatGoes(blank, 35, TODAY), none, 'what is left of a card goes no further');
  const { won } = ledger.history;
  const records = { a: { history: { won } }, b: { history: { won } }, c: {} };
  assert.equal(whatGoes({ records }, 60, TODAY).days, 3, 'a day counts once');
});

test('how long it is kept: what goes is told first, and holds with a press', async () => {
  const now = Date.now();
  const day = (/** @type {number} */ ago) =>
    new Date(now - ago * 86_400_000).toISOString().slice(0, 10);
  const ledger = {
    ...JSON.parse(LEDGER),
    moments: [80, 50, 1].map((ago) => ({ ...MOMENT, day: day(ago) })),
    decisions: [{ at: now - 50 * 86_400_000 }],
  };
  const page = await open({ ...KEPT, ledger: JSON.stringify(ledger) });
  const select = page.getByLabel('Keep what happened for');
  assert.equal(await select.inputValue(), '90');
  await select.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByText('Deleted at once: cards 1, decisions 0, days with counts 0.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByText('Deleted at once: cards 2, decisions 1, days with counts 0.').waitFor();
  await page.getByText('Cards that look back further than 35 days').waitFor();
  assert.deepEqual(await extension.heard('set', 0), [], 'nothing changed yet');
  await inspect(page, 'options-keep');
  await extension.answer({ set: ['silent', 'silent'] });
  const keep = page.getByRole('button', { name: 'Keep for 35 days' });
  await keep.click();
  await page.getByText('Could not save this. Try again.').waitFor();
  await extension.answer({ set: [{ ok: true }] });
  await keep.press('Enter');
  const said = page.locator('kept-days .said', { hasText: 'Saved.' });
  await said.waitFor();
  assert.equal(await said.evaluate((it) => it === document.activeElement), true);
  assert.deepEqual((await extension.heard('set')).at(-1)?.settings, { keep_days: 35 });
});

test('how long it is kept: longer again, and back, asks for nothing to go', async () => {
  const settings = { role: null, server: null, keep_days: 35 };
  const page = await open({ ...KEPT, ledger: JSON.stringify({ ...JSON.parse(LEDGER), settings }) });
  const select = page.getByLabel('Keep what happened for');
  assert.equal(await select.inputValue(), '35');
  await page.getByText('for at most 35 days').waitFor();
  await select.selectOption('60');
  await page.getByText('What is gone stays gone.').waitFor();
  await page.getByRole('button', { name: 'Keep for 60 days' }).waitFor();
  await select.selectOption('35');
  assert.equal(await page.getByRole('button', { name: /^Keep for/ }).count(), 0);
});

test('the copy as JSON is what is stored', async () => {
  const page = await open();
  assert.deepEqual(await download(page, 'JSON'), { name: 'cuecard-ledger.json', text: LEDGER });
  await page.getByText('Downloaded.').waitFor();
});

test('the table has a row a moment and no formula', async () => {
  const page = await open();
  const { name, text } = await download(page, 'CSV');
  assert.equal(name, 'cuecard-moments.csv');
  assert.equal(text, table(JSON.parse(LEDGER).moments));
  const time = '2026-11-18T15:00:00.000Z';
  const rest = 'opportunity-management,shown,committed';
  assert.deepEqual(text.split('\r\n'), [
    'day,time,nudge,pack,arm,state,answer,seconds,asked_for',
    `2026-11-18,${time},pricing-objection,${rest},done,95,no`,
    `2026-11-18,${time},'=1+1,opportunity-management,withheld,committed,,95,yes`,
    `2026-11-18,${time},pricing-objection,"a,""b""\n",shown,refunded,not_relevant,95,no`,
    `2026-11-18,${time},,${rest},,95,no`,
    '',
  ]);
  for (const start of ['=', '+', '-', '@', '\t', '\r'])
    assert.match(table([{ ...MOMENT, nudge: `${start}1` }]), /,"?'[=+\-@\t\r]1"?,/, start);
  assert.match(table([{ ...MOMENT, nudge: 'a-1' }]), /,a-1,/);
});

/** A version 5 UUID as RFC 9562 makes it. @param {string} namespace @param {string} name */
function uuid5(namespace, name) {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  bytes[6] = (bytes[6] % 16) + 0x50;
  bytes[8] = (bytes[8] % 64) + 0x80;
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

test('statements are those of xAPI, and name nobody', async () => {
  // RFC 9562, appendix A.4.
  const [dns, address] = ['6ba7b810', '6ba7b811'].map((it) => `${it}-9dad-11d1-80b4-00c04fd430c8`);
  assert.equal(uuid5(dns, 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2');
  const namespace = uuid5(address, 'https://cuecard.invalid/moments');
  const page = await open();
  const { text } = await download(page, 'xAPI');
  const given = JSON.parse(text);
  assert.deepEqual(
    given.map((/** @type {any} */ it) => [it.id, it.verb.id, it.result]),
    [
      [
        uuid5(namespace, '9f0c'),
        'http://adlnet.gov/expapi/verbs/completed',
        { completion: true, response: 'done', duration: 'PT95S' },
      ],
      [
        uuid5(namespace, 'n'),
        'http://adlnet.gov/expapi/verbs/experienced',
        { completion: false, response: 'not_relevant', duration: 'PT95S' },
      ],
    ],
  );
  assert.deepEqual(given, await statements(JSON.parse(LEDGER).moments), 'the same in every export');
  for (const { actor, timestamp } of given) {
    assert.deepEqual(actor, {
      objectType: 'Agent',
      account: { homePage: 'http://localhost/', name: 'me' },
    });
    assert.equal(timestamp, '2026-11-18T15:00:00.000Z');
  }
});

test('a fresh profile says calmly that there is nothing', async () => {
  const page = await open({});
  await page.getByText('Nothing so far.').first().waitFor();
  await page.getByRole('button', { name: 'Download JSON' }).click();
  await page.getByText('The browser could not read what is kept.').waitFor();
});

for (const { name, everything, words } of [
  { name: 'Delete the history', everything: false, words: 'Your choices stay' },
  { name: 'Delete everything', everything: true, words: 'none comes until next Monday' },
]) {
  test(`${name}: only after a plain confirmation`, async () => {
    const page = await open();
    const button = page.getByRole('button', { name });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByText(words).waitFor();
    assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', /deletes/);
    await inspect(page, everything ? 'options-delete-all' : 'options-delete-history');
    await page.evaluate(() => localStorage.setItem('lesson:pricing-objection', '1'));
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await extension.heard('forget', 0), []);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BUTTON');
    await button.click();
    await page.getByRole('button', { name }).click();
    if (everything) await page.locator('h1:focus').waitFor();
    else await page.getByText('Deleted.').waitFor();
    assert.deepEqual(await extension.heard('forget'), [{ kind: 'forget', everything }]);
    const places = await page.evaluate(() => Object.entries(localStorage));
    assert.deepEqual(places, everything ? [] : [['first-steps', '3']]);
  });
}

test('what could not be deleted is said', async () => {
  const page = await open();
  await extension.answer({ status: [{ status: EMPTY }], forget: ['silent'] });
  await page.getByRole('button', { name: 'Delete the history' }).click();
  await page.getByRole('button', { name: 'Delete the history' }).click();
  await page.getByText('Could not save this. Try again.').waitFor();
});
