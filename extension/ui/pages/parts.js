// @ts-check
// What is kept, in parts that a person can read.
import { KINDS, keyOf } from './reports.js';

/** How long and how many, as the engine and the worker keep them; a test holds them against it. */
export const KEEP = {
  momentDays: 60,
  historyDays: 90,
  leastDays: 35,
  records: 500,
  receipts: 500,
  problems: 20,
  sent: 200,
  sentDays: 90,
  readings: 500,
};

/** For how many days what happened is kept. @param {{ settings?: { keep_days?: number } }} ledger */
export const daysKept = ({ settings }) => settings?.keep_days ?? KEEP.historyDays;

/**
 * Parts of the ledger: the word for it (and, with `_what`, what it is and how long it is kept), its
 * numbers where so many days are kept, and its keys in the ledger.
 * @type {{ word: string, numbers?: (days: number) => number[], keys: string[] }[]}
 */
export const PARTS = [
  { word: 'data_choices', keys: ['settings'] },
  {
    word: 'data_moments',
    numbers: (days) => [Math.min(days, KEEP.momentDays)],
    keys: ['moments', 'windows'],
  },
  { word: 'data_learning', keys: ['lineages'] },
  {
    word: 'data_history',
    numbers: (days) => [days, KEEP.records, KEEP.historyDays],
    keys: ['history', 'records', 'demand'],
  },
  {
    word: 'data_receipts',
    numbers: (days) => [KEEP.receipts, days, KEEP.problems],
    keys: ['decisions', 'problems'],
  },
  { word: 'data_tabs', keys: ['tabs', 'hosts'] },
  { word: 'data_queue', keys: ['outbox'] },
];

/**
 * @typedef {object} Part
 * @property {string} word
 * @property {number[]} numbers
 * @property {string[]} texts
 * @property {{ day: string, key: string }[]} [names] when and what each of the texts is
 * @property {boolean} [sheet] whether it is the data sheet
 */

/**
 * Everything that is kept, each thing in one part.
 * @param {import('./kept.js').Kept} kept
 * @returns {Part[]}
 */
export function partsOf(kept) {
  const { ledger = '{}', sent = '[]', author, recording, ...rest } = Object.fromEntries(kept);
  const { member, reports, trust, published, visited, ...others } = rest;
  /** @type {Record<string, unknown>} */
  const whole = JSON.parse(ledger);
  /** @param {string[]} keys */
  const texts = (keys) =>
    keys.filter((key) => key in whole).map((key) => `"${key}":${JSON.stringify(whole[key])}`);
  const named = PARTS.flatMap(({ keys }) => keys);
  const days = daysKept(whole);
  const outbox = /** @type {{ waiting?: { body: unknown }[] }} */ (whole.outbox ?? {});
  const waiting = (outbox.waiting ?? []).map(({ body }) => JSON.stringify(body));
  /** @type {({ day: string, body: string } | string)[]} */
  const entries = JSON.parse(sent);
  // What an earlier version kept has no day.
  const left = entries.map((it) => (typeof it === 'string' ? { day: '', body: it } : it)).reverse();
  return [
    ...PARTS.map(({ word, numbers, keys }) => ({
      word,
      numbers: numbers?.(days) ?? [],
      texts: texts(keys),
    })),
    {
      word: 'data_rest',
      numbers: [],
      texts: texts(Object.keys(whole).filter((key) => !named.includes(key))),
    },
    { word: 'data_sheet', numbers: [Object.keys(KINDS).length], texts: [], sheet: true },
    {
      word: 'data_waiting',
      numbers: [],
      texts: waiting,
      names: waiting.map((body) => ({ day: '', key: keyOf(body) })),
    },
    {
      word: 'data_sent',
      numbers: [KEEP.sent, KEEP.sentDays],
      texts: left.map(({ body }) => body),
      names: left.map(({ day, body }) => ({ day, key: keyOf(body) })),
    },
    {
      word: 'data_recording',
      numbers: [KEEP.readings],
      texts: Object.entries({ author, recording }).flatMap(([key, text]) =>
        text === undefined ? [] : [`${key}: ${text}`],
      ),
    },
    {
      word: 'data_organisation',
      numbers: [],
      texts: Object.entries({ member, reports, visited, trust, published }).flatMap(
        ([key, text]) => (text === undefined ? [] : [`${key}: ${text}`]),
      ),
    },
    {
      word: 'data_aside',
      numbers: [],
      texts: Object.entries(others).map(([key, text]) => `${key}: ${text}`),
    },
  ];
}
