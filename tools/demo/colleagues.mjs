/** Simulated people: they report through the server's real door, as browsers do. */
import { randomBytes } from 'node:crypto';
import { SECRET } from '../../tests/e2e/server.mjs';

/** Invented. Ten people in either group are the fewest that the server shows. */
const OUTCOMES = {
  shown: { success: 5, failure: 2, unseen: 3 },
  withheld: { success: 3, failure: 4, unseen: 3 },
};

/** @typedef {{ version: number, pack: string, nudge: string, content: string, week: string }} Moment */

/**
 * @param {string} server @param {Moment} moment what everybody reports about
 * @returns {Promise<Record<'shown' | 'withheld', number>>} how many people reported
 */
export async function colleaguesReport(server, { version, pack, nudge, content, week }) {
  const about = { version, pack, nudge, content, week };
  const people = Object.entries(OUTCOMES).flatMap(([arm, outcomes]) =>
    Object.entries(outcomes).flatMap(([outcome, count]) => Array(count).fill({ arm, outcome })),
  );
  // What a card came to is shown once enough people use it.
  const shown = people.filter(({ arm }) => arm === 'shown');
  const exposures = shown.map(({ outcome }) => (outcome === 'unseen' ? 'dismissed' : 'completed'));
  await Promise.all([
    ...people.flatMap(({ arm, outcome }) => [
      deliver(server, { ...about, kind: 'entry', arm }),
      deliver(server, { ...about, kind: 'outcome', arm, outcome }),
    ]),
    ...exposures.map((exposure) => deliver(server, { ...about, kind: 'exposure', exposure })),
  ]);
  const count = (/** @type {string} */ arm) => people.filter((person) => person.arm === arm).length;
  return { shown: count('shown'), withheld: count('withheld') };
}

/** @param {string} server @param {object} report */
async function deliver(server, report) {
  const answer = await fetch(`${server}/v1/reports/${randomBytes(16).toString('hex')}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${SECRET}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(report),
  });
  if (answer.status !== 200) throw new Error(`The server refused a report: ${await answer.text()}`);
}
