// One working day of one person: a workplace, a clock, a browser with the extension, and what tests
// of all scenes do and check there.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensionWith } from '../pages/reading/own-content.mjs';
import { buildPage } from '../pages/salesforce/build.mjs';
import * as gestures from '../pages/salesforce/gestures.mjs';
import { opportunityId, REPORT_HOST, startProxy, startWorkplace } from '../workplace/server.mjs';
import * as chromium from './chromium.mjs';
import { clock as makeClock } from './clock.mjs';
import { pagesAreQuiet } from './desk.mjs';
import * as firefox from './firefox.mjs';
import { seedSecret } from './profile.mjs';
import { SECRET, serve } from './server.mjs';
import { until } from './until.mjs';

/** @typedef {import("./desk.mjs").Desk} Desk */
/** @typedef {{ page: import("playwright-core").Page, hand: import("./hand.mjs").Hand, evaluate: Desk["evaluate"], goto(url: string): Promise<void>, card(): Promise<import("./hand.mjs").Hand | null>, toFront(): Promise<void>, screenshot(path: string): Promise<void>, close(): Promise<void> }} Tab */

export const EXTENSION =
  process.env.CUECARD_EXTENSION ??
  fileURLToPath(new URL('../../target/extension-demo', import.meta.url));
export const PAGES =
  process.env.CUECARD_PAGES ?? fileURLToPath(new URL('../../target/pages', import.meta.url));
/** The extension's own name in Firefox, from its manifest. */
const EXTENSION_NAME = process.env.CUECARD_EXTENSION_NAME ?? 'cuecard@cuecard.invalid';
/** Between two reports; a day at work spreads them over hours, a test does not wait for that. */
const GAP_SECONDS = 1;

/** A Wednesday; its week began on Monday 16 November 2026. */
export const WEDNESDAY = '2026-11-18T10:00:00-05:00';
export const ROLE = 'account-executive';
export const PRICING = 'pricing-objection';
export const SLIPPING = 'slipping-close-date';
/** The values that make both conditions of the pricing aid true. */
export const PRICING_OBJECTION = {
  StageName: 'Negotiation/Review',
  Primary_Objection__c: 'Pricing',
};

/**
 * @param {object} [wish]
 * @param {"chromium" | "firefox"} [wish.in]
 * @param {boolean} [wish.server]  a report server, and the settings that name it
 * @param {string} [wish.secret]  draws the person's arms
 * @param {string} [wish.start]
 * @param {string | null} [wish.role]  none: the person has just installed it, and its first steps are open
 * @param {(content: string) => void} [wish.content]  changes a copy of the content folder
 */
export async function stage({
  in: name = 'chromium',
  server: wantsServer = false,
  secret,
  start = WEDNESDAY,
  role = ROLE,
  content,
} = {}) {
  assert.ok(
    existsSync(EXTENSION),
    `there is no built extension in ${EXTENSION}: ./build.sh makes it, or say where with CUECARD_EXTENSION`,
  );
  await buildPage(PAGES);
  /** What was started, to be ended in reverse, after a failed start too. @type {(() => unknown)[]} */
  const ends = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const own = content && extensionWith(content);
    if (own) ends.push(own.forget);
    const extension = own?.extension ?? EXTENSION;
    const clock = makeClock({ start });
    ends.push(clock.close);
    const server = wantsServer ? await serve({ clock }) : null;
    if (server) ends.push(server.forget, server.stop);
    const workplace = await startWorkplace({ pages: PAGES, upstream: server?.url ?? null });
    ends.push(workplace.close);
    const firstSteps = role === null;
    const browser =
      name === 'chromium'
        ? await chromium.launch({ extension, clock, workplace, firstSteps })
        : await inFirefox({ extension, clock, firstSteps }, workplace, ends);
    ends.push(browser.forget, browser.close);
    // Scenes that kill and restart ask for Chromium.
    const person = /** @type {chromium.Browser} */ (browser);
    if (secret !== undefined) await seedSecret(person, secret);
    if (role !== null) await person.desk.set({ role });
    if (server)
      await person.desk.set({
        server: { url: `https://${REPORT_HOST}`, secret: SECRET, gap_seconds: GAP_SECONDS },
      });
    return {
      clock,
      workplace,
      browser: person,
      server: /** @type {import("./server.mjs").Server} */ (server),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param {Pick<firefox.Wish, 'extension' | 'clock' | 'firstSteps'>} wish @param {import("../workplace/server.mjs").Workplace} workplace @param {(() => unknown)[]} ends */
async function inFirefox(wish, workplace, ends) {
  const proxy = await startProxy(workplace.port);
  ends.push(proxy.close);
  return firefox.launch({
    ...wish,
    extensionName: EXTENSION_NAME,
    workplace: { proxyPort: proxy.port },
  });
}

/**
 * Nudges that come on each record, so that a day is long enough for what takes a person weeks.
 * @param {string} content
 */
export function onEachRecord(content) {
  const spaced = (/** @type {string} */ nudge) => !nudge.includes('\ncadence: ');
  eachNudge(content, (nudge) =>
    spaced(nudge) ? nudge.replace('\nseverity:', '\ncadence: each_record\nseverity:') : nudge,
  );
}

/** Changes every nudge of a content folder. @param {string} content @param {(nudge: string) => string} change */
export function eachNudge(content, change) {
  const packs = join(content, 'packs');
  for (const path of readdirSync(packs, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.md')) continue;
    writeFileSync(join(packs, path), change(readFileSync(join(packs, path), 'utf8')));
  }
}

/** @typedef {Awaited<ReturnType<typeof stage>>} Stage */

/** Opens a deal; returns once the extension has read it, so that what follows is a change. @param {Stage} stage @param {Tab} tab @param {number} number @param {{ shadow?: "native", slow?: number }} [how] */
export async function open({ browser: { desk } }, tab, number, how) {
  const id = opportunityId(number);
  const mark = await desk.mark();
  await tab.goto(gestures.recordUrl(id, how));
  await gestures.waitForRecord(tab.page, id);
  await desk.hears(
    mark,
    (message) => message.kind === 'saw' && message.url.includes(id),
    `deal ${number} is on the page`,
  );
  await pagesAreQuiet(desk);
}

/** Opens a deal, changes it and saves it. @param {Stage} stage @param {Tab} tab @param {number} number @param {Record<string, string>} fields */
export async function save(stage, tab, number, fields) {
  await open(stage, tab, number);
  await gestures.editAndSave(tab.page, fields);
}

/**
 * A card is there, painted, and the worker knows that the person could see it.
 * @param {Pick<Stage, 'browser'>} stage @param {Tab} tab @param {number} since what had been heard before
 */
export async function cardShows({ browser: { desk } }, tab, since) {
  const { message } = await desk.hears(
    since,
    ({ kind }) => kind === 'painted',
    'a card was painted',
  );
  await desk.hears(
    since,
    ({ kind, moment }) => kind === 'seen' && moment === message.moment,
    'the person could see the card',
  );
  return until('the card is on the page', () => tab.card());
}

/**
 * The worker was told that a deal shows this, saved and rendered, and nothing more is on its way. To wait
 * for silence alone would be too early where the page takes longer than that to show what was saved.
 * @param {Pick<Stage, 'browser'>} stage @param {number} since what had been heard before @param {number} deal @param {string[]} [reads]
 */
export async function isRead({ browser: { desk } }, since, deal, reads = []) {
  const id = opportunityId(deal);
  await desk.hears(
    since,
    ({ kind, url, act, readings }) =>
      kind === 'saw' &&
      act === null &&
      url.includes(id) &&
      reads.every((raw) => readings.some((/** @type {any} */ reading) => reading?.raw === raw)),
    `deal ${deal} reads ${reads.join(', ')}`,
  );
  await pagesAreQuiet(desk);
}

/**
 * Nothing comes of what happened since then: the page has said all it had to say, the worker has
 * decided on every word of it (its answers come in order, the status last), and no holder of a moment,
 * shown or withheld, went on any page.
 * @param {Stage} stage @param {Tab} tab @param {number} since
 * @param {{ deal?: number, reads?: string[] }} [told] what the worker must have been told meanwhile, so that silence means something
 */
export async function staysSilent({ browser }, tab, since, { deal, reads } = {}) {
  const { desk } = browser;
  if (deal === undefined) await pagesAreQuiet(desk);
  else await isRead({ browser }, since, deal, reads);
  await desk.status();
  const heard = await desk.heardSince(since);
  assert.deepEqual(
    heard.filter(({ message }) => ['placed', 'card', 'painted'].includes(message.kind)),
    [],
    'no moment may begin',
  );
  assert.equal(await tab.card(), null, 'no card may be on the page');
}

/** Answers the card, and waits until the answer is stored and the card is gone. @param {Stage} stage @param {Tab} tab @param {string} name of the button */
export async function answer({ browser: { desk } }, tab, name) {
  const card = await until('the card is on the page', () => tab.card());
  const mark = await desk.mark();
  await card.press(name);
  await desk.hears(mark, ({ kind }) => kind === 'answered', `the person answered ${name}`);
  await until('the card is gone', async () => (await tab.card()) === null);
}

/** The worker's last decision on a nudge. @param {Stage} stage @param {string} nudge */
export async function lastDecision({ browser: { desk } }, nudge) {
  const { decisions } = await desk.status();
  return decisions
    .filter((/** @type {any} */ decision) => decision.nudge === nudge)
    .toSorted((/** @type {any} */ a, /** @type {any} */ b) => b.at - a.at)[0];
}

/** What of the status must outlive the worker and the browser. @param {Stage} stage */
export async function kept({ browser: { desk } }) {
  const { settings, budget, decisions, muted, outbox } = await desk.status();
  return { settings, budget, decisions, muted, waiting: outbox.waiting, sent: outbox.sent };
}

/** The same is kept after the worker was killed, where a test can do that, and after a restart of the browser. @param {Stage} stage */
export async function survives(stage) {
  const before = await kept(stage);
  if (stage.browser.name === 'chromium') {
    await stage.browser.killWorker();
    assert.deepEqual(await kept(stage), before, 'after the worker was killed');
  }
  await stage.browser.restart();
  assert.deepEqual(await kept(stage), before, 'after a restart of the browser');
}
