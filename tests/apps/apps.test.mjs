/** Trac and Redmine themselves: every gesture does what a person expects of it, seen by a second reading. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { clock } from '../e2e/clock.mjs';
import * as redmineApp from './redmine/app.mjs';
import * as redmineGestures from './redmine/gestures.mjs';
import { install, PEOPLE, SEED } from './service.mjs';
import * as tracApp from './trac/app.mjs';
import * as tracGestures from './trac/gestures.mjs';

const FOLDER =
  process.env.CUECARD_APPS ?? fileURLToPath(new URL('../../target/apps', import.meta.url));
/** A page of Redmine takes a second when both cores are busy. */
const PAGE_LIMIT_MS = 20_000;

/**
 * What the two applications say differently: `typed` is a date as a person enters it, `stored` names the fields in the
 * second reading. `enterIn` is where Enter is pressed: in a date of Trac it would only choose the day in the calendar.
 */
const APPS = /** @type {const} */ ([
  {
    name: 'trac',
    start: tracApp.start,
    gestures: tracGestures,
    typed: { 'Nov 27': 'Nov 27, 2026', 'Dec 4': 'Dec 4, 2026' },
    stored: {
      due: 'Due Date',
      estimate: 'Estimated Hours',
      rootCause: 'Root Cause',
      status: 'Status',
    },
    storedDates: { 'Nov 27': 'Nov 27, 2026', 'Dec 4': 'Dec 4, 2026' },
    seeded: [
      {
        number: 1,
        due: 'Nov 20, 2026',
        estimate: '8',
        status: 'accepted',
        priority: 'critical',
        owner: 'Robin Vale',
      },
      {
        number: 3,
        due: 'Nov 18, 2026',
        estimate: '2.5',
        status: 'accepted',
        priority: 'blocker',
        owner: 'Sam Okoro',
      },
      { number: 5, due: '', estimate: '', status: 'new', priority: 'major', owner: '' },
    ],
    enterIn: 'estimate',
    moved: { field: 'Due Date', from: 'Nov 20, 2026', to: 'Nov 27, 2026' },
    today: 'Nov 18, 2026',
    resolved: 'closed',
    refused: [
      { values: { summary: '' }, why: /must contain a summary/ },
      { values: { due: 'soon' }, why: /invalid date/ },
    ],
    outdated: /has been modified since you started/,
    languages: { en: 'Dec 4, 2026', 'en-GB': '4 Dec 2026', de: '04.12.2026', fr: '4 déc. 2026' },
  },
  {
    name: 'redmine',
    start: redmineApp.start,
    gestures: redmineGestures,
    typed: { 'Nov 27': '2026-11-27', 'Dec 4': '2026-12-04' },
    stored: {
      due: 'due_date',
      estimate: 'estimated_hours',
      rootCause: 'Root cause',
      status: 'status',
    },
    storedDates: { 'Nov 27': '2026-11-27', 'Dec 4': '2026-12-04' },
    seeded: [
      {
        number: 1,
        due: '11/20/2026 (Due in 2 days)',
        estimate: '8:00 h',
        status: 'In Progress',
        priority: 'High',
        owner: 'Robin Vale',
      },
      {
        number: 3,
        due: '11/18/2026 (Due in 0 days)',
        estimate: '2:30 h',
        status: 'In Progress',
        priority: 'Urgent',
        owner: 'Sam Okoro',
      },
      { number: 5, due: '', estimate: '', status: 'New', priority: 'Normal', owner: '-' },
    ],
    enterIn: 'due',
    moved: { field: 'Due date', from: '11/20/2026', to: '11/27/2026' },
    today: '11/18/2026',
    resolved: 'Resolved',
    refused: [
      { values: { summary: '' }, why: /Subject cannot be blank/ },
      { values: { due: '2026-10-01' }, why: /Due date must be greater than start date/ },
    ],
    outdated: /updated by an other user while you were editing/,
    languages: {
      en: '12/04/2026 (Due in 16 days)',
      'en-GB': '04/12/2026 (Due in 16 days)',
      de: '04.12.2026 (Fällig in 16 Tagen)',
      fr: '04/12/2026 (Échéance dans 16 jours)',
    },
  },
]);

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../e2e/clock.mjs').Clock} */
let calendar;

before(async () => {
  calendar = clock({ start: '2026-11-18T10:00:00Z', timeZone: 'UTC' });
  browser = await chromium.launch({
    executablePath: process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
after(async () => {
  await browser?.close();
  calendar?.close();
});

for (const { name, start, gestures, ...told } of APPS) {
  describe(name, () => {
    /** @type {import('./service.mjs').App} */
    let app;
    /** @type {import('playwright-core').Page} */
    let page;
    const { openTicket, change, shown, history, refusals, stored, asColleague } = gestures;
    const words = { 'Nov 27': told.typed['Nov 27'], 'Dec 4': told.typed['Dec 4'] };

    before(async () => {
      await install(name, FOLDER);
      app = await start({ folder: FOLDER, environment: calendar.environment });
      page = await newPage();
      await app.signIn(page, 'me');
    });
    after(async () => {
      await page?.context().close();
      await app?.stop();
    });

    async function newPage() {
      const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC' });
      context.setDefaultTimeout(PAGE_LIMIT_MS);
      return context.newPage();
    }

    for (const { number, ...values } of told.seeded) {
      test(`shows ticket ${number} as seeded`, async () => {
        await openTicket(page, app, number);
        const { summary, description, history: saves } = SEED.tickets[number - 1];
        assert.equal(await shown(page, 'summary'), summary);
        assert.equal(await shown(page, 'description'), description.replace(/\s+/g, ' '));
        for (const [field, value] of Object.entries(values)) {
          assert.equal(
            await shown(page, /** @type {import('./tickets.mjs').Field} */ (field)),
            value,
            field,
          );
        }
        assert.deepEqual(
          (await history(page)).map(({ by, comment }) => ({ by, comment })),
          saves.map((/** @type {{ by: 'me' | 'colleague', comment?: string }} */ save) => ({
            by: PEOPLE[save.by].name,
            comment: save.comment ?? '',
          })),
        );
      });
    }

    test('saves with the button, and the history says who, when and what', async () => {
      await openTicket(page, app, 1);
      await change(page, { due: words['Nov 27'] });
      const last = (await history(page)).at(-1);
      assert.deepEqual(last?.changes, [told.moved]);
      assert.equal(last?.by, app.people.me.name);
      assert.ok(last?.when.includes(told.today), last?.when);
      assert.equal((await stored(app, 1))[told.stored.due], told.storedDates['Nov 27']);
    });

    test('saves with Enter in a field', async () => {
      await openTicket(page, app, 1);
      await gestures.startEdit(page);
      await gestures.fillForm(page, { estimate: '13', due: words['Dec 4'] });
      await gestures.save(page, 'Enter', told.enterIn);
      const saved = await stored(app, 1);
      assert.equal(saved[told.stored.due], told.storedDates['Dec 4']);
      assert.equal(Number(saved[told.stored.estimate]), 13);
    });

    test('resolves with a root cause and a comment', async () => {
      await openTicket(page, app, 1);
      await change(page, { status: 'resolved', rootCause: 'Estimate too low' }, 'mouse', 'Done.');
      const saved = await stored(app, 1);
      assert.equal(saved[told.stored.status], told.resolved);
      assert.equal(saved[told.stored.rootCause], 'Estimate too low');
      assert.equal((await history(page)).at(-1)?.comment, 'Done.');
    });

    test('empties a field', async () => {
      await openTicket(page, app, 4);
      await change(page, { rootCause: '' });
      assert.deepEqual(
        (await history(page)).at(-1)?.changes.map(({ from, to }) => [from, to]),
        [['Waiting for others', '']],
      );
      assert.equal(await shown(page, 'rootCause'), '');
    });

    test('adds a comment and changes nothing else', async () => {
      const earlier = await stored(app, 2);
      await openTicket(page, app, 2);
      await gestures.addComment(page, 'Which currencies?');
      const last = (await history(page)).at(-1);
      assert.deepEqual([last?.comment, last?.changes], ['Which currencies?', []]);
      for (const part of Object.values(told.stored))
        assert.equal((await stored(app, 2))[part], earlier[part]);
    });

    for (const { values, why } of told.refused) {
      test(`refuses ${JSON.stringify(values)} and keeps what was`, async () => {
        const earlier = await stored(app, 3);
        await openTicket(page, app, 3);
        await change(page, values);
        assert.match((await refusals(page)).join('\n'), why);
        assert.deepEqual(await stored(app, 3), earlier);
        await openTicket(page, app, 3);
        assert.deepEqual(await refusals(page), []);
      });
    }

    test('keeps what was when the edit is put away', async () => {
      const earlier = await stored(app, 3);
      await openTicket(page, app, 3);
      await gestures.startEdit(page);
      await gestures.fillForm(page, { due: words['Dec 4'] });
      await gestures.cancelEdit(page);
      assert.deepEqual(await stored(app, 3), earlier);
    });

    test("shows a colleague's save under the colleague's name", async () => {
      await asColleague(
        app,
        6,
        { due: words['Nov 27'], rootCause: 'Defect found late' },
        'Seen again.',
      );
      await openTicket(page, app, 6);
      const last = (await history(page)).at(-1);
      assert.equal(last?.by, app.people.colleague.name);
      assert.equal(last?.comment, 'Seen again.');
      assert.equal(last?.changes.length, 2);
      assert.equal(await shown(page, 'rootCause'), 'Defect found late');
    });

    test("refuses a save that overtakes the colleague's", async () => {
      await openTicket(page, app, 6);
      await gestures.startEdit(page);
      await gestures.fillForm(page, { rootCause: 'Estimate too low' });
      await asColleague(app, 6, { due: words['Dec 4'] });
      await gestures.save(page);
      assert.match((await refusals(page)).join('\n'), told.outdated);
      const saved = await stored(app, 6);
      assert.equal(saved[told.stored.due], told.storedDates['Dec 4']);
      assert.equal(saved[told.stored.rootCause], 'Defect found late');
    });

    test('lets the colleague sign in and save in a browser too', async () => {
      const other = await newPage();
      await app.signIn(other, 'colleague');
      await openTicket(other, app, 4);
      await change(other, { rootCause: 'Unclear requirement' });
      assert.equal((await history(other)).at(-1)?.by, app.people.colleague.name);
      await other.context().close();
    });

    for (const [language, due] of Object.entries(told.languages)) {
      test(`prints dates for a person who reads ${language}`, async () => {
        await app.speak('me', /** @type {import('./service.mjs').Language} */ (language));
        await openTicket(page, app, 2);
        assert.equal(await shown(page, 'due'), due);
      });
    }

    test('ends without a trace of its data', async () => {
      const passing = await start({ folder: FOLDER, language: 'de' });
      const runs = path.join(FOLDER, name, 'runs');
      const whileRunning = readdirSync(runs).length;
      await passing.stop();
      await assert.rejects(fetch(passing.url));
      assert.equal(existsSync(runs) && readdirSync(runs).length, whileRunning - 1);
    });
  });
}

test('Trac draws what is not saved into the ticket itself', async () => {
  const app = await tracApp.start({ folder: FOLDER, environment: calendar.environment });
  try {
    const page = await browser.newPage();
    await app.signIn(page, 'me');
    await tracGestures.openTicket(page, app, 2);
    await tracGestures.startEdit(page);
    await tracGestures.fillForm(page, { due: 'Nov 27, 2026' });
    await tracGestures.waitForDraft(page);
    assert.equal(await tracGestures.shown(page, 'due'), 'Nov 27, 2026');
    assert.equal((await tracGestures.stored(app, 2))['Due Date'], 'Dec 4, 2026');
    await page.close();
  } finally {
    await app.stop();
  }
});
