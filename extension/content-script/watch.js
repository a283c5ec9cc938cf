// Decides when to read: once the page has settled after a change, and at the instant of an act.
// Nothing here repeats on its own, and nothing runs while the tab is hidden.

/**
 * Follows one plan until `stop`.
 * @param {object} needs
 * @param {Plan} needs.plan
 * @param {ReturnType<typeof cuecardReader>} needs.reader
 * @param {ReturnType<typeof cuecardFetch>} needs.fetcher
 * @param {(readings: Readings, act: string | null) => void} needs.say
 * @param {() => boolean} needs.awake asked before each reading; false means do nothing
 * @param {() => void} needs.settled told after each reading of a page that has settled
 */
function cuecardWatch({ plan, reader, fetcher, say, awake, settled }) {
  /** Quiet that counts as settled; a framework's own batches lie well below it. */
  const QUIET_MS = 150;
  /** A page that never rests is read at least this often. */
  const LONGEST_MS = 1_000;
  /** Work in one task: a quarter of a frame at 60 Hz. */
  const SLICE_MS = 4;
  /** A reading during which the page changed is dropped so often, then it is sent as it is. */
  const MAX_DROPPED = 3;

  const { outwards } = cuecardFlatTree();
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
  /**
   * The acts of this turn: one may be told by a press and again by what the press sets off, or by
   * each tree that it passes through. @type {Set<string>}
   */
  const acted = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let againTimer;
  /** What was fetched, by the list's place in the plan. @type {Map<number, ListReading>} */
  const fetched = new Map();

  const listening = { capture: true, passive: true, signal: stopped.signal };
  addEventListener('input', changed, listening);
  addEventListener('change', changed, listening);
  listen(globalThis);
  document.addEventListener('visibilitychange', turned, listening);
  turned();
  for (const [place, list] of (plan.lists ?? []).entries()) {
    if (list.fetch) fetcher.ask(list).then((reading) => took(place, reading));
  }

  /**
   * Shadow roots are listened to as well: a form that is sent, or a focus that moves, within one
   * is not told outside, and nobody outside is told what was pressed in a closed one.
   * @param {EventTarget} tree
   */
  function listen(tree) {
    tree.addEventListener('click', clicked, listening);
    tree.addEventListener('focusout', left, listening);
    tree.addEventListener('submit', submitted, listening);
    tree.addEventListener('keydown', keyed, listening);
  }

  /** @param {number} place @param {ListReading} reading */
  function took(place, reading) {
    if (stopped.signal.aborted) return;
    fetched.set(place, reading);
    changed();
  }

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
    clearTimeout(againTimer);
    settleTimer = undefined;
    unfinished = null;
  }

  /** @param {Node} tree */
  function observe(tree) {
    if (observed.has(tree)) return;
    observed.add(tree);
    if (tree instanceof ShadowRoot) listen(tree);
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
    return root && reader.read(plan, root, crossed);
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

  /** @param {Readings} readings */
  function finish(readings) {
    crossed.forEach(observe);
    for (const [place, reading] of fetched) readings.lists[place] = reading;
    // Half before and half after a change would be a state that never was.
    if (disturbed && dropped < MAX_DROPPED) {
      dropped += 1;
      return;
    }
    dropped = 0;
    settled();
    send(readings, null);
    // Sent although the page changed meanwhile: what changed is still to be read.
    if (disturbed) changed();
  }

  /**
   * @param {Readings} readings
   * @param {string | null} act
   */
  function send(readings, act) {
    const now = JSON.stringify(readings);
    if (now === sent && !owed && act === null) return;
    sent = now;
    owed = act !== null;
    say(readings, act);
  }

  /** @param {Event} event */
  function clicked(event) {
    act(event, pathOf(event), false);
  }

  /** @param {Event} event */
  function left(event) {
    act(event, pathOf(event), true);
  }

  /** A form that a key sent: some pages have no press for that. @param {Event} event */
  function submitted(event) {
    const path = pathOf(event);
    const submitter = event instanceof SubmitEvent ? event.submitter : null;
    act(event, submitter ? [submitter, ...path] : path, false);
  }

  /**
   * Enter leaves a field in place, and presses the option that a list box points at. Escape cancels.
   * @param {Event} event
   */
  function keyed(event) {
    if (!(event instanceof KeyboardEvent) || event.isComposing) return;
    const path = pathOf(event);
    const [target] = path;
    if (!(target instanceof Element)) return;
    if (event.key === 'Escape' && event.isTrusted) escaped(target);
    if (event.key !== 'Enter') return;
    const id = target.getAttribute('aria-activedescendant');
    const tree = target.getRootNode();
    const option =
      id && (tree instanceof Document || tree instanceof ShadowRoot)
        ? tree.getElementById(id)
        : null;
    // As if its innermost first part was pressed.
    let inmost = option;
    while (inmost?.firstElementChild instanceof HTMLElement) inmost = inmost.firstElementChild;
    if (inmost) act(event, outwards(inmost), false);
    act(event, path, true);
  }

  /** The focus that a field loses as it goes away with Escape is no leave. @param {Element} element */
  function escaped(element) {
    if (plan.acts.some(({ act }) => act === 'cancel')) tell({ act: 'cancel', element });
    for (const { act } of plan.acts) once(act);
  }

  /** @param {string} act */
  function once(act) {
    acted.add(act);
    setTimeout(() => acted.clear());
  }

  /** From the innermost element outwards, also of what is not told outside of a shadow root. @param {Event} event */
  function pathOf(event) {
    const path = event.composedPath();
    return [...path, ...outwards(path.at(-1)).slice(1)];
  }

  /**
   * The act that pressing or leaving this path means, if the plan names one.
   * @param {EventTarget[]} path from the innermost element outwards
   * @param {boolean} leaving
   * @returns {Pressed | null}
   */
  function meant(path, leaving) {
    const elements = path.filter((node) => node instanceof Element);
    for (const { act, press, leave = false } of plan.acts) {
      try {
        let from = 0;
        /** @type {Element | undefined} */
        let innermost;
        const found = press
          .split(' >>> ')
          .reverse()
          .every((segment) => {
            const at = elements.findIndex((each, i) => i >= from && each.matches(segment));
            from = at + 1;
            innermost ??= elements[at];
            return at >= 0;
          });
        if (leave === leaving && found && innermost) return { act, element: innermost };
      } catch {
        // An invalid selector is pressed by nothing.
      }
    }
    return null;
  }

  /**
   * Only what the person does counts, and it is read before the page can react to it. Browsers also
   * trust what a form or the focus does for a script, so the person must just have been active.
   * @param {Event} event
   * @param {EventTarget[]} path
   * @param {boolean} leaving
   */
  function act(event, path, leaving) {
    const personal = event.isTrusted && navigator.userActivation.isActive;
    const pressed = personal ? meant(path, leaving) : null;
    const to = event instanceof FocusEvent ? event.relatedTarget : null;
    if (!pressed || (to instanceof Node && pressed.element.contains(to))) return;
    tell(pressed);
  }

  /** @param {Pressed} pressed */
  function tell(pressed) {
    if (acted.has(pressed.act) || !awake()) return;
    const root = reader.root(plan.root);
    if (!root) return;
    clearTimeout(sliceTimer);
    unfinished = null;
    const reading = reader.read(plan, root, new Set(), pressed);
    let step = reading.next();
    while (!step.done) step = reading.next();
    once(pressed.act);
    send(step.value, pressed.act);
    changed();
    if (!plan.again_ms) return;
    clearTimeout(againTimer);
    againTimer = setTimeout(() => {
      owed = true;
      changed();
    }, plan.again_ms);
  }

  return {
    /** Takes everything down. */
    stop() {
      stopped.abort();
      rest();
    },
  };
}
