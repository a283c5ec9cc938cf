// Other rule engines beside ours: the same rules and facts, in the same V8. They must find the same nudges.
import { median } from '../figures.mjs';
import { perLongCall } from '../timing.mjs';
import { openJsonLogic } from './json-logic.mjs';
import { openJsonRulesEngine } from './json-rules-engine.mjs';
import { factsOf, rulesOf } from './rules.mjs';

/** The names are those of the packages. @type {Record<string, (rules: import('./rules.mjs').Rule[]) => import('./rules.mjs').Opened>} */
export const PEERS = { 'json-rules-engine': openJsonRulesEngine, 'json-logic-js': openJsonLogic };

/** Changes that each peer is asked about; the slowest takes a third of a second for one. */
const CHECKED = 40;
const TIMED = 10;
const ROUNDS = 3;

/** Per peer, microseconds of one change in the median. @param {import('../wasm.mjs').Bench} bench */
export async function measurePeers(bench) {
  const rules = rulesOf(bench.rules_json());
  const facts = Array.from({ length: CHECKED }, (_, change) => factsOf(bench.facts_json(change)));
  const wanted = facts.map((_, change) => bench.found_indexed(change).toSorted());
  if (wanted.flat().length === 0) throw new Error('nothing that peers could find');
  /** @type {Map<string, number>} */
  const took = new Map();
  for (const [name, open] of Object.entries(PEERS)) {
    const ask = open(rules);
    for (const [change, wantedNames] of wanted.entries()) {
      const found = (await ask(facts[change])).toSorted();
      if (found.join() !== wantedNames.join())
        throw new Error(`change ${change}: ${name} finds [${found}], the engine [${wantedNames}]`);
    }
    took.set(name, median(await perLongCall((change) => ask(facts[change]), TIMED, ROUNDS)));
  }
  return took;
}

export const PEERS_NOTE =
  `The peers get the same rules, translated, and the counts of the past looked up beforehand; they found the same nudges ` +
  `in ${CHECKED} changes of each size, and are timed on ${TIMED}, each the median of ${ROUNDS} runs.`;
