// Lets a person point at a field of this page, once: the options page injects this file when it is
// needed, sends one message, and gets one answer. Then everything is undone, this listener as well.

(() => {
  const world = /** @type {{cuecardPointer?: unknown}} */ (globalThis);
  // As in boot.js: a page can put elements under any name on `window`.
  const has = (/** @type {string} */ name) => Object.hasOwn(globalThis, name);
  if (
    has('cuecardPointer') &&
    typeof world.cuecardPointer === 'function' &&
    world.cuecardPointer()
  ) {
    return;
  }

  /** @type {typeof chrome} */
  const api = has('browser') ? Reflect.get(globalThis, 'browser') : chrome;
  const { runtime } = api;
  /** Ends the pointing that is under way. @type {(() => void) | null} */
  let cancel = null;

  const listening = () => Boolean(runtime?.id) && runtime.onMessage.hasListener(called);
  world.cuecardPointer = listening;
  runtime.onMessage.addListener(called);

  /**
   * @param {{kind?: unknown} & Pointable & {meaning: string}} message
   * @param {unknown} _sender
   * @param {(answer: unknown) => void} answer
   */
  function called(message, _sender, answer) {
    if (message?.kind !== 'point') return false;
    cancel?.();
    cancel = cuecardPointing(api, message, (pointed) => {
      cancel = null;
      runtime?.onMessage?.removeListener(called);
      answer({ url: location.href, ...pointed });
    });
    // Another question came before this one was answered.
    if (!listening()) runtime.onMessage.addListener(called);
    return true;
  }
})();
