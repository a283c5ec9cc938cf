// Starts and stops the parts. What is on, and when:
//
//   arrived ─► plan ─► settle ─► saw ─► moment ─► placed ─► holder ─► seen
//      ▲        │ null: all off but the first row                 └─► gone
//      └────────┴── the address changes
//
//                                              no plan   plan   a moment   hidden tab
//   address, pagehide, pageshow, worker's call    ●        ●        ●          ●
//   mutation observer                                      ●        ●
//   input, change and act listeners                        ●        ●          ●
//   timers, only after a change                            ●        ●
//   holder, its keeper, messages from the worker                    ●          ●
//
// No plan for an address: the worker had nothing that can apply there. When the extension has
// been updated or removed, the first thing that wakes us finds out, and everything is undone.

(() => {
  /** A plan that is refused this often in a row is left alone until the address changes. */
  const MAX_REPLANS = 3;
  /** Work in one task: a quarter of a frame at 60 Hz. */
  const SLICE_MS = 4;

  const world = /** @type {{cuecardAlive?: unknown}} */ (globalThis);
  // A page can put elements under any name on `window`, but not as own properties of this world.
  const has = (/** @type {string} */ name) => Object.hasOwn(globalThis, name);
  if (has('cuecardAlive') && typeof world.cuecardAlive === 'function' && world.cuecardAlive()) {
    return;
  }
  if (!/^(text\/html|application\/xhtml\+xml)$/.test(document.contentType)) return;

  /** @type {typeof chrome} */
  const api = has('browser') ? Reflect.get(globalThis, 'browser') : chrome;
  const { runtime } = api;
  const lifetime = new AbortController();
  const reader = cuecardReader();
  const fetcher = cuecardFetch();
  const frame = cuecardFrame({ ask, runtime });
  /** @type {ReturnType<typeof cuecardWatch> | null} */
  let watch = null;
  let address = '';
  /** Since the last answer to an arrival the address became another one. */
  let left = false;
  let arriving = false;
  let again = false;
  let replans = 0;
  /** @type {{saw: Message & {url: string}, asked: Plan}[]} */
  const waiting = [];
  let speaking = false;

  world.cuecardAlive = alive;
  listen();
  start();

  function alive() {
    return !lifetime.signal.aborted && Boolean(runtime?.id);
  }

  /** Whether there is still something to do here; finds out about both kinds of change. */
  function awake() {
    if (!alive()) {
      undo();
      return false;
    }
    // Browsers without the Navigation API do not tell, so every wake-up looks.
    return !moved();
  }

  function undo() {
    lifetime.abort();
    runtime?.onMessage?.removeListener(called);
    watch?.stop();
    frame.undo();
    waiting.length = 0;
  }

  /**
   * One question to the worker. If it died on the way, the same question once more: the same
   * `id` lets it answer as it did the first time.
   * @param {Message} message
   * @returns {Promise<Record<string, unknown> | null>}
   */
  async function ask(message) {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      if (!alive()) break;
      try {
        const answer = await runtime.sendMessage(message);
        if (answer && typeof answer === 'object') return answer;
      } catch (error) {
        if (/context invalidated/i.test(String(error))) undo();
      }
    }
    if (!alive()) undo();
    return null;
  }

  function listen() {
    const { signal } = lifetime;
    const navigation = /** @type {{navigation?: EventTarget}} */ (globalThis).navigation;
    if (navigation) {
      navigation.addEventListener('currententrychange', awake, { signal });
    } else {
      addEventListener('popstate', awake, { signal });
      addEventListener('hashchange', awake, { signal });
    }
    runtime.onMessage.addListener(called);
    addEventListener('pagehide', leave, { signal });
    addEventListener('pageshow', returned, { signal });
  }

  /**
   * `again`: what could apply here may have changed. `look`: the person asks what is seen here.
   * @param {{kind?: unknown, plan?: Plan} | undefined} message
   * @param {unknown} _sender
   * @param {(answer: unknown) => void} answer
   */
  function called(message, _sender, answer) {
    if (message?.kind === 'again' && alive()) arrive();
    if (message?.kind !== 'look' || !message.plan || !alive()) return false;
    look(message.plan).then(answer);
    return true;
  }

  /** Reads a page once, for the person to see. @param {Plan} plan */
  async function look(plan) {
    const root = reader.root(plan.root);
    if (!root) return { url: location.href, seen: null };
    const reading = reader.read(plan, root, new Set());
    let end = performance.now() + SLICE_MS;
    let step = reading.next();
    while (!step.done) {
      if (performance.now() >= end) {
        await new Promise((later) => setTimeout(later));
        end = performance.now() + SLICE_MS;
      }
      step = reading.next();
    }
    for (const [place, list] of (plan.lists ?? []).entries()) {
      if (list.fetch) step.value.lists[place] = await fetcher.ask(list);
    }
    return { url: location.href, seen: step.value };
  }

  function start() {
    const page = /** @type {Document & {prerendering?: boolean}} */ (document);
    if (!page.prerendering) return void arrive();
    page.addEventListener('prerenderingchange', arrive, { once: true, signal: lifetime.signal });
  }

  function leave() {
    watch?.stop();
    frame.lastTry();
    frame.leave();
  }

  /** @param {PageTransitionEvent} event */
  function returned(event) {
    if (!event.persisted || !alive()) return;
    fetcher.forget();
    arrive();
  }

  function moved() {
    if (location.href === address) return false;
    left ||= withoutHash(location.href) !== withoutHash(address);
    if (left) fetcher.forget();
    replans = 0;
    arrive();
    return true;
  }

  /** @param {string} url */
  function withoutHash(url) {
    return url.split('#', 1)[0];
  }

  /** Asks for the plan of this address; a change during the question asks once more. */
  async function arrive() {
    again = true;
    if (arriving) return;
    arriving = true;
    while (again && alive()) {
      again = false;
      address = location.href;
      watch?.stop();
      watch = null;
      const answer = await ask({ kind: 'arrived', url: address });
      if (left && !answer?.stays) frame.leave();
      left = false;
      const plan = /** @type {Plan | null | undefined} */ (answer?.plan);
      if (plan && !again && alive()) {
        watch = cuecardWatch({
          plan,
          reader,
          fetcher,
          awake,
          settled: frame.settled,
          say: (readings, act) => say(plan, readings, act),
        });
      }
    }
    arriving = false;
  }

  /**
   * @param {Plan} asked
   * @param {Readings} readings
   * @param {string | null} act
   */
  function say(asked, { readings, lists }, act) {
    const plan = asked.version;
    const visible = document.visibilityState === 'visible';
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    // While the worker is busy only the newest state waits; what the person did is all kept.
    const behind = waiting.at(-1);
    if (behind?.saw.act === null && act === null) waiting.pop();
    const saw = { kind: 'saw', id, url: location.href, plan, readings, lists, act, visible };
    waiting.push({ saw, asked });
    if (!speaking) speak();
  }

  /** One after the other, so that a repeated message cannot overtake. */
  async function speak() {
    speaking = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      heed(await ask(next.saw), next.saw.url, next.asked);
    }
    speaking = false;
  }

  /**
   * @param {Record<string, unknown> | null} answer
   * @param {string} url where the question was asked
   * @param {Plan} plan that it answers
   */
  function heed(answer, url, plan) {
    if (!answer || !alive()) return;
    if (answer.replan) {
      replans += 1;
      if (replans > MAX_REPLANS) watch?.stop();
      else arrive();
      return;
    }
    replans = 0;
    if (answer.soon) frame.ready();
    const moment = /** @type {Moment | undefined} */ (answer.moment);
    if (!moment) return;
    if (withoutHash(url) !== withoutHash(location.href)) return frame.refuse(moment.moment);
    frame.open(moment, () => reader.place(plan.probes[moment.anchor ?? -1], plan.root));
  }
})();
