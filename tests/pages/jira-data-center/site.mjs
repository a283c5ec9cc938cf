/** `jira.acme.example`: who answers which address. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readBody, send, sendJson } from '../../workplace/http.mjs';
import { ACTIONS } from './actions.mjs';
import { activityBlocks, FIRST_TAB, TABS } from './activity.mjs';
import { boardColumns } from './board.mjs';
import { issueView } from './issue-view.mjs';
import {
  boardPage,
  dashboardPage,
  editPage,
  issuePage,
  listViewPage,
  splitViewPage,
} from './pages.mjs';
import { COLLEAGUE } from './people.mjs';
import { restIssue } from './rest.mjs';
import { SESSION, TOKEN } from './session.mjs';
import { Tracker } from './tracker.mjs';
import { LOCALES, wordsIn } from './words.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./dates.mjs').Locale} Locale */

export const JIRA_HOST = 'jira.acme.example';
export { COLLEAGUE, ME } from './people.mjs';

/** No test waits longer for a page to come in. */
const SLOWEST_MS = 120_000;

/** Only the page's own files; `base-uri` because the library's sanitiser sets the base of the fragments it cleans. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "font-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/** @type {Record<string, string>} */
const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/** One drawing stands for every icon; the page's title and class say which it is. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><circle cx="8" cy="8" r="6" fill="#4c9aff"/></svg>';

/** @param {string | null} text @returns {text is Locale} */
const isLocale = (text) => LOCALES.some((locale) => locale === text);

/**
 * @param {string} pages folder that `buildPage` filled
 */
export function createSite(pages) {
  const tracker = new Tracker();
  /** The person's language, as their profile has it. @type {Locale} */
  let locale = 'en_US';

  /** @returns {Context} */
  const context = () => ({ tracker, locale, say: wordsIn(locale) });

  /** @param {URL} url */
  const slowness = (url) => Math.min(Number(url.searchParams.get('slow') ?? 0), SLOWEST_MS);

  /** Sends a page, its content by `?slow=MS` later than its frame. @param {Response} response @param {URL} url @param {[string, string, string]} parts @param {number} [status] */
  async function sendPage(response, url, [before, content, after], status = 200) {
    response.writeHead(status, {
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'set-cookie': [
        `${SESSION}; Path=/; Secure; HttpOnly; SameSite=Lax`,
        `atlassian.xsrf.token=${TOKEN}; Path=/; Secure; SameSite=Lax`,
      ],
    });
    response.write(before);
    if (slowness(url) > 0) await wait(slowness(url), undefined, { ref: false });
    if (!response.destroyed) response.end(content + after);
  }

  /** @param {string} jql the navigator knows `project`, `labels = X` and nothing else */
  function search(jql) {
    const label = /labels\s*=\s*(\S+)/.exec(jql)?.[1];
    return tracker.tickets.filter(
      ({ fields }) => !label || String(fields.labels).split(' ').includes(label),
    );
  }

  /** @param {Response} response @param {URL} url */
  async function browse(response, url) {
    const ticket = tracker.find(url.pathname.split('/')[2]);
    const tab = url.searchParams.get('page')?.split(':')[1];
    if (!ticket) return sendPage(response, url, dashboardPage(context()), 404);
    if (tab && url.searchParams.get('decorator') === 'none')
      return send(
        response,
        200,
        activityBlocks(context(), ticket, TABS.includes(tab) ? tab : FIRST_TAB).text,
        { 'content-type': 'text/html; charset=utf-8' },
      );
    const jql = url.searchParams.get('jql');
    return sendPage(
      response,
      url,
      jql === null
        ? issuePage(context(), ticket, issueView(context(), ticket))
        : splitViewPage(context(), jql, search(jql), ticket.key),
    );
  }

  /** @param {Response} response @param {URL} url */
  function page(response, url) {
    if (url.pathname.startsWith('/browse/')) return browse(response, url);
    if (url.pathname === '/secure/RapidBoard.jspa')
      return sendPage(
        response,
        url,
        boardPage(context(), url.searchParams.get('selectedIssue') ?? undefined),
      );
    if (url.pathname === '/secure/EditIssue!default.jspa') {
      const ticket = tracker.find(url.searchParams.get('id'));
      return ticket ? sendPage(response, url, editPage(context(), ticket)) : notFound(response);
    }
    if (url.pathname === '/issues/') {
      const jql = url.searchParams.get('jql') ?? '';
      const found = search(jql);
      return sendPage(
        response,
        url,
        url.searchParams.get('layout') === 'list-view'
          ? listViewPage(context(), found)
          : splitViewPage(context(), jql, found, found[0]?.key ?? ''),
      );
    }
    return sendPage(response, url, dashboardPage(context()));
  }

  /** @param {Response} response */
  const notFound = (response) =>
    sendJson(response, 404, { errorMessages: ['Issue Does Not Exist'], errors: {} });

  /** @param {Request} request @param {Response} response @param {URL} url @param {import('./actions.mjs').Action} action */
  async function act(request, response, url, action) {
    const form = new URLSearchParams(
      request.method === 'POST' ? (await readBody(request)).toString() : '',
    );
    const { searchParams: query } = url;
    const name = ['issueId', 'id', 'parentIssueId', 'issueIdOrKey', 'issueKey']
      .map((key) => query.get(key) ?? form.get(key))
      .find(Boolean);
    const ticket = tracker.find(name);
    if (!ticket) return notFound(response);
    if (request.method === 'POST' && form.get('atl_token') !== TOKEN)
      return send(response, 403, 'XSRF Security Token Missing');
    const answer = action(context(), ticket, query, form);
    if (request.method === 'GET' && slowness(url) > 0)
      await wait(slowness(url), undefined, { ref: false });
    const status = answer.status ?? 200;
    if (answer.location) return send(response, 302, '', { location: answer.location });
    if (answer.page)
      return sendPage(response, url, editPage(context(), ticket, answer.refusal), status);
    if (answer.html !== undefined)
      return send(response, status, answer.html, { 'content-type': 'text/html; charset=utf-8' });
    return sendJson(response, status, answer.json);
  }

  /** @param {Response} response @param {URL} url */
  async function file(response, url) {
    if (url.pathname.startsWith('/images/icons/'))
      return send(response, 200, ICON, { 'content-type': 'image/svg+xml' });
    const place = path.join(pages, path.normalize(url.pathname.slice('/static'.length)));
    const type = TYPES[path.extname(place)];
    const content = type && (await readFile(place).catch(() => null));
    return content
      ? send(response, 200, content, { 'content-type': type })
      : send(response, 404, 'Not found');
  }

  /** @param {Request} request @param {Response} response @param {URL} url */
  async function answer(request, response, url) {
    const wanted = url.searchParams.get('locale');
    if (isLocale(wanted)) locale = wanted;
    if (/^\/(static|images)\//.test(url.pathname)) return file(response, url);
    const last = url.pathname.split('/').at(-1);
    const action = ACTIONS[`${request.method} ${last}`];
    const inside = Boolean(request.headers.cookie?.includes(SESSION));
    if (url.pathname.startsWith('/rest/') || action) {
      if (!inside) return sendJson(response, 401, { errorMessages: ['You are not logged in.'] });
      if (action) return act(request, response, url, action);
      if (last === 'allData.json')
        return sendJson(response, 200, {
          revision: tracker.revision,
          columns: boardColumns(context(), url.searchParams.get('selectedIssue') ?? undefined).text,
        });
      const ticket = url.pathname.startsWith('/rest/api/2/issue/') && tracker.find(last);
      return ticket
        ? sendJson(response, 200, restIssue(tracker, ticket, url.searchParams))
        : notFound(response);
    }
    return page(response, url);
  }

  return {
    hosts: [JIRA_HOST],
    answer,
    tracker,
    /** Everything that was saved, by whomever, in order. */
    get saves() {
      return tracker.saves;
    },
    /** Sets the language of the person's profile. @param {Locale} to */
    setLocale(to) {
      locale = to;
    },
    /** @param {string} key @param {Record<string, import('./fields.mjs').Value>} fields @param {string} [person] */
    colleagueSaves: (key, fields, person = COLLEAGUE) => tracker.save(key, fields, person),
    /** @param {string} key @param {string} id @param {string | null} [resolution] */
    colleagueTransitions(key, id, resolution = null) {
      const errors = tracker.transition(key, id, resolution, COLLEAGUE);
      if (Object.keys(errors).length > 0) throw new Error('The transition needs a resolution.');
    },
    /** @param {string} key @param {string} text */
    colleagueComments: (key, text) => tracker.comment(key, text, COLLEAGUE),
    reset() {
      tracker.reset();
      locale = 'en_US';
    },
  };
}
