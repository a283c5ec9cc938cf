// The popup's view of a page, with the real worker and the real content script.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch } from '../e2e/chromium.mjs';
import { EXTENSION, PAGES } from '../e2e/stage.mjs';
import { buildPage } from '../pages/salesforce/build.mjs';
import { recordUrl, waitForRecord } from '../pages/salesforce/gestures.mjs';
import { opportunityId, startWorkplace } from '../workplace/server.mjs';

const TITLE = 'What Cuecard sees on this page';

test('the popup shows the record in front, and nothing where no adapter fits', async (context) => {
  await buildPage(PAGES);
  const workplace = await startWorkplace({ pages: PAGES });
  context.after(() => workplace.close());
  const browser = await launch({ extension: EXTENSION, workplace });
  context.after(async () => {
    await browser.close();
    browser.forget();
  });
  const id = opportunityId(1);
  const tab = await browser.tab();
  await tab.goto(recordUrl(id));
  await waitForRecord(tab.page, id);

  const popup = await browser.context.newPage();
  // In a tab of its own the popup is what is in front; as a popup it would lie over the record.
  await popup.addInitScript(() => {
    const tabs = /** @type {any} */ (chrome.tabs);
    const query = tabs.query.bind(tabs);
    tabs.query = () => query({ url: 'https://acme.lightning.force.com/*' });
  });
  await popup.goto(`chrome-extension://${browser.extensionId}/ui/popup.html`);
  await popup.getByText(TITLE).click();
  const facts = popup.locator('.seen > .facts');
  await facts.getByText('next step').waitFor();
  await facts.getByText('Send the revised quote').waitFor();
  assert.match((await facts.locator('dd .aside').first().textContent()) ?? '', /^place \d/);

  await tab.goto('https://acme.lightning.force.com/lightning/o/Opportunity/list');
  await popup.getByText(TITLE).click();
  await popup.getByText(TITLE).click();
  await popup.getByText('Nothing can be read here.').waitFor();
});
