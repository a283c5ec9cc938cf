/**
 * Runs something that starts things, and ends them in reverse whatever became of it: all of them, also when one cannot
 * be ended.
 * @template T
 * @param {(later: (end: () => unknown) => void) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function endingAll(run) {
  /** @type {(() => unknown)[]} */
  const ends = [];
  /** @type {unknown[]} */
  const troubles = [];
  const result = await run((end) => ends.push(end)).catch((error) => {
    troubles.push(error);
  });
  for (const end of ends.reverse()) {
    try {
      await end();
    } catch (error) {
      troubles.push(error);
    }
  }
  if (troubles.length > 0) throw troubles[0];
  return /** @type {T} */ (result);
}
