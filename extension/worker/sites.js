// @ts-check
/**
 * The content script runs on the hosts that adapters can read *and* the person or their
 * organisation allowed, and nowhere else.
 */

const SCRIPT = 'cuecard';
/** In this order: each file uses what the ones before it define. */
const FILES = ['read', 'watch', 'frame', 'boot'].map((name) => `content-script/${name}.js`);

let lastChange = Promise.resolve();

/** @param {string} site such as `*.lightning.force.com` */
const pattern = (site) => `https://${site}/*`;

/** @param {string} site */
const granted = (site) => chrome.permissions.contains({ origins: [pattern(site)] });

/** Registers the content script for what is allowed now; one change at a time. */
export function registerSites() {
  const change = lastChange.then(register);
  lastChange = change.catch(() => {});
  return change;
}

async function register() {
  const content = await (await fetch(chrome.runtime.getURL('content.json'))).json();
  /** @type {string[]} */
  const sites = content.adapters.flatMap(
    (/** @type {{hosts: string[]}} */ adapter) => adapter.hosts,
  );
  const allowed = await Promise.all(sites.map(granted));
  const matches = sites.filter((_, place) => allowed[place]).map(pattern);
  const present = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (present.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  if (matches.length === 0) return;
  await chrome.scripting.registerContentScripts([
    { id: SCRIPT, js: FILES, matches, runAt: 'document_idle', persistAcrossSessions: true },
  ]);
}

/**
 * Adds to a status which sites are allowed.
 * @param {{status: {sites: {site: string}[]}}} reply
 */
export async function withGrants(reply) {
  const sites = await Promise.all(
    reply.status.sites.map(async (entry) => ({ ...entry, granted: await granted(entry.site) })),
  );
  return { status: { ...reply.status, sites } };
}
