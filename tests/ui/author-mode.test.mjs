// Author mode on the options page: recording, what was recorded, and the file that is made of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { inspect, walk } from './browser.mjs';
import { RECORDING, recorded } from './kept.mjs';
import { LIGHT, Stage } from './stage.mjs';
import { STATES } from './states.mjs';

/** The page looks 0.4 seconds after it heard of something, which takes a moment. */
const HEARD_IS_OVER_MS = 1_000;
/** Enough to stop and to ask to delete. */
const LONGER_MS = 3_000;

/** @type {Stage} */
let stage;

before(async () => {
  stage = await Stage.start();
});
after(() => stage.stop());

/** Opens a state before anything was done there. @param {string} name */
async function open(name) {
  const state = STATES.find((state) => state.name === `author mode, ${name}`);
  assert.ok(state, name);
  const page = await stage.open({ ...state, does: [], shows: undefined, says: undefined }, LIGHT);
  const author = page.locator('section:has(author-mode)');
  await author.locator('author-mode > .aside').waitFor();
  return { page, author };
}

/** What the worker has heard of author mode so far, and forgets. */
async function heard() {
  const extension = stage.inside.get('en');
  return extension?.worker.evaluate(() => {
    const all = Reflect.get(globalThis, 'heard');
    Reflect.set(globalThis, 'heard', []);
    return all.filter((/** @type {{ kind: string }} */ { kind }) => kind === 'author');
  });
}

/** The worker changes what it keeps. @param {import('playwright-core').Page} page @param {Record<string, string>} entries */
const keeps = (page, entries) =>
  page.evaluate(async (entries) => {
    const opening = indexedDB.open('cuecard');
    await new Promise((done) => opening.addEventListener('success', done));
    const change = opening.result.transaction('state', 'readwrite');
    const store = change.objectStore('state');
    for (const key of ['author', 'recording']) store.delete(key);
    for (const [key, text] of Object.entries(entries)) store.put(text, key);
    await new Promise((done) => change.addEventListener('complete', done));
    opening.result.close();
  }, entries);

test('it is off, goes on with a press, and counts while the author works', async () => {
  const { page, author } = await open('off');
  await author.getByText('Nothing is recorded.').waitFor();
  assert.equal(await author.getByRole('checkbox').count(), 0);
  await heard();
  const record = author.getByRole('button', { name: 'Record' });
  await record.focus();
  await keeps(page, recorded('on', []));
  await page.keyboard.press('Enter');
  await author.getByText('Recording.').waitFor();
  assert.deepEqual(await heard(), [{ kind: 'author', on: true }]);
  await author.getByText('Nothing was read so far.').waitFor();
  await keeps(page, recorded('on', RECORDING.slice(0, 1)));
  await stage.inside.get('en')?.tells({ kind: 'saw' });
  await author.getByText('1 reading so far.').waitFor();
  await keeps(page, recorded('on'));
  await stage.inside.get('en')?.tells({ kind: 'saw' });
  await author.getByText('3 readings so far.').waitFor();
  await keeps(page, recorded(undefined));
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Stop');
  await page.keyboard.press('Enter');
  await author.getByText('Recording has stopped.').waitFor();
  assert.deepEqual(await heard(), [{ kind: 'author', on: false }]);
  await author.getByRole('button', { name: 'Go on recording' }).waitFor();
});

test('what was heard just before the end takes no question away', async () => {
  const { page, author } = await open('recorded');
  await keeps(page, recorded('on'));
  await author.getByRole('button', { name: 'Go on recording' }).click();
  await author.getByText('Recording.').waitFor();
  await keeps(page, recorded(undefined));
  // So that there is time to stop before what was heard is looked for in what is kept.
  await page.evaluate((longer) => {
    const later = setTimeout.bind(globalThis);
    Reflect.set(
      globalThis,
      'setTimeout',
      (/** @type {() => void} */ then, /** @type {number} */ wait) => later(then, wait + longer),
    );
  }, LONGER_MS);
  await stage.inside.get('en')?.tells({ kind: 'saw' });
  await author.getByRole('button', { name: 'Stop' }).click();
  await author.getByText('Recording has stopped.').waitFor();
  await author.getByRole('button', { name: 'Delete the recording' }).click();
  const question = author.getByText('This deletes what was read');
  await question.waitFor();
  await page.evaluate((wait) => new Promise((then) => setTimeout(then, wait)), HEARD_IS_OVER_MS);
  assert.ok(await question.isVisible());
});

test('the file shows what is ticked, in the words of packs, and nothing else', async () => {
  const { page, author } = await open('recorded');
  await author.getByLabel('loss_reason').focus();
  await page.keyboard.press('Space');
  await author.getByLabel('object', { exact: true }).check();
  await author.getByLabel('The card that it is about').selectOption('slipping-close-date');
  await author.getByText('What the file will say').click();
  const preview = (await author.locator('pre').textContent()) ?? '';
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    author.getByRole('button', { name: 'Save as a situation' }).click(),
  ]);
  assert.equal(file.suggestedFilename(), 'recorded-slipping-close-date.yaml');
  const text = readFileSync(await file.path(), 'utf8');
  assert.equal(text, preview);
  const { nudge, at, page: shown, lists, steps } = parse(text);
  assert.deepEqual(
    { nudge, at, shown, lists, steps },
    {
      nudge: 'slipping-close-date',
      at: 'https://example.lightning.force.com/lightning/r/Opportunity/record-1/view',
      shown: { stage: 'value 1', loss_reason: '', amount: 'value 2', me: 'value 3' },
      lists: { activities: [{ author: 'value 3', written: 'value 4' }] },
      steps: [{ saves: { stage: 'value 5', loss_reason: 'price' } }, { answers: 'done' }],
    },
  );
  for (const hidden of ['acme', '006A', 'Robin', '50,000', 'Nov 17', 'Closed Lost', 'Why_Lost__c'])
    assert.ok(!text.includes(hidden), hidden);
  await author.getByText('Saved as recorded-slipping-close-date.yaml.').waitFor();
  await author.getByLabel('the address').check();
  assert.match((await author.locator('pre').textContent()) ?? '', /crm\.acme\.example.*006A/);
  await inspect(page, 'options-author');
});

test('every choice has a name and is reached by Tab', async () => {
  const { page, author } = await open('recorded');
  await author.getByRole('button', { name: 'Go on recording' }).focus();
  const names = await walk(page);
  const from = names.indexOf('The card that it is about');
  assert.deepEqual(names.slice(from, from + 11), [
    'The card that it is about',
    ...[
      'stage',
      'loss_reason',
      'amount',
      'me',
      'activities.author',
      'activities.written',
      'object',
    ],
    'the address',
    'What the file will say',
    'Save as a situation',
  ]);
});

test('it is deleted with a press, and a full one has to be', async () => {
  const { page, author } = await open('full');
  await author.getByText('there is no room for more').waitFor();
  assert.equal(await author.getByRole('button', { name: /record/i }).count(), 1);
  await heard();
  await keeps(page, recorded(undefined, []));
  const remove = author.getByRole('button', { name: 'Delete the recording' });
  await remove.click();
  await author.getByText('This deletes what was read').waitFor();
  await author.getByRole('button', { name: 'Cancel' }).click();
  assert.deepEqual(await heard(), [], 'asked only');
  await remove.click();
  await remove.click();
  await author.getByText('Deleted.').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Deleted.');
  assert.deepEqual(await heard(), [{ kind: 'author' }]);
  assert.equal(await author.getByRole('checkbox').count(), 0);
  await author.getByRole('button', { name: 'Record' }).waitFor();
});
