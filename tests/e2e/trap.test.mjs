// A defect ends the worker's core in the middle of a message: nothing is lost, nobody waits for ever,
// and the next message works.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { edit, editAndSave, pressSave, shownValue } from '../pages/salesforce/gestures.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { get } from './profile.mjs';
import {
  answer,
  cardShows,
  kept,
  onEachRecord,
  open,
  PRICING_OBJECTION,
  ROLE,
  save,
  stage,
} from './stage.mjs';
import { breakCore, faults, mendCore } from './trap.mjs';
import { until } from './until.mjs';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
let mark = 0;

before(async () => {
  day = await stage({ content: onEachRecord });
  tab = await day.browser.tab();
});
beforeEach(async () => {
  mark = await day.browser.desk.mark();
});
// What was patched in the worker ends with it.
afterEach(() => day.browser.killWorker());
after(() => day?.close());

const STOPPED = /stopped in the middle/;
const OTHER_ROLE = 'sales-development-representative';
const status = () => day.browser.desk.status();
/** @param {{ problems: { at: number, what: string }[] }} status when the worker last noted a stop */
const stopped = ({ problems }) => problems.findLast(({ what }) => STOPPED.test(what))?.at ?? 0;

/**
 * Asks all of these at once and gives the answers in the order of the questions.
 * @param {object[]} messages
 */
async function askAll(messages) {
  const { desk } = day.browser;
  await desk.evaluate((messages) => {
    /** @type {any[]} */
    const replies = messages.map(() => undefined);
    Object.assign(globalThis, { replies });
    messages.forEach(async (message, place) => {
      replies[place] = { reply: await chrome.runtime.sendMessage(message).catch(String) };
    });
  }, messages);
  const replies = await until('every message is answered', async () => {
    const replies = await desk.evaluate(() => /** @type {any} */ (globalThis).replies);
    return replies.every(Boolean) && replies;
  });
  return replies.map((/** @type {any} */ { reply }) => reply);
}

test('a defect that stays: the page is untouched, nothing is spent, the popup says so', async () => {
  await open(day, tab, 1);
  const before = await kept(day);
  await breakCore(day.browser, { times: Number.MAX_SAFE_INTEGER });
  await editAndSave(tab.page, PRICING_OBJECTION);
  await day.browser.desk.hears(
    mark,
    ({ kind, act, readings }) =>
      kind === 'saw' &&
      act === null &&
      Object.values(PRICING_OBJECTION).every((raw) =>
        readings.some((/** @type {any} */ reading) => reading?.raw === raw),
      ),
    'the deal shows what was saved',
  );
  await pagesAreQuiet(day.browser.desk);
  assert.ok((await faults(day.browser)) > 0, 'the core was ended');
  assert.equal(await shownValue(tab.page, 'StageName'), PRICING_OBJECTION.StageName);
  assert.equal(await tab.card(), null, 'no card may be on the page');
  const heard = await day.browser.desk.heardSince(mark);
  assert.deepEqual(
    heard.filter(({ message }) => ['placed', 'card', 'painted'].includes(message.kind)),
    [],
    'no moment may begin',
  );
  const popup = await day.browser.extensionPage('ui/popup.html');
  await popup.page.getByText(STOPPED).first().waitFor();
  await popup.close();

  await mendCore(day.browser);
  assert.deepEqual(await kept(day), before, 'what is remembered is as before');
  const after = await day.browser.extensionPage('ui/popup.html');
  await after.page.getByText(STOPPED).first().waitFor();
  await picture(after, 'trap', 'popup after the core stopped');
  await after.close();

  const next = await day.browser.desk.mark();
  await save(day, tab, 2, PRICING_OBJECTION);
  await cardShows(day, tab, next);
  await answer(day, tab, 'Done');
});

test('a defect that passes: the page asks again, and the card shows and is spent once', async () => {
  const before = await status();
  await open(day, tab, 3);
  await edit(tab.page, PRICING_OBJECTION);
  await pagesAreQuiet(day.browser.desk);
  await breakCore(day.browser, { times: 1 });
  await pressSave(tab.page);
  await cardShows(day, tab, mark);
  assert.equal(await faults(day.browser), 1);
  const after = await status();
  assert.equal(after.budget.count.spent, before.budget.count.spent + 1);
  assert.ok(stopped(after) > stopped(before), 'the stop is noted');
  await answer(day, tab, 'Done');
});

test('what the worker says to itself is not lost either', async () => {
  const { desk } = day.browser;
  const tabs = async () => Object.keys(JSON.parse(await get(desk, 'ledger')).tabs).length;
  const other = await day.browser.tab();
  await open(day, other, 4);
  const before = await tabs();
  await breakCore(day.browser, { times: 1 });
  await other.close();
  await until('the worker forgets the closed tab', async () => (await tabs()) === before - 1);
  assert.equal(await faults(day.browser), 1);
});

/** Each row ends the core `times` in a row: the second time while it opens again. */
const FAULTS = /** @type {const} */ ([
  { fault: 'trap', times: 1 },
  { fault: 'trap', times: 2 },
  { fault: 'trap', times: 3 },
  { fault: 'stack', times: 1 },
  { fault: 'error', times: 2 },
]);
for (const { fault, times } of FAULTS) {
  test(`messages on their way at ${times} × ${fault} all end, and what was stored stays`, async () => {
    await day.browser.desk.set({ role: ROLE });
    const before = await status();
    // The first message is being stored while the others arrive; the second ends the core.
    await breakCore(day.browser, { fault, times, skip: 1 });
    const [set, ended, told] = await askAll([
      { kind: 'set', settings: { role: OTHER_ROLE } },
      { kind: 'unmute', nudge: 'none' },
      { kind: 'status' },
    ]);
    assert.deepEqual([set, ended], [{ ok: true }, null]);
    assert.ok(stopped(told.status) > stopped(before), 'the person is told at once');
    await until('the core was ended as often as it should be', async () => {
      await status();
      return (await faults(day.browser)) === times;
    });
    const after = await status();
    assert.ok(after.roles.length > 0, 'the core works again');
    assert.equal(after.settings.role, OTHER_ROLE);
    assert.ok(stopped(after) > stopped(before), 'the stop is noted');
    await day.browser.desk.set({ role: ROLE });
  });
}
