// Scene 10, your data: the copy is what is stored, what was sent is kept byte for byte, off is off, and
// deleting leaves what it says and wins no second budget.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { whatGoes } from '../../extension/ui/pages/what-goes.js';
import { editAndSave, recordUrl, waitForRecord } from '../pages/salesforce/gestures.mjs';
import { opportunityId } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { get, keys, put, secretFor } from './profile.mjs';
import {
  answer,
  cardShows,
  lastDecision,
  onEachRecord,
  PRICING,
  PRICING_OBJECTION,
  ROLE,
  SLIPPING,
  save,
  stage,
  staysSilent,
} from './stage.mjs';
import { until } from './until.mjs';

const BOTH_SHOWN = secretFor({ [PRICING]: 'shown', [SLIPPING]: 'shown' });

/** The ledger as it is stored. @param {import("./desk.mjs").Desk} desk */
const ledger = async (desk) => JSON.parse(await get(desk, 'ledger'));

/** Reports that reached the workplace. @param {import("./stage.mjs").Stage} day */
const attempts = (day) =>
  day.workplace.log.filter((entry) => entry.kind === 'request' && entry.method === 'PUT').length;

/** The card comes on this deal, and is used. @param {import("./stage.mjs").Stage} day @param {import("./stage.mjs").Tab} tab @param {number} deal */
async function uses(day, tab, deal) {
  const mark = await day.browser.desk.mark();
  await save(day, tab, deal, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Done');
}

test('a copy, a look at what was sent, off, and the end of it', async (context) => {
  const day = await stage({ server: true, secret: BOTH_SHOWN, content: onEachRecord });
  context.after(() => day.close());
  const { desk } = day.browser;
  const tab = await day.browser.tab();
  day.workplace.reports.mode = 'down';
  await uses(day, tab, 1);
  const [{ body }] = (await desk.status()).outbox.waiting;
  const { page } = await day.browser.extensionPage('ui/options.html');
  const kept = page.locator('kept-data pre');

  await context.test(
    'what waits is there as it will leave, and the copy is what is stored',
    async () => {
      await page.getByRole('heading', { name: 'Your data' }).waitFor();
      await page.getByText('What waits to be sent').waitFor();
      assert.ok((await kept.allTextContents()).includes(body));
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download JSON' }).click(),
      ]);
      assert.equal(readFileSync(await file.path(), 'utf8'), await get(desk, 'ledger'));
    },
  );

  await context.test(
    'off: nothing is read, nothing leaves, and a new worker knows it',
    async () => {
      await page.getByRole('switch', { name: 'Cuecard is on' }).click();
      await page.getByText('Saved.').first().waitFor();
      day.workplace.reports.mode = 'up';
      const tried = attempts(day);
      await day.browser.killWorker();
      day.clock.move({ hours: 12 });
      assert.equal((await desk.status()).off, true);
      const mark = await desk.mark();
      await tab.page.bringToFront();
      await tab.goto(recordUrl(opportunityId(2)));
      await waitForRecord(tab.page, opportunityId(2));
      await editAndSave(tab.page, PRICING_OBJECTION);
      await pagesAreQuiet(desk);
      const heard = (await desk.heardSince(mark)).map(({ message }) => message.kind);
      assert.ok(heard.includes('arrived') && !heard.includes('saw'), heard.join());
      assert.equal((await desk.status()).outbox.sent, 0);
      assert.equal(attempts(day), tried);
    },
  );

  await context.test('on again: what waited leaves, and is kept byte for byte', async () => {
    assert.deepEqual(await desk.ask({ kind: 'switch', on: true }), { ok: true });
    await until('the server has the report', async () => (await desk.status()).outbox.sent === 1);
    const sent = JSON.parse(await get(desk, 'sent'));
    assert.ok(sent.map((/** @type {any} */ { body }) => body).includes(body));
    await uses(day, tab, 3);
  });

  await context.test('without the history the budget is spent and the choices stay', async () => {
    await desk.ask({ kind: 'set', settings: { quiet_hours: { from: 1, until: 2 } } });
    await put(desk, 'ledger.aside.1', '{"format":1,"mom');
    // What an open page still has to say would be the beginning of a new history.
    await pagesAreQuiet(desk);
    const before = { status: await desk.status(), secret: await get(desk, 'secret') };
    await page.bringToFront();
    await page.getByRole('button', { name: 'Delete the history' }).click();
    await page.getByRole('button', { name: 'Delete the history' }).click();
    await page.getByText('Deleted.').waitFor();
    const after = await desk.status();
    assert.deepEqual(after.budget, before.status.budget);
    assert.deepEqual(after.settings, before.status.settings);
    assert.deepEqual([after.decisions, after.outbox.waiting, after.outbox.sent], [[], [], 0]);
    assert.deepEqual(await keys(desk), ['ledger', 'secret']);
    assert.equal(await get(desk, 'secret'), before.secret);
    const { moments, lineages, ...rest } = await ledger(desk);
    assert.equal(moments.length, 2);
    for (const moment of moments) {
      assert.deepEqual(
        [moment.id, moment.nudge, moment.record, moment.answer],
        ['', '', '', undefined],
      );
    }
    assert.deepEqual(Object.keys(lineages[PRICING]).toSorted(), ['draws', 'first']);
    assert.deepEqual([rest.records, rest.history, rest.windows], [{}, {}, []]);
  });

  await context.test('the third card of the week is the last, as it was before', async () => {
    await tab.page.bringToFront();
    await uses(day, tab, 4);
    const mark = await desk.mark();
    await save(day, tab, 5, PRICING_OBJECTION);
    await staysSilent(day, tab, mark, { deal: 5 });
    assert.equal((await lastDecision(day, PRICING))?.reason, 'budget_count');
  });

  await context.test('of everything nothing stays, and it is quiet until Monday', async () => {
    const secret = await get(desk, 'secret');
    await page.bringToFront();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('button', { name: 'Save and go on' }).waitFor();
    await picture(
      await day.browser.extensionPage('ui/options.html'),
      'scene10',
      'after everything',
    );
    assert.deepEqual(await keys(desk), ['ledger', 'secret']);
    assert.notEqual(await get(desk, 'secret'), secret, 'old digests fit nothing any more');
    const { settings, moments, lineages, quiet_until } = await ledger(desk);
    assert.deepEqual(
      { settings, moments, lineages, quiet_until },
      {
        settings: { role: null, server: null },
        moments: [],
        lineages: {},
        quiet_until: '2026-11-23',
      },
    );
    await desk.set({ role: ROLE });
    await tab.page.bringToFront();
    const mark = await desk.mark();
    await save(day, tab, 6, PRICING_OBJECTION);
    await staysSilent(day, tab, mark, { deal: 6 });
    assert.equal((await lastDecision(day, PRICING))?.reason, 'after_loss');
    day.clock.setTo('2026-11-23T09:00:00-05:00');
    await uses(day, tab, 7);
  });
});

test('how long it is kept: what is told beforehand goes, and what was spent stays', async (context) => {
  const day = await stage({ secret: BOTH_SHOWN, content: onEachRecord });
  context.after(() => day.close());
  const { desk } = day.browser;
  const tab = await day.browser.tab();
  await uses(day, tab, 1);
  day.clock.move({ days: 50 });
  await uses(day, tab, 2);
  const before = { ledger: await ledger(desk), budget: (await desk.status()).budget };
  const today = '2027-01-07';
  const goes = whatGoes(before.ledger, 35, today);
  assert.ok(goes.cards === 1 && goes.decisions > 0);
  const { page } = await day.browser.extensionPage('ui/options.html');
  await page.getByLabel('Keep what happened for').selectOption('35');
  const words = `cards ${goes.cards}, decisions ${goes.decisions}, days with counts ${goes.days}`;
  await page.getByText(`Deleted at once: ${words}.`).waitFor();
  await page.getByRole('button', { name: 'Keep for 35 days' }).click();
  await page.locator('kept-days .said', { hasText: 'Saved.' }).waitFor();
  const { moments, decisions, settings } = await ledger(desk);
  assert.equal(settings.keep_days, 35);
  assert.deepEqual(
    moments.map((/** @type {any} */ it) => [it.nudge, it.record !== '', it.seconds]),
    [
      ['', false, before.ledger.moments[0].seconds],
      [PRICING, true, before.ledger.moments[1].seconds],
    ],
  );
  assert.equal(before.ledger.decisions.length - decisions.length, goes.decisions);
  assert.deepEqual(whatGoes(await ledger(desk), 35, today), { cards: 0, decisions: 0, days: 0 });
  assert.deepEqual((await desk.status()).budget, before.budget);
  await page.reload();
  assert.equal(await page.getByLabel('Keep what happened for').inputValue(), '35');
});

test('in Firefox: what is kept is shown, off is off, and deleting leaves what it says', async (context) => {
  const day = await stage({ in: 'firefox' });
  context.after(() => day.close());
  const { desk } = day.browser;
  const tab = await day.browser.tab();
  await uses(day, tab, 1);
  const stored = await ledger(desk);
  const options = await day.browser.extensionPage('ui/options.html');
  const shown = await until('what is kept is shown', () =>
    options
      .evaluate(() =>
        [...document.querySelectorAll('kept-data pre')].map((it) => it.textContent ?? ''),
      )
      .then((texts) => (texts.length > 0 ? texts : null)),
  );
  assert.ok(shown.some((text) => text.includes(`"moments":${JSON.stringify(stored.moments)}`)));
  await options.close();

  assert.deepEqual(await desk.ask({ kind: 'switch', on: false }), { ok: true });
  const mark = await desk.mark();
  await tab.goto(recordUrl(opportunityId(2)));
  await waitForRecord(tab.page, opportunityId(2));
  await pagesAreQuiet(desk);
  const heard = (await desk.heardSince(mark)).map(({ message }) => message.kind);
  assert.ok(heard.includes('arrived') && !heard.includes('saw'), heard.join());
  assert.deepEqual(await desk.ask({ kind: 'switch', on: true }), { ok: true });

  const { budget } = await desk.status();
  assert.deepEqual(await desk.ask({ kind: 'forget', everything: false }), { ok: true });
  assert.deepEqual((await desk.status()).budget, budget);
  assert.deepEqual(
    (await ledger(desk)).moments.map((/** @type {any} */ it) => it.nudge),
    [''],
  );
  assert.deepEqual(await desk.ask({ kind: 'forget', everything: true }), { ok: true });
  assert.deepEqual((await desk.status()).settings, { role: null, server: null });
  assert.equal((await ledger(desk)).quiet_until, '2026-11-23');
});
