// A stand-in for Cuecard's worker: it answers what a test told it, and remembers what it heard.

/** What to answer to each kind of message, one after the other; the last one stays. */
globalThis.answers = {};
/** Every message, in order. */
globalThis.heard = [];
// Firefox loads this file by itself.
globalThis.importScripts?.('stand-in-states.js');

/** What the pages of a state are still to be told, by tab: several are open at once. */
const left = new Map();

/** @param {chrome.runtime.MessageSender} sender */
function answersTo({ url, tab }) {
  const name = new URL(url ?? 'none:').searchParams.get('state');
  // A frame belongs to the page around it.
  if (!name) return left.get(tab?.id) ?? globalThis.answers;
  if (!left.has(tab?.id)) left.set(tab?.id, structuredClone(globalThis.states[name]));
  return left.get(tab?.id);
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  globalThis.heard.push(message);
  const answers = answersTo(sender)[message.kind] ?? [{ ok: true }];
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  // "silent" is what a page sees of a worker that died under the message.
  if (answer !== 'silent') reply(answer);
});
