/** A company with one of the applications behind HTTPS, and a person in it who has Cuecard. */
import { fileURLToPath } from 'node:url';
import { launch } from '../e2e/chromium.mjs';
import { clock as makeClock } from '../e2e/clock.mjs';
import { secretFor, seedSecret } from '../e2e/profile.mjs';
import { assemble, settled } from './extension.mjs';
import { startFront } from './front.mjs';
import * as redmineApp from './redmine/app.mjs';
import * as redmineGestures from './redmine/gestures.mjs';
import { install } from './service.mjs';
import * as tracApp from './trac/app.mjs';
import * as tracGestures from './trac/gestures.mjs';

/** @typedef {'trac' | 'redmine'} Name */
/** @typedef {import('./service.mjs').App} App */
/** @typedef {import('./service.mjs').Language} Language */
/** @typedef {import('../e2e/chromium.mjs').Browser} Browser */
/** @typedef {import('../e2e/chromium.mjs').Tab} Tab */
/** @typedef {typeof tracGestures | typeof redmineGestures} Gestures */

export const FOLDER =
  process.env.CUECARD_APPS ?? fileURLToPath(new URL('../../target/apps', import.meta.url));
/** A Wednesday; both applications live by the same clock. */
const NOW = '2026-11-18T10:00:00Z';
/** The nudge of these tests that shows; of two people one would see none. */
export const PUSHED = 'pushed-due-date';
/** A page of Redmine takes a second when both cores are busy. */
const PAGE_LIMIT_MS = 20_000;

const PARTS = {
  trac: { start: tracApp.start, gestures: tracGestures },
  redmine: { start: redmineApp.start, gestures: redmineGestures },
};

/** @param {Name} name */
export async function openCompany(name) {
  await install(name, FOLDER);
  const { start, gestures } = PARTS[name];
  const host = `${name}.acme.example`;
  /** What was started, to be ended in reverse, after a failed start too. @type {(() => unknown)[]} */
  const ends = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const clock = makeClock({ start: NOW, timeZone: 'UTC' });
    ends.push(clock.close);
    const address = `https://${host}`;
    const app = await start({ folder: FOLDER, address, environment: clock.environment });
    ends.push(app.stop);
    const front = await startFront({ [host]: app.server });
    ends.push(front.close);
    const extension = assemble();
    ends.push(extension.forget);

    /** A browser of `me`, who has chosen a role and added the host. */
    const person = async () => {
      const browser = await launch({ extension: extension.folder, workplace: front, clock });
      ends.push(browser.forget, browser.close);
      await seedSecret(browser, secretFor({ [PUSHED]: 'shown' }));
      await browser.desk.set({ role: 'engineer' });
      await browser.desk.set({ host: { host, app: name } });
      const tab = await browser.tab();
      tab.page.context().setDefaultTimeout(PAGE_LIMIT_MS);
      await app.signIn(tab.page, 'me');
      return { browser, tab };
    };
    return { app, gestures, clock, person, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @typedef {Awaited<ReturnType<typeof openCompany>>} Company */
/** @typedef {{ browser: Browser, tab: Tab }} Person */

/**
 * Opens a ticket; returns once the extension has read it.
 * @param {Company} company @param {Person} person @param {number} number
 */
export async function open({ app, gestures }, { browser, tab }, number) {
  const mark = await browser.desk.mark();
  await gestures.openTicket(tab.page, app, number);
  await browser.desk.hears(mark, ({ kind }) => kind === 'saw', `ticket ${number} is read`);
  await settled(browser);
}
