// Scene 8, one budget: what a week's cards on Salesforce and Jira spent is spent on GitHub, too.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openPull } from '../pages/github/gestures.mjs';
import { changeDueDate, openIssue } from '../pages/jira-data-center/gestures.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { countedByDay, get } from './profile.mjs';
import {
  cardShows,
  eachNudge,
  lastDecision,
  PRICING_OBJECTION,
  save,
  stage,
  staysSilent,
} from './stage.mjs';
import { until } from './until.mjs';

/** A role that the nudges of all three systems are for; no shipped one is. */
const ROLE = 'everywhere';
const NEXT_MONDAY = '2026-11-23T09:00:00-05:00';
const JIRA_HOST = 'jira.acme.example';
/** Its history has two own pushes of the due date; the third brings the aid. */
const TICKET = 'ACME-1';
/** The person's own, with two threads about security; the third brings the aid. */
const PULL = 12;
const SECURITY = 'security-comments';

/**
 * The cards on Salesforce and Jira take 51 and 52 seconds, and a card that nobody answered spends what it
 * takes; GitHub's would take 37 more.
 * @type {{ what: string, budget: string, reason: string, budgetSays: string[], slots: [left: number, of: number], why: string }[]}
 */
const CASES = [
  {
    what: 'two cards a week',
    budget: '{ period: week, count: 2, minutes: 20 }',
    reason: 'budget_count',
    budgetSays: ['No cards left', '18 of 20 minutes left'],
    slots: [0, 2],
    why: 'All cards of this period were used.',
  },
  {
    what: 'two minutes a week',
    budget: '{ period: week, count: 3, minutes: 2 }',
    reason: 'budget_minutes',
    budgetSays: ['1 of 3 cards left', 'No minutes left'],
    slots: [1, 3],
    why: 'All minutes of this period were used.',
  },
  {
    what: 'three cards a week',
    budget: '{ period: week, count: 3, minutes: 20 }',
    reason: 'shown',
    budgetSays: ['No cards left', '17 of 20 minutes left'],
    slots: [0, 3],
    why: 'Shown.',
  },
];

/** @typedef {import('./stage.mjs').Stage} Stage */

/** All nudges for one role. @param {string} budget */
const forRole = (budget) => (/** @type {string} */ content) => {
  writeFileSync(
    join(content, `roles/${ROLE}.yaml`),
    `role: ${ROLE}\ntitle: Works everywhere\nbudget: ${budget}\n`,
  );
  eachNudge(content, (nudge) => nudge.replace(/^roles: \[/m, `$&${ROLE}, `));
};

for (const { what, budget, reason, budgetSays, slots, why } of CASES)
  describe(`one budget for three systems: ${what}`, () => {
    /** @type {Stage} */
    let day;

    before(async () => {
      day = await stage({ role: ROLE, content: forRole(budget) });
      await day.browser.desk.set({ host: { host: JIRA_HOST, fetch: true } });
    });
    after(() => day?.close());

    /** What happens in a new tab brings a card; the person leaves it without an answer. @param {(tab: import('./chromium.mjs').Tab) => Promise<unknown>} does */
    async function seesCard(does) {
      const tab = await day.browser.tab();
      const mark = await day.browser.desk.mark();
      await does(tab);
      await cardShows(day, tab, mark);
      await tab.close();
      await until('no card is open', async () => {
        const { moments } = JSON.parse(await get(day.browser.desk, 'ledger'));
        return moments.every((/** @type {{ over?: boolean }} */ { over }) => over);
      });
    }

    /** Opens the pull request; returns once the extension has read it. @param {import('./chromium.mjs').Tab} tab */
    async function readPull(tab) {
      const mark = await day.browser.desk.mark();
      await openPull(tab.page, PULL);
      await day.browser.desk.hears(
        mark,
        ({ kind, url }) => kind === 'saw' && url === tab.page.url(),
        `pull request ${PULL} is on the page`,
      );
      await pagesAreQuiet(day.browser.desk);
    }

    /** @param {number} line */
    const reviewerRaisesSecurity = (line) =>
      day.workplace.sites.github.personReviewsLine(PULL, {
        body: 'This form takes requests from any site, that is CSRF.',
        path: 'src/mission/comments.tsx',
        line,
      });

    test('the first card comes on Salesforce', () =>
      seesCard((tab) => save(day, tab, 1, PRICING_OBJECTION)));

    test('the second card comes in Jira', () =>
      seesCard(async (tab) => {
        const mark = await day.browser.desk.mark();
        await openIssue(tab.page, TICKET);
        await day.browser.desk.hears(
          mark,
          ({ kind, url }) => kind === 'saw' && url.includes(TICKET),
          'the ticket is on the page',
        );
        await until('the two pushes of before are counted, each on its day', async () => {
          const { due_date_pushed: pushed } = await countedByDay(day.browser.desk);
          return Object.keys(pushed ?? {}).length === 2;
        });
        await changeDueDate(tab.page, '30/Dec/26');
      }));

    test(`on GitHub the third is ${reason}`, async () => {
      const tab = await day.browser.tab();
      await readPull(tab);
      const mark = await day.browser.desk.mark();
      reviewerRaisesSecurity(9);
      const decision = await until('GitHub was decided on', () => lastDecision(day, SECURITY));
      assert.equal(decision.reason, reason);
      if (reason === 'shown') await cardShows(day, tab, mark);
      else {
        await tab.page.getByText('that is CSRF').waitFor();
        await staysSilent(day, tab, mark);
      }
      await picture(tab, 'scene8', `GitHub after ${what}`);
      await tab.close();
    });

    test('the popup says what is left, and why', async () => {
      const popup = await day.browser.extensionPage('ui/popup.html');
      for (const words of budgetSays) await popup.page.getByText(words, { exact: true }).waitFor();
      const dots = popup.page.locator('.dots .dot');
      const left = popup.page.locator('.dots .dot.left');
      assert.deepEqual([await left.count(), await dots.count()], slots);
      const { title } = await lastDecision(day, SECURITY);
      // What is next has the same title, and no time.
      const decided = { hasText: title, has: popup.page.locator('time') };
      const line = popup.page.getByRole('listitem').filter(decided).first();
      assert.match(await line.innerText(), new RegExp(why));
      await picture(popup, 'scene8', `popup after ${what}`);
      await popup.close();
    });

    if (reason !== 'shown')
      test("next week GitHub's card comes", async () => {
        day.clock.setTo(NEXT_MONDAY);
        const tab = await day.browser.tab();
        await readPull(tab);
        const mark = await day.browser.desk.mark();
        reviewerRaisesSecurity(11);
        await cardShows(day, tab, mark);
        const { budget: spending } = await day.browser.desk.status();
        assert.deepEqual([spending.starts, spending.count.spent], ['2026-11-23', 1]);
      });
  });
