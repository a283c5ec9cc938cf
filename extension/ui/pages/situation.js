// @ts-check
// A recording as a situation file, which `cuecard test` reads as it is (docs/write-content.md).
import { dayOf, happenings, isReading } from './happenings.js';
import { locate } from './known-address.js';
import { isLanguage, Redaction } from './redaction.js';

/**
 * @typedef {import('./happenings.js').Entry} Entry
 * @typedef {import('./happenings.js').Facts} Facts
 * @typedef {import('./happenings.js').Lists} Lists
 * @typedef {import('./redaction.js').Keep} Keep
 *
 * @typedef {object} Known what content and the person say of the recorded systems
 * @property {import('./known-address.js').Adapter[]} adapters
 * @property {Record<string, string>} own host → app
 * @property {HostMeanings[]} meanings
 *
 * @typedef {{ fact?: string, field?: string, values?: Record<string, string[]> }} Meaning
 * @typedef {{ host: string, meanings: { meaning: string, bound?: Meaning }[] }} HostMeanings
 */

/** As many as situations have (src/pack/author/situation/read.rs). */
const MAX_STEPS = 100;
const MAX_THINGS = 100;
const ME = 'me';
const ABOUT = [
  "Recorded by Cuecard's author mode. Add `expect:` to the steps that matter, such as",
  '  - saves: { stage: Closed }',
  '    expect: shown   # or silent: see "Situations" in write-content.md',
  'and take out what has nothing to do with it.',
];
const CUT = `Only the first ${MAX_STEPS} steps are here.`;

/**
 * The entries in the words of packs: fields that an organisation bound go by what they mean, so that the file
 * needs neither the field's name nor the organisation's words.
 * @param {Entry[]} entries @param {HostMeanings[]} meanings
 * @returns {Entry[]}
 */
export function meant(entries, meanings) {
  return entries.map((entry) => {
    if (!isReading(entry)) return entry;
    const { hostname } = new URL(entry.url);
    const bound = meanings.find(({ host }) => host === hostname)?.meanings ?? [];
    const page = Object.entries(entry.page).map(([name, raw]) => {
      const found = bound.find(({ bound }) => bound?.field && `field:${bound.field}` === name);
      if (!found) return [name, raw];
      const values = Object.entries(found.bound?.values ?? {});
      const value = values.find(([, raws]) => raws.includes(raw))?.[0];
      return [found.meaning, value ?? raw];
    });
    return { ...entry, page: Object.fromEntries(page) };
  });
}

/**
 * The facts of a recording, each with its different values in the order in which they came: of pages, of things
 * in lists (with the list's name before it), and of addresses.
 * @param {Entry[]} recorded @param {Known} known
 */
export function factsOf(recorded, { adapters, own, meanings }) {
  /** @type {Map<string, Set<string>>} */
  const facts = new Map();
  const add = (/** @type {string} */ name, /** @type {string | undefined} */ raw) => {
    if (raw !== undefined && !isLanguage(name, raw))
      facts.set(name, (facts.get(name) ?? new Set()).add(raw));
  };
  for (const { url, page, lists } of meant(recorded, meanings).filter(isReading)) {
    for (const [name, raw] of Object.entries(page)) add(name, raw);
    for (const [list, things] of Object.entries(lists))
      for (const thing of things)
        for (const [name, raw] of Object.entries(thing)) add(`${list}.${name}`, raw);
    const located = locate(url, adapters, own);
    for (const [fact, part] of located?.facts ?? []) add(fact, located?.parts.get(part));
  }
  return facts;
}

/**
 * The text of the file; empty where no page was read.
 * @param {Entry[]} recorded @param {{ nudge: string, keep: Keep }} choices @param {Known} known
 */
export function situation(recorded, { nudge, keep }, known) {
  const entries = meant(recorded, known.meanings);
  const happened = happenings(entries);
  if (!happened) return '';
  const { first, steps } = happened;
  const redaction = new Redaction(keep, known.adapters, known.own);
  const writer = new Writer(redaction, namesOf(entries));
  const day = new Date(dayOf(first.at)).toISOString().slice(0, 10);
  const about = steps.length > MAX_STEPS ? [...ABOUT, CUT] : ABOUT;
  const lines = [
    ...about.map((line) => `# ${line}`),
    `situation: ${quoted(`As recorded on ${day}`)}`,
    `nudge: ${nudge}`,
    `at: ${quoted(redaction.address(first.url))}`,
    `starts: ${day}`,
    ...writer.shown(first),
    'steps:',
    ...steps.slice(0, MAX_STEPS).map((step) => `  - ${writer.step(step)}`),
  ];
  // A list that is empty is no list: a minute in which nothing happens is a step.
  if (steps.length === 0) lines.push('  - minutes: 1');
  return `${lines.join('\n')}\n`;
}

/** All that is read beside who is signed in. @param {Entry[]} entries */
function namesOf(entries) {
  const read = entries.filter(isReading).flatMap(({ page, lists }) => {
    const { [ME]: _, ...others } = page;
    return [others, ...Object.values(lists).flat()].flatMap((facts) => Object.values(facts));
  });
  return new Set(read);
}

/** Writes parts of a situation as YAML. */
class Writer {
  /** @param {Redaction} redaction @param {Set<string>} names texts by which the page may call somebody */
  constructor(redaction, names) {
    this.redaction = redaction;
    this.names = names;
  }

  /** @param {import('./happenings.js').Step} step */
  step(step) {
    if ('saves' in step) return `saves: ${this.facts(step.saves)}`;
    if ('shows' in step) return `shows: ${this.facts(step.shows)}`;
    if ('opens' in step) {
      const opens = `opens: ${quoted(this.redaction.address(step.opens))}`;
      return [opens, ...this.shown(step)].join('\n    ');
    }
    if ('lists' in step) return `lists: ${this.lists(step.lists)}`;
    const [[name, value] = []] = Object.entries(step);
    return `${name}: ${value}`;
  }

  /** What an address shows at first. @param {Partial<import('./happenings.js').Shown>} shown */
  shown({ page, lists = {} }) {
    const listed = Object.keys(lists).length > 0;
    return [
      ...(page ? [`page: ${this.facts(page)}`] : []),
      ...(listed ? [`lists: ${this.lists(lists)}`] : []),
    ];
  }

  /** @param {Facts} facts @param {string} [list] */
  facts(facts, list = '') {
    const all = Object.entries(facts).map(([name, raw]) => {
      const shown = this.redaction.value(list + name, name === ME && !list ? this.#one(raw) : raw);
      return `${key(name)}: ${quoted(shown)}`;
    });
    return all.length > 0 ? `{ ${all.join(', ')} }` : '{}';
  }

  /** @param {Lists} lists */
  lists(lists) {
    const all = Object.entries(lists).map(([list, things]) => {
      const written = things.slice(0, MAX_THINGS).map((thing) => this.facts(thing, `${list}.`));
      return `${key(list)}: [${written.join(', ')}]`;
    });
    return `{ ${all.join(', ')} }`;
  }

  /** A situation has one name for who is signed in: the one that the page calls others by. @param {string} me */
  #one(me) {
    const names = me.split('\n');
    return names.find((name) => this.names.has(name)) ?? names[0] ?? '';
  }
}

/** What YAML reads as something else than the text that it is. */
const OTHERWISE = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** @param {string} name */
const key = (name) => (/^[a-z]\w*$/i.test(name) && !OTHERWISE.test(name) ? name : quoted(name));

/** A JSON string, which is a YAML string, too, once YAML's own line breaks are escaped. @param {string} text */
const quoted = (text) =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
