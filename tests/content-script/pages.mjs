// Serves the pages of the scenes, under a policy that forbids whatever a strict site forbids.

import { createServer } from 'node:http';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'none'";

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/**
 * @typedef {object} Page
 * @property {string} html
 * @property {string} js
 * @property {boolean} [connects] whether its policy lets its own scripts ask its own site
 * @property {(request: Request, response: Response) => void} [answer] to what lies below `data/`
 */
/** By the first part of the path. @typedef {Map<string, Page>} Pages */

/** @param {Pages} pages */
export async function servePages(pages) {
  const server = createServer((request, response) => {
    const [, scene, ...rest] = (request.url ?? '/').split('/');
    const page = pages.get(scene);
    const connects = page?.connects ? "; connect-src 'self'" : '';
    response.setHeader('Content-Security-Policy', POLICY + connects);
    if (!page) return void response.writeHead(404).end();
    if (rest[0] === 'data' && page.answer) return page.answer(request, response);
    const script = rest.join('/') === 'page.js';
    response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(
      script
        ? page.js
        : `<!doctype html><html lang="en"><head><title>Page</title></head><body>${page.html}` +
            `<script src="/${scene}/page.js"></script></body></html>`,
    );
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(null)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}
