/**
 * The workplace: a small organisation's web on one HTTPS port of this machine. Browsers are told to look for every
 * host here; the host name decides who answers. Whatever reaches it is logged, so a test can prove what was not sent.
 *
 * As a command: `node tests/workplace/server.mjs PAGES_FOLDER [--port N] [--upstream http://127.0.0.1:N]`
 */
import https from 'node:https';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCertificate } from './certificate.mjs';
import { send } from './http.mjs';
import { lightning } from './lightning.mjs';
import { ACCOUNT_ID, COLLEAGUE, opportunityId, Records } from './records.mjs';
import { reportServer } from './reports.mjs';
import { repositoryOf } from './repository.mjs';
import { mountSites } from './sites.mjs';

export { startProxy } from './proxy.mjs';
export { ACCOUNT_ID, COLLEAGUE, ME, opportunityId } from './records.mjs';

/** The organisation's host for record pages, and the one of its report server. */
export const SALESFORCE_HOST = 'acme.lightning.force.com';
export const REPORT_HOST = 'cuecard.acme.example';

/**
 * A connection (its host is `null` until a TLS client names one) or a request on it.
 * @typedef {{ at: number, kind: 'connection', host: string | null }} ConnectionEntry
 * @typedef {{ at: number, kind: 'request', host: string, method: string, path: string, origin: string | null,
 *   userAgent: boolean, cookies: boolean }} RequestEntry
 * @typedef {ConnectionEntry | RequestEntry} LogEntry
 */

/**
 * @typedef {object} Workplace
 * @property {number} port
 * @property {string} certificateHash for `--ignore-certificate-errors-spki-list`
 * @property {Records} records
 * @property {LogEntry[]} log
 * @property {(recordId: string, fields: Record<string, import('./records.mjs').FieldValue>) => void} colleagueSaves
 *   changes a record as another person; throws when the records refuse
 * @property {{ mode: import('./reports.mjs').Mode }} reports
 * @property {import('./repository.mjs').Shelf} shelf what the organisation publishes
 * @property {ReturnType<typeof mountSites>['sites']} sites the other systems of work, by their page suites
 * @property {() => void} reset records, sites, log and mode as at the start
 * @property {() => Promise<void>} close
 */

/**
 * @param {{ pages: string, upstream?: string | null, port?: number }} options `pages`: folder of the built record page
 * @returns {Promise<Workplace>}
 */
export async function startWorkplace({ pages, upstream = null, port = 0 }) {
  const records = new Records();
  /** @type {LogEntry[]} */
  const log = [];
  /** @type {Workplace['reports']} */
  const reports = { mode: 'up' };
  /** @type {Workplace['shelf']} */
  const shelf = { folder: null };
  const repository = repositoryOf(shelf);
  const salesforce = lightning(pages, records);
  const reporting = reportServer(upstream, reports);
  const others = mountSites();
  const certificate = makeCertificate([SALESFORCE_HOST, REPORT_HOST, 'localhost', ...others.hosts]);

  const server = https.createServer(certificate, async (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const { method = 'GET', url = '/', headers } = request;
    log.push({
      at: Date.now(),
      kind: 'request',
      host,
      method,
      path: url,
      origin: headers.origin ?? null,
      userAgent: 'user-agent' in headers,
      cookies: 'cookie' in headers,
    });
    const other = others.at(host);
    try {
      const address = new URL(url, `https://${host}`);
      if (host.endsWith('.lightning.force.com')) await salesforce(request, response, address);
      else if (host === REPORT_HOST && repository.has(address))
        repository.answer(address, response);
      else if (host === REPORT_HOST) await reporting(request, response);
      else if (other) await other.answer(request, response, address);
      else send(response, 404, 'Nobody of that name works here.');
    } catch (error) {
      if (!response.headersSent) send(response, 502, String(error));
      else response.destroy();
    }
  });

  /** Connections whose host is not known yet, by the other side's port. @type {Map<number | undefined, ConnectionEntry>} */
  const greeting = new Map();
  server.on('connection', (/** @type {import('node:net').Socket} */ socket) => {
    /** @type {ConnectionEntry} */
    const entry = { at: Date.now(), kind: 'connection', host: null };
    log.push(entry);
    greeting.set(socket.remotePort, entry);
    socket.once('close', () => greeting.delete(socket.remotePort));
  });
  server.on('secureConnection', (socket) => {
    const entry = greeting.get(socket.remotePort);
    if (entry && typeof socket.servername === 'string') entry.host = socket.servername;
  });

  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined));
  });
  return {
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    certificateHash: certificate.hash,
    records,
    log,
    reports,
    shelf,
    sites: others.sites,
    colleagueSaves(recordId, fields) {
      const errors = records.save(recordId, fields, COLLEAGUE);
      if (errors.length > 0) throw new Error(errors.map((error) => error.message).join(' '));
    },
    reset() {
      records.reset();
      others.reset();
      log.length = 0;
      reports.mode = 'up';
      shelf.folder = null;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' }, upstream: { type: 'string' } },
  });
  const [pages] = positionals;
  if (!pages) {
    console.error(
      'Say where the built page is: node tests/workplace/server.mjs PAGES_FOLDER [--port N] [--upstream URL]',
    );
    process.exit(2);
  }
  const workplace = await startWorkplace({
    pages,
    upstream: values.upstream ?? null,
    port: Number(values.port ?? 0),
  });
  console.log(
    `Record page    https://${SALESFORCE_HOST}/lightning/r/Opportunity/${opportunityId(1)}/view`,
  );
  console.log(`Account page   https://${SALESFORCE_HOST}/lightning/r/Account/${ACCOUNT_ID}/view`);
  for (const { hosts } of Object.values(workplace.sites))
    console.log(`Other systems  ${hosts.map((host) => `https://${host}/`).join(' ')}`);
  console.log(`Report server  https://${REPORT_HOST}/ -> ${values.upstream ?? 'none'}`);
  console.log(
    `Chromium       --host-resolver-rules="MAP * 127.0.0.1:${workplace.port}" --ignore-certificate-errors-spki-list=${workplace.certificateHash}`,
  );
}
