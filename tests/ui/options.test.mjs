// The options page in a real Chromium.
import assert from 'node:assert/strict';
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
  turn: page.getByRole('switch', { name: 'Send anonymous counts' }),
  address: page.getByLabel('Server address'),
  secret: page.getByLabel('Enrolment secret'),
  save: page.getByRole('button', { name: 'Save' }).last(),
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

test('reports are off, and the fields appear with the switch', async () => {
  const page = await open(EMPTY);
  const { turn, address } = server(page);
  assert.equal(await turn.isChecked(), false);
  assert.equal(await address.isVisible(), false);
  await turn.focus();
  await page.keyboard.press('Space');
  assert.equal(await address.isVisible(), true);
  await inspect(page, 'options-reports');
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
  const { turn, address, secret, save } = server(page);
  await turn.click();
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
  const { turn, address, secret, save } = server(page);
  await turn.click();
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
  const { turn, address, secret, save } = server(page);
  await turn.click();
  await address.fill('https://cuecard.example.com');
  await secret.fill(KEY);
  await save.click();
  await page.getByText('Nothing was saved: without this permission nothing can be sent.').waitFor();
  assert.equal((await extension.heard('set', 0)).length, 0);
});

test("a host that is allowed already is saved through the browser's own permissions", async () => {
  const page = await open(EMPTY);
  const { turn, address, secret } = server(page);
  await turn.click();
  await address.fill('http://localhost:8080');
  await secret.fill(KEY);
  await secret.press('Enter');
  await page.getByText('Saved.').waitFor();
});

test('off is off at once, and the gap of a known server is kept', async () => {
  const page = await open(FULL, { permit: true });
  const { turn, save } = server(page);
  await save.click();
  await page.getByText('Saved.').waitFor();
  await turn.click();
  await page.getByText('Nothing leaves this browser.').waitFor();
  const [kept, off] = await extension.heard('set', 2);
  assert.deepEqual(kept.settings, { server: FULL.settings.server });
  assert.deepEqual(off.settings, { server: null });
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

test('the keyboard reaches everything', async () => {
  const page = await open(FULL);
  assert.deepEqual(await walk(page), [
    'Role',
    'Save',
    'Allow: Salesforce Classic',
    'Address of the system',
    'System',
    'Add',
    'Send anonymous counts',
    'Server address',
    'Enrolment secret',
    'Save',
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
