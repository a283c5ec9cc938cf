// Scene 10, help: what was withheld can be asked for; a pause and a switched-off kind of card silence
// the next moment; a key opens the help beside the page.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { SALESFORCE_HOST } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { secretFor } from './profile.mjs';
import {
  lastDecision,
  onEachRecord,
  PRICING,
  PRICING_OBJECTION,
  SLIPPING,
  save,
  stage,
  staysSilent,
} from './stage.mjs';
import { until } from './until.mjs';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./chromium.mjs").Tab} */
let tab;
let mark = 0;

before(async () => {
  // Whoever counts with others has moments withheld; on one's own the first one always shows.
  const secret = secretFor({ [PRICING]: 'withheld', [SLIPPING]: 'withheld' });
  day = await stage({ server: true, secret, content: onEachRecord });
  tab = await day.browser.tab();
});
beforeEach(async () => {
  mark = await day.browser.desk.mark();
});
after(() => day?.close());

const status = () => day.browser.desk.status();

/** One of the extension's pages over the person's tab, as the popup and the panel are. @param {string} path */
const over = async (path) => (await day.browser.over(path, SALESFORCE_HOST)).page;

/** Deal by deal, nothing comes up, for this reason. @param {number} deal @param {string} reason */
async function silentFor(deal, reason) {
  await save(day, tab, deal, PRICING_OBJECTION);
  await staysSilent(day, tab, mark, { deal, reads: Object.values(PRICING_OBJECTION) });
  assert.equal((await lastDecision(day, PRICING)).reason, reason);
}

test('an aid that was withheld opens when it is asked for: minutes, no slot, the same arm', async () => {
  await save(day, tab, 1, PRICING_OBJECTION);
  await until(
    'it was withheld',
    async () => (await lastDecision(day, PRICING))?.reason === 'withheld',
  );
  await day.browser.desk.hears(mark, ({ kind }) => kind === 'seen', 'it would have been seen');
  const before = (await status()).budget;

  const popup = await over('ui/popup.html');
  const field = popup.getByRole('searchbox', { name: 'Search for help' });
  await field.waitFor();
  await field.pressSequentially('trade');
  await field.press('Enter');
  const card = popup.frameLocator('iframe');
  await card.getByRole('heading', { name: 'Trade, do not give' }).waitFor();
  await picture(
    { screenshot: async (path) => void (await popup.screenshot({ path })) },
    'scene10',
    'withheld aid asked for',
  );
  await card.getByRole('button', { name: 'Done' }).click();
  await card.getByText('Noted. Well done.').waitFor();

  const { budget, decisions } = await status();
  assert.equal(budget.count.spent, before.count.spent, 'no slot');
  assert.ok(budget.seconds.spent > before.seconds.spent, 'its minutes');
  assert.equal(decisions[0].reason, 'withheld', 'the arm stays');
  assert.equal(await tab.card(), null, 'nothing went on the page');
  await popup.close();
});

test('a pause for an hour silences the next moment, and can be ended', async () => {
  const popup = await over('ui/popup.html');
  await popup.getByRole('button', { name: 'For an hour' }).click();
  await popup.getByText(/^Paused until /).waitFor();
  await silentFor(2, 'paused');
  await popup.getByRole('button', { name: 'End the pause' }).click();
  await popup.getByRole('button', { name: 'For an hour' }).waitFor();
  assert.equal((await status()).settings.silence?.until, undefined);
  await popup.close();
});

test('a kind of card that is switched off stays silent, and its help is still there', async () => {
  const popup = await over('ui/popup.html');
  await popup.getByText('What may come up by itself').click();
  await popup.getByRole('checkbox', { name: 'Opportunity management' }).uncheck();
  await until('it is off', async () => (await status()).settings.silence?.packs?.length === 1);
  await silentFor(3, 'category');
  await popup.reload();
  await popup.getByRole('button', { name: /^Trade, do not give/ }).waitFor();
  await popup.getByRole('checkbox', { name: 'Opportunity management' }).check();
  await until('it is on again', async () => !(await status()).settings.silence?.packs?.length);
  await popup.close();
});

test('a press in the popup opens the panel beside the page', async () => {
  const popup = await over('ui/popup.html');
  await popup.getByRole('button', { name: 'Keep beside the page' }).click();
  const session = await day.browser.context.newCDPSession(popup);
  await until('the panel is open', async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.some(({ url }) => url.endsWith('/ui/panel.html'));
  });
  await popup.close();
});

test('the key is taken, and what it calls opens the panel of that window at once', async () => {
  const worker = await day.browser.worker();
  const { keys, opened } = await worker.evaluate(async () => {
    /** @type {object[]} */
    const opened = [];
    chrome.sidePanel.open = async (/** @type {object} */ where) => void opened.push(where);
    const event = /** @type {any} */ (chrome.commands.onCommand);
    event.dispatch('help', { id: 7, windowId: 3 });
    event.dispatch('another command', { id: 7, windowId: 3 });
    const keys = (await chrome.commands.getAll()).map(({ name, shortcut }) => [name, shortcut]);
    return { keys: Object.fromEntries(keys), opened };
  });
  assert.equal(keys.help, 'Alt+Shift+Q');
  assert.deepEqual(opened, [{ windowId: 3 }]);
});
