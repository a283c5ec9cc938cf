/** On a busy two-core machine the slowest step (a first build of the page's components) stays well below. */
const LIMIT_MS = 20_000;
const STEP_MS = 40;

/**
 * Looks again and again until something is there, and says what was missing if it never comes.
 * @template T
 * @param {string} what  what is awaited, in words
 * @param {() => T | Promise<T>} look  anything truthy ends the wait
 * @param {number} [limit]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, look, limit = LIMIT_MS) {
  const end = Date.now() + limit;
  let trouble = '';
  for (;;) {
    try {
      const found = await look();
      if (found) return /** @type {NonNullable<T>} */ (found);
    } catch (error) {
      trouble = ` (${error instanceof Error ? error.message : error})`;
    }
    if (Date.now() > end) throw new Error(`waited ${limit} ms in vain until ${what}${trouble}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
