// A stand-in for the card: says that it has painted, and has one thing to press.
const moment = decodeURIComponent(location.hash.slice(1));
const say = (/** @type {string} */ kind, /** @type {object} */ more) =>
  void chrome.runtime.sendMessage({ kind, moment, ...more });
if (!moment.startsWith('unpainted')) {
  say('size', { height: 120 });
  say('painted', {});
}
addEventListener('click', (event) => {
  if (event.isTrusted) say('answered', { answer: 'done', shown_ms: 0 });
});
addEventListener('keydown', (event) => say('typed', { key: event.key }));
addEventListener('message', (event) => say('posted', { data: String(event.data) }));
