/**
 * Whose act it was, on the running applications: what one person, in one browser with the extension, does to tickets
 * while a colleague works on them too, and what the engine counts of it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { cardShows } from '../e2e/stage.mjs';
import { open, openCompany } from './company.mjs';
import { counted, newly, settled } from './extension.mjs';
import { SEED } from './service.mjs';

/** @typedef {import('./company.mjs').Company} Company */
/** @typedef {import('./company.mjs').Person} Person */
/** @typedef {import('./tickets.mjs').Values} Values */
/** @typedef {import('./service.mjs').Language} Language */

/** Longer than a saved value waits for its page. */
const LATER = { minutes: 2 };

/** How each wants a date typed, and what only one of them knows. */
const APPS = /** @type {const} */ ([
  {
    name: 'trac',
    day: (/** @type {Date} */ day, /** @type {Language} */ language) => medium(day, language),
    estimate: '34',
    priority: 'blocker',
  },
  {
    name: 'redmine',
    day: (/** @type {Date} */ day) => day.toISOString().slice(0, 10),
    estimate: '34:00',
    priority: 'Urgent',
  },
]);

/** @param {Date} day @param {Language} language */
function medium(day, language) {
  const locale = language === 'en' ? 'en-US' : language;
  /** Trac's own forms, of Babel's `medium`. @type {Intl.DateTimeFormatOptions} */
  const form =
    language === 'de'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' };
  return day.toLocaleDateString(locale, { ...form, timeZone: 'UTC' });
}

for (const { name, day, estimate, priority } of APPS) {
  describe(name, () => {
    /** @type {Company} */
    let company;
    /** @type {Person} */
    let me;
    before(async () => {
      company = await openCompany(name);
      me = await company.person();
    });
    after(() => company?.close());

    const on = (/** @type {string} */ date, /** @type {Language} */ language = 'en') =>
      day(new Date(`${date}T00:00:00Z`), language);
    /** What is counted of what happens meanwhile. @param {() => Promise<unknown>} happens */
    async function counts(happens) {
      const earlier = await counted(me.browser);
      await happens();
      return newly(earlier, await counted(me.browser));
    }
    const reload = (/** @type {number} */ number) => open(company, me, number);
    const change = (/** @type {Values} */ values, by = 'mouse', comment = '') =>
      company.gestures.change(
        me.tab.page,
        values,
        /** @type {import('./tickets.mjs').By} */ (by),
        comment,
      );
    const colleague = (/** @type {number} */ number, /** @type {Values} */ values, comment = '') =>
      company.gestures.asColleague(company.app, number, values, comment);
    /** The same person at another machine, without the extension. @param {number} number @param {Values} values */
    const elsewhere = (number, values) =>
      company.gestures.asColleague(
        { ...company.app, session: () => company.app.session('me') },
        number,
        values,
      );
    /** Fills the form of a ticket and leaves it there. @param {number} number @param {Values} values */
    async function fill(number, values) {
      await reload(number);
      await company.gestures.startEdit(me.tab.page);
      await company.gestures.fillForm(me.tab.page, values);
      await settled(me.browser);
    }
    const save = () => company.gestures.save(me.tab.page);

    test('the history counts on its days, once', async () => {
      assert.deepEqual(await counts(() => reload(1)), {
        due_date_pushed: 2,
        own_comment: 1,
        other_comment: 1,
      });
      assert.deepEqual(await counts(() => reload(1)), {});
      const { due_date_pushed } = await counted(me.browser);
      assert.deepEqual(due_date_pushed, { '2026-11-04': 1, '2026-11-12': 1 });
      assert.equal(await me.tab.card(), null);
    });

    test('the third push in 30 days counts once and brings the aid', async () => {
      await reload(1);
      const mark = await me.browser.desk.mark();
      assert.deepEqual(
        await counts(async () => {
          await change({ due: on('2026-11-27') });
          await cardShows(me, me.tab, mark);
        }),
        { due_date_pushed: 1 },
      );
      assert.deepEqual(await counts(() => reload(1)), {});
    });

    for (const { what, number, values, by, comment, expected } of [
      {
        what: 'Enter',
        values: { due: '2026-12-11' },
        by: 'Enter',
        expected: { due_date_pushed: 1 },
      },
      { what: 'an earlier date', values: { due: '2026-12-10' }, expected: {} },
      { what: 'another estimate', values: { estimate }, expected: { estimate_changed: 1 } },
      { what: 'another priority', values: { priority }, expected: { priority_changed: 1 } },
      {
        what: 'a root cause and a comment',
        values: { rootCause: 'Estimate too low' },
        comment: 'It is more than we thought.',
        expected: { root_cause_named: 1, own_comment: 1 },
      },
      { what: 'nothing but a comment', values: {}, comment: 'Done?', expected: { own_comment: 1 } },
      { what: 'the end', values: { status: 'resolved' }, expected: { finished: 1 } },
      { what: 'a first date', number: 5, values: { due: '2026-12-01' }, expected: {} },
      { what: 'no date any more', number: 5, values: { due: '' }, expected: {} },
    ].map((each) => ({ number: 2, by: 'mouse', comment: '', ...each }))) {
      test(`own save of ${what} counts what it is`, async () => {
        await reload(number);
        const typed = values.due ? { ...values, due: on(values.due) } : values;
        assert.deepEqual(await counts(() => change(typed, by, comment)), expected);
        assert.deepEqual(await counts(() => reload(number)), {});
      });
    }

    test('what was refused counts once it is mended and saved', async () => {
      await reload(3);
      const { summary } = SEED.tickets[2];
      assert.deepEqual(await counts(() => change({ due: on('2026-11-25'), summary: '' })), {});
      assert.notDeepEqual(await company.gestures.refusals(me.tab.page), []);
      assert.deepEqual(
        await counts(async () => {
          await company.gestures.startEdit(me.tab.page).catch(() => {});
          await company.gestures.fillForm(me.tab.page, { summary });
          await save();
        }),
        { due_date_pushed: 1 },
      );
    });

    test('what was refused and given up never counts, though a colleague saves the same later', async () => {
      await reload(3);
      assert.deepEqual(await counts(() => change({ due: on('2026-12-02'), summary: '' })), {});
      assert.deepEqual(await counts(() => reload(3)), {});
      company.clock.move(LATER);
      await colleague(3, { due: on('2026-12-02') });
      assert.deepEqual(await counts(() => reload(3)), {});
    });

    test('what was cancelled never counts, though a colleague saves the same', async () => {
      assert.deepEqual(
        await counts(async () => {
          await fill(3, { due: on('2026-12-09') });
          await company.gestures.cancelEdit(me.tab.page);
          await settled(me.browser);
          await colleague(3, { due: on('2026-12-09') });
          await reload(3);
        }),
        {},
      );
    });

    test("a colleague's saves are the colleague's", async () => {
      await reload(6);
      assert.deepEqual(
        await counts(async () => {
          await colleague(6, { due: on('2027-01-12') }, 'One day more.');
          await reload(6);
        }),
        { other_comment: 1 },
      );
    });

    test('a save that a colleague overtook counts nothing', async () => {
      assert.deepEqual(
        await counts(async () => {
          await fill(6, { due: on('2027-01-14') });
          await colleague(6, { due: on('2027-01-13') });
          await save();
          await settled(me.browser);
          await reload(6);
        }),
        {},
      );
    });

    test("own comment counts, the colleague's date of the meantime does not", async () => {
      await reload(6);
      await colleague(6, { due: on('2027-01-15') });
      await reload(6);
      assert.deepEqual(await counts(() => change({}, 'mouse', 'Agreed.')), { own_comment: 1 });
    });

    test('an own save at another machine counts on its day and brings nothing up', async () => {
      await reload(6);
      assert.deepEqual(
        await counts(async () => {
          await elsewhere(6, { due: on('2027-01-18') });
          await reload(6);
        }),
        { due_date_pushed: 1 },
      );
      assert.deepEqual(await counts(() => reload(6)), {});
    });

    test('an unsaved entry that the page draws as if it were saved counts nothing', async () => {
      assert.deepEqual(
        await counts(async () => {
          await fill(6, { due: on('2027-01-25'), status: 'started' });
          if ('waitForDraft' in company.gestures) await company.gestures.waitForDraft(me.tab.page);
          await settled(me.browser);
          await reload(6);
        }),
        {},
      );
    });

    for (const [place, language] of /** @type {Language[]} */ (['en-GB', 'de', 'fr']).entries()) {
      test(`own save counts once in ${language}`, async () => {
        await company.app.speak('me', language);
        await reload(6);
        const due = on(`2027-02-1${place}`, language);
        assert.deepEqual(await counts(() => change({ due })), { due_date_pushed: 1 });
        assert.deepEqual(await counts(() => reload(6)), {});
      });
    }
  });
}
