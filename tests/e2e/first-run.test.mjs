// A person on their own: installed, a role chosen on the options page, the first card minutes later,
// in the tab that was open all the time (R2).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildPage } from '../pages/salesforce/build.mjs';
import { editAndSave, recordUrl, waitForRecord } from '../pages/salesforce/gestures.mjs';
import { opportunityId, startWorkplace } from '../workplace/server.mjs';
import { launch } from './chromium.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { cardShows, EXTENSION, PAGES, PRICING_OBJECTION } from './stage.mjs';

test('from the choice of a role to the first card, without a reload', async (context) => {
  await buildPage(PAGES);
  const workplace = await startWorkplace({ pages: PAGES, upstream: null });
  context.after(() => workplace.close());
  const browser = await launch({ extension: EXTENSION, workplace });
  context.after(async () => {
    await browser.close();
    browser.forget();
  });
  const { desk } = browser;
  const tab = await browser.tab();
  const before = await desk.mark();
  await tab.goto(recordUrl(opportunityId(1)));
  await waitForRecord(tab.page, opportunityId(1));
  await pagesAreQuiet(desk);
  const heard = (await desk.heardSince(before)).map(({ message }) => message.kind);
  assert.ok(heard.includes('arrived') && !heard.includes('saw'), 'nothing is read without a role');

  const options = await browser.extensionPage('ui/options.html');
  await options.page.getByLabel('Role').selectOption('account-executive');
  const mark = await desk.mark();
  await options.page.getByRole('button', { name: 'Save' }).first().click();
  await desk.hears(mark, ({ kind }) => kind === 'arrived', 'the open page asks again');
  await options.close();

  await tab.page.bringToFront();
  await desk.hears(mark, ({ kind }) => kind === 'saw', 'the open page is read');
  await editAndSave(tab.page, PRICING_OBJECTION);
  await cardShows({ browser }, tab, mark);
});
