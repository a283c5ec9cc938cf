// @ts-check
/**
 * The manager's own key, in this browser: it signs, and nobody can copy it. Kept apart from all that the
 * worker keeps, so that deleting the history does not take it along.
 */
import { Enrolment, fingerprint } from './cuecard_cosign.js';

const NAME = 'cuecard-cosign';
const STORE = 'own';
const KEY = 'key';
/** What was signed last. */
const SIGNED = 'signed';
const KIND = 'Ed25519';

/**
 * @typedef {object} Own
 * @property {string} who
 * @property {CryptoKey} secret
 * @property {Uint8Array<ArrayBuffer>} open the public half, 32 bytes
 */

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * Runs `task` on the store; done once what it wrote is on disk.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => Promise<T>} task
 * @returns {Promise<T>}
 */
async function onStore(mode, task) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = await task(transaction.objectStore(STORE));
    await done;
    return result;
  } finally {
    database.close();
  }
}

/** Whether this browser can sign (Chromium 137, Firefox 129 and later). */
export async function canSign() {
  try {
    await crypto.subtle.generateKey(KIND, false, ['sign', 'verify']);
    return true;
  } catch {
    return false;
  }
}

/** The key, if there is one. @returns {Promise<Own | undefined>} */
export const ownKey = () => onStore('readonly', (store) => settled(store.get(KEY)));

/** Makes a key; one that another page made meanwhile stays. @param {string} who @returns {Promise<Own>} */
export async function makeKey(who) {
  const pair = /** @type {CryptoKeyPair} */ (
    await crypto.subtle.generateKey(KIND, false, ['sign', 'verify'])
  );
  const open = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const own = { who: who.trim(), secret: pair.privateKey, open };
  // Refuses a name that nobody could be enrolled by.
  new Enrolment(open, own.who).free();
  return onStore('readwrite', async (store) => {
    const known = await settled(store.get(KEY));
    if (known) return known;
    await settled(store.add(own, KEY));
    return own;
  });
}

/** @param {Own} own @param {Uint8Array} message */
export async function sign({ secret }, message) {
  const proof = await crypto.subtle.sign(KIND, secret, new Uint8Array(message));
  return new Uint8Array(proof);
}

/** What is read out on the telephone. @param {Own} own */
export const fingerprintOf = ({ open }) => fingerprint(open);

/** The file for whoever enrols. @param {Own} own */
export async function publicFile(own) {
  const asked = new Enrolment(own.open, own.who);
  return asked.finish(await sign(own, asked.message()));
}

/** What was signed here last. @returns {Promise<string | undefined>} */
export const signedLast = () => onStore('readonly', (store) => settled(store.get(SIGNED)));

/**
 * Keeps what was signed after `before`; false: another page signed something else meanwhile.
 * @param {string | undefined} before
 * @param {string} after
 */
export const keepSigned = (before, after) =>
  onStore('readwrite', async (store) => {
    if ((await settled(store.get(SIGNED))) !== before) return false;
    await settled(store.put(after, SIGNED));
    return true;
  });
