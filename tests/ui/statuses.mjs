// How things may stand: what the worker would answer to the popup and the options page.

export const ROLES = [
  { role: 'account-executive', title: 'Account executive' },
  { role: 'sales-development-representative', title: 'Sales development representative' },
];

export const SITES = [
  { site: '*.lightning.force.com', title: 'Salesforce Lightning', granted: true },
  { site: '*.my.salesforce.com', title: 'Salesforce Classic', granted: false },
];

export const APPS = [
  { app: 'salesforce', title: 'Salesforce', fetches: false },
  { app: 'jira-cloud', title: 'Jira Cloud', fetches: true },
  { app: 'jira-data-center', title: 'Jira Data Center', fetches: true },
];

const NOTHING = {
  roles: ROLES,
  apps: APPS,
  sites: SITES,
  settings: { role: 'account-executive', server: null },
  budget: {
    period: 'week',
    starts: '2026-11-16',
    ends: '2026-11-22',
    count: { limit: 3, spent: 0 },
    seconds: { limit: 600, spent: 0 },
  },
  decisions: [],
  muted: [],
  unbound: [],
  vanished: [],
  asks_dates: [],
  outbox: { waiting: [], sent: 0, refused: [], trouble: null },
  problems: [],
};

/** The first day with a role. */
export const EMPTY = NOTHING;

/** The very first day. */
export const NO_ROLE = { ...NOTHING, settings: { role: null, server: null }, budget: null };

const AT = Date.UTC(2026, 10, 20, 13, 5);
const HOUR = 3_600_000;
const PRICING = { nudge: 'pricing-objection', title: 'Hold the price when the buyer objects' };
const SLIPPING = { nudge: 'slipping-close-date', title: 'Date the buyer’s next step' };

/** @param {string} reason @param {number} hours @param {{ nudge: string, title: string }} which */
const decision = (reason, hours, which) => ({
  at: AT - hours * HOUR,
  outcome: 'silent',
  reason,
  ...which,
});

export const REPORT = {
  version: 1,
  kind: 'entry',
  pack: 'opportunity-management',
  nudge: 'pricing-objection',
  content: '0f1e2d3c4b5a6978',
  arm: 'shown',
  week: '2026-W49',
};

const SERVER = {
  url: 'https://cuecard.example.com',
  secret: 'correct-horse-battery',
  gap_seconds: 900,
};

/** A busy week with a server. */
export const FULL = {
  ...NOTHING,
  settings: { role: 'account-executive', server: SERVER },
  budget: { ...NOTHING.budget, count: { limit: 3, spent: 1 }, seconds: { limit: 600, spent: 95 } },
  decisions: [
    decision('shown', 0, PRICING),
    decision('withheld', 3, SLIPPING),
    decision('once_per_record', 26, SLIPPING),
    decision('budget_count', 60, PRICING),
    decision('a_reason_of_tomorrow', 90, PRICING),
  ],
  muted: [{ nudge: 'loss-reason', title: 'Name why the deal was lost' }],
  unbound: [
    { ...PRICING, host: 'acme.lightning.force.com', meanings: ['objection', 'late stage'] },
  ],
  outbox: {
    waiting: [
      { id: '1'.repeat(32), body: REPORT },
      { id: '2'.repeat(32), body: { ...REPORT, kind: 'outcome', outcome: 'success' } },
    ],
    sent: 12,
    refused: [{ body: REPORT, why: 'The server does not know this pack.' }],
    trouble: 'The server asks for a moment’s patience. Trying again at 15:20.',
  },
};

/** In an organisation, and all is well there. */
const ACME = {
  repository: 'https://cuecard.acme.example/repository/',
  team: 'sales',
  managed: false,
  at: AT,
  well: AT,
  told: { until: Date.UTC(2199, 11, 6), live: 4, quiet: [], left_out: [] },
};
const REFUSED = [
  'signature',
  'timestamp.json: Its signature does not fit what it says.',
  'timestamp.json',
];

/** @param {object} [others] */
const inAcme = (others) => ({ ...NOTHING, organisation: { ...ACME, ...others } });

/** An organisation in each way in which it can stand. */
export const ORGANISATIONS = {
  joined: inAcme(),
  managed: inAcme({
    managed: true,
    given: 'support',
    told: {
      ...ACME.told,
      live: 1,
      quiet: [
        { ...PRICING, reason: 'co_sign', words: 'nobody co-signed it' },
        { ...SLIPPING, reason: 'switched_off', words: 'off: its third step is wrong' },
      ],
      left_out: ['packs/incident-response.json: line 3: it is of format 3; update Cuecard'],
    },
  }),
  refused: inAcme({ refused: REFUSED }),
  ranOut: inAcme({ told: { ...ACME.told, until: Date.UTC(2026, 10, 12) }, unreachable: true }),
  never: inAcme({ at: 0, well: undefined, told: undefined, unreachable: true }),
  outOfReach: inAcme({ unreachable: true }),
  local: inAcme({ told: { ...ACME.told, policy: { data: { level: 'local' } } } }),
  widening: inAcme({
    told: {
      ...ACME.told,
      policy: {
        data: { level: 'counts', server: 'https://counts.acme.example', before: true },
        group: 'seller north',
        coming: {
          wider: [
            { part: 'gap', from: '14400', to: '60' },
            { part: 'app', from: '', to: 'jira' },
          ],
          from: '2026-12-24',
          by: 'Wanda, works council',
        },
      },
    },
  }),
};

/** Something does not work. */
export const PROBLEM = {
  ...NOTHING,
  budget: {
    ...NOTHING.budget,
    count: { limit: 20, spent: 20 },
    seconds: { limit: 600, spent: 601 },
  },
  problems: [
    {
      at: AT,
      where: 'acme.lightning.force.com, the field “Close Date”',
      what: 'Cuecard cannot read the close date here.',
      mend: 'Reload the page. If it stays so, tell the person who looks after Cuecard.',
    },
  ],
};

/** Two hosts of the person's own, one with its history, and one host that leaves its dates open. */
export const OWN = {
  ...NOTHING,
  settings: {
    ...NOTHING.settings,
    hosts: { 'jira.acme.example': 'jira-data-center', 'tickets.example': 'tracker-of-tomorrow' },
    fetch: ['jira.acme.example'],
  },
  visited: [{ host: 'acme.atlassian.net', app: 'jira-cloud' }],
  sites: [...SITES, { site: 'jira.acme.example', title: 'Jira Data Center', granted: true }],
  asks_dates: ['jira.acme.example'],
};

/** One host with a meaning of the organisation's, one of the person's and one of nobody's. */
export const MEANINGS = {
  ...NOTHING,
  meanings: [
    {
      host: 'crm.acme.example',
      app: 'salesforce',
      title: 'Salesforce',
      meanings: [
        {
          meaning: 'concession_traded',
          open: { bind: 'What was asked for in return for a concession' },
          bound: { field: 'Give_Get__c' },
          own: false,
          nudges: [],
        },
        {
          meaning: 'loss_reason',
          open: { bind: 'Why a deal was lost, as a picklist', values: ['price', 'no_decision'] },
          bound: { field: 'Why_Lost__c', values: { price: ['Too dear', "Buyer's budget"] } },
          own: true,
          nudges: ['Ask before you close'],
        },
        {
          meaning: 'objection',
          open: { bind: 'What the buyer objects to, as a picklist', values: ['pricing', 'timing'] },
          own: false,
          nudges: ['Trade, do not give', 'Listen first'],
        },
      ],
    },
  ],
};

/** Nothing may be read yet. */
export const NO_SITE = {
  ...NOTHING,
  sites: SITES.map((site) => ({ ...site, granted: false })),
};

/** What the person switched off, for good. */
export const SWITCHED_OFF = {
  hours: { from: 22 * 60, until: 7 * 60 },
  packs: ['code-review'],
  hosts: ['acme.lightning.force.com'],
};

/** How far the person has come with some aids. */
export const LEARNING = {
  ...NOTHING,
  learning: [
    { nudge: 'gone-since', title: 'Sum up the call', stage: 'retired', next: null },
    { ...SLIPPING, stage: 'learning', next: '2199-11-30' },
    { nudge: 'security-comments', title: 'Check the input', stage: 'mastered', next: null },
    { ...PRICING, stage: 'learning', next: '2020-01-01', dependency: true },
  ],
};

/** Places that were there and are not any more. */
export const VANISHED = {
  ...NOTHING,
  vanished: [
    { host: 'acme.lightning.force.com', place: 'salesforce.record.close_date', last: '2026-11-18' },
    {
      host: 'acme.lightning.force.com',
      place: 'salesforce.record.field:Primary_Objection__c',
      last: '2026-11-16',
    },
  ],
};

/** What the worker says of a page. */
export const PAGE = {
  app: 'jira-data-center',
  title: 'Jira Data Center',
  page: 'issue',
  host: 'jira.acme.example',
  parts: { key: 'ACME-7' },
  record: true,
  person: true,
  facts: {
    due_date: { value: '2026-12-04', at: 0, of: 3, select: '#due-date time' },
    'field:customfield_10016': { value: '', at: 0, of: 1, select: '#x' },
    moves: { value: '2' },
    status: { value: 'In progress', at: 1, select: '#status-val' },
  },
  lists: {
    comments: [],
    history: [
      { to: { value: '2026-12-04', at: 0, select: '' }, from: { value: '2026-11-27', at: 0 } },
      { to: { value: '2026-11-27', at: 0 } },
    ],
  },
  absent: ['story_points', 'sprint'],
  meanings: {},
  unbound: ['root_cause'],
};
