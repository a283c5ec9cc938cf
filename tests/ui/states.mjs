// Every surface in every state: what its worker answers, and what a person did there. The gallery, the
// tests of accessibility, languages and layout all go through this one table.
import { BESIDES } from './states/beside.mjs';
import { CARDS } from './states/card.mjs';
import { CHECKS } from './states/check.mjs';
import { ERRORS } from './states/errors.mjs';
import { FIRST_STEPS } from './states/first-steps.mjs';
import { PANELS } from './states/help.mjs';
import { LESSONS } from './states/lesson.mjs';
import { OPTIONS } from './states/options.mjs';
import { POPUPS } from './states/popup.mjs';

/**
 * As much of a page as acts need; both browsers' pages have it.
 * @typedef {object} Spot
 * @property {() => Promise<unknown>} click
 * @property {(words: string) => Promise<unknown>} pressSequentially
 * @property {() => Promise<unknown>} waitFor
 *
 * @typedef {object} Hand
 * @property {(selector: string) => { first: () => Spot }} locator
 *
 * @typedef {import('./states/state.mjs').State} State
 */

/** Where each surface is, and how large browsers or Cuecard show it, in CSS pixels. */
export const SURFACES = {
  card: { page: 'card.html', moment: '#m1', width: 360, height: 640 },
  beside: { page: 'stand-in-record.html', moment: '', width: 820, height: 560 },
  lesson: { page: 'lesson.html', moment: '#m1', width: 380, height: 720 },
  popup: { page: 'popup.html', moment: '', width: 360, height: 600 },
  panel: { page: 'panel.html', moment: '', width: 360, height: 640 },
  options: { page: 'options.html', moment: '', width: 720, height: 900 },
};

export const STATES = [
  ...[...CARDS, ...CHECKS, ...BESIDES, ...LESSONS],
  ...[...POPUPS, ...PANELS, ...FIRST_STEPS, ...OPTIONS, ...ERRORS],
];

/**
 * What is cut on purpose: the whole sentence is under "Why am I seeing this?", and what a folded card says
 * is its button's name.
 */
export const SHORTENED = ['.why', '.pill'];

/** Does what a person did in a state, and waits until it shows. @param {State} state @param {Hand} hand */
export async function enact({ does = [], shows, says }, hand) {
  for (const act of does) {
    const spot = hand.locator(typeof act === 'string' ? act : act.into).first();
    await spot.click();
    if (typeof act !== 'string') await spot.pressSequentially(act.words);
  }
  for (const shown of [shows, says]) if (shown) await hand.locator(shown).first().waitFor();
}

/** @param {State} state */
export const keyOf = ({ surface, name }) => `${surface}-${name.replaceAll(/,? /g, '-')}`;

/** The states as a stand-in looks for them. */
export const STATES_BY_KEY = Object.fromEntries(STATES.map((state) => [keyOf(state), state]));

/** How large a state is shown. @param {State} state */
export const sizeOf = ({ surface, size }) => size ?? SURFACES[surface];

/** The address of a state inside the extension. @param {State} state */
export function pathOf(state) {
  const { page, moment } = SURFACES[state.surface];
  return `ui/${page}?state=${keyOf(state)}${moment}`;
}
