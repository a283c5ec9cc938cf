// Every form of the options page when something is wrong with what was entered, or it was not saved.
import { KEPT } from '../kept.mjs';
import { EMPTY, MEANINGS, OWN, SITES } from '../statuses.mjs';
import { status } from './state.mjs';

const SAID = '.said:not(:empty)';
const ROLE = 'section:has(#role)';
const OWN_SYSTEMS = 'section:has(#own-address)';
const HOURS = 'section:has(.time)';
const COUNTS = 'section:has(#level-counts)';
const FIELDS = 'section:has(.meaning)';
const DATES = 'section:has(> .row > button)';
const SEND = [`${COUNTS} form button`];
const SECRET = { into: '#secret', words: 'correct-horse-battery' };
const SERVER = { into: '#address', words: 'https://cuecard.example.com' };
const NOT_KNOWN = {
  error: { where: 'role', what: 'Nobody knows this role.', mend: 'Choose another one.' },
};
/** Not a time that a browser takes: the field is empty. */
const MIDNIGHT = { hours: { from: 18 * 60, until: 24 * 60 } };
const POINT = {
  point: [{ point: { root: ['main'], facts: [{ fact: 'stage', alternatives: [] }], fields: [] } }],
};
const RECORD = 'https://crm.acme.example/lightning/r/Opportunity/006A/view';
const POINTED = { url: RECORD, field: 'Deal_Obstacle__c', value: 'Somebody else decides' };
/** The third meaning is bound to nothing yet. */
const AT_OBJECTION = '.meaning:nth-child(3) .actions > :first-child';

/** @type {import('./state.mjs').State[]} */
export const ERRORS = [
  {
    name: 'role, not known',
    ...status('options', EMPTY, { set: [NOT_KNOWN] }),
    does: [`${ROLE} button`],
    shows: '#role-error:not(:empty)',
    part: ROLE,
  },
  {
    name: 'role, not saved',
    ...status('options', EMPTY, { set: ['silent'] }),
    does: [`${ROLE} button`],
    says: SAID,
    part: ROLE,
  },
  {
    name: 'system, not allowed',
    ...status('options', { ...EMPTY, sites: SITES }),
    world: { permits: false },
    does: ['.with-action > button'],
    says: 'button ~ .said:not(:empty)',
    part: 'section:has(.with-action)',
  },
  {
    name: 'own system, no address',
    ...status('options', OWN),
    does: [`${OWN_SYSTEMS} form button`],
    shows: '#own-address-error:not(:empty)',
    part: OWN_SYSTEMS,
  },
  {
    name: 'own system, not allowed',
    ...status('options', EMPTY),
    world: { permits: false },
    does: [{ into: '#own-address', words: 'jira.acme.example' }, `${OWN_SYSTEMS} form button`],
    shows: '#own-address-error:not(:empty)',
    part: OWN_SYSTEMS,
  },
  {
    name: 'quiet hours, one is missing',
    ...status('options', { ...EMPTY, settings: { ...EMPTY.settings, silence: MIDNIGHT } }),
    does: [`${HOURS} form button`],
    says: SAID,
    part: HOURS,
  },
  {
    name: 'dates, not saved',
    ...status('options', OWN, { set: ['silent'] }),
    does: [`${DATES} button`],
    says: SAID,
    part: DATES,
  },
  {
    name: 'meaning, no record is open',
    ...status('options', MEANINGS),
    does: [AT_OBJECTION],
    says: SAID,
    part: FIELDS,
  },
  {
    name: 'meaning, no texts',
    ...status('options', MEANINGS, POINT),
    world: { tab: { url: RECORD, answer: POINTED } },
    does: [AT_OBJECTION, '.binding .primary'],
    shows: '.binding .error:not(:empty)',
    part: FIELDS,
  },
  {
    name: 'counts, no address',
    ...status('options', EMPTY),
    does: ['#level-counts', ...SEND],
    shows: '#address-error:not(:empty)',
    part: COUNTS,
  },
  {
    name: 'counts, not encrypted',
    ...status('options', EMPTY),
    does: [
      '#level-counts',
      { into: '#address', words: 'http://cuecard.example.com' },
      SECRET,
      ...SEND,
    ],
    shows: '#address-error:not(:empty)',
    part: COUNTS,
  },
  {
    name: 'counts, secret too short',
    ...status('options', EMPTY),
    does: ['#level-counts', SERVER, { into: '#secret', words: 'open sesame' }, ...SEND],
    shows: '#secret-error:not(:empty)',
    part: COUNTS,
  },
  {
    name: 'counts, not allowed',
    ...status('options', EMPTY),
    world: { permits: false },
    does: ['#level-counts', SERVER, SECRET, ...SEND],
    shows: '#address-error:not(:empty)',
    part: COUNTS,
  },
  {
    name: 'switch, not saved',
    ...status('options', EMPTY, { switch: ['silent'] }),
    does: ['#on'],
    says: SAID,
    part: 'section:has(#on)',
  },
  {
    name: 'copy, unreadable',
    ...status('options', EMPTY),
    world: { kept: null },
    does: ['kept-copy button'],
    says: 'kept-copy > .said:not(:empty)',
    part: '.part:has(kept-copy)',
  },
  {
    name: 'author mode, not saved',
    ...status('options', EMPTY, { author: ['silent'] }),
    world: { kept: KEPT },
    does: ['author-mode button'],
    says: 'author-mode > .said:not(:empty)',
    part: 'section:has(author-mode)',
  },
  {
    name: 'delete, not saved',
    ...status('options', EMPTY, { forget: ['silent'] }),
    does: ['.part:last-child .actions > :first-child', '.danger'],
    says: '.part > .said:not(:empty)',
    part: '.part:last-child',
  },
];
