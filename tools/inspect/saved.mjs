// Pages that somebody saved: where from, and how a browser gets to see them there again.
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/** Where a saved page may say its address; the surest first. */
const SAYINGS = [
  // Browsers: <!-- saved from url=(0044)https://… -->
  /<!--\s*saved from url=\(\d+\)(https?:\/\/[^\s>]+)\s*-->/i,
  // The extension SingleFile.
  /<!--[^>]*\burl:\s*(https?:\/\/\S+)/i,
  /<link\b(?=[^>]*\brel=["']?canonical\b)[^>]*\bhref=["']?(https?:\/\/[^\s"'>]+)/i,
  /<base\b[^>]*\bhref=["']?(https?:\/\/[^\s"'>]+)/i,
];
/** No saved page says it later than in its head, and what follows may be megabytes. */
const HEAD = 100_000;

/** A saved page shows what was there: its scripts would change it, or ask the network for more. */
const POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:";
/** @type {Record<string, string>} */
const TYPES = { '.css': 'text/css', '.svg': 'image/svg+xml' };

/** @param {string} html @returns {string | null} */
export function savedFrom(html) {
  const head = html.slice(0, HEAD);
  for (const saying of SAYINGS) {
    const [, url] = head.match(saying) ?? [];
    if (url) return url.replaceAll('&amp;', '&');
  }
  return null;
}

/**
 * Serves a saved page at its address, with the files that the browser saved beside it (`NAME_files/`),
 * and lets no request through.
 * @param {import('playwright-core').Page} page
 * @param {{ url: string, file: string, html: string }} saved
 */
export async function serveSaved(page, { url, file, html }) {
  const address = withoutHash(url);
  const beside = `${basename(file, extname(file))}_files`;
  const folder = new URL(`./${encodeURIComponent(beside)}/`, address).href;
  await page.route('**/*', async (route) => {
    const asked = withoutHash(route.request().url());
    const name = decodeURIComponent(asked.slice(folder.length));
    if (asked === address) {
      const headers = { 'content-security-policy': POLICY };
      await route.fulfill({ body: html, contentType: 'text/html; charset=utf-8', headers });
    } else if (asked.startsWith(folder) && /^[^/\\]+$/.test(name)) {
      const body = await readFile(join(dirname(file), beside, name)).catch(() => null);
      const contentType = TYPES[extname(name)] ?? 'application/octet-stream';
      await (body ? route.fulfill({ body, contentType }) : route.abort());
    } else await route.abort();
  });
}

/** @param {string} url */
const withoutHash = (url) => url.split('#', 1)[0] ?? url;
