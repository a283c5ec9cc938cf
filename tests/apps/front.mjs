/**
 * HTTPS before an application, as a company has it: the names that people type, on one port of this machine. The
 * applications are told what they are told there, and nothing in their pages is touched.
 */
import http from 'node:http';
import https from 'node:https';
import { makeCertificate } from '../workplace/certificate.mjs';

/** @typedef {{ port: number, certificateHash: string, close: () => Promise<void> }} Front */

/**
 * @param {Record<string, string>} names host → where its application listens
 * @returns {Promise<Front>}
 */
export async function startFront(names) {
  const certificate = makeCertificate(Object.keys(names));
  const server = https.createServer(certificate, (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const behind = names[host];
    if (!behind) return void response.writeHead(404).end();
    const headers = { ...request.headers, 'x-forwarded-proto': 'https' };
    const asked = http.request(new URL(request.url ?? '/', behind), {
      method: request.method,
      headers,
    });
    asked.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, withPlace(answer.headers, host));
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined));
  });
  return {
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    certificateHash: certificate.hash,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Trac knows nothing of what stands before it and sends people on to plain HTTP.
 * @param {http.IncomingHttpHeaders} headers
 * @param {string} host
 */
function withPlace(headers, host) {
  const { location } = headers;
  if (location === undefined) return headers;
  return { ...headers, location: location.replace(`http://${host}`, `https://${host}`) };
}
