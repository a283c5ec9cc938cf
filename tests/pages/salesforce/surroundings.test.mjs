/** What lies around the form: the path, the console, lists, cards and toasts; and a page that is hostile. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ACCOUNT_ID, ME, opportunityId } from '../../workplace/records.mjs';
import * as person from './gestures.mjs';
import { artefacts, openBrowser } from './open.mjs';

const ID = opportunityId(1);
const OTHER = opportunityId(2);
const TOAST = '.forceToastMessage[data-key=success] .toastMessage';
const FRONT = '.active.oneWorkspace .active.oneConsoleTab .windowViewMode-maximized.active';

/** @type {import('./open.mjs').Opened} */
let opened;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  opened = await openBrowser();
  await mkdir(artefacts, { recursive: true });
});
after(() => opened?.close());

/** Opens a record in a fresh tab. @param {string} id @param {import('./gestures.mjs').Setup} [setup] */
async function open(id, setup) {
  page = await opened.newPage();
  await page.goto(person.recordUrl(id, setup));
  await person.waitForRecord(page, id);
}
/** @param {string} name */
const look = (name) => page.screenshot({ path: path.join(artefacts, `${name}.png`) });
const saves = () => opened.workplace.records.saves.map(({ fields }) => fields);
/** Nothing of it went against the page's policy, and no script failed. */
const noComplaint = () => assert.deepEqual(opened.complaints, []);

describe('the path', () => {
  /** @type {{ name: string, step: string | null, shadow?: 'native', sent: object[] }[]} */
  const CASES = [
    {
      name: 'the current step is complete',
      step: null,
      sent: [{ StageName: 'Negotiation/Review' }],
    },
    {
      name: 'another step is current',
      step: 'Qualification',
      sent: [{ StageName: 'Qualification' }],
    },
    {
      name: 'native shadow',
      step: 'Prospecting',
      shadow: 'native',
      sent: [{ StageName: 'Prospecting' }],
    },
  ];
  for (const { name, step, shadow, sent } of CASES)
    test(`${name}: saved at once`, async () => {
      await open(ID, shadow ? { shadow } : {});
      await person.markStep(page, step);
      await page.locator(TOAST, { hasText: 'Stage changed successfully.' }).waitFor();
      assert.deepEqual(saves(), sent);
      assert.equal(opened.workplace.records.saves[0]?.person, ME);
      const current = page.locator('.active li.slds-is-current');
      assert.deepEqual([{ StageName: await current.getAttribute('data-name') }], sent);
      noComplaint();
    });

  test('a step that is only looked at changes nothing', async () => {
    await open(ID);
    await page.locator('.active li[data-name=Prospecting] a').click();
    await page
      .locator('.active button.slds-path__mark-complete.active', { hasText: 'Current' })
      .waitFor();
    assert.equal(
      await page.locator('.active li.slds-is-active').getAttribute('data-name'),
      'Prospecting',
    );
    assert.equal(await person.shownValue(page, 'StageName'), 'Proposal/Price Quote');
    assert.deepEqual(saves(), []);
  });

  test('closing asks as what, and can be refused', async () => {
    await open(ID);
    await person.editAndSave(page, { Amount: '' });
    await person.closeByPath(page, 'Closed Won');
    await page
      .locator('.forceToastMessage[data-key=error]', { hasText: 'needs an amount' })
      .waitFor();
    assert.equal(saves().length, 1);
    await look('path-refused');
    await page.keyboard.press('Escape');
    await person.closeByPath(page, 'Closed Lost');
    await page.locator('.active li.slds-is-current[data-name="Closed Lost"]').waitFor();
    assert.deepEqual(saves().at(-1), { StageName: 'Closed Lost' });
    noComplaint();
  });
});

describe('the console', () => {
  test('records stay in the document; tabs and subtabs switch without a reload', async () => {
    await open(ID, { app: 'console' });
    const loads = () =>
      opened.workplace.log.filter(
        (one) => one.kind === 'request' && one.path.startsWith('/lightning/'),
      ).length;
    const before = loads();
    await person.openRecord(page, OTHER);
    await person.followLink(page, ACCOUNT_ID);
    assert.equal(
      new URL(page.url()).searchParams.get('ws'),
      `/lightning/r/Opportunity/${OTHER}/view`,
    );
    assert.equal(await person.shownValue(page, 'Industry'), 'Retail');
    await look('console-subtab');
    await person.openTab(page, ID);
    assert.equal(await person.shownValue(page, 'StageName'), 'Proposal/Price Quote');
    // A hidden workspace keeps its active tab: only with the workspace a selector finds the record in front.
    assert.equal(await page.locator('.windowViewMode-maximized.lafPageHost').count(), 3);
    assert.equal(await page.locator('.windowViewMode-maximized.active.lafPageHost').count(), 2);
    assert.equal(await page.locator(FRONT).count(), 1);
    await person.openTab(page, OTHER);
    assert.equal(await person.shownValue(page, 'StageName'), 'Qualification');
    assert.equal(loads(), before);
    noComplaint();
  });

  test('an open form waits in its tab, and a save is of the record in front', async () => {
    await open(ID, { app: 'console' });
    await person.edit(page, { NextStep: 'Half written' });
    await person.openRecord(page, OTHER);
    await person.editAndSave(page, { StageName: 'Needs Analysis' });
    assert.deepEqual(
      opened.workplace.records.saves.map(({ id, fields }) => [id, fields]),
      [[OTHER, { StageName: 'Needs Analysis' }]],
    );
    await page
      .locator(`.workspaceTabs a.tabHeader[href^="/lightning/r/Opportunity/${ID}"]`)
      .click();
    assert.equal(await page.locator(`${FRONT} input[name=NextStep]`).inputValue(), 'Half written');
    await person.cancelEdit(page);
    await person.editInModalAndSave(page, { NextStep: 'In the modal' });
    assert.deepEqual(saves().at(-1), { NextStep: 'In the modal' });
    await page.locator('.workspaceTabs .oneConsoleTabItem.active .close button').click();
    await person.waitForRecord(page, OTHER);
    assert.equal(await page.locator('.windowViewMode-maximized').count(), 1);
    noComplaint();
  });
});

describe('what lies around the record', () => {
  test('related lists with rows and without', async () => {
    await open(ID);
    const lists = page.locator('.active lst-related-list-single-container');
    await lists.nth(2).waitFor();
    assert.deepEqual(
      (await lists.locator('h2').allTextContents()).map((text) => text.replace(/\s+/g, '')),
      ['OpenActivities(2)', 'ContactRoles(1)', 'Competitors(0)'],
    );
    assert.equal(await page.locator('.active lst-empty-state').count(), 1);
    assert.equal(await page.locator('.active lst-related-preview-card').count(), 3);
  });

  test("a toast's link leads to the record; it goes away by itself", async () => {
    await open(ID);
    await person.editAndSave(page, { NextStep: 'Linked' });
    const link = page.locator(`${TOAST} a.forceActionLink`);
    await link.waitFor();
    await person.openRecord(page, OTHER);
    await link.click();
    await person.waitForRecord(page, ID);
    await page.locator('.forceToastMessage').waitFor({ state: 'detached' });
  });

  test("another opportunity's card and neighbour carry the very same hooks", async () => {
    await open(ACCOUNT_ID, { neighbours: 'before' });
    await person.openCard(page, 'Halden Shipping - Renewal');
    const stage = '[data-target-selection-name="sfdc:RecordField.Opportunity.StageName"]';
    await page.locator(`.forceHoverPanel ${stage}`).waitFor();
    await look('card');
    await open(ID, { neighbours: 'before' });
    await page
      .locator('[data-component-id=force_relatedRecord] .test-id__field-value')
      .first()
      .waitFor();
    assert.equal(await page.locator(`.active ${stage}`).count(), 2);
    assert.equal(await person.shownValue(page, 'StageName'), 'Proposal/Price Quote');
    noComplaint();
  });
});

describe('a hostile page still works for the person', () => {
  /** @type {{ hostile: NonNullable<import('./gestures.mjs').Setup['hostile']>, seen: string }[]} */
  const CASES = [
    {
      hostile: 'nodes',
      seen: "document.getElementsByTagName('records-look-alike').length >= 2500",
    },
    {
      hostile: 'pollution',
      seen: "[].stage === 'Closed Won' && document.body.querySelector('.test-id__nothing') !== null",
    },
    {
      hostile: 'attributes',
      seen: "document.getElementsByTagName('one-record-home-flexipage2')[0].title.length > 1_000_000",
    },
    { hostile: 'storm', seen: "document.querySelector('[data-round]') !== null" },
  ];
  for (const { hostile, seen } of CASES)
    for (const shadow of /** @type {const} */ ([undefined, 'native']))
      test(`${hostile}, ${shadow ?? 'synthetic'}`, async () => {
        await open(ID, { hostile, ...(shadow ? { shadow } : {}) });
        await page.waitForFunction(seen);
        await person.editAndSave(page, { StageName: 'Negotiation/Review' });
        assert.deepEqual(saves(), [{ StageName: 'Negotiation/Review' }]);
      });
});
