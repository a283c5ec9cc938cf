/** `cuecard.acme.example`: the way to the report server, with every kind of trouble on it that a network knows. */
import http from 'node:http';
import { readBody, send } from './http.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/**
 * - `up`: passes everything on. `down`: the connection breaks before anything is passed on.
 * - `portal`: a login page with status 200. `error500`, `too_many`, `too_large`: that status, not from our server.
 * - `nonsense`: status 200 and half a JSON.
 * - `repeat`: passes each request on twice and gives the second answer.
 * - `lost_answer`: passes the request on; its answer never arrives.
 * @typedef {'up' | 'down' | 'portal' | 'error500' | 'too_many' | 'nonsense' | 'too_large' | 'repeat' | 'lost_answer'} Mode
 */

/** What `too_many` asks for. Short, so that a test can wait for the second attempt. */
const RETRY_AFTER_SECONDS = '2';

/** Headers about one connection, which a proxy must not pass on. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'content-length',
]);

/** Answers that need no report server. @type {Partial<Record<Mode, (response: Response) => void>>} */
const TROUBLES = {
  down: (response) => response.destroy(),
  portal: (response) =>
    send(
      response,
      200,
      '<!doctype html><title>Guest network</title><h1>Sign in to use this network</h1>',
      {
        'content-type': 'text/html; charset=utf-8',
        'set-cookie': 'portal=guest; Path=/',
      },
    ),
  error500: (response) => send(response, 500, 'Something went wrong.'),
  too_many: (response) =>
    send(response, 429, 'Too many requests.', {
      'retry-after': RETRY_AFTER_SECONDS,
      'content-type': 'text/plain',
    }),
  nonsense: (response) =>
    send(response, 200, '{"id": "0000', { 'content-type': 'application/json' }),
  too_large: (response) =>
    send(response, 413, '<h1>413 Request Entity Too Large</h1>', { 'content-type': 'text/html' }),
};

/**
 * @param {string} upstream
 * @param {Request} request
 * @param {Buffer} body
 * @returns {Promise<{ status: number, headers: Record<string, string>, body: Buffer }>}
 */
function deliver(upstream, request, body) {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name)),
  );
  return new Promise((resolve, reject) => {
    const passed = http.request(
      new URL(request.url ?? '/', upstream),
      { method: request.method, headers },
      async (answer) => {
        try {
          const kept = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name));
          resolve({
            status: answer.statusCode ?? 502,
            headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
            body: await readBody(answer),
          });
        } catch (error) {
          reject(error);
        }
      },
    );
    passed.on('error', reject);
    passed.end(body);
  });
}

/**
 * @param {string | null} upstream the report server, `http://127.0.0.1:PORT`
 * @param {{ mode: Mode }} reports read anew for each request
 */
export function reportServer(upstream, reports) {
  /** @param {Request} request @param {Response} response */
  return async function answer(request, response) {
    const { mode } = reports;
    const body = await readBody(request);
    const trouble = TROUBLES[mode];
    if (trouble) return trouble(response);
    if (!upstream) return send(response, 502, 'No report server is running.');
    let result = await deliver(upstream, request, body);
    if (mode === 'repeat') result = await deliver(upstream, request, body);
    if (mode === 'lost_answer') return response.destroy();
    return send(response, result.status, result.body, result.headers);
  };
}
