// Reads the places that a watch plan names, and nothing else. It knows no system and no rule:
// the plan says where to look, and the raw strings go to the worker.

/**
 * One way to find a place; `select` is empty for what was pressed.
 * @typedef {{select: string, take: string, at?: string, label?: string[], without?: string, all?: boolean, anywhere?: boolean}} Alternative
 */
/** @typedef {{alternatives: Alternative[]}} Probe */
/** @typedef {{each: Alternative[], probes: Probe[], fetch?: string}} List */
/** @typedef {{act: string, press: string, leave?: boolean}} Act */
/** @typedef {{version: string, root: string[], probes: Probe[], lists?: List[], acts: Act[], again_ms?: number}} Plan */
/** @typedef {{at: number, raw: string} | null} Reading */
/** @typedef {{at: number, items: Reading[][]} | null} ListReading */
/** @typedef {{readings: Reading[], lists: ListReading[]}} Readings */
/** @typedef {{act: string, element: Element}} Pressed */

/** The reader. A function, so that loading the file twice in one world does no harm. */
function cuecardReader() {
  /** The longest raw string: enough for a review comment, too short to carry a document away. */
  const MAX_RAW = 2_000;
  /** Things of one list that are read; a list with more is absent rather than half counted. */
  const MAX_ITEMS = 200;

  const tree = cuecardFlatTree();
  const { textOf, folded } = tree;
  const { root, places, newWalk, nothingLearnt } = cuecardFinder(tree);

  /**
   * Reads every probe and list of a plan, or at an act the places of that act alone. Each bare
   * `yield` is a place where the caller may pause.
   * @param {Plan} plan
   * @param {ParentNode} from
   * @param {Set<ShadowRoot>} crossed receives the shadow roots that were entered
   * @param {Pressed | null} pressed
   * @returns {Generator<undefined, Readings, void>}
   */
  function* read(plan, from, crossed, pressed = null) {
    const learnt = nothingLearnt(crossed);
    const walk = () => newWalk(learnt);
    const readings = yield* readProbes(plan.probes, from, walk, pressed);
    /** @type {ListReading[]} */
    const lists = [];
    for (const list of plan.lists ?? []) {
      lists.push(pressed || list.fetch ? null : yield* readList(list, from, walk));
    }
    return { readings, lists };
  }

  /**
   * @param {Probe[]} probes
   * @param {ParentNode} from
   * @param {() => Walk} walk
   * @param {Pressed | null} pressed
   * @returns {Generator<undefined, Reading[], void>}
   */
  function* readProbes(probes, from, walk, pressed) {
    /** @type {Reading[]} */
    const readings = [];
    for (const { alternatives } of probes) {
      readings.push(yield* readProbe(alternatives, from, walk(), pressed));
      yield;
    }
    return readings;
  }

  /**
   * The first alternative with something to take wins.
   * @param {Alternative[]} alternatives
   * @param {ParentNode} from
   * @param {Walk} walk
   * @param {Pressed | null} pressed
   * @returns {Generator<undefined, Reading, void>}
   */
  function* readProbe(alternatives, from, walk, pressed) {
    for (const [at, alternative] of alternatives.entries()) {
      if ((alternative.at ?? '') !== (pressed?.act ?? '')) continue;
      const found = yield* places(alternative, from, walk, pressed);
      if (!found) return null;
      const raws = found.map((place) => taken(place, alternative)).filter((raw) => raw !== null);
      if (raws.length === 0) continue;
      const raw = alternative.all ? raws.map((each) => folded(each)).join('\n') : raws[0];
      if (alternative.all && raw.length > MAX_RAW) return null;
      // Well-formed, because half a character would not survive the way to the engine.
      return { at, raw: raw.slice(0, MAX_RAW).toWellFormed() };
    }
    return null;
  }

  /**
   * @param {List} list
   * @param {ParentNode} from
   * @param {() => Walk} walk
   * @returns {Generator<undefined, ListReading, void>}
   */
  function* readList({ each, probes }, from, walk) {
    for (const [at, alternative] of each.entries()) {
      const things = yield* places({ ...alternative, all: true }, from, walk(), null);
      if (!things || things.length > MAX_ITEMS) return null;
      if (things.length === 0) continue;
      const items = [];
      for (const thing of alternative.take === 'nothing' ? [] : things) {
        // Each thing is a small world of its own: what one learns does not help the next.
        const own = nothingLearnt(walk().crossed);
        items.push(yield* readProbes(probes, thing, () => newWalk(own), null));
      }
      return { at, items };
    }
    return null;
  }

  /**
   * @param {Element} element
   * @param {Alternative} alternative
   * @returns {string | null} null when the element has no such thing
   */
  function taken(element, { take, without = '' }) {
    try {
      if (take === 'present') return 'true';
      if (take === 'nothing') return '';
      if (take === 'text') return textOf(element, without);
      if (take === 'value') return inputValue(element);
      if (take.startsWith('attribute:')) return element.getAttribute(take.slice(10));
      if (take.startsWith('parameter:')) return parameterOf(element, take.slice(10));
    } catch {
      // As in `places`.
    }
    return null;
  }

  /** @param {Element} element a link @param {string} name @returns {string | null} */
  function parameterOf(element, name) {
    const href = element.getAttribute('href');
    return href === null ? null : new URL(href, location.href).searchParams.get(name);
  }

  /**
   * @param {Element} element
   * @returns {string | null}
   */
  function inputValue(element) {
    if (element instanceof HTMLInputElement) {
      if (element.type === 'password') return null;
      if (element.type === 'checkbox' || element.type === 'radio') return String(element.checked);
      return element.value;
    }
    const valued = element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
    return valued ? element.value : null;
  }

  /**
   * The elements that an alternative means, for a person to point at.
   * @param {Alternative} alternative
   * @param {ParentNode} from
   * @param {Learnt} learnt
   */
  function find(alternative, from, learnt) {
    return places(alternative, from, newWalk(learnt), null);
  }

  /**
   * The element that a probe reads now; null when there is none on the page.
   * @param {Probe | undefined} probe
   * @param {string[]} selectors of the part of the page to read
   */
  function place(probe, selectors) {
    const from = root(selectors);
    const learnt = nothingLearnt(new Set());
    for (const alternative of probe?.alternatives ?? []) {
      if (!from || alternative.at) continue;
      const finding = find(alternative, from, learnt);
      let step = finding.next();
      while (!step.done) step = finding.next();
      const has = (/** @type {Element} */ element) => taken(element, alternative) !== null;
      const element = step.value?.find(has);
      if (element) return tree.rendered(element) ? element : null;
    }
    return null;
  }

  return { root, read, find, place, nothingLearnt };
}
