// A stand-in for the worker, for the content script's own tests: it writes down every message and
// answers from a script that the test has stored. It decides nothing.
//
// Both live in storage, under the first part of the page's path, so they outlive this worker.

let count = 0;

/** @param {string | undefined} url */
const sceneOf = (url) => new URL(url ?? '').pathname.split('/')[1];

/**
 * @param {Record<string, any>} message
 * @param {chrome.runtime.MessageSender} sender
 */
async function answer(message, sender) {
  // The card speaks for the page that it stands on.
  const scene = sceneOf(sender.url?.startsWith('http') ? sender.url : sender.tab?.url);
  const key = `${Date.now()}.${String(count++).padStart(6, '0')}`;
  await chrome.storage.local.set({ [`log ${scene} ${key}`]: message });
  const stored = await chrome.storage.local.get(`script ${scene}`);
  const script = /** @type {Record<string, any>} */ (stored[`script ${scene}`] ?? {});
  if (script.hang === message.kind) return new Promise(() => {});
  switch (message.kind) {
    case 'arrived':
      return { plan: script.plans?.[new URL(message.url).pathname] ?? script.plan ?? null };
    case 'saw': {
      const offer = script.offers?.[message.act ?? ''];
      if (offer) return { moment: offer };
      if (script.replan) return { replan: true };
      return { quiet: true, soon: message.act !== null && script.soon };
    }
    case 'placed':
      return { go: script.go ?? true };
    case 'painted':
    case 'size':
    case 'fold':
      await chrome.tabs.sendMessage(sender.tab?.id ?? 0, message);
      return { ok: true };
    default:
      return { ok: script.deaf !== message.kind };
  }
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  answer(message, sender).then(reply);
  return true;
});
