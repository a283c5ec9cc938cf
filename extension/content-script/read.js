// Reads the places that a watch plan names, and nothing else. It knows no system and no rule:
// the plan says where to look, and the raw strings go to the worker.

/** @typedef {{select: string, take: string}} Alternative */
/** @typedef {{alternatives: Alternative[]}} Probe */
/** @typedef {{act: string, press: string}} Act */
/** @typedef {{version: string, root: string[], probes: Probe[], acts: Act[]}} Plan */
/** @typedef {{at: number, raw: string} | null} Reading */
/**
 * What one probe may still spend, and what the whole reading has learnt on its way.
 * @typedef {object} Walk
 * @property {number} nodes
 * @property {number} matches
 * @property {Map<ParentNode, ParentNode[]>} scopes
 * @property {Set<ShadowRoot>} crossed
 */

/** The reader. A function, so that loading the file twice in one world does no harm. */
function cuecardReader() {
  /** The longest raw string: enough for a review comment, too short to carry a document away. */
  const MAX_RAW = 2_000;
  /** Nodes that one probe, or one text, may walk: several times a large record page (about 5,000 elements). */
  const MAX_NODES = 20_000;
  /** Matches that one probe may look at; a selector with more is far too wide. */
  const MAX_MATCHES = 1_000;
  /** Nodes between two chances to pause; well under a millisecond of walking. */
  const PAUSE_EVERY = 500;
  /** Goes on below the match, at any depth, through shadow roots. */
  const PIERCE = ' >>> ';
  /** Elements whose text is never on the screen. */
  const SILENT = new Set(['style', 'script', 'noscript', 'template']);

  /**
   * Defined custom elements that had no shadow when they were asked; one is made when an element
   * comes to life or never. Asking takes microseconds, and large pages have thousands.
   * @type {WeakSet<Element>}
   */
  const bare = new WeakSet();

  /**
   * @param {Walk['scopes']} scopes
   * @param {Walk['crossed']} crossed
   * @returns {Walk}
   */
  function newWalk(scopes, crossed) {
    return { nodes: MAX_NODES, matches: MAX_MATCHES, scopes, crossed };
  }

  /**
   * Finds the part of the page to read.
   * @param {string[]} selectors in order; none at all means the whole document
   * @returns {ParentNode | null} null while no selector has a rendered match
   */
  function root(selectors) {
    if (selectors.length === 0) return document;
    for (const select of selectors) {
      const walk = newWalk(new Map(), new Set());
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
   * Reads every probe. Each bare `yield` is a place where the caller may pause.
   * @param {Probe[]} probes
   * @param {ParentNode} from
   * @param {Set<ShadowRoot>} crossed receives the shadow roots that were entered
   * @returns {Generator<undefined, Reading[], void>}
   */
  function* read(probes, from, crossed) {
    const scopes = new Map();
    /** @type {Reading[]} */
    const readings = [];
    for (const probe of probes) {
      readings.push(yield* readProbe(probe, from, newWalk(scopes, crossed)));
      yield;
    }
    return readings;
  }

  /**
   * The first alternative that matches something rendered wins.
   * @param {Probe} probe
   * @param {ParentNode} from
   * @param {Walk} walk
   * @returns {Generator<undefined, Reading, void>}
   */
  function* readProbe(probe, from, walk) {
    for (const [at, { select, take }] of probe.alternatives.entries()) {
      try {
        for (const match of matches(from, select.split(PIERCE), walk)) {
          if (!match) {
            yield;
          } else if (rendered(match)) {
            const raw = taken(match, take);
            // Well-formed, because half a character would not survive the way to the engine.
            if (raw !== null) return { at, raw: raw.slice(0, MAX_RAW).toWellFormed() };
          }
        }
      } catch {
        // An invalid selector, or a page that shadows DOM properties: absent, never an error.
      }
    }
    return null;
  }

  /**
   * Elements that match, in document order within each tree; `undefined` is a place to pause.
   * @param {ParentNode} scope
   * @param {string[]} segments the selector, cut at every `>>>`
   * @param {Walk} walk
   * @returns {Generator<Element | undefined, void, void>}
   */
  function* matches(scope, [segment, ...deeper], walk) {
    const itself = scope instanceof Element && scope.matches(segment) ? [scope] : [];
    for (const match of [...itself, ...scope.querySelectorAll(segment)]) {
      if (walk.matches-- <= 0) return;
      if (deeper.length === 0) {
        yield match;
      } else {
        for (const below of yield* scopesBelow(match, walk)) {
          for (const found of matches(below, deeper, walk)) if (found !== match) yield found;
        }
      }
    }
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
    if (known) return known;
    /** @type {ParentNode[]} */
    const scopes = [top];
    walk.scopes.set(top, scopes);
    for (const scope of scopes) {
      const walker = document.createTreeWalker(scope, NodeFilter.SHOW_ELEMENT);
      for (let node = walker.currentNode; node; node = /** @type {Node} */ (walker.nextNode())) {
        if (walk.nodes-- <= 0) return scopes;
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

  /**
   * The shadow root, open or closed. Closed ones are asked for on custom elements only: the
   * question is dear, and frameworks do not close the shadow of a plain element.
   * @param {Element} element
   * @returns {ShadowRoot | null}
   */
  function shadowOf(element) {
    if (element.shadowRoot instanceof ShadowRoot) return element.shadowRoot;
    if (!(element instanceof HTMLElement) || !element.localName.includes('-')) return null;
    if (bare.has(element)) return null;
    const firefox = /** @type {{openOrClosedShadowRoot?: ShadowRoot | null}} */ (element);
    const shadow =
      firefox.openOrClosedShadowRoot ?? globalThis.chrome?.dom?.openOrClosedShadowRoot?.(element);
    if (!shadow && element.matches(':defined')) bare.add(element);
    return shadow ?? null;
  }

  /**
   * Whether the element is on the page for the person: applications keep old records in the
   * document, hidden. An element without a box of its own counts as what it stands in.
   * @param {Element} element
   * @returns {boolean}
   */
  function rendered(element) {
    if (element.checkVisibility({ visibilityProperty: true })) return true;
    if (getComputedStyle(element).display !== 'contents') return false;
    const tree = element.getRootNode();
    const host = tree instanceof ShadowRoot ? tree.host : null;
    const outer = element.assignedSlot ?? element.parentElement ?? host;
    return outer !== null && rendered(outer);
  }

  /**
   * @param {Element} element
   * @param {string} take
   * @returns {string | null} null when the element has no such thing
   */
  function taken(element, take) {
    if (take === 'present') return 'true';
    if (take === 'text') return textOf(element);
    if (take === 'value') return inputValue(element);
    if (take.startsWith('attribute:')) return element.getAttribute(take.slice(10));
    return null;
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
   * The text of the flat tree, spaces folded: in native shadow the values are slotted.
   * @param {Element} element
   */
  function textOf(element) {
    let text = '';
    let nodes = MAX_NODES;
    /** @type {Node[]} */
    const left = [element];
    for (let node = left.pop(); node && nodes-- > 0; node = left.pop()) {
      if (node.nodeType === Node.TEXT_NODE) {
        text += node.nodeValue;
        if (text.length > MAX_RAW * 4) text = folded(text);
        if (text.length > MAX_RAW * 4) break;
      } else if (node instanceof Element && !SILENT.has(node.localName)) {
        const children = flatChildren(node);
        for (let i = children.length - 1; i >= 0; i--) left.push(children[i]);
      }
    }
    return folded(text).trim();
  }

  /** @param {Element} element */
  function flatChildren(element) {
    if (element instanceof HTMLSlotElement) {
      const assigned = element.assignedNodes();
      if (assigned.length > 0) return assigned;
    }
    return (shadowOf(element) ?? element).childNodes;
  }

  /** @param {string} text */
  function folded(text) {
    return text.replace(/\s+/g, ' ');
  }

  /**
   * The act that a press on this path means, if the plan names one.
   * @param {Act[]} acts
   * @param {EventTarget[]} path from the innermost element outwards
   * @returns {string | null}
   */
  function actOn(acts, path) {
    const elements = path.filter((node) => node instanceof Element);
    for (const { act, press } of acts) {
      try {
        let from = 0;
        const found = press
          .split(PIERCE)
          .reverse()
          .every((segment) => {
            const at = elements.findIndex((each, i) => i >= from && each.matches(segment));
            from = at + 1;
            return at >= 0;
          });
        if (found) return act;
      } catch {
        // An invalid selector is pressed by nothing.
      }
    }
    return null;
  }

  return { root, read, actOn };
}
