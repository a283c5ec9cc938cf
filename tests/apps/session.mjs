/** A person's signed-in session without a browser: cookies, pages and forms over HTTP. */

/** A sign-in takes two hops; a page that sends around in circles is an error. */
const MAX_HOPS = 5;

/** @typedef {{ status: number, url: string, text: string }} Answer */

/** Keeps the cookies of one application and follows its redirections, collecting cookies on the way. */
export class Session {
  /** @type {Map<string, string>} */
  #cookies = new Map();
  #url;

  /** @param {string} url  of the application */
  constructor(url) {
    this.#url = url;
  }

  /** @param {string} path @param {Record<string, string>} [headers] */
  get(path, headers = {}) {
    return this.#ask(path, { headers });
  }

  /** @param {string} path @param {Record<string, string>} fields */
  post(path, fields) {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** @param {string} path @param {RequestInit} request @returns {Promise<Answer>} */
  async #ask(path, request) {
    let url = new URL(path, this.#url);
    let next = request;
    for (let hop = 0; hop < MAX_HOPS; hop++) {
      const answer = await fetch(url, {
        ...next,
        redirect: 'manual',
        headers: this.#headers(next),
      });
      this.#keep(answer.headers.getSetCookie());
      const place = answer.headers.get('location');
      if (place === null)
        return { status: answer.status, url: url.href, text: await answer.text() };
      await answer.body?.cancel();
      url = new URL(place, url);
      next = {};
    }
    throw new Error(`${path} leads from one page to the next without an end`);
  }

  /** @param {RequestInit} request */
  #headers(request) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { .../** @type {Record<string, string>} */ (request.headers), cookie };
  }

  /** @param {string[]} lines */
  #keep(lines) {
    for (const line of lines) {
      const pair = line.split(';', 1)[0];
      const middle = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, middle), pair.slice(middle + 1));
    }
  }
}

/**
 * The value of a form's hidden input, as the page has it.
 * @param {Answer} page
 * @param {string} name
 */
export function hiddenValue(page, name) {
  for (const [input] of page.text.matchAll(/<input\b[^>]*>/g)) {
    if (input.includes(`name="${name}"`)) return /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '';
  }
  throw new Error(`${page.url} (${page.status}) has no input ${name}`);
}
