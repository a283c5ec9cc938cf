// The first steps of the options page, and where they lead.
import { EMPTY, NO_ROLE, SITES } from '../statuses.mjs';
import { status } from './state.mjs';

/** The button that goes on from a step, which is the last one there. @param {number} step from 1 */
const goOn = (step) => `.steps:has(> :nth-child(${step})[aria-current]) ~ .row > button:last-child`;
const ON = [1, 2, 3].map(goOn);
const ALLOWED = [{ ...SITES[0], title: 'Salesforce' }];
/** Somebody who chose a role on the way: each step asks anew, and so does the end. */
const CHOSEN = [NO_ROLE, NO_ROLE, NO_ROLE, { ...EMPTY, sites: ALLOWED }].map((status) => ({
  status,
}));

/** @type {import('./state.mjs').State[]} */
export const FIRST_STEPS = [
  { name: 'first step, role', ...status('options', NO_ROLE), shows: '.steps' },
  {
    name: 'first step, no role chosen',
    ...status('options', NO_ROLE),
    does: ['section:has(#role) button'],
    shows: '#role-error:not(:empty)',
  },
  {
    name: 'first step, systems',
    ...status('options', { ...NO_ROLE, sites: SITES }),
    does: ON.slice(0, 1),
    shows: '.steps > :nth-child(2)[aria-current]',
  },
  {
    name: 'first step, privacy',
    ...status('options', NO_ROLE),
    does: ON.slice(0, 2),
    shows: '.steps > :nth-child(3)[aria-current]',
  },
  {
    name: 'first steps, done',
    surface: 'options',
    answers: { status: CHOSEN },
    does: ON,
    shows: 'first-card .rows',
  },
  {
    name: 'first steps, done without a role',
    ...status('options', NO_ROLE),
    does: ON,
    shows: 'first-card > .lead',
  },
];
