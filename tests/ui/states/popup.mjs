// The popup: weeks of every kind, what is silenced, what does not work, and what is seen of a page.
import {
  EMPTY,
  FULL,
  LEARNING,
  NO_ROLE,
  NO_SITE,
  ORGANISATIONS,
  PAGE,
  PROBLEM,
  SWITCHED_OFF,
  VANISHED,
} from '../statuses.mjs';
import { HELP, POPUP_HELPS, URL } from './help.mjs';
import { silent, status, unfold } from './state.mjs';

const SEEN = { readings: [{ at: 0, raw: '4/Dec/26  ' }, null], lists: [null] };
const READ = {
  look: [{ plan: { version: 'v7', root: [], probes: [], acts: [] } }],
  looked: [{ page: PAGE }],
};
const FRONT = { tab: { url: URL } };
const LOOK = 'details:has(> .seen) > summary';

/** @param {object} silence */
const silenced = (silence) => ({ ...EMPTY, settings: { ...EMPTY.settings, silence } });

/** @type {import('./state.mjs').State[]} */
export const POPUPS = [
  { name: 'empty, no server', ...status('popup', EMPTY) },
  { name: 'no role', ...status('popup', NO_ROLE) },
  { name: 'no system', ...status('popup', NO_SITE) },
  { name: 'an organisation, refused', ...status('popup', ORGANISATIONS.refused) },
  { name: 'an organisation, ran out', ...status('popup', ORGANISATIONS.ranOut) },
  { name: 'a busy week', ...status('popup', FULL) },
  { name: 'everything open', ...status('popup', FULL), ...unfold(4) },
  { name: 'what is next', ...status('popup', LEARNING), shows: 'h2' },
  {
    name: 'never again',
    ...status('popup', FULL),
    does: ['.aid-row > .never-again'],
    says: '.aid-row > [role=status]:not(:empty)',
  },
  {
    name: 'not saved',
    ...status('popup', EMPTY, { set: ['silent'] }),
    does: ['.choices > button'],
    says: '.said:not(:empty)',
  },
  {
    name: 'paused',
    ...status('popup', silenced({ until_day: '2199-11-23' }), HELP),
    world: FRONT,
    shows: '.aid',
  },
  {
    name: 'recording',
    ...status('popup', { ...EMPTY, recording: true }, HELP),
    world: FRONT,
    shows: '.aid',
  },
  { name: 'off', ...status('popup', { ...EMPTY, off: true }, HELP), world: FRONT, shows: '.aid' },
  { name: 'notes lost', ...status('popup', { ...EMPTY, quiet_until: '2026-11-23' }) },
  {
    name: 'switched off here',
    ...status('popup', silenced(SWITCHED_OFF), HELP),
    world: FRONT,
    shows: '.switches > li',
  },
  { name: 'a problem', ...status('popup', PROBLEM) },
  { name: 'vanished', ...status('popup', VANISHED) },
  { name: 'no answer', ...silent('popup') },
  {
    name: 'this page',
    ...status('popup', EMPTY, READ),
    world: { tab: { url: URL, answer: { url: URL, seen: SEEN } } },
    does: [LOOK],
    says: '.facts',
  },
  {
    name: 'an unknown page',
    ...status('popup', EMPTY),
    world: { tab: {} },
    does: [LOOK],
    says: '.seen > .aside',
  },
  ...POPUP_HELPS,
];
