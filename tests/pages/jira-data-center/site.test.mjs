/** The Jira Data Center pages in a real Chromium, without the extension. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { siteAlone } from '../site-alone.mjs';
import { buildPage } from './build.mjs';
import * as person from './gestures.mjs';
import { COLLEAGUE, createSite, ME } from './site.mjs';

/** @typedef {import('./gestures.mjs').View} View */

const alone = siteAlone({ name: 'jira-data-center', build: buildPage, create: createSite });
const { site, complaints } = alone;
/** @type {import('playwright-core').Page} */
let page;
beforeEach(async () => {
  page = await alone.freshPage();
});

/** @param {...string} fields */
const shown = async (...fields) => {
  const values = [];
  for (const field of fields) values.push(await person.shownValue(page, field));
  return values;
};

/** @param {string} name */
const picture = (name) => alone.picture(name, { fullPage: true });

/** @type {View[]} */
const VIEWS = ['full', 'split', 'board'];

for (const view of VIEWS) {
  describe(`${view} view`, () => {
    beforeEach(() => person.openIssue(page, 'ACME-1', { view }));

    test('shows the ticket and breaks no rule of the page', async () => {
      assert.deepEqual(
        await shown('summary', 'status', 'priority', 'assignee', 'duedate', 'storyPoints'),
        ['Customers can pay by invoice', 'In Progress', 'High', 'Robin Vale', '04/Dec/26', '5'],
      );
      await picture(view);
      assert.deepEqual(complaints, []);
    });

    for (const ending of /** @type {const} */ (['button', 'Enter', 'leaving'])) {
      test(`a due date typed and ended by ${ending} is saved, once`, async () => {
        await person.changeDueDate(page, '18/Dec/26', ending);
        await page.getByText('18/Dec/26').first().waitFor();
        assert.deepEqual(site.saves, [
          { key: 'ACME-1', person: ME, fields: { duedate: '2026-12-18' } },
        ]);
        assert.deepEqual(await shown('duedate'), ['18/Dec/26']);
        assert.deepEqual(complaints, []);
      });
    }

    for (const ending of /** @type {const} */ (['Escape', 'cancel'])) {
      test(`${ending} gives up`, async () => {
        await person.changeDueDate(page, '18/Dec/26', ending);
        assert.deepEqual(await shown('duedate'), ['04/Dec/26']);
        assert.deepEqual(site.saves, []);
      });
    }

    test('leaving a field that was not changed saves nothing', async () => {
      await person.startEdit(page, 'duedate');
      await page.mouse.click(2, 2);
      await page.locator('.editable-field.active').waitFor({ state: 'detached' });
      assert.deepEqual(site.saves, []);
    });

    test('a refused date says why, and the old one stays', async () => {
      await person.changeDueDate(page, '31/Nov/26');
      assert.equal(await page.locator('.editable-field.active .error').count(), 1);
      await picture(`${view}-refused`);
      assert.deepEqual(site.saves, []);
      await page.keyboard.press('Escape');
      assert.deepEqual(await shown('duedate'), ['04/Dec/26']);
    });

    test('priority, story points and summary can be changed in place', async () => {
      await person.changePriority(page, 'Lowest');
      await person.editText(page, 'storyPoints', '8', 'Enter');
      await person.editText(page, 'summary', 'Pay by invoice');
      assert.deepEqual(await shown('priority', 'storyPoints', 'summary'), [
        'Lowest',
        '8',
        'Pay by invoice',
      ]);
      assert.equal(site.saves.length, 3);
    });

    test("a colleague's save shows after a refresh and not before", async () => {
      site.colleagueSaves('ACME-1', { duedate: '2027-01-15' });
      if (view === 'board') await page.locator('#ghx-update-message').waitFor();
      assert.deepEqual(await shown('duedate'), ['04/Dec/26']);
      await picture(`${view}-colleague`);
      await person.refresh(page);
      assert.deepEqual(await shown('duedate'), ['15/Jan/27']);
      assert.deepEqual(complaints, []);
    });
  });
}

for (const view of /** @type {View[]} */ (['split', 'board'])) {
  test(`${view}: another ticket comes without a page load, and back goes back`, async () => {
    await person.openIssue(page, 'ACME-1', { view });
    await page.evaluate(() => document.body.setAttribute('data-same', ''));
    await person.selectIssue(page, 'ACME-3');
    assert.deepEqual(await shown('key', 'duedate'), ['ACME-3', '18/Dec/26']);
    assert.match(page.url(), /ACME-3/);
    await page.goBack();
    await person.waitForIssue(page, 'ACME-1');
    assert.equal(await page.locator('body[data-same]').count(), 1);
    assert.deepEqual(complaints, []);
  });
}

describe('the issue view', () => {
  beforeEach(() => person.openIssue(page, 'ACME-1'));

  for (const by of /** @type {const} */ (['dialog', 'page'])) {
    test(`a due date changed by the edit ${by}`, async () => {
      await person.changeDueDate(page, '15/Jan/27', by);
      assert.deepEqual(await shown('duedate'), ['15/Jan/27']);
      assert.deepEqual(site.saves, [
        { key: 'ACME-1', person: ME, fields: { duedate: '2027-01-15' } },
      ]);
      assert.deepEqual(complaints, []);
    });
  }

  test('the dialog refuses, keeps what was typed, and can be left', async () => {
    await person.editInDialog(page, { duedate: 'soon', timetracking_originalestimate: '3 days' });
    assert.equal(await page.locator('#edit-issue-dialog .error').count(), 2);
    assert.equal(await page.locator('#edit-issue-dialog #duedate').inputValue(), 'soon');
    await picture('dialog-refused');
    await person.cancelDialog(page);
    assert.deepEqual(site.saves, []);
    assert.deepEqual(await shown('duedate', 'estimate'), ['04/Dec/26', '3d']);
  });

  test('the estimate', async () => {
    await person.changeEstimate(page, '1w 2h');
    assert.deepEqual(await shown('estimate'), ['1w 2h']);
    await page.locator('.aui-flag', { hasText: 'ACME-1 has been updated.' }).waitFor();
    await picture('flag');
  });

  test('transitions: at once, by the menu, with a screen, and back', async () => {
    await person.transition(page, '21');
    assert.deepEqual(await shown('status', 'resolution'), ['In Review', 'Unresolved']);
    await person.transition(page, '51');
    await person.transition(page, '41');
    await person.transition(page, '11');
    await person.startTransition(page, '31');
    await page.locator('#resolution').waitFor();
    await picture('transition');
    await person.cancelDialog(page);
    assert.deepEqual(await shown('status'), ['In Progress']);
    await person.transition(page, '31', 'Duplicate');
    assert.deepEqual(await shown('status', 'resolution'), ['Done', 'Duplicate']);
    await person.transition(page, '61');
    assert.deepEqual(await shown('status', 'resolution'), ['To Do', 'Unresolved']);
    assert.equal(site.saves.length, 6);
    assert.deepEqual(complaints, []);
  });

  test('texts, labels and an emptied field', async () => {
    await person.editText(page, 'acceptanceCriteria', 'Two copies are sent.');
    await person.editText(page, 'labels', 'urgent billing');
    await person.editText(page, 'description', '');
    assert.deepEqual(await shown('acceptanceCriteria', 'labels', 'description'), [
      'Two copies are sent.',
      'billing urgent',
      '',
    ]);
    await person.editText(page, 'summary', '');
    assert.equal(await page.locator('#summary-val .error').count(), 1);
    assert.equal(site.tracker.get('ACME-1').fields.summary, 'Customers can pay by invoice');
  });

  test('sub-tasks, comments and the history', async () => {
    await person.addSubtask(page, 'Ask the bank');
    assert.equal(await page.locator('#view-subtasks .issuerow').count(), 3);
    await person.comment(page, 'Done this week.');
    site.colleagueComments('ACME-1', 'Thanks.');
    await person.changeDueDate(page, '18/Dec/26');
    assert.equal(await page.locator('.activity-comment').count(), 4);
    await person.openHistory(page);
    const last = page.locator('.changehistory').last().locator('td');
    assert.deepEqual(await last.allInnerTexts(), ['Due Date', '04/Dec/26', '18/Dec/26']);
    assert.equal(await page.locator('[id^=changehistory-]').count(), 5);
    await picture('history');
    assert.deepEqual(complaints, []);
  });

  test('another ticket is linked, one that there is not is refused', async () => {
    await person.openIssue(page, 'ACME-4');
    await person.linkIssue(page, 'ACME-99');
    assert.equal(await page.locator('#link-issue-dialog .error').count(), 1);
    await person.cancelDialog(page);
    await person.linkIssue(page, 'ACME-5');
    assert.deepEqual(await page.locator('.link-title').allInnerTexts(), ['ACME-5']);
    assert.deepEqual(site.tracker.get('ACME-5').links, [{ kind: 'relates', key: 'ACME-4' }]);
    assert.deepEqual(complaints, []);
  });

  test('a ticket without values has no rows for them', async () => {
    await person.openIssue(page, 'ACME-4');
    assert.deepEqual(
      await shown('assignee', 'storyPoints', 'rootCause', 'estimate', 'labels', 'description'),
      ['Unassigned', '', '', 'Not Specified', 'None', ''],
    );
    assert.equal(await page.locator('.links-container').count(), 0);
  });
});

/** @type {{ locale: import('./dates.mjs').Locale, lang: string, due: string, typed: string, unassigned: string, wrong: string }[]} */
const LANGUAGES = [
  {
    locale: 'en_US',
    lang: 'en',
    due: '18/Dec/26',
    typed: '4/Dec/26',
    unassigned: 'Unassigned',
    wrong: '4/Dez/26',
  },
  {
    locale: 'en_UK',
    lang: 'en',
    due: '18/Dec/26',
    typed: '4/Dec/26',
    unassigned: 'Unassigned',
    wrong: '4/12/26',
  },
  {
    locale: 'de_DE',
    lang: 'de',
    due: '18/Dez/26',
    typed: '4/Dez/26',
    unassigned: 'Nicht zugewiesen',
    wrong: '4/Dec/26',
  },
  {
    locale: 'fr_FR',
    lang: 'fr',
    due: '18/déc./26',
    typed: '4/déc./26',
    unassigned: 'Non attribué',
    wrong: '4/dec/26',
  },
];
for (const { locale, lang, due, typed, unassigned, wrong } of LANGUAGES) {
  test(`in ${locale}`, async () => {
    await person.openIssue(page, 'ACME-4', { locale });
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    assert.equal(await page.locator('meta[name=ajs-user-locale]').getAttribute('content'), locale);
    assert.deepEqual(await shown('assignee'), [unassigned]);
    await person.openIssue(page, 'ACME-3');
    assert.deepEqual(await shown('duedate'), [due]);
    assert.equal(await page.locator('#due-date time').getAttribute('datetime'), '2026-12-18');
    await person.changeDueDate(page, wrong);
    assert.equal(await page.locator('#due-date .error').count(), 1);
    await page.keyboard.press('Escape');
    await person.changeDueDate(page, typed);
    assert.equal(site.tracker.get('ACME-3').fields.duedate, '2026-12-04');
    await picture(locale);
  });
}

test('REST: the ticket with its changelog, for a session only', async () => {
  await person.openIssue(page, 'ACME-1');
  const answer = await page.evaluate(async () => {
    const response = await fetch('/rest/api/2/issue/ACME-1?fields=duedate&expand=changelog');
    return response.json();
  });
  assert.deepEqual(answer.fields, { duedate: '2026-12-04' });
  assert.deepEqual(
    answer.changelog.histories.map((/** @type {any} */ { author, items }) => [
      author.name,
      items[0].field,
      items[0].to,
    ]),
    [
      [ME, 'duedate', '2026-11-20'],
      [COLLEAGUE, 'status', 'In Progress'],
      [ME, 'duedate', '2026-12-04'],
    ],
  );
  await page.context().clearCookies();
  const refused = await page.evaluate(async () => (await fetch('/rest/api/2/issue/ACME-1')).status);
  assert.equal(refused, 401);
});

test('a half-loaded page has its frame and no ticket yet', async () => {
  for (const view of VIEWS) {
    await page.goto(person.issueUrl('ACME-1', { view, slow: 60_000 }), { waitUntil: 'commit' });
    await page.locator('#header').waitFor();
    assert.equal(await page.locator('#key-val, #ghx-detail-issue').count(), 0);
  }
  await person.openIssue(page, 'ACME-1', { slow: 100 });
});

test('the table of tickets has none beside it', async () => {
  await page.goto(person.listUrl());
  assert.equal(await page.locator('#issuetable td.duedate time').count(), 8);
  assert.equal(await page.locator('#key-val').count(), 0);
  await picture('list');
});
