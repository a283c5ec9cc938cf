// What around a card makes it step aside: a modal dialog, and the field that has the focus.

/** What is around. @param {ReturnType<typeof cuecardFlatTree>} tree */
function cuecardObstacles({ shadowOf, outwards }) {
  const MODAL = 'dialog:modal, [aria-modal=true]';
  /** A focused element that takes more of the window than this is the page, and no field in it. */
  const MAX_SHARE = 0.5;
  /** What the person is at, or was before they were in the card. @type {Element | null | undefined} */
  let last;

  /** The innermost element with the focus, through shadow roots. */
  function focused() {
    let element = document.activeElement;
    /** @type {Element | null | undefined} */
    let inner = element;
    for (; inner; inner = shadowOf(inner)?.activeElement) element = inner;
    return element;
  }

  return {
    /**
     * Whether a modal dialog is open. One that only says so and holds the anchor is where the
     * person works; one of the browser's own makes everything outside it inert.
     * @param {Element | null} anchor
     */
    modal(anchor) {
      const holding = outwards(anchor);
      // A dialog takes the focus, and is found by it in shadow roots that no selector enters.
      return [...document.querySelectorAll(MODAL), ...outwards(focused())].some(
        (each) =>
          each instanceof Element &&
          each.matches(MODAL) &&
          (each.matches('dialog:modal') || !holding.includes(each)) &&
          each.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      );
    },

    /**
     * The box of what the person is at. A card that they are in stays away from what they were at.
     * @param {Element} host
     * @returns {DOMRect[]} one or none
     */
    busy(host) {
      if (document.activeElement !== host) last = focused();
      if (!last || last === document.body) return [];
      const box = last.getBoundingClientRect();
      const share = (box.width * box.height) / (innerWidth * innerHeight);
      return share > 0 && share <= MAX_SHARE ? [box] : [];
    },
  };
}
