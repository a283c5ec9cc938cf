// Makes the elements that moments are held in, and makes one ready before there is a moment: its card
// loads while the page saves, so that it is there when the page has settled.

/** `frame`: none for a withheld moment. `moment`: its card still has to be told. @typedef {{host: HTMLElement, sheet: CSSStyleSheet, frame: HTMLIFrameElement | null, loaded: boolean, moment: string}} Holder */

/** @param {typeof chrome.runtime} runtime */
function cuecardHolders(runtime) {
  /** One that was made ready and is not wanted by then is taken away: saving rarely takes so long. */
  const READY_MS = 10_000;
  // Important rules inside the shadow outrank the page's. It takes no room, and no key stops at it.
  const UNSEEN = `:host { all: initial !important; position: fixed !important;
    max-width: 0 !important; max-height: 0 !important; visibility: hidden !important; }`;

  /** Its card loads before there is a moment. @type {Holder | null} */
  let spare = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** Two random words with a hyphen: a name that no page can look for. */
  function randomName() {
    const letters = [...crypto.getRandomValues(new Uint8Array(14))].map((byte) =>
      String.fromCharCode(97 + (byte % 26)),
    );
    return `${letters.slice(0, 7).join('')}-${letters.slice(7).join('')}`;
  }

  /**
   * A holder that takes no room yet, closed to the page.
   * @param {string} [address] of the card that loads in it
   * @returns {Holder}
   */
  function make(address) {
    const host = document.createElement(randomName());
    const shadow = host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(UNSEEN);
    shadow.adoptedStyleSheets = [sheet];
    /** @type {Holder} */
    const holder = { host, sheet, frame: null, loaded: false, moment: '' };
    if (address) {
      const frame = document.createElement('iframe');
      frame.title = runtime.getManifest().name;
      frame.src = address;
      // Also whenever a page that moves its elements makes it load once more.
      frame.addEventListener('load', () => {
        holder.loaded = true;
        name(holder);
      });
      shadow.append(frame);
      holder.frame = frame;
    }
    return holder;
  }

  /** Tells a card that loaded without one which moment is its own. @param {Holder} holder */
  function name({ frame, loaded, moment }) {
    if (loaded && moment) frame?.contentWindow?.postMessage({ moment }, '*');
  }

  /** The holder of a moment: the one that was made ready, or a new one. @param {Moment} offer */
  function take({ moment, arm }) {
    const shown = arm === 'shown';
    const ready = spare;
    clearTimeout(timer);
    spare = null;
    if (!ready) return make(shown ? `${card()}#${encodeURIComponent(moment)}` : undefined);
    if (!shown) {
      ready.frame?.remove();
      ready.frame = null;
    }
    ready.moment = moment;
    name(ready);
    return ready;
  }

  function card() {
    return runtime.getURL('ui/card.html');
  }

  function drop() {
    clearTimeout(timer);
    spare?.host.remove();
    spare = null;
  }

  return {
    take,
    drop,
    /** In both arms alike: which it will be is not known yet. */
    ready() {
      if (!spare) {
        spare = make(card());
        document.documentElement.append(spare.host);
      }
      clearTimeout(timer);
      timer = setTimeout(drop, READY_MS);
    },
  };
}
