// Scene 6, review: the third review thread about security in 14 days brings the aid to a junior's own
// pull request; anything else is silent.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { goToFiles, openPull, pullUrl } from '../pages/github/gestures.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { countedByDay } from './profile.mjs';
import { cardShows, lastDecision, stage, staysSilent } from './stage.mjs';

/** Pull request 12 is the person's own and has two threads about security; 16 is a colleague's. */
const OWN = 12;
const OTHERS = 16;
const THIRD = 'This form takes requests from any site, that is CSRF.';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
let mark = 0;

/** Opens a pull request; returns once the extension has read it. @param {number} number @param {Parameters<typeof openPull>[2]} [options] */
async function open(number, options) {
  const since = await day.browser.desk.mark();
  await openPull(tab.page, number, options);
  await day.browser.desk.hears(
    since,
    ({ kind, url }) => kind === 'saw' && url.includes(pullUrl(number).split('?')[0]),
    `pull request ${number} is on the page`,
  );
  await pagesAreQuiet(day.browser.desk);
}

const github = () => day.workplace.sites.github;

/** What the worker has counted so far. */
async function counted() {
  const { decisions } = await day.browser.desk.status();
  return decisions.length;
}

for (const ui of /** @type {const} */ (['react', 'classic'])) {
  describe(`a junior engineer, ${ui} pages`, () => {
    before(async () => {
      day = await stage({ role: 'junior-engineer' });
      tab = await day.browser.tab();
    });
    beforeEach(async () => {
      mark = await day.browser.desk.mark();
    });
    after(() => day?.close());

    test('two threads are silent, whatever else stands on the page', async () => {
      await open(OWN, { ui });
      await staysSilent(day, tab, mark);
      assert.equal(await counted(), 0, 'nothing was near enough to be weighed');
    });

    test('the same threads on the page of the files, and again, are silent', async () => {
      await goToFiles(tab.page);
      await pagesAreQuiet(day.browser.desk);
      await open(OWN, { ui });
      await staysSilent(day, tab, mark);
    });

    test('a robot, an own word and a thread on a colleague’s pull request do not count', async () => {
      github().personReviewsLine(
        OWN,
        { body: THIRD, path: 'src/mission/comments.tsx', line: 3 },
        'dependabot[bot]',
      );
      github().personReviewsLine(
        OWN,
        { body: THIRD, path: 'src/mission/comments.tsx', line: 4 },
        'robin-vale',
      );
      await pagesAreQuiet(day.browser.desk);
      await open(OTHERS, { ui });
      github().personReviewsLine(OTHERS, {
        body: THIRD,
        path: github().repository.pull(OTHERS)?.files[0]?.path,
        line: 3,
      });
      await pagesAreQuiet(day.browser.desk);
      await staysSilent(day, tab, mark);
    });

    test('the third thread shows the aid, live, on the open page', async () => {
      await open(OWN, { ui });
      await staysSilent(day, tab, mark);
      mark = await day.browser.desk.mark();
      github().personReviewsLine(OWN, { body: THIRD, path: 'src/mission/comments.tsx', line: 9 });
      await cardShows(day, tab, mark);
      await picture(tab, 'scene6', `the security aid, ${ui}`);
      assert.equal((await lastDecision(day, 'security-comments')).outcome, 'shown');
    });
  });
}

describe('a senior engineer', () => {
  before(async () => {
    day = await stage({ role: 'senior-engineer' });
    tab = await day.browser.tab();
  });
  after(() => day?.close());

  test('is left alone: nothing about threads is counted', async () => {
    mark = await day.browser.desk.mark();
    await openPull(tab.page, OWN);
    github().personReviewsLine(OWN, { body: THIRD, path: 'src/mission/comments.tsx', line: 9 });
    await staysSilent(day, tab, mark);
    assert.equal(await counted(), 0, 'nothing was near enough to be weighed');
    assert.equal((await countedByDay(day.browser.desk)).security_thread, undefined);
  });
});
