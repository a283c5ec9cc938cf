// The page as it is shown: shadow roots in their places, what is visible, and its text.

/** What is shown. */
function cuecardFlatTree() {
  /** Letters of one text that are looked at: well above what is read of it. */
  const MAX_LETTERS = 8_000;
  /** Nodes of one text. */
  const MAX_NODES = 20_000;
  /** Elements that stand on lines of their own: their text does not run into what is beside it. */
  const LINES = new Set(
    'br p div li ul ol dl dt dd tr td th table pre blockquote section article header h1 h2 h3 h4 h5 h6'.split(
      ' ',
    ),
  );
  /** Elements whose text is never on the screen. */
  const SILENT = new Set(['style', 'script', 'noscript', 'template']);

  /**
   * Defined custom elements that had no shadow when they were asked; one is made when an element
   * comes to life or never. Asking takes microseconds, and large pages have thousands.
   * @type {WeakSet<Element>}
   */
  const bare = new WeakSet();

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
        if (text.length > MAX_LETTERS) text = folded(text);
        if (text.length > MAX_LETTERS) break;
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

  /** What a node stands in, from itself outwards, also out of shadow roots. @param {unknown} node */
  function outwards(node) {
    const nodes = [];
    while (node instanceof Node) {
      nodes.push(node);
      node = node instanceof ShadowRoot ? node.host : node.parentNode;
    }
    return nodes;
  }

  /** @param {string} text */
  function folded(text) {
    return text.replace(/\s+/g, ' ');
  }

  return { shadowOf, rendered, textOf, outwards, folded };
}
