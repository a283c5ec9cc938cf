// The engine's rules and facts in the plainest form that says the same: a tree of tests on named facts. Each peer's file
// says this tree in its own words.

/** A value as other engines compare it; null: the page has no such place, '' : it is there and empty. @typedef {string | number | boolean | null} Plain */
/** @typedef {{ fact: string, test: 'is', value: Plain }} Is */
/** @typedef {{ fact: string, test: 'in' | 'not_in', value: Plain[] }} In a fact that is not there fails both */
/** @typedef {{ fact: string, test: 'at_least' | 'at_most' | 'more_than' | 'less_than', value: number }} Range false for what is no number */
/** @typedef {{ fact: string, test: 'known' }} Known */
/** @typedef {{ all: Tree[] } | { any: Tree[] } | Is | In | Range | Known} Tree */
/** `app` and `on` first, as they cost least and drop most. @typedef {{ name: string, app: Tree, on: Tree, when: Tree }} Rule */
/** @typedef {Record<string, Plain>} Facts */
/** Another engine with all rules in it: the names of those that hold. @typedef {(facts: Facts) => string[] | Promise<string[]>} Opened */

/** What the engine's form says that no rule here does is never passed over: the comparison would be worth nothing. @param {unknown} what @returns {never} */
const unsaid = (what) => {
  throw new Error(`the peers have no words for ${JSON.stringify(what)}`);
};

/** The one entry of an object. @param {any} object @returns {[string, any]} */
const only = (object) => {
  const entries = typeof object === 'string' ? [[object, null]] : Object.entries(object);
  return entries.length === 1 ? /** @type {[string, any]} */ (entries[0]) : unsaid(object);
};

/** @param {any} value @returns {Plain} */
function plain(value) {
  if (value === null) return null;
  const [kind, held] = only(value);
  if (kind === 'empty') return '';
  if (kind === 'text' || kind === 'number' || kind === 'date' || kind === 'flag') return held;
  // Text that no rule names equals none of theirs.
  if (kind === 'unnamed') return `unnamed ${held}`;
  return unsaid(value);
}

/** @param {any} value */
function number(value) {
  const bound = plain(value);
  return typeof bound === 'number' ? bound : unsaid(value);
}

/** @param {string} fact @param {any} said @returns {Tree} */
function test(fact, said) {
  const [test, value] = only(said);
  switch (test) {
    case 'is':
      return { fact, test, value: plain(value) };
    case 'in':
    case 'not_in':
      return { fact, test, value: value.map(plain) };
    case 'is_not':
      return { fact, test: 'not_in', value: [plain(value)] };
    case 'at_least':
    case 'at_most':
    case 'more_than':
    case 'less_than':
      return { fact, test, value: number(value) };
    case 'known':
      return { fact, test };
    default:
      return unsaid(said);
  }
}

/** @param {any} on @returns {Tree} */
function trigger(on) {
  const [kind, said] = only(on);
  if (kind === 'event') return { fact: `event ${said}`, test: 'is', value: true };
  if (kind !== 'changed' || said.from || said.moved) return unsaid(on);
  return said.to
    ? test(`new ${said.fact}`, said.to)
    : { fact: `changed ${said.fact}`, test: 'is', value: true };
}

/** @param {{ event: string, within_days: number, on_this_record?: boolean }} counted */
const countOf = ({ event, within_days, on_this_record }) =>
  `count of ${event} in ${within_days} days${on_this_record ? ' on this record' : ''}`;

/** @param {any} when @returns {Tree} */
function condition(when) {
  const [kind, said] = only(when);
  switch (kind) {
    case 'all':
      return { all: said.map(condition) };
    case 'any':
      return { any: said.map(condition) };
    case 'fact':
      return test(said.name, said.test);
    case 'count': {
      const bounds = [
        ['at_least', said.at_least],
        ['at_most', said.at_most],
      ].filter(([, bound]) => typeof bound === 'number');
      return {
        all: bounds.map(
          ([test, value]) => /** @type {Range} */ ({ fact: countOf(said), test, value }),
        ),
      };
    }
    default:
      return unsaid(when);
  }
}

/** @param {string} json what the engine's bench says of its rules @returns {Rule[]} */
export function rulesOf(json) {
  return JSON.parse(json).map((/** @type {any} */ { nudge, apps, on, when }) => ({
    name: nudge,
    app: { fact: 'app', test: 'in', value: apps },
    on: { any: on.map(trigger) },
    when: condition(when),
  }));
}

/** @param {string} json what the engine's bench says of a change @returns {Facts} */
export function factsOf(json) {
  const { app, facts, changed, named, counts } = JSON.parse(json);
  /** @type {Facts} */
  const all = { app };
  for (const [fact, value] of Object.entries(facts)) all[fact] = plain(value);
  for (const [fact, value] of changed) {
    all[`changed ${fact}`] = true;
    all[`new ${fact}`] = plain(value);
  }
  for (const event of named) all[`event ${event}`] = true;
  for (const counted of counts) all[countOf(counted)] = counted.count;
  return all;
}
