/** The site of a page suite in a real Chromium, without the extension and without the rest of the workplace. */
import { mkdir } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { makeCertificate } from '../workplace/certificate.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ARTEFACTS = process.env.CUECARD_ARTEFACTS ?? path.join(root, 'tests/artefacts');
const VIEWPORT = { width: 1400, height: 1000 };

/**
 * For the tests around it.
 * @template {import('../workplace/sites.mjs').Site} S
 * @param {object} suite
 * @param {string} suite.name its folder
 * @param {(pages: string) => Promise<unknown>} suite.build
 * @param {(pages: string) => S} suite.create
 * @param {number} [suite.refusal] the status of a refused save, of which a page may complain
 */
export function siteAlone({ name, build, create, refusal = 400 }) {
  const pages = path.join(root, 'target/pages', name);
  const pictures = path.join(path.resolve(ARTEFACTS), name);
  const site = create(pages);
  /** @type {string[]} */
  const complaints = [];
  /** @type {https.Server | undefined} */
  let server;
  /** @type {import('playwright-core').BrowserContext | undefined} */
  let browser;
  /** @type {import('playwright-core').Page | undefined} */
  let page;

  before(async () => {
    await build(pages);
    await mkdir(pictures, { recursive: true });
    const certificate = makeCertificate(site.hosts);
    const listening = https.createServer(certificate, (request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '');
      site
        .answer(request, response, new URL(request.url ?? '/', `https://${host}`))
        .catch((error) => {
          complaints.push(String(error));
          response.destroy();
        });
    });
    server = listening;
    await new Promise((resolve) => listening.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (listening.address());
    // One for all tests: a fresh one for each would take longer than most of them.
    browser = await chromium.launchPersistentContext('', {
      executablePath: process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
      viewport: VIEWPORT,
      args: [
        '--no-sandbox',
        '--disable-quic',
        `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
        `--ignore-certificate-errors-spki-list=${certificate.hash}`,
      ],
    });
  });
  after(async () => {
    await browser?.close();
    server?.close();
    server?.closeAllConnections();
  });

  return {
    site,
    /** What the page in front and the site complained about. */
    complaints,
    /** The only page, of a person who was never here, with everything as at the start. */
    async freshPage() {
      if (!browser) throw new Error('there is no page before the tests begin');
      await page?.close();
      await browser.clearCookies();
      site.reset();
      complaints.length = 0;
      page = await browser.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes(`status of ${refusal}`))
          complaints.push(message.text());
      });
      return page;
    },
    /** Keeps what the page looks like, for a person to look at. @param {string} shows @param {{ fullPage?: boolean }} [options] */
    async picture(shows, options) {
      await page?.screenshot({ path: path.join(pictures, `${shows}.png`), ...options });
    },
  };
}
