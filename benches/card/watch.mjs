// What the page is watched with: when it changed last, and which frame showed something first. These run in the page,
// each in a world of its own choosing, so they use nothing from around them.

/** Milliseconds since 1970, as every world and process of the browser has them. @typedef {number} Instant */
/** @typedef {{ changes: Instant[], formGone: Instant, settled: Promise<Instant> }} Noted */

/**
 * Notes when the page changes, and calls it settled once the form of the save is gone and nothing has changed for
 * `quietMs`. Whoever listens to `call` at `place` is told then.
 * @param {number} quietMs @param {string} place @param {string} call
 */
export function noteChanges(quietMs, place, call) {
  const now = () => performance.timeOrigin + performance.now();
  /** @type {(at: Instant) => void} */
  let settle = () => {};
  /** @type {Noted} */
  const noted = {
    changes: [],
    formGone: 0,
    settled: new Promise((resolve) => {
      settle = resolve;
    }),
  };
  Reflect.set(globalThis, 'benchNoted', noted);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const observer = new MutationObserver(() => {
    noted.changes.push(now());
    if (!noted.formGone && document.querySelector('button[name=SaveEdit]')) return;
    noted.formGone ||= now();
    clearTimeout(timer);
    timer = setTimeout(() => {
      settle(now());
      const told = new CustomEvent(call, { bubbles: true, composed: true });
      document.querySelector(place)?.dispatchEvent(told);
    }, quietMs);
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}

/**
 * Puts into `benchShown` when the first frame was over that shows what `find` finds: see-through and empty boxes do
 * not show, and neither does what lies outside of the window.
 * @param {() => Element | null | undefined} find
 */
export function noteShown(find) {
  const shows = () => {
    const element = find();
    const box = element?.getBoundingClientRect();
    if (!element || !box || box.width === 0 || box.height === 0) return false;
    if (box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight)
      return false;
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const shown = new Promise((resolve) => {
    const look = () => {
      // What shows as a frame is made is in it; the next one begins when it is painted.
      if (!shows()) return void requestAnimationFrame(look);
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    };
    requestAnimationFrame(look);
  });
  Reflect.set(globalThis, 'benchShown', shown);
}

/**
 * The same for the card, whose frame hides in a closed root: in the content script's world, before the root is made.
 * @param {(find: () => Element | null) => void} note is `noteShown`
 */
export function noteCardShown(note) {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    note(() => root.querySelector('iframe'));
    return root;
  };
}
