// Help on this page, in the popup and in the panel beside the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Extension, inspect } from './browser.mjs';
import { bringToFront, openOver } from './front-tab.mjs';
import { EMPTY, NO_ROLE } from './statuses.mjs';

const URL = 'https://acme.lightning.force.com/lightning/r/Opportunity/1/view';
const OTHER = 'https://github.com/acme/shop/pull/7';

/** @param {string} nudge @param {string} title @param {string} why */
const aid = (nudge, title, why, pack = 'opportunity-management', seconds = 120) => ({
  nudge,
  pack,
  title,
  why,
  seconds,
});
const AIDS = [
  aid('pricing-objection', 'Hold the price', 'The buyer objects to the price.'),
  aid('slipping-close-date', 'Date the next step', 'The close date moved three times.'),
  aid('loss-reason', 'Name why it was lost', 'A deal was lost, and nobody said why.'),
  aid('multi-thread', 'Meet a second person', 'One contact is all there is.', 'deals', 60),
  aid('discount', 'Trade, do not give', 'A discount is asked for. Hold on.', 'deals', 180),
];
const REVIEW = [aid('security-comments', 'Check the input', 'Reviews.', 'code-review')];
const CARD = {
  moment: 'm1',
  title: 'Hold the price',
  why: 'The buyer objects to the price.',
  seconds: 120,
  body: [{ steps: [[{ text: 'Pause.' }], [{ text: 'Isolate.' }]] }],
  approval: null,
};
const ANSWERS = {
  status: [{ status: EMPTY }],
  help: [{ aids: AIDS }],
  pull: [{ card: CARD }],
  card: [{ card: CARD }],
};

/** @type {Extension} */
let extension;
before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/** @param {Record<string, unknown[]>} [answers] @param {{ url?: string }} [front] @param {string} [path] */
const open = (answers = {}, front = { url: URL }, path = 'popup.html', inside = extension) =>
  openOver(inside, path, { ...ANSWERS, ...answers }, front);

/** @param {import('playwright-core').Page} page */
const titles = (page) => page.locator('.aid .name').allTextContents();
/** @param {import('playwright-core').Page} page */
const focused = (page) =>
  page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent ?? '');
/** @param {import('playwright-core').Page} page */
const field = (page) => page.getByRole('searchbox', { name: 'Search for help' });

test('the popup names a few aids, and finds every one by typing', async () => {
  const page = await open();
  await page.getByText('2 more: type to find one.').waitFor();
  assert.deepEqual(await titles(page), [
    'Hold the price',
    'Date the next step',
    'Name why it was lost',
  ]);
  await inspect(page, 'popup-help');
  await field(page).fill('HOLD');
  await page.getByText('2 aids fit.').waitFor();
  assert.deepEqual(await titles(page), ['Hold the price', 'Trade, do not give'], 'titles first');
  await field(page).fill('moved date');
  await page.getByText('1 aid fits.').waitFor();
  assert.deepEqual(await titles(page), ['Date the next step']);
  await field(page).fill('<b>unheard of');
  await page.getByText('Nothing fits “<b>unheard of”.').waitFor();
  assert.deepEqual(await titles(page), []);
  await inspect(page, 'popup-help-no-match');
  assert.deepEqual(await extension.heard('help'), [{ kind: 'help', url: URL }]);
});

test('an aid that never comes by itself any more is here all the same, and can come back', async () => {
  const [first, ...rest] = AIDS;
  for (const path of ['popup.html', 'panel.html']) {
    const page = await open(
      { help: [{ aids: [{ ...first, muted: true }, ...rest] }] },
      { url: URL },
      path,
    );
    await page.getByRole('button', { name: 'Show again: Hold the price' }).click();
    await page.getByText('It may come up again.').waitFor();
    await page.getByRole('button', { name: 'Never again: Date the next step' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('It does not come up by itself any more.').waitFor();
    assert.deepEqual(await extension.heard('unmute'), [
      { kind: 'unmute', nudge: 'pricing-objection' },
    ]);
    assert.deepEqual(await extension.heard('mute'), [
      { kind: 'mute', nudge: 'slipping-close-date' },
    ]);
    await inspect(page, `help-never-again-${path.replace('.html', '')}`);
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), 'Name why it was lost', 'the keys of the list go on');
  }
});

test('keys do it all: type, go down and up, leave, clear', async () => {
  const page = await open();
  await page.getByText('2 more').waitFor();
  await field(page).focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(page), 'Hold the price');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(page), 'Date the next step');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('price');
  assert.equal(await field(page).inputValue(), 'price', 'above the first one is the field');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await field(page).inputValue(), '');
  assert.equal((await titles(page)).length, 3);
});

test('Enter opens what fits best; Escape closes the card and leads back to the field', async () => {
  const page = await open();
  await page.getByText('2 more').waitFor();
  await field(page).focus();
  await page.keyboard.type('trade');
  await page.keyboard.press('Enter');
  const [pulled] = await extension.heard('pull');
  assert.deepEqual(pulled, { kind: 'pull', nudge: 'discount', tab: 7 });
  const card = page.frameLocator('iframe');
  await card.getByRole('heading', { name: 'Hold the price' }).waitFor();
  await extension.heard('size');
  const fits = () =>
    page.locator('iframe').evaluate((frame) => {
      const inside = /** @type {HTMLIFrameElement} */ (frame).contentDocument?.querySelector(
        '.scroll',
      );
      return Boolean(inside && inside.scrollHeight <= inside.clientHeight);
    });
  for (let wait = 0; wait < 40 && !(await fits()); wait++) await page.waitForTimeout(25);
  assert.equal(await fits(), true, 'the frame is as high as the card');
  await inspect(page, 'popup-help-card');
  await page.keyboard.press('Escape');
  const [answered] = await extension.heard('answered');
  assert.equal(answered?.answer, 'closed');
  await page.getByText('2 more').waitFor();
  assert.equal(await field(page).evaluate((it) => it === document.activeElement), true);
});

test('a card that was answered says so, and Back is where the focus is', async () => {
  const page = await open();
  await page.getByRole('button', { name: /^Hold the price/ }).click();
  const card = page.frameLocator('iframe');
  await card.getByRole('button', { name: 'Done' }).click();
  await card.getByText('Noted. Well done.').waitFor();
  const [answered] = await extension.heard('answered');
  assert.deepEqual([answered?.moment, answered?.answer], ['m1', 'done']);
  await page.keyboard.press('Enter');
  await page.getByText('2 more').waitFor();
});

/** @type {{ what: string, answers: Record<string, unknown[]>, front?: { url?: string }, says: string }[]} */
const NOTHING = [
  {
    what: 'a page that may not be known',
    answers: {},
    front: {},
    says: 'Cuecard does not know this page, or may not read it.',
  },
  {
    what: 'a page without an aid',
    answers: { help: [{ aids: [] }] },
    says: 'There is no help for this page yet.',
  },
  {
    what: 'a worker that does not answer',
    answers: { help: ['silent'] },
    says: 'Cuecard is not answering. Nothing is lost.',
  },
];
for (const { what, answers, front, says } of NOTHING)
  test(`${what}: ${says}`, async () => {
    const page = await open(answers, front);
    await page.getByText(says, { exact: true }).waitFor();
    assert.equal(await field(page).count(), 0, 'nothing to search in');
    await inspect(page, 'popup-help-nothing');
  });

/** @type {{ what: string, pull: unknown[], says: string }[]} */
const LOST = [
  {
    what: 'is no longer published',
    pull: [{ card: null }],
    says: 'This aid is no longer published.',
  },
  {
    what: 'cannot be had now',
    pull: ['silent'],
    says: 'Cuecard is not answering. Nothing is lost.',
  },
];
for (const { what, pull, says } of LOST)
  test(`an aid that ${what}: ${says}`, async () => {
    const page = await open({ pull });
    await page.getByRole('button', { name: /^Hold the price/ }).click();
    await page.getByText(says).waitFor();
    assert.equal(await page.locator('iframe').count(), 0);
  });

test('the panel has all of them, and follows the tab in front', async () => {
  const page = await open({ help: [{ aids: AIDS }, { aids: REVIEW }] }, { url: URL }, 'panel.html');
  await page.getByText('5 aids fit.').waitFor();
  assert.equal(await page.title(), 'Help on this page');
  await inspect(page, 'panel');
  await page.setViewportSize({ width: 320, height: 600 });
  await inspect(page, 'panel-narrow');
  await field(page).fill('price');
  await bringToFront(extension, page, { url: URL });
  assert.equal(await field(page).inputValue(), 'price', 'the same page again changes nothing');
  await bringToFront(extension, page, { url: OTHER });
  await page.getByText('1 aid fits.').waitFor();
  assert.deepEqual(await titles(page), ['Check the input']);
  assert.deepEqual(
    (await extension.heard('help', 2)).map((it) => it.url),
    [URL, OTHER],
  );
});

/** @type {{ what: string, at: string, next: object[], stays: string }[]} */
const FOCUS = [
  { what: 'the field', at: '.search', next: REVIEW, stays: 'search' },
  {
    what: 'an aid that fits there, too',
    at: '.aid',
    next: AIDS.slice(0, 2),
    stays: 'Hold the price',
  },
  { what: 'an aid that fits nowhere else', at: '.aid', next: REVIEW, stays: 'search' },
  { what: 'the field, and nothing helps there', at: '.search', next: [], stays: 'no help' },
];
for (const { what, at, next, stays } of FOCUS)
  test(`another tab leaves the focus of the panel where it was: ${what}`, async () => {
    const help = [{ aids: AIDS }, { aids: next }];
    const page = await open({ help }, { url: URL }, 'panel.html');
    await page.getByText('5 aids fit.').waitFor();
    await page.locator(at).first().focus();
    await bringToFront(extension, page, { url: OTHER });
    const words = next.length > 0 ? /^\d aids? fit/ : 'There is no help for this page yet.';
    await page.getByText('5 aids fit.').waitFor({ state: 'detached' });
    await page.getByText(words).waitFor();
    const is = await page.evaluate(() => {
      const it = document.activeElement;
      if (it?.matches('.search')) return 'search';
      return it?.querySelector('.name')?.textContent ?? (it?.matches('[role=status]') && 'no help');
    });
    assert.equal(is, stays);
  });

test('the panel that cannot help keeps the focus on what can be done', async () => {
  const page = await open({ status: [{ status: NO_ROLE }] }, { url: URL }, 'panel.html');
  const choose = page.getByRole('button', { name: 'Choose your role' });
  await choose.focus();
  const before = await choose.elementHandle();
  await bringToFront(extension, page, { url: OTHER });
  await page.waitForFunction((it) => !it?.isConnected, before);
  assert.equal(await choose.evaluate((it) => it === document.activeElement), true);
});

test('an aid that is read in the panel stays when another tab comes to the front', async () => {
  const page = await open({}, { url: URL }, 'panel.html');
  await page.getByRole('button', { name: /^Hold the price/ }).click();
  await page.frameLocator('iframe').getByText('Isolate.').waitFor();
  await inspect(page, 'panel-card');
  await extension.answer({ ...ANSWERS, help: [{ aids: REVIEW }] });
  await bringToFront(extension, page, { url: OTHER });
  assert.equal(await page.frameLocator('iframe').getByText('Isolate.').isVisible(), true);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByText('Check the input').waitFor();
});

test('the panel without a role has one thing to do, and notices when it is done', async () => {
  const page = await open({ status: [{ status: NO_ROLE }] }, { url: URL }, 'panel.html');
  await page.getByRole('button', { name: 'Choose your role' }).waitFor();
  await inspect(page, 'panel-no-role');
  await extension.answer(ANSWERS);
  await bringToFront(extension, page, { url: URL });
  await page.getByText('5 aids fit.').waitFor();
});

test('the panel speaks German', async () => {
  const german = await Extension.start('de');
  try {
    const page = await open({}, { url: URL }, 'panel.html', german);
    await page.getByRole('heading', { level: 1, name: 'Hilfe zu dieser Seite' }).waitFor();
    await page.getByText('5 Hilfen passen.').waitFor();
    await inspect(page, 'panel-de');
  } finally {
    await german.stop();
  }
});
