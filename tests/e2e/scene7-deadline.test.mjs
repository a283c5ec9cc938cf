// Scene 7, deadline: the third own push of a due date in 30 days brings the estimation aid into the
// ticket; earlier dates, refused ones and other people's are silent. In Jira Cloud and Data Center.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import * as cloud from '../pages/jira-cloud/gestures.mjs';
import * as dataCenter from '../pages/jira-data-center/gestures.mjs';
import { picture } from './artefacts.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { cardShows, lastDecision, stage, staysSilent } from './stage.mjs';

/** How long Jira Cloud's values must stand, and a little more. */
const STANDS_MS = 3500;

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
let mark = 0;

/** @param {() => Promise<unknown>} open @param {string} key returns once the extension has read the ticket */
async function read(open, key) {
  const since = await day.browser.desk.mark();
  await open();
  await day.browser.desk.hears(
    since,
    ({ kind, url }) => kind === 'saw' && url.includes(key),
    `${key} is on the page`,
  );
  await pagesAreQuiet(day.browser.desk);
}

const stands = () => tab.page.waitForTimeout(STANDS_MS);

describe('Jira Cloud', () => {
  before(async () => {
    day = await stage({ role: 'product-manager' });
    tab = await day.browser.tab();
  });
  beforeEach(async () => {
    mark = await day.browser.desk.mark();
  });
  after(() => day?.close());

  /** Opens a ticket and moves its due date. @param {string} key @param {number} day of the month that is shown */
  async function moves(key, day) {
    await read(() => cloud.openIssue(tab.page, key), key);
    await cloud.chooseDay(tab.page, day);
    await stands();
  }

  test('two own pushes are silent', async () => {
    await moves('ACME-1', 28);
    await moves('ACME-2', 27);
    await staysSilent(day, tab, mark);
  });

  test('an earlier date, a calendar that was left and a colleague’s push do not count', async () => {
    await moves('ACME-6', 11);
    await cloud.leaveDueDate(tab.page);
    day.workplace.sites.jiraCloud.colleagueChanges('ACME-6', { duedate: '2026-12-30' });
    await stands();
    await staysSilent(day, tab, mark);
  });

  test('the third own push shows the aid in the ticket', async () => {
    await moves('ACME-1', 30);
    await cardShows(day, tab, mark);
    await picture(tab, 'scene7', 'the estimation aid in the ticket');
    assert.equal((await lastDecision(day, 'pushed-deadline')).outcome, 'shown');
  });
});

describe('Jira Data Center', () => {
  before(async () => {
    day = await stage({ role: 'product-manager' });
    tab = await day.browser.tab();
  });
  beforeEach(async () => {
    mark = await day.browser.desk.mark();
  });
  after(() => day?.close());

  test('pushes of before count once the history may be asked for; they bring nothing up', async () => {
    await day.browser.desk.set({ host: { host: 'jira.acme.example', fetch: true } });
    await read(() => dataCenter.openIssue(tab.page, 'ACME-1'), 'ACME-1');
    await staysSilent(day, tab, mark);
  });

  test('the third own push shows the aid in the ticket', async () => {
    await read(() => dataCenter.openIssue(tab.page, 'ACME-1'), 'ACME-1');
    await dataCenter.changeDueDate(tab.page, '30/Dec/26', 'button');
    await cardShows(day, tab, mark);
    await picture(tab, 'scene7', 'the estimation aid in Data Center');
  });
});
