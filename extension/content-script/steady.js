// A press on a card counts only when the person could see what they pressed (docs/hostile-pages.md).

/**
 * Says whether the card has stood still and uncovered for long enough to be pressed.
 * @param {HTMLElement} host
 * @param {(steady: boolean) => void} turned
 */
function cuecardSteady(host, turned) {
  /** Longer than a press that was under way takes to land on what has just come under the pointer. */
  const STEADY_MS = 500;
  /** The least that browsers grant between two looks at whether something is covered. */
  const DELAY_MS = 100;
  /** Where a browser does not tell, a look so often: well within the time that a cover must be gone. */
  const PULSE_MS = 250;

  /** Chromium knows what it paints over what; effects and covers without pointer events count. */
  const tells = 'isVisible' in IntersectionObserverEntry.prototype;
  /** Newer than the types that we check with. @type {object} */
  const tracking = { trackVisibility: true, delay: DELAY_MS };
  const observer = new IntersectionObserver((entries) => {
    if (tells) note(entries.every((entry) => Reflect.get(entry, 'isVisible')));
  }, tracking);
  let bare = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const pulse = tells ? 0 : setInterval(() => note(uncovered()), PULSE_MS);
  observer.observe(host);
  // Where the page moves it, by its own zoom for one.
  const following = cuecardFollow(host, restart);

  /** @param {boolean} now */
  function note(now) {
    if (now === bare) return;
    bare = now;
    restart();
  }

  function restart() {
    clearTimeout(timer);
    turned(false);
    if (bare) timer = setTimeout(turned, STEADY_MS, true);
  }

  /**
   * Only the top layer can cover the card. What takes the pointer there is hit at nine points of it,
   * in closed shadow roots too; what lets the pointer through is only known by its style.
   */
  function uncovered() {
    const { left, top, width, height } = host.getBoundingClientRect();
    const shares = [0.05, 0.5, 0.95];
    return (
      shares.every((x) =>
        shares.every((y) => document.elementFromPoint(left + x * width, top + y * height) === host),
      ) &&
      [...document.querySelectorAll(':popover-open')].every(
        (each) => getComputedStyle(each).pointerEvents !== 'none',
      )
    );
  }

  return {
    /** Something changed: the time begins anew. */
    restart,

    stop() {
      observer.disconnect();
      following.stop();
      clearTimeout(timer);
      clearInterval(pulse);
    },
  };
}
