// @ts-check
/**
 * An organisation's repository, read file by file, by the worker and by the page on which managers co-sign.
 */

/** @typedef {import('./organisation.js').Member} Member */

/** The first root, where only its hash is known. */
export const FIRST_ROOT = 'metadata/1.root.json';

/** Whoever has not answered by then is not there. */
const FETCH_MS = 30_000;

export class Unreachable extends Error {}

/**
 * Reads files of a repository. Undefined: it is not there.
 * @param {Member} member
 * @returns {(path: string, mostBytes: number) => Promise<Uint8Array | undefined>}
 */
export function repositoryOf({ repository }) {
  return async (path, mostBytes) => {
    // Only what is asked again and again changes under its name, and a next root may have come.
    const changes = path.endsWith('timestamp.json') || path.endsWith('.root.json');
    try {
      const answer = await fetch(new URL(path, repository), {
        cache: changes ? 'no-cache' : 'default',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(FETCH_MS),
      });
      // Some stores of files say that it is forbidden to know that something is not there.
      const absent = path.endsWith('.root.json') ? [404, 410, 403] : [404, 410];
      if (absent.includes(answer.status)) return undefined;
      if (!answer.ok) throw new Unreachable();
      return await readAtMost(answer, mostBytes + 1);
    } catch {
      throw new Unreachable();
    }
  };
}

/**
 * The first bytes of an answer, however much more there is.
 * @param {Response} answer
 * @param {number} most
 */
async function readAtMost(answer, most) {
  const reader = answer.body?.getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  while (reader && length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  void reader?.cancel().catch(() => {});
  const bytes = new Uint8Array(Math.min(length, most));
  let at = 0;
  for (const part of parts) {
    bytes.set(part.subarray(0, bytes.length - at), at);
    at += part.length;
  }
  return bytes;
}

/** The language of the content that the extension would show, as packs name theirs. */
export function language() {
  const [, name] = /^content\.([a-z-]+)\.json$/i.exec(chrome.i18n.getMessage('content')) ?? [];
  return name ?? 'en';
}

/** The civil day where the person is. @param {Date} now */
export function day(now) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
