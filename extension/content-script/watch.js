// Decides when to read: once the page has settled after a change, and at the instant of an act.
// Nothing here repeats on its own, and nothing runs while the tab is hidden.

/**
 * Follows one plan until `stop`.
 * @param {object} needs
 * @param {Plan} needs.plan
 * @param {ReturnType<typeof cuecardReader>} needs.reader
 * @param {(readings: Reading[], act: string | null) => void} needs.say
 * @param {() => boolean} needs.awake asked before each reading; false means do nothing
 */
function cuecardWatch({ plan, reader, say, awake }) {
  /** Quiet that counts as settled; a framework's own batches lie well below it. */
  const QUIET_MS = 150;
  /** A page that never rests is read at least this often. */
  const LONGEST_MS = 1_000;
  /** Work in one task: a quarter of a frame at 60 Hz. */
  const SLICE_MS = 4;
  /** A reading during which the page changed is dropped so often, then it is sent as it is. */
  const MAX_DROPPED = 3;

  const stopped = new AbortController();
  const observer = new MutationObserver(changed);
  /** @type {WeakSet<Node>} */
  let observed = new WeakSet();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settleTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let sliceTimer;
  let firstChange = 0;
  let lastChange = 0;
  /** @type {ReturnType<typeof reader.read> | null} */
  let unfinished = null;
  /** @type {Set<ShadowRoot>} */
  let crossed = new Set();
  let disturbed = false;
  let dropped = 0;
  let sent = '';
  /** An act is always followed by one more reading, so that the worker sees what came of it. */
  let owed = false;

  const listening = { capture: true, passive: true, signal: stopped.signal };
  addEventListener('input', changed, listening);
  addEventListener('change', changed, listening);
  addEventListener('click', pressed, listening);
  document.addEventListener('visibilitychange', turned, listening);
  turned();

  function turned() {
    if (document.visibilityState === 'hidden') return rest();
    observe(document);
    changed();
  }

  function rest() {
    observer.disconnect();
    observed = new WeakSet();
    clearTimeout(settleTimer);
    clearTimeout(sliceTimer);
    settleTimer = undefined;
    unfinished = null;
  }

  /** @param {Node} tree */
  function observe(tree) {
    if (observed.has(tree)) return;
    observed.add(tree);
    observer.observe(tree, { childList: true, subtree: true, characterData: true });
  }

  // Called for every batch of mutations, so it must cost next to nothing.
  function changed() {
    if (document.visibilityState === 'hidden') return;
    lastChange = performance.now();
    disturbed = true;
    if (settleTimer !== undefined) return;
    firstChange = lastChange;
    settleTimer = setTimeout(settle, QUIET_MS);
  }

  function settle() {
    const wait = Math.min(lastChange + QUIET_MS, firstChange + LONGEST_MS) - performance.now();
    settleTimer = wait > 0 ? setTimeout(settle, wait) : undefined;
    if (wait > 0 || !awake()) return;
    if (unfinished && dropped >= MAX_DROPPED) return;
    if (unfinished) dropped += 1;
    clearTimeout(sliceTimer);
    unfinished = begin();
    disturbed = false;
    if (unfinished) slice();
  }

  /** No root means that the page is still loading: the change that brings it calls again. */
  function begin() {
    const root = reader.root(plan.root);
    crossed = new Set();
    return root && reader.read(plan.probes, root, crossed);
  }

  function slice() {
    const end = performance.now() + SLICE_MS;
    while (unfinished) {
      const step = unfinished.next();
      if (step.done) {
        unfinished = null;
        finish(step.value);
      } else if (performance.now() >= end) {
        sliceTimer = setTimeout(slice);
        return;
      }
    }
  }

  /** @param {Reading[]} readings */
  function finish(readings) {
    crossed.forEach(observe);
    // Half before and half after a change would be a state that never was.
    if (disturbed && dropped < MAX_DROPPED) {
      dropped += 1;
      return;
    }
    dropped = 0;
    send(readings, null);
    // Sent although the page changed meanwhile: what changed is still to be read.
    if (disturbed) changed();
  }

  /**
   * @param {Reading[]} readings
   * @param {string | null} act
   */
  function send(readings, act) {
    const now = JSON.stringify(readings);
    if (now === sent && !owed && act === null) return;
    sent = now;
    owed = act !== null;
    say(readings, act);
  }

  /**
   * Only a press by the person counts, and it is read before the page can react to it.
   * @param {MouseEvent} event
   */
  function pressed(event) {
    const act = event.isTrusted ? reader.actOn(plan.acts, event.composedPath()) : null;
    if (act === null || !awake()) return;
    clearTimeout(sliceTimer);
    unfinished = null;
    const reading = begin();
    if (!reading) return;
    let step = reading.next();
    while (!step.done) step = reading.next();
    crossed.forEach(observe);
    send(step.value, act);
    changed();
  }

  return {
    /** Takes everything down. */
    stop() {
      stopped.abort();
      rest();
    },
  };
}
