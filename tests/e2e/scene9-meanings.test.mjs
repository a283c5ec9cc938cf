// Scene 9, meanings: an organisation that nobody set Cuecard up for. The person points at two fields, the pack
// that ships works there, and the file that comes of it sets up everybody else (T12).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { editAndSave, recordUrl, waitForRecord } from '../pages/salesforce/gestures.mjs';
import { opportunityId, SALESFORCE_HOST } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { cardShows, stage, staysSilent } from './stage.mjs';
import { until } from './until.mjs';

/** The same pages in another organisation, which keeps the objection in its loss reason. */
const GLOBEX = 'globex.lightning.force.com';
const SAVED = { StageName: 'Negotiation/Review', Loss_Reason__c: 'Price' };
const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const COMPILER =
  process.env.CUECARD_BINARY ??
  fileURLToPath(new URL('../../target/debug/cuecard', import.meta.url));

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
/** @type {import("playwright-core").Page} */
let options;

before(async () => {
  day = await stage();
  tab = await day.browser.tab();
});
after(() => day?.close());

/** Opens a deal of the other organisation. @param {number} number */
async function open(number) {
  const { desk } = day.browser;
  const mark = await desk.mark();
  await tab.goto(recordUrl(opportunityId(number)).replace(SALESFORCE_HOST, GLOBEX));
  await waitForRecord(tab.page, opportunityId(number));
  await desk.hears(mark, ({ kind }) => kind === 'arrived', `deal ${number} is open`);
  await pagesAreQuiet(desk);
}

/** Presses "Point at it" beside a meaning; the page is in front then. @param {string} meaning */
async function pointAt(meaning) {
  await options.getByRole('button', { name: `Point at it: ${meaning}` }).click();
  await until('the page is in front', () =>
    tab.page.evaluate(() => document.visibilityState === 'visible'),
  );
}

/** Goes to a field by its label and presses there. @param {string} text @param {() => Promise<unknown>} [look] before it is pressed */
async function pressOn(text, look = async () => {}) {
  const label = tab.page.getByText(text, { exact: true }).first();
  await label.scrollIntoViewIfNeeded();
  const box = await label.boundingBox();
  assert.ok(box, `${text} is on the screen`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await tab.page.mouse.move(x, y);
  await look();
  await tab.page.mouse.click(x, y);
}

test('nobody said what its fields mean: silent, and listed', async () => {
  const { desk } = day.browser;
  await open(1);
  const mark = await desk.mark();
  await editAndSave(tab.page, SAVED);
  await staysSilent(day, tab, mark);
  const { unbound } = await desk.status();
  assert.deepEqual(
    unbound.map((/** @type {any} */ { nudge, host, meanings }) => [nudge, host, meanings]),
    [
      ['loss-reason-missing', GLOBEX, ['loss_reason']],
      ['pricing-objection', GLOBEX, ['concession_traded', 'objection']],
    ],
  );
});

test('the person points at two fields', async () => {
  ({ page: options } = await day.browser.extensionPage('ui/options.html'));
  await pointAt('What the buyer objects to, as a picklist');
  await pressOn('Loss Reason', () => picture(tab, 'scene9', 'pointing at the loss reason'));
  await options.getByText('Field: Loss_Reason__c', { exact: true }).waitFor();
  assert.equal(await options.evaluate(() => document.visibilityState), 'visible');
  await options.getByLabel('Texts that mean “pricing”').fill('Price');
  await options.getByRole('button', { name: 'Save', exact: true }).last().click();
  await options.getByText('Saved. Pages that are open know it, too.').waitFor();

  await pointAt('What was asked for in return for a concession, as text or a picklist');
  await pressOn('Concession Traded');
  await options.getByText('Field: Concession_Traded__c', { exact: true }).waitFor();
  await options.getByRole('button', { name: 'Save', exact: true }).last().press('Enter');
  await options
    .getByRole('listitem')
    .filter({ hasText: 'in return' })
    .getByText('Field: Concession_Traded__c', { exact: true })
    .waitFor();
  const { unbound } = await day.browser.desk.status();
  assert.deepEqual(
    unbound.map((/** @type {any} */ { nudge }) => nudge),
    ['loss-reason-missing'],
  );
});

test('the pack that ships works there, also on the page that was open', async () => {
  const { desk } = day.browser;
  await tab.page.bringToFront();
  await open(2);
  const mark = await desk.mark();
  await editAndSave(tab.page, SAVED);
  await cardShows(day, tab, mark);
  await picture(tab, 'scene9', 'the aid in the other organisation');
});

test('the file that comes of it sets everybody up the same way', async (context) => {
  await options.bringToFront();
  await options.getByText('For everybody: this as a file').click();
  const file = (await options.locator('pre').first().textContent()) ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-bindings-'));
  context.after(() => rmSync(folder, { recursive: true }));
  cpSync(CONTENT, join(folder, 'content'), { recursive: true });
  writeFileSync(join(folder, 'content/bindings/globex.yaml'), file);
  const out = join(folder, 'content.json');
  execFileSync(COMPILER, ['compile', join(folder, 'content'), '--out', out]);
  const { bindings } = JSON.parse(readFileSync(out, 'utf8'));
  const { settings } = await day.browser.desk.status();
  assert.equal(settings.bindings.length, 1);
  assert.deepEqual(
    bindings.find((/** @type {any} */ { hosts }) => hosts.includes(GLOBEX)),
    settings.bindings[0],
  );
});
