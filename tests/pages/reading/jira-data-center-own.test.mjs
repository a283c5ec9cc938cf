// Which changes on Jira Data Center count as the person's own: every gesture that saves counts once; a
// refused or cancelled edit and a colleague's save never do, whatever comes first.
import { describe } from 'node:test';
import * as jira from '../jira-data-center/gestures.mjs';
import { ownChangesAt } from './own-changes.mjs';
import { JIRA_DATA_CENTER } from './systems.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./own-changes.mjs').Scene<import('./scene.mjs').Workplace['sites']['jiraDataCenter']>} Scene */

const ONCE = ['due_date_pushed'];
const WAYS = /** @type {const} */ (['button', 'Enter', 'leaving']);
const VIEWS = /** @type {const} */ (['full', 'split', 'board']);

/** Types into a form that is open in place, and sends it. @param {Page} page @param {string} date */
async function retypeDueDate(page, date) {
  const input = page.locator('#duedate');
  await input.fill(date);
  await input.press('Enter');
  await page.locator('#duedate-form').waitFor({ state: 'detached' });
}

/** The person gives up what a refused dialog holds. @param {Page} page */
async function dialogRefused(page) {
  await jira.editInDialog(page, { duedate: '18/Dec/26', customfield_10106: 'five' });
}

/** The ticket with another field saved, so that its view is shown anew. @param {Page} page */
const savesPriority = (page) => jira.changePriority(page, 'Lowest');

const all = ownChangesAt(JIRA_DATA_CENTER);

describe('every gesture on Jira Data Center counts once', () => {
  all(
    VIEWS.flatMap((view) =>
      WAYS.map((by) => ({
        name: `a due date, ${view}, by ${by}`,
        opening: { view },
        does: ({ page }) => jira.changeDueDate(page, '18/Dec/26', by),
        counts: ONCE,
      })),
    ),
  );
  all(
    // Enter opens the list of a select.
    WAYS.filter((by) => by !== 'Enter').map((by) => ({
      name: `a priority by ${by}`,
      does: ({ page }) => jira.changePriority(page, 'Low', by),
      counts: ['priority'],
    })),
  );
  all([
    {
      name: 'the edit dialog',
      does: ({ page }) => jira.changeDueDate(page, '18/Dec/26', 'dialog'),
      counts: ONCE,
    },
    {
      name: 'Enter in the edit dialog',
      does: async ({ page }) => {
        await jira.openEditDialog(page);
        await page.locator('#edit-issue-dialog #duedate').fill('18/Dec/26');
        await page.locator('#edit-issue-dialog #duedate').press('Enter');
        await page.locator('#edit-issue-dialog').waitFor({ state: 'detached' });
      },
      counts: ONCE,
    },
    {
      name: 'several fields at once',
      does: ({ page }) =>
        jira.editInDialog(page, {
          duedate: '18/Dec/26',
          timetracking_originalestimate: '1w',
          customfield_10200: 'Tax rules came late',
        }),
      counts: ['due_date_pushed', 'estimate', 'root_cause'],
    },
    {
      name: 'German months',
      opening: { locale: 'de_DE' },
      does: ({ page }) => jira.changeDueDate(page, '18/Dez/26'),
      counts: ONCE,
    },
    {
      name: 'French months',
      opening: { locale: 'fr_FR', view: 'board' },
      does: ({ page }) => jira.changeDueDate(page, '18/déc./26', 'Enter'),
      counts: ONCE,
    },
    {
      name: 'a start',
      record: 'ACME-3',
      does: ({ page }) => jira.transition(page, '11'),
      counts: ['work_started'],
    },
    {
      name: 'an end, by its screen',
      does: ({ page }) => jira.transition(page, '31', 'Fixed'),
      counts: ['work_finished'],
    },
    {
      name: 'a screen given up, and then not',
      does: async ({ page, read }) => {
        await jira.startTransition(page, '31');
        await jira.cancelDialog(page);
        await read();
        await jira.transition(page, '31', 'Duplicate');
      },
      counts: ['work_finished'],
    },
    {
      name: 'a custom field in place',
      record: 'ACME-2',
      does: ({ page }) => jira.editText(page, 'rootCause', 'Rounded too often', 'Enter'),
      counts: ['root_cause'],
    },
    {
      name: 'twice is two',
      does: async ({ page, counted }) => {
        await jira.changeDueDate(page, '18/Dec/26');
        await counted(ONCE);
        await jira.changeDueDate(page, '8/Jan/27', 'dialog');
      },
      counts: ['due_date_pushed', 'due_date_pushed'],
    },
    {
      name: 'refused, then mended',
      does: async ({ page, read }) => {
        await jira.changeDueDate(page, '31/Nov/26', 'Enter');
        await read();
        await retypeDueDate(page, '18/Dec/26');
      },
      counts: ONCE,
    },
    {
      name: 'a dialog that was refused for another field, then mended',
      does: async ({ page, read }) => {
        await dialogRefused(page);
        await read();
        await page.locator('#edit-issue-dialog [name="customfield_10106"]').fill('5');
        await page.locator('#edit-issue-submit').click();
        await page.locator('#edit-issue-dialog').waitFor({ state: 'detached' });
      },
      counts: ONCE,
    },
    {
      name: 'while a colleague saves another field',
      does: async ({ page, site }) => {
        await jira.startEdit(page, 'duedate');
        site.colleagueSaves('ACME-1', { priority: 'Low' });
        await retypeDueDate(page, '18/Dec/26');
      },
      counts: ONCE,
    },
    {
      name: 'after a colleague pushed it too, before the page shows it',
      does: async ({ page, site, reads }) => {
        site.colleagueSaves('ACME-1', { duedate: '2026-12-11' });
        await jira.startEdit(page, 'duedate');
        await reads('11/Dec/26');
        await retypeDueDate(page, '18/Dec/26');
      },
      counts: ONCE,
    },
  ]);
});

describe('what is not their own on Jira Data Center never counts', () => {
  all([
    {
      name: 'an earlier date',
      does: ({ page }) => jira.changeDueDate(page, '27/Nov/26'),
      counts: [],
    },
    {
      name: 'the same date again',
      does: ({ page }) => jira.changeDueDate(page, '4/Dec/26'),
      counts: [],
    },
    {
      name: 'a date taken away, and a first one given',
      does: async ({ page, read }) => {
        await jira.editInDialog(page, { duedate: '' });
        await read();
        await jira.editInDialog(page, { duedate: '18/Dec/26' });
      },
      counts: [],
    },
    {
      name: 'the start of a sub-task',
      record: 'ACME-7',
      does: ({ page }) => jira.transition(page, '11'),
      counts: [],
    },
    {
      name: "a colleague's start",
      record: 'ACME-3',
      does: async ({ page, site }) => {
        site.colleagueTransitions('ACME-3', '11');
        await jira.refresh(page);
      },
      counts: [],
    },
    {
      name: "a screen given up, then a colleague's end",
      does: async ({ page, site, read }) => {
        await jira.startTransition(page, '31');
        await jira.cancelDialog(page);
        await read();
        site.colleagueTransitions('ACME-1', '31', 'Fixed');
        await jira.refresh(page);
      },
      counts: [],
    },
    {
      name: 'a transition, until the history tells it',
      does: async ({ page, read, counted }) => {
        await jira.transition(page, '21');
        await read();
        await counted([]);
        await jira.openHistory(page);
      },
      // Two older pushes are in the same history.
      counts: ['status', 'due_date_pushed', 'due_date_pushed'],
    },
    {
      name: 'what no server takes',
      does: async ({ page, read, site }) => {
        await jira.changeDueDate(page, '31/Nov/26', 'Enter');
        await read();
        await page.locator('#due-date button.cancel').click();
        site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
        await savesPriority(page);
      },
      counts: ['priority'],
    },
    ...VIEWS.map((view) => ({
      name: `a colleague's save, ${view}`,
      opening: { view },
      /** @param {Scene} scene */
      does: async ({ page, site }) => {
        site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
        await jira.refresh(page);
      },
      counts: [],
    })),
    .../** @type {const} */ (['cancel', 'Escape']).flatMap((ending) =>
      VIEWS.map((view) => ({
        name: `given up by ${ending}, then a colleague's save of the same date, ${view}`,
        opening: { view },
        /** @param {Scene} scene */
        does: async ({ page, site, read }) => {
          await jira.changeDueDate(page, '18/Dec/26', ending);
          await read();
          site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
          await jira.refresh(page);
        },
        counts: [],
      })),
    ),
    {
      name: "a dialog that was given up, then a colleague's save of the same date",
      does: async ({ page, site }) => {
        await jira.openEditDialog(page);
        await page.locator('#edit-issue-dialog #duedate').fill('18/Dec/26');
        await jira.cancelDialog(page);
        site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
        await jira.refresh(page);
      },
      counts: [],
    },
    {
      name: "a dialog that was refused and given up, then a colleague's save of the same date",
      does: async ({ page, site, read }) => {
        await dialogRefused(page);
        await read();
        await jira.cancelDialog(page);
        site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
        await jira.refresh(page);
      },
      counts: [],
    },
    {
      name: "a dialog that was refused and left by Escape, then a colleague's save of the same date",
      does: async ({ page, site, read }) => {
        await dialogRefused(page);
        await read();
        await page.keyboard.press('Escape');
        await page.locator('#edit-issue-dialog').waitFor({ state: 'hidden' });
        site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
        await jira.refresh(page);
      },
      counts: [],
    },
    {
      name: "a colleague's date that a form brings along",
      does: async ({ page, site, reads }) => {
        site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
        await jira.openEditDialog(page);
        await reads('18/Dec/26');
        await page
          .locator('#edit-issue-dialog [name="customfield_10200"]')
          .fill('Tax rules came late');
        await page.locator('#edit-issue-submit').click();
        await page.locator('#edit-issue-dialog').waitFor({ state: 'detached' });
      },
      counts: ['root_cause'],
    },
    {
      name: "a colleague's date in a form that was left as it was",
      does: async ({ page, site, reads }) => {
        site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
        await jira.startEdit(page, 'duedate');
        await reads('18/Dec/26');
        await page.mouse.click(2, 2);
        await page.locator('#duedate-form').waitFor({ state: 'detached' });
        await savesPriority(page);
      },
      counts: ['priority'],
    },
    {
      name: 'a date that is later on the page and earlier than the one of a colleague',
      does: async ({ page, site, reads }) => {
        site.colleagueSaves('ACME-1', { duedate: '2026-12-18' });
        await jira.startEdit(page, 'duedate');
        await reads('18/Dec/26');
        await retypeDueDate(page, '11/Dec/26');
      },
      counts: [],
    },
    {
      name: 'the next ticket, whose date is later',
      opening: { view: 'split' },
      does: async ({ page }) => {
        await jira.selectIssue(page, 'ACME-3');
        await jira.selectIssue(page, 'ACME-8');
      },
      counts: [],
    },
    {
      name: 'a form that is still open when the next ticket is chosen',
      opening: { view: 'board' },
      does: async ({ page }) => {
        await jira.startEdit(page, 'duedate');
        await jira.selectIssue(page, 'ACME-3');
      },
      counts: [],
    },
  ]);
});
