// Bad input: content that has no end, is of another format, or names what nobody declared.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildPage } from '../pages/salesforce/build.mjs';
import { editAndSave, recordUrl, waitForRecord } from '../pages/salesforce/gestures.mjs';
import { opportunityId, startWorkplace } from '../workplace/server.mjs';
import { picture } from './artefacts.mjs';
import { launch } from './chromium.mjs';
import { EXTENSION, PAGES, PRICING_OBJECTION } from './stage.mjs';

/** @type {{ name: string, spoil(text: string): string, says: RegExp }[]} */
const SPOILED = [
  { name: 'cut off', spoil: (text) => text.slice(0, -100), says: /no end; reinstall/ },
  {
    name: 'of a later format',
    spoil: (text) => text.replace('"format":2', '"format":3'),
    says: /format 3.*update/,
  },
  {
    name: 'with a fact that no adapter declares',
    spoil: (text) => text.replaceAll('"fact":"deal_phase"', '"fact":"deal_fase"'),
    says: /no fact or meaning `deal_fase`/,
  },
];

for (const { name, spoil, says } of SPOILED) {
  test(`content ${name}: the popup says so, the page is untouched`, async (context) => {
    await buildPage(PAGES);
    const extension = mkdtempSync(join(tmpdir(), 'cuecard-spoiled-'));
    context.after(() => rmSync(extension, { recursive: true, force: true }));
    cpSync(EXTENSION, extension, { recursive: true });
    const content = join(extension, 'content.json');
    writeFileSync(content, spoil(readFileSync(content, 'utf8')));

    const workplace = await startWorkplace({ pages: PAGES, upstream: null });
    context.after(() => workplace.close());
    const browser = await launch({ extension, workplace });
    context.after(async () => {
      await browser.close();
      browser.forget();
    });
    const tab = await browser.tab();
    await tab.goto(recordUrl(opportunityId(1)));
    await waitForRecord(tab.page, opportunityId(1));
    await editAndSave(tab.page, PRICING_OBJECTION);
    assert.equal(await tab.card(), null);
    // What is broken for one system is found when a page of it is opened.
    const { problems, settings } = await browser.desk.status();
    assert.match(problems[0].what, says);
    assert.ok(problems[0].mend.length > 0);
    assert.equal(settings.role, null);
    const popup = await browser.extensionPage('ui/popup.html');
    await popup.page.getByText(problems[0].what).waitFor();
    await picture(popup, 'bad-content', name);
  });
}
