// The options page as a whole, and what each of its parts says when something was done.
import { KEPT, recorded } from '../kept.mjs';
import { EMPTY, FULL, MEANINGS, ORGANISATIONS, OWN, SITES } from '../statuses.mjs';
import { silent, status, unfold } from './state.mjs';

const ORGANISATION = '.organisation';
const SAID = '.said:not(:empty)';
const ALLOW = '.with-action > button';
const DATA = 'section:has(kept-data)';
/** Cards, what waits and what was sent. */
const OPENED = [2, 9, 10];
const AUTHOR = 'section:has(author-mode)';
const DELETE = '.part:last-child .actions > :first-child';

/** @type {import('./state.mjs').State[]} */
export const OPTIONS = [
  { name: 'a server', ...status('options', FULL), shows: 'kept-data .rows' },
  {
    name: 'back to local',
    ...status('options', FULL),
    does: ['#level-local'],
    shows: '.stop',
  },
  {
    name: 'no organisation, what it means',
    ...status('options', EMPTY),
    does: ['.organisation summary'],
    shows: '.organisation [open]',
    part: ORGANISATION,
  },
  {
    name: 'no organisation, a link that is not whole',
    ...status('options', EMPTY, {
      join: [{ error: { where: 'link', what: 'truncated', mend: '' } }],
    }),
    does: ['.organisation button'],
    shows: '#link-error:not(:empty)',
    part: ORGANISATION,
  },
  {
    name: 'an organisation',
    ...status('options', ORGANISATIONS.joined),
    part: ORGANISATION,
  },
  {
    name: 'an organisation, set by policy',
    ...status('options', ORGANISATIONS.managed),
    ...unfold(2),
    part: ORGANISATION,
  },
  {
    name: 'an organisation, refused',
    ...status('options', ORGANISATIONS.refused),
    part: ORGANISATION,
  },
  {
    name: 'an organisation, ran out',
    ...status('options', ORGANISATIONS.ranOut),
    part: ORGANISATION,
  },
  {
    name: 'an organisation, never reached',
    ...status('options', ORGANISATIONS.never),
    part: ORGANISATION,
  },
  {
    name: 'an organisation, checked',
    ...status('options', ORGANISATIONS.joined),
    does: ['.organisation .actions > button'],
    says: '.organisation > .said:focus',
    part: ORGANISATION,
  },
  {
    name: 'an organisation, more is to leave',
    ...status('options', ORGANISATIONS.widening),
    part: ORGANISATION,
  },
  { name: 'own systems', ...status('options', OWN) },
  { name: 'no answer', ...silent('options') },
  {
    name: 'saved',
    ...status('options', EMPTY),
    does: ['section:has(#role) button'],
    says: SAID,
    part: 'section:has(#role)',
  },
  {
    name: 'allowed',
    ...status('options', { ...EMPTY, sites: SITES }),
    world: { permits: true },
    does: [ALLOW],
    says: '.said:focus',
    part: 'section:has(.with-action)',
  },
  { name: 'meanings', ...status('options', MEANINGS), ...unfold(1), part: 'section:has(.meaning)' },
  {
    name: 'your data, nothing yet',
    ...status('options', EMPTY),
    shows: 'kept-data .rows',
    part: DATA,
  },
  {
    name: 'your data, waiting and sent',
    ...status('options', FULL),
    world: { kept: KEPT },
    does: OPENED.map((place) => `kept-data li:nth-child(${place}) summary`),
    shows: 'kept-data [open]',
    part: DATA,
  },
  {
    name: 'your data, unreadable',
    ...status('options', EMPTY),
    world: { kept: null },
    shows: 'kept-data > .error',
    part: DATA,
  },
  {
    name: 'delete, asked',
    ...status('options', EMPTY),
    does: [DELETE],
    shows: '.danger',
    part: '.part:last-child',
  },
  {
    name: 'deleted',
    ...status('options', EMPTY),
    does: [DELETE, '.danger'],
    says: '.part > .said:not(:empty)',
    part: '.part:last-child',
  },
  {
    name: 'author mode, off',
    ...status('options', EMPTY),
    world: { kept: KEPT },
    shows: 'author-mode button',
    part: AUTHOR,
  },
  {
    name: 'author mode, nothing read yet',
    ...status('options', EMPTY),
    world: { kept: recorded('on', []) },
    shows: 'author-mode > .aside',
    part: AUTHOR,
  },
  {
    name: 'author mode, recording',
    ...status('options', EMPTY),
    world: { kept: recorded('on') },
    shows: 'author-mode > .aside',
    part: AUTHOR,
  },
  {
    name: 'author mode, recorded',
    ...status('options', MEANINGS),
    world: { kept: recorded(undefined) },
    does: ['.keep label', 'author-mode summary'],
    shows: 'author-mode [open]',
    part: AUTHOR,
  },
  {
    name: 'author mode, full',
    ...status('options', EMPTY),
    world: { kept: recorded('full') },
    shows: 'author-mode > .aside',
    part: AUTHOR,
  },
  {
    name: 'author mode, unreadable',
    ...status('options', EMPTY),
    world: { kept: null },
    shows: 'author-mode > .error',
    part: AUTHOR,
  },
];
