// What a state is, and how the tables of states are written.

/**
 * @typedef {'card' | 'beside' | 'lesson' | 'popup' | 'panel' | 'options'} Surface
 *
 * @typedef {object} State
 * @property {Surface} surface
 * @property {string} name
 * @property {import('../stand-in.mjs').Answers} answers
 * @property {World} [world] what is stood in for besides the worker
 * @property {{ width: number, height: number }} [size] where it is another than its surface's
 * @property {(string | Typed)[]} [does] what a person presses or types there, one after the other; of
 *   several the first
 * @property {string} [shows] what is there once all of that is done
 * @property {string} [says] like `shows`, and it is announced
 * @property {string} [part] all that pictures show of it, where the rest is another state's
 *
 * @typedef {{ into: string, words: string }} Typed
 *
 * @typedef {object} World
 * @property {boolean} [permits] what the person says to the browser's own question
 * @property {{ url?: string, answer?: unknown }} [tab] the one in front, and what its page answers
 * @property {Record<string, string> | null} [kept] what the worker keeps; `null`: it cannot be read
 * @property {Record<string, string>} [fields] those of the record that a card stands beside
 * @property {boolean} [folded] the person made the card small
 */

/** @param {unknown} card @returns {Pick<State, 'surface' | 'answers'>} */
export const card = (card, answers = {}) => ({
  surface: 'card',
  answers: { card: [{ card }], ...answers },
});

/** @param {Surface} surface @param {unknown} status @returns {Pick<State, 'surface' | 'answers'>} */
export const status = (surface, status, answers = {}) => ({
  surface,
  answers: { status: [{ status }], ...answers },
});

/** A worker that does not answer. @param {Surface} surface @returns {Pick<State, 'surface' | 'answers' | 'says'>} */
export const silent = (surface) => ({
  surface,
  answers: { status: ['silent'] },
  says: '.notice',
});

/** Presses all that opens. @param {number} count @returns {Pick<State, 'does' | 'shows'>} */
export const unfold = (count) => ({
  does: Array(count).fill('details:not([open], [hidden]) > summary'),
  shows: 'details[open]',
});
