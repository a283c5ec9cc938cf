// The co-sign page in a real extension, on a real repository: from a key to a nudge that is live, by the
// keyboard alone, and what it says when something is in the way.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '../e2e/until.mjs';
import { Extension, inspect, launch } from './browser.mjs';
import { builtFolder, temporary } from './built.mjs';
import { lostWords, smallTargets, structure } from './checks.mjs';
import { copyOfKey, loseKey } from './cosign-kept.mjs';
import { Organisation } from './organisation.mjs';
import { strayFocus } from './walk.mjs';

/** @typedef {import('playwright-core').Page} Page */

const AXE = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/axe-core/axe.min.js');
const NUDGE = 'slipping-close-date';
const OTHER = 'pricing-objection';
const REASON = 'We lose deals when nobody knows the next step.';
const NARROW = { width: 320, height: 640 };

/** Each test has its own. @type {Organisation} */
let organisation;
beforeEach(async () => {
  organisation = await Organisation.make([NUDGE, OTHER]);
});
afterEach(() => organisation.stop());

/** A browser with the built extension, and nothing kept in it yet. @param {string} [language] */
async function start(language) {
  const folder = temporary();
  cpSync(builtFolder(), folder, { recursive: true });
  copyFileSync(AXE, join(folder, 'axe.js'));
  const context = await launch([folder], language);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return new Extension(context, worker, folder);
}

/** Ends it. The browser itself tells of files that are not there, such as the next root. @param {Extension} extension */
async function ends(extension) {
  extension.troubles = extension.troubles.filter((it) => !/ERR_EMPTY_RESPONSE|404/.test(it));
  await extension.stop();
}

/** Opens the page, once it shows something. @param {Extension} extension @param {object} [view] */
async function open(extension, view = { width: 800, height: 900 }) {
  const page = await extension.blank(view);
  await page.goto(`${extension.origin}/ui/cosign.html`);
  await page.locator('h1').waitFor();
  return page;
}

/** @param {Extension} extension @param {object} membership */
async function joins(extension, membership) {
  const page = await extension.blank({});
  await page.goto(`${extension.origin}/ui/popup.html`);
  const answer = await page.evaluate(
    (member) => chrome.runtime.sendMessage({ kind: 'join', member }),
    membership,
  );
  assert.deepEqual(answer, { ok: true });
  await page.close();
}

/** Presses keys, and counts them. @param {Page} page */
function hands(page) {
  let count = 0;
  return {
    /** @param {string[]} keys */
    async press(...keys) {
      for (const key of keys) {
        await page.keyboard.press(key);
        count++;
      }
    },
    /** Goes on by the Tab key to what has this name. @param {string} name */
    async to(name) {
      for (let step = 0; step < 30; step++) {
        await this.press('Tab');
        if ((await nameOf(page)).startsWith(name)) return;
      }
      assert.fail(`the Tab key never reaches ${name}`);
    },
    /** @param {string} text */
    async type(text) {
      await page.keyboard.type(text);
      count += text.length;
    },
    get count() {
      return count;
    },
  };
}

/** The name of what has the focus. @param {Page} page */
const nameOf = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const label = at && 'labels' in at ? /** @type {HTMLInputElement} */ (at).labels?.[0] : null;
    return (at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '').trim();
  });

/** Saves what is downloaded while something is done, in the organisation's folder. @param {Page} page @param {() => Promise<unknown>} act */
async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const name = download.suggestedFilename();
  await download.saveAs(join(organisation.folder, name));
  return name;
}

/** Makes a key, by the keyboard, and has it enrolled. @param {Page} page @param {string} who */
async function enrolled(page, who) {
  const hand = hands(page);
  await hand.to('Who you are');
  await hand.type(who);
  await hand.press('Enter');
  await page.getByRole('heading', { name: 'You are not enrolled yet' }).waitFor();
  await hand.to('Save the file to send');
  const file = await saved(page, () => hand.press('Enter'));
  const print = await page.locator('.fingerprint').textContent();
  const shown = organisation.does('key', 'show', file);
  assert.equal(shown, `${who}\nfingerprint ${print}\n`, 'as the command shows it');
  organisation.enrol(file, print ?? '');
  organisation.publish();
  await hand.to('Look again');
  await hand.press('Enter');
  await page.getByRole('heading', { name: /^Waiting for you/ }).waitFor();
}

/** What has to hold of a page in every state. @param {Page} page @param {string} name */
async function holds(page, name) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('iframe')].every((frame) =>
      frame.contentDocument?.querySelector('.card, section'),
    ),
  );
  assert.deepEqual(await page.evaluate(structure, null), [], name);
  await inspect(page, `cosign-${name}`);
  const view = page.viewportSize() ?? NARROW;
  await page.setViewportSize(NARROW);
  assert.deepEqual(await page.evaluate(lostWords, []), [], `${name}, narrow`);
  assert.deepEqual(await page.evaluate(smallTargets, 24), [], name);
  await inspect(page, `cosign-${name}-narrow`);
  await page.setViewportSize(view);
}

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
  await enrolled(page, 'Bea');
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
  const file = await saved(page, () => hand.press('Enter'));
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
  const back = await saved(page, () =>
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
  await enrolled(page, 'Cem');
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
  await saved(second, () => second.getByRole('button', { name: 'Sign', exact: true }).click());
  await second.getByText('It is saved as').waitFor();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('Another page signed something meanwhile.').waitFor();
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.getByText('What you signed waits to be published').waitFor();
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  await reason.fill(REASON);
  await minutes.fill('6');
  const both = await saved(page, () =>
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
  const file = await saved(page, () =>
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
