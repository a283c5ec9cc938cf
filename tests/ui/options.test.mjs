// The options page in a real Chromium.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Extension, inspect, walk } from './browser.mjs';
import { EMPTY, FULL, NO_ROLE } from './statuses.mjs';

/** @type {Extension} */
let extension;

before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/**
 * Opens the options; `permit` stands in for what the person says to the browser's own question.
 * @param {unknown} status
 * @param {{ set?: unknown[], permit?: boolean }} [world]
 */
async function open(status, { set = [{ ok: true }], permit } = {}) {
  await extension.answer({ status: [{ status }], set });
  const page = await extension.blank({ width: 720, height: 900 });
  // Somebody who took the first steps.
  await page.addInitScript(() => localStorage.setItem('first-steps', '3'));
  if (permit !== undefined) {
    await page.addInitScript((answer) => {
      const asked = /** @type {unknown[]} */ ([]);
      Reflect.set(globalThis, 'asked', asked);
      chrome.permissions.request = async (/** @type {unknown} */ wanted) => {
        asked.push({ wanted, pressed: navigator.userActivation.isActive });
        return answer;
      };
    }, permit);
  }
  await page.goto(`${extension.origin}/ui/options.html`);
  await page.getByRole('heading', { level: 1, name: 'Cuecard options' }).waitFor();
  return page;
}

/** @param {import("playwright-core").Page} page */
const asked = (page) => page.evaluate(() => Reflect.get(globalThis, 'asked'));

/** @param {import("playwright-core").Page} page */
const server = (page) => ({
  local: page.getByRole('radio', { name: 'Everything stays in this browser' }),
  counts: page.getByRole('radio', { name: 'Anonymous counts to my organisation' }),
  address: page.getByLabel('Server address'),
  secret: page.getByLabel('Enrolment secret'),
  save: page.locator('form:has(#address)').getByRole('button', { name: 'Save' }),
});

test('a role is chosen, checked first, and the save is announced', async () => {
  const page = await open(NO_ROLE);
  await inspect(page, 'options-first');
  const role = page.getByLabel('Role', { exact: true });
  const save = page.getByRole('button', { name: 'Save' }).first();
  await save.click();
  await page.getByText('Choose a role first.').waitFor();
  assert.equal(await role.getAttribute('aria-invalid'), 'true');
  assert.equal(await role.evaluate((it) => it === document.activeElement), true);
  assert.match((await role.getAttribute('aria-describedby')) ?? '', /role-error/);
  await inspect(page, 'options-role-missing');
  await role.selectOption('account-executive');
  await save.click();
  await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  assert.deepEqual(
    (await extension.heard('set')).map((it) => it.settings),
    [{ role: 'account-executive' }],
  );
});

test('what the worker refuses is said at the field', async () => {
  const error = { where: 'role', what: 'Nobody knows this role.', mend: 'Choose another one.' };
  const page = await open(EMPTY, { set: [{ error }] });
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page
    .locator('#role-error', { hasText: 'Nobody knows this role. Choose another one.' })
    .waitFor();
  assert.equal(await page.getByText('Saved.').count(), 0);
});

test('a worker that does not answer leaves a calm line', async () => {
  const page = await open(EMPTY, { set: ['silent'] });
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Could not save this. Try again.').waitFor();
});

test('everything stays here at first; the other choice says what it takes, and changes nothing yet', async () => {
  const page = await open(EMPTY);
  const { local, counts, address } = server(page);
  await page.getByText('nobody but you sees any of it').waitFor();
  assert.equal(await local.isChecked(), true);
  assert.equal(await address.isVisible(), false);
  await local.focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await counts.isChecked(), true);
  await page.getByText('Nothing leaves until you save a server here.').waitFor();
  assert.equal(await address.isVisible(), true);
  await inspect(page, 'options-counts');
  await page.keyboard.press('ArrowUp');
  assert.equal(await address.isVisible(), false);
  assert.deepEqual(await extension.heard('set', 0), []);
});

test('the words say the floor that a server has', () => {
  const root = new URL('../../', import.meta.url);
  const source = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8');
  const floor = source('server/src/configuration.rs').match(/DEFAULT_FLOOR: u32 = (\d+);/)?.[1];
  for (const language of ['en', 'de']) {
    const { level_counts_what: words } = JSON.parse(
      source(`extension/_locales/${language}/messages.json`),
    );
    assert.deepEqual(words.message.match(/\d+/g), [floor], language);
  }
});

const KEY = 'correct-horse-battery';
const UNFIT = [
  { address: '', secret: KEY, says: 'Enter an address such as https://cuecard.example.com' },
  {
    address: 'cuecard.example.com',
    secret: KEY,
    says: 'Enter an address such as https://cuecard.example.com',
  },
  {
    address: 'https://a:b@cuecard.example.com',
    secret: KEY,
    says: 'Enter an address such as https://cuecard.example.com',
  },
  {
    address: 'http://cuecard.example.com',
    secret: KEY,
    says: 'The address must begin with https. Plain http is only for this computer.',
  },
  {
    address: 'https://cuecard.example.com',
    secret: 'two words are too many',
    says: 'Enter the secret as you were given it: at least 16 characters, no spaces.',
  },
  {
    address: 'https://cuecard.example.com/team',
    secret: KEY,
    says: 'Enter an address such as https://cuecard.example.com',
  },
];
test('an unfit address or secret is said at the field; nothing is asked, nothing is sent', async () => {
  const page = await open(EMPTY, { permit: true });
  const { counts, address, secret, save } = server(page);
  await counts.click();
  for (const { address: url, secret: key, says } of UNFIT) {
    await address.fill(url);
    await secret.fill(key);
    await save.click();
    await page.getByText(says).waitFor();
  }
  await inspect(page, 'options-unfit');
  assert.deepEqual(await asked(page), []);
  assert.equal((await extension.heard('set', 0)).length, 0);
});

test("saving asks for exactly the server's host, within the press", async () => {
  const page = await open(EMPTY, { permit: true });
  const { counts, address, secret, save } = server(page);
  await counts.click();
  await address.fill(' https://cuecard.example.com:8443/ ');
  await secret.fill(KEY);
  await save.click();
  await page.getByText('Saved.').waitFor();
  assert.deepEqual(await asked(page), [
    { wanted: { origins: ['https://cuecard.example.com/*'] }, pressed: true },
  ]);
  const [{ settings }] = await extension.heard('set');
  assert.deepEqual(settings, {
    server: { url: 'https://cuecard.example.com:8443', secret: KEY },
  });
});

test('what the worker refuses of a server is said at the field that can mend it', async () => {
  const refusals = [
    { where: 'server.secret', field: '#secret-error' },
    { where: 'server.url', field: '#address-error' },
  ];
  const page = await open(FULL, { permit: true });
  for (const { where, field } of refusals) {
    await extension.answer({
      set: [{ error: { where, what: `Not this ${where}.`, mend: 'Try another.' } }],
    });
    await server(page).save.click();
    await page.locator(field, { hasText: `Not this ${where}. Try another.` }).waitFor();
  }
});

test('without the permission nothing is saved', async () => {
  const page = await open(EMPTY, { permit: false });
  const { counts, address, secret, save } = server(page);
  await counts.click();
  await address.fill('https://cuecard.example.com');
  await secret.fill(KEY);
  await save.click();
  await page.getByText('Nothing was saved: without this permission nothing can be sent.').waitFor();
  assert.equal((await extension.heard('set', 0)).length, 0);
});

test("a host that is allowed already is saved through the browser's own permissions", async () => {
  const page = await open(EMPTY);
  const { counts, address, secret } = server(page);
  await counts.click();
  await address.fill('http://localhost:8080');
  await secret.fill(KEY);
  await secret.press('Enter');
  await page.getByText('Saved.').waitFor();
});

test('the gap of a known server is kept', async () => {
  const page = await open(FULL, { permit: true });
  await server(page).save.click();
  await page.getByText('Saved.').waitFor();
  const [kept] = await extension.heard('set');
  assert.deepEqual(kept.settings, { server: FULL.settings.server });
});

test('noise is chosen beside the server, none at first, and is saved with it', async () => {
  const page = await open(FULL, { permit: true });
  const noise = page.getByLabel('Noise', { exact: true });
  assert.equal(await noise.inputValue(), '');
  await noise.selectOption('Light: 2 in 100 turned round');
  await inspect(page, 'options-noise');
  const noisy = { ...FULL.settings.server, noise: '4' };
  const status = { ...FULL, settings: { ...FULL.settings, server: noisy } };
  await extension.answer({ status: [{ status }], set: [{ ok: true }] });
  await server(page).save.click();
  await page.getByText('Saved.').waitFor();
  assert.deepEqual((await extension.heard('set')).at(-1)?.settings, { server: noisy });
  assert.equal(await noise.inputValue(), '4');
  await noise.selectOption('None');
  await server(page).save.click();
  await page.getByText('Saved.').waitFor();
  assert.deepEqual((await extension.heard('set')).at(-1)?.settings, {
    server: FULL.settings.server,
  });
});

for (const { waiting, says } of [
  { waiting: 0, says: 'Nothing waits to be sent.' },
  { waiting: 1, says: '1 report waits to be sent. It is deleted instead.' },
  { waiting: 2, says: '2 reports wait to be sent. They are deleted instead.' },
])
  test(`back to this browser alone, by keyboard, with ${waiting} waiting: it says so first`, async () => {
    const outbox = { ...FULL.outbox, waiting: FULL.outbox.waiting.slice(0, waiting) };
    const page = await open({ ...FULL, outbox });
    const { local, counts, address } = server(page);
    assert.equal(await counts.isChecked(), true);
    assert.equal(await page.getByText(says).isVisible(), false);
    await counts.focus();
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.getByText(says).isVisible(), true);
    assert.equal(await address.isVisible(), false);
    assert.deepEqual(await extension.heard('set', 0), [], 'nothing changed yet');
    await inspect(page, 'options-back-to-local');
    await page.keyboard.press('Tab');
    await extension.answer({ set: ['silent', 'silent'] });
    await page.keyboard.press('Enter');
    await page.getByText('Could not save this. Try again.').waitFor();
    await extension.answer({ status: [{ status: EMPTY }], set: [{ ok: true }] });
    await page.keyboard.press('Enter');
    const said = page.getByText('Nothing leaves this browser.', { exact: true });
    await said.waitFor();
    assert.equal(await said.evaluate((it) => it === document.activeElement), true);
    assert.equal(await local.isChecked(), true);
    assert.equal(await page.getByText(says).count(), 0);
    assert.deepEqual((await extension.heard('set')).at(-1)?.settings, { server: null });
  });

for (const { permit, says } of [
  { permit: true, says: 'Allowed' },
  { permit: false, says: 'Not allowed. You can ask again at any time.' },
]) {
  test(`a system is asked for on its own: ${says}`, async () => {
    const page = await open(EMPTY, { permit });
    const allow = page.getByRole('button', { name: 'Allow: Salesforce Classic' });
    await allow.click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Salesforce Classic' })
      .getByText(says, { exact: true })
      .waitFor();
    assert.equal(await allow.count(), permit ? 0 : 1);
    assert.deepEqual(await asked(page), [
      { wanted: { origins: ['https://*.my.salesforce.com/*'] }, pressed: true },
    ]);
    await inspect(page, permit ? 'options-allowed' : 'options-not-allowed');
  });
}

for (const { name, on, says } of [
  { name: 'Cuecard is on', on: true, says: { kind: 'switch', on: false } },
  { name: 'Cuecard is on', on: false, says: { kind: 'switch', on: true } },
  {
    name: 'Hold back some cards to learn what helps',
    on: true,
    says: { kind: 'set', settings: { withhold: false } },
  },
  {
    name: 'Hold back some cards to learn what helps',
    on: false,
    says: { kind: 'set', settings: { withhold: true } },
  },
]) {
  test(`${name}: ${on ? 'off' : 'on'} at once, and back where it was when nobody stored it`, async () => {
    const settings = { ...EMPTY.settings, never_withhold: !on };
    const page = await open({ ...EMPTY, off: !on, settings });
    const turn = page.getByRole('switch', { name });
    assert.equal(await turn.isChecked(), on);
    await turn.focus();
    await page.keyboard.press('Space');
    await page.getByText('Saved.').waitFor();
    assert.deepEqual(await extension.heard(says.kind), [says]);
    await extension.answer({ [says.kind]: ['silent'] });
    await page.keyboard.press('Space');
    await page.getByText('Could not save this. Try again.').waitFor();
    assert.equal(await turn.isChecked(), !on);
  });
}

test('the keyboard reaches everything', async () => {
  const page = await open(FULL);
  const names = await walk(page);
  // A time is several stops of the Tab key: its hour, its minute …
  const stops = names.filter((name, place) => name !== names[place - 1]);
  assert.deepEqual(stops, [
    'Role',
    'Save',
    'What this means',
    'Join link',
    'Join',
    'Allow: Salesforce Classic',
    'Address of the system',
    'System',
    'Add',
    'From',
    'Until',
    'Save',
    'Cuecard is on',
    'Hold back some cards to learn what helps',
    'Anonymous counts to my organisation',
    'Server address',
    'Enrolment secret',
    'Noise',
    'Save',
    'Download JSON',
    'Download CSV',
    'Download xAPI',
    'Delete the history',
    'Delete everything',
    'You manage a team and co-sign what it is shown? Do it here.',
    'Walk through the first steps again',
  ]);
});

test('it holds at 320 px', async () => {
  const page = await open(FULL);
  await page.setViewportSize({ width: 320, height: 800 });
  await inspect(page, 'options-320');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});

test('a worker that does not answer is said calmly, and asking again helps', async () => {
  await extension.answer({ status: ['silent', 'silent', { status: EMPTY }] });
  const page = await extension.blank({ width: 720 });
  await page.goto(`${extension.origin}/ui/options.html`);
  await page.getByText('Cuecard is not answering. Nothing is lost.').waitFor();
  await inspect(page, 'options-no-answer');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByLabel('Role', { exact: true }).waitFor();
});

test('it speaks German', async () => {
  const german = await Extension.start('de');
  try {
    const page = await german.open(
      'options.html',
      { status: [{ status: FULL }] },
      { width: 720, height: 900 },
    );
    await page.getByRole('heading', { name: 'Ihre Rolle' }).waitFor();
    await inspect(page, 'options-de');
  } finally {
    await german.stop();
  }
});
