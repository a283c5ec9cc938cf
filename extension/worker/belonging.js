// @ts-check
/**
 * How a person comes to belong to an organisation, and leaves it: a policy, a link, themselves. What they
 * correct stays, until whoever said it says something else.
 */
import { isWrong, memberAfter, policy, problemOf } from './managed.js';
import { corrected, join, keep, member, memberOf, visitAgain } from './organisation.js';
import { mayRead } from './sites.js';
import { change, read } from './store.js';
import { visit, visitBy } from './visit.js';

/** @typedef {import('./cuecard_worker.js').Worker} Core */
/**
 * What of the worker's shell this needs (worker.js).
 * @typedef {object} Shell
 * @property {<T>(task: (core: Core) => Promise<T>) => Promise<T>} inTurn
 * @property {(envelope: { from: unknown, message: object }) => Promise<any>} handle
 * @property {(message: object) => Promise<unknown>} ownMessage
 * @property {(core: Core) => void} reopen
 * @property {() => Promise<void>} registerAgain
 * @property {() => Promise<boolean>} switchedOff
 * @property {() => Promise<Uint8Array>} builtIn
 * @property {(error: unknown) => void} report
 */

/** What the policy said of reports. */
export const REPORTS = 'reports';
const UNREACHABLE_SERVER = {
  what: 'Your organisation named a server for counts, and this build may not reach it.',
  mend: 'Save its address once in the options, which asks you for that; or let your organisation build the extension with this host.',
};

/** @type {Shell} */
let shell;
/** What the policy said was taken over; one time after the other. */
let lastPolicy = Promise.resolve();

/** Before anything else here is called. @param {Shell} given */
export function belongTo(given) {
  shell = given;
}

/** Asks the organisation's repository what is newest, and takes that over. */
export async function visitOrganisation() {
  if (await shell.switchedOff()) return;
  const came = await visit(shell.builtIn);
  if (came) {
    const isNew = await shell.inTurn(async (core) => {
      const isNew = await keep(came);
      if (isNew) shell.reopen(core);
      return isNew;
    });
    if (isNew) void shell.registerAgain();
  }
  await visitAgain(came?.content !== undefined);
}

/**
 * Joins an organisation, or none.
 * @param {import('./organisation.js').Member | undefined} next
 * @param {import('./organisation.js').Came} [came] what came of a visit there, if there was one
 */
async function joinOrganisation(next, came) {
  const before = await member();
  await shell.inTurn(async (core) => {
    const isOther = await join(next);
    const isNew = came !== undefined && (await keep(came));
    if (isOther || isNew) shell.reopen(core);
  });
  // Once: what the person corrects stays corrected.
  if (next?.role && next.role !== before?.role) await giveRole(next.role);
  void shell.registerAgain();
  if (came) await visitAgain(true);
  else await visitOrganisation();
  return { ok: true };
}

/** @param {string} role */
async function giveRole(role) {
  const message = { kind: 'set', settings: { role } };
  const { error } = await shell.handle({ from: { extension: { tab: null } }, message });
  if (error) await tellProblem({ ...problemOf(`organisation.role ${role}`), what: error.what });
}

/** Tells the person in the popup of something that is wrong. @param {object} problem */
function tellProblem(problem) {
  return shell.ownMessage({ kind: 'trouble', problem });
}

/**
 * Joins by a link that a person pasted, or what a page of the extension hands over; null leaves. What their
 * organisation's policy set stays.
 * @param {{ member?: unknown, link?: unknown }} wanted
 */
export async function answerToJoin({ member: wanted, link }) {
  if ((await member())?.managed) return { error: { where: 'member', what: 'managed', mend: '' } };
  if (typeof link === 'string') {
    const came = await visitBy(link, shell.builtIn);
    return 'where' in came ? { error: came } : joinOrganisation(came.who, came);
  }
  return joinAs(wanted === null ? undefined : memberOf(wanted));
}

/** Corrects the team, also where a policy set it. @param {unknown} team */
export async function answerToTeam(team) {
  const before = await member();
  return joinAs(before ? corrected(before, team) : new Error('member'));
}

/** @param {import('./organisation.js').Member | Error | undefined} next */
function joinAs(next) {
  if (next instanceof Error) return { error: { where: 'member', what: next.message, mend: '' } };
  return joinOrganisation(next);
}

/** Takes over what the organisation's policy says; what it says no more ends. */
export function obeyPolicy() {
  lastPolicy = lastPolicy.then(takeOver).catch(shell.report);
  return lastPolicy;
}

async function takeOver() {
  const said = await policy();
  if (!said) return;
  for (const place of said.wrong) await tellProblem(problemOf(place));
  if (!isWrong(said, 'organisation')) {
    const before = await member();
    const next = said.organisation && memberAfter(said.organisation, before);
    const isOther = JSON.stringify(next) !== JSON.stringify(before);
    if (next ? isOther : before?.managed) await joinOrganisation(next);
  }
  if (!isWrong(said, 'reports')) await reportTo(said.reports);
}

/**
 * Sets where counts go as the policy says it, once; what it set goes when it says nothing more.
 * @param {import('./managed.js').Reports | undefined} said
 */
async function reportTo(said) {
  const before = await read(REPORTS).catch(() => undefined);
  const next = said && JSON.stringify(said);
  if (next === before) return;
  const from = { extension: { tab: null } };
  const { status } = await shell.handle({ from, message: { kind: 'status' } });
  const isOurs = before !== undefined && status.settings.server?.url === JSON.parse(before).url;
  if (said || isOurs) {
    const message = { kind: 'set', settings: { server: said ?? null } };
    const { error } = await shell.handle({ from, message });
    if (error) await tellProblem({ ...problemOf(`reports: ${error.where}`), mend: error.what });
    else if (said && !(await mayRead(said.url)))
      await tellProblem({ ...problemOf('reports.url'), ...UNREACHABLE_SERVER });
  }
  await shell.inTurn(() => change({ [REPORTS]: next }));
}
