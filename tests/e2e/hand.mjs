// A person's hand on a page of the extension, in either browser: it finds things by the names that
// people read or hear, and presses and types as the browser itself does.
import { until } from './until.mjs';

/**
 * As much of a page or a frame as a hand needs; both browsers' have it.
 * @typedef {object} Place
 * @property {(code: any, argument?: any) => Promise<any>} evaluate
 * @property {(selector: string) => Thing} locator
 */
/**
 * @typedef {object} Thing
 * @property {() => Thing} first
 * @property {() => Promise<unknown>} click
 * @property {(text: string) => Promise<unknown>} pressSequentially
 * @property {(code: (element: any) => unknown) => Promise<any>} evaluate
 */
/** @typedef {{ within?: string }} Where  the heading of the part that it is in */
/** @typedef {ReturnType<typeof hand>} Hand */

const FOUND = '[data-scene]';

/**
 * Runs in the page: marks the one thing with this name that shows and can be used; the mark of an
 * earlier press goes.
 * @param {{ name: string, pattern: string | null, within: string | null }} wanted
 */
function mark({ name, pattern, within }) {
  /** What is read of it, without what is drawn only. @param {Element | null | undefined} element */
  const textOf = (element) => {
    const copy = /** @type {Element | undefined} */ (element?.cloneNode(true));
    for (const drawn of copy?.querySelectorAll('[aria-hidden=true]') ?? []) drawn.remove();
    return (copy?.textContent ?? '').trim();
  };
  const nameOf = (/** @type {any} */ element) =>
    element.getAttribute('aria-label') ?? textOf(element.labels?.[0] ?? element);
  const parts = [...document.querySelectorAll('section, .part')];
  const part = parts.find((part) => textOf(part.querySelector('h1, h2, h3')) === within);
  const place = within === null ? document : part;
  const things = [...(place?.querySelectorAll('button, summary, input, select') ?? [])];
  const found = things.find(
    (thing) =>
      thing.checkVisibility() &&
      !thing.matches(':disabled') &&
      (pattern === null ? nameOf(thing) === name : new RegExp(pattern).test(nameOf(thing))),
  );
  for (const thing of document.querySelectorAll('[data-scene]'))
    thing.removeAttribute('data-scene');
  found?.setAttribute('data-scene', '');
  return Boolean(found);
}

/** Runs in the page: listens whether the next press gets there. */
function listen() {
  const world = /** @type {{ pressed?: boolean }} */ (globalThis);
  world.pressed = false;
  const hear = () => {
    world.pressed = true;
  };
  addEventListener('pointerdown', hear, { capture: true, once: true });
}

/** @param {Place} place */
export function hand(place) {
  const text = () => /** @type {Promise<string>} */ (place.evaluate(() => document.body.innerText));

  /** @param {string | RegExp} name @param {Where} where */
  async function find(name, { within } = {}) {
    const pattern = name instanceof RegExp ? name.source : null;
    const wanted = { name: String(name), pattern, within: within ?? null };
    await until(`there is ${name}`, () => place.evaluate(mark, wanted));
    return place.locator(FOUND);
  }

  return {
    text,
    /** Runs in the page. @param {any} code @param {any} [argument] */
    evaluate: (code, argument) => place.evaluate(code, argument),
    /** @param {string} selector */
    locator: (selector) => place.locator(selector),
    /** Waits until these words are there. @param {RegExp} words */
    says: (words) => until(`it says ${words}`, async () => words.exec(await text())),
    /**
     * Presses what has this name: a button, a box to tick, a line that opens. A card takes no press until
     * it has stood still for a while (docs/hostile-pages.md): like a person, it presses once more then.
     * @param {string | RegExp} name @param {Where} [where]
     */
    press: (name, where) =>
      until(`${name} was pressed`, async () => {
        const thing = await find(name, where);
        await place.evaluate(listen);
        await thing.click();
        // What is gone was pressed: nothing else takes it away.
        return place.evaluate(() => Reflect.get(globalThis, 'pressed')).catch(() => true);
      }),
    /** Types into the field with this name; in a list that chooses what begins so. @param {string} name @param {string} words */
    async type(name, words) {
      const field = await find(name);
      await field.evaluate((element) => element.focus());
      await field.pressSequentially(words);
    },
    /** Whether the box with this name is ticked. @param {string | RegExp} name */
    isTicked: async (name) => Boolean(await (await find(name)).evaluate((box) => box.checked)),
  };
}
