// Tells where an element is while it moves, and does nothing at all while it is still.

/**
 * Follows one element until `stop`: by scrolling, resizing, animation or layout, in whatever tree.
 * @param {Element} element
 * @param {(present: boolean) => void} moved at most once a frame; `present`: some of it can be seen
 */
function cuecardFollow(element, moved) {
  /** A hundredth of its size is the least movement that wakes an observer. */
  const STEPS = Array.from({ length: 101 }, (_, step) => step / 100);

  // Says whether scroll containers and the window leave anything of it to be seen.
  const presence = new IntersectionObserver((entries) => {
    present = entries.at(-1)?.isIntersecting ?? false;
    look();
  });
  const size = new ResizeObserver(look);
  /** @type {IntersectionObserver | undefined} */
  let place;
  let present = false;
  let last = '';
  let next = 0;

  presence.observe(element);
  size.observe(element);

  function look() {
    next ||= requestAnimationFrame(step);
  }

  /** How far the sides of the window are from its own. */
  function around() {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return [-top, right - innerWidth, bottom - innerHeight, -left];
  }

  function step() {
    next = 0;
    const margins = around();
    const now = [...margins, present].join();
    place?.disconnect();
    if (now !== last) {
      last = now;
      moved(present);
      return look();
    }
    // An observer whose view is cut to the element's own box says at once when it leaves that box.
    const rootMargin = margins.map((margin) => `${Math.floor(margin)}px`).join(' ');
    place = new IntersectionObserver(
      () => {
        // The first call tells nothing, unless it moved meanwhile.
        if (around().join() !== margins.join()) look();
      },
      { root: document, rootMargin, threshold: STEPS },
    );
    place.observe(element);
  }

  return {
    stop() {
      cancelAnimationFrame(next);
      for (const observer of [presence, size, place]) observer?.disconnect();
    },
  };
}
