// One pointing: until it ends, nothing that the person does reaches the page, and nothing that the
// page does chooses. Afterwards everything is as it was.

/** @typedef {{fact: string, value: string} | {field: string, value: string} | {cancelled: true} | {none: true}} Pointed */

/**
 * @param {typeof chrome} api
 * @param {Pointable & {meaning: string}} asked
 * @param {(pointed: Pointed) => void} answer
 * @returns {() => void} cancels
 */
function cuecardPointing(api, asked, answer) {
  /** How long a page may take to show the first thing that can be pointed at. */
  const LOOK_FOR_MS = 3_000;
  /** After a change of the page, until its fields are looked for again; the page changes no less often meanwhile. */
  const SETTLE_MS = 250;
  /** Work in one task: a quarter of a frame at 60 Hz. */
  const SLICE_MS = 4;
  /** A key that chose is let go before the page hears keys again, or by then. */
  const LET_GO_MS = 1_000;
  /** The second click of a double click, which is not for the page either, comes by then. */
  const SECOND_CLICK_MS = 500;

  /** What a person does; the page must see none of it. */
  const PRESSES = words(
    'pointerdown pointerup mousedown mouseup click dblclick auxclick contextmenu',
  );
  const MOVES = words(
    `pointermove pointerover pointerout pointerenter pointerleave mousemove mouseover mouseout
    mouseenter mouseleave touchstart touchmove touchend`,
  );
  const KEYS = words('keydown keypress keyup');
  /** The focus is lent to the bar: nothing on the page was left. */
  const FOCUS = words('focusin focusout focus blur');
  /** Keys that move the page, which may as well be moved. */
  const SCROLLING = words('PageUp PageDown Home End');
  /** By how many candidates a key goes on. */
  const STEPS = new Map([
    ['ArrowDown', 1],
    ['ArrowRight', 1],
    ['ArrowUp', -1],
    ['ArrowLeft', -1],
  ]);

  const lifetime = new AbortController();
  const { signal } = lifetime;
  const start = withoutHash();
  const { collect, wayTo } = cuecardCandidates(cuecardReader(), asked);
  const bar = cuecardBar(api.i18n, asked.meaning);
  const watcher = new MutationObserver(changed);
  /** @type {Set<ShadowRoot>} */
  const crossed = new Set();
  const focused = deepest(document.activeElement);
  /** @type {Candidate[]} */
  let candidates = [];
  /** What is lit up, and where. @type {{candidate: Candidate, area: Element} | null} */
  let current = null;
  /** Looking happens once at a time. */
  let looking = Promise.resolve();
  let settling = false;
  /** @type {number | undefined} */
  let frame;
  /** Whether a key is down. */
  let held = false;
  /** What a key or a click has chosen. @type {Pointed | null} */
  let chosen = null;

  begin();
  return () => finish({ cancelled: true });

  function begin() {
    for (const name of [...PRESSES, ...MOVES, ...KEYS, ...FOCUS]) {
      addEventListener(name, did, { capture: true, passive: name.startsWith('touch'), signal });
    }
    addEventListener('resize', follow, { signal });
    addEventListener('pagehide', () => finish({ cancelled: true }), { signal });
    const { navigation } = /** @type {{navigation?: EventTarget}} */ (globalThis);
    navigation?.addEventListener('currententrychange', moved, { signal });
    addEventListener('popstate', moved, { signal });
    bar.show();
    look();
    later(giveUp, LOOK_FOR_MS);
  }

  /** @param {() => void} what @param {number} milliseconds unless all is over by then */
  function later(what, milliseconds) {
    const timer = setTimeout(what, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  async function giveUp() {
    await look();
    if (candidates.length === 0) finish({ none: true });
  }

  function look() {
    looking = looking.then(lookNow).catch(() => {});
    return looking;
  }

  async function lookNow() {
    if (signal.aborted) return;
    const found = await inSlices(collect(crossed));
    if (signal.aborted) return;
    candidates = found;
    for (const tree of [document, ...crossed]) {
      watcher.observe(tree, { childList: true, subtree: true });
      // What scrolls inside a shadow root is known there alone.
      tree.addEventListener('scroll', follow, { capture: true, passive: true, signal });
    }
    if (found.length > 0) bar.ready();
    const same = current && stillThere(current);
    if (same) light(same);
    else dim();
  }

  /** @param {Generator<undefined, Candidate[], void>} work */
  async function inSlices(work) {
    let end = performance.now() + SLICE_MS;
    let step = work.next();
    while (!step.done) {
      if (performance.now() >= end) {
        await new Promise((next) => setTimeout(next));
        end = performance.now() + SLICE_MS;
      }
      step = work.next();
    }
    return step.value;
  }

  /** What was lit up before the page changed. @param {NonNullable<typeof current>} lit */
  function stillThere({ candidate: { kind, name }, area }) {
    const candidate = candidates.find((each) => each.kind === kind && each.name === name);
    const shown = candidate?.shown.find((each) => each.area === area);
    return candidate && shown ? { candidate, area } : null;
  }

  function changed() {
    // A page that takes the bar away does not want it.
    if (!bar.isThere()) return finish({ cancelled: true });
    if (settling) return;
    settling = true;
    later(() => {
      settling = false;
      look();
    }, SETTLE_MS);
  }

  function moved() {
    if (withoutHash() !== start) finish({ cancelled: true });
  }

  /** @param {Event} event */
  function did(event) {
    if (!event.isTrusted || event.target === window) return;
    event.stopImmediatePropagation();
    if (event instanceof KeyboardEvent) return typed(event);
    if (PRESSES.includes(event.type)) event.preventDefault();
    if (!(event instanceof MouseEvent) || chosen) return;
    if (event.type === 'pointermove') aim(event);
    if (event.type === 'click') pressed(event);
  }

  /** @param {MouseEvent} event */
  function aim(event) {
    if (bar.isOnBar(event)) return;
    const under = candidateAt(event);
    if (under) light(under);
    else dim();
  }

  /** @param {MouseEvent} event */
  async function pressed(event) {
    if (bar.isOnCancel(event)) return choose({ cancelled: true }, SECOND_CLICK_MS);
    const under = bar.isOnBar(event) ? null : candidateAt(event);
    const pointed = under && (await taken(under));
    if (pointed) choose(pointed, SECOND_CLICK_MS);
  }

  /** @param {KeyboardEvent} event */
  async function typed(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    const forBrowser = ctrlKey || metaKey || altKey || /^F\d/.test(key) || SCROLLING.includes(key);
    if (!forBrowser) event.preventDefault();
    // A page may have taken it, and keys of the browser would still do something there.
    if (event.type === 'keydown') bar.keepFocus();
    if (event.type !== 'keypress') held = event.type === 'keydown';
    if (event.type === 'keyup' && chosen) return finish(chosen);
    if (event.type !== 'keydown' || forBrowser || event.repeat || chosen) return;
    if (key === 'Tab') return bar.moveFocus();
    const step = STEPS.get(key);
    if (step) return walk(step);
    const cancels = bar.cancelHasFocus() && (key === 'Enter' || key === ' ');
    if (cancels || key === 'Escape') return choose({ cancelled: true }, LET_GO_MS);
    const pointed = key === 'Enter' && current && (await taken(current));
    if (pointed) choose(pointed, held ? LET_GO_MS : 0);
  }

  /** The page is to see no end of what it has seen no beginning of. @param {Pointed} pointed @param {number} wait */
  function choose(pointed, wait) {
    if (chosen) return;
    chosen = pointed;
    later(() => finish(pointed), wait);
  }

  /** @param {number} step */
  function walk(step) {
    if (candidates.length === 0) return;
    const at = current ? candidates.indexOf(current.candidate) : -1;
    const first = step > 0 ? 0 : candidates.length - 1;
    const next = at < 0 ? first : (at + step + candidates.length) % candidates.length;
    const candidate = candidates[next];
    const [{ area }] = candidate.shown;
    area.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    bar.uncover(area);
    light({ candidate, area });
    bar.say(candidate, next + 1, candidates.length);
  }

  /**
   * The innermost candidate that was hit, at its widest place. What lies in a closed shadow root is
   * in no event's path, but what the root belongs to is.
   * @param {MouseEvent} event
   */
  function candidateAt(event) {
    const path = event.composedPath();
    const places = candidates.flatMap((candidate) =>
      candidate.shown.map(({ area }) => ({ candidate, area })),
    );
    const hit = places
      .filter(({ area }) => path.includes(area))
      .sort((a, b) => path.indexOf(a.area) - path.indexOf(b.area));
    if (hit.length > 0) return hit.findLast(({ candidate }) => candidate === hit[0].candidate);
    const inside = places.filter(
      ({ area }) =>
        isOver(area, event) &&
        wayTo(area)
          .slice(0, -1)
          .some((host) => host === path[0]),
    );
    return inside.toSorted((a, b) => size(a.area) - size(b.area)).at(0);
  }

  /** @param {Element} area @param {MouseEvent} event */
  function isOver(area, { clientX, clientY }) {
    const { left, top, right, bottom } = area.getBoundingClientRect();
    return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  }

  /** @param {Element} area */
  function size(area) {
    const { width, height } = area.getBoundingClientRect();
    return width * height;
  }

  /** @param {NonNullable<typeof current>} lit */
  function light(lit) {
    current = lit;
    bar.put(lit.candidate, lit.area);
  }

  function dim() {
    current = null;
    bar.unput();
  }

  function follow() {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      if (current) bar.put(current.candidate, current.area);
    });
  }

  /**
   * What stands there now, not what stood there when it lit up: pages use their elements again.
   * @param {NonNullable<typeof current>} lit
   * @returns {Promise<Pointed | null>}
   */
  async function taken(lit) {
    await look();
    const same = stillThere(lit);
    if (!same) return null;
    const { kind, name, value } = same.candidate;
    return kind === 'fact' ? { fact: name, value } : { field: name, value };
  }

  /** @param {Pointed} pointed */
  function finish(pointed) {
    if (signal.aborted) return;
    watcher.disconnect();
    if (frame !== undefined) cancelAnimationFrame(frame);
    // While the page does not hear of it yet.
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    bar.remove();
    lifetime.abort();
    answer(pointed);
  }

  /** @param {string} text */
  function words(text) {
    return text.split(/\s+/);
  }

  function withoutHash() {
    return location.href.split('#', 1)[0];
  }

  /** Where the focus is, through shadow roots. @param {Element | null} element @returns {Element | null} */
  function deepest(element) {
    const own = /** @type {{openOrClosedShadowRoot?: ShadowRoot | null}} */ (element ?? {});
    const shadow =
      own.openOrClosedShadowRoot ??
      (element instanceof HTMLElement ? api.dom?.openOrClosedShadowRoot?.(element) : null);
    return shadow?.activeElement ? deepest(shadow.activeElement) : element;
  }
}
