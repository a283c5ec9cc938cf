// The starter nudges about reviews, on GitHub's pages of both kinds: what brings each card, and what the
// page shows of its behaviour.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pagesAreQuiet } from '../../e2e/desk.mjs';
import { answer, lastDecision, stage, staysSilent } from '../../e2e/stage.mjs';
import * as gestures from '../github/gestures.mjs';
import { brings, wins } from './nudge.mjs';

/** My own: reviewed by a colleague who raises security; large; large and still a draft; small. */
const [REVIEWED, LARGE, DRAFT, SMALL] = [12, 14, 19, 18];
/** A colleague's, for which my review was asked on Monday, 16 November. */
const WAITING = 15;
/** The day after, and the Monday of a new week, with a new budget. */
const [TUESDAY, WEDNESDAY, NEXT_MONDAY] = [17, 18, 23].map(
  (day) => `2026-11-${day}T10:00:00-05:00`,
);

/** @type {import('../../e2e/stage.mjs').Stage} */
let day;
/** @type {import('../../e2e/stage.mjs').Tab} */
let tab;

/** Nothing comes of what the person does. @param {() => Promise<unknown>} does */
async function staysQuiet(does) {
  const mark = await day.browser.desk.mark();
  await does();
  await pagesAreQuiet(day.browser.desk);
  await staysSilent(day, tab, mark);
}

/** @param {number} number @param {(page: import('playwright-core').Page) => Promise<unknown>} done the page shows what was done */
async function personReviews(number, done) {
  await pagesAreQuiet(day.browser.desk);
  day.workplace.sites.github.personReviews(number, 'approved', 'Nothing left to find');
  await done(tab.page);
}

for (const ui of /** @type {const} */ (['react', 'classic'])) {
  describe(`a junior engineer, ${ui} pages`, () => {
    before(async () => {
      day = await stage({ role: 'junior-engineer', start: TUESDAY });
      tab = await day.browser.tab();
    });
    after(() => day?.close());

    test('a review that was asked for yesterday can wait', () =>
      staysQuiet(() => gestures.openPull(tab.page, WAITING, { ui })));

    test('a day later it brings the card, and the review ends it', async () => {
      day.clock.setTo(WEDNESDAY);
      await staysQuiet(() => gestures.openPull(tab.page, LARGE, { ui }));
      await brings(day, tab, 'waiting-review', () => gestures.openPull(tab.page, WAITING, { ui }));
      await wins(day, tab, 'waiting-review', async () => {
        await gestures.openFiles(tab.page, WAITING, { ui });
        await gestures.submitReview(tab.page, 'comment', 'could: a shorter name');
        await gestures.goToConversation(tab.page);
      });
    });

    test('the third thread about security brings the card, and a clean review ends it', async () => {
      await staysQuiet(() => gestures.openPull(tab.page, REVIEWED, { ui }));
      const thread = { body: 'That is CSRF.', path: 'src/mission/comments.tsx', line: 9 };
      await brings(day, tab, 'security-comments', async () =>
        day.workplace.sites.github.personReviewsLine(REVIEWED, thread),
      );
      await wins(day, tab, 'security-comments', async () => {
        await gestures.openPull(tab.page, LARGE, { ui });
        await personReviews(LARGE, (page) => page.getByText('Nothing left to find').waitFor());
      });
    });

    test('the second large pull request brings the card once it is no draft, and a small one ends it', async () => {
      day.clock.setTo(NEXT_MONDAY);
      await staysQuiet(() => gestures.openFiles(tab.page, LARGE, { ui }));
      await staysQuiet(() => gestures.openFiles(tab.page, DRAFT, { ui }));
      await gestures.goToConversation(tab.page);
      await gestures.readyForReview(tab.page);
      await brings(day, tab, 'huge-pull-request', () => gestures.goToFiles(tab.page));
      await wins(day, tab, 'huge-pull-request', () => gestures.openPull(tab.page, SMALL, { ui }));
    });
  });
}

describe('a senior engineer', () => {
  before(async () => {
    day = await stage({ role: 'senior-engineer' });
    tab = await day.browser.tab();
  });
  after(() => day?.close());

  test('reads other words, for the same behaviour', async () => {
    const card = await brings(day, tab, 'waiting-review', () =>
      gestures.openPull(tab.page, WAITING),
    );
    await card.says(/Your word is what they wait for/);
    await card.says(/Name one good decision, and why/);
  });

  test('has one aid a sprint, and no other card comes', async () => {
    await answer(day, tab, 'Done');
    await staysQuiet(() => gestures.openFiles(tab.page, LARGE));
    await gestures.openPull(tab.page, DRAFT);
    await gestures.readyForReview(tab.page);
    await staysQuiet(() => gestures.goToFiles(tab.page));
    assert.equal((await lastDecision(day, 'huge-pull-request'))?.reason, 'budget_count');
  });
});
