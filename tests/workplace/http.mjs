/** The few things that every answering part of the workplace does. */

/** No page or report comes near this; it keeps a runaway test from filling the memory. */
const BODY_LIMIT = 1_048_576;

/** @param {import('node:http').IncomingMessage} request @returns {Promise<Buffer>} */
export async function readBody(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > BODY_LIMIT) throw new Error('The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string | Buffer} body
 * @param {Record<string, string>} [headers]
 */
export function send(
  response,
  status,
  body,
  headers = { 'content-type': 'text/plain; charset=utf-8' },
) {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers });
  response.end(body);
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} body */
export function sendJson(response, status, body) {
  send(response, status, JSON.stringify(body), { 'content-type': 'application/json' });
}
