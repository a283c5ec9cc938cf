// Asks the page's own site for the history of the record that is open, if the person allowed it:
// one request a visit, with no token, to the address that the plan names. What comes back is cut
// down to the places of the plan at once.

/** Asks for lists, each once until it is told to forget. */
function cuecardFetch() {
  /** The largest answer that is read: some thousand changes. */
  const MAX_ANSWER = 2_000_000;
  /** Things that are read; a history has its newest first. */
  const MAX_ITEMS = 1_000;
  /** The longest raw string. */
  const MAX_RAW = 2_000;

  /** What lies between the answer and one thing in it, the thing last. @typedef {unknown[]} Way */

  /** @param {Way} way @param {string} path @returns {Way[]} */
  function follow(way, path) {
    let ways = [way];
    for (const key of path.split('/')) ways = ways.flatMap((each) => step(each, key));
    return ways;
  }

  /** @param {Way} way @param {string} key `*` for each of a list, `..` for what it lies in @returns {Way[]} */
  function step(way, key) {
    const here = way.at(-1);
    if (key === '..') return way.length > 1 ? [way.slice(0, -1)] : [];
    if (key === '*') return Array.isArray(here) ? here.map((item) => [...way, item]) : [];
    const has = typeof here === 'object' && here !== null && Object.hasOwn(here, key);
    return has ? [[...way, Reflect.get(here, key)]] : [];
  }

  /** @param {Way} thing @param {Probe} probe @returns {Reading} */
  function place(thing, { alternatives }) {
    for (const [at, { select }] of alternatives.entries()) {
      const value = follow(thing, select)[0]?.at(-1);
      if (value === null) return { at, raw: '' };
      if (typeof value === 'string' || typeof value === 'number') {
        return { at, raw: String(value).slice(0, MAX_RAW).toWellFormed() };
      }
    }
    return null;
  }

  /** What was asked on this visit. @type {Map<string, Promise<ListReading>>} */
  const asked = new Map();

  /**
   * @param {List} list
   * @returns {Promise<ListReading>} null when there is no answer, or one that is no such list
   */
  function ask(list) {
    const key = JSON.stringify([list.fetch, list.each, list.probes]);
    const answer = asked.get(key) ?? request(list);
    asked.set(key, answer);
    return answer;
  }

  /** @param {List} list @returns {Promise<ListReading>} */
  async function request({ each, probes, fetch: address = '' }) {
    try {
      const url = new URL(address, location.origin);
      if (url.origin !== location.origin) return null;
      const answer = await fetch(url.href, {
        credentials: 'same-origin',
        redirect: 'error',
        headers: { accept: 'application/json' },
      });
      const root = answer.ok ? JSON.parse(await textOf(answer)) : null;
      for (const [at, { select, take }] of each.entries()) {
        const things = follow([root], select);
        // Some sites begin with the oldest: a part would not do.
        if (things.length > MAX_ITEMS) return null;
        if (things.length === 0) continue;
        const kept = take === 'nothing' ? [] : things;
        return { at, items: kept.map((thing) => probes.map((probe) => place(thing, probe))) };
      }
    } catch {
      // Offline, signed out, or no JSON: absent.
    }
    return null;
  }

  /** Stops reading at the limit, where the text is no JSON any more. @param {Response} answer */
  async function textOf(answer) {
    const decoder = new TextDecoder();
    let text = '';
    const parts = answer.body?.getReader();
    for (let part = await parts?.read(); part?.value; part = await parts?.read()) {
      text += decoder.decode(part.value, { stream: true });
      if (text.length <= MAX_ANSWER) continue;
      await parts?.cancel();
      return '';
    }
    return text;
  }

  return {
    ask,
    /** The next question goes to the site again. */
    forget: () => asked.clear(),
  };
}
