// The same in Firefox, which reads its managed storage from a file for one person: set, and gone.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { picture } from './artefacts.mjs';
import { launch } from './firefox.mjs';
import { organisation } from './own-organisation.mjs';
import { EXTENSION, ROLE } from './stage.mjs';
import { until } from './until.mjs';

/** As the manifest names it. */
const NAME = JSON.parse(readFileSync(join(EXTENSION, 'manifest.json'), 'utf8'))
  .browser_specific_settings.gecko.id;
/** Nothing may need it: the repository is on this machine. */
const NO_PROXY = 9;

/** @type {import('./own-organisation.mjs').Organisation} */
let acme;
/** @type {import('./firefox.mjs').Browser} */
let browser;
const home = mkdtempSync(join(tmpdir(), 'cuecard-home-'));
const folder = join(home, '.mozilla', 'managed-storage');

/** @param {object} organisation */
function policy(organisation) {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: NAME, description: 'Cuecard', type: 'storage', data: { organisation } };
  writeFileSync(join(folder, `${NAME}.json`), JSON.stringify(manifest));
}

before(async () => {
  acme = await organisation();
  policy({ repository: acme.url, pin: acme.pin, team: 'sales', role: ROLE });
  browser = await launch({
    extension: EXTENSION,
    extensionName: NAME,
    workplace: { proxyPort: NO_PROXY },
    clock: /** @type {any} */ ({ environment: { HOME: home } }),
  });
});
after(async () => {
  await browser?.close();
  browser?.forget();
  await acme?.close();
  rmSync(home, { recursive: true, force: true });
});

const status = () => browser.desk.status();

test('without leave, Firefox would tell the host who asks: so nothing is asked', async () => {
  await until('a visit came to nothing', async () => (await status()).organisation?.refused);
  const { organisation: now, settings } = await status();
  assert.deepEqual([now.repository, now.team, now.managed], [acme.url, 'sales', true]);
  assert.deepEqual([now.refused[0], settings.role], ['not-allowed', ROLE]);
  assert.deepEqual(acme.host.heard, []);
});

test('with leave, which is asked for when the person checks, what is published holds', async () => {
  const first = await browser.extensionPage('ui/options.html');
  await first.evaluate(() => localStorage.setItem('first-steps', '3'));
  const options = await browser.extensionPage('ui/options.html');
  await options.hand.says(/Your organisation set this on this computer/);
  await options.hand.says(/needs your leave/);
  await options.hand.press('Check now');
  await options.hand.says(/1 card may come up/);
  await picture(options, 'managed-policy', 'firefox');
  assert.equal((await status()).organisation.told.live, 1);
  assert.ok(acme.host.heard.includes('User-Agent'));
  assert.deepEqual(
    acme.host.heard.filter((it) => it === 'Origin' || it === 'Cookie' || it === 'Referer'),
    [],
  );
});

test('without the file, the person is on their own from the next start on', async () => {
  rmSync(folder, { recursive: true });
  await browser.restart();
  await until('there is no organisation', async () => (await status()).organisation === null);
});

test('a link is joined in Firefox, too, and tells the host nothing', async () => {
  acme.host.heard.length = 0;
  const options = await browser.extensionPage('ui/options.html');
  await options.hand.type('Join link', acme.link());
  await options.hand.press('Join');
  await options.hand.says(/Joined\./);
  assert.equal((await status()).organisation.told.live, 1);
  assert.ok(!acme.host.heard.includes('Origin'));
});
