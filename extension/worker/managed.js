// @ts-check
/**
 * What the organisation's policy says on this computer (docs/deploy.md): which organisation the person
 * belongs to, and where counts go. Each value is taken over once: what the person corrects stays so until
 * the policy says something else.
 *
 *   storage.managed ─► read, checked again ─► organisation, reports ─► as if the person had done it
 */
import { corrected, memberOf } from './organisation.js';

/** @typedef {import('./organisation.js').Member} Member */
/** @typedef {{ url: string, secret: string }} Reports */
/**
 * @typedef {object} Policy
 * @property {Member} [organisation]
 * @property {Reports} [reports]
 * @property {string[]} wrong the names of values that cannot be used; these say nothing
 */

/**
 * What the policy says. Undefined: it could not be asked, so nothing is known of it.
 * @returns {Promise<Policy | undefined>}
 */
export async function policy() {
  try {
    return policyOf(await chrome.storage.managed.get());
  } catch (error) {
    // Firefox says so where there is no policy; whatever else goes wrong takes nothing away.
    return /not found/i.test(String(error)) ? { wrong: [] } : undefined;
  }
}

/**
 * Reads the values of a policy: browsers drop some that are of another type than the schema says, and
 * leave others in.
 * @param {Record<string, unknown>} values
 * @returns {Policy}
 */
export function policyOf({ organisation, reports }) {
  /** @type {Policy} */
  const policy = { wrong: [] };
  if (organisation !== undefined) {
    const member = memberOf(organisation);
    if (member instanceof Error) policy.wrong.push(`organisation.${member.message}`);
    else policy.organisation = { ...member, managed: true };
  }
  if (reports !== undefined) {
    const { url, secret } = /** @type {Record<string, unknown>} */ (reports ?? {});
    if (typeof url !== 'string') policy.wrong.push('reports.url');
    else if (typeof secret !== 'string') policy.wrong.push('reports.secret');
    else policy.reports = { url, secret };
  }
  return policy;
}

/**
 * The membership that the policy means for who is a member already: a team that the person corrected stays
 * so, as long as the policy says the same.
 * @param {Member} said
 * @param {Member | undefined} before
 * @returns {Member}
 */
export function memberAfter(said, before) {
  const given = before?.given ?? before?.team;
  const isSame = before?.managed && before.repository === said.repository && given === said.team;
  const next = isSame ? corrected(said, before.team) : said;
  return next instanceof Error ? said : next;
}

/** Whether the policy itself has something to say on a value, right or wrong. @param {Policy} policy @param {string} name */
export function isWrong({ wrong }, name) {
  return wrong.some((place) => place.startsWith(`${name}.`));
}

/** What the popup says of a value that cannot be used. @param {string} place */
export function problemOf(place) {
  return {
    at: Date.now(),
    where: `policy: ${place}`,
    what: 'Your organisation set this on this computer, and it cannot be used.',
    mend: 'Tell the person who looks after Cuecard; all else stays as it was.',
  };
}
