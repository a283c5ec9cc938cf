// Every starter nudge for Jira, end to end: three on Jira Cloud, three on Data Center, each in a week of its own.
import { after, afterEach, before, describe, test } from 'node:test';
import { pagesAreQuiet } from '../../e2e/desk.mjs';
import { countedByDay } from '../../e2e/profile.mjs';
import { stage } from '../../e2e/stage.mjs';
import { until } from '../../e2e/until.mjs';
import * as cloud from '../jira-cloud/gestures.mjs';
import * as dataCenter from '../jira-data-center/gestures.mjs';
import { brings, wins } from './nudge.mjs';

/** A week later, so that no card of before takes this one's place in the budget; and what was looked for
 * since then was looked for long enough. */
const NEXT_WEEK = { days: 8 };
/** Custom fields of both sites. */
const CRITERIA = 'customfield_10060';
const ROOT_CAUSE = 'customfield_10200';
const TO_DO = '10000';

/** @type {import('../../e2e/stage.mjs').Stage} */
let day;
/** @type {import('../../e2e/chromium.mjs').Tab} */
let tab;

before(async () => {
  day = await stage({ role: 'junior-engineer' });
  tab = await day.browser.tab();
});
afterEach(() => day?.clock.move(NEXT_WEEK));
after(() => day?.close());

/** @param {string} role */
const becomes = (role) => day.browser.desk.set({ role });

/** How many events of the person's own were counted so far. */
async function counted() {
  const days = Object.values(await countedByDay(day.browser.desk)).flatMap((all) =>
    Object.values(all),
  );
  return days.reduce((sum, count) => sum + count, 0);
}

/** Opens a ticket; returns once the extension has read it. @param {(page: import('playwright-core').Page, key: string) => Promise<void>} open @param {string} key */
async function read(open, key) {
  const { desk } = day.browser;
  const since = await desk.mark();
  await open(tab.page, key);
  await desk.hears(
    since,
    ({ kind, url }) => kind === 'saw' && url.includes(key),
    `${key} is on the page`,
  );
  await pagesAreQuiet(desk);
}

describe('Jira Cloud', () => {
  const site = () => day.workplace.sites.jiraCloud;

  /** Changes the status of the open ticket; returns once it counts. @param {string} status */
  async function moves(status) {
    const before = await counted();
    await cloud.changeStatus(tab.page, status);
    await until(`${status} stood for long enough`, async () => (await counted()) > before);
    await pagesAreQuiet(day.browser.desk);
  }

  test('missing-acceptance-criteria: started with none, then written', async () => {
    await read(cloud.openIssue, 'ACME-5');
    await brings(day, tab, 'missing-acceptance-criteria', () =>
      cloud.changeStatus(tab.page, 'In Progress'),
    );
    await wins(day, tab, 'missing-acceptance-criteria', () =>
      cloud.editText(tab.page, CRITERIA, 'The filters of before are there after signing in'),
    );
  });

  test('started-not-finished: the third start, then an earlier one is done', async () => {
    const [first, second, third] = ['ACME-1', 'ACME-2', 'ACME-4'];
    for (const key of [first, second, third])
      site().colleagueChanges(key, { status: TO_DO, [CRITERIA]: 'The list is the same' });
    for (const key of [first, second]) {
      await read(cloud.openIssue, key);
      await moves('In Progress');
    }
    await read(cloud.openIssue, third);
    await brings(day, tab, 'started-not-finished', () =>
      cloud.changeStatus(tab.page, 'In Progress'),
    );
    await wins(day, tab, 'started-not-finished', async () => {
      await read(cloud.openIssue, first);
      await cloud.changeStatus(tab.page, 'Done');
    });
  });

  test('incident-closed-twice: closed again, then a check is linked', async () => {
    await becomes('on-call-engineer');
    site().colleagueTransitions('ACME-3', 'In Progress');
    await read(cloud.openIssue, 'ACME-3');
    await moves('Done');
    const mark = await day.browser.desk.mark();
    site().colleagueTransitions('ACME-3', 'In Progress');
    await day.browser.desk.hears(
      mark,
      ({ kind, readings }) =>
        kind === 'saw' &&
        readings.some((/** @type {any} */ reading) => reading?.raw === 'In Progress'),
      'it is in progress again',
    );
    await pagesAreQuiet(day.browser.desk);
    await brings(day, tab, 'incident-closed-twice', () => cloud.changeStatus(tab.page, 'Done'));
    await wins(day, tab, 'incident-closed-twice', () => cloud.linkIssue(tab.page, 'ACME-8'));
  });
});

describe('Jira Data Center', () => {
  const site = () => day.workplace.sites.jiraDataCenter;

  test('incident-closed-unlearned: closed with nothing, then its cause is written', async () => {
    site().colleagueSaves('ACME-2', { [ROOT_CAUSE]: null });
    await read(dataCenter.openIssue, 'ACME-2');
    await brings(day, tab, 'incident-closed-unlearned', () =>
      dataCenter.transition(tab.page, '31', 'Fixed'),
    );
    await wins(day, tab, 'incident-closed-unlearned', () =>
      dataCenter.editInDialog(tab.page, {
        [ROOT_CAUSE]: 'The total was wrong because each voucher was rounded by itself',
      }),
    );
  });

  test('cause-stops-at-a-person: a person is named, then a condition', async () => {
    await read(dataCenter.openIssue, 'ACME-5');
    await brings(day, tab, 'cause-stops-at-a-person', () =>
      dataCenter.editText(tab.page, 'rootCause', 'Human error during the export'),
    );
    await wins(day, tab, 'cause-stops-at-a-person', () =>
      dataCenter.editText(tab.page, 'rootCause', 'The old driver takes any text as Latin letters'),
    );
  });

  test('pushed-deadline: the third push, then the rest is sliced', async () => {
    await becomes('product-manager');
    await read(dataCenter.openIssue, 'ACME-8');
    for (const date of ['18/Jan/27', '20/Jan/27']) {
      await dataCenter.changeDueDate(tab.page, date);
      await pagesAreQuiet(day.browser.desk);
    }
    await brings(day, tab, 'pushed-deadline', () =>
      dataCenter.changeDueDate(tab.page, '27/Jan/27'),
    );
    await wins(day, tab, 'pushed-deadline', () =>
      dataCenter.addSubtask(tab.page, 'The file holds one month'),
    );
  });
});
