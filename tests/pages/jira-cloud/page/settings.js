/** What the page knows about the person and what the switches of its address ask for. */

/** @param {string} name */
const meta = (name) =>
  document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';

const query = new URLSearchParams(window.location.search);

/** The person's locale, a setting of the account, e.g. `de-DE`. */
export const locale = meta('ajs-locale').replace('_', '-');
export const accountId = meta('ajs-atlassian-account-id');
/** How long the fields of an issue are held back. */
export const slowMs = Number(query.get('slow') ?? 0);
/** Boards open an issue in a dialog, or in a panel for those who chose so. */
export const openInPanel = query.get('open') === 'panel';
export const olderPage = query.get('testid') === 'old';

/** Switches stay in the address while the person moves about. */
export const SWITCHES = ['locale', 'slow', 'open', 'testid', 'dark'];
