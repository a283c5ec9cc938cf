/** Values and forms: each kind of page, form and language shows and sends what it should, and nothing else. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { CAMPAIGN_ID, CASE_ID, opportunityId } from '../../workplace/records.mjs';
import * as person from './gestures.mjs';
import { artefacts, openBrowser } from './open.mjs';

const ID = opportunityId(1);
const TOAST = '.forceToastMessage[data-key=success] .toastMessage';

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
/** @param {string[]} fields */
const shown = (...fields) => Promise.all(fields.map((field) => person.shownValue(page, field)));
const saves = () => opened.workplace.records.saves.map(({ fields }) => fields);
/** Nothing of it went against the page's policy, and no script failed. */
const noComplaint = () => assert.deepEqual(opened.complaints, []);

describe('values, as Salesforce writes them for a person', () => {
  const OPPORTUNITY = ['CloseDate', 'Amount', 'Probability', 'CreatedDate', 'StageName'];
  const CAMPAIGN = ['StartDate', 'EndDate', 'NumberSent', 'Type', 'Status'];
  /** @type {{ name: string, id: string, setup: import('./gestures.mjs').Setup, fields: string[], texts: string[] }[]} */
  const CASES = [
    {
      name: 'en-US',
      id: ID,
      setup: {},
      fields: OPPORTUNITY,
      texts: ['12/4/2026', '$50,000.00', '75%', '10/5/2026, 8:30 AM', 'Proposal/Price Quote'],
    },
    {
      name: 'en-GB, native shadow',
      id: ID,
      setup: { locale: 'en-GB', shadow: 'native' },
      fields: OPPORTUNITY,
      texts: ['04/12/2026', 'US$50,000.00', '75%', '05/10/2026, 08:30', 'Proposal/Price Quote'],
    },
    {
      name: 'de-DE, in German',
      id: ID,
      setup: { locale: 'de-DE', lang: 'de' },
      fields: OPPORTUNITY,
      texts: [
        '04.12.2026',
        '50.000,00\u00a0$',
        '75\u00a0%',
        '05.10.2026, 08:30',
        'Angebot/Preisangebot',
      ],
    },
    {
      name: 'fr-FR, in French, Dynamic Forms',
      id: ID,
      setup: { locale: 'fr-FR', lang: 'fr', forms: 'dynamic' },
      fields: OPPORTUNITY,
      texts: [
        '04/12/2026',
        '50\u202f000,00\u00a0$US',
        '75\u00a0%',
        '05/10/2026 08:30',
        'Proposal/Price Quote',
      ],
    },
    {
      name: 'an organisation with several currencies',
      id: ID,
      setup: { money: 'codes', locale: 'de-DE' },
      fields: ['Amount'],
      texts: ['USD 50.000,00'],
    },
    {
      name: 'a campaign',
      id: CAMPAIGN_ID,
      setup: { locale: 'de-DE' },
      fields: CAMPAIGN,
      texts: ['01.12.2026', '31.01.2027', '1.250', 'Webinar', 'Planned'],
    },
    {
      name: 'a case',
      id: CASE_ID,
      setup: { forms: 'dynamic' },
      fields: ['CaseNumber', 'Status', 'Subject', 'OwnerId', 'ClosedDate'],
      texts: ['00001042', 'Working', 'Reports are slow on Mondays', 'Robin Vale', ''],
    },
  ];
  for (const { name, id, setup, fields, texts } of CASES)
    test(name, async () => {
      await open(id, setup);
      assert.deepEqual(await shown(...fields), texts);
      await look(`values-${name.replace(/\W+/g, '-')}`);
      noComplaint();
    });
});

describe('edits, in each kind of form', () => {
  /** @type {{ name: string, id: string, setup: import('./gestures.mjs').Setup, typed: Record<string, string>, sent: Record<string, unknown> }[]} */
  const CASES = [
    {
      name: 'every kind of field',
      id: ID,
      setup: {},
      typed: {
        Probability: '40',
        ForecastCategoryName: 'Best Case',
        Loss_Reason__c: 'Price',
        Type: 'Existing Business',
        Description: 'Two lines',
      },
      sent: {
        Probability: 40,
        ForecastCategoryName: 'Best Case',
        Loss_Reason__c: 'Price',
        Type: 'Existing Business',
        Description: 'Two lines',
      },
    },
    {
      name: 'Dynamic Forms',
      id: ID,
      setup: { forms: 'dynamic' },
      typed: { StageName: 'Closed Lost', Loss_Reason__c: 'No decision', CloseDate: '12/18/2026' },
      sent: { StageName: 'Closed Lost', Loss_Reason__c: 'No decision', CloseDate: '2026-12-18' },
    },
    {
      name: 'Dynamic Forms in native shadow',
      id: ID,
      setup: { forms: 'dynamic', shadow: 'native' },
      typed: { Amount: '7000', NextStep: 'Call' },
      sent: { Amount: 7000, NextStep: 'Call' },
    },
    {
      name: 'German',
      id: ID,
      setup: { locale: 'de-DE', lang: 'de' },
      typed: { CloseDate: '18.12.2026', Amount: '1234,5', StageName: 'Negotiation/Review' },
      sent: { CloseDate: '2026-12-18', Amount: 1234.5, StageName: 'Negotiation/Review' },
    },
    {
      name: 'a checkbox',
      id: CAMPAIGN_ID,
      setup: {},
      typed: { Status: 'In Progress', IsActive: 'true' },
      sent: { Status: 'In Progress', IsActive: true },
    },
    {
      name: 'British: the day comes first',
      id: CAMPAIGN_ID,
      setup: { locale: 'en-GB' },
      typed: { StartDate: '02/12/2026', NumberSent: '1300' },
      sent: { StartDate: '2026-12-02', NumberSent: 1300 },
    },
  ];
  for (const { name, id, setup, typed, sent } of CASES) {
    test(`${name}, inline`, async () => {
      await open(id, setup);
      await person.editAndSave(page, typed);
      assert.deepEqual(saves(), [sent]);
      noComplaint();
    });
    test(`${name}, in a modal`, async () => {
      await open(id, setup);
      await person.openModal(page);
      assert.match(page.url(), /\/edit\?navigationLocation=DETAIL&backgroundContext=/);
      // The page below goes on showing the record.
      assert.equal(await page.locator('.lafPageHost.active button[name=SaveEdit]').count(), 0);
      const [field = ''] = Object.keys(typed);
      const before = await person.shownValue(page, field);
      for (const [one, value] of Object.entries(typed)) await person.fill(page, one, value);
      assert.equal(await person.shownValue(page, field), before);
      await look(`modal-${name.replace(/\W+/g, '-')}`);
      await person.pressSave(page);
      await person.waitForRecord(page, id);
      await page.locator(TOAST).waitFor();
      assert.equal(await page.locator('.oneRecordActionWrapper').count(), 0);
      assert.deepEqual(saves(), [sent]);
      assert.notEqual(await person.shownValue(page, field), before);
      noComplaint();
    });
  }

  test('an address that ends in /edit opens the record with the form over it', async () => {
    page = await opened.newPage();
    await page.goto(person.recordUrl(ID).replace('/view', '/edit'));
    await page.locator('.oneRecordActionWrapper input[name=NextStep]').waitFor();
    assert.equal(await person.shownValue(page, 'NextStep'), 'Send the revised quote');
    await person.cancelEdit(page);
    await person.waitForRecord(page, ID);
  });

  for (const way of ['button', 'Escape'])
    test(`a modal that is left by ${way} sends nothing`, async () => {
      await open(ID);
      await person.openModal(page);
      await person.fill(page, 'NextStep', 'Never');
      if (way === 'button') await person.cancelEdit(page);
      else await page.keyboard.press('Escape');
      await person.waitForRecord(page, ID);
      assert.equal(await page.locator('.oneRecordActionWrapper').count(), 0);
      assert.deepEqual(saves(), []);
      assert.equal(await person.shownValue(page, 'NextStep'), 'Send the revised quote');
    });

  test('by keys alone: a picklist, Enter on Save, and the shortcut', async () => {
    await open(ID);
    await person.startEdit(page, 'StageName');
    await person.chooseByKeys(page, 'StageName', 'Qualification');
    await person.pressSaveByKey(page);
    await page.locator(TOAST).waitFor();
    assert.deepEqual(saves(), [{ StageName: 'Qualification' }]);
    await person.edit(page, { NextStep: 'By shortcut' });
    await page.keyboard.press('ControlOrMeta+s');
    await page.locator('.active button[name=SaveEdit]').waitFor({ state: 'detached' });
    assert.deepEqual(saves().at(-1), { NextStep: 'By shortcut' });
  });

  for (const forms of /** @type {const} */ ([undefined, 'dynamic']))
    test(`refused, ${forms ?? 'page layout'}: errors of fields and of the page`, async () => {
      await open(ID, forms ? { forms } : {});
      await person.openModal(page);
      await person.fill(page, 'Probability', '400');
      await person.pressSave(page);
      const modal = page.locator('.oneRecordActionWrapper');
      const field = modal.locator('.fieldLevelErrors .errorsList li a');
      await field.waitFor();
      assert.deepEqual(await field.allTextContents(), ['Probability (%)']);
      await person.fill(page, 'Probability', '100');
      await person.fill(page, 'Amount', '');
      await person.fill(page, 'StageName', 'Closed Won');
      await person.pressSave(page);
      const whole = modal.locator('.pageLevelErrors .errorsList li');
      await whole.filter({ hasText: 'A deal that is won needs an amount.' }).waitFor();
      assert.equal(await field.count(), 0);
      assert.equal(await page.locator('.forceToastMessage').count(), 0);
      assert.deepEqual(saves(), []);
    });
});
