// What comes with an aid in a real Chromium: steps that tick, the check, the lesson, and why not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Extension, inspect } from './browser.mjs';
import { PRICING, WHOLE } from './cards.mjs';

const NARROW = { width: 320, height: 700 };
/** @type {Extension} */
let extension;

before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/** A card that is there. @param {object} card */
async function open(card = WHOLE) {
  const page = await extension.open('card.html#m1', { card: [{ card }] }, NARROW);
  await extension.heard('painted');
  return page;
}

const lesson = (address = 'm1', /** @type {object} */ card = WHOLE) =>
  extension.open(`lesson.html#${address}`, { lesson: [{ card }] }, NARROW);

test('steps tick by hand and by the page, and say how far it is', async () => {
  const page = await open();
  const steps = page.getByRole('checkbox');
  assert.equal(await steps.count(), 3);
  assert.deepEqual(await checked(page), [false, true, false], 'what the page showed done');
  assert.equal(await page.locator('.progress').textContent(), '1 of 3 done');
  await steps.first().check();
  assert.equal(await page.locator('.progress').textContent(), '2 of 3 done');
  await extension.tells({ kind: 'done', moment: 'another', steps: [3] });
  await extension.tells({ kind: 'done', moment: 'm1', steps: [2, 3, 9] });
  await page.getByText('3 of 3 done').waitFor();
  assert.deepEqual(await checked(page), [true, true, true]);
  assert.equal(await page.getByRole('status').first().textContent(), 'Seen on the page');
  await inspect(page, 'card-whole');
});

/** @param {import("playwright-core").Page} page */
const checked = (page) =>
  page.evaluate(() => [...document.querySelectorAll('input')].map((input) => input.checked));

test('it flags its field, and says why it came', async () => {
  const page = await open();
  await page.getByText('Please look at: next step').waitFor();
  await page.getByText('Why am I seeing this?').click();
  const why = await page.locator('.reason').innerText();
  for (const line of [
    'What happened: changed deal phase.',
    'cards left 2, minutes left 4',
    'in 10 of 100 such moments',
  ]) {
    assert.ok(why.includes(line), `${line} in ${why}`);
  }
  const plain = await open(PRICING);
  assert.equal(await plain.getByText('Please look at').count(), 0);
  assert.equal(await plain.getByRole('button', { name: 'Test yourself' }).count(), 0);
});

test('a check names the mistake, leads to its remedy, and is told once', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Test yourself' }).click();
  const check = page.getByRole('button', { name: 'Check', exact: true });
  await check.click();
  assert.equal((await extension.heard('checked', 0)).length, 0, 'nothing is chosen yet');
  await page.getByRole('radio', { name: 'They think about it' }).check();
  await check.click();
  for (const words of [
    'Not quite.',
    'Nobody does anything.',
    'It turns on what matters more here.',
    'Look for an act and a day.',
  ]) {
    await page.getByText(words, { exact: true }).waitFor();
  }
  await inspect(page, 'check-wrong');
  await page.getByRole('radio', { name: 'Legal returns it' }).check();
  await page.getByRole('button', { name: 'Try once more' }).click();
  await page.getByText('That is right.').waitFor();
  assert.deepEqual(await extension.heard('checked'), [
    { kind: 'checked', moment: 'm1', variant: 'first', result: 'second_try', top: 0 },
  ]);
  await inspect(page, 'check-right');
  await page.getByRole('button', { name: 'Back to the card' }).click();
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  assert.equal(focused, 'Test yourself');
});

test('wrong twice shows the answer', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Test yourself' }).click();
  for (const answer of ['They think', 'I call']) {
    await page.getByRole('radio', { name: answer }).check();
    await page.getByRole('button', { name: /^(Check|Try once more)$/ }).click();
  }
  await page.getByText('The answer: Legal returns it on 12 March').waitFor();
  const [told] = await extension.heard('checked');
  assert.equal(told?.result, 'wrong');
});

test('steps are brought into order by keys alone, and the variant that was asked rests', async () => {
  const page = await open({ ...WHOLE, asked: ['first'] });
  await page.getByRole('button', { name: 'Test yourself' }).press('Enter');
  const order = async () => (await page.locator('.order li span').allTextContents()).join(' ');
  assert.notEqual(await order(), 'Ask Write Date', 'not in order at first');
  const up = (/** @type {string} */ step) => page.getByRole('button', { name: `Move up: ${step}` });
  for (const step of ['Write', 'Ask', 'Ask']) {
    if (await up(step).isEnabled()) await up(step).press('Enter');
  }
  for (let tries = 0; (await order()) !== 'Ask Write Date' && tries < 4; tries += 1) {
    const down = page.getByRole('button', { name: 'Move down: Date' });
    if (await down.isEnabled()) await down.press('Enter');
    else await up('Write').press('Enter');
  }
  assert.equal(await order(), 'Ask Write Date');
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  assert.match(focused ?? '', /^Move (up|down): /, 'the focus went along');
  await inspect(page, 'check-order');
  await page.getByRole('button', { name: 'Check', exact: true }).press('Enter');
  const [told] = await extension.heard('checked');
  assert.deepEqual([told?.variant, told?.result], ['second', 'first_try']);
});

test('not relevant asks why, and takes no for an answer', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Not relevant' }).click();
  await page.getByText('Why not? You need not say.').waitFor();
  await inspect(page, 'card-why-not');
  await page.getByRole('button', { name: 'Bad time' }).click();
  await page.getByText('Noted, for you only.').waitFor();
  assert.deepEqual(await extension.heard('reason'), [
    { kind: 'reason', moment: 'm1', reason: 'bad_time' },
  ]);
  assert.equal(await page.getByRole('button', { name: 'Bad time' }).count(), 0, 'once');
});

test('a lesson goes on where it was left', async () => {
  const page = await lesson();
  await page.getByRole('heading', { name: 'What makes a date hold' }).waitFor();
  assert.ok((await page.locator('header').innerText()).includes('4 minutes · Part 1 of 2'));
  await inspect(page, 'lesson');
  await page.getByRole('button', { name: 'Next part' }).click();
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  assert.equal(focused, 'When it slips', 'the focus goes to the new heading');
  await page.getByText('You are through.').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'When it slips' }).waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('heading', { name: 'What makes a date hold' }).waitFor();
  const asked = await lesson('m1/2');
  await asked.getByRole('heading', { name: 'When it slips' }).waitFor();
});

test('from a lesson it goes back to help, from the top and from its end, by keyboard', async () => {
  for (const [address, links] of /** @type {const} */ ([
    ['m1', 1],
    ['m1/2', 2],
  ])) {
    const page = await lesson(address);
    await page.getByRole('heading', { name: 'Dates that hold' }).waitFor();
    const back = page.getByRole('link', { name: 'Help on this page' });
    assert.equal(await back.count(), links, address);
    await page.keyboard.press('Tab');
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent),
      'Help on this page',
    );
    await back.last().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/ui\/panel\.html$/);
  }
});

test('the panel shows help again, also the next time, where it was told to show the lesson', async () => {
  const told = async (/** @type {string | undefined} */ path) => {
    await extension.answer({ lesson: [{ card: WHOLE }] });
    const page = await extension.blank(NARROW);
    await page.addInitScript((path) => {
      /** @type {object[]} */
      const set = JSON.parse(sessionStorage.getItem('set') ?? '[]');
      const api = Reflect.get(globalThis, 'browser') ?? chrome;
      Reflect.set(api.tabs, 'query', async () => [{ id: 7 }]);
      Reflect.set(api, 'sidePanel', {
        getOptions: async () => ({ path }),
        setOptions: async (/** @type {object} */ options) =>
          sessionStorage.setItem('set', JSON.stringify([...set, options])),
      });
    }, path);
    await page.goto(`${extension.origin}/ui/lesson.html#m1`);
    await page.getByRole('link', { name: 'Help on this page' }).click();
    await page.waitForURL(/panel\.html$/);
    return page.evaluate(() => JSON.parse(sessionStorage.getItem('set') ?? '[]'));
  };
  const help = [{ tabId: 7, path: '/ui/panel.html', enabled: true }];
  assert.deepEqual(await told('ui/lesson.html#m1'), help);
  assert.deepEqual(await told('ui/panel.html'), [], 'a panel that was told nothing is left alone');
  assert.deepEqual(await told(undefined), []);
});

test('the time in a lesson is told when it goes out of view', async () => {
  const page = await lesson();
  await page.getByRole('heading', { name: 'Dates that hold' }).waitFor();
  await page.waitForTimeout(50);
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  const told = await extension.heard('lesson', 2);
  assert.equal(told[0]?.shown_ms, 0);
  assert.ok(Number(told.at(-1)?.shown_ms) > 0);
});

test('a lesson that is gone says so', async () => {
  for (const answer of [{ card: null }, { card: PRICING }]) {
    const page = await extension.open('lesson.html#m1', { lesson: [answer] }, NARROW);
    await page.getByText('This lesson is not there any more.').waitFor();
    assert.equal(await page.getByRole('button').count(), 0, 'there is nothing to try');
    await page.getByRole('link', { name: 'Help on this page' }).waitFor();
  }
});

test('a lesson that nobody answers for can be asked for again', async () => {
  const page = await extension.open('lesson.html#m1', { lesson: ['silent'] }, NARROW);
  await page.getByText('Cuecard is not answering.').waitFor();
  await extension.answer({ lesson: [{ card: WHOLE }] });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'What makes a date hold' }).waitFor();
});
