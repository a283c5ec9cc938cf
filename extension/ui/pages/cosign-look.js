// @ts-check
// What there is to co-sign: fetched from the organisation's repository, and believed as far as it is signed.
import { MOST_ROOT, seen } from '../worker/organisation.js';
import { day, FIRST_ROOT, language, repositoryOf } from '../worker/repository.js';
import { Looking } from './cuecard_cosign.js';

/**
 * @typedef {object} Line a nudge, as `src/join/agenda.rs` tells it
 * @property {string} nudge
 * @property {string} title
 * @property {string | null} lack
 * @property {string | null} day
 * @property {string | null} until
 * @property {{ reason: string, minutes: number, until: string, by: string } | null} said
 * @property {boolean} is_said
 * @property {boolean} is_waiting
 * @property {boolean} has_room
 * @property {string[]} languages
 * @property {{ nudge: string, minutes: number }[]} beside
 *
 * @typedef {{ name: string | null, today: string, latest: string, nudges: Line[], left_out: string[] }} Told
 * @typedef {{ agenda: import('./cuecard_cosign.js').Agenda, told: Told, signed: string | undefined }} Found
 */

/** It is not to be believed. */
export class Refused extends Error {}

/**
 * Looks at all of it.
 * @param {import('../worker/organisation.js').Member} member
 * @param {Uint8Array | undefined} key
 * @param {string | undefined} signed
 * @returns {Promise<Found>}
 */
export async function look(member, key, signed) {
  const fetching = repositoryOf(member);
  const root = member.root
    ? new TextEncoder().encode(member.root)
    : await fetching(FIRST_ROOT, MOST_ROOT);
  const now = new Date();
  const seconds = Math.floor(now.getTime() / 1000);
  try {
    const looking = new Looking(
      root ?? new Uint8Array(),
      member.pin,
      member.team,
      language(),
      key,
      signed,
      await seen(),
      seconds,
      day(now),
    );
    for (let path = looking.wants(); path; path = looking.wants()) {
      looking.give(await fetching(path, looking.most_bytes()));
    }
    const agenda = looking.finish();
    return { agenda, told: JSON.parse(agenda.told()), signed };
  } catch (error) {
    // Sentences of the module; anything else is somebody else's.
    if (typeof error === 'string') throw new Refused(error);
    throw error;
  }
}

/** Long enough for a slow line, and short enough to wait for. */
const SEND_MS = 20_000;
/** Somebody else signed for the team, and that was published first. */
const OUTDATED = 409;

/** Somebody else was first. */
export class Outdated extends Error {}

/**
 * Hands over what was signed: to a server that keeps the repository, which publishes it; else, as a file for
 * whoever publishes.
 * @param {import('../worker/organisation.js').Member} member
 * @param {string} publication
 * @returns {Promise<string>} the file's name; empty: it is published
 */
export async function deliver({ repository }, publication) {
  const answer = await fetch(new URL('cosigns', repository), {
    method: 'POST',
    body: publication,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal: AbortSignal.timeout(SEND_MS),
  }).catch(() => undefined);
  if (answer?.status === OUTDATED) throw new Outdated();
  const newest = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  // Where files are only served, some servers say that all is well.
  if (typeof newest?.snapshot === 'number') return '';
  const { role, file } = JSON.parse(publication);
  const name = `${role}-${file.signed.version}.publication.json`;
  save(name, publication);
  return name;
}

/** Saves a file. @param {string} name @param {string} text */
export function save(name, text) {
  const link = document.createElement('a');
  // The address goes with the page: taken back now, some browsers would find nothing there.
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
}
