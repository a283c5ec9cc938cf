// The person's profile: the secret that draws the arms, and the state that the worker keeps.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

/** @typedef {"shown" | "withheld"} Arm */
/** @typedef {import("./desk.mjs").Desk} Desk */

/** The worker's database, as the worker itself makes it. */
const DATABASE = { name: 'cuecard', version: 1 };
/** One secret in two has the wanted arm; three nudges need eight; this many cannot all miss. */
const MOST_SECRETS = 4096;

/** The arm of a person's first moment, as the engine draws it. @param {string} secret @param {string} lineage @returns {Arm} */
export function armOf(secret, lineage) {
  const hash = createHash('sha256')
    .update(Buffer.from(secret, 'hex'))
    .update(lineage)
    .update('arm')
    .digest();
  return hash[0] % 2 === 0 ? 'shown' : 'withheld';
}

/** The first secret, always the same one, that draws these arms. @param {Record<string, Arm>} arms nudge to arm */
export function secretFor(arms) {
  for (let attempt = 0; attempt < MOST_SECRETS; attempt += 1) {
    const secret = createHash('sha256').update(`a person ${attempt}`).digest('hex');
    if (Object.entries(arms).every(([lineage, arm]) => armOf(secret, lineage) === arm))
      return secret;
  }
  throw new Error(`no secret draws ${JSON.stringify(arms)}`);
}

/**
 * Gives the profile its secret before its first use.
 * @param {{ desk: Desk, killWorker(): Promise<void> }} browser
 * @param {string} secret 64 hex digits
 */
export async function seedSecret({ desk, killWorker }, secret) {
  assert.match(secret, /^[0-9a-f]{64}$/);
  await desk.status();
  await put(desk, 'secret', secret);
  await killWorker();
  await desk.status();
  assert.equal(await get(desk, 'secret'), secret, 'the worker keeps the secret that it finds');
}

/** Writes one value of the worker's state. @param {Desk} desk @param {string} key @param {unknown} value */
export function put(desk, key, value) {
  return desk.evaluate(
    async ({ database, key, value }) => {
      const opening = indexedDB.open(database.name, database.version);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('state');
      };
      await new Promise((resolve, reject) => {
        opening.onsuccess = resolve;
        opening.onerror = () => reject(opening.error);
      });
      const change = opening.result.transaction('state', 'readwrite');
      change.objectStore('state').put(value, key);
      await new Promise((resolve, reject) => {
        change.oncomplete = resolve;
        change.onabort = () => reject(change.error);
      });
      opening.result.close();
    },
    { database: DATABASE, key, value },
  );
}

/** Reads one value of the worker's state. @param {Desk} desk @param {string} key @returns {Promise<any>} */
export function get(desk, key) {
  return desk.evaluate(
    async ({ database, key }) => {
      const opening = indexedDB.open(database.name);
      await new Promise((resolve, reject) => {
        opening.onsuccess = resolve;
        opening.onerror = () => reject(opening.error);
      });
      const reading = opening.result.transaction('state').objectStore('state').get(key);
      const value = await new Promise((resolve, reject) => {
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      opening.result.close();
      return value;
    },
    { database: DATABASE, key },
  );
}

/** Every key that the worker keeps something under. @param {Desk} desk @returns {Promise<string[]>} */
export function keys(desk) {
  return desk.evaluate(async (name) => {
    const opening = indexedDB.open(name);
    await new Promise((resolve, reject) => {
      opening.onsuccess = resolve;
      opening.onerror = () => reject(opening.error);
    });
    const reading = opening.result.transaction('state').objectStore('state').getAllKeys();
    await new Promise((resolve, reject) => {
      reading.onsuccess = resolve;
      reading.onerror = () => reject(reading.error);
    });
    opening.result.close();
    return reading.result.map(String);
  }, DATABASE.name);
}

/** Spoils everything that the worker keeps under its keys, as a disk fault would. @param {Desk} desk */
export function corrupt(desk) {
  return desk.evaluate(async (name) => {
    const opening = indexedDB.open(name);
    await new Promise((resolve, reject) => {
      opening.onsuccess = resolve;
      opening.onerror = () => reject(opening.error);
    });
    const change = opening.result.transaction('state', 'readwrite');
    const store = change.objectStore('state');
    const keys = store.getAllKeys();
    keys.onsuccess = () => {
      for (const key of keys.result) if (key !== 'secret') store.put('{ not what was stored', key);
    };
    await new Promise((resolve, reject) => {
      change.oncomplete = resolve;
      change.onabort = () => reject(change.error);
    });
    opening.result.close();
  }, DATABASE.name);
}

/**
 * How often each event was counted, by day: of what the history keeps beside that (since when it was looked for, and
 * the like), nothing.
 * @param {Desk} desk @returns {Promise<Record<string, Record<string, number>>>}
 */
export async function countedByDay(desk) {
  const { history = {} } = JSON.parse(await get(desk, 'ledger'));
  const days = Object.entries(history).map(([event, kept]) => [
    event,
    Object.fromEntries(Object.entries(kept).filter(([slot]) => /^\d/.test(slot))),
  ]);
  return Object.fromEntries(days.filter(([, kept]) => Object.keys(kept).length > 0));
}
