/** The record page in a real Chromium, in both shadow modes, under its strict policy. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { buildPage } from '../pages/salesforce/build.mjs';
import {
  cancelEdit,
  edit,
  editAndSave,
  openRecord,
  pressSave,
  recordUrl,
  shownValue,
  waitForRecord,
} from '../pages/salesforce/gestures.mjs';
import { ACCOUNT_ID, COLLEAGUE, ME, opportunityId, startWorkplace } from './server.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = path.join(root, 'target/pages/salesforce');
const artefacts = path.join(root, 'tests/artefacts/workplace');
const ID = opportunityId(1);

/** @type {import('./server.mjs').Workplace} */
let workplace;
/** @type {import('playwright-core').BrowserContext} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** What the page complained about; the 400 of a refused save is no complaint. @type {string[]} */
let complaints = [];

before(async () => {
  await buildPage(pages);
  await mkdir(artefacts, { recursive: true });
  workplace = await startWorkplace({ pages });
  browser = await chromium.launchPersistentContext('', {
    executablePath: process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP * 127.0.0.1:${workplace.port}`,
      `--ignore-certificate-errors-spki-list=${workplace.certificateHash}`,
    ],
  });
});
after(async () => {
  await browser?.close();
  await workplace?.close();
});

async function newPage() {
  await page?.close();
  workplace.reset();
  complaints = [];
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 400'))
      complaints.push(message.text());
  });
}

/** @param {string[]} fields */
const shown = (...fields) => Promise.all(fields.map((field) => shownValue(page, field)));

/** Open shadow roots as the browser has them; the page's own view is patched in synthetic mode. */
async function shadowRoots() {
  const session = await browser.newCDPSession(page);
  const { root: document } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  await session.detach();
  /** @param {typeof document} node @returns {number} */
  const count = ({ children = [], shadowRoots: roots = [] }) =>
    roots.filter((shadow) => shadow.shadowRootType === 'open').length +
    [...children, ...roots].reduce((sum, child) => sum + count(child), 0);
  return count(document);
}

/** @type {{ name: string, options: { shadow?: 'native' }, native: boolean }[]} */
const MODES = [
  { name: 'synthetic', options: {}, native: false },
  { name: 'native', options: { shadow: 'native' }, native: true },
];

for (const { name, options, native } of MODES) {
  describe(`${name} shadow`, () => {
    beforeEach(async () => {
      await newPage();
      await page.goto(recordUrl(ID, options));
      await waitForRecord(page, ID);
    });

    test('the record renders and nothing is against the policy', async () => {
      assert.deepEqual(await shown('StageName', 'CloseDate', 'Amount', 'Primary_Objection__c'), [
        'Proposal/Price Quote',
        '12/4/2026',
        '$50,000.00',
        '',
      ]);
      assert.equal((await shadowRoots()) > 0, native);
      await page.screenshot({ path: path.join(artefacts, `${name}-view.png`) });
      assert.deepEqual(complaints, []);
    });

    test("a style that is not the page's own is refused", async () => {
      await page.evaluate(() =>
        document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>'),
      );
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).display), 'block');
      assert.match(complaints.join(), /Content Security Policy/);
    });

    test('an edit by clicks and keys is saved, and only what was changed', async () => {
      await editAndSave(page, { StageName: 'Negotiation/Review', CloseDate: '12/18/2026' });
      await page.locator('.forceToastMessage[data-key=success] .toastMessage').waitFor();
      assert.deepEqual(workplace.records.saves, [
        {
          id: ID,
          person: ME,
          fields: { StageName: 'Negotiation/Review', CloseDate: '2026-12-18' },
        },
      ]);
      assert.deepEqual(await shown('StageName', 'CloseDate', 'Amount'), [
        'Negotiation/Review',
        '12/18/2026',
        '$50,000.00',
      ]);
      assert.deepEqual(complaints, []);
    });

    test('text, money and custom fields can be edited, and emptied', async () => {
      await editAndSave(page, {
        Amount: '61500.5',
        Primary_Objection__c: 'Pricing',
        Concession_Traded__c: 'Two-year term',
        NextStep: '',
      });
      assert.deepEqual(
        workplace.records.saves.map(({ fields }) => fields),
        [
          {
            Amount: 61500.5,
            Primary_Objection__c: 'Pricing',
            Concession_Traded__c: 'Two-year term',
            NextStep: null,
          },
        ],
      );
      await editAndSave(page, { Primary_Objection__c: '' });
      assert.equal(workplace.records.get(ID)?.fields.Primary_Objection__c, null);
    });

    test('the panel says in its tag and class whether it shows or edits', async () => {
      const panel = page.locator('.active records-lwc-detail-panel .forcegenerated-record-layout2');
      const tag = () => panel.evaluate((element) => element.localName);
      assert.equal(
        await tag(),
        'forcegenerated-detailpanel_opportunity___012000000000000aaa___full___view___recordlayout2',
      );
      await edit(page, { StageName: 'Closed Lost' });
      assert.equal(
        await tag(),
        'forcegenerated-detailpanel_opportunity___012000000000000aaa___full___edit___recordlayout2',
      );
      await page.screenshot({ path: path.join(artefacts, `${name}-edit.png`) });
    });

    test('cancelling restores the record and sends nothing', async () => {
      await edit(page, { StageName: 'Closed Lost', NextStep: 'Give up' });
      await cancelEdit(page);
      assert.deepEqual(await shown('StageName', 'NextStep'), [
        'Proposal/Price Quote',
        'Send the revised quote',
      ]);
      assert.deepEqual(workplace.records.saves, []);
    });

    test('a refused save says why and stays in the form', async () => {
      await edit(page, { CloseDate: '', Amount: '-5' });
      await pressSave(page);
      const errors = page.locator(
        '.active records-record-edit-error .pageLevelErrors .errorsList li',
      );
      await errors.first().waitFor();
      assert.deepEqual((await errors.allTextContents()).sort(), [
        'Amount: enter zero or more.',
        'Close Date: enter a value.',
      ]);
      assert.equal(await page.locator('.active button[name=SaveEdit]').count(), 1);
      assert.equal(await page.locator('.forceToastMessage').count(), 0);
      assert.deepEqual(workplace.records.saves, []);
      await page.screenshot({ path: path.join(artefacts, `${name}-refused.png`) });
    });

    test("a colleague's save shows up, but not inside an open form", async () => {
      workplace.colleagueSaves(ID, { StageName: 'Negotiation/Review' });
      await page
        .locator('.active sfa-output-stage-name', { hasText: 'Negotiation/Review' })
        .waitFor();
      assert.equal(workplace.records.get(ID)?.fields.LastModifiedById, COLLEAGUE);
      await edit(page, { NextStep: 'Mine' });
      workplace.colleagueSaves(ID, { NextStep: 'Theirs' });
      await page.locator('.active .slds-is-current[data-name="Negotiation/Review"]').waitFor();
      assert.equal(await page.locator('.active input[name=NextStep]').inputValue(), 'Mine');
      await cancelEdit(page);
      await page
        .locator('.active records-record-layout-item[field-label="Next Step"]', {
          hasText: 'Theirs',
        })
        .waitFor();
    });

    test('a link to another record loads no page and keeps the former record', async () => {
      const loads = () =>
        workplace.log.filter(
          (entry) => entry.kind === 'request' && entry.path.startsWith('/lightning/'),
        ).length;
      const before = loads();
      await openRecord(page, opportunityId(2));
      assert.equal(loads(), before);
      assert.equal(await shownValue(page, 'StageName'), 'Qualification');
      const containers = page.locator('.lafPageHost');
      assert.deepEqual(
        await containers.evaluateAll((all) =>
          all.map((one) => one.matches('.windowViewMode-normal.active')),
        ),
        [false, true],
      );
      await page.goBack();
      await waitForRecord(page, ID);
      assert.equal(await shownValue(page, 'StageName'), 'Proposal/Price Quote');
      assert.equal(await containers.count(), 2);
    });
  });
}

test('other pages: an account and the home page', async () => {
  await newPage();
  await page.goto(recordUrl(ACCOUNT_ID));
  await waitForRecord(page, ACCOUNT_ID);
  assert.equal(
    await page.locator('[data-target-selection-name^="sfdc:RecordField.Account."]').count(),
    9,
  );
  assert.equal(
    await page.locator('[data-target-selection-name^="sfdc:RecordField.Opportunity."]').count(),
    0,
  );
  await page.locator('.globalHeader a').click();
  await page.locator('.lafPageHost.active h1', { hasText: 'Home' }).waitFor();
  await openRecord(page, ID);
  assert.deepEqual(complaints, []);
});

test('a half-loaded record shows its highlights and no field yet', async () => {
  await newPage();
  await page.goto(recordUrl(ID, { slow: 60_000 }));
  await page.locator('.active records-highlights2').waitFor();
  assert.equal(await page.locator('.active records-record-layout-item').count(), 0);
  await page.goto(recordUrl(ID, { slow: 100 }));
  await waitForRecord(page, ID);
});
