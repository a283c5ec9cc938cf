// json-rules-engine: all rules in one engine; a run takes the facts and answers, later, with the events of those that hold.
import { createRequire } from 'node:module';

/** @typedef {import('./rules.mjs').Tree} Tree */

const OPERATORS = {
  is: 'equal',
  in: 'in',
  not_in: 'notIn',
  at_least: 'greaterThanInclusive',
  at_most: 'lessThanInclusive',
  more_than: 'greaterThan',
  less_than: 'lessThan',
};

/** @param {Tree} tree @returns {object} */
function said(tree) {
  if ('all' in tree) return { all: tree.all.map(said) };
  if ('any' in tree) return { any: tree.any.map(said) };
  const { fact, test } = tree;
  if (test === 'known') return { fact, operator: 'notIn', value: [null, ''] };
  const value = test === 'not_in' ? [...tree.value, null] : tree.value;
  return { fact, operator: OPERATORS[test], value };
}

/** @param {import('./rules.mjs').Rule[]} rules @returns {import('./rules.mjs').Opened} */
export function openJsonRulesEngine(rules) {
  const { Engine } = createRequire(import.meta.url)('json-rules-engine');
  const ready = rules.map(({ name, app, on, when }) => ({
    conditions: {
      // Parts of higher priority come first, and where one fails the others are not asked; without it all are.
      all: [
        { ...said(app), priority: 3 },
        { ...said(on), priority: 2 },
        { ...said(when), priority: 1 },
      ],
    },
    event: { type: name },
  }));
  // What did not happen is no fact.
  const engine = new Engine(ready, { allowUndefinedFacts: true });
  return async (facts) => {
    const { events } = await engine.run(facts);
    return events.map((/** @type {{ type: string }} */ { type }) => type);
  };
}
