// Loads the module of the surface that this document is, and starts it. What has to be waited for is begun at once:
// the module's code (where somebody waits for it, the document names its glue, too), and the answer of a worker that may
// have to be started first.
const surface = document.documentElement.dataset.surface ?? '';
const part = surface === 'card' || surface === 'lesson' ? 'card' : 'desk';

/**
 * A card may load before there is a moment: the content script tells which one it is. Whoever it is, the worker says
 * whether there is such a card.
 */
function named() {
  if (surface !== 'card' || location.hash) return;
  return new Promise((resolve) => {
    addEventListener('message', function hear({ data }) {
      if (typeof data?.moment !== 'string') return;
      removeEventListener('message', hear);
      location.replace(`#${encodeURIComponent(data.moment)}`);
      resolve(undefined);
    });
  });
}

/** The first question of surfaces that somebody waits for. */
function question() {
  if (surface === 'popup') return { kind: 'status' };
  if (surface === 'card')
    return { kind: 'card', moment: decodeURIComponent(location.hash.slice(1)) };
  return null;
}

/** Its answer; nothing where there is no question, or outside of the extension. */
function answer() {
  const names = ['browser', 'chrome'];
  const api = names.map((name) => Reflect.get(globalThis, name)).find((api) => api?.runtime?.id);
  const asked = api && question();
  // Without an answer, the surface asks by itself.
  return asked ? api.runtime.sendMessage(asked).catch(() => null) : undefined;
}

try {
  const waiting = named();
  const early = waiting ? waiting.then(answer) : answer();
  const code = fetch(new URL(`./cuecard_${part}_bg.wasm`, import.meta.url));
  const { default: load, start } = await import(`./cuecard_${part}.js`);
  await load({ module_or_path: code });
  await waiting;
  start(surface, early);
} catch (error) {
  console.error('Cuecard:', error);
  // A frame that cannot work stays invisible: the page around it belongs to someone else.
  if (surface !== 'card') {
    const place = document.querySelector('#surface');
    const words = globalThis.chrome?.i18n?.getMessage('page_failed');
    if (place) place.textContent = words ?? 'Cuecard could not open this page.';
  }
}
