// The extension with content that counts every change of one system as the person's and brings nothing up.
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionWith } from './own-content.mjs';

/**
 * @typedef {object} Counted
 * @property {string} app
 * @property {string} role
 * @property {string[]} events the adapter's own ones
 * @property {string[]} changes facts and meanings; each gets an event of its own
 */

/** A nudge waits for no more than this. */
const MOST_CAUSES = 8;
/** More than anybody does in a day. */
const NEVER_SO_OFTEN = 10_000;
const PACK =
  'pack: counting\nversion: 0.1.0\ntitle: Counting\nworkflow: counting\nlicence: Apache-2.0 OR MIT\n';

const eventOf = (/** @type {string} */ change) => `${change}_changed`;
/** The change that an event is of, or the adapter's own event. @param {string} event */
export const countedAs = (event) => event.replace(/_changed$/, '');

/**
 * Waits for these events, and never applies: only what is waited for is read and counted.
 * @param {string} name @param {string[]} events @param {Counted} counted
 */
const nudge = (name, events, { app, role, changes }) => `---
nudge: ${name}
title: Count
why: Never said.
need: { performance: Counts, capability: exists, barrier: recall }
owners: { author: tests, manager: line, people: hr-partner }
roles: [${role}]
app: ${app}
on: [${events.map((event) => `{ event: ${event} }`).join(', ')}]
when: { count: { event: ${events[0]}, within_days: 1, at_least: ${NEVER_SO_OFTEN} } }
severity: low
behaviour: { text: Nothing, success: [{ changed: ${changes[0]} }], window_days: 1 }
hypothesis: { metric: none, direction: up, min_lift_points: 5, guardrail: none }
---
1. **Count.**

*Done when* it is counted.
`;

/** That extension, and how long its adapter lets a value stand before it counts. @param {Counted} counted */
export function countingExtension(counted) {
  const { extension, forget } = extensionWith((content) => {
    const named = counted.changes.map((change) => `  ${eventOf(change)}: { changed: ${change} }\n`);
    appendFileSync(join(content, 'adapters', `${counted.app}.yaml`), named.join(''));
    rmSync(join(content, 'packs'), { recursive: true });
    const nudges = join(content, 'packs/counting/nudges');
    mkdirSync(nudges, { recursive: true });
    writeFileSync(join(nudges, '../pack.yaml'), PACK);
    const events = [...counted.events, ...counted.changes.map(eventOf)];
    for (let first = 0; first < events.length; first += MOST_CAUSES) {
      const name = `counting-${first}`;
      const some = events.slice(first, first + MOST_CAUSES);
      writeFileSync(join(nudges, `${name}.md`), nudge(name, some, counted));
    }
  });
  return { extension, forget, settleMs: settleMs(extension, counted.app) };
}

/** @param {string} extension @param {string} app @returns {number} */
function settleMs(extension, app) {
  /** @type {{ adapters: { app: string, pages: { settle_seconds?: number }[] }[] }} */
  const { adapters } = JSON.parse(readFileSync(join(extension, 'content.json'), 'utf8'));
  const pages = adapters.find((adapter) => adapter.app === app)?.pages ?? [];
  return Math.max(0, ...pages.map((page) => page.settle_seconds ?? 0)) * 1000;
}
