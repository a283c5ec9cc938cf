/**
 * GitHub at `github.com`, and the same as GitHub Enterprise at `github.acme.example`: serves the built page, keeps
 * the repository in memory, takes what the browser's person does, and offers what other people do as methods.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readBody, send, sendJson } from '../../workplace/http.mjs';
import { COLLEAGUE, ME } from './data/people.mjs';
import { commentText } from './html/comment-text.mjs';
import { issueDocument, listDocument, pullDocument } from './html/document.mjs';
import { sizeOf } from './html/pull-parts.mjs';
import { diffAnchor, threadContent } from './html/thread.mjs';
import { LABELS, mergeHindrance, Refused, Repository, threadsOf } from './repository.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {import('./data/shapes.d.ts').Pull} Pull */
/** @typedef {import('./data/shapes.d.ts').Issue} Issue */

/** github.com, and a company's own GitHub Enterprise. */
export const HOSTS = ['github.com', 'github.acme.example'];

const SESSION = 'user_session=robin';

/** Only the page's own files; data images for icons in the style sheets of Primer. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @type {Record<string, string>} */
const STATIC = {
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'avatar.svg': 'image/svg+xml',
};

/** The switches of a page's address that its links keep. */
const SWITCHES = ['ui', 'dark', 'signedout'];

const HTML = 'text/html; charset=utf-8';

/** @param {URL} url @param {boolean} partial @returns {import('./html/document.mjs').View} */
function viewOf(url, partial) {
  const kept = SWITCHES.filter((name) => url.searchParams.has(name)).map(
    (name) => `${name}=${encodeURIComponent(String(url.searchParams.get(name)))}`,
  );
  return {
    ui: url.searchParams.get('ui') === 'classic' ? 'classic' : 'react',
    dark: url.searchParams.get('dark') === '1',
    signedIn: url.searchParams.get('signedout') !== '1',
    // The page asks a second time, by script, for what is slow to come.
    half: url.searchParams.has('slow') && !partial,
    query: kept.length > 0 ? `?${kept.join('&')}` : '',
  };
}

/** What each form of the page means. @type {[pattern: RegExp, act: string][]} */
const FORMS = [
  [/\/comment$/, 'comment'],
  [/\/review_comment\/create$/, 'review comment'],
  [/\/threads\/\d+\/(?:un)?resolve$/, 'resolve'],
  [/\/ready_for_review$/, 'ready'],
  [/\/merge$/, 'merge'],
  [/\/reviews$/, 'review'],
  [/\/labels$/, 'label'],
];

const VERDICTS = /** @type {Record<string, string>} */ ({
  approve: 'approved',
  reject: 'changes requested',
  comment: 'commented',
});

/** @param {string} act @param {string} route @param {URLSearchParams} form @param {Pull | Issue} record */
function detailOf(act, route, form, record) {
  if (act === 'resolve')
    return {
      thread: Number(/threads\/(\d+)/.exec(route)?.[1]),
      resolved: !route.endsWith('/unresolve'),
    };
  if (act === 'label')
    return { label: form.get('add') ?? form.get('remove'), set: form.has('add') };
  if (act === 'review')
    return {
      state: VERDICTS[form.get('pull_request_review[event]') ?? ''],
      body: form.get('pull_request_review[body]') ?? '',
    };
  if (act === 'review comment') {
    const first = Number(form.get('in_reply_to'));
    const thread =
      'reviews' in record && threadsOf(record).find(({ comments }) => comments[0]?.id === first);
    return { thread: thread ? thread.id : -1, body: form.get('comment[body]') ?? '' };
  }
  return act === 'comment' ? { body: form.get('comment[body]') ?? '' } : {};
}

/** @param {{ body: string }} comment @returns {string} */
const bodyHtml = ({ body }) => commentText(body).text;

/** @param {Pull | Issue | undefined} record what the new view's components show */
function shown(record) {
  if (!record) return null;
  const comments = record.comments.map((each) => ({ ...each, html: bodyHtml(each) }));
  if (!('files' in record))
    return { ...record, comments, html: bodyHtml(record), labelsKnown: LABELS };
  return {
    ...record,
    ...sizeOf(record),
    labelsKnown: LABELS,
    hindrance: mergeHindrance(record),
    files: record.files.map((file) => ({ ...file, anchor: diffAnchor(file.path) })),
    threads: threadsOf(record).map((thread) => ({
      ...thread,
      comments: thread.comments.map((each) => ({ ...each, html: bodyHtml(each) })),
    })),
  };
}

/** @param {string} pages folder of the built page */
export function createSite(pages) {
  const repository = new Repository();

  /** @param {Request} request @param {Response} response @param {URL} url @param {RegExpExecArray} route */
  async function page(request, response, url, [, kind, numberText, rest = '']) {
    const view = viewOf(url, request.headers['x-requested-with'] === 'XMLHttpRequest');
    const number = Number(numberText);
    const headers = {
      'content-type': HTML,
      'content-security-policy': POLICY,
      ...(view.signedIn && { 'set-cookie': `${SESSION}; Path=/; Secure; HttpOnly; SameSite=Lax` }),
    };
    if (kind === 'pulls')
      return send(response, 200, listDocument(repository.pulls(), view), headers);
    const issue = kind === 'issues' && repository.issue(number);
    if (issue) return send(response, 200, issueDocument(issue, view), headers);
    const pull = kind === 'pull' && repository.pull(number);
    const thread = pull && threadsOf(pull).find(({ id }) => `/threads/${id}` === rest);
    if (pull && thread)
      return send(response, 200, threadContent(pull, thread, view.signedIn).text, {
        'content-type': HTML,
      });
    const tab = { '': 'conversation', '/files': 'files', '/changes': 'changes' }[rest];
    if (!pull || !tab) return send(response, 404, 'Not Found');
    return send(response, 200, pullDocument(pull, /** @type {'files'} */ (tab), view), headers);
  }

  /** @param {Request} request @param {Response} response @param {URL} url @param {number} number */
  async function act(request, response, url, number) {
    if (!request.headers.cookie?.includes(SESSION))
      return sendJson(response, 401, { error: 'You must be signed in.' });
    const form = new URLSearchParams((await readBody(request)).toString());
    const name = FORMS.find(([pattern]) => pattern.test(url.pathname))?.[1];
    const record = repository.pull(number) ?? repository.issue(number);
    if (!name || !record) return sendJson(response, 404, { error: 'Not Found' });
    try {
      if (repository.refusal) {
        const reason = repository.refusal;
        repository.refusal = null;
        throw new Refused(reason);
      }
      repository.do(number, ME, name, detailOf(name, url.pathname, form, record));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return sendJson(response, 422, { error: error.message });
    }
    return sendJson(response, 200, { version: repository.version });
  }

  return {
    hosts: HOSTS,
    /** Everything that the site keeps, and every accepted act in `repository.acts`. */
    repository,

    /** @param {Request} request @param {Response} response @param {URL} url @returns {Promise<void>} */
    async answer(request, response, url) {
      const file = url.pathname.replace('/_site/', '');
      const type = url.pathname.startsWith('/_site/') && STATIC[file];
      if (type)
        return send(response, 200, await readFile(path.join(pages, file)), {
          'content-type': type,
        });
      if (file === 'version') return sendJson(response, 200, { version: repository.version });
      const data = /^\/_site\/(?:pull|issues)\/(\d+)$/.exec(url.pathname);
      if (data) {
        const record = shown(repository.pull(Number(data[1])) ?? repository.issue(Number(data[1])));
        return record
          ? sendJson(response, 200, record)
          : sendJson(response, 404, { error: 'Not Found' });
      }
      if (file === '/favicon.ico') return send(response, 204, '');
      const route = /^\/acme\/rocket\/(pull|pulls|issues)(?:\/(\d+))?(\/.*)?$/.exec(url.pathname);
      if (!route) return send(response, 404, 'Not Found');
      if (request.method === 'POST') return act(request, response, url, Number(route[2]));
      return page(request, response, url, route);
    },

    /** @param {number} number @param {string} body @param {string} [person] */
    personComments(number, body, person = COLLEAGUE) {
      repository.do(number, person, 'comment', { body });
    },

    /**
     * Another person (or bot) comments on a line: in a thread, or in a new one.
     * @param {number} number
     * @param {{ body: string, thread?: number, path?: string, line?: number }} comment
     * @param {string} [person]
     */
    personReviewsLine(number, comment, person = COLLEAGUE) {
      repository.do(number, person, 'review comment', { ...comment });
    },

    /** @param {number} number @param {import('./data/shapes.d.ts').ReviewState} state @param {string} [body] @param {string} [person] */
    personReviews(number, state, body = '', person = COLLEAGUE) {
      repository.do(number, person, 'review', { state, body });
    },

    /** @param {number} number @param {string} [person] */
    personMarksReady(number, person = COLLEAGUE) {
      repository.do(number, person, 'ready');
    },

    /** @param {number} number @param {string} [person] */
    personMerges(number, person = COLLEAGUE) {
      repository.do(number, person, 'merge');
    },

    /** @param {number} number @param {string} label @param {boolean} [set] @param {string} [person] */
    personLabels(number, label, set = true, person = COLLEAGUE) {
      repository.do(number, person, 'label', { label, set });
    },

    /** @param {number} number @param {number} thread @param {boolean} [resolved] @param {string} [person] */
    personResolves(number, thread, resolved = true, person = COLLEAGUE) {
      repository.do(number, person, 'resolve', { thread, resolved });
    },

    /**
     * A push, which happens outside the page, by whomever.
     * @param {number} number
     * @param {{ person?: string, message?: string, path?: string, added?: number, deleted?: number, checks?: 'passed' }} [push]
     */
    push(number, { person = ME, ...push } = {}) {
      repository.do(number, person, 'push', push);
    },

    /** The next act of the browser's person is refused with this text. @param {string} reason */
    refuseNext(reason) {
      repository.refusal = reason;
    },

    /** Everything as at the start. */
    reset() {
      repository.reset();
    },
  };
}
