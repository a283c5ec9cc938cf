// Help on the page in front, in the popup and in the panel beside the page.
import { PRICING } from '../cards.mjs';
import { EMPTY, NO_ROLE } from '../statuses.mjs';
import { silent, status } from './state.mjs';

export const URL = 'https://jira.acme.example/browse/ACME-7';
const FRONT = { tab: { url: URL } };

/** @param {[nudge: string, title: string, why: string][]} aids */
const help = (aids) => ({
  help: [
    {
      aids: aids.map(([nudge, title, why], place) => ({
        ...{ nudge, title, why, pack: 'opportunity-management' },
        seconds: 60 * (1 + (place % 3)),
      })),
    },
  ],
});
const [FIRST, ...OTHERS] = /** @type {[string, string, string][]} */ ([
  ['pricing-objection', 'Hold the price', 'The buyer objects to the price.'],
  ['slipping-close-date', 'Date the next step', 'The close date moved three times.'],
  ['loss-reason', 'Name why it was lost', 'A deal was lost, and nobody said why.'],
  ['multi-thread', 'Meet a second person', 'One contact is all there is.'],
  ['hand-over', 'Hand it over whole', 'The deal is won, and others go on with what was promised.'],
  ['security-comments', 'Ask what could go wrong', 'A review found the same fault twice.'],
  ['story-size', 'Cut the story in two', 'It was not done in the last two sprints.'],
]);
export const HELP = help([FIRST, ...OTHERS.slice(0, 3)]);
const ONE = help([FIRST]);
const MANY = help([FIRST, ...OTHERS]);
const NONE = help([]);
const ASKED = { ...MANY, pull: [{ card: PRICING }], card: [{ card: PRICING }] };
const NO_HIT = [{ into: '.search', words: 'holiday' }];

/** What both say. @param {'popup' | 'panel'} surface @returns {import('./state.mjs').State[]} */
const helps = (surface) => [
  { name: 'help, none', ...status(surface, EMPTY, NONE), world: FRONT, says: '.help > .aside' },
  { name: 'help, one', ...status(surface, EMPTY, ONE), world: FRONT, shows: '.aid' },
  { name: 'help, many', ...status(surface, EMPTY, MANY), world: FRONT, shows: '.aid' },
  {
    name: 'help, no hit',
    ...status(surface, EMPTY, MANY),
    world: FRONT,
    does: NO_HIT,
    shows: '.aids:empty + .aside',
  },
  {
    name: 'help, an aid',
    ...status(surface, EMPTY, ASKED),
    world: FRONT,
    does: ['.aid'],
    shows: 'iframe[style]',
  },
];

export const POPUP_HELPS = helps('popup');

/** @type {import('./state.mjs').State[]} */
export const PANELS = [
  ...helps('panel'),
  {
    name: 'an unknown page',
    ...status('panel', EMPTY),
    world: { tab: {} },
    says: '.help > .aside',
  },
  { name: 'no role', ...status('panel', NO_ROLE), world: { tab: {} } },
  { name: 'no answer', ...silent('panel'), world: { tab: {} } },
];
