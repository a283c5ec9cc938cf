// A record of some system with the content script's own holder on it: what stands around a card.
const api = globalThis.browser ?? globalThis.chrome;
const { fields, folded } = globalThis.worlds[new URLSearchParams(location.search).get('state')];
const MOMENT = 'm1';
/** The field that the card is about. */
const ANCHOR = 3;

const record = document.querySelector('#surface');
const make = (tag, text, ...children) => {
  const element = document.createElement(tag);
  element.textContent = text;
  element.append(...children);
  return element;
};
record.append(
  make('h1', Object.values(fields)[0]),
  make(
    'dl',
    '',
    ...Object.entries(fields).map(([name, value]) =>
      make('div', '', make('dt', name), make('dd', value)),
    ),
  ),
);

const { id: mine } = await api.tabs.getCurrent();
const { open } = cuecardFrame({
  ask: (message) => api.runtime.sendMessage(message),
  runtime: {
    getManifest: () => api.runtime.getManifest(),
    // The card in the frame belongs to the same state.
    getURL: (path) => `${api.runtime.getURL(path)}${location.search}`,
    onMessage: {
      addListener: (hear) => api.runtime.onMessage.addListener(relay(hear)),
      removeListener() {},
    },
  },
});
open({ moment: MOMENT, arm: 'shown', seen_after_ms: 1_000, anchor: 0 }, () =>
  record.querySelector(`dl > :nth-child(${ANCHOR})`),
);

/** What the worker would tell this tab of its card; other tabs have cards of the same name. */
function relay(hear) {
  return (message, { tab }) => {
    if (tab?.id !== mine) return;
    hear(message);
    if (message.kind !== 'painted') return;
    if (folded) hear({ kind: 'fold', moment: MOMENT, folded });
    document.body.dataset.card = 'painted';
  };
}
