// The extension with content that counts every change of a Salesforce record and brings nothing up.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXTENSION, ROLE } from '../../e2e/stage.mjs';

const COMPILER =
  process.env.CUECARD_BINARY ??
  fileURLToPath(new URL('../../../target/debug/cuecard', import.meta.url));
const CONTENT = fileURLToPath(new URL('../../../content', import.meta.url));

/** What is counted: facts of the adapter and meanings of the example organisation. */
const COUNTED = `amount budgeted_cost close_date concession_traded deal_phase description end_date
  forecast_category loss_reason name next_step number_sent objection probability stage start_date status
  type`.split(/\s+/);

/** A nudge waits for no more than this. */
const MOST_CAUSES = 8;

/** Waits for these changes, and never applies. @param {string} name @param {string[]} facts */
const nudge = (name, facts) => `---
nudge: ${name}
title: Count
why: Never said.
need: { performance: Counts, capability: exists, barrier: recall }
owners: { author: tests, manager: line, people: hr-partner }
roles: [${ROLE}]
app: salesforce
on:
${facts.map((fact) => `  - { changed: ${fact} }`).join('\n')}
when: { amount: { at_least: 99000000 } }
severity: low
behaviour: { text: Nothing, success: [{ changed: amount }], window_days: 3 }
hypothesis: { metric: none, direction: up, min_lift_points: 5, guardrail: none }
---
1. **Count.**
`;

/** That extension, with an event `FACT_changed` for every fact. */
export function countingExtension() {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-counting-'));
  const [content, extension] = [join(folder, 'content'), join(folder, 'extension')];
  cpSync(EXTENSION, extension, { recursive: true });
  for (const file of ['adapters/salesforce.yaml', 'bindings/acme.yaml', `roles/${ROLE}.yaml`])
    cpSync(join(CONTENT, file), join(content, file));
  const events = COUNTED.map((fact) => `  ${fact}_changed: { changed: ${fact} }\n`);
  appendFileSync(join(content, 'adapters/salesforce.yaml'), events.join(''));
  mkdirSync(join(content, 'packs/counting/nudges'), { recursive: true });
  writeFileSync(
    join(content, 'packs/counting/pack.yaml'),
    'pack: counting\nversion: 0.1.0\ntitle: Counting\nworkflow: counting\nlicence: Apache-2.0 OR MIT\n',
  );
  for (let first = 0; first < COUNTED.length; first += MOST_CAUSES) {
    const name = `counting-${first}`;
    const facts = COUNTED.slice(first, first + MOST_CAUSES);
    writeFileSync(join(content, `packs/counting/nudges/${name}.md`), nudge(name, facts));
  }
  execFileSync(COMPILER, ['compile', content, '--out', join(extension, 'content.json')]);
  return { extension, forget: () => rmSync(folder, { recursive: true, force: true }) };
}
