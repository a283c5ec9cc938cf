// Holds one moment on the page: the card's frame, or nothing at all for a withheld moment.
// Both take the same steps under the same conditions; the page can neither read nor steer them.

/** @typedef {{moment: string, arm: 'shown' | 'withheld', seen_after_ms: number, anchor?: number}} Moment */
/** @typedef {{kind: string, [key: string]: unknown}} Message */

/**
 * @param {object} needs
 * @param {(message: Message) => Promise<Record<string, unknown> | null>} needs.ask
 * @param {typeof chrome.runtime} needs.runtime
 */
function cuecardFrame({ ask, runtime }) {
  /** A page that takes the holder away this often does not want it. */
  const MAX_RESTORES = 5;
  /** First wait before the holder is put back; it doubles each time. */
  const RESTORE_MS = 50;
  /** A card that has not painted by then will not. */
  const PAINT_WITHIN_MS = 10_000;
  /** Full visible spans after which a holder that is still not rendered gives up. */
  const MAX_MISSES = 10;
  /** Waits before a message is repeated that the worker has not acknowledged. */
  const TELL_AGAIN_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

  /** A card that the page's own zoom makes smaller than this cannot be read. */
  const LEAST_ZOOM = 0.5;

  const PLACE = ':host { all: initial !important; position: fixed !important; }';
  // Important rules inside the shadow outrank the page's, its inline styles included. The frame's
  // colour scheme must equal the card's, or browsers paint a white backdrop behind it.
  const SHOWN = `${PLACE}
    iframe { display: block; width: 100%; height: 100%; border: 0;
      color-scheme: light dark; opacity: 0; pointer-events: none; transition: opacity 150ms; }
    iframe.painted { opacity: 1; }
    iframe.steady { pointer-events: auto; }
    @media (prefers-reduced-motion: reduce) { iframe { transition: none; } }`;
  const WITHHELD = `${PLACE} :host { max-width: 0 !important; max-height: 0 !important; }`;

  const holders = cuecardHolders(runtime);
  /** @type {ReturnType<typeof hold> | null} */
  let current = null;
  /** What the worker has not acknowledged; the last try is when the page goes away. */
  const untold = new Set();
  let undone = false;

  /** @param {Message} message */
  async function tell(message) {
    untold.add(message);
    for (const wait of TELL_AGAIN_MS) {
      if (undone) return;
      const answer = await ask(message);
      if (answer?.ok) return void untold.delete(message);
      await new Promise((later) => setTimeout(later, wait));
    }
  }

  /**
   * @param {Moment} offer
   * @param {(() => Element | null) | null} find looks for its anchor
   */
  function hold(offer, find) {
    const { moment } = offer;
    const shown = offer.arm === 'shown';
    const lifetime = new AbortController();
    const { host, sheet, frame } = holders.take(offer);
    const keeper = new MutationObserver(check);
    const steady = frame && cuecardSteady(host, turned);
    /** @type {ReturnType<typeof cuecardStand> | null} */
    let stand = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let clockTimer;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let restoreTimer;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let paintTimer;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let closeTimer;
    /** @type {EventTarget | null} */
    let lastFocus = null;
    let painted = !shown;
    let seen = false;
    let ended = false;
    let restores = 0;
    let misses = 0;

    function place() {
      try {
        build();
        restore();
      } catch {
        end();
      }
    }

    function build() {
      sheet.replaceSync(shown ? SHOWN : WITHHELD);
      const { style } = /** @type {CSSStyleRule} */ (sheet.cssRules[0]);
      stand = cuecardStand({ host, style, find, moved });
      const { signal } = lifetime;
      runtime.onMessage.addListener(hear);
      document.addEventListener('visibilitychange', clock, { signal });
      host.addEventListener('toggle', check, { signal });
      addEventListener('focusout', remember, { capture: true, signal });
    }

    /** @param {FocusEvent} event */
    function remember(event) {
      const [from] = event.composedPath();
      if (from !== host) lastFocus = from;
    }

    function moved() {
      steady?.restart();
      clock();
    }

    /** Whether a press on the frame counts; the page gets nothing of those that do not. @param {boolean} pressable */
    function turned(pressable) {
      if (frame) frame.classList.toggle('steady', pressable && painted && standing());
    }

    /**
     * @param {Message} message
     */
    function hear(message) {
      if (message?.moment !== moment) return;
      if (message.kind === 'close') closeTimer ??= setTimeout(end, Number(message.after_ms ?? 0));
      if (message.kind === 'painted' && frame && !painted) {
        clearTimeout(paintTimer);
        painted = true;
        frame.classList.add('painted');
        steady?.restart();
        clock();
      }
      if (message.kind === 'fold') stand?.fold(message.folded === true);
      if (message.kind === 'size') stand?.want(Number(message.height));
    }

    /** Whether the holder is as we made it: in its place, unmarked, in the top layer. */
    function intact() {
      return (
        host.parentNode === document.documentElement &&
        host.getAttributeNames().join() === 'popover' &&
        host.matches(':popover-open')
      );
    }

    function check() {
      if (ended || restoreTimer !== undefined || intact()) return;
      clearTimeout(clockTimer);
      if (restores >= MAX_RESTORES) return end();
      restoreTimer = setTimeout(restore, RESTORE_MS * 2 ** restores);
      restores += 1;
    }

    function restore() {
      restoreTimer = undefined;
      keeper.disconnect();
      for (const name of host.getAttributeNames()) host.removeAttribute(name);
      if (host.parentNode !== document.documentElement) {
        painted = !shown;
        if (frame) frame.className = '';
        document.documentElement.append(host);
      }
      host.popover = 'manual';
      if (!host.matches(':popover-open')) host.showPopover();
      keeper.observe(document, { childList: true });
      keeper.observe(document.documentElement, { childList: true });
      keeper.observe(host, { attributes: true });
      stand?.look();
      steady?.restart();
      clearTimeout(paintTimer);
      if (!painted) paintTimer = setTimeout(end, PAINT_WITHIN_MS);
      clock();
    }

    /** Starts the span that makes a moment seen; a hidden tab stops it, and so does folding. */
    function clock() {
      clearTimeout(clockTimer);
      if (seen || ended || !painted || document.visibilityState === 'hidden') return;
      if (!stand?.whole()) return;
      clockTimer = setTimeout(judge, offer.seen_after_ms);
    }

    function judge() {
      if (standing()) {
        seen = true;
        tell({ kind: 'seen', moment });
      } else {
        misses += 1;
        if (misses > MAX_MISSES) end();
        else clock();
      }
    }

    function standing() {
      if (Reflect.get(host, 'currentCSSZoom') < LEAST_ZOOM) return false;
      return host.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    }

    /** Takes the holder down without a word. */
    function remove() {
      if (ended) return;
      ended = true;
      current = null;
      lifetime.abort();
      stand?.stop();
      steady?.stop();
      keeper.disconnect();
      clearTimeout(clockTimer);
      clearTimeout(restoreTimer);
      clearTimeout(paintTimer);
      clearTimeout(closeTimer);
      runtime.onMessage?.removeListener(hear);
      const focused = document.activeElement === host;
      host.remove();
      if (focused && lastFocus instanceof HTMLElement && lastFocus.isConnected) {
        lastFocus.focus({ preventScroll: true });
      }
    }

    /** Takes the holder down; if it was not seen, the worker gives the reservation back. */
    function end() {
      if (ended) return;
      remove();
      if (!seen) tell({ kind: 'gone', moment });
    }

    return { place, remove, end, look: () => stand?.look() };
  }

  return {
    /**
     * Puts a moment on the page, if its anchor is there, and takes it off again if the worker does not want it any more.
     * @param {Moment} offer
     * @param {() => Element | null} find looks for its anchor
     */
    async open(offer, find) {
      const anchored = offer.anchor !== undefined;
      if (current || (anchored && !find())) return tell({ kind: 'gone', moment: offer.moment });
      const mine = hold(offer, anchored ? find : null);
      current = mine;
      // It loads meanwhile, and shows nothing before the worker has answered the card.
      mine.place();
      const answer = await ask({ kind: 'placed', moment: offer.moment });
      if (!answer?.go) mine.end();
    },

    /** @param {string} moment one that has no place on this page any more */
    refuse(moment) {
      tell({ kind: 'gone', moment });
    },

    /** A moment may come soon. */
    ready() {
      if (!current) holders.ready();
    },

    /** The page has settled after a change. */
    settled() {
      current?.look();
    },

    /** The person has left the record. */
    leave() {
      holders.drop();
      current?.end();
    },

    /** The page is going away: a last try for everything that is not acknowledged. */
    lastTry() {
      for (const message of untold) ask(message);
    },

    /** Takes everything down for good. */
    undo() {
      undone = true;
      holders.drop();
      current?.remove();
    },
  };
}
