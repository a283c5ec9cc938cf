/**
 * `acme.atlassian.net`: the pages, their strict policy, the documented REST API, and what other people do meanwhile.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { send, sendJson } from '../../workplace/http.mjs';
import { PRIORITIES, STATUSES } from './issue-fields.mjs';
import { Issues } from './issues.mjs';
import { COLLEAGUE, ME } from './people.mjs';
import { rest } from './rest.mjs';

export { COLLEAGUE, ME, REPORTER } from './people.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {import('./issue-fields.mjs').FieldValue} FieldValue */

export const HOST = 'acme.atlassian.net';

const SESSION = `cloud.session.token=${randomBytes(16).toString('hex')}`;

/** @type {Record<string, string>} */
const STATIC = {
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
};

/** Paths that the single page answers; everything behind them happens without loading anew. */
const PAGES = [
  /^\/browse\/[A-Z]+-\d+$/,
  /^\/issues\/([A-Z]+-\d+)?$/,
  /^\/jira\/software\/projects\/[A-Z]+\/boards\/\d+$/,
];

/** Locales of a person's settings that the page can show, and how Jira writes them. */
const LOCALES = /** @type {Record<string, string>} */ ({
  'en-US': 'en_US',
  'en-GB': 'en_GB',
  de: 'de_DE',
  fr: 'fr_FR',
});

/** Scripts only from the site. @atlaskit/select writes its styles into the page as it runs, so those are free. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @param {string} name @returns {string} a small picture whose colour only depends on its name */
function icon(name) {
  const colour = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="16" height="16" rx="3" fill="#${colour}"/></svg>`;
}

/** @param {string} name @param {{ id: string, name: string }[]} choices @returns {string} */
function idOf(name, choices) {
  const found = choices.find((one) => one.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found.id;
}

/**
 * @param {string} pages folder of the built page
 */
export function createSite(pages) {
  const issues = new Issues();

  /** @param {Response} response @param {URL} url */
  async function page(response, url) {
    const locale = LOCALES[url.searchParams.get('locale') ?? 'en-US'] ?? 'en_US';
    const old = url.searchParams.get('testid') === 'old';
    const dark = url.searchParams.get('dark') === '1';
    const olderMeta = `<meta name="ajs-remote-user" content="robin.vale">\n<meta name="ajs-remote-user-fullname" content="${ME.displayName}">`;
    const html = (await readFile(path.join(pages, 'page.html'), 'utf8'))
      .replaceAll('{{account}}', ME.accountId)
      .replaceAll('{{locale}}', locale)
      .replaceAll('{{mode}}', dark ? 'dark' : 'light')
      .replace('{{older}}', old ? olderMeta : '');
    send(response, 200, html, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'set-cookie': `${SESSION}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    });
  }

  /** @param {string} key @param {Record<string, FieldValue>} fields */
  function colleagueChanges(key, fields) {
    const errors = issues.save(key, fields, COLLEAGUE);
    if (Object.keys(errors).length > 0) throw new Error(Object.values(errors).join(' '));
  }

  const site = {
    hosts: [HOST],
    issues,
    /** How long saves wait before they are answered, for tests that watch what the page shows meanwhile. */
    saveDelayMs: 0,
    /** Changes fields as another person, in the form in which they are kept; throws when they are refused. */
    colleagueChanges,
    /** @param {string} key @param {string} status its name */
    colleagueTransitions: (key, status) =>
      colleagueChanges(key, { status: idOf(status, STATUSES) }),
    /** @param {string} key @param {string} priority its name */
    colleaguePrioritises: (key, priority) =>
      colleagueChanges(key, { priority: idOf(priority, PRIORITIES) }),
    /** @param {string} key @param {string} text */
    colleagueComments(key, text) {
      if (!issues.comment(key, text, COLLEAGUE)) throw new Error('The comment was refused.');
    },
    /** @param {string} key @param {string} summary @returns {string} the new key */
    colleagueAddsSubtask(key, summary) {
      const child = issues.addSubtask(key, summary, COLLEAGUE);
      if (!child) throw new Error('The sub-task was refused.');
      return child.key;
    },
    /** Issues as at the start. */
    reset() {
      issues.reset();
      site.saveDelayMs = 0;
    },
    /** @param {Request} request @param {Response} response @param {URL} url @returns {Promise<void>} */
    async answer(request, response, url) {
      const file = url.pathname.replace(/^\/static\//, '');
      const type = url.pathname.startsWith('/static/') && STATIC[file];
      if (type)
        return send(response, 200, await readFile(path.join(pages, file)), {
          'content-type': type,
        });
      if (url.pathname.startsWith('/images/icons/') || url.pathname === '/favicon.ico')
        return send(response, 200, icon(url.pathname), { 'content-type': 'image/svg+xml' });
      if (PAGES.some((pattern) => pattern.test(url.pathname))) return page(response, url);
      const signedIn = request.headers.cookie?.includes(SESSION) ?? false;
      if (url.pathname === '/gateway/changes')
        return signedIn
          ? sendJson(response, 200, issues.changes(Number(url.searchParams.get('since'))))
          : sendJson(response, 401, {});
      if (!url.pathname.startsWith('/rest/api/3/')) return send(response, 404, 'Not found');
      if (!signedIn) return sendJson(response, 401, { errorMessages: ['No session.'], errors: {} });
      if (request.method !== 'GET' && site.saveDelayMs > 0)
        await new Promise((resolve) => setTimeout(resolve, site.saveDelayMs));
      return rest(request, response, url, issues);
    },
  };
  return site;
}
