// The lesson: its parts, and what is there when there is none.
import { TAUGHT } from '../cards.mjs';

const NEXT = 'nav .primary';

/** @param {unknown} answer @returns {Pick<import('./state.mjs').State, 'surface' | 'answers'>} */
const lesson = (answer) => ({ surface: 'lesson', answers: { lesson: [answer] } });

/** @type {import('./state.mjs').State[]} */
export const LESSONS = [
  { name: 'start', ...lesson({ card: TAUGHT }), shows: 'nav .primary:first-child' },
  { name: 'middle', ...lesson({ card: TAUGHT }), does: [NEXT], shows: 'h2:focus' },
  // Between the two the part is another: only there is a way back.
  {
    name: 'end',
    ...lesson({ card: TAUGHT }),
    does: [NEXT, 'nav .secondary + .primary'],
    shows: 'nav .secondary + .aside',
  },
  { name: 'gone', ...lesson({ card: null }), says: '.notice > p' },
  { name: 'no answer', ...lesson('silent'), says: '.notice > p' },
];
