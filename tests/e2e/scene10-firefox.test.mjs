// Scene 10 in Firefox: the sidebar follows the tab in front, and what is asked for opens there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { recordUrl } from '../pages/salesforce/gestures.mjs';
import { opportunityId } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { stage } from './stage.mjs';
import { until } from './until.mjs';

/** @type {import("./stage.mjs").Stage} */
let day;
/** @type {import("./stage.mjs").Tab} */
let sidebar;

before(async () => {
  day = await stage({ in: 'firefox' });
  sidebar = await day.browser.extensionPage('ui/panel.html');
});
after(() => day?.close());

const words = () => sidebar.page.evaluate(() => document.body.innerText);

test('the key is taken, and there is a sidebar that nobody had opened', async () => {
  const found = await sidebar.page.evaluate(async () => {
    const { commands, sidebarAction } = /** @type {any} */ (globalThis).browser;
    const [{ name, shortcut }] = await commands.getAll();
    return { name, shortcut, isOpen: await sidebarAction.isOpen({}) };
  });
  assert.deepEqual(found, { name: 'help', shortcut: 'Alt+Shift+Q', isOpen: false });
});

test('a page that is not known has no help', async () => {
  await until('it says so', async () =>
    /no help for this page yet|does not know/.test(await words()),
  );
});

test('the page that comes to the front brings its aids; one opens, and is answered', async () => {
  // In a tab of its own the sidebar would be in front itself: it is told of the person's tab instead.
  await sidebar.page.evaluate(
    (url) => {
      const tabs = /** @type {any} */ (globalThis).browser.tabs;
      tabs.query = async () => [{ id: 1, url }];
    },
    recordUrl(opportunityId(1)),
  );
  await (await day.browser.tab()).close();
  await until('the aids are there', async () => /Trade, do not give/.test(await words()));
  await picture(sidebar, 'scene10', 'sidebar in Firefox');
  await sidebar.page.locator('.aid').click();
  const card = await until('the card is open', () => sidebar.card());
  await until('it can be read', async () => (await card.text()).length > 0);
  const { budget } = await day.browser.desk.status();
  assert.equal(budget.count.spent, 0, 'no slot');
  assert.ok(budget.seconds.spent > 0, 'its minutes');
  await card.press('Close');
  await until('the list is back', async () => /Trade, do not give/.test(await words()));
});
