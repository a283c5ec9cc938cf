// Scene 5, count: with a server every report arrives exactly once, whatever the network does; without
// one nothing leaves at all.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { editAndSave } from '../pages/salesforce/gestures.mjs';
import { REPORT_HOST, SALESFORCE_HOST } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { secretFor } from './profile.mjs';
import { SECRET } from './server.mjs';
import { answer, cardShows, PRICING, PRICING_OBJECTION, SLIPPING, save, stage } from './stage.mjs';
import { until } from './until.mjs';

const BOTH_SHOWN = secretFor({ [PRICING]: 'shown', [SLIPPING]: 'shown' });
/** The server shows a week from ten people in either arm on. */
const OTHERS = 10;
/** Until every week that was reported of is over, and its stragglers are in. */
const UNTIL_SHOWN = { days: 14 };
/** Long enough for one attempt; few enough that the report is not too old for the server. */
const ATTEMPT_MS = 4_000;
const HALF_DAYS = 6;

/** The outbox; its bodies are the very text that is sent. @param {import("./stage.mjs").Stage} day */
async function outbox(day) {
  const box = (await day.browser.desk.status()).outbox;
  const parsed = (/** @type {any} */ line) => ({ ...line, body: JSON.parse(line.body) });
  return { ...box, waiting: box.waiting.map(parsed), refused: box.refused.map(parsed) };
}

/** Makes the worker look at its outbox as an alarm would. @param {import("./stage.mjs").Stage} day */
async function wakes(day) {
  await day.browser.killWorker();
  await day.browser.desk.status();
}

/**
 * The way is free and half a day goes by, with a worker that was killed; if an attempt from before
 * failed only now and put the next one off, another half day.
 * @param {import("./stage.mjs").Stage} day
 */
async function delivers(day) {
  const empty = async () => (await outbox(day)).waiting.length === 0;
  for (let halfDay = 1; halfDay < HALF_DAYS; halfDay += 1) {
    day.clock.move({ hours: 12 });
    await wakes(day);
    if (await until('nothing waits', empty, ATTEMPT_MS).catch(() => false)) return;
  }
  await until('nothing waits', empty);
}

/** Requests for reports that reached the workplace. @param {import("./stage.mjs").Stage} day */
const attempts = (day) =>
  day.workplace.log.flatMap((entry) =>
    entry.kind === 'request' && entry.host === REPORT_HOST && entry.method === 'PUT' ? [entry] : [],
  );

/** Ten other people in either arm report the same, so that the week may be shown. @param {import("./stage.mjs").Stage} day @param {any} body */
async function othersReport(day, body) {
  for (const arm of ['shown', 'withheld']) {
    for (let person = 0; person < OTHERS; person += 1) {
      const answer = await fetch(
        `${day.server.url}/v1/reports/${randomBytes(16).toString('hex')}`,
        {
          method: 'PUT',
          headers: { Authorization: `Bearer ${SECRET}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...body, arm }),
        },
      );
      assert.equal(answer.status, 200, await answer.text());
    }
  }
}

/** What the server's page counts for a nudge. @param {import("./stage.mjs").Stage} day @param {string} nudge @param {string} row */
async function counted(day, nudge, row) {
  const page = await (await fetch(day.server.url)).text();
  const section = page.split('<section').find((part) => part.includes(`>${nudge}</a></h2>`)) ?? '';
  const found = new RegExp(`>${row}</th><td>(\\d+)</td><td>(\\d+)</td>`).exec(section);
  return found ? { shown: Number(found[1]), withheld: Number(found[2]) } : null;
}

/** Those who did it, of the exported counts: the page tells it once enough people use the card. @param {import("./stage.mjs").Stage} day @param {string} nudge */
async function succeeded(day, nudge) {
  const table = await (await fetch(`${day.server.url}/v1/counts.csv`)).text();
  const [head, ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const own = lines.filter((line) => line[head.indexOf('nudge')] === nudge);
  const sum = (/** @type {string} */ column) =>
    own.reduce((all, line) => all + Number(line[head.indexOf(column)]), 0);
  return { shown: sum('shown_successes'), withheld: sum('withheld_successes') };
}

/** Each trouble on the way. After the last one the server has the report, and the worker does not know. */
const TROUBLES = /** @type {const} */ ([
  'down',
  'portal',
  'error500',
  'too_many',
  'nonsense',
  'too_large',
  'lost_answer',
]);

test('every report arrives exactly once', async (context) => {
  const day = await stage({ server: true, secret: BOTH_SHOWN });
  context.after(() => day.close());
  const { desk } = day.browser;
  const tab = await day.browser.tab();
  day.workplace.reports.mode = 'down';
  const mark = await desk.mark();
  await save(day, tab, 1, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Done');
  const before = (await outbox(day)).waiting;
  const kinds = before.map((/** @type {any} */ { body }) => body.kind).toSorted();
  assert.deepEqual(kinds, ['entry', 'exposure', 'time']);
  const ids = before.map((/** @type {any} */ { id }) => id).toSorted();
  const entry = before.find((/** @type {any} */ { body }) => body.kind === 'entry');
  await othersReport(day, entry.body);
  assert.equal(
    await counted(day, PRICING, 'Entries'),
    null,
    'nothing shows before the week is over',
  );

  for (const mode of TROUBLES) {
    await context.test(`${mode}: the report is kept`, async () => {
      day.workplace.reports.mode = mode;
      // An hour later, and a worker that was killed meanwhile.
      const before = attempts(day).length;
      day.clock.move({ hours: 3 });
      await day.browser.killWorker();
      await until('the worker tries', async () => {
        await desk.status();
        return attempts(day).length > before;
      });
      const { waiting, sent, refused } = await outbox(day);
      assert.deepEqual(
        [waiting.map((/** @type {any} */ { id }) => id).toSorted(), sent, refused],
        [ids, 0, []],
      );
    });
  }

  await context.test('once the way is free it is sent, under one id', async () => {
    day.workplace.reports.mode = 'repeat';
    await delivers(day);
    assert.equal((await outbox(day)).sent, ids.length);
    assert.ok(
      attempts(day).every(
        ({ path, cookies }) => ids.includes(path.replace('/v1/reports/', '')) && !cookies,
      ),
    );
  });

  await context.test(
    'the outcome follows, though worker and server are killed on the way',
    async () => {
      await save(day, tab, 1, { Concession_Traded__c: 'Two-year term' });
      await pagesAreQuiet(desk);
      day.workplace.reports.mode = 'up';
      await day.server.kill();
      const before = attempts(day).length;
      day.clock.move({ days: 15 });
      await wakes(day);
      await until('the worker tries', () => attempts(day).length > before);
      const outcome = (await outbox(day)).waiting.find(
        (/** @type {any} */ { body }) => body.kind === 'outcome',
      );
      assert.deepEqual(
        [outcome.body.kind, outcome.body.outcome, outcome.body.week],
        ['outcome', 'success', entry.body.week],
      );
      assert.notEqual(outcome.id, entry.id, 'one report says nothing of another');
      await day.server.start();
      await day.browser.crash();
      await delivers(day);
      day.clock.move(UNTIL_SHOWN);
      assert.deepEqual(await succeeded(day, PRICING), { shown: 1, withheld: 0 });
      assert.deepEqual(await counted(day, PRICING, 'Entries'), {
        shown: OTHERS + 1,
        withheld: OTHERS,
      });
    },
  );

  await context.test('pictures of what the person and L&D see', async () => {
    const popup = await day.browser.extensionPage('ui/popup.html');
    await picture(popup, 'scene5', 'popup with reports sent');
    await popup.close();
    const counts = await day.browser.tab();
    await counts.goto(`https://${REPORT_HOST}/`);
    await picture(counts, 'scene5', "counts on the server's page");
  });

  await day.browser.close();
  const left = day.browser.requestsByExtension();
  assert.ok(left.length > 0, 'the capture sees what the extension sends');
  assert.ok(
    left.every(({ url }) => new URL(url).host === REPORT_HOST),
    'the server is the only one to hear from it',
  );
});

test('a report that the server refuses for good is dropped and shown', async (context) => {
  const day = await stage({ server: true, secret: BOTH_SHOWN });
  context.after(() => day.close());
  const { desk } = day.browser;
  day.workplace.reports.mode = 'down';
  const tab = await day.browser.tab();
  const mark = await desk.mark();
  await save(day, tab, 1, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Done');
  // So long offline that the server no longer takes the entry: its week ended more than 35 days ago.
  day.clock.move({ days: 70 });
  day.workplace.reports.mode = 'up';
  await wakes(day);
  const refusedEntry = async () =>
    (await outbox(day)).refused.find((/** @type {any} */ { body }) => body.kind === 'entry');
  await delivers(day);
  await until('the entry is refused', async () => (await refusedEntry()) !== undefined);
  assert.ok((await refusedEntry()).why.length > 0, 'the person can read why');
});

test('without a server nothing leaves', async (context) => {
  const day = await stage();
  context.after(() => day.close());
  const { desk } = day.browser;
  const tab = await day.browser.tab();
  const mark = await desk.mark();
  await save(day, tab, 1, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Done');
  await save(day, tab, 8, { CloseDate: '3/26/2027' });
  await pagesAreQuiet(desk);
  await editAndSave(tab.page, { CloseDate: '4/9/2027' });
  day.clock.move({ days: 15 });
  await day.browser.restart();
  const popup = await day.browser.extensionPage('ui/popup.html');
  const options = await day.browser.extensionPage('ui/options.html');
  await picture(popup, 'scene5', 'popup without a server');
  await picture(options, 'scene5', 'options without a server');
  const { waiting, sent } = await outbox(day);
  assert.deepEqual([waiting, sent], [[], 0]);

  await day.browser.close();
  assert.deepEqual(day.browser.requestsByExtension(), []);
  const hosts = new Set(
    day.workplace.log.flatMap((entry) => (entry.kind === 'request' ? [entry.host] : [])),
  );
  assert.ok(hosts.has(SALESFORCE_HOST), 'the log sees what the page sends');
  assert.ok(!hosts.has(REPORT_HOST));
  const paths = day.workplace.log.flatMap((entry) =>
    entry.kind === 'request' && entry.host === SALESFORCE_HOST ? [entry.path] : [],
  );
  assert.ok(
    paths.every((path) => /^\/(lightning|static|ui-api)\//.test(path) || path === '/favicon.ico'),
    "the page's own host hears from the page alone",
  );
});
