// The card in a real Chromium.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { Extension, inspect, picture, walk } from './browser.mjs';
import { HOSTILE, LONG, PRICING, SLIPPING } from './cards.mjs';

const CARD = 'card.html#m1';
/** @type {Extension} */
let extension;

before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/**
 * @param {unknown} card
 * @param {Record<string, unknown[]>} [answers]
 * @param {{ width?: number, height?: number }} [view]
 */
const open = (card, answers = {}, view = {}) =>
  extension.open(CARD, { card: [{ card }], ...answers }, view);

test('a card says what, why now, and how long, and never takes the focus', async () => {
  const page = await open(PRICING);
  const card = page.getByRole('region', { name: PRICING.title });
  await card.getByText('2 minutes', { exact: true }).waitFor();
  assert.equal(await card.locator('.why').textContent(), PRICING.why);
  assert.equal(await card.getByRole('listitem').count(), 3);
  assert.equal(await card.getByRole('columnheader').count(), 2);
  const link = card.getByRole('link', { name: 'who approves what' });
  assert.equal(await link.getAttribute('target'), '_blank');
  assert.match((await link.getAttribute('rel')) ?? '', /\bnoopener\b/);
  assert.equal(
    await page.getByRole('status').textContent(),
    `Cuecard: ${PRICING.title}, 2 minutes`,
  );
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  await inspect(page, 'card');
  await page.getByText('Why am I seeing this?').click();
  assert.equal(await card.locator('.reason p').first().textContent(), PRICING.why);
  await inspect(page, 'card-why');
});

test('the keyboard reaches everything, in the order that the eye does', async () => {
  const page = await open(PRICING);
  await extension.heard('painted');
  assert.deepEqual(await walk(page), [
    'Make small',
    'Close',
    '1Pause. Ask what the price is compared with.',
    '2Isolate. “If price were settled, would anything else stop us?”',
    '3Trade. Give only against something:',
    'who approves what',
    'Why am I seeing this?',
    'Done',
    'Later',
    'Not relevant',
    'Never again',
  ]);
});

test('it reports its paint and the height at which nothing scrolls', async () => {
  const page = await open(PRICING, {}, { width: 400, height: 300 });
  await extension.heard('painted');
  const height = Number((await extension.heard('size')).at(-1)?.height);
  assert.equal(await scrolls(page), true);
  await page.setViewportSize({ width: 400, height: height - 1 });
  assert.equal(await scrolls(page), true);
  await page.setViewportSize({ width: 400, height });
  assert.equal(await scrolls(page), false);
  const before = (await extension.heard('size')).length;
  await page.getByText('Why am I seeing this?').click();
  const grown = Number((await extension.heard('size', before + 1)).at(-1)?.height);
  assert.ok(grown > height, `${grown} > ${height}`);
});

/** @param {import("playwright-core").Page} page */
const scrolls = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.card, .scroll')].some(
      (it) => it.scrollHeight > it.clientHeight,
    ),
  );

const ANSWERS = [
  { press: 'Done', answer: 'done', says: 'Noted. Well done.' },
  { press: 'Later', answer: 'later', says: 'Noted. It comes back at the next fitting moment.' },
  {
    press: 'Not relevant',
    answer: 'not_relevant',
    says: 'Noted. It takes nothing from this week’s budget.',
  },
  {
    press: 'Never again',
    answer: 'never_again',
    says: 'Noted. You can bring it back from the Cuecard menu.',
  },
  { press: 'Close', answer: 'closed', says: null },
];
for (const { press, answer, says } of ANSWERS) {
  test(`${press} is told to the worker once, and acknowledged`, async () => {
    const page = await open(SLIPPING);
    await page.getByRole('button', { name: press }).dblclick();
    const heard = await extension.heard('answered');
    if (says) await page.getByText(says).waitFor();
    else await page.getByRole('region').waitFor({ state: 'detached' });
    assert.deepEqual(
      heard.map((it) => [it.moment, it.answer]),
      [['m1', answer]],
    );
    assert.ok(Number.isInteger(heard[0].shown_ms));
    if (answer === 'later') await inspect(page, 'card-noted');
  });
}

test('Escape closes only while the focus is inside', async () => {
  const page = await open(SLIPPING);
  await extension.heard('painted');
  await page.getByRole('button', { name: 'Later' }).focus();
  await page.keyboard.press('Escape');
  const [heard] = await extension.heard('answered');
  assert.equal(heard.answer, 'closed');
});

test('a click made by a script is no answer', async () => {
  const page = await open(SLIPPING);
  await extension.heard('painted');
  await page.evaluate(() => {
    for (const button of document.querySelectorAll('button')) button.click();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  });
  await page.getByRole('button', { name: 'Done' }).click();
  const heard = await extension.heard('answered');
  assert.deepEqual(
    heard.map((it) => it.answer),
    ['done'],
  );
});

test('an answer that could not be stored can be given again', async () => {
  const page = await open(SLIPPING, { answered: ['silent', 'silent', { ok: true }] });
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Could not save this. Try again.').waitFor();
  assert.equal((await extension.heard('answered')).length, 2, 'sent once more by itself');
  assert.equal(
    await page
      .getByRole('button', { name: 'Done' })
      .evaluate((it) => it === document.activeElement),
    true,
  );
  await inspect(page, 'card-not-saved');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Noted. Well done.').waitFor();
});

const NOTHING = [
  { what: 'no card', answers: { card: [{ card: null }] } },
  { what: 'no answer', answers: { card: ['silent'] } },
  { what: 'a card that does not read', answers: { card: [{ card: { title: 7 } }] } },
];
for (const { what, answers } of NOTHING) {
  test(`${what}: nothing is shown`, async () => {
    const page = await extension.open(CARD, answers);
    await extension.heard('card');
    await page.evaluate(
      () => new Promise((wake) => requestAnimationFrame(() => requestAnimationFrame(wake))),
    );
    assert.equal((await page.locator('body').textContent())?.trim(), '');
    assert.equal(await page.locator('main > *').count(), 0);
  });
}

test('a worker that died once is asked again', async () => {
  const page = await extension.open(CARD, { card: ['silent', { card: SLIPPING }] });
  await page.getByRole('region', { name: SLIPPING.title }).waitFor();
});

test('content stays words, and only https is a link', async () => {
  const page = await open(HOSTILE);
  await page.getByRole('heading', { name: HOSTILE.title }).waitFor();
  assert.equal(await page.locator('img, b, a').count(), 0);
});

test('320 px, 400 % zoom, long words, forced colours and right to left all hold', async () => {
  const views = [
    { name: 'card-320', width: 320, height: 640, card: PRICING },
    { name: 'card-long-320', width: 320, height: 480, card: LONG },
    { name: 'card-zoom-400', width: 320, height: 200, card: PRICING },
  ];
  for (const { name, width, height, card } of views) {
    const page = await open(card, {}, { width, height });
    await extension.heard('painted');
    const wide = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('html, .card, .scroll')].filter(
            (it) => it.scrollWidth > it.clientWidth,
          ).length,
      );
    const high = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.equal(high, height, `${name}: the document itself never scrolls`);
    assert.equal(await wide(), 0, name);
    await inspect(page, name);
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    assert.equal(await wide(), 0, `${name}, right to left`);
    await picture(page, `${name}-rtl`);
    await page.emulateMedia({ forcedColors: 'active' });
    await picture(page, `${name}-forced`);
  }
});

/** How much the outermost edge of the card's shadow may tint the page, in levels of 255. */
const FAINT = 12;

/**
 * The colour of the page's top left pixel, which is a corner of the card's frame.
 * @param {import("playwright-core").Page} page
 */
async function corner(page) {
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
  return page.evaluate(
    async (bytes) => {
      const image = await createImageBitmap(
        new Blob([new Uint8Array(bytes)], { type: 'image/png' }),
      );
      const canvas = new OffscreenCanvas(1, 1).getContext('2d');
      canvas?.drawImage(image, 0, 0);
      return [...(canvas?.getImageData(0, 0, 1, 1).data ?? [])];
    },
    [...png],
  );
}

test('in a frame on a page with a strict policy it shows, and its ground is transparent', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Record</title><meta name="color-scheme" content="light dark">
      <style>body{margin:0;background:linear-gradient(45deg,#c9d8e8,#f3d9c0)}</style><body></body></html>`);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  try {
    for (const scheme of /** @type {const} */ (['light', 'dark'])) {
      await extension.answer({ card: [{ card: PRICING }] });
      const page = await extension.blank({ width: 440, height: 480, scheme });
      await page.goto(`http://127.0.0.1:${address.port}/`);
      await extension.heard('painted');
      await picture(page, `card-framed-${scheme}`);
      const framed = await corner(page);
      await page.addStyleTag({ content: 'body > * { visibility: hidden }' });
      const bare = await corner(page);
      const apart = framed.map((level, index) => Math.abs(level - bare[index]));
      assert.ok(Math.max(...apart) <= FAINT, `${scheme}: ${framed} on ${bare}`);
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    }
  } finally {
    server.close();
  }
});

test('a small frame shows a pill alone, which opens the card and takes the focus along', async () => {
  const page = await open(PRICING, {}, { width: 400, height: 600 });
  await extension.heard('painted');
  const sizes = (await extension.heard('size')).length;
  const fold = page.getByRole('button', { name: 'Make small' });
  const pill = page.getByRole('button', { name: `Cuecard: ${PRICING.title}, 2 minutes` });
  const focused = (/** @type {import("playwright-core").Locator} */ it) =>
    it.and(page.locator(':focus')).waitFor();
  assert.equal(await pill.isVisible(), false);
  await fold.focus();
  await page.keyboard.press('Enter');
  assert.equal((await extension.heard('fold', 1))[0].folded, true);
  await page.setViewportSize({ width: 128, height: 56 });
  await focused(pill);
  assert.equal(await page.getByRole('region').isVisible(), false);
  assert.equal(await pill.getAttribute('aria-expanded'), 'false');
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    await page.emulateMedia({ colorScheme });
    await picture(page, `card-folded-${colorScheme}`);
  }
  await page.keyboard.press('Enter');
  assert.equal((await extension.heard('fold', 2))[1].folded, false);
  await page.setViewportSize({ width: 400, height: 600 });
  await focused(fold);
  assert.equal((await extension.heard('size')).length, sizes, 'a pill’s height is not the card’s');
});

test('time in a folded frame is no time in view', async () => {
  const page = await open(PRICING, {}, { width: 128, height: 56 });
  await extension.heard('painted');
  await page.waitForTimeout(1_500);
  await page.setViewportSize({ width: 400, height: 600 });
  await page.getByRole('button', { name: 'Done' }).click();
  const [{ shown_ms: shown }] = await extension.heard('answered');
  assert.ok(Number(shown) < 1_500, `${shown} ms`);
});

test('it speaks German', async () => {
  const german = await Extension.start('de');
  try {
    const page = await german.open(CARD, { card: [{ card: PRICING }] });
    await page.getByRole('button', { name: 'Nie wieder' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await page.locator('.time', { hasText: '2 Minuten' }).waitFor();
    await inspect(page, 'card-de');
    await page.getByRole('button', { name: 'Später' }).click();
    await page.getByText('Notiert. Die Karte kommt im nächsten passenden Moment wieder.').waitFor();
  } finally {
    await german.stop();
  }
});
