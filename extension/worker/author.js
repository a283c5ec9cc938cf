// @ts-check
/**
 * Author mode: while it is on, what pages showed and how cards were answered is kept beside the ledger, by
 * name, so that the author of a pack can make a situation of it. Called in the core's turn only.
 */
import { change, read } from './store.js';

const MODE = 'author';
const RECORDING = 'recording';
const ON = 'on';
/** It stopped by itself. */
const FULL = 'full';
/** Some hours of work, and five times the steps of the longest situation. */
const KEEP_READINGS = 500;
/** Characters: what a page can show and write anew at each reading without being felt. */
const KEEP_CHARACTERS = 1_000_000;

/**
 * A place that was not found is left out.
 * @typedef {Record<string, string>} Facts by name, as the page prints them
 * @typedef {{ at: number, url: string, act: string | null, page: Facts, lists: Record<string, Facts[]> }} Reading
 * @typedef {{ at: number, answered: string }} Answered
 *
 * @typedef {({ raw: string } | null)[]} Places
 * @typedef {({ items: Places[] } | null)[]} Lists
 * @typedef {{ kind?: string, url?: string, plan?: string, readings?: Places, lists?: Lists, act?: string | null, answer?: string }} Message
 */

/** @type {Promise<string | undefined> | undefined} */
let mode;

function modeNow() {
  mode ??= read(MODE).catch(() => undefined);
  return mode;
}

/** Whether it records now. */
export const records = async () => (await modeNow()) === ON;

/** @param {string | undefined} next */
async function keepMode(next) {
  await change({ [MODE]: next });
  mode = Promise.resolve(next);
}

/** @param {boolean} on */
export const setMode = (on) => keepMode(on ? ON : undefined);

/** What is stored was replaced. */
export function forgetMode() {
  mode = undefined;
}

export async function deleteRecording() {
  await change({ [RECORDING]: undefined });
  if ((await modeNow()) === FULL) await keepMode(undefined);
}

/**
 * What is to be taken down of a message; nothing while author mode is off.
 * @param {{ names(url: string): string | undefined }} core @param {Message} message
 */
export async function entryOf(core, message) {
  // Whatever else a worker that just started is asked does not wait for the mode.
  if (message.kind !== 'saw' && message.kind !== 'answered') return undefined;
  if ((await modeNow()) !== ON) return undefined;
  if (message.kind === 'answered') return { at: Date.now(), answered: String(message.answer) };
  const url = String(message.url);
  const [version, facts, ...lists] = (core.names(url) ?? '').split('\n').map((line) => line.trim());
  // A reading by another plan is asked for once more.
  return version && version === message.plan ? reading(message, url, facts, lists) : undefined;
}

/** @param {Message} message @param {string} url @param {string} facts @param {string[]} lists @returns {Reading} */
function reading({ readings = [], lists: read = [], act }, url, facts, lists) {
  const named = lists.flatMap((line, place) => {
    const [list, ...names] = line.split(' ');
    const items = read[place]?.items.map((item) => byName(names, item));
    return items ? [[list, items]] : [];
  });
  const page = byName(facts.split(' '), readings);
  return { at: Date.now(), url, act: act ?? null, page, lists: Object.fromEntries(named) };
}

/** @param {string[]} names @param {Places} places */
function byName(names, places) {
  /** @type {Map<string, Set<string>>} a system shows one person under several names */
  const found = new Map();
  for (const [place, name] of names.entries()) {
    const raw = places[place]?.raw;
    if (raw !== undefined) found.set(name, (found.get(name) ?? new Set()).add(raw));
  }
  return Object.fromEntries([...found].map(([name, raws]) => [name, [...raws].join('\n')]));
}

/** Keeps one more entry; where there is no room, recording ends. @param {Reading | Answered} entry */
export async function takeDown(entry) {
  const entries = JSON.parse((await read(RECORDING)) ?? '[]');
  const text = JSON.stringify([...entries, entry]);
  if (entries.length >= KEEP_READINGS || text.length > KEEP_CHARACTERS) await keepMode(FULL);
  else await change({ [RECORDING]: text });
}
