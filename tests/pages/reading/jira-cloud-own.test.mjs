// Which changes on Jira Cloud count as the person's own: every gesture that saves counts once; a refused
// or abandoned edit and a colleague's save never do, whatever comes first.
import { describe } from 'node:test';
import * as jira from '../jira-cloud/gestures.mjs';
import { ownChangesAt } from './own-changes.mjs';
import { JIRA_CLOUD } from './systems.mjs';

const ONCE = ['due_date_pushed'];
/** Field of the original estimate, and the points of a story. */
const ESTIMATE = 'timeoriginalestimate';
const STORY_POINTS = 'customfield_10016';
const START = 'customfield_10015';
const CRITERIA = 'customfield_10060';
const VIEWS = /** @type {const} */ (['full', 'board', 'list']);
const WAYS = /** @type {const} */ (['mouse', 'keys']);
/** Well within the time for which a value must stand. */
const SLOW_MS = 1000;

/** @typedef {import('./own-changes.mjs').Scene<import('./scene.mjs').Workplace['sites']['jiraCloud']>} Scene */

/** A colleague pushes the date and the page shows it. @param {Scene} scene */
async function colleaguePushes({ page, site }) {
  site.colleagueChanges('ACME-1', { duedate: '2026-12-18' });
  await jira.shownField(page, 'duedate').filter({ hasText: '18' }).waitFor();
}

/** From now on dates before the new start are refused, also later ones than the due date. @param {Scene['site']} site @param {Scene['page']} page */
async function jiraRefuses(site, page) {
  site.colleagueChanges('ACME-6', { [START]: '2027-01-20' });
  await jira.shownField(page, START).filter({ hasText: '2027' }).waitFor();
}

const all = ownChangesAt(JIRA_CLOUD);

describe('every gesture on Jira Cloud counts once', () => {
  all([
    ...VIEWS.flatMap((view) =>
      WAYS.map((by) => ({
        name: `a day by ${by}, ${view}`,
        opening: { view },
        does: (/** @type {Scene} */ { page }) => jira.chooseDay(page, 18, by),
        counts: ONCE,
      })),
    ),
    {
      name: 'a date typed and Enter',
      does: ({ page }) => jira.typeDay(page, '12/18/2026'),
      counts: ONCE,
    },
    {
      name: 'a date typed in German',
      opening: { locale: 'de' },
      does: ({ page }) => jira.typeDay(page, '18.12.2026'),
      counts: ONCE,
    },
    ...['de', 'fr'].map((locale) => ({
      name: `a day by mouse, ${locale}`,
      opening: { locale },
      does: (/** @type {Scene} */ { page }) => jira.chooseDay(page, 18),
      counts: ONCE,
    })),
    {
      name: 'a day with the older name of the attribute',
      opening: { testid: 'old' },
      does: ({ page }) => jira.chooseDay(page, 18),
      counts: ONCE,
    },
    {
      name: 'a day that the server takes slowly',
      does: ({ page, site }) => {
        site.saveDelayMs = SLOW_MS;
        return jira.chooseDay(page, 18);
      },
      counts: ONCE,
    },
    {
      name: 'a refused date, then an allowed one',
      record: 'ACME-6',
      does: async ({ page, site, read }) => {
        await jiraRefuses(site, page);
        await jira.typeDay(page, '12/28/2026');
        await page.locator(jira.FLAG).waitFor();
        await read();
        await jira.dismissFlag(page);
        await jira.typeDay(page, '1/25/2027');
      },
      counts: ONCE,
    },
    {
      name: 'twice is two',
      does: async ({ page, counted }) => {
        await jira.chooseDay(page, 18);
        await counted(ONCE);
        await jira.chooseDay(page, 28, 'keys');
      },
      counts: ['due_date_pushed', 'due_date_pushed'],
    },
    ...WAYS.map((by) => ({
      name: `a status by ${by}`,
      does: (/** @type {Scene} */ { page }) => jira.changeStatus(page, 'Done', by),
      counts: ['status', 'work_finished'],
    })),
    {
      name: 'a start',
      record: 'ACME-5',
      does: ({ page }) => jira.changeStatus(page, 'In Progress'),
      counts: ['status', 'work_started'],
    },
    {
      name: 'a status of the same phase',
      does: ({ page }) => jira.changeStatus(page, 'In Review'),
      counts: ['status'],
    },
    {
      name: 'acceptance criteria, the first and then others',
      record: 'ACME-5',
      does: async ({ page, counted }) => {
        await jira.editText(page, CRITERIA, 'Filters are there again\nafter signing in');
        await counted(['acceptance_criteria']);
        await jira.editText(page, CRITERIA, 'Filters are there again');
      },
      counts: ['acceptance_criteria', 'acceptance_criteria'],
    },
    {
      name: 'a priority by mouse',
      does: ({ page }) => jira.changePriority(page, 'Lowest'),
      counts: ['priority'],
    },
    .../** @type {const} */ (['confirm', 'Enter', 'leaving']).map((end) => ({
      name: `an estimate by ${end}`,
      does: (/** @type {Scene} */ { page }) => jira.editLine(page, ESTIMATE, '1w', end),
      counts: ['estimate'],
    })),
    {
      name: 'story points by Enter',
      does: ({ page }) => jira.editLine(page, STORY_POINTS, '8', 'Enter'),
      counts: ['story_points'],
    },
  ]);
});

describe('what is not their own on Jira Cloud never counts', () => {
  all([
    ...VIEWS.map((view) => ({
      name: `a colleague's push, ${view}`,
      opening: { view },
      does: colleaguePushes,
      counts: [],
    })),
    {
      name: 'an earlier date',
      does: ({ page }) => jira.typeDay(page, '12/1/2026'),
      counts: [],
    },
    ...[false, true].map((slow) => ({
      name: `a date that is refused${slow ? ' slowly' : ''}`,
      record: 'ACME-6',
      does: async (/** @type {Scene} */ { page, site }) => {
        await jiraRefuses(site, page);
        if (slow) site.saveDelayMs = SLOW_MS;
        await jira.typeDay(page, '12/28/2026');
        await page.locator(jira.FLAG).waitFor();
      },
      counts: [],
    })),
    {
      name: "a refused date, then a colleague's save of the same one",
      record: 'ACME-6',
      does: async ({ page, site, read }) => {
        await jiraRefuses(site, page);
        await jira.typeDay(page, '12/28/2026');
        await page.locator(jira.FLAG).waitFor();
        await read();
        site.colleagueChanges('ACME-6', { duedate: '2026-12-28', [START]: null });
        await jira.shownField(page, 'duedate').filter({ hasText: '28' }).waitFor();
      },
      counts: [],
    },
    .../** @type {const} */ (['Escape', 'leaving']).flatMap((by) =>
      [{ typing: '12/18/2026' }, { walking: 18 }].map((how) => ({
        name: `a date ${how.typing ? 'typed' : 'walked to'} and given up by ${by}, then a colleague's push to it`,
        does: async (/** @type {Scene} */ scene) => {
          await jira.leaveDueDate(scene.page, { ...how, by });
          await colleaguePushes(scene);
        },
        counts: [],
      })),
    ),
    {
      name: "a colleague's push while the calendar is open",
      does: async (scene) => {
        await jira.openCalendar(scene.page);
        const arrived = scene.page.waitForResponse(/\/issue\/ACME-1\?/);
        scene.site.colleagueChanges('ACME-1', { duedate: '2026-12-18' });
        await arrived;
        await scene.read();
        await scene.page.keyboard.press('Escape');
      },
      counts: [],
    },
    {
      name: "a colleague's push after an own one counts as one",
      does: async ({ page, site, counted }) => {
        await jira.chooseDay(page, 18);
        await counted(ONCE);
        site.colleagueChanges('ACME-1', { duedate: '2026-12-30' });
        await jira.shownField(page, 'duedate').filter({ hasText: '30' }).waitFor();
      },
      counts: ONCE,
    },
    .../** @type {const} */ (['Escape', 'cancel']).map((end) => ({
      name: `an estimate given up by ${end}, then a colleague's of the same length`,
      does: async (/** @type {Scene} */ { page, site }) => {
        await jira.editLine(page, ESTIMATE, '1w', end);
        site.colleagueChanges('ACME-1', { timeoriginalestimate: 144_000 });
        await jira.shownField(page, ESTIMATE).filter({ hasText: '1w' }).waitFor();
      },
      counts: [],
    })),
    {
      name: "acceptance criteria given up, then a colleague's of the same words",
      record: 'ACME-5',
      does: async ({ page, site }) => {
        await jira.editText(page, CRITERIA, 'Filters are there again', 'cancel');
        site.colleagueChanges('ACME-5', { [CRITERIA]: 'Filters are there again' });
        await jira.shownText(page, CRITERIA).filter({ hasText: 'again' }).waitFor();
      },
      counts: [],
    },
    {
      name: "a colleague's status",
      does: ({ page, site }) => {
        site.colleagueTransitions('ACME-1', 'Done');
        return page.locator(jira.STATUS).filter({ hasText: 'Done' }).waitFor();
      },
      counts: [],
    },
    {
      name: 'the next ticket, whose date is later',
      opening: { view: 'list' },
      does: async ({ page }) => {
        await page.locator('a[href*="/issues/ACME-5"]').click();
        await jira.waitForIssue(page, 'ACME-5');
      },
      counts: [],
    },
  ]);
});
