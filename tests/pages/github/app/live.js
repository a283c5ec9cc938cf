/** Shows what happens elsewhere. GitHub pushes it over a socket; here a short poll asks whether anything changed. */
import { serverParts, update } from './regions.js';

const POLL_MS = 700;

/** The version that the page shows; `null` until the first answer. @type {number | null} */
let shown = null;
/** Components that show data of their own. @type {Set<() => Promise<void> | void>} */
const readers = new Set();

/** @param {string} path @returns {Promise<Response>} */
const ask = (path) => fetch(path, { headers: { 'x-requested-with': 'XMLHttpRequest' } });

/** @returns {Promise<Document>} the page as the server would send it now */
export async function latestPage() {
  const answer = await ask(location.href);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** Calls a reader on every change until the returned function is called. @param {() => Promise<void> | void} reader */
export function onChange(reader) {
  readers.add(reader);
  return () => readers.delete(reader);
}

/** Fetches the page's parts anew and tells the components. @returns {Promise<boolean>} whether all could be shown */
export async function refresh() {
  const at = location.href;
  const page = await latestPage();
  if (location.href !== at) return false;
  const complete = update(serverParts(page));
  await Promise.all([...readers].map((reader) => reader()));
  return complete;
}

/** Asks once whether anything changed. */
async function poll() {
  const { version } = await (await ask('/_site/version')).json();
  if (shown === null) shown = version;
  else if (version !== shown && (await refresh())) shown = version;
}

/** Starts to watch; a server that goes away ends the watching. */
export async function watch() {
  try {
    await poll();
    setTimeout(watch, POLL_MS);
  } catch {
    shown = null;
  }
}

/** How long this page's main content is held back, from the address. @returns {number | null} */
export function delay() {
  const slow = new URLSearchParams(location.search).get('slow');
  return slow === null ? null : Number(slow);
}
