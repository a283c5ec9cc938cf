// `cuecard preview` in a browser, as an author has it beside the editor: the extension's own pages, what lint says, and
// every save at once.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { until } from '../e2e/until.mjs';
import { RULES, violations } from '../ui/checks.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CUECARD = process.env.CUECARD ?? join(ROOT, 'target/debug/cuecard');
const EXTENSION = process.env.CUECARD_EXTENSION ?? join(ROOT, 'target/extension');
const CHROMIUM = process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium';
const NUDGE = 'slipping-close-date';
const MODULE = 'ui/cuecard_card_bg.wasm';

const folder = mkdtempSync(join(tmpdir(), 'cuecard-preview-'));
const content = join(folder, 'content');
const nudge = join(content, `packs/opportunity-management/nudges/${NUDGE}.md`);
/** @type {import('node:child_process').ChildProcess} */
let command;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
let address = '';

before(async () => {
  cpSync(join(ROOT, 'content'), content, { recursive: true });
  command = spawn(CUECARD, ['preview', content, '--port', '0', '--extension', EXTENSION]);
  if (!command.stdout) throw new Error('the command says nothing');
  const [said] = await once(command.stdout.setEncoding('utf8'), 'data');
  address = /http:\/\/localhost:\d+\//.exec(said)?.[0] ?? said;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${address}#${NUDGE}`);
});
after(async () => {
  await browser?.close();
  command?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const card = () => page.frameLocator('iframe[name=card]');
const lesson = () => page.frameLocator('iframe[name=lesson]');

/** @param {string} name @param {string} value */
const choose = (name, value) => page.locator(`select[name=${name}]`).selectOption(value);

test('the card and the lesson are drawn by the module that ships', async () => {
  await card()
    .getByRole('heading', { name: 'Date the buyer’s next act' })
    .or(card().getByRole('heading', { name: "Date the buyer's next act" }))
    .waitFor();
  await lesson().getByRole('heading', { name: 'Dates that hold' }).waitFor();
  const served = await page.request.get(`${address}${MODULE}`);
  assert.deepEqual(await served.body(), readFileSync(join(EXTENSION, MODULE)));
  assert.match((await page.locator('#module').textContent()) ?? '', /SHA-256 [0-9a-f]{64}$/);
});

test('language, colours, width and question are the author’s choice', async () => {
  await choose('language', 'de');
  await card().getByRole('button', { name: 'Erledigt' }).waitFor();
  const ink = () =>
    card()
      .locator('body')
      .evaluate((body) => getComputedStyle(body).color);
  const light = await ink();
  await choose('scheme', 'dark');
  await until('the card is dark', async () => (await ink().catch(() => light)) !== light);
  await choose('width', '320');
  assert.equal((await page.locator('iframe[name=card]').boundingBox())?.width, 320);
  await choose('variant', 'holiday');
  await card().getByRole('button', { name: 'Testen Sie sich' }).click();
  await card().getByText('nach den Feiertagen').waitFor();
  await choose('language', 'en');
  await choose('scheme', 'light');
  await card().getByRole('button', { name: 'Done' }).waitFor();
});

test('the lesson opens at the section that the card names', async () => {
  await card()
    .getByRole('button', { name: /^Lesson/ })
    .click();
  await lesson().getByRole('heading', { name: 'What makes a date hold' }).waitFor();
});

test('what is saved shows at once, and what is broken is told beside the last that worked', async () => {
  const text = readFileSync(nudge, 'utf8');
  writeFileSync(nudge, text.replace(/^title: .*$/m, 'title: Write down what they do next'));
  await card().getByRole('heading', { name: 'Write down what they do next' }).waitFor();
  writeFileSync(nudge, text.replace(/^severity: .*$/m, 'severity: terrible'));
  await page.getByText('`terrible` is not known here').waitFor();
  await page.getByText(/It does not compile: \d+ to mend/).waitFor();
  await card().getByRole('heading', { name: 'Write down what they do next' }).waitFor();
  writeFileSync(nudge, text);
  await page.getByText('Nothing to mend here.').waitFor();
});

test('the page is whole for keys and screen readers, wide and narrow', async () => {
  const axe = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
  await page.route(`${address}axe.js`, (route) => route.fulfill({ path: axe }));
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await page.evaluate(violations, { tags: RULES }), []);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${over} pixels too wide at ${width}`);
  }
});
