/**
 * Adapters that are data alone, on the running applications: every ticket in every language as a golden file and
 * against the seed, pages that hold nothing for them, and each hook renamed in turn.
 * `CUECARD_GOLDEN=write` writes the golden files anew.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open, openCompany } from './company.mjs';
import { pageState, planOf, settled } from './extension.mjs';
import { hooksOf, rename, restore } from './hooks.mjs';
import { SEED } from './service.mjs';

/** @typedef {import('./service.mjs').Language} Language */
/** @typedef {import('./company.mjs').Person} Person */
/** @typedef {import('./extension.mjs').State} State */

const GOLDEN = fileURLToPath(new URL('./golden', import.meta.url));
const LANGUAGES = /** @type {Language[]} */ (['en', 'en-GB', 'de', 'fr']);
const TICKETS = SEED.tickets.map((/** @type {unknown} */ _, /** @type {number} */ at) => at + 1);
/** The ticket with the most on it. */
const RICHEST = 1;

/** What the two call the same things, and pages of theirs that hold no ticket to read. */
const APPS = /** @type {const} */ ([
  {
    name: 'trac',
    estimate: 'estimated_hours',
    rootCause: 'field:root_cause',
    perHour: 1,
    others: ['/wiki', '/report', '/ticket/999', '/newticket', '/query?owner=robin'],
    closed: ['closed'],
    signedOutOwner: true,
  },
  {
    name: 'redmine',
    estimate: 'estimate',
    rootCause: 'field:1',
    perHour: 60,
    others: ['/', '/projects/billing/issues', '/issues/999', '/projects/billing/issues/new'],
    closed: [],
    signedOutOwner: false,
  },
]);

for (const { name, estimate, rootCause, perHour, others, closed, signedOutOwner } of APPS) {
  describe(name, () => {
    /** @type {import('./company.mjs').Company} */
    let company;
    before(async () => {
      company = await openCompany(name);
    });
    after(() => company?.close());

    for (const language of LANGUAGES) {
      describe(language, () => {
        /** @type {Person} */
        let me;
        before(async () => {
          await company.app.speak('me', language);
          me = await company.person();
        });
        after(() => me?.browser.close());

        /** @param {number} number */
        async function state(number) {
          await open(company, me, number);
          const page = await pageState(me.browser, me.tab);
          assert.ok(page, `ticket ${number} is read`);
          return page;
        }

        for (const number of TICKETS) {
          test(`reads ticket ${number} as the seed has it`, async () => {
            const page = await state(number);
            golden(`${name}/${language}/${number}.json`, page);
            const seed = SEED.tickets[number - 1];
            const fact = (/** @type {string} */ what) => page.facts[what]?.value;
            const due =
              seed.history.findLast((/** @type {any} */ save) => save.due)?.due ?? seed.due;
            assert.equal(fact('due_date'), due ?? '');
            assert.equal(fact('created'), seed.opened.slice(0, 10));
            assert.equal(fact(estimate), seed.estimate ? `${seed.estimate * perHour}` : '');
            assert.equal(fact('has_description'), String(seed.description !== ''));
            assert.equal(fact(rootCause), seed.rootCause ?? '');
            if (seed.owner === 'colleague') assert.doesNotMatch(fact('owner'), /^(me)?$/);
            else assert.equal(fact('owner'), seed.owner ?? '');
            const isClosed = closed.some((status) => status === fact('status'));
            assert.equal(fact('done'), String(isClosed));
            assert.deepEqual(said(page.lists.comments), comments(seed));
          });
        }
      });
    }

    describe('elsewhere', () => {
      /** @type {Person} */
      let me;
      /** German dates read one way only, so that what is compared does not depend on what was learnt. */
      const language = 'de';
      before(async () => {
        await company.app.speak('me', language);
        me = await company.person();
      });
      after(() => me?.browser.close());

      for (const address of others) {
        test(`reads nothing at ${address}`, async () => {
          await me.tab.goto(company.app.url + address);
          await settled(me.browser);
          const page = await pageState(me.browser, me.tab);
          assert.deepEqual({ ...page?.facts, ...page?.lists }, {});
        });
      }

      test('a renamed hook makes a fact absent or moves it to its next place, never wrong', async () => {
        await open(company, me, RICHEST);
        const plan = await planOf(me.browser, me.tab.page.url());
        const whole = await pageState(me.browser, me.tab);
        const hooks = hooksOf(plan);
        const mattering = [];
        for (const hook of hooks) {
          await me.tab.page.evaluate(rename, hook);
          const page = await pageState(me.browser, me.tab);
          await me.tab.page.evaluate(restore);
          isPartOf(page, whole, `without ${hook}`);
          if (JSON.stringify(page) !== JSON.stringify(whole)) mattering.push(hook);
        }
        // The others are for what this ticket has not: an emptied field, a closed ticket.
        assert.ok(mattering.length > hooks.length / 2, mattering.join(' '));
        assert.deepEqual(await pageState(me.browser, me.tab), whole);
      });

      test('knows in the same browser when somebody else has signed in', async () => {
        const owned = { mine: 1, colleagues: 3 };
        await company.app.signIn(me.tab.page, 'colleague');
        for (const [number, isMine] of [
          [owned.mine, false],
          [owned.colleagues, true],
        ]) {
          await open(company, me, Number(number));
          const page = await pageState(me.browser, me.tab);
          assert.equal(page?.facts.owner.value === 'me', isMine);
        }
        await company.app.signIn(me.tab.page, 'me');
      });

      test('reads nothing wrong once signed out', async () => {
        await open(company, me, RICHEST);
        const whole = await pageState(me.browser, me.tab);
        await me.tab.page.context().clearCookies();
        await me.tab.page.reload();
        await settled(me.browser);
        const page = await pageState(me.browser, me.tab);
        assert.deepEqual(page?.facts.owner, signedOutOwner ? whole?.facts.owner : undefined);
        // Nobody's language is the browser's, and the lists are in it.
        isPartOf(page && { ...page, lists: {} }, whole, 'signed out');
      });
    });
  });
}

/** @param {string} file @param {unknown} page */
function golden(file, page) {
  const place = path.join(GOLDEN, file);
  const text = `${JSON.stringify(page, null, 2)}\n`;
  if (process.env.CUECARD_GOLDEN === 'write') {
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(place, 'utf8')));
}

/** Who commented when; absent and none are told apart by the golden files. @param {any[] | undefined} things */
const said = (things = []) =>
  things.map(({ author, written }) => [author.value === 'me', written.value]);

/** @param {{ history: { by: string, at: string, comment?: string }[] }} seed */
const comments = ({ history }) =>
  history.filter(({ comment }) => comment).map(({ by, at }) => [by === 'me', at.slice(0, 10)]);

/**
 * What is there is as in the whole; what is not there may be missing.
 * @param {State | null} page @param {State | null} whole @param {string} when
 */
function isPartOf(page, whole, when) {
  for (const [fact, { value }] of Object.entries(page?.facts ?? {}))
    assert.equal(value, whole?.facts[fact]?.value, `${fact}, ${when}`);
  for (const [list, things] of Object.entries(page?.lists ?? {})) {
    assert.equal(things.length, whole?.lists[list]?.length, `${list}, ${when}`);
    for (const [at, thing] of things.entries())
      for (const [fact, { value }] of Object.entries(thing))
        assert.equal(value, whole?.lists[list][at][fact]?.value, `${fact} of ${list}, ${when}`);
  }
}
