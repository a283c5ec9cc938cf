// The popup in a real Chromium.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Extension, inspect, walk } from './browser.mjs';
import { EMPTY, FULL, NO_ROLE, PROBLEM, REPORT, VANISHED } from './statuses.mjs';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};
/** @type {Extension} */
let extension;

before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/**
 * @param {unknown} status
 * @param {Record<string, unknown[]>} [answers]
 */
const open = async (status, answers = {}) => {
  const page = await extension.open(
    'popup.html',
    { status: [{ status }], ...answers },
    { width: 360, height: 600 },
  );
  await page.getByRole('heading', { level: 1, name: 'Cuecard' }).waitFor();
  return page;
};

test('the first day: the whole budget, nothing decided, nothing leaves', async () => {
  const page = await open(EMPTY);
  for (const words of [
    '3 of 3 cards left',
    '10 of 10 minutes left',
    'Nothing has come up yet.',
    'Nothing leaves this browser.',
  ]) {
    await page.getByText(words, { exact: true }).waitFor();
  }
  await page.getByText(/^Until the end of (22 November|November 22)$/).waitFor();
  assert.equal(await page.locator('.dot.left').count(), 3);
  assert.deepEqual(await page.getByRole('heading', { level: 2 }).allTextContents(), [
    'This week',
    'Help on this page',
    'Lately',
    'Keep quiet',
    'What leaves this browser',
  ]);
  await inspect(page, 'popup-empty');
});

test('no role yet: one thing to do, and it leads to the options', async () => {
  const page = await open(NO_ROLE);
  await inspect(page, 'popup-no-role');
  const [options] = await Promise.all([
    extension.context.waitForEvent('page'),
    page.getByRole('button', { name: 'Choose your role' }).click(),
  ]);
  await options.waitForURL(/options\.html$/);
  await options.close();
});

test('a busy week: reasons in plain words, an unknown one included', async () => {
  const page = await open(FULL);
  await page.getByText('2 of 3 cards left').waitFor();
  await page.getByText('8 of 10 minutes left').waitFor();
  assert.equal(await page.locator('.dot:not(.left)').count(), 1);
  await page.getByText('Missing: objection and late stage, on acme.lightning.force.com').waitFor();
  await inspect(page, 'popup-full');
  await page.getByText('Earlier').click();
  const reasons = await page
    .locator('section', { hasText: 'Lately' })
    .locator('.name + p')
    .allTextContents();
  assert.deepEqual(reasons, [
    'Shown.',
    'Held back on purpose, to learn whether this card helps.',
    'It came up for this record before.',
    'All cards of this period were used.',
    'Cuecard kept quiet.',
  ]);
});

test('the same decision again is one line, with how often and when last', async () => {
  const again = FULL.decisions.flatMap((it) => [it, { ...it, at: it.at - 60_000 }]);
  const page = await open({ ...FULL, decisions: again });
  const [first] = await page
    .locator('section', { hasText: 'Lately' })
    .locator('time')
    .allTextContents();
  assert.match(first ?? '', /^2 times, last Fri.* 2:05\sPM$|^2 times, last Fri.* 14:05$/);
});

test('without any system to read it says so, and leads to where one is allowed', async () => {
  const sites = EMPTY.sites.map((site) => ({ ...site, granted: false }));
  const page = await open({ ...EMPTY, sites });
  await page.getByText('It may not read any system, so nothing can come up.').waitFor();
  await inspect(page, 'popup-no-site');
  const [options] = await Promise.all([
    extension.context.waitForEvent('page'),
    page.getByRole('button', { name: 'Allow a system' }).click(),
  ]);
  await options.waitForURL(/options\.html$/);
});

test('what waits and what was refused is there byte for byte', async () => {
  const page = await open(FULL);
  await page.getByText('2 reports wait. 12 were sent. 1 was refused.').waitFor();
  await page.getByText('See what waits, byte for byte').click();
  await page.getByText('See what was refused').click();
  const shown = await page.locator('pre').allTextContents();
  const outcome = { ...REPORT, kind: 'outcome', outcome: 'success' };
  assert.deepEqual(
    shown,
    [REPORT, outcome, REPORT].map((body) => JSON.stringify(body)),
  );
  await page.getByText('The server does not know this pack.').waitFor();
  await inspect(page, 'popup-reports');
});

test('a report that is kept as text is shown as that text', async () => {
  const body = '{"version":1,  "kind":"entry"}';
  const page = await open({ ...FULL, outbox: { waiting: [{ id: '1', body }] } });
  await page.getByText('See what waits, byte for byte').click();
  assert.deepEqual(await page.locator('pre').allTextContents(), [body]);
});

test('a problem says where, what and how to mend it', async () => {
  const page = await open(PROBLEM);
  const notice = page.locator('section', { hasText: 'Needs a hand' });
  for (const words of Object.values(PROBLEM.problems[0]).slice(1)) {
    await notice.getByText(String(words), { exact: true }).waitFor();
  }
  await page.getByText('No cards left').waitFor();
  assert.equal(await page.locator('.dot').count(), 0, 'twenty slots are a bar');
  await inspect(page, 'popup-problem');
});

test('a place that vanished is one plain line with its day', async () => {
  const page = await open(VANISHED);
  const section = page.locator('section', { hasText: 'Not found any more' });
  const lines = await section.getByRole('listitem').allTextContents();
  assert.equal(lines.length, 2);
  assert.match(
    lines[0] ?? '',
    /^close date on acme\.lightning\.force\.com, last found on (18 November|November 18)$/,
  );
  assert.match(lines[1] ?? '', /^Primary_Objection__c on /);
  await inspect(page, 'popup-vanished');
});

const TITLE = FULL.decisions[0]?.title ?? '';
const never = (/** @type {import("playwright-core").Page} */ page) =>
  page.getByRole('button', { name: `Never again: ${TITLE}` });
const again = (/** @type {import("playwright-core").Page} */ page) =>
  page.getByRole('button', { name: `Show again: ${TITLE}` });
/** @param {import("playwright-core").Page} page */
const focusedName = (page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

test('an aid that was told of goes and comes back by keyboard, and the focus stays', async () => {
  const page = await open(FULL);
  assert.equal(await never(page).count(), 1, 'once, though it was told of three times');
  await never(page).focus();
  await page.keyboard.press('Enter');
  await page.getByText('It does not come up by itself any more.').waitFor();
  assert.equal(await focusedName(page), `Show again: ${TITLE}`);
  await inspect(page, 'popup-never-again');
  await page.keyboard.press('Enter');
  await page.getByText('It may come up again.').waitFor();
  assert.equal(await focusedName(page), `Never again: ${TITLE}`);
  for (const kind of ['mute', 'unmute'])
    assert.deepEqual(await extension.heard(kind), [{ kind, nudge: 'pricing-objection' }]);
});

test('an aid that is muted already says so where it is told of', async () => {
  const page = await open({ ...FULL, muted: [{ nudge: 'pricing-objection', title: TITLE }] });
  await again(page).waitFor();
  assert.equal(await never(page).count(), 0);
});

test('what could not be changed says so and stays', async () => {
  const page = await open(FULL, { mute: ['silent'] });
  await never(page).click();
  await page.getByText('Could not save this. Try again.').waitFor();
  assert.equal(await never(page).isVisible(), true);
});

test('every place that lists an aid says the same of it', async () => {
  const aid = { nudge: 'pricing-objection', title: TITLE };
  const page = await open({ ...FULL, learning: [{ ...aid, stage: 'learning', next: null }] });
  assert.equal(await never(page).count(), 2);
  await never(page).first().click();
  await again(page).nth(1).waitFor();
  assert.equal(await never(page).count(), 0);
  await page.getByText('It does not come up by itself any more.').waitFor();
  await again(page).nth(1).click();
  await page.getByText('It may come up again.').waitFor();
  assert.equal(await page.getByText('It does not come up by itself any more.').count(), 0);
});

test('the keyboard reaches everything', async () => {
  const page = await open(FULL);
  assert.deepEqual(await walk(page), [
    'Options',
    'Never again: Hold the price when the buyer objects',
    'Never again: Date the buyer’s next step',
    'Earlier',
    'For an hour',
    'For a day',
    'Until Monday',
    'What may come up by itself',
    'Name why the deal was lost',
    'Set it up by pointing',
    'What Cuecard sees on this page',
    'See what waits, byte for byte',
    'See what was refused',
  ]);
});

for (const { what, answers } of [
  { what: 'a worker that does not answer', answers: ['silent', 'silent', { status: EMPTY }] },
  {
    what: 'a worker that answers nonsense',
    answers: [{ status: { roles: 'all' } }, { status: EMPTY }],
  },
]) {
  test(`${what} is said calmly, and asking again helps`, async () => {
    const page = await open(null, { status: answers });
    await page.getByText('Cuecard is not answering. Nothing is lost.').waitFor();
    await inspect(page, 'popup-no-answer');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('3 of 3 cards left').waitFor();
  });
}

test('opened in a plain tab it says what it is', async () => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const type = TYPES[extname(path)];
    if (type) response.setHeader('Content-Type', type);
    response.end(type ? readFileSync(join(extension.folder, path)) : '');
  });
  await new Promise((ready) => server.listen(0, 'localhost', () => ready(undefined)));
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  try {
    for (const name of ['popup', 'options']) {
      const page = await extension.blank({ width: 360 });
      await page.goto(`http://localhost:${address.port}/ui/${name}.html`);
      await page.getByText('This page is a part of Cuecard.').waitFor();
      await inspect(page, `${name}-outside`);
    }
  } finally {
    server.close();
  }
});

test('it speaks German', async () => {
  const german = await Extension.start('de');
  try {
    const page = await german.open('popup.html', { status: [{ status: FULL }] }, { width: 360 });
    await page.getByText('Noch 2 von 3 Karten').waitFor();
    await page.getByText('Bis Ende 22. November').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await inspect(page, 'popup-de');
  } finally {
    await german.stop();
  }
});
