// Runs in every page of a stand-in before its own scripts: stands in for what only a person, another tab
// or the worker's store can say. What that is, stand-in-states.js has by the `?state=` of the page.
const api = globalThis.browser ?? globalThis.chrome;
const state = new URLSearchParams(location.search).get('state');
const { permits, tab, kept = {} } = globalThis.worlds?.[state] ?? {};

if (permits !== undefined) api.permissions.request = async () => permits;
if (tab) {
  api.tabs.query = async () => [{ id: 7, ...tab }];
  // The tests' other tabs are none of this page's.
  for (const event of [api.tabs.onActivated, api.tabs.onUpdated]) event.addListener = () => {};
  api.tabs.sendMessage = async () => tab.answer;
  api.tabs.update = async () => ({});
  if (api.scripting) api.scripting.executeScript = async () => [];
}
// Other states are open at the same time: what one keeps is nothing to them.
if (state) {
  Object.defineProperty(globalThis, 'localStorage', { value: storage() });
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = () => {
    const opening = open(state);
    // Before the page is asked, who would leave a store alone that the worker has not made.
    if (kept) opening.addEventListener('upgradeneeded', fill);
    return opening;
  };
}

/** The storage of a page, without a place to stay. */
function storage() {
  const places = Object.create({
    getItem: (key) => places[key] ?? null,
    setItem: (key, text) => {
      places[key] = text;
    },
    clear: () => {
      for (const key of Object.keys(places)) delete places[key];
    },
  });
  return places;
}

/** Makes the worker's store. @param {Event} event */
function fill(event) {
  event.stopImmediatePropagation();
  const store = event.target.result.createObjectStore('state');
  for (const [key, text] of Object.entries(kept)) store.put(text, key);
}
