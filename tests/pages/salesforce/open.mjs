/** A workplace and a Chromium that looks for every host there, for the tests of the page itself. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startWorkplace } from '../../workplace/server.mjs';
import { buildPage } from './build.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const pages = path.join(root, 'target/pages/salesforce');

/** A page that has not come this far by then never will; a busy machine has enough. */
const PATIENCE_MS = 12_000;

/** Where screenshots go, to be looked at. */
export const artefacts = path.join(root, 'tests/artefacts/workplace');

/**
 * @typedef {object} Opened
 * @property {import('../../workplace/server.mjs').Workplace} workplace
 * @property {() => Promise<import('playwright-core').Page>} newPage a fresh tab over fresh records
 * @property {string[]} complaints what the page complained about; a refused save's 400 is no complaint
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Opened>} */
export async function openBrowser() {
  await buildPage(pages);
  const workplace = await startWorkplace({ pages });
  const context = await chromium.launchPersistentContext('', {
    executablePath: process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP * 127.0.0.1:${workplace.port}`,
      `--ignore-certificate-errors-spki-list=${workplace.certificateHash}`,
    ],
  });
  /** @type {string[]} */
  const complaints = [];
  /** @type {import('playwright-core').Page | undefined} */
  let open;
  return {
    workplace,
    complaints,
    async newPage() {
      await open?.close();
      workplace.reset();
      complaints.length = 0;
      open = await context.newPage();
      open.setDefaultTimeout(PATIENCE_MS);
      open.on('pageerror', (error) => complaints.push(String(error)));
      open.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('status of 400'))
          complaints.push(message.text());
      });
      return open;
    },
    async close() {
      await context.close();
      await workplace.close();
    },
  };
}
