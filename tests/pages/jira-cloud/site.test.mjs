/** The Jira Cloud pages in a real Chromium, without the extension. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { until } from '../../e2e/until.mjs';
import { siteAlone } from '../site-alone.mjs';
import { buildPage } from './build.mjs';
import * as person from './gestures.mjs';
import { createSite, ME } from './site.mjs';

const ROOT_CAUSE = 'customfield_10050';
const CRITERIA = 'customfield_10060';

const { site, complaints, freshPage, picture } = siteAlone({
  name: 'jira-cloud',
  build: buildPage,
  create: createSite,
});
/** @type {import('playwright-core').Page} */
let page;
beforeEach(async () => {
  page = await freshPage();
});

/** Waits until the field shows this. @param {string} id @param {string | RegExp} text */
const shows = (id, text) => person.shownField(page, id).filter({ hasText: text }).waitFor();
/** Waits until just these values of a field were saved. @param {string[]} values @param {string} [field] @param {string} [key] */
const saved = (values, field = 'duedate', key = 'ACME-1') =>
  until('the save arrives', () => {
    const saves = values.map((value) => ({
      key,
      person: ME.accountId,
      fields: { [field]: value },
    }));
    // The calendar tells a day that Enter chose twice.
    const sent = new Map(site.issues.saves.map((save) => [JSON.stringify(save), save]));
    assert.deepEqual([...sent.values()], saves);
    return true;
  });

/** @typedef {{ name: string, open?: Parameters<typeof person.openIssue>[2], does: () => Promise<unknown>, shows: string, saves: string[] }} Case */

/** @type {person.View[]} */
const VIEWS = ['full', 'board', 'list'];
for (const view of VIEWS)
  test(`${view} view: shows the ticket and breaks no rule of the page`, async () => {
    await person.openIssue(page, 'ACME-1', { view });
    assert.equal(await person.shownDueDate(page), 'Dec 4, 2026');
    await shows('priority', 'High');
    await shows(ROOT_CAUSE, 'None');
    await picture(view);
    assert.deepEqual(complaints, []);
  });

describe('a due date', () => {
  /** @type {Case[]} */
  const cases = [
    {
      name: 'by mouse',
      does: () => person.chooseDay(page, 18),
      shows: 'Dec 18, 2026',
      saves: ['2026-12-18'],
    },
    {
      name: 'by keys',
      does: () => person.chooseDay(page, 18, 'keys'),
      shows: 'Dec 18, 2026',
      saves: ['2026-12-18'],
    },
    {
      name: 'typed',
      does: () => person.typeDay(page, '12/18/2026'),
      shows: 'Dec 18, 2026',
      saves: ['2026-12-18'],
    },
    {
      name: 'typed in German',
      open: { locale: 'de' },
      does: () => person.typeDay(page, '18.12.2026'),
      shows: '18. Dez. 2026',
      saves: ['2026-12-18'],
    },
    {
      name: 'with the older name of the attribute',
      open: { testid: 'old' },
      does: () => person.chooseDay(page, 18),
      shows: 'Dec 18, 2026',
      saves: ['2026-12-18'],
    },
    {
      name: 'that was left by Escape stays',
      does: () => person.leaveDueDate(page),
      shows: 'Dec 4, 2026',
      saves: [],
    },
  ];
  for (const { name, open, does, shows: text, saves } of cases)
    test(name, async () => {
      await person.openIssue(page, 'ACME-1', open);
      await does();
      await shows('duedate', text);
      await saved(saves);
      assert.deepEqual(complaints, []);
    });

  test('before the start date shows at once, is refused with a flag and goes back', async () => {
    await person.openIssue(page, 'ACME-6');
    site.saveDelayMs = 500;
    await person.typeDay(page, '11/20/2026');
    await shows('duedate', 'Nov 20, 2026');
    await page.locator(person.FLAG).filter({ hasText: 'must not be before' }).waitFor();
    await shows('duedate', 'Dec 18, 2026');
    assert.deepEqual(site.issues.saves, []);
    await picture('refused');
  });
});

describe('a status', () => {
  for (const by of /** @type {const} */ (['mouse', 'keys']))
    test(`by ${by}`, async () => {
      await person.openIssue(page, 'ACME-1');
      await person.changeStatus(page, 'Done', by);
      await page.locator(person.STATUS).filter({ hasText: 'Done' }).waitFor();
      await saved(['10003'], 'status');
    });
});

describe('a line of text', () => {
  for (const end of /** @type {const} */ (['confirm', 'Enter', 'leaving']))
    test(`is saved by ${end}`, async () => {
      await person.openIssue(page, 'ACME-2');
      await person.editLine(page, ROOT_CAUSE, 'A stale token', end);
      await shows(ROOT_CAUSE, 'A stale token');
      await saved(['A stale token'], ROOT_CAUSE, 'ACME-2');
    });
  for (const end of /** @type {const} */ (['Escape', 'cancel']))
    test(`is given up by ${end}`, async () => {
      await person.openIssue(page, 'ACME-2');
      await person.editLine(page, ROOT_CAUSE, 'A stale token', end);
      await shows(ROOT_CAUSE, 'None');
      assert.deepEqual(site.issues.saves, []);
    });
});

test('a sub-task is added', async () => {
  await person.openIssue(page, 'ACME-2');
  await person.addSubtask(page, 'Find the stale token');
  await page.getByText('Find the stale token').waitFor();
  assert.equal(site.issues.get('ACME-9')?.parent, 'ACME-2');
});

describe('a text of several lines', () => {
  test('is saved by its button, line by line', async () => {
    await person.openIssue(page, 'ACME-5');
    await person.editText(page, CRITERIA, 'Filters are there again\nafter signing in');
    await person.shownText(page, CRITERIA).filter({ hasText: 'after signing in' }).waitFor();
    const { fields } = site.issues.get('ACME-5') ?? {};
    assert.equal(fields?.[CRITERIA], 'Filters are there again\nafter signing in');
    await picture('criteria');
    assert.deepEqual(complaints, []);
  });
  test('is given up by the other button', async () => {
    await person.openIssue(page, 'ACME-1');
    await person.editText(page, CRITERIA, 'Something else', 'cancel');
    await person.shownText(page, CRITERIA).filter({ hasText: 'spreadsheet' }).waitFor();
    assert.deepEqual(site.issues.saves, []);
  });
});

test('another ticket is linked, and then links back', async () => {
  await person.openIssue(page, 'ACME-3');
  await person.linkIssue(page, 'ACME-8');
  await page.locator('a', { hasText: 'ACME-8' }).waitFor();
  assert.deepEqual(site.issues.get('ACME-8')?.links, [{ type: 'relates to', key: 'ACME-3' }]);
  assert.deepEqual(complaints, []);
});

test('what a colleague changes appears by itself', async () => {
  await person.openIssue(page, 'ACME-1');
  site.colleagueChanges('ACME-1', { duedate: '2026-12-30' });
  await shows('duedate', 'Dec 30, 2026');
  site.colleagueTransitions('ACME-1', 'In Review');
  await page.locator(person.STATUS).filter({ hasText: 'In Review' }).waitFor();
});

test('without its fields a ticket is half loaded', async () => {
  await page.goto(person.issueUrl('ACME-1', { slow: 60_000 }));
  await page.locator('h1').filter({ hasText: 'export' }).waitFor();
  assert.equal(await page.locator(person.STATUS).count(), 0);
});
