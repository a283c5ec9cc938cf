// The co-sign page in Firefox: a key that nobody can copy outlives the browser's end, and signs.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { launch } from '../e2e/firefox.mjs';
import { until } from '../e2e/until.mjs';
import { builtFolder } from './built.mjs';
import { copyOfKey, signedLast } from './cosign-kept.mjs';
import { Organisation } from './organisation.mjs';

const NUDGE = 'slipping-close-date';
const NAME = 'cuecard@cuecard.invalid';
/** Nobody listens there: this computer itself is asked without it. */
const NO_PROXY = 9;

test('a key is made, enrolled, and signs after a restart', async (context) => {
  const organisation = await Organisation.make([NUDGE]);
  context.after(() => organisation.stop());
  const workplace = { proxyPort: NO_PROXY };
  const firefox = await launch({ extension: builtFolder(), extensionName: NAME, workplace });
  context.after(async () => {
    await firefox.close();
    firefox.forget();
  });
  const member = organisation.membership;
  assert.deepEqual(await firefox.desk.ask({ kind: 'join', member }), { ok: true });
  let tab = await firefox.extensionPage('ui/cosign.html');
  const who = tab.page.locator('#who');
  await who.click();
  await who.pressSequentially('Gul');
  await tab.page.keyboard.press('Enter');
  const print = await tab.page.locator('.fingerprint').evaluate((it) => it.textContent ?? '');
  await tab.hand.press('Save the file to send');
  const file = await firefox.downloaded('gul.public.json');
  writeFileSync(join(organisation.folder, 'gul.public.json'), String(file));
  organisation.enrol('gul.public.json', print);
  organisation.publish();
  assert.equal(await tab.evaluate(copyOfKey), 'InvalidAccessError');
  await firefox.restart();
  tab = await firefox.extensionPage('ui/cosign.html');
  await tab.hand.press(/^Read: Date/);
  const reason = tab.page.locator('#reason');
  await reason.click();
  await reason.pressSequentially('It matters now.');
  await tab.page.keyboard.press('Tab');
  for (const key of ['6', 'Enter']) await tab.page.keyboard.press(key);
  const publication = await until('something is signed', () => tab.evaluate(signedLast));
  writeFileSync(join(organisation.folder, 'it.publication.json'), publication);
  assert.match(organisation.does('take', 'it.publication.json'), /Gul: It matters now\./);
  organisation.publish();
  assert.match(organisation.does('status', '--team', 'sales'), /live {3}slipping-close-date until/);
});
