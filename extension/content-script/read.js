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

/** The reader. A function, so that loading the file twice in one world does no harm. */
function cuecardReader() {
  /** The longest raw string: enough for a review comment, too short to carry a document away. */
  const MAX_RAW = 2_000;
  /** Nodes that one probe, or one text, may walk: several times a large record page (about 5,000 elements). */
  const MAX_NODES = 20_000;
  /** Matches that one probe may look at; a selector with more is far too wide. */
  const MAX_MATCHES = 1_000;
  /** Things of one list that are read; a list with more is absent rather than half counted. */
  const MAX_ITEMS = 200;
  /** Nodes between two chances to pause; well under a millisecond of walking. */
  const PAUSE_EVERY = 500;
  /** Goes on below the match, at any depth, through shadow roots. */
  const PIERCE = ' >>> ';
  /** Elements that stand on lines of their own: their text does not run into what is beside it. */
  const LINES = new Set(
    'br p div li ul ol dl dt dd tr td th table pre blockquote section article header h1 h2 h3 h4 h5 h6'.split(
      ' ',
    ),
  );
  /** Begins a selector with what is around a thing of a list. */
  const OUTWARDS = '^ ';
  /** Begins a selector inside what was pressed. */
  const INWARDS = '@ ';
  /** Elements whose text is never on the screen. */
  const SILENT = new Set(['style', 'script', 'noscript', 'template']);
  /** Controls whose text is no part of the label around them. */
  const CONTROLS = 'select, textarea';
  /** What can follow a label of a kind that has its own partner. */
  const FOLLOWING = new Map([
    ['dt', 'dd'],
    ['th', 'td'],
  ]);

  /**
   * Defined custom elements that had no shadow when they were asked; one is made when an element
   * comes to life or never. Asking takes microseconds, and large pages have thousands.
   * @type {WeakSet<Element>}
   */
  const bare = new WeakSet();
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
    if (cut.has(found)) walk.nodes = walk.matches = -1;
    if (of.has(path)) return found;
    of.set(path, found);
    /** Below nested elements the same roots are met again. @type {Set<ParentNode>} */
    const met = new Set();
    for (const start of yield* starts(scope, segments.slice(0, -1), walk)) {
      for (const match of within(start, segments[segments.length - 1])) {
        if (walk.matches-- <= 0) cut.add(found);
        if (cut.has(found)) return found;
        const below = yield* scopesBelow(match, walk);
        if (cut.has(below)) cut.add(found);
        for (const scope of below) {
          if (!met.has(scope)) found.push({ scope, itself: scope !== match });
          met.add(scope);
        }
      }
    }
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
   * The text of the flat tree, spaces folded: in native shadow the values are slotted.
   * @param {Element} element
   * @param {string} without a selector of what is left out
   */
  function textOf(element, without) {
    let text = '';
    let nodes = MAX_NODES;
    /** @type {Set<Node>} */
    const ended = new Set();
    /** @type {Node[]} */
    const left = [element];
    for (let node = left.pop(); node && nodes-- > 0; node = left.pop()) {
      if (ended.delete(node)) {
        text += ' ';
      } else if (node.nodeType === Node.TEXT_NODE) {
        text += node.nodeValue;
        if (text.length > MAX_RAW * 4) text = folded(text);
        if (text.length > MAX_RAW * 4) break;
      } else if (
        node instanceof Element &&
        !SILENT.has(node.localName) &&
        !(without && node.matches(without))
      ) {
        if (LINES.has(node.localName)) {
          // Met once more, after all that it holds.
          text += ' ';
          ended.add(node);
          left.push(node);
        }
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
   * The elements that an alternative means, for a person to point at.
   * @param {Alternative} alternative
   * @param {ParentNode} from
   * @param {Learnt} learnt
   */
  function find(alternative, from, learnt) {
    return places(alternative, from, newWalk(learnt), null);
  }

  return { root, read, find, nothingLearnt };
}
