// The card beside its field, on a record of a system that is stood in for.
import { FLAGGED, PRICING } from '../cards.mjs';

const FIELDS = {
  Opportunity: 'Acme, 200 seats',
  Stage: 'Negotiation',
  'Next step': 'They think about it',
  'Close date': '4 December 2026',
  Owner: 'A. Sample',
};

/** @param {unknown} card @param {import('./state.mjs').World} [world] @returns {Omit<import('./state.mjs').State, 'name'>} */
const beside = (card, world) => ({
  surface: 'beside',
  answers: { card: [{ card }], placed: [{ go: true }] },
  world: { fields: FIELDS, ...world },
  shows: '[data-card=painted]',
});

/** @type {import('./state.mjs').State[]} */
export const BESIDES = [
  { name: 'as it comes', ...beside(PRICING) },
  { name: 'flag', ...beside(FLAGGED) },
  { name: 'folded', ...beside(PRICING, { folded: true }) },
];
