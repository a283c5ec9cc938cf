// A stand-in for Cuecard's worker: it answers what a test told it, and remembers what it heard.

/** What to answer to each kind of message, one after the other; the last one stays. */
globalThis.answers = {};
/** Every message, in order. */
globalThis.heard = [];

chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  globalThis.heard.push(message);
  const answers = globalThis.answers[message.kind] ?? [{ ok: true }];
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  // "silent" is what a page sees of a worker that died under the message.
  if (answer !== 'silent') reply(answer);
});
