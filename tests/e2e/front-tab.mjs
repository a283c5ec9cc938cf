// The popup and the panel lie over the person's tab. In a tab of their own they would be in front
// themselves, so they are told of the person's instead.

/** Runs in a page of the extension: the tab in front is the one at this host. @param {string} host */
export function liesOver(host) {
  const { tabs } = Reflect.get(globalThis, 'browser') ?? chrome;
  const query = tabs.query.bind(tabs);
  tabs.query = (/** @type {chrome.tabs.QueryInfo} */ wanted) =>
    query(wanted.active ? { url: `https://${host}/*` } : wanted);
}
