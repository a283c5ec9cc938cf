// A stand-in for Cuecard's content script: it puts the card's frame on a page, and nothing else.
const holder = document.createElement('div');
const frame = document.createElement('iframe');
frame.src = chrome.runtime.getURL('ui/card.html#m1');
// The same scheme as the card's own: where the two differ, browsers paint an opaque ground.
Object.assign(frame.style, {
  border: '0',
  width: '360px',
  height: '460px',
  colorScheme: 'light dark',
});
holder.attachShadow({ mode: 'closed' }).append(frame);
document.body.append(holder);
