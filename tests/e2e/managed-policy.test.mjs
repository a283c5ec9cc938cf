// An administrator's policy says which organisation a person belongs to: set, changed, wrong, and gone again,
// in a real Chromium with a real policy file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { picture } from './artefacts.mjs';
import { launch } from './chromium.mjs';
import { NUDGE, organisation } from './own-organisation.mjs';
import { computer, whyNot } from './policy.mjs';
import { EXTENSION, ROLE } from './stage.mjs';
import { until } from './until.mjs';

const skip = whyNot() || false;
const OTHER_ROLE = 'sales-development-representative';
/** Chromium looks at its files when they change, and again after a while. */
const POLICY_LIMIT_MS = 60_000;

/** @type {import('./own-organisation.mjs').Organisation} */
let acme;
/** @type {ReturnType<typeof computer>} */
let office;
/** @type {import('./chromium.mjs').Browser} */
let browser;

before(async () => {
  if (skip) return;
  acme = await organisation();
  office = computer();
  const workplace = { port: acme.port, certificateHash: 'none' };
  browser = await launch({ extension: EXTENSION, workplace });
});
after(async () => {
  await browser?.close();
  browser?.forget();
  office?.close();
  await acme?.close();
});

const status = () => browser.desk.status();
const told = async () => (await status()).organisation;
const sales = (others = {}) => ({
  organisation: { repository: acme.url, root: acme.root, team: 'sales', role: ROLE, ...others },
});
/** @param {object} values */
const policy = (values) => office.set(browser.extensionId, values);
/** @param {string} what @param {() => Promise<unknown>} look */
const soon = (what, look) => until(what, look, POLICY_LIMIT_MS);

test('a policy set while the browser runs holds at once: organisation, team and role', {
  skip,
}, async () => {
  assert.equal(await told(), null);
  policy(sales());
  await soon('the organisation is visited', async () => (await told())?.told);
  const { organisation: now, settings } = await status();
  assert.deepEqual([now.repository, now.team, now.managed], [acme.url, 'sales', true]);
  assert.deepEqual([now.told.live, settings.role], [1, ROLE]);
  assert.ok((await browser.desk.ask({ kind: 'published' })).includes(`"nudge":"${NUDGE}"`));
  const options = await browser.extensionPage('ui/options.html');
  await options.page.evaluate(() => localStorage.setItem('first-steps', '3'));
  await options.page.reload();
  await options.page.getByText('Your organisation set this on this computer').waitFor();
  assert.equal(await options.page.getByRole('button', { name: 'Leave' }).count(), 0);
  await picture(options, 'managed-policy', 'set');
  await options.close();
});

test('what a policy set is left or joined elsewhere by nobody', { skip }, async () => {
  for (const message of [{ member: null }, { link: acme.link() }]) {
    const { error } = await browser.desk.ask({ kind: 'join', ...message });
    assert.equal(error.what, 'managed');
  }
  assert.equal((await told()).team, 'sales');
});

test('what the person corrects stays, also over a restart, and deleting their history', {
  skip,
}, async () => {
  await browser.desk.ask({ kind: 'team', team: 'support' });
  await browser.desk.set({ role: OTHER_ROLE });
  const well = (await told()).well;
  await browser.restart();
  await browser.desk.ask({ kind: 'forget', everything: false });
  await soon('it was visited after the start', async () => (await told()).well > well);
  const { organisation: now, settings } = await status();
  assert.deepEqual([now.team, now.given, now.managed], ['support', 'sales', true]);
  assert.deepEqual([now.told.live, settings.role], [0, OTHER_ROLE]);
});

test('a policy that says another role gives that, and leaves the corrected team', {
  skip,
}, async () => {
  policy(sales({ role: OTHER_ROLE }));
  await browser.desk.set({ role: ROLE });
  await soon('the role is another', async () => (await status()).settings.role === OTHER_ROLE);
  assert.equal((await told()).team, 'support');
});

test('a policy that says another team wins again', { skip }, async () => {
  await browser.desk.ask({ kind: 'team', team: 'sales' });
  policy(sales({ team: 'support' }));
  await soon('the team is another', async () => (await told()).team === 'support');
  assert.equal((await told()).given, undefined);
});

test('values that cannot be used change nothing, and the popup says which', { skip }, async () => {
  const cases = [
    { values: sales({ team: 'The Board' }), where: 'organisation.team' },
    { values: sales({ repository: 'http://cue.example/' }), where: 'organisation.repository' },
    { values: sales({ root: 'no json' }), where: 'organisation.root' },
    {
      values: { ...sales({ team: 'support' }), reports: { url: 'https://cue.example' } },
      where: 'reports.secret',
    },
  ];
  for (const { values, where } of cases) {
    const since = Date.now();
    policy(values);
    await soon(`${where} is said`, async () => {
      const { problems } = await status();
      return problems.some((/** @type {any} */ it) => it.where.includes(where) && it.at >= since);
    });
    const now = await told();
    assert.deepEqual([now.repository, now.team, now.managed], [acme.url, 'support', true], where);
  }
  const popup = await browser.extensionPage('ui/popup.html');
  await popup.page.getByText('organisation.root').waitFor();
  await picture(popup, 'managed-policy', 'wrong values');
  await popup.close();
});

test('counts go where the policy says, until the person says otherwise', { skip }, async () => {
  const reports = { url: 'https://cuecard.acme.example', secret: 'correct-horse-battery' };
  const server = async () => (await status()).settings.server;
  policy({ ...sales(), reports });
  await soon('there is a server', server);
  assert.equal((await server()).url, reports.url);
  await browser.desk.set({ server: null });
  await browser.restart();
  await browser.desk.ask({ kind: 'visit' });
  assert.equal(await server(), null, 'the person ended it');
  policy({ ...sales(), reports: { ...reports, secret: 'correct-horse-battery-2' } });
  await soon('there is a server again', server);
  policy(sales());
  await soon('there is none any more', async () => (await server()) === null);
});

test('a server that cannot be one is refused, and said', { skip }, async () => {
  const since = Date.now();
  policy({ ...sales(), reports: { url: 'http://cue.example', secret: 'correct-horse-battery' } });
  await soon('it is said', async () =>
    (await status()).problems.some(
      (/** @type {any} */ it) => it.where.includes('reports') && it.at >= since,
    ),
  );
  assert.equal((await status()).settings.server, null);
  policy(sales());
});

test('who deletes everything belongs where the policy says', { skip }, async () => {
  await soon('it is said', async () => (await told())?.team === 'sales');
  await browser.desk.ask({ kind: 'forget', everything: true });
  await soon('it holds again', async () => (await told())?.told?.live === 1);
  assert.equal((await status()).settings.role, ROLE);
});

test('an object in which one value is of another type is dropped by Chromium as a whole', {
  skip,
}, async () => {
  policy(sales({ team: 7 }));
  await soon('there is no organisation', async () => (await told()) === null);
  policy(sales());
  await soon('there is one again', async () => (await told())?.told?.live === 1);
});

test('a policy that is gone leaves the person on their own, with nothing that was fetched', {
  skip,
}, async () => {
  office.remove();
  await soon('there is no organisation', async () => (await told()) === null);
  assert.equal(await browser.desk.ask({ kind: 'published' }), null);
  assert.equal((await status()).settings.role, ROLE, 'the role is the person’s');
  acme.host.asked.length = 0;
  await browser.restart();
  await browser.desk.ask({ kind: 'visit' });
  // Chromium's own requests end up here as well.
  assert.deepEqual(
    acme.host.asked.filter((path) => path.startsWith('/metadata')),
    [],
  );
});
