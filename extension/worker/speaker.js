// @ts-check
/**
 * Who sent a message, by what the browser says of the sender. `null`: nobody who may speak.
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 */
export function speaker(message, sender) {
  if (sender.id !== chrome.runtime.id || typeof message !== 'object' || message === null)
    return null;
  const origin = sender.origin ?? (sender.url ? new URL(sender.url).origin : undefined);
  const tab = sender.tab?.id;
  if (origin === location.origin) return { extension: { tab: tab ?? null } };
  if (tab === undefined || sender.frameId !== 0) return null;
  // A content script speaks for its own page only.
  const claimed = 'url' in message ? message.url : undefined;
  if (claimed !== undefined && URL.parse(String(claimed))?.origin !== origin) return null;
  return { page: { tab } };
}
