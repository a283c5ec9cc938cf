// A stand-in for the card: says that it has painted, and has one thing to press.
let moment = decodeURIComponent(location.hash.slice(1));
const say = (/** @type {string} */ kind, /** @type {object} */ more) =>
  void chrome.runtime.sendMessage({ kind, moment, ...more });
function paint() {
  if (moment.startsWith('unpainted')) return;
  say('size', { height: 120 });
  say('painted', {});
}
if (moment) paint();
addEventListener('click', (event) => {
  if (event.isTrusted) say('answered', { answer: 'done', shown_ms: 0 });
});
addEventListener('keydown', (event) => say('typed', { key: event.key }));
addEventListener('message', ({ data }) => {
  if (moment) return say('posted', { data: String(data) });
  moment = data.moment;
  paint();
});
