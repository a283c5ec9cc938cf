// @ts-check
/**
 * The organisation that a person belongs to, if there is one: asks its repository a few times a day what
 * is newest, and keeps what is signed. Who belongs to none makes no request at all.
 *
 *   policy or link ─► member ─► visit (verifies) ─► content, kept ─► the core opens that
 */
import { __wbg_reset_state, initSync, Visit } from './cuecard_organisation.js';
import { change, read } from './store.js';

/** What is kept, each under a key of its own. */
const MEMBER = 'member';
const STATE = 'trust';
const AGREED = 'agreed';
const CONTENT = 'published';
const VISITED = 'visited';

export const ALARM = 'organisation';
/** What was switched off is silent within this time: 6 hours are promised. */
const VISIT_MINUTES = 5 * 60;
/** After a visit that came to nothing. */
const RETRY_MINUTES = 30;
/** Whoever has not answered by then is not there. */
const FETCH_MS = 30_000;

/**
 * @typedef {object} Member
 * @property {string} repository where it lies, ending with a slash
 * @property {string} [root] the root that it begins with, as JSON
 * @property {string} [pin] SHA-256 of that root
 * @property {string} team
 * @property {string} [role] that the organisation gives
 * @property {string} [secret] with which its people's reports are taken
 * @property {boolean} [managed] set by the organisation's policy
 */

/**
 * What came of the last visits.
 * @typedef {object} Visited
 * @property {number} at when the last one was, in milliseconds since 1970
 * @property {number} [well] when the last one was that all was well
 * @property {string[]} [refused] why the last one was not believed: a word, and a sentence
 * @property {boolean} [unreachable] the last one could not be finished
 * @property {Told} [told] what the person can be told of what holds now
 */
/** @typedef {{ policy: { hosts?: string[], data: Data } }} Told */
/** @typedef {{ level: string, server?: string, gap_seconds: number, noise?: string }} Data what may leave the browser */

/** @typedef {Visited & {who: Member, state?: string, agreed?: string, content?: string}} Came what came of one visit */

/**
 * Where the organisation's policy lets reports go, as a setting; null: nowhere.
 * @param {Member} who @param {Told | undefined} told
 */
export function reportsTo({ secret }, told) {
  const { level = 'local', server, gap_seconds, noise } = told?.policy.data ?? {};
  if (level === 'local' || !server || !secret) return null;
  return { url: server, secret, gap_seconds, ...(noise ? { noise } : {}) };
}

/**
 * Whether the policy lets reports go elsewhere than when it was last asked; from now on it was.
 * @param {object | null} server
 */
export async function isNewServer(server) {
  const { server: before, ...visited } = JSON.parse((await read(VISITED)) ?? '{"at":0}');
  const now = JSON.stringify(server);
  if ((before ?? 'null') === now) return false;
  await change({ [VISITED]: JSON.stringify({ ...visited, server: now }) });
  return true;
}

/**
 * Whether the organisation wants aids on the host of a page.
 * @param {string} url
 */
export async function wantsAids(url) {
  const patterns = (await told())?.told?.policy.hosts ?? [];
  const { hostname } = new URL(url);
  const fits = (/** @type {string} */ pattern) =>
    pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;
  return patterns.length === 0 || patterns.some(fits);
}

/** Who the person is in which organisation. @returns {Promise<Member | undefined>} */
export async function member() {
  const kept = await read(MEMBER).catch(() => undefined);
  return kept === undefined ? undefined : JSON.parse(kept);
}

/**
 * What somebody hands over as a membership, or what is wrong with it.
 * @param {unknown} value
 * @returns {Member | Error}
 */
export function memberOf(value) {
  const { repository, root, pin, team, role, secret } = /** @type {Record<string, unknown>} */ (
    value ?? {}
  );
  const address = URL.parse(String(repository));
  const isLocal = address?.hostname === '127.0.0.1' || address?.hostname === 'localhost';
  if (!address || (address.protocol !== 'https:' && !(isLocal && address.protocol === 'http:'))) {
    return new Error('repository');
  }
  if (!address.pathname.endsWith('/')) address.pathname += '/';
  if (typeof team !== 'string' || !/^[a-z0-9][a-z0-9-]{0,79}$/.test(team)) return new Error('team');
  const isPin = typeof pin === 'string' && /^[0-9a-f]{64}$/.test(pin);
  const isRoot = typeof root === 'string' && root.length <= MOST_ROOT && isJson(root);
  // Without either, whoever answers at that address first would be believed.
  if (!isPin && !isRoot) return new Error('root');
  return {
    repository: address.origin + address.pathname,
    ...(isRoot ? { root } : {}),
    ...(isPin ? { pin } : {}),
    team,
    ...(typeof role === 'string' && role ? { role } : {}),
    ...(typeof secret === 'string' && secret ? { secret } : {}),
  };
}

/** @param {string} text */
function isJson(text) {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/**
 * The content that holds: what the organisation publishes, once it was seen; nothing before that; what
 * came with the extension where there is no organisation.
 * @param {Uint8Array} builtIn
 * @returns {Promise<Uint8Array>}
 */
export async function contentOf(builtIn) {
  if ((await member()) === undefined) return builtIn;
  const published = await read(CONTENT);
  const bare = withoutPacks(builtIn);
  // What was put together by an earlier version may be written in another way.
  const isReadable = published?.startsWith(formatOf(bare));
  return new TextEncoder().encode(isReadable ? published : bare);
}

/** Up to the comma after it. @param {string} content */
function formatOf(content) {
  return content.slice(0, content.indexOf(',') + 1);
}

/**
 * Content with its systems and roles only.
 * @param {Uint8Array} builtIn
 */
export function withoutPacks(builtIn) {
  const [first = ''] = new TextDecoder().decode(builtIn).split('\n', 1);
  const head = { ...JSON.parse(`${first.replace(/,"nudges":\[$/, '')}}`), packs: [] };
  return `${JSON.stringify(head).slice(0, -1)},"nudges":[\n]}\n`;
}

/** What holds of the organisation, as the person is told it; null: there is none. */
export async function told() {
  const who = await member();
  if (!who) return null;
  const { repository, team, managed } = who;
  const { server: _, ...visited } = JSON.parse((await read(VISITED)) ?? '{"at":0}');
  return { repository, team, managed: managed === true, ...visited };
}

/** What the pages read instead of the file that came with the extension. */
export async function published() {
  return (await member()) ? ((await read(CONTENT)) ?? null) : null;
}

/** What is kept of it, for who deletes everything else. */
export async function entries() {
  const keys = [MEMBER, STATE, AGREED, CONTENT, VISITED];
  const kept = await Promise.all(keys.map((key) => read(key)));
  return Object.fromEntries(keys.map((key, place) => [key, kept[place]]));
}

/**
 * Joins an organisation, or none. What another one published is gone at once.
 * @param {Member | undefined} next
 */
export async function join(next) {
  const before = await member();
  const isSame =
    before?.repository === next?.repository &&
    before?.root === next?.root &&
    before?.pin === next?.pin;
  const stays = isSame && before?.team === next?.team;
  // Nobody's data goes further because they are moved to another team.
  const agreed = isSame ? {} : { [STATE]: undefined, [AGREED]: undefined };
  const published = stays ? {} : { [CONTENT]: undefined, [VISITED]: undefined };
  await change({ ...agreed, ...published, [MEMBER]: next && JSON.stringify(next) });
  return !stays;
}

/** Sees to it that the repository is visited again, where there is one. @param {boolean} well */
export async function visitAgain(well) {
  if (!(await member())) return void chrome.alarms.clear(ALARM);
  const minutes = well ? VISIT_MINUTES : RETRY_MINUTES;
  // Not everybody at once.
  const delayInMinutes = minutes * (0.9 + Math.random() / 10);
  await chrome.alarms.create(ALARM, { delayInMinutes, periodInMinutes: VISIT_MINUTES });
}

/**
 * Visits the repository. What it came to is to be kept in the core's turn, by `keep`.
 * @param {() => Promise<Uint8Array>} builtIn
 * @returns {Promise<Came | undefined>} nothing: there is none
 */
export async function visit(builtIn) {
  const who = await member();
  if (!who) return undefined;
  const at = Date.now();
  const fetching = repositoryOf(who);
  try {
    const root = who.root
      ? new TextEncoder().encode(who.root)
      : await fetching(FIRST_ROOT, MOST_ROOT);
    if (!root) return { who, at, unreachable: true };
    await load();
    const reading = new Visit(
      root,
      who.pin,
      who.team,
      language(),
      await read(STATE),
      await read(AGREED),
      Math.floor(at / 1000),
      day(new Date(at)),
    );
    for (let path = reading.wants(); path; path = reading.wants()) {
      reading.give(await fetching(path, reading.most_bytes()));
    }
    const outcome = reading.finish(await builtIn());
    const { state, agreed, content, told, refused } = outcome;
    outcome.free();
    return { who, at, state, agreed, content, told: told && JSON.parse(told), refused };
  } catch (error) {
    if (error instanceof Unreachable) return { who, at, unreachable: true };
    // A trap leaves the module unusable: the next visit begins with a new one.
    if (error instanceof WebAssembly.RuntimeError) __wbg_reset_state();
    throw error;
  }
}

/**
 * Keeps what a visit came to; what was believed before holds on until its own end.
 * @param {Came} came
 * @returns {Promise<boolean>} whether the content is another now
 */
export async function keep({ who, state, agreed, content, ...visited }) {
  // Who went elsewhere meanwhile wants nothing of it.
  if (JSON.stringify(who) !== JSON.stringify(await member())) return false;
  const before = JSON.parse((await read(VISITED)) ?? '{}');
  const isWell = content !== undefined;
  const holds = isWell ? { well: visited.at } : { well: before.well, told: before.told };
  const after = { ...visited, ...holds, server: before.server };
  const isNew = isWell && content !== (await read(CONTENT));
  /** @type {Record<string, string>} */
  const entries = { [VISITED]: JSON.stringify(after) };
  if (state !== undefined) entries[STATE] = state;
  if (agreed !== undefined) entries[AGREED] = agreed;
  if (isNew) entries[CONTENT] = content;
  await change(entries);
  return isNew;
}

/** The first root, where only its hash is known. */
const FIRST_ROOT = 'metadata/1.root.json';
/** As the verifier has it (`src/trust/limits.rs`). */
const MOST_ROOT = 256 * 1024;

class Unreachable extends Error {}

/**
 * Reads files of a repository. Undefined: it is not there.
 * @param {Member} member
 * @returns {(path: string, mostBytes: number) => Promise<Uint8Array | undefined>}
 */
function repositoryOf({ repository }) {
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

async function load() {
  const file = chrome.runtime.getURL('worker/cuecard_organisation_bg.wasm');
  initSync({ module: await WebAssembly.compileStreaming(fetch(file)) });
}

/** The language of the content that the extension would show, as packs name theirs. */
function language() {
  const [, name] = /^content\.([a-z-]+)\.json$/i.exec(chrome.i18n.getMessage('content')) ?? [];
  return name ?? 'en';
}

/** The civil day where the person is. @param {Date} now */
function day(now) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
