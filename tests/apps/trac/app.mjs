/** Trac, served by its own tracd on a copy of the seeded project. */
import path from 'node:path';
import { copyTemplate, freePort, PEOPLE, serve } from '../service.mjs';
import { hiddenValue, Session } from '../session.mjs';

/** @typedef {import('../service.mjs').Who} Who */

/** The names that Trac's own language preference has. */
const LANGUAGES = { en: 'en_US', 'en-GB': 'en_GB', de: 'de', fr: 'fr' };
const PREFERENCES = '/prefs/localization';

/** @param {import('../service.mjs').Wish} wish @returns {Promise<import('../service.mjs').App>} */
export async function start(wish) {
  const { folder, port, address, language = 'en', environment = {} } = wish;
  const { home, copy } = copyTemplate(folder, 'trac');
  const where = port ?? (await freePort());
  const url = `http://127.0.0.1:${where}`;
  const { stop } = await serve({
    command: path.join(home, 'venv/bin/tracd'),
    args: [
      '--single-env',
      `--hostname=127.0.0.1`,
      `--port=${where}`,
      `--basic-auth=${path.basename(copy)},${path.join(copy, 'passwords')},Trac`,
      copy,
    ],
    environment: { ...environment, TZ: 'UTC', PYTHONWARNINGS: 'ignore' },
    folder: copy,
    url,
  });

  /** @param {Who} who */
  async function session(who) {
    const { login, password } = PEOPLE[who];
    const signedIn = new Session(url);
    const secret = Buffer.from(`${login}:${password}`).toString('base64');
    await signedIn.get('/login', { authorization: `Basic ${secret}` });
    return signedIn;
  }

  /** @param {Who} who @param {import('../service.mjs').Language} spoken */
  async function speak(who, spoken) {
    const signedIn = await session(who);
    await signedIn.post(PREFERENCES, {
      __FORM_TOKEN: hiddenValue(await signedIn.get(PREFERENCES), '__FORM_TOKEN'),
      language: LANGUAGES[spoken],
    });
  }

  await speak('me', language);
  await speak('colleague', 'en');
  return {
    url: address ?? url,
    server: url,
    people: PEOPLE,
    session,
    speak,
    stop,
    signIn: (page, who) => signIn(page, address ?? url, who),
  };
}

/**
 * Trac leaves the password to the server (HTTP authentication of `/login` alone) and then knows the person by a cookie.
 * @param {import('playwright-core').Page} page @param {string} url @param {Who} who
 */
async function signIn(page, url, who) {
  const login = new URL('/login', url);
  await page.context().clearCookies({ domain: login.hostname });
  login.username = PEOPLE[who].login;
  login.password = PEOPLE[who].password;
  await page.goto(login.href);
  await page.locator('#metanav .trac-author-user').waitFor();
}
