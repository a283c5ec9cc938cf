// The server's own pages, as people read them: filled with reports that the server took and with what an organisation
// published to it, in light and dark, wide and narrow.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { organisation } from '../e2e/own-organisation.mjs';
import { SECRET, serve } from '../e2e/server.mjs';
import { picture } from '../ui/browser.mjs';
import { RULES, smallTargets, structure, violations } from '../ui/checks.mjs';

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
const DAY_MS = 24 * 60 * 60 * 1000;
/** Reports of that week are taken still, and all of them are expected to be there. */
const WEEKS_AGO = 3;
/** People an arm: more than the floor. */
const PEOPLE = 30;
/** WCAG 2.2, 2.5.8, in CSS pixels. */
const LEAST_TARGET = 24;
const CONTENT = '0123456789abcdef';
const TIMES = ['10', '30', '60', '120', 'more'];

/** @typedef {import('../e2e/server.mjs').Server} Server */
/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../e2e/own-organisation.mjs').Organisation} */
let acme;
/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  acme = await organisation();
  const file = (/** @type {string} */ name) => join(acme.folder, '..', name);
  mkdirSync(file('signed'));
  copyFileSync(join(acme.folder, 'root.json'), join(file('signed'), 'root.json'));
  writeFileSync(file('passphrase'), 'three fine words');
  writeFileSync(file('token'), 'pages-pages-pages-pages');
  server = await serve({
    words: [
      ...['--repository', file('signed'), '--publish-token-file', file('token')],
      ...['--online-key-file', join(acme.folder, 'keys/online.key.pem')],
      ...['--passphrase-file', file('passphrase')],
    ],
  });
  browser = await chromium.launch({
    executablePath: process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
after(async () => {
  await browser.close();
  await server.stop();
  server.forget();
  await acme.close();
});

/** The ISO week of a day, UTC. @param {number} instant */
function weekOf(instant) {
  const day = new Date(instant);
  // The week belongs to the year of its Thursday.
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const first = Date.UTC(day.getUTCFullYear(), 0, 1);
  const number = Math.floor((day.getTime() - first) / (7 * DAY_MS)) + 1;
  return `${day.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
}

/**
 * What a team's browsers report of one nudge.
 * @param {string} nudge @param {{ shown: number, withheld: number, completed: number }} came people of either arm who did
 * it right, and cards that were used to their end
 */
function* reportsOf(nudge, came) {
  const every = { version: 1, pack: 'opportunity-management', nudge, content: CONTENT };
  const week = weekOf(Date.now() - WEEKS_AGO * 7 * DAY_MS);
  for (const arm of /** @type {const} */ (['shown', 'withheld']))
    for (let person = 0; person < PEOPLE; person += 1) {
      yield { ...every, kind: 'entry', arm, week };
      const outcome = person < came[arm] ? 'success' : 'failure';
      yield { ...every, kind: 'outcome', arm, week, outcome };
    }
  for (let person = 0; person < PEOPLE; person += 1) {
    const exposure = person < came.completed ? 'completed' : 'fast';
    yield { ...every, kind: 'exposure', week, exposure };
    const check = person < came.completed ? 'first_try' : 'wrong';
    yield { ...every, kind: 'check', week, round: 'first', check };
  }
  for (let person = 0; person < came.completed; person += 1)
    yield { ...every, kind: 'time', week, time: TIMES[person % TIMES.length] };
}

/** @param {Iterable<object>} reports */
async function send(reports) {
  for (const report of reports) {
    const answer = await fetch(`${server.url}/v1/reports/${randomBytes(16).toString('hex')}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${SECRET}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(report),
    });
    assert.equal(answer.status, 200, await answer.text());
  }
}

/** What is wrong with a page, in every look. @param {string} path @param {string} name */
async function wrongWith(path, name) {
  // Its policy lets no script run, so none of it can rest on one; axe is let through.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.route(`${server.url}/axe.js`, (route) => route.fulfill({ path: AXE }));
  /** @type {string[]} */
  const wrong = [];
  for (const [look, width, colorScheme] of /** @type {const} */ ([
    ['light', 1280, 'light'],
    ['dark', 1280, 'dark'],
    ['narrow', 320, 'light'],
  ])) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const answer = await page.goto(server.url + path);
    assert.equal(answer?.status(), 200, path);
    const found = [
      ...(await page.evaluate(violations, { tags: RULES })),
      ...(await page.evaluate(structure, '')),
      ...(await page.evaluate(smallTargets, LEAST_TARGET)),
    ];
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${wide} px wider than the window`);
    wrong.push(...found.map((it) => `${look}: ${it}`));
    await picture(page, `server-${name}-${look}`);
  }
  await context.close();
  return wrong;
}

test('before there is anything to show', async () => {
  for (const [path, name] of [
    ['/', 'counts-empty'],
    ['/nudges', 'nudges-empty'],
    ['/repository', 'repository-empty'],
  ])
    assert.deepEqual(await wrongWith(path, name), [], path);
});

test('filled: who published what', async () => {
  acme.run(['publish', '--to', server.url, '--token-file', '../token']);
  assert.deepEqual(await wrongWith('/repository', 'repository'), []);
  const text = await (await fetch(`${server.url}/repository`)).text();
  assert.match(text, /in force until/);
  assert.match(text, /authors, version \d+: signed by/);
});

test('filled: all nudges, one that helps, one that nobody reads, and the counts', async () => {
  await send(reportsOf('pricing-objection', { shown: 24, withheld: 6, completed: 20 }));
  await send(reportsOf('slipping-close-date', { shown: 10, withheld: 10, completed: 1 }));
  // Blocks are closed once a day, and when it starts.
  await server.stop();
  await server.start();
  const nudge = '/nudges/opportunity-management';
  for (const [path, name] of [
    ['/', 'counts'],
    ['/nudges', 'nudges'],
    [`${nudge}/pricing-objection`, 'nudge-helps'],
    [`${nudge}/slipping-close-date`, 'nudge-unread'],
  ])
    assert.deepEqual(await wrongWith(path, name), [], path);
  const text = async (/** @type {string} */ path) => (await fetch(server.url + path)).text();
  assert.match(await text(`${nudge}/pricing-objection`), /improved/i);
  assert.match(await text(`${nudge}/slipping-close-date`), /keeps 6 minutes a week free/);
  assert.doesNotMatch(await text(`${nudge}/slipping-close-date`), /improved/i);
});
