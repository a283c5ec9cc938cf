/** Debian's Redmine, served by Puma on a copy of the seeded instance. */
import path from 'node:path';
import { copyTemplate, freePort, PEOPLE, serve } from '../service.mjs';
import { hiddenValue, Session } from '../session.mjs';

/** @typedef {import('../service.mjs').Who} Who */

const REDMINE = '/usr/share/redmine';
/** An instance is a folder below Debian's own; enough steps up from there lead to any other place. */
const ROOT_FROM_INSTANCES = '../../../../..';
const ACCOUNT = '/my/account';

/** @param {import('../service.mjs').Wish} wish @returns {Promise<import('../service.mjs').App>} */
export async function start(wish) {
  const { folder, port, address, language = 'en', environment = {} } = wish;
  const { home, copy } = copyTemplate(folder, 'redmine');
  const where = port ?? (await freePort());
  const url = `http://127.0.0.1:${where}`;
  const { stop } = await serve({
    command: 'bundle',
    args: [
      'exec',
      'puma',
      '--config',
      '-',
      '--bind',
      `tcp://127.0.0.1:${where}`,
      '--threads',
      '1:4',
    ],
    environment: {
      ...environment,
      TZ: 'UTC',
      RAILS_ENV: 'production',
      BUNDLE_GEMFILE: path.join(home, 'template/Gemfile'),
      REDMINE_INSTANCE: ROOT_FROM_INSTANCES + copy,
    },
    folder: copy,
    cwd: REDMINE,
    url: `${url}/login`,
  });

  /** @param {Who} who */
  async function session(who) {
    const { login, password } = PEOPLE[who];
    const signedIn = new Session(url);
    await signedIn.post('/login', {
      authenticity_token: hiddenValue(await signedIn.get('/login'), 'authenticity_token'),
      username: login,
      password,
    });
    return signedIn;
  }

  /** @param {Who} who @param {import('../service.mjs').Language} spoken */
  async function speak(who, spoken) {
    const signedIn = await session(who);
    await signedIn.post(ACCOUNT, {
      _method: 'put',
      authenticity_token: hiddenValue(await signedIn.get(ACCOUNT), 'authenticity_token'),
      'user[language]': spoken,
    });
  }

  await speak('me', language);
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

/** @param {import('playwright-core').Page} page @param {string} url @param {Who} who */
async function signIn(page, url, who) {
  await page.context().clearCookies({ domain: new URL(url).hostname });
  await page.goto(`${url}/login`);
  await page.locator('#username').fill(PEOPLE[who].login);
  await page.locator('#password').fill(PEOPLE[who].password);
  await page.locator('#login-submit').click();
  await page.locator('#loggedas').waitFor();
}
