// A person at Jira Cloud with the real extension, and how often the engine counted each change as theirs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { withHosts } from '../../../tools/granted.mjs';
import { launch } from '../../e2e/chromium.mjs';
import { clock as makeClock } from '../../e2e/clock.mjs';
import { get, put } from '../../e2e/profile.mjs';
import { EXTENSION, PAGES, WEDNESDAY } from '../../e2e/stage.mjs';
import { until } from '../../e2e/until.mjs';
import { startWorkplace } from '../../workplace/server.mjs';
import { openIssue } from '../jira-cloud/gestures.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../workplace/server.mjs').Workplace} Workplace */
/** How often each was counted. @typedef {Partial<Record<'due_date_pushed' | 'priority' | 'status' | 'estimate' | 'story_points', number>>} Counts */
/**
 * @typedef {object} Scene
 * @property {Page} page
 * @property {Workplace['sites']['jiraCloud']} site
 * @property {() => Promise<void>} read waits until the extension has read all that there is, and values had time to stand
 * @property {(counts: Counts) => Promise<unknown>} counted waits until this was counted
 */
/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} [key] the ticket, ACME-1 unless said
 * @property {Parameters<typeof openIssue>[2]} [opening]
 * @property {(scene: Scene) => Promise<unknown>} does
 * @property {Counts} counts
 */

/** The adapter lets a value stand for three seconds; silence of this length means that nothing is to come. */
const PAUSE_MS = 4_000;
const HOST = 'acme.atlassian.net';
const APP = 'jira-cloud';
const ROLE = 'product-manager';

/** Events beside the adapter's own, so that the engine counts what else a person changes. */
const CHANGES = ['priority', 'status', 'estimate', 'story_points'];
const EVENTS = CHANGES.map((fact) => `  ${fact}_changed: { changed: ${fact} }\n`).join('');
const COUNTED = ['due_date_pushed', ...CHANGES.map((fact) => `${fact}_changed`)];
/** Waits for every event and never comes up: only what is waited for is read. */
const NUDGE = `---
nudge: counts-changes
title: Counts changes
why: You changed something.
need: { performance: Changes are counted, capability: exists, barrier: recall }
owners: { author: tests, manager: tests, people: tests }
roles: [${ROLE}]
app: ${APP}
on: [${COUNTED.map((event) => `{ event: ${event} }`).join(', ')}]
when: { type: Never }
severity: low
behaviour: { text: Changes less, success: [{ changed: priority }], window_days: 1 }
hypothesis: { metric: changes, direction: down, min_lift_points: 5, guardrail: none }
---
Change less.
`;
const PACK =
  'pack: tests\nversion: 0.1.0\ntitle: Tests\nworkflow: tests\nlicence: Apache-2.0 OR MIT\n';

const fromRoot = (/** @type {string} */ path) =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The built extension with content of this test's own. */
function assemble() {
  const content = mkdtempSync(join(tmpdir(), 'cuecard-content-'));
  for (const folder of ['adapters', 'packs/tests/nudges'])
    mkdirSync(join(content, folder), { recursive: true });
  const adapter = readFileSync(fromRoot(`content/adapters/${APP}.yaml`), 'utf8');
  writeFileSync(join(content, `adapters/${APP}.yaml`), adapter + EVENTS);
  cpSync(fromRoot('content/roles'), join(content, 'roles'), { recursive: true });
  writeFileSync(join(content, 'packs/tests/pack.yaml'), PACK);
  writeFileSync(join(content, 'packs/tests/nudges/counts-changes.md'), NUDGE);
  const extension = withHosts(EXTENSION, [HOST]);
  const out = join(extension.folder, 'content.json');
  const compiler = process.env.CUECARD_BINARY ?? fromRoot('target/debug/cuecard');
  execFileSync(compiler, ['compile', content, '--out', out]);
  rmSync(content, { recursive: true });
  return extension;
}

/** Sets up a person for the tests around it. @returns {(cases: Case[]) => void} makes a test of each case */
export function personAtJira() {
  /** @type {(() => unknown)[]} */
  const ends = [];
  /** @type {Workplace} */
  let workplace;
  /** @type {import('../../e2e/chromium.mjs').Browser} */
  let browser;
  /** What the worker keeps of a person who has done nothing yet. @type {unknown} */
  let fresh;

  before(async () => {
    const clock = makeClock({ start: WEDNESDAY });
    ends.push(clock.close);
    workplace = await startWorkplace({ pages: PAGES });
    ends.push(workplace.close);
    const extension = assemble();
    ends.push(extension.forget);
    browser = await launch({ extension: extension.folder, workplace, clock });
    ends.push(browser.forget, browser.close);
    await browser.desk.set({ role: ROLE });
    fresh = await get(browser.desk, 'ledger');
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });
  beforeEach(async () => {
    workplace.reset();
    await browser.killWorker();
    await put(browser.desk, 'ledger', fresh);
    await browser.desk.status();
  });

  /** Waits until the pages have said nothing for a while from now on: what was just done is settled by then. */
  async function read() {
    const since = await browser.desk.mark();
    const from = await browser.desk.evaluate(() => performance.now());
    await until('the pages have no more to say', () =>
      browser.desk.evaluate(
        ({ since, from, pause }) => {
          const heard = Reflect.get(globalThis, 'heard').slice(since);
          return performance.now() - Math.max(from, heard.at(-1)?.at ?? 0) > pause;
        },
        { since, from, pause: PAUSE_MS },
      ),
    );
    await browser.desk.status();
  }

  /** @returns {Promise<Counts>} */
  async function countedSoFar() {
    /** @type {{ history: Record<string, Record<string, number>> }} */
    const { history } = JSON.parse(await get(browser.desk, 'ledger'));
    const sums = Object.entries(history).map(([event, days]) => [
      event.replace('_changed', ''),
      Object.values(days).reduce((sum, count) => sum + count, 0),
    ]);
    return Object.fromEntries(sums);
  }

  const counted = (/** @type {Counts} */ counts) =>
    until(`it was counted ${JSON.stringify(counts)}`, async () =>
      isDeepStrictEqual(await countedSoFar(), counts),
    );

  /** @param {Case} each */
  async function play({ key = 'ACME-1', opening = {}, does, counts }) {
    const { page, close } = await browser.tab();
    const mark = await browser.desk.mark();
    try {
      await openIssue(page, key, opening);
      await browser.desk.hears(mark, ({ kind }) => kind === 'saw', 'the ticket is on the page');
      await does({ page, site: workplace.sites.jiraCloud, read, counted });
      // Too much is there when all is settled.
      await read();
      assert.deepEqual(await countedSoFar(), counts);
    } finally {
      await close();
    }
  }

  return (cases) => {
    for (const each of cases) test(each.name, () => play(each));
  };
}
