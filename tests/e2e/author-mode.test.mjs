// Author mode: off, nothing is recorded; on, what a person did becomes a situation that `cuecard test` reads as it is, with
// nothing in it that its author did not keep.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { KEEP } from '../../extension/ui/pages/parts.js';
import { opportunityId } from '../workplace/server.mjs';
import { get, keys, put, secretFor } from './profile.mjs';
import {
  answer,
  cardShows,
  isRead,
  open,
  PRICING,
  PRICING_OBJECTION,
  save,
  stage,
} from './stage.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMMAND = process.env.CUECARD_BINARY ?? join(ROOT, 'target/debug/cuecard');
const FILE = `recorded-${PRICING}.yaml`;
const NEXT_STEP = 'Robin returns the contract';
const KEPT = ['object', 'stage', 'objection'];

/** What of it is kept. @param {import('./desk.mjs').Desk} desk */
const recorded = async (desk) =>
  (await keys(desk)).filter((key) => ['author', 'recording'].includes(key));

/** A copy of the content with this situation in it, and what `cuecard test` says of it. @param {string} situation */
function tried(situation) {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-recorded-'));
  try {
    cpSync(join(ROOT, 'content'), folder, { recursive: true });
    writeFileSync(join(folder, 'packs/opportunity-management/tests', FILE), situation);
    const { status, stdout, stderr } = spawnSync(COMMAND, ['test', folder], { encoding: 'utf8' });
    if (status === 0)
      execFileSync(COMMAND, ['compile', folder, '--out', join(folder, 'content.json')]);
    return { passed: status === 0, said: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('what was recorded is tested as it is, and shows nothing that was not kept', async (context) => {
  const day = await stage({
    secret: secretFor({ [PRICING]: 'shown' }),
  });
  context.after(() => day.close());
  const { desk } = day.browser;
  const tab = await day.browser.tab();
  await open(day, tab, 1);
  assert.ok(!(await keys(desk)).includes('recording'), 'off: nothing is recorded');

  const { page } = await day.browser.extensionPage('ui/options.html');
  const author = page.locator('section:has(author-mode)');
  await author.getByText('Nothing is recorded.').waitFor();
  await author.getByRole('button', { name: 'Record' }).click();
  await author.getByText('Nothing was read so far.').waitFor();
  await tab.page.bringToFront();
  const mark = await desk.mark();
  await save(day, tab, 2, { ...PRICING_OBJECTION, NextStep: NEXT_STEP });
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Done');
  await isRead(day, mark, 2, ['Pricing']);
  await open(day, tab, 7);
  await author.getByText(/^[2-9]\d* readings so far\.$/).waitFor();
  await page.bringToFront();
  await author.getByRole('button', { name: 'Stop' }).click();

  await author.getByLabel('The card that it is about').selectOption(PRICING);
  for (const fact of KEPT) await author.getByLabel(fact, { exact: true }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    author.getByRole('button', { name: 'Save as a situation' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), FILE);
  const situation = readFileSync(await download.path(), 'utf8');

  /** @type {any[]} */
  const entries = JSON.parse(await get(desk, 'recording'));
  /** @type {[string, string][]} */
  const shown = entries
    .flatMap((entry) => Object.entries(entry.page ?? {}))
    .flatMap(([fact, raw]) => raw.split('\n').map((/** @type {string} */ line) => [fact, line]))
    .filter(([, line]) => line !== '');
  for (const wanted of ['amount', 'close_date', 'next_step'])
    assert.ok(
      shown.some(([fact]) => fact === wanted),
      `${wanted} was read`,
    );
  const kept = ['stage', 'locale', 'field:Primary_Objection__c'];
  const hidden = shown.flatMap(([fact, line]) => (kept.includes(fact) ? [] : line));
  const records = [2, 7].map(opportunityId);
  for (const text of [...hidden, ...records, 'acme', 'Primary_Objection__c'])
    assert.ok(!situation.includes(text), `${text} is in\n${situation}`);
  assert.match(situation, /opens: ".*record-2.*"\n {4}page: \{/);
  assert.match(situation, /saves: \{.*objection: "pricing"/, 'in the words of packs');

  const asIs = tried(situation);
  assert.ok(asIs.passed, `${asIs.said}\n${situation}`);
  const expecting = (/** @type {string} */ what) =>
    tried(situation.replace(/^ {2}- saves: .*$/m, (step) => `${step}\n    expect: ${what}`));
  const comes = expecting('shown');
  assert.ok(comes.passed, `${comes.said}\n${situation}`);
  assert.ok(!expecting('silent').passed, 'what is expected is tried');

  await tab.page.bringToFront();
  await open(day, tab, 3);
  assert.equal(JSON.parse(await get(desk, 'recording')).length, entries.length, 'off again');

  const full = Array.from({ length: KEEP.readings }, () => entries[0]);
  await put(desk, 'recording', JSON.stringify(full));
  await author.getByRole('button', { name: 'Go on recording' }).click();
  await tab.page.bringToFront();
  await open(day, tab, 4);
  await author.getByText('there is no room for more').waitFor();
  assert.equal(JSON.parse(await get(desk, 'recording')).length, KEEP.readings, 'it has an end');
  await page.bringToFront();
  const remove = author.getByRole('button', { name: 'Delete the recording' });
  await remove.click();
  await author.getByText('This deletes what was read').waitFor();
  await remove.click();
  await author.getByText('Deleted.').waitFor();
  assert.deepEqual(await recorded(desk), []);

  await author.getByRole('button', { name: 'Record' }).click();
  await tab.page.bringToFront();
  await open(day, tab, 5);
  await author.getByText(/readings? so far/).waitFor();
  assert.deepEqual(await recorded(desk), ['author', 'recording']);
  assert.deepEqual(await desk.ask({ kind: 'forget', everything: false }), { ok: true });
  await open(day, tab, 6);
  assert.deepEqual(await recorded(desk), [], 'what is forgotten stays forgotten');
});
