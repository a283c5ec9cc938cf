// @ts-check
/**
 * The organisation that a person belongs to, if there is one, and what is kept of it. Who belongs to none
 * makes no request at all.
 *
 *   policy or link ─► member ─► visit (visit.js) ─► content, kept ─► the core opens that
 */
import { change, read } from './store.js';

/** What is kept, each under a key of its own. */
const MEMBER = 'member';
const STATE = 'trust';
/** What may leave the browser, and of which organisation that is said. */
const AGREED = 'agreed';
const AGREED_WITH = 'agreed_with';
const CONTENT = 'published';
const VISITED = 'visited';
/** What one team was told. */
const FETCHED = { [CONTENT]: undefined, [VISITED]: undefined };

export const ALARM = 'organisation';
/** Bytes of a root, as the verifier has it (`src/trust/limits.rs`). */
export const MOST_ROOT = 256 * 1024;
/** Characters of a role's name. */
const MOST_NAME = 500;
/** What was switched off is silent within this time: 6 hours are promised. */
const VISIT_MINUTES = 5 * 60;
/** After a visit that came to nothing. */
const RETRY_MINUTES = 30;

/**
 * @typedef {object} Member
 * @property {string} repository where it lies, ending with a slash
 * @property {string} [root] the root that it begins with, as JSON
 * @property {string} [pin] SHA-256 of that root
 * @property {string} team
 * @property {string} [given] the team that the organisation gave, where the person corrected it
 * @property {string} [role] that the organisation gives
 * @property {boolean} [managed] set by the organisation's policy
 */

/**
 * What came of the last visits.
 * @typedef {object} Visited
 * @property {number} at when the last one was, in milliseconds since 1970
 * @property {number} [well] when the last one was that all was well
 * @property {string[]} [refused] why the last one was not believed: a word, and a sentence
 * @property {boolean} [unreachable] the last one could not be finished
 * @property {{ policy: { hosts?: string[] } }} [told] what the person can be told of what holds now
 */

/** @typedef {Visited & {who: Member, state?: string, agreed?: string, content?: string}} Came what came of one visit */

/** Who the person is in which organisation. @returns {Promise<Member | undefined>} */
export async function member() {
  const kept = await read(MEMBER).catch(() => undefined);
  return kept === undefined ? undefined : JSON.parse(kept);
}

/** What was seen of the repository, so that nothing older is believed. */
export const remembered = async () => [(await read(STATE)) ?? '', (await read(AGREED)) ?? ''];
/** The same of its signatures alone, for a page that only looks. */
export const seen = () => read(STATE).catch(() => undefined);

/**
 * What somebody hands over as a membership, or what is wrong with it.
 * @param {unknown} value
 * @returns {Member | Error}
 */
export function memberOf(value) {
  const { repository, root, pin, team, role } = /** @type {Record<string, unknown>} */ (
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
  if (pin !== undefined && !isPin) return new Error('pin');
  // Without either, whoever answers at that address first would be believed.
  if ((root !== undefined && !isRoot) || !(isPin || isRoot)) return new Error('root');
  if (role !== undefined && (typeof role !== 'string' || role.length > MOST_NAME))
    return new Error('role');
  return {
    repository: address.origin + address.pathname,
    ...(isRoot ? { root } : {}),
    ...(isPin ? { pin } : {}),
    team,
    ...(role ? { role } : {}),
  };
}

/**
 * The same membership with another team, as the person says it: beside the one that they were given.
 * @param {Member} who
 * @param {unknown} team
 */
export function corrected(who, team) {
  const next = memberOf({ ...who, team });
  if (next instanceof Error) return next;
  const given = who.given ?? who.team;
  return {
    ...next,
    ...(given === team ? {} : { given }),
    ...(who.managed ? { managed: true } : {}),
  };
}

/** @param {string} text */
function isJson(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null;
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
  const { repository, team, given, managed } = who;
  const visited = JSON.parse((await read(VISITED)) ?? '{"at":0}');
  return { repository, team, given, managed: managed === true, ...visited };
}

/** The hosts on which the organisation wants aids, as long as nothing changes; none: everywhere. @type {Promise<string[]> | undefined} */
let hosts;

/** They are read anew when they are asked for next. */
export function forgetHosts() {
  hosts = undefined;
}

async function hostsNow() {
  try {
    return (await told())?.told?.policy.hosts ?? [];
  } catch (error) {
    forgetHosts();
    throw error;
  }
}

/** Whether the organisation wants aids on the host of a page. @param {string} url */
export async function wantsAids(url) {
  hosts ??= hostsNow();
  const patterns = await hosts;
  const { hostname } = new URL(url);
  const fits = (/** @type {string} */ pattern) =>
    pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;
  return patterns.length === 0 || patterns.some(fits);
}

/** What the pages read instead of the file that came with the extension. */
export async function published() {
  return (await member()) ? ((await read(CONTENT)) ?? null) : null;
}

/** What is kept of it, for who deletes everything else. */
export async function entries() {
  const keys = [MEMBER, STATE, AGREED, AGREED_WITH, CONTENT, VISITED];
  const kept = await Promise.all(keys.map((key) => read(key)));
  return Object.fromEntries(keys.map((key, place) => [key, kept[place]]));
}

/**
 * Joins an organisation, or none. What another one published is gone at once.
 * @param {Member | undefined} next
 */
export async function join(next) {
  const before = await member();
  const pinned = before?.root === next?.root && before?.pin === next?.pin;
  const there = pinned && before?.repository === next?.repository;
  const same = there && before?.team === next?.team;
  // What was seen of a repository is seen for all of its teams: nothing older is believed.
  const gone = { ...(there ? {} : { [STATE]: undefined }), ...(same ? {} : FETCHED) };
  const agreed = next ? await agreedWith(next) : {};
  await change({ ...gone, ...agreed, [MEMBER]: next && JSON.stringify(next) });
  forgetHosts();
  return !same;
}

/**
 * What was agreed with one organisation says nothing of another. It outlives leaving: nobody's data goes
 * further because a policy was taken away and set again.
 * @param {Member} next
 */
async function agreedWith({ repository, root, pin }) {
  const whom = JSON.stringify([repository, root, pin]);
  return whom === (await read(AGREED_WITH)) ? {} : { [AGREED]: undefined, [AGREED_WITH]: whom };
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
 * Keeps what a visit came to; what was believed before holds on until its own end.
 * @param {Came} came
 * @returns {Promise<boolean>} whether the content is another now
 */
export async function keep({ who, state, agreed, content, ...visited }) {
  // Who went elsewhere meanwhile wants nothing of it.
  if (JSON.stringify(who) !== JSON.stringify(await member())) return false;
  const before = JSON.parse((await read(VISITED)) ?? '{}');
  const isWell = content !== undefined;
  const after = isWell
    ? { ...visited, well: visited.at }
    : { ...visited, well: before.well, told: before.told };
  const isNew = isWell && content !== (await read(CONTENT));
  /** @type {Record<string, string>} */
  const entries = { [VISITED]: JSON.stringify(after) };
  if (state !== undefined) entries[STATE] = state;
  if (agreed !== undefined) entries[AGREED] = agreed;
  if (isNew) entries[CONTENT] = content;
  await change(entries);
  forgetHosts();
  return isNew;
}
