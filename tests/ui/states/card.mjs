// The card: as it comes, with all that an aid can have, and as it is answered.
import { FLAGGED, LONG, PRICING, SLIPPING, WHOLE, WIDE } from '../cards.mjs';
import { card, unfold } from './state.mjs';

const DONE = '.actions .primary';
const LATER = '.actions .quiet';
const NOT_RELEVANT = '.actions .quiet:nth-of-type(3)';
const SAID = '.voice:not(.unseen)';

/** @type {import('./state.mjs').State[]} */
export const CARDS = [
  { name: 'as it comes', ...card(PRICING) },
  { name: 'short', ...card(SLIPPING) },
  { name: 'long', ...card(LONG) },
  { name: 'wide', ...card(WIDE) },
  { name: 'flag', ...card(FLAGGED) },
  { name: 'half done', ...card({ ...PRICING, done: [1, 2] }) },
  { name: 'all done', ...card({ ...PRICING, done: [1, 2, 3] }) },
  { name: 'why', ...card(PRICING), ...unfold(1) },
  { name: 'whole', ...card(WHOLE), ...unfold(1) },
  // As small as the holder makes the frame of a folded card.
  { name: 'folded', ...card(PRICING), size: { width: 128, height: 56 } },
  { name: 'done', ...card(SLIPPING), does: [DONE], says: SAID },
  { name: 'later', ...card(SLIPPING), does: [LATER], says: SAID },
  { name: 'not saved', ...card(SLIPPING, { answered: ['silent'] }), does: [DONE], says: SAID },
  { name: 'why not', ...card(WHOLE), does: [NOT_RELEVANT], shows: '.reasons' },
];
