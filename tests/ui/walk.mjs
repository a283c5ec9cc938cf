// Goes through a page by the Tab key, in any browser.
import { setTimeout as sleep } from 'node:timers/promises';
import { focused, stops } from './checks.mjs';

/** Longer than any page of ours; a walk that ends here never left. */
const MOST_STOPS = 80;
/** A browser scrolls to what is focused some frames after the key: looks until something is wrong to stay. */
const MOST_LOOKS = 40;
/** Between two looks, in milliseconds: some three frames. */
const LOOK_EVERY = 50;

/**
 * @typedef {object} Walker
 * @property {(code: any, argument?: any) => Promise<any>} evaluate
 * @property {{ press: (key: string) => Promise<unknown> }} keyboard
 */

/** What is focused, once the browser has brought it into view. @param {Walker} page */
async function focusedInView(page) {
  let now = await page.evaluate(focused);
  for (let look = 1; now?.wrong.length && look < MOST_LOOKS; look++) {
    await sleep(LOOK_EVERY);
    now = await page.evaluate(focused);
  }
  return now;
}

/** What is wrong with the way of the focus through a page. @param {Walker} page @returns {Promise<string[]>} */
export async function strayFocus(page) {
  // From the top, wherever an act left it.
  await page.evaluate(() => {
    const top = document.createElement('span');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
  });
  /** @type {string[]} */
  const wanted = await page.evaluate(stops);
  /** @type {string[]} */
  const reached = [];
  const wrong = [];
  for (let step = 0; step < MOST_STOPS; step++) {
    await page.keyboard.press('Tab');
    const now = await focusedInView(page);
    if (!now || (reached.length > 1 && now.at === reached[0])) break;
    // Browsers stop at what scrolls, so that it can be scrolled by key.
    if (now.scrolls && !wanted.includes(now.at)) continue;
    // The parts of a time are stops of one field.
    if (now.at === reached.at(-1)) continue;
    reached.push(now.at);
    wrong.push(...now.wrong.map((/** @type {string} */ what) => `${now.at}: ${what}`));
  }
  const apart = wanted.findIndex((stop, at) => stop !== reached[at]);
  if (apart >= 0) wrong.push(`stop ${apart} is ${reached[apart]} instead of ${wanted[apart]}`);
  if (reached.length > wanted.length) wrong.push(`and then ${reached[wanted.length]}`);
  return wrong;
}
