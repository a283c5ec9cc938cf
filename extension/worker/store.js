// @ts-check
/**
 * What the shim itself keeps beside the core's ledger, in the same store (storage.rs): whether the
 * person switched everything off, what was sent, and what an author records. Called in the core's turn only: the store has
 * one writer.
 */

const NAME = 'cuecard';
const STORE = 'state';
const OFF = 'off';
const SENT = 'sent';
/** Reports that were sent and can be looked at: more than a quarter of one person's … */
const KEEP_SENT = 200;
/** … and for so long. */
const KEEP_SENT_DAYS = 90;

/**
 * Runs `task` on the store, and returns once what it wrote is on disk.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => T} task
 * @returns {Promise<T>}
 */
async function onStore(mode, task) {
  const opening = indexedDB.open(NAME);
  // The core makes the database: one that is not there yet stays so.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const database = await /** @type {Promise<IDBDatabase>} */ (
    new Promise((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    })
  );
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = task(transaction.objectStore(STORE));
    await done;
    return result;
  } finally {
    database.close();
  }
}

/** The string under a key. @param {string} key @returns {Promise<string | undefined>} */
export async function read(key) {
  const request = await onStore('readonly', (store) => store.get(key));
  return request.result;
}

/** Whether anything was ever remembered here. */
export async function keepsAnything() {
  return (await read('ledger').catch(() => undefined)) !== undefined;
}

/** Whether everything is off. */
export async function isOff() {
  // Where nothing can be read, nobody switched anything off, and the core says what is wrong.
  return (await read(OFF).catch(() => undefined)) === 'true';
}

/** @param {boolean} off */
export function switchOff(off) {
  return change({ [OFF]: off ? 'true' : undefined });
}

/** Puts these strings under their keys, and drops what is under a key without one. @param {Record<string, string | undefined>} entries */
export function change(entries) {
  return onStore('readwrite', (store) => put(store, entries));
}

/** @typedef {{ day: string, body: string }} Sent */

/**
 * Keeps what is about to leave, byte for byte, with the day and without the id that it had: nobody can find
 * it at the server by what is kept here. The same body sent once more is a report that was tried again.
 * Without a body, what is too old goes.
 * @param {string} [body]
 * @param {Date} [now]
 */
export function keepSent(body, now = new Date()) {
  return onStore('readwrite', (store) => {
    const reading = store.get(SENT);
    reading.onsuccess = () => {
      const before = reading.result ?? '[]';
      const after = JSON.stringify(sentAfter(JSON.parse(before), body, now));
      if (after !== before) store.put(after, SENT);
    };
  });
}

/**
 * What is kept of what was sent once this leaves.
 * @param {(Sent | string)[]} sent what an earlier version kept has no day
 * @param {string | undefined} body
 * @param {Date} now
 * @returns {Sent[]}
 */
export function sentAfter(sent, body, now) {
  const day = (/** @type {number} */ ago) =>
    new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
  const dated = sent.map((it) => (typeof it === 'string' ? { day: day(0), body: it } : it));
  // A day that is to come was written by a clock that was set back.
  const kept = dated
    .filter((it) => it.day > day(KEEP_SENT_DAYS))
    .map((it) => (it.day > day(0) ? { ...it, day: day(0) } : it));
  if (body !== undefined && !kept.some((it) => it.body === body)) kept.push({ day: day(0), body });
  return kept.slice(-KEEP_SENT);
}

/**
 * Drops everything else in the store and puts these there, or changes nothing.
 * @param {Record<string, string | undefined>} entries
 */
export function replaceAll(entries) {
  return onStore('readwrite', (store) => {
    store.clear();
    put(store, entries);
  });
}

/** @param {IDBObjectStore} store @param {Record<string, string | undefined>} entries */
function put(store, entries) {
  for (const [key, value] of Object.entries(entries)) {
    if (value === undefined) store.delete(key);
    else store.put(value, key);
  }
}
