// What counts on GitHub: other people's remarks about security on one's own pull requests, each thread once,
// reviews by people and one's own, and how large one's pull requests are; in the real extension, with the
// aids that ship.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { until } from '../../e2e/until.mjs';
import { ME } from '../github/data/people.mjs';
import * as gestures from '../github/gestures.mjs';
import { personAtWork } from './scene.mjs';

const AID = 'security-comments';
const XSS = 'This is an XSS hole.';
const PATH = 'src/mission/comments.tsx';

const person = personAtWork({ role: 'junior-engineer' });
/** @type {import('playwright-core').Page} */
let page;

beforeEach(async () => {
  await page?.close();
  page = (await person.browser.tab()).page;
});

/** How often something was counted. @param {string} event */
async function counted(event) {
  const days = (await person.history())[event] ?? {};
  return Object.values(days).reduce((sum, count) => sum + count, 0);
}

/** Waits until the extension has read what this leads to. @param {() => Promise<unknown>} does */
async function read(does) {
  const { desk } = person.browser;
  const mark = await desk.mark();
  await does();
  const isHere = (/** @type {any} */ { kind, url }) => kind === 'saw' && url === page.url();
  await desk.hears(mark, isHere, `${page.url()} was read`);
  await person.read();
}

/** @typedef {{ name: string, does: () => Promise<unknown>, total: number }} Step what happens, and how often it was counted by then */

/** Other people's acts show on an open page by themselves, and are read there. @param {string} text */
async function shows(text) {
  await page.getByText(text).first().waitFor();
  await person.read();
}

/** @param {string} event @param {Step[]} steps each in a tab of its own */
function sequence(event, steps) {
  for (const { name, does, total } of steps)
    test(`${event}: ${name}`, async () => {
      await does();
      await until(`it is ${total}`, async () => (await counted(event)) === total);
      // Whatever the page shows by now is read once more, so that more would be there, too.
      await read(() => page.reload());
      assert.equal(await counted(event), total);
    });
}

sequence('security_thread', [
  {
    name: 'two of the four threads on my own pull request',
    total: 2,
    does: () => opened(12),
  },
  {
    name: 'the same threads on every other page of it',
    total: 2,
    async does() {
      await opened(12);
      await read(() => gestures.goToFiles(page));
      await read(() => gestures.goToConversation(page));
      await read(() => gestures.openFiles(page, 12));
      await read(() => gestures.openFiles(page, 12, { ui: 'classic' }));
      await read(() => gestures.openPull(page, 12, { ui: 'classic' }));
    },
  },
  {
    name: 'a resolved thread about style is unfolded',
    total: 2,
    async does() {
      await opened(12);
      await read(() => gestures.showResolved(page, 9203));
    },
  },
  {
    name: 'I answer with the word, and so does a colleague',
    total: 2,
    async does() {
      await opened(12);
      await gestures.reply(page, 9201, `${XSS} Mended now.`);
      site().personReviewsLine(12, { thread: 9204, body: 'By the way, that is an SQL injection.' });
      await shows('By the way');
    },
  },
  {
    name: 'a colleague says it below the conversation',
    total: 2,
    async does() {
      await opened(12);
      site().personComments(12, `Below: ${XSS}`);
      await shows('Below:');
    },
  },
  {
    name: 'a bot says it in a thread',
    total: 2,
    async does() {
      await opened(12);
      site().personReviewsLine(12, { path: PATH, body: `Scan: ${XSS}` }, 'github-actions[bot]');
      await shows('Scan:');
    },
  },
  {
    name: 'I say it in a thread of my own',
    total: 2,
    async does() {
      await opened(12);
      site().personReviewsLine(12, { path: PATH, body: `Note to myself: ${XSS}` }, ME);
      await shows('Note to myself');
    },
  },
  {
    name: 'a colleague quotes it and shows code with it',
    total: 2,
    async does() {
      await opened(12);
      const body = `> ${XSS}\n\nQuoted only.\n\`\`\`\n// SQL injection\n\`\`\`\nAnd \`hardcoded password\` inline.`;
      site().personReviewsLine(12, { path: PATH, body });
      await shows('Quoted only');
    },
  },
  {
    name: "other people's pull requests, and a bot's",
    total: 2,
    async does() {
      await opened(15);
      await read(() => gestures.openFiles(page, 15));
      await read(() => gestures.goToPull(page, 16));
      await opened(13);
    },
  },
  {
    name: "somebody says it on a colleague's, under my eyes",
    total: 2,
    async does() {
      await opened(15);
      site().personReviewsLine(15, { path: 'src/login.ts', body: `Theirs: ${XSS}` });
      await shows('Theirs:');
    },
  },
  {
    name: 'a resolved thread of a merged pull request is unfolded, on its own day',
    total: 3,
    async does() {
      await opened(11);
      await read(() => gestures.openFiles(page, 11));
      await opened(11);
      await read(() => gestures.showResolved(page, 9101));
      assert.equal((await person.history()).security_thread?.['2026-11-03'], 1);
      assert.deepEqual(await decisions(), [], 'only two within 14 days');
    },
  },
  {
    name: 'a third one within 14 days, first seen among the files, brings the aid',
    total: 4,
    async does() {
      await read(() => gestures.openFiles(page, 14));
      site().personReviewsLine(14, { path: 'src/engine/step.ts', body: `Third: ${XSS}` });
      await until('the aid is decided on', async () => (await decisions())[0]);
    },
  },
  {
    name: 'the third one again, in the conversation and after a reload',
    total: 4,
    async does() {
      await opened(14);
      await shows('Third:');
    },
  },
]);

sequence('reviewed_by_a_person', [
  {
    name: 'those that the pages above showed: one for each review by a person',
    total: 9,
    does: () => opened(18),
  },
]);

sequence('review_asked', [
  {
    name: 'by a colleague, on the day that the page says',
    total: 1,
    async does() {
      await opened(15);
      await read(() => gestures.openPull(page, 15, { ui: 'classic' }));
      assert.equal((await person.history()).review_asked?.['2026-11-16'], 1);
    },
  },
  {
    name: 'I ask a colleague, and somebody asks a colleague',
    total: 1,
    does: () => opened(19),
  },
]);

sequence('review_given', [
  {
    name: "a colleague's review of a colleague's work",
    total: 0,
    async does() {
      await opened(15);
      site().personReviews(15, 'approved', 'Fine with me', 'dana-lindt');
      await shows('Fine with me');
    },
  },
  {
    name: 'my own review, once',
    total: 1,
    async does() {
      await read(() => gestures.openFiles(page, 15));
      await gestures.submitReview(page, 'comment', 'Read the login, not the session');
      await read(() => gestures.goToConversation(page));
    },
  },
  {
    name: 'my own review of my own work',
    total: 1,
    async does() {
      site().personReviews(18, 'commented', 'A note to myself', ME);
      await opened(18);
    },
  },
]);

sequence('small_pull_request', [
  {
    name: 'mine that are open, each once, and no one else’s',
    total: 2,
    async does() {
      await read(() => gestures.openFiles(page, 12));
      await read(() => gestures.openFiles(page, 11));
      await read(() => gestures.openFiles(page, 13));
      await read(() => gestures.openFiles(page, 15));
      await read(() => gestures.openFiles(page, 18, { ui: 'classic' }));
    },
  },
]);

sequence('short_pull_request', [
  {
    name: 'the same two, on their conversation',
    total: 2,
    async does() {
      await opened(12);
      await opened(14);
      await read(() => gestures.openPull(page, 18, { ui: 'classic' }));
    },
  },
]);

sequence('large_pull_request', [
  {
    name: 'one, in both views',
    total: 1,
    async does() {
      await read(() => gestures.openFiles(page, 14));
      await read(() => gestures.openFiles(page, 14, { ui: 'classic' }));
    },
  },
  {
    name: 'a draft',
    total: 1,
    does: () => read(() => gestures.openFiles(page, 19)),
  },
  {
    name: 'the same, now ready for review',
    total: 2,
    async does() {
      await opened(19);
      await gestures.readyForReview(page);
      await read(() => gestures.goToFiles(page));
    },
  },
]);

/** What was decided on the aid about security. */
async function decisions() {
  const { decisions } = await person.browser.desk.status();
  return decisions.filter((/** @type {{ nudge: string }} */ { nudge }) => nudge === AID);
}
const site = () => person.workplace.sites.github;
/** @param {number} number */
const opened = (number) => read(() => gestures.openPull(page, number));
