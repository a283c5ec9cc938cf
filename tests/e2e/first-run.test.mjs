// A person on their own: installed, three short steps, the first card minutes later, in the tab that was
// open all the time (R2). The browser's own question for a permission cannot be answered by a test: the
// demo build carries the permission for its hosts, and tests/ui asserts what is asked for, and that it is
// asked within the press.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildPage } from '../pages/salesforce/build.mjs';
import { editAndSave, recordUrl, waitForRecord } from '../pages/salesforce/gestures.mjs';
import { opportunityId, startWorkplace } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { launch } from './chromium.mjs';
import { pagesAreQuiet } from './desk.mjs';
import { cardShows, EXTENSION, PAGES, PRICING_OBJECTION } from './stage.mjs';

test('from the install to the first card, without a reload', async (context) => {
  await buildPage(PAGES);
  const workplace = await startWorkplace({ pages: PAGES, upstream: null });
  context.after(() => workplace.close());
  const browser = await launch({ extension: EXTENSION, workplace, firstSteps: true });
  context.after(async () => {
    await browser.close();
    browser.forget();
  });
  const { desk } = browser;
  const steps = await browser.firstSteps();
  const tab = await browser.tab();
  const before = await desk.mark();
  await tab.goto(recordUrl(opportunityId(1)));
  await waitForRecord(tab.page, opportunityId(1));
  await pagesAreQuiet(desk);
  const heard = (await desk.heardSince(before)).map(({ message }) => message.kind);
  assert.ok(heard.includes('arrived') && !heard.includes('saw'), 'nothing is read without a role');

  await steps.page.bringToFront();
  await steps.page.getByLabel('Role').selectOption('account-executive');
  const mark = await desk.mark();
  await steps.page.getByRole('button', { name: 'Save and go on' }).click();
  await desk.hears(mark, ({ kind }) => kind === 'arrived', 'the open page asks again');
  await steps.page.getByText('Allowed', { exact: true }).first().waitFor();
  await picture(steps, 'first-run', 'systems');
  await steps.page.getByRole('button', { name: 'Go on' }).click();
  await steps.page.getByRole('button', { name: 'Finish' }).click();
  // From the content that the extension carries.
  await steps.page.getByText('In Salesforce', { exact: true }).first().waitFor();
  await steps.page.getByText('This deal is in its late phase').waitFor();
  await picture(steps, 'first-run', 'where the first card comes from');
  await steps.close();

  await tab.page.bringToFront();
  await desk.hears(mark, ({ kind }) => kind === 'saw', 'the open page is read');
  await editAndSave(tab.page, PRICING_OBJECTION);
  await cardShows({ browser }, tab, mark);

  await browser.restart();
  await browser.desk.status();
  const open = browser.context.pages().map((page) => page.url());
  assert.equal(
    open.filter((url) => url.endsWith('/ui/options.html')).length,
    0,
    'once, on install',
  );
});
