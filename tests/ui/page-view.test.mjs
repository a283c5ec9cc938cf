// What Cuecard sees on the page in front, in the popup.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Extension, inspect } from './browser.mjs';
import { EMPTY, PAGE } from './statuses.mjs';

const TITLE = 'What Cuecard sees on this page';
const URL = 'https://jira.acme.example/browse/ACME-7';
const PLAN = { version: 'v7', root: [], probes: [{ alternatives: [] }], acts: [] };
const SEEN = { readings: [{ at: 0, raw: '4/Dec/26  ' }, null], lists: [null] };

/** @type {Extension} */
let extension;
before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/**
 * @typedef {object} World
 * @property {string | null} [url] of the tab in front; none that the extension may know
 * @property {unknown} [plan]
 * @property {unknown} [answer] of the tab's content script; undefined: there is none
 * @property {unknown[]} [looked] what the worker says of the page
 */

/**
 * Opens the popup over a tab, which a test can only stand in for: in a real tab it would be itself.
 * @param {World} world @param {Extension} [inside] @param {number} [width]
 */
async function open({ url = URL, plan = PLAN, answer, looked }, inside = extension, width = 360) {
  await inside.answer({
    status: [{ status: EMPTY }],
    look: [plan === undefined ? 'silent' : { plan }],
    looked: looked ?? [{ page: PAGE }],
  });
  const page = await inside.blank({ width, height: 600 });
  await page.addInitScript(
    ({ url, answer }) => {
      const told = /** @type {unknown[]} */ ([]);
      Reflect.set(globalThis, 'told', told);
      const tabs = /** @type {any} */ (chrome.tabs);
      tabs.query = async (/** @type {unknown} */ wanted) => {
        told.push(wanted);
        return [{ id: 7, ...(url ? { url } : {}) }];
      };
      tabs.sendMessage = async (/** @type {number} */ tab, /** @type {unknown} */ message) => {
        told.push({ tab, message });
        if (answer === undefined) throw new Error('Receiving end does not exist.');
        return answer;
      };
    },
    { url, answer },
  );
  await page.goto(`${inside.origin}/ui/popup.html`);
  return page;
}

/** @param {import('playwright-core').Page} page */
const told = (page) => page.evaluate(() => Reflect.get(globalThis, 'told'));
const answered = { url: URL, seen: SEEN };

test('nothing is read before the person asks, then everything goes its way unchanged', async () => {
  const page = await open({ answer: answered });
  const title = page.getByText(TITLE);
  await title.waitFor();
  // Which page is in front, for the help on it; nothing of the page itself.
  const front = { active: true, currentWindow: true };
  assert.deepEqual(await told(page), [front]);
  await title.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Jira Data Center: issue').waitFor();
  assert.deepEqual(await told(page), [
    front,
    front,
    { tab: 7, message: { kind: 'look', plan: PLAN } },
  ]);
  assert.deepEqual(await extension.heard('look'), [{ kind: 'look', url: URL }]);
  assert.deepEqual(await extension.heard('looked'), [
    { kind: 'looked', url: URL, plan: 'v7', ...SEEN },
  ]);
});

test('each fact with its value and, quietly, its place; what is absent; what nobody bound', async () => {
  const page = await open({ answer: answered });
  await page.getByText(TITLE).click();
  await page.getByText('Jira Data Center: issue').waitFor();
  const facts = page.locator('.seen > .facts');
  assert.deepEqual(await facts.locator('dt').allTextContents(), [
    'due date',
    'customfield_10016',
    'moves',
    'status',
  ]);
  assert.deepEqual(
    await facts
      .locator('dd')
      .evaluateAll((all) => all.map((it) => [...it.children].map((line) => line.textContent))),
    [['2026-12-04', 'place 1 of 3'], ['empty', 'place 1 of 1'], ['2'], ['In progress', 'place 2']],
  );
  await page.getByText('Not found: story points and sprint').waitFor();
  await page.getByText('Nobody has said yet what this means here: root cause').waitFor();
  await page.getByText('comments: 0 entries').waitFor();
  await page.getByText('history: 2 entries').click();
  await page.getByText('2026-11-27').first().waitFor();
  await inspect(page, 'popup-page');
});

test('opened again it looks again', async () => {
  const other = { ...PAGE, facts: { status: { value: 'Done', at: 0, of: 2 } } };
  const page = await open({ answer: answered, looked: [{ page: PAGE }, { page: other }] });
  const title = page.getByText(TITLE);
  await title.click();
  await page.getByText('In progress').waitFor();
  await title.click();
  await title.click();
  await page.getByText('Done').waitFor();
  assert.equal(await page.getByText('In progress').count(), 0);
});

/** @type {{ what: string, world: World, says: string }[]} */
const NOTHING = [
  { what: 'a page that may not be read', world: { url: null }, says: 'Nothing can be read here.' },
  {
    what: 'a page that no adapter knows',
    world: { plan: null },
    says: 'Nothing can be read here.',
  },
  { what: 'a tab without a content script', world: {}, says: 'Reload the page, then look again.' },
  {
    what: 'a content script of an older day',
    world: { answer: { url: 7 } },
    says: 'Reload the page, then look again.',
  },
  {
    what: 'a page that is half there',
    world: { answer: { url: URL, seen: null } },
    says: 'The page is still loading. Close this and open it again.',
  },
  {
    what: 'a page that moved on',
    world: { answer: answered, looked: [{ replan: true }] },
    says: 'The page is still loading. Close this and open it again.',
  },
  {
    what: 'a worker that does not answer',
    world: { plan: undefined },
    says: 'Cuecard is not answering. Nothing is lost.',
  },
];
for (const { what, world, says } of NOTHING)
  test(`${what}: ${says}`, async () => {
    const page = await open('plan' in world && world.plan === undefined ? silent(world) : world);
    await page.getByText(TITLE).click();
    await page.getByText(says, { exact: true }).waitFor();
    assert.equal(await page.locator('.facts').count(), 0);
  });

test('nothing to read is calm', async () => {
  const page = await open({ plan: null });
  await page.getByText(TITLE).click();
  await page.getByText('Nothing can be read here.').waitFor();
  await inspect(page, 'popup-page-nothing');
});

/** A world whose worker says nothing at all. @param {World} world @returns {World} */
function silent(world) {
  return { ...world, plan: 'silent' };
}

test('it holds at 320 px, in German too', async () => {
  const german = await Extension.start('de');
  try {
    const page = await open({ answer: answered }, german, 320);
    await page.getByText('Was Cuecard auf dieser Seite sieht').click();
    await page.getByText('Stelle 1 von 3').waitFor();
    await page.getByText('history: 2 Einträge').click();
    await inspect(page, 'popup-page-de');
  } finally {
    await german.stop();
  }
});
