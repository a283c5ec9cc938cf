// One starter nudge in the real extension, on its system's own page: what a person does brings its card,
// and what they do next is seen as its behaviour.
import assert from 'node:assert/strict';
import { get } from '../../e2e/profile.mjs';
import { answer, cardShows, lastDecision } from '../../e2e/stage.mjs';
import { until } from '../../e2e/until.mjs';

/** @typedef {import('../../e2e/stage.mjs').Stage} Stage */
/** @typedef {import('../../e2e/stage.mjs').Tab} Tab */

/**
 * What the person does brings the card of this nudge, and no other's.
 * @param {Stage} day @param {Tab} tab @param {string} nudge @param {() => Promise<unknown>} does
 */
export async function brings(day, tab, nudge, does) {
  const mark = await day.browser.desk.mark();
  await does();
  const card = await cardShows(day, tab, mark);
  assert.equal((await lastDecision(day, nudge))?.outcome, 'shown');
  return card;
}

/**
 * The person answers the card, does what it asks for, and the tool shows it.
 * @param {Stage} day @param {Tab} tab @param {string} nudge @param {() => Promise<unknown>} does
 */
export async function wins(day, tab, nudge, does) {
  await answer(day, tab, 'Done');
  assert.equal(await sign(day, nudge), null, 'nothing was seen before it was done');
  await does();
  await until(
    `${nudge}: what was done is seen`,
    async () => (await sign(day, nudge)) === 'success',
  );
}

/** What the tool has shown since the last moment of a nudge: nothing yet, `success` or `failure`. @param {Stage} day @param {string} nudge */
async function sign({ browser: { desk } }, nudge) {
  const { windows = [] } = JSON.parse(await get(desk, 'ledger'));
  const found = windows.findLast(
    (/** @type {{ nudge: string }} */ window) => window.nudge === nudge,
  );
  assert.ok(found, `no moment of ${nudge} is measured`);
  return found.sign ?? null;
}
