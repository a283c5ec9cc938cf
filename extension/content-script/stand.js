// Where a holder stands: beside its anchor or in a corner, whole or folded. Both arms are asked the
// same, with the same sizes; what a shown card really needs only cuts it.

/**
 * Keeps a holder in its place until `stop`.
 * @param {object} needs
 * @param {HTMLElement} needs.host
 * @param {CSSStyleDeclaration} needs.style where its place is written, out of the page's reach
 * @param {(() => Element | null) | null} needs.find looks for the anchor; none: it has none
 * @param {() => void} needs.moved it stands elsewhere, or in another size
 */
function cuecardStand({ host, style, find, moved }) {
  const WIDTH = 360;
  /** Mark and minutes; as high as a folded card's own style expects (card.css). */
  const FOLDED = { width: 128, height: 56 };
  /** Less than this of a card is no help. */
  const LEAST = { width: 280, height: 200 };
  /** From the edges of the window. */
  const EDGE = 16;

  const { choose } = cuecardRoom();
  const obstacles = cuecardObstacles(cuecardFlatTree());
  const listening = new AbortController();
  /** @type {Element | null} */
  let anchor = null;
  /** @type {ReturnType<typeof cuecardFollow> | null} */
  let following = null;
  /** Some of the anchor can be seen. */
  let present = false;
  let modal = false;
  /** What the person said last: fold, or open whatever is in the way. @type {boolean | null} */
  let said = null;
  let folded = false;
  let height = LEAST.height;

  // Not when the focus goes: on its way into the card it is nowhere, and a card must not go from under a press.
  for (const event of ['resize', 'focusin', 'toggle', 'scrollend']) {
    addEventListener(event, look, { capture: true, signal: listening.signal });
  }
  look();

  /** Looks at everything that it rests on, and stands accordingly. */
  function look() {
    try {
      const found = find?.() ?? null;
      if (found !== anchor) {
        anchor = found;
        // Present until the observer says otherwise: a page that replaces it is no reason to fold.
        present = true;
        following?.stop();
        following =
          found &&
          cuecardFollow(found, (now) => {
            present = now;
            (found.isConnected ? put : look)();
          });
      }
      modal = obstacles.modal(anchor);
      put();
    } catch {
      // A page that shadows DOM properties: it stays where it is.
    }
  }

  function put() {
    const root = document.documentElement;
    const view = {
      left: EDGE,
      top: EDGE,
      right: root.clientWidth - EDGE,
      bottom: innerHeight - EDGE,
    };
    const beside = present && anchor ? anchor.getBoundingClientRect() : null;
    const leftwards = getComputedStyle(root).direction === 'rtl';
    const on = { view, leftwards, anchor: beside, avoid: obstacles.busy(host) };
    const corner = { ...on, anchor: null, avoid: [] };
    const card = { wanted: { width: WIDTH, height }, least: LEAST };
    // In a smaller window (at 400 %) it would be over nearly everything: there it opens for a press.
    const whole = said ?? (innerWidth * innerHeight > WIDTH * LEAST.width && (beside || !find));
    const box = whole && choose({ ...on, ...card });
    folded = !box && !said;
    // Whoever opens it where it has no room of its own wants it all the same.
    const size = folded ? { wanted: FOLDED, least: FOLDED } : card;
    const place = box || choose({ ...on, ...size }) || choose({ ...corner, ...size });
    // None in a window that is smaller than a folded card.
    if (!place) return;
    const { left, top } = place;
    const before = style.cssText;
    // A modal dialog is all that the person has then: nothing over it, and nothing beside its focus.
    style.setProperty('visibility', modal ? 'hidden' : '', 'important');
    const sides = { left, top, width: place.right - left, height: place.bottom - top };
    for (const [name, pixels] of Object.entries(sides)) {
      style.setProperty(name, `${pixels}px`, 'important');
    }
    if (style.cssText !== before) moved();
  }

  return {
    look,
    /** The person folded or opened it. @param {boolean} fold */
    fold(fold) {
      said = !fold;
      put();
    },
    /** The card wants this height, in CSS pixels. @param {number} pixels */
    want(pixels) {
      height = pixels;
      put();
    },
    /** Whether all of it can be seen. */
    whole: () => !folded && !modal,
    stop() {
      listening.abort();
      following?.stop();
    },
  };
}
