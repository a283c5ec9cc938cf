// The first steps in a real Chromium: role, systems, privacy, and where the first card comes from.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Extension, inspect, walk } from './browser.mjs';
import { EMPTY, NO_ROLE } from './statuses.mjs';

/** @type {Extension} */
let extension;

before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

const ROLE = 'account-executive';
const WHY = 'This deal is late, and the buyer objects to the price.';
/** What the built-in packs say, in the form that the extension carries. */
const CONTENT = {
  nudges: [
    { nudge: 'other', roles: ['junior-engineer'], apps: ['salesforce'] },
    { title: 'Other', why: 'For another role.' },
    { nudge: 'pricing', roles: [ROLE], apps: ['salesforce'] },
    { title: 'Trade', why: WHY },
  ],
};

/**
 * A fresh profile; `permit` stands in for what the person says to the browser's own question.
 * @param {Extension} [where]
 * @param {{ statuses?: unknown[], permit?: boolean }} [world]
 */
async function open(where = extension, { statuses = [{ status: NO_ROLE }], permit = true } = {}) {
  await where.answer({ status: statuses });
  const page = await where.blank({ width: 720, height: 900 });
  await page.addInitScript((answer) => {
    const asked = /** @type {unknown[]} */ ([]);
    Reflect.set(globalThis, 'asked', asked);
    chrome.permissions.request = async (/** @type {unknown} */ wanted) => {
      asked.push({ wanted, pressed: navigator.userActivation.isActive });
      return answer;
    };
  }, permit);
  await page.goto(`${where.origin}/ui/options.html`);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.locator('.steps').waitFor();
  return page;
}

/** @param {import("playwright-core").Page} page @param {string} name */
const at = (page, name) => page.locator('[aria-current=step]', { hasText: name }).waitFor();

/** @param {import("playwright-core").Page} page @param {string} name */
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

test('from the role to the place of the first card', async () => {
  writeFileSync(join(extension.folder, 'content.json'), JSON.stringify(CONTENT));
  const page = await open(extension, { statuses: [{ status: NO_ROLE }] });
  await page.getByRole('list', { name: 'Step 1 of 3' }).waitFor();
  await inspect(page, 'first-role');
  await press(page, 'Save and go on');
  await page.getByText('Choose a role first.').waitFor();
  await at(page, 'Role');
  await page.getByLabel('Role', { exact: true }).selectOption(ROLE);
  await press(page, 'Save and go on');
  await at(page, 'Systems');
  assert.deepEqual((await extension.heard('set'))[0].settings, { role: ROLE });
  assert.equal(
    await page.evaluate(() => document.activeElement?.tagName),
    'H1',
    'a screen reader hears that the page changed',
  );
  await press(page, 'Allow: Salesforce Classic');
  await page.getByText('Allowed').nth(1).waitFor();
  assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, 'asked')), [
    { wanted: { origins: ['https://*.my.salesforce.com/*'] }, pressed: true },
  ]);
  await inspect(page, 'first-systems');
  await press(page, 'Go on');
  await at(page, 'Privacy');
  await page.getByText('every card that fits is shown, and your moments are not counted').waitFor();
  const levels = page.getByRole('radiogroup', { name: 'What may leave this browser' });
  assert.deepEqual(
    await levels.getByRole('radio').evaluateAll((all) => all.map((it) => it.matches(':checked'))),
    [true, false],
    'at first everything stays',
  );
  await inspect(page, 'first-privacy');
  const status = { ...EMPTY, sites: [{ site: 's', title: 'Salesforce', granted: true }] };
  await extension.answer({ status: [{ status }] });
  await press(page, 'Finish');
  await page.getByText(WHY).waitFor();
  await page.getByText('In Salesforce', { exact: true }).waitFor();
  assert.equal(await page.getByText('For another role.').count(), 0);
  await inspect(page, 'first-end');
  await press(page, 'See all settings');
  await page.getByRole('heading', { level: 1, name: 'Cuecard options' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Cuecard options' }).waitFor();
  await press(page, 'Walk through the first steps again');
  await at(page, 'Role');
  rmSync(join(extension.folder, 'content.json'));
});

test('each step can be skipped and come back to, by keyboard alone', async () => {
  const page = await open();
  assert.deepEqual(await walk(page), ['Role', 'Save and go on', 'Skip for now']);
  await page.getByRole('button', { name: 'Skip for now' }).focus();
  await page.keyboard.press('Enter');
  await at(page, 'Systems');
  await page.getByRole('button', { name: 'Back' }).focus();
  await page.keyboard.press('Enter');
  await at(page, 'Role');
  for (const next of ['Skip for now', 'Go on', 'Finish']) {
    await page.getByRole('button', { name: next }).focus();
    await page.keyboard.press('Enter');
  }
  await page.getByText('Without a role nothing is read and no card comes.').waitFor();
  await inspect(page, 'first-skipped');
});

test('a reload and a second tab are at the same step', async () => {
  const page = await open();
  await press(page, 'Skip for now');
  await at(page, 'Systems');
  await page.reload();
  await at(page, 'Systems');
  const second = await extension.blank({ width: 720 });
  await second.goto(`${extension.origin}/ui/options.html`);
  await at(second, 'Systems');
  await press(second, 'Go on');
  await at(page, 'Privacy');
});

test('whoever has a role already is spared the steps', async () => {
  await extension.answer({ status: [{ status: EMPTY }] });
  const page = await extension.blank({ width: 720 });
  await page.goto(`${extension.origin}/ui/options.html`);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Cuecard options' }).waitFor();
  assert.equal(await page.locator('.steps').count(), 0);
});

test('it holds at 320 px', async () => {
  const page = await open();
  await page.setViewportSize({ width: 320, height: 700 });
  for (const next of ['Skip for now', 'Go on']) {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await press(page, next);
  }
  await at(page, 'Privacy');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await inspect(page, 'first-320');
});

test('it speaks German', async () => {
  const german = await Extension.start('de');
  try {
    const page = await open(german);
    await at(page, 'Rolle');
    await inspect(page, 'first-de');
  } finally {
    await german.stop();
  }
});
