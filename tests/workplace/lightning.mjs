/** `*.lightning.force.com`: the record pages and the records behind them. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readBody, send, sendJson } from './http.mjs';
import { ME } from './records.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** @type {Record<string, string>} */
const STATIC = {
  'app.js': 'text/javascript; charset=utf-8',
  'synthetic-shadow.js': 'text/javascript; charset=utf-8',
  'style-nonce.js': 'text/javascript; charset=utf-8',
  'hostile.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'base-components.css': 'text/css; charset=utf-8',
};
const SESSION = 'sid=workplace-session';

/** The one `style` attribute that the real `lightning-icon` sets on this page. */
const ICON_STYLE =
  '--sds-c-icon-color-background: var(--slds-c-icon-color-background, transparent)';
const ICON_STYLE_HASH = createHash('sha256').update(ICON_STYLE).digest('base64');

/**
 * Nothing but the page's own files, with two exceptions that the real components force, each as narrow as it can be:
 * the engine adds `<style>` elements for synthetic-shadow components, hence the nonce, and `lightning-icon` sets that
 * one attribute, hence its hash. A style that anybody else adds is refused. Adopted style sheets need no permission.
 * @param {string} nonce
 */
const policy = (nonce) =>
  "default-src 'none'; script-src 'self'; " +
  `style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-hashes' 'sha256-${ICON_STYLE_HASH}'; ` +
  "img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * @param {string} pages folder of the built page
 * @param {import('./records.mjs').Records} records
 */
export function lightning(pages, records) {
  /** @param {Response} response @param {URL} url */
  async function page(response, url) {
    const nonce = randomBytes(16).toString('base64');
    let html = (await readFile(path.join(pages, 'record-page.html'), 'utf8')).replaceAll(
      '{{nonce}}',
      nonce,
    );
    const language = url.searchParams.get('lang') ?? 'en-US';
    if (/^[a-zA-Z-]{2,8}$/.test(language))
      html = html.replace('lang="en-US"', `lang="${language}"`);
    if (url.searchParams.has('hostile'))
      html = html.replace('</head>', '<script src="/static/hostile.js" defer></script>\n</head>');
    if (url.searchParams.get('shadow') === 'native')
      html = html.replace(/<script src="\/static\/synthetic-shadow\.js"><\/script>\n/, '');
    send(response, 200, html, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
      'set-cookie': `${SESSION}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    });
  }

  /** @param {Request} request @param {Response} response @param {URL} url */
  async function api(request, response, url) {
    if (!request.headers.cookie?.includes(SESSION))
      return sendJson(response, 401, { message: 'No session.' });
    const [, , kind, name = ''] = url.pathname.split('/');
    if (kind === 'changes')
      return sendJson(response, 200, records.changes(Number(url.searchParams.get('since'))));
    if (kind === 'list') return sendJson(response, 200, records.list(name));
    const reader = {
      locale: url.searchParams.get('locale') ?? 'en-US',
      several: url.searchParams.get('money') === 'codes',
    };
    if (kind === 'related') return sendJson(response, 200, records.related(name, reader));
    const record = kind === 'records' && records.shown(name, reader);
    if (!record) return sendJson(response, 404, { message: 'There is no such record.' });
    if (request.method !== 'PATCH') return sendJson(response, 200, record);
    const { fields } = JSON.parse((await readBody(request)).toString());
    const errors = records.save(name, fields, ME);
    return errors.length > 0
      ? sendJson(response, 400, errors)
      : sendJson(response, 200, records.shown(name, reader));
  }

  /** @param {Request} request @param {Response} response @param {URL} url */
  return async function answer(request, response, url) {
    const file = url.pathname.replace(/^\/static\//, '');
    const type = url.pathname.startsWith('/static/') && STATIC[file];
    if (type)
      return send(response, 200, await readFile(path.join(pages, file)), { 'content-type': type });
    if (url.pathname.startsWith('/ui-api/')) return api(request, response, url);
    if (url.pathname.startsWith('/lightning/')) return page(response, url);
    return send(response, 404, 'Not found');
  };
}
