/** What Robin does in the walk: one function a step, each checks what it says. */
import { join } from 'node:path';
import { pagesAreQuiet } from '../../tests/e2e/desk.mjs';
import { SECRET } from '../../tests/e2e/server.mjs';
import {
  answer,
  cardShows,
  open,
  PRICING,
  PRICING_OBJECTION,
  ROLE,
  save,
  staysSilent,
} from '../../tests/e2e/stage.mjs';
import { until } from '../../tests/e2e/until.mjs';
import { editAndSave } from '../../tests/pages/salesforce/gestures.mjs';
import { opportunityId, REPORT_HOST } from '../../tests/workplace/server.mjs';
import { colleaguesReport } from './colleagues.mjs';
import { also, did, see, step } from './voice.mjs';
import { PICTURES, workday } from './workday.mjs';

/** @typedef {import('./workday.mjs').Workday} Workday */
/** @typedef {import('../../tests/e2e/chromium.mjs').Tab} Tab */

/** The deal that the story is about, and another one. */
const DEAL = 1;
const OTHER_DEAL = 4;
const TRADED = { Concession_Traded__c: 'Two-year term' };
/** As wide as the browser opens the popup, and no higher than what is in it. */
const POPUP = { width: 360, height: 1 };
/** Longer than the card's window of 14 days. */
const AFTER_THE_WINDOW = { days: 15 };
/** The server shows a week some days after its end. */
const UNTIL_THE_WEEK_IS_SHOWN = { days: 14 };
/** Longer than any gap between two reports. */
const UNTIL_THE_NEXT_REPORT = { hours: 7 };
/** One turn delivers; a second one if the first came while the worker was still sending. */
const TURNS = 12;

/** @param {Tab} tab @param {string} name @param {{ fullPage?: boolean }} [how] */
async function picture({ page }, name, { fullPage = false } = {}) {
  const path = join(PICTURES, `${name}.png`);
  await page.screenshot({ path, fullPage });
  see(path);
}

/** @param {unknown} holds @param {string} otherwise @returns {asserts holds} */
function check(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

/** @param {Workday} day */
const outbox = async ({ browser }) => (await browser.desk.status()).outbox;

/** What waits is kept as the text that will be sent. @param {{ waiting: { body: string }[] }} outbox @returns {any[]} */
const reports = ({ waiting }) => waiting.map(({ body }) => JSON.parse(body));

/** Everything in a report. @param {object} report */
const inWords = (report) =>
  Object.entries(report)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** @param {Workday} day */
export async function choosesRoleAndServer({ browser }) {
  step('Robin sets Cuecard up');
  const tab = await browser.extensionPage('ui/options.html');
  const { page } = tab;
  const presses = (/** @type {string} */ name) => page.getByRole('button', { name }).click();
  await page.getByLabel('Role', { exact: true }).selectOption(ROLE);
  await presses('Save and go on');
  // The systems may stay as they are.
  await presses('Go on');
  const { roles, settings, budget } = await browser.desk.status();
  check(settings.role === ROLE, 'The role was not stored.');
  const { title } = roles.find((/** @type {any} */ { role }) => role === ROLE);
  did(`Robin chooses a role: ${title}`);
  also(`At most ${budget.count.limit} cards and ${budget.seconds.limit / 60} minutes a week.`);

  await page.getByLabel('Anonymous counts to my organisation').check();
  await page.getByLabel('Server address').fill(`https://${REPORT_HOST}`);
  await page.getByLabel('Enrolment secret').fill(SECRET);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
  const { server } = (await browser.desk.status()).settings;
  check(server?.url === `https://${REPORT_HOST}`, 'The server was not stored.');
  did(`Robin allows anonymous counts for ${server.url}; they are off otherwise`);
  await presses('Finish');
  await page.getByRole('heading', { name: 'Cuecard is ready' }).waitFor();
  await presses('See all settings');
  await page.getByRole('heading', { name: 'What may leave this browser' }).waitFor();
  await picture(tab, '1-options', { fullPage: true });
  await tab.close();
}

/** @param {Workday} day @param {Tab} tab */
export async function meetsTheMoment(day, tab) {
  step('The right moment, and no other');
  const { StageName, Primary_Objection__c } = PRICING_OBJECTION;
  let mark = await day.browser.desk.mark();
  await save(day, tab, DEAL, { StageName });
  await staysSilent(day, tab, mark, { deal: DEAL, reads: [StageName] });
  did(`Robin saves a deal as ${StageName}: silence`);
  also('Nobody has objected to the price.');

  await open(day, tab, OTHER_DEAL);
  mark = await day.browser.desk.mark();
  day.workplace.colleagueSaves(opportunityId(OTHER_DEAL), PRICING_OBJECTION);
  await staysSilent(day, tab, mark, { deal: OTHER_DEAL, reads: Object.values(PRICING_OBJECTION) });
  did(
    `A colleague saves that stage and the objection ${Primary_Objection__c}, Robin looking on: silence`,
  );
  also("It was not Robin's doing.");

  await open(day, tab, DEAL);
  mark = await day.browser.desk.mark();
  await editAndSave(tab.page, { Primary_Objection__c });
  const card = await cardShows(day, tab, mark);
  const [time, ...lines] = (await card.text()).split('\n').filter((line) => line.trim());
  const { decisions } = await day.browser.desk.status();
  const shown = decisions.find(
    (/** @type {any} */ it) => it.nudge === PRICING && it.outcome === 'shown',
  );
  check(shown, 'The worker did not decide to show the card.');
  const why = lines[lines.indexOf(shown.title) + 1];
  did(`Robin adds the objection ${Primary_Objection__c}: a card comes up`);
  also(`“${shown.title}”, ${time}. ${why}`);
  await picture(tab, '2-card');
}

/** @param {Workday} day @param {Tab} tab @returns {Promise<any>} the report that waits */
export async function answers(day, tab) {
  step('The answer');
  await answer(day, tab, 'Done');
  const { budget } = await day.browser.desk.status();
  check(budget.count.spent === 1, 'The card was not booked on the budget.');
  const left = budget.count.limit - budget.count.spent;
  did(`Robin presses Done: the card goes, and ${left} of ${budget.count.limit} are left this week`);
  const waiting = reports(await outbox(day));
  const [entry, ...more] = waiting.filter(({ kind }) => kind === 'entry');
  check(entry && more.length === 0, `${more.length} entries wait besides the one that should.`);
  did('Anonymous reports wait, and Robin can read all of them before they leave');
  for (const report of waiting) also(inWords(report));
  const popup = await day.browser.extensionPage('ui/popup.html');
  await popup.page.setViewportSize(POPUP);
  await popup.page.getByText('See what waits, byte for byte').click();
  await picture(popup, '3-popup', { fullPage: true });
  await popup.close();
  return entry;
}

/** @param {Workday} day @param {Tab} tab */
export async function doesIt(day, tab) {
  step('The outcome');
  day.clock.move({ days: 1 });
  await day.browser.killWorker();
  await save(day, tab, DEAL, TRADED);
  await pagesAreQuiet(day.browser.desk);
  did(`The next day Robin saves Concession Traded: ${TRADED.Concession_Traded__c}`);
  also('That is the behaviour which the card is about. Cuecard sees it in the tool.');

  day.clock.move(AFTER_THE_WINDOW);
  await day.browser.killWorker();
  const outcome = await until('the outcome waits', async () =>
    reports(await outbox(day)).find(({ kind }) => kind === 'outcome'),
  );
  check(outcome.outcome === 'success', `The outcome is ${outcome.outcome}, and not success.`);
  did(
    `${AFTER_THE_WINDOW.days} days later the time is over, and the outcome is a ${outcome.outcome}`,
  );
  also(inWords(outcome));
  const sent = await allSent(day);
  did(`${sent} reports have reached the server, at moments drawn at random; none waits`);
}

/** Time goes by until nothing waits. @param {Workday} day @returns {Promise<number>} how many were sent */
async function allSent(day) {
  for (let turn = 0; turn < TURNS; turn += 1) {
    day.clock.move(UNTIL_THE_NEXT_REPORT);
    await day.browser.killWorker();
    const empty = async () => (await outbox(day)).waiting.length === 0;
    if (await until('nothing waits', empty, 2000).catch(() => false)) break;
  }
  const { waiting, sent, trouble } = await outbox(day);
  check(waiting.length === 0, `${waiting.length} reports still wait. ${trouble ?? ''}`);
  return sent;
}

/** @param {Workday} day @param {any} entry what Robin reported */
export async function looksAtTheCounts(day, entry) {
  step('The counts, as the organisation sees them');
  const tab = await day.browser.tab();
  await tab.goto(`https://${REPORT_HOST}/`);
  const hidden = (await tab.page.locator('.lead').textContent())?.trim();
  check(hidden?.startsWith('No counts yet.') ?? false, `The server shows “${hidden}”.`);
  did(`The server shows nothing of one person: “${hidden}”`);

  const people = await colleaguesReport(day.server.url, entry);
  did(`${people.shown + people.withheld} simulated colleagues report, with invented outcomes`);
  also(
    `${people.shown} saw the card, like Robin; for ${people.withheld} it was withheld, to compare.`,
  );
  day.clock.move(UNTIL_THE_WEEK_IS_SHOWN);
  await tab.page.reload();
  const [entries, success, rate] = await Promise.all(
    ['Entries', 'Success', 'Rate'].map(async (name) => {
      const row = tab.page
        .getByRole('row')
        .filter({ has: tab.page.getByText(name, { exact: true }) });
      const [shown, withheld] = await row.first().locator('td').allInnerTexts();
      return { shown: shown?.trim(), withheld: withheld?.trim() };
    }),
  );
  check(Number(entries?.shown) === people.shown + 1, "Robin's report is not counted once.");
  check(Number(entries?.withheld) === people.withheld, 'The colleagues are not counted once each.');
  const tells = [success, rate].every((row) => row?.shown && row.withheld);
  check(tells, 'The page does not tell who did it.');
  did('Once the week is over the groups are shown, as they are large enough');
  also(`shown     ${success?.shown} of ${entries?.shown} did it, ${rate?.shown}`);
  also(`withheld  ${success?.withheld} of ${entries?.withheld} did it, ${rate?.withheld}`);
  await picture(tab, '5-counts-with-simulated-colleagues', { fullPage: true });
  await tab.close();
}

/**
 * @param {import('../../tests/e2e/clock.mjs').Clock} clock
 * @param {{ url: string }[]} sentBefore what the extension sent in the run with a server
 */
export async function worksAlone(clock, sentBefore) {
  step('Once more, without a server');
  const day = await workday({ server: false, clock });
  const tab = await day.browser.tab();
  await day.browser.desk.set({ role: ROLE });
  const mark = await day.browser.desk.mark();
  await save(day, tab, DEAL, PRICING_OBJECTION);
  await cardShows(day, tab, mark);
  await answer(day, tab, 'Done');
  did('A new browser without a server: the same card comes up, Robin presses Done');
  clock.move(AFTER_THE_WINDOW);
  await day.browser.killWorker();
  const { waiting, sent } = await outbox(day);
  check(waiting.length === 0 && sent === 0, 'A report was made, though nobody asked for it.');
  await day.browser.close();

  const left = day.browser.requestsByExtension();
  check(left.length === 0, `The extension sent ${left.length} requests: ${left[0]?.url}`);
  const hosts = [...new Set(sentBefore.map(({ url }) => new URL(url).host))];
  check(hosts.join() === REPORT_HOST, `The extension spoke to ${hosts.join(', ') || 'nobody'}.`);
  did(`Requests that left the extension, by the browser's own network log: ${left.length}`);
  also(`With the server it was ${sentBefore.length}, all to ${hosts.join()}.`);
}
