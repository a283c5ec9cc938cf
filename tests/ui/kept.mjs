// What the worker keeps, as it keeps it: what happened, what waits and what was sent.
import { REPORT } from './statuses.mjs';

export const MOMENT = {
  id: '9f0c',
  nudge: 'pricing-objection',
  pack: 'opportunity-management',
  record: 'c0ffee',
  tab: 7,
  at: Date.UTC(2026, 10, 18, 15),
  day: '2026-11-18',
  arm: 'shown',
  state: 'committed',
  seconds: 95,
  answer: 'done',
};
export const MOMENTS = [
  MOMENT,
  { ...MOMENT, id: 'w', nudge: '=1+1', arm: 'withheld', answer: undefined, pulled: true },
  { ...MOMENT, id: 'n', pack: 'a,"b"\n', state: 'refunded', answer: 'not_relevant' },
  { ...MOMENT, id: '', nudge: '', answer: undefined },
];
export const LEDGER = JSON.stringify({
  format: 1,
  settings: { role: 'account-executive', server: null },
  tended: '2026-11-18',
  moments: MOMENTS,
  lineages: { 'pricing-objection': { draws: 0 } },
  tabs: { 3: { record: 'c0ffee' }, 12: { record: 'bead' } },
  outbox: { waiting: [{ id: 'a1', body: REPORT }], next_at: 5, failures: 0, sent: 1, refused: [] },
  something_new: { from: 'a later version' },
});
export const SENT = [
  { day: '2026-11-17', body: '{"version":1,"kind":"exposure","exposure":"fast"}' },
  { day: '2026-11-18', body: '{"version":1,"kind":"health","app":"salesforce"}' },
];
/** @type {Record<string, string>} */
export const KEPT = {
  ledger: LEDGER,
  'ledger.aside.5': '{"format":1,"mom',
  secret: 'ab'.repeat(32),
  sent: JSON.stringify(SENT),
};

const AT = Date.UTC(2026, 10, 18, 15);
const DEAL = 'https://crm.acme.example/lightning/r/Opportunity/006A/view';
/** What author mode took down on a host of the person's own: a deal, saved, and a card that was answered. */
export const RECORDING = [
  {
    at: AT,
    url: DEAL,
    act: null,
    page: { stage: 'Qualification', 'field:Why_Lost__c': '', amount: '$50,000.00', me: 'Robin' },
    lists: { activities: [{ author: 'Robin', written: 'Nov 17, 2026' }] },
  },
  { at: AT + 1_000, url: DEAL, act: 'save', page: { stage: 'Closed Lost' }, lists: {} },
  {
    at: AT + 3_000,
    url: DEAL,
    act: null,
    page: { stage: 'Closed Lost', 'field:Why_Lost__c': 'Too dear', amount: '$50,000.00' },
    lists: {},
  },
  { at: AT + 60_000, answered: 'done' },
];
/** Facts of things in lists, and what the address says, as the page calls them. */
export const RECORDED_NAMES = ['activities.author', 'activities.written', 'object', 'Opportunity'];
/** @param {string | undefined} mode @param {unknown[]} [recording] @returns {Record<string, string>} */
export const recorded = (mode, recording = RECORDING) => ({
  ...KEPT,
  ledger: JSON.stringify({
    ...JSON.parse(LEDGER),
    settings: { role: null, server: null, hosts: { 'crm.acme.example': 'salesforce' } },
  }),
  ...(mode ? { author: mode } : {}),
  ...(recording.length > 0 ? { recording: JSON.stringify(recording) } : {}),
});
