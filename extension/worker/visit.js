// @ts-check
/**
 * Visits an organisation's repository: fetches what the verifier asks for, and believes what it says. Nothing
 * is kept here.
 */
import { __wbg_reset_state, initSync, read_link, Visit } from './cuecard_organisation.js';
import { MOST_ROOT, member, memberOf, remembered } from './organisation.js';
import { day, FIRST_ROOT, language, repositoryOf, Unreachable } from './repository.js';

/** @typedef {import('./organisation.js').Member} Member */
/** @typedef {import('./organisation.js').Came} Came */
/**
 * Why somebody cannot join by a link.
 * @typedef {object} Unfit
 * @property {'link' | 'repository'} where whether the link is wrong, or what it leads to
 * @property {string} what a word, as the verifier has them, or `unreachable`
 * @property {string} mend a sentence for whoever sent it
 */

/**
 * Visits the repository. What it came to is to be kept in the core's turn, by `keep`.
 * @param {() => Promise<Uint8Array>} builtIn
 * @returns {Promise<Came | undefined>} nothing: there is none
 */
export async function visit(builtIn) {
  const who = await member();
  if (!who) return undefined;
  const kept = await remembered();
  return visitAs(who, builtIn, (root, now, today) => {
    return new Visit(root, who.pin, who.team, language(), kept, now, today);
  });
}

/**
 * Visits the repository that a link leads to, for who would join by it. Nothing is kept of it.
 * @param {string} link
 * @param {() => Promise<Uint8Array>} builtIn
 * @returns {Promise<Came | Unfit>} `Unfit`: the link is wrong, or it leads to nothing that is to be believed
 */
export async function visitBy(link, builtIn) {
  await load();
  let terms;
  try {
    terms = memberOf(JSON.parse(read_link(link)));
  } catch (refused) {
    if (!Array.isArray(refused)) throw refused;
    return unfit(refused);
  }
  if (terms instanceof Error) return unfit(['wrong-type', terms.message, LINK]);
  const came = await visitAs(terms, builtIn, (root, now, today) =>
    Visit.by_link(root, link, language(), now, today),
  );
  if (came.unreachable) return unfit(['unreachable', '', '']);
  return came.refused ? unfit(came.refused) : came;
}

/**
 * Whether the repository may be asked. Without the person's leave, or that of their organisation's build,
 * Firefox would tell it an id that no other browser has (`Origin`).
 * @param {Member} who
 */
async function mayAsk({ repository }) {
  const { protocol, hostname } = new URL(repository);
  if (location.protocol !== 'moz-extension:') return true;
  return chrome.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

/** As the verifier calls a link, where it names a file. */
const LINK = 'link';

/** @param {string[]} refused @returns {Unfit} */
function unfit([what = '', mend = '', file]) {
  return { where: file === LINK ? LINK : 'repository', what, mend };
}

/**
 * @param {Member} who
 * @param {() => Promise<Uint8Array>} builtIn
 * @param {(root: Uint8Array, now: number, today: string) => Visit} begin
 * @returns {Promise<Came>}
 */
async function visitAs(who, builtIn, begin) {
  const at = Date.now();
  if (!(await mayAsk(who))) return { who, at, refused: ['not-allowed', '', ''] };
  const fetching = repositoryOf(who);
  try {
    const root = who.root
      ? new TextEncoder().encode(who.root)
      : await fetching(FIRST_ROOT, MOST_ROOT);
    if (!root) return { who, at, unreachable: true };
    await load();
    const reading = begin(root, Math.floor(at / 1000), day(new Date(at)));
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

async function load() {
  const file = chrome.runtime.getURL('worker/cuecard_organisation_bg.wasm');
  initSync({ module: await WebAssembly.compileStreaming(fetch(file)) });
}
