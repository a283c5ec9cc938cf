// Records what the content script reads on the real page suites while somebody works there, day by day,
// for `tests/metrics/recorded.rs`, which gives every reading the name of its fact and plays them again:
//   CUECARD_EXTENSION=$PWD/target/extension-demo node tests/metrics/record.mjs
//   CUECARD_RECORD=1 cargo test --package cuecard --all-features --test metrics recorded
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pagesAreQuiet } from '../e2e/desk.mjs';
import { answer, cardShows, open, stage } from '../e2e/stage.mjs';
import * as github from '../pages/github/gestures.mjs';
import * as cloud from '../pages/jira-cloud/gestures.mjs';
import * as dataCenter from '../pages/jira-data-center/gestures.mjs';
import * as salesforce from '../pages/salesforce/gestures.mjs';

const OUT = fileURLToPath(new URL('../../target/metrics/', import.meta.url));
/** What takes a page to be shown, and a value on it to have stood for long enough. */
const SETTLED_MS = 4_000;
/** My own pull requests, reviewed and large; a colleague's. */
const [REVIEWED, LARGE, COLLEAGUES] = [12, 14, 15];
const CLEAR_DATE = 4;
const DEAL = 8;

/** @typedef {import('../e2e/stage.mjs').Stage} Stage */
/** @typedef {import('../e2e/stage.mjs').Tab} Tab */
/** @typedef {{ does: (name: string | null, act: () => Promise<unknown>) => Promise<void>, day: Stage, tab: Tab }} Recorder */

/** @param {string} name @param {string} role @param {(recorder: Recorder) => Promise<void>} plays */
async function records(name, role, plays) {
  const day = await stage({ role, start: '2026-11-17T10:00:00-05:00' });
  try {
    const tab = await day.browser.tab();
    const { desk } = day.browser;
    /** @type {object[]} */
    const said = [];
    await plays({
      day,
      tab,
      /** What the person does in one go; a card is answered, so that it is in nobody's way. */
      async does(moment, act) {
        if (moment) day.clock.setTo(moment);
        const mark = await desk.mark();
        await act();
        await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
        await pagesAreQuiet(desk);
        if (await tab.card()) {
          await cardShows(day, tab, mark);
          await answer(day, tab, 'Done');
        }
        const heard = await desk.evaluate((since) => {
          const all = /** @type {any} */ (globalThis).heard.slice(since);
          const start = Date.now() - performance.now();
          return all.map((/** @type {any} */ { message, at }) => ({
            now: Math.round(start + at),
            message,
          }));
        }, mark);
        const told = heard.filter((/** @type {any} */ { message }) =>
          ['arrived', 'saw'].includes(message.kind),
        );
        said.push(...told);
      },
    });
    writeFileSync(`${OUT}${name}.json`, `${JSON.stringify({ role, said })}\n`);
    process.stdout.write(`${name}: ${said.length} messages\n`);
  } finally {
    await day.close();
  }
}

/** @param {number} date @param {number} [hour] */
const november = (date, hour = 10) => `2026-11-${date}T${hour}:00:00-05:00`;

const systems = {
  /** A close date is pushed twice; then the next step is written, and it is pushed once more. */
  salesforce: () =>
    records('salesforce', 'account-executive', async ({ day, tab, does }) => {
      const saves = (/** @type {Record<string, string>} */ fields) => () =>
        salesforce.editAndSave(tab.page, fields);
      await does(null, () => open(day, tab, CLEAR_DATE));
      await does(null, () => open(day, tab, DEAL));
      await does(null, saves({ CloseDate: '3/26/2027' }));
      await does(november(18), saves({ CloseDate: '4/9/2027' }));
      await does(november(19), saves({ NextStep: 'Legal returns the contract' }));
      await does(november(20), saves({ CloseDate: '4/23/2027' }));
    }),
  /** A due date is pushed three times; then later, earlier, and later again. */
  jira: () =>
    records('jira', 'product-manager', async ({ tab, does }) => {
      const dates = (/** @type {string} */ date) => () => dataCenter.changeDueDate(tab.page, date);
      await does(null, () => dataCenter.openIssue(tab.page, 'ACME-8'));
      await does(null, dates('18/Jan/27'));
      await does(null, dates('20/Jan/27'));
      await does(november(18), dates('27/Jan/27'));
      await does(november(19), dates('29/Jan/27'));
      await does(november(19, 11), dates('28/Jan/27'));
      await does(november(20), dates('1/Feb/27'));
    }),
  /** An incident is closed twice; then a colleague opens it once more. */
  reopened: () =>
    records('reopened', 'on-call-engineer', async ({ day, tab, does }) => {
      const site = day.workplace.sites.jiraCloud;
      const reopens = async () => site.colleagueTransitions('ACME-3', 'In Progress');
      const closes = () => cloud.changeStatus(tab.page, 'Done');
      await reopens();
      await does(null, () => cloud.openIssue(tab.page, 'ACME-3'));
      await does(null, closes);
      await does(november(18), reopens);
      await does(november(18, 11), closes);
      await does(november(19), reopens);
      await does(november(20), () => cloud.openIssue(tab.page, 'ACME-3'));
    }),
  /** A third thread about security; then the next own pull request, in its second round, and a colleague's. */
  github: () =>
    records('github', 'junior-engineer', async ({ day, tab, does }) => {
      const site = day.workplace.sites.github;
      const thread = { body: 'That is CSRF.', path: 'src/mission/comments.tsx', line: 9 };
      await does(null, () => github.openPull(tab.page, REVIEWED));
      await does(november(18), async () => site.personReviewsLine(REVIEWED, thread));
      site.personReviews(LARGE, 'changes requested', 'Cut it, please');
      site.personReviews(LARGE, 'approved');
      for (const round of ['one', 'two', 'three'])
        site.personReviews(COLLEAGUES, 'changes requested', round, 'dana-lindt');
      await does(november(19), () => github.openPull(tab.page, LARGE));
      await does(november(20), () => github.openPull(tab.page, COLLEAGUES));
    }),
};

mkdirSync(OUT, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, record] of Object.entries(systems))
  if (wanted.length === 0 || wanted.includes(name)) await record();
