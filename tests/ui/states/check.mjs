// The check in a card: each kind of task, asked, answered wrongly and answered rightly.
import { WHOLE } from '../cards.mjs';
import { card } from './state.mjs';

const OPEN = '.content > .row .secondary:last-child';
const ANSWER = '.check .primary';
// The moment of these cards turns what authors wrote around: the right answer was the first.
const RIGHT = '.choice:last-child';
const WRONG = '.choice:first-child';
const TO_THE_RIGHT_ORDER = [1, 2, 1].map((place) => `.order > :nth-child(${place}) > .down`);

/** The card with one variant to ask. @param {string} kind */
function asking(kind) {
  const variants = WHOLE.checks.variants.filter(({ task }) => kind in task);
  return card({ ...WHOLE, checks: { ...WHOLE.checks, variants } });
}

/** @type {import('./state.mjs').State[]} */
export const CHECKS = [
  ...['choose', 'spot'].flatMap((kind) => [
    { name: `check, ${kind}`, ...asking(kind), does: [OPEN], shows: '.check' },
    {
      name: `check, ${kind}, wrong`,
      ...asking(kind),
      does: [OPEN, WRONG, ANSWER],
      says: '.said > .link',
    },
    {
      name: `check, ${kind}, right`,
      ...asking(kind),
      does: [OPEN, RIGHT, ANSWER],
      says: '.said:focus',
    },
  ]),
  {
    name: 'check, twice wrong',
    ...asking('choose'),
    does: [OPEN, WRONG, ANSWER, WRONG, ANSWER],
    says: '.said:focus',
  },
  { name: 'check, order', ...asking('order'), does: [OPEN], shows: '.order' },
  {
    name: 'check, order, wrong',
    ...asking('order'),
    does: [OPEN, TO_THE_RIGHT_ORDER[0], ANSWER],
    says: '.said > .link',
  },
  {
    name: 'check, order, right',
    ...asking('order'),
    does: [OPEN, ...TO_THE_RIGHT_ORDER, ANSWER],
    says: '.said:focus',
  },
];
