// json-logic-js: a rule is plain data that it walks for every question; nothing is opened beforehand.
import { createRequire } from 'node:module';

/** @typedef {import('./rules.mjs').Tree} Tree */

const COMPARE = { at_least: '>=', at_most: '<=', more_than: '>', less_than: '<' };

/** @param {Tree} tree @returns {object} */
function said(tree) {
  if ('all' in tree) return joined('and', tree.all, true);
  if ('any' in tree) return joined('or', tree.any, false);
  const it = { var: tree.fact };
  switch (tree.test) {
    case 'is':
      return { '===': [it, tree.value] };
    case 'in':
      return { in: [it, tree.value] };
    case 'not_in':
      return { '!': { in: [it, [...tree.value, null]] } };
    case 'known':
      return { '!': { in: [it, [null, '']] } };
    default:
      // JavaScript takes null and '' for 0.
      return {
        and: [{ [COMPARE[tree.test]]: [it, tree.value] }, { '!': { in: [it, [null, '']] } }],
      };
  }
}

/** @param {'and' | 'or'} how @param {Tree[]} parts @param {boolean} none what it comes to without parts @returns {any} */
function joined(how, parts, none) {
  if (parts.length < 2) return parts.length === 1 ? said(parts[0]) : none;
  return { [how]: parts.map(said) };
}

/** @param {import('./rules.mjs').Rule[]} rules @returns {import('./rules.mjs').Opened} */
export function openJsonLogic(rules) {
  const { apply } = createRequire(import.meta.url)('json-logic-js');
  const ready = rules.map(({ name, app, on, when }) => ({
    name,
    rule: said({ all: [app, on, when] }),
  }));
  return (facts) => ready.filter(({ rule }) => apply(rule, facts)).map(({ name }) => name);
}
