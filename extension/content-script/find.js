// Finds the elements that selectors mean, through shadow roots, and never more than it may spend.

/** Where to look; `itself`: the element itself may match as well. @typedef {{scope: ParentNode, itself: boolean}} Start */
/**
 * What the whole reading has learnt on its way.
 * @typedef {object} Learnt
 * @property {Map<ParentNode, ParentNode[]>} scopes
 * @property {Map<ParentNode, Map<string, Start[]>>} starts
 * @property {Set<ShadowRoot>} crossed
 */
/**
 * That, and what one probe may still spend.
 * @typedef {Learnt & {nodes: number, matches: number}} Walk
 */
/** What alternatives mean. @param {ReturnType<typeof cuecardFlatTree>} tree */
function cuecardFinder({ shadowOf, rendered, textOf }) {
  /** Nodes that one probe may walk: several times a large record page (about 5,000 elements). */
  const MAX_NODES = 20_000;
  /** Matches that one probe may look at; a selector with more is far too wide. */
  const MAX_MATCHES = 1_000;
  /** Nodes between two chances to pause; well under a millisecond of walking. */
  const PAUSE_EVERY = 500;
  /** Goes on below the match, at any depth, through shadow roots. */
  const PIERCE = ' >>> ';
  /** Begins a selector with what is around a thing of a list. */
  const OUTWARDS = '^ ';
  /** Begins a selector inside what was pressed. */
  const INWARDS = '@ ';
  /** Controls whose text is no part of the label around them. */
  const CONTROLS = 'select, textarea';
  /** What can follow a label of a kind that has its own partner. */
  const FOLLOWING = new Map([
    ['dt', 'dd'],
    ['th', 'td'],
  ]);
  /** Lists that are not whole, because the budget ran out. @type {WeakSet<ParentNode[] | Start[]>} */
  const cut = new WeakSet();

  /**
   * @param {Walk['crossed']} crossed
   * @returns {Learnt}
   */
  function nothingLearnt(crossed) {
    return { scopes: new Map(), starts: new Map(), crossed };
  }

  /**
   * @param {Learnt} learnt
   * @returns {Walk}
   */
  function newWalk(learnt) {
    return { nodes: MAX_NODES, matches: MAX_MATCHES, ...learnt };
  }

  /**
   * Finds the part of the page to read.
   * @param {string[]} selectors in order; none at all means the whole document
   * @returns {ParentNode | null} null while no selector has a rendered match
   */
  function root(selectors) {
    if (selectors.length === 0) return document;
    for (const select of selectors) {
      const walk = newWalk(nothingLearnt(new Set()));
      try {
        for (const match of matches(document, select.split(PIERCE), walk)) {
          if (match && rendered(match)) return match;
        }
      } catch {
        // A selector that this browser cannot parse is as good as no match.
      }
    }
    return null;
  }

  /**
   * The rendered elements that an alternative means: all of them, or the first. Null when there is
   * more to look at than the walk may spend: half of all would be a wrong answer.
   * @param {Alternative} alternative
   * @param {ParentNode} from
   * @param {Walk} walk
   * @param {Pressed | null} pressed
   * @returns {Generator<undefined, Element[] | null, void>}
   */
  function* places({ select, label, all, anywhere }, from, walk, pressed) {
    if (select === '') return pressed ? [pressed.element] : [];
    /** Once each: below nested elements the same match is met again. @type {Set<Element>} */
    const found = new Set();
    try {
      const around = select.startsWith(OUTWARDS);
      const inside = select.startsWith(INWARDS);
      const segments = select.slice(around || inside ? 2 : 0).split(PIERCE);
      // What several things share stands around them.
      const near = around && from instanceof Element ? from.closest(segments[0]) : from;
      const scope = anywhere ? document : inside ? pressed?.element : near;
      for (const match of scope ? matches(scope, segments, walk) : []) {
        if (!match) {
          yield;
          continue;
        }
        const place = label ? labelled(match, label) : match;
        if (!place || !(anywhere || rendered(place))) continue;
        found.add(place);
        if (!all) break;
      }
    } catch {
      // An invalid selector, or a page that shadows DOM properties: absent, never an error.
      return [];
    }
    return all && (walk.nodes < 0 || walk.matches < 0) ? null : [...found];
  }

  /**
   * What a label is for: its control, the description after its term, the cell after its head, or
   * simply what follows it. An empty place is absent: never the next label, and never what follows
   * a parent that holds more than the label.
   * @param {Element} element
   * @param {string[]} texts
   * @returns {Element | null}
   */
  function labelled(element, texts) {
    const text = textOf(element, CONTROLS);
    if (!texts.includes(text.replace(/^[\s*]+|[\s*:：]+$/g, ''))) return null;
    if (element instanceof HTMLLabelElement && element.control) return element.control;
    const parent = element.parentElement;
    const alone = parent && textOf(parent, CONTROLS) === text;
    const next = element.nextElementSibling ?? (alone ? parent.nextElementSibling : null);
    return next?.matches(FOLLOWING.get(element.localName) ?? ':not(label)') ? next : null;
  }

  /**
   * Elements that match, in document order within each tree; `undefined` is a place to pause.
   * @param {ParentNode} scope
   * @param {string[]} segments the selector, cut at every `>>>`
   * @param {Walk} walk
   * @returns {Generator<Element | undefined, void, void>}
   */
  function* matches(scope, segments, walk) {
    const last = segments[segments.length - 1];
    for (const start of yield* starts(scope, segments.slice(0, -1), walk)) {
      for (const match of within(start, last)) {
        if (walk.matches-- <= 0) return;
        yield match;
      }
    }
  }

  /**
   * Where the last segment of a selector is looked for: in what the ones before it mean, and in every
   * shadow root below. Found once per reading, because most probes share all but their last segment.
   * @param {ParentNode} scope
   * @param {string[]} segments all but the last
   * @param {Walk} walk
   * @returns {Generator<undefined, Start[], void>}
   */
  function* starts(scope, segments, walk) {
    if (segments.length === 0) return [{ scope, itself: true }];
    const of = walk.starts.get(scope) ?? new Map();
    walk.starts.set(scope, of);
    const path = segments.join(PIERCE);
    /** @type {Start[]} */
    const found = of.get(path) ?? [];
    // The first match in a part is the first of all; all in a part are not all.
    if (cut.has(found)) walk.nodes = -1;
    if (of.has(path)) return found;
    of.set(path, found);
    /** Below nested elements the same roots are met again. @type {Set<ParentNode>} */
    const met = new Set();
    let left = MAX_MATCHES;
    for (const start of yield* starts(scope, segments.slice(0, -1), walk)) {
      for (const match of within(start, segments[segments.length - 1])) {
        if (left-- <= 0) walk.nodes = -1;
        if (left < 0) break;
        for (const scope of yield* scopesBelow(match, walk)) {
          if (!met.has(scope)) found.push({ scope, itself: scope !== match });
          met.add(scope);
        }
      }
    }
    if (walk.nodes < 0) cut.add(found);
    return found;
  }

  /** @param {Start} start @param {string} select */
  function within({ scope, itself }, select) {
    const found = scope.querySelectorAll(select);
    return itself && scope instanceof Element && scope.matches(select) ? [scope, ...found] : found;
  }

  /**
   * An element and every shadow root below it, each of which has to be asked on its own.
   * Found once per reading, because most probes start from the same few elements.
   * @param {Element} top
   * @param {Walk} walk
   * @returns {Generator<undefined, ParentNode[], void>}
   */
  function* scopesBelow(top, walk) {
    const known = walk.scopes.get(top);
    if (known) {
      if (cut.has(known)) walk.nodes = -1;
      return known;
    }
    /** @type {ParentNode[]} */
    const scopes = [top];
    walk.scopes.set(top, scopes);
    for (const scope of scopes) {
      const walker = document.createTreeWalker(scope, NodeFilter.SHOW_ELEMENT);
      for (let node = walker.currentNode; node; node = /** @type {Node} */ (walker.nextNode())) {
        if (walk.nodes-- <= 0) {
          cut.add(scopes);
          return scopes;
        }
        if (walk.nodes % PAUSE_EVERY === 0) yield;
        const shadow = node instanceof Element ? shadowOf(node) : null;
        if (shadow) {
          scopes.push(shadow);
          walk.crossed.add(shadow);
        }
      }
    }
    return scopes;
  }

  return { root, places, newWalk, nothingLearnt };
}
