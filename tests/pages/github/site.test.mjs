/** The GitHub page on its own in a real Chromium, in both views, under its strict policy. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { siteAlone } from '../site-alone.mjs';
import { buildPage } from './build.mjs';
import * as person from './gestures.mjs';
import { createSite } from './site.mjs';

const { site, complaints, freshPage, picture } = siteAlone({
  name: 'github',
  build: buildPage,
  create: createSite,
  refusal: 422,
});
/** @type {import('playwright-core').Page} */
let page;
beforeEach(async () => {
  page = await freshPage();
  await page.clock.setSystemTime('2026-11-18T09:00:00Z');
});

/** @param {string} selector @returns {Promise<string[]>} */
const texts = async (selector) =>
  (await page.locator(selector).allTextContents()).map((text) =>
    text.replace(/[\u200e\s]+/g, ' ').trim(),
  );

/** @returns {[person: string, act: string][]} who did what, as the site took it */
const acts = () => site.repository.acts.map(({ person: who, act }) => [who, act]);

/** @type {{ ui: 'react' | 'classic', state: string, labels: string }[]} */
const VIEWS = [
  {
    ui: 'react',
    state: '[class^="prc-StateLabel-StateLabel"]',
    labels: '[data-testid="issue-labels"] a',
  },
  {
    ui: 'classic',
    state: '.gh-header-meta .State[title^="Status:"]',
    labels: '.js-issue-labels .IssueLabel',
  },
];

for (const { ui, state, labels } of VIEWS) {
  describe(`${ui} view`, () => {
    for (const [number, name] of /** @type {[number, string][]} */ ([
      [11, 'Merged'],
      [13, 'Draft'],
      [14, 'Open'],
      [17, 'Closed'],
    ]))
      test(`#${number} is shown as ${name}, and nothing is against the policy`, async () => {
        await person.openPull(page, number, { ui });
        await page.locator(state).waitFor();
        assert.deepEqual(await texts(state), [name]);
        assert.deepEqual(await texts(labels), site.repository.pull(number)?.labels);
        await picture(`${ui}-${number}`, { fullPage: true });
        assert.deepEqual(complaints, []);
      });

    test('a draft becomes ready for review', async () => {
      await person.openPull(page, 13, { ui });
      await person.readyForReview(page);
      await page.locator(state, { hasText: 'Open' }).waitFor();
      assert.deepEqual(acts(), [['robin-vale', 'ready']]);
    });

    for (const by of /** @type {const} */ (['button', 'keys']))
      test(`a comment is sent by ${by}`, async () => {
        await person.openPull(page, 12, { ui });
        await person.comment(page, 'Ready for another look', by);
        assert.deepEqual(acts(), [['robin-vale', 'comment']]);
        assert.equal(await page.locator('.js-new-comment-form textarea').inputValue(), '');
      });

    test('an empty comment cannot be sent', async () => {
      await person.openPull(page, 12, { ui });
      await person.writeComment(page, ' ');
      await person.sendComment(page, 'keys');
      assert.equal(
        await page.locator('.js-new-comment-form button[type=submit]').isDisabled(),
        true,
      );
      assert.deepEqual(acts(), []);
    });

    test('a refused comment says why, stays in the field and changes nothing', async () => {
      await person.openPull(page, 12, { ui });
      site.refuseNext('You have been rate limited.');
      await person.writeComment(page, 'Once more');
      await person.sendComment(page);
      await page.locator('.flash-error', { hasText: 'You have been rate limited.' }).waitFor();
      assert.equal(await page.locator('.js-new-comment-form textarea').inputValue(), 'Once more');
      assert.deepEqual(acts(), []);
    });

    test('a conversation is answered and resolved; resolved, its comments come only on demand', async () => {
      await person.openPull(page, 12, { ui });
      await person.reply(page, 9202, 'Done, both.', 'keys');
      await person.resolveThread(page, 9202);
      const comments = person.threadOf(page, 9202).locator('.review-comment');
      assert.equal(await comments.count(), 0);
      await person.showResolved(page, 9202);
      assert.equal(await comments.count(), 2);
      assert.deepEqual(acts(), [
        ['robin-vale', 'review comment'],
        ['robin-vale', 'resolve'],
      ]);
    });

    test('labels are set and taken away', async () => {
      await person.openPull(page, 14, { ui });
      await person.toggleLabel(page, 'frontend');
      await page.locator(labels, { hasText: 'frontend' }).waitFor();
      await person.toggleLabel(page, 'backend');
      await page.locator(labels, { hasText: 'backend' }).waitFor({ state: 'detached' });
      assert.deepEqual(site.repository.pull(14)?.labels, ['breaking', 'frontend']);
    });

    test('an approved and green pull request is merged', async () => {
      await person.openPull(page, 18, { ui });
      await person.merge(page);
      await page.locator(state, { hasText: 'Merged' }).waitFor();
      assert.deepEqual(acts(), [['robin-vale', 'merge']]);
    });

    test('failed checks and requested changes keep it from being merged', async () => {
      await person.openPull(page, 14, { ui });
      await page.getByText('Some checks were not successful').waitFor();
      assert.equal(
        await page.getByRole('button', { name: 'Merge pull request' }).isDisabled(),
        true,
      );
    });

    test('a refused merge says why and changes nothing', async () => {
      await person.openPull(page, 18, { ui });
      site.refuseNext('Head branch was modified. Review and try the merge again.');
      await person.pressMerge(page);
      await page.getByText('Head branch was modified. Review and try the merge again.').waitFor();
      assert.equal(site.repository.pull(18)?.state, 'open');
    });

    test("a colleague's pull request is reviewed from its files", async () => {
      await person.openPull(page, 15, { ui });
      await person.goToFiles(page);
      await person.submitReview(page, 'request changes', 'Not with that password.');
      await person.submitReview(page, 'approve');
      assert.deepEqual(
        site.repository
          .pull(15)
          ?.reviews.slice(-2)
          .map(({ author, state: verdict }) => [author, verdict]),
        [
          ['robin-vale', 'changes requested'],
          ['robin-vale', 'approved'],
        ],
      );
    });

    test('nobody approves their own work', async () => {
      await person.openFiles(page, 12, { ui });
      await person.sendReview(page, 'approve');
      await page.getByText("You can't review your own pull request").waitFor();
      assert.deepEqual(acts(), []);
    });

    test('tabs change the content only; going back works', async () => {
      await person.openPull(page, 12, { ui });
      await page.evaluate(() => {
        const said = /** @type {string[]} */ ([]);
        Object.assign(window, { said });
        for (const name of ['soft-nav:end', 'turbo:load'])
          document.addEventListener(name, () => said.push(name));
      });
      const said = () => page.evaluate(() => /** @type {any} */ (window).said);
      await person.goToFiles(page);
      assert.deepEqual(await said(), ['soft-nav:end']);
      await page.goBack();
      await page.locator('.js-discussion .js-comment').first().waitFor();
      await person.goToPull(page, 15);
      assert.deepEqual((await said()).slice(-2), ['turbo:load', 'soft-nav:end']);
      assert.match(
        await page.title(),
        /^Add the ground station login by sam-okoro · Pull Request #15 /,
      );
    });

    test('the files carry their paths and counts', async () => {
      await person.openFiles(page, 14, { ui });
      assert.equal(await person.files(page).count(), 6);
      const lock = person.files(page).filter({ hasText: 'package-lock.json' });
      assert.match(
        (await lock.locator('.sr-only').allTextContents()).join(),
        /: 2,310 additions & 1,875 deletions/,
      );
      if (ui === 'classic')
        assert.equal(
          await lock.locator('.file-header').getAttribute('data-path'),
          'package-lock.json',
        );
      else assert.equal(await lock.locator('.fgColor-danger').textContent(), '-1,875');
      await picture(`${ui}-files`, { fullPage: true });
      assert.deepEqual(complaints, []);
    });

    test('what other people do appears by itself', async () => {
      await person.openPull(page, 13, { ui });
      await page.locator(state, { hasText: 'Draft' }).waitFor();
      site.personReviewsLine(13, { thread: 9301, body: 'This token is never escaped.' });
      await person.threadOf(page, 9301).getByText('This token is never escaped.').waitFor();
      site.personMarksReady(13);
      await page.locator(state, { hasText: 'Open' }).waitFor();
      site.personLabels(13, 'telemetry');
      await page.locator(labels, { hasText: 'telemetry' }).waitFor();
      site.personReviews(13, 'changes requested', 'Please rename it.');
      await page.getByRole('heading', { name: 'Changes requested' }).waitFor();
      site.personReviews(13, 'approved');
      site.push(13, { message: 'Rename it', path: 'src/telemetry/keys.ts', added: 2, deleted: 2 });
      await page.locator('.js-timeline-item', { hasText: 'Rename it' }).waitFor();
      site.personMerges(13);
      await page.locator(state, { hasText: 'Merged' }).waitFor();
      assert.deepEqual(complaints, []);
    });

    test("somebody's comment does not disturb what I write", async () => {
      await person.openPull(page, 12, { ui });
      await person.writeComment(page, 'Half a sen');
      await person.threadOf(page, 9201).locator('.review-thread-reply-button').click();
      const field = person.threadOf(page, 9201).locator('textarea');
      await field.pressSequentially('And half an answer');
      site.personReviewsLine(12, { thread: 9201, body: 'Any news?' });
      site.personComments(12, 'Ping');
      await page.locator('.js-timeline-item', { hasText: 'Ping' }).waitFor();
      assert.equal(await field.inputValue(), 'And half an answer');
      assert.equal(await page.locator('.js-new-comment-form textarea').inputValue(), 'Half a sen');
      await field.fill('');
      await person.threadOf(page, 9201).getByText('Any news?').waitFor();
    });

    test('half-loaded: the title stands, the conversation does not yet', async () => {
      await person.openPull(page, 12, { ui, slow: 60_000 });
      assert.equal(await page.locator('.js-comment').count(), 0);
      assert.equal(await page.getByRole('button', { name: 'Merge pull request' }).count(), 0);
      await person.openPull(page, 12, { ui, slow: 50 });
      await page.locator('.js-discussion .js-comment').first().waitFor();
      await page.getByRole('button', { name: 'Merge pull request' }).waitFor();
    });

    test('signed out: an empty login and nothing to act with', async () => {
      await person.openPull(page, 13, { ui, signedout: 1 });
      await page.locator(state).waitFor();
      assert.equal(await page.locator('meta[name="user-login"]').getAttribute('content'), '');
      assert.equal(await page.locator('form, textarea').count(), 0);
      assert.equal(await page.getByRole('button', { name: 'Ready for review' }).count(), 0);
    });

    test('an issue', async () => {
      await person.openIssue(page, 21, { ui });
      await page.locator(labels).first().waitFor();
      assert.deepEqual(await texts(labels), ['bug', 'telemetry']);
      assert.deepEqual(await texts(ui === 'react' ? '[data-testid="header-state"]' : state), [
        'Open',
      ]);
      await person.comment(page, 'The simulator shows it too', 'keys');
      await picture(`${ui}-issue`, { fullPage: true });
      assert.deepEqual(acts(), [['robin-vale', 'comment']]);
    });

    test('GitHub Enterprise is the same, and dark is dark', async () => {
      await person.openPull(page, 12, { ui, dark: 1, host: 'github.acme.example' });
      assert.equal(await page.locator('html').getAttribute('data-color-mode'), 'dark');
      // Light writing: the title's first colour channel is in the upper half.
      const colour = await page
        .locator('h1 .markdown-title')
        .evaluate((title) => getComputedStyle(title).color);
      assert.ok(Number(/\d+/.exec(colour)?.[0]) > 127, colour);
      await picture(`${ui}-dark`);
    });
  });
}

test('a style or script of anybody else is refused', async () => {
  await person.openPull(page, 12);
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>'),
  );
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).display), 'block');
  assert.match(complaints.join(), /Content Security Policy/);
});

test('without a session nothing is taken', async () => {
  await page.goto(person.pullUrl(12, { signedout: 1 }));
  const status = await page.evaluate(async () => {
    const body = new URLSearchParams({ 'comment[body]': 'Let me in' });
    return (await fetch('/acme/rocket/pull/12/comment', { method: 'POST', body })).status;
  });
  assert.equal(status, 401);
  assert.deepEqual(acts(), []);
});
