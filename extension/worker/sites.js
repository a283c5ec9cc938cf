// @ts-check
/**
 * The content script runs on the hosts that adapters can read *and* the person or their
 * organisation allowed, and nowhere else.
 */

const SCRIPT = 'cuecard';
/** In this order: each file uses what the ones before it define. */
const FILES = [
  'flat-tree',
  'find',
  'read',
  'fetch',
  'watch',
  'room',
  'follow',
  'obstacles',
  'stand',
  'steady',
  'holder',
  'frame',
  'boot',
].map((name) => `content-script/${name}.js`);

let lastChange = Promise.resolve();

/** What of a site may be read. @param {string} site such as `*.lightning.force.com` */
async function granted(site) {
  // Systems inside an organisation's own network still come without encryption.
  const patterns = [`https://${site}/*`, `http://${site}/*`];
  const allowed = await Promise.all(
    patterns.map((pattern) => chrome.permissions.contains({ origins: [pattern] })),
  );
  return patterns.filter((_, place) => allowed[place]);
}

/** Whether a page at this address may be read. @param {string} url */
export function mayRead(url) {
  return chrome.permissions.contains({ origins: [`${new URL(url).origin}/*`] });
}

/** Asks every open page to ask again what to read. */
export async function callTabs() {
  for (const { id } of await chrome.tabs.query({})) {
    // Most tabs have nobody who listens.
    if (id !== undefined) chrome.tabs.sendMessage(id, { kind: 'again' }).catch(() => {});
  }
}

/**
 * Registers the content script for what is allowed now, also in pages that are open already; one
 * change at a time.
 * @param {() => Promise<string[]>} known the sites that can be read: the adapters', the organisation's, the person's
 */
export function registerSites(known) {
  const change = lastChange.then(known).then(register).then(start);
  lastChange = change.catch(() => {});
  return change;
}

/** @param {string[]} sites */
async function register(sites) {
  const matches = (await Promise.all(sites.map(granted))).flat();
  const present = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  const script = { id: SCRIPT, js: FILES, matches, runAt: /** @type {const} */ ('document_idle') };
  // In one call each: a worker that dies between two must not leave the sites without a script.
  if (matches.length === 0) {
    if (present.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  } else if (present.length > 0) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
  return matches;
}

/**
 * Starts the script where it is not running yet, and lets it look again where it is.
 * @param {string[]} matches
 */
async function start(matches) {
  await callTabs();
  if (matches.length === 0) return;
  for (const { id } of await chrome.tabs.query({ url: matches })) {
    const target = { tabId: id ?? chrome.tabs.TAB_ID_NONE };
    // A tab that was closed meanwhile, or one that shows an error page, has nothing to start in.
    await chrome.scripting.executeScript({ target, files: FILES }).catch(() => {});
  }
}

/**
 * Adds to a status which sites are allowed.
 * @param {{status: {sites: {site: string}[]}}} reply
 */
export async function withGrants(reply) {
  const sites = await Promise.all(
    reply.status.sites.map(async (entry) => ({
      ...entry,
      granted: (await granted(entry.site)).length > 0,
    })),
  );
  return { status: { ...reply.status, sites } };
}
