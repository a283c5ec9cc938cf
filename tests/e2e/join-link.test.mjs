// A person joins by a link that somebody sent, sees what holds, corrects their team, and leaves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { picture } from './artefacts.mjs';
import { launch } from './chromium.mjs';
import { changed, NUDGE, organisation } from './own-organisation.mjs';
import { EXTENSION, ROLE } from './stage.mjs';
import { until } from './until.mjs';

/** @type {import('./own-organisation.mjs').Organisation} */
let acme;
/** @type {import('./chromium.mjs').Browser} */
let browser;
/** @type {import('./chromium.mjs').Tab} */
let options;

before(async () => {
  acme = await organisation();
  const workplace = { port: acme.port, certificateHash: 'none' };
  browser = await launch({ extension: EXTENSION, workplace });
  await browser.desk.set({ role: 'sales-development-representative' });
  options = await browser.extensionPage('ui/options.html');
  await options.page.evaluate(() => localStorage.setItem('first-steps', '3'));
  await open();
});
after(async () => {
  await browser?.close();
  browser?.forget();
  await acme?.close();
});

const status = () => browser.desk.status();
const section = () =>
  options.page.locator('section', {
    has: options.page.locator('h2', { hasText: 'Your organisation' }),
  });
/** Packs of what the core decides from. */
const content = () => browser.desk.ask({ kind: 'published' });

async function open() {
  await options.page.reload();
  await section().waitFor();
}

/** @param {string} link */
async function paste(link) {
  await options.page.getByLabel('Join link').fill(link);
  await section().getByRole('button', { name: 'Join' }).click();
}

test('links that are not whole, not signed or over join nothing, and say why', async () => {
  const good = acme.link();
  const past = acme.link('--until', '2020-01-02', '--now', '2020-01-01T00:00:00Z');
  const cases = [
    { link: '', says: 'no whole join link', asks: false },
    { link: acme.url, says: 'no whole join link', asks: false },
    { link: good.slice(0, -40), says: 'no whole join link', asks: false },
    { link: `${good}!`, says: 'no whole join link', asks: false },
    { link: past, says: 'This link has ended', asks: true },
    { link: changed(good, '"sales"', '"support"'), says: 'did not sign this link', asks: true },
    { link: changed(good, acme.pin, '0'.repeat(64)), says: 'could not be believed', asks: true },
    { link: changed(good, 'http://127', 'ftp://127'), says: 'no whole join link', asks: false },
  ];
  for (const { link, says, asks } of cases) {
    acme.host.asked.length = 0;
    await paste(link);
    await section().locator('#link-error', { hasText: says }).waitFor();
    assert.equal(acme.host.asked.length > 0, asks, says);
    assert.equal((await status()).organisation, null, says);
    assert.equal(await content(), null);
  }
  await picture(options, 'join-link', 'refused');
});

test('a host that is not there, or lets nobody read, joins nothing', async () => {
  for (const broken of /** @type {const} */ (['isThere', 'letsOthersRead'])) {
    acme.host[broken] = false;
    await paste(acme.link());
    await section().locator('#link-error', { hasText: 'could not be reached' }).waitFor();
    acme.host[broken] = true;
    assert.equal((await status()).organisation, null, broken);
  }
});

test('a link joins the team, gives the role, and what is published holds', async () => {
  await paste(acme.link('--role', ROLE));
  await section().getByText('Joined.').waitFor();
  const now = await status();
  const { repository, team, managed, told, refused } = now.organisation;
  assert.deepEqual([repository, team, managed, refused], [acme.url, 'sales', false, undefined]);
  assert.equal(told.live, 1);
  assert.equal(now.settings.role, ROLE);
  assert.ok((await content()).includes(`"nudge":"${NUDGE}"`));
  await section().getByText('1 card may come up for this team.').waitFor();
  await picture(options, 'join-link', 'joined');
});

test('a role that the person corrected stays, whatever they visit', async () => {
  await browser.desk.set({ role: 'sales-development-representative' });
  await section().getByRole('button', { name: 'Check now' }).click();
  await section().getByText('Checked.').waitFor();
  assert.equal((await status()).settings.role, 'sales-development-representative');
});

test('the team can be corrected, and corrected back; what was given is said', async () => {
  const team = () => options.page.getByLabel('Team', { exact: true });
  const save = () => section().getByRole('button', { name: 'Correct the team' }).click();
  await team().fill('Sales North');
  await save();
  await section().getByText('small letters, digits and hyphens').waitFor();
  assert.equal((await status()).organisation.team, 'sales');
  await team().fill('support');
  await save();
  await section().getByText('Your organisation says “sales”.').waitFor();
  const other = (await status()).organisation;
  assert.deepEqual([other.team, other.given, other.told.live], ['support', 'sales', 0]);
  await team().fill('sales');
  await save();
  await section().getByText('1 card may come up').waitFor();
  const back = (await status()).organisation;
  assert.deepEqual([back.team, back.given, back.told.live], ['sales', undefined, 1]);
});

test('what was changed on the way is not believed, is said, and what was there holds', async () => {
  const held = await content();
  acme.host.changes = (path, bytes) =>
    path.endsWith('timestamp.json')
      ? Buffer.from(bytes.toString().replace(/"expires": "20/, '"expires": "21'))
      : bytes;
  await section().getByRole('button', { name: 'Check now' }).click();
  await section().getByText('could not be believed').waitFor();
  assert.equal((await status()).organisation.refused[0], 'signature');
  assert.equal(await content(), held);
  const popup = await browser.extensionPage('ui/popup.html');
  await popup.page.getByText('could not be believed').waitFor();
  await picture(popup, 'join-link', 'popup, changed on the way');
  acme.host.changes = (_, bytes) => bytes;
  await section().getByRole('button', { name: 'Check now' }).click();
  await section().getByText('could not be believed').waitFor({ state: 'detached' });
  await popup.page.reload();
  await popup.page.getByText('Lately').waitFor();
  assert.equal(await popup.page.getByText('could not be believed').count(), 0);
  await popup.close();
});

test('who was seen there is not forgotten with the team: nothing older is believed', async () => {
  const file = 'metadata/timestamp.json';
  const old = await fetch(acme.url + file).then((answer) => answer.text());
  acme.publish();
  await browser.desk.ask({ kind: 'visit' });
  await browser.desk.ask({ kind: 'team', team: 'support' });
  acme.host.changes = (path, bytes) => (path.endsWith(file) ? Buffer.from(old) : bytes);
  await browser.desk.ask({ kind: 'team', team: 'sales' });
  assert.equal((await status()).organisation.refused?.[0], 'rolled-back');
  acme.host.changes = (_, bytes) => bytes;
  await browser.desk.ask({ kind: 'visit' });
  assert.equal((await status()).organisation.told.live, 1);
});

test('who leaves is on their own again, and nothing of it is kept', async () => {
  await open();
  await section().getByRole('button', { name: 'Leave' }).click();
  await section().getByText('You have left.').waitFor();
  const { organisation: none, roles } = await status();
  assert.equal(none, null);
  assert.ok(roles.length > 0);
  assert.equal(await content(), null);
  acme.host.asked.length = 0;
  await browser.desk.ask({ kind: 'visit' });
  assert.deepEqual(acme.host.asked, []);
  const kept = await until('the store answers', () =>
    browser.desk.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open('cuecard');
          opening.onerror = reject;
          opening.onsuccess = () => {
            const keys = opening.result.transaction('state').objectStore('state').getAllKeys();
            keys.onsuccess = () => {
              opening.result.close();
              resolve(keys.result);
            };
          };
        }),
    ),
  );
  for (const key of ['member', 'trust', 'published', 'visited'])
    assert.ok(!(/** @type {string[]} */ (kept).includes(key)), key);
});
