// The co-sign page in a real extension, with the real server: what is signed is published at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ends, enrolled, holds, joins, open, saved, start } from './cosign-page.mjs';
import { Organisation } from './organisation.mjs';
import { ownServer } from './own-server.mjs';

const NUDGE = 'slipping-close-date';
const OTHER = 'pricing-objection';
const REASON = 'We lose deals when nobody knows the next step.';

/** Signs the nudge that is open. @param {import('playwright-core').Page} page */
async function signs(page) {
  await page.locator('#reason').fill(REASON);
  await page.locator('#minutes').fill('6');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
}

test('what is signed is published at once, and taken back at once', async (context) => {
  const organisation = await Organisation.make([NUDGE, OTHER]);
  context.after(() => organisation.stop());
  const server = await ownServer(organisation);
  context.after(server.stop);
  const extension = await start();
  context.after(() => ends(extension, /409|ERR_CONNECTION_REFUSED/));
  await joins(extension, server.membership);
  const page = await open(extension);
  await enrolled(organisation, page, 'Bea', server.publish);
  /** @type {string[]} */
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  await signs(page);
  await page.getByText("Signed and published: Date the buyer's next act.").waitFor();
  await page.getByRole('heading', { name: 'Live (1)' }).waitFor();
  await holds(page, 'published');
  assert.deepEqual(downloads, []);
  // The folder of whoever publishes hears of it.
  assert.match(server.publish(), /taken over from the server: team-sales, version 2/);
  assert.match(organisation.does('status', '--team', 'sales'), /live {3}slipping-close-date until/);
  // Somebody else signs for the team while the page is open.
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  const why = ['--reason', REASON, '--minutes', '2', '--key', 'people/ada.key.pem'];
  organisation.does('cosign', 'sales', OTHER, ...why);
  server.publish();
  await signs(page);
  await page.getByText('Somebody else signed for the team meanwhile').waitFor();
  await holds(page, 'outdated');
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.getByRole('heading', { name: 'Live (2)' }).waitFor();
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  await page.getByRole('button', { name: 'Take the co-sign back' }).click();
  await page.getByText("Taken back, and that is published: Date the buyer's next act.").waitFor();
  assert.deepEqual(downloads, []);
  // A server that is away is no reason to lose what was signed.
  await page.getByRole('button', { name: /^Read: Date/ }).click();
  await page.locator('#reason').fill(REASON);
  await page.locator('#minutes').fill('6');
  server.stop();
  const file = await saved(organisation, page, () =>
    page.getByRole('button', { name: 'Sign', exact: true }).click(),
  );
  await page.getByText(`It is saved as ${file}`).waitFor();
});
