// Other rule engines beside ours: the same rules and facts, in the same V8. They must find the same nudges.
import { median } from '../figures.mjs';
import { perLongCall } from '../timing.mjs';
import { openJsonLogic } from './json-logic.mjs';
import { openJsonRulesEngine } from './json-rules-engine.mjs';
import { factsOf, rulesOf } from './rules.mjs';

/** How its rules are opened, and how many changes it is asked about to compare what it finds. @typedef {{ open: (rules: import('./rules.mjs').Rule[]) => import('./rules.mjs').Opened, checked: number }} Peer */
/** The names are those of the packages. @type {Record<string, Peer>} */
export const PEERS = {
  // A third of a second for one change.
  'json-rules-engine': { open: openJsonRulesEngine, checked: 40 },
  'json-logic-js': { open: openJsonLogic, checked: 300 },
};

const TIMED = 10;
const ROUNDS = 3;

/** Per peer, microseconds of one change in the median. @param {import('../wasm.mjs').Bench} bench */
export async function measurePeers(bench) {
  const rules = rulesOf(bench.rules_json());
  /** @type {Map<string, number>} */
  const took = new Map();
  for (const [name, { open, checked }] of Object.entries(PEERS)) {
    const facts = Array.from({ length: checked }, (_, change) => factsOf(bench.facts_json(change)));
    const ask = open(rules);
    let found = 0;
    for (const [change, said] of facts.entries()) {
      const theirs = (await ask(said)).toSorted();
      const ours = bench.found_indexed(change).toSorted();
      if (theirs.join() !== ours.join())
        throw new Error(`change ${change}: ${name} finds [${theirs}], the engine [${ours}]`);
      found += ours.length;
    }
    if (found === 0) throw new Error(`nothing that ${name} could find`);
    took.set(name, median(await perLongCall((change) => ask(facts[change]), TIMED, ROUNDS)));
  }
  return took;
}

const checks = Object.entries(PEERS).map(([name, { checked }]) => `${checked} changes (${name})`);

export const PEERS_NOTE =
  'The peers get the same rules, translated, and the counts of the past looked up beforehand; at each size they found the same nudges ' +
  `in ${checks.join(' and ')}; each is timed on ${TIMED}, each of them the median of ${ROUNDS} runs.`;
