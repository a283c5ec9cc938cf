// Systems of the person's own, in the options: hosts, their history, their dates.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Extension, inspect, walk } from './browser.mjs';
import { EMPTY, OWN } from './statuses.mjs';

const HOST = 'jira.acme.example';

/** @type {Extension} */
let extension;
before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/**
 * Opens the options; `permit` stands in for what the person says to the browser's own question.
 * @param {unknown[]} statuses one after the other; the last one stays
 * @param {{ set?: unknown[], permit?: boolean, inside?: Extension, width?: number }} [world]
 */
async function open(
  statuses,
  { set = [{ ok: true }], permit = true, inside = extension, width = 720 } = {},
) {
  await inside.answer({ status: statuses.map((status) => ({ status })), set });
  const page = await inside.blank({ width, height: 900 });
  await page.addInitScript((answer) => {
    const asked = /** @type {unknown[]} */ ([]);
    Reflect.set(globalThis, 'asked', asked);
    const permissions = /** @type {any} */ (chrome.permissions);
    permissions.request = async (/** @type {unknown} */ wanted) => {
      asked.push({ wanted, pressed: navigator.userActivation.isActive });
      return answer;
    };
    permissions.remove = async (/** @type {unknown} */ unwanted) => {
      asked.push({ unwanted });
      return true;
    };
  }, permit);
  await page.goto(`${inside.origin}/ui/options.html`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** @param {import('playwright-core').Page} page */
const asked = (page) => page.evaluate(() => Reflect.get(globalThis, 'asked'));
/** @param {import('playwright-core').Page} page */
const own = (page) => page.locator('section', { hasText: 'Your own systems' });
/** @param {import('playwright-core').Page} page @param {string} host */
const row = (page, host) => own(page).getByRole('listitem').filter({ hasText: host });
const hostsSet = async () => (await extension.heard('set')).map((it) => it.settings);

test('none yet: a form and no list', async () => {
  const page = await open([EMPTY]);
  assert.equal(await own(page).getByRole('listitem').count(), 0);
  await inspect(page, 'options-own-none');
});

for (const { typed, pattern } of [
  { typed: HOST, pattern: `https://${HOST}/*` },
  { typed: ' https://Jira.Acme.Example/browse/ACME-7?x=1 ', pattern: `https://${HOST}/*` },
  { typed: `http://${HOST}:8080`, pattern: `http://${HOST}/*` },
])
  test(`${typed.trim()} is asked for alone, within the press, and added`, async () => {
    const page = await open([EMPTY, OWN]);
    await page.getByLabel('Address of the system').fill(typed);
    await page.getByLabel('System', { exact: true }).selectOption('jira-data-center');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const said = page.getByText('Added.', { exact: true });
    await said.waitFor();
    assert.equal(await said.evaluate((it) => it === document.activeElement), true);
    assert.deepEqual(await asked(page), [{ wanted: { origins: [pattern] }, pressed: true }]);
    assert.deepEqual(await hostsSet(), [{ host: { host: HOST, app: 'jira-data-center' } }]);
    await row(page, HOST).getByText('Jira Data Center').waitFor();
    assert.equal(await page.getByLabel('Address of the system').inputValue(), '');
  });

/** @type {{ what: string, typed: string, world?: Parameters<typeof open>[1], says: string, asks: number }[]} */
const REFUSED = [
  {
    what: 'no host',
    typed: 'our jira',
    says: 'Enter a host such as jira.example.com, or the address of a page there.',
    asks: 0,
  },
  {
    what: 'an address of no web page',
    typed: 'mailto://jira.acme.example',
    says: 'Enter a host such as jira.example.com, or the address of a page there.',
    asks: 0,
  },
  {
    what: 'a permission that was not given',
    typed: HOST,
    world: { permit: false },
    says: 'Nothing was added: without this permission Cuecard reads nothing there.',
    asks: 1,
  },
  {
    what: 'what the worker refuses',
    typed: HOST,
    world: {
      set: [{ error: { where: 'host', what: '32 hosts are the most.', mend: 'Remove one.' } }],
    },
    says: '32 hosts are the most. Remove one.',
    asks: 1,
  },
];
for (const { what, typed, world, says, asks } of REFUSED)
  test(`${what} is said at the field, and nothing is added`, async () => {
    const page = await open([EMPTY], world);
    const address = page.getByLabel('Address of the system');
    await address.fill(typed);
    await address.press('Enter');
    await page.locator('#own-address-error', { hasText: says }).waitFor();
    assert.equal(await address.evaluate((it) => it === document.activeElement), true);
    assert.equal(await page.getByText('Added.').count(), 0);
    assert.equal((await asked(page)).length, asks);
    assert.equal((await extension.heard('set', 0)).length, world?.set ? 1 : 0);
  });

/** @type {{ what: string, after: any, drops: unknown[] }[]} */
const REMOVED = [
  {
    what: 'its permission is given back',
    after: EMPTY,
    drops: [{ unwanted: { origins: [`https://${HOST}/*`, `http://${HOST}/*`] } }],
  },
  {
    what: 'the permission stays where an adapter names the host itself',
    after: { ...EMPTY, sites: [{ site: '*.acme.example', title: 'Jira', granted: true }] },
    drops: [],
  },
];
for (const { what, after: left, drops } of REMOVED)
  test(`a host is removed, and ${what}`, async () => {
    const page = await open([OWN, left]);
    await page.getByRole('button', { name: `Remove: ${HOST}` }).press('Enter');
    const said = page.getByText('Removed, with all that Cuecard knew of it.');
    await said.waitFor();
    assert.equal(await said.evaluate((it) => it === document.activeElement), true);
    assert.deepEqual(await hostsSet(), [{ host: { host: HOST, app: '' } }]);
    assert.deepEqual(await asked(page), drops);
    assert.equal(await row(page, HOST).count(), 0);
  });

test('a host that could not be removed stays', async () => {
  const page = await open([OWN], { set: ['silent'] });
  await page.getByRole('button', { name: `Remove: ${HOST}` }).click();
  await page.getByText('Could not save this. Try again.').waitFor();
  assert.equal(await row(page, HOST).count(), 1);
  assert.deepEqual(await asked(page), []);
});

test('the page holds against axe with hosts, with a question, and with a complaint', async () => {
  const page = await open([OWN]);
  await inspect(page, 'options-own');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('#own-address-error', { hasText: 'Enter a host' }).waitFor();
  await inspect(page, 'options-own-refused');
});

test('the history is read only where the person says so, and each host on its own', async () => {
  const page = await open([OWN]);
  const name = 'Read the history of the open ticket from this site';
  const [on, off] = [row(page, HOST), row(page, 'tickets.example')].map((it) =>
    it.getByRole('switch', { name }),
  );
  assert.ok(on && off);
  assert.deepEqual([await on.isChecked(), await off.isChecked()], [true, false]);
  assert.match(
    (await off.evaluate((it) => it.ariaDescribedByElements?.[0]?.textContent)) ?? '',
    /no token, and nothing is sent elsewhere/,
  );
  await on.click();
  await page.getByText('Saved.').waitFor();
  await off.focus();
  await page.keyboard.press('Space');
  await extension.heard('set', 2);
  assert.deepEqual(await hostsSet(), [
    { host: { host: HOST, fetch: false } },
    { host: { host: 'tickets.example', fetch: true } },
  ]);
});

test('a host that was only visited has its history, and nothing to remove', async () => {
  const page = await open([OWN]);
  const visited = row(page, 'acme.atlassian.net');
  await visited.getByText('Jira Cloud', { exact: true }).waitFor();
  assert.equal(await visited.getByRole('button').count(), 0);
  await visited.getByRole('switch').click();
  await page.getByText('Saved.').waitFor();
  assert.deepEqual(await hostsSet(), [{ host: { host: 'acme.atlassian.net', fetch: true } }]);
});

test('a switch that could not be saved goes back', async () => {
  const page = await open([OWN], { set: ['silent'] });
  const turn = row(page, 'tickets.example').getByRole('switch');
  await turn.click();
  await page.getByText('Could not save this. Try again.').waitFor();
  assert.equal(await turn.isChecked(), false);
});

for (const { name, order } of [
  { name: 'Month first: 12/4/2026', order: 'month_day' },
  { name: 'Day first: 4/12/2026', order: 'day_month' },
])
  test(`a host that leaves its dates open is asked about once: ${name}`, async () => {
    const page = await open([OWN]);
    await page.getByRole('heading', { name: `How does ${HOST} write dates?` }).waitFor();
    await page.getByRole('button', { name }).click();
    const said = page.getByText('Thank you. Dates there are read this way from now on.');
    await said.waitFor();
    assert.equal(await said.evaluate((it) => it === document.activeElement), true);
    assert.deepEqual(await hostsSet(), [{ host: { host: HOST, date_order: order } }]);
    assert.equal(await page.getByRole('button', { name: /first: / }).count(), 0);
  });

test('no question where no dates are open, and none that is lost', async () => {
  const calm = await open([EMPTY]);
  assert.equal(await calm.getByText('write dates?').count(), 0);
  const page = await open([OWN], { set: ['silent'] });
  await page.getByRole('button', { name: 'Day first: 4/12/2026' }).click();
  await page.getByText('Could not save this. Try again.').waitFor();
  assert.equal(await page.getByRole('button', { name: /first: / }).count(), 2);
});

test('the keyboard reaches everything', async () => {
  const page = await open([OWN]);
  const name = 'Read the history of the open ticket from this site';
  // Role, organisation and sites come before these, privacy and what is kept after them.
  const names = await walk(page);
  // A time is several stops of the Tab key: its hour, its minute …
  const reached = names.filter(
    (name, place) => name !== names[place - 1] || !/^(From|Until)$/.test(name),
  );
  assert.deepEqual(
    reached.slice(reached.indexOf(`Remove: ${HOST}`), reached.indexOf('Cuecard is on')),
    [
      `Remove: ${HOST}`,
      name,
      'Remove: tickets.example',
      name,
      name,
      'Address of the system',
      'System',
      'Add',
      'From',
      'Until',
      'Save',
      'Month first: 12/4/2026',
      'Day first: 4/12/2026',
    ],
  );
});

test('it holds at 320 px, in German too', async () => {
  const page = await open([OWN], { width: 320 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  const german = await Extension.start('de');
  try {
    const page = await open([OWN], { inside: german, width: 320 });
    await page.getByRole('heading', { name: `Wie schreibt ${HOST} ein Datum?` }).waitFor();
    await inspect(page, 'options-own-de-320');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  } finally {
    await german.stop();
  }
});
