// What an organisation's fields mean, bound in the options by pointing at a page. What the page answers
// is stood in for here; tests/e2e points at real pages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Extension, inspect, walk } from './browser.mjs';
import { EMPTY, MEANINGS } from './statuses.mjs';

const HOST = 'crm.acme.example';
const POINT = {
  root: ['main'],
  facts: [{ fact: 'stage', alternatives: [] }],
  fields: [{ select: '#{field}-val', take: 'text' }],
};
/** The same for the page: the field is found whatever its name is. */
const ASKED = {
  ...POINT,
  fields: [
    {
      ...POINT.fields[0],
      every: '[id$="-val"]',
      names: [{ attribute: 'id', before: '', after: '-val' }],
    },
  ],
};

const SCRIPTS = [
  ...['flat-tree', 'find', 'read'].map((name) => `/content-script/${name}.js`),
  ...['candidates', 'bar', 'pointing', 'point'].map((name) => `/picker/${name}.js`),
];

/** @type {Extension} */
let extension;
before(async () => {
  extension = await Extension.start();
});
after(() => extension.stop());

/**
 * Opens the options beside a tab of the system.
 * @param {object} [world]
 * @param {unknown[]} [world.statuses]
 * @param {unknown[]} [world.set] what the worker says to what is saved
 * @param {unknown} [world.point] what can be pointed at there
 * @param {object[]} [world.tabs]
 * @param {boolean} [world.may] whether the browser lets the script run there
 * @param {unknown} [world.pointed] what the page answers; `gone`: it never does
 * @param {number} [world.width]
 */
async function open({
  statuses = [MEANINGS],
  set = [{ ok: true }],
  point = POINT,
  tabs = [
    { id: 4, windowId: 1, lastAccessed: 5, url: `https://${HOST}/old` },
    {
      id: 7,
      windowId: 2,
      lastAccessed: 9,
      url: `https://${HOST}/lightning/r/Opportunity/006A/view`,
    },
    { id: 8, windowId: 2, lastAccessed: 7, url: `https://${HOST}/older` },
  ],
  may = true,
  pointed = { url: 'u', field: 'Deal_Obstacle__c', value: 'Timing' },
  width = 720,
} = {}) {
  await extension.answer({
    status: statuses.map((status) => ({ status })),
    set,
    point: [{ point }],
  });
  const page = await extension.blank({ width, height: 900 });
  await page.addInitScript(
    ({ tabs, may, pointed }) => {
      const calls = /** @type {unknown[]} */ ([]);
      Reflect.set(globalThis, 'calls', calls);
      const api = /** @type {any} */ (chrome);
      const did = (/** @type {unknown} */ call, /** @type {unknown} */ answer) => {
        calls.push(call);
        return answer;
      };
      api.tabs.query = async (/** @type {unknown} */ wanted) => did({ wanted }, tabs);
      api.tabs.getCurrent = async () => ({ id: 1, windowId: 1, url: location.href });
      api.tabs.update = async (/** @type {number} */ tab) => did({ front: tab }, {});
      api.windows.update = async (/** @type {number} */ window) => did({ window }, {});
      api.tabs.sendMessage = async (/** @type {number} */ tab, /** @type {unknown} */ asked) => {
        calls.push({ tab, asked });
        if (pointed === 'gone')
          throw new Error('The message port closed before a response was received.');
        return pointed;
      };
      api.scripting.executeScript = async (/** @type {unknown} */ run) => {
        if (!may) throw new Error('Cannot access contents of the page.');
        return did({ run }, []);
      };
    },
    { tabs, may, pointed },
  );
  await page.goto(`${extension.origin}/ui/options.html`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** @typedef {import('playwright-core').Page} Page */
/** @param {Page} page */
const calls = (page) => page.evaluate(() => Reflect.get(globalThis, 'calls'));
/** @param {Page} page @param {string} text */
const row = (page, text) => page.getByRole('listitem').filter({ hasText: text });
/** @param {Page} page @param {string} meaning */
const point = (page, meaning) =>
  page.getByRole('button', { name: `Point at it: ${meaning}` }).click();
/** @param {Page} page @param {string} words */
const said = (page, words) => page.getByRole('status').getByText(words, { exact: true }).waitFor();
const meaningsSet = async (count = 1) =>
  (await extension.heard('set', count)).map((it) => /** @type {any} */ (it).settings.host);

const OBJECTION = 'What the buyer objects to, as a picklist';

test('nothing to bind: no section', async () => {
  const page = await open({ statuses: [EMPTY] });
  assert.equal(await page.getByRole('heading', { name: 'What your fields mean' }).count(), 0);
});

test('each meaning says where it is read, and who needs it', async () => {
  const page = await open();
  await row(page, 'Give_Get__c').getByText('set up by your organisation').waitFor();
  await row(page, OBJECTION).getByText('Not known yet').waitFor();
  await row(page, OBJECTION)
    .getByText('Needed by: “Trade, do not give” and “Listen first”')
    .waitFor();
  assert.deepEqual(await page.getByRole('button', { name: /^Remove: / }).count(), 1);
  await inspect(page, 'options-meanings');
});

test('pointing brings the page to the front and back, and the texts are saved', async () => {
  const page = await open();
  await point(page, OBJECTION);
  await page.getByText('Field: Deal_Obstacle__c', { exact: true }).waitFor();
  await page.getByText('It says “Timing” now.').waitFor();
  const pricing = page.getByLabel('Texts that mean “pricing”');
  assert.equal(await pricing.evaluate((it) => it === document.activeElement), true);
  assert.equal(await page.getByLabel('Texts that mean “timing”').inputValue(), 'Timing');
  assert.deepEqual(await calls(page), [
    { wanted: { url: [`https://${HOST}/*`, `http://${HOST}/*`] } },
    { run: { target: { tabId: 7 }, files: SCRIPTS } },
    { front: 7 },
    { window: 2 },
    { tab: 7, asked: { kind: 'point', meaning: OBJECTION, ...ASKED } },
    { front: 1 },
    { window: 1 },
  ]);
  assert.deepEqual(
    (await extension.heard('point')).map((it) => it.url),
    [`https://${HOST}/lightning/r/Opportunity/006A/view`],
  );
  await pricing.fill(' Too   expensive\n\nOver budget\nOver budget');
  await inspect(page, 'options-meaning-form');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await said(page, 'Saved. Pages that are open know it, too.');
  const values = { pricing: ['Too expensive', 'Over budget'], timing: ['Timing'] };
  const bound = { field: 'Deal_Obstacle__c', values };
  assert.deepEqual(await meaningsSet(), [{ host: HOST, meaning: { meaning: 'objection', bound } }]);
});

test('a field that is pointed at again keeps its texts', async () => {
  const page = await open({ pointed: { url: 'u', field: 'Why_Lost__c', value: 'No decision' } });
  await point(page, 'Why a deal was lost, as a picklist');
  const price = page.getByLabel('Texts that mean “price”');
  assert.equal(await price.inputValue(), "Too dear\nBuyer's budget");
  assert.equal(await page.getByLabel('Texts that mean “no decision”').inputValue(), 'No decision');
});

test('a meaning without values needs no text', async () => {
  const page = await open({ pointed: { url: 'u', fact: 'next_step', value: '' } });
  await point(page, 'What was asked for in return for a concession');
  await page.getByText('It is empty now.').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).last().press('Enter');
  await said(page, 'Saved. Pages that are open know it, too.');
  const meaning = { meaning: 'concession_traded', bound: { fact: 'next_step' } };
  assert.deepEqual(await meaningsSet(), [{ host: HOST, meaning }]);
});

test('no text at all is asked for again, and nothing is saved', async () => {
  const page = await open({ pointed: { url: 'u', field: 'Other__c', value: 'Colour' } });
  await point(page, OBJECTION);
  const pricing = page.getByLabel('Texts that mean “pricing”');
  // Until then the last one of that name saves something else.
  await pricing.waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await page.getByText('Write at least one text, here or below, as the page shows it.').waitFor();
  assert.equal(await pricing.getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await meaningsSet(0), []);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await said(page, 'Nothing was changed.');
  await row(page, OBJECTION).getByText('Not known yet').waitFor();
});

test('what the worker refuses is said, and the form stays', async () => {
  const error = { where: 'meaning', what: 'One text stands for two things.', mend: 'Point again.' };
  const page = await open({ set: [{ error }] });
  await point(page, OBJECTION);
  await page.getByLabel('Texts that mean “pricing”').fill('Timing');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await said(page, 'One text stands for two things. Point again.');
  assert.equal(await page.getByLabel('Texts that mean “pricing”').inputValue(), 'Timing');
});

test('one of the own can be taken back', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Remove: Why a deal was lost, as a picklist' }).click();
  await said(page, 'Forgotten.');
  assert.deepEqual(await meaningsSet(), [{ host: HOST, meaning: { meaning: 'loss_reason' } }]);
});

/** @type {{ what: string, world: Parameters<typeof open>[0], says: string, asked: number }[]} */
const MISSED = [
  {
    what: 'no tab of the system',
    world: { tabs: [] },
    says: `Open a record on ${HOST} in another tab, then press again.`,
    asked: 0,
  },
  {
    what: 'a tab of another page of the system',
    world: { point: null },
    says: 'That tab shows nothing to point at. Open a record there, then press again.',
    asked: 0,
  },
  {
    what: 'a tab that may not be read',
    world: { may: false },
    says: `Your browser does not let Cuecard read ${HOST}. Allow it above, then press again.`,
    asked: 0,
  },
  {
    what: 'a page with nothing to point at',
    world: { pointed: { url: 'u', none: true } },
    says: 'That tab shows nothing to point at. Open a record there, then press again.',
    asked: 1,
  },
  {
    what: 'a person who ends it',
    world: { pointed: { url: 'u', cancelled: true } },
    says: 'Nothing was changed.',
    asked: 1,
  },
  {
    what: 'a tab that is closed meanwhile',
    world: { pointed: 'gone' },
    says: 'Nothing was changed.',
    asked: 1,
  },
];
for (const { what, world, says, asked } of MISSED)
  test(`${what}: said, and nothing is saved`, async () => {
    const page = await open(world);
    await point(page, OBJECTION);
    await said(page, says);
    const questions = (await calls(page)).filter((/** @type {any} */ it) => it.asked);
    assert.equal(questions.length, asked);
    assert.deepEqual(await meaningsSet(0), []);
    await row(page, OBJECTION).getByText('Not known yet').waitFor();
  });

test('the file for everybody holds what the person bound, and nothing else', async () => {
  const page = await open();
  await page.getByText('For everybody: this as a file').click();
  const file = page.locator('pre');
  assert.equal(
    await file.textContent(),
    [
      "organisation: 'crm.acme.example'",
      'app: salesforce',
      'hosts: [crm.acme.example]',
      'meanings:',
      '  loss_reason:',
      "    field: 'Why_Lost__c'",
      '    values:',
      "      price: ['Too dear', 'Buyer''s budget']",
      '',
    ].join('\n'),
  );
  await inspect(page, 'options-meanings-file');
});

test('by keys alone, in 320 pixels', async () => {
  const page = await open({ width: 320 });
  assert.ok((await walk(page)).includes(`Point at it: ${OBJECTION}`));
  await page.getByRole('button', { name: `Point at it: ${OBJECTION}` }).press('Enter');
  await page.getByLabel('Texts that mean “pricing”').waitFor();
  await inspect(page, 'options-meaning-form-narrow');
});
