// What a person sees while pointing: a bar that says what to point at, a box around the field under
// the pointer, and a tag with its name and what stands in it. The page cannot look inside.

/**
 * @param {typeof chrome.i18n} i18n
 * @param {string} meaning what to point at, in the person's language
 */
function cuecardBar(i18n, meaning) {
  /** Between the edges of a field and the box around it. */
  const AIR = 3;
  /** Between the box and its tag, and between the tag and the edges of the window. */
  const GAP = 6;

  // Important rules inside the shadow outrank the page's. Sizes are in pixels, because the page
  // decides what a `rem` is.
  const STYLES = `
    :host {
      all: initial !important; position: fixed !important; inset: 0 !important; display: block !important;
      z-index: 2147483647 !important; pointer-events: none !important; overflow: clip !important;
      color-scheme: light dark !important;
    }
    * { box-sizing: border-box; }
    .bar, .mark, .tag {
      --ink: light-dark(#1d2021, #eceeed); --ink-quiet: light-dark(#5a6163, #a7afad);
      --surface: light-dark(#ffffff, #202423); --surface-raised: light-dark(#f4f6f5, #2a2f2e);
      --line: light-dark(#dfe3e2, #3a403f); --control-line: light-dark(#8a9391, #7d8785);
      --accent: light-dark(#0b655c, #79cfc2);
      --shadow: 0 1px 2px light-dark(rgb(20 30 28 / 10%), rgb(0 0 0 / 40%)),
        0 2px 9px light-dark(rgb(20 30 28 / 16%), rgb(0 0 0 / 50%));
      position: absolute; color: var(--ink);
      font: 14px / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
      overflow-wrap: anywhere;
    }
    .bar, .tag { background: var(--surface); border: 1px solid var(--line); box-shadow: var(--shadow); }
    .bar {
      inset: 12px 12px auto; inline-size: fit-content; max-inline-size: min(608px, 100% - 24px);
      margin-inline: auto; padding: 12px 12px 12px 16px; border-radius: 14px; pointer-events: auto;
      display: grid; grid-template-columns: 1fr auto; gap: 2px 16px; align-items: center;
      cursor: default; outline: none;
    }
    .bar:dir(rtl) { padding: 12px 16px 12px 12px; }
    .bar.low { inset-block: auto 12px; }
    .title { font-weight: 600; }
    .how { color: var(--ink-quiet); font-size: 12px; }
    button {
      grid-area: 1 / 2 / span 2; padding: 6px 12px; border: 1px solid var(--control-line);
      border-radius: 8px; background: none; color: inherit; font: inherit; cursor: default;
    }
    button:hover { background: var(--surface-raised); }
    button:focus { outline: 2px solid var(--accent); outline-offset: 2px; }
    .mark {
      border: 2px solid var(--accent); border-radius: 6px;
      background: color-mix(in srgb, var(--accent) 9%, transparent);
      box-shadow: 0 0 0 1px var(--surface), inset 0 0 0 1px var(--surface);
    }
    .tag { inline-size: max-content; max-inline-size: min(360px, 100% - 12px); padding: 4px 10px; border-radius: 8px; font-size: 12px; }
    .name { font-weight: 600; font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
    .value {
      display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
      color: var(--ink-quiet);
    }
    .said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    [hidden] { display: none; }
    @media (prefers-reduced-motion: no-preference) {
      .bar { transition: opacity 150ms ease-out; }
      @starting-style { .bar { opacity: 0; } }
    }
    @media (forced-colors: active) {
      .mark { border-color: Highlight; background: none; box-shadow: none; }
      .bar, .tag { border-color: CanvasText; }
    }`;

  const words = (/** @type {string} */ key, /** @type {string[]} */ ...places) =>
    i18n.getMessage(key, places);
  const host = document.createElement(randomName());
  const shadow = host.attachShadow({ mode: 'closed' });
  const title = part('div', 'title', words('point_title', meaning));
  const how = part('div', 'how', words('point_looking'));
  const said = part('div', 'said');
  const cancel = part('button', 'cancel', words('cancel'));
  const bar = part('div', 'bar', title, how, cancel, said);
  const mark = part('div', 'mark');
  const name = part('div', 'name');
  const value = part('div', 'value');
  const tag = part('div', 'tag', name, value);

  /** Two random words with a hyphen: a name that no page can look for. */
  function randomName() {
    const letters = [...crypto.getRandomValues(new Uint8Array(14))].map((byte) =>
      String.fromCharCode(97 + (byte % 26)),
    );
    return `${letters.slice(0, 7).join('')}-${letters.slice(7).join('')}`;
  }

  /** @param {string} kind @param {string} className @param {(Element | string)[]} inside */
  function part(kind, className, ...inside) {
    const element = document.createElement(kind);
    element.className = className;
    element.append(...inside);
    return element;
  }

  function show() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    shadow.adoptedStyleSheets = [sheet];
    for (const each of [bar, tag]) {
      each.lang = words('language');
      each.dir = words('direction');
    }
    // Screen readers pass every key on to an application. What it says comes through `said`.
    bar.tabIndex = -1;
    bar.role = 'application';
    bar.ariaLabel = title.textContent;
    bar.ariaDescription = words('point_how');
    said.ariaLive = 'polite';
    mark.hidden = true;
    tag.hidden = true;
    tag.ariaHidden = 'true';
    shadow.append(mark, tag, bar);
    document.documentElement.append(host);
    host.popover = 'manual';
    host.showPopover();
    keepFocus();
  }

  function keepFocus() {
    if (!shadow.activeElement) bar.focus({ preventScroll: true });
  }

  /** Says how, once there is something to point at. */
  function ready() {
    const text = words('point_how');
    if (how.textContent !== text) how.textContent = text;
  }

  /**
   * Puts box and tag where a candidate is.
   * @param {{name: string, value: string}} candidate
   * @param {Element} area
   */
  function put(candidate, area) {
    mark.hidden = false;
    tag.hidden = false;
    name.textContent = candidate.name;
    value.textContent = candidate.value || words('page_empty');
    const { left, top, right, bottom } = area.getBoundingClientRect();
    set(mark, {
      left: left - AIR,
      top: top - AIR,
      width: right - left + 2 * AIR,
      height: bottom - top + 2 * AIR,
    });
    const { offsetWidth: width, offsetHeight: height } = tag;
    const held = bar.getBoundingClientRect();
    const low = bar.classList.contains('low');
    const first = low ? GAP : held.bottom + GAP;
    const last = (low ? held.top : innerHeight) - GAP - height;
    const below = bottom + AIR + GAP;
    const above = top - AIR - GAP - height;
    set(tag, {
      left: within(left - AIR, GAP, innerWidth - width - GAP),
      top: within(below <= last ? below : above, first, last),
    });
  }

  /** @param {number} wish @param {number} least @param {number} most */
  function within(wish, least, most) {
    return Math.max(least, Math.min(wish, most));
  }

  /** @param {HTMLElement} element @param {Record<string, number>} pixels */
  function set(element, pixels) {
    for (const [property, each] of Object.entries(pixels)) {
      element.style.setProperty(property, `${Math.round(each)}px`);
    }
  }

  function unput() {
    mark.hidden = true;
    tag.hidden = true;
  }

  /** Goes to the other edge where it would cover what the person walks to by keys. @param {Element} area */
  function uncover(area) {
    bar.classList.remove('low');
    const { bottom } = bar.getBoundingClientRect();
    bar.classList.toggle('low', area.getBoundingClientRect().top < bottom + GAP);
  }

  /** @param {string} text for a screen reader */
  function say(text) {
    said.textContent = text;
  }

  /** @param {Element} element @param {{clientX: number, clientY: number}} point */
  function isOn(element, { clientX, clientY }) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  }

  return {
    show,
    ready,
    keepFocus,
    put,
    unput,
    uncover,
    say: (
      /** @type {Candidate} */ { name, value },
      /** @type {number} */ at,
      /** @type {number} */ of,
    ) => say(words('point_place', name, value || words('page_empty'), String(at), String(of))),
    /** Whether the page has left it alone. */
    isThere: () => host.isConnected,
    /** Asked for by place, because a page with a modal dialog makes everything else deaf. */
    isOnBar: (/** @type {MouseEvent} */ event) => isOn(bar, event),
    /** A press that has no place comes from a screen reader, and there is only one button. */
    isOnCancel: (/** @type {MouseEvent} */ event) =>
      isOn(cancel, event) || (event.detail === 0 && event.target === host),
    cancelHasFocus: () => shadow.activeElement === cancel,
    /** Between the bar, where keys choose, and its button. */
    moveFocus: () => (shadow.activeElement === cancel ? bar : cancel).focus(),
    remove: () => host.remove(),
  };
}
