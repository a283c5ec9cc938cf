// @ts-check
// What is kept, read where the worker keeps it: pages of the extension share its database. They only
// read; the worker is the one that writes.

/** The worker's database, and its one store of strings. */
const NAME = 'cuecard';
const STORE = 'state';

/** @typedef {Map<string, string>} Kept key → the text under it */

/** Everything that is kept, of one moment. @returns {Promise<Kept>} */
export async function everything() {
  const opening = indexedDB.open(NAME);
  // The worker makes the database: one that is not there yet stays so.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const database = await settled(opening);
  try {
    const store = database.transaction(STORE).objectStore(STORE);
    const [keys, texts] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
    return new Map(keys.map((key, place) => [String(key), texts[place]]));
  } finally {
    database.close();
  }
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
