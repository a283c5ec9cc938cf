// The co-sign page in a real extension, on a real repository: from a key to a nudge that is live, by the
// keyboard alone, and what it says when something is in the way.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { until } from '../e2e/until.mjs';
import { copyOfKey, loseKey } from './cosign-kept.mjs';
import { ends, enrolled, hands, holds, joins, open, saved, start } from './cosign-page.mjs';
import { Organisation } from './organisation.mjs';
import { strayFocus } from './walk.mjs';

const NUDGE = 'slipping-close-date';
const OTHER = 'pricing-objection';
const REASON = 'We lose deals when nobody knows the next step.';

/** Each test has its own. @type {Organisation} */
let organisation;
beforeEach(async () => {
  organisation = await Organisation.make([NUDGE, OTHER]);
});
afterEach(() => organisation.stop());

test('from a key to a nudge that is live, by the keyboard alone and in few presses', async (context) => {
  const extension = await start();
  context.after(() => ends(extension));
  const lonely = await open(extension);
  await lonely.getByText('This browser belongs to no organisation').waitFor();
  await holds(lonely, 'none');
  await lonely.close();
  await joins(extension, organisation.membership);
  const page = await open(extension);
  await holds(page, 'no-key');
  await enrolled(organisation, page, 'Bea');
  assert.equal(await page.evaluate(copyOfKey), 'InvalidAccessError');
  await holds(page, 'list');
  // What a manager does for one nudge: counted from the list to the file.
  const hand = hands(page);
  await hand.to('Read: Date the buyer');
  await hand.press('Enter');
  const card = page.frameLocator('iframe').first();
  await card.getByRole('heading', { name: "Date the buyer's next act" }).waitFor();
  await page.getByText('The team sales has no other').waitFor();
  await hand.to('Go on to the statement');
  await hand.press('Enter');
  await hand.type(REASON);
  await hand.press('Tab');
  await hand.type('6');
  const file = await saved(organisation, page, () => hand.press('Enter'));
  // 280 ms is a person of average skill (Card, Moran and Newell): a minute has 214 presses.
  assert.ok(hand.count - REASON.length <= 12, `${hand.count} presses`);
  assert.equal(file, 'team-sales-2.publication.json');
  await page.getByText(`It is saved as ${file}`).waitFor();
  await page.getByText('What you signed waits to be published').waitFor();
  const words = organisation.does('take', file);
  assert.match(words, /slipping-close-date for sales: 6 minutes a week/);
  assert.ok(words.includes(`Bea: ${REASON}`), words);
  organisation.publish();
  assert.match(organisation.does('status', '--team', 'sales'), /live {3}slipping-close-date until/);
  await page.reload();
  await page.getByRole('heading', { name: 'Live (1)' }).waitFor();
  // The next one shows with what it would compete.
  await page
    .getByRole('button', { name: /^Read: (?!Date)/ })
    .first()
    .click();
  await page.getByText('The team sales has 6 minutes a week already').waitFor();
  // What is pressed in the card is kept nowhere, and its lesson opens below.
  await card.getByRole('button', { name: /^Lesson/ }).click();
  const lesson = page.frameLocator('details iframe');
  await lesson.getByText('Part 1 of').first().waitFor();
  await card.getByRole('button', { name: 'Done' }).click();
  await card.getByRole('button', { name: 'Done' }).and(card.locator(':enabled')).waitFor();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.getByText('The lesson', { exact: true }).click();
  await holds(page, 'nudge');
  assert.deepEqual(await strayFocus(page), []);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  // Taken back in one act.
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  const back = await saved(organisation, page, () =>
    page.getByRole('button', { name: 'Take the co-sign back' }).click(),
  );
  await page.getByText(`Taken back: Date the buyer's next act. It is saved as ${back}`).waitFor();
  assert.match(organisation.does('take', back), /slipping-close-date taken back for sales/);
  organisation.publish();
  assert.doesNotMatch(organisation.does('status', '--team', 'sales'), / live /);
});

test('what is wrong is said where it is, and signs nothing', async (context) => {
  const extension = await start();
  context.after(() => ends(extension));
  await joins(extension, organisation.membership);
  const page = await open(extension);
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByText('Give a name of 1 to 80 characters.').waitFor();
  await enrolled(organisation, page, 'Cem');
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  const [reason, minutes, day] = ['reason', 'minutes', 'until'].map((id) => page.locator(`#${id}`));
  const today = (await day.getAttribute('min')) ?? '';
  const cases = [
    ['', '6', '', 'Say why it matters.'],
    ['   ', '6', '', 'Say why it matters.'],
    ['x'.repeat(301), '6', '', 'Write at most 300 characters.'],
    [REASON, '', '', 'Give a whole number from 1 to 60.'],
    [REASON, '0', '', 'Give a whole number from 1 to 60.'],
    [REASON, '61', '', 'Give a whole number from 1 to 60.'],
    [REASON, '2.5', '', 'Give a whole number from 1 to 60.'],
    [REASON, '-3', '', 'Give a whole number from 1 to 60.'],
    [REASON, '6', today, 'Give a day from tomorrow on'],
    [REASON, '6', '2099-01-01', 'Give a day from tomorrow on'],
  ];
  /** @type {string[]} */
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  const usual = await day.inputValue();
  for (const [why, number, last, says] of cases) {
    await reason.fill(why);
    await minutes.fill(number);
    await day.fill(last || usual);
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByText(says).waitFor();
    assert.equal(await page.locator('[aria-invalid=true]').count(), 1, says);
    assert.ok(
      await page.locator('[aria-invalid=true]').evaluate((it) => it === document.activeElement),
    );
    if (number === '61') await holds(page, 'wrong');
  }
  assert.deepEqual(downloads, []);
  await day.fill(usual);
  // Another page signs meanwhile: nothing of either is lost.
  const second = await open(extension);
  await second
    .getByRole('button', { name: /^Read: (?!Date)/ })
    .first()
    .click();
  await second.locator('#reason').fill(REASON);
  await second.locator('#minutes').fill('2');
  await saved(organisation, second, () =>
    second.getByRole('button', { name: 'Sign', exact: true }).click(),
  );
  await second.getByText('It is saved as').waitFor();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('Another page signed something meanwhile.').waitFor();
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.getByText('What you signed waits to be published').waitFor();
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  await reason.fill(REASON);
  await minutes.fill('6');
  const both = await saved(organisation, page, () =>
    page.getByRole('button', { name: 'Sign', exact: true }).click(),
  );
  const words = organisation.does('take', both);
  assert.match(words, /slipping-close-date for sales: 6 minutes/);
  assert.match(words, / for sales: 2 minutes/);
  organisation.publish();
  // A key that was deleted meanwhile signs nothing; the page begins anew.
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  await page.evaluate(loseKey);
  await reason.fill(REASON);
  await minutes.fill('6');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('Your key is gone from this browser.').waitFor();
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.getByRole('heading', { name: 'Make your key' }).waitFor();
});

test('a repository that is not there, or not to be believed, is said', async (context) => {
  const extension = await start();
  context.after(() => ends(extension));
  await joins(extension, organisation.membership);
  const page = await open(extension);
  await hands(page).to('Who you are');
  await page.keyboard.type('Dora');
  organisation.isDown = true;
  await page.keyboard.press('Enter');
  await page.getByText('repository cannot be reached').waitFor();
  await holds(page, 'unreachable');
  organisation.isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'You are not enrolled yet' }).waitFor();
  await holds(page, 'not-enrolled');
  const other = await Organisation.make([]);
  context.after(() => other.stop());
  await joins(extension, { ...other.membership, root: organisation.membership.root });
  await page.reload();
  await page.getByText('is not to be believed').waitFor();
});

test('a browser that cannot sign names the command line', async (context) => {
  const extension = await start();
  context.after(() => ends(extension));
  await joins(extension, organisation.membership);
  const page = await extension.blank({});
  await page.addInitScript(() => {
    // As older browsers answer.
    const refuses = () => Promise.reject(new DOMException('', 'NotSupportedError'));
    Object.assign(crypto.subtle, { generateKey: refuses });
  });
  await page.goto(`${extension.origin}/ui/cosign.html`);
  await page.getByText('cuecard key new, then cuecard cosign').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Make the key' }).count(), 0);
});

test('in German, with the card in the language of choice', async (context) => {
  const extension = await start('de');
  context.after(() => ends(extension));
  await joins(extension, organisation.membership);
  const page = await open(extension);
  await page.locator('#who').fill('Emil');
  await page.getByRole('button', { name: 'Schlüssel machen' }).click();
  await page.getByRole('heading', { name: 'Sie sind noch nicht eingetragen' }).waitFor();
  const print = (await page.locator('.fingerprint').textContent()) ?? '';
  const file = await saved(organisation, page, () =>
    page.getByRole('button', { name: 'Datei zum Verschicken speichern' }).click(),
  );
  organisation.enrol(file, print);
  organisation.publish();
  await page.getByRole('button', { name: 'Noch einmal nachsehen' }).click();
  await page
    .getByRole('button', { name: /^Lesen/ })
    .first()
    .click();
  const card = page.frameLocator('iframe').first();
  await card
    .getByRole('button', { name: 'Nicht passend' })
    .or(card.locator('.actions > button').first())
    .first()
    .waitFor();
  const german = await card.locator('h1').textContent();
  await holds(page, 'german');
  await page.locator('#language').selectOption('');
  await until(
    'the card is in English',
    async () => (await card.locator('h1').textContent()) !== german,
  );
  await page.locator('#language').selectOption('de');
  await until(
    'the card is in German',
    async () => (await card.locator('h1').textContent()) === german,
  );
});
